"""Why something was posted, or why not, for people who ask."""

from __future__ import annotations

from pydantic import AwareDatetime

from bot.model.base import Frozen
from bot.model.delivery import DeliveryRecord
from bot.model.source import Withheld


class Attempt(Frozen):
    """One try to send, written before it; `outcome` is None while it runs, or where its sender was never heard of."""

    number: int
    sender: str
    begun_at: AwareDatetime
    outcome: str | None = None
    error: str | None = None


class Telling(Frozen):
    """When a source first told an article, and why nobody was alerted then (None: who wanted it was)."""

    source: str
    came_at: AwareDatetime
    withheld: Withheld | None = None


class Explanation(Frozen):
    """A delivery with the sentences that explain it: what it is owed to, and how it stands."""

    delivery: DeliveryRecord
    why: str
    state: str
    attempts: tuple[Attempt, ...] = ()


class WhyNot(Frozen):
    """What became of an article in a guild: the reasons in the order in which they were decisive."""

    article: str
    headline: str
    reasons: tuple[str, ...]
    deliveries: tuple[DeliveryRecord, ...] = ()


class Retried(Frozen):
    """A delivery that is to be tried again, and the sentence that says what that does and what it risks."""

    delivery: DeliveryRecord
    says: str
