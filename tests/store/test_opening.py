"""Opening a database: new, old, newer than we are, locked, full, broken, not writable, not ours, gone in between."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from importlib import util
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.errors import DataDirectoryError, SchemaTooNewError, SettingsError, StoreBusyError, StoreError
from bot.model.source import CATALOGUE, NewSource, SourceKind
from bot.store import claims, migrations, sources
from bot.store import engine as engine_module
from bot.store.engine import Store
from bot.store.migrations import upgrade
from bot.store.place import name, place
from bot.store.tables import metadata
from tests.store.made_store import NOW, a_delivery, a_source, an_article, bodies, claimed, enqueued, saved

NOTES = "These are notes. " * 100
NOBODY = 65534


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.txt"
    path.write_text(NOTES)
    return path


@pytest.fixture
def closed_folder() -> Iterator[Path]:
    """A folder that the test may not write into: the superuser plays somebody else, who owns nothing."""
    folder = Path(tempfile.mkdtemp(prefix="closed"))
    folder.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield folder
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


async def opened(url: str | Path) -> None:
    """Open the database and close it again."""
    async with Store.open(str(url) if "://" in str(url) else f"sqlite:///{url}"):
        pass


async def tables(url: str) -> list[str]:
    async with Store.open(url) as store, store.read() as conn:
        return await conn.run_sync(lambda sync: inspect(sync).get_table_names())


async def test_the_migrations_make_the_tables_that_the_code_uses(store: Store) -> None:
    def differences(conn: Connection) -> list[Any]:
        def is_ours(name: str | None, _: str, __: Any) -> bool:
            return "_words" not in (name or "")

        context = MigrationContext.configure(conn, opts={"include_name": is_ours, "compare_type": True})
        return list(compare_metadata(context, metadata))

    async with store.read() as conn:
        assert await conn.run_sync(differences) == []


def test_the_known_revisions_are_those_of_the_folder() -> None:
    script = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert [one.revision for one in script.walk_revisions()][::-1] == list(migrations.REVISIONS)


async def test_the_first_schema_can_be_taken_down_again(empty_url: str) -> None:
    def down(conn: Connection) -> list[str]:
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(Path(migrations.__file__).parent))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = conn
        command.downgrade(config, "base")
        return inspect(conn).get_table_names()

    async with Store.open(empty_url) as store, store.write() as conn:
        assert await conn.run_sync(down) == ["alembic_version"]
    await opened(empty_url)


async def test_opening_again_finds_what_was_stored_and_alters_nothing(empty_url: str) -> None:
    async with Store.open(empty_url) as store:
        await saved(store, an_article(), await a_source(store, CATALOGUE))
    for _ in range(2):
        async with Store.open(empty_url) as store:
            await store.check()
            await store.probe()
            assert await bodies(store, None) == [an_article().body]


async def test_processes_that_start_at_the_same_moment_make_one_schema(empty_url: str) -> None:
    await asyncio.gather(*(opened(empty_url) for _ in range(4)))
    assert "delivery" in await tables(empty_url)


async def test_databases_that_are_opened_at_the_same_moment_each_get_their_own_schema(
    tmp_path: Path, empty_postgres_url: str
) -> None:
    urls = [*(f"sqlite:///{tmp_path}/{n}.db" for n in range(3)), empty_postgres_url]
    await asyncio.gather(*(opened(url) for url in urls))
    for url in urls:
        assert "delivery" in await tables(url)


async def test_a_schema_that_fails_on_its_way_leaves_nothing_half_made(
    empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(conn: Connection) -> None:
        upgrade(conn)
        raise RuntimeError("the power went")

    monkeypatch.setattr(engine_module, "upgrade", fails)
    with pytest.raises(RuntimeError):
        await opened(empty_url)
    monkeypatch.setattr(engine_module, "upgrade", lambda _: None)
    assert await tables(empty_url) == []


async def test_a_database_of_a_newer_schema_is_left_alone(empty_url: str) -> None:
    async with Store.open(empty_url) as store, store.write() as conn:
        await conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        await conn.execute(text("DROP TABLE attempt"))
    with pytest.raises(SchemaTooNewError, match=r"schema 9999, which this version does not know\. Install the newer"):
        await opened(empty_url)


async def test_a_file_of_a_newer_schema_keeps_every_byte(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("CREATE TABLE alembic_version (version_num TEXT)")
        newer.execute("INSERT INTO alembic_version VALUES ('9999')")
        newer.commit()
    before = path.read_bytes()
    with pytest.raises(SchemaTooNewError):
        await opened(path)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["newer.db"]


async def test_a_database_of_something_else_is_left_alone(empty_url: str) -> None:
    engine = create_async_engine(place(empty_url))
    async with engine.begin() as conn:
        await conn.execute(text("CREATE TABLE recipe (name TEXT)"))
    with pytest.raises(StoreError, match=r"already holds other tables \(recipe\)"):
        await opened(empty_url)
    async with engine.connect() as conn:
        assert await conn.run_sync(lambda sync: inspect(sync).get_table_names()) == ["recipe"]
    await engine.dispose()


async def test_a_reader_can_change_nothing(store: Store) -> None:
    with pytest.raises(Exception, match=r"read-?only"):
        async with store.read() as conn:
            await sources.add(conn, NewSource(kind=SourceKind.FEED, address="x"), NOW)
    async with store.read() as conn:
        assert await sources.listed(conn, guild=None) == []


async def test_a_reader_sees_one_state_throughout(store: Store) -> None:
    async with store.read() as conn:
        assert await sources.listed(conn, guild=None) == []
        await a_source(store, CATALOGUE)
        assert await sources.listed(conn, guild=None) == []
    async with store.read() as conn:
        assert len(await sources.listed(conn, guild=None)) == 1


async def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    async def fails() -> None:
        async with store.write() as conn:
            await sources.add(conn, NewSource(kind=SourceKind.FEED, address="x"), NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fails()
    async with store.read() as conn:
        assert await sources.listed(conn, guild=None) == []


async def test_a_task_that_is_cancelled_in_its_transaction_leaves_nothing_and_lets_others_write(store: Store) -> None:
    begun = asyncio.Event()

    async def hangs() -> None:
        async with store.write() as conn:
            await sources.add(conn, NewSource(kind=SourceKind.FEED, address="x"), NOW)
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hangs())
    await begun.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await a_source(store, CATALOGUE)
    async with store.read() as conn:
        assert len(await sources.listed(conn, guild=None)) == 1


async def test_many_writers_of_one_process_wait_in_turn(store: Store) -> None:
    await asyncio.gather(*(a_source(store, CATALOGUE, f"https://{n}.example") for n in range(30)))
    async with store.read() as conn:
        assert len(await sources.listed(conn, guild=None)) == 30


async def test_sqlite_keeps_every_commit_and_its_rules(sqlite_store: Store) -> None:
    pragmas = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}
    async with sqlite_store.write() as conn:
        for pragma, value in pragmas.items():
            assert (await conn.execute(text(f"PRAGMA {pragma}"))).scalar_one() == value, pragma


async def test_a_lock_that_is_held_too_long_is_told(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "BUSY_SECONDS", 0.1)
    async with Store.open(sqlite_url) as store:
        with closing(sqlite3.connect(store.name, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            for use in (a_source(store, CATALOGUE), store.probe(), opened(sqlite_url)):
                with pytest.raises(StoreBusyError, match=r"Another process holds the database .*dateline\.db"):
                    await use
            assert await bodies(store, None) == []  # readers go on
        await a_source(store, CATALOGUE)


async def test_one_transaction_within_another_is_told_and_does_not_hang(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "BUSY_SECONDS", 0.1)
    async with Store.open(sqlite_url) as store, store.write():
        with pytest.raises(StoreBusyError):
            await a_source(store, CATALOGUE)


async def test_a_full_disk_is_told_and_what_was_stored_stays(sqlite_store: Store) -> None:
    await a_source(sqlite_store, CATALOGUE)
    source = await a_source(sqlite_store, CATALOGUE, "https://two.example")
    async with sqlite_store.write() as conn:
        pages = (await conn.execute(text("PRAGMA page_count"))).scalar_one()
        await conn.execute(text(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(StoreError, match="no room left"):
        await saved(sqlite_store, an_article(body="Museum. " * 100_000), source)
    await sqlite_store.check()
    assert await bodies(sqlite_store, None) == []
    async with sqlite_store.read() as conn:
        assert len(await sources.listed(conn, guild=None)) == 2


async def test_a_folder_that_cannot_be_written_is_explained(closed_folder: Path) -> None:
    for path in (closed_folder / "dateline.db", closed_folder / "new" / "dateline.db"):
        with pytest.raises(DataDirectoryError, match="Make the directory writable or name another with --database"):
            await opened(path)
    assert list(closed_folder.iterdir()) == []


async def test_a_database_that_cannot_be_written_is_explained(sqlite_template: Path) -> None:
    folder = Path(tempfile.mkdtemp(prefix="mine"))
    shutil.copyfile(sqlite_template, folder / "dateline.db")
    (folder / "dateline.db").chmod(0o444)
    folder.chmod(0o555)
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
    try:
        with pytest.raises(DataDirectoryError, match="Make the directory writable"):
            await opened(folder / "dateline.db")
    finally:
        if os.getuid() == 0:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


async def test_a_path_below_a_file_or_a_folder_itself_is_explained(notes: Path) -> None:
    for path in (notes / "dateline.db", notes.parent):
        with pytest.raises(DataDirectoryError, match="Make the directory writable"):
            await opened(path)


async def test_a_file_that_is_no_database_is_explained_and_left_alone(notes: Path) -> None:
    with pytest.raises(StoreError, match="is not a database"):
        await opened(notes)
    assert notes.read_text() == NOTES


async def test_a_damaged_database_is_told_by_the_check(sqlite_url: str) -> None:
    async with Store.open(sqlite_url) as store:
        path = Path(store.name)
        for n in range(30):
            await a_source(store, CATALOGUE, f"https://{n}.example/{'x' * 500}")
    whole = path.read_bytes()
    path.write_bytes(whole[: 5 * 4096] + b"\xff" * (4 * 4096) + whole[9 * 4096 :])
    with pytest.raises(StoreError, match="damaged"):
        async with Store.open(sqlite_url) as store:
            await store.check()


async def test_a_row_that_lost_what_it_belongs_to_is_told_by_the_check(sqlite_store: Store) -> None:
    with closing(sqlite3.connect(sqlite_store.name)) as other:
        other.execute("INSERT INTO article_version VALUES (77, 1, '{}', '2026-02-09 12:00:00.000000')")
        other.commit()
    with pytest.raises(StoreError, match="article_version has lost the row of article"):
        await sqlite_store.check()


NO_URLS = ("nonsense", "mysql://localhost/x", "sqlite://", "sqlite:///:memory:", "", "://", "postgresql://host:port/x")


@pytest.mark.parametrize("url", NO_URLS)
async def test_a_url_that_is_none_is_explained(url: str) -> None:
    with pytest.raises(SettingsError, match="sqlite:///PATH"):
        async with Store.open(url):
            pass


def test_a_password_is_never_in_the_name_or_a_sentence() -> None:
    where = place("postgres://ada:hidden@db.example/news?sslmode=require")
    assert name(where) == "postgresql://ada:***@db.example/news?ssl=require"
    with pytest.raises(SettingsError) as caught:
        place("oracle://ada:hidden@db.example/news")
    assert "hidden" not in str(caught.value)


async def test_a_postgresql_that_does_not_answer_is_explained() -> None:
    with pytest.raises(StoreError, match=r"does not answer at .*ada:\*\*\*@127.0.0.1:1/none"):
        await opened("postgresql://ada:hidden@127.0.0.1:1/none")


async def test_a_postgresql_without_that_database_is_explained(postgres: str) -> None:
    with pytest.raises(StoreError, match=r'refuses us at .* \(database "none" does not exist\)'):
        await opened(postgres.replace("/postgres?", "/none?"))


async def test_a_missing_driver_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.place.find_spec", lambda _: None)
    with pytest.raises(SettingsError, match=r"pip install 'dateline\[postgres\]'"):
        await opened("postgresql://127.0.0.1/x")


async def test_sqlite_needs_no_postgresql_driver(tmp_path: Path) -> None:
    assert util.find_spec("asyncpg") is not None
    code = (
        "import asyncio, sys; sys.modules['asyncpg'] = None\n"
        "from bot.store.engine import Store\n"
        "async def go():\n async with Store.open(sys.argv[1]) as s: await s.probe()\n"
        "asyncio.run(go())"
    )
    command = (sys.executable, "-c", code, f"sqlite:///{tmp_path}/x.db")
    process = await asyncio.create_subprocess_exec(*command)
    assert await process.wait() == 0


@pytest.fixture
async def postgres_store(postgres_url: str) -> AsyncIterator[Store]:
    async with Store.open(postgres_url) as store:
        yield store


_END_OTHERS = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


async def test_a_postgresql_that_goes_away_in_mid_claim_is_told_and_nothing_is_taken(
    postgres_url: str, postgres_store: Store
) -> None:
    await enqueued(postgres_store, a_delivery("x"), a_delivery("y"))

    async def interrupted() -> None:
        async with postgres_store.write() as conn:
            await claims.claim(conn, sender="a", now=NOW, lease=NOW - NOW, limit=1)
            async with Store.open(postgres_url) as other, other.write() as ending:
                await ending.execute(_END_OTHERS)
            await claims.claim(conn, sender="a", now=NOW, lease=NOW - NOW, limit=1)

    with pytest.raises(StoreError, match="does not answer"):
        await interrupted()
    assert await claimed(postgres_store, "b", NOW) == ["x", "y"]


async def test_two_that_wait_for_each_other_are_told_to_try_again(postgres_store: Store) -> None:
    first, second = asyncio.Event(), asyncio.Event()
    await a_source(postgres_store, CATALOGUE, "1")
    await a_source(postgres_store, CATALOGUE, "2")

    async def crosses(one: str, other: str, mine: asyncio.Event, theirs: asyncio.Event) -> None:
        async with postgres_store.write() as conn:
            change = "UPDATE source SET failures = 1 WHERE address = :address"
            await conn.execute(text(change), {"address": one})
            mine.set()
            await theirs.wait()
            await conn.execute(text(change), {"address": other})

    both = await asyncio.gather(
        crosses("1", "2", first, second), crosses("2", "1", second, first), return_exceptions=True
    )
    assert [type(one) for one in both if one is not None] == [StoreBusyError]


async def test_who_waits_only_so_long_is_told_when_another_writes_too_long(store: Store) -> None:
    """The other writes in this process here; who reads waits for nobody."""
    hurried = store.within(0.1)
    async with store.write() as held:
        await held.execute(text("UPDATE guild SET name = name"))
        await _lock(held)
        with pytest.raises(StoreBusyError, match="Try again in a moment"):
            async with hurried.write() as conn:
                await sources.add(conn, NewSource(kind=SourceKind.FEED, address="a"), NOW)
        async with hurried.read() as conn:
            assert await sources.listed(conn, guild=None) == []
    await a_source(hurried, CATALOGUE)


async def _lock(conn: AsyncConnection) -> None:
    if conn.dialect.name != "sqlite":  # where one who writes does not keep others from writing elsewhere
        await conn.execute(text("LOCK TABLE source IN EXCLUSIVE MODE"))


async def test_who_waits_only_so_long_is_told_when_another_process_writes_too_long(sqlite_store: Store) -> None:
    with closing(sqlite3.connect(sqlite_store.name, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusyError, match="Try again in a moment"):
            await a_source(sqlite_store.within(0.1), CATALOGUE)
    await a_source(sqlite_store.within(0.1), CATALOGUE)


async def test_who_waits_only_so_long_is_told_when_a_table_may_not_be_read(postgres_store: Store) -> None:
    async with postgres_store.write() as held:
        await held.execute(text("LOCK TABLE source IN ACCESS EXCLUSIVE MODE"))
        with pytest.raises(StoreBusyError, match="Try again in a moment"):
            async with postgres_store.within(0.1).read() as conn:
                await sources.listed(conn, guild=None)


async def test_a_postgresql_that_is_too_old_is_refused_with_a_sentence(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "OLDEST_POSTGRES", 99)
    with pytest.raises(StoreError, match="Dateline needs 99 or newer"):
        await opened(postgres_url)
