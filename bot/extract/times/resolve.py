"""Where a date is resolved: from what the words say to a value, by the reference day, the context and the direction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from bot.extract.times.meaning import (
    Again,
    Ahead,
    Away,
    Before,
    Clock,
    DayFromToday,
    From,
    Holiday,
    Length,
    Meaning,
    Moment,
    Part,
    Period,
    Point,
    Repeat,
    Slashed,
    Stretch,
    Vague,
    Weekday,
    WeekdayBeside,
    WeekdayOf,
    WeekHolding,
    WeekOf,
    Within,
    YearEnd,
    Years,
)
from bot.extract.times.resolve_days import (
    day_from_today,
    holiday,
    point,
    slashed,
    week_holding,
    week_of,
    weekday,
    weekday_beside,
    weekday_of,
)
from bot.extract.times.resolve_periods import again, ahead, away, before, part, period, year_end, years
from bot.extract.times.setting import Ask, Resolved, Setting, dated
from bot.extract.times.values import extent
from bot.model.time import TimeType


def resolve(meaning: Meaning, setting: Setting, lean: Ask) -> Resolved | None:
    """Return the value of `meaning`, or None where it names no possible time (February 30)."""
    try:
        return _RESOLVERS[type(meaning)](meaning, setting, lean)
    except (ValueError, OverflowError):
        return None


def _clock(meaning: Clock, setting: Setting, lean: Ask) -> Resolved | None:
    return _moment(Moment(day=None, clock=meaning), setting, lean)


def _moment(meaning: Moment, setting: Setting, lean: Ask) -> Resolved | None:
    if meaning.day is None:
        day = setting.day_of_clock(lean).isoformat()
    else:
        found = resolve(meaning.day, setting, lean)
        day = found.value if found else ""
    if len(day) != len("2026-03-19"):
        return None
    clock = meaning.clock
    if clock is None:
        return Resolved(f"{day}T{meaning.part}", TimeType.TIME)
    mark = "Z" if clock.zone == "UTC" else ""
    return Resolved(f"{day}T{clock.hour:02d}:{clock.minute:02d}{mark}", TimeType.TIME, clock)


def _from(meaning: From, setting: Setting, _lean: Ask) -> Resolved | None:
    day = resolve(meaning.day, setting, lambda: 1)
    if day is None or len(day.value) != len("2026-03-19"):
        return None
    return dated((date.fromisoformat(day.value) + timedelta(days=meaning.days)).isoformat())


def _within(meaning: Within, setting: Setting, lean: Ask) -> Resolved | None:
    outer = resolve(meaning.outer, setting, lean)
    if outer is None or not outer.value[:4].isdigit():
        return None
    year = int(outer.value[:4])
    inner = meaning.inner
    if isinstance(inner, Point):
        return point(Point(year=year, month=inner.month, day=inner.day), setting, lean)
    if isinstance(inner, Part):
        return dated(f"{year:04d}-{inner.code}")
    return resolve(inner, setting, lean)


def _stretch(meaning: Stretch, setting: Setting, lean: Ask) -> Resolved | None:
    first = resolve(meaning.first, setting, lean)
    last = resolve(_in_year_of(first, meaning.last), setting, lean) if first is not None else None
    if first is None or last is None:
        return None
    if _begins_after(first, last):
        last = _a_round_later(meaning.last, last)
    if last is None or _begins_after(first, last):
        return None
    return dated(f"{first.value}/{last.value}")


def _in_year_of(first: Resolved | None, last: Meaning) -> Meaning:
    """Give the end of a stretch the year of its beginning, if it has none."""
    if first is None or not isinstance(last, Point) or last.year is not None or last.month is None:
        return last
    return replace(last, year=int(first.value[:4]))


def _begins_after(first: Resolved, last: Resolved) -> bool:
    begin, end = extent(first.value).earliest, extent(last.value).latest
    return begin is None or end is None or begin > end


def _a_round_later(meaning: Meaning, last: Resolved) -> Resolved | None:
    """Move the end of "December 28 to January 3" and of "Friday to Monday" behind their beginning."""
    if isinstance(meaning, Weekday):
        return dated((date.fromisoformat(last.value) + timedelta(weeks=1)).isoformat())
    if isinstance(meaning, Point) and meaning.year is None:
        moved = f"{int(last.value[:4]) + 1:04d}{last.value[4:]}"
        extent(moved)
        return dated(moved)
    return None


def _length(meaning: Length, _setting: Setting, _lean: Ask) -> Resolved:
    return Resolved(meaning.value, TimeType.DURATION)


def _repeat(meaning: Repeat, _setting: Setting, _lean: Ask) -> Resolved:
    return Resolved(meaning.value, TimeType.SET, rule=meaning.rule)


def _vague(meaning: Vague, _setting: Setting, _lean: Ask) -> Resolved | None:
    return dated(meaning.value)


_RESOLVERS: dict[type, Callable[..., Resolved | None]] = {
    Point: point, Slashed: slashed, DayFromToday: day_from_today, Weekday: weekday, WeekdayBeside: weekday_beside,
    Period: period, Part: part,
    Years: years, Away: away, Ahead: ahead, From: _from, Before: before, Again: again,
    WeekOf: week_of, WeekdayOf: weekday_of, WeekHolding: week_holding, Holiday: holiday, Clock: _clock,
    YearEnd: year_end, Moment: _moment, Within: _within,
    Stretch: _stretch, Length: _length, Repeat: _repeat, Vague: _vague,
}  # fmt: skip
