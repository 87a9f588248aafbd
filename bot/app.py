"""The composition root: Settings → store, sources, platforms, flows. Nothing is made anywhere else.

run, of which a process does its share (all of it, or the roles that it is given):
    open the store, the workers and the web; make the client; log in; wait until Discord has told its guilds
    the heartbeat plans and polls, the relay sends, the client answers
    until a signal, or until Discord does not know the token any more:
        the heartbeat stops; the relay lets the sends under way end; the seats are given back; the client says goodbye;
        the store is closed
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import secrets
import signal
import socket
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from bot import memory
from bot.answer import models, rerank
from bot.clock import Clock, SystemClock
from bot.errors import SettingsError
from bot.flows import intake, planning
from bot.flows.picking import Picking
from bot.flows.relay import Relay
from bot.heartbeat import Beat, beating, beats
from bot.ingest.client import Guard, client_session
from bot.ingest.feeds import FeedSource
from bot.ingest.files import FolderSource
from bot.ingest.workers import Workers, workers
from bot.model.share import Role, Share
from bot.model.source import MIN_INTERVAL, NewSource, SourceKind
from bot.platforms.discord import access
from bot.platforms.discord.client import DatelineClient, PostingClient, ShardedClient
from bot.platforms.discord.connection import connected, logged_in, until_one_ends
from bot.platforms.discord.desk import Desk
from bot.platforms.discord.sender import DiscordPlatform
from bot.ports import Platform, Source
from bot.settings import Settings
from bot.store import sources as stored_sources
from bot.store.coordination import PLANNER, Coordinator, sender
from bot.store.engine import Store
from bot.store.place import serves_one

__all__ = ["App", "application_id", "invite_link", "run", "running"]

application_id, invite_link = access.application_id, access.invite_link

log = logging.getLogger(__name__)

Client = DatelineClient | ShardedClient

ALL = Share()
"""The share of a process that is alone."""

COMMAND_PATIENCE = 2.0
"""Seconds that a member waits for the database, so that an answer is there within Discord's three."""


@dataclass(frozen=True)
class App:
    """Everything, made and connected to each other; nothing runs yet."""

    store: Store
    clock: Clock
    client: Client
    platforms: Mapping[str, Platform]
    sources: Mapping[SourceKind, Source]
    relay: Relay
    coordinator: Coordinator
    workers: Workers
    share: Share = ALL
    pulse_file: Path | None = None

    async def settle(self) -> None:
        """Plan and send everything that is due, without the heartbeat and the relay's loop."""
        while await planning.tick(self.store, self.clock.now()) or await self.relay.drain_once():
            pass

    @asynccontextmanager
    async def working(self) -> AsyncIterator[Sequence[asyncio.Task[None]]]:
        """Let this process do its share, and give the tasks that end only with an error.

        At the end no send is cancelled: the relay waits for those under way, and keeps its seat until then.
        """
        logging.getLogger("apscheduler").setLevel(logging.WARNING)  # it tells of every beat, two lines a second
        seats = asyncio.create_task(self.coordinator.run(self.relay.wake), name="seats")
        relay = [asyncio.create_task(self.relay.run(), name="relay")] if Role.SEND in self.share.roles else []
        try:
            async with beating(self.clock, self._beats()):
                yield relay
        finally:
            for tasks in (relay, [seats]):
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    def _beats(self) -> tuple[Beat, ...]:
        return beats(
            self.store,
            wake=self.relay.wake,
            poll=self._poll,
            pulse_file=self.pulse_file,
            roles=self.share.roles,
            on_duty=partial(self.coordinator.holds, PLANNER),
        )

    async def _poll(self, now: datetime) -> int:
        return await intake.poll_due(self.store, self.sources, now, self.workers)


@asynccontextmanager
async def running(settings: Settings, clock: Clock, share: Share = ALL, *, sharded: bool = False) -> AsyncIterator[App]:
    """Make everything, and close it at the end. Raises SettingsError or StoreError."""
    guard = Guard(allow_private=settings.allow_private_addresses, ports=settings.allowed_ports)
    async with (
        Store.open(settings.database) as store,
        workers() as pool,
        client_session(guard, settings.user_agent) as web,
        picking(settings, clock) as picks,
    ):
        if Role.POLL in share.roles:
            await _watch(store, settings, clock.now())
        feeds = FeedSource(web, pool, pages=settings.read_pages)
        reranker = await asyncio.to_thread(rerank.made, settings) if Role.GATEWAY in share.roles else None
        desk = Desk(store.within(COMMAND_PATIENCE), clock, feeds, picking=picks, reranker=reranker)
        client = _client(share, desk, sharded=sharded)
        platform = DiscordPlatform(client, clock)
        platforms: dict[str, Platform] = {platform.name: platform}
        seat = sender(platform.name, _account(settings))
        coordinator = Coordinator(store, _seats(share, seat))
        relay = Relay(store, platforms, clock, _sender(), on_duty=partial(coordinator.holds, seat))
        yield App(
            store=store,
            clock=clock,
            client=client,
            platforms=platforms,
            sources={SourceKind.FEED: feeds, SourceKind.FOLDER: FolderSource()},
            relay=relay,
            coordinator=coordinator,
            workers=pool,
            share=share,
            pulse_file=settings.pulse_file,
        )


@asynccontextmanager
async def picking(settings: Settings, clock: Clock) -> AsyncIterator[Picking | None]:
    """Give the operator's language model, None where none is set. Raises SettingsError."""
    model = models.made(settings)
    if model is None:
        yield None
        return
    try:
        yield Picking(model, clock, settings.model_timeout, settings.model_requests_per_day)
    finally:
        await model.close()


async def run(settings: Settings, share: Share = ALL) -> None:
    """Run the bot, or this process's share of it, until a signal stops it.

    Raises SettingsError if the token is missing or is none, or if the database serves one process only; TokenError if
    Discord does not accept the token, another SendError if Discord cannot be reached.
    """
    if not share.whole and serves_one(settings.database):
        raise SettingsError(_ONE_PROCESS)
    token = _token(settings) if share.speaks else ""
    async with (
        _signalled() as signalled,
        running(settings, SystemClock(), share, sharded=True) as app,
        _at_discord(app, token, signalled) as connection,
    ):
        memory.settle()
        async with app.working() as work:
            log.info("at work: %s", ", ".join(role for role in Role if role in share.roles))
            if share.speaks:
                log.info("invite the bot with %s", invite_link(application_id(token)))
            await until_one_ends(*connection, *work, signalled)
        log.info("stopping; sends under way have ended")


_ONE_PROCESS = (
    "SQLite serves one process that does everything. Leave out --roles, and --shards unless it names all of them; "
    "or let the processes share PostgreSQL, with --database postgresql://…"
)


def _client(share: Share, desk: Desk, *, sharded: bool) -> Client:
    """Return the client: one that answers has all shards that Discord advises, or those that it is given."""
    if Role.GATEWAY not in share.roles:
        return PostingClient(desk)
    if share.shards is not None:
        return ShardedClient(desk, shard_ids=list(share.shards.numbers), shard_count=share.shards.count)
    return ShardedClient(desk) if sharded else DatelineClient(desk)


def _at_discord(
    app: App, token: str, signalled: asyncio.Task[None]
) -> AbstractAsyncContextManager[Sequence[asyncio.Task[None]]]:
    if Role.GATEWAY in app.share.roles:
        return connected(app.client, token, signalled)
    return logged_in(app.client, token) if app.share.speaks else nullcontext(())


def _seats(share: Share, sender_seat: str) -> Iterator[str]:
    if Role.PLAN in share.roles:
        yield PLANNER
    if Role.SEND in share.roles:
        yield sender_seat


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


def _account(settings: Settings) -> str:
    """Return the id of the account that sends; processes with other tokens do not wait for each other."""
    return application_id(settings.discord_token.get_secret_value()) if settings.discord_token else ""


def _token(settings: Settings) -> str:
    if settings.discord_token is None:
        raise SettingsError(f"There is no DISCORD_TOKEN. {access.HOW_TO_GET_ONE} Without one: dateline demo.")
    token = settings.discord_token.get_secret_value().strip()
    application_id(token)  # refuses what cannot be one before anything is asked of Discord
    return token


def _sender() -> str:
    """Name this process in leases: no two are ever called the same."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
