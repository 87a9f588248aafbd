"""Which sentences of the articles that may be seen speak of what is asked.

    articles first: those whose words weigh most for the question (BM25 over body and headline)
    then their sentences: BM25 over the sentence, with its paragraph at a quarter and the headline at half the weight
    (the weights that find the answer's sentence most often on SQuAD; docs/answers.md)

All counts are taken over the articles that may be seen, so none that is hidden shows through the ranking.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.answer import segments
from bot.answer.families import family
from bot.answer.query import Query
from bot.answer.shelf import Mask, Shelf
from bot.answer.sketch import Sketch, numbered

K1, B = 1.2, 0.75
"""The usual constants of BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009)."""
PARAGRAPH, TITLE = 0.25, 0.5
ARTICLES = 30
"""Articles whose sentences are looked at; with 60 no more questions find their sentence (docs/answers.md)."""
RELATED = 0.5
"""What a word of the same family counts, against the word itself."""

Scores = NDArray[np.float64]


class Group(NamedTuple):
    """A word of the question with those that may stand for it, each with what it counts."""

    stem: str
    weight: float
    alternatives: Mapping[str, float]


class Hit(NamedTuple):
    """A sentence found: its article's id, its number in the article, its score and that of its article."""

    article: str
    sentence: int
    score: float
    of_article: float


class Weighed(NamedTuple):
    """The words of a question with the rarity of each in what may be seen, and those that are in none of it.

    `row` is the mean number of words of a sentence and its paragraph together, which BM25 takes for the length.
    """

    groups: tuple[Group, ...]
    rarity: Mapping[str, float]
    missing: tuple[str, ...]
    row: float


def groups(query: Query) -> tuple[Group, ...]:
    """Return the words of a question, each with its family."""
    found = []
    for term in query.terms:
        related = {} if term.name or term.stem[0].isdigit() else dict.fromkeys(family(term.stem), RELATED)
        found.append(Group(term.stem, term.weight, {**related, term.stem: 1.0}))
    return tuple(found)


class _Told(NamedTuple):
    """Where a key stands in all articles, and which of these places may be seen."""

    slots: NDArray[np.intp]
    counts: NDArray[np.uint8]
    held: NDArray[np.uint8]
    seen: Mask


class View:
    """The index as those see it who see what sources of these owners tell, at one moment."""

    def __init__(self, shelf: Shelf, conn: sqlite3.Connection, owners: Collection[str] | None) -> None:
        self._shelf, self._conn = shelf, conn
        self._documents = shelf.documents(conn)
        self._seen = shelf.seen(conn, owners)

    def known(self, names: Collection[str]) -> dict[str, bool]:
        """Return which of these names stand in an article that may be seen, and whether each is firm."""
        found = self._told("n", names)
        return {name: bool(told.counts[told.seen].any()) for name, told in found.items() if told.seen.any()}

    def find(self, query: Query, limit: int) -> tuple[Weighed, list[Hit]]:
        """Return the words of the question, weighed, and the best sentences, best first."""
        wanted = groups(query)
        told = self._told("w", {stem for group in wanted for stem in group.alternatives})
        weighed = self._weighed(wanted, told)
        return weighed, self._search(weighed, told, limit)

    def _told(self, kind: str, words: Collection[str]) -> dict[str, _Told]:
        found = {}
        for key, (places, counts, held) in segments.postings(self._conn, [f"{kind}:{w}" for w in words]).items():
            slots = places.astype(np.intp)
            found[key[2:]] = _Told(slots, counts, held, self._seen.slots[slots])
        return found

    def _weighed(self, wanted: tuple[Group, ...], told: Mapping[str, _Told]) -> Weighed:
        total = self._seen.sentences
        held = {stem: int(one.held[one.seen].sum(dtype=np.int64)) for stem, one in told.items()}
        rarity: dict[str, float] = {}
        missing = []
        for group in wanted:
            for stem in group.alternatives:
                count = held.get(stem, 0)
                rarity[stem] = math.log(1 + (total - count + 0.5) / (count + 0.5)) if count else 0.0
            if not any(held.get(stem) for stem in group.alternatives):
                rarity[group.stem] = math.log(1 + (total + 0.5) / 0.5)
                missing.append(group.stem)
        return Weighed(wanted, rarity, tuple(missing), max(1.0, self._seen.words / max(1, total)))

    def _search(self, weighed: Weighed, told: Mapping[str, _Told], limit: int) -> list[Hit]:
        scores = self._articles(weighed, told)
        best = _best(scores, self._documents.day, ARTICLES)
        found = self._shelf.sketches(self._conn, best)
        return _within([(found[slot][0], float(scores[slot]), found[slot][1]) for slot in best], weighed, limit)

    def _articles(self, weighed: Weighed, told: Mapping[str, _Told]) -> Scores:
        """Return by slot how much an article's words weigh for the question; nothing where it may not be seen."""
        scores, best = np.zeros(len(self._seen.slots)), np.zeros(len(self._seen.slots))
        for group in weighed.groups:
            stems = group.alternatives.keys() & told.keys()
            for stem in stems:
                gain = group.alternatives[stem] * weighed.rarity.get(stem, 0.0) * group.weight * (K1 + 1)
                slots, worth = told[stem].slots, (gain * _COUNTS / (_COUNTS + K1))[told[stem].counts]
                if len(stems) == 1:
                    scores[slots] += worth
                else:
                    best[slots] = np.maximum(best[slots], worth)
            if len(stems) > 1:
                scores += best
                best.fill(0.0)
        scores[~self._seen.slots] = 0.0
        return scores


_COUNTS = np.arange(256.0)
"""What a count may be."""


@contextmanager
def view(shelf: Shelf, owners: Collection[str] | None) -> Iterator[View]:
    """Give the index as the owners' readers see it (None: the operator, who sees all)."""
    with shelf.reading() as conn:
        yield View(shelf, conn, owners)


def _best(scores: Scores, day: NDArray[np.int64], limit: int) -> list[int]:
    """Return the slots with the best scores above nothing, best first, of equal ones the newest."""
    least = max(_least(scores[::_EACH], limit), np.nextafter(0.0, 1.0))  # no less than the best of a few
    slots = np.flatnonzero(scores >= least)
    slots = slots[scores[slots] >= _least(scores[slots], limit)]
    order = np.lexsort((-slots, day[slots], scores[slots]))[::-1]
    return [int(slot) for slot in slots[order][:limit]]


_EACH = 16


def _least(scores: Scores, limit: int) -> float:
    """Return the score of the last of the best; 0 if there are no more than that."""
    return float(np.partition(scores, -limit)[-limit]) if len(scores) > limit else 0.0


def _within(articles: Sequence[tuple[str, float, Sketch]], weighed: Weighed, limit: int) -> list[Hit]:
    """Return the best sentences of these articles, each with its id and its own score; all are scored in one go."""
    articles = [one for one in articles if len(one[2].lengths)]
    if not articles:
        return []
    sketches = [of for _, _, of in articles]
    heard, titles = _heard(sketches, weighed)
    lengths = np.concatenate([of.lengths for of in sketches]).astype(np.int64)
    starts = _starts(sketches)
    wide = np.diff(starts, append=len(lengths))
    near = np.repeat(np.add.reduceat(heard, starts, axis=1), wide, axis=1)
    count = heard + PARAGRAPH * near + TITLE * titles
    row = np.repeat(np.add.reduceat(lengths, starts), wide) + lengths
    norm = K1 * (1 - B + B * row / weighed.row)
    worth = np.array([[group.weight * _rarity(group, weighed) * (K1 + 1)] for group in weighed.groups])
    scores = (worth * count / (count + norm)).sum(axis=0)
    told = np.flatnonzero(heard.any(axis=0) & (np.concatenate([of.silent for of in sketches]) == 0))
    first = np.cumsum([0, *(len(of.lengths) for of in sketches)])
    best = told[np.argsort(-scores[told], kind="stable")[:limit]]
    of_article = np.searchsorted(first, best, side="right") - 1
    hits = zip(best.tolist(), of_article.tolist(), strict=True)
    return [Hit(articles[which][0], int(n - first[which]), float(scores[n]), articles[which][1]) for n, which in hits]


def _rarity(group: Group, weighed: Weighed) -> float:
    return weighed.rarity.get(group.stem) or max(weighed.rarity.get(s, 0.0) for s in group.alternatives)


def _starts(sketches: Sequence[Sketch]) -> NDArray[np.intp]:
    """Return at which of all these sentences a paragraph begins: each article's first does."""
    numbers = np.concatenate([of.paragraphs for of in sketches]).astype(np.int64)
    begins = np.diff(numbers, prepend=-1) != 0
    begins[np.cumsum([0, *(len(of.lengths) for of in sketches[:-1])])] = True
    return np.flatnonzero(begins)


def _heard(sketches: Sequence[Sketch], weighed: Weighed) -> tuple[Scores, Scores]:
    """Return how much of each group each sentence holds, and each sentence's headline: groups by sentences."""
    wanted = [(numbered(s), g, c) for g, group in enumerate(weighed.groups) for s, c in group.alternatives.items()]
    numbers, group_of, worth = (np.array(column) for column in zip(*wanted, strict=True))
    total = sum(len(of.lengths) for of in sketches)
    titles = np.zeros((len(weighed.groups), total))
    cells, worths, long = [np.empty(0, np.intp)], [0.0], [0]
    at = 0
    for of in sketches:
        end = at + len(of.lengths)
        for k, i in _standing(of.stems, numbers):
            places = of.where[of.ends[i - 1] if i else 0 : of.ends[i]]
            cells.append(places + (group_of[k] * total + at))
            worths.append(worth[k])
            long.append(len(places))
        for k, _ in _standing(of.title, numbers):
            titles[group_of[k], at:end] += worth[k]
        at = end
    heard = np.bincount(np.concatenate(cells), np.repeat(worths, long), titles.size)
    return heard.astype(np.float64).reshape(titles.shape), titles


def _standing(numbers: NDArray[np.uint32], wanted: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Return which of the wanted numbers stand among these (which are in order), each with its place."""
    if not len(numbers):
        return []
    places = np.minimum(np.searchsorted(numbers, wanted), len(numbers) - 1)
    found = np.flatnonzero(numbers[places] == wanted)
    return list(zip(found.tolist(), places[found].tolist(), strict=True))
