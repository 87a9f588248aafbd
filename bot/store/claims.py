"""The outbox as its senders use it: taking deliveries, and reporting what became of them.

A delivery may be claimed when it is pending or failed and its time has come, or claimed and its lease has ended: then
its sender is gone, and nobody knows whether it had sent. `ready_at` holds whichever of these instants is meant.

What a sender reports changes a delivery only while it holds it: a report that comes a second time, or after the lease
has ended and somebody else has taken over, changes nothing. The one exception is `sent`: a message that the platform
has taken stays taken, whoever says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.delivery import ClaimedDelivery, DeliveryState, Destination, Priority, Receipt
from bot.store import dialect, edits, rows
from bot.store.tables import attempt as attempts
from bot.store.tables import delivery as table
from bot.store.tables import disabled_destination


class Room:
    """How many deliveries a channel (or thread) may have under way at once, and how many each has."""

    def __init__(self, each: int, under_way: Iterable[Destination] = ()) -> None:
        self._each = each
        self._count = Counter(rows.room(one) for one in under_way)

    def full(self) -> frozenset[str]:
        """Return the channels that have no room left."""
        return frozenset(name for name, count in self._count.items() if count >= self._each)

    def take(self, channel: str) -> bool:
        """Take a place, if the channel has one left."""
        if self._count[channel] >= self._each:
            return False
        self._count[channel] += 1
        return True


async def claim(
    conn: AsyncConnection, *, sender: str, now: datetime, lease: timedelta, limit: int, room: Room | None = None
) -> list[ClaimedDelivery]:
    """Take what may be sent now and write the attempt before it is made.

    Alerts go before reminders before digests before notices; within them, first comes what was ready first. With
    `room`, one channel gets only so many at a time, so that others do not wait behind it.
    """
    seqs: list[int] = []
    for priority in Priority:  # one index range each: however much is held back, only what is ready is read
        seqs += await _choose(conn, priority, now, limit - len(seqs), room or Room(limit))
    if not seqs:
        return []
    until = now + lease
    values: dict[str, Any] = {"state": DeliveryState.CLAIMED, "sender": sender, "attempts": table.c.attempts + 1}
    values |= {"lease_until": until, "ready_at": until, "retry_at": None, "first_attempt_at": _first_attempt(now)}
    taking = update(table).where(table.c.seq.in_(seqs)).values(**values).returning(table)
    taken = {row.seq: row for row in await conn.execute(taking)}
    begun = [{"delivery": row.id, "number": row.attempts, "sender": sender, "begun_at": now} for row in taken.values()]
    await conn.execute(attempts.insert(), begun)
    targets = [row.target for row in taken.values() if row.target is not None]
    posts = await edits.posts(conn, targets) if targets else {}
    return [_claimed(taken[seq], posts.get(taken[seq].target)) for seq in seqs]


async def renew(conn: AsyncConnection, delivery_id: str, *, sender: str, until: datetime) -> bool:
    """Hold on to a delivery until `until`; False if it is no longer this sender's."""
    values = {"lease_until": until, "ready_at": until}
    return await rows.change(conn, _held(delivery_id, sender), values)


async def sent(conn: AsyncConnection, delivery_id: str, receipt: Receipt, now: datetime) -> bool:
    """The platform took it. True whatever was thought of it before, so it is kept from any state."""
    unsent = and_(table.c.id == delivery_id, table.c.state != DeliveryState.SENT)
    done = await _finish(conn, unsent, DeliveryState.SENT, now, receipt=receipt.message, error=None)
    return done and await _tell_attempt(conn, delivery_id, DeliveryState.SENT, None)


async def retry(
    conn: AsyncConnection,
    delivery_id: str,
    at: datetime,
    error: str,
    *,
    unsent: bool = False,
    sender: str | None = None,
) -> bool:
    """It was not taken as far as we saw, and is tried again at `at`. Only by the holder, if `sender` is given.

    `unsent` says that the platform told us so: the next try is then like a first one, unless an earlier one of unseen
    outcome is still open.
    """
    values: dict[str, Any] = {"state": DeliveryState.FAILED, "retry_at": at, "ready_at": at, "error": error}
    if unsent:
        values["first_attempt_at"] = func.nullif(table.c.first_attempt_at, rows.newest_attempt())
    done = await rows.change(conn, _held(delivery_id, sender), values | rows.RELEASED)
    return done and await _tell_attempt(conn, delivery_id, DeliveryState.FAILED, error)


async def rejected(
    conn: AsyncConnection, delivery_id: str, error: str, now: datetime, *, sender: str | None = None
) -> bool:
    """It is refused for good. Only by the holder, if `sender` is given."""
    done = await _finish(conn, _held(delivery_id, sender), DeliveryState.REJECTED, now, error=error)
    return done and await _tell_attempt(conn, delivery_id, DeliveryState.REJECTED, error)


async def unknown(
    conn: AsyncConnection, delivery_id: str, error: str, now: datetime, *, sender: str | None = None
) -> bool:
    """Sending began, and nobody can say how it ended. Only by the holder, if `sender` is given."""
    done = await _finish(conn, _held(delivery_id, sender), DeliveryState.UNKNOWN, now, error=error)
    return done and await _tell_attempt(conn, delivery_id, DeliveryState.UNKNOWN, error)


async def next_ready(conn: AsyncConnection, now: datetime) -> datetime | None:
    """Return when the next delivery may be claimed that may not be yet, or None."""
    ahead = [_first_after(priority, now) for priority in Priority]
    instants = [(await conn.execute(wanted)).scalar_one_or_none() for wanted in ahead]
    return min((instant for instant in instants if instant is not None), default=None)


async def _choose(conn: AsyncConnection, priority: Priority, now: datetime, limit: int, room: Room) -> list[int]:
    """Return the rows to take of one priority; who has no room left is passed over, and the next are looked at."""
    seqs: list[int] = []
    while len(seqs) < limit:
        left, full = limit - len(seqs), room.full()
        found = (await conn.execute(_ready(conn, priority, now, left, full=full, taken=seqs))).all()
        seqs += [seq for seq, channel in found if room.take(channel)]
        if len(found) < left or room.full() == full:
            break
    return seqs


def _ready(
    conn: AsyncConnection, priority: Priority, now: datetime, limit: int, *, full: frozenset[str], taken: Sequence[int]
) -> Any:
    closed = exists().where(
        disabled_destination.c.platform == table.c.platform,
        disabled_destination.c.guild == table.c.guild,
        or_(disabled_destination.c.room == table.c.channel, disabled_destination.c.room == table.c.thread),
    )
    timely = or_(table.c.expires_at.is_(None), table.c.expires_at > now)
    ready = and_(table.c.rank == priority.rank, table.c.ready_at <= now, timely, ~closed, edits.may_go(now))
    channel = func.coalesce(table.c.thread, table.c.channel)
    wanted = select(table.c.seq, channel).where(ready).order_by(table.c.ready_at, table.c.seq).limit(limit)
    if full:
        wanted = wanted.where(channel.not_in(full))
    if taken:
        wanted = wanted.where(table.c.seq.not_in(taken))
    return dialect.taking(conn, wanted, table)


def _first_after(priority: Priority, now: datetime) -> Any:
    later = and_(table.c.rank == priority.rank, table.c.ready_at > now)
    return select(table.c.ready_at).where(later).order_by(table.c.ready_at).limit(1)


def _first_attempt(now: datetime) -> ColumnElement[datetime]:
    return func.coalesce(table.c.first_attempt_at, literal(now, table.c.first_attempt_at.type))


def _held(delivery_id: str, sender: str | None) -> ColumnElement[bool]:
    held = and_(rows.CLAIMED, table.c.id == delivery_id)
    return held if sender is None else and_(held, table.c.sender == sender)


async def _finish(
    conn: AsyncConnection, which: ColumnElement[bool], state: DeliveryState, now: datetime, **values: Any
) -> bool:
    return bool(await rows.finish(conn, which, state, now, **values))


async def _tell_attempt(conn: AsyncConnection, delivery_id: str, outcome: str, error: str | None) -> bool:
    """Note the outcome on the newest attempt."""
    newest = select(table.c.attempts).where(table.c.id == delivery_id).scalar_subquery()
    mine = and_(attempts.c.delivery == delivery_id, attempts.c.number == newest)
    await conn.execute(update(attempts).where(mine).values(outcome=outcome, error=error))
    return True


def _claimed(row: Row[Any], post: Row[Any] | None) -> ClaimedDelivery:
    posted = post.receipt if post else None
    return ClaimedDelivery(
        **rows.fields(row, ClaimedDelivery), destination=rows.destination(row), attempt=row.attempts, posted=posted
    )
