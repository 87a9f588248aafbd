"""How one delivery is sent, by what it is.

a message:        first tried more than 120 s ago → look into the channel's history: found → it is done
                  else post it with the delivery's id as nonce
an edit or a pin: do it to the posted message; again where the outcome was not seen, since it names a state
an event for the guild's list: tried before → read the list: found → it is done; else add it, by one request
its edits:        like those of messages

None of the requests begins once the lease is lost, or the nonce may be forgotten. The list of events knows no nonces:
there the last request must have ended before the lease does, so that whoever looks next sees what came of it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.decide import retry
from bot.decide.retry import Before
from bot.errors import HistoryUnreadableError, RefusedError
from bot.model.delivery import ClaimedDelivery, DeliveryAction, Receipt
from bot.ports import KeepsEvents, Occasions, Pins, Platform, ReadsHistory, beginning_until

REQUEST = timedelta(seconds=20)
"""What a request may take: a platform gives one up after 15 s, and its machine may be slow."""

Lease = Callable[[], datetime]
"""Tells until when the delivery is ours; asked anew each time, since it is renewed."""


async def send(platform: Platform, delivery: ClaimedDelivery, clock: Clock, lease: Lease) -> Receipt:
    """Send it. Raises SendError."""
    if delivery.message.occasion is not None and delivery.action is not DeliveryAction.PIN:
        return await _list(_occasions(platform), delivery, clock, lease)
    if delivery.target is not None:
        with beginning_until(lease):
            return await _alter(platform, delivery, delivery.target)
    remembered_since = delivery.first_attempt_at
    if retry.before(delivery.attempt, delivery.first_attempt_at, clock.now()) is Before.LOOK:
        if not isinstance(platform, ReadsHistory):
            raise HistoryUnreadableError(delivery.destination.channel)
        found = await platform.find(delivery.destination, delivery.id, delivery.first_attempt_at)
        if found is not None:
            return found
        remembered_since = clock.now()
    with beginning_until(lambda: min(lease(), remembered_since + retry.NONCE_WINDOW)):
        return await platform.send(delivery.destination, delivery.message, delivery.id)


async def _alter(platform: Platform, delivery: ClaimedDelivery, target: str) -> Receipt:
    """Do to a posted message what is wanted; again, if it was done before and nobody saw it."""
    receipt = Receipt(message=delivery.posted or "")
    if delivery.action is DeliveryAction.EDIT:
        return await platform.edit(delivery.destination, receipt, delivery.message, target)
    if isinstance(platform, Pins):
        return await platform.pin(delivery.destination, receipt)
    raise RefusedError("message", 0, f"{platform.name} pins nothing")


async def _list(occasions: Occasions, delivery: ClaimedDelivery, clock: Clock, lease: Lease) -> Receipt:
    destination, message = delivery.destination, delivery.message
    if delivery.target is not None:
        with beginning_until(lease):
            return await occasions.change(destination, Receipt(message=delivery.posted or ""), message, delivery.target)
    if delivery.attempt > 1:
        found = await occasions.find(destination, delivery.id)
        if found is not None:
            return found
    if message.occasion is None or message.occasion.off or message.occasion.starts <= clock.now():
        raise RefusedError("message", 0, "it is not wanted any more, and nothing of it is there")
    with beginning_until(lambda: lease() - REQUEST):
        return await occasions.add(destination, message, delivery.id)


def _occasions(platform: Platform) -> Occasions:
    if isinstance(platform, KeepsEvents):
        return platform.occasions
    raise RefusedError("message", 0, f"{platform.name} has no list of events")
