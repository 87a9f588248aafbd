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
from heapq import nlargest
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.answer.families import family
from bot.answer.query import Query
from bot.answer.shelf import NOWHERE, Posting, Shelf
from bot.answer.sketch import Sketch, numbered, rows

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


class View:
    """The index as those see it who see what sources of these owners tell, at one moment."""

    def __init__(self, shelf: Shelf, conn: sqlite3.Connection, owners: Collection[str] | None) -> None:
        self._shelf, self._conn = shelf, conn
        self._documents = shelf.documents(conn)
        self._seen = shelf.visible(conn, owners)

    def known(self, names: Collection[str]) -> dict[str, bool]:
        """Return which of these names stand in an article that may be seen, and whether each is firm."""
        found = self._postings("n", names)
        return {name: bool(posting.counts.any()) for name, posting in found.items() if len(posting.slots)}

    def find(self, query: Query, limit: int) -> tuple[Weighed, list[Hit]]:
        """Return the words of the question, weighed, and the best sentences, best first."""
        wanted = groups(query)
        postings = self._postings("w", {stem for group in wanted for stem in group.alternatives})
        weighed = self._weighed(wanted, postings)
        return weighed, self._search(weighed, postings, limit)

    def _postings(self, kind: str, words: Collection[str]) -> dict[str, Posting]:
        """Return where these words stand, as far as it may be seen."""
        found = {}
        for key, posting in self._shelf.postings(self._conn, [f"{kind}:{word}" for word in words]).items():
            seen = self._seen[posting.slots]
            found[key[2:]] = Posting(posting.slots[seen], posting.counts[seen], posting.held[seen])
        return found

    def _weighed(self, wanted: tuple[Group, ...], postings: Mapping[str, Posting]) -> Weighed:
        total = int(self._documents.sentences[self._seen].sum())
        row = int(self._documents.words[self._seen].sum()) / max(1, total)
        held = {stem: int(posting.held.sum(dtype=np.int64)) for stem, posting in postings.items()}
        rarity: dict[str, float] = {}
        missing = []
        for group in wanted:
            for stem in group.alternatives:
                count = held.get(stem, 0)
                rarity[stem] = math.log(1 + (total - count + 0.5) / (count + 0.5)) if count else 0.0
            if not any(held.get(stem) for stem in group.alternatives):
                rarity[group.stem] = math.log(1 + (total + 0.5) / 0.5)
                missing.append(group.stem)
        return Weighed(wanted, rarity, tuple(missing), max(1.0, row))

    def _search(self, weighed: Weighed, postings: Mapping[str, Posting], limit: int) -> list[Hit]:
        scores = self._articles(weighed, postings)
        best = _best(scores, self._documents.day, ARTICLES)
        found = self._shelf.sketches(self._conn, best)
        hits = _within([(found[slot][0], float(scores[slot]), found[slot][1]) for slot in best], weighed)
        return nlargest(limit, hits, key=lambda h: h.score)

    def _articles(self, weighed: Weighed, postings: Mapping[str, Posting]) -> Scores:
        """Return by slot how much an article's words weigh for the question."""
        scores = np.zeros(len(self._seen))
        for group in weighed.groups:
            best = np.zeros(len(self._seen))
            for stem, counts in group.alternatives.items():
                slots, count, _ = postings.get(stem, NOWHERE)
                gain = counts * weighed.rarity.get(stem, 0.0) * group.weight * (K1 + 1)
                best[slots] = np.maximum(best[slots], gain * count / (count + K1))
            scores += best
        return scores


@contextmanager
def view(shelf: Shelf, owners: Collection[str] | None) -> Iterator[View]:
    """Give the index as the owners' readers see it (None: the operator, who sees all)."""
    with shelf.reading() as conn:
        yield View(shelf, conn, owners)


def _best(scores: Scores, day: NDArray[np.int64], limit: int) -> list[int]:
    """Return the slots with the best scores above nothing, best first, of equal ones the newest."""
    slots = np.flatnonzero(scores)
    if len(slots) > limit:
        least = np.partition(scores[slots], -limit)[-limit]
        slots = slots[scores[slots] >= least]
    order = np.lexsort((-slots, day[slots], scores[slots]))[::-1]
    return [int(slot) for slot in slots[order][:limit]]


def _within(articles: Sequence[tuple[str, float, Sketch]], weighed: Weighed) -> Iterator[Hit]:
    """Score the sentences of these articles, each with its id and its own score; all of them in one go."""
    articles = [one for one in articles if len(one[2].lengths)]
    if not articles:
        return
    sketches = [of for _, _, of in articles]
    heard, titles = _heard(sketches, weighed)
    paragraphs = _starts(sketches)
    near = np.repeat(np.add.reduceat(heard, paragraphs, axis=1), np.diff(paragraphs, append=heard.shape[1]), axis=1)
    count = heard + PARAGRAPH * near + TITLE * titles
    norm = K1 * (1 - B + B * np.concatenate([rows(of) for of in sketches]) / weighed.row)
    worth = np.array([[group.weight * _rarity(group, weighed) * (K1 + 1)] for group in weighed.groups])
    scores = (worth * count / (count + norm)).sum(axis=0)
    told = heard.any(axis=0) & (np.concatenate([of.silent for of in sketches]) == 0)
    of_article = np.repeat(np.arange(len(articles)), [len(of.lengths) for of in sketches])
    first = np.searchsorted(of_article, np.arange(len(articles)))
    for n in np.flatnonzero(told).tolist():
        which = of_article[n]
        yield Hit(articles[which][0], int(n - first[which]), float(scores[n]), articles[which][1])


def _rarity(group: Group, weighed: Weighed) -> float:
    return weighed.rarity.get(group.stem) or max(weighed.rarity.get(s, 0.0) for s in group.alternatives)


def _starts(sketches: Sequence[Sketch]) -> NDArray[np.intp]:
    """Return at which of all these sentences a paragraph begins."""
    begins = [np.diff(of.paragraphs.astype(np.int32), prepend=-1) > 0 for of in sketches]
    return np.flatnonzero(np.concatenate(begins))


def _heard(sketches: Sequence[Sketch], weighed: Weighed) -> tuple[Scores, Scores]:
    """Return how much of each group each sentence holds, and each sentence's headline: groups by sentences."""
    wanted = [(numbered(s), g, c) for g, group in enumerate(weighed.groups) for s, c in group.alternatives.items()]
    numbers, group_of, worth = (np.array(column) for column in zip(*wanted, strict=True))
    total = sum(len(of.lengths) for of in sketches)
    heard, titles = np.zeros((len(weighed.groups), total)), np.zeros((len(weighed.groups), total))
    at = 0
    for of in sketches:
        here, end = _standing(of.stems, numbers), at + len(of.lengths)
        for k, i in here:
            places = of.where[of.ends[i - 1] if i else 0 : of.ends[i]]
            np.add.at(heard[group_of[k]], at + places.astype(np.intp), worth[k])
        for k, _ in _standing(of.title, numbers):
            titles[group_of[k], at:end] += worth[k]
        at = end
    return heard, titles


def _standing(numbers: NDArray[np.uint32], wanted: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Return which of the wanted numbers stand among these (which are in order), each with its place."""
    if not len(numbers):
        return []
    places = np.minimum(np.searchsorted(numbers, wanted), len(numbers) - 1)
    found = np.flatnonzero(numbers[places] == wanted)
    return list(zip(found.tolist(), places[found].tolist(), strict=True))
