"""The few statements that the two databases say differently. `words.py` has full text, the rest is here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

SQLITE, POSTGRES = "sqlite", "postgresql"

READS_ONLY = "postgresql_readonly"
"""The execution option of connections that only read."""


def insert(conn: AsyncConnection, table: Table) -> Any:
    """Return an INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return (sqlite if conn.dialect.name == SQLITE else postgresql).insert(table)


def upsert(conn: AsyncConnection, table: Table, *, keep: Sequence[str] = ()) -> Any:
    """Return an INSERT that replaces the row with the same primary key, but for the columns in `keep`."""
    statement = insert(conn, table)
    keys = [column.name for column in table.primary_key]
    changed: dict[str, ColumnElement[Any]] = {
        column.name: statement.excluded[column.name]
        for column in table.columns
        if column.name not in keys and column.name not in keep
    }
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)


def taking(conn: AsyncConnection, wanted: Select[Any], table: Table) -> Select[Any]:
    """Return the query as one that takes its rows: until the transaction ends, others that take pass them over.

    On SQLite only one transaction writes, and where nothing can be written there is nothing to take.
    """
    reads_only = conn.sync_connection is not None and conn.sync_connection.get_execution_options().get(READS_ONLY)
    return wanted if reads_only else wanted.with_for_update(skip_locked=True, of=table)


async def hold(conn: AsyncConnection, number: int) -> None:
    """Let one transaction at a time pass here until it ends. SQLite has one writer anyhow.

    PostgreSQL's advisory locks are named by numbers; LOCKS has ours.
    """
    if conn.dialect.name == POSTGRES:
        await conn.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


async def ring(conn: AsyncConnection) -> None:
    """Wake who sends, in whatever process, when this transaction commits. On SQLite there is only our own."""
    if conn.dialect.name == POSTGRES:
        await conn.execute(text(f"NOTIFY {BELL}"))


BELL = "dateline_outbox"
"""The channel of PostgreSQL's LISTEN and NOTIFY that tells of new deliveries."""


class LOCKS:
    """The numbers of our advisory locks: "date" in ASCII, then a count."""

    MIGRATION = 0x6461_7465_0001
    ARTICLES = 0x6461_7465_0002
