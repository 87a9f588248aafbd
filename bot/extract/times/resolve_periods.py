"""Periods: last week, the third quarter, a year earlier."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from bot.extract.times.meaning import Again, Ahead, Away, Before, Part, Period, Unit, YearEnd, Years
from bot.extract.times.resolve_days import FAVOUR_MONTH, FAVOUR_QUARTER, distance, shift_step
from bot.extract.times.setting import Ask, Resolved, Setting, dated
from bot.extract.times.values import add_months, extent, length_value, week_value
from bot.model.time import TimeType

_QUARTER = re.compile(r"\d{4}-Q\d$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DATED = re.compile(r"\d")
_MONTH_OR_DAY = re.compile(r"\d{4}-\d\d(-\d\d.*)?$")
_YEAR_OR_FINER = re.compile(r"\d{4}(-\d\d(-\d\d.*)?)?$")
_ACCOUNTED = re.compile(r"\d{4}-(?:Q\d|\d\d)$|P[369]M$")
"""What companies and offices compare with the year before: quarters, months, so many months."""


_TUESDAY, _SATURDAY, _SUNDAY = 1, 5, 6

_CLOCK_UNITS = {Unit.HOUR, Unit.MINUTE, Unit.SECOND}


def period(meaning: Period, setting: Setting, lean: Ask) -> Resolved | None:
    """Resolve last week, this year, next month, and bare periods."""
    if meaning.of == "context":
        return _context_period(meaning.unit, setting, lean)
    step = shift_step(meaning.shift)
    if meaning.unit is Unit.WEEKEND and meaning.shift == "coming" and setting.day.weekday() < _SATURDAY:
        step = 0
    if meaning.unit is Unit.WEEKEND and meaning.shift == "this" and setting.day.weekday() <= _TUESDAY and lean() < 0:
        step = -1
    if meaning.unit is Unit.WEEK and meaning.shift == "this" and setting.day.weekday() == _SUNDAY and lean() > 0:
        step = 1  # what a Sunday's paper says will happen this week is not all on that Sunday
    return unit_at(meaning.unit, setting.day, step)


def unit_at(unit: Unit, day: date, step: int) -> Resolved | None:
    """Return the period of `unit` that lies `step` periods after the one that holds `day`."""
    value = _VALUES.get(unit)
    return dated(value(day, step)) if value else None


def _month_at(day: date, step: int) -> str:
    moved = add_months(day.replace(day=1), step)
    return f"{moved.year:04d}-{moved.month:02d}"


def _quarter_at(day: date, step: int) -> str:
    moved = add_months(day.replace(day=1), 3 * step)
    return f"{moved.year:04d}-Q{(moved.month - 1) // 3 + 1}"


def _year_at(day: date, step: int) -> str:
    return f"{date(day.year + step, 1, 1).year:04d}"


_VALUES: dict[Unit, Callable[[date, int], str]] = {
    Unit.DAY: lambda day, step: (day + timedelta(days=step)).isoformat(),
    Unit.WEEK: lambda day, step: week_value(day + timedelta(weeks=step)),
    Unit.WEEKEND: lambda day, step: week_value(day + timedelta(weeks=step), weekend=True),
    Unit.MONTH: _month_at,
    Unit.QUARTER: _quarter_at,
    Unit.YEAR: _year_at,
    Unit.DECADE: lambda day, step: f"{day.year // 10 + step:03d}",
    Unit.CENTURY: lambda day, step: f"{day.year // 100 + step:02d}",
}


def _context_period(unit: Unit, setting: Setting, lean: Ask) -> Resolved | None:
    if unit is Unit.WEEKEND:
        return unit_at(unit, setting.day, 0 if lean() > 0 or setting.day.weekday() >= 5 else -1)
    return unit_at(unit, setting.day, 0)


def part(meaning: Part, setting: Setting, lean: Ask) -> Resolved | None:
    """Resolve a quarter, half or season: of its year, or the nearest."""
    if meaning.year is not None:
        return dated(f"{meaning.year:04d}-{meaning.code}")
    today = setting.day
    if meaning.shift is not None:
        return dated(f"{_shifted_part_year(meaning, setting):04d}-{meaning.code}")
    if (year := setting.year_of_sentence(lean)) is not None:
        return dated(f"{year:04d}-{meaning.code}")
    favoured, favour = lean(), FAVOUR_QUARTER if meaning.code[0] in "QH" else FAVOUR_MONTH
    reaches = _reaches(meaning.code, (today.year, today.year - 1, today.year + 1), setting)
    year = min(reaches, key=lambda y: distance(*reaches[y], today, favoured, favour))
    return dated(f"{year:04d}-{meaning.code}")


def _reaches(code: str, years: Iterable[int], setting: Setting) -> dict[int, tuple[date, date]]:
    """Return first and last day of a part of each year; years beyond the calendar are left out."""
    found = {y: extent(f"{y:04d}-{code}", southern=setting.southern) for y in years if 1 <= y <= date.max.year}
    return {y: (e.earliest, e.latest) for y, e in found.items() if e.earliest and e.latest}


def _shifted_part_year(meaning: Part, setting: Setting) -> int:
    """Return the year of "last summer", "next spring", "this winter"; ValueError beyond the calendar."""
    today = setting.day
    reaches = _reaches(meaning.code, range(today.year - 2, today.year + 3), setting)
    if meaning.shift in {"last", "past"}:
        return max(y for y, (_, last) in reaches.items() if last < today)
    if meaning.shift in {"next", "coming"}:
        return min(y for y, (first, _) in reaches.items() if first > today)
    return next((y for y, (first, last) in reaches.items() if first <= today <= last), today.year)


def year_end(_meaning: YearEnd, setting: Setting, lean: Ask) -> Resolved:
    """Resolve year-end."""
    return dated(_year_at(setting.day, -1 if lean() < 0 else 0))


def years(meaning: Years, _setting: Setting, _lean: Ask) -> Resolved:
    """Resolve a decade or century."""
    return dated(meaning.digits)


def away(meaning: Away, setting: Setting, _lean: Ask) -> Resolved | None:
    """Resolve so many units ago, from now, earlier; "an hour later", "a few days later" only tell how long."""
    if meaning.of == "context" and (meaning.amount is None or meaning.unit in _CLOCK_UNITS):
        return Resolved(length_value(meaning.amount, meaning.unit), TimeType.DURATION)
    if meaning.amount is None:
        return dated("PAST_REF" if meaning.sign < 0 else "FUTURE_REF")
    base = (_spoken_of(meaning.unit, setting) if meaning.of == "context" else None) or setting.day
    return _moved(base, meaning.unit, meaning.sign * meaning.amount)


def _spoken_of(unit: Unit, setting: Setting) -> date | None:
    """Return the day last spoken of; for months and years, the first day of the month or year."""
    pattern = {Unit.MONTH: _MONTH_OR_DAY, Unit.YEAR: _YEAR_OR_FINER}.get(unit)
    if pattern is None:
        return setting.last_day()
    said = setting.last_like(pattern)
    return extent(said).earliest if said else None


def _moved(base: date, unit: Unit, amount: float) -> Resolved | None:
    whole = int(amount)
    if unit is Unit.DAY:
        return dated((base + timedelta(days=whole)).isoformat())
    if unit is Unit.WEEK:
        day = base + timedelta(days=round(7 * amount))
        return dated(day.isoformat() if abs(amount) == 1 else week_value(day))
    if unit in _CLOCK_UNITS:
        return dated("PAST_REF" if amount < 0 else "FUTURE_REF")
    return unit_at(unit, base, whole)


def ahead(meaning: Ahead, setting: Setting, lean: Ask) -> Resolved | None:
    """Resolve "in five years": that year where the words look ahead, else a length."""
    if meaning.unit not in _CLOCK_UNITS and lean() > 0:
        return _moved(setting.day, meaning.unit, meaning.amount)
    return Resolved(length_value(meaning.amount, meaning.unit), TimeType.DURATION)


def before(meaning: Before, setting: Setting, lean: Ask) -> Resolved | None:
    """Resolve a year earlier: the same period of the year before, where one was reported on."""
    if meaning.unit is not Unit.YEAR:
        return _moved(setting.last_day() or setting.day, meaning.unit, -meaning.amount)
    if meaning.code is not None:
        now = part(Part(code=meaning.code), setting, lean)
        return _years_back(now.value, meaning.amount) if now else None
    accounted = _ACCOUNTED if meaning.noun != "quarter" else _QUARTER
    said = setting.topic(accounted)
    if said is None and meaning.noun == "quarter":
        said = _quarter_at(setting.day, -1)
    if said is None or said.startswith("P"):
        said = f"{setting.day.year:04d}"
    return _years_back(said, meaning.amount)


def _years_back(value: str, years: int) -> Resolved:
    return Resolved(f"{int(value[:4]) - years:04d}{value[4:]}", TimeType.DATE, derived=True)


def again(meaning: Again, setting: Setting, _lean: Ask) -> Resolved | None:
    """Resolve a period that was spoken of before."""
    if meaning.sure:
        return _told_before(meaning.unit, setting)
    said = setting.topic(_QUARTER)
    if meaning.year is not None:
        return dated(f"{meaning.year:04d}{said[4:] if said else ''}")
    if said is None and meaning.unit is Unit.QUARTER:
        said = _quarter_at(setting.day, -1)
    return dated(said) if said else None


def _told_before(unit: Unit | None, setting: Setting) -> Resolved | None:
    """Return the day, month, quarter or year last spoken of; a month spoken of since leaves no day to go back to."""
    found = _TOLD.get(unit or Unit.WHILE)
    if found is None:
        return None
    pattern, length = found
    said = setting.last_like(_DATED if unit is Unit.DAY else pattern)
    return dated(said[:length]) if said and pattern.match(said) else None


_TOLD = {
    Unit.QUARTER: (_QUARTER, 7),
    Unit.MONTH: (_MONTH_OR_DAY, 7),
    Unit.DAY: (_DAY, 10),
    Unit.YEAR: (_YEAR_OR_FINER, 4),
}
"""What "that month" may go back to, and how many characters of such a value name it."""
