"""Moves the demo's clock, and lets everything happen that falls due on the way, each at its own time.

until the wanted time:
    the next thing to come is an article that arrives, or a schedule row that is due
    move the clock there; take the article in; plan; post
move the clock to the wanted time
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.app import App
from bot.clock import MovableClock
from bot.demo.seeds import Seed
from bot.demo.world import World
from bot.flows import intake
from bot.store import schedules

_MOST_STEPS = 500
"""Between two posts; a digest a day makes some 365 in a year."""


class Pacer:
    """Leads bot and simulated Discord through time."""

    def __init__(self, app: App, world: World, clock: MovableClock, source: str, arrivals: Sequence[Seed]) -> None:
        self._app, self._world, self._clock = app, world, clock
        self._source, self._arrivals = source, list(arrivals)

    @property
    def now(self) -> datetime:
        """Return the demo's time."""
        return self._clock.now()

    @property
    def here(self) -> datetime:
        """Return the demo's time in the zone of its server."""
        return self.now.astimezone(self._world.zone)

    async def to(self, instant: datetime) -> None:
        """Move to an instant; nothing goes back."""
        await self._app.settle()
        while (due := await self._next()) is not None and due <= instant:
            await self._at(due)
        await self._at(instant)

    async def to_next_post(self) -> bool:
        """Move to when something is posted next; False if nothing is left to come."""
        await self._app.settle()
        before = self._world.posts()
        for _ in range(_MOST_STEPS):
            due = await self._next()
            if due is None:
                return False
            await self._at(due)
            if self._world.posts() > before:
                return True
        return False

    async def coming(self) -> datetime | None:
        """Return when the next thing is due in the zone of the server, or None if nothing is."""
        due = await self._next()
        return due.astimezone(self._world.zone) if due else None

    async def _next(self) -> datetime | None:
        async with self._app.store.read() as conn:
            due = await schedules.next_due(conn, self._clock.now())
        return min((at for at in (due, *(seed.arrives for seed in self._arrivals)) if at is not None), default=None)

    async def _at(self, instant: datetime) -> None:
        self._clock.move_to(instant)
        await self._world.follow()
        while self._arrivals and self._arrivals[0].arrives <= self._clock.now():
            seed, now = self._arrivals.pop(0), self._clock.now()
            await intake.take_in(self._app.store, seed.article, source=self._source, identity=seed.name, now=now)
        await self._app.settle()
