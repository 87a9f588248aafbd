"""One guild's admin-set rules."""

from __future__ import annotations

from datetime import time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AwareDatetime, Field, field_validator, model_validator

from bot.model.base import Frozen
from bot.model.recurrence import QuietHours, Recurrence, Weekly

MAX_LEAD_TIMES = 8
MAX_LEAD_TIME = timedelta(days=366)
MAX_DIGESTS = 8
MAX_QUIET_HOURS = 14
MAX_POSTS_PER_HOUR = 60
MAX_TOPICS = 25
MAX_TERMS = 50
MAX_PAUSE = timedelta(days=366)
"""Bounds of what a person sets by hand, far above what anyone has asked for."""


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def known_zones() -> frozenset[str]:
    """Return the names of the IANA time zones."""
    return _zones()


class Topic(Frozen):
    """A named set of words and entities.

    `words` are in lower case and are looked for in any case; `entities` are names, and are looked for as they are
    written ("WHO" is not "who"). An `urgent` topic passes quiet hours and the cap.
    """

    name: str = Field(min_length=1, max_length=50)
    words: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    urgent: bool = False


class Pause(Frozen):
    """Nothing is posted from `since` to `until`; None: until an admin resumes."""

    since: AwareDatetime
    until: AwareDatetime | None = None


class Policy(Frozen):
    """A guild's policy; all times of day are in `zone`.

    `channel` is where alerts, reminders and digests go (None: nothing is posted yet). A lead time of zero means
    the morning of the day, at `reminder_time`. `digests` say when digests come; none where none is wanted.
    `posts_per_hour` is how many posts a channel gets in any hour before the rest waits for a digest (None: no limit).
    `agenda` says whether one message there always shows what is to come, `event_list` whether upcoming events also
    stand in the platform's own list of events (Discord: scheduled events). `language_model` says whether the operator's
    language model, if there is one, may be shown questions and sentences to pick an answer from.
    """

    channel: str | None = None
    zone: str = "UTC"
    language: str = "en"
    lead_times: tuple[timedelta, ...] = (timedelta(days=7), timedelta(days=1), timedelta(0))
    reminder_time: time = time(9, 0)
    digests: tuple[Recurrence, ...] = Field(default=(), max_length=MAX_DIGESTS)
    quiet: tuple[QuietHours, ...] = Field(default=(), max_length=MAX_QUIET_HOURS)
    pause: Pause | None = None
    posts_per_hour: int | None = Field(default=None, ge=1, le=MAX_POSTS_PER_HOUR)
    topics: tuple[Topic, ...] = Field(default=(), max_length=MAX_TOPICS)
    alerts: bool = True
    reminders: bool = True
    agenda: bool = False
    event_list: bool = False
    language_model: bool = False

    @model_validator(mode="before")
    @classmethod
    def _one_daily_digest(cls, given: Any) -> Any:
        """Read also what was stored when a digest was one time of day."""
        if isinstance(given, dict) and "digest_time" in given:
            given = dict(given)
            at = given.pop("digest_time")
            if at is not None and not given.get("digests"):
                given["digests"] = (Weekly(times=(at,)),)
        return given

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

    @property
    def key(self) -> str:
        """Return the name under which the store knows the guild: "platform:id"."""
        return f"{self.platform}:{self.guild}"
