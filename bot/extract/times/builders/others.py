"""Vague times, and phrases made of phrases."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.extract.times.meaning import (
    From,
    Length,
    Meaning,
    Moment,
    Nothing,
    Point,
    Stretch,
    Vague,
    Weekday,
    WeekHolding,
    Within,
)
from bot.extract.times.patterns import Builder, Found


def vague_word(found: Found) -> Meaning | None:
    """A vague time that the word itself has: word."""
    return Vague(found.get("word"))


def vague(value: str) -> Builder:
    """A fixed vague time."""

    def build(_found: Found) -> Meaning | None:
        return Vague(value)

    return build


def some_day(found: Found) -> Meaning | None:
    """Of what will happen "one day": count."""
    return Vague("FUTURE_REF") if found.get("count") == 1 else None


def nothing(_found: Found) -> Meaning | None:
    """Words that look like a time and are none."""
    return Nothing()


def within(found: Found) -> Meaning | None:
    """October of next year, this year's third quarter: inner, outer."""
    return Within(inner=found.get("inner"), outer=found.get("outer"))


def same(found: Found) -> Meaning | None:
    """A phrase with words around it that do not change its value: of."""
    meaning: Meaning = found.get("of")
    return meaning


def both(found: Found) -> Meaning | None:
    """A weekday and the date that it is: weekday, day."""
    weekday, day = found.get("weekday"), found.get("day")
    if isinstance(weekday, Weekday) and isinstance(day, Point) and day.weekday is None:
        return Point(year=day.year, month=day.month, day=day.day, weekday=weekday.day)
    return day if isinstance(day, Point) else None


def part_of_date(found: Found) -> Meaning | None:
    """A weekday's morning and the date that it is: part, day."""
    part, day = found.get("part"), found.get("day")
    if not isinstance(part, Moment) or not isinstance(part.day, Weekday) or not isinstance(day, Point):
        return None
    return Moment(day=replace(day, weekday=part.day.day), part=part.part)


def stretch(found: Found) -> Meaning | None:
    """From one day or month to another: first, last."""
    first, last = found.get("first"), found.get("last")
    if isinstance(first, Point) and isinstance(last, Point) and (first.day is None) == (last.day is None):
        if last.year is not None and first.year is None and first.month is not None and last.month is not None:
            first = replace(first, year=last.year - (first.month > last.month))
        return Stretch(first, last)
    return Stretch(first, last) if isinstance(first, Weekday) and isinstance(last, Weekday) else None


def from_day(found: Found) -> Meaning | None:
    """So many days or weeks from a day: length, day."""
    length: Length = found.get("length")
    days = _DAYS.match(length.value)
    if days is None:
        return None
    return From(day=found.get("day"), days=int(days[1]) * (7 if days[2] == "W" else 1))


_DAYS = re.compile(r"P(\d{1,3})([DW])$")


def week_holding(found: Found) -> Meaning | None:
    """The week of a date: day."""
    day = found.get("day")
    return WeekHolding(day) if isinstance(day, Point) else None
