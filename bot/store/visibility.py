"""What a guild may see: an article one of whose sources is in the catalogue or its own.

Every read goes through here.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, select, true

from bot.model.source import CATALOGUE
from bot.store.schema import article_source, source


def visible(article_id: ColumnElement[Any], guild: str | None) -> ColumnElement[bool]:
    """Return the condition that the guild may see the article; always true for the operator (None)."""
    if guild is None:
        return true()
    joined = article_source.join(source, article_source.c.source == source.c.id)
    owned = source.c.owner.in_((CATALOGUE, guild))
    return select(1).select_from(joined).where(article_source.c.article == article_id, owned).exists()
