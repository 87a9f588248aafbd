"""What a guild's admins said of events: the read side, for answering. Written by `events.amend`."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.event import Amendment
from bot.store.tables import amendment as table


async def of_guild(conn: AsyncConnection, guild: str | None) -> dict[str, Amendment]:
    """Return the guild's amendments by event id; the operator (None) has none."""
    wanted = select(table.c.event, table.c.change).where(table.c.guild == guild)
    return {row.event: row.change for row in await conn.execute(wanted)} if guild is not None else {}
