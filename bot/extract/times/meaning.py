"""What the words of a time expression say, before a calendar is held against them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Unit(StrEnum):
    """Units of time, with the letter of ISO 8601 durations where there is one (E and C are TIMEX3's)."""

    SECOND = "S"
    MINUTE = "TM"
    HOUR = "H"
    DAY = "D"
    WEEKEND = "WE"
    WEEK = "W"
    MONTH = "M"
    QUARTER = "Q"
    SEASON = "SEASON"
    HALF = "HALF"
    YEAR = "Y"
    DECADE = "E"
    CENTURY = "C"
    WHILE = "X"


Shift = Literal["last", "this", "next", "past", "coming"]
"""How a period is pointed at: the one before, this one, the one after; just past, just coming."""


@dataclass(frozen=True, slots=True)
class Point:
    """A calendar date, as far as it is told. A missing year, month or day is sought by the resolver."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    shift: Shift | None = None


@dataclass(frozen=True, slots=True)
class Slashed:
    """A date in figures whose order (day or month first) only the rest of the text can tell."""

    first: int
    second: int
    year: int


@dataclass(frozen=True, slots=True)
class DayFromToday:
    """Today (0), yesterday (-1), tomorrow (1)."""

    days: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """Monday (0) to Sunday (6), pointed at or bare."""

    day: int
    shift: Shift | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """Last week, this month, next year; or bare ("the quarter"), then told by what was spoken of before."""

    unit: Unit
    shift: Shift | None = None
    of: Literal["reference", "context"] = "reference"


@dataclass(frozen=True, slots=True)
class Part:
    """A quarter, half or season: "Q3", "H1", "SP", with its year if told; `shift` as in "last summer"."""

    code: str
    year: int | None = None
    shift: Shift | None = None


@dataclass(frozen=True, slots=True)
class Years:
    """A decade or a century, as the leading digits of its years: 199, 19."""

    digits: str
    short: bool = False


@dataclass(frozen=True, slots=True)
class Away:
    """So many units from the reference (ago, from now) or from what was spoken of before (earlier, later)."""

    unit: Unit
    amount: float | None
    sign: Literal[-1, 1]
    of: Literal["reference", "context"] = "reference"
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; `zone` is the key of a zone (`bot.extract.times.zones`)."""

    hour: int
    minute: int = 0
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A day with a time of day or a part of it ("MO", "AF", "EV", "NI", "MI", "DT")."""

    day: Meaning | None
    clock: Clock | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Within:
    """A part within a told year-like period: "October of next year", "the third quarter of last year"."""

    inner: Meaning
    outer: Meaning


@dataclass(frozen=True, slots=True)
class Edge:
    """The beginning, middle or end of something, or its remainder ("later this year")."""

    of: Meaning
    side: Literal["start", "mid", "end", "later", "earlier", "about"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one date to another."""

    first: Meaning
    last: Meaning


@dataclass(frozen=True, slots=True)
class Length:
    """A duration; its value is complete."""

    value: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """A set of times; its value is complete."""

    value: str


@dataclass(frozen=True, slots=True)
class Vague:
    """PAST_REF, PRESENT_REF or FUTURE_REF."""

    value: str


@dataclass(frozen=True, slots=True)
class Given:
    """A value that needs no resolving."""

    value: str


Meaning = (
    Point | Slashed | DayFromToday | Weekday | Period | Part | Years | Away | Clock | Moment | Within | Edge | Stretch
    | Length | Repeat | Vague | Given
)  # fmt: skip
