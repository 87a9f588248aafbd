"""What an admin writes, read into values. Pure text in, typed values out; every refusal says what to write instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time, timedelta
from difflib import SequenceMatcher, get_close_matches

from bot.errors import PolicyError, UnknownZoneError
from bot.model.policy import MAX_LEAD_TIME, MAX_LEAD_TIMES, known_zones

OFF = frozenset({"off", "none", "no", "never", "-"})
"""Words that switch something off."""

_MORNING = frozenset(
    {"morning", "the morning", "same day", "the day", "on the day", "day of", "the day of", "0", "today"}
)
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_HOUR, _DAY, _WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
_UNITS = {"h": _HOUR, "hr": _HOUR, "hour": _HOUR, "hours": _HOUR, "d": _DAY, "day": _DAY, "days": _DAY,
          "w": _WEEK, "wk": _WEEK, "week": _WEEK, "weeks": _WEEK}  # fmt: skip
_LEAD = re.compile(r"(\d{1,4}|[a-z]+)\s*([a-z]+)")
_LEAD_HINT = "Write them like “7d, 1d, morning” or “1 week, 3 hours”, or “none”."

_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?")
_TIMES = {"noon": time(12, 0), "midday": time(12, 0), "midnight": time(0, 0)}

_ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    "et": ("America/New_York",),
    "edt": ("America/New_York",),
    "ct": ("America/Chicago",),
    "cst": ("America/Chicago", "Asia/Shanghai"),
    "cdt": ("America/Chicago",),
    "mt": ("America/Denver",),
    "mdt": ("America/Denver",),
    "pt": ("America/Los_Angeles",),
    "pst": ("America/Los_Angeles",),
    "pdt": ("America/Los_Angeles",),
    "bst": ("Europe/London",),
    "cest": ("Europe/Berlin",),
    "eest": ("Europe/Athens",),
    "msk": ("Europe/Moscow",),
    "ist": ("Asia/Kolkata", "Europe/Dublin"),
    "jst": ("Asia/Tokyo",),
    "kst": ("Asia/Seoul",),
    "aest": ("Australia/Sydney",),
    "aedt": ("Australia/Sydney",),
}
"""What people write for a zone although it names an offset, or several; offered, never chosen for them."""

_COMMON = (
    "UTC", "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Sao_Paulo",
    "Europe/London", "Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Europe/Rome", "Europe/Athens",
    "Europe/Istanbul", "Africa/Lagos", "Africa/Nairobi", "Africa/Johannesburg", "Asia/Dubai", "Asia/Kolkata",
    "Asia/Singapore", "Asia/Shanghai", "Asia/Seoul", "Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland",
)  # fmt: skip
"""Offered before anything is typed: populous zones, west to east."""


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


def _lead_time(item: str) -> timedelta:
    item = re.sub(r"\s*\b(?:before|ahead|earlier|in advance)$", "", item)
    if item in _MORNING or re.sub(r"^(?:in|on) ", "", item) in _MORNING:
        return timedelta(0)
    match = _LEAD.fullmatch(item)
    count = _count(match[1]) if match else None
    unit = _UNITS.get(match[2]) if match else None
    if count is None or unit is None:
        raise PolicyError(f"“{item[:40]}” is no lead time. {_LEAD_HINT}")
    lead = count * unit
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


def time_or_off(text: str) -> time | None:
    """Read a time of day, or None for "off". Raises PolicyError."""
    return None if text.strip().casefold() in OFF else time_of_day(text)


def zone(text: str) -> str:
    """Read the name of a time zone, in any case, also by its city alone where that is the only one.

    Raises UnknownZoneError with the nearest names.
    """
    key = _key(text)
    for name in known_zones():
        if _key(name) == key:
            return name
    cities = [name for name in _places() if _city(name) == key]
    if len(cities) == 1:
        return cities[0]
    raise UnknownZoneError(text.strip(), tuple(cities[:3]) or nearest_zones(text, limit=3))


def nearest_zones(text: str, limit: int = 25) -> tuple[str, ...]:
    """Return the names of zones that come closest to what was typed so far, best first."""
    key = _key(text)
    if not key:
        return _COMMON[:limit]
    offered = [*_ABBREVIATIONS.get(key, ()), *_by_beginning(key), *_by_likeness(key)]
    return tuple(dict.fromkeys(offered))[:limit]


def _by_beginning(key: str) -> list[str]:
    """Zones whose city or name begins with it, then those that hold it."""
    ranked = []
    for name in known_zones():
        city, whole = _city(name), _key(name)
        rank = 0 if city.startswith(key) else 1 if whole.startswith(key) else 2 if key in whole else None
        if rank is not None:
            ranked.append((rank, name not in _COMMON, "/" not in name, whole, name))
    return [name for *_, name in sorted(ranked)]


def _by_likeness(key: str) -> list[str]:
    """Zones that are spelled nearly like it, by city or in full."""
    by_key: dict[str, str] = {}
    for name in _places():
        by_key.setdefault(_city(name), name)
    whole = {_key(name): name for name in _places()}
    alike = [(by_key[k], k) for k in get_close_matches(key.rsplit("/", 1)[-1], by_key, n=5, cutoff=0.7)]
    alike += [(whole[k], k) for k in get_close_matches(key, whole, n=5, cutoff=0.7)]
    return [name for name, found in sorted(alike, key=lambda pair: -_likeness(key, pair[1]))]


def _likeness(key: str, found: str) -> float:
    return max(SequenceMatcher(None, key, found).ratio(), SequenceMatcher(None, key.rsplit("/", 1)[-1], found).ratio())


def _places() -> Sequence[str]:
    """Names of the form Region/City in a fixed order, without Etc/… (signs reversed: nobody wants those)."""
    return sorted(name for name in known_zones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))


def _key(text: str) -> str:
    return re.sub(r"[\s_-]+", "_", text.strip().casefold())


def _city(name: str) -> str:
    return _key(name).rsplit("/", 1)[-1]
