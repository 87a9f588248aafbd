"""From drafts to events: the best title, the finest date, all the evidence, an id that stays."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from bot.extract.events.drafts import Draft, content
from bot.extract.events.mention import Told
from bot.extract.events.relations import relate
from bot.extract.lang.en import events as en
from bot.model.article import Entity
from bot.model.base import Range, Span
from bot.model.event import Event, EventKind, EventStatus, Relation

EVIDENCE_LENGTH = 400
"""Evidence is a sentence or less; of longer ones only the part around the event's name and date is kept."""

ID_LENGTH = 16
MOST_CONFIDENT = 0.98

_BY_WEIGHT = (EventStatus.HAPPENED, EventStatus.CANCELLED, EventStatus.RESCHEDULED, EventStatus.SCHEDULED)
"""What one mention says of an event outweighs what others say, in this order."""


def build(body: str, drafts: Sequence[Draft], entities: Sequence[Entity], article_id: str) -> tuple[Event, ...]:
    """Return the events of the drafts, in their order."""
    ids = _identities(drafts, entities, article_id)
    relations = relate(body, drafts, ids)
    return tuple(
        _event(body, one, entities, event_id, relations.get(number, ()))
        for number, (one, event_id) in enumerate(zip(drafts, ids, strict=True))
    )


def _identities(drafts: Sequence[Draft], entities: Sequence[Entity], article_id: str) -> list[str]:
    """Return ids made of what stays when the date moves: the article, the kind, the word, the doer, the place."""
    ids: dict[str, None] = {}
    for one in drafts:
        first = one.dated
        who = entities[first.who[0]].name if first.who else ""
        where = entities[first.where].name if first.where is not None else ""
        number = 0
        while (found := _digest(article_id, one.kind, first.lemma, who, where, str(number))) in ids:
            number += 1
        ids[found] = None
    return list(ids)


def _digest(*words: str) -> str:
    return hashlib.sha256("\x1f".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


def _event(body: str, one: Draft, entities: Sequence[Entity], event_id: str, relations: tuple[Relation, ...]) -> Event:
    first, named = one.dated, _best_named(one)
    assert first.when is not None
    who = dict.fromkeys(n for t in (named, *one.told) for n in t.who)
    where = next((t.where for t in (first, named, *one.told) if t.where is not None), None)
    return Event(
        id=event_id,
        title=named.title or body[first.trigger.start : first.trigger.end],
        kind=one.kind,
        forecast=first.standing.forecast,
        when=first.when,
        place=entities[where].name if where is not None else None,
        participants=tuple(entities[n].name for n in who if n != where),
        status=_status(one),
        evidence=_evidence(body, one),
        relations=relations,
        confidence=_confidence(one),
        recurrence=next((t.rule for t in one.told if t.rule), None),
    )


def _best_named(one: Draft) -> Told:
    """Return the mention with the best title: one that names who does it, a longer noun phrase, the date's own."""
    first = one.dated

    def weight(told: Told) -> tuple[bool, bool, bool, bool, bool, int]:
        words = len(told.title.split())
        kind = told.kind is not EventKind.OTHER
        return (
            bool(content(told.title)),
            not (told.aside or told.again) and told.lemma not in en.GUEST_VERBS,
            told.named_doer and kind,
            told.noun and words >= 3,
            told is first,
            -told.sentence,
        )

    told = [*one.told, *one.moved] if first.again else one.told
    return max(told, key=weight)


def _status(one: Draft) -> EventStatus:
    said = {t.standing.status for t in one.told}
    return next((status for status in _BY_WEIGHT if status in said), EventStatus.TENTATIVE)


def _confidence(one: Draft) -> float:
    best = max(t.standing.confidence for t in one.told)
    return min(MOST_CONFIDENT, round(best + 0.03 * (len(one.told) - 1), 2))


def _evidence(body: str, one: Draft) -> tuple[Span, ...]:
    first = one.dated
    rest = sorted((t for t in (*one.told, *one.moved) if t is not first), key=lambda t: t.trigger.start)
    places = dict.fromkeys(_proof(body, told) for told in (first, *rest))
    return tuple(Span(start=start, end=end, text=body[start:end]) for start, end in places)


def _proof(body: str, told: Told) -> tuple[int, int]:
    """Return the sentence, or of a long one the words around the event's name and date."""
    place = told.place
    if place.end - place.start <= EVIDENCE_LENGTH:
        return place.start, place.end
    start, end = told.trigger.start, told.trigger.end
    if told.time is not None and max(end, told.time.end) - min(start, told.time.start) <= EVIDENCE_LENGTH:
        start, end = min(start, told.time.start), max(end, told.time.end)
    return _widen(body, place, start, end)


def _widen(body: str, place: Range, start: int, end: int) -> tuple[int, int]:
    """Return up to EVIDENCE_LENGTH characters around the words from `start` to `end`, cut between words."""
    end = min(end, start + EVIDENCE_LENGTH)
    left = max(place.start, start - (EVIDENCE_LENGTH - (end - start)) // 2)
    right = min(place.end, left + EVIDENCE_LENGTH)
    left = max(place.start, min(left, right - EVIDENCE_LENGTH))
    while place.start < left < start and not body[left - 1].isspace():
        left += 1
    while end < right < place.end and not body[right].isspace():
        right -= 1
    return left, right
