"""Planned times: what the tick looks at. A schedule that has ended has no row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.schedule import NEVER, Schedule, ScheduleKind
from bot.store import dialect
from bot.store.tables import schedule as table

_CHUNK = 1000
"""Rows in one statement; SQLite takes at most 32,766 values in one."""


async def put(conn: AsyncConnection, schedules: Sequence[Schedule]) -> None:
    """Keep these rows; one with a known id replaces what was planned before, one without a time ends it."""
    rows = {one.id: one.model_dump() | {"kind": one.kind.value} for one in schedules if one.next_due is not None}
    ended = {one.id for one in schedules} - rows.keys()
    ordered = [rows[name] for name in sorted(rows)]  # two transactions that plan the same lock it in one order
    for start in range(0, len(ordered), _CHUNK):
        await conn.execute(dialect.upsert(conn, table), ordered[start : start + _CHUNK])
    for name in sorted(ended):
        await move(conn, name, None)


async def get(conn: AsyncConnection, schedule_id: str) -> Schedule | None:
    """Return a row, or None."""
    row = (await conn.execute(select(table).where(table.c.id == schedule_id))).one_or_none()
    return _schedule(row) if row else None


async def first(conn: AsyncConnection, guild: str, after: datetime) -> Schedule | None:
    """Return the guild's row that is due first after `after`, or None; what an admin holds is not due."""
    wanted = select(table).where(table.c.guild == guild, table.c.next_due > after, table.c.next_due < NEVER)
    row = (await conn.execute(wanted.order_by(table.c.next_due, table.c.id).limit(1))).one_or_none()
    return _schedule(row) if row else None


async def due(
    conn: AsyncConnection,
    now: datetime,
    limit: int,
    *,
    only: ScheduleKind | None = None,
    but: ScheduleKind | None = None,
) -> list[Schedule]:
    """Return what is due, `only` of one kind or all `but` one, soonest first.

    In the transaction that moves it on, no other planner gets the same rows.
    """
    wanted = select(table).where(table.c.next_due <= now).order_by(table.c.next_due, table.c.id).limit(limit)
    wanted = wanted if only is None else wanted.where(table.c.kind == only.value)
    wanted = wanted if but is None else wanted.where(table.c.kind != but.value)
    return [_schedule(row) for row in await conn.execute(dialect.taking(conn, wanted, table))]


async def of_kind(conn: AsyncConnection, guild: str, kind: ScheduleKind) -> list[Schedule]:
    """Return the guild's rows of one kind, due or not, in the order in which they came to be due, then by name."""
    wanted = select(table).where(table.c.guild == guild, table.c.kind == kind.value)
    return [_schedule(row) for row in await conn.execute(wanted.order_by(table.c.next_due, table.c.id))]


async def having(conn: AsyncConnection, guilds: Sequence[str], kind: ScheduleKind) -> set[str]:
    """Return which of these guilds have a row of the kind."""
    found: set[str] = set()
    for start in range(0, len(guilds), _CHUNK):
        some = table.c.guild.in_(guilds[start : start + _CHUNK])
        found |= set((await conn.execute(select(table.c.guild).where(some, table.c.kind == kind.value))).scalars())
    return found


async def end(conn: AsyncConnection, names: Sequence[str]) -> None:
    """End these rows."""
    for start in range(0, len(names), _CHUNK):
        await conn.execute(delete(table).where(table.c.id.in_(names[start : start + _CHUNK])))


async def move(conn: AsyncConnection, schedule_id: str, next_due: datetime | None) -> None:
    """Set when it is due next; None ends it."""
    if next_due is None:
        await conn.execute(delete(table).where(table.c.id == schedule_id))
    else:
        await conn.execute(update(table).where(table.c.id == schedule_id).values(next_due=next_due))


async def hasten(conn: AsyncConnection, schedule_ids: Sequence[str], now: datetime) -> None:
    """Let those of these rows that are there be due now, if they were to be due later."""
    for start in range(0, len(schedule_ids), _CHUNK):
        some = table.c.id.in_(schedule_ids[start : start + _CHUNK])
        await conn.execute(update(table).where(some, table.c.next_due > now).values(next_due=now))


async def move_all(conn: AsyncConnection, moves: Mapping[str, datetime | None]) -> None:
    """Set when each of these rows is due next; None ends it."""
    ended = sorted(name for name, at in moves.items() if at is None)
    for start in range(0, len(ended), _CHUNK):
        await conn.execute(delete(table).where(table.c.id.in_(ended[start : start + _CHUNK])))
    if moved := [{"name": name, "at": at} for name, at in sorted(moves.items()) if at is not None]:
        later = update(table).where(table.c.id == bindparam("name")).values(next_due=bindparam("at"))
        await conn.execute(later, moved)


async def move_kind(conn: AsyncConnection, guild: str, kind: ScheduleKind, next_due: datetime) -> None:
    """Set when all of the guild's rows of a kind are due next."""
    rows = update(table).where(table.c.guild == guild, table.c.kind == kind.value)
    await conn.execute(rows.values(next_due=next_due))


async def clear(conn: AsyncConnection, guild: str, kind: ScheduleKind) -> None:
    """Remove the guild's rows of one kind, before it is planned anew."""
    await conn.execute(delete(table).where(table.c.guild == guild, table.c.kind == kind.value))


async def next_due(conn: AsyncConnection, after: datetime) -> datetime | None:
    """Return the next instant after `after` at which something is due, or None; what an admin holds is not."""
    ahead = select(func.min(table.c.next_due)).where(table.c.next_due > after, table.c.next_due < NEVER)
    found: datetime | None = (await conn.execute(ahead)).scalar_one()
    return found


def _schedule(row: Row[Any]) -> Schedule:
    return Schedule(**row._asdict())
