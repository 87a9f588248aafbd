"""Several connections instead of one: the same bot."""

from __future__ import annotations

from pathlib import Path

import pytest
import simcord

from bot import app
from bot.clock import StoppedClock
from bot.platforms.discord.client import ShardedClient
from bot.settings import Settings
from tests.platforms.stage import NOW, Seen, set_up

pytestmark = pytest.mark.e2e


async def test_guilds_on_two_shards_are_served_alike(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'dateline.db'}")
    async with app.running(settings, StoppedClock(NOW), sharded=True) as made:
        assert isinstance(made.client, ShardedClient)
        env = simcord.Env(made.client, shard_count=2)
        await env.start()
        try:
            for shard in (0, 1):
                guild = env.create_guild(f"Server on shard {shard}", shard_id=shard)
                channel = guild.create_text_channel("news")
                member = guild.add_member(env.create_user(f"member{shard}"))
                await env.settle()
                await set_up(made, guild, channel)
                assert Seen(await member.slash(channel, "events upcoming")).title == "Upcoming events"
        finally:
            await env.shutdown()
        env.raise_errors()
