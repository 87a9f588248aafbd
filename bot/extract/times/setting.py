"""What a resolution may look at, and what it gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from bot.extract.times.meaning import Clock
from bot.extract.times.signs import Lean
from bot.extract.times.values import extent
from bot.model.time import TimeType

CONTEXT = 900
"""What was spoken of so many characters before is still what "a year earlier" looks back to; about two paragraphs."""

REMEMBERED = 100
"""At most so many expressions, from either end, are looked through for what a text is about."""


Ask = Callable[[], Lean]
"""Finds out the direction when it is needed, since most expressions do not."""


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


def dated(value: str) -> Resolved:
    """Return `value` as a date."""
    return Resolved(value, TimeType.DATE)


@dataclass
class Setting:
    """What a resolution may look at: the reference day, and what was spoken of before, newest last, with its place.

    `place` is where the phrase stands that is resolved, `paragraph` and `sentence` where those begin that hold it.
    `headed` is the newest sentence that opens with a year ("In 2021, …"), and that year. `newest` is where the last
    date ended and whether it lies ahead; `in_full` has the years of the months and days that were told in full.
    """

    day: date
    southern: bool = False
    month_first: bool | None = None
    place: int = 0
    paragraph: int = 0
    sentence: int = 0
    headed: tuple[int, int] | None = None
    newest: tuple[int, Lean] = (-1, 0)
    in_full: dict[tuple[int, int | None], int] = field(default_factory=dict)
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

    def day_of_clock(self, lean: Ask) -> date:
        """Return the day that a bare time of day belongs to: its sentence's, else the last that lies its way, or today.

        "In 2009 it lasted longer. This one will be at its height at 1 p.m." speaks of the day of this one.
        """
        newest = next(self._days(), None)
        if newest is None or newest[0] >= self.sentence:
            return newest[1] if newest else self.day
        way = lean()
        if way > 0:
            return next((day for _, day in self._days() if day >= self.day), self.day)
        last = self.last_day() or self.day
        return last if way == 0 or last <= self.day else self.day

    def _days(self) -> Iterator[tuple[int, date]]:
        """Yield the single days spoken of, newest first, with their places."""
        for place, resolved in self._recent():
            if resolved.type in {TimeType.DATE, TimeType.TIME}:
                reach = extent(resolved.value)
                if reach.earliest is not None and reach.earliest == reach.latest:
                    yield place, reach.earliest

    def year_told(self, month: int, day: int | None, lean: Ask) -> int | None:
        """Return the year with which the text told the same day of the year before: "July 11, 2021 … on July 11"."""
        year = self.in_full.get((month, day)) if day is not None else None
        if year is None or day is None:
            return None
        return year if date(year, month, day) > self.day or lean() <= 0 else None

    def year_of_sentence(self, lean: Ask) -> int | None:
        """Return the year with which this sentence opens, where it goes on to tell of it; None for what lies ahead."""
        headed = self.headed is not None and self.headed[0] == self.sentence
        return self.headed[1] if self.headed and headed and self.headed[1] != self.day.year and lean() <= 0 else None

    def last_like(self, pattern: re.Pattern[str], *, derived: bool = True) -> str | None:
        """Return the newest value spoken of that `pattern` matches."""
        return next((r.value for r in self.before(derived=derived) if pattern.match(r.value)), None)

    def topic(self, pattern: re.Pattern[str]) -> str | None:
        """Return the period that a report is about: the last of this paragraph, else the text's first; none to come."""
        newest = next(
            (r.value for place, r in self._recent() if place >= self.paragraph and self._is(r, pattern)), None
        )
        return newest or next((r.value for _, r in self.said[:REMEMBERED] if self._is(r, pattern)), None)

    def _recent(self) -> Iterator[tuple[int, Resolved]]:
        return islice(reversed(self.said), REMEMBERED)

    def _is(self, resolved: Resolved, pattern: re.Pattern[str]) -> bool:
        return not resolved.derived and bool(pattern.match(resolved.value)) and not self._ahead(resolved.value)

    def _ahead(self, value: str) -> bool:
        first = extent(value).earliest
        return first is not None and first > self.day
