"""The loop that empties the outbox: no message lost, none twice. docs/delivery.md argues it.

claim what is pending and not held, alerts before reminders before digests, lease 60 s, attempt counted
for each, within the platform's budget:
    send it (sending.py), in a task of its own, renewing the lease; it is never cancelled
    taken → sent with its receipt
    rate limited → failed, to be tried again not before the time named
    refused → rejected; a refused destination is disabled too and its guild told elsewhere, if there is a way
        (what was to go into a list of events that may not be written waits until an admin has mended that)
    blocked → nothing is sent on this platform until the block is over
    token refused → the loop ends
    outcome not seen → again with the same nonce, backing off
expired leases fall back by themselves: a claim takes them like pending ones
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.clock import Clock
from bot.decide import retry
from bot.decide.retry import RetryDecision, Verdict
from bot.errors import (
    OutcomeUnknownError,
    RateLimitedError,
    SendError,
    StoreError,
    TokenError,
)
from bot.flows import sending
from bot.model.delivery import ClaimedDelivery, DeliveryAction, Destination, NewDelivery, Priority, Receipt
from bot.ports import KnowsElsewhere, Platform
from bot.render import notice
from bot.store import claims, closures, outbox, schedules
from bot.store.engine import Store

LEASE = timedelta(seconds=60)
"""Four times a request's time-out; after a crash a message waits at most so long, well within the nonce window."""

RENEW_EVERY = 20.0
"""Seconds: two renewals may fail before a lease ends."""

IN_FLIGHT = 100
"""Sends under way: at 45 a second and a second each, half of them wait for the budget, ordered by urgency."""

PER_CHANNEL = 8
"""Of them to one channel: Discord takes 4 in 5 seconds there, and other channels must not wait behind a full one."""

REFILL = 25
"""Places that are free before more is claimed: one claim for each message would be a second transaction for each."""

IDLE = 1.0
"""Seconds until the outbox is looked at again without a wake-up."""

LANDING = 40.0
"""Seconds that the end waits for sends under way: discord.py's five tries and their pauses."""

_NO_PLATFORM = 600.0

RECORD_AGAIN, RECORD_AGAIN_AT_MOST = 0.5, 5.0
"""Seconds until an outcome that the database did not take is written again, doubled from try to try."""

Write = Callable[[Any, datetime], Awaitable[object]]
"""Writes an outcome down, given the open connection and the time."""

log = logging.getLogger(__name__)


class Relay:
    """Sends what the outbox holds. `sender` names this process in leases; `chance` gives a number in 0 to 1.

    `on_duty` is asked before each claim whether it is this process that sends; what it has begun it lets end.
    """

    def __init__(
        self,
        store: Store,
        platforms: Mapping[str, Platform],
        clock: Clock,
        sender: str,
        chance: Callable[[], float] = random.random,
        *,
        on_duty: Callable[[], bool] = lambda: True,
    ) -> None:
        self._store, self._platforms, self._clock, self._sender = store, platforms, clock, sender
        self._chance, self._on_duty = chance, on_duty
        self._flying: dict[str, asyncio.Task[None]] = {}
        self._bound_for: dict[str, Destination] = {}
        self._leases: dict[str, datetime] = {}
        self._held_until: dict[str, datetime] = {}
        self._wake = asyncio.Event()
        self._ended_by: TokenError | None = None

    def wake(self) -> None:
        """Let the loop look into the outbox at once: something was put in."""
        self._wake.set()

    async def run(self) -> None:
        """Send until cancelled; then wait for what is under way. Raises TokenError if the token is refused."""
        try:
            while self._ended_by is None:
                if not await self._take_patiently() or len(self._flying) > IN_FLIGHT - REFILL:
                    await self._rest()
        finally:
            await self._land()
        raise self._ended_by

    async def drain_once(self) -> int:
        """Send what may be sent now and wait for it; return how many deliveries were taken. Raises TokenError."""
        taken = await self._take()
        await self._land()
        if self._ended_by is not None:
            raise self._ended_by
        return taken

    async def _take_patiently(self) -> int:
        try:
            return await self._take() if self._on_duty() and len(self._flying) < IN_FLIGHT else 0
        except StoreError as error:
            log.warning("the outbox cannot be read now: %s", error)
            return 0

    async def _take(self) -> int:
        """Claim what there is room for and begin to send it."""
        room, places = claims.Room(PER_CHANNEL, self._bound_for.values()), IN_FLIGHT - len(self._flying)
        async with self._store.write() as conn:
            claimed = await claims.claim(
                conn, sender=self._sender, now=self._clock.now(), lease=LEASE, limit=places, room=room
            )
        for delivery in claimed:
            if delivery.id not in self._flying:  # else our own lease ran out while we still send it
                task = asyncio.create_task(self._deliver(delivery), name=f"delivery {delivery.id}")
                self._flying[delivery.id] = task
                self._bound_for[delivery.id] = delivery.destination
                task.add_done_callback(partial(self._landed, delivery.id))
        return len(claimed)

    def _landed(self, delivery_id: str, _: asyncio.Task[None]) -> None:
        self._flying.pop(delivery_id, None)
        self._bound_for.pop(delivery_id, None)
        self._leases.pop(delivery_id, None)
        if len(self._flying) == IN_FLIGHT - REFILL:
            self.wake()

    async def _rest(self) -> None:
        """Wait until somebody wakes us, there is room for more again, or it is time to look."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(IDLE):
                await self._wake.wait()
        self._wake.clear()

    async def _land(self) -> None:
        """Wait for the sends under way, also while we are cancelled; what does not end keeps its lease."""
        if self._flying:
            await asyncio.shield(asyncio.wait(set(self._flying.values()), timeout=LANDING))

    async def _deliver(self, delivery: ClaimedDelivery) -> None:
        """Send one delivery and record what became of it. One that fails disturbs no other."""
        send = asyncio.create_task(self._send(delivery))
        await self._hold(delivery, send)
        try:
            receipt = send.result()
        except SendError as error:
            await self._settle(delivery, error)
        except Exception as error:  # a fault of ours in one message must not stop the others
            log.exception("delivery %s met an unexpected error", delivery.id)
            await self._settle(delivery, OutcomeUnknownError(f"{type(error).__name__}: {error}"))
        else:
            log.info("delivery %s sent as %s", delivery.id, receipt.message)
            await self._record(delivery, lambda conn, now: claims.sent(conn, delivery.id, receipt, now))

    async def _send(self, delivery: ClaimedDelivery) -> Receipt:
        return await sending.send(self._platform(delivery), delivery, self._clock, lambda: self._lease(delivery))

    def _lease(self, delivery: ClaimedDelivery) -> datetime:
        return self._leases.get(delivery.id, delivery.lease_until)

    def _platform(self, delivery: ClaimedDelivery) -> Platform:
        name = delivery.destination.platform
        held = (self._held_until.get(name, self._clock.now()) - self._clock.now()).total_seconds()
        if held > 0:
            raise RateLimitedError(held)
        if name not in self._platforms:
            raise RateLimitedError(_NO_PLATFORM)  # another process may run it
        return self._platforms[name]

    async def _hold(self, delivery: ClaimedDelivery, send: asyncio.Task[Receipt]) -> None:
        """Renew the lease until the send has ended."""
        while not (await asyncio.wait({send}, timeout=RENEW_EVERY))[0]:
            try:
                async with self._store.write() as conn:
                    until = self._clock.now() + LEASE
                    renewed = await claims.renew(conn, delivery.id, sender=self._sender, until=until)
                if renewed:
                    self._leases[delivery.id] = until
                else:
                    log.warning("delivery %s is somebody else's now; no request for it begins here", delivery.id)
            except StoreError as error:
                log.warning("the lease of delivery %s was not renewed: %s", delivery.id, error)

    async def _settle(self, delivery: ClaimedDelivery, error: SendError) -> None:
        """Do what is decided after an error: record it, and what it means for others."""
        now = self._clock.now()
        decision = retry.after(
            error,
            attempt=delivery.attempt,
            first_attempt_at=delivery.first_attempt_at,
            now=now,
            chance=self._chance(),
            listing=delivery.message.occasion is not None,
        )
        log.warning("delivery %s, try %d: %s → %s", delivery.id, delivery.attempt, error, decision.verdict)
        if decision.hold and decision.at is not None:
            self._held_until[delivery.destination.platform] = decision.at
        if decision.stop and isinstance(error, TokenError):
            self._ended_by = error
            self.wake()
        told = await self._notices(delivery, decision, error, now)

        async def write(conn: Any, now: datetime) -> None:
            await self._write_down(conn, delivery, decision, error, now)
            await outbox.enqueue(conn, told, now)

        await self._record(delivery, write)

    async def _write_down(
        self, conn: Any, delivery: ClaimedDelivery, decision: RetryDecision, error: SendError, now: datetime
    ) -> None:
        said, mine = str(error), self._sender  # who has lost the lease has no say any more
        match decision.verdict:
            case Verdict.AGAIN:
                at = decision.at or now
                await claims.retry(conn, delivery.id, at, said, unsent=decision.unsent, sender=mine)
            case Verdict.REJECT:
                await claims.rejected(conn, delivery.id, said, now, sender=mine)
                if delivery.action is DeliveryAction.EDIT:  # an agenda that somebody deleted is posted anew
                    await schedules.hasten(conn, [delivery.cause], now)
            case Verdict.UNKNOWN:
                await claims.unknown(conn, delivery.id, said, now, sender=mine)
        if _disables(delivery, decision):
            await closures.disable(conn, delivery.destination, str(error), now)

    async def _notices(
        self, delivery: ClaimedDelivery, decision: RetryDecision, error: SendError, now: datetime
    ) -> list[NewDelivery]:
        """Return the notice that another place of that guild is owed, once a day; without one, the log has it."""
        lost = decision.verdict is Verdict.UNKNOWN and delivery.target is None
        if not (lost or _disables(delivery, decision)):
            return []
        place = await self._elsewhere(delivery.destination)
        if place is None:
            log.warning("guild %s cannot be told of it", delivery.destination.guild)
            return []
        told = NewDelivery(
            dedupe_key=f"notice:{type(error).__name__}:{delivery.destination.channel}:{now:%Y-%m-%d}:{place.channel}",
            destination=place,
            message=notice.not_delivered(delivery.message, delivery.destination.channel, str(error)),
            priority=Priority.NOTICE,
            cause=delivery.id,
            not_before=now,
        )
        return [told]

    async def _elsewhere(self, destination: Destination) -> Destination | None:
        platform: object = self._platforms.get(destination.platform)
        return await platform.elsewhere(destination) if isinstance(platform, KnowsElsewhere) else None

    async def _record(self, delivery: ClaimedDelivery, write: Write) -> None:
        """Write down an outcome, however long the database is away: nobody else knows it.

        Should this process end before, the lease ends too, and nonce and history keep the next try single.
        """
        pause = RECORD_AGAIN
        while True:
            try:
                async with self._store.write() as conn:
                    await write(conn, self._clock.now())
            except StoreError as error:
                log.warning("the outcome of delivery %s is not written down yet: %s", delivery.id, error)
                await self._clock.sleep(pause)
                pause = min(2 * pause, RECORD_AGAIN_AT_MOST)
            else:
                return


def _disables(delivery: ClaimedDelivery, decision: RetryDecision) -> bool:
    return decision.disable and delivery.action is not DeliveryAction.PIN
