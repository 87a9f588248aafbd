"""Guilds and their policies."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, delete, exists, literal, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.policy import GuildPolicy
from bot.model.source import CATALOGUE
from bot.store import dialect, sources
from bot.store.tables import amendment, article, article_source, occasion, schedule, source
from bot.store.tables import guild as table
from bot.store.visible import telling


async def get(conn: AsyncConnection, guild: str) -> GuildPolicy:
    """Return the guild's policy; one that is not known yet has the default policy."""
    row = (await conn.execute(select(table).where(_named(guild)))).one_or_none()
    if row is not None:
        return _policy(row)
    platform, _, platform_id = guild.partition(":")
    return GuildPolicy(platform=platform, guild=platform_id)


async def some(conn: AsyncConnection, names: Collection[str]) -> dict[str, GuildPolicy]:
    """Return the policies of a batch of guilds by name; one that is not known yet has the default policy."""
    found: dict[str, GuildPolicy] = {}
    by_platform: dict[str, list[str]] = {}
    for name in sorted(names):
        platform, _, platform_id = name.partition(":")
        by_platform.setdefault(platform, []).append(platform_id)
        found[name] = GuildPolicy(platform=platform, guild=platform_id)
    for platform, ids in by_platform.items():
        rows = await conn.execute(select(table).where(table.c.platform == platform, table.c.id.in_(ids)))
        found |= {f"{platform}:{row.id}": _policy(row) for row in rows}
    return found


async def put(conn: AsyncConnection, guild: GuildPolicy, now: datetime) -> None:
    """Keep the guild's policy. A guild that had been left is with us again."""
    row = {"platform": guild.platform, "id": guild.guild, "name": guild.name, "policy": guild.policy}
    row |= {"channel": guild.policy.channel, "joined_at": now, "left_at": None}
    await conn.execute(dialect.upsert(conn, table, keep=("joined_at",)), [row])


async def left(conn: AsyncConnection, guild: str, now: datetime) -> None:
    """Note that the bot is no longer in the guild; its policy is kept in case it comes back."""
    await conn.execute(update(table).where(_named(guild)).values(left_at=now))


async def forget(conn: AsyncConnection, guild: str) -> None:
    """Remove all that a guild has: policy, own sources with their articles, amendments, schedules, what is listed."""
    for number in (await conn.execute(select(source.c.id).where(source.c.owner == guild))).scalars().all():
        await sources.remove(conn, str(number), owner=guild)
    await conn.execute(delete(amendment).where(amendment.c.guild == guild))
    await conn.execute(delete(schedule).where(schedule.c.guild == guild))
    await conn.execute(delete(occasion).where(occasion.c.guild == guild))
    await conn.execute(delete(table).where(_named(guild)))


async def known(conn: AsyncConnection) -> list[GuildPolicy]:
    """Return all guilds that the bot is in, by platform and id."""
    wanted = select(table).where(table.c.left_at.is_(None)).order_by(table.c.platform, table.c.id)
    return [_policy(row) for row in await conn.execute(wanted)]


async def seeing(conn: AsyncConnection, article_id: str) -> list[GuildPolicy]:
    """Return the guilds that are to be told of the article: they may see it and have a channel.

    Left out are those that were told the story already, by an article with the same address or content that another
    source brought: the catalogue's and the guild's own, say.
    """
    wanted = select(article.c.seq, article.c.url_key, article.c.content_hash).where(article.c.id == article_id)
    told = (await conn.execute(wanted)).one_or_none()
    if told is None:
        return []
    who = table.c.platform + ":" + table.c.id
    owners = select(telling(told.seq).subquery().c.owner)
    sees = or_(exists(telling(told.seq).where(source.c.owner == CATALOGUE)), who.in_(owners))
    open_ = and_(table.c.channel.is_not(None), table.c.left_at.is_(None))
    found = select(table).where(open_, sees, ~_twin(told, who)).order_by(table.c.platform, table.c.id)
    return [_policy(row) for row in await conn.execute(found)]


async def joined_at(conn: AsyncConnection, guild: str) -> datetime | None:
    """Return when the guild let us in, or None if it is not known."""
    found: datetime | None = (await conn.execute(select(table.c.joined_at).where(_named(guild)))).scalar_one_or_none()
    return found


async def told_by_another(conn: AsyncConnection, article_id: str, guild: str) -> str | None:
    """Return the headline of the older article, of another source, that told the guild the same story; None if none."""
    wanted = select(article.c.seq, article.c.url_key, article.c.content_hash).where(article.c.id == article_id)
    told = (await conn.execute(wanted)).one_or_none()
    if told is None:
        return None
    twins = _twins(told, literal(guild), article.c.headline).order_by(article.c.seq).limit(1)
    found: str | None = (await conn.execute(twins)).scalar_one_or_none()
    return found


def _twin(told: Any, who: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that the guild `who` has an older article that is the same story, of another source."""
    return exists(_twins(told, who, literal(1)))


def _twins(told: Any, who: ColumnElement[str], what: ColumnElement[Any]) -> Select[Any]:
    joined = article.join(article_source, article_source.c.article == article.c.seq)
    joined = joined.join(source, source.c.id == article_source.c.source)
    same = article.c.content_hash == told.content_hash
    if told.url_key is not None:
        same = or_(same, article.c.url_key == told.url_key)
    tellers = select(telling(told.seq).subquery().c.id)
    older = and_(same, article.c.seq < told.seq, source.c.id.not_in(tellers))
    return select(what).select_from(joined).where(older, source.c.owner.in_((CATALOGUE, who)))


def _named(guild: str) -> ColumnElement[bool]:
    platform, _, platform_id = guild.partition(":")
    return tuple_(table.c.platform, table.c.id) == (platform, platform_id)


def _policy(row: Row[Any]) -> GuildPolicy:
    return GuildPolicy(platform=row.platform, guild=row.id, name=row.name, policy=row.policy)
