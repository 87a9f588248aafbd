"""The day from which a text speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bot.extract.lang import language
from bot.extract.text import Text
from bot.model.article import Dateline
from bot.model.base import day_of

YEARS_BACK = 40
"""A year that is not told is sought among so many before the day given."""


@dataclass(frozen=True)
class Reference:
    """The day that "today" means in a text.

    `inferred` says that the day is not told in full by the source; `note` says in a sentence how it was found, or
    what disagrees with it. `southern` says that the text is filed from the southern hemisphere, where spring
    begins in September.
    """

    day: date
    inferred: bool = False
    note: str | None = None
    southern: bool = False


def find_reference(text: Text, published: date | datetime | None, at: date, dateline: Dateline | None) -> Reference:
    """Return the day from which `text` speaks.

    The publication day, where the source gives it. Else the dateline's day, in the latest year not after `at` whose
    weekdays fit the text. Else the day `at` itself. `published` is a day or an aware instant, whose day in its own
    zone counts.
    """
    if published is not None:
        return Reference(day=day_of(published))
    if dateline is not None:
        told = _month_and_day(text, dateline)
        if told is not None:
            return _latest_year(text, told, at)
    note = f"The text does not say when it was written; it is read as of {at.isoformat()}."
    return Reference(day=at, inferred=True, note=note)


_DAY = re.compile(r"\d{1,2}")
_WORD = re.compile(r"[^\W\d_]+")


def _month_and_day(text: Text, dateline: Dateline) -> tuple[int, int] | None:
    months = language("en").months
    named = [months[w.lower()] for w in _WORD.findall(dateline.text) if w.lower() in months]
    days = [int(d) for d in _DAY.findall(dateline.text) if 1 <= int(d) <= 31]
    return (named[0], days[0]) if named and days else None


def _latest_year(text: Text, told: tuple[int, int], at: date) -> Reference:
    month, day = told
    years = [d for y in range(at.year, at.year - YEARS_BACK, -1) if (d := _date(y, month, day)) and d <= at]
    if not years:
        return Reference(day=at, inferred=True, note=f"The text is read as of {at.isoformat()}.")
    named = list(_weekday_days(text))
    best = max(years, key=lambda d: (_fit(d, named), d))
    note = f"The dateline gives no year; {best.year} is the latest, not after {at.isoformat()}, whose weekdays fit."
    return Reference(day=best, inferred=True, note=note)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday_days(text: Text) -> Iterator[tuple[set[int], set[tuple[int, int]]]]:
    tables = language("en")
    words = [w.lower() for w in re.findall(r"[^\W\d_]+|\d{1,2}\b", text.body)]
    weekdays = {tables.weekdays[w] for w in words if w in tables.weekdays}
    days = {
        (tables.months[a], int(b)) for a, b in zip(words, words[1:], strict=False) if a in tables.months and b.isdigit()
    }
    yield weekdays, days


def _fit(day: date, named: list[tuple[set[int], set[tuple[int, int]]]]) -> int:
    weekdays, days = named[0]
    near = [d for m, n in days if (d := _date(day.year, m, n)) and 0 < (day - d).days < 7]
    return sum(1 if d.weekday() in weekdays else -1 for d in near)
