"""The questions flow.

    what may this guild see? only that is ever read
    bring the reading room up to date: articles that are new or changed since the last question
    understand the question, answer from records, else from sentences, else abstain (`bot.answer.reader`)

The reading room holds the articles in memory, beside the database and rebuilt from it, once for all guilds: what a
guild may not see is neither counted nor looked at when it asks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple
from weakref import WeakKeyDictionary

from bot.answer.reader import Reader
from bot.errors import NotFoundError
from bot.model.answer import Answer
from bot.model.article import Article
from bot.model.event import Amendment
from bot.store import amendments, articles
from bot.store.engine import Store

_AT_ONCE = 10_000
"""Articles that are read in one go; more than `articles.latest` gives are fetched one by one."""


class View(NamedTuple):
    """The reading room as one guild sees it: which articles, by id, and how its admins amended their events."""

    reader: Reader
    allowed: frozenset[str]
    amended: Mapping[str, Amendment]

    def ask(self, question: str, at: datetime) -> Answer:
        """Answer one question, as of `at`. Takes some 30 ms of processor time and does no I/O."""
        return self.reader.ask(question, at, self.allowed, self.amended)


class _Room:
    """One store's reading room. One question or refresh at a time, since both use the one index."""

    def __init__(self) -> None:
        self.reader = Reader()
        self.versions: dict[str, int] = {}
        self.turn = asyncio.Lock()


_rooms: WeakKeyDictionary[Store, _Room] = WeakKeyDictionary()
"""By store, so that a store that is closed takes its reading room with it."""


async def ask(store: Store, question: str, *, guild: str | None, at: datetime) -> Answer:
    """Answer a question from what the guild (None: the operator) may see, as of `at`. Never raises over its wording."""
    return (await ask_many(store, [question], guild=guild, at=at))[0]


async def ask_many(store: Store, questions: Iterable[str], *, guild: str | None, at: datetime) -> list[Answer]:
    """Answer questions in order; the reading room is brought up to date once."""
    room = _rooms.setdefault(store, _Room())
    async with room.turn:
        view = await _refreshed(room, store, guild)
        return [await asyncio.to_thread(view.ask, question, at) for question in questions]


async def reader(store: Store, *, guild: str | None) -> View:
    """Return the reading room as it is now, for many questions, the caller's own: later articles are not in it."""
    return await _refreshed(_Room(), store, guild)


async def _refreshed(room: _Room, store: Store, guild: str | None) -> View:
    async with store.read() as conn:
        visible = dict(await articles.ids(conn, guild=guild))
        changed = [one for one, version in visible.items() if room.versions.get(one) != version]
        if len(changed) > _FEW:
            for article in await articles.latest(conn, guild=guild, limit=_AT_ONCE):
                _take(room, article.id, visible, article)
            changed = [one for one in changed if room.versions.get(one) != visible[one]]
        for one in changed:
            try:
                article = await articles.get(conn, one, guild=guild)
            except NotFoundError:
                continue  # withdrawn since the list was read: it is not seen any more
            _take(room, one, visible, article)
        return View(room.reader, frozenset(visible), await amendments.of_guild(conn, guild))


def _take(room: _Room, article_id: str, visible: Mapping[str, int], article: Article) -> None:
    if room.versions.get(article_id) != visible.get(article_id):
        room.reader.add(article)
        room.versions[article_id] = visible.get(article_id, article.version)


_FEW = 20
"""Changed articles that are fetched one by one; for more it is quicker to read all."""
