"""The sentence index: which sentences of the visible articles speak of what is asked. In memory, pure.

    articles first: those whose words weigh most for the question (BM25 over body and headline)
    then their sentences: BM25 over the sentence, with its paragraph at a quarter and the headline at half the weight
    (the weights that find the answer's sentence most often on SQuAD; docs/answers.md)

It is built from articles and never the only copy. Words are kept as numbers in order, so an article of 1,000 words
takes about 4 kB and its postings as much again.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Collection, Iterable, Mapping
from heapq import nlargest
from typing import NamedTuple

from bot.answer.families import family
from bot.answer.query import Query
from bot.answer.words import tokens
from bot.model.article import Article
from bot.model.base import day_of

K1, B = 1.2, 0.75
"""The usual constants of BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009)."""
PARAGRAPH, TITLE = 0.25, 0.5
ARTICLES = 60
"""Articles whose sentences are looked at."""
RELATED = 0.5
"""What a word of the same family counts, against the word itself."""
_MIN_WORDS = 4
"""Shorter pieces are headings and fragments."""
_TITLE_AS = 4
"""How many times a word of the headline counts as one of the body when articles are chosen."""


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


class _Document(NamedTuple):
    id: str
    words: array[int]
    starts: array[int]
    paragraphs: array[int]
    title: frozenset[int]
    silent: frozenset[int]
    day: int
    row: int


class Weighed(NamedTuple):
    """The words of a question with the rarity of each in the allowed articles, and those that are in none.

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


class SentenceIndex:
    """Finds sentences. Only articles that are allowed are counted or looked at, so none shows through the ranking."""

    def __init__(self) -> None:
        self._vocabulary: dict[str, int] = {}
        self._documents: dict[int, _Document] = {}
        self._slots: dict[str, int] = {}
        self._postings: dict[int, dict[int, tuple[int, int]]] = {}
        self._next = 0

    def __len__(self) -> int:
        return len(self._documents)

    def add(self, article: Article) -> None:
        """Take in an article, in place of an older version of it."""
        self.remove(article.id)
        slot, self._next = self._next, self._next + 1
        document = self._read(article)
        self._documents[slot] = document
        self._slots[article.id] = slot
        for word, counts in _counts(document).items():
            self._postings.setdefault(word, {})[slot] = counts

    def remove(self, article: str) -> None:
        """Forget an article; one that is not there is no error."""
        slot = self._slots.pop(article, None)
        if slot is None:
            return
        document = self._documents.pop(slot)
        for word in {*document.words, *document.title}:
            self._postings[word].pop(slot, None)

    def _number(self, stem: str) -> int:
        return self._vocabulary.setdefault(stem, len(self._vocabulary))

    def _read(self, article: Article) -> _Document:
        words, starts, places = array("I"), array("I"), array("I")
        silent: set[int] = set()
        paragraph, last_end = 0, 0
        for n, place in enumerate(article.sentences):
            if "\n" in article.body[last_end : place.start]:
                paragraph += 1
            last_end = place.end
            text = article.body[place.start : place.end]
            starts.append(len(words))
            places.append(paragraph)
            found = tokens(text)
            words.extend(self._number(t.stem) for t in found)
            if len(found) < _MIN_WORDS or text.rstrip("\"”’' ").endswith("?"):
                silent.add(n)
        starts.append(len(words))
        title = frozenset(self._number(t.stem) for t in tokens(article.headline))
        day = day_of(article.published).toordinal() if article.published else 0
        return _Document(article.id, words, starts, places, title, frozenset(silent), day, _row(starts, places))

    def weigh(self, query: Query, allowed: Collection[str] | None = None) -> Weighed:
        """Return how rare each word of the question is among the sentences of the allowed articles."""
        slots = self._allowed(allowed)
        looked_at = [self._documents[s] for s in slots] if slots is not None else list(self._documents.values())
        total = sum(len(d.starts) - 1 for d in looked_at)
        row = sum(d.row for d in looked_at) / max(1, total)
        rarity: dict[str, float] = {}
        missing = []
        wanted = groups(query)
        for group in wanted:
            counts = {stem: self._sentences_with(stem, slots) for stem in group.alternatives}
            for stem, count in counts.items():
                rarity[stem] = math.log(1 + (total - count + 0.5) / (count + 0.5)) if count else 0.0
            if not any(counts.values()):
                rarity[group.stem] = math.log(1 + (total + 0.5) / 0.5)
                missing.append(group.stem)
        return Weighed(wanted, rarity, tuple(missing), max(1.0, row))

    def _allowed(self, allowed: Collection[str] | None) -> set[int] | None:
        if allowed is None:
            return None
        return {self._slots[i] for i in allowed if i in self._slots}

    def _sentences_with(self, stem: str, slots: set[int] | None) -> int:
        postings = self._postings.get(self._vocabulary.get(stem, -1), {})
        return sum(held for slot, (_, held) in postings.items() if slots is None or slot in slots)

    def search(self, weighed: Weighed, limit: int, allowed: Collection[str] | None = None) -> list[Hit]:
        """Return the best sentences, best first."""
        chosen = self._articles(weighed, self._allowed(allowed))
        hits: list[Hit] = []
        for slot, score in chosen:
            hits.extend(self._within(slot, weighed, score))
        return nlargest(limit, hits, key=lambda h: h.score)

    def _articles(self, weighed: Weighed, slots: set[int] | None) -> list[tuple[int, float]]:
        scores: dict[int, float] = {}
        for group in weighed.groups:
            best: dict[int, float] = {}
            for stem, counts in group.alternatives.items():
                gain = counts * weighed.rarity.get(stem, 0.0) * group.weight
                for slot, (count, _) in self._postings.get(self._vocabulary.get(stem, -1), {}).items():
                    if slots is None or slot in slots:
                        value = gain * count * (K1 + 1) / (count + K1)
                        best[slot] = max(best.get(slot, 0.0), value)
            for slot, value in best.items():
                scores[slot] = scores.get(slot, 0.0) + value
        best_first = nlargest(ARTICLES, scores, key=lambda s: (scores[s], self._documents[s].day))
        return [(slot, scores[slot]) for slot in best_first]

    def _within(self, slot: int, weighed: Weighed, of_article: float) -> Iterable[Hit]:
        """Score the sentences of one article."""
        document = self._documents[slot]
        wanted: dict[int, list[tuple[int, float]]] = {}
        for g, group in enumerate(weighed.groups):
            for stem, counts in group.alternatives.items():
                number = self._vocabulary.get(stem)
                if number is not None:
                    wanted.setdefault(number, []).append((g, counts))
        places = [(i, w) for i, w in enumerate(document.words) if w in wanted]
        heard = _heard(document, places, wanted)
        around: dict[int, dict[int, float]] = {}
        for n, here in heard.items():
            for g, count in here.items():
                paragraph = around.setdefault(document.paragraphs[n], {})
                paragraph[g] = paragraph.get(g, 0.0) + count
        title = {g: c for number in document.title for g, c in wanted.get(number, ())}
        sizes = _sizes(document.starts, document.paragraphs)
        for n, here in heard.items():
            if n not in document.silent:
                length = document.starts[n + 1] - document.starts[n] + sizes[document.paragraphs[n]]
                norm = K1 * (1 - B + B * length / weighed.row)
                yield Hit(
                    document.id, n, _score(weighed, here, around[document.paragraphs[n]], title, norm), of_article
                )


def _sizes(starts: array[int], paragraphs: array[int]) -> dict[int, int]:
    """Return the number of words of each paragraph."""
    sizes: dict[int, int] = {}
    for n, paragraph in enumerate(paragraphs):
        sizes[paragraph] = sizes.get(paragraph, 0) + starts[n + 1] - starts[n]
    return sizes


def _row(starts: array[int], paragraphs: array[int]) -> int:
    sizes = _sizes(starts, paragraphs)
    return starts[-1] + sum(sizes[p] for p in paragraphs)


def _heard(
    document: _Document, places: list[tuple[int, int]], wanted: Mapping[int, list[tuple[int, float]]]
) -> dict[int, dict[int, float]]:
    """Return, by sentence, how much of each group it holds."""
    heard: dict[int, dict[int, float]] = {}
    n = 0
    for i, word in places:
        while document.starts[n + 1] <= i:
            n += 1
        counts = heard.setdefault(n, {})
        for g, count in wanted[word]:
            counts[g] = counts.get(g, 0.0) + count
    return heard


def _score(
    weighed: Weighed,
    sentence: Mapping[int, float],
    paragraph: Mapping[int, float],
    title: Mapping[int, float],
    norm: float,
) -> float:
    score = 0.0
    for g, group in enumerate(weighed.groups):
        near = paragraph.get(g, 0.0)
        count = sentence.get(g, 0.0) + PARAGRAPH * near + TITLE * title.get(g, 0.0)
        if count:
            rarity = weighed.rarity.get(group.stem) or max(weighed.rarity.get(s, 0.0) for s in group.alternatives)
            score += group.weight * rarity * count * (K1 + 1) / (count + norm)
    return score


def _counts(document: _Document) -> dict[int, tuple[int, int]]:
    """Return for each word how often the article has it, and in how many of its sentences."""
    found: dict[int, tuple[int, int]] = {}
    for n in range(len(document.starts) - 1):
        piece = document.words[document.starts[n] : document.starts[n + 1]]
        for word in set(piece):
            count, held = found.get(word, (0, 0))
            found[word] = (count + piece.count(word), held + 1)
    for word in document.title:
        count, held = found.get(word, (0, 0))
        found[word] = (count + _TITLE_AS, held)
    return found
