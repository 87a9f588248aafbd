"""How much a sentence tells: the lede, who, when, how many, what is to come."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.extract.lang.en.summary import PLAIN
from bot.model.article import Entity, Figure, MentionForm, Quote
from bot.model.base import Range
from bot.model.event import Event, EventStatus
from bot.model.time import TimeExpression, TimeType

_WORD = re.compile(r"[^\W\d_]{3,}")


class Facts(NamedTuple):
    """What was read of the article."""

    headline: str
    times: Sequence[TimeExpression]
    events: Sequence[Event]
    entities: Sequence[Entity]
    quotes: Sequence[Quote]
    figures: Sequence[Figure]


class Weights(NamedTuple):
    """How much each sign counts. Found on news with reference summaries (docs/quality.md)."""

    lede: float = 3.0
    position: float = 1.0
    theme: float = 2.5
    headline: float = 1.5
    name: float = 0.35
    date: float = 0.4
    clock: float = 0.8
    figure: float = 0.3
    event: float = 0.8
    quote: float = 0.3
    long: float = -0.6
    short: float = -0.6
    repeated: float = -2.0


WEIGHTS = Weights()


def content(text: str) -> frozenset[str]:
    """Return the words of a text that tell something, in lower case."""
    return frozenset(_WORD.findall(text.lower())) - PLAIN


_SAME = 0.3
"""The share of its words that a sentence may have in common with one already told without losing by it."""


class Scores:
    """The worth of every sentence of an article (`worth`), and what telling one takes from the others."""

    def __init__(
        self, sentences: Sequence[Range], words: Sequence[frozenset[str]], facts: Facts, weights: Weights = WEIGHTS
    ) -> None:
        self._weights, self._words = weights, words
        often = Counter(w for words in self._words for w in words)
        most = max(often.values(), default=1)
        headline = content(facts.headline)
        signs = _signs(facts, weights)
        starts = [s for s, _ in signs]
        self._base = [
            self._worth(i, sentence, often, most, headline) + _sum(signs, starts, sentence)
            for i, sentence in enumerate(sentences)
        ]
        self._shared = [0.0] * len(sentences)
        self.worth = list(self._base)

    def _worth(self, i: int, sentence: Range, often: Counter[str], most: int, headline: frozenset[str]) -> float:
        w, words = self._weights, self._words[i]
        score = w.lede if i == 0 else w.position / (i + 1)
        if words:
            score += w.theme * sum(often[x] for x in words) / (most * len(words))
        if headline:
            score += w.headline * len(words & headline) / len(headline)
        length = sentence.end - sentence.start
        return score + (w.long if length > 300 else w.short if length < 50 else 0.0)

    def told(self, i: int) -> None:
        """Lower the worth of the sentences that repeat the words of sentence `i`, which is told now."""
        told = self._words[i]
        for other, words in enumerate(self._words):
            shared = len(words & told) / len(words) if words else 0.0
            if shared > max(self._shared[other], _SAME):
                self._shared[other] = shared
                self.worth[other] = self._base[other] + self._weights.repeated * (shared - _SAME)


def _signs(facts: Facts, w: Weights) -> list[tuple[int, float]]:
    """Return offset and weight of everything in the article that makes a sentence worth telling, in order."""
    worth = {TimeType.DATE: w.date, TimeType.TIME: w.clock}
    signs = [(t.start, worth[t.type]) for t in facts.times if t.type in worth and t.earliest]
    signs += [(f.start, w.figure) for f in facts.figures]
    signs += [(q.start, w.quote) for q in facts.quotes if q.speaker]
    for entity in facts.entities:
        names = [m.start for m in entity.mentions if m.form is MentionForm.NAME]
        signs += [(start, w.name * min(1.0, len(entity.mentions) / 4)) for start in names]
    return sorted([*signs, *_announced(facts, w)])


def _announced(facts: Facts, w: Weights) -> Iterator[tuple[int, float]]:
    """Yield a sign for every event to come, at the mention that tells its time, else at its first."""
    for event in facts.events:
        if event.forecast or event.status in {EventStatus.HAPPENED, EventStatus.CANCELLED}:
            continue
        dates = [t.start for t in facts.times if t.value == event.when.value]
        dated = next((s for s in event.evidence if any(s.start <= d < s.end for d in dates)), event.evidence[0])
        yield dated.start, w.event * event.confidence


def _sum(signs: Sequence[tuple[int, float]], starts: Sequence[int], sentence: Range) -> float:
    """Return what the signs of one sentence are worth together; each further one of a kind counts less."""
    found = signs[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
    seen: Counter[float] = Counter()
    total = 0.0
    for _, weight in found:
        seen[weight] += 1
        total += weight / seen[weight]
    return total
