"""The simulated Discord in which the demo's bot works: one server, one channel, an admin and a member.

simcord stands in for Discord behind discord.py's own seams, so everything between them is the real bot. Its clock is
led by the demo's; it must never be led from within the bot's own callbacks.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import discord
import simcord

from bot.clock import Clock

SERVER = "The newsroom"
CHANNEL = "news"
ADMIN = "ada"
MEMBER = "ben"
_LONGEST = 10.0
"""Seconds that a command of the visitor may take before the page says so: fetching a feed takes some."""

_TRIES = 200
_PAUSE = 0.05
"""Seconds between two tries while the visitor's own action is under way; ten seconds in all."""


@dataclass(frozen=True)
class World:
    """The simulated Discord with the bot in it."""

    env: simcord.Env
    clock: Clock
    guild: simcord.GuildHandle
    channel: simcord.ChannelHandle
    admin: simcord.MemberActor
    member: simcord.MemberActor
    zone: ZoneInfo

    def posts(self) -> int:
        """Return how many messages the channel shows to everybody."""
        return len(self.channel.history())

    def seen(self) -> dict[int, datetime | None]:
        """Return the ids of all messages that anybody sees, with when they were edited; oldest first."""
        histories = (self.channel.history(viewer=viewer) for viewer in (self.member, self.admin))
        return dict(sorted((message.id, message.edited_at) for history in histories for message in history))

    def page(self, port: int | None = None) -> simcord.Preview:
        """Return the channel as a page for the browser, seen as the member or as the admin."""
        viewers = [self.member, self.admin]
        return self.env.preview(self.channel, viewers=viewers, layout="channel", timezone=self.zone.key, port=port)

    async def follow(self) -> None:
        """Lead the simulated clock to the demo's; if it cannot be now, the next time does it."""
        behind = (self.clock.now() - self.env.now()).total_seconds()
        if behind > 0:
            await politely(lambda: self.env.advance_time(behind))


@asynccontextmanager
async def world(client: discord.Client, clock: Clock, zone: ZoneInfo) -> AsyncIterator[World]:
    """Connect the client to a new simulated Discord whose people live in that zone."""
    # The demo shows an unexpected error to whoever looks, as Discord would; it does not end for it.
    env = simcord.Env(client, check_errors=False, settle_timeout=_LONGEST)
    env.backend.bot_user.name = "Dateline"
    env.backend.advance_clock((clock.now() - env.now()).total_seconds())
    await env.start()
    try:
        guild = env.create_guild(SERVER)
        channel = guild.create_text_channel(CHANNEL)
        managers = guild.create_role("Editors", permissions=discord.Permissions(manage_guild=True))
        admin = guild.add_member(env.create_user(ADMIN), roles=[managers])
        member = guild.add_member(env.create_user(MEMBER))
        await env.settle()
        yield World(env, clock, guild, channel, admin, member, zone)
    finally:
        await env.shutdown()


async def politely(operation: Callable[[], Awaitable[object]]) -> bool:
    """Do an operation of the simulation once the visitor's own, if one is under way, has ended.

    False if it was not done within ten seconds, because that one lasts or the bot still works on it; try again later.
    """
    for _ in range(_TRIES):
        try:
            await operation()
        except simcord.SetupError as error:
            if "overlaps" not in str(error):
                raise
        except TimeoutError:
            return False
        else:
            return True
        await asyncio.sleep(_PAUSE)
    return False


def shown(message: discord.Message) -> dict[str, Any]:
    """Return what people see of a message, as plain data."""
    embed = message.embeds[0] if message.embeds else None
    seen: dict[str, Any] = {"content": message.content}
    if embed is not None:
        seen |= {"headline": embed.title, "url": embed.url, "text": embed.description, "footer": embed.footer.text}
        seen["fields"] = [{"title": field.name, "text": field.value} for field in embed.fields]
    seen["controls"] = [label for row in message.components for label in _labels(row)]
    return {name: value for name, value in seen.items() if value}


def _labels(row: Any) -> list[str]:
    items = getattr(row, "children", ())
    return [(item.label if isinstance(item, discord.Button) else item.placeholder) or "" for item in items]
