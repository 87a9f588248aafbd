"""The reminder of an event, worded by how exactly its time is known."""

from __future__ import annotations

from datetime import date

from bot.model.change import EventChange, EventChangeKind
from bot.model.event import KnownEvent
from bot.model.message import Action, ActionKind, Line, Message, MessageKind, Text
from bot.model.time import Precision, When
from bot.render import dates, pieces

_OPENINGS = {
    Precision.WEEKEND: ("This weekend", 3),
    Precision.WEEK: ("This week", 7),
    Precision.MONTH: ("This month", 31),
    Precision.QUARTER: ("This quarter", 92),
    Precision.SEASON: ("This season", 92),
    Precision.HALF_YEAR: ("In these six months", 184),
    Precision.YEAR: ("This year", 366),
}
"""What a time is called while it runs, and how many days it has at most."""


def reminder(known: KnownEvent, on: date) -> Message:
    """Return the reminder as of the day `on`: what, when, which article tells it and in which sentence."""
    event = known.event
    return Message(
        kind=MessageKind.REMINDER,
        headline=f"{opening(event.when, on)}: {event.title}",
        url=pieces.web(known.url),
        lines=(_time_and_place(known, on), pieces.evidence(known), _told_by(known), *pieces.amendment(known)),
        footer=pieces.joined(known.source, dates.told_on(known.published)) or None,
        actions=(
            Action(kind=ActionKind.EVENTS, article=known.article),
            Action(kind=ActionKind.ASK, article=known.article),
        ),
    )


def changed(change: EventChange, known: KnownEvent, on: date) -> Message:
    """Return the notice that an event which was announced is off, or has another time.

    `known` is the telling that says so: what is quoted is its evidence.
    """
    before, after = change.before, change.after
    off = change.kind is EventChangeKind.CANCELLED or after is None
    was = f"It was announced for {dates.in_words(before.when)}."
    line: Line = (Text(text=was),) if off else (*dates.when(known.event.when, today=on), Text(text=f". {was}"))
    return Message(
        kind=MessageKind.REMINDER,
        headline=f"{'Cancelled' if off else 'New date'}: {before.title}",
        url=pieces.web(known.url),
        lines=(line, pieces.evidence(known), _told_by(known), *pieces.amendment(known)),
        footer=pieces.joined(known.source, dates.told_on(known.published)) or None,
        actions=(Action(kind=ActionKind.ASK, article=known.article),),
    )


def opening(when: When, on: date) -> str:
    """Return "Tomorrow", "In 7 days", "This month", …; "Coming up" where no count would be true.

    "This month" is said of a time within one month only: of "in April or May" it would say too much.
    """
    running = when.earliest <= on <= when.latest
    if when.precision.coarse:
        name, days = _OPENINGS.get(when.precision, ("Coming up", 0))
        return name if running and (when.latest - when.earliest).days < days else "Coming up"
    if running and on > when.earliest:
        return "Under way"
    counted = dates.count(when.earliest, on)
    return counted[0].upper() + counted[1:] if counted else "Coming up"


def _time_and_place(known: KnownEvent, on: date) -> Line:
    event = known.event
    place = f" · {event.place}" if event.place else ""
    return (*dates.when(event.when, today=on), Text(text=f"{place}{pieces.notes(event)}"))


def _told_by(known: KnownEvent) -> Line:
    return Text(text="Told by: "), pieces.linked(known.headline, known.url)
