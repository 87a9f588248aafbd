"""The words on either side of a number, cut at its sentence and at the next time expression."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from bot.extract.figures.number import Number
from bot.extract.lang.en.figures import IRREGULAR_PLURALS
from bot.model.base import Range

_TOKEN = re.compile(r"\w(?:[\w’'&.-]*\w)?|[^\w\s]")
_BEFORE, _NEAR, _AFTER = 160, 40, 72
"""Characters looked at on either side; they bound the work for one number in a text without full stops."""
_TABLE = 100
"""More numbers than this in one sentence are a table: what each counts stands close by, if anywhere."""
_TABLE_BEFORE, _TABLE_AFTER = 24, 18
"""Characters looked at on either side of a number in a table, where windows would overlap many times."""


class Word(NamedTuple):
    """A word or mark of the text with its place; `low` is the word in lower case."""

    text: str
    low: str
    start: int
    end: int


class Around:
    """What stands around a number within its sentence, which begins at `begin`; read when it is asked for.

    `end` is where its sentence ends or, if that is nearer, where the next time expression begins.
    """

    def __init__(self, body: str, number: Number, begin: int, end: int, *, table: bool = False) -> None:
        self.begin = begin
        self._reach = (_TABLE_BEFORE, _TABLE_BEFORE, _TABLE_AFTER) if table else (_BEFORE, _NEAR, _AFTER)
        self._body, self._start, self._stop, self._end = body, number.start, number.end, end

    @cached_property
    def before(self) -> list[Word]:
        """The words before the number, to the start of its sentence or as far as one looks."""
        return words_of(self._body, max(self.begin, self._start - self._reach[0]), self._start)

    @cached_property
    def near(self) -> list[str]:
        """The last words before the number in lower case, of which the first may be cut."""
        return _TOKEN.findall(self._body[max(self.begin, self._start - self._reach[1]) : self._start].lower())

    @cached_property
    def after(self) -> list[Word]:
        """The words behind the number."""
        return words_of(self._body, self._stop, min(self._end, self._stop + self._reach[2]))

    def last(self, count: int = 1) -> str:
        """Return the word that stands `count` places before the number in lower case, empty if there is none."""
        return self.near[-count] if len(self.near) >= count else ""

    def next(self, count: int = 0) -> str:
        """Return the word that stands `count` places behind the number in lower case, empty if there is none."""
        return self.after[count].low if len(self.after) > count else ""


def around(
    body: str,
    number: Number,
    sentences: Sequence[Range],
    starts: Sequence[int],
    fences: Sequence[int],
    *,
    numbers: Sequence[int],
) -> Around:
    """Return the surroundings of `number`; `starts` are those of `sentences`, `fences` end what is counted.

    `numbers` are the offsets of all numbers of the text in order.
    """
    i = bisect_right(starts, number.start) - 1
    begin, end = (sentences[i].start, sentences[i].end) if i >= 0 else (0, len(body))
    fence = bisect_left(fences, number.end)
    table = bisect_left(numbers, end) - bisect_left(numbers, begin) > _TABLE
    return Around(body, number, begin, min(end, fences[fence]) if fence < len(fences) else end, table=table)


_new = tuple.__new__
"""Makes a named tuple twice as fast as its own constructor, which words are many enough to need."""


def words_of(body: str, start: int, end: int) -> list[Word]:
    """Return the words and marks between two offsets."""
    return [_new(Word, (t := m[0], t.lower(), m.start(), m.end())) for m in _TOKEN.finditer(body, start, end)]


def is_plural(low: str) -> bool:
    """Guess whether a noun, given in lower case, is a plural."""
    if low in IRREGULAR_PLURALS:
        return True
    return len(low) > 3 and low[-1] == "s" and not low.endswith(("ss", "us", "is", "'s", "’s"))
