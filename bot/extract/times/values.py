"""TIMEX3 values: what days one covers, how precise it is, and of which type."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from bot.extract.times.meaning import Unit
from bot.model.time import Precision

_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d\d)(?:-(?P<weekend>WE))?|Q(?P<quarter>[1-4])"
    r"|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?(?:T(?P<time>\d\d:\d\d\S*|MO|MI|AF|EV|NI|DT))?$"
)
_SEASON_BEGINS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_HALF_YEAR_LATER = {"SP": "FA", "SU": "WI", "FA": "SP", "WI": "SU"}


TIME_UNITS = {Unit.HOUR: "H", Unit.MINUTE: "M", Unit.SECOND: "S"}
"""Units that stand after the T of a duration, with their letters."""


@dataclass(frozen=True)
class Extent:
    """The first and last day of a value and how precise it is; the days are None where it names none."""

    precision: Precision
    earliest: date | None = None
    latest: date | None = None


VAGUE = Extent(Precision.VAGUE)


def extent(value: str, *, southern: bool = False) -> Extent:
    """Return what days `value` covers. Seasons are calendar seasons: spring is March to May, in the south September on.

    Returns a vague extent for what names no day; raises ValueError for a day that is not in the calendar.
    """
    if "/" in value:
        first, last = (extent(v, southern=southern) for v in value.split("/", 1))
        return Extent(max(first.precision, last.precision, key=lambda p: p.rank), first.earliest, last.latest)
    if re.fullmatch(r"\d{3}", value):
        return _years(int(value) * 10, 10, Precision.DECADE)
    if re.fullmatch(r"\d{2}", value):
        return _years(int(value) * 100, 100, Precision.VAGUE)
    match = _VALUE.match(value)
    return _calendar(match, southern) if match else VAGUE


def _years(first: int, many: int, precision: Precision) -> Extent:
    if first < 1:
        return VAGUE
    return Extent(precision, date(first, 1, 1), date(first + many - 1, 12, 31))


def _calendar(match: re.Match[str], southern: bool) -> Extent:
    year = int(match["year"])
    if year < 1:
        return VAGUE
    if match["month"]:
        return _day_or_month(match, year)
    if match["week"]:
        return _week(match, year)
    if match["season"]:
        season = _HALF_YEAR_LATER[match["season"]] if southern else match["season"]
        return _months(year, _SEASON_BEGINS[season], 3, Precision.SEASON)
    return _part(match, year)


def _part(match: re.Match[str], year: int) -> Extent:
    if match["quarter"]:
        return _months(year, 3 * int(match["quarter"]) - 2, 3, Precision.QUARTER)
    if match["half"]:
        return _months(year, 6 * int(match["half"]) - 5, 6, Precision.HALF_YEAR)
    return _months(year, 1, 12, Precision.YEAR)


def _day_or_month(match: re.Match[str], year: int) -> Extent:
    if not match["day"]:
        return _months(year, int(match["month"]), 1, Precision.MONTH)
    day = date(year, int(match["month"]), int(match["day"]))
    exact = match["time"] is not None and match["time"][0].isdigit()
    return Extent(Precision.TIME if exact else Precision.DAY, day, day)


def _week(match: re.Match[str], year: int) -> Extent:
    first = date.fromisocalendar(year, int(match["week"]), 6 if match["weekend"] else 1)
    last = date.fromisocalendar(year, int(match["week"]), 7)
    return Extent(Precision.WEEKEND if match["weekend"] else Precision.WEEK, first, last)


def _months(year: int, month: int, many: int, precision: Precision) -> Extent:
    first = date(year, month, 1)
    last_month = month + many - 1
    year, month = (year, last_month) if last_month <= 12 else (year + 1, last_month - 12)
    if year > date.max.year:
        return VAGUE
    return Extent(precision, first, date(year, month, calendar.monthrange(year, month)[1]))


def week_value(day: date, *, weekend: bool = False) -> str:
    """Return the ISO week of `day` as a value: 2026-W12, or 2026-W12-WE for its weekend."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}" + ("-WE" if weekend else "")


def add_months(day: date, months: int) -> date:
    """Return `day` moved by so many months, on the last day of a shorter month; OverflowError beyond the calendar."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"{months} months from {day} is beyond the calendar")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def length_value(amount: float | None, unit: Unit, *, of: str = "X") -> str:
    """Return a TIMEX3 duration: P2Y, P3D, PT2H, PXW for an unknown number."""
    number = of if amount is None else f"{amount:g}"
    if unit is Unit.WEEKEND:
        return f"P{number}WE"
    if unit is Unit.DECADE and amount is not None:
        return f"P{10 * amount:g}Y"
    if unit in TIME_UNITS:
        return f"PT{number}{TIME_UNITS[unit]}"
    return f"P{number}{unit}"


def date_or_none(year: int, month: int, day: int) -> date | None:
    """Return the day, or None if the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
