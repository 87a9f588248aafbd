"""Events that stand in a guild's own list on the platform, each with the delivery that lists it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.delivery import DeliveryRecord, DeliveryState
from bot.model.message import Message
from bot.store import dialect, rows
from bot.store.edits import NEVER
from bot.store.tables import delivery
from bot.store.tables import occasion as table

_UNSURE = [*NEVER, DeliveryState.UNKNOWN]
"""It was not listed, or nobody knows; no edit reaches it."""


class Listed(NamedTuple):
    """An event of a guild that was listed: the delivery that does so, and the newest that is wanted of the entry.

    `left` says that it is left to people: somebody has changed or removed the entry, or it was refused, or nobody can
    tell whether it stands.
    """

    event: str
    post: DeliveryRecord
    wanted: Message
    version: int
    left: bool


async def of_guild(conn: AsyncConnection, guild: str) -> list[Listed]:
    """Return what was listed in the guild and is not over, as far as is known, in the order in which it was listed."""
    joined = select(delivery, table.c.event).join(table, table.c.delivery == delivery.c.id)
    found = (await conn.execute(joined.where(table.c.guild == guild).order_by(delivery.c.seq))).all()
    changes = await _changes(conn, [row.id for row in found])
    return [_listed(row, changes[row.id]) for row in found]


async def put(conn: AsyncConnection, guild: str, event: str, delivery_id: str) -> bool:
    """Note that a delivery lists the event; False if one does so already."""
    row = {"guild": guild, "event": event, "delivery": delivery_id}
    adding = dialect.insert(conn, table).values(row).on_conflict_do_nothing()
    return bool((await conn.execute(adding)).rowcount)


async def follow(conn: AsyncConnection, guild: str, event: str, now_told_as: str) -> None:
    """Note that what was listed as one event is told as another one now."""
    await conn.execute(update(table).where(_named(guild, event)).values(event=now_told_as))


async def drop(conn: AsyncConnection, guild: str, event: str) -> None:
    """Forget that the event was listed: it is over, or is taken away."""
    await conn.execute(delete(table).where(_named(guild, event)))


async def wanted(conn: AsyncConnection, delivery_id: str) -> bool:
    """Tell whether what this delivery lists is still to stand there."""
    found = await conn.execute(select(table.c.event).where(table.c.delivery == delivery_id).limit(1))
    return found.first() is not None


async def _changes(conn: AsyncConnection, targets: Sequence[str]) -> dict[str, list[Any]]:
    """Return the edits of these entries, oldest content first."""
    columns = select(delivery.c.target, delivery.c.state, delivery.c.version, delivery.c.message)
    wanted = columns.where(delivery.c.target.in_(targets)).order_by(delivery.c.version)
    found: dict[str, list[Any]] = defaultdict(list)
    for row in await conn.execute(wanted):
        found[str(row.target)].append(row)
    return found


def _listed(row: Row[Any], edits: Sequence[Any]) -> Listed:
    counting = [edit for edit in edits if edit.state not in NEVER]
    refused = any(edit.state == DeliveryState.REJECTED for edit in edits)
    return Listed(
        event=row.event,
        post=rows.record(row),
        wanted=counting[-1].message if counting else row.message,
        version=max(row.version, *(edit.version for edit in edits), 0),
        left=refused or row.state in _UNSURE,
    )


def _named(guild: str, event: str) -> ColumnElement[bool]:
    return and_(table.c.guild == guild, table.c.event == event)
