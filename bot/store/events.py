"""Events as a guild sees them: those of the articles visible to it, with its admins' amendments applied."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import NotFoundError
from bot.model.base import DayOrInstant
from bot.model.event import Amendment, Event, EventStatus, KnownEvent
from bot.model.time import Precision
from bot.store import dialect
from bot.store.schema import amendment, article
from bot.store.schema import event as table
from bot.store.visibility import visible

_COARSE = [p.value for p in Precision if p.coarse]
_OVER = [EventStatus.CANCELLED.value, EventStatus.HAPPENED.value]
_PUBLISHED: TypeAdapter[Any] = TypeAdapter(DayOrInstant)
_WORD = re.compile(r"\w+")


async def upcoming(conn: AsyncConnection, *, guild: str | None, on: date, limit: int) -> list[KnownEvent]:
    """Return what is upcoming as of the day `on`, soonest first; forecasts and dismissed events left out."""
    ahead = or_(table.c.earliest > on, and_(table.c.precision.in_(_COARSE), table.c.latest >= on))
    open_ = and_(ahead, table.c.status.not_in(_OVER), table.c.forecast.is_(False))
    found = await _find(conn, guild, or_(open_, amendment.c.event.is_not(None)) if guild else open_)
    coming = [known for known in found if not known.event.forecast and known.event.upcoming(on)]
    return sorted(coming, key=_when)[:limit]


async def listed(conn: AsyncConnection, *, guild: str | None, limit: int) -> list[KnownEvent]:
    """Return all events, past ones and forecasts too, in order of time."""
    return sorted(await _find(conn, guild, table.c.id.is_not(None)), key=_when)[:limit]


async def get(conn: AsyncConnection, event_id: str, *, guild: str | None) -> KnownEvent:
    """Return one event. Raises NotFoundError if there is none, it is dismissed, or the guild may not see it."""
    found = await _find(conn, guild, table.c.id == event_id)
    if not found:
        raise NotFoundError("event", event_id)
    return found[0]


async def of_article(conn: AsyncConnection, article_id: str, *, guild: str | None) -> list[KnownEvent]:
    """Return an article's events in order of time."""
    return sorted(await _find(conn, guild, table.c.article == article_id), key=_when)


async def match(conn: AsyncConnection, words: str, *, guild: str | None, on: date, limit: int) -> list[KnownEvent]:
    """Return upcoming events whose title or article's headline has all the words; for completion while typing."""
    wanted = [word.casefold() for word in _WORD.findall(words)]
    coming = await upcoming(conn, guild=guild, on=on, limit=10_000)
    return [k for k in coming if all(w in f"{k.event.title} {k.headline}".casefold() for w in wanted)][:limit]


async def amend(
    conn: AsyncConnection, event_id: str, *, guild: str, change: Amendment, actor: str, now: datetime
) -> None:
    """Keep what an admin of the guild says of an event; it holds for this guild only. Raises NotFoundError."""
    exists = select(func.count()).where(table.c.id == event_id, visible(table.c.article, guild))
    if not (await conn.execute(exists)).scalar_one():
        raise NotFoundError("event", event_id)
    row = {
        "guild": guild,
        "event": event_id,
        "dismissed": change.dismissed,
        "change": change.model_dump(mode="json", exclude={"dismissed"}, exclude_none=True),
        "actor": actor,
        "at": now,
    }
    await conn.execute(dialect.upsert(conn, amendment), [row])


async def _find(conn: AsyncConnection, guild: str | None, condition: Any) -> list[KnownEvent]:
    wanted = (
        select(table.c.record, article.c.id, article.c.headline, article.c.source_name, article.c.url)
        .add_columns(article.c.published, amendment.c.dismissed, amendment.c.change)
        .join(article, article.c.id == table.c.article)
        .outerjoin(amendment, and_(amendment.c.event == table.c.id, amendment.c.guild == (guild or "")))
        .where(visible(table.c.article, guild), condition, amendment.c.dismissed.is_not(True))
    )
    return [_known(row) for row in await conn.execute(wanted)]


def _known(row: Row[Any]) -> KnownEvent:
    event = Event.model_validate(row.record)
    if row.change:
        event = Amendment.model_validate(row.change).applied_to(event)
    return KnownEvent(
        event=event,
        article=row.id,
        headline=row.headline,
        source=row.source_name,
        url=row.url,
        published=_PUBLISHED.validate_python(row.published) if row.published else None,
        amended=bool(row.change),
    )


def _when(known: KnownEvent) -> tuple[date, int, str]:
    return known.event.when.earliest, known.event.when.precision.rank, known.event.id
