"""Time zones as news names them, and the one instant that a clock time in one of them is.

A zone's key is an IANA name ("America/New_York"), "UTC", or an offset ("+09:00"). A short form such as EST is the
offset that it says; "ET" and "Eastern time" are the region, whose offset depends on the day.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo


def zone_of(key: str) -> tzinfo:
    """Return the zone that `key` names; ValueError or ZoneInfoNotFoundError for a key that names none."""
    if key == "UTC":
        return UTC
    if key[0] in "+-":
        return timezone(timedelta(minutes=offset_minutes(key)))
    return ZoneInfo(key)


def zone_name(key: str) -> str:
    """Return the zone's name for readers: "UTC", "UTC+09:00", "America/New_York"."""
    return f"UTC{key}" if key[0] in "+-" else key


def offset_key(minutes: int) -> str:
    """Return the key of the zone that is so many minutes east of Greenwich."""
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def offset_minutes(key: str) -> int:
    """Return how many minutes east of Greenwich an offset ("+09:00") or "UTC" is."""
    return 0 if key == "UTC" else int(f"{key[0]}1") * (60 * int(key[1:3]) + int(key[-2:]))


def instant(day: date, hour: int, minute: int, key: str) -> datetime | None:
    """Return the instant of a clock time; hour 24 is the end of the day. None beyond the calendar."""
    if hour == 24:
        if day == date.max:
            return None
        day, hour = day + timedelta(days=1), 0
    return datetime.combine(day, time(hour, minute), tzinfo=zone_of(key))
