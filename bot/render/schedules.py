"""Recurring times, quiet hours and pauses in words that `bot.flows.wishes` reads again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.model.policy import Pause
from bot.model.recurrence import EVERY_DAY, WEEKEND, WORKDAYS, Cron, QuietHours, Recurrence, Rule, Weekly
from bot.render import dates

_WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
_SETS = {EVERY_DAY: "daily", WORKDAYS: "weekdays", WEEKEND: "weekends"}

_HOURLY = {Weekly(times=tuple(map(time, range(0, 24, n)))): f"every {n} hours" for n in (2, 3, 4)}
_HOURLY |= {Weekly(times=tuple(map(time, range(24)))): "hourly"}
"""Where a list of times would be longer than it is clear."""


def recurrence(one: Recurrence) -> str:
    """Return "weekdays at 08:00", or the rule itself where words would be longer than it."""
    match one:
        case Weekly() if one in _HOURLY:
            return _HOURLY[one]
        case Weekly():
            return f"{days(one.weekdays)} at {_and(clock(at) for at in one.times)}"
        case Cron():
            return one.expression
        case Rule():
            return f"DTSTART:{one.start:%Y%m%d} {one.rule}"


def recurrences(several: Sequence[Recurrence]) -> str:
    """Return when digests come, in words."""
    return "; ".join(recurrence(one) for one in several) or "none"


def quiet(one: QuietHours) -> str:
    """Return "daily 22:00-07:00"."""
    return f"{days(one.weekdays)} {clock(one.start)}-{clock(one.end)}"


def quiet_hours(several: Sequence[QuietHours]) -> str:
    """Return the quiet hours in words."""
    return "; ".join(quiet(one) for one in several) or "none"


def pause(one: Pause, zone: ZoneInfo) -> str:
    """Return until when nothing is posted."""
    return f"until {moment(one.until, zone)}" if one.until else "until an admin resumes"


def moment(at: datetime, zone: ZoneInfo) -> str:
    """Return "Thursday, March 19, 2026, 08:00" by the clock of the zone."""
    local = at.astimezone(zone)
    return f"{dates.day(local.date())}, {clock(local.time())}"


def days(weekdays: tuple[int, ...]) -> str:
    """Return "weekdays", "Mondays and Thursdays"."""
    return _SETS.get(weekdays) or _and(_WEEKDAYS[day] for day in weekdays)


def clock(at: time) -> str:
    """Return "08:00"."""
    return f"{at:%H:%M}"


def _and(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
