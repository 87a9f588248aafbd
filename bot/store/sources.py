"""Sources: who added them, and when each is polled next."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import NotFoundError
from bot.model.source import CATALOGUE, NewSource, Poll, SourceForPoll, SourceKind, SourceRecord
from bot.store import dialect
from bot.store.schema import source as table

_POLLED = (SourceKind.FEED, SourceKind.FOLDER, SourceKind.PAGE)


async def add(conn: AsyncConnection, new: NewSource, now: datetime) -> SourceRecord:
    """Add a source, due at once. One that its owner has already comes back as it is."""
    source_id = _id(new)
    row = {
        "id": source_id,
        "owner": new.owner,
        "kind": new.kind.value,
        "address": new.address,
        "title": new.title,
        "interval_s": int(new.interval.total_seconds()),
        "primed": False,
        "failures": 0,
        "next_poll": now if new.kind in _POLLED else None,
        "added": now,
    }
    await conn.execute(dialect.insert(conn, table).on_conflict_do_nothing(), [row])
    return await get(conn, source_id, guild=None)


ensure = add
"""Get or add: adding twice is the same."""


async def get(conn: AsyncConnection, source_id: str, *, guild: str | None) -> SourceRecord:
    """Return a source that the guild may see: its own or the catalogue's. Raises NotFoundError."""
    wanted = select(table).where(table.c.id == source_id)
    if guild is not None:
        wanted = wanted.where(table.c.owner.in_((CATALOGUE, guild)))
    row = (await conn.execute(wanted)).one_or_none()
    if row is None:
        raise NotFoundError("source", source_id)
    return _record(row)


async def listed(conn: AsyncConnection, *, guild: str | None) -> list[SourceRecord]:
    """Return the catalogue's sources and the guild's own; all of them for the operator."""
    wanted = select(table).order_by(table.c.added, table.c.id)
    if guild is not None:
        wanted = wanted.where(table.c.owner.in_((CATALOGUE, guild)))
    return [_record(row) for row in await conn.execute(wanted)]


async def remove(conn: AsyncConnection, source_id: str, *, owner: str) -> None:
    """Remove a source of that owner; its articles go out of sight with it. Raises NotFoundError."""
    gone = await conn.execute(delete(table).where(table.c.id == source_id, table.c.owner == owner))
    if not gone.rowcount:
        raise NotFoundError("source", source_id)


async def due(conn: AsyncConnection, now: datetime, limit: int) -> list[SourceForPoll]:
    """Return the sources whose poll is due, longest due first."""
    wanted = select(table).where(table.c.next_poll <= now).order_by(table.c.next_poll, table.c.id).limit(limit)
    return [_for_poll(row) for row in await conn.execute(wanted)]


async def polled(conn: AsyncConnection, source_id: str, poll: Poll, next_poll: datetime, now: datetime) -> None:
    """Note a poll that succeeded, and that its backlog has been taken in."""
    values: dict[str, Any] = {
        "etag": poll.etag,
        "last_modified": poll.last_modified,
        "primed": True,
        "failures": 0,
        "last_error": None,
        "last_polled": now,
        "next_poll": next_poll,
    }
    if poll.title:
        values["title"] = poll.title
    await conn.execute(update(table).where(table.c.id == source_id).values(**values))


async def failed(conn: AsyncConnection, source_id: str, error: str, next_poll: datetime, now: datetime) -> None:
    """Note a poll that failed, with the sentence that says why."""
    values = {"failures": table.c.failures + 1, "last_error": error, "last_polled": now, "next_poll": next_poll}
    await conn.execute(update(table).where(table.c.id == source_id).values(**values))


def _id(new: NewSource) -> str:
    """The same for the same owner, kind and address, as the table's constraint says."""
    return hashlib.sha256(f"{new.owner}\n{new.kind}\n{new.address}".encode()).hexdigest()[:12]


def _for_poll(row: Row[Any]) -> SourceForPoll:
    return SourceForPoll(
        id=row.id,
        kind=SourceKind(row.kind),
        address=row.address,
        title=row.title,
        owner=row.owner,
        interval=timedelta(seconds=row.interval_s),
        etag=row.etag,
        last_modified=row.last_modified,
        failures=row.failures,
        primed=row.primed,
    )


def _record(row: Row[Any]) -> SourceRecord:
    more = {"next_poll": row.next_poll, "last_polled": row.last_polled, "last_error": row.last_error}
    return SourceRecord(**_for_poll(row).model_dump(), **more)
