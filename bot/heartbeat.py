"""A handful of fixed jobs in memory that call the flows.

APScheduler wakes us; it never remembers for us: what is due is in the database. Its defaults drop a job that is more
than a second late; `misfire_grace_time=None` runs it however late, `coalesce=True` once for all that was missed,
`max_instances=1` never beside itself.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock, SystemClock
from bot.errors import StoreError
from bot.flows import planning
from bot.store import outbox
from bot.store.engine import Store

TICK = timedelta(seconds=1)
POLL = timedelta(seconds=15)
REAP = timedelta(seconds=30)
PURGE = timedelta(hours=1)
PULSE = timedelta(seconds=30)
KEPT = timedelta(days=90)
"""How long finished deliveries can be looked at; their keys stay for ever."""

log = logging.getLogger(__name__)

Work = Callable[[datetime], Awaitable[object]]


@dataclass(frozen=True)
class Beat:
    """A job: what is done, told the time by our clock, and how often."""

    name: str
    every: timedelta
    work: Work


def beats(store: Store, *, wake: Callable[[], None], poll: Work, pulse_file: Path | None = None) -> tuple[Beat, ...]:
    """Return the fixed jobs. `wake` is called when something was put into the outbox; `poll` polls what is due.

    `pulse_file` is touched as long as they beat; `dateline doctor --alive` looks at its age.
    """

    async def tick(now: datetime) -> None:
        if await planning.tick(store, now):
            wake()

    async def poll_and_wake(now: datetime) -> None:
        await poll(now)
        wake()

    async def reap(now: datetime) -> None:
        async with store.write() as conn:
            await outbox.expire(conn, now)

    async def purge(now: datetime) -> None:
        async with store.write() as conn:
            await outbox.purge(conn, now - KEPT)

    async def pulse(_: datetime) -> None:
        if pulse_file is not None:
            await asyncio.to_thread(pulse_file.touch)

    return (
        Beat("pulse", PULSE, pulse),
        Beat("tick", TICK, tick),
        Beat("poll", POLL, poll_and_wake),
        Beat("reaper", REAP, reap),
        Beat("purge", PURGE, purge),
    )


@asynccontextmanager
async def beating(clock: Clock, jobs: Sequence[Beat]) -> AsyncIterator[None]:
    """Run the jobs, each at once and then in its rhythm, until the end of the block."""
    scheduler = AsyncIOScheduler(
        timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    )
    for beat in jobs:
        scheduler.add_job(
            _beat,
            "interval",
            args=(beat, clock),
            id=beat.name,
            seconds=beat.every.total_seconds(),
            next_run_time=SystemClock().now(),  # APScheduler counts by the machine's clock alone
        )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)


async def _beat(beat: Beat, clock: Clock) -> None:
    """Do a job once; what a busy database put off is done at the next beat."""
    try:
        await beat.work(clock.now())
    except StoreError as error:
        log.warning("%s is put off: %s", beat.name, error)
