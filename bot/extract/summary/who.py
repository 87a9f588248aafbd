"""Whom the entities of an article name, and where; by which name one stands in square brackets."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from bot.model.article import Entity, EntityKind, Mention, MentionForm
from bot.model.base import Range

_WORD = re.compile(r"\w+")


class Who:
    """The entities of one article, looked up by place."""

    def __init__(self, body: str, entities: Sequence[Entity]) -> None:
        self._entities = entities
        self.words = frozenset(_WORD.findall(body))
        """Every word of the body: a summary may hold no other."""
        self.named: dict[int, EntityKind] = {}
        self._meant: dict[int, int] = {}
        self._names: list[list[int]] = []
        for number, entity in enumerate(entities):
            self._names.append(sorted(m.start for m in entity.mentions if m.form is MentionForm.NAME))
            for mention in entity.mentions:
                if mention.form is MentionForm.NAME:
                    self.named[mention.start] = entity.kind
                else:
                    self._meant[mention.start] = number

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

    def name(self, entity: int) -> tuple[str, Mention] | None:
        """Return the name to put into brackets and a mention that proves it; None if the body does not hold it."""
        found = self._entities[entity]
        names = [m for m in found.mentions if m.form is MentionForm.NAME]
        if not names:
            return None
        exact = next((m for m in names if m.text == found.name), None)
        longest = exact or max(names, key=lambda m: len(m.text))
        name = found.name if self.words.issuperset(_WORD.findall(found.name)) else longest.text
        return name, longest

    def mentioned(self, place: Range) -> set[int]:
        """Return the numbers of the entities that a place names."""
        return {n for n in range(len(self._names)) if self.is_named(n, (place,))}
