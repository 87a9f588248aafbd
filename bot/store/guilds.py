"""Guilds and their policies."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.policy import GuildPolicy, Policy
from bot.model.source import CATALOGUE
from bot.store import dialect
from bot.store.schema import article_source, source
from bot.store.schema import guild as table


async def get(conn: AsyncConnection, guild: str) -> GuildPolicy:
    """Return the guild's policy; one that is not known yet has the default policy."""
    row = (await conn.execute(select(table).where(table.c.id == guild))).one_or_none()
    if row is not None:
        return _policy(row)
    platform, _, platform_id = guild.partition(":")
    return GuildPolicy(platform=platform, guild=platform_id)


async def put(conn: AsyncConnection, guild: GuildPolicy, now: datetime) -> None:
    """Keep the guild's policy."""
    row = {
        "id": f"{guild.platform}:{guild.guild}",
        "platform": guild.platform,
        "platform_id": guild.guild,
        "name": guild.name,
        "policy": guild.policy.model_dump(mode="json"),
        "channel": guild.policy.channel,
        "changed": now,
    }
    await conn.execute(dialect.upsert(conn, table), [row])


async def forget(conn: AsyncConnection, guild: str) -> None:
    """Remove a guild that the bot has left."""
    await conn.execute(delete(table).where(table.c.id == guild))


async def known(conn: AsyncConnection) -> list[GuildPolicy]:
    """Return all guilds, by id."""
    return [_policy(row) for row in await conn.execute(select(table).order_by(table.c.id))]


async def seeing(conn: AsyncConnection, article_id: str) -> list[GuildPolicy]:
    """Return the guilds that may see the article and have a channel to post to."""
    owners = (
        select(source.c.owner)
        .join(article_source, article_source.c.source == source.c.id)
        .where(article_source.c.article == article_id)
    )
    everyone = owners.where(source.c.owner == CATALOGUE).exists()
    wanted = select(table).where(table.c.channel.is_not(None), or_(everyone, table.c.id.in_(owners)))
    return [_policy(row) for row in await conn.execute(wanted.order_by(table.c.id))]


def _policy(row: Row[Any]) -> GuildPolicy:
    policy = Policy.model_validate(row.policy)
    return GuildPolicy(platform=row.platform, guild=row.platform_id, name=row.name, policy=policy)
