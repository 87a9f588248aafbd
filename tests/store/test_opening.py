"""Opening a database: new, old, newer than we are, locked, not writable, not a database."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from bot.errors import DataDirectoryError, SchemaTooNewError, SettingsError, StoreBusyError, StoreError
from bot.store import engine as engine_module
from bot.store import migrations
from bot.store.engine import Store
from bot.store.tables import metadata

NOW = datetime(2026, 2, 9, 12, tzinfo=UTC)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.txt"
    path.write_text("These are notes. " * 100)
    return path


async def test_the_migrations_make_the_tables_that_the_code_uses(store: Store) -> None:
    def differences(conn: object) -> list[object]:
        context = MigrationContext.configure(conn, opts={"include_name": is_ours})  # type: ignore[arg-type]
        return list(compare_metadata(context, metadata))

    def is_ours(name: str | None, kind: str, _: object) -> bool:
        return not (name or "").startswith(("article_words", "event_words", "ix_article_words", "ix_event_words"))

    async with store.read() as conn:
        assert await conn.run_sync(differences) == []


def test_the_known_revisions_are_those_of_the_folder() -> None:
    script = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert [r.revision for r in script.walk_revisions()][::-1] == list(migrations.REVISIONS)


async def test_opening_twice_is_the_same(database_url: str) -> None:
    for _ in range(2):
        async with Store.open(database_url) as store:
            await store.check()


async def test_a_database_of_a_newer_schema_is_left_alone(empty_url: str) -> None:
    async with Store.open(empty_url) as store, store.write() as conn:
        await conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaTooNewError, match="9999"):
        async with Store.open(empty_url):
            pass


async def test_a_lock_that_is_held_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "BUSY_SECONDS", 0.1)
    path = tmp_path / "dateline.db"
    async with Store.open(f"sqlite:///{path}") as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusyError, match="Another process"):
            async with store.write():
                pass
        other.close()
        async with store.write():
            pass


@pytest.mark.skipif(os.getuid() == 0, reason="the superuser may write everywhere")
async def test_a_folder_that_cannot_be_written_is_explained(tmp_path: Path) -> None:
    await asyncio.to_thread(tmp_path.chmod, 0o500)
    with pytest.raises(DataDirectoryError, match="Make the directory writable"):
        async with Store.open(f"sqlite:///{tmp_path}/dateline.db"):
            pass


async def test_a_path_below_a_file_is_explained(notes: Path) -> None:
    for path in (f"{notes}/dateline.db", str(notes.parent)):
        with pytest.raises(DataDirectoryError, match="Make the directory writable"):
            async with Store.open(f"sqlite:///{path}"):
                pass


async def test_a_file_that_is_no_database_is_explained_and_left_alone(notes: Path) -> None:
    path = notes
    with pytest.raises(StoreError, match="is not a database"):
        async with Store.open(f"sqlite:///{path}"):
            pass
    assert path.read_text() == "These are notes. " * 100


@pytest.mark.parametrize("url", ["nonsense", "mysql://localhost/x", "sqlite://", "sqlite:///:memory:", ""])
async def test_a_url_that_is_none_is_explained(url: str) -> None:
    with pytest.raises(SettingsError, match="sqlite:///PATH"):
        async with Store.open(url):
            pass


async def test_a_postgresql_that_does_not_answer_is_explained() -> None:
    with pytest.raises(StoreError, match="does not answer"):
        async with Store.open("postgresql://nobody:hidden@127.0.0.1:1/none") as _:
            pass


async def test_a_backup_is_whole_and_never_overwrites(tmp_path: Path) -> None:
    async with Store.open(f"sqlite:///{tmp_path}/dateline.db") as store:
        await store.backup(tmp_path / "copy.db")
        with pytest.raises(StoreError, match="exists already"):
            await store.backup(tmp_path / "copy.db")
        with pytest.raises(StoreError, match="Check the folder"):
            await store.backup(tmp_path / "none" / "copy.db")
    async with Store.open(f"sqlite:///{tmp_path}/copy.db") as copy:
        await copy.check()
