"""What the flows ask of the world outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Protocol, runtime_checkable

from bot.model.answer import Picked
from bot.model.base import Frozen
from bot.model.delivery import Destination, Receipt
from bot.model.message import Message
from bot.model.source import Entry, Poll, SourceForPoll


class Limits(Frozen):
    """What a platform can show, in characters (`total` over all text of a message) and pieces."""

    headline: int
    text: int
    block_title: int
    block_text: int
    blocks: int
    footer: int
    total: int


class Source(Protocol):
    """Brings the entries of one kind of source."""

    async def poll(self, source: SourceForPoll, now: datetime) -> Poll:
        """Fetch what is there now. Raises FetchError or InputError."""
        ...


@runtime_checkable
class Completes(Protocol):
    """A source whose entries may be teasers, and that can bring the whole text."""

    async def complete(self, entry: Entry) -> Entry:
        """Return the entry with its whole text, or as it is where no more is to be had. Never raises."""
        ...


Deadline = Callable[[], datetime]
"""Tells until when; asked anew each time, since leases are renewed."""

_deadline: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


@contextmanager
def beginning_until(deadline: Deadline) -> Iterator[None]:
    """Let no request of a platform begin after that instant, however long the call waits for its turn before.

    It holds for the calls made in the block. Who has lost a lease, or may not rely on a nonce any more, must not send.
    """
    token = _deadline.set(deadline)
    try:
        yield
    finally:
        _deadline.reset(token)


def deadline() -> Deadline | None:
    """Return what the caller said, for a platform to ask before each of its requests."""
    return _deadline.get()


class Platform(Protocol):
    """A chat platform that takes messages. Where a request may not begin any more, it raises TooLateError."""

    name: str
    limits: Limits

    async def send(self, destination: Destination, message: Message, nonce: str) -> Receipt:
        """Post once. The same nonce within the platform's memory never posts twice. Raises SendError."""
        ...

    async def edit(self, destination: Destination, receipt: Receipt, message: Message, nonce: str) -> Receipt:
        """Replace what was posted with that nonce. Applying it twice changes nothing. Raises SendError."""
        ...


@runtime_checkable
class ReadsHistory(Protocol):
    """A platform that can be asked whether a message arrived."""

    async def find(self, destination: Destination, nonce: str, since: datetime) -> Receipt | None:
        """Return the receipt of our message with that mark, or None if the history was read completely without it.

        Raises OutcomeUnknownError if the history cannot be read.
        """
        ...


@runtime_checkable
class Pins(Protocol):
    """A platform that can keep a message in sight."""

    async def pin(self, destination: Destination, receipt: Receipt) -> Receipt:
        """Pin what was posted. Applying it twice changes nothing. Raises SendError."""
        ...


class Occasions(Protocol):
    """A guild's own list of events on a platform. What goes there is a message with an occasion."""

    async def add(self, destination: Destination, message: Message, nonce: str) -> Receipt:
        """List it, by one request that is never repeated here: the same nonce would list it twice. Raises SendError."""
        ...

    async def find(self, destination: Destination, nonce: str) -> Receipt | None:
        """Return the receipt of our entry with that mark; None if the list was read without it. Raises SendError."""
        ...

    async def change(self, destination: Destination, receipt: Receipt, message: Message, nonce: str) -> Receipt:
        """Let the entry that was listed with that nonce show the message, or take it away if its occasion is off.

        Applying it twice changes nothing. Raises HandsOffError where people have changed or removed it, else SendError.
        """
        ...


@runtime_checkable
class KeepsEvents(Protocol):
    """A platform on which a guild has a list of events of its own."""

    occasions: Occasions


@runtime_checkable
class KnowsElsewhere(Protocol):
    """A platform that knows of other places in a guild, for telling its admins that one is out of reach."""

    async def elsewhere(self, destination: Destination) -> Destination | None:
        """Return another place of that guild where we may write as far as we know, or None. Never raises."""
        ...


class Reranker(Protocol):
    """Tells how near sentences are in meaning to a question. It keeps the processor busy: call it in a thread."""

    def scores(self, question: str, sentences: Sequence[str]) -> Sequence[float]:
        """Return for each sentence, in order, a number between -1 and 1: the nearer, the higher."""
        ...


class AnswerModel(Protocol):
    """A language model that may pick from sentences; it words nothing."""

    async def pick(self, question: str, sentences: tuple[str, ...]) -> tuple[Picked, ...]:
        """Return what answers, best first: sentences by their number from 1, each with words of it; empty to abstain.

        Raises ModelError. What comes back is a claim: `answer.picked` holds it against the sentences.
        """
        ...

    async def close(self) -> None:
        """Let go of its connections."""
        ...
