"""The index follows the database: what is stored, changed, removed and restored."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answer.retrieve import view
from bot.answer.understand import understand
from bot.flows import index, questions
from bot.flows.index import Index
from bot.model.article import Article
from bot.model.source import CATALOGUE, NewSource, SourceKind
from bot.store import articles, backups, sources
from bot.store.engine import Store
from tests.answer.made_articles import made

AT = datetime(2026, 2, 10, 12, tzinfo=UTC)
MINE, OTHERS = "discord:1", "discord:2"


async def kept(store: Store, article: Article, owner: str = CATALOGUE) -> str:
    async with store.write() as conn:
        new = NewSource(kind=SourceKind.FEED, address=f"https://{owner[-1]}.example/feed", owner=owner)
        source = await sources.ensure(conn, new, AT)
        await articles.save(conn, article, source=source.id, identity=article.id, now=AT)
    return source.id


async def found(kept_index: Index, store: Store, word: str, guild: str | None = MINE) -> set[str]:
    await kept_index.catch_up(store)
    with view(kept_index.shelf, None if guild is None else (CATALOGUE, guild)) as seen:
        return {hit.article for hit in seen.find(understand(f"Where is the {word}?", AT.date()), 9)[1]}


def ferry(key: str, town: str = "Bergen") -> Article:
    return made(f"The ferry leaves for {town} on Monday morning.", "A ferry", key=key)


async def test_an_article_is_seen_by_whom_its_sources_are_for(store: Store) -> None:
    room = await index.of(store)
    await kept(store, ferry("a"), MINE)
    assert await found(room, store, "ferry") == await found(room, store, "ferry", None) == {"a"}
    assert await found(room, store, "ferry", OTHERS) == set()
    await kept(store, ferry("a"), OTHERS)
    assert await found(room, store, "ferry", OTHERS) == {"a"}


async def test_what_a_removed_source_alone_told_is_gone_and_the_rest_is_not_seen_by_its_owner(store: Store) -> None:
    room = await index.of(store)
    source = await kept(store, ferry("a"), MINE)
    await kept(store, ferry("a"), OTHERS)
    await kept(store, ferry("b", "Tromso"), MINE)
    assert await found(room, store, "ferry") == {"a", "b"}
    async with store.write() as conn:
        await sources.remove(conn, source, owner=MINE)
    assert await found(room, store, "ferry") == set()
    assert await found(room, store, "ferry", OTHERS) == await found(room, store, "ferry", None) == {"a"}


async def test_a_restart_files_nothing_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    await kept(store, ferry("a"))
    await (await index.of(store)).catch_up(store)
    again = Index(index._opened(store))
    monkeypatch.setattr(index, "_filed", lambda *_: pytest.fail("filed again"))
    assert await found(again, store, "ferry") == {"a"}
    again.shelf.close()


async def test_an_index_that_was_lost_is_made_anew(sqlite_store: Store) -> None:
    await kept(sqlite_store, ferry("a"))
    room = await index.of(sqlite_store)
    await room.catch_up(sqlite_store)
    room.shelf.clear()
    assert await found(Index(room.shelf), sqlite_store, "ferry") == {"a"}


async def test_after_a_restored_back_up_the_index_tells_what_the_database_tells(tmp_path: Path) -> None:
    path = tmp_path / "dateline.db"
    async with Store.open(f"sqlite:///{path}") as store:
        await kept(store, ferry("a"))
        await backups.backup(store, tmp_path / "copy.db")
        await kept(store, ferry("b", "Tromso"))
        assert await found(await index.of(store), store, "ferry") == {"a", "b"}
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    shutil.copyfile(tmp_path / "copy.db", path)
    async with Store.open(f"sqlite:///{path}") as store:
        await kept(store, ferry("c", "Oslo"))  # takes the place in the order that "b" had
        assert await found(await index.of(store), store, "ferry") == {"a", "c"}


async def test_where_no_file_can_be_kept_questions_are_answered_all_the_same(sqlite_store: Store) -> None:
    sqlite_store.index_file.mkdir()
    await kept(sqlite_store, concert())
    assert "Bergen" in await told(sqlite_store)


async def test_an_index_that_is_damaged_under_way_is_made_anew(sqlite_store: Store) -> None:
    for n in range(60):
        await kept(sqlite_store, ferry(f"f{n}"))
    await kept(sqlite_store, concert())
    assert "Bergen" in await told(sqlite_store)
    (await index.of(sqlite_store)).shelf.close()
    size = sqlite_store.index_file.stat().st_size
    with sqlite_store.index_file.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * (size - 8192))
    index._indexes.pop(sqlite_store)
    assert "Bergen" in await told(sqlite_store)


def concert() -> Article:
    return made("The concert is held in Bergen, the organisers said.", "A concert", key="c1")


async def told(store: Store) -> str:
    return (await questions.ask(store, "Where is the concert held?", guild=MINE, at=AT)).answer


async def test_who_waits_less_for_the_database_reads_the_same_index(sqlite_store: Store) -> None:
    assert await index.of(sqlite_store.within(1.0).within(0.5)) is await index.of(sqlite_store)
