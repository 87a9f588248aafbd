"""What German writes in figures with full stops or in one word."""

from __future__ import annotations

from bot.extract.times.builders.dates import full_year
from bot.extract.times.builders.periods import same_day
from bot.extract.times.meaning import Meaning, Moment, Period, Point, Unit, Weekday, Years
from bot.extract.times.patterns import Found

_WRITTEN = 3


def in_figures(found: Found) -> Meaning | None:
    """Day, month and perhaps year with full stops, 12.8.2026, 12.08.26, 12.8.: dotted, weekday."""
    parts = found.get("dotted").split(".")
    if len(parts) not in {_WRITTEN - 1, _WRITTEN} or not all(p.isdigit() and len(p) <= 2 for p in parts[:2]):
        return None
    day, month = int(parts[0]), int(parts[1])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    year = None
    if len(parts) == _WRITTEN:
        if len(parts[2]) not in {2, 4}:
            return None
        year = int(parts[2]) if len(parts[2]) == 4 else full_year(int(parts[2]))
    return Point(year=year, month=month, day=day, weekday=found.get("weekday"))


def likely_year(found: Found) -> Meaning | None:
    """A number that is a year although no word says so; whole hundreds ("2000") count things more often: year."""
    year = found.get("year")
    return Point(year=year) if 1800 <= year < 2100 and year % 100 else None


def decade(found: Found) -> Meaning | None:
    """The 1980s by their first year: decade."""
    year = found.get("decade")
    return None if year % 10 else Years(digits=str(year // 10))


def weekday_part(found: Found) -> Meaning | None:
    """A weekday and a part of it in one word: both."""
    day, part = found.get("both")
    return Moment(day=Weekday(day), part=part)


def previous(found: Found) -> Meaning | None:
    """The year, month or week before in one word: unit."""
    return Period(unit=found.get("unit"), shift="last")


def edge(found: Found) -> Meaning | None:
    """The end of this week, month or year; "the end of the day" is a figure of speech: unit."""
    return same_day(found) if found.get("unit") is not Unit.DAY else None


def weekend(_found: Found) -> Meaning | None:
    """The weekend that the words around it mean."""
    return Period(unit=Unit.WEEKEND, of="context")
