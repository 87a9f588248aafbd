"""Planned times: what the tick looks at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.schedule import Schedule, ScheduleKind
from bot.store import dialect
from bot.store.schema import schedule as table


async def put(conn: AsyncConnection, schedules: Sequence[Schedule]) -> None:
    """Keep these rows; one with a known id replaces what was planned before."""
    if schedules:
        await conn.execute(dialect.upsert(conn, table), [_row(one) for one in schedules])


async def get(conn: AsyncConnection, schedule_id: str) -> Schedule | None:
    """Return a row, or None."""
    row = (await conn.execute(select(table).where(table.c.id == schedule_id))).one_or_none()
    return _schedule(row) if row else None


async def due(conn: AsyncConnection, now: datetime, limit: int) -> list[Schedule]:
    """Return what is due, soonest first. In a writing transaction no other planner gets the same rows."""
    wanted = select(table).where(table.c.next_due <= now).order_by(table.c.next_due, table.c.id).limit(limit)
    return [_schedule(row) for row in await conn.execute(wanted.with_for_update(skip_locked=True))]


async def move(conn: AsyncConnection, schedule_id: str, next_due: datetime | None) -> None:
    """Set when it is due next; None ends it."""
    await conn.execute(update(table).where(table.c.id == schedule_id).values(next_due=next_due))


async def clear(conn: AsyncConnection, guild: str, kind: ScheduleKind) -> None:
    """Remove the guild's rows of one kind, before it is planned anew."""
    await conn.execute(delete(table).where(table.c.guild == guild, table.c.kind == kind.value))


async def next_due(conn: AsyncConnection, after: datetime) -> datetime | None:
    """Return the next instant after `after` at which something is due, or None."""
    found = (await conn.execute(select(func.min(table.c.next_due)).where(table.c.next_due > after))).scalar_one()
    return found if isinstance(found, datetime) else None


def _row(one: Schedule) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind.value,
        "guild": one.guild,
        "subject": one.subject,
        "lead_s": int(one.lead.total_seconds()) if one.lead is not None else None,
        "next_due": one.next_due,
    }


def _schedule(row: Row[Any]) -> Schedule:
    return Schedule(
        id=row.id,
        kind=ScheduleKind(row.kind),
        guild=row.guild,
        subject=row.subject,
        lead=timedelta(seconds=row.lead_s) if row.lead_s is not None else None,
        next_due=row.next_due,
    )
