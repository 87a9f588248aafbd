"""Roles in processes of their own, on one PostgreSQL; shards; a gateway that fails. The processes are tasks here."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from bot import app
from bot.errors import SendError, SettingsError, TokenError
from bot.flows import relay
from bot.model.delivery import DeliveryState
from bot.model.schedule import Schedule, ScheduleKind
from bot.model.share import Role, Shards, Share
from bot.platforms.discord.client import ShardedClient
from bot.settings import Settings
from bot.store import outbox, schedules
from bot.store.engine import Store
from bot.store.tables import attempt
from tests.platforms.gateway import GUILD, WholeDiscord, whole_discord
from tests.platforms.test_discord_run import OWED, TOKEN

pytestmark = pytest.mark.e2e


@pytest.fixture
async def discord(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[WholeDiscord]:
    async with whole_discord(monkeypatch, token=TOKEN) as server:
        yield server


def settings(url: str, token: str | None = TOKEN) -> Settings:
    return Settings(database_url=url, discord_token=SecretStr(token) if token else None)


@asynccontextmanager
async def process(given: Settings, *roles: Role, shards: Shards | None = None) -> AsyncIterator[asyncio.Task[None]]:
    """Run a share of the bot, until the end of the block."""
    share = Share(roles=frozenset(roles) or frozenset(Role), shards=shards)
    task = asyncio.create_task(app.run(given, share))
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def at_once(*_: object, **__: object) -> None:
    """In the place of discord.py's pause of five seconds before it introduces itself again."""


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not holds():  # noqa: ASYNC110  # nothing tells of it
            await asyncio.sleep(0.02)


def titles(server: WholeDiscord) -> list[str]:
    return [post.request["embeds"][0]["title"] for post in server.posted]


async def due(store: Store) -> list[Schedule]:
    async with store.read() as conn:
        return await schedules.due(conn, datetime.now(UTC), 10)


async def test_one_answers_another_sends_and_what_is_put_in_wakes_who_sends(
    discord: WholeDiscord, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay, "IDLE", 3600.0)  # so that nothing but the bell wakes it
    given = settings(postgres_url)
    async with Store.open(postgres_url) as store, process(given, Role.SEND), process(given, Role.GATEWAY):
        await until(lambda: bool(discord.identifies))
        await owe(store, "one")
        await until(lambda: len(discord.posted) == 1)
        await owe(store, "two")
        await until(lambda: len(discord.posted) == 2)
        assert (await discord.interact("help"))["data"]["embeds"][0]["title"] == "What Dateline does"
        assert titles(discord) == ["Owed from before"] * 2
        assert (len(discord.identifies), discord.registrations) == (1, 1)


async def test_who_plans_needs_no_token(discord: WholeDiscord, postgres_url: str) -> None:
    now = datetime.now(UTC)
    row = Schedule(id="r", kind=ScheduleKind.REMINDER, guild=f"discord:{GUILD}", subject="an event gone", next_due=now)
    async with Store.open(postgres_url) as store:
        async with store.write() as conn:
            await schedules.put(conn, [row])
        async with process(settings(postgres_url, None), Role.PLAN, Role.POLL), asyncio.timeout(60):
            while await due(store):  # noqa: ASYNC110  # nothing tells of it
                await asyncio.sleep(0.02)
    assert discord.calls == []


async def test_of_two_that_may_send_one_does_until_it_ends(discord: WholeDiscord, postgres_url: str) -> None:
    given = settings(postgres_url)
    async with Store.open(postgres_url) as store, AsyncExitStack() as first:
        await first.enter_async_context(process(given, Role.SEND))
        await owe(store, "one")
        await until(lambda: len(discord.posted) == 1)
        async with process(given, Role.SEND):
            await owe(store, "two")
            await until(lambda: len(discord.posted) == 2)
            assert await senders(store) == 1
            await first.aclose()
            await owe(store, "three")
            await until(lambda: len(discord.posted) == 3)
        assert await senders(store) == 2
    assert titles(discord) == ["Owed from before"] * 3


async def senders(store: Store) -> int:
    async with store.read() as conn:
        return len(set((await conn.execute(select(attempt.c.sender))).scalars()))


async def owe(store: Store, key: str) -> None:
    async with store.write() as conn:
        await outbox.enqueue(conn, [OWED.model_copy(update={"dedupe_key": key})], datetime.now(UTC))


@pytest.mark.parametrize(
    "share",
    [Share(roles=frozenset({Role.SEND})), Share(shards=Shards(first=0, last=1, count=4))],
    ids=["one role", "some shards"],
)
async def test_sqlite_serves_no_part_of_the_work(share: Share, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="SQLite serves one process"):
        await app.run(settings(f"sqlite:///{tmp_path}/dateline.db"), share)
    assert not list(tmp_path.iterdir())


async def test_a_process_connects_the_shards_that_it_is_given(discord: WholeDiscord, postgres_url: str) -> None:
    async with process(settings(postgres_url), shards=Shards(first=2, last=2, count=4)):
        await until(lambda: bool(discord.identifies))
    assert [one["shard"] for one in discord.identifies] == [[2, 4]]


async def test_without_any_given_it_connects_as_many_as_discord_advises(
    discord: WholeDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ShardedClient, "before_identify_hook", at_once)
    discord.shards = 2
    async with process(settings(f"sqlite:///{tmp_path}/dateline.db")):
        await until(lambda: len(discord.identifies) == 2)
    assert [one["shard"] for one in discord.identifies] == [[0, 2], [1, 2]]


@pytest.mark.parametrize("forgotten", [False, True], ids=["resumed", "begun anew"])
async def test_after_a_gateway_has_dropped_us_all_goes_on(
    discord: WholeDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forgotten: bool
) -> None:
    monkeypatch.setattr(ShardedClient, "before_identify_hook", at_once)
    discord.forgets_sessions = forgotten
    url = f"sqlite:///{tmp_path}/dateline.db"
    async with Store.open(url) as store, process(settings(url)):
        await until(lambda: bool(discord.identifies))
        await discord.interact("help")
        await discord.drop(4000)
        await owe(store, "meanwhile")
        await until(lambda: bool(discord.posted) and len(discord.identifies) == 1 + forgotten)
        await until(lambda: len(discord.resumed) == 1)
        assert (await discord.interact("help"))["data"]["embeds"][0]["title"] == "What Dateline does"


async def test_a_token_that_is_revoked_stops_it_and_all_stays_owed(discord: WholeDiscord, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/dateline.db"
    async with Store.open(url) as store, process(settings(url)) as running:
        await until(lambda: bool(discord.identifies))
        await discord.interact("help")
        discord.token = "another"
        async with store.write() as conn:
            await outbox.enqueue(conn, [OWED], datetime.now(UTC))
        with pytest.raises(TokenError, match="Set DISCORD_TOKEN to a new one"):
            await running
        async with store.read() as conn:
            (delivery,) = await outbox.listed(conn, guild=None, limit=10)
    assert delivery.state is DeliveryState.FAILED
    assert discord.posted == []


@pytest.mark.parametrize(
    ("code", "error", "says"),
    [(4004, TokenError, "Set DISCORD_TOKEN"), (4011, SendError, "Leave --shards out")],
    ids=["token refused", "too few shards"],
)
async def test_a_gateway_that_closes_for_good_ends_it_with_what_to_do(
    discord: WholeDiscord, tmp_path: Path, code: int, error: type[SendError], says: str
) -> None:
    async with process(settings(f"sqlite:///{tmp_path}/dateline.db")) as running:
        await until(lambda: bool(discord.identifies))
        await discord.interact("help")
        await discord.drop(code)
        with pytest.raises(error, match=says):
            await running
