"""The few statements that the two databases say differently: insert-or-leave, and full text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

_WORD = re.compile(r"\w+")
_MAX_WORDS = 12
"""Of a search; more than a person types, and each costs a look-up."""


def insert(conn: AsyncConnection, table: Table) -> Any:
    """Return an INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return (sqlite if conn.dialect.name == "sqlite" else postgresql).insert(table)


def upsert(conn: AsyncConnection, table: Table, *, keep: Sequence[str] = ()) -> Any:
    """Return an INSERT that replaces the row with the same primary key, but for the columns in `keep`."""
    statement = insert(conn, table)
    keys = [column.name for column in table.primary_key]
    changed: dict[str, ColumnElement[Any]] = {
        column.name: statement.excluded[column.name]
        for column in table.columns
        if column.name not in keys and column.name not in keep
    }
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)


async def index_text(conn: AsyncConnection, article: str, headline: str, body: str) -> None:
    """Make the article's words findable; what was indexed of it before is replaced."""
    words = {"article": article, "headline": headline, "body": body}
    await conn.execute(text("DELETE FROM article_text WHERE article = :article"), words)
    if conn.dialect.name == "sqlite":
        sql = "INSERT INTO article_text (article, headline, body) VALUES (:article, :headline, :body)"
    else:
        # A tsvector holds at most 1 MB (PostgreSQL, "Text Search: Limitations").
        words["body"] = body.replace("\0", " ")[:300_000]
        words["headline"] = headline.replace("\0", " ")
        sql = (
            "INSERT INTO article_text (article, words) VALUES (:article,"
            " setweight(to_tsvector('english', :headline), 'A') || setweight(to_tsvector('english', :body), 'B'))"
        )
    await conn.execute(text(sql), words)


def text_query(conn: AsyncConnection, asked: str) -> tuple[str, dict[str, Any]] | None:
    """Return SQL that gives (article, rank), best rank lowest, of the articles with all the words; None without any.

    Only letters and digits of what was asked reach the database, each word quoted, so no operator can be slipped in.
    """
    words = _WORD.findall(asked)[:_MAX_WORDS]
    if not words:
        return None
    if conn.dialect.name == "sqlite":
        sql = (
            "SELECT article, bm25(article_text, 0, 4.0, 1.0) AS rank FROM article_text WHERE article_text MATCH :asked"
        )
        return sql, {"asked": " ".join(f'"{word}"' for word in words)}
    sql = (
        "SELECT article, -ts_rank_cd(words, plainto_tsquery('english', :asked)) AS rank"
        " FROM article_text WHERE words @@ plainto_tsquery('english', :asked)"
    )
    return sql, {"asked": " ".join(words)}
