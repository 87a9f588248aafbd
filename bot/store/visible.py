"""What a guild may see: an article one of whose sources is in the catalogue or its own.

Every read goes through here.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, select, true

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
