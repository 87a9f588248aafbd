"""Seats: one process at a time sends and plans, and the next takes over; and the bell that wakes who sends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import asyncpg
import pytest

from bot.store import outbox
from bot.store.coordination import PLANNER, Coordinator, Timing, sender
from bot.store.engine import Store
from tests.store.made_store import NOW, a_delivery, enqueued

QUICK = Timing(every=0.05, trust=1.2, idle=1.8, answer=1.2)
"""Shorter than the real ones, in the same order."""

SENDER = sender("discord", "1")


@pytest.fixture
async def postgres_store(postgres_url: str) -> AsyncIterator[Store]:
    async with Store.open(postgres_url) as store:
        yield store


@asynccontextmanager
async def at_work(store: Store, *seats: str, ring: Callable[[], None] = lambda: None) -> AsyncIterator[Coordinator]:
    coordinator = Coordinator(store, seats or (PLANNER,), QUICK)
    task = asyncio.create_task(coordinator.run(ring))
    try:
        yield coordinator
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not holds():  # noqa: ASYNC110  # nothing tells of it
            await asyncio.sleep(0.01)


async def execute(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(statement)
    await connection.close()


async def test_one_holds_a_seat_and_the_next_takes_it_when_it_is_given_back(postgres_store: Store) -> None:
    async with AsyncExitStack() as first:
        one = await first.enter_async_context(at_work(postgres_store))
        await until(lambda: one.holds(PLANNER))
        async with at_work(postgres_store) as other:
            await asyncio.sleep(4 * QUICK.every)
            assert not other.holds(PLANNER)
            await first.aclose()
            await until(lambda: other.holds(PLANNER))
            assert not one.holds(PLANNER)


async def test_each_seat_is_taken_by_itself(postgres_store: Store) -> None:
    async with at_work(postgres_store, PLANNER) as plans, at_work(postgres_store, SENDER) as sends:
        await until(lambda: plans.holds(PLANNER) and sends.holds(SENDER))
        assert not plans.holds(SENDER)
        async with at_work(postgres_store, sender("discord", "2")) as another_account:
            await until(lambda: another_account.holds(sender("discord", "2")))


async def test_who_loses_the_connection_stops_at_once_and_asks_again(postgres_store: Store, postgres_url: str) -> None:
    async with at_work(postgres_store) as one:
        await until(lambda: one.holds(PLANNER))
        await execute(postgres_url, _END_SEATS)
        await until(lambda: not one.holds(PLANNER))
        await until(lambda: one.holds(PLANNER))


_END_SEATS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dateline seats'"


class CutOff(Coordinator):
    """Can be cut off: it asks nothing more and hears nothing more, not even that its session was ended."""

    connection: Any = None

    async def _connect(self) -> Any:
        self.connection = await super()._connect()
        return self.connection

    def cut(self) -> None:
        self.connection._transport.pause_reading()


async def test_who_is_cut_off_has_stopped_trusting_its_seat_before_another_takes_it(postgres_store: Store) -> None:
    """So it is with a process that is stopped, too, and with one whose machine or network is gone."""
    lost = CutOff(postgres_store, [PLANNER], QUICK._replace(every=3600.0))
    task = asyncio.create_task(lost.run(lambda: None))
    try:
        await until(lambda: lost.holds(PLANNER))
        lost.cut()
        async with at_work(postgres_store) as other:
            seen: set[tuple[bool, bool]] = set()

            def taken_over() -> bool:
                seen.add((lost.holds(PLANNER), other.holds(PLANNER)))
                return other.holds(PLANNER)

            await until(taken_over)
        assert (True, True) not in seen
        assert {(True, False), (False, True)} <= seen
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_the_bell_rings_when_a_delivery_is_committed_and_not_before(postgres_store: Store) -> None:
    rung: list[int] = []
    async with at_work(postgres_store, ring=lambda: rung.append(1)) as one:
        await until(lambda: one.holds(PLANNER))
        await until(lambda: len(rung) == 2)  # at the beginning, and with the seat
        async with postgres_store.write() as conn:
            await outbox.enqueue(conn, [a_delivery("undone")], NOW)
            await conn.rollback()
        await asyncio.sleep(2 * QUICK.every)
        assert len(rung) == 2
        assert await enqueued(postgres_store, a_delivery("kept")) == 1
        await until(lambda: len(rung) == 3)
        assert await enqueued(postgres_store, a_delivery("kept")) == 0
        await asyncio.sleep(2 * QUICK.every)
        assert len(rung) == 3


async def test_on_sqlite_every_seat_is_ours(sqlite_store: Store) -> None:
    one = Coordinator(sqlite_store, [PLANNER])
    await one.run(lambda: None)  # there is nothing to wait for
    assert one.holds(PLANNER)
    assert one.holds(SENDER)
