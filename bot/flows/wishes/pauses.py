"""Until when a pause lasts, as people write it: "2 hours", "tomorrow at 9", "monday", "2026-03-01 14:00"."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.decide import slots
from bot.errors import PolicyError
from bot.flows.wishes.recurring import DAY_NAME, MORNING, weekday
from bot.flows.wishes.times import length, time_of_day
from bot.model.policy import MAX_PAUSE

_OPEN = frozenset({"", "resumed", "i resume", "further notice", "forever", "indefinitely", "open end", "ever"})
_DAY = timedelta(days=1)
_TOO_LONG = MAX_PAUSE + _DAY
"""Longer than allowed, and not so long that it goes beyond the calendar."""

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ t](.+))?")
_NAMED = re.compile(rf"(today|tonight|tomorrow|{DAY_NAME})(?:[ ,]+(.+))?")
_HINT = "Write it like “2 hours”, “18:00”, “tomorrow at 9”, “monday”, “2026-03-01 14:00”, or nothing for an open end."


def until(text: str, *, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the instant at which the pause ends; None: when an admin resumes. Raises PolicyError.

    A day without a time means eight in the morning of it; a day of the week is the next one after today.
    """
    words = " ".join(text.casefold().split()).removeprefix("until").removeprefix("till").removeprefix("for ").strip()
    if words in _OPEN:
        return None
    end = _end(words, now, zone)
    if end is None:
        raise PolicyError(f"“{text.strip()[:40]}” is no end of a pause. {_HINT}")
    if end <= now:
        raise PolicyError(f"{end.astimezone(zone):%Y-%m-%d %H:%M} is past. {_HINT}")
    if end - now > MAX_PAUSE:
        raise PolicyError(f"A pause has at most {MAX_PAUSE.days} days; leave the end open for a longer one.")
    return end


def _end(words: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    today = slots.local_day(now, zone)
    if (lasting := length(words)) is not None:
        return now + min(lasting, _TOO_LONG)
    if match := _ISO.fullmatch(words):
        return slots.instant(_calendar_day(match[1]), _clock(match[2]), zone)
    if match := _NAMED.fullmatch(words):
        return slots.instant(_day(match[1], today), _clock(match[2], evening=match[1] == "tonight"), zone)
    try:
        at = _clock(words.removeprefix("at "))
    except PolicyError:  # it need not have been meant as a time of day
        return None
    end = slots.instant(today, at, zone)
    return end if end > now else slots.instant(today + _DAY, at, zone)


def _day(name: str, today: date) -> date:
    if name in {"today", "tonight"}:
        return today
    if name == "tomorrow":
        return today + _DAY
    return today + ((weekday(name) - today.weekday() - 1) % 7 + 1) * _DAY


def _clock(words: str | None, *, evening: bool = False) -> time:
    if words is None:
        return time(22) if evening else MORNING
    return time_of_day(words.removeprefix("at ").removesuffix(" o'clock"))


def _calendar_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise PolicyError(f"{text} is no day of the calendar. {_HINT}") from None
