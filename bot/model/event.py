"""Events: what happens at a time, as the articles tell it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from bot.model.base import DayOrInstant, Frozen, Span
from bot.model.time import When


class EventKind(StrEnum):
    """What sort of happening it is."""

    VISIT = "visit"
    ELECTION = "election"
    MEETING = "meeting"
    TRIAL = "trial"
    RELEASE = "release"
    MATCH = "match"
    DEADLINE = "deadline"
    VOTE = "vote"
    CEREMONY = "ceremony"
    LAUNCH = "launch"
    OPENING = "opening"
    CLOSING = "closing"
    ANNOUNCEMENT = "announcement"
    PERFORMANCE = "performance"
    ECLIPSE = "eclipse"
    OTHER = "other"


class EventStatus(StrEnum):
    """What the article says of its standing."""

    SCHEDULED = "scheduled"
    TENTATIVE = "tentative"
    RESCHEDULED = "rescheduled"
    CANCELLED = "cancelled"
    HAPPENED = "happened"


LOW_CONFIDENCE = 0.5
"""Below it an event is more likely misread than not: it is marked as uncertain and calls nobody."""


class Relation(Frozen):
    """This event is `kind` (before, after) the event with id `event`; both of the same article."""

    kind: Literal["before", "after"]
    event: str


class Event(Frozen):
    """Something that happens at a time.

    `id` is stable: extraction of the same article gives it again, also when the date has moved. `title` is made
    of the article's words, at most twelve. `evidence` holds all mentions, each at most one sentence; the first
    holds the word that names the event. `forecast` marks a number said to come, which is no happening.
    `confidence` is between 0 and 1. `recurrence` is a rule of RFC 5545 for what happens again and again; `when` is
    then the first time after the article.
    """

    id: str
    title: str
    kind: EventKind
    forecast: bool = False
    when: When
    place: str | None = None
    participants: tuple[str, ...] = ()
    status: EventStatus
    evidence: tuple[Span, ...] = Field(min_length=1)
    relations: tuple[Relation, ...] = ()
    confidence: float = Field(ge=0, le=1)
    recurrence: str | None = None

    @property
    def uncertain(self) -> bool:
        """Tell whether it is more likely misread than not."""
        return self.confidence < LOW_CONFIDENCE

    def upcoming(self, on: date) -> bool:
        """Tell whether it is upcoming as of the day `on` (docs/glossary.md).

        Not cancelled, not happened, and its interval begins after that day, or is a week or coarser and has not
        ended on it.
        """
        if self.status in {EventStatus.CANCELLED, EventStatus.HAPPENED}:
            return False
        return self.when.earliest > on or (self.when.precision.coarse and self.when.latest >= on)


class KnownEvent(Frozen):
    """An event together with the article that tells of it, as one guild sees it (its amendments applied).

    `told_for` is the time that the article tells, where an admin has set another.
    """

    event: Event
    article: str
    headline: str
    source: str | None = None
    url: str | None = None
    published: DayOrInstant | None = None
    amended: bool = False
    told_for: When | None = None


class Amendment(Frozen):
    """What an admin says of an extracted event, for the own guild only. A field that is None leaves the article's word.

    `dismissed` takes the event out of every list and reminder of that guild.
    """

    title: str | None = None
    when: When | None = None
    place: str | None = None
    status: EventStatus | None = None
    dismissed: bool = False

    def applied_to(self, event: Event) -> Event:
        """Return the event as amended."""
        said = {name: value for name, value in self if name != "dismissed" and value is not None}
        return event.model_copy(update=said)

    def seen(self, known: KnownEvent) -> KnownEvent | None:
        """Return the event as the guild sees it; None if its admins have dismissed it."""
        if self.dismissed:
            return None
        told_for = known.event.when if self.when is not None else None
        seen = {"event": self.applied_to(known.event), "amended": True, "told_for": told_for}
        return known.model_copy(update=seen)
