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
from bot.model.article import Entity, Quote

_PRONOUNS: Final = frozenset({"he", "she", "they", "it"})

__all__ = ["read_quotes"]


def read_quotes(text: Text, entities: tuple[Entity, ...]) -> tuple[Quote, ...]:
    """Return the quotations of `text` in order; speakers are named as the `entities` are."""
    scene = Scene(text, entities)
    speakers = Speakers(scene)
    found = [*DirectReader(scene, speakers).quotes(), *IndirectReader(scene, speakers).quotes()]
    return tuple(_follow(sorted(found, key=lambda quote: (quote.start, quote.end)), {e.name for e in entities}))


def _follow(quotes: list[Quote], names: set[str]) -> Iterator[Quote]:
    """Let a pronoun that names nobody stand for the one who spoke before, if that one has no name either."""
    last: str | None = None
    for quote in quotes:
        unresolved = quote.speaker is not None and quote.speaker.lower() in _PRONOUNS
        if unresolved and last is not None and last not in names:
            yield quote.model_copy(update={"speaker": last})
            continue
        if quote.speaker is not None and not unresolved:
            last = quote.speaker
        yield quote
