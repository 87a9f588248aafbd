"""When an event is, as an admin writes it: "2026-03-20", "2026-03-20 15:00", "March 20 at 3pm"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.decide import slots
from bot.errors import PolicyError
from bot.flows.wishes.times import time_of_day
from bot.model.time import Precision, When

_MONTHS = ("january", "february", "march", "april", "may", "june",
           "july", "august", "september", "october", "november", "december")  # fmt: skip
_CLOCK = r"(?:(?:,? at |,? |t)(?P<clock>\S.*))?"
_ISO = re.compile(rf"(?P<day>\d{{4}}-\d{{2}}-\d{{2}}){_CLOCK}")
_YEAR = r"(?:,? (?P<year>\d{4}))?"
_NAMED = re.compile(rf"(?P<month>[a-z]{{3,9}})\.? (?P<number>\d{{1,2}}){_YEAR}{_CLOCK}")
_DAY_FIRST = re.compile(rf"(?P<number>\d{{1,2}}) (?P<month>[a-z]{{3,9}})\.?{_YEAR}{_CLOCK}")
_FURTHEST = timedelta(days=3660)
"""Ten years: nobody plans further by chat, and a slip of the pen does."""

_HINT = "Write it like “2026-03-20”, “2026-03-20 15:00” or “March 20 at 3pm”."


def event_time(text: str, *, now: datetime, zone: ZoneInfo) -> When:
    """Return the time that is meant, on the guild's clock: a day, or an instant. Raises PolicyError.

    A month and day without a year is the next one.
    """
    words = " ".join(text.casefold().split())
    found = _ISO.fullmatch(words) or _NAMED.fullmatch(words) or _DAY_FIRST.fullmatch(words)
    day = _day(found, slots.local_day(now, zone)) if found else None
    if found is None or day is None:
        raise PolicyError(f"“{text.strip()[:40]}” is no date of an event. {_HINT}")
    made = _when(day, _clock(found["clock"]) if found["clock"] else None, zone)
    if (made.instant or slots.end_of_day(day, zone)) <= now:
        at = made.value.replace("T", " ")
        raise PolicyError(f"{at} is past. An event that is over needs no date; /event dismiss takes it away.")
    if day - now.date() > _FURTHEST:
        raise PolicyError(f"{day} is more than ten years ahead. {_HINT}")
    if made.instant is not None and f"{made.instant:%H:%M}" != made.value[-5:]:
        raise PolicyError(f"On {day} the clocks of {zone.key} are put forward and skip {made.value[-5:]}.")
    return made


def _when(day: date, clock: time | None, zone: ZoneInfo) -> When:
    if clock is None:
        return When(value=day.isoformat(), precision=Precision.DAY, earliest=day, latest=day)
    instant = slots.instant(day, clock, zone).astimezone(zone)
    value = f"{day}T{clock:%H:%M}"
    return When(value=value, precision=Precision.TIME, earliest=day, latest=day, instant=instant, zone=zone.key)


def _clock(written: str) -> time:
    """Return the time of day; the end of a day is no start of it. Raises PolicyError."""
    clock = time_of_day(written)
    if written.strip().startswith("24"):
        raise PolicyError(f"“{written.strip()[:40]}” is the end of the day: write 00:00 and the day after. {_HINT}")
    return clock


def _day(found: re.Match[str], today: date) -> date | None:
    named = found.groupdict()
    try:
        if "day" in named:
            return date.fromisoformat(named["day"])
        month = next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(named["month"]))
        if named["year"]:
            return date(int(named["year"]), month, int(named["number"]))
        return _next(month, int(named["number"]), today)
    except (ValueError, StopIteration):
        return None


def _next(month: int, number: int, today: date) -> date:
    """Return the next such day; February 29 may be eight years off. Raises ValueError."""
    for year in range(today.year, today.year + 9):
        if number <= monthrange(year, month)[1] and date(year, month, number) >= today:
            return date(year, month, number)
    raise ValueError(number)
