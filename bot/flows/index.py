"""Keeping the index of the articles up to date.

    at first: is the place that the index has reached still the one that the database means by it?
        if not (a new index, a database that was restored): compare all states, file what differs, drop what is gone
    then, again and again: file what changed after that place, a few hundred articles at a time, and move the place on

The index lies in a file beside the database, so a restart reads nothing again. Several processes may share it: who
finds the place moved by another reads it anew. Articles are read and filed in a thread; the event loop only waits.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import weakref
from collections.abc import Sequence
from weakref import WeakKeyDictionary

from bot.answer.shelf import Shelf
from bot.answer.sketch import Filed, filed
from bot.model.article import Article
from bot.model.unchecked import unchecked
from bot.store import changes
from bot.store.changes import Changed
from bot.store.engine import Store

log = logging.getLogger(__name__)

AT_ONCE = 200
"""Articles filed in one go: about half a second of a thread's time."""

Place = tuple[int, int]


class Index:
    """One store's index. `shelf` may be read while it is being brought up to date."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._turn = asyncio.Lock()
        self._trusted = False

    async def catch_up(self, store: Store) -> None:
        """File what changed in the database since the last time. One at a time; who comes meanwhile waits for it."""
        async with self._turn:
            if not self._trusted:
                await self._compare(store)
                self._trusted = True
            while await self._follow(store):
                pass

    async def renew(self) -> None:
        """Begin anew with an empty index, in place of one that is damaged."""
        async with self._turn:
            log.warning("the index was damaged and is made anew")
            await asyncio.to_thread(self.shelf.renew)
            self._trusted = False

    async def _compare(self, store: Store) -> None:
        mark = await asyncio.to_thread(lambda: self.shelf.mark)
        async with store.read() as conn:
            here = await changes.state_at(conn, _place(mark)) if mark else None
            if here and await asyncio.to_thread(self.shelf.state, here[0]) == here[1]:
                return
            known = await asyncio.to_thread(self.shelf.states)
            there, place = await changes.states(conn), await changes.last(conn)
        log.info("filing the articles of %s", store.name)
        stale = [one for one, state in there.items() if known.get(one) != state]
        await asyncio.to_thread(self.shelf.update, [], [one for one in known if one not in there], mark="", after=mark)
        for start in range(0, len(stale), AT_ONCE):
            async with store.read() as conn:
                found = await changes.of(conn, stale[start : start + AT_ONCE])
            await asyncio.to_thread(self._file, found, "", "")
        await asyncio.to_thread(self.shelf.update, [], mark=_mark(place), after="")

    async def _follow(self, store: Store) -> bool:
        """File the next changes; tell whether there may be more."""
        mark = await asyncio.to_thread(lambda: self.shelf.mark)
        async with store.read() as conn:
            found, place = await changes.after(conn, _place(mark), AT_ONCE)
        if found:
            await asyncio.to_thread(self._file, found, _mark(place), mark)
        return bool(found)

    def _file(self, found: Sequence[Changed], mark: str, after: str) -> None:
        new = [_filed(one.record, one) for one in found if one.record is not None]
        self.shelf.update(new, [one.id for one in found if one.record is None], mark=mark, after=after)


def _filed(record: str, one: Changed) -> Filed:
    return filed(unchecked(Article, record), one.state, one.owners)


def _mark(place: Place) -> str:
    return f"{place[0]} {place[1]}"


def _place(mark: str) -> Place:
    if not mark:
        return changes.START
    number, article = mark.split()
    return int(number), int(article)


_indexes: WeakKeyDictionary[Store, Index] = WeakKeyDictionary()
"""By store, so that a store that is closed takes its index with it."""


async def of(store: Store) -> Index:
    """Return the store's index, which is opened when it is first asked for."""
    opened = store.opened
    if opened not in _indexes:
        index = Index(await asyncio.to_thread(_opened, opened))
        if _indexes.setdefault(opened, index) is index:
            weakref.finalize(opened, index.shelf.close)
    return _indexes[opened]


def _opened(store: Store) -> Shelf:
    try:
        store.index_file.parent.mkdir(parents=True, exist_ok=True)
        return Shelf(store.index_file)
    except (OSError, sqlite3.Error) as error:
        log.warning("the index cannot be kept in %s (%s): it is made anew at every start", store.index_file, error)
        return Shelf()
