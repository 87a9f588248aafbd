"""What a guild may see: an article one of whose sources is in the catalogue or its own.

Every read goes through here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.source import CATALOGUE
from bot.store.tables import article, article_source, source


def visible(seq: ColumnElement[int], guild: str | None) -> ColumnElement[bool]:
    """Return the condition that the guild may see the article numbered `seq`; always true for the operator (None)."""
    if guild is None:
        return true()
    return exists(telling(seq).where(source.c.owner.in_((CATALOGUE, guild))))


def telling(seq: ColumnElement[int] | int) -> Select[Any]:
    """Return the sources that tell the article numbered `seq`."""
    joined = article_source.join(source, source.c.id == article_source.c.source)
    return select(source.c.id, source.c.owner).select_from(joined).where(article_source.c.article == seq)


def seen_by(guild: str | None) -> ColumnElement[bool]:
    """Return the condition on the article table that the guild may see the row."""
    return visible(article.c.seq, guild)


async def owners(conn: AsyncConnection, seqs: Collection[int]) -> dict[int, set[str]]:
    """Return who owns the sources that tell each of these articles; one that nobody tells has nobody."""
    joined = article_source.join(source, source.c.id == article_source.c.source)
    told = select(article_source.c.article, source.c.owner).select_from(joined)
    found: dict[int, set[str]] = defaultdict(set)
    for row in await conn.execute(told.where(article_source.c.article.in_(sorted(seqs)))):
        found[row.article].add(row.owner)
    return found


def to(guild: str, owners: Collection[str]) -> bool:
    """Tell whether the guild may see an article that sources of these owners tell."""
    return CATALOGUE in owners or guild in owners
