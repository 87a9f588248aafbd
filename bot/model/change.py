"""What has become different between two tellings of one story."""

from __future__ import annotations

from enum import StrEnum

from bot.model.base import Frozen
from bot.model.event import Event


class Replaced(Frozen):
    """Words of a sentence that is otherwise the same: a figure or a time, as each version writes it.

    `follows` are the words of the newer version from there to what the figure counts ("seats"), where that follows.
    """

    old: str
    new: str
    follows: str = ""
    time: bool = False


class EventChangeKind(StrEnum):
    """Called off, given another time, or not told any more."""

    CANCELLED = "cancelled"
    MOVED = "moved"
    GONE = "gone"


class EventChange(Frozen):
    """An event as it was told before, and as it is told now (None where it is not)."""

    kind: EventChangeKind
    before: Event
    after: Event | None = None


class ArticleChange(Frozen):
    """What an article says differently than before; empty where no single words can be named."""

    replaced: tuple[Replaced, ...] = ()
    events: tuple[EventChange, ...] = ()
