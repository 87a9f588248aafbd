"""Moving an installation from SQLite to PostgreSQL: all of it, looked through, or nothing.

hold the source's place of the one writer, so that nothing changes meanwhile
in one transaction on the target:
    let nobody else write, and refuse unless it is empty
    for each table, those before that others refer to: copy its rows as they stand, in batches
    make the articles and events findable anew, by the words that the source has
    let each count go on where the source's has come to
    for each table: the same number of rows and the same digest of them on both sides, or all of it is undone
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Column, MetaData, Row, Table, Text, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import TypeEngine

from bot.errors import StoreError
from bot.store import words
from bot.store.dialect import POSTGRES, SQLITE
from bot.store.engine import Store
from bot.store.tables import metadata
from bot.store.types import Document, Plain, Record, Seconds

BATCH = 1_000
"""Rows at once: articles are some ten kilobytes each."""

Say = Callable[[str], None]


class Moved(NamedTuple):
    """What was moved."""

    tables: int
    rows: int


class _Sum(NamedTuple):
    """What two sides must agree in. The digest is a sum, so that the order of the rows does not matter."""

    rows: int = 0
    digest: int = 0

    def with_row(self, row: Row[Any]) -> _Sum:
        one = int.from_bytes(hashlib.sha256(repr(tuple(row)).encode()).digest())
        return _Sum(self.rows + 1, (self.digest + one) % 2**256)


async def move(source: Store, target: Store, say: Say) -> Moved:
    """Copy everything from SQLite into an empty PostgreSQL; `say` is told of the progress. Raises StoreError."""
    if source.dialect != SQLITE or target.dialect != POSTGRES:
        raise StoreError("Only from SQLite to PostgreSQL can an installation be moved. Check the two database URLs.")
    tables = [_as_it_stands(table) for table in metadata.sorted_tables]
    async with source.write() as old, target.write() as new:
        await _alone(new, target.name)
        sums = {table.name: await _copy(old, new, table, say) for table in tables}
        for index in words.INDEXES:
            await _index(old, new, index)
        for table in metadata.sorted_tables:
            await _count_on(old, new, table)
        for table in tables:
            await _verify(new, table, sums[table.name])
        say("all tables are the same on both sides")
    return Moved(tables=len(tables), rows=sum(one.rows for one in sums.values()))


def _as_it_stands(table: Table) -> Table:
    """Return the table with the values as the database has them: records stay the text that was stored."""
    columns = [
        Column(c.name, _plain(c.type), primary_key=c.primary_key, nullable=c.nullable, autoincrement=False)
        for c in table.c
    ]
    return Table(table.name, MetaData(), *columns)


def _plain(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    if isinstance(kind, Record | Document | Plain):
        return Text()
    return BigInteger() if isinstance(kind, Seconds) else kind


async def _alone(new: AsyncConnection, name: str) -> None:
    """Lock the target's tables and verify that nothing is in them."""
    names = [table.name for table in metadata.sorted_tables]
    await new.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))  # the source is read in between
    await new.execute(text(f"LOCK TABLE {', '.join(map(_quoted, names))} IN EXCLUSIVE MODE"))
    for name_ in names:
        if (await new.execute(text(f"SELECT 1 FROM {_quoted(name_)} LIMIT 1"))).first():  # noqa: S608  # our own names
            raise StoreError(
                f"The database {name} is not empty (its table {name_} has rows). Nothing was copied. Name an empty one."
            )


async def _copy(old: AsyncConnection, new: AsyncConnection, table: Table, say: Say) -> _Sum:
    told = _Sum()
    async for rows in _batches(old, table):
        await new.execute(table.insert(), [row._asdict() for row in rows])
        for row in rows:
            told = told.with_row(row)
        say(f"{table.name}: {told.rows:,} rows")
    return told


async def _verify(new: AsyncConnection, table: Table, told: _Sum) -> None:
    found = _Sum()
    async for rows in _batches(new, table):
        for row in rows:
            found = found.with_row(row)
    if found != told:
        raise StoreError(
            f"The copy of table {table.name} differs ({told.rows:,} rows read, {found.rows:,} found). All was undone; "
            "the old database is as it was. Please report it."
        )


async def _batches(conn: AsyncConnection, table: Table) -> AsyncIterator[Sequence[Row[Any]]]:
    found = await conn.stream(select(table).order_by(*table.primary_key), execution_options={"yield_per": BATCH})
    async for rows in found.partitions():
        yield rows


async def _index(old: AsyncConnection, new: AsyncConnection, index: words.Index) -> None:
    found = await words.stored(old, index)
    async for rows in found.partitions(BATCH):
        await words.put(new, index, [words.Words(row.rowid, row.heading, row.text) for row in rows])


async def _count_on(old: AsyncConnection, new: AsyncConnection, table: Table) -> None:
    """Let the numbers of new rows go on where SQLite's have come to, also past rows that are gone."""
    column = table.autoincrement_column
    if column is None:
        return
    used = "SELECT seq FROM sqlite_sequence WHERE name = :name"
    last = (await old.execute(text(used), {"name": table.name})).scalar_one_or_none()
    if last:
        await new.execute(select(func.setval(func.pg_get_serial_sequence(table.name, column.name), last)))


def _quoted(name: str) -> str:
    return f'"{name}"'
