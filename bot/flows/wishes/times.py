"""Times of day and lead times as people write them."""

from __future__ import annotations

import re
from datetime import time, timedelta

from bot.errors import PolicyError
from bot.model.policy import MAX_LEAD_TIME, MAX_LEAD_TIMES

OFF = frozenset({"off", "none", "no", "never", "-"})
"""Words that switch something off."""

_MORNING = frozenset(
    {"morning", "the morning", "same day", "the day", "on the day", "day of", "the day of", "0", "today"}
)
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_MINUTE, _HOUR, _DAY, _WEEK = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
_UNITS = {"min": _MINUTE, "mins": _MINUTE, "minute": _MINUTE, "minutes": _MINUTE,
          "h": _HOUR, "hr": _HOUR, "hour": _HOUR, "hours": _HOUR, "d": _DAY, "day": _DAY, "days": _DAY,
          "w": _WEEK, "wk": _WEEK, "week": _WEEK, "weeks": _WEEK}  # fmt: skip
_LEAD = re.compile(r"(\d{1,6}|[a-z]+)\s*([a-z]+)")
_LEAD_HINT = "Write them like “7d, 1d, morning” or “1 week, 3 hours”, or “none”."

_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?")
_TIMES = {"noon": time(12, 0), "midday": time(12, 0), "midnight": time(0, 0)}


def lead_times(text: str) -> tuple[timedelta, ...]:
    """Read lead times such as "7d, 1d, 0d" or "1 week, 1 day, morning"; longest first, "none" gives none.

    Zero is the morning of the day. Raises PolicyError.
    """
    words = " ".join(text.casefold().split())
    if words in OFF:
        return ()
    items = [part for part in re.split(r"\s*(?:[,;+&/]|\band\b|\bthen\b)\s*", words) if part]
    if not items:
        raise PolicyError(f"No lead times were given. {_LEAD_HINT}")
    leads = {_lead_time(item) for item in items}
    if len(leads) > MAX_LEAD_TIMES:
        raise PolicyError(f"{len(leads)} lead times are too many: give at most {MAX_LEAD_TIMES}.")
    return tuple(sorted(leads, reverse=True))


def length(text: str) -> timedelta | None:
    """Read a length of time such as "2 hours" or "a week"; None if it is none."""
    match = _LEAD.fullmatch(text)
    count = _count(match[1]) if match else None
    unit = _UNITS.get(match[2]) if match else None
    return None if count is None or unit is None else count * unit


def _lead_time(item: str) -> timedelta:
    item = re.sub(r"\s*\b(?:before|ahead|earlier|in advance)$", "", item)
    if item in _MORNING or re.sub(r"^(?:in|on) ", "", item) in _MORNING:
        return timedelta(0)
    lead = length(item)
    if lead is None:
        raise PolicyError(f"“{item[:40]}” is no lead time. {_LEAD_HINT}")
    if lead > MAX_LEAD_TIME:
        raise PolicyError(f"“{item[:40]}” is too long before an event: give at most {MAX_LEAD_TIME.days} days.")
    return lead


def _count(word: str) -> int | None:
    return int(word) if word.isdigit() else _NUMBERS.get(word)


def time_of_day(text: str) -> time:
    """Read a time of day such as "08:00", "8am", "20.15" or "noon". Raises PolicyError."""
    words = " ".join(text.casefold().replace("a.m.", "am").replace("p.m.", "pm").split())
    if words in _TIMES:
        return _TIMES[words]
    match = _TIME.fullmatch(words)
    hour, minute = (int(match[1]), int(match[2] or 0)) if match else (99, 99)
    half = match[3] if match else None
    if half and not 1 <= hour <= 12:
        hour = 99
    elif half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour == 24 and minute == 0:
        hour = 0
    if hour > 23 or minute > 59:
        raise PolicyError(f"“{text.strip()[:40]}” is no time of day. Write it like 08:00, 8am or 20:30.")
    return time(hour, minute)
