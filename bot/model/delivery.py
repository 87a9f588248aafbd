"""A message owed to a destination, and what became of it."""

from __future__ import annotations

from enum import StrEnum

from pydantic import AwareDatetime, Field

from bot.model.base import Frozen
from bot.model.message import Message


class Destination(Frozen):
    """Where a message goes. Ids are the platform's own, as text."""

    platform: str
    guild: str
    channel: str
    thread: str | None = None


class DeliveryState(StrEnum):
    """See docs/delivery.md for the transitions."""

    PENDING = "pending"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    REJECTED = "rejected"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


class Priority(StrEnum):
    """Who goes first when sends are scarce, first to last."""

    ALERT = "alert"
    REMINDER = "reminder"
    DIGEST = "digest"
    NOTICE = "notice"

    @property
    def rank(self) -> int:
        """Return 0 for the first."""
        return list(Priority).index(self)


class NewDelivery(Frozen):
    """A delivery that is to be put into the outbox.

    `dedupe_key` names cause and destination and is unique for ever. `not_before` holds it back; after
    `expires_at` it is too late to matter. `cause` is the id of the article, event or slot that it is owed to.
    """

    dedupe_key: str
    destination: Destination
    message: Message
    priority: Priority
    cause: str
    not_before: AwareDatetime
    expires_at: AwareDatetime | None = None


class ClaimedDelivery(Frozen):
    """A delivery that a sender holds until `lease_until`.

    `id` is also the nonce: at most 25 characters (Discord API, "Create Message", `nonce`), unique for ever.
    `attempt` counts from 1; `first_attempt_at` is when the first one was begun that may have posted it (one of which
    the platform said that it took nothing does not count).
    """

    id: str = Field(max_length=25)
    destination: Destination
    message: Message
    priority: Priority
    cause: str
    attempt: int = Field(ge=1)
    first_attempt_at: AwareDatetime
    lease_until: AwareDatetime
    expires_at: AwareDatetime | None = None


class Receipt(Frozen):
    """The platform's id of the message that it took."""

    message: str


class DeliveryRecord(Frozen):
    """A delivery as it stands, for people who look."""

    id: str
    dedupe_key: str
    destination: Destination
    message: Message
    priority: Priority
    cause: str
    state: DeliveryState
    not_before: AwareDatetime
    expires_at: AwareDatetime | None
    attempts: int
    lease_until: AwareDatetime | None
    retry_at: AwareDatetime | None
    receipt: str | None
    error: str | None
