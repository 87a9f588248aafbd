"""The program as real processes: who takes over from a planner that hangs or was killed, and how it ends."""

from __future__ import annotations

import asyncio
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from bot.model.delivery import DeliveryState
from bot.store import outbox
from bot.store.engine import Store
from tests.platforms.discordlike import Discordlike, serving
from tests.platforms.test_discord_run import OWED, TOKEN
from tests.processes import running

pytestmark = pytest.mark.e2e

PLANS = "this process is the planner now"


async def test_another_takes_over_from_a_planner_that_hangs_or_is_killed(postgres_url: str) -> None:
    given = ("run", "--roles", "plan", "--database", postgres_url)
    async with asyncio.timeout(120), running(*given) as first:
        await first.says(PLANS)
        async with running(*given) as other:
            await other.says("at work: plan")
            assert other.count(PLANS) == 0
            first.process.send_signal(signal.SIGSTOP)
            await other.says(PLANS)
            first.process.send_signal(signal.SIGCONT)
            await first.says("no seat is ours now")
            assert first.count(PLANS) == 1
            other.process.send_signal(signal.SIGKILL)
            await first.says(PLANS, times=2)
        first.process.terminate()
        assert await first.process.wait() == 0


def _with_pulse(folder: Path, pulse: Path) -> str:
    file = folder / "dateline.toml"
    file.write_text(f'pulse_file = "{pulse}"\n')
    return str(file)


async def test_a_revoked_token_ends_the_program_with_status_1_and_a_sentence(tmp_path: Path, postgres_url: str) -> None:
    """As a process that only sends, whose health check holds as long as it runs."""
    pulse = tmp_path / "pulse"
    server = Discordlike(token=TOKEN)
    given = ("run", "--roles", "send", "--database", postgres_url)
    async with Store.open(postgres_url) as store, serving(server) as base, asyncio.timeout(120):
        async with running(*given, discord=base, DISCORD_TOKEN=TOKEN, PULSE_FILE=str(pulse)) as sends:
            await sends.says("this process is the sender")
            assert await asyncio.to_thread(main, ["--config", _with_pulse(tmp_path, pulse), "doctor", "--alive"]) == 0
            server.token = "revoked"
            async with store.write() as conn:
                await outbox.enqueue(conn, [OWED], datetime.now(UTC))
            assert await sends.process.wait() == 1
        async with store.read() as conn:
            (delivery,) = await outbox.listed(conn, guild=None, limit=2)
    assert sends.lines[-1].startswith("dateline: Discord does not accept the token any more.")
    assert delivery.state is DeliveryState.FAILED
    assert server.posted == []
