"""What a guild's admins said of events: the read side, for answering. Written by `events.amend`."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.event import Amendment
from bot.store.tables import amendment as table


async def of_guild(conn: AsyncConnection, guild: str | None) -> dict[str, Amendment]:
    """Return the guild's amendments by event id; the operator (None) has none."""
    wanted = select(table.c.event, table.c.change).where(table.c.guild == guild)
    return {row.event: row.change for row in await conn.execute(wanted)} if guild is not None else {}


async def of_events(conn: AsyncConnection, events: Collection[str]) -> dict[str, dict[str, Amendment]]:
    """Return what any guild's admins said of these events: by guild, then by event id."""
    found: dict[str, dict[str, Amendment]] = {}
    wanted = select(table.c.guild, table.c.event, table.c.change).where(table.c.event.in_(events))
    for row in await conn.execute(wanted):
        found.setdefault(row.guild, {})[row.event] = row.change
    return found
