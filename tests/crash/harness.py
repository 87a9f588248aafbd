"""The supervisor: it feeds work, gives birth to workers, kills them as the seed says, and asks the oracle.

a server like Discord, in this process, which nobody kills: 2 % of creations answered with 503, 2 % reset before and
    2 % after they are taken; Discord's limits enforced; nonces remembered for a while, history for ever
two workers at a time, as after a fail-over that came too early; when one dies the next is born
each life has its death from a shuffled list: at a point of the code, or at any moment at all
at the end one worker lives until nothing is owed any more; then the server's messages are compared with what was owed
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from bot.errors import StoreBusyError
from bot.model.delivery import DeliveryState
from bot.store import outbox, schedules
from bot.store.engine import Store
from tests.crash import world
from tests.crash.clock import START, ScaledClock
from tests.crash.oracle import Verdict, judge
from tests.crash.points import Point
from tests.crash.variants import Variant
from tests.crash.worker import STILLBORN, Order
from tests.crash.world import World
from tests.platforms.discordlike import Discordlike, Fault, serving

_T = TypeVar("_T")

AT_ONCE = 2
GUILDS = 8
FAULT_RATE = 0.02
FAULTS: tuple[Fault, ...] = ("503", "reset before", "reset after")
LONGEST_LIFE = 0.8
"""Seconds of this machine until a life that dies at random does; opening the store and logging in take a tenth."""

PATIENCE = 0.5
"""Seconds after which a worker that has not come by its point gets more to do."""

ENOUGH = 150
"""Messages owed and not posted from which on nothing is added: on a slow machine the end would take for ever."""

SLOWEST = 8.0
"""Seconds for a death, on the slowest of machines, after which something hangs."""

_OPEN = (DeliveryState.PENDING, DeliveryState.CLAIMED, DeliveryState.FAILED)


@dataclass(frozen=True)
class Plan:
    """One run. `kills` die at random, and `each` at every point; `factor` is how much faster time goes."""

    database: str
    folder: Path
    seed: int
    kills: int
    each: int
    factor: float = 20.0
    variant: Variant = Variant.SOUND

    def deaths(self) -> list[Point | None]:
        return [None] * self.kills + [point for point in self.variant.points for _ in range(self.each)]


@dataclass
class Report:
    """What a run did."""

    plan: Plan
    died: Counter[Point | None]
    faults: Counter[Fault]
    limits_met: int
    seconds: float
    verdict: Verdict

    def __str__(self) -> str:
        points = ", ".join(f"{self.died[point]} {point}" for point in Point)
        faults = ", ".join(f"{count} × {fault}" for fault, count in sorted(self.faults.items(), key=str))
        return (
            f"seed {self.plan.seed}, time × {self.plan.factor:g}, {self.plan.variant}\n"
            f"  killed: {self.died[None]} at random, {points}\n"
            f"  server: {faults}, {self.limits_met} × 429; {self.seconds:.0f} s\n"
            f"  {self.verdict}"
        )


Life = tuple[int, asyncio.Future[int]]
"""A worker's process id, and what will tell its exit status."""


class Nursery:
    """The process whose children the workers are."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._unborn: dict[int, asyncio.Future[Life]] = {}
        self._alive: dict[int, asyncio.Future[int]] = {}
        self._lives = itertools.count(1)
        self._closing = False
        self._listening = asyncio.create_task(self._listen())

    async def bear(self, order: Order) -> Life:
        life = next(self._lives)
        self._unborn[life] = asyncio.get_running_loop().create_future()
        assert self._process.stdin is not None
        self._process.stdin.write(replace(order, life=life).line())
        return await self._unborn[life]

    async def close(self) -> None:
        """End it, and with it whoever a run that failed has left alive or unborn."""
        self._closing = True
        for pid in self._alive:
            _end(pid)
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()
        await self._listening

    async def _listen(self) -> None:
        assert self._process.stdout is not None
        while line := await self._process.stdout.readline():
            told = json.loads(line)
            pid = told["pid"]
            if "life" in told:
                self._alive[pid] = asyncio.get_running_loop().create_future()
                _tell(self._unborn.pop(told["life"]), (pid, self._alive[pid]))
                if self._closing:
                    _end(pid)
            else:
                _tell(self._alive.pop(pid), told["status"])
        ended = RuntimeError("the process that bears the workers has ended")
        for unborn in self._unborn.values():
            unborn.set_exception(ended)
        for alive in self._alive.values():
            alive.set_exception(ended)


def _tell(waiting: asyncio.Future[_T], what: _T) -> None:
    if not waiting.done():  # who waited may have been cancelled
        waiting.set_result(what)


def _end(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):  # it has ended already, and that is being told
        os.kill(pid, signal.SIGKILL)


@asynccontextmanager
async def nursery() -> AsyncIterator[Nursery]:
    """Start it once for many runs: what it imports takes a second."""
    pipe = asyncio.subprocess.PIPE
    command = (sys.executable, "-m", "tests.crash.worker")
    process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)
    opened = Nursery(process)
    try:
        yield opened
    finally:
        await opened.close()


@dataclass
class Run:
    """A run under way."""

    plan: Plan
    nursery: Nursery
    clock: ScaledClock
    server: Discordlike
    api: str
    world: World
    luck: random.Random
    died: Counter[Point | None] = field(default_factory=Counter)

    async def kill_them_all(self) -> None:
        """Let every planned death be died."""
        waiting = self.plan.deaths()
        self.luck.shuffle(waiting)

        async def line() -> None:
            while waiting:
                await self._life(waiting.pop())

        await asyncio.gather(*(line() for _ in range(AT_ONCE)))

    async def settle(self) -> None:
        """Let one worker live until nothing is owed any more, and then die too."""
        pid, dead = await self._bear(None)
        while not await self._quiet():
            if dead.done():
                assert dead.result() == STILLBORN, self._odd(dead)
                pid, dead = await self._bear(None)
            await asyncio.sleep(0.1)
        await self._kill(pid, dead)

    async def _life(self, point: Point | None) -> None:
        """Let a worker live and die its death; one that could not begin to live is replaced, as it would be."""
        while (dead := await self._lived(point)).result() == STILLBORN:
            pass
        assert dead.result() == -signal.SIGKILL, self._odd(dead)
        self.died[point] += 1

    async def _lived(self, point: Point | None) -> asyncio.Future[int]:
        await self._feed()
        pid, dead = await self._bear(point)
        if point is None:
            await asyncio.wait({dead}, timeout=self.luck.uniform(0.05, LONGEST_LIFE))
            await self._kill(pid, dead)
        else:
            while not (await asyncio.wait({dead}, timeout=PATIENCE))[0]:
                await self._feed()
        return dead

    def _odd(self, dead: asyncio.Future[int]) -> str:
        return f"a worker ended with {dead.result()}: see {self.plan.folder}"

    async def _bear(self, point: Point | None) -> Life:
        order = Order(
            database=self.plan.database,
            api=self.api,
            factor=self.clock.factor,
            began=self.clock.began,
            seed=self.luck.getrandbits(32),
            variant=self.plan.variant,
            log=str(self.plan.folder / f"workers-{self.plan.seed}.log"),
            point=point,
            passage=self.luck.randint(1, 2) if self.plan.variant is Variant.SOUND else 1,
        )
        return await self.nursery.bear(order)

    async def _kill(self, pid: int, dead: asyncio.Future[int]) -> None:
        if not dead.done():
            _end(pid)
        await dead

    async def _feed(self) -> None:
        """Let something fall due within the next half second of this machine, unless enough waits already."""
        if len(self.world.expected) - len(self.server.ours()) > ENOUGH:
            return
        wait = timedelta(seconds=self.luck.uniform(0, 0.5) * self.clock.factor)
        with contextlib.suppress(StoreBusyError):  # the workers write all the time; there will be another occasion
            await self.world.tell(self.clock.now() + wait, self.clock.now())

    async def _quiet(self) -> bool:
        """Tell whether every slot is past, planned and ended."""
        now = self.clock.now()
        if now < max(self.world.digests_at.values()):
            return False
        async with self.world.store.read() as conn:
            far = await schedules.next_due(conn, now)
            if await schedules.due(conn, now, 1) or (far is not None and far < now + timedelta(hours=1)):
                return False
            states = [await outbox.listed(conn, guild=None, limit=1, state=state) for state in _OPEN]
        return not any(states)


def _lucky(luck: random.Random, met: Counter[Fault]) -> Fault | None:
    """Return one of the faults, each as often as it is to come, and count it."""
    chosen = luck.random() / FAULT_RATE
    if chosen >= len(FAULTS):
        return None
    met[FAULTS[int(chosen)]] += 1
    return FAULTS[int(chosen)]


async def crash(plan: Plan, nursery: Nursery) -> Report:
    """Carry out a plan and return what came of it."""
    luck, faults = random.Random(plan.seed), Counter[Fault]()
    clock, errs = ScaledClock.starting(plan.factor), random.Random(luck.getrandbits(32))
    server = Discordlike(
        luck=lambda: _lucky(errs, faults),
        latency=lambda: errs.uniform(0, 0.005),
        memory=plan.variant.memory,
        limited=True,
        now=clock.now,
    )
    server.events.luck, server.events.most = (lambda: _lucky(errs, faults)), world.ENDLESS
    digests_within = timedelta(seconds=len(plan.deaths()) * 0.2 * plan.factor)
    async with Store.open(plan.database) as store, serving(server) as api:
        owed = await world.settle(store, server, GUILDS, digests_within, clock.now())
        run = Run(plan, nursery, clock, server, api, owed, luck)
        async with asyncio.timeout(SLOWEST * (10 + len(plan.deaths()))):
            await run.kill_them_all()
            await run.settle()
        verdict = await judge(store, server, owed.owed(clock.now()), owed.listed)
        seconds = (clock.now() - START).total_seconds() / plan.factor
        return Report(plan, run.died, faults, server.limits_met, seconds, verdict)
