"""The outbox: deliveries owed, edited, taken back. docs/delivery.md draws the states; senders use `claims.py`."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, case, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import NotFoundError
from bot.model.delivery import DeliveryAction, DeliveryRecord, DeliveryState, NewDelivery, NewEdit, Priority
from bot.model.message import Message
from bot.store import dialect, edits, rows
from bot.store.tables import dedupe_key, occasion
from bot.store.tables import delivery as table
from bot.store.types import key

ID_LENGTH = 24
"""Hexadecimal digits, 96 bits; Discord takes at most 25 characters (API, "Create Message", `nonce`)."""

_UNSEEN = "A try was begun, and its time ended before the outcome was seen."


async def enqueue(conn: AsyncConnection, deliveries: Sequence[NewDelivery], now: datetime) -> int:
    """Put deliveries into the outbox, in the transaction that stores their cause; return how many were new.

    One whose key was ever used is left out, also if that delivery is long purged.
    """
    asked = {key(one.dedupe_key): one for one in deliveries}
    # In order, so that two transactions with the same keys wait for each other instead of locking each other out.
    new = {name for some in rows.chunks(sorted(asked)) for name in await _spend(conn, some, now)}
    for some in rows.chunks(name for name in asked if name in new):
        await conn.execute(table.insert(), [_row(asked[name], name, now) for name in some])
    if new:
        await dialect.ring(conn)
    return len(new)


async def edit(conn: AsyncConnection, wishes: Sequence[NewEdit], now: datetime) -> int:
    """Want messages to be edited or pinned, in the transaction that stores the cause; return how many edits are new.

    A post that certainly is not there yet takes its new content at once and needs no edit. What is not newer than what
    the message shows, or was to show, is left out; so is what concerns a message that was never posted.
    """
    asked = {one.dedupe_key: one for one in wishes}
    return sum([await _edit(conn, [asked[name] for name in some], now) for some in rows.chunks(sorted(asked))])


async def _edit(conn: AsyncConnection, wishes: Sequence[NewEdit], now: datetime) -> int:
    targets = sorted({one.target for one in wishes})
    posts = await edits.posts(conn, targets)
    if await edits.rewrite_unbegun(conn, posts, wishes):
        posts = await edits.posts(conn, targets)
    newest = await edits.newest_wanted(conn, list(posts))
    wanted = {
        one.dedupe_key: one
        for one in wishes
        if one.target in posts and edits.is_news(one, posts[one.target].version, newest.get(one.target, 0))
    }
    new = sorted(await _spend(conn, list(wanted), now)) if wanted else []
    if new:
        await conn.execute(table.insert(), [_edit_row(wanted[name], posts[wanted[name].target], now) for name in new])
        stale = and_(table.c.target.in_(list(posts)), edits.superseded(now))
        await rows.finish(conn, stale, DeliveryState.WITHDRAWN, now, error=edits.SUPERSEDED)
        await dialect.ring(conn)
    return len(new)


async def drop_superseded(conn: AsyncConnection, now: datetime) -> int:
    """End edits that a newer one has made needless, or whose message was never posted; return how many."""
    # By the index of what is not finished: edits that are done are many, and kept for long.
    unfinished = and_(table.c.rank.in_([priority.rank for priority in Priority]), table.c.ready_at.is_not(None))
    stale, orphaned = and_(unfinished, edits.superseded(now)), and_(unfinished, edits.without_post(now))
    dropped = await rows.finish(conn, stale, DeliveryState.WITHDRAWN, now, error=edits.SUPERSEDED)
    return dropped + await rows.finish(conn, orphaned, DeliveryState.WITHDRAWN, now, error=edits.NO_POST)


async def withdraw(conn: AsyncConnection, *, cause: str, now: datetime, guilds: Collection[str] | None = None) -> int:
    """Take back what is owed to a cause (to these guilds, or to all) and is not being sent; return how many.

    What was begun and never seen to end becomes unknown: it may stand there.
    """
    owed = and_(rows.OPEN, table.c.cause == cause)
    if guilds is not None:
        found = await conn.execute(select(table.c.seq, table.c.platform, table.c.guild).where(owed))
        owed = and_(owed, table.c.seq.in_([row.seq for row in found if f"{row.platform}:{row.guild}" in guilds]))
    taken = await rows.finish(conn, and_(owed, rows.UNBEGUN), DeliveryState.WITHDRAWN, now)
    return taken + await rows.finish(conn, owed, DeliveryState.UNKNOWN, now, error=_UNSEEN)


async def take_back(conn: AsyncConnection, delivery_id: str, wanted: Message, now: datetime) -> bool:
    """Take back what lists an event that is not wanted any more; False if it may stand there, or is being listed.

    One whose try was not seen to end gets the content that is `wanted` now, so that its next try only looks.
    """
    mine = and_(table.c.id == delivery_id, rows.OPEN)
    if await rows.finish(conn, and_(mine, rows.UNBEGUN), DeliveryState.WITHDRAWN, now):
        return True
    await rows.change(conn, mine, {"message": wanted})
    return False


async def expire(conn: AsyncConnection, now: datetime) -> int:
    """End what is too late to matter; what was begun and never seen to end becomes unknown. Return how many."""
    late = and_(table.c.ready_at.is_not(None), table.c.expires_at <= now)
    lost = or_(rows.OPEN, and_(rows.CLAIMED, table.c.lease_until <= now))
    ended = await rows.finish(conn, and_(rows.OPEN, rows.UNBEGUN, late), DeliveryState.EXPIRED, now)
    ended += await rows.finish(conn, and_(late, lost), DeliveryState.UNKNOWN, now, error=_UNSEEN)
    return ended + await drop_superseded(conn, now)


async def purge(conn: AsyncConnection, before: datetime) -> int:
    """Remove deliveries that ended before `before`, with their attempts; return how many.

    Their keys stay, so that no cause is told twice. A post stays as long as edits of its message do, an agenda always,
    and what lists an event until that is over: it may stand unchanged for long and be edited yet.
    """
    agenda = and_(table.c.target.is_(None), table.c.cause.startswith("agenda:"))
    listed = table.c.id.in_(select(occasion.c.delivery))
    old = and_(table.c.finished_at < before, ~edits.still_edited(), ~agenda, ~listed)
    return int((await conn.execute(delete(table).where(old))).rowcount)


async def revive(
    conn: AsyncConnection, delivery_id: str, now: datetime, *, expires_at: datetime | None, forget: bool
) -> bool:
    """Let a delivery that has ended, or waits for its next try, be tried now.

    What may have arrived is still looked for before it is sent, unless `forget` says that it is not to be.
    """
    values: dict[str, Any] = {"state": DeliveryState.FAILED, "ready_at": now, "retry_at": now}
    values |= {"finished_at": None, "expires_at": expires_at}
    # A refusal says that this try posted nothing; an earlier one of unseen outcome stays open.
    open_before = func.nullif(table.c.first_attempt_at, rows.newest_attempt())
    refused = case((table.c.state == DeliveryState.REJECTED, open_before), else_=table.c.first_attempt_at)
    values["first_attempt_at"] = None if forget else refused
    idle = table.c.state.not_in([DeliveryState.CLAIMED, DeliveryState.SENT])
    await dialect.ring(conn)
    return await rows.change(conn, and_(table.c.id == delivery_id, idle), values)


async def get(conn: AsyncConnection, delivery_id: str) -> DeliveryRecord:
    """Return a delivery as it stands. Raises NotFoundError."""
    row = (await conn.execute(select(table).where(table.c.id == delivery_id))).one_or_none()
    if row is None:
        raise NotFoundError("delivery", delivery_id)
    return rows.record(row)


async def listed(
    conn: AsyncConnection, *, guild: str | None, limit: int, state: DeliveryState | None = None
) -> list[DeliveryRecord]:
    """Return deliveries, newest first; those to all guilds for the operator."""
    wanted = select(table).order_by(table.c.seq.desc()).limit(limit)
    if guild is not None:
        wanted = wanted.where(rows.to_guild(guild))
    if state is not None:
        wanted = wanted.where(table.c.state == state)
    return [rows.record(row) for row in await conn.execute(wanted)]


async def used(conn: AsyncConnection, keys: Sequence[str]) -> set[str]:
    """Return which of these dedupe keys were ever used."""
    asked = {key(one): one for one in keys}
    found: set[str] = set()
    for some in rows.chunks(asked):
        wanted = select(dedupe_key.c.key).where(dedupe_key.c.key.in_(some))
        found |= {asked[name] for name in (await conn.execute(wanted)).scalars()}
    return found


def nonce(dedupe: str) -> str:
    """Return the id of the delivery with this dedupe key, which is also its nonce.

    It is made of the key, not of chance or a count: the key is unique for ever and so is the id, also after the
    database was restored from a back-up, when a count would begin again and give old nonces to new messages.
    """
    return hashlib.sha256(dedupe.encode()).hexdigest()[:ID_LENGTH]


async def _spend(conn: AsyncConnection, keys: Sequence[str], now: datetime) -> Iterable[str]:
    """Use these keys up for ever; return those that were not yet."""
    spending = dialect.insert(conn, dedupe_key).on_conflict_do_nothing().returning(dedupe_key.c.key)
    return (await conn.execute(spending, [{"key": name, "first_at": now} for name in keys])).scalars().all()


def _row(one: NewDelivery, name: str, now: datetime) -> dict[str, Any]:
    return {
        "id": nonce(one.dedupe_key),
        "dedupe_key": name,
        **one.destination.model_dump(),
        "message": one.message,
        "priority": one.priority.value,
        "rank": one.priority.rank,
        "cause": one.cause,
        "state": DeliveryState.PENDING,
        "not_before": one.not_before,
        "expires_at": one.expires_at,
        "ready_at": one.not_before,
        "attempts": 0,
        "enqueued_at": now,
        "action": DeliveryAction.POST,
        "target": None,
        "version": one.version,
    }


def _edit_row(one: NewEdit, post: Row[Any], now: datetime) -> dict[str, Any]:
    owed = NewDelivery(
        destination=rows.destination(post),
        message=one.message or post.message,
        **one.model_dump(exclude={"target", "action", "message"}),
        dedupe_key=one.dedupe_key,
    )
    return _row(owed, key(one.dedupe_key), now) | {"action": one.action, "target": one.target}
