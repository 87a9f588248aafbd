"""What the commands reach for: the store, the clock, the way to feeds, and the limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import discord

from bot.clock import Clock
from bot.errors import RateLimitedError
from bot.flows.admin import Actor, Feeds
from bot.flows.conversations import Conversations
from bot.flows.picking import Picking
from bot.model.policy import Policy
from bot.platforms.discord.limits import ADD_SOURCE, ASK, Limit
from bot.ports import Reranker
from bot.store import guilds
from bot.store.engine import Store

PLATFORM = "discord"

Interaction = discord.Interaction[Any]


def _ask_limit() -> Limit:
    member, guild = ASK
    return Limit(member=member, guild=guild)


def _source_limit() -> Limit:
    member, guild = ADD_SOURCE
    return Limit(member=member, guild=guild)


@dataclass(frozen=True)
class Desk:
    """Everything that a command may call; one per client."""

    store: Store
    clock: Clock
    feeds: Feeds
    ask_limit: Limit = field(default_factory=_ask_limit)
    source_limit: Limit = field(default_factory=_source_limit)
    conversations: Conversations = field(default_factory=Conversations)
    picking: Picking | None = None
    reranker: Reranker | None = None

    async def policy(self, guild: str) -> Policy:
        """Return the policy of the guild ("discord:ID"); the defaults where none is set."""
        async with self.store.read() as conn:
            return (await guilds.get(conn, guild)).policy

    async def now_in(self, guild: str) -> datetime:
        """Return the current instant in the guild's zone, so that its day is the guild's day."""
        return self.clock.now().astimezone((await self.policy(guild)).tz)

    def admit(self, limit: Limit, interaction: Interaction) -> None:
        """Count one use against the member and the guild. Raises RateLimitedError if it is one too many."""
        wait = limit.take(str(interaction.user.id), guild_of(interaction), self.clock.now())
        if wait:
            raise RateLimitedError(wait.total_seconds())


def guild_key(guild: int) -> str:
    """Return the name under which the store knows a guild."""
    return f"{PLATFORM}:{guild}"


def guild_of(interaction: Interaction) -> str:
    """Return the name of the guild in which it was asked; `replies.answer` has turned direct messages away."""
    assert interaction.guild_id is not None
    return guild_key(interaction.guild_id)


def actor_of(interaction: Interaction) -> Actor:
    """Return who asks, with the permission that Discord vouches for with this very interaction."""
    return Actor(
        id=f"{PLATFORM}:{interaction.user.id}",
        name=interaction.user.name,
        manages=interaction.permissions.manage_guild or interaction.permissions.administrator,
    )
