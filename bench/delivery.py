"""Sending to many channels against a server that enforces Discord's limits: `python -m bench delivery`, in full

    python -m bench.delivery --channels 10000

Beside it, in the same run: a plain `asyncio.gather` of sends, one APScheduler job per schedule, and what it takes to
know 10,000 guilds. The server runs in a process of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import discord
from apscheduler.jobstores.base import BaseJobStore
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bench.planning import NOW, fill
from bot.clock import SystemClock
from bot.flows import planning
from bot.flows.relay import Relay
from bot.model.delivery import DeliveryState, Destination, NewDelivery, Priority
from bot.model.message import Message, MessageKind, plain
from bot.platforms.discord.sender import DiscordPlatform
from bot.store import outbox
from bot.store.engine import Store
from tests.platforms.discordlike import Discordlike, new_client, pointed_at, serving

CHANNELS, FULL = 450, 10_000
AT_ONCE = 1_000
"""Sends of the plain gather, and jobs of APScheduler: enough to see what becomes of them."""

KINDS = {
    Priority.ALERT: MessageKind.ALERT,
    Priority.REMINDER: MessageKind.REMINDER,
    Priority.DIGEST: MessageKind.DIGEST,
}
FIRST_CHANNEL = 700_000_000_000_000_000


@dataclass
class Took:
    """What the server took: what each message says, in order, and when; and how often it said 429."""

    said: list[str] = field(default_factory=list)
    at: list[datetime] = field(default_factory=list)
    limits_met: int = 0


def _serve(pipe: Connection) -> None:
    """Serve until told to stop; then tell what was taken."""

    async def serve() -> None:
        server = Discordlike(limited=True)
        async with serving(server) as base:
            pipe.send(base)
            await asyncio.to_thread(pipe.recv)
        said = [_said(message.request) for message in server.posted]
        pipe.send(Took(said, [message.at for message in server.posted], server.limits_met))

    asyncio.run(serve())


def _said(request: dict[str, Any]) -> str:
    return str(request["embeds"][0]["title"] if request.get("embeds") else request["content"])


@asynccontextmanager
async def discord_and(took: Took) -> AsyncIterator[discord.Client]:
    """Give a client that talks to a server of its own; at the end, `took` says what the server took."""
    ours, its = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(its,))
    process.start()
    async with pointed_at(await asyncio.to_thread(ours.recv)), new_client() as client:
        yield client
    ours.send("stop")
    told: Took = await asyncio.to_thread(ours.recv)
    took.said, took.at, took.limits_met = told.said, told.at, told.limits_met
    process.join()


def owed(number: int, priority: Priority = Priority.ALERT) -> NewDelivery:
    return NewDelivery(
        dedupe_key=f"{priority}:{number}",
        destination=Destination(platform="discord", guild=str(600 + number), channel=str(FIRST_CHANNEL + number)),
        message=Message(kind=KINDS[priority], headline=f"{priority} {number}", lines=(plain("It happened."),)),
        priority=priority,
        cause=f"{number}",
        not_before=datetime.now(UTC),
    )


async def deliver(store: Store, deliveries: Sequence[NewDelivery]) -> Took:
    """Send these through the relay and the real client."""
    took, now = Took(), datetime.now(UTC)
    async with store.write() as conn:
        await outbox.enqueue(conn, deliveries, now)
    async with discord_and(took) as client:
        platform = DiscordPlatform(client, SystemClock())
        await client.login("t")
        relay = asyncio.create_task(Relay(store, {"discord": platform}, SystemClock(), "bench").run())
        while await _open(store):  # noqa: ASYNC110  # the outbox tells it when asked
            await asyncio.sleep(0.5)
        relay.cancel()
        await asyncio.gather(relay, return_exceptions=True)
    return took


async def _open(store: Store) -> bool:
    async with store.read() as conn:
        waiting = [
            await outbox.listed(conn, guild=None, limit=1, state=state)
            for state in (DeliveryState.PENDING, DeliveryState.CLAIMED, DeliveryState.FAILED)
        ]
    return any(waiting)


async def sustained(store: Store, count: int) -> None:
    took = await deliver(store, [owed(number) for number in range(count)])
    rate = (len(took.at) - 1) / (took.at[-1] - took.at[0]).total_seconds()
    once = len(set(took.said))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{count:,} channels, one alert each: {rate:.1f}/s, {took.limits_met} × 429, {count - once} lost, "
        f"{len(took.said) - once} twice; {peak} MiB at most"
    )


async def overtaking(store: Store) -> None:
    """Digests are owed first, reminders after them: who is sent first?"""
    count = 100
    digests = [owed(number, Priority.DIGEST) for number in range(count)]
    reminders = [owed(number, Priority.REMINDER) for number in range(count, 2 * count)]
    took = await deliver(store, digests + reminders)
    first = sum(said.startswith("reminder") for said in took.said[:count])
    print(f"{count} digests owed before {count} reminders: {first} of the first {count} sent are reminders")


async def gathered(count: int) -> None:
    """Send without an outbox and a budget, as one would write it first; the client waits out what it is told."""
    took = Took()
    async with discord_and(took) as client:
        await client.login("t")

        async def one(number: int) -> None:
            await client.get_partial_messageable(FIRST_CHANNEL + number).send(f"alert {number}")

        began = time.perf_counter()
        done = await asyncio.gather(*(one(number) for number in range(count)), return_exceptions=True)
        seconds = time.perf_counter() - began
    lost = sum(isinstance(one, Exception) for one in done)
    print(
        f"plain gather of {count:,} sends: {took.limits_met:,} × 429, {lost:,} lost, {seconds:.0f} s "
        f"(at 45/s: {count / 45:.0f} s)"
    )


_ran: list[str] = []


async def job(name: str) -> None:
    """What APScheduler calls; it finds it by its name."""
    _ran.append(name)


async def scheduled(count: int, folder: Path) -> None:
    """Let `count` schedules be due at once: as rows of ours, and as jobs of APScheduler."""
    async with Store.open(f"sqlite:///{folder}/schedules.db") as store:
        made = await fill(store, count // 10, 10)
        began = time.perf_counter()
        planned = await planning.tick(store, NOW)
        ours = time.perf_counter() - began
    print(f"{made:,} schedules due at once: our tick plans {planned:,} in {ours:.2f} s")
    for name, kept in (
        ("in memory", MemoryJobStore()),
        ("in SQLite", SQLAlchemyJobStore(f"sqlite:///{folder}/jobs.db")),
    ):
        seconds = await _with_apscheduler(kept, made)
        print(
            f"  APScheduler, a job each {name}: runs {len(_ran):,} in {seconds:.2f} s, {seconds / ours:.1f} × as long"
        )


async def _with_apscheduler(kept: BaseJobStore, count: int) -> float:
    """Return the seconds from the moment at which all are due until it has nothing more to do. Its defaults hold."""
    _ran.clear()
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)  # it tells of each one that it drops
    scheduler = AsyncIOScheduler(jobstores={"default": kept}, timezone=UTC)
    scheduler.start(paused=True)
    due = datetime.now(UTC) + timedelta(seconds=count / 500)
    for number in range(count):
        scheduler.add_job(job, "date", run_date=due, args=(f"job {number}",), id=str(number))
    await asyncio.sleep(max(0.0, (due - datetime.now(UTC)).total_seconds()))
    began = time.perf_counter()
    scheduler.resume()
    while scheduler.get_jobs():  # noqa: ASYNC110  # it tells of no end
        await asyncio.sleep(0.01)
    await asyncio.sleep(0)
    seconds = time.perf_counter() - began
    scheduler.shutdown()
    return seconds


def memory(count: int) -> None:
    """Fill the real client's cache as the gateway would, in this process; print what it grew by."""
    before = _resident()
    client = new_client()
    for number in range(count):
        client._connection._add_guild(discord.Guild(data=_guild(number), state=client._connection))  # noqa: SLF001
    grown = _resident() - before
    print(
        f"{count:,} guilds of 10 channels and 5 roles in the client's cache: {grown} MiB, all in all {_resident()} MiB"
    )


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 2**20


def _guild(number: int) -> Any:
    first = FIRST_CHANNEL + number * 100
    role = {"name": "role", "permissions": "0", "position": 0, "color": 0, "hoist": False, "managed": False}
    role |= {"mentionable": False, "flags": 0}
    channel = {"type": 0, "name": "news", "position": 0, "permission_overwrites": []}
    return {
        "id": str(first),
        "name": f"Guild {number}",
        "roles": [{**role, "id": str(first + n)} for n in range(5)],
        "channels": [{**channel, "id": str(first + 10 + n)} for n in range(10)],
        "members": [],
    }


def main() -> None:
    report(argparse.Namespace(channels=CHANNELS))


def report(asked: argparse.Namespace) -> None:
    logging.getLogger("discord").setLevel(logging.CRITICAL)  # it tells of each 429
    logging.getLogger("bot").setLevel(logging.CRITICAL)  # on a machine that is busy with other things, a line a message
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_all(asked.channels, Path(folder)))
    command = (sys.executable, "-m", "bench.delivery", "--memory", str(FULL))
    print(subprocess.run(command, capture_output=True, text=True, check=True).stdout, end="")


async def _all(channels: int, folder: Path) -> None:
    async with Store.open(f"sqlite:///{folder}/outbox.db") as store:
        await overtaking(store)
        await sustained(store, channels)
    await gathered(min(AT_ONCE, channels))
    await scheduled(AT_ONCE, folder)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.delivery", description=__doc__)
    parser.add_argument("--channels", type=int, default=CHANNELS)
    parser.add_argument("--memory", type=int, help="only fill a client's cache with so many guilds")
    given = parser.parse_args()
    memory(given.memory) if given.memory else report(given)
