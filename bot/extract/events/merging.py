"""Mentions of one happening become one event: same kind and people and place, times that fit, the finest one wins."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.extract.events.mention import Told
from bot.extract.lang.en import events as en
from bot.extract.text import Text
from bot.model.article import Entity
from bot.model.base import Range, Span
from bot.model.event import Event, EventKind, EventStatus
from bot.model.time import When

EVIDENCE_LENGTH = 400
"""Evidence is a sentence or less; of longer ones only the part around the event's name and date is kept."""

ID_LENGTH = 16
_PAST = EventStatus.HAPPENED
_PRIMARIES = frozenset({"primary", "caucus", "contest", "super tuesday", "runoff", "run-off"})
_TOGETHER = frozenset({EventKind.VISIT, EventKind.ECLIPSE, EventKind.ELECTION, EventKind.TRIAL})
"""Of these an article seldom tells of two that share people, place and time: the words may differ."""


@dataclass(slots=True)
class Draft:
    """Mentions found to tell of one happening."""

    told: list[Told] = field(default_factory=list)

    @property
    def dated(self) -> Told:
        """The mention with the finest date; of equals one whose noun names it and who does it, then the first."""
        return min(
            (t for t in self.told if t.when is not None),
            key=lambda t: (t.standing.superseded, t.when.precision.rank if t.when else 99, t.sentence),
        )


def merge(
    text: Text, told: Sequence[Told], entities: Sequence[Entity], day: date, article_id: str
) -> tuple[Event, ...]:
    """Return the events that the mentions tell of, in the order of their first mention."""
    merger = _Merger(entities)
    for one in sorted(told, key=lambda t: (t.standing.superseded, t.when.precision.rank if t.when else 99, t.sentence)):
        merger.add(one)
    drafts = sorted(merger.drafts, key=lambda d: min(t.trigger.start for t in d.told))
    ids: set[str] = set()
    return tuple(_event(text, draft, entities, _identity(draft, entities, article_id, ids)) for draft in drafts)


class _Merger:
    def __init__(self, entities: Sequence[Entity]) -> None:
        self.entities = entities
        self.drafts: list[Draft] = []

    def add(self, told: Told) -> None:
        for draft in self.drafts:
            if self._same(draft, told):
                draft.told.append(told)
                return
        if not told.standing.superseded:
            self.drafts.append(Draft([told]))

    def _same(self, draft: Draft, told: Told) -> bool:
        first = draft.dated
        if first.kind != told.kind or (first.standing.status == _PAST) != (told.standing.status == _PAST):
            return False
        if first.standing.forecast != told.standing.forecast:
            return False
        if told.standing.superseded:
            return self._named_alike(first, told)
        if told.when is not None and not _fits(first.when, told.when):
            return False
        if first.sentence == told.sentence and first.trigger != told.trigger and first.lemma != told.lemma:
            return False
        return self._named_alike(first, told) and all(self._no_conflict(t, told) for t in draft.told)

    def _named_alike(self, first: Told, told: Told) -> bool:
        if first.kind is EventKind.ELECTION:
            return (first.lemma in _PRIMARIES) == (told.lemma in _PRIMARIES)
        if first.lemma == told.lemma or first.kind in _TOGETHER:
            return True
        return first.kind is not EventKind.OTHER and bool(set(first.who) & set(told.who))

    def _no_conflict(self, one: Told, other: Told) -> bool:
        if one.kind is EventKind.ELECTION:
            return self._places_fit(one.where, other.where)
        people = not one.who or not other.who or bool(set(one.who) & set(other.who))
        return people and self._places_fit(one.where, other.where)

    def _places_fit(self, one: int | None, other: int | None) -> bool:
        if one is None or other is None or one == other:
            return True
        return bool(_around(self.entities[one].name) & _around(self.entities[other].name))


def _around(place: str) -> set[str]:
    """Return the place and what it lies in, as far as known: White House, Washington (not the country)."""
    name = place.lower()
    found = {name}
    while (name := en.SEATS.get(name, "")) and name not in found:
        found.add(name)
    return found | ({en.CAPITALS[place.lower()]} if place.lower() in en.CAPITALS else set())


def _fits(one: When | None, other: When | None) -> bool:
    return one is None or other is None or one.within(other) or other.within(one)


def _identity(draft: Draft, entities: Sequence[Entity], article_id: str, taken: set[str]) -> str:
    """Return an id made of what stays when the date moves: the article, kind, word, the doer or place."""
    first = draft.dated
    who = entities[first.who[0]].name if first.who else ""
    where = entities[first.where].name if first.where is not None else ""
    number = 0
    while True:
        words = "\x1f".join((article_id, first.kind, first.lemma, who, where, str(number)))
        found = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]
        if found not in taken:
            taken.add(found)
            return found
        number += 1


def _event(text: Text, draft: Draft, entities: Sequence[Entity], event_id: str) -> Event:
    first = draft.dated
    assert first.when is not None
    named = _best_named(draft)
    who = tuple(dict.fromkeys(n for t in [named, *draft.told] for n in t.who))
    where = next((t.where for t in [first, named, *draft.told] if t.where is not None), None)
    return Event(
        id=event_id,
        title=named.title or text.body[first.trigger.start : first.trigger.end],
        kind=first.kind,
        forecast=first.standing.forecast,
        when=first.when,
        place=entities[where].name if where is not None else None,
        participants=tuple(entities[n].name for n in who if n != where),
        status=_status(draft),
        evidence=_evidence(text.body, draft),
        confidence=_confidence(draft),
    )


def _best_named(draft: Draft) -> Told:
    """Return the mention with the best title: one that names who does it, a noun, the date's own, the longest."""
    first = draft.dated
    return max(draft.told, key=lambda t: (t.named_doer, t.noun, t is first, len(t.title.split()) >= 3, -t.sentence))


def _status(draft: Draft) -> EventStatus:
    told = {t.standing.status for t in draft.told if not t.standing.superseded}
    for status in (
        EventStatus.HAPPENED,
        EventStatus.CANCELLED,
        EventStatus.RESCHEDULED,
        EventStatus.SCHEDULED,
    ):
        if status in told:
            return status
    return EventStatus.TENTATIVE


def _confidence(draft: Draft) -> float:
    best = max(t.standing.confidence for t in draft.told)
    return min(0.98, round(best + 0.03 * (len(draft.told) - 1), 2))


def _evidence(body: str, draft: Draft) -> tuple[Span, ...]:
    first = draft.dated
    ordered = [first, *sorted((t for t in draft.told if t is not first), key=lambda t: t.trigger.start)]
    places = dict.fromkeys(_proof(body, told) for told in ordered)
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
    room = max(0, EVIDENCE_LENGTH - (end - start))
    left = max(place.start, start - room // 2)
    right = min(place.end, left + EVIDENCE_LENGTH)
    left = max(place.start, min(left, right - EVIDENCE_LENGTH))
    while left < start and left > place.start and not body[left - 1].isspace():
        left += 1
    while right > end and right < place.end and not body[right].isspace():
        right -= 1
    right = min(right, left + EVIDENCE_LENGTH)
    return left, max(right, min(end, left + EVIDENCE_LENGTH))
