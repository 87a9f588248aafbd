"""Days that have a name instead of a date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    shift = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * shift) // 433
    month, day = divmod(h + shift - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=days)


def _nth(weekday: int, nth: int, month: int) -> Callable[[int], date]:
    """The nth such weekday of a month, or the last for -1."""

    def day(year: int) -> date:
        if nth < 0:
            last = (date(year + month // 12, month % 12 + 1, 1)) - timedelta(days=1)
            return last - timedelta(days=(last.weekday() - weekday) % 7)
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))

    return day


def _election_day(year: int) -> date:
    """The Tuesday after the first Monday in November (United States Code, title 3, section 1)."""
    return _nth(0, 1, 11)(year) + timedelta(days=1)


HOLIDAYS: dict[str, Callable[[int], date]] = {
    "christmas": _fixed(12, 25),
    "christmas eve": _fixed(12, 24),
    "boxing day": _fixed(12, 26),
    "new year": _fixed(1, 1),
    "new year eve": _fixed(12, 31),
    "halloween": _fixed(10, 31),
    "valentine": _fixed(2, 14),
    "good friday": _from_easter(-2),
    "easter": _from_easter(0),
    "easter monday": _from_easter(1),
    "thanksgiving": _nth(3, 4, 11),
    "memorial day": _nth(0, -1, 5),
    "labor day": _nth(0, 1, 9),
    "veterans day": _fixed(11, 11),
    "may day": _fixed(5, 1),
    "election day": _election_day,
}
"""Key → the day in a year. Labor Day, Memorial Day and Election Day are those of the United States."""
