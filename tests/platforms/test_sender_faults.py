"""What befalls the database and the senders while a message is on its way: each delivery is posted, and once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.flows.relay import LEASE, Relay
from bot.model.delivery import ClaimedDelivery, Destination, Receipt
from bot.model.message import Message
from bot.store import claims
from tests.conftest import UnrulyPostgres
from tests.platforms.rig import Rig

SECOND = timedelta(seconds=1)


def relay_of(rig: Rig, name: str) -> Relay:
    return Relay(rig.store, {"discord": rig.platform}, rig.clock, name, chance=lambda: 0.0)


async def running(relay: Relay, until: Callable[[], bool]) -> None:
    """Let the relay's loop run until then."""
    task = asyncio.create_task(relay.run())
    try:
        async with asyncio.timeout(60):
            while not until():  # noqa: ASYNC110  # nothing tells of it
                await asyncio.sleep(0.02)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_postgresql_restarted_in_mid_claim_loses_and_doubles_nothing(
    rig: Rig, unruly_postgres: UnrulyPostgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once before the claim is committed, and once between what was sent and its receipt."""
    await rig.owe(20)
    claim, send = claims.claim, rig.platform.send
    restarts: list[int] = []

    async def restart() -> None:
        restarts.append(1)
        await asyncio.to_thread(unruly_postgres.stop)
        await asyncio.to_thread(unruly_postgres.start)

    async def interrupted(*given: Any, **named: Any) -> list[ClaimedDelivery]:
        taken = await claim(*given, **named)
        if taken and not restarts:
            await restart()
        return taken

    async def sent(destination: Destination, message: Message, nonce: str) -> Receipt:
        receipt = await send(destination, message, nonce)
        if len(restarts) == 1:
            await restart()
        return receipt

    monkeypatch.setattr(claims, "claim", interrupted)
    monkeypatch.setattr(rig.platform, "send", sent)
    await running(relay_of(rig, "one"), lambda: len(rig.server.ours()) == 20)
    await rig.deliver(relay_of(rig, "two"), LEASE + SECOND, 2)
    assert len(restarts) == 2
    await rig.oracle(20)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_what_is_sent_while_the_database_is_away_is_written_down_when_it_is_back(
    rig: Rig, unruly_postgres: UnrulyPostgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So long that the nonces are forgotten, and where the history may not be read: only the sender knows."""
    rig.server.remembers_nonces = rig.server.readable = False
    await rig.owe(3)
    send, begun, away, all_sent = rig.platform.send, asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def sent(destination: Destination, message: Message, nonce: str) -> Receipt:
        begun.set()
        await away.wait()
        receipt = await send(destination, message, nonce)
        if len(rig.server.ours()) == 3:
            all_sent.set()
        return receipt

    monkeypatch.setattr(rig.platform, "send", sent)
    relay = asyncio.create_task(relay_of(rig, "one").drain_once())
    await begun.wait()
    await asyncio.to_thread(unruly_postgres.stop)
    away.set()
    await all_sent.wait()
    rig.clock.move_to(rig.clock.now() + timedelta(hours=1))
    await asyncio.to_thread(unruly_postgres.start)
    await relay
    await rig.oracle(3)


async def test_two_senders_by_mistake_post_nothing_twice(rig: Rig) -> None:
    await rig.owe(40)
    rig.server.faults.extend(["reset after", "503", "502 after", "reset before"] * 2)
    one, other = relay_of(rig, "one"), relay_of(rig, "other")
    for _ in range(8):
        await asyncio.gather(one.drain_once(), other.drain_once())
        rig.clock.move_to(rig.clock.now() + 5 * SECOND)
    await rig.oracle(40)


async def test_a_lease_that_ends_while_its_sender_lives_posts_nothing_twice(rig: Rig) -> None:
    """The first hangs in its send, beyond its lease; the second takes over, and then the first goes on."""
    await rig.owe(1)
    send, begun, go_on = rig.platform.send, asyncio.Event(), asyncio.Event()

    async def hanging(destination: Destination, message: Message, nonce: str) -> Receipt:
        if not begun.is_set():
            begun.set()
            await go_on.wait()
        return await send(destination, message, nonce)

    rig.platform.send = hanging  # type: ignore[method-assign]
    first = asyncio.create_task(relay_of(rig, "hangs").drain_once())
    await begun.wait()
    rig.clock.move_to(rig.clock.now() + LEASE + SECOND)
    assert await relay_of(rig, "takes over").drain_once() == 1
    go_on.set()
    await first
    await rig.oracle(1)
