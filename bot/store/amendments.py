"""What guilds' admins said of events: the read side. Written by `events.amend`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.event import Amendment, Event
from bot.store.tables import amendment as table
from bot.store.tables import event as event_table


class Said(NamedTuple):
    """What an admin (`actor`) of a guild said of an event, which stands here as its article tells it."""

    guild: str
    event: Event
    change: Amendment
    actor: str


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


async def of_days(conn: AsyncConnection, days: Collection[date]) -> list[Said]:
    """Return what any guild's admins said of events that begin on these days, as their articles tell them."""
    joined = select(table.c.guild, event_table.c.record, table.c.change, table.c.actor)
    wanted = joined.join(event_table, event_table.c.id == table.c.event).where(event_table.c.earliest.in_(days))
    rows = await conn.execute(wanted.order_by(table.c.guild, table.c.at, table.c.event))
    return [Said(*row) for row in rows]
