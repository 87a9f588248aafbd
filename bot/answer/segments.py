"""Where a key stands in the index: postings, kept in segments as log-structured trees do.

Each update writes a segment; eight of one level are merged into one of the next. So an update writes little, and a
question reads a few rows for each key.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FAN = 8
"""Segments of one level before they are merged: each posting is rewritten once per level, of which there are few."""
SCHEMA = """
CREATE TABLE IF NOT EXISTS segment (id INTEGER PRIMARY KEY AUTOINCREMENT, level INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS posting (
    segment INTEGER, key TEXT, slots BLOB NOT NULL, counts BLOB NOT NULL, held BLOB NOT NULL,
    PRIMARY KEY (segment, key)) WITHOUT ROWID;
"""
_POSTINGS = """
SELECT key, slots, counts, held FROM segment CROSS JOIN posting
ON posting.segment = segment.id AND posting.key IN (SELECT value FROM json_each(?)) ORDER BY segment.id
"""


class Posting(NamedTuple):
    """The slots that hold a key; for each a count (at most 255) and in how many sentences (at most 255)."""

    slots: NDArray[np.uint32]
    counts: NDArray[np.uint8]
    held: NDArray[np.uint8]


def postings(conn: sqlite3.Connection, keys: Collection[str]) -> dict[str, Posting]:
    """Return where these keys stand; a key that is nowhere is left out."""
    found: dict[str, list[tuple[bytes, bytes, bytes]]] = {}
    for key, slots, counts, held in conn.execute(_POSTINGS, (json.dumps(list(keys)),)):
        found.setdefault(key, []).append((slots, counts, held))
    return {key: _joined(parts) for key, parts in found.items()}


def _joined(parts: Sequence[tuple[bytes, bytes, bytes]]) -> Posting:
    slots, counts, held = (b"".join(part) for part in zip(*parts, strict=True))
    return Posting(np.frombuffer(slots, "<u4"), np.frombuffer(counts, np.uint8), np.frombuffer(held, np.uint8))


Gathered = Mapping[str, Sequence[tuple[int, int, int]]]
"""By key: slots, each with its count and in how many sentences it is held."""


def add(conn: sqlite3.Connection, gathered: Gathered) -> None:
    """Write postings as a segment, and merge segments until no level has FAN of them."""
    if gathered:
        _add(conn, 0, ((key, *_blobs(found)) for key, found in sorted(gathered.items())))
        _tidy(conn)


def _blobs(found: Sequence[tuple[int, int, int]]) -> tuple[bytes, bytes, bytes]:
    slots, counts, held = zip(*found, strict=True)
    most = 255
    return np.array(slots, "<u4").tobytes(), bytes(min(c, most) for c in counts), bytes(min(h, most) for h in held)


def _add(conn: sqlite3.Connection, level: int, rows: Iterable[tuple[str, bytes, bytes, bytes]]) -> None:
    segment = conn.execute("INSERT INTO segment (level) VALUES (?)", (level,)).lastrowid
    conn.executemany("INSERT INTO posting VALUES (?, ?, ?, ?, ?)", ((segment, *row) for row in rows))


def _tidy(conn: sqlite3.Connection) -> None:
    level = 0
    while True:
        ids = [row[0] for row in conn.execute("SELECT id FROM segment WHERE level = ? ORDER BY id", (level,))]
        if len(ids) < FAN:
            return
        _add(conn, level + 1, _merged(conn, ids))
        conn.executemany("DELETE FROM posting WHERE segment = ?", [(one,) for one in ids])
        conn.executemany("DELETE FROM segment WHERE id = ?", [(one,) for one in ids])
        level += 1


def _merged(conn: sqlite3.Connection, ids: Sequence[int]) -> Iterator[tuple[str, bytes, bytes, bytes]]:
    statement = "SELECT key, slots, counts, held FROM posting WHERE segment = ? ORDER BY key"
    streams = [conn.execute(statement, (one,)) for one in ids]
    for key, found in groupby(merge(*streams, key=itemgetter(0)), itemgetter(0)):
        parts = list(found)
        yield key, b"".join(p[1] for p in parts), b"".join(p[2] for p in parts), b"".join(p[3] for p in parts)
