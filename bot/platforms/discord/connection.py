"""The way to Discord: log in, connect where members are to be answered, and say goodbye."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager

import discord

from bot.platforms.discord import faults

Tasks = Sequence[asyncio.Task[None]]


@asynccontextmanager
async def connected(client: discord.Client, token: str, stop: asyncio.Task[None]) -> AsyncIterator[Tasks]:
    """Log in and connect; give the connection's task once Discord has told its guilds, or `stop` has ended before.

    Raises SendError, also from the task.
    """
    tasks: list[asyncio.Task[None]] = []
    try:
        async with logged_in(client, token):
            tasks = [
                asyncio.create_task(_connect(client), name="gateway"),
                asyncio.create_task(client.wait_until_ready(), name="ready"),
            ]
            await until_one_ends(*tasks, stop)
            yield tasks[:1]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@asynccontextmanager
async def logged_in(client: discord.Client, token: str) -> AsyncIterator[Tasks]:
    """Log in without a gateway: enough to post. There is no task to watch. Raises SendError."""
    try:
        with _translated():
            await client.login(token)
        yield ()
    finally:
        await client.close()  # also where the login failed: its HTTP session is open


async def until_one_ends(*tasks: asyncio.Task[None]) -> None:
    """Wait for the first to end; raise its error if it ended with one."""
    ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in ended:
        task.result()


async def _connect(client: discord.Client) -> None:
    with _translated():
        await client.connect()


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except faults.FOREIGN as error:
        ours = faults.translate(error)
        raise ours from error
