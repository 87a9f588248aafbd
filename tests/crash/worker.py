"""A process like the product's: it plans once a second and sends, until it is killed. Started as

    python -m tests.crash.worker

it reads orders, a line of JSON each, and has each carried out by a child of its own, which spares a new Python for
every one of some thousand lives. It tells of births and deaths: {"life": …, "pid": …} and {"pid": …, "status": …}.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import random
import select
import sys
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from aiohttp import ClientTimeout

from bot import heartbeat
from bot.clock import Clock
from bot.decide import occasions as decided
from bot.flows import occasions as listing
from bot.flows import planning
from bot.flows import relay as relay_module
from bot.flows.relay import Relay
from bot.heartbeat import Beat
from bot.platforms.discord import calls
from bot.platforms.discord.faults import FOREIGN
from bot.store import outbox
from bot.store.engine import Store
from tests.crash import world
from tests.crash.clock import ScaledClock, scaled
from tests.crash.points import PlanningStore, Point, SendingStore, Trap, leave_the_database_its_time
from tests.crash.variants import Variant, broken
from tests.platforms.discordlike import new_client, pointed_at

LOOK_EVERY = 0.01
"""Seconds between two looks for the dead."""

STILLBORN = 75
"""The exit status of a worker that could not log in in time, on a machine that is slow for hurried seconds."""

AT_LEAST = 5.0
"""Seconds between two looks for work. Once a second, with hurried seconds, would keep the machine busy with looking."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Order:
    """How one life is to be lived. `factor` and `began` are the clock's; `api` is the server's address."""

    database: str
    api: str
    factor: float
    began: float
    seed: int
    variant: Variant
    log: str
    point: Point | None = None
    passage: int = 1
    life: int = 0

    def line(self) -> bytes:
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def read(cls, line: bytes) -> Order:
        told: dict[str, Any] = json.loads(line)
        point = Point(told["point"]) if told["point"] else None
        return cls(**{**told, "variant": Variant(told["variant"]), "point": point})


async def live(order: Order) -> None:
    """Plan and send for ever; the end comes from outside, or at the point."""
    clock, trap = ScaledClock(order.factor, order.began), Trap(order.point, order.passage)
    platform = broken(order.variant)
    leave_the_database_its_time(order.factor)
    relay_module.IDLE = AT_LEAST
    decided.MOST = listing._READ = world.ENDLESS
    async with Store.open(order.database) as store, pointed_at(order.api):
        client = new_client()
        sender = platform(client, clock, store, trap)
        hurried, calls.REQUEST_TIMEOUT = calls.REQUEST_TIMEOUT, ClientTimeout(total=15 * order.factor)
        try:
            await client.login("t")
        except FOREIGN:
            log.exception("stillborn")
            os._exit(STILLBORN)
        calls.REQUEST_TIMEOUT = hurried  # the login alone is not hurried: it is no part of what is tested
        chance = random.Random(order.seed).random
        relay = Relay(SendingStore(store, trap), {"discord": sender}, clock, f"life {order.life}", chance)
        ticking = {"tick": PlanningStore(store, trap, clock), "reaper": store}
        jobs = [_job(name, planner, relay) for name, planner in ticking.items()]
        beating = [asyncio.create_task(_beat(job, clock)) for job in jobs]
        await asyncio.gather(relay.run(), *beating)


def _job(name: str, store: Store, relay: Relay) -> Beat:
    jobs = heartbeat.beats(store, wake=relay.wake, poll=_poll_nothing)
    return next(job for job in jobs if job.name == name)


async def _poll_nothing(_: object) -> None: ...


async def _beat(job: Beat, clock: Clock) -> None:
    """The heartbeat's job in its rhythm; APScheduler itself knows only the machine's clock."""
    while True:
        await heartbeat._work(job, clock)
        await clock.sleep(max(job.every.total_seconds(), AT_LEAST))


def _be_born(order: Order) -> None:
    """Live in a child process that shares nothing with this one but what was imported."""
    pid = os.fork()
    if pid:
        _tell(life=order.life, pid=pid)
        return
    sys.stdin.close()
    logging.basicConfig(filename=order.log, level=logging.INFO, format=f"%(asctime)s life {order.life} %(message)s")
    try:
        with asyncio.Runner(loop_factory=scaled(order.factor)) as runner:
            runner.run(live(order))
    except BaseException:
        log.exception("ended by itself")
        os._exit(1)
    os._exit(0)


async def _warm_up(order: Order) -> None:
    """Use once, in the parent, what costs time when it is first used; every child would pay for it."""
    now = ScaledClock(order.factor, order.began).now()
    async with Store.open(order.database) as store:
        await planning.tick(store, now - timedelta(days=365))
        async with store.read() as conn:
            await outbox.listed(conn, guild=None, limit=1)


def _bury() -> None:
    with contextlib.suppress(ChildProcessError):  # there is none
        while (died := os.waitpid(-1, os.WNOHANG))[0]:
            _tell(pid=died[0], status=os.waitstatus_to_exitcode(died[1]))


def _tell(**what: int) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Do both by turns: a signal's handler could not write while a death is being told already."""
    orders, rest, warm = sys.stdin.fileno(), b"", set[str]()
    while True:
        if select.select([orders], [], [], LOOK_EVERY)[0]:
            read = os.read(orders, 65_536)
            if not read:
                return
            *lines, rest = (rest + read).split(b"\n")
            for order in map(Order.read, lines):
                kind = order.database.partition(":")[0]
                if kind not in warm:
                    asyncio.run(_warm_up(order))
                    warm.add(kind)
                _be_born(order)
        _bury()


if __name__ == "__main__":
    main()
