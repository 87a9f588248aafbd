"""Store, relay and the real client together, against a server that errs; and what must hold in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta

from bot.clock import MovableClock
from bot.flows.relay import Relay
from bot.model.delivery import DeliveryState, Destination, NewDelivery, Priority
from bot.model.message import Message, MessageKind, plain
from bot.platforms.discord.sender import DiscordPlatform
from bot.store import outbox
from bot.store.engine import Store
from tests.platforms.discordlike import Discordlike, new_client, pointed_at, serving

CHANNELS = [str(700_000_000_000_000_000 + n) for n in range(25)]


class Rig:
    def __init__(self, store: Store, server: Discordlike, platform: DiscordPlatform, clock: MovableClock) -> None:
        self.store, self.server, self.platform, self.clock = store, server, platform, clock

    async def owe(self, count: int) -> None:
        now = self.clock.now()
        async with self.store.write() as conn:
            await outbox.enqueue(conn, [_owed(n, now) for n in range(count)], now)

    async def deliver(self, relay: Relay, step: timedelta, rounds: int) -> None:
        for _ in range(rounds):
            await relay.drain_once()
            self.clock.move_to(self.clock.now() + step)

    async def oracle(self, count: int) -> None:
        """What the server created is every delivery exactly once, and the outbox knows it."""
        async with self.store.read() as conn:
            records = await outbox.listed(conn, guild=None, limit=10_000)
        assert Counter(one.state for one in records) == {DeliveryState.SENT: count}
        titles = Counter(message.request["embeds"][0]["title"] for message in self.server.ours())
        assert titles == Counter(f"Story {n}" for n in range(count))
        posted = {message.request["nonce"]: str(message.id) for message in self.server.ours()}
        assert {one.id: one.receipt for one in records} == posted


def _owed(n: int, now: datetime) -> NewDelivery:
    return NewDelivery(
        dedupe_key=f"d{n}",
        destination=Destination(platform="discord", guild="600", channel=CHANNELS[n % len(CHANNELS)]),
        message=Message(kind=MessageKind.ALERT, headline=f"Story {n}", lines=(plain("It happened."),)),
        priority=Priority.ALERT,
        cause=f"c{n}",
        not_before=now,
    )


@asynccontextmanager
async def rigged(store: Store) -> AsyncIterator[Rig]:
    """Give the rig; the client is logged in."""
    async with AsyncExitStack() as stack:
        server = Discordlike()
        await stack.enter_async_context(pointed_at(await stack.enter_async_context(serving(server))))
        client = new_client()
        stack.push_async_callback(client.close)
        clock = MovableClock(datetime.now(UTC))
        server.now = clock.now
        platform = DiscordPlatform(client, clock)
        await client.login("t")
        for channel in CHANNELS:  # so that an empty history is not all that there is to read
            server.post(channel, {"content": "welcome"}, author="5")
        yield Rig(store, server, platform, clock)
