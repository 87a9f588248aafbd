"""Articles: finding them for a guild. `filing.py` stores them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Text, and_, exists, select, true, type_coerce, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import NotFoundError
from bot.model.article import Article
from bot.model.explanation import Telling
from bot.model.source import CATALOGUE, Withheld
from bot.store import words as word_index
from bot.store.filing import Saved, known_as, rewrite, save
from bot.store.tables import article, article_source, article_version
from bot.store.tables import source as source_table
from bot.store.types import key, number
from bot.store.visible import seen_by, visible

__all__ = [
    "Saved",
    "get",
    "known_as",
    "latest",
    "newest",
    "note_said",
    "records",
    "rewrite",
    "said",
    "save",
    "search",
    "several",
    "tellings",
    "versions",
    "withhold",
]

_CHUNK = 1000
"""Values in one IN list; SQLite takes at most 32,766 in a statement."""


async def get(conn: AsyncConnection, article_id: str, *, guild: str | None) -> Article:
    """Return an article that the guild may see. Raises NotFoundError, which looks the same for one it may not."""
    wanted = select(article.c.record).where(article.c.id == article_id, seen_by(guild))
    found: Article | None = (await conn.execute(wanted)).scalar_one_or_none()
    if found is None:
        raise NotFoundError("article", article_id)
    return found


async def records(conn: AsyncConnection, ids: Collection[str], *, guild: str | None) -> dict[str, str]:
    """Return the JSON of those of these articles that the guild may see, by id: what `model.unchecked` reads fast."""
    json = type_coerce(article.c.record, Text).label("json")
    wanted = select(article.c.id, json).where(article.c.id.in_(ids), seen_by(guild))
    return {row.id: row.json for row in await conn.execute(wanted)}


async def newest(conn: AsyncConnection, *, guild: str | None, limit: int) -> list[str]:
    """Return the ids of the newest articles that the guild may see, newest first."""
    wanted = select(article.c.id).where(seen_by(guild)).order_by(article.c.newest.desc(), article.c.seq.desc())
    return list((await conn.execute(wanted.limit(limit))).scalars())


async def several(conn: AsyncConnection, ids: Sequence[str], *, guild: str | None) -> list[Article]:
    """Return those of these articles that the guild may see, newest first."""
    found = []
    for start in range(0, len(ids), _CHUNK):
        wanted = select(article.c.newest, article.c.seq, article.c.record)
        wanted = wanted.where(article.c.id.in_(ids[start : start + _CHUNK]), seen_by(guild))
        found += [(row.newest, row.seq, row.record) for row in await conn.execute(wanted)]
    return [record for _, _, record in sorted(found, key=lambda one: one[:2], reverse=True)]


async def latest(
    conn: AsyncConnection, *, guild: str | None, limit: int, since: datetime | None = None
) -> list[Article]:
    """Return the newest articles, newest first; with `since`, those that came to the guild's sight after it."""
    wanted = select(article.c.record).where(seen_by(guild))
    if since is not None:
        wanted = wanted.where(_came_after(since, guild))
    wanted = wanted.order_by(article.c.newest.desc(), article.c.seq.desc()).limit(limit)
    return list((await conn.execute(wanted)).scalars())


async def search(conn: AsyncConnection, words: str, *, guild: str | None, limit: int) -> list[Article]:
    """Return the articles that have all the words, best first; if none has, those that have any of them."""
    typed = word_index.typed(words)
    for every in (True, False):
        found = await _with(conn, typed, guild, limit, every=every) if typed else []
        if found:
            return found
    return []


async def _with(
    conn: AsyncConnection, typed: Sequence[str], guild: str | None, limit: int, *, every: bool
) -> list[Article]:
    hits = word_index.found(conn, "article_words", typed, every=every).subquery("hits")
    best = select(hits).where(visible(hits.c.seq, guild)).order_by(hits.c.score, hits.c.seq.desc()).limit(limit)
    chosen = best.subquery("chosen")  # the records are read when it is known which are wanted
    wanted = select(article.c.record).join(chosen, chosen.c.seq == article.c.seq)
    return list((await conn.execute(wanted.order_by(chosen.c.score, chosen.c.seq.desc()))).scalars())


async def said(conn: AsyncConnection, source: str, identities: Collection[str]) -> dict[str, str | None]:
    """Return those of these entries that the source has brought before, each with the digest of what it said last."""
    asked = {key(identity): identity for identity in identities}
    keys, known = list(asked), dict[str, str | None]()
    for start in range(0, len(keys), _CHUNK):
        wanted = select(article_source.c.identity, article_source.c.said).where(
            article_source.c.source == number(source), article_source.c.identity.in_(keys[start : start + _CHUNK])
        )
        known |= {asked[row.identity]: row.said for row in await conn.execute(wanted)}
    return known


async def tellings(conn: AsyncConnection, article_id: str, *, guild: str | None) -> list[Telling]:
    """Return when each source that the guild reads first told the article, earliest first."""
    told = article_source.c
    joined = article_source.join(article, article.c.seq == told.article).join(
        source_table, source_table.c.id == told.source
    )
    wanted = select(source_table.c.title, source_table.c.address, told.seen_at, told.withheld).select_from(joined)
    wanted = wanted.where(article.c.id == article_id, _read_by(guild)).order_by(told.seen_at)
    return [
        Telling(source=row.title or row.address, came_at=row.seen_at, withheld=row.withheld)
        for row in await conn.execute(wanted)
    ]


async def note_said(conn: AsyncConnection, source: str, said: Mapping[str, str]) -> None:
    """Note the digest of what each of these entries of the source said last."""
    for identity, digest in said.items():
        mine = and_(article_source.c.source == number(source), article_source.c.identity == key(identity))
        await conn.execute(update(article_source).where(mine).values(said=digest))


async def withhold(conn: AsyncConnection, source: str, identity: str, reason: Withheld) -> None:
    """Note why nobody was alerted of what this entry brought."""
    mine = and_(article_source.c.source == number(source), article_source.c.identity == key(identity))
    await conn.execute(update(article_source).where(mine).values(withheld=reason.value))


async def versions(conn: AsyncConnection, article_id: str, *, guild: str | None) -> list[Article]:
    """Return the earlier contents of an article, oldest first. Raises NotFoundError."""
    await get(conn, article_id, guild=guild)
    wanted = (
        select(article_version.c.record)
        .join(article, article.c.seq == article_version.c.article)
        .where(article.c.id == article_id)
        .order_by(article_version.c.version)
    )
    return list((await conn.execute(wanted)).scalars())


def _came_after(since: datetime, guild: str | None) -> ColumnElement[bool]:
    """An article comes to a guild's sight with the first of the guild's sources that tells it."""
    told = article_source.c
    recent = select(told.article).where(told.seen_at > since)
    before = exists().where(told.article == article.c.seq, told.source == source_table.c.id, told.seen_at <= since)
    return and_(article.c.seq.in_(recent), ~before.where(_read_by(guild)))


def _read_by(guild: str | None) -> ColumnElement[bool]:
    return true() if guild is None else source_table.c.owner.in_((CATALOGUE, guild))
