"""What an admin is told after saying something of an event."""

from __future__ import annotations

from datetime import date

from bot.model.event import KnownEvent
from bot.model.message import Line, Message, MessageKind, plain
from bot.render import views

_DISMISSED = (
    "It is in no list, reminder or answer about events of this server any more. What was posted stays; the article can "
    "still be read and asked about."
)
_AMENDED = "Reminders, the agenda and the list of events go by this. What was posted stays."


def dismissed(told: KnownEvent, tellings: int) -> Message:
    """Return that an event is dismissed."""
    return _notice(f"Dismissed: {told.event.title}", _DISMISSED, tellings, "/event restore brings it back.")


def amended(seen: KnownEvent, on: date, tellings: int) -> Message:
    """Return the event with its new time, and what follows."""
    lines = _notice("", _AMENDED, tellings, "/event restore takes it back.").lines
    shown = views.event(seen, on)
    return shown.model_copy(update={"kind": MessageKind.NOTICE, "lines": (*shown.lines, *lines)})


def restored(seen: KnownEvent, on: date) -> Message:
    """Return the event as the article tells it."""
    line = plain("It is as the article tells it again.", "quiet")
    shown = views.event(seen, on)
    return shown.model_copy(update={"lines": (*shown.lines, line)})


def _notice(headline: str, said: str, tellings: int, back: str) -> Message:
    several: tuple[Line, ...] = (plain(f"The same goes for {tellings - 1} other telling{'s' * (tellings > 2)} of it."),)
    lines = (plain(said), *(several if tellings > 1 else ()), plain(f"It holds for this server alone. {back}", "quiet"))
    return Message(kind=MessageKind.NOTICE, headline=headline, lines=lines)
