"""Recurring times by the clock on a guild's wall. Which instants they are, `bot.decide.recurrence` says."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Literal

from pydantic import Field, field_validator

from bot.model.base import Frozen

EVERY_DAY = tuple(range(7))
WORKDAYS = EVERY_DAY[:5]
WEEKEND = EVERY_DAY[5:]
"""Days of the week as `date.weekday` counts them: Monday is 0."""


def _weekdays(days: tuple[int, ...]) -> tuple[int, ...]:
    if not days or not set(days) <= set(EVERY_DAY):
        raise ValueError("days of the week are 0 (Monday) to 6 (Sunday), at least one")
    return tuple(sorted(set(days)))


class Weekly(Frozen):
    """At these times of day on these days of the week; both sorted, each once, at least one."""

    kind: Literal["weekly"] = "weekly"
    weekdays: tuple[int, ...] = EVERY_DAY
    times: tuple[time, ...] = Field(min_length=1)

    _sorted_days = field_validator("weekdays")(_weekdays)

    @field_validator("times")
    @classmethod
    def _sorted_times(cls, times: tuple[time, ...]) -> tuple[time, ...]:
        return tuple(sorted({at.replace(second=0, microsecond=0, tzinfo=None) for at in times}))


class Cron(Frozen):
    """A cron expression of five fields (`bot.decide.cron`)."""

    kind: Literal["cron"] = "cron"
    expression: str


class Rule(Frozen):
    """A recurrence rule of RFC 5545 with explicit BYHOUR and BYMINUTE and without COUNT (`bot.decide.rrule`).

    `start` is its DTSTART: nothing comes before that day, and INTERVAL counts from it. UNTIL is wall-clock time.
    """

    kind: Literal["rule"] = "rule"
    rule: str
    start: date


Recurrence = Annotated[Weekly | Cron | Rule, Field(discriminator="kind")]


class QuietHours(Frozen):
    """From `start` on each of these days to `end`: on the same day if that is later, else on the next one."""

    weekdays: tuple[int, ...] = EVERY_DAY
    start: time
    end: time

    _sorted_days = field_validator("weekdays")(_weekdays)

    @field_validator("end")
    @classmethod
    def _not_the_whole_day(cls, end: time, info: object) -> time:
        if getattr(info, "data", {}).get("start") == end:
            raise ValueError("quiet hours end at another time than they begin at")
        return end
