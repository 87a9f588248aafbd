# Two stages: what builds is not what runs.
FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /venv
COPY requirements.lock /src/
RUN /venv/bin/pip install --require-hashes -r /src/requirements.lock
COPY pyproject.toml README.md LICENSE /src/
COPY bot /src/bot
RUN /venv/bin/pip install --no-deps /src

FROM python:3.13-slim
# Nothing is written outside /data, so the container may run with a read-only file system.
RUN useradd --system --uid 10001 --home-dir /data --create-home dateline
COPY --from=build /venv /venv
COPY config/dateline.toml /etc/dateline.toml
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 DATABASE_URL=sqlite:////data/dateline.db \
    PULSE_FILE=/tmp/dateline.pulse
USER dateline
VOLUME /data
# A running bot touches PULSE_FILE; no port is opened. With a read-only file system mount a tmpfs at /tmp.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["dateline", "doctor", "--alive"]
ENTRYPOINT ["dateline", "--config", "/etc/dateline.toml"]
CMD ["run"]
