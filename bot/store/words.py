"""Full text: SQLite's FTS5 and PostgreSQL's tsvector, asked alike.

Both are given words only, without accents, so that both cut and find the same; what they do is to take off endings
("museums" is found by "museum") and to weigh. Both know every word: "who" may be the World Health Organization.

Each index is a table of its own (`article_words`, `event_words`) whose rows have the number of the row that they are
made of. Of what members type only letters and digits reach the databases, word by word, each quoted or bound.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple, get_args

from sqlalchemy import Float, Integer, TextClause, column, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncResult
from sqlalchemy.sql.selectable import TextualSelect

from bot.store.dialect import SQLITE

Index = Literal["article_words", "event_words"]

INDEXES: tuple[Index, ...] = get_args(Index)

MAX_WORDS = 16
"""Of a search: more than a person types, and each costs a look-up."""

MAX_INDEXED = 200_000
"""Characters of a text: a tsvector holds at most 1 MB (PostgreSQL, "Limitations" of text search)."""

_WORD = re.compile(r"[^\W_]+")
_ACCENT = re.compile(r"[\u0300-\u036f]+")

_COMMON = frozenset(
    "a an and are as at be by did do does for from has have how in is it of on or that the this to was were what when"
    " where which who why will with".split()
)
"""Words of a question that hardly any text lacks: they are only looked for where nothing else was typed."""


class Words(NamedTuple):
    """What is found by: `heading` weighs four times as much as `text`. `seq` numbers the row that they are of."""

    seq: int
    heading: str
    text: str


def typed(asked: str) -> tuple[str, ...]:
    """Return the words of what was typed, each once, the common ones only if there are no others."""
    words = tuple(dict.fromkeys(_words(asked)))
    return (tuple(word for word in words if word not in _COMMON) or words)[:MAX_WORDS]


async def put(conn: AsyncConnection, index: Index, rows: Sequence[Words]) -> None:
    """Make new rows findable."""
    if rows:
        given = [{"seq": row.seq, "heading": _text(row.heading), "text": _text(row.text)} for row in rows]
        await conn.execute(text(_seam(conn).insert.format(index=index)), given)


async def drop(conn: AsyncConnection, index: Index, seq: int) -> None:
    """Find a row no longer. Rows that are deleted from their own table need not be dropped here."""
    await conn.execute(text(_seam(conn).delete.format(index=index)), {"seq": seq})


async def stored(conn: AsyncConnection, index: Index) -> AsyncResult[Any]:
    """Return all (seq, heading, text) that SQLite has: there the words are kept as they were given."""
    return await conn.stream(text(f"SELECT rowid, heading, text FROM {index} ORDER BY rowid"))  # noqa: S608  # ours


def found(conn: AsyncConnection, index: Index, words: Sequence[str], *, every: bool) -> TextualSelect:
    """Return (seq, score) of the rows with these words, of all or any of them; the lowest score fits best.

    The last word counts as the beginning of one: it may still be being typed.
    """
    seam = _seam(conn)
    statement = text(seam.select.format(index=index, query=seam.query(words, every)))
    return _bound(statement, seam.values(words, every)).columns(column("seq", Integer), column("score", Float))


class _Fts5:
    """SQLite. A query is `"word" AND "beginning" *`; a word holds letters and digits only, so no quotation mark."""

    delete = "DELETE FROM {index} WHERE rowid = :seq"
    insert = "INSERT INTO {index} (rowid, heading, text) VALUES (:seq, :heading, :text)"
    select = "SELECT rowid AS seq, bm25({index}, 4.0, 1.0) AS score FROM {index} WHERE {index} MATCH {query}"

    @staticmethod
    def query(words: Sequence[str], every: bool) -> str:
        del words, every
        return ":asked"

    @staticmethod
    def values(words: Sequence[str], every: bool) -> dict[str, Any]:
        return {"asked": (" AND " if every else " OR ").join(f'"{word}"' for word in words) + " *"}


class _TsVector:
    """PostgreSQL. Each word is a bound parameter of its own; `:*` marks the last as a beginning."""

    delete = "DELETE FROM {index} WHERE seq = :seq"
    insert = (
        "INSERT INTO {index} (seq, words) VALUES (:seq,"
        " setweight(to_tsvector('dateline', :heading), 'A') || setweight(to_tsvector('dateline', :text), 'D'))"
    )
    # Weights from D to A; 1 divides by the logarithm of the length, as bm25 favours the short.
    select = (
        "SELECT seq, -ts_rank('{{0.25, 0.25, 0.25, 1.0}}', words, asked, 1) AS score"
        " FROM {index}, (SELECT {query} AS asked) AS q WHERE words @@ asked"
    )

    @staticmethod
    def query(words: Sequence[str], every: bool) -> str:
        parts = [f"plainto_tsquery('dateline', :w{n})" for n in range(len(words) - 1)]
        last = f"to_tsquery('dateline', :w{len(words) - 1})"
        return (" && " if every else " || ").join([*parts, last])

    @staticmethod
    def values(words: Sequence[str], every: bool) -> dict[str, Any]:
        del every
        return {f"w{n}": word for n, word in enumerate(words[:-1])} | {f"w{len(words) - 1}": f"{words[-1]}:*"}


def _seam(conn: AsyncConnection) -> type[_Fts5] | type[_TsVector]:
    return _Fts5 if conn.dialect.name == SQLITE else _TsVector


def _bound(statement: TextClause, values: dict[str, Any]) -> TextClause:
    return statement.bindparams(**values)


def _text(text: str) -> str:
    return " ".join(_words(text[:MAX_INDEXED]))


def _words(text: str) -> list[str]:
    """Return the words in lower case and without accents, as both databases are to see them."""
    plain = _ACCENT.sub("", unicodedata.normalize("NFKD", text.lower()))
    return _WORD.findall(unicodedata.normalize("NFC", plain))
