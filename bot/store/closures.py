"""Closed destinations: where the platform takes nothing any more, until an admin has mended it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.delivery import Destination
from bot.store import dialect, rows
from bot.store.tables import disabled_destination


async def disable(conn: AsyncConnection, destination: Destination, reason: str, now: datetime) -> None:
    """Send nothing to this destination until it is enabled again; what is owed to it waits, or expires."""
    row = {"platform": destination.platform, "guild": destination.guild, "room": rows.room(destination)}
    statement = dialect.upsert(conn, disabled_destination)
    await conn.execute(statement, [{**row, "reason": reason, "at": now}])


async def disabled(conn: AsyncConnection, destination: Destination) -> str | None:
    """Return why nothing is sent to this destination (or to the channel that its thread is in), or None."""
    rooms = [room for room in (destination.thread, destination.channel) if room is not None]
    closed = and_(_in_guild(destination), disabled_destination.c.room.in_(rooms))
    wanted = select(disabled_destination.c.reason).where(closed).order_by(disabled_destination.c.at).limit(1)
    reason = (await conn.execute(wanted)).scalar_one_or_none()
    return None if reason is None else str(reason)


async def enable(conn: AsyncConnection, destination: Destination) -> None:
    """Send to this destination again."""
    room = disabled_destination.c.room == rows.room(destination)
    await conn.execute(delete(disabled_destination).where(_in_guild(destination), room))


def _in_guild(destination: Destination) -> ColumnElement[bool]:
    here = disabled_destination.c
    return and_(here.platform == destination.platform, here.guild == destination.guild)
