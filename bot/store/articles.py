"""Articles: storing them under one identity, and finding them for a guild.

Whose data. A guild chooses the addresses of its own feeds, so what such a feed says must never change what others see.
An article is therefore shared between owners only where it is the same to the last letter; otherwise each owner has its
own, also of the same address.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import NotFoundError
from bot.model.article import Article
from bot.model.base import Frozen, day_of
from bot.store import dialect
from bot.store.schema import article as table
from bot.store.schema import article_source, article_version, event, source
from bot.store.visibility import visible

_MAX_LIMIT = 10_000


class Saved(Frozen):
    """What storing did: the article as stored, whether it is new, and whether a known one has new content."""

    article: Article
    new: bool
    changed: bool


async def save(conn: AsyncConnection, article: Article, *, source: str, identity: str, now: datetime) -> Saved:
    """Store an article that the source `source` (its id) brought as its entry `identity`.

    The same content again changes nothing. New content of a known article makes its next version; its events are
    replaced, what admins amended of them stays.
    """
    owner = await _owner(conn, source)
    known = await _of_entry(conn, source, identity)
    if known is None:
        article, known = await _alike(conn, article, owner)
    elif known.fingerprint != _fingerprint(_as(article, known.id)) and await _shared(conn, known.id, owner):
        await _unlink(conn, source, identity)
        article, known = await _alike(conn, article, owner)
    if known is None:
        saved = await _insert(conn, article, now)
    else:
        saved = await _update(conn, known, _as(article, known.id), now)
    await _link(conn, source, identity, saved.article.id, now)
    return saved


async def get(conn: AsyncConnection, article_id: str, *, guild: str | None) -> Article:
    """Return an article that the guild may see. Raises NotFoundError, which looks the same for one it may not."""
    wanted = select(table.c.record).where(table.c.id == article_id, visible(table.c.id, guild))
    record = (await conn.execute(wanted)).scalar_one_or_none()
    if record is None:
        raise NotFoundError("article", article_id)
    return _read(record)


async def latest(
    conn: AsyncConnection, *, guild: str | None, limit: int, since: datetime | None = None
) -> list[Article]:
    """Return the newest articles, newest first; with `since`, those first seen after it."""
    wanted = select(table.c.record).where(visible(table.c.id, guild))
    if since is not None:
        wanted = wanted.where(table.c.first_seen > since)
    wanted = wanted.order_by(table.c.ordered_by.desc(), table.c.id).limit(min(limit, _MAX_LIMIT))
    return [_read(record) for record in (await conn.execute(wanted)).scalars()]


async def search(conn: AsyncConnection, words: str, *, guild: str | None, limit: int) -> list[Article]:
    """Return the articles that have all the words, best first."""
    query = dialect.text_query(conn, words)
    if query is None:
        return []
    sql, parameters = query
    found = text(sql).columns(table.c.id.label("article"), func.abs(0).label("rank")).subquery("found")
    wanted = (
        select(table.c.record)
        .join(found, found.c.article == table.c.id)
        .where(visible(table.c.id, guild))
        .order_by(found.c.rank, table.c.ordered_by.desc())
        .limit(min(limit, _MAX_LIMIT))
    )
    return [_read(record) for record in (await conn.execute(wanted, parameters)).scalars()]


async def seen(conn: AsyncConnection, source: str, identities: Collection[str]) -> set[str]:
    """Return which of these entries the source has brought before."""
    wanted = select(article_source.c.identity).where(
        article_source.c.source == source, article_source.c.identity.in_(list(identities))
    )
    return set((await conn.execute(wanted)).scalars())


async def ids(conn: AsyncConnection, *, guild: str | None) -> list[tuple[str, int]]:
    """Return id and version of every article that the guild may see: enough to know whether an index is current."""
    wanted = select(table.c.id, table.c.version).where(visible(table.c.id, guild)).order_by(table.c.id)
    return [(row.id, row.version) for row in await conn.execute(wanted)]


async def _owner(conn: AsyncConnection, source_id: str) -> str:
    owner = (await conn.execute(select(source.c.owner).where(source.c.id == source_id))).scalar_one_or_none()
    if owner is None:
        raise NotFoundError("source", source_id)
    return str(owner)


async def _of_entry(conn: AsyncConnection, source_id: str, identity: str) -> Any:
    wanted = (
        select(table.c.id, table.c.version, table.c.fingerprint, table.c.record)
        .join(article_source, article_source.c.article == table.c.id)
        .where(article_source.c.source == source_id, article_source.c.identity == identity)
    )
    return (await conn.execute(wanted)).one_or_none()


async def _alike(conn: AsyncConnection, article: Article, owner: str) -> tuple[Article, Any]:
    """Return the article, under an id that is this owner's where the id is taken, and the stored one it continues."""
    for candidate in (article, rebased(article, owner)):
        known = await _by_id(conn, candidate.id)
        mine = known is None or known.fingerprint == _fingerprint(candidate)
        if known is None or mine or not await _shared(conn, known.id, owner):
            return candidate, known
    raise AssertionError("an id made of the owner is only ever the owner's")


async def _by_id(conn: AsyncConnection, article_id: str) -> Any:
    columns = (table.c.id, table.c.version, table.c.fingerprint, table.c.record)
    return (await conn.execute(select(*columns).where(table.c.id == article_id))).one_or_none()


async def _shared(conn: AsyncConnection, article_id: str, owner: str) -> bool:
    """Tell whether a source of somebody else tells this article too."""
    joined = article_source.join(source, article_source.c.source == source.c.id)
    others = select(1).select_from(joined).where(article_source.c.article == article_id, source.c.owner != owner)
    return (await conn.execute(others.limit(1))).first() is not None


def rebased(article: Article, owner: str) -> Article:
    """Return the article under an id of the owner's own, its events' ids changed alike."""

    def name(old: str) -> str:
        return hashlib.sha256(f"{owner}\n{old}".encode()).hexdigest()[:16]

    events = tuple(
        one.model_copy(
            update={
                "id": name(one.id),
                "relations": tuple(r.model_copy(update={"event": name(r.event)}) for r in one.relations),
            }
        )
        for one in article.events
    )
    return article.model_copy(update={"id": name(article.id), "events": events})


def _as(article: Article, article_id: str) -> Article:
    return article if article.id == article_id else article.model_copy(update={"id": article_id})


async def _insert(conn: AsyncConnection, article: Article, now: datetime) -> Saved:
    await conn.execute(table.insert().values(id=article.id, first_seen=now, **_columns(article, now)))
    await _index(conn, article)
    return Saved(article=article, new=True, changed=False)


async def _update(conn: AsyncConnection, known: Any, article: Article, now: datetime) -> Saved:
    if known.fingerprint == _fingerprint(article):
        return Saved(article=_read(known.record), new=False, changed=False)
    old = _read(known.record)
    changed = old.content_hash != article.content_hash
    if changed:
        await conn.execute(
            article_version.insert().values(article=known.id, version=known.version, replaced=now, record=known.record)
        )
    article = article.model_copy(update={"version": known.version + changed})
    await conn.execute(update(table).where(table.c.id == known.id).values(**_columns(article, now)))
    await _index(conn, article)
    return Saved(article=article, new=False, changed=changed)


async def _index(conn: AsyncConnection, article: Article) -> None:
    await conn.execute(delete(event).where(event.c.article == article.id))
    rows = [_event_row(article, n) for n in range(len(article.events))]
    if rows:
        await conn.execute(dialect.insert(conn, event).on_conflict_do_nothing(), rows)
    await dialect.index_text(conn, article.id, article.headline, article.body)


async def _link(conn: AsyncConnection, source_id: str, identity: str, article_id: str, now: datetime) -> None:
    row = {"source": source_id, "identity": identity, "article": article_id, "seen": now}
    await conn.execute(dialect.insert(conn, article_source).on_conflict_do_nothing(), [row])


async def _unlink(conn: AsyncConnection, source_id: str, identity: str) -> None:
    mine = (article_source.c.source == source_id) & (article_source.c.identity == identity)
    await conn.execute(delete(article_source).where(mine))


def _columns(article: Article, now: datetime) -> dict[str, Any]:
    return {
        "url": article.url,
        "headline": article.headline,
        "content_hash": article.content_hash,
        "fingerprint": _fingerprint(article),
        "version": article.version,
        "source_name": article.source,
        "published": article.published.isoformat() if article.published else None,
        "ordered_by": _instant(article) or now,
        "record": article.model_dump(mode="json"),
    }


def _event_row(article: Article, n: int) -> dict[str, Any]:
    one = article.events[n]
    return {
        "id": one.id,
        "article": article.id,
        "title": one.title,
        "kind": one.kind.value,
        "status": one.status.value,
        "forecast": one.forecast,
        "precision": one.when.precision.value,
        "earliest": one.when.earliest,
        "latest": one.when.latest,
        "confidence": one.confidence,
        "record": one.model_dump(mode="json"),
    }


def _fingerprint(article: Article) -> str:
    """A digest of everything but the version."""
    record = article.model_dump(mode="json", exclude={"version"})
    return hashlib.sha256(json.dumps(record, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _instant(article: Article) -> datetime | None:
    published = article.published
    if published is None or isinstance(published, datetime):
        return published
    return datetime.combine(day_of(published), time(0), UTC)


def _read(record: Any) -> Article:
    return Article.model_validate(record)
