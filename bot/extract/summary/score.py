"""How much a sentence tells: the lede, who, when, how many, what is to come."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.extract.summary.render import Article, Candidate, content
from bot.model.article import Entity, EntityKind, Figure, Mention, MentionForm, Quote
from bot.model.base import Range
from bot.model.event import Event, EventStatus
from bot.model.time import TimeExpression, TimeType


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

    lede: float = 5.0
    position: float = 1.0
    theme: float = 2.5
    headline: float = 1.5
    name: float = 0.35
    stranger: float = -0.2
    date: float = 0.4
    clock: float = 0.8
    figure: float = 0.3
    event: float = 0.8
    quote: float = 0.3
    long: float = -0.6
    short: float = -0.6
    repeated: float = -5.0


WEIGHTS = Weights()


_MUCH = 6
"""Mentions of someone whom the article is about; such a one may be told of by surname alone."""

_SAME = 0.3
"""The share of its words that a sentence may have in common with one already told without losing by it."""


class Scores:
    """The worth of every statement of an article by its number, and what telling one takes from the others."""

    def __init__(self, article: Article, told: Sequence[Candidate], facts: Facts, weights: Weights = WEIGHTS) -> None:
        self._weights = weights
        self._words = {c.number: article.words(c) for c in told}
        often = Counter(w for words in self._words.values() for w in words)
        most = max(often.values(), default=1)
        headline = content(facts.headline)
        signs = _signs(facts, weights)
        starts = [s for s, _ in signs]
        self._base = {
            c.number: self._worth(rank, c, often, most, headline) + _sum(signs, starts, c.place)
            for rank, c in enumerate(told)
        }
        self._shared = dict.fromkeys(self._base, 0.0)
        self.worth = dict(self._base)

    def _worth(
        self, rank: int, candidate: Candidate, often: Counter[str], most: int, headline: frozenset[str]
    ) -> float:
        w, words = self._weights, self._words[candidate.number]
        score = w.lede if rank == 0 else w.position / (rank + 1)
        if words:
            score += w.theme * sum(often[x] for x in words) / (most * len(words))
        if headline:
            score += w.headline * len(words & headline) / len(headline)
        length = candidate.place.end - candidate.place.start
        return score + (w.long if length > 300 else w.short if length < 50 else 0.0)

    def told(self, number: int) -> None:
        """Lower the worth of the statements that repeat the words of the one of that number, which is told now."""
        told = self._words[number]
        for other, words in self._words.items():
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
        known = min(1.0, len(entity.mentions) / 4)
        signs += [(m.start, w.stranger if _is_partial(m, entity) else w.name * known) for m in _names(entity)]
    return sorted([*signs, *_announced(facts, w)])


def _names(entity: Entity) -> Iterator[Mention]:
    return (m for m in entity.mentions if m.form is MentionForm.NAME)


def _is_partial(mention: Mention, entity: Entity) -> bool:
    """Tell whether only the surname stands there of someone of whom the article does not tell much."""
    return entity.kind is EntityKind.PERSON and len(entity.mentions) < _MUCH and " " not in mention.text


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
