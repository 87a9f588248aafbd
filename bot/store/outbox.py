"""The outbox: deliveries owed, taken, and what became of them. docs/delivery.md draws the states.

A delivery is taken when it is pending or failed and its time has come, or claimed and its lease has ended: then its
sender is gone, and nobody knows whether it had sent. `ready_at` holds whichever of these times is meant, so that one
index answers.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import NotFoundError
from bot.model.delivery import (
    ClaimedDelivery,
    DeliveryRecord,
    DeliveryState,
    Destination,
    NewDelivery,
    Priority,
    Receipt,
)
from bot.model.message import Message
from bot.store import dialect
from bot.store.schema import attempt as attempts
from bot.store.schema import delivery as table
from bot.store.schema import disabled_destination as disabled_table
from bot.store.schema import spent_key

_OPEN = (DeliveryState.PENDING.value, DeliveryState.FAILED.value)
_HELD = (*_OPEN, DeliveryState.CLAIMED.value)
_FINISHED = tuple(s.value for s in DeliveryState if s.value not in _HELD)
_ID_BYTES = 12
"""96 bits of chance, 24 characters: no two deliveries of a bot ever share a nonce."""


async def enqueue(conn: AsyncConnection, deliveries: Sequence[NewDelivery], now: datetime) -> int:
    """Put deliveries into the outbox, in the transaction that stores their cause; return how many were new.

    One whose key was ever used is left out. The keys of purged deliveries are looked at after the insert: a purge that
    runs beside it has then either kept its row, which the insert meets, or committed its key, which this finds.
    """
    if not deliveries:
        return 0
    rows = {one.dedupe_key: _row(one, now) for one in deliveries}
    statement = dialect.insert(conn, table).on_conflict_do_nothing().returning(table.c.dedupe_key)
    new: set[str] = set()
    for row in rows.values():
        new.update((await conn.execute(statement, row)).scalars())
    spent = set((await conn.execute(select(spent_key.c.dedupe_key).where(spent_key.c.dedupe_key.in_(new)))).scalars())
    if spent:
        await conn.execute(delete(table).where(table.c.dedupe_key.in_(spent)))
    return len(new - spent)


async def claim(
    conn: AsyncConnection, *, sender: str, now: datetime, lease: timedelta, limit: int
) -> list[ClaimedDelivery]:
    """Take what may be sent now, alerts before reminders before digests, and write the attempt before it is made."""
    stopped = select(1).where(
        disabled_table.c.platform == table.c.platform, disabled_table.c.channel == table.c.channel
    )
    wanted = (
        select(table.c.id)
        .where(
            table.c.state.in_(_HELD),
            table.c.ready_at <= now,
            or_(table.c.expires_at.is_(None), table.c.expires_at > now),
            ~stopped.exists(),
        )
        .order_by(table.c.priority, table.c.ready_at, table.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=table)
    )
    ids = list((await conn.execute(wanted)).scalars())
    if not ids:
        return []
    until = now + lease
    await conn.execute(
        update(table)
        .where(table.c.id.in_(ids))
        .values(
            state=DeliveryState.CLAIMED.value,
            sender=sender,
            lease_until=until,
            ready_at=until,
            attempts=table.c.attempts + 1,
            first_attempt_at=_first_attempt(now),
        )
    )
    rows = (await conn.execute(select(table).where(table.c.id.in_(ids)))).all()
    begun = [{"delivery": row.id, "number": row.attempts, "sender": sender, "begun": now} for row in rows]
    await conn.execute(attempts.insert(), begun)
    order = {delivery_id: n for n, delivery_id in enumerate(ids)}
    return [_claimed(row) for row in sorted(rows, key=lambda row: order[row.id])]


async def renew(conn: AsyncConnection, delivery_id: str, *, sender: str, until: datetime) -> bool:
    """Hold on to a delivery; False if it is no longer this sender's."""
    mine = and_(table.c.id == delivery_id, table.c.state == DeliveryState.CLAIMED.value, table.c.sender == sender)
    done = await conn.execute(update(table).where(mine).values(lease_until=until, ready_at=until))
    return bool(done.rowcount)


async def sent(conn: AsyncConnection, delivery_id: str, receipt: Receipt, now: datetime) -> None:
    """The platform took it. True whatever else was thought of it, so it is kept from any state."""
    values = {"receipt": receipt.message, "error": None}
    await _finish(conn, delivery_id, DeliveryState.SENT, now, table.c.state != DeliveryState.SENT.value, **values)


async def retry(conn: AsyncConnection, delivery_id: str, at: datetime, error: str, *, unsent: bool = False) -> None:
    """It was not taken as far as we saw, and is tried again at `at`.

    `unsent` says that the platform told us so: the next try is then like a first one, unless an earlier one of unseen
    outcome is still open.
    """
    claimed = and_(table.c.id == delivery_id, table.c.state == DeliveryState.CLAIMED.value)
    values: dict[str, Any] = {
        "state": DeliveryState.FAILED.value,
        "ready_at": at,
        "lease_until": None,
        "sender": None,
        "error": error,
    }
    if unsent:
        values["first_attempt_at"] = func.nullif(table.c.first_attempt_at, _newest_attempt(delivery_id))
    await conn.execute(update(table).where(claimed).values(**values))
    await _outcome(conn, delivery_id, error)


async def rejected(conn: AsyncConnection, delivery_id: str, error: str, now: datetime) -> None:
    """It is refused for good."""
    await _finish(conn, delivery_id, DeliveryState.REJECTED, now, table.c.state.in_(_HELD), error=error)


async def unknown(conn: AsyncConnection, delivery_id: str, error: str, now: datetime) -> None:
    """Sending began, and nobody can say how it ended."""
    await _finish(conn, delivery_id, DeliveryState.UNKNOWN, now, table.c.state.in_(_HELD), error=error)


async def withdraw(conn: AsyncConnection, *, cause: str, now: datetime) -> int:
    """Take back what is owed to a cause and has not been begun; return how many."""
    open_ = and_(table.c.cause == cause, table.c.state.in_(_OPEN), table.c.attempts == 0)
    values = {"state": DeliveryState.WITHDRAWN.value, "finished": now}
    return int((await conn.execute(update(table).where(open_).values(**values))).rowcount)


async def expire(conn: AsyncConnection, now: datetime) -> int:
    """End what is too late to matter; what was begun and never seen to end becomes unknown. Return how many."""
    late = and_(table.c.expires_at <= now, table.c.ready_at <= now)
    expired = {"state": DeliveryState.EXPIRED.value, "finished": now}
    begun = {
        "state": DeliveryState.UNKNOWN.value,
        "finished": now,
        "error": "Its time ended before its outcome was seen.",
    }
    ended = 0
    for state, values in ((_OPEN, expired), ((DeliveryState.CLAIMED.value,), begun)):
        done = await conn.execute(update(table).where(table.c.state.in_(state), late).values(**values))
        ended += done.rowcount
    return ended


async def purge(conn: AsyncConnection, before: datetime) -> int:
    """Remove deliveries that ended before `before`; their keys stay, so that no cause is told twice."""
    old = and_(table.c.state.in_(_FINISHED), table.c.finished < before)
    keys = select(table.c.dedupe_key, table.c.cause).where(old)
    await conn.execute(
        dialect.insert(conn, spent_key).from_select(["dedupe_key", "cause"], keys).on_conflict_do_nothing()
    )
    return int((await conn.execute(delete(table).where(old))).rowcount)


async def get(conn: AsyncConnection, delivery_id: str) -> DeliveryRecord:
    """Return a delivery as it stands. Raises NotFoundError."""
    row = (await conn.execute(select(table).where(table.c.id == delivery_id))).one_or_none()
    if row is None:
        raise NotFoundError("delivery", delivery_id)
    return _record(row)


async def listed(
    conn: AsyncConnection, *, guild: str | None, limit: int, state: DeliveryState | None = None
) -> list[DeliveryRecord]:
    """Return deliveries, newest first; `guild` is `platform:id`."""
    wanted = select(table).order_by(table.c.created.desc(), table.c.id).limit(limit)
    if guild is not None:
        platform, _, platform_id = guild.partition(":")
        wanted = wanted.where(table.c.platform == platform, table.c.guild == platform_id)
    if state is not None:
        wanted = wanted.where(table.c.state == state.value)
    return [_record(row) for row in await conn.execute(wanted)]


async def next_ready(conn: AsyncConnection, now: datetime) -> datetime | None:
    """Return when the next delivery may be taken that may not be yet, or None."""
    waiting = select(table.c.ready_at).where(table.c.state.in_(_HELD), table.c.ready_at > now)
    found = (await conn.execute(waiting.order_by(table.c.ready_at).limit(1))).scalar_one_or_none()
    return found if isinstance(found, datetime) else None


async def disable(conn: AsyncConnection, destination: Destination, reason: str, now: datetime) -> None:
    """Send nothing to this channel until it is enabled again."""
    row = {
        "platform": destination.platform,
        "channel": destination.channel,
        "guild": destination.guild,
        "reason": reason,
        "since": now,
    }
    await conn.execute(dialect.upsert(conn, disabled_table), [row])


async def disabled(conn: AsyncConnection, destination: Destination) -> str | None:
    """Return why nothing is sent to this channel, or None."""
    reason = (await conn.execute(select(disabled_table.c.reason).where(_same(destination)))).scalar_one_or_none()
    return str(reason) if reason is not None else None


async def enable(conn: AsyncConnection, destination: Destination) -> None:
    """Send to this channel again."""
    await conn.execute(delete(disabled_table).where(_same(destination)))


def _same(destination: Destination) -> ColumnElement[bool]:
    return and_(disabled_table.c.platform == destination.platform, disabled_table.c.channel == destination.channel)


def _first_attempt(now: datetime) -> Any:
    return func.coalesce(table.c.first_attempt_at, literal(now, table.c.first_attempt_at.type))


def _newest_attempt(delivery_id: str) -> Any:
    """When the attempt under way was begun."""
    mine = and_(attempts.c.delivery == delivery_id, attempts.c.number == table.c.attempts)
    return select(attempts.c.begun).where(mine).correlate(table).scalar_subquery()


async def _finish(
    conn: AsyncConnection, delivery_id: str, state: DeliveryState, now: datetime, allowed: Any, **values: Any
) -> None:
    changed = {"state": state.value, "finished": now, "lease_until": None, "sender": None, **values}
    await conn.execute(update(table).where(table.c.id == delivery_id, allowed).values(**changed))
    await _outcome(conn, delivery_id, values.get("error") or state.value)


async def _outcome(conn: AsyncConnection, delivery_id: str, outcome: str) -> None:
    """Note it on the newest attempt."""
    newest = select(table.c.attempts).where(table.c.id == delivery_id).scalar_subquery()
    mine = and_(attempts.c.delivery == delivery_id, attempts.c.number == newest)
    await conn.execute(update(attempts).where(mine).values(outcome=outcome))


def _row(one: NewDelivery, now: datetime) -> dict[str, Any]:
    return {
        "id": secrets.token_hex(_ID_BYTES),
        "dedupe_key": one.dedupe_key,
        "platform": one.destination.platform,
        "guild": one.destination.guild,
        "channel": one.destination.channel,
        "thread": one.destination.thread,
        "priority": one.priority.rank,
        "cause": one.cause,
        "message": one.message.model_dump(mode="json"),
        "state": DeliveryState.PENDING.value,
        "created": now,
        "ready_at": one.not_before,
        "not_before": one.not_before,
        "expires_at": one.expires_at,
        "attempts": 0,
    }


def _destination(row: Row[Any]) -> Destination:
    return Destination(platform=row.platform, guild=row.guild, channel=row.channel, thread=row.thread)


def _claimed(row: Row[Any]) -> ClaimedDelivery:
    return ClaimedDelivery(
        id=row.id,
        destination=_destination(row),
        message=Message.model_validate(row.message),
        priority=list(Priority)[row.priority],
        cause=row.cause,
        attempt=row.attempts,
        first_attempt_at=row.first_attempt_at,
        lease_until=row.lease_until,
        expires_at=row.expires_at,
    )


def _record(row: Row[Any]) -> DeliveryRecord:
    return DeliveryRecord(
        id=row.id,
        dedupe_key=row.dedupe_key,
        destination=_destination(row),
        message=Message.model_validate(row.message),
        priority=list(Priority)[row.priority],
        cause=row.cause,
        state=DeliveryState(row.state),
        not_before=row.not_before,
        expires_at=row.expires_at,
        attempts=row.attempts,
        lease_until=row.lease_until,
        retry_at=row.ready_at if row.state == DeliveryState.FAILED.value else None,
        receipt=row.receipt,
        error=row.error,
    )
