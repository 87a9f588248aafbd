"""Times of day."""

from __future__ import annotations

from dataclasses import replace

from bot.extract.times.meaning import Clock, DayFromToday, Meaning, Moment
from bot.extract.times.patterns import Found
from bot.extract.times.zones import offset_key, offset_minutes


def part_of_today(found: Found) -> Meaning | None:
    """This morning, last night, tonight: shift, part."""
    days = {"last": -1, "next": 1}.get(found.get("shift") or "this", 0)
    return Moment(day=DayFromToday(days), part=found.get("part") or "NI")


def clock(found: Found) -> Meaning | None:
    """A time of day: clock, dotted, packed, hour, noon; ampm, zone, region."""
    hour, minute = _hour_and_minute(found)
    half = found.get("ampm")
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    zone = found.get("zone") or found.get("region")
    return Clock(hour, minute, zone)


def from_hour(found: Found) -> Meaning | None:
    """From seven to ten in the evening: its beginning; first, hour or clock, ampm, zone.

    "11-1 p.m." begins before noon.
    """
    end = clock(found)
    told = found.get("first")
    first, minute = told if isinstance(told, tuple) else (told, 0)
    if not isinstance(end, Clock) or not 1 <= first <= 12:
        return None
    hour = first % 12 + (12 if found.get("ampm") == "p" else 0)
    before = (hour, minute) < (end.hour, end.minute)
    return replace(end, hour=hour if before else (hour + 12) % 24, minute=minute)


def _hour_and_minute(found: Found) -> tuple[int, int]:
    for name in ("clock", "dotted", "packed", "noon"):
        if found.has(name):
            value: tuple[int, int] = found.get(name)
            return value
    return found.get("hour"), 0


def clock_spoken(found: Found) -> Meaning | None:
    """Half past ten, a quarter to four: past or half, hour."""
    hour = found.get("hour")
    if not 1 <= hour <= 12:
        return None
    if found.has("half"):
        return Clock(hour, 30)
    return Clock(hour, 15) if found.has("past") else Clock((hour - 1) or 12, 45)


def clock_in_part(found: Found) -> Meaning | None:
    """Four in the morning: hour, part."""
    hour = found.get("hour")
    if not 1 <= hour <= 12:
        return None
    later = found.get("part") in {"AF", "EV"} or (found.get("part") == "NI" and hour >= 6)
    return Clock(hour % 12 + (12 if later else 0))


def at_time(found: Found) -> Meaning | None:
    """A day and a time of day: day, clock; the day may bring a part of the day, which the clock makes needless."""
    day, time = found.get("day"), found.get("clock")
    if isinstance(day, Moment):
        if day.part in {"AF", "EV", "NI"} and 1 <= time.hour < 12:
            time = Clock(time.hour + 12, time.minute, time.zone)
        day = day.day
    return Moment(day=day, clock=time)


def told_twice(found: Found) -> Meaning | None:
    """The same moment in two zones, "10:35 a.m. (0735 GMT)": local, which may have its day, and zoned."""
    local: Moment | Clock = found.get("local")
    zoned: Clock = found.get("zoned")
    here = local.clock if isinstance(local, Moment) else local
    if here is None or zoned.zone is None:
        return None
    if here.zone is not None or zoned.zone[0] not in "+-U":  # how far that zone is off depends on the day
        return local
    minutes = 60 * (here.hour - zoned.hour) + here.minute - zoned.minute + offset_minutes(zoned.zone)
    minutes = (minutes + HALF_A_DAY) % (2 * HALF_A_DAY) - HALF_A_DAY
    if minutes % QUARTER_OF_AN_HOUR:
        return None
    clock = replace(here, zone=offset_key(minutes))
    return replace(local, clock=clock) if isinstance(local, Moment) else clock


HALF_A_DAY = 12 * 60
QUARTER_OF_AN_HOUR = 15
"""In minutes: zones lie at most half a day from Greenwich, in steps of a quarter of an hour."""
