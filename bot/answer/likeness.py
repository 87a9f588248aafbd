"""How far a sentence is worded as the question is: words in a row, small words, forms of one root. Pure."""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

from bot.answer.query import Query
from bot.answer.words import Token, is_stop, tokens

_K = TypeVar("_K", bound=Hashable)
Pairs = frozenset[tuple[str, str]]
"""The stems of each two words that stand in a row."""
_ASKING = frozenset("what which who whom whose when where why how".split())
_LONG, _OF_SHORTER, _OF_LONGER = 4, 0.7, 0.5
"""Letters with which two stems of one root begin alike: at least so many, and so much of the shorter and the longer."""


class Wording(NamedTuple):
    """The pairs of words of a question and its small words, each with how much it tells that a sentence has it.

    Small words carry no matter of their own, and the index holds none; yet "after", "most" or "their" may be what tells
    one sentence from another. What all sentences have tells nothing, nor does what none has.
    """

    pairs: Mapping[tuple[str, str], float]
    small: Mapping[str, float]


def wording(query: Query, stems: Sequence[Collection[str]], pairs: Sequence[Pairs]) -> Wording:
    """Return how the question is worded; the sentences among which it is looked for are given by stems and by pairs."""
    words = tokens(query.question)
    small = {w.stem for w in words if is_stop(w) and w.text.lower() not in _ASKING}
    return Wording(telling(pairs_of(words), pairs), telling(small, stems))


def telling(wanted: Iterable[_K], among: Sequence[Collection[_K]]) -> dict[_K, float]:
    """Return of each that is wanted how much it tells of one of them to have it, the less the more do."""
    counts = {one: sum(one in each for each in among) for one in wanted}
    return {one: math.log((len(among) + 1) / (count + 0.5)) for one, count in counts.items() if count}


def shared(asked: Wording, stems: Collection[str], pairs: Pairs) -> tuple[float, float]:
    """Return which share of the question's pairs and of its small words a sentence has, by how much each tells."""
    return share(asked.pairs, pairs), share(asked.small, stems)


def share(worth: Mapping[_K, float], here: Collection[_K]) -> float:
    """Return which share of what is wanted, by its worth, is here."""
    return sum(w for one, w in worth.items() if one in here) / (sum(worth.values()) or 1.0)


def pairs_of(words: Sequence[Token]) -> Pairs:
    """Return the pairs of these words."""
    return frozenset(pairwise([w.stem for w in words]))


def has_root(stem: str, here: Collection[str]) -> bool:
    """Tell whether one of these stems seems to be of the same root, which the stemmer keeps apart: origin, originat."""
    start = stem[:_LONG]
    return len(start) == _LONG and any(one.startswith(start) and _of_one_root(stem, one) for one in here)


def _of_one_root(one: str, other: str) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    alike = next((i for i in range(shorter) if one[i] != other[i]), shorter)
    return alike >= max(_OF_SHORTER * shorter, _OF_LONGER * longer)
