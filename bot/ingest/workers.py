"""Work that may take long or never end, in processes that can be stopped.

Feeds, pages and articles come from outside; a hostile one must not hold the event loop, on which the gateway's
heartbeat and the three seconds of an interaction depend.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

from bot.errors import InputError

DEADLINE = 20.0
"""Seconds for one document: some 200 times what an ordinary one takes."""

T = TypeVar("T")


class Workers:
    """A pool of processes; one that overruns its deadline is killed and replaced."""

    def __init__(self, pool: ProcessPool) -> None:
        self._pool = pool

    async def run(self, function: Callable[..., T], *arguments: object, subject: str, deadline: float = DEADLINE) -> T:
        """Call a module-level function with picklable arguments. Raises InputError if it takes too long or dies."""
        future = self._pool.schedule(function, args=arguments, timeout=deadline)
        try:
            result: T = await asyncio.wrap_future(future)
        except TimeoutError:
            raise InputError(subject, f"took longer than {deadline:.0f} seconds to read and was given up.") from None
        except ProcessExpired:
            raise InputError(subject, "could not be read: its reader stopped unexpectedly.") from None
        return result


@asynccontextmanager
async def workers(count: int = 2) -> AsyncIterator[Workers]:
    """Give a pool; its processes start with the first work and are gone at the end."""
    # Spawned, not forked: a fork would copy the event loop, its sockets and its database connections.
    pool = ProcessPool(max_workers=count, max_tasks=500, context=multiprocessing.get_context("spawn"))
    try:
        yield Workers(pool)
    finally:
        pool.stop()  # type: ignore[no-untyped-call]  # Pebble leaves it unannotated
        await asyncio.to_thread(pool.join)
