"""From SQLite to PostgreSQL: every table, every row, every number; or nothing at all."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Boolean, Column, Date, Double, Integer, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import StoreBusyError, StoreError
from bot.model.source import CATALOGUE, NewSource, SourceKind
from bot.store import articles, moving, sources
from bot.store.engine import Store
from bot.store.moving import move
from bot.store.tables import metadata
from bot.store.types import Instant
from tests.store.made_store import NOW, a_source, an_article, saved

ROWS = 7
TABLES = [moving._as_it_stands(table) for table in metadata.sorted_tables]


@pytest.fixture
async def target(postgres_url: str) -> AsyncIterator[Store]:
    async with Store.open(postgres_url) as store:
        yield store


def quiet(_: str) -> None:
    """Nobody listens."""


def value(column: Column[Any], n: int) -> Any:
    """Some value for the row `n`, alike in a column and in what refers to it; every third is null where it may be."""
    if column.nullable and n % 3 == 0:
        return None
    text = f"“{n}” — naïve 中文 \\ 🙂"[: getattr(column.type, "length", None)]
    values: dict[type[Any], Any] = {
        Instant: NOW + timedelta(days=n, microseconds=n),
        Date: date(2026, 2, 9) + timedelta(days=n),
        Boolean: n % 2 == 0,
        Integer: n,
        Double: n / 7,
    }
    return next((made for kind, made in values.items() if isinstance(column.type, kind)), text)


async def fill(store: Store) -> None:
    """Put rows into every table there is, also into those that are made after this was written."""
    async with store.write() as conn:
        for table in TABLES:
            rows = [{column.name: value(column, n) for column in table.c} for n in range(1, ROWS + 1)]
            await conn.execute(table.insert(), rows)


async def contents(conn: AsyncConnection, table: Table) -> list[tuple[Any, ...]]:
    return sorted((tuple(row) for row in await conn.execute(select(table))), key=repr)


async def test_every_row_of_every_table_is_there_as_it_was(
    sqlite_store: Store, target: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "BATCH", 3)
    await fill(sqlite_store)
    said: list[str] = []
    moved = await move(sqlite_store, target, said.append)
    assert moved == (len(TABLES), len(TABLES) * ROWS)
    assert f"delivery: {ROWS} rows" in said
    async with sqlite_store.read() as old, target.read() as new:
        for table in TABLES:
            assert await contents(old, table) == await contents(new, table)


async def test_what_was_found_by_its_words_is_found_again(sqlite_store: Store, target: Store) -> None:
    await saved(sqlite_store, an_article(), await a_source(sqlite_store, CATALOGUE))
    await move(sqlite_store, target, quiet)
    async with target.read() as conn:
        assert [one.body for one in await articles.search(conn, "naive museum", guild=None, limit=5)] == [
            an_article().body
        ]


async def test_numbers_of_rows_that_are_gone_are_not_given_again(sqlite_store: Store, target: Store) -> None:
    ids = [int(await a_source(sqlite_store, CATALOGUE, f"https://example.com/{n}")) for n in range(5)]
    async with sqlite_store.write() as conn:
        await sources.remove(conn, str(ids[-1]), owner=CATALOGUE)
    await move(sqlite_store, target, quiet)
    assert int(await a_source(target, CATALOGUE, "https://example.com/next")) == ids[-1] + 1


async def test_a_target_that_holds_anything_is_refused_and_left_as_it_is(sqlite_store: Store, target: Store) -> None:
    await saved(sqlite_store, an_article(), await a_source(sqlite_store, CATALOGUE))
    await a_source(target, CATALOGUE, "https://example.com/theirs")
    with pytest.raises(StoreError, match="is not empty"):
        await move(sqlite_store, target, quiet)
    async with target.read() as conn:
        assert [one.address for one in await sources.listed(conn, guild=None)] == ["https://example.com/theirs"]
        assert await articles.latest(conn, guild=None, limit=5) == []


async def test_a_copy_that_differs_is_undone(
    sqlite_store: Store, target: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(sqlite_store)
    copy = moving._copy

    async def careless(old: AsyncConnection, new: AsyncConnection, table: Table, say: Any) -> Any:
        told = await copy(old, new, table, say)
        if table.name == "schedule":
            await new.execute(table.update().where(table.c.id == value(table.c.id, 1)).values(kind="other"))
        return told

    monkeypatch.setattr(moving, "_copy", careless)
    with pytest.raises(StoreError, match="The copy of table schedule differs"):
        await move(sqlite_store, target, quiet)
    async with target.read() as conn:
        assert [await contents(conn, table) for table in TABLES] == [[]] * len(TABLES)


async def test_nobody_writes_to_either_side_meanwhile(
    sqlite_store: Store, target: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(sqlite_store)
    verify = moving._verify
    refused: list[str] = []

    async def interrupted(new: AsyncConnection, table: Table, told: Any) -> None:
        for store in () if refused else (sqlite_store, target):
            with pytest.raises(StoreBusyError):
                await _add_source(store.within(0.1))
            refused.append(store.dialect)
        await verify(new, table, told)

    monkeypatch.setattr(moving, "_verify", interrupted)
    await move(sqlite_store, target, quiet)
    assert refused == ["sqlite", "postgresql"]


async def _add_source(store: Store) -> None:
    async with store.write() as conn:
        await sources.add(conn, NewSource(kind=SourceKind.FEED, address="meanwhile"), NOW)


async def test_only_from_sqlite_to_postgresql(sqlite_store: Store, target: Store) -> None:
    for source, to in ((target, sqlite_store), (sqlite_store, sqlite_store), (target, target)):
        with pytest.raises(StoreError, match="Only from SQLite to PostgreSQL"):
            await move(source, to, quiet)
