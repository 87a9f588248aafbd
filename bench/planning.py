"""The tick with many schedules due at once, on both databases: `python -m bench planning`, in full

    python -m bench.planning --guilds 10000

The loop's lag is measured from inside, by a task that asks to be woken every millisecond and notes how late it is. On a
machine with other work some lag is the machine's, so the same is noted of the idle loop, and beside it the longest turn
in the processor time of the loop's own thread, which others cannot lengthen.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot import memory
from bot.decide import reminders
from bot.flows import planning
from bot.model.event import Event
from bot.model.source import NewSource, SourceKind
from bot.store import articles, events, guilds, schedules, sources
from bot.store.engine import Store
from tests.databases import fresh_postgres, running_postgres
from tests.flows.made import article, event, guild, when

NOW = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
"""The morning of the events: the last of each one's reminders is due."""

MADE = NOW - timedelta(days=2)
WAKE = 0.001
GUILDS = 2_000
"""The full size is 10,000; by default it is short, for the sake of whoever waits for all benchmarks."""

CHUNK = 500


@dataclass
class Lag:
    """How late the loop was, in seconds, and how long its longest turn took in processor time."""

    late: list[float] = field(default_factory=list)
    turn: float = 0.0

    def __str__(self) -> str:
        worst, p99 = max(self.late), sorted(self.late)[int(len(self.late) * 0.99)]
        return (
            f"loop late by {worst * 1e3:.0f} ms at most (99 %: {p99 * 1e3:.1f}), longest turn {self.turn * 1e3:.0f} ms"
        )


@asynccontextmanager
async def lagging() -> AsyncIterator[Lag]:
    """Measure the loop's lag until the end of the block."""
    lag = Lag()

    async def tick() -> None:
        while True:
            due, spent = time.perf_counter() + WAKE, time.thread_time()
            await asyncio.sleep(WAKE)
            lag.late.append(max(0.0, time.perf_counter() - due))
            lag.turn = max(lag.turn, time.thread_time() - spent)

    ticking = asyncio.create_task(tick())
    try:
        yield lag
    finally:
        ticking.cancel()


def main() -> None:
    asked = argparse.Namespace(guilds=GUILDS, events=10)
    report(asked)


def report(asked: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(f"sqlite:///{folder}/bench.db", asked))
    with running_postgres() as server:
        asyncio.run(measure(asyncio.run(fresh_postgres(server.get_uri(), "bench")), asked))


async def measure(url: str, asked: argparse.Namespace) -> None:
    async with Store.open(url) as store:
        count = await fill(store, asked.guilds, asked.events)
        idle = await _idle(store)
        memory.settle()  # as the bot does when it starts
        async with lagging() as quiet:
            await asyncio.sleep(1)
        began, spent = time.perf_counter(), time.process_time()
        async with lagging() as lag:
            planned = await planning.tick(store, NOW)
        seconds, spent = time.perf_counter() - began, time.process_time() - spent
        print(f"{store.dialect}, {count:,} schedules of {asked.guilds:,} guilds")
        print(f"  nothing due: {idle * 1e3:.2f} ms (median)")
        print(f"  all due at once: {planned:,} planned in {seconds:.1f} s, {spent:.1f} s of our processor time; {lag}")
        print(f"  the loop with nothing to do: {quiet}")


async def _idle(store: Store) -> float:
    """Return the median seconds of a tick that finds nothing due."""
    took = []
    for _ in range(50):
        began = time.perf_counter()
        assert await planning.tick(store, MADE) == 0
        took.append(time.perf_counter() - began)
    return statistics.median(took)


async def fill(store: Store, guild_count: int, event_count: int) -> int:
    """Store guilds, events of one day and a reminder of each event for each guild; return how many schedules."""
    policies = [guild(str(n), "discord", lead_times=(timedelta(0),)) for n in range(guild_count)]
    made = [_event(number) for number in range(event_count)]
    async with store.write() as conn:
        source = await sources.ensure(conn, NewSource(kind=SourceKind.FILE, address="made"), MADE)
        for number, one in enumerate(made):
            await articles.save(conn, article(f"a{number}", (one,)), source=source.id, identity=str(number), now=MADE)
        told = [await events.get(conn, one.id, guild=None) for one in made]
    rows = [row for policy in policies for known in told for row in reminders.plan(known, policy, MADE)]
    random.Random(1).shuffle(rows)
    for start in range(0, len(policies), CHUNK):
        async with store.write() as conn:
            for policy in policies[start : start + CHUNK]:
                await guilds.put(conn, policy, MADE)
    for start in range(0, len(rows), CHUNK):
        async with store.write() as conn:
            await schedules.put(conn, rows[start : start + CHUNK])
    return len(rows)


def _event(number: int) -> Event:
    """Return an event of the day, which no other is taken for."""
    name = "".join(chr(ord("a") + int(digit)) for digit in f"{number:04}")
    return event(f"e{number}", title=f"{name} meets", at=when(NOW.date()), participants=(name,), place=name)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.planning", description=__doc__)
    parser.add_argument("--guilds", type=int, default=GUILDS)
    parser.add_argument("--events", type=int, default=10)
    report(parser.parse_args())
