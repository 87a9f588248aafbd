"""What a guild was told lately, and what counts as told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.delivery import DeliveryState, Priority
from bot.store import dialect
from bot.store.tables import dedupe_key
from bot.store.tables import delivery as table
from bot.store.types import key

_CHUNK = 500
"""Rows in one statement; SQLite takes at most 32,766 values in one."""

_FEW = 100
"""Parts of one compound statement; SQLite takes at most 500."""

_NEVER_SHOWN = (DeliveryState.REJECTED, DeliveryState.EXPIRED, DeliveryState.WITHDRAWN)


async def spend(conn: AsyncConnection, dedupe_keys: Iterable[str], now: datetime) -> set[str]:
    """Use these keys up without deliveries of their own, since another message tells their causes; return the new ones.

    Who brings such a cause again finds it told, and of two who would tell it at once, one finds out.
    """
    asked = {key(name): name for name in dedupe_keys}
    names, new = sorted(asked), set[str]()  # in order, so that two transactions do not lock each other out
    for start in range(0, len(names), _CHUNK):
        rows = [{"key": name, "first_at": now} for name in names[start : start + _CHUNK]]
        spending = dialect.insert(conn, dedupe_key).values(rows).on_conflict_do_nothing().returning(dedupe_key.c.key)
        new |= {asked[name] for name in (await conn.execute(spending)).scalars()}
    return new


async def recent(conn: AsyncConnection, limits: Mapping[str, int]) -> dict[str, list[datetime]]:
    """Return for each guild when its newest posts were owed, as many as are asked for, newest first.

    Posts that were taken back, refused or too late do not count, nor do edits and notices.
    """
    found: dict[str, list[datetime]] = {guild: [] for guild in limits}
    guilds: Sequence[str] = list(limits)
    for start in range(0, len(guilds), _FEW):
        newest = (_newest(guild, limits[guild]).subquery() for guild in guilds[start : start + _FEW])
        for row in await conn.execute(union_all(*(select(part) for part in newest))):
            found[f"{row.platform}:{row.guild}"].append(row.enqueued_at)
    return found


def _newest(guild: str, limit: int) -> Select[Any]:
    platform, _, platform_id = guild.partition(":")
    here = and_(table.c.platform == platform, table.c.guild == platform_id, table.c.target.is_(None))
    counts = and_(table.c.state.not_in(_NEVER_SHOWN), table.c.rank < Priority.NOTICE.rank)
    columns = select(table.c.platform, table.c.guild, table.c.enqueued_at)
    return columns.where(here, counts).order_by(table.c.seq.desc()).limit(limit)
