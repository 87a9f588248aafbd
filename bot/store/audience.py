"""Events as many guilds see them, for the tick: one question for a whole batch, where `events.get` asks for each."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, and_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.event import Amendment, KnownEvent
from bot.store import visible
from bot.store.events import known
from bot.store.tables import amendment, article
from bot.store.tables import event as table

Seen = dict[tuple[str, str], KnownEvent]
"""By guild and event."""


async def seen(conn: AsyncConnection, asked: Collection[tuple[str, str]]) -> Seen:
    """Return each event asked for, by guild and id, as that guild sees it.

    Left out are those that it may not see, that it has dismissed, and that there are not. `asked` are a batch: they go
    into one statement.
    """
    rows = {row.event: row for row in await conn.execute(_told({event for _, event in asked}))}
    owners = await visible.owners(conn, {row.seq for row in rows.values()})
    changes = await _changes(conn, asked)
    plain = {event: known(row, None) for event, row in rows.items()}
    found: Seen = {}
    for guild, event in asked:
        if event in rows and visible.to(guild, owners[rows[event].seq]):
            seen_as = _seen(rows[event], plain[event], changes.get((guild, event)))
            if seen_as is not None:
                found[guild, event] = seen_as
    return found


def _seen(row: Row[Any], plain: KnownEvent, change: Amendment | None) -> KnownEvent | None:
    if change is None:
        return plain
    return None if change.dismissed else known(row, change)


def _told(events: Collection[str]) -> Any:
    return (
        select(table.c.id.label("event"), article.c.seq, table.c.record)
        .add_columns(article.c.id, article.c.headline, article.c.source, article.c.url, article.c.published)
        .join(article, article.c.seq == table.c.article)
        .where(table.c.id.in_(sorted(events)))
    )


async def _changes(conn: AsyncConnection, asked: Collection[tuple[str, str]]) -> dict[tuple[str, str], Amendment]:
    guilds, events = ({one[place] for one in asked} for place in (0, 1))
    mine = and_(amendment.c.guild.in_(sorted(guilds)), amendment.c.event.in_(sorted(events)))
    rows = await conn.execute(select(amendment.c.guild, amendment.c.event, amendment.c.change).where(mine))
    return {(row.guild, row.event): row.change for row in rows}
