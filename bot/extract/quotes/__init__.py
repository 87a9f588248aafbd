"""Quotations with their speakers: direct, mixed and indirect.

find the quoted stretches and say whose they are
find reported speech without marks
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.extract.quotes.direct import DirectReader
from bot.extract.quotes.indirect import IndirectReader
from bot.extract.quotes.scene import Scene
from bot.extract.quotes.speakers import Speakers
from bot.extract.text import Text
from bot.model.article import Entity, EntityKind, Quote

NEAR: Final = 400
"""Characters from one quotation to the next over which a pronoun may mean the same speaker."""

_PRONOUNS: Final = frozenset({"he", "she", "they", "it"})

__all__ = ["read_quotes"]


def read_quotes(text: Text, entities: tuple[Entity, ...]) -> tuple[Quote, ...]:
    """Return the quotations of `text` in order; speakers are named as the `entities` are."""
    scene = Scene(text, entities)
    speakers = Speakers(scene)
    found = [*DirectReader(scene, speakers).quotes(), *IndirectReader(scene, speakers).quotes()]
    people = {e.name for e in entities if e.kind is EntityKind.PERSON}
    return tuple(_follow(sorted(found, key=lambda quote: (quote.start, quote.end)), people))


def _follow(quotes: list[Quote], people: set[str]) -> Iterator[Quote]:
    """Let a pronoun that names nobody stand for the one who spoke right before, if it can."""
    last: Quote | None = None
    for quote in quotes:
        pronoun = (quote.speaker or "").lower()
        if pronoun not in _PRONOUNS:
            last = quote if quote.speaker is not None else last
            yield quote
        elif last is not None and last.speaker not in people and quote.start - last.end < NEAR:
            yield quote.model_copy(update={"speaker": last.speaker})
        else:
            yield quote
