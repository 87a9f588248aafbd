"""The composition root: Settings → store, sources, platforms, flows. Nothing is made anywhere else.

run:
    open the store, the workers and the web; make the client; log in; wait until Discord has told its guilds
    the heartbeat plans and polls, the relay sends, the client answers
    until a signal, or until Discord does not know the token any more:
        the heartbeat stops; the relay lets the sends under way end; the client says goodbye; the store is closed
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import secrets
import signal
import socket
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.clock import Clock, SystemClock
from bot.errors import SettingsError
from bot.flows import intake, planning
from bot.flows.relay import Relay
from bot.heartbeat import Beat, beating, beats
from bot.ingest.client import Guard, client_session
from bot.ingest.feeds import FeedSource
from bot.ingest.files import FolderSource
from bot.ingest.workers import Workers, workers
from bot.model.source import MIN_INTERVAL, NewSource, SourceKind
from bot.platforms.discord import access, faults
from bot.platforms.discord.client import DatelineClient, ShardedClient
from bot.platforms.discord.desk import Desk
from bot.platforms.discord.sender import DiscordPlatform
from bot.ports import Platform, Source
from bot.settings import Settings
from bot.store import sources as stored_sources
from bot.store.engine import Store

__all__ = ["App", "application_id", "invite_link", "run", "running"]

application_id, invite_link = access.application_id, access.invite_link

log = logging.getLogger(__name__)

Client = DatelineClient | ShardedClient


@dataclass(frozen=True)
class App:
    """Everything, made and connected to each other; nothing runs yet."""

    store: Store
    clock: Clock
    client: Client
    platforms: Mapping[str, Platform]
    sources: Mapping[SourceKind, Source]
    relay: Relay
    workers: Workers
    pulse_file: Path | None = None

    async def settle(self) -> None:
        """Plan and send everything that is due, without the heartbeat and the relay's loop."""
        while await planning.tick(self.store, self.clock.now()) or await self.relay.drain_once():
            pass

    @asynccontextmanager
    async def working(self) -> AsyncIterator[asyncio.Task[None]]:
        """Let the heartbeat beat and the relay send; give the relay's task, which ends only with an error.

        At the end no send is cancelled: the relay waits for those under way.
        """
        logging.getLogger("apscheduler").setLevel(logging.WARNING)  # it tells of every beat, two lines a second
        relay = asyncio.create_task(self.relay.run(), name="relay")
        try:
            async with beating(self.clock, self._beats()):
                yield relay
        finally:
            relay.cancel()
            await asyncio.wait({relay})

    def _beats(self) -> tuple[Beat, ...]:
        return beats(self.store, wake=self.relay.wake, poll=self._poll, pulse_file=self.pulse_file)

    async def _poll(self, now: datetime) -> int:
        return await intake.poll_due(self.store, self.sources, now, self.workers)


@asynccontextmanager
async def running(settings: Settings, clock: Clock, *, sharded: bool = False) -> AsyncIterator[App]:
    """Make everything, and close it at the end. Raises SettingsError or StoreError."""
    guard = Guard(allow_private=settings.allow_private_addresses, ports=settings.allowed_ports)
    async with (
        Store.open(settings.database) as store,
        workers() as pool,
        client_session(guard, settings.user_agent) as web,
    ):
        await _watch(store, settings, clock.now())
        feeds = FeedSource(web, pool, pages=settings.read_pages)
        client = (ShardedClient if sharded else DatelineClient)(Desk(store, clock, feeds))
        platform = DiscordPlatform(client, clock)
        platforms: dict[str, Platform] = {platform.name: platform}
        yield App(
            store=store,
            clock=clock,
            client=client,
            platforms=platforms,
            sources={SourceKind.FEED: feeds, SourceKind.FOLDER: FolderSource()},
            relay=Relay(store, platforms, clock, _sender()),
            workers=pool,
            pulse_file=settings.pulse_file,
        )


async def run(settings: Settings, *, sharded: bool = False) -> None:
    """Run the bot until a signal stops it.

    Raises SettingsError if the token is missing or is none, TokenError if Discord does not accept it, another
    SendError if Discord cannot be reached.
    """
    token = _token(settings)
    async with (
        _signalled() as signalled,
        running(settings, SystemClock(), sharded=sharded) as app,
        _connected(app.client, token, signalled) as connection,
    ):
        async with app.working() as relay:
            log.info("at work; invite the bot with %s", invite_link(str(app.client.application_id)))
            await _until_one_ends(connection, relay, signalled)
        log.info("stopping; sends under way have ended")


@asynccontextmanager
async def _connected(client: Client, token: str, signalled: asyncio.Task[None]) -> AsyncIterator[asyncio.Task[None]]:
    """Log in and connect; give the connection's task once Discord has told its guilds, or a signal came before."""
    tasks: list[asyncio.Task[None]] = []
    try:
        with _translated():
            await client.login(token)
        tasks = [
            asyncio.create_task(_connect(client), name="gateway"),
            asyncio.create_task(client.wait_until_ready(), name="ready"),
        ]
        await _until_one_ends(*tasks, signalled)
        yield tasks[0]
    finally:
        await client.close()  # also where the login failed: its HTTP session is open
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _until_one_ends(*tasks: asyncio.Task[None]) -> None:
    """Wait for the first to end; raise its error if it ended with one."""
    ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in ended:
        task.result()


async def _connect(client: Client) -> None:
    with _translated():
        await client.connect()


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except faults.FOREIGN as error:
        ours = faults.translate(error)
        raise ours from error


@asynccontextmanager
async def _signalled() -> AsyncIterator[asyncio.Task[None]]:
    """Give a task that ends when the process is asked to stop."""
    loop, asked = asyncio.get_running_loop(), asyncio.Event()

    async def wait() -> None:
        await asked.wait()

    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl+C interrupts by itself
            loop.add_signal_handler(number, asked.set)
    task = asyncio.create_task(wait(), name="signal")
    try:
        yield task
    finally:
        task.cancel()
        for number in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(NotImplementedError):
                loop.remove_signal_handler(number)


async def _watch(store: Store, settings: Settings, now: datetime) -> None:
    """Have the operator's folder in the catalogue."""
    if settings.watch_folder is None:
        return
    interval = max(timedelta(seconds=settings.poll_interval), MIN_INTERVAL)
    folder = settings.watch_folder.expanduser().resolve()
    new = NewSource(kind=SourceKind.FOLDER, address=str(folder), title=folder.name, interval=interval)
    async with store.write() as conn:
        await stored_sources.ensure(conn, new, now)


def _token(settings: Settings) -> str:
    if settings.discord_token is None:
        raise SettingsError(f"There is no DISCORD_TOKEN. {access.HOW_TO_GET_ONE} Without one: dateline demo.")
    token = settings.discord_token.get_secret_value().strip()
    application_id(token)  # refuses what cannot be one before anything is asked of Discord
    return token


def _sender() -> str:
    """Name this process in leases: no two are ever called the same."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
