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


class DeliveryAction(StrEnum):
    """What is to be done: post a message, give a posted one new content, or pin it."""

    POST = "post"
    EDIT = "edit"
    PIN = "pin"


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
    `version` numbers the content that it shows, so that an edit knows whether it is newer.
    """

    dedupe_key: str
    destination: Destination
    message: Message
    priority: Priority
    cause: str
    not_before: AwareDatetime
    expires_at: AwareDatetime | None = None
    version: int = 1


class NewEdit(Frozen):
    """What is to become of a message that was posted, or is to be.

    `target` is the id of the delivery that posts it, which also says where. `version` numbers the content that is
    wanted: an older one never overwrites a newer. Without a `message` (pins need none) the post's own is kept.
    """

    target: str
    version: int
    message: Message | None = None
    action: DeliveryAction = DeliveryAction.EDIT
    priority: Priority
    cause: str
    not_before: AwareDatetime
    expires_at: AwareDatetime | None = None

    @property
    def dedupe_key(self) -> str:
        """Return the name of the wish: applied once, it is never wished again."""
        return f"{self.action.value}:{self.target}:{self.version}"


class ClaimedDelivery(Frozen):
    """A delivery that a sender holds until `lease_until`.

    `id` is also the nonce: at most 25 characters (Discord API, "Create Message", `nonce`), unique for ever.
    `attempt` counts from 1; `first_attempt_at` is when the first one was begun that may have posted it (one of which
    the platform said that it took nothing does not count). An edit or a pin has the id of the delivery that posted
    the message (`target`) and the platform's id of that message (`posted`).
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
    action: DeliveryAction = DeliveryAction.POST
    target: str | None = None
    posted: str | None = None


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
    enqueued_at: AwareDatetime
    first_attempt_at: AwareDatetime | None = None
    finished_at: AwareDatetime | None = None
    action: DeliveryAction = DeliveryAction.POST
    target: str | None = None
    version: int = 1

    @property
    def may_stand(self) -> bool:
        """Tell whether the message stands there, or may: it was posted, is being, or nobody knows."""
        return self.state in {DeliveryState.SENT, DeliveryState.CLAIMED, DeliveryState.UNKNOWN} or (
            self.state is DeliveryState.FAILED and self.first_attempt_at is not None
        )
