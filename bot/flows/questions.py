"""The questions flow.

    bring the index up to date: articles that are new, changed or gone since the last question
    understand the question, and look into the index as the guild sees it: which sentences fit?
    read the articles of those sentences, or those that may tell what is next; only what the guild may see is read
    answer from records, else from sentences, else abstain (`bot.answer.reader`)
    where records have not spoken, the operator has a language model and the guild wants it: let it pick (`picking`)

Looking and answering are work for the processor and are done in a thread; what a guild may not see is neither counted
nor looked at when it asks.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from bot.answer import reader
from bot.answer.reader import Conclusion, Looked
from bot.answer.retrieve import view
from bot.answer.shelf import Shelf
from bot.errors import IndexDamagedError
from bot.flows import index
from bot.flows.index import Index
from bot.flows.lately import Lately
from bot.flows.picking import Picking
from bot.model.answer import Answer, AnswerKind
from bot.model.event import Amendment
from bot.model.source import CATALOGUE
from bot.ports import Reranker
from bot.store import amendments, articles, events, guilds
from bot.store.engine import Store

PATIENCE = 10.0
"""Seconds that a question waits for the index. Only where many thousands of articles are filed for the first time does
that take longer; then it is answered from those that are."""
_LATEST = 10
"""Newest articles that are read where a question is about an article itself; those that fit it come beside them."""
_EVENTS = 50
"""Events that are read where a question is about what is next: the answer lists eight."""


async def ask(
    store: Store,
    question: str,
    *,
    guild: str | None,
    at: datetime,
    after: str | None = None,
    picking: Picking | None = None,
    reranker: Reranker | None = None,
) -> Answer:
    """Answer a question from what the guild (None: the operator) may see, as of `at`. Never raises over its wording.

    `after` is the question asked before it, on which it may lean ("and where?"). With `picking` a language model may
    pick from the sentences, if the guild's admins allow it; a `reranker` has a say in their order.
    """
    (concluded,) = await _concluded(store, _Asked((question,), guild, at, after, reranker))
    if picking is None or guild is None or not concluded.offered or not await _allowed(store, guild):
        return concluded.answer
    return await picking.instead(question, concluded)


async def ask_many(
    store: Store, questions: Iterable[str], *, guild: str | None, at: datetime, after: str | None = None
) -> list[Answer]:
    """Answer questions in order, each as if asked `after` that one; the index is brought up to date once."""
    return [found.answer for found in await _concluded(store, _Asked(tuple(questions), guild, at, after))]


async def _allowed(store: Store, guild: str) -> bool:
    async with store.read() as conn:
        return (await guilds.get(conn, guild)).policy.language_model


class _Asked(NamedTuple):
    questions: tuple[str, ...]
    guild: str | None
    at: datetime
    after: str | None
    reranker: Reranker | None = None


async def _concluded(store: Store, asked: _Asked) -> list[Conclusion]:
    kept = await index.of(store)
    try:
        return await _answers(store, kept, asked)
    except IndexDamagedError:
        await kept.renew()
        return await _answers(store, kept, asked)


async def _answers(store: Store, kept: Index, asked: _Asked) -> list[Conclusion]:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(min(PATIENCE, store.patience)):
            await kept.catch_up(store)
    return [await _answered(store, kept.shelf, question, asked) for question in asked.questions]


async def _answered(store: Store, shelf: Shelf, question: str, asked: _Asked) -> Conclusion:
    looked = await asyncio.to_thread(_look, shelf, question, asked)
    records, amended = await _read(store, looked, asked.guild)
    return await asyncio.to_thread(_conclude, looked, records, amended, asked.reranker)


def _look(shelf: Shelf, question: str, asked: _Asked) -> Looked:
    owners = None if asked.guild is None else (CATALOGUE, asked.guild)
    with view(shelf, owners) as seen:
        return reader.look(seen, question, asked.at, asked.after)


def _conclude(
    looked: Looked, records: Mapping[str, str], amended: Mapping[str, Amendment], reranker: Reranker | None
) -> Conclusion:
    articles = {key: _lately.article(key, record) for key, record in records.items()}
    return reader.conclude(looked, articles, amended, reranker)


_lately = Lately(128)


async def _read(store: Store, looked: Looked, guild: str | None) -> tuple[dict[str, str], dict[str, Amendment]]:
    """Return the records of the articles that may answer, and what the guild's admins said of events."""
    wanted = {*looked.articles, *await _beside(store, looked, guild)}
    async with store.read() as conn:
        records = await articles.records(conn, wanted, guild=guild)
        return records, await amendments.of_guild(conn, guild)


async def _beside(store: Store, looked: Looked, guild: str | None) -> list[str]:
    """Return the articles that may answer although none of their sentences fits: what is next, what is newest."""
    if not looked.of_all:
        return []
    window = looked.query.window
    async with store.read() as conn:
        if looked.query.kind != AnswerKind.NEXT or looked.query.of_article:
            return await articles.newest(conn, guild=guild, limit=_LATEST)
        if window is None:
            return [e.article for e in await events.upcoming(conn, guild=guild, on=looked.on, limit=_EVENTS)]
        days = (window.earliest, window.latest)
        return [e.article for e in await events.within(conn, days, guild=guild, limit=_EVENTS)]
