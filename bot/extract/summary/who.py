"""Whom the entities of an article name, and where; by which name one stands in square brackets."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property

from bot.extract.text import Text
from bot.model.article import Entity, EntityKind, Mention, MentionForm
from bot.model.base import Range

_WORD = re.compile(r"\w+")


class Named:
    """Where the names of a text begin, by the kind of what they name."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._starts: dict[EntityKind, list[int]] = {}
        for entity in entities:
            starts = self._starts.setdefault(entity.kind, [])
            starts.extend(m.start for m in entity.mentions if m.form is MentionForm.NAME)
        for starts in self._starts.values():
            starts.sort()

    def holds(self, kinds: Iterable[EntityKind], start: int, end: int) -> bool:
        """Tell whether a name of one of the kinds begins between two offsets."""
        return any(
            bisect_left(starts, start) < bisect_left(starts, end) for k in kinds if (starts := self._starts.get(k))
        )


class Who:
    """The entities of one article, looked up by place."""

    def __init__(self, text: Text, entities: Sequence[Entity]) -> None:
        self._text, self._entities = text, entities
        self.named = Named(entities)
        self._meant: dict[int, int] = {}
        self._names: list[list[int]] = []
        for number, entity in enumerate(entities):
            self._names.append(sorted(m.start for m in entity.mentions if m.form is MentionForm.NAME))
            for mention in entity.mentions:
                if mention.form is not MentionForm.NAME:
                    self._meant[mention.start] = number

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the body: a summary may hold no other."""
        return frozenset(_WORD.findall(self._text.body))

    def meant(self, start: int, end: int) -> int | None:
        """Return the number of the entity that the words between the offsets mean, None if that is not known."""
        return next((self._meant[i] for i in range(start, min(end, start + 24)) if i in self._meant), None)

    def is_named(self, entity: int, places: Iterable[Range]) -> bool:
        """Tell whether the entity is named in one of the places."""
        starts = self._names[entity]
        for place in places:
            i = bisect_left(starts, place.start)
            if i < len(starts) and starts[i] < place.end:
                return True
        return False

    def name(self, entity: int) -> Mention | None:
        """Return the mention that names the entity best: by its canonical name, else by its longest."""
        found = self._entities[entity]
        names = [m for m in found.mentions if m.form is MentionForm.NAME]
        exact = next((m for m in names if m.text == found.name), None)
        return exact or max(names, key=lambda m: len(m.text), default=None)

    def kind(self, entity: int) -> EntityKind:
        """Return what the entity is."""
        return self._entities[entity].kind

    def named_in(self, place: Range, kind: EntityKind) -> set[int]:
        """Return the entities of a kind that the place names, quotations left out: there someone else speaks."""
        quotes = [q for q in self._text.quoted if q.meets(place)]
        found = {i for i, e in enumerate(self._entities) if e.kind is kind and self.is_named(i, (place,))}
        return {i for i in found if any(not _inside(quotes, s) for s in self._within(i, place))}

    def _within(self, entity: int, place: Range) -> list[int]:
        starts = self._names[entity]
        return starts[bisect_left(starts, place.start) : bisect_left(starts, place.end)]


def _inside(quotes: Sequence[Range], offset: int) -> bool:
    return any(q.start <= offset < q.end for q in quotes)
