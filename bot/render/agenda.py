"""The rolling agenda: one message that always shows what is to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.model.event import KnownEvent
from bot.model.message import Line, Message, MessageKind, plain
from bot.render import pieces

MAX_EVENTS = 10
"""What is read at a glance; /events upcoming turns the pages of the rest."""

_HEADLINE = "Upcoming events"


def agenda(events: Sequence[KnownEvent], on: date) -> Message:
    """Return the agenda as of the day `on`, soonest first."""
    lines: list[Line] = [pieces.known_event_line(known, today=on) for known in events[:MAX_EVENTS]]
    if len(events) > MAX_EVENTS:
        lines.append(plain(f"and {len(events) - MAX_EVENTS} more: /events upcoming", "quiet"))
    empty = plain("The articles here tell of no upcoming event.")
    return _message(*(lines or [empty]))


def retired() -> Message:
    """Return what stands in place of an agenda that is not kept any more."""
    return _message(plain("This list is no longer kept up to date. /events upcoming shows what is to come."))


def _message(*lines: Line) -> Message:
    return Message(kind=MessageKind.AGENDA, headline=_HEADLINE, lines=lines)
