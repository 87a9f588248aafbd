"""The article as structured data. Whatever is extracted carries the span that supports it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import Annotated

from pydantic import Field, model_validator

from bot.model.base import DayOrInstant, Frozen, Range, Span
from bot.model.event import Event
from bot.model.time import TimeExpression


class RawArticle(Frozen):
    """An article as a source gives it, before it is read.

    `body` is Unicode NFC with line ends as `\\n` and nothing else changed (`bot.ingest.text.clean`); text that came
    as JSON lines is taken exactly as it is. `id` is given where the source names its articles (batches).
    """

    id: str | None = None
    body: str
    headline: str | None = None
    byline: str | None = None
    url: str | None = None
    source: str | None = None
    language: str | None = None
    published: DayOrInstant | None = None
    updated: DayOrInstant | None = None


class Dateline(Span):
    """Where and when it was filed: the leading "Tokyo, February 9:". `date` is None if it names a place only."""

    place: str
    date: DayOrInstant | None = None


class QuoteForm(StrEnum):
    """Direct: in quotation marks. Mixed: partly in them. Indirect: reported without them."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Quote(Span):
    """Words attributed to someone. The span holds the words without their quotation marks.

    `speaker` is the canonical name of the entity (or the words that describe the speaker where no name is told);
    `speaker_start` and `speaker_end` are the offsets of its surface form beside the quote.
    """

    speaker: str | None = None
    speaker_start: int | None = None
    speaker_end: int | None = None
    cue: str | None = None
    form: QuoteForm


class EntityKind(StrEnum):
    """What a name stands for."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    OTHER = "other"


class MentionForm(StrEnum):
    """How a mention refers: by name, by a description ("the prime minister") or by a pronoun."""

    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


class Mention(Span):
    """One surface form of an entity."""

    form: MentionForm


class Entity(Frozen):
    """A person, organisation or place, under one canonical name, with all its mentions in order."""

    name: str
    kind: EntityKind
    role: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = Field(min_length=1)


class Comparison(StrEnum):
    """How a figure relates to what it counts; `of` marks a total that another figure is part of."""

    EXACTLY = "exactly"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    MORE_THAN = "more than"
    LESS_THAN = "less than"
    OF = "of"


class Figure(Span):
    """A number with its unit and what it counts; "two-thirds" has the value 2/3."""

    value: float
    unit: str | None = None
    counts: str | None = None
    comparison: Comparison = Comparison.EXACTLY


class SummarySentence(Frozen):
    """A sentence of a summary with the spans that support it; words in square brackets name an antecedent."""

    text: str
    evidence: tuple[Range, ...] = Field(min_length=1)


class Summary(Frozen):
    """At most one, three and six sentences."""

    short: Annotated[tuple[SummarySentence, ...], Field(max_length=1)] = ()
    medium: Annotated[tuple[SummarySentence, ...], Field(max_length=3)] = ()
    long: Annotated[tuple[SummarySentence, ...], Field(max_length=6)] = ()


_WORD = re.compile(r"\w+")
_START = attrgetter("start")


class Article(Frozen):
    """A structured article. Offsets are Python string offsets into `body`; every span is checked against it.

    `headline_inferred` says that the source gave none and the first words of the lede serve. `published_inferred`
    says that the day is not told in full and `published_note` says in a sentence how it was found.
    """

    id: str
    url: str | None = None
    source: str | None = None
    language: str = "en"
    headline: str
    headline_inferred: bool = False
    byline: str | None = None
    dateline: Dateline | None = None
    published: DayOrInstant | None = None
    published_inferred: bool = False
    published_note: str | None = None
    updated: DayOrInstant | None = None
    body: str
    sentences: tuple[Range, ...] = ()
    time_expressions: tuple[TimeExpression, ...] = ()
    events: tuple[Event, ...] = ()
    quotes: tuple[Quote, ...] = ()
    entities: tuple[Entity, ...] = ()
    figures: tuple[Figure, ...] = ()
    summary: Summary = Summary()
    version: int = Field(default=1, ge=1)
    content_hash: str

    def upcoming(self, on: date) -> tuple[Event, ...]:
        """Return the events that are upcoming as of the day `on`, soonest first, forecasts left out."""
        events = (e for e in self.events if not e.forecast and e.upcoming(on))
        return tuple(sorted(events, key=lambda e: (e.when.earliest, e.when.precision.rank)))

    def sentence_at(self, place: Range) -> Range:
        """Return the sentence that holds the start of `place`, or `place` itself if none does."""
        last = bisect_right(self.sentences, place.start, key=_START) - 1
        return self.sentences[last] if last >= 0 and place.start < self.sentences[last].end else place

    def _spans(self) -> Iterator[Span]:
        if self.dateline:
            yield self.dateline
        yield from self.time_expressions
        yield from self.quotes
        yield from self.figures
        for event in self.events:
            yield from event.evidence
        for entity in self.entities:
            yield from entity.mentions

    @model_validator(mode="after")
    def _every_span_stands_in_the_body(self) -> Article:
        for span in self._spans():
            if self.body[span.start : span.end] != span.text:
                raise ValueError(f"{span.text[:60]!r} does not stand at {span.start}:{span.end} of the body")
        sentences = self.summary.short + self.summary.medium + self.summary.long
        ranges = [*self.sentences, *(r for s in sentences for r in s.evidence)]
        if any(r.end > len(self.body) for r in ranges):
            raise ValueError("a span ends after the body")
        return self

    @model_validator(mode="after")
    def _the_summary_says_only_what_the_body_says(self) -> Article:
        """Every name, number, date and quoted word of a summary is in the article: so is every word."""
        words = set(_WORD.findall(self.body))
        for sentence in self.summary.short + self.summary.medium + self.summary.long:
            foreign = [w for w in _WORD.findall(sentence.text) if w not in words]
            if foreign:
                raise ValueError(f"the summary says {foreign[0]!r}, which the article does not")
        return self
