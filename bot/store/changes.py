"""What changed of the articles, in the order in which it was committed, so that an index of them can follow.

Each article has one row with a number that grows whenever the article, or who tells it, changes; the row outlives
the article. Whoever writes holds `LOCKS.ARTICLES` until its transaction ends, so no lower number appears after a
higher one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, Text, func, literal, select, tuple_, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import dialect
from bot.store.tables import article, article_source
from bot.store.tables import article_change as table
from bot.store.tables import source as source_table

START = (0, 0)


class Changed(NamedTuple):
    """An article as it is now: its id, what tells its states apart, whose sources tell it, and its record as JSON.

    `record` is None where the article is gone.
    """

    id: str
    state: str
    owners: frozenset[str]
    record: str | None


async def note(conn: AsyncConnection, articles: Select[Any] | Sequence[int]) -> None:
    """Note that these articles (a query of their numbers, or the numbers) change in this transaction."""
    await dialect.hold(conn, dialect.LOCKS.ARTICLES)
    following = select(func.coalesce(func.max(table.c.number), 0) + 1).scalar_subquery()
    wanted = select(article.c.seq, article.c.id, following).where(article.c.seq.in_(articles))
    adding = dialect.insert(conn, table).from_select(["article", "id", "number"], wanted)
    new = {"number": adding.excluded.number}
    await conn.execute(adding.on_conflict_do_update(index_elements=["article"], set_=new))


async def after(conn: AsyncConnection, place: tuple[int, int], limit: int) -> tuple[list[Changed], tuple[int, int]]:
    """Return what changed after a place in the order, soonest first, and the place that is then reached."""
    wanted = select(table.c.number, table.c.article, table.c.id)
    wanted = wanted.where(tuple_(table.c.number, table.c.article) > tuple_(literal(place[0]), literal(place[1])))
    rows = (await conn.execute(wanted.order_by(table.c.number, table.c.article).limit(limit))).all()
    if not rows:
        return [], place
    now = await _as_they_are(conn, [row.id for row in rows])
    gone = [Changed(row.id, "", frozenset(), None) for row in rows if row.id not in now]
    return [*now.values(), *gone], (rows[-1].number, rows[-1].article)


async def of(conn: AsyncConnection, articles: Sequence[str]) -> list[Changed]:
    """Return these articles, by id, as they are now; those that are gone are left out."""
    return list((await _as_they_are(conn, articles)).values())


async def last(conn: AsyncConnection) -> tuple[int, int]:
    """Return the place of the last change."""
    wanted = select(table.c.number, table.c.article).order_by(table.c.number.desc(), table.c.article.desc()).limit(1)
    row = (await conn.execute(wanted)).first()
    return (row.number, row.article) if row else START


async def state_at(conn: AsyncConnection, place: tuple[int, int]) -> tuple[str, str] | None:
    """Return the id and the state of the article that changed at this place, None if none did or it is gone."""
    wanted = select(article.c.id, article.c.revision, article.c.fingerprint)
    wanted = wanted.join(table, table.c.article == article.c.seq)
    row = (await conn.execute(wanted.where(table.c.number == place[0], table.c.article == place[1]))).first()
    return (row.id, _state(row.revision, row.fingerprint)) if row else None


async def states(conn: AsyncConnection) -> dict[str, tuple[str, frozenset[str]]]:
    """Return the state and the owners of every article by its id."""
    owners = await _owners(conn, select(article.c.seq))
    wanted = select(article.c.seq, article.c.id, article.c.revision, article.c.fingerprint)
    rows = await conn.execute(wanted)
    return {r.id: (_state(r.revision, r.fingerprint), frozenset(owners.get(r.seq, ()))) for r in rows}


async def _as_they_are(conn: AsyncConnection, ids: Sequence[str]) -> dict[str, Changed]:
    record = type_coerce(article.c.record, Text).label("record")  # its JSON: the model is not needed
    columns = (article.c.seq, article.c.id, article.c.revision, article.c.fingerprint, record)
    rows = (await conn.execute(select(*columns).where(article.c.id.in_(ids)))).all()
    owners = await _owners(conn, [row.seq for row in rows])
    return {
        row.id: Changed(row.id, _state(row.revision, row.fingerprint), frozenset(owners.get(row.seq, ())), row.record)
        for row in rows
    }


async def _owners(conn: AsyncConnection, articles: Select[Any] | Sequence[int]) -> dict[int, set[str]]:
    wanted = select(article_source.c.article, source_table.c.owner).distinct()
    wanted = wanted.join(source_table, source_table.c.id == article_source.c.source)
    found: dict[int, set[str]] = {}
    for row in await conn.execute(wanted.where(article_source.c.article.in_(articles))):
        found.setdefault(row.article, set()).add(row.owner)
    return found


def _state(revision: int, fingerprint: str) -> str:
    return f"{revision} {fingerprint}"
