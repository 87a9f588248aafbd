"""Time that runs faster by one factor, alike in all processes: the clock, and every wait and time-out of asyncio.

So the lease, the nonce window, back-offs, budgets and the time-outs of aiohttp and discord.py keep their ratios, and
nothing of the product has to know.
"""

from __future__ import annotations

import asyncio
import selectors
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


@dataclass(frozen=True)
class ScaledClock:
    """Showed START when the machine's clock showed `began` (seconds since 1970), and runs `factor` times as fast."""

    factor: float
    began: float

    @classmethod
    def starting(cls, factor: float) -> ScaledClock:
        return cls(factor, time.time())

    def now(self) -> datetime:
        return START + timedelta(seconds=(time.time() - self.began) * self.factor)

    async def sleep(self, seconds: float) -> None:
        """Wait that many of its own seconds; only in a loop that is scaled alike."""
        await asyncio.sleep(seconds)


class _HurriedSelector(selectors.DefaultSelector):
    def __init__(self, factor: float) -> None:
        super().__init__()
        self._factor = factor

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        return super().select(timeout if timeout is None or timeout <= 0 else timeout / self._factor)


class ScaledLoop(asyncio.SelectorEventLoop):
    """An event loop whose seconds are shorter."""

    def __init__(self, factor: float) -> None:
        self._factor = factor
        super().__init__(_HurriedSelector(factor))

    def time(self) -> float:
        return super().time() * self._factor


def scaled(factor: float) -> Callable[[], asyncio.AbstractEventLoop]:
    """Return what asyncio.Runner asks for."""
    return lambda: ScaledLoop(factor)
