"""Where a process can be made to die: the store and the platform, wrapped. The product knows nothing of it."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum

import discord
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.model.delivery import DeliveryState, Destination, Receipt
from bot.model.message import Message
from bot.platforms.discord.occasions import ScheduledEvents
from bot.platforms.discord.sender import DiscordPlatform
from bot.store import engine, outbox, schedules
from bot.store.engine import Store


class Point(StrEnum):
    """What was just done, or is about to be."""

    IN_TICK = "inside the transaction of the tick"
    AFTER_TICK = "after the commit of the tick"
    AFTER_CLAIM = "after the claim"
    BEFORE_SEND = "before the send"
    AFTER_SEND = "between the send and its mark"
    AFTER_LISTING = "between the listing of an event and its mark"
    AFTER_MARK = "after the mark"


@dataclass
class Trap:
    """Kills this process, as the kernel would, the `passage`-th time that it comes by the point."""

    point: Point | None
    passage: int = 1

    def at(self, point: Point) -> None:
        if point is not self.point:
            return
        self.passage -= 1
        if self.passage <= 0:
            os.kill(os.getpid(), signal.SIGKILL)


def leave_the_database_its_time(factor: float) -> None:
    """Let what waits for the database wait as long as ever: neither its disk nor its processes are hurried."""
    engine.BUSY_SECONDS *= factor
    for wait in ("timeout", "command_timeout"):
        engine._POSTGRES[wait] *= factor  # type: ignore[operator]  # two of its values are numbers


class TrappedStore(Store):
    """A store that shares the connections of another."""

    def __init__(self, store: Store, trap: Trap) -> None:
        super().__init__(store._reader, store._writer, engine.BUSY_SECONDS)
        self.trap = trap


class PlanningStore(TrappedStore):
    """The store that the tick is given. A transaction counts only if something is due in it.

    Two workers may see the same rows fall due; the one that comes second finds them moved on, and its death would show
    nothing.
    """

    def __init__(self, store: Store, trap: Trap, clock: Clock) -> None:
        super().__init__(store, trap)
        self._clock = clock

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        async with super().write() as conn:
            due = await schedules.due(conn, self._clock.now(), 1)
            yield conn
            if due:
                self.trap.at(Point.IN_TICK)
        if due:
            self.trap.at(Point.AFTER_TICK)


class SendingStore(TrappedStore):
    """The store that the relay is given. Its loop writes claims; the task of a delivery writes what became of it."""

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        task = asyncio.current_task()
        mine = task.get_name().removeprefix("delivery ") if task and task.get_name().startswith("delivery ") else None
        point = Point.AFTER_CLAIM if mine is None else Point.AFTER_MARK
        watched = point is self.trap.point
        async with super().write() as conn:
            before = await self._taken(conn, mine) if watched else set()
            yield conn
            done = await self._taken(conn, mine) - before if watched else set()
        if done:
            self.trap.at(point)

    async def _taken(self, conn: AsyncConnection, mine: str | None) -> set[tuple[str, int]]:
        """Return the tries that are claimed, or for a delivery's own task, itself if it is marked as sent."""
        if mine is None:
            claimed = await outbox.listed(conn, guild=None, limit=1_000, state=DeliveryState.CLAIMED)
            return {(one.id, one.attempts) for one in claimed}
        record = await outbox.get(conn, mine)
        return {(record.id, record.attempts)} if record.state is DeliveryState.SENT else set()


class TrappedList(ScheduledEvents):
    """The real list of events, with a trap behind."""

    def __init__(self, client: discord.Client, trap: Trap) -> None:
        super().__init__(client)
        self.trap = trap

    async def add(self, destination: Destination, message: Message, nonce: str) -> Receipt:
        receipt = await super().add(destination, message, nonce)
        self.trap.at(Point.AFTER_LISTING)
        return receipt


class TrappedPlatform(DiscordPlatform):
    """The real platform, with a trap before and one behind. Sound senders have no use for the store."""

    def __init__(self, client: discord.Client, clock: Clock, store: Store, trap: Trap) -> None:
        super().__init__(client, clock)
        self.clock, self.store, self.trap = clock, store, trap
        self.occasions = TrappedList(client, trap)

    async def send(self, destination: Destination, message: Message, nonce: str) -> Receipt:
        self.trap.at(Point.BEFORE_SEND)
        receipt = await super().send(destination, message, nonce)
        self.trap.at(Point.AFTER_SEND)
        return receipt
