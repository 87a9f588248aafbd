"""Events as a guild sees them: those of the articles visible to it, with its admins' amendments applied."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Row, Select, and_, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import NotFoundError
from bot.model.base import DayOrInstant
from bot.model.event import Amendment, EventStatus, KnownEvent
from bot.model.time import Precision, When
from bot.store import dialect
from bot.store import words as word_index
from bot.store.tables import amendment, article
from bot.store.tables import event as table
from bot.store.visible import visible

_OVER = [EventStatus.CANCELLED.value, EventStatus.HAPPENED.value]
_SCHEDULED = [EventStatus.SCHEDULED.value, EventStatus.RESCHEDULED.value]
_PUBLISHED: TypeAdapter[Any] = TypeAdapter(DayOrInstant)
_OPERATOR = ""
"""Whose amendments the operator sees: nobody's."""


async def upcoming(conn: AsyncConnection, *, guild: str | None, on: date, limit: int) -> list[KnownEvent]:
    """Return what is upcoming as of the day `on`, soonest first; forecasts and dismissed events left out."""
    still = and_(table.c.status.not_in(_OVER), ~table.c.forecast)
    ahead = _events(guild).where(still, table.c.earliest > on)
    running = _events(guild).where(still, table.c.coarse, table.c.latest >= on, table.c.earliest <= on)
    found = [one for some in (ahead, running) for one in await _soonest(conn, some, guild, limit)]
    found += [known for known in await _amended(conn, guild) if _upcoming(known, on)]
    return sorted(found, key=_when)[:limit]


async def dated(conn: AsyncConnection, *, guild: str, on: date, limit: int) -> list[KnownEvent]:
    """Return what of that is told to a day or better and as scheduled, soonest first; of what was amended, all."""
    exact = and_(table.c.rank <= Precision.DAY.rank, table.c.status.in_(_SCHEDULED), ~table.c.forecast)
    found = await _soonest(conn, _events(guild).where(exact, table.c.earliest > on), guild, limit)
    found += [known for known in await _amended(conn, guild) if _upcoming(known, on)]
    return sorted(found, key=_when)[:limit]


async def within(conn: AsyncConnection, days: tuple[date, date], *, guild: str | None, limit: int) -> list[KnownEvent]:
    """Return the events that touch these days, first and last, soonest first.

    Forecasts are left out, and events of a vaguer time than a season.
    """
    first, last = days
    near = table.c.earliest.between(first - _SEASON, last)  # so that the index on it is of use
    exact = and_(table.c.rank <= Precision.SEASON.rank, ~table.c.forecast)
    found = await _soonest(conn, _events(guild).where(near, table.c.latest >= first, exact), guild, limit)
    found += [known for known in await _amended(conn, guild) if _touches(known.event.when, days)]
    return sorted(found, key=_when)[:limit]


_SEASON = timedelta(days=93)
"""The longest that an event told as exactly as a season can have begun before it ends."""


def _touches(when: When, days: tuple[date, date]) -> bool:
    return when.earliest <= days[1] and when.latest >= days[0]


async def listed(conn: AsyncConnection, *, guild: str | None, limit: int) -> list[KnownEvent]:
    """Return all events, past ones and forecasts too, in order of time; dismissed ones left out."""
    found = await _soonest(conn, _events(guild), guild, limit)
    return sorted(found + await _amended(conn, guild), key=_when)[:limit]


async def get(conn: AsyncConnection, event_id: str, *, guild: str | None) -> KnownEvent:
    """Return one event. Raises NotFoundError if there is none, it is dismissed, or the guild may not see it."""
    found = await _rows(conn, _known(guild).where(table.c.id == event_id))
    if not found:
        raise NotFoundError("event", event_id)
    return found[0]


async def of_article(conn: AsyncConnection, article_id: str, *, guild: str | None) -> list[KnownEvent]:
    """Return an article's events in order of time, forecasts too; none of an article that the guild may not see."""
    return sorted(await _rows(conn, _known(guild).where(article.c.id == article_id)), key=_when)


async def beginning(conn: AsyncConnection, day: date, *, guild: str | None, limit: int) -> list[KnownEvent]:
    """Return the events whose time begins on that day, whatever their status; forecasts and dismissed ones left out."""
    found = await _soonest(conn, _events(guild).where(table.c.earliest == day, ~table.c.forecast), guild, limit)
    found += [k for k in await _amended(conn, guild) if k.event.when.earliest == day and not k.event.forecast]
    return sorted(found, key=_when)[:limit]


async def rescheduled(conn: AsyncConnection, *, guild: str | None, on: date, limit: int) -> list[KnownEvent]:
    """Return the events that were given another time and are not over on that day."""
    moved = and_(table.c.status == EventStatus.RESCHEDULED.value, ~table.c.forecast, table.c.earliest >= on)
    found = await _soonest(conn, _events(guild).where(moved), guild, limit)
    found += [k for k in await _amended(conn, guild) if k.event.status is EventStatus.RESCHEDULED]
    return sorted(found, key=_when)[:limit]


async def match(conn: AsyncConnection, words: str, *, guild: str | None, on: date, limit: int) -> list[KnownEvent]:
    """Return the events that have all the words in title, people, place or headline; forecasts left out.

    What is upcoming on the day `on` comes first, soonest first, then what is past, latest first. Without any word, what
    is upcoming is meant.
    """
    typed = word_index.typed(words)
    if not typed:
        return await upcoming(conn, guild=guild, on=on, limit=limit)
    hits = word_index.found(conn, "event_words", typed, every=True).subquery("hits")
    wanted = _events(guild).join(hits, hits.c.seq == table.c.seq).where(~table.c.forecast)
    ahead = await _soonest(conn, wanted.where(table.c.latest >= on), guild, limit)
    past = await _chosen(conn, wanted.where(table.c.latest < on).order_by(table.c.latest.desc()), guild, limit)
    amended = [known for known in await _amended(conn, guild) if not known.event.forecast and _has(known, typed)]
    return _upcoming_first([*ahead, *past, *amended], on)[:limit]


async def amend(
    conn: AsyncConnection, event_id: str, *, guild: str, change: Amendment, actor: str, now: datetime
) -> None:
    """Keep what an admin of the guild says of an event, in place of what was said before; it holds for this guild only.

    An amendment that says nothing restores the article's word. Raises NotFoundError.
    """
    wanted = select(table.c.seq).where(table.c.id == event_id, visible(table.c.article, guild))
    if (await conn.execute(wanted)).first() is None:
        raise NotFoundError("event", event_id)
    if change == Amendment():
        mine = and_(amendment.c.guild == guild, amendment.c.event == event_id)
        await conn.execute(delete(amendment).where(mine))
        return
    row = {"guild": guild, "event": event_id, "change": change, "actor": actor, "at": now}
    await conn.execute(dialect.upsert(conn, amendment), [row])


async def amended(conn: AsyncConnection, *, guild: str) -> list[tuple[KnownEvent, Amendment]]:
    """Return what the guild's admins have dismissed or amended, as the articles tell it, in order of time."""
    rows = await conn.execute(_known(guild).where(_amended_by(guild)))
    return sorted(((known(row, None), row.change) for row in rows), key=lambda told: _when(told[0]))


def known(row: Row[Any], change: Amendment | None) -> KnownEvent:
    """Return the event of a row that has its record and its article's columns, as the amendment changes it."""
    return KnownEvent(
        event=change.applied_to(row.record) if change else row.record,
        article=row.id,
        headline=row.headline,
        source=row.source,
        url=row.url,
        published=_PUBLISHED.validate_python(row.published) if row.published else None,
        amended=change is not None,
        told_for=row.record.when if change is not None and change.when is not None else None,
    )


def _events(guild: str | None) -> Select[Any]:
    """Return the numbers of the events that the guild may see and has not amended: their columns hold for it."""
    wanted = select(table.c.seq).where(visible(table.c.article, guild))
    if guild is None:
        return wanted
    return wanted.where(~_amended_by(guild))


async def _soonest(conn: AsyncConnection, wanted: Select[Any], guild: str | None, limit: int) -> list[KnownEvent]:
    return await _chosen(conn, wanted.order_by(table.c.earliest, table.c.rank, table.c.id), guild, limit)


async def _chosen(conn: AsyncConnection, wanted: Select[Any], guild: str | None, limit: int) -> list[KnownEvent]:
    """Return the first of these; the records are read when it is known which they are."""
    return await _rows(conn, _known(guild).where(table.c.seq.in_(wanted.limit(limit))))


def _known(guild: str | None) -> Select[Any]:
    """Return the events that the guild may see, each with its article and the guild's amendment of it."""
    mine = and_(amendment.c.event == table.c.id, amendment.c.guild == (_OPERATOR if guild is None else guild))
    return (
        select(table.c.record, amendment.c.change)
        .add_columns(article.c.id, article.c.headline, article.c.source, article.c.url, article.c.published)
        .join(article, article.c.seq == table.c.article)
        .outerjoin(amendment, mine)
        .where(visible(table.c.article, guild))
    )


async def _rows(conn: AsyncConnection, wanted: Select[Any]) -> list[KnownEvent]:
    rows = await conn.execute(wanted)
    return [known(row, row.change) for row in rows if row.change is None or not row.change.dismissed]


async def _amended(conn: AsyncConnection, guild: str | None) -> list[KnownEvent]:
    """Return what the guild has amended, which its columns no longer tell: a guild amends few."""
    return [] if guild is None else await _rows(conn, _known(guild).where(_amended_by(guild)))


def _amended_by(guild: str) -> ColumnElement[bool]:
    return table.c.id.in_(select(amendment.c.event).where(amendment.c.guild == guild))


def _upcoming(known: KnownEvent, on: date) -> bool:
    return not known.event.forecast and known.event.upcoming(on)


def _upcoming_first(found: Iterable[KnownEvent], on: date) -> list[KnownEvent]:
    found = sorted(found, key=_when)
    return [k for k in found if _upcoming(k, on)] + [k for k in reversed(found) if not _upcoming(k, on)]


def _has(known: KnownEvent, typed: Iterable[str]) -> bool:
    told = [known.event.title, known.event.place or "", *known.event.participants, known.headline]
    text = " ".join(told).casefold()
    return all(word.casefold() in text for word in typed)


def _when(known: KnownEvent) -> tuple[date, int, str]:
    return known.event.when.earliest, known.event.when.precision.rank, known.event.id
