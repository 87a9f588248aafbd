"""The real program as processes of their own, against the Discord on loopback: to be killed, stopped and waited for."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

_MAIN = """
import sys, yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from bot.cli import main
Route.BASE = sys.argv[1]
DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sys.argv[1]).with_scheme("ws").with_path("/gateway")
sys.exit(main(sys.argv[2:]))
"""
"""The command line, but for where Discord is."""


@dataclass
class Running:
    """A process, and what it has said so far."""

    process: asyncio.subprocess.Process
    lines: list[str] = field(default_factory=list)
    said: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def says(self, text: str, times: int = 1) -> None:
        """Wait until so many lines of stderr have the text in them."""
        async with self.said:
            await self.said.wait_for(lambda: self.count(text) >= times)

    def count(self, text: str) -> int:
        return sum(text in line for line in self.lines)

    async def listen(self) -> None:
        assert self.process.stderr is not None
        async for line in self.process.stderr:
            async with self.said:
                self.lines.append(line.decode().rstrip())
                self.said.notify_all()


@asynccontextmanager
async def running(*arguments: str, discord: str = "http://127.0.0.1:9", **environment: str) -> AsyncIterator[Running]:
    """Run `dateline` with these arguments; it is killed at the end if it still runs."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _MAIN, discord, *arguments,
        stderr=asyncio.subprocess.PIPE, env={**os.environ, **environment},
    )  # fmt: skip
    one = Running(process)
    listening = asyncio.create_task(one.listen())
    try:
        yield one
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        await listening
