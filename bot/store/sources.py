"""Sources: who added them, and when each is polled next."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import NotFoundError
from bot.model.source import CATALOGUE, NewSource, Poll, SourceForPoll, SourceKind, SourceRecord
from bot.store import dialect
from bot.store.filing import drop_told_only_by
from bot.store.tables import source as table
from bot.store.types import key, number


async def add(conn: AsyncConnection, new: NewSource, now: datetime) -> SourceRecord:
    """Add a source, due at once. One that its owner has already comes back as it is."""
    row = new.model_dump() | {
        "kind": new.kind.value,
        "address_key": key(new.address),
        "primed": False,
        "failures": 0,
        "next_poll": None if new.kind is SourceKind.FILE else now,
        "added_at": now,
    }
    await conn.execute(dialect.insert(conn, table).on_conflict_do_nothing(), [row])
    same = (table.c.owner == new.owner, table.c.kind == new.kind.value, table.c.address_key == key(new.address))
    return _record((await conn.execute(select(table).where(*same))).one())


ensure = add
"""Get or add: adding twice is the same."""


async def get(conn: AsyncConnection, source_id: str, *, guild: str | None) -> SourceRecord:
    """Return a source that the guild may see: its own or the catalogue's. Raises NotFoundError."""
    wanted = select(table).where(table.c.id == number(source_id), _readable(guild))
    row = (await conn.execute(wanted)).one_or_none()
    if row is None:
        raise NotFoundError("source", source_id)
    return _record(row)


async def listed(conn: AsyncConnection, *, guild: str | None) -> list[SourceRecord]:
    """Return the catalogue's sources and the guild's own in the order they were added; all for the operator."""
    wanted = select(table).where(_readable(guild)).order_by(table.c.id)
    return [_record(row) for row in await conn.execute(wanted)]


async def remove(conn: AsyncConnection, source_id: str, *, owner: str) -> None:
    """Remove a source of that owner, and the articles that it alone told. Raises NotFoundError."""
    mine = (table.c.id == number(source_id), table.c.owner == owner)
    await dialect.hold(conn, dialect.LOCKS.ARTICLES)
    found = (await conn.execute(select(table.c.id).where(*mine))).scalar_one_or_none()
    if found is None:
        raise NotFoundError("source", source_id)
    await drop_told_only_by(conn, found)
    await conn.execute(delete(table).where(table.c.id == found))


async def due(conn: AsyncConnection, now: datetime, limit: int) -> list[SourceForPoll]:
    """Return the sources whose poll is due, longest due first."""
    wanted = select(table).where(table.c.next_poll <= now).order_by(table.c.next_poll, table.c.id).limit(limit)
    return [_for_poll(row) for row in await conn.execute(wanted)]


async def take_due(conn: AsyncConnection, now: datetime, until: datetime, limit: int) -> list[SourceForPoll]:
    """Take sources whose poll is due: until then nobody else polls them, also should this process die meanwhile."""
    due = select(table.c.id).where(table.c.next_poll <= now).order_by(table.c.next_poll, table.c.id).limit(limit)
    ids = (await conn.execute(dialect.taking(conn, due, table))).scalars().all()
    taken = update(table).where(table.c.id.in_(ids)).values(next_poll=until).returning(table)
    rows = {row.id: row for row in await conn.execute(taken)}
    return [_for_poll(rows[one]) for one in ids]


async def polled(conn: AsyncConnection, source_id: str, poll: Poll, next_poll: datetime, now: datetime) -> None:
    """Note a poll that succeeded. What an unchanged document did not repeat stays; a given title is not replaced."""
    values: dict[str, Any] = {"primed": True, "failures": 0, "last_error": None}
    values |= {"last_polled": now, "next_poll": next_poll}
    given = {"etag": poll.etag, "last_modified": poll.last_modified}
    values |= {name: value for name, value in given.items() if value is not None or not poll.unchanged}
    await conn.execute(update(table).where(table.c.id == number(source_id)).values(**values))
    if poll.title:
        untitled = (table.c.id == number(source_id), table.c.title == "")
        await conn.execute(update(table).where(*untitled).values(title=poll.title))


async def failed(conn: AsyncConnection, source_id: str, error: str, next_poll: datetime, now: datetime) -> None:
    """Note a poll that failed, with the sentence that says why."""
    values = {"failures": table.c.failures + 1, "last_error": error, "last_polled": now, "next_poll": next_poll}
    await conn.execute(update(table).where(table.c.id == number(source_id)).values(**values))


def _readable(guild: str | None) -> ColumnElement[bool]:
    return true() if guild is None else table.c.owner.in_((CATALOGUE, guild))


def _for_poll(row: Row[Any]) -> SourceForPoll:
    return SourceForPoll(**_fields(row, SourceForPoll))


def _record(row: Row[Any]) -> SourceRecord:
    return SourceRecord(**_fields(row, SourceRecord))


def _fields(row: Row[Any], model: type[SourceForPoll]) -> dict[str, Any]:
    return {name: value for name, value in row._asdict().items() if name in model.model_fields} | {"id": str(row.id)}
