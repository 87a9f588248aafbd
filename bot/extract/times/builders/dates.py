"""Dates and days: from the words under a pattern's names to a meaning."""

from __future__ import annotations

import re
from typing import Any

from bot.extract.times.meaning import (
    Clock,
    DayFromToday,
    From,
    Holiday,
    Meaning,
    Moment,
    Point,
    Shift,
    Slashed,
    Stretch,
    Weekday,
    WeekdayBeside,
    WeekdayOf,
    YearEnd,
)
from bot.extract.times.patterns import Builder, Found
from bot.extract.times.tokens import is_time


def full_year(two: int) -> int:
    """Return the year that two digits mean: '98 is 1998, '26 is 2026; the century turns at 50."""
    return two + (1900 if two >= 50 else 2000)


def year_of(found: Found) -> int | None:
    """Return the year under `year`, or of the two digits under `short`."""
    if found.has("short") and not found.has("year"):
        return full_year(found.get("short"))
    year: int | None = found.get("year")
    return year


def shift_of(found: Found) -> Shift | None:
    """Return how it is pointed at; "this past" and "this coming" count by their second word."""
    shift: Shift | None = found.get("shift2") or found.get("shift")
    return shift


def point(found: Found) -> Meaning | None:
    """A date: year, short, month, day, weekday, shift; whatever is there."""
    return Point(
        year=year_of(found),
        month=found.get("month"),
        day=found.get("day"),
        weekday=found.get("weekday"),
        shift=found.get("shift"),
    )


_ISO_TIME = re.compile(r"(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$")


def iso(found: Found) -> Meaning | None:
    """A date in ISO form, with its time if it has one."""
    text: str = found.get("iso")
    date = Point(year=int(text[:4]), month=int(text[5:7]), day=int(text[8:10]))
    if not 1 <= int(text[5:7]) <= 12:
        return None
    time = _ISO_TIME.search(text, 10)
    if time is None or not is_time(int(time[1]), int(time[2])):
        return date
    return Moment(day=date, clock=Clock(int(time[1]), int(time[2]), _offset(time[3] or "")))


def _offset(words: str) -> str | None:
    """Return the zone's key of "Z", "+02:00" or "+0200"; None for what is none."""
    if words == "Z":
        return "UTC"
    hours, minutes = words[1:3], words[-2:]
    return f"{words[0]}{hours}:{minutes}" if words and int(hours) <= 14 and int(minutes) < 60 else None


def slashed(found: Found) -> Meaning | None:
    """A date in figures: year first, or else the order is told later."""
    text = found.get("slashed")
    mark = next(c for c in text if not c.isdigit())
    first, second, third = text.split(mark)
    if len(first) == 4:
        return Point(year=int(first), month=int(second), day=int(third)) if len(third) <= 2 else None
    if len(first) > 2 or len(third) not in {2, 4} or (len(third) == 2 and mark != "/"):
        return None
    year = int(third) if len(third) == 4 else full_year(int(third))
    if mark == ".":
        return Point(year=year, month=int(second), day=int(first))
    return Slashed(first=int(first), second=int(second), year=year)


def september_eleven(found: Found) -> Meaning | None:
    """The attacks of 2001, which are told without their year: nine, eleven."""
    return Point(year=2001, month=9, day=11) if (found.get("nine"), found.get("eleven")) == (9, 11) else None


def days_of_month(found: Found) -> Meaning | None:
    """March 19-21, 19 to 21 March 2026: month, day, last, year."""
    year, month = year_of(found), found.get("month")
    first, last = found.get("day"), found.get("last")
    if last <= first or (found.has("both") and last != first + 1):
        return None
    return Stretch(Point(year=year, month=month, day=first), Point(year=year, month=month, day=last))


def years_range(found: Found) -> Meaning | None:
    """1985-87, 2025/26: year, last or short."""
    first: int = found.get("year")
    last: Any = found.get("last")
    if last is None:
        last = first // 100 * 100 + found.get("short")
    if not first < last <= first + 60:
        return None
    return Stretch(Point(year=first), Point(year=last))


def holiday(key: str) -> Builder:
    """A day with a name: year."""

    def build(found: Found) -> Meaning | None:
        return Holiday(key=key, year=year_of(found))

    return build


def year_end(_found: Found) -> Meaning | None:
    """Year-end."""
    return YearEnd()


def day_from_today(found: Found) -> Meaning | None:
    """Today, yesterday, tomorrow (today), perhaps with a part of the day (part)."""
    day = DayFromToday(found.get("today"))
    return Moment(day=day, part=found.get("part")) if found.has("part") else day


def week_after(found: Found) -> Meaning | None:
    """Tuesday week, today week: the same day a week later; day or today, which is not yesterday."""
    if found.has("day"):
        return From(day=Weekday(found.get("day")), days=7)
    days = found.get("today")
    return From(day=DayFromToday(days), days=7) if days >= 0 else None


def beyond(days: int) -> Builder:
    """The day after tomorrow, the day before yesterday."""

    def build(_found: Found) -> Meaning | None:
        return DayFromToday(days)

    return build


def weekday(found: Found) -> Meaning | None:
    """A weekday, perhaps pointed at (shift), perhaps with a part of the day (part)."""
    day = Weekday(found.get("weekday"), shift_of(found))
    return Moment(day=day, part=found.get("part")) if found.has("part") else day


def weekday_beside(found: Found) -> Meaning | None:
    """The previous Friday, the following Monday: following, weekday."""
    return WeekdayBeside(day=found.get("weekday"), sign=found.get("following"))


def weekday_of_month(found: Found) -> Meaning | None:
    """The first Tuesday of November: nth or final, weekday, month, year."""
    nth = -1 if found.has("final") else found.get("nth")
    return WeekdayOf(found.get("weekday"), nth, found.get("month"), year_of(found)) if nth <= 5 else None


def weekday_of_week(found: Found) -> Meaning | None:
    """Monday next week, Thursday of last week: weekday, shift."""
    return Point(weekday=found.get("weekday"), shift=shift_of(found))
