"""The times of a recurrence rule of RFC 5545 (section 3.3.10) by the wall clock, in bounded time.

A library would do for well-meant rules, but looks for the next day of a rule that never comes until the calendar ends,
and cannot be stopped; here the days of so many years are looked at and no more. `rrule_text` reads
rules.

within each period (every INTERVAL-th day, week, month or year from the start's):
    the days that fit every BY part, where there is none that names days: those that fit the start
    each at every time of day
    of these the positions that BYSETPOS names
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

HORIZON = timedelta(days=9 * 366)
"""How far ahead a next time is looked for. The longest that a wall calendar makes anyone wait is eight years: from one
February 29 to the next across a year such as 2100."""

_DAY = timedelta(days=1)
_LAST = date(9990, 1, 1)


@dataclass(frozen=True)
class RRule:
    """A rule that was read. `weekdays` are pairs (nth, weekday), nth 0 for every one; numbers may be negative."""

    frequency: str
    interval: int
    start: date
    times: tuple[time, ...]
    until: datetime | None
    week_start: int
    weekdays: tuple[tuple[int, int], ...]
    numbers: dict[str, tuple[int, ...]] = field(hash=False)

    def walls(self, first: date) -> Iterator[datetime]:
        """Yield its times by the wall clock (naive), in order, from the day `first` on, as far as the horizon."""
        first = max(first, self.start)
        for days in self._periods(first):
            for wall in self._chosen(days):
                if self.until and wall > self.until:
                    return
                if wall.date() >= first:
                    yield wall

    def plain_weekdays(self) -> tuple[int, ...]:
        """Return the days of the week where the rule says no more than these (beside times and its end), else none."""
        if self.frequency not in {"DAILY", "WEEKLY"} or self.interval != 1 or self.numbers.keys() - {"_WEEKDAY"}:
            return ()
        return self.numbers.get("_WEEKDAY") or tuple(day for _, day in self.weekdays) or tuple(range(7))

    def _chosen(self, days: list[date]) -> list[datetime]:
        walls = [datetime.combine(day, at) for day in days if self._fits(day) for at in self.times]
        wanted = self.numbers.get("BYSETPOS")
        if not wanted:
            return walls
        places = {n - 1 if n > 0 else len(walls) + n for n in wanted}
        return [walls[place] for place in sorted(places) if 0 <= place < len(walls)]

    def _periods(self, first: date) -> Iterator[list[date]]:
        """Yield the days of every period of the rule that may hold a day from `first` on."""
        start, following = _PERIODS[self.frequency]
        last = min(first, _LAST - HORIZON) + HORIZON
        day = start(first, self.week_start)
        index = _ordinal(self.frequency, day) - _ordinal(self.frequency, start(self.start, self.week_start))
        while day <= last:
            end = following(day)
            if index % self.interval == 0:
                yield [day + n * _DAY for n in range((end - day).days)]
            day, index = end, index + 1

    def _fits(self, day: date) -> bool:
        fits = all(_CHECKS[name](day, numbers) for name, numbers in self.numbers.items() if name in _CHECKS)
        return fits and (not self.weekdays or any(self._nth(day, nth, weekday) for nth, weekday in self.weekdays))

    def _nth(self, day: date, nth: int, weekday: int) -> bool:
        """Tell whether it is that day of the week, the nth of its month or year if one is asked for."""
        if day.weekday() != weekday or not nth:
            return day.weekday() == weekday
        by_year = self.frequency == "YEARLY" and "BYMONTH" not in self.numbers
        place, length = (_of_year(day), _year_length(day)) if by_year else (day.day, _month_length(day))
        return nth in {(place - 1) // 7 + 1, -((length - place) // 7 + 1)}


def _week(day: date, first: int) -> date:
    return day - ((day.weekday() - first) % 7) * _DAY


def _next_month(day: date) -> date:
    return day + _month_length(day) * _DAY


_PERIODS: dict[str, tuple[Callable[[date, int], date], Callable[[date], date]]] = {
    "DAILY": (lambda day, _: day, lambda day: day + _DAY),
    "WEEKLY": (_week, lambda day: day + 7 * _DAY),
    "MONTHLY": (lambda day, _: day.replace(day=1), _next_month),
    "YEARLY": (lambda day, _: day.replace(month=1, day=1), lambda day: day.replace(year=day.year + 1)),
}
"""The first day of the period that a day is in, and of the one that follows it."""


def _ordinal(frequency: str, day: date) -> int:
    """Return the number of the period that begins on the day."""
    numbers = {"DAILY": day.toordinal(), "WEEKLY": day.toordinal() // 7, "MONTHLY": day.year * 12 + day.month}
    return numbers.get(frequency, day.year)


def _month_length(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def _year_length(day: date) -> int:
    return 366 if calendar.isleap(day.year) else 365


def _of_year(day: date) -> int:
    return day.timetuple().tm_yday


def _counted(place: int, length: int, numbers: tuple[int, ...]) -> bool:
    return place in numbers or place - length - 1 in numbers


def _week_number(day: date, numbers: tuple[int, ...]) -> bool:
    year, week, _ = day.isocalendar()
    return _counted(week, date(year, 12, 28).isocalendar().week, numbers)


_CHECKS: dict[str, Callable[[date, tuple[int, ...]], bool]] = {
    "BYMONTH": lambda day, numbers: day.month in numbers,
    "BYMONTHDAY": lambda day, numbers: _counted(day.day, _month_length(day), numbers),
    "BYYEARDAY": lambda day, numbers: _counted(_of_year(day), _year_length(day), numbers),
    "BYWEEKNO": _week_number,
    "_WEEKDAY": lambda day, numbers: day.weekday() in numbers,
}
