"""One guild's admin-set rules."""

from __future__ import annotations

from datetime import time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, field_validator

from bot.model.base import Frozen

MAX_LEAD_TIMES = 8
MAX_LEAD_TIME = timedelta(days=366)


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def known_zones() -> frozenset[str]:
    """Return the names of the IANA time zones."""
    return _zones()


class Policy(Frozen):
    """A guild's policy; all times of day are in `zone`.

    `channel` is where alerts, reminders and digests go (None: nothing is posted yet). A lead time of zero means
    the morning of the day, at `reminder_time`. `digest_time` is None where no digest is wanted.
    """

    channel: str | None = None
    zone: str = "UTC"
    language: str = "en"
    lead_times: tuple[timedelta, ...] = (timedelta(days=7), timedelta(days=1), timedelta(0))
    reminder_time: time = time(9, 0)
    digest_time: time | None = None
    alerts: bool = True
    reminders: bool = True

    @field_validator("zone")
    @classmethod
    def _known(cls, name: str) -> str:
        if name not in known_zones():
            raise ValueError(f"there is no time zone called {name!r}")
        return name

    @field_validator("lead_times")
    @classmethod
    def _sensible(cls, leads: tuple[timedelta, ...]) -> tuple[timedelta, ...]:
        if len(leads) > MAX_LEAD_TIMES:
            raise ValueError(f"at most {MAX_LEAD_TIMES} lead times")
        if any(not timedelta(0) <= lead <= MAX_LEAD_TIME for lead in leads):
            raise ValueError("a lead time lies between 0 and 366 days")
        return tuple(sorted(set(leads), reverse=True))

    @property
    def tz(self) -> ZoneInfo:
        """Return the zone itself."""
        return ZoneInfo(self.zone)


class GuildPolicy(Frozen):
    """A guild and its policy. `guild` is the platform's own id, as text."""

    platform: str
    guild: str
    name: str = ""
    policy: Policy = Field(default_factory=Policy)
