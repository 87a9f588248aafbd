"""How much a sentence tells: the lede, who, when, how many, what is to come."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from bot.extract.lang.en.summary import PLAIN
from bot.extract.text import Text
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
    position: float = 2.0
    theme: float = 2.0
    headline: float = 1.5
    name: float = 0.25
    date: float = 0.4
    figure: float = 0.3
    event: float = 1.2
    quote: float = 0.3
    long: float = -0.6
    short: float = -0.6
    repeated: float = -2.0


WEIGHTS = Weights()


def content(text: str) -> list[str]:
    """Return the words of a text that tell something, in lower case."""
    return [w for w in _WORD.findall(text.lower()) if w not in PLAIN]


class Scores:
    """The worth of every sentence of an article, and what choosing one takes from another."""

    def __init__(self, text: Text, sentences: Sequence[Range], facts: Facts, weights: Weights = WEIGHTS) -> None:
        self._weights = weights
        self._words = [frozenset(content(text.body[s.start : s.end])) for s in sentences]
        often = Counter(w for words in self._words for w in words)
        most = max(often.values(), default=1)
        headline = set(content(facts.headline))
        signs = _signs(facts, weights)
        starts = [s for s, _ in signs]
        self.base = [
            self._base(i, sentence, often, most, headline) + _sum(signs, starts, sentence)
            for i, sentence in enumerate(sentences)
        ]

    def _base(self, i: int, sentence: Range, often: Counter[str], most: int, headline: set[str]) -> float:
        w, words = self._weights, self._words[i]
        score = w.lede if i == 0 else w.position / (i + 1)
        if words:
            score += w.theme * sum(often[x] for x in words) / (most * len(words))
        if headline:
            score += w.headline * len(words & headline) / len(headline)
        length = sentence.end - sentence.start
        return score + (w.long if length > 300 else w.short if length < 50 else 0.0)

    def worth(self, i: int, chosen: Sequence[int]) -> float:
        """Return the worth of sentence `i` beside those that are chosen already."""
        words = self._words[i]
        if not words or not chosen:
            return self.base[i]
        shared = max(len(words & self._words[c]) / len(words) for c in chosen)
        return self.base[i] + self._weights.repeated * max(0.0, shared - 0.3)


def _signs(facts: Facts, w: Weights) -> list[tuple[int, float]]:
    """Return offset and weight of everything in the article that makes a sentence worth telling, in order."""
    signs = [(t.start, w.date) for t in facts.times if t.type in {TimeType.DATE, TimeType.TIME} and t.earliest]
    signs += [(f.start, w.figure) for f in facts.figures]
    signs += [(q.start, w.quote) for q in facts.quotes if q.speaker]
    for entity in facts.entities:
        names = [m.start for m in entity.mentions if m.form is MentionForm.NAME]
        signs += [(start, w.name * min(1.0, len(entity.mentions) / 4)) for start in names]
    for event in facts.events:
        if event.status not in {EventStatus.HAPPENED, EventStatus.CANCELLED} and not event.forecast:
            signs += [(span.start, w.event * event.confidence) for span in event.evidence[:2]]
    return sorted(signs)


def _sum(signs: Sequence[tuple[int, float]], starts: Sequence[int], sentence: Range) -> float:
    """Return what the signs of one sentence are worth together; each further one of a kind counts less."""
    found = signs[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
    seen: Counter[float] = Counter()
    total = 0.0
    for _, weight in found:
        seen[weight] += 1
        total += weight / seen[weight]
    return total
