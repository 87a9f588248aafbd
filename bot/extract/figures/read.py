"""From numbers to figures, in one pass; each step has its own file.

for each number of the text:                        numbers.find_numbers
    look around it within its sentence              around.around
    leave it out if it is a time, a label, a year   admit
    say how it compares and what it counts          compare, counts
let neighbours complete each other                  relate.related
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

from bot.extract.figures.admit import is_count, is_label, named, telephone_numbers
from bot.extract.figures.ages import age, may_be_age
from bot.extract.figures.around import Around, around, is_plural
from bot.extract.figures.compare import comparison
from bot.extract.figures.counts import counted
from bot.extract.figures.number import Number
from bot.extract.figures.numbers import find_numbers
from bot.extract.figures.relate import Draft, related
from bot.extract.lang.en.figures import ARTICLES
from bot.extract.text import Text
from bot.model.article import Comparison, Figure
from bot.model.time import TimeExpression

MOST_NUMBERS = 5_000
"""So many numbers of a text are read: several times what the longest article holds; what has more is a table."""

_TIED_TO = re.compile(r"(\d+)-$")


def read_figures(text: Text, times: tuple[TimeExpression, ...]) -> tuple[Figure, ...]:
    """Return the figures of `text` in order, none overlapping another.

    `times` are the time expressions of the text in order; numbers inside them are no figures, but for ages
    ("a 19-year-old"), since "how old" asks for a figure. Time is linear in the length of the text; at most
    `MOST_NUMBERS` of its numbers are read.
    """
    body = text.body
    drafts = related(body, _drafts(text, times))
    return tuple(
        Figure(
            start=d.number.start,
            end=d.number.end,
            text=body[d.number.start : d.number.end],
            value=d.number.value,
            unit=d.number.unit,
            counts=d.counts,
            comparison=d.comparison,
        )
        for d in drafts
    )


def _drafts(text: Text, times: Sequence[TimeExpression]) -> Iterator[Draft]:
    body, sentences = text.body, text.sentences
    starts = [s.start for s in sentences]
    spans = _Spans(sorted([*((t.start, t.end) for t in times), *telephone_numbers(body)]))
    numbers = list(islice(find_numbers(body), MOST_NUMBERS))
    places = [n.start for n in numbers]
    names = {body[n.start : n.end] for n in numbers if n.bare and named(body, n)}
    for number in numbers:
        if spans.hold(number.start) and not may_be_age(body, number):
            continue
        near = around(body, number, sentences, starts, spans.starts, numbers=places)
        cues = tuple(near.near[-6:])
        found = age(body, number, near)
        if found:
            yield Draft(found[0], near.begin, cues, found[1], Comparison.EXACTLY)
        elif not spans.hold(number.start) and _counts(body, number, near, names):
            yield Draft(number, near.begin, cues, counted(body, number, near), comparison(body, number, near))


class _Spans:
    """Stretches of the body that hold no figures, in order: time expressions and telephone numbers."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self.starts = [start for start, _ in spans]
        self._ends = list(accumulate((end for _, end in spans), max))

    def hold(self, offset: int) -> bool:
        """Tell whether one of them covers `offset`; a rate may end in one ("$1,150 a month")."""
        i = bisect_right(self.starts, offset)
        return i > 0 and self._ends[i - 1] > offset


def _counts(body: str, number: Number, near: Around, names: set[str]) -> bool:
    """Tell whether it is a figure; a number seen in a name ("Boeing 737") is one wherever it stands alone."""
    word = body[number.start : number.end]
    tied_to = _TIED_TO.search(body, max(0, number.start - 8), number.start)
    if is_label(body, number, near) or (tied_to and tied_to[1] in names):
        return False
    if number.bare and len(word) > 2 and word in names and not (near.last() not in ARTICLES and is_plural(near.next())):
        return False
    return is_count(body, number, near)
