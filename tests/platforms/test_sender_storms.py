"""Faults that last, and senders that come too late: what is owed is posted in the end, and once."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from itertools import cycle
from pathlib import Path

import pytest

from bot.errors import TokenError
from bot.flows import relay as relay_module
from bot.flows.relay import LEASE, Relay
from bot.model.delivery import DeliveryState, Destination, NewEdit, Priority, Receipt
from bot.model.message import Message, MessageKind
from bot.platforms.discord.budget import Breaker, Urgency
from bot.store import outbox
from tests.platforms.discordlike import Fault
from tests.platforms.rig import Rig

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


def relay_of(rig: Rig, name: str = "one") -> Relay:
    return Relay(rig.store, {"discord": rig.platform}, rig.clock, name, chance=lambda: 0.0)


async def states(rig: Rig) -> Counter[DeliveryState]:
    async with rig.store.read() as conn:
        return Counter(one.state for one in await outbox.listed(conn, guild=None, limit=1_000))


class Sleep:
    """Holds the first turn of the budget, as if the process were stopped there: nothing was requested yet."""

    def __init__(self, rig: Rig, turn: int = 1) -> None:
        self.begun, self.over = asyncio.Event(), asyncio.Event()
        self._take, self._turns = rig.platform.budget.take, turn
        rig.platform.budget.take = self.take  # type: ignore[method-assign]

    async def take(self, urgency: Urgency, channel: str | None = None) -> None:
        await self._take(urgency, channel)
        self._turns -= 1
        if self._turns == 0:
            self.begun.set()
            await self.over.wait()


async def test_a_sender_that_slept_through_its_lease_posts_nothing_when_it_wakes(rig: Rig) -> None:
    """The nonce is forgotten by then, so only not sending keeps the message single."""
    rig.server.memory = 3 * MINUTE
    await rig.owe(1)
    sleep = Sleep(rig)
    sleeper = asyncio.create_task(relay_of(rig, "sleeps").drain_once())
    await sleep.begun.wait()
    rig.clock.move_to(rig.clock.now() + HOUR)
    await relay_of(rig, "takes over").drain_once()
    rig.clock.move_to(rig.clock.now() + HOUR)
    sleep.over.set()
    await sleeper
    await rig.oracle(1)


async def test_a_sender_that_slept_puts_no_older_text_over_a_newer_one(rig: Rig) -> None:
    await rig.owe(1)
    await relay_of(rig).drain_once()
    for version, title in ((2, "old"), (3, "new")):
        message = Message(kind=MessageKind.ALERT, headline=title)
        now = rig.clock.now()
        wish = NewEdit(target=outbox.nonce("d0"), version=version, message=message, priority=Priority.ALERT,
                       cause="c0", not_before=now)  # fmt: skip
        async with rig.store.write() as conn:
            await outbox.edit(conn, [wish], now)
        if version == 2:
            sleep = Sleep(rig)
            sleeper = asyncio.create_task(relay_of(rig, "sleeps").drain_once())
            await sleep.begun.wait()
            rig.clock.move_to(rig.clock.now() + LEASE + SECOND)
    await rig.deliver(relay_of(rig, "takes over"), LEASE, 3)
    sleep.over.set()
    await sleeper
    assert [body["embeds"][0]["title"] for _, body in rig.server.edits][-1] == "new"


async def test_a_second_try_whose_turn_comes_too_late_for_its_nonce_looks_before_it_sends(rig: Rig) -> None:
    rig.server.memory = 3 * MINUTE
    rig.server.faults.append("reset after")
    await rig.owe(1)
    relay = relay_of(rig)
    await relay.drain_once()
    rig.clock.move_to(rig.clock.now() + 110 * SECOND)
    sleep = Sleep(rig)
    second = asyncio.create_task(relay.drain_once())
    await sleep.begun.wait()
    rig.clock.move_to(rig.clock.now() + 5 * MINUTE)
    sleep.over.set()
    await second
    await rig.deliver(relay, MINUTE, 3)
    await rig.oracle(1)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_outcomes_that_a_locked_database_did_not_take_are_found_out_again(
    rig: Rig, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process holds the writer's place from the send on, beyond all patience, and then lets go."""
    monkeypatch.setattr(relay_module, "LANDING", 1.0)
    await rig.owe(3)
    impatient = rig.store.within(0.05)
    relay = Relay(impatient, {"discord": rig.platform}, rig.clock, "one", chance=lambda: 0.0)
    with closing(sqlite3.connect(rig.store.name, isolation_level=None)) as other:
        send = rig.platform.send

        async def locking(destination: Destination, message: Message, nonce: str) -> Receipt:
            if not other.in_transaction:
                other.execute("BEGIN IMMEDIATE")
            return await send(destination, message, nonce)

        rig.platform.send = locking  # type: ignore[method-assign]
        await relay.drain_once()
        rig.platform.send = send  # type: ignore[method-assign]
        assert await states(rig) == {DeliveryState.CLAIMED: 3}
        other.execute("ROLLBACK")
    rig.clock.move_to(rig.clock.now() + LEASE + SECOND)
    await relay.drain_once()
    await rig.oracle(3)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_outcomes_that_a_full_disk_did_not_take_are_found_out_again(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No file of this process may grow beyond what the database's log has now, from the send on."""
    monkeypatch.setattr(relay_module, "LANDING", 1.0)
    await rig.owe(3)
    send, limits = rig.platform.send, resource.getrlimit(resource.RLIMIT_FSIZE)

    async def filling(destination: Destination, message: Message, nonce: str) -> Receipt:
        size = Path(f"{rig.store.name}-wal").stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
        return await send(destination, message, nonce)

    rig.platform.send = filling  # type: ignore[method-assign]
    try:
        await relay_of(rig).drain_once()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        rig.platform.send = send  # type: ignore[method-assign]
    assert await states(rig) == {DeliveryState.CLAIMED: 3}
    rig.clock.move_to(rig.clock.now() + LEASE + SECOND)
    await relay_of(rig).drain_once()
    await rig.oracle(3)
    await rig.store.check()


async def test_a_revoked_token_stops_the_sender_and_everything_stays_owed(rig: Rig) -> None:
    await rig.owe(5)
    rig.server.token = "renewed"
    with pytest.raises(TokenError):
        await relay_of(rig).run()
    assert rig.server.ours() == []
    assert await states(rig) == {DeliveryState.FAILED: 5}
    rig.server.token = "t"
    await rig.deliver(relay_of(rig, "with the new token"), SECOND, 2)
    await rig.oracle(5)


@pytest.mark.parametrize("page", ["cloudflare", "cloudflare 403"])
async def test_after_cloudflares_page_nothing_is_asked_for_ten_minutes(rig: Rig, page: Fault) -> None:
    await rig.owe(1)
    rig.server.faults.append(page)
    relay = relay_of(rig)
    await relay.drain_once()
    await rig.owe(20)
    await rig.deliver(relay, MINUTE, 9)
    assert rig.server.creations == 1
    await rig.deliver(relay, MINUTE, 3)
    await rig.oracle(20)


async def test_half_an_hour_of_5xx_loses_and_doubles_nothing(rig: Rig) -> None:
    """Some of the refused were taken all the same; the nonces are long forgotten when it is over."""
    rig.server.memory = 3 * MINUTE
    storm: Iterator[Fault] = cycle(("503", "reset after", "503", "reset before"))
    rig.server.luck = lambda: next(storm)
    await rig.owe(12)
    relay = relay_of(rig)
    await rig.deliver(relay, 2 * MINUTE, 4)
    await rig.deliver(relay, 11 * MINUTE, 2)
    rig.server.luck = lambda: None
    await rig.deliver(relay, 11 * MINUTE, 3)
    await rig.oracle(12)


async def test_too_many_refusals_stop_everything_before_discord_bans(rig: Rig) -> None:
    rig.platform.budget._breaker = Breaker(limit=10)
    rig.server.luck = lambda: 50007  # of this message only, so that none is spared by a disabled destination
    await rig.owe(20)
    relay = relay_of(rig)
    await rig.deliver(relay, MINUTE, 5)
    asked = rig.server.creations
    assert 10 <= asked < 20
    rig.server.luck = lambda: None
    await rig.deliver(relay, 3 * MINUTE, 4)
    refused = asked
    assert await states(rig) == {DeliveryState.REJECTED: refused, DeliveryState.SENT: 20 - refused}
