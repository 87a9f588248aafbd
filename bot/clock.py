"""The one place that reads the clock. Everything else is told the time."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time and waits; injected wherever time passes."""

    def now(self) -> datetime:
        """Return the current instant, aware, in UTC."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait that many seconds of real time."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the current instant, aware, in UTC."""
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        """Wait that many seconds."""
        await asyncio.sleep(seconds)


class MovableClock:
    """Starts where it is told and runs on at the pace of the machine; can be moved forward.

    The demo lets its visitor jump to the next reminder with it. It never goes back.
    """

    def __init__(self, start: datetime, machine: Clock | None = None) -> None:
        self._machine = machine or SystemClock()
        self._offset = start.astimezone(UTC) - self._machine.now()

    def now(self) -> datetime:
        """Return the moved instant, aware, in UTC."""
        return self._machine.now() + self._offset

    async def sleep(self, seconds: float) -> None:
        """Wait that many seconds of real time."""
        await self._machine.sleep(seconds)

    def move_to(self, instant: datetime) -> None:
        """Jump forward to `instant`; an instant in the past is ignored."""
        self._offset += max(instant.astimezone(UTC) - self.now(), timedelta(0))


class StoppedClock:
    """Stands still until it is set; `sleep` moves it on without waiting. For tests and for replay."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        """Return the instant it stands at, aware, in UTC."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Move on by that many seconds and let other tasks run."""
        self._now += timedelta(seconds=seconds)
        await asyncio.sleep(0)

    def set(self, instant: datetime) -> None:
        """Stand at `instant`, earlier or later."""
        self._now = instant.astimezone(UTC)
