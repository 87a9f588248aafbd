"""Who sends and who plans where several processes run on one PostgreSQL, and what wakes them.

    keep a connection of our own, and every second:
        ask for each seat that we lack: an advisory lock, which PostgreSQL gives to one session at a time
        who has a seat works; the others ask again
        listen for the bell that rings when something was put into the outbox
    connection lost, or no answer → no seat is ours any more, at once; connect anew

A seat comes free when its holder's session ends: at once when the process ends or is killed; after `Timing.idle` when
it hangs, is stopped, or its machine or network is gone, since PostgreSQL itself ends a session that says nothing for so
long. A holder trusts its seat for `Timing.trust` after it last had an answer, which is less: so it has stopped before
another begins. docs/operations.md says what holds even where it has not.

On SQLite there is one process, and every seat is its own.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from bot.store.dialect import BELL, SQLITE
from bot.store.engine import Store

PLANNER = "planner"
"""The seat of who turns what is due into deliveries."""


class Timing(NamedTuple):
    """In seconds. The take-over lasts at most `idle`, `every` and the way there: less than ten."""

    every: float = 1.0
    """Between two looks at the seats."""
    trust: float = 4.0
    """After the last answer a seat is still taken to be ours for so long: three looks may fail."""
    idle: float = 6.0
    """Silence after which PostgreSQL ends our session (`idle_session_timeout`, PostgreSQL 14 and later)."""
    answer: float = 2.0
    """For an answer or a connection."""


TIMING = Timing()

log = logging.getLogger(__name__)


def sender(platform: str, account: str) -> str:
    """Return the seat of who sends for one account of a platform: all its calls share one budget."""
    return f"sender:{platform}:{account}"


class Coordinator:
    """What one process knows of its seats."""

    def __init__(self, store: Store, seats: Iterable[str], timing: Timing = TIMING) -> None:
        self._store, self._seats, self._timing = store, tuple(seats), timing
        self._alone = store.dialect == SQLITE
        self._held: set[str] = set()
        self._answered = float("-inf")

    def holds(self, seat: str) -> bool:
        """Tell whether the seat is ours at this moment."""
        return self._alone or (seat in self._held and _now() - self._answered < self._timing.trust)

    async def run(self, ring: Callable[[], None]) -> None:
        """Keep the seats until cancelled; then give them back at once. Rings when the outbox is worth a look."""
        while self._seats and not self._alone:
            try:
                await self._session(ring)
            except Exception as error:  # noqa: BLE001  # whatever it was: no seat is ours, and we try again
                log.warning("no seat is ours now: %s. Trying again", str(error) or type(error).__name__)
            finally:
                self._held.clear()
            await asyncio.sleep(self._timing.every)

    async def _session(self, ring: Callable[[], None]) -> None:
        """Hold one connection for as long as it answers. Raises whatever ends it."""
        connection, ended = await self._connect(), asyncio.Event()
        try:
            connection.add_termination_listener(lambda _: ended.set())
            await connection.add_listener(BELL, lambda *_: ring())
            ring()  # what came while nobody listened
            while not ended.is_set():
                asked = _now()
                gained = [seat for seat in self._seats if await self._gains(connection, seat)]
                await connection.fetchval("SELECT 1")
                self._answered = asked
                if gained:
                    log.info("this process is the %s now", " and the ".join(gained))
                    ring()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(ended.wait(), self._timing.every)
            raise ConnectionError("PostgreSQL has ended the session")
        finally:
            connection.terminate()

    async def _gains(self, connection: Any, seat: str) -> bool:
        """Ask for a seat unless it is ours: a lock that is asked for twice would have to be given back twice."""
        if seat in self._held or not await connection.fetchval("SELECT pg_try_advisory_lock($1)", _number(seat)):
            return False
        self._held.add(seat)
        return True

    async def _connect(self) -> Any:
        import asyncpg  # an optional extra

        idle = f"{self._timing.idle * 1000:.0f}ms"
        return await asyncpg.connect(
            **self._store.driver_arguments(),
            timeout=self._timing.answer,
            command_timeout=self._timing.answer,
            server_settings={"application_name": "dateline seats", "idle_session_timeout": idle},
        )


def _number(seat: str) -> int:
    """Return the number by which PostgreSQL knows the seat: it names its advisory locks by 64 bits."""
    return int.from_bytes(hashlib.sha256(seat.encode()).digest()[:8], signed=True)


def _now() -> float:
    """Return the loop's seconds, which no setting of the clock moves."""
    return asyncio.get_running_loop().time()
