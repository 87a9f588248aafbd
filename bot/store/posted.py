"""Looking into the outbox: by name, by what deliveries are owed to, and by what became of their messages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import NotFoundError
from bot.model.delivery import DeliveryAction, DeliveryRecord, DeliveryState
from bot.model.explanation import Attempt
from bot.store import edits
from bot.store.outbox import ID_LENGTH
from bot.store.rows import fields, record, to_guild
from bot.store.tables import attempt as attempts
from bot.store.tables import delivery as table

_MARK = 8
"""Letters by which people name a delivery: those in the footer of its message."""


async def find(conn: AsyncConnection, name: str, *, guild: str | None) -> DeliveryRecord:
    """Return a delivery by its id, by the mark in its message's footer, or by the message's id or link.

    Raises NotFoundError, also for one to another guild.
    """
    short = name.strip().rstrip("/").rpartition("/")[2].removeprefix("#").casefold()
    named = or_(table.c.id == short, table.c.receipt == short)
    if len(short) >= _MARK and short.isascii() and short.isalnum():
        named = or_(named, table.c.id.endswith(short))
    wanted = select(table).where(named, table.c.target.is_(None)).order_by(table.c.seq.desc()).limit(1)
    if len(short) == ID_LENGTH:
        wanted = select(table).where(table.c.id == short)
    wanted = wanted if guild is None else wanted.where(to_guild(guild))
    row = (await conn.execute(wanted)).one_or_none()
    if row is None:
        raise NotFoundError("delivery", name)
    return record(row)


async def attempts_of(conn: AsyncConnection, delivery_id: str) -> list[Attempt]:
    """Return the tries of a delivery, first to last."""
    wanted = select(attempts).where(attempts.c.delivery == delivery_id).order_by(attempts.c.number)
    return [Attempt(**fields(row, Attempt)) for row in await conn.execute(wanted)]


async def of_causes(
    conn: AsyncConnection, causes: Sequence[str], *, since: datetime | None = None
) -> list[DeliveryRecord]:
    """Return the posts that were owed to these causes, or edited for them (since then), whatever became of them.

    Oldest first. A guild's own copy of an article edits what the article posted that was shared until then.
    """
    owed = and_(table.c.cause.in_(causes), table.c.action == DeliveryAction.POST)
    edited = table.c.id.in_(edits.edited_for(causes))
    wanted = select(table).where(or_(owed, edited))
    wanted = wanted if since is None else wanted.where(table.c.enqueued_at >= since)
    return [record(row) for row in await conn.execute(wanted.order_by(table.c.seq))]


async def standing(conn: AsyncConnection, cause: str) -> DeliveryRecord | None:
    """Return the newest post that is owed to the cause, if it stands or may yet come to.

    It does not if an edit of it was refused: somebody has deleted it.
    """
    mine = and_(table.c.cause == cause, table.c.action == DeliveryAction.POST)
    newest = (await conn.execute(select(table).where(mine).order_by(table.c.seq.desc()).limit(1))).one_or_none()
    if newest is None or not await edits.posts(conn, [newest.id]):
        return None
    refused = and_(table.c.target == newest.id, table.c.action == DeliveryAction.EDIT)
    gone = select(table.c.seq).where(refused, table.c.state == DeliveryState.REJECTED).limit(1)
    return None if (await conn.execute(gone)).first() else record(newest)


async def overtaken(conn: AsyncConnection, one: DeliveryRecord) -> bool:
    """Tell whether an edit makes no sense any more: a newer one took its place, or its message is not there."""
    mine = and_(table.c.id == one.id, edits.may_ever_go())
    return (await conn.execute(select(table.c.seq).where(mine))).first() is None
