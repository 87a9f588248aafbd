"""Rows of the outbox: read into the model, and ended; what its modules share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from pydantic import BaseModel
from sqlalchemy import ColumnElement, Row, and_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.delivery import DeliveryRecord, DeliveryState, Destination
from bot.store.tables import attempt as attempts
from bot.store.tables import delivery as table

_CHUNK = 100
"""Rows in one statement. Making its values holds the event loop: a hundred take some 5 ms."""

OPEN = table.c.state.in_([DeliveryState.PENDING, DeliveryState.FAILED])
CLAIMED = table.c.state == DeliveryState.CLAIMED
UNBEGUN = table.c.first_attempt_at.is_(None)
"""No try was begun of which we did not see that nothing came of it."""

RELEASED: dict[str, Any] = {"sender": None, "lease_until": None}


def newest_attempt() -> Any:
    """Return when the attempt under way was begun."""
    mine = and_(attempts.c.delivery == table.c.id, attempts.c.number == table.c.attempts)
    return select(attempts.c.begun_at).where(mine).correlate(table).scalar_subquery()


async def change(conn: AsyncConnection, which: ColumnElement[bool], values: dict[str, Any]) -> bool:
    """Change what the condition names; tell whether there was any."""
    return bool((await conn.execute(update(table).where(which).values(**values))).rowcount)


async def finish(
    conn: AsyncConnection, which: ColumnElement[bool], state: DeliveryState, now: datetime, **values: Any
) -> int:
    """End what the condition names in that state; return how many."""
    ended = {"state": state, "ready_at": None, "retry_at": None, "finished_at": now}
    done = await conn.execute(update(table).where(which).values(**ended, **RELEASED, **values))
    return int(done.rowcount)


def to_guild(guild: str) -> ColumnElement[bool]:
    """Return the condition that a delivery is to that guild ("platform:id")."""
    platform, _, platform_id = guild.partition(":")
    return and_(table.c.platform == platform, table.c.guild == platform_id)


def room(destination: Destination) -> str:
    """Return where in the guild it goes: what is paced, and closed, as one."""
    return destination.thread or destination.channel


def record(row: Row[Any]) -> DeliveryRecord:
    """Return a row of the outbox for people who look."""
    return DeliveryRecord(**fields(row, DeliveryRecord), destination=destination(row))


def fields(row: Row[Any], model: type[BaseModel]) -> dict[str, Any]:
    """Return what a row has of a model's fields."""
    return {name: value for name, value in row._asdict().items() if name in model.model_fields}


def destination(row: Row[Any]) -> Destination:
    """Return where a row's delivery goes."""
    return Destination(platform=row.platform, guild=row.guild, channel=row.channel, thread=row.thread)


def chunks(names: Iterable[str]) -> Iterator[list[str]]:
    """Return the names in as many as go into one statement."""
    rest = iter(names)
    while some := list(islice(rest, _CHUNK)):
        yield some
