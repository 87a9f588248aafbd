"""The whole bot on a database that is gone, silent or held: nothing is lost, and members are answered in time."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing

import pytest

from bot.store.engine import Store
from tests.conftest import UnrulyPostgres
from tests.platforms.gateway import WholeDiscord, whole_discord
from tests.platforms.stage import Stage, ask_for
from tests.platforms.test_discord_roles import owe, process, settings, until
from tests.platforms.test_discord_run import TOKEN

pytestmark = pytest.mark.e2e


@pytest.fixture
async def discord(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> AsyncIterator[WholeDiscord]:
    """A Discord for a bot that takes all that happens for what may happen: nothing is logged as an error."""
    async with whole_discord(monkeypatch, token=TOKEN) as server:
        yield server
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


async def asked(discord: WholeDiscord) -> str:
    """What a member reads who asks a question; the server forgets what is not answered within three seconds."""
    answer = await discord.interact("ask", [{"name": "question", "type": 3, "value": "When does the fair open?"}])
    embed = answer["data"]["embeds"][0]
    return f"{embed.get('title')}: {embed.get('description')}"


async def test_while_postgresql_is_gone_members_are_told_and_afterwards_all_goes_on(
    discord: WholeDiscord, unruly_postgres: UnrulyPostgres
) -> None:
    async with process(settings(unruly_postgres.url)) as running:
        await until(lambda: bool(discord.identifies))
        assert "do not tell" in await asked(discord)
        await asyncio.to_thread(unruly_postgres.stop)
        for _ in range(2):
            assert "My database does not answer" in await asked(discord)
        assert (await discord.interact("help"))["data"]["embeds"][0]["title"] == "What Dateline does"
        await asyncio.to_thread(unruly_postgres.start)
        async with Store.open(unruly_postgres.url) as store:
            await owe(store, "afterwards")
        await until(lambda: bool(discord.posted))
        assert "do not tell" in await asked(discord)
        assert not running.done()


async def test_while_postgresql_is_silent_members_are_told_in_time(
    discord: WholeDiscord, unruly_postgres: UnrulyPostgres
) -> None:
    async with process(settings(unruly_postgres.url)) as running:
        await until(lambda: bool(discord.identifies))
        assert "do not tell" in await asked(discord)
        unruly_postgres.hang()
        assert "My database does not answer" in await asked(discord)
        unruly_postgres.go_on()
        async with Store.open(unruly_postgres.url) as store:
            await owe(store, "afterwards")
        await until(lambda: bool(discord.posted))
        assert "do not tell" in await asked(discord)
        assert not running.done()


async def test_while_another_process_writes_too_long_admins_are_told_and_members_are_answered(on: Stage) -> None:
    with closing(sqlite3.connect(on.app.store.name, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused = await ask_for(on, "setup", on.admin, reminder_time="08:00")
        assert "My database does not answer" in refused.text
        assert (await ask_for(on, "events upcoming")).title == "Upcoming events"
        assert "do not tell" in (await ask_for(on, "ask", question="When does the fair open?")).text
    assert "My database" not in (await ask_for(on, "setup", on.admin, reminder_time="08:00")).text
