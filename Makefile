# Dateline, in the commands that one needs. `make` alone lists them.
# Everything runs in .venv, which is made from the lock file on first use.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help install demo run test crash lint format bench schema lock clean

help:  ## list the commands
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

install: $(READY)  ## make .venv with exactly the locked packages

# Hashes are required: a package that is not the one we tested does not get in.
$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Dateline needs Python 3.11 or newer. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $(READY)

demo: $(READY)  ## see the whole bot in the browser, without a token: a simulated Discord with a clock you can move
	$(BIN)/dateline demo

run: $(READY)  ## run the bot; needs DISCORD_TOKEN (see README)
	$(BIN)/dateline run

test: $(READY)  ## run all tests; uses loopback only, brings its own PostgreSQL
	$(BIN)/pytest

crash: $(READY)  ## kill senders 1,300 times on each database and look whether a message is lost or doubled; some 30 minutes
	$(BIN)/python -m tests.crash $(if $(SEED),--seed $(SEED))

lint: $(READY)  ## style, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)  ## put the code into the project's form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY)  ## measure and write docs/quality.md; parts that need development data are left out without it
	$(BIN)/python -m bench --write

schema: $(READY)  ## write the JSON Schemas of the command line's output into docs/schema
	$(BIN)/dateline schema docs/schema

# --universal: one file for all platforms and Python versions. No addresses, only names, versions and hashes.
LOCK = $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
       --no-header --quiet
lock:  ## renew both lock files from pyproject.toml
	test -x $(BIN)/uv || $(PYTHON) -m venv .venv && $(BIN)/python -m pip install --quiet uv
	$(LOCK) --extra postgres --output-file requirements.lock
	$(LOCK) --extra postgres --extra demo --group dev --output-file requirements-dev.lock

clean:  ## remove what was made
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
