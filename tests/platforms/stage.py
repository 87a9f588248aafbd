"""The real bot in a simulated Discord, for tests: two servers, an admin and a member in the first."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import discord
import simcord

from bot import app
from bot.app import App, Client
from bot.clock import StoppedClock
from bot.flows import admin, intake
from bot.flows.admin import Actor, PolicyChange
from bot.model.article import RawArticle
from bot.model.source import CATALOGUE, NewSource, SourceKind, Withheld
from bot.settings import Settings
from bot.store import sources

NOW = datetime(2026, 2, 9, 12, tzinfo=UTC)
ZONE = ZoneInfo("America/New_York")

BRIDGE = RawArticle(
    headline="Council to vote on the old bridge",
    source="The Springfield Record",
    url="https://record.example/bridge",
    published=date(2026, 2, 9),
    body=(
        "SPRINGFIELD, Feb. 9 - The city council will vote on the old bridge on March 19, "
        "Mayor Ada Long said on Monday.\n\n"
        "“We must keep its old stones,” Long said. The repair will cost 4 million dollars.\n\n"
        "The bridge was closed in 2024 after inspectors had found cracks in 12 of its 40 beams."
    ),
)
"""Our own words; tells of one event, which is upcoming on the day of the tests."""

HEADLINE = "Council to vote on the old bridge"


@dataclass
class Stage:
    """What a test needs to act and to look."""

    app: App
    env: simcord.Env
    clock: StoppedClock
    guild: simcord.GuildHandle
    channel: simcord.ChannelHandle
    admin: simcord.MemberActor
    member: simcord.MemberActor
    make_client: Callable[[], Client]

    @property
    def key(self) -> str:
        """The guild as the store knows it."""
        return f"discord:{self.guild.id}"

    async def take_in(
        self, raw: RawArticle = BRIDGE, *, owner: str = CATALOGUE, identity: str = "", withheld: Withheld | None = None
    ) -> str:
        """Take an article in from a source of that owner, post what is owed, and return its id."""
        new = NewSource(kind=SourceKind.FILE, address=f"tests of {owner}", title="Tests", owner=owner)
        async with self.app.store.write() as conn:
            source = await sources.ensure(conn, new, self.clock.now())
        name = identity or raw.headline or raw.body[:40]
        now = self.clock.now()
        saved = await intake.take_in(self.app.store, raw, source=source.id, identity=name, now=now, withheld=withheld)
        await self.app.settle()
        return saved.article.id

    async def move_to(self, instant: datetime) -> None:
        """Let it be that instant, and do what is due."""
        self.clock.set(instant)
        await self.env.advance_time((instant - self.env.now()).total_seconds())
        await self.app.settle()

    def posts(self, channel: simcord.ChannelHandle | None = None) -> list[discord.Message]:
        """What everybody sees in a channel, oldest first."""
        history = (channel or self.channel).history()
        return [message for message in history if not message.flags.ephemeral and message.type.value == 0]

    async def second_guild(self) -> tuple[simcord.GuildHandle, simcord.ChannelHandle, simcord.MemberActor]:
        """Make another server with its channel set up, and a member of it."""
        guild = self.env.create_guild("Elsewhere")
        channel = guild.create_text_channel("elsewhere")
        member = guild.add_member(self.env.create_user("cleo"))
        await self.env.settle()
        await set_up(self.app, guild, channel)
        return guild, channel, member

    def sent(self, method: str, path: str) -> list[Any]:
        """The bodies of the requests that the bot made there."""
        return [entry.json for entry in self.env.http_requests if entry.method == method and path in entry.path]


async def ask_for(on: Stage, command: str, who: simcord.MemberActor | None = None, **options: Any) -> Seen:
    return Seen(await (who or on.member).slash(on.channel, command, **options))


class Seen:
    """What people see of a reply."""

    def __init__(self, result: simcord.InteractionResult) -> None:
        self.result = result
        assert result.response is not None, "the bot did not answer"
        self.response = result.response
        self.embed = self.response.embeds[0]
        self.title = self.embed.title or ""
        fields = [f"{field.name}\n{field.value}" for field in self.embed.fields]
        self.text = "\n".join([self.embed.description or "", *fields]).replace("\\", "")
        self.ephemeral = self.response.ephemeral

    @property
    def message(self) -> discord.Message:
        return self.response.message


async def set_up(made: App, guild: simcord.GuildHandle, channel: simcord.ChannelHandle) -> None:
    change = PolicyChange(channel=str(channel.id), zone=ZONE.key)
    actor = Actor(id="test", manages=True)
    await admin.set_policy(made.store, f"discord:{guild.id}", actor, change, made.clock.now(), name=guild.name)


@asynccontextmanager
async def staged(folder: Path, **given: Any) -> AsyncIterator[Stage]:
    """Set the stage: everything is the real thing but for Discord itself and the clock."""
    clock = StoppedClock(NOW)
    settings = Settings(database_url=f"sqlite:///{folder / 'dateline.db'}", **given)
    async with app.running(settings, clock) as made:
        env = simcord.Env(made.client)
        env.backend.advance_clock((NOW - env.now()).total_seconds())
        await env.start()
        try:
            guild = env.create_guild("Springfield")
            channel = guild.create_text_channel("news")
            managers = guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
            ada = guild.add_member(env.create_user("ada"), roles=[managers])
            ben = guild.add_member(env.create_user("ben"))
            await env.settle()
            await set_up(made, guild, channel)
            yield Stage(made, env, clock, guild, channel, ada, ben, lambda: type(made.client)(made.client.desk))
        finally:
            await env.shutdown()
        env.raise_errors()
