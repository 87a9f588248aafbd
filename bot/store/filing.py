"""Storing articles: under one identity, and under nobody else's.

    the source has told this entry before:
        the same to the letter                    → nothing
        what it said last, and others said more   → nothing
        else                                      → the next state of the article that it told
    it is new of this source, but its owner has the story (same id, address or content)
                                                  → the source is noted; other content is its next state
    somebody else has it, the same to the letter  → the source is noted: now its owner sees it too
    else                                          → a new article

The next state of an article replaces the one before, unless a source of another owner tells it too: then the owner gets
a copy of its own and the others keep what they have. A guild chooses the addresses of its own feeds, so what they say
must never change what others see, nor show it what others have. Only the catalogue changes what guilds share with it:
they see the catalogue anyhow.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from itertools import count
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, Select, and_, case, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.decide.happenings import same_events
from bot.errors import NotFoundError
from bot.model.article import Article
from bot.model.base import Frozen
from bot.model.event import Event
from bot.model.source import CATALOGUE, SourceKind
from bot.store import changes, dialect, identity, words
from bot.store.tables import amendment, article_source, article_version, event, occasion
from bot.store.tables import article as table
from bot.store.tables import source as source_table
from bot.store.types import key, number
from bot.store.visible import telling, visible


class Saved(Frozen):
    """What storing did.

    `article` is the article as stored. `new` says that the source's owner could not see it before: where a guild's own
    feed tells what another guild has, it is new to that guild, and where the catalogue does, to all. `changed` says
    that a known one has new content, and `before` is what it was until then (under another id where the owner has now
    got a copy of its own).
    """

    article: Article
    new: bool
    changed: bool
    before: Article | None = None


class _Teller(NamedTuple):
    """Who says it: the source's number, owner and kind, and the entry's key."""

    source: int
    owner: str
    kind: str
    entry: str


async def save(conn: AsyncConnection, article: Article, *, source: str, identity: str, now: datetime) -> Saved:
    """Store an article that the source `source` (its id) brought as its entry `identity`. Raises NotFoundError.

    What is stored may have another id than the one given, and `Saved.article` tells it. What admins amended of its
    events stays.
    """
    # On PostgreSQL two pollers could both find nothing and both insert; on SQLite there is one writer.
    await dialect.hold(conn, dialect.LOCKS.ARTICLES)
    teller = await _teller(conn, source, identity)
    told = await _told(conn, teller)
    if told is None:
        return await _first_told(conn, article, teller, now)
    return await _told_again(conn, article, teller, told, now)


async def rewrite(conn: AsyncConnection, article: Article) -> None:
    """Replace what was read out of a stored article by a better reading of the same content. Raises NotFoundError."""
    held = await _held(conn, table.c.id == article.id)
    if held is None:
        raise NotFoundError("article", article.id)
    await _replace(conn, held, article.model_copy(update={"version": held.version}))


async def known_as(conn: AsyncConnection, *, source: str, identity: str) -> str | None:
    """Return the id of the article that holds this entry of the source, or None if it is new."""
    wanted = (
        select(table.c.id)
        .join(article_source, article_source.c.article == table.c.seq)
        .where(article_source.c.source == number(source), article_source.c.identity == key(identity))
    )
    found = (await conn.execute(wanted)).scalar_one_or_none()
    return None if found is None else str(found)


async def drop_told_only_by(conn: AsyncConnection, source: int) -> None:
    """Remove the articles that no other source tells: what nobody tells any more is nobody's."""
    others = exists().where(article_source.c.article == table.c.seq, article_source.c.source != source)
    told = select(article_source.c.article).where(article_source.c.source == source)
    gone = select(table.c.seq).where(table.c.seq.in_(told), ~others)
    await changes.note(conn, told)
    events = select(event.c.id).where(event.c.article.in_(gone))
    await conn.execute(delete(amendment).where(amendment.c.event.in_(events)))
    await conn.execute(delete(table).where(table.c.seq.in_(gone)))


async def _first_told(conn: AsyncConnection, article: Article, teller: _Teller, now: datetime) -> Saved:
    own = await _of_owner(conn, article, teller)
    if own is not None:
        await _note(conn, teller, own.seq, article, now)
        await changes.note(conn, [own.seq])
        if own.content_hash == key(article.content_hash):
            return Saved(article=own.record, new=False, changed=False)
        return await _next_state(conn, article, teller, own, now)
    same = await _of_others(conn, article, teller)
    if same is not None:
        known = await _sees(conn, teller.owner, same.seq)
        await _note(conn, teller, same.seq, article, now)
        await changes.note(conn, [same.seq])
        return Saved(article=same.record, new=not known, changed=False)
    seq, stored = await _insert(conn, article, teller, now)
    await _note(conn, teller, seq, article, now)
    return Saved(article=stored, new=True, changed=False)


async def _told_again(conn: AsyncConnection, article: Article, teller: _Teller, told: _Held, now: datetime) -> Saved:
    said = key(article.content_hash)
    same = (told.fingerprint, told.content_hash) == (identity.fingerprint(article), said)
    overtaken = told.said == said != told.content_hash
    await _note(conn, teller, told.seq, article, now)
    if same or overtaken:
        return Saved(article=told.record, new=False, changed=False)
    return await _next_state(conn, article, teller, told, now)


async def _next_state(conn: AsyncConnection, article: Article, teller: _Teller, held: _Held, now: datetime) -> Saved:
    changed = held.content_hash != key(article.content_hash)
    if teller.owner != CATALOGUE and await _told_by_others(conn, held.seq, teller.owner):
        own = article.model_copy(update={"version": held.version + changed})
        seq, stored = await _insert(conn, own, teller, now)
        await _part(conn, teller.owner, held, seq, stored)
        if changed:
            await _keep_earlier(conn, seq, held, now)
        return Saved(article=stored, new=False, changed=changed, before=held.record if changed else None)
    if changed:
        await _keep_earlier(conn, held.seq, held, now)
    state = identity.continued(article, held.record).model_copy(update={"version": held.version + changed})
    replaced = await _replace(conn, held, state)
    return Saved(article=replaced, new=False, changed=changed, before=held.record if changed else None)


async def _keep_earlier(conn: AsyncConnection, seq: int, held: _Held, now: datetime) -> None:
    """Keep the content that an article had until now."""
    old = {"article": seq, "version": held.version, "record": held.record, "until": now}
    await conn.execute(article_version.insert().values(**old))


async def _teller(conn: AsyncConnection, source: str, entry: str) -> _Teller:
    wanted = select(source_table.c.id, source_table.c.owner, source_table.c.kind)
    row = (await conn.execute(wanted.where(source_table.c.id == number(source)))).one_or_none()
    if row is None:
        raise NotFoundError("source", source)
    return _Teller(source=row.id, owner=row.owner, kind=row.kind, entry=key(entry))


class _Held(NamedTuple):
    """A stored article; `said` is the hash of what the entry that was asked about said last."""

    seq: int
    version: int
    content_hash: str
    fingerprint: str
    first_seen: datetime
    record: Article
    said: str | None = None


_HELD = (
    table.c.seq,
    table.c.version,
    table.c.content_hash,
    table.c.fingerprint,
    table.c.first_seen,
    table.c.record,
)


async def _held(conn: AsyncConnection, condition: ColumnElement[bool]) -> _Held | None:
    return await _one(conn, select(*_HELD).where(condition))


async def _one(conn: AsyncConnection, wanted: Select[Any]) -> _Held | None:
    row = (await conn.execute(wanted)).one_or_none()
    return None if row is None else _Held(*row)


async def _told(conn: AsyncConnection, teller: _Teller) -> _Held | None:
    """Return the article that this entry told before."""
    wanted = (
        select(*_HELD, article_source.c.content_hash.label("said"))
        .join(article_source, article_source.c.article == table.c.seq)
        .where(article_source.c.source == teller.source, article_source.c.identity == teller.entry)
    )
    return await _one(conn, wanted)


async def _of_owner(conn: AsyncConnection, article: Article, teller: _Teller) -> _Held | None:
    """Return the article of the same owner that is the same story.

    Another source means the same story by the same id, address or content. Within one source two entries are two
    stories, even with one address (some feeds link every entry to one page), unless their headline is the same too:
    then the feed has changed its entries' ids. Files given by hand are one only by their id.
    """
    same, content = _same_name(article), table.c.content_hash == key(article.content_hash)
    here = table.c.id == article.id
    if teller.kind != SourceKind.FILE:
        here = or_(content, and_(same, table.c.headline == article.headline))
    tellers = telling(table.c.seq).where(source_table.c.owner == teller.owner)
    elsewhere = exists(tellers.where(source_table.c.id != teller.source))
    alike = or_(elsewhere, and_(here, exists(tellers.where(source_table.c.id == teller.source))))
    # The first condition is one of indexed columns alone: few rows are looked at, however many there are.
    wanted = select(*_HELD).where(or_(content, same), alike)
    return await _one(conn, wanted.order_by(case((content, 0), else_=1), table.c.seq.desc()).limit(1))


async def _of_others(conn: AsyncConnection, article: Article, teller: _Teller) -> _Held | None:
    """Return an article that only others tell and that is the same to the letter."""
    own = exists(telling(table.c.seq).where(source_table.c.owner == teller.owner))
    said = table.c.content_hash == key(article.content_hash)
    alike = and_(table.c.fingerprint == identity.fingerprint(article), said)
    wanted = select(*_HELD).where(alike, ~own).order_by(table.c.seq).limit(1)
    return await _one(conn, wanted)


def _same_name(article: Article) -> ColumnElement[bool]:
    by_id, address = table.c.id == article.id, _address(article)
    if address is not None:
        return or_(by_id, table.c.url_key == address)
    # An id may be made of the address, and a front page is the address of many stories.
    return by_id if article.url is None else and_(by_id, table.c.headline == article.headline)


async def _sees(conn: AsyncConnection, owner: str, seq: int) -> bool:
    """Tell whether those for whom the owner's sources are can see the article already."""
    wanted = select(table.c.seq).where(table.c.seq == seq, visible(table.c.seq, owner))
    return (await conn.execute(wanted)).first() is not None


async def _told_by_others(conn: AsyncConnection, seq: int, owner: str) -> bool:
    found = await conn.execute(telling(seq).where(source_table.c.owner != owner).limit(1))
    return found.first() is not None


async def _note(conn: AsyncConnection, teller: _Teller, seq: int, article: Article, now: datetime) -> None:
    """Note that the entry tells the article, and what it says."""
    row = {"source": teller.source, "identity": teller.entry, "article": seq}
    statement = dialect.upsert(conn, article_source, keep=("seen_at", "said", "withheld"))
    await conn.execute(statement, [{**row, "content_hash": key(article.content_hash), "seen_at": now}])


async def _part(conn: AsyncConnection, owner: str, held: _Held, seq: int, own: Article) -> None:
    """Let the owner's sources tell its own copy from now on, and what it amended and listed of its events go along."""
    sources = select(source_table.c.id).where(source_table.c.owner == owner)
    mine = and_(article_source.c.article == held.seq, article_source.c.source.in_(sources))
    await conn.execute(update(article_source).where(mine).values(article=seq))
    await changes.note(conn, [held.seq])
    for old, new in same_events(held.record, own).items():
        for noted in (amendment, occasion):
            mine = and_(noted.c.guild == owner, noted.c.event == old)
            await conn.execute(update(noted).where(mine).values(event=new))


async def _insert(conn: AsyncConnection, article: Article, teller: _Teller, now: datetime) -> tuple[int, Article]:
    article = await _distinct(conn, await _under_a_free_id(conn, article, teller), 0)
    columns = {"id": article.id, "revision": 1, "first_seen": now, **_columns(article, now)}
    seq = (await conn.execute(table.insert().values(**columns).returning(table.c.seq))).scalar_one()
    await changes.note(conn, [seq])
    await _index(conn, seq, article)
    return seq, article


async def _replace(conn: AsyncConnection, held: _Held, state: Article) -> Article:
    article = await _distinct(conn, state, held.seq)
    columns = {"revision": table.c.revision + 1, **_columns(article, held.first_seen)}
    await conn.execute(update(table).where(table.c.seq == held.seq).values(**columns))
    await changes.note(conn, [held.seq])
    await words.drop(conn, "article_words", held.seq)
    await conn.execute(delete(event).where(event.c.article == held.seq))
    await _index(conn, held.seq, article)
    return article


async def _under_a_free_id(conn: AsyncConnection, article: Article, teller: _Teller) -> Article:
    candidate, tries = article, count(1)
    while (await conn.execute(select(table.c.seq).where(table.c.id == candidate.id))).first() is not None:
        candidate = identity.rebased(article, f"{teller.owner} {teller.entry} {next(tries)}")
    return candidate


async def _distinct(conn: AsyncConnection, article: Article, seq: int) -> Article:
    ids = [one.id for one in article.events]
    taken = select(event.c.id).where(event.c.id.in_(ids), event.c.article != seq)
    return identity.distinct(article, set((await conn.execute(taken)).scalars())) if ids else article


async def _index(conn: AsyncConnection, seq: int, article: Article) -> None:
    """Write all that an article is found by, of which nothing is there."""
    await words.put(conn, "article_words", [words.Words(seq, article.headline, article.body)])
    if not article.events:
        return
    adding = event.insert().returning(event.c.seq, event.c.id)
    numbers = {row.id: row.seq for row in await conn.execute(adding, [event_row(seq, e) for e in article.events])}
    await words.put(conn, "event_words", [_event_words(numbers[one.id], one, article) for one in article.events])


def _columns(article: Article, first_seen: datetime) -> dict[str, Any]:
    return {
        "url": article.url,
        "url_key": _address(article),
        "content_hash": key(article.content_hash),
        "fingerprint": identity.fingerprint(article),
        "headline": article.headline,
        "source": article.source,
        "published": article.published.isoformat() if article.published else None,
        "version": article.version,
        "newest": _newest(article, first_seen),
        "record": article,
    }


def event_row(seq: int, one: Event) -> dict[str, Any]:
    """Return the columns of an event of the article numbered `seq`."""
    return {
        "id": one.id,
        "article": seq,
        "title": one.title,
        "kind": one.kind.value,
        "value": one.when.value,
        "precision": one.when.precision.value,
        "rank": one.when.precision.rank,
        "coarse": one.when.precision.coarse,
        "earliest": one.when.earliest,
        "latest": one.when.latest,
        "instant": one.when.instant,
        "status": one.status.value,
        "forecast": one.forecast,
        "confidence": one.confidence,
        "record": one,
    }


def _event_words(seq: int, one: Event, article: Article) -> words.Words:
    around = [one.kind.value, one.place or "", *one.participants, article.headline]
    return words.Words(seq, one.title, " ".join(around))


def _address(article: Article) -> str | None:
    """Return the article's address as a key; a site's front page is no story's own address."""
    if article.url is None:
        return None
    parts = urlsplit(article.url)
    return key(article.url) if parts.path.strip("/") or parts.query else None


def _newest(article: Article, first_seen: datetime) -> datetime:
    """Return what "latest" goes by: the publication, a day's as its end, but nothing is newer than when it came."""
    published = article.published
    if published is None:
        return first_seen
    if not isinstance(published, datetime):
        published = datetime.combine(published, time.max, UTC)
    return min(published, first_seen)
