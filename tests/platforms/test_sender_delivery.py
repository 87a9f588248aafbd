"""Relay, store and the real client together, against a server that errs: nothing lost, nothing twice.

A crash is played by dropping what a relay would have written down; killing real processes is the crash test's part.
"""

from __future__ import annotations

import random
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.flows.relay import Relay, Write
from bot.model.delivery import ClaimedDelivery, Destination, NewEdit, Priority
from bot.model.message import Message, MessageKind
from bot.store import outbox
from tests.platforms.discordlike import Fault
from tests.platforms.rig import Rig

FAULTS: tuple[Fault, ...] = ("503", "429", "429 for long", "reset before", "reset after", "rubbish after", "cloudflare")


class Forgetful(Relay):
    """Dies, by chance, before it can write an outcome down."""

    def __init__(self, rig: Rig, sender: str, dies: float, luck: random.Random) -> None:
        super().__init__(rig.store, {"discord": rig.platform}, rig.clock, sender, luck.random)
        self._dies, self._luck = dies, luck

    async def _record(self, delivery: ClaimedDelivery, write: Write) -> None:
        if self._luck.random() >= self._dies:
            await super()._record(delivery, write)


@pytest.mark.parametrize("seed", [1, 2])
async def test_random_faults_lose_and_double_nothing(rig: Rig, seed: int) -> None:
    luck = random.Random(seed)
    await rig.owe(50)
    rig.server.faults.extend(luck.choice(FAULTS) for _ in range(12))
    relay = Relay(rig.store, {"discord": rig.platform}, rig.clock, "one", chance=luck.random)
    await rig.deliver(relay, timedelta(seconds=100), 12)
    await rig.deliver(relay, timedelta(minutes=11), 3)
    await rig.oracle(50)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("downtime", [timedelta(seconds=61), timedelta(hours=2)], ids=["a minute", "two hours"])
async def test_crashes_between_sending_and_marking_lose_and_double_nothing(
    rig: Rig, seed: int, downtime: timedelta
) -> None:
    luck = random.Random(seed)
    await rig.owe(40)
    for round_ in range(6):
        rig.server.remembers_nonces = downtime < timedelta(minutes=2)
        relay: Relay = Forgetful(rig, f"life {round_}", dies=0.5, luck=luck)
        rig.server.faults.extend(luck.choice(["503", "reset after", "reset before"]) for _ in range(2))
        await relay.drain_once()
        rig.clock.move_to(rig.clock.now() + downtime)
    rig.server.faults.clear()
    relay = Relay(rig.store, {"discord": rig.platform}, rig.clock, "last", chance=luck.random)
    await rig.deliver(relay, timedelta(minutes=11), 4)
    await rig.oracle(40)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_edits_under_faults_and_crashes_end_with_the_newest_state_and_post_nothing(rig: Rig, seed: int) -> None:
    luck = random.Random(seed)
    await rig.owe(10)
    shown: dict[int, int] = {}
    for version in range(2, 7):
        wishes = [_edit(n, version, rig.clock.now()) for n in range(10) if luck.random() < 0.7]
        shown |= {int(wish.cause): version for wish in wishes}
        async with rig.store.write() as conn:
            await outbox.edit(conn, wishes, rig.clock.now())
        rig.server.edit_faults.extend(luck.choice(["503", "reset after", "reset before", "429"]) for _ in range(2))
        relay: Relay = Forgetful(rig, f"life {version}", dies=0.3, luck=luck)
        await rig.deliver(relay, timedelta(seconds=61), 2)
    rig.server.edit_faults.clear()
    relay = Relay(rig.store, {"discord": rig.platform}, rig.clock, "last", chance=luck.random)
    await rig.deliver(relay, timedelta(minutes=11), 4)
    titles = sorted(message.request["embeds"][0]["title"] for message in rig.server.ours())
    assert titles == sorted(f"Story {n}" + (f", state {shown[n]}" if n in shown else "") for n in range(10))
    for post in rig.server.ours():
        states = [int(body["embeds"][0]["title"].split()[-1]) for of, body in rig.server.edits if of == post.id]
        assert states == sorted(states)


def _edit(n: int, version: int, now: datetime) -> NewEdit:
    return NewEdit(
        target=outbox.nonce(f"d{n}"),
        version=version,
        message=Message(kind=MessageKind.ALERT, headline=f"Story {n}, state {version}"),
        priority=Priority.ALERT,
        cause=str(n),
        not_before=now,
    )


async def test_a_random_nonce_per_try_would_double(rig: Rig) -> None:
    """The oracle finds what it is there to find: without a stored nonce the same faults post twice."""
    await rig.owe(10)
    send = rig.platform.send
    luck = random.Random(1)

    async def careless(destination: Destination, message: Message, nonce: str) -> Any:
        return await send(destination, message, f"{luck.getrandbits(60)}")

    rig.platform.send = careless  # type: ignore[method-assign]  # a broken variant
    rig.server.faults.extend(["reset after"] * 3)
    relay = Relay(rig.store, {"discord": rig.platform}, rig.clock, "careless", chance=luck.random)
    await rig.deliver(relay, timedelta(seconds=5), 5)
    titles = Counter(message.request["embeds"][0]["title"] for message in rig.server.ours())
    assert max(titles.values()) == 2
