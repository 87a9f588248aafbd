"""A handful of fixed jobs in memory that call the flows.

APScheduler wakes us; it never remembers for us: what is due is in the database. Its defaults drop a job that is more
than a second late; `misfire_grace_time=None` runs it however late, `coalesce=True` once for all that was missed,
`max_instances=1` never beside itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock, SystemClock
from bot.errors import StoreError
from bot.flows import index, planning
from bot.model.share import Role
from bot.store import outbox
from bot.store.engine import Store

TICK = timedelta(seconds=1)
FOLLOW = timedelta(seconds=2)
"""So that a question seldom finds anything left to file."""
POLL = timedelta(seconds=15)
REAP = timedelta(seconds=30)
PURGE = timedelta(hours=1)
PULSE = timedelta(seconds=30)
KEPT = timedelta(days=90)
"""How long finished deliveries can be looked at; their keys stay for ever."""

PARTING = 5.0
"""Seconds that the end waits for jobs under way; their transactions take milliseconds."""

log = logging.getLogger(__name__)

Work = Callable[[datetime], Awaitable[object]]


@dataclass(frozen=True)
class Beat:
    """A job: what is done, told the time by our clock, and how often."""

    name: str
    every: timedelta
    work: Work


def beats(
    store: Store,
    *,
    wake: Callable[[], None],
    poll: Work,
    pulse_file: Path | None = None,
    roles: Collection[Role] = frozenset(Role),
    on_duty: Callable[[], bool] = lambda: True,
) -> tuple[Beat, ...]:
    """Return the fixed jobs of a process with these roles.

    `wake` is called when something was put into the outbox; `poll` polls what is due; `on_duty` tells whether it is
    this process that plans now. `pulse_file` is touched as long as they beat: `dateline doctor --alive` looks at its
    age.
    """

    async def poll_and_wake(now: datetime) -> None:
        await poll(now)
        wake()

    async def follow(_: datetime) -> None:
        await (await index.of(store)).catch_up(store)

    async def pulse(_: datetime) -> None:
        if pulse_file is not None:
            await asyncio.to_thread(pulse_file.touch)

    jobs = [Beat("pulse", PULSE, pulse)]
    if Role.PLAN in roles:
        jobs += [replace(job, work=_if(on_duty, job.work)) for job in _planner(store, wake)]
    if Role.POLL in roles:
        jobs.append(Beat("poll", POLL, poll_and_wake))
    if Role.GATEWAY in roles:
        jobs.append(Beat("index", FOLLOW, follow))
    return tuple(jobs)


def _planner(store: Store, wake: Callable[[], None]) -> tuple[Beat, ...]:
    """Return the jobs of the one process that plans."""

    async def tick(now: datetime) -> None:
        if await planning.tick(store, now):
            wake()

    async def reap(now: datetime) -> None:
        async with store.write() as conn:
            await outbox.expire(conn, now)

    async def purge(now: datetime) -> None:
        async with store.write() as conn:
            await outbox.purge(conn, now - KEPT)

    return Beat("tick", TICK, tick), Beat("reaper", REAP, reap), Beat("purge", PURGE, purge)


def _if(on_duty: Callable[[], bool], work: Work) -> Work:
    async def on_duty_only(now: datetime) -> None:
        if on_duty():
            await work(now)

    return on_duty_only


@asynccontextmanager
async def beating(clock: Clock, jobs: Sequence[Beat]) -> AsyncIterator[None]:
    """Run the jobs, each at once and then in its rhythm, until the end of the block; then let those under way end."""
    scheduler = AsyncIOScheduler(
        timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    )
    under_way: set[asyncio.Task[None]] = set()
    for beat in jobs:
        scheduler.add_job(
            _beat,
            "interval",
            args=(beat, clock, under_way),
            id=beat.name,
            seconds=beat.every.total_seconds(),
            next_run_time=SystemClock().now(),  # APScheduler counts by the machine's clock alone
        )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
        await _ended(under_way)


async def _beat(beat: Beat, clock: Clock, under_way: set[asyncio.Task[None]]) -> None:
    """Do a job once, in a task of its own: the scheduler cancels its jobs at the end and reports that as an error."""
    task = asyncio.create_task(_work(beat, clock), name=f"heartbeat {beat.name}")
    under_way.add(task)
    task.add_done_callback(under_way.discard)
    with contextlib.suppress(asyncio.CancelledError):  # the end; `beating` waits for the task
        await asyncio.shield(task)


async def _work(beat: Beat, clock: Clock) -> None:
    """Do a job; what a busy database put off is done at the next beat."""
    try:
        await beat.work(clock.now())
    except StoreError as error:
        log.warning("%s is put off: %s", beat.name, error)


async def _ended(under_way: set[asyncio.Task[None]]) -> None:
    """Wait for jobs, and cancel those that take long: a poll may wait for a slow server, and loses nothing."""
    tasks = set(under_way)
    if tasks:
        _, slow = await asyncio.wait(tasks, timeout=PARTING)
        for task in slow:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
