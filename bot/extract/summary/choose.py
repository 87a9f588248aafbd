"""Choose the sentences of a summary: the lede first, then who, when, the numbers and what is to come."""

from __future__ import annotations

from bot.extract.text import Text
from bot.model.article import Dateline, Entity, Figure, Quote, Summary, SummarySentence
from bot.model.base import Range
from bot.model.event import Event
from bot.model.time import TimeExpression


def summarise(
    text: Text,
    headline: str,
    times: tuple[TimeExpression, ...],
    events: tuple[Event, ...],
    entities: tuple[Entity, ...],
    quotes: tuple[Quote, ...],
    figures: tuple[Figure, ...],
    dateline: Dateline | None,
) -> Summary:
    """Return a summary in three lengths, each part of the next, the sentences in the article's order."""
    ranges = [_after_dateline(s, dateline) for s in text.sentences]
    chosen = [_sentence(text.body, r) for r in ranges if r is not None][:6]
    return Summary(short=tuple(chosen[:1]), medium=tuple(chosen[:3]), long=tuple(chosen))


def _after_dateline(sentence: Range, dateline: Dateline | None) -> Range | None:
    """Return the sentence without the dateline, which is shown apart."""
    if dateline is None or sentence.start >= dateline.end:
        return sentence
    return Range(start=dateline.end, end=sentence.end) if dateline.end < sentence.end else None


def _sentence(body: str, place: Range) -> SummarySentence:
    return SummarySentence(text=body[place.start : place.end].strip(), evidence=(place,))
