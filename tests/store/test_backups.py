"""Back-ups of SQLite: made in use, put back whole or not at all, and what a restored outbox does."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.decide.retry import Before, before
from bot.errors import StoreBusyError, StoreError
from bot.model.source import CATALOGUE, NewSource, SourceKind
from bot.store import sources
from bot.store.backups import backup, restore
from bot.store.engine import Store
from tests.store.made_store import MINUTE, NOW, a_delivery, a_source, an_article, bodies, enqueued, saved, taken

DAY = timedelta(days=1)


@pytest.fixture
async def copy(sqlite_url: str, tmp_path: Path) -> Path:
    """A back-up of the database, which tells of one article; then another came in."""
    async with Store.open(sqlite_url) as store:
        source = await a_source(store, CATALOGUE)
        await saved(store, an_article(), source)
        await backup(store, tmp_path / "copy.db")
        await saved(store, an_article("b", "Another story."), source, "2")
    return tmp_path / "copy.db"


async def told(url: str | Path) -> list[str]:
    async with Store.open(str(url) if "://" in str(url) else f"sqlite:///{url}") as store:
        await store.check()
        return await bodies(store, None)


async def test_a_back_up_is_put_back_and_what_was_there_is_kept_aside(sqlite_url: str, copy: Path) -> None:
    aside = await restore(sqlite_url, copy, NOW)
    assert await told(sqlite_url) == await told(copy) == [an_article().body]
    assert aside is not None
    assert len(await told(aside)) == 2


async def test_a_back_up_is_put_where_nothing_was(copy: Path, tmp_path: Path) -> None:
    assert await restore(f"sqlite:///{tmp_path}/new/dateline.db", copy, NOW) is None
    assert await told(tmp_path / "new" / "dateline.db") == [an_article().body]


async def test_nothing_is_put_back_over_a_database_in_use(
    sqlite_url: str, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.backups.BUSY_SECONDS", 0.05)
    async with Store.open(sqlite_url) as store:
        assert len(await bodies(store, None)) == 2
        with pytest.raises(StoreBusyError, match="Stop the bot, then restore"):
            await restore(sqlite_url, copy, NOW)
        assert len(await bodies(store, None)) == 2


async def test_what_is_no_whole_back_up_of_ours_changes_nothing(sqlite_url: str, copy: Path, tmp_path: Path) -> None:
    other, newer, broken = tmp_path / "other.db", tmp_path / "newer.db", tmp_path / "broken.db"
    with closing(sqlite3.connect(other)) as conn:
        conn.execute("CREATE TABLE recipe (id INTEGER)")
    shutil.copyfile(copy, newer)
    with closing(sqlite3.connect(newer)) as conn:
        conn.execute("UPDATE alembic_version SET version_num = '9999'")
        conn.commit()
    page = 4096
    whole = copy.read_bytes()
    broken.write_bytes(whole[: 20 * page] + b"\xff" * (20 * page) + whole[40 * page :])
    for path, said in (
        (other, "no back-up"),
        (newer, "no back-up"),
        (broken, "damaged"),
        (tmp_path / "x", "There is no"),
    ):
        with pytest.raises(StoreError, match=said):
            await restore(sqlite_url, path, NOW)
    assert len(await told(sqlite_url)) == 2
    assert not list(tmp_path.glob("*.before-*"))


async def test_what_a_restored_outbox_owes_is_looked_for_before_it_is_sent(sqlite_url: str, tmp_path: Path) -> None:
    async with Store.open(sqlite_url) as store:
        await enqueued(store, a_delivery("due"), a_delivery("held", not_before=NOW + 2 * DAY))
        await backup(store, tmp_path / "copy.db")
        assert len(await taken(store, "sent after the back-up", NOW)) == 1
    await restore(sqlite_url, tmp_path / "copy.db", NOW + DAY)
    async with Store.open(sqlite_url) as store:
        (due,) = await taken(store, "after", NOW + DAY)
        assert before(due.attempt, due.first_attempt_at, NOW + DAY) is Before.LOOK
        again = await taken(store, "after", NOW + 2 * DAY + MINUTE)
        (held,) = [one for one in again if one.message.headline == "held"]
        assert before(held.attempt, held.first_attempt_at, NOW + 2 * DAY + MINUTE) is Before.SEND


async def test_a_backup_is_whole_made_in_use_and_never_overwrites(tmp_path: Path, sqlite_store: Store) -> None:
    await saved(sqlite_store, an_article(), await a_source(sqlite_store, CATALOGUE))
    async with sqlite_store.write() as conn:
        await sources.add(conn, NewSource(kind=SourceKind.FEED, address="not yet there"), NOW)
        await backup(sqlite_store, tmp_path / "copy.db")
    for path in (tmp_path / "copy.db", Path(sqlite_store.name), tmp_path):
        with pytest.raises(StoreError, match="exists already"):
            await backup(sqlite_store, path)
    with pytest.raises(StoreError, match="Check the folder"):
        await backup(sqlite_store, tmp_path / "none" / "copy.db")
    assert not list(tmp_path.glob("*.part*"))
    async with Store.open(f"sqlite:///{tmp_path}/copy.db") as copy:
        await copy.check()
        assert await bodies(copy, None) == [an_article().body]
        async with copy.read() as conn:
            assert len(await sources.listed(conn, guild=None)) == 1


async def test_a_postgresql_is_backed_up_by_its_own_tool(postgres_url: str, tmp_path: Path) -> None:
    async with Store.open(postgres_url) as store:
        with pytest.raises(StoreError, match="pg_dump"):
            await backup(store, tmp_path / "copy.db")
    with pytest.raises(StoreError, match="pg_restore"):
        await restore(postgres_url, tmp_path / "copy.db", NOW)
