"""Dates and weekdays: the year or the week that is not told."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from bot.extract.times.holidays import HOLIDAYS
from bot.extract.times.meaning import (
    DayFromToday,
    Holiday,
    Point,
    Shift,
    Slashed,
    Weekday,
    WeekdayBeside,
    WeekdayOf,
    WeekHolding,
    WeekOf,
)
from bot.extract.times.setting import Ask, Resolved, Setting, dated
from bot.extract.times.signs import Lean
from bot.extract.times.values import date_or_none, week_value

Favour = Mapping[Lean, float]
"""What the distance to a date counts on the side that the governing words favour, by that side."""

FAVOUR_DAY: Favour = {2: 0.1, 1: 0.1, -1: 0.5, -2: 0.1}
"""Half for the past, unless its verb stands right beside; less for the future, of which words speak more plainly."""

FAVOUR_MONTH: Favour = {2: 0.05, 1: 0.05, -1: 0.2, -2: 0.05}
"""Of a bare month or season the side matters more: "a mission in December", said in March, is ahead."""

FAVOUR_QUARTER: Favour = {2: 0.2, 1: 0.2, -1: 0.2, -2: 0.2}
"""Quarters are mostly those just past, also where a company "expects to report" on them."""

NEAR_DAYS = 21
"""A date in figures that may be read two ways is the one within three weeks, if the other is not."""

FITS_WITHIN = 400
"""Days from the reference within which a weekday told with a date may say which year is meant."""

RARE_DAY_YEARS = 8
"""A date that not every year has (29 February, Friday the 13th of March) is sought in so many years on both sides."""


def distance(first: date, last: date, today: date, favoured: Lean, favour: Favour) -> float:
    """Return how many days `first` to `last` is from `today`, shortened if it lies on the favoured side."""
    if first <= today <= last:
        return 0
    ahead = first > today
    days = (first - today).days if ahead else (today - last).days
    return days * (favour[favoured] if favoured and (favoured > 0) == ahead else 1)


def shift_step(shift: Shift | None) -> int:
    """Return -1 for last and past, 1 for next and coming, else 0."""
    return {"last": -1, "past": -1, "next": 1, "coming": 1}.get(shift or "this", 0)


def point(meaning: Point, setting: Setting, lean: Ask) -> Resolved | None:
    """Resolve a calendar date, as far as it is told."""
    if meaning.weekday is not None and meaning.month is None:
        return _weekday_of_week(meaning.weekday, setting.day, shift_step(meaning.shift))
    if meaning.month is None:
        return dated(f"{meaning.year:04d}")
    year = meaning.year if meaning.year is not None else nearest_year(meaning, setting, lean)
    if year is None:
        return None
    if meaning.day is None:
        return dated(f"{year:04d}-{meaning.month:02d}")
    return dated(date(year, meaning.month, meaning.day).isoformat())


def _weekday_of_week(weekday: int, today: date, weeks: int) -> Resolved:
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)
    return dated((monday + timedelta(days=weekday)).isoformat())


def nearest_year(meaning: Point, setting: Setting, lean: Ask) -> int | None:
    """Return the year whose date is nearest, the distance shortened on the side that is favoured; None if none has it.

    A weekday that is told with the date rules years out; if it fits none that are near, it is taken for a mistake.
    """
    assert meaning.month is not None
    today = setting.day
    if meaning.shift is not None and meaning.day is None:
        return _shifted_month(meaning.month, meaning.shift, today)
    if (year := setting.year_told(meaning.month, meaning.day, lean) or setting.year_of_sentence(lean)) is not None:
        return year
    favoured, favour = lean(), FAVOUR_DAY if meaning.day else FAVOUR_MONTH
    reaches = [r for r in _reaches(meaning, today.year) if meaning.weekday is None or _within_reach(r, today)]
    if not reaches and meaning.weekday is not None:
        reaches = list(_reaches(Point(month=meaning.month, day=meaning.day), today.year))
    if not reaches:
        return None
    return min(reaches, key=lambda r: distance(r[0], r[1], today, favoured, favour))[0].year


def _within_reach(reach: tuple[date, date], today: date) -> bool:
    """Tell whether a weekday fits a date without a year; farther off, a writer would have told the year."""
    leap = (reach[0].month, reach[0].day) == (2, 29)
    return leap or abs((reach[0] - today).days) <= FITS_WITHIN


def _reaches(meaning: Point, year: int) -> Iterator[tuple[date, date]]:
    """Yield first and last day of the date in each year that has it, this year first."""
    month, day = meaning.month, meaning.day
    assert month is not None
    around = RARE_DAY_YEARS if day == 29 or meaning.weekday is not None else 1
    for each in sorted(range(year - around, year + around + 1), key=lambda y: abs(y - year)):
        first, last = date_or_none(each, month, day or 1), day or calendar.monthrange(each, month)[1]
        if first is not None and meaning.weekday in {None, first.weekday()}:
            yield first, first.replace(day=last)


def _shifted_month(month: int, shift: Shift, today: date) -> int:
    """Return the year of "last June", "next June"; last month is not called by its name with "last"."""
    if shift in {"last", "past"}:
        return today.year if month < today.month - (shift == "last") else today.year - 1
    if shift in {"next", "coming"}:
        return today.year if month > today.month else today.year + 1
    return today.year


def slashed(meaning: Slashed, setting: Setting, _lean: Ask) -> Resolved | None:
    """Resolve a date in figures; where the order of day and month cannot be told, only its year is known."""
    month_first = date_or_none(meaning.year, meaning.first, meaning.second)
    day_first = date_or_none(meaning.year, meaning.second, meaning.first)
    if month_first is None or day_first is None or month_first == day_first:
        found = month_first or day_first
        return dated(found.isoformat()) if found else None
    first = setting.month_first
    if first is None:
        first = _only_near(month_first, day_first, setting.day)
    if first is None:
        return dated(f"{meaning.year:04d}")
    return dated((month_first if first else day_first).isoformat())


def _only_near(month_first: date, day_first: date, today: date) -> bool | None:
    """Tell which of two readings is meant where only one of them is of these weeks."""
    near = [abs((d - today).days) <= NEAR_DAYS for d in (month_first, day_first)]
    return near[0] if near[0] != near[1] else None


def day_from_today(meaning: DayFromToday, setting: Setting, _lean: Ask) -> Resolved:
    """Resolve today, yesterday, tomorrow."""
    return dated((setting.day + timedelta(days=meaning.days)).isoformat())


def weekday(meaning: Weekday, setting: Setting, lean: Ask) -> Resolved:
    """Resolve a weekday: backwards, today counting, unless the governing words look ahead."""
    today = setting.day
    back = (today.weekday() - meaning.day) % 7
    ahead = (meaning.day - today.weekday()) % 7
    if meaning.shift in {"this", "next"}:
        return _weekday_of_week(meaning.day, today, shift_step(meaning.shift))
    if meaning.shift in {"last", "past"}:
        return dated((today - timedelta(days=back or 7)).isoformat())
    if meaning.shift == "coming":
        return dated((today + timedelta(days=ahead or 7)).isoformat())
    return dated((today + timedelta(days=ahead if lean() > 0 else -back)).isoformat())


def weekday_beside(meaning: WeekdayBeside, setting: Setting, _lean: Ask) -> Resolved:
    """Resolve the previous or following such weekday from the day last spoken of."""
    base = setting.last_day() or setting.day
    days = (meaning.sign * (meaning.day - base.weekday())) % 7 or 7
    return dated((base + timedelta(days=meaning.sign * days)).isoformat())


def holiday(meaning: Holiday, setting: Setting, lean: Ask) -> Resolved:
    """Resolve a day with a name to the nearest of its kind."""
    day_in, today = HOLIDAYS[meaning.key], setting.day
    if meaning.year is not None:
        return dated(day_in(meaning.year).isoformat())
    favoured = lean()
    days = [day_in(y) for y in (today.year, today.year - 1, today.year + 1)]
    return dated(min(days, key=lambda d: distance(d, d, today, favoured, FAVOUR_DAY)).isoformat())


def week_of(meaning: WeekOf, setting: Setting, lean: Ask) -> Resolved | None:
    """Resolve the first to fourth, or last (-1), week of a month to an ISO week."""
    year = meaning.year or nearest_year(Point(month=meaning.month), setting, lean)
    if year is None:
        return None
    last = calendar.monthrange(year, meaning.month)[1]
    day = last - 3 if meaning.week < 0 else 7 * meaning.week - 3
    return dated(week_value(date(year, meaning.month, day)))


def weekday_of(meaning: WeekdayOf, setting: Setting, lean: Ask) -> Resolved | None:
    """Resolve the first Tuesday of November to the nearest, shortened on the side that is favoured."""
    year = meaning.year or setting.year_of_sentence(lean)
    years = [year] if year else [setting.day.year + n for n in (0, -1, 1)]
    days = [d for y in years if (d := _nth_weekday(meaning, y)) is not None]
    favoured = lean() if len(days) > 1 else 0
    nearest = min(days, key=lambda d: distance(d, d, setting.day, favoured, FAVOUR_DAY), default=None)
    return dated(nearest.isoformat()) if nearest else None


def _nth_weekday(meaning: WeekdayOf, year: int) -> date | None:
    """Return that weekday of the month, or None if the month has no fifth one or the year is beyond the calendar."""
    if not date.min.year <= year <= date.max.year:
        return None
    first, many = calendar.monthrange(year, meaning.month)
    days = range(1 + (meaning.weekday - first) % 7, many + 1, 7)
    if meaning.nth > len(days):
        return None
    return date(year, meaning.month, days[meaning.nth - (meaning.nth > 0)])


def week_holding(meaning: WeekHolding, setting: Setting, lean: Ask) -> Resolved | None:
    """Resolve the week of a date."""
    day = point(meaning.day, setting, lean)
    return dated(week_value(date.fromisoformat(day.value))) if day else None
