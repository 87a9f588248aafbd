"""Senders that are broken on purpose. The harness has to find each of them out, else it is worth nothing."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.decide import retry
from bot.flows import planning
from bot.model.delivery import Destination, NewDelivery, Receipt
from bot.model.message import Message
from bot.store import claims, outbox
from bot.store.engine import Store
from tests.crash.points import Point, TrappedPlatform


class Variant(StrEnum):
    """What is wrong with the sender, or with what it believes of the server."""

    SOUND = "as it is"
    RANDOM_NONCE = "a random nonce per try"
    MARKED_BEFORE = "marked before it is sent"
    MOVED_BEFORE = "next_due moved and committed before the outbox row is inserted"
    BLIND = "lists an event again without a look at the list"
    FORGETFUL = "nonces forgotten sooner than the sender believes, and no look into the history"

    @property
    def memory(self) -> timedelta:
        """Return how long the server remembers nonces.

        Discord's "past few minutes" are taken for three, more than the two that the sender relies on.
        """
        return timedelta(seconds=10) if self is Variant.FORGETFUL else timedelta(minutes=3)

    @property
    def points(self) -> tuple[Point, ...]:
        """Return where it can be made to die: all points, or the one at which what is broken shows."""
        return (_FATAL[self],) if self in _FATAL else tuple(Point)


_FATAL = {
    Variant.RANDOM_NONCE: Point.AFTER_SEND,
    Variant.MARKED_BEFORE: Point.BEFORE_SEND,
    Variant.MOVED_BEFORE: Point.AFTER_TICK,
    Variant.FORGETFUL: Point.AFTER_SEND,
    Variant.BLIND: Point.AFTER_LISTING,
}


class _RandomNonce(TrappedPlatform):
    async def send(self, destination: Destination, message: Message, nonce: str) -> Receipt:
        return await super().send(destination, message, f"{random.getrandbits(80):020x}")


class _MarkedBefore(TrappedPlatform):
    async def send(self, destination: Destination, message: Message, nonce: str) -> Receipt:
        async with self.store.write() as conn:
            await claims.sent(conn, nonce, Receipt(message="0"), self.clock.now())
        return await super().send(destination, message, nonce)


class _Blind(TrappedPlatform):
    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.occasions.find = self._nothing  # type: ignore[method-assign]

    async def _nothing(self, destination: Destination, nonce: str) -> None: ...


_PLATFORMS: dict[Variant, type[TrappedPlatform]] = {
    Variant.RANDOM_NONCE: _RandomNonce,
    Variant.MARKED_BEFORE: _MarkedBefore,
    Variant.BLIND: _Blind,
}


def broken(variant: Variant) -> type[TrappedPlatform]:
    """Break this process's modules as the variant says; return the platform to use."""
    match variant:
        case Variant.MOVED_BEFORE:
            _move_before()
        case Variant.FORGETFUL:
            retry.NONCE_WINDOW = timedelta(days=1)
        case _:
            pass
    return _PLATFORMS.get(variant, TrappedPlatform)


def _move_before() -> None:
    kept: list[NewDelivery] = []
    tick, enqueue = planning.tick, outbox.enqueue

    async def keep(conn: Any, deliveries: Sequence[NewDelivery], now: datetime) -> int:
        kept.extend(deliveries)
        return len(deliveries)

    async def tick_and_enqueue(store: Store, now: datetime) -> int:
        outbox.enqueue = keep
        planned = await tick(store, now)
        outbox.enqueue = enqueue
        async with store.write() as conn:
            await outbox.enqueue(conn, [kept.pop() for _ in range(len(kept))], now)
        return planned

    planning.tick = tick_and_enqueue
