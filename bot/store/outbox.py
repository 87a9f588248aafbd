"""The outbox: deliveries owed, taken, and what became of them. docs/delivery.md draws the states.

A delivery may be claimed when it is pending or failed and its time has come, or claimed and its lease has ended: then
its sender is gone, and nobody knows whether it had sent. `ready_at` holds whichever of these instants is meant.

What a sender reports changes a delivery only while it holds it: a report that comes a second time, or after the lease
has ended and somebody else has taken over, changes nothing. The one exception is `sent`: a message that the platform
has taken stays taken, whoever says so.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from pydantic import BaseModel
from sqlalchemy import ColumnElement, Row, and_, case, delete, exists, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import NotFoundError
from bot.model.delivery import (
    ClaimedDelivery,
    DeliveryAction,
    DeliveryRecord,
    DeliveryState,
    Destination,
    NewDelivery,
    NewEdit,
    Priority,
    Receipt,
)
from bot.store import dialect, edits
from bot.store.tables import attempt as attempts
from bot.store.tables import dedupe_key, disabled_destination
from bot.store.tables import delivery as table
from bot.store.types import key

ID_LENGTH = 24
"""Hexadecimal digits, 96 bits; Discord takes at most 25 characters (API, "Create Message", `nonce`)."""

_CHUNK = 100
"""Rows in one statement. Making its values holds the event loop: a hundred take some 5 ms."""

_OPEN = table.c.state.in_([DeliveryState.PENDING, DeliveryState.FAILED])
_CLAIMED = table.c.state == DeliveryState.CLAIMED
_UNBEGUN = table.c.first_attempt_at.is_(None)
"""No try was begun of which we did not see that nothing came of it."""

_UNSEEN = "A try was begun, and its time ended before the outcome was seen."


class Room:
    """How many deliveries a channel (or thread) may have under way at once, and how many each has."""

    def __init__(self, each: int, under_way: Iterable[Destination] = ()) -> None:
        self._each = each
        self._count = Counter(_room(one) for one in under_way)

    def full(self) -> frozenset[str]:
        """Return the channels that have no room left."""
        return frozenset(name for name, count in self._count.items() if count >= self._each)

    def take(self, channel: str) -> bool:
        """Take a place, if the channel has one left."""
        if self._count[channel] >= self._each:
            return False
        self._count[channel] += 1
        return True


async def enqueue(conn: AsyncConnection, deliveries: Sequence[NewDelivery], now: datetime) -> int:
    """Put deliveries into the outbox, in the transaction that stores their cause; return how many were new.

    One whose key was ever used is left out, also if that delivery is long purged.
    """
    asked = {key(one.dedupe_key): one for one in deliveries}
    # In order, so that two transactions with the same keys wait for each other instead of locking each other out.
    new = {name for some in _chunks(sorted(asked)) for name in await _spend(conn, some, now)}
    for some in _chunks(name for name in asked if name in new):
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
    return sum([await _edit(conn, [asked[name] for name in some], now) for some in _chunks(sorted(asked))])


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
        rows = [_edit_row(wanted[name], posts[wanted[name].target], now) for name in new]
        await conn.execute(table.insert(), rows)
        stale = and_(table.c.target.in_(list(posts)), edits.superseded(now))
        await _finish_all(conn, stale, DeliveryState.WITHDRAWN, now, error=edits.SUPERSEDED)
        await dialect.ring(conn)
    return len(new)


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
    rows = {row.seq: row for row in await conn.execute(taking)}
    begun = [{"delivery": row.id, "number": row.attempts, "sender": sender, "begun_at": now} for row in rows.values()]
    await conn.execute(attempts.insert(), begun)
    targets = [row.target for row in rows.values() if row.target is not None]
    posts = await edits.posts(conn, targets) if targets else {}
    return [_claimed(rows[seq], posts.get(rows[seq].target)) for seq in seqs]


async def renew(conn: AsyncConnection, delivery_id: str, *, sender: str, until: datetime) -> bool:
    """Hold on to a delivery until `until`; False if it is no longer this sender's."""
    values = {"lease_until": until, "ready_at": until}
    return await _change(conn, _held(delivery_id, sender), values)


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
        values["first_attempt_at"] = func.nullif(table.c.first_attempt_at, _newest_attempt())
    done = await _change(conn, _held(delivery_id, sender), values | _RELEASED)
    return done and await _tell_attempt(conn, delivery_id, DeliveryState.FAILED, error)


async def drop_superseded(conn: AsyncConnection, now: datetime) -> int:
    """End edits that a newer one has made needless, or whose message was never posted; return how many."""
    # By the index of what is not finished: edits that are done are many, and kept for long.
    unfinished = and_(table.c.rank.in_([priority.rank for priority in Priority]), table.c.ready_at.is_not(None))
    stale, orphaned = and_(unfinished, edits.superseded(now)), and_(unfinished, edits.without_post(now))
    dropped = await _finish_all(conn, stale, DeliveryState.WITHDRAWN, now, error=edits.SUPERSEDED)
    return dropped + await _finish_all(conn, orphaned, DeliveryState.WITHDRAWN, now, error=edits.NO_POST)


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


async def withdraw(conn: AsyncConnection, *, cause: str, now: datetime, guilds: Collection[str] | None = None) -> int:
    """Take back what is owed to a cause (to these guilds, or to all) and is not being sent; return how many.

    What was begun and never seen to end becomes unknown: it may stand there.
    """
    owed = and_(_OPEN, table.c.cause == cause)
    if guilds is not None:
        rows = await conn.execute(select(table.c.seq, table.c.platform, table.c.guild).where(owed))
        owed = and_(owed, table.c.seq.in_([row.seq for row in rows if f"{row.platform}:{row.guild}" in guilds]))
    taken = await _finish_all(conn, and_(owed, _UNBEGUN), DeliveryState.WITHDRAWN, now)
    return taken + await _finish_all(conn, owed, DeliveryState.UNKNOWN, now, error=_UNSEEN)


async def expire(conn: AsyncConnection, now: datetime) -> int:
    """End what is too late to matter; what was begun and never seen to end becomes unknown. Return how many."""
    late = and_(table.c.ready_at.is_not(None), table.c.expires_at <= now)
    lost = or_(_OPEN, and_(_CLAIMED, table.c.lease_until <= now))
    ended = await _finish_all(conn, and_(_OPEN, _UNBEGUN, late), DeliveryState.EXPIRED, now)
    ended += await _finish_all(conn, and_(late, lost), DeliveryState.UNKNOWN, now, error=_UNSEEN)
    return ended + await drop_superseded(conn, now)


async def purge(conn: AsyncConnection, before: datetime) -> int:
    """Remove deliveries that ended before `before`, with their attempts; return how many.

    Their keys stay, so that no cause is told twice. A post stays as long as edits of its message do, an agenda always:
    it may stand unchanged for long and be edited yet.
    """
    agenda = and_(table.c.target.is_(None), table.c.cause.startswith("agenda:"))
    old = and_(table.c.finished_at < before, ~edits.still_edited(), ~agenda)
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
    refused = case((table.c.state == DeliveryState.REJECTED, func.nullif(table.c.first_attempt_at, _newest_attempt())),
                   else_=table.c.first_attempt_at)  # fmt: skip
    values["first_attempt_at"] = None if forget else refused
    idle = table.c.state.not_in([DeliveryState.CLAIMED, DeliveryState.SENT])
    await dialect.ring(conn)
    return await _change(conn, and_(table.c.id == delivery_id, idle), values)


async def get(conn: AsyncConnection, delivery_id: str) -> DeliveryRecord:
    """Return a delivery as it stands. Raises NotFoundError."""
    row = (await conn.execute(select(table).where(table.c.id == delivery_id))).one_or_none()
    if row is None:
        raise NotFoundError("delivery", delivery_id)
    return record(row)


async def listed(
    conn: AsyncConnection, *, guild: str | None, limit: int, state: DeliveryState | None = None
) -> list[DeliveryRecord]:
    """Return deliveries, newest first; those to all guilds for the operator."""
    wanted = select(table).order_by(table.c.seq.desc()).limit(limit)
    if guild is not None:
        wanted = wanted.where(to_guild(guild))
    if state is not None:
        wanted = wanted.where(table.c.state == state)
    return [record(row) for row in await conn.execute(wanted)]


async def used(conn: AsyncConnection, keys: Sequence[str]) -> set[str]:
    """Return which of these dedupe keys were ever used."""
    asked = {key(one): one for one in keys}
    found: set[str] = set()
    for some in _chunks(asked):
        wanted = select(dedupe_key.c.key).where(dedupe_key.c.key.in_(some))
        found |= {asked[name] for name in (await conn.execute(wanted)).scalars()}
    return found


async def next_ready(conn: AsyncConnection, now: datetime) -> datetime | None:
    """Return when the next delivery may be claimed that may not be yet, or None."""
    ahead = [_first_after(priority, now) for priority in Priority]
    instants = [(await conn.execute(wanted)).scalar_one_or_none() for wanted in ahead]
    return min((instant for instant in instants if instant is not None), default=None)


async def disable(conn: AsyncConnection, destination: Destination, reason: str, now: datetime) -> None:
    """Send nothing to this destination until it is enabled again; what is owed to it waits, or expires."""
    row = {"platform": destination.platform, "guild": destination.guild, "room": _room(destination)}
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
    room = disabled_destination.c.room == _room(destination)
    await conn.execute(delete(disabled_destination).where(_in_guild(destination), room))


_RELEASED: dict[str, Any] = {"sender": None, "lease_until": None}


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


def _newest_attempt() -> Any:
    """When the attempt under way was begun."""
    mine = and_(attempts.c.delivery == table.c.id, attempts.c.number == table.c.attempts)
    return select(attempts.c.begun_at).where(mine).correlate(table).scalar_subquery()


def _held(delivery_id: str, sender: str | None) -> ColumnElement[bool]:
    held = and_(_CLAIMED, table.c.id == delivery_id)
    return held if sender is None else and_(held, table.c.sender == sender)


async def _change(conn: AsyncConnection, which: ColumnElement[bool], values: dict[str, Any]) -> bool:
    return bool((await conn.execute(update(table).where(which).values(**values))).rowcount)


async def _finish(
    conn: AsyncConnection, which: ColumnElement[bool], state: DeliveryState, now: datetime, **values: Any
) -> bool:
    return bool(await _finish_all(conn, which, state, now, **values))


async def _finish_all(
    conn: AsyncConnection, which: ColumnElement[bool], state: DeliveryState, now: datetime, **values: Any
) -> int:
    ended = {"state": state, "ready_at": None, "retry_at": None, "finished_at": now}
    done = await conn.execute(update(table).where(which).values(**ended, **_RELEASED, **values))
    return int(done.rowcount)


async def _tell_attempt(conn: AsyncConnection, delivery_id: str, outcome: str, error: str | None) -> bool:
    """Note the outcome on the newest attempt."""
    newest = select(table.c.attempts).where(table.c.id == delivery_id).scalar_subquery()
    mine = and_(attempts.c.delivery == delivery_id, attempts.c.number == newest)
    await conn.execute(update(attempts).where(mine).values(outcome=outcome, error=error))
    return True


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
        destination=_destination(post),
        message=one.message or post.message,
        **one.model_dump(exclude={"target", "action", "message"}),
        dedupe_key=one.dedupe_key,
    )
    return _row(owed, key(one.dedupe_key), now) | {"action": one.action, "target": one.target}


def to_guild(guild: str) -> ColumnElement[bool]:
    """Return the condition that a delivery is to that guild ("platform:id")."""
    platform, _, platform_id = guild.partition(":")
    return and_(table.c.platform == platform, table.c.guild == platform_id)


def _room(destination: Destination) -> str:
    return destination.thread or destination.channel


def _in_guild(destination: Destination) -> ColumnElement[bool]:
    here = disabled_destination.c
    return and_(here.platform == destination.platform, here.guild == destination.guild)


def _claimed(row: Row[Any], post: Row[Any] | None) -> ClaimedDelivery:
    posted = post.receipt if post else None
    return ClaimedDelivery(
        **fields(row, ClaimedDelivery), destination=_destination(row), attempt=row.attempts, posted=posted
    )


def record(row: Row[Any]) -> DeliveryRecord:
    """Return a row of the outbox for people who look."""
    return DeliveryRecord(**fields(row, DeliveryRecord), destination=_destination(row))


def fields(row: Row[Any], model: type[BaseModel]) -> dict[str, Any]:
    """Return what a row has of a model's fields."""
    return {name: value for name, value in row._asdict().items() if name in model.model_fields}


def _destination(row: Row[Any]) -> Destination:
    return Destination(platform=row.platform, guild=row.guild, channel=row.channel, thread=row.thread)


def _chunks(names: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(names)
    while some := list(islice(rest, _CHUNK)):
        yield some
