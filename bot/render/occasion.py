"""An event as it stands in the platform's own list: its time in words, the sentence that tells it, and where from."""

from __future__ import annotations

from bot.model.event import Event, KnownEvent
from bot.model.message import Message, MessageKind, Occasion, Text, plain
from bot.model.time import Precision
from bot.render import dates, pieces


def occasion(known: KnownEvent, at: Occasion) -> Message:
    """Return the entry; what the platform's list makes up (an hour, an end) is said to be made up."""
    return Message(
        kind=MessageKind.OCCASION,
        headline=known.event.title,
        url=pieces.web(known.url),
        lines=(
            plain(f"{_capital(dates.in_words(known.event.when))}. {_made_up(known.event)}"),
            pieces.evidence(known),
            (Text(text=f"Told by: {known.headline}"),),
            *pieces.amendment(known),
        ),
        footer=pieces.joined(known.source, dates.told_on(known.published)) or None,
        occasion=at,
    )


def taken_away(shown: Message) -> Message:
    """Return what is wanted of an entry that is not to stand there any more."""
    off = shown.occasion.model_copy(update={"off": True}) if shown.occasion else None
    return shown.model_copy(update={"occasion": off})


def _made_up(event: Event) -> str:
    if event.when.instant is not None:
        return "No end is named; an hour stands for it here."
    if event.when.precision is Precision.TIME:
        return "No hour with its time zone is named; noon stands for it here."
    return "No hour is named; noon stands for it here."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
