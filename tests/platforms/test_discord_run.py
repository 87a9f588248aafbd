"""`dateline run` as a whole, against a Discord on loopback: its login, gateway, commands, posts and end."""

from __future__ import annotations

import asyncio
import os
import signal
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot import app
from bot.errors import SettingsError, TokenError
from bot.model.delivery import DeliveryState, Destination, NewDelivery, Priority
from bot.model.message import Message, MessageKind, plain
from bot.settings import Settings
from bot.store import guilds, outbox
from bot.store.engine import Store
from tests.platforms.gateway import CHANNEL, GUILD, WholeDiscord, whole_discord

pytestmark = pytest.mark.e2e

TOKEN = "OTAwMDAwMDAwMDAwMDAwMDAx.Gabcde.not-a-real-token-just-its-form"
OWED = NewDelivery(
    dedupe_key="owed from before",
    destination=Destination(platform="discord", guild=GUILD, channel=CHANNEL),
    message=Message(kind=MessageKind.ALERT, headline="Owed from before", lines=(plain("It is posted at the start."),)),
    priority=Priority.ALERT,
    cause="test",
    not_before=datetime(2026, 1, 1, tzinfo=UTC),
)


def settings(folder: Path, token: str | None = TOKEN) -> Settings:
    secret = SecretStr(token) if token else None
    return Settings(database_url=f"sqlite:///{folder / 'dateline.db'}", discord_token=secret)


@pytest.mark.parametrize("token", [None, "not-a-token"])
async def test_without_a_token_it_says_how_to_get_one_and_writes_nothing(
    tmp_path: Path, token: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    with pytest.raises(SettingsError, match=r"discord\.com/developers/applications"):
        await app.run(settings(tmp_path, token))
    assert os.listdir(tmp_path) == []  # noqa: PTH208  # pathlib's would block, ruff says


async def test_a_token_that_discord_does_not_know_ends_it_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with whole_discord(monkeypatch, token="another"):
        with pytest.raises(TokenError, match="Set DISCORD_TOKEN to a new one"):
            await app.run(settings(tmp_path))


async def test_it_logs_in_registers_posts_what_is_owed_answers_and_stops_when_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = settings(tmp_path)
    async with Store.open(given.database) as store, store.write() as conn:
        await outbox.enqueue(conn, [OWED], datetime.now(UTC))
    async with whole_discord(monkeypatch, token=TOKEN) as server:
        answers = await _run_and_ask(given, server)
        assert server.registrations == 1
        assert [post.request["embeds"][0]["title"] for post in server.posted] == ["Owed from before"]
        assert server.identified["intents"] == 1
        assert answers["data"]["embeds"][0]["title"] == "What Dateline does"
        await _run_and_ask(given, server)
        assert server.registrations == 1
        assert len(server.posted) == 1
    async with Store.open(given.database) as store, store.read() as conn:
        assert (await guilds.get(conn, f"discord:{GUILD}")).name == "Springfield"
        (delivery,) = await outbox.listed(conn, guild=None, limit=10)
        assert delivery.state is DeliveryState.SENT


async def _run_and_ask(given: Settings, server: WholeDiscord) -> dict[str, Any]:
    """Run until it has posted and answered, then ask it to stop as a service manager would."""
    server.gone.clear()
    server.identified = {}
    running = asyncio.create_task(app.run(given))
    while not (server.posted and server.identified):
        assert not running.done(), running.result()
        await asyncio.sleep(0.02)
    answer = await server.interact("help")
    os.kill(os.getpid(), signal.SIGTERM)
    await running
    await server.gone.wait()
    return answer
