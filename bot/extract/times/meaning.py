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
class WeekdayBeside:
    """The next such weekday after (1) or before (-1) the day that was spoken of."""

    day: int
    sign: Literal[-1, 1]


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
class Ahead:
    """In five years: that far from the reference if the governing words look ahead, else a length."""

    unit: Unit
    amount: float


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The first (1) or last (-1) week of a month."""

    week: int
    month: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class WeekdayOf:
    """The first to fifth, or last (-1), such weekday of a month."""

    weekday: int
    nth: int
    month: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class WeekHolding:
    """The week of a date."""

    day: Point


@dataclass(frozen=True, slots=True)
class From:
    """So many days from a day that is told: "a week from Thursday"; a bare weekday is the coming one."""

    day: Meaning
    days: int


@dataclass(frozen=True, slots=True)
class Before:
    """The same time a year (or another unit) before what was spoken of: "the year-ago quarter", "a year earlier"."""

    unit: Unit
    noun: Literal["quarter", "period", "none"] = "none"
    amount: int = 1
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """A period spoken of before: "the latest quarter", "that year", "the 1988 period"."""

    unit: Unit | None
    year: int | None = None
    sure: bool = False


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
    """A set of times; its value is complete. `rule` is the same as an RFC 5545 recurrence rule."""

    value: str
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day with a name (a key of `bot.extract.times.holidays`), with its year if told."""

    key: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class YearEnd:
    """The end of this year, or of the last where the words look back; its value is the year."""


@dataclass(frozen=True, slots=True)
class Vague:
    """PAST_REF, PRESENT_REF or FUTURE_REF."""

    value: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """Words that look like a time and are none; they keep shorter patterns away."""


Meaning = (
    Point | Slashed | DayFromToday | Weekday | WeekdayBeside | Holiday | Period | Part | Years | Away | Ahead | From
    | WeekOf | WeekdayOf | WeekHolding | Before | Again | Clock | Moment | Within | Stretch | Length | Repeat | Vague
    | YearEnd | Nothing
)  # fmt: skip


def kinds(meaning: Meaning) -> frozenset[str]:
    """Return the senses under which patterns that join expressions know this one."""
    if isinstance(meaning, Point):
        return _point_kinds(meaning)
    if isinstance(meaning, Period):
        return _PERIOD_KINDS.get(meaning.unit, _PLAIN) if meaning.of == "reference" else _PLAIN
    if isinstance(meaning, Moment):
        return _MOMENT if meaning.clock else _DAYPART
    return _KINDS.get(type(meaning), _PLAIN)


def _point_kinds(point: Point) -> frozenset[str]:
    if point.day is not None:
        return _DATED if point.year is not None else _DATE
    if point.month is not None:
        return _MONTH if point.year is None and point.shift is None else _MONTH_OF_YEAR
    return _YEAR if point.weekday is None else _DAY


_PLAIN = frozenset({"XANY"})
_DAY = frozenset({"XANY", "XDAY"})
_DATE = frozenset({"XANY", "XDAY", "XDATE"})
_DATED = frozenset({"XANY", "XDAY", "XDATE", "XDATED"})
_MONTH = frozenset({"XANY", "XMONTH"})
_MONTH_OF_YEAR = frozenset({"XANY", "XMONTHYEAR"})
_YEAR = frozenset({"XANY", "XYEAR"})
_MOMENT = frozenset({"XANY", "XMOMENT"})
_DAYPART = frozenset({"XANY", "XDAYPART"})
_NOTHING = frozenset({"XNOTHING"})
_PERIOD_KINDS = {
    Unit.YEAR: frozenset({"XANY", "XYEAR", "XTHATYEAR"}),
    Unit.WEEK: frozenset({"XANY", "XWEEK"}),
    Unit.MONTH: frozenset({"XANY", "XTHATMONTH"}),
}
_KINDS: dict[type, frozenset[str]] = {
    Slashed: _DATED,
    DayFromToday: frozenset({"XANY", "XDAY", "XTODAY"}),
    Weekday: frozenset({"XANY", "XDAY", "XWDAY"}),
    Part: frozenset({"XANY", "XPART"}),
    Years: frozenset({"XANY", "XYEARS"}),
    Away: frozenset({"XANY", "XAWAY"}),
    From: frozenset({"XANY", "XDAY", "XWEEKAFTER"}),
    Before: frozenset({"XANY", "XAWAY"}),
    Clock: frozenset({"XANY", "XCLOCK"}),
    Holiday: frozenset({"XANY", "XDAY", "XHOLIDAY"}),
    WeekdayOf: _DAY,
    Length: frozenset({"XANY", "XLENGTH"}),
    Repeat: frozenset({"XANY", "XSET"}),
    Vague: frozenset({"XANY", "XVAGUE"}),
    Nothing: _NOTHING,
}

ALL_KINDS: tuple[frozenset[str], ...] = tuple(
    {
        _PLAIN,
        _DAY,
        _DATE,
        _DATED,
        _MONTH,
        _MONTH_OF_YEAR,
        _YEAR,
        _MOMENT,
        _DAYPART,
        *_PERIOD_KINDS.values(),
        *_KINDS.values(),
    }
)
"""Every set of senses that an expression may have."""
