"""Where a date is resolved: from what the words say to a value, by the reference day, the context and the direction."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.extract.times.holidays import HOLIDAYS
from bot.extract.times.meaning import (
    Again,
    Ahead,
    Away,
    Before,
    Clock,
    DayFromToday,
    Given,
    Holiday,
    Length,
    Meaning,
    Moment,
    Part,
    Period,
    Point,
    Repeat,
    Shift,
    Slashed,
    Stretch,
    Unit,
    Vague,
    Weekday,
    WeekHolding,
    WeekOf,
    Within,
    Years,
)
from bot.extract.times.values import add_months, date_or_none, extent, length_value, week_value
from bot.model.time import TimeType

FAVOUR = 0.5
"""The distance to a date on the side that the governing words favour counts half."""

FAVOUR_COARSE = 0.2
"""Of a bare month, quarter or season the side matters more: "a mission in December", said in March, is ahead."""

NEAR_DAYS = 21
"""A date in figures that may be read two ways is the one within three weeks, if the other is not."""

Lean = int
"""-1: the governing words speak of the past; 1: of the future; 0: they do not say."""


CONTEXT = 900
"""What was spoken of so many characters before is still what "a year earlier" looks back to; about two paragraphs."""


@dataclass(frozen=True)
class Resolved:
    """A value with its type, and the clock time that belongs to it.

    `derived` says that it was itself told from another ("a year earlier"), which no later one may start from.
    """

    value: str
    type: TimeType
    clock: Clock | None = None
    rule: str | None = None
    derived: bool = False


@dataclass
class Setting:
    """What a resolution may look at: the reference day, and what was spoken of before, newest last, with its place."""

    day: date
    southern: bool = False
    month_first: bool | None = None
    place: int = 0
    paragraph: int = 0
    said: list[tuple[int, Resolved]] = field(default_factory=list)

    def before(self, *, derived: bool = True) -> Iterator[Resolved]:
        """Yield what was spoken of not long before, newest first."""
        for place, resolved in reversed(self.said):
            if self.place - place > CONTEXT:
                return
            if derived or not resolved.derived:
                yield resolved

    def last_day(self) -> date | None:
        """Return the day last spoken of, if it was a single one."""
        for resolved in self.before():
            if resolved.type in {TimeType.DATE, TimeType.TIME}:
                reach = extent(resolved.value)
                if reach.earliest is not None and reach.earliest == reach.latest:
                    return reach.earliest
        return None

    def last_like(self, pattern: re.Pattern[str], *, derived: bool = True) -> str | None:
        """Return the newest value spoken of that `pattern` matches."""
        return next((r.value for r in self.before(derived=derived) if pattern.match(r.value)), None)

    def topic(self, pattern: re.Pattern[str]) -> str | None:
        """Return the period that a report is about: told in this paragraph, else first in the text; never one to come."""
        told = [
            (place, r.value)
            for place, r in self.said
            if not r.derived and pattern.match(r.value) and not self._ahead(r.value)
        ]
        here = [value for place, value in told if place >= self.paragraph]
        return here[-1] if here else told[0][1] if told else None

    def _ahead(self, value: str) -> bool:
        first = extent(value).earliest
        return first is not None and first > self.day


def resolve(meaning: Meaning, setting: Setting, lean: Callable[[], Lean]) -> Resolved | None:
    """Return the value of `meaning`, or None where it names no possible time (February 30)."""
    try:
        return _RESOLVERS[type(meaning)](meaning, setting, lean)
    except (ValueError, OverflowError):
        return None


def _date(value: str) -> Resolved:
    return Resolved(value, TimeType.DATE)


def _point(point: Point, setting: Setting, lean: Callable[[], Lean]) -> Resolved | None:
    if point.weekday is not None and point.month is None:
        monday = setting.day - timedelta(days=setting.day.weekday()) + timedelta(weeks=_shift_step(point.shift))
        return _date((monday + timedelta(days=point.weekday)).isoformat())
    if point.month is None:
        return _date(f"{point.year:04d}")
    year = point.year if point.year is not None else _year_of(point, setting, lean)
    if year is None:
        return None
    if point.day is None:
        return _date(f"{year:04d}-{point.month:02d}")
    return _date(date(year, point.month, point.day).isoformat())


def _shift_step(shift: Shift | None) -> int:
    return {"last": -1, "past": -1, "next": 1, "coming": 1}.get(shift or "this", 0)


def _year_of(point: Point, setting: Setting, lean: Callable[[], Lean]) -> int | None:
    """Return the year whose date is nearest, the distance halved on the side that is favoured."""
    today = setting.day
    assert point.month is not None
    if point.shift is not None and point.day is None:
        return _shifted_month(point.month, point.shift, today)
    years = (
        range(today.year - 8, today.year + 9)
        if point.day == 29 or point.weekday is not None
        else range(today.year - 1, today.year + 2)
    )
    best: tuple[float, int] | None = None
    favoured = lean()
    for year in years:
        days = calendar.monthrange(year, point.month)[1]
        if point.day is not None and not 1 <= point.day <= days:
            continue
        if point.weekday is not None and point.day and date(year, point.month, point.day).weekday() != point.weekday:
            continue
        first = date(year, point.month, point.day or 1)
        last = date(year, point.month, point.day or days)
        distance = _distance(first, last, today, favoured, FAVOUR if point.day else FAVOUR_COARSE)
        if best is None or distance < best[0]:
            best = (distance, year)
    if best is None and point.weekday is not None:
        return _year_of(Point(month=point.month, day=point.day), setting, lean)
    return best[1] if best else None


def _distance(first: date, last: date, today: date, favoured: Lean, favour: float) -> float:
    if first <= today <= last:
        return 0
    days = (first - today).days if first > today else (today - last).days
    side = 1 if first > today else -1
    return days * (favour if side == favoured else 1)


def _shifted_month(month: int, shift: Shift, today: date) -> int:
    if shift in {"last", "past"}:
        return today.year if month < today.month - (1 if shift == "last" else 0) else today.year - 1
    if shift in {"next", "coming"}:
        return today.year if month > today.month else today.year + 1
    return today.year


def _slashed(slashed: Slashed, setting: Setting, _lean: Callable[[], Lean]) -> Resolved | None:
    month_first = date_or_none(slashed.year, slashed.first, slashed.second)
    day_first = date_or_none(slashed.year, slashed.second, slashed.first)
    if month_first and day_first and month_first != day_first:
        first = setting.month_first
        if first is None:
            first = _only_near(month_first, day_first, setting.day)
        if first is None:
            return _date(f"{slashed.year:04d}")
        return _date((month_first if first else day_first).isoformat())
    found = month_first or day_first
    return _date(found.isoformat()) if found else None


def _only_near(month_first: date, day_first: date, today: date) -> bool | None:
    """Tell which of two readings is meant where only one of them is of these weeks."""
    near = [abs((d - today).days) <= NEAR_DAYS for d in (month_first, day_first)]
    return near[0] if near[0] != near[1] else None


def _today(meaning: DayFromToday, setting: Setting, _lean: Callable[[], Lean]) -> Resolved:
    return _date((setting.day + timedelta(days=meaning.days)).isoformat())


def _weekday(meaning: Weekday, setting: Setting, lean: Callable[[], Lean]) -> Resolved:
    today = setting.day
    back = (today.weekday() - meaning.day) % 7
    ahead = (meaning.day - today.weekday()) % 7
    if meaning.shift in {"last", "past"}:
        found = today - timedelta(days=back or 7)
    elif meaning.shift == "coming":
        found = today + timedelta(days=ahead or 7)
    elif meaning.shift == "next":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=1)
        found = monday + timedelta(days=meaning.day)
    elif meaning.shift == "this":
        found = today - timedelta(days=today.weekday()) + timedelta(days=meaning.day)
    elif lean() > 0:
        found = today + timedelta(days=ahead)
    else:
        found = today - timedelta(days=back)
    return _date(found.isoformat())


def _period(meaning: Period, setting: Setting, lean: Callable[[], Lean]) -> Resolved | None:
    if meaning.of == "context":
        return _context_period(meaning.unit, setting, lean)
    step = _shift_step(meaning.shift)
    return _unit_at(meaning.unit, setting.day, step)


def _unit_at(unit: Unit, day: date, step: int) -> Resolved | None:
    """Return the period of `unit` that lies `step` periods after the one that holds `day`."""
    if unit is Unit.DAY:
        return _date((day + timedelta(days=step)).isoformat())
    if unit in {Unit.WEEK, Unit.WEEKEND}:
        return _date(week_value(day + timedelta(weeks=step), weekend=unit is Unit.WEEKEND))
    if unit is Unit.MONTH:
        moved = add_months(day.replace(day=1), step)
        return _date(f"{moved.year:04d}-{moved.month:02d}")
    if unit is Unit.QUARTER:
        moved = add_months(day.replace(day=1), 3 * step)
        return _date(f"{moved.year:04d}-Q{(moved.month - 1) // 3 + 1}")
    if unit is Unit.YEAR:
        return _date(f"{day.year + step:04d}") if 1 <= day.year + step <= 9999 else None
    if unit is Unit.DECADE:
        return _date(f"{day.year // 10 + step:03d}")
    if unit is Unit.CENTURY:
        return _date(f"{day.year // 100 + step:02d}")
    return None


def _context_period(unit: Unit, setting: Setting, lean: Callable[[], Lean]) -> Resolved | None:
    if unit is Unit.WEEKEND:
        return _unit_at(unit, setting.day, 0 if lean() > 0 or setting.day.weekday() >= 5 else -1)
    return _unit_at(unit, setting.day, 0)


_QUARTER = re.compile(r"\d{4}-Q\d$")
_MONTH = re.compile(r"\d{4}-\d\d$")
_YEAR = re.compile(r"\d{4}$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ACCOUNTED = re.compile(r"\d{4}-(?:Q\d|\d\d)$|P[369]M$")
"""What companies and offices compare with the year before: quarters, months, so many months."""


def _before(meaning: Before, setting: Setting, _lean: Callable[[], Lean]) -> Resolved | None:
    if meaning.unit is not Unit.YEAR:
        return _moved(setting.last_day() or setting.day, meaning.unit, -meaning.amount)
    accounted = _ACCOUNTED if meaning.noun != "quarter" else _QUARTER
    said = setting.topic(accounted)
    if said is None and meaning.noun == "quarter":
        said = _completed_quarter(setting.day)
    if said is None or said.startswith("P"):
        return Resolved(f"{setting.day.year - meaning.amount:04d}", TimeType.DATE, derived=True)
    return Resolved(f"{int(said[:4]) - meaning.amount:04d}{said[4:]}", TimeType.DATE, derived=True)


def _completed_quarter(day: date) -> str:
    past = add_months(day.replace(day=1), -3)
    return f"{past.year:04d}-Q{(past.month - 1) // 3 + 1}"


def _again(meaning: Again, setting: Setting, _lean: Callable[[], Lean]) -> Resolved | None:
    if meaning.sure:
        return _told_before(meaning.unit, setting)
    said = setting.topic(_QUARTER)
    if meaning.year is not None:
        return _date(f"{meaning.year:04d}{said[4:] if said else ''}")
    if said is None and meaning.unit is Unit.QUARTER:
        said = _completed_quarter(setting.day)
    return _date(said) if said else None


def _told_before(unit: Unit | None, setting: Setting) -> Resolved | None:
    pattern = {Unit.QUARTER: _QUARTER, Unit.MONTH: _MONTH, Unit.DAY: _DAY, Unit.YEAR: _YEAR}.get(unit or Unit.WHILE)
    said = setting.last_like(pattern) if pattern else None
    return _date(said[:10]) if said else None


def _part(meaning: Part, setting: Setting, lean: Callable[[], Lean]) -> Resolved | None:
    if meaning.year is not None:
        return _date(f"{meaning.year:04d}-{meaning.code}")
    today = setting.day
    if meaning.shift is not None:
        return _date(f"{_shifted_part_year(meaning, setting):04d}-{meaning.code}")
    favoured = lean()

    def distance(year: int) -> float:
        reach = extent(f"{year:04d}-{meaning.code}", southern=setting.southern)
        assert reach.earliest and reach.latest
        return _distance(reach.earliest, reach.latest, today, favoured, FAVOUR_COARSE)

    year = min((today.year, today.year - 1, today.year + 1), key=distance)
    return _date(f"{year:04d}-{meaning.code}")


def _shifted_part_year(meaning: Part, setting: Setting) -> int:
    """Return the year of "last summer", "next spring", "this winter"."""
    today = setting.day

    def reach(year: int) -> tuple[date, date]:
        found = extent(f"{year:04d}-{meaning.code}", southern=setting.southern)
        assert found.earliest and found.latest
        return found.earliest, found.latest

    years = range(today.year - 2, today.year + 3)
    if meaning.shift in {"last", "past"}:
        return max(y for y in years if reach(y)[1] < today)
    if meaning.shift in {"next", "coming"}:
        return min(y for y in years if reach(y)[0] > today)
    return next((y for y in years if reach(y)[0] <= today <= reach(y)[1]), today.year)


def _years(meaning: Years, _setting: Setting, _lean: Callable[[], Lean]) -> Resolved:
    return _date(meaning.digits)


def _away(meaning: Away, setting: Setting, _lean: Callable[[], Lean]) -> Resolved | None:
    if meaning.amount is None:
        return _date("PAST_REF" if meaning.sign < 0 else "FUTURE_REF")
    base = (setting.last_day() if meaning.of == "context" else None) or setting.day
    return _moved(base, meaning.unit, meaning.sign * meaning.amount)


def _ahead(meaning: Ahead, setting: Setting, lean: Callable[[], Lean]) -> Resolved | None:
    coarse = meaning.unit not in {Unit.HOUR, Unit.MINUTE, Unit.SECOND}
    if coarse and lean() > 0:
        return _moved(setting.day, meaning.unit, meaning.amount)
    return Resolved(length_value(meaning.amount, meaning.unit), TimeType.DURATION)


def _week_of(meaning: WeekOf, setting: Setting, lean: Callable[[], Lean]) -> Resolved | None:
    month = Point(year=meaning.year, month=meaning.month)
    year = meaning.year or _year_of(month, setting, lean)
    if year is None:
        return None
    last = calendar.monthrange(year, meaning.month)[1]
    day = last - 6 if meaning.week < 0 else 7 * meaning.week - 3
    return _date(week_value(date(year, meaning.month, day)))


def _week_holding(meaning: WeekHolding, setting: Setting, lean: Callable[[], Lean]) -> Resolved | None:
    day = _point(meaning.day, setting, lean)
    return _date(week_value(date.fromisoformat(day.value))) if day else None


def _moved(base: date, unit: Unit, amount: float) -> Resolved | None:
    whole = int(amount)
    if unit is Unit.DAY:
        return _date((base + timedelta(days=whole)).isoformat())
    if unit is Unit.WEEK:
        day = base + timedelta(days=round(7 * amount))
        return _date(day.isoformat() if abs(amount) == 1 else week_value(day))
    if unit in {Unit.HOUR, Unit.MINUTE, Unit.SECOND}:
        return _date("PAST_REF" if amount < 0 else "FUTURE_REF")
    return _unit_at(unit, base, whole)


def _clock(meaning: Clock, setting: Setting, lean: Callable[[], Lean]) -> Resolved | None:
    return _moment(Moment(day=None, clock=meaning), setting, lean)


def _moment(meaning: Moment, setting: Setting, lean: Callable[[], Lean]) -> Resolved | None:
    day: str | None
    if meaning.day is None:
        day = (setting.last_day() or setting.day).isoformat()
    else:
        found = resolve(meaning.day, setting, lean)
        day = found.value if found else None
    if day is None or len(day) != 10:
        return None
    if meaning.clock is None:
        return Resolved(f"{day}T{meaning.part}", TimeType.TIME)
    clock = meaning.clock
    if not (0 <= clock.hour <= 24 and 0 <= clock.minute < 60):
        return None
    mark = "Z" if clock.zone == "UTC" else ""
    return Resolved(f"{day}T{clock.hour:02d}:{clock.minute:02d}{mark}", TimeType.TIME, clock)


def _within(meaning: Within, setting: Setting, lean: Callable[[], Lean]) -> Resolved | None:
    outer = resolve(meaning.outer, setting, lean)
    if outer is None or not outer.value[:4].isdigit():
        return None
    year = int(outer.value[:4])
    inner = meaning.inner
    if isinstance(inner, Point):
        return _point(Point(year=year, month=inner.month, day=inner.day), setting, lean)
    if isinstance(inner, Part):
        return _date(f"{year:04d}-{inner.code}")
    return resolve(inner, setting, lean)


def _stretch(meaning: Stretch, setting: Setting, lean: Callable[[], Lean]) -> Resolved | None:
    first, last = resolve(meaning.first, setting, lean), resolve(meaning.last, setting, lean)
    if first is None or last is None:
        return None
    if _begins_after(first, last):
        last = _a_round_later(meaning.last, last)
    if last is None or _begins_after(first, last):
        return None
    return _date(f"{first.value}/{last.value}")


def _begins_after(first: Resolved, last: Resolved) -> bool:
    begin, end = extent(first.value).earliest, extent(last.value).latest
    return begin is None or end is None or begin > end


def _a_round_later(meaning: Meaning, last: Resolved) -> Resolved | None:
    """Move the end of "December 28 to January 3" and of "Friday to Monday" behind their beginning."""
    if isinstance(meaning, Weekday):
        return _date((date.fromisoformat(last.value) + timedelta(weeks=1)).isoformat())
    if isinstance(meaning, Point) and meaning.year is None:
        moved = f"{int(last.value[:4]) + 1:04d}{last.value[4:]}"
        extent(moved)
        return _date(moved)
    return None


def _length(meaning: Length, _setting: Setting, _lean: Callable[[], Lean]) -> Resolved:
    return Resolved(meaning.value, TimeType.DURATION)


def _repeat(meaning: Repeat, _setting: Setting, _lean: Callable[[], Lean]) -> Resolved:
    return Resolved(meaning.value, TimeType.SET, rule=meaning.rule)


def _holiday(meaning: Holiday, setting: Setting, lean: Callable[[], Lean]) -> Resolved:
    day_in = HOLIDAYS[meaning.key]
    if meaning.year is not None:
        return _date(day_in(meaning.year).isoformat())
    today, favoured = setting.day, lean()
    if meaning.key == "year end" and favoured >= 0:
        return _date(day_in(today.year).isoformat())
    days = [day_in(y) for y in (today.year, today.year - 1, today.year + 1)]
    return _date(min(days, key=lambda d: _distance(d, d, today, favoured, FAVOUR)).isoformat())


def _vague(meaning: Vague, _setting: Setting, _lean: Callable[[], Lean]) -> Resolved | None:
    return _date(meaning.value)


def _given(meaning: Given, _setting: Setting, _lean: Callable[[], Lean]) -> Resolved:
    return _date(meaning.value)


_RESOLVERS: dict[type, Callable[..., Resolved | None]] = {
    Point: _point, Slashed: _slashed, DayFromToday: _today, Weekday: _weekday, Period: _period, Part: _part,
    Years: _years, Away: _away, Clock: _clock, Moment: _moment, Within: _within, Ahead: _ahead, WeekOf: _week_of, WeekHolding: _week_holding, Before: _before, Again: _again, Stretch: _stretch,
    Length: _length, Repeat: _repeat, Holiday: _holiday, Vague: _vague, Given: _given,
}  # fmt: skip
