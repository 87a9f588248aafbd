"""Quotations with their speakers: direct, mixed and indirect.

find the quoted stretches and say whose they are
find reported speech without marks
"""

from __future__ import annotations

from bot.extract.quotes.direct import DirectReader
from bot.extract.quotes.indirect import IndirectReader
from bot.extract.quotes.scene import Scene
from bot.extract.quotes.speakers import Speakers
from bot.extract.text import Text
from bot.model.article import Entity, Quote

__all__ = ["read_quotes"]


def read_quotes(text: Text, entities: tuple[Entity, ...]) -> tuple[Quote, ...]:
    """Return the quotations of `text` in order; speakers are named as the `entities` are."""
    scene = Scene(text, entities)
    speakers = Speakers(scene)
    found = [*DirectReader(scene, speakers).quotes(), *IndirectReader(scene, speakers).quotes()]
    return tuple(sorted(found, key=lambda quote: (quote.start, quote.end)))
