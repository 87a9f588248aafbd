"""Who changed what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.audit import AuditEntry
from bot.store.tables import audit as table


async def write(
    conn: AsyncConnection,
    *,
    guild: str,
    actor: str,
    action: str,
    subject: str,
    before: Any,
    after: Any,
    now: datetime,
) -> None:
    """Note a change in the transaction that makes it; `before` and `after` are JSON."""
    row = {"guild": guild, "actor": actor, "action": action, "subject": subject, "before": before, "after": after}
    await conn.execute(table.insert().values(at=now, **row))


async def listed(conn: AsyncConnection, *, guild: str | None, limit: int) -> list[AuditEntry]:
    """Return a guild's changes, newest first; those of all guilds for the operator."""
    wanted = select(table).order_by(table.c.id.desc()).limit(limit)
    if guild is not None:
        wanted = wanted.where(table.c.guild == guild)
    return [AuditEntry(**row._asdict()) for row in await conn.execute(wanted)]


async def since(conn: AsyncConnection, guild: str, at: datetime) -> list[AuditEntry]:
    """Return a guild's changes after that instant, oldest first."""
    wanted = select(table).where(table.c.guild == guild, table.c.at > at).order_by(table.c.id)
    return [AuditEntry(**row._asdict()) for row in await conn.execute(wanted)]
