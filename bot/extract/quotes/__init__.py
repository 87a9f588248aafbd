"""Quotations with their speakers: direct, mixed and indirect.

find the quoted stretches
for each, in order:
    the cue and subject after its closing mark, else before its opening mark,
    else the speaker of the quotation before it in its paragraph, else who the paragraphs speak of
find reported speech without marks
"""

from __future__ import annotations

from bot.extract.quotes.direct import DirectReader
from bot.extract.text import Text
from bot.extract.tokens import tokenise
from bot.model.article import Entity, Quote

__all__ = ["read_quotes"]


def read_quotes(text: Text, entities: tuple[Entity, ...]) -> tuple[Quote, ...]:
    """Return the quotations of `text` in order; speakers are named as the `entities` are."""
    tokens = tokenise(text.body, text.paragraphs)
    reader = DirectReader(text.body, tokens, entities)
    return tuple(reader.quotes())
