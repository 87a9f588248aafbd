"""The index's file: which articles hold a word, which are whose, and the sketch of each.

It stands beside the database, is made from it and is never the only copy: a file that is damaged or of another format
is thrown away and filled again. One SQLite file (WAL) that several processes may read and write at once.

    document  an article by its slot; a new version gets a new slot and the old one is put among the gone
    posting   by segment and key, the slots that hold it (`segments`). Keys: "w:" a stem, "n:" a name, "o:" an owner

So an update writes little, a question reads a few rows per word, and what is kept grows with the text.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.answer import segments
from bot.answer.sketch import Filed, Sketch, packed, rows, unpacked
from bot.errors import IndexDamagedError, StoreError

FORMAT = "1"
"""Grows with every change of what is written, so that a file of an older program is made anew."""
BUSY_SECONDS = 10.0
_PAGES_KB = 16_000
"""Of the file's pages so much is kept in memory by each connection that reads: the upper ones of every segment."""
_WORN = 1_000
"""Slots out of use that are put up with, however few articles there are."""
_VIEWS = 64
"""Views of different readers that are kept, a byte for each article each."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS note (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS document (
    slot INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, state TEXT NOT NULL, owners TEXT NOT NULL,
    day INTEGER NOT NULL, sentences INTEGER NOT NULL, words INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS sketch (slot INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS gone (slot INTEGER PRIMARY KEY);
"""
_CLEARING = (
    "DELETE FROM note", "DELETE FROM document", "DELETE FROM sketch", "DELETE FROM gone", "DELETE FROM segment",
    "DELETE FROM posting",
)  # fmt: skip
_SKETCHES = """
SELECT slot, id, data FROM document JOIN sketch USING (slot) WHERE slot IN (SELECT value FROM json_each(?))
"""

Mask = NDArray[np.bool_]


class Documents(NamedTuple):
    """By slot: whether it is in use, its sentences, the sum of its sentences' lengths, its day."""

    live: Mask
    sentences: NDArray[np.int64]
    words: NDArray[np.int64]
    day: NDArray[np.int64]


class Seen(NamedTuple):
    """What may be seen: which slots, their sentences in all, and the sum of their lengths."""

    slots: Mask
    sentences: int
    words: int


_NONE = np.zeros(0, np.int64)
_EMPTY = Documents(np.zeros(0, bool), _NONE, _NONE, _NONE)


class Shelf:
    """The file, or one in memory where no path is given. Safe to use from several threads.

    What reads or writes raises IndexDamagedError where the file is damaged; one that can be told at once is made anew.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._lock = threading.RLock()
        self._conn = self._opened()
        self._read: tuple[object, ...] = ()
        self._cleared = ""
        self._documents = _EMPTY
        self._seen: dict[frozenset[str] | None, Seen] = {}

    def _opened(self) -> sqlite3.Connection:
        try:
            return _connect(self._path)
        except sqlite3.OperationalError:
            raise  # it cannot be opened or written at all
        except sqlite3.DatabaseError:
            self._remove()
            return _connect(self._path)

    def _remove(self) -> None:
        if self._path is not None:
            for ending in ("", "-wal", "-shm"):
                self._path.with_name(self._path.name + ending).unlink(missing_ok=True)

    def renew(self) -> None:
        """Throw the file away and begin an empty one."""
        with self._lock:
            self._conn.close()
            self._remove()
            self._conn = self._opened()
            self._read = ()
            self._cleared = "?"

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._conn.close()

    # --- writing ------------------------------------------------------------------------------------------------

    def update(self, new: Sequence[Filed], gone: Collection[str] = (), *, mark: str = "", after: str = "") -> bool:
        """File articles, in place of older versions, and forget those that are gone; all of it or nothing.

        `mark` says how far the database was read then. If another process has moved the mark away from `after`,
        nothing is done and False is returned: what was to be filed may be there already.
        """
        with self._writing() as conn:
            if after != _note(conn, "mark"):
                return False
            fresh, more = [], []
            for one in new:
                known = _document(conn, one.id)
                if known and _told_by_more(conn, one, known):
                    more += [(f"o:{owner}", known[0]) for owner in one.owners]
                else:
                    fresh.append(one)
            _drop(conn, [*gone, *(one.id for one in fresh)])
            _write(conn, fresh, more)
            conn.execute("INSERT OR REPLACE INTO note VALUES ('mark', ?)", (mark,))
            if _worn(conn):
                _clear(conn)
        return True

    def clear(self) -> None:
        """Forget everything."""
        with self._writing() as conn:
            _clear(conn)

    # --- reading ------------------------------------------------------------------------------------------------

    @property
    def mark(self) -> str:
        """Return how far the database was read; empty at first."""
        with self.reading() as conn:
            return _note(conn, "mark")

    def states(self) -> dict[str, tuple[str, frozenset[str]]]:
        """Return the state and the owners of every article by its id."""
        with self.reading() as conn:
            rows = conn.execute("SELECT id, state, owners FROM document")
            return {row[0]: (row[1], frozenset(row[2].split("\n")) - {""}) for row in rows}

    def state(self, article: str) -> str | None:
        """Return the state of the article with this id, None if it is not filed."""
        with self.reading() as conn:
            known = _document(conn, article)
            return known[1] if known else None

    def __len__(self) -> int:
        with self.reading() as conn:
            return int(conn.execute("SELECT count(*) FROM document").fetchone()[0])

    def documents(self, conn: sqlite3.Connection) -> Documents:
        """Return what is known of each slot; only what is new since the last time is read."""
        version = (conn.execute("PRAGMA data_version").fetchone()[0], conn.total_changes)
        if version != self._read:
            cleared = _note(conn, "cleared")
            self._documents = _grown(conn, self._documents if cleared == self._cleared else _EMPTY)
            self._seen.clear()
            self._read, self._cleared = version, cleared
        return self._documents

    def seen(self, conn: sqlite3.Connection, owners: Collection[str] | None) -> Seen:
        """Return what is told by a source of one of these owners (None: of any); kept until anything changes."""
        documents = self.documents(conn)
        key = None if owners is None else frozenset(owners)
        if key not in self._seen:
            if len(self._seen) >= _VIEWS:
                self._seen.clear()
            slots = documents.live if key is None else self._told_by(conn, key, documents.live)
            self._seen[key] = Seen(slots, int(documents.sentences[slots].sum()), int(documents.words[slots].sum()))
        return self._seen[key]

    def _told_by(self, conn: sqlite3.Connection, owners: Collection[str], live: Mask) -> Mask:
        told: Mask = np.zeros(len(live), bool)
        for posting in segments.postings(conn, [f"o:{owner}" for owner in owners]).values():
            told[posting.slots] = True
        told &= live
        return told

    def sketches(self, conn: sqlite3.Connection, slots: Sequence[int]) -> dict[int, tuple[str, Sketch]]:
        """Return the id and the sketch of the articles in these slots."""
        rows = conn.execute(_SKETCHES, (json.dumps(slots),))
        return {slot: (key, unpacked(data)) for slot, key, data in rows}

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the connection, on one state of the file throughout."""
        with self._lock, _translated(self._path):
            self._conn.execute("BEGIN")
            try:
                yield self._conn
            finally:
                self._conn.execute("ROLLBACK")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection with one transaction; to a file one of its own, so that questions go on meanwhile."""
        if self._path is None:
            with self._lock, _transaction(self._conn) as conn:
                yield conn
            return
        with _translated(self._path), closing(_connect(self._path)) as conn, _transaction(conn):
            yield conn


@contextmanager
def _translated(path: Path | None) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise StoreError(f"The index {path} cannot be used ({error}).") from error
    except sqlite3.DatabaseError as error:
        raise IndexDamagedError(str(path)) from error


def _connect(path: Path | None) -> sqlite3.Connection:
    conn = sqlite3.connect(path or ":memory:", BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        conn.execute("PRAGMA journal_mode=WAL")
        conn.execute("PRAGMA synchronous=OFF")  # what a power cut takes can be made anew
        conn.execute(f"PRAGMA cache_size=-{_PAGES_KB}")
        with _transaction(conn):
            _prepare(conn)
    except sqlite3.DatabaseError:
        conn.close()
        raise
    return conn


def _prepare(conn: sqlite3.Connection) -> None:
    if not conn.execute("SELECT 1 FROM sqlite_master WHERE name = 'note'").fetchone():
        for statement in (_SCHEMA + segments.SCHEMA).split(";"):
            conn.execute(statement)
        conn.execute("INSERT INTO note VALUES ('format', ?)", (FORMAT,))
    if _note(conn, "format") != FORMAT:
        raise sqlite3.DatabaseError("a file of another format")


@contextmanager
def _transaction(conn: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    conn.execute("BEGIN IMMEDIATE")
    try:
        yield conn
    except BaseException:
        conn.execute("ROLLBACK")
        raise
    conn.execute("COMMIT")


def _note(conn: sqlite3.Connection, key: str) -> str:
    row = conn.execute("SELECT value FROM note WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def _document(conn: sqlite3.Connection, article: str) -> tuple[int, str, str] | None:
    row: tuple[int, str, str] | None = conn.execute(
        "SELECT slot, state, owners FROM document WHERE id = ?", (article,)
    ).fetchone()
    return row


def _told_by_more(conn: sqlite3.Connection, new: Filed, known: tuple[int, str, str]) -> bool:
    """Tell whether an article is the same as before but for new owners; note them if so.

    A feed that many guilds follow brings the same article many times: it is filed once.
    """
    slot, state, owners = known
    if state != new.state or not new.owners.issuperset(owners.split("\n")):
        return False
    conn.execute("UPDATE document SET owners = ? WHERE slot = ?", ("\n".join(sorted(new.owners)), slot))
    return True


def _drop(conn: sqlite3.Connection, articles: Sequence[str]) -> None:
    for one in articles:
        row = _document(conn, one)
        if row:
            conn.execute("DELETE FROM document WHERE slot = ?", row[:1])
            conn.execute("DELETE FROM sketch WHERE slot = ?", row[:1])
            conn.execute("INSERT OR IGNORE INTO gone VALUES (?)", row[:1])


def _write(conn: sqlite3.Connection, new: Sequence[Filed], more: Sequence[tuple[str, int]]) -> None:
    """Write documents and their postings as a segment."""
    gathered: dict[str, list[tuple[int, int, int]]] = {}
    for key, known in more:
        gathered.setdefault(key, []).append((known, 1, 0))
    for one in new:
        size = int(rows(one.sketch).sum())
        columns = (one.id, one.state, "\n".join(sorted(one.owners)), one.day, len(one.sketch.lengths), size)
        slot = conn.execute(
            "INSERT INTO document (id, state, owners, day, sentences, words) VALUES (?, ?, ?, ?, ?, ?)", columns
        ).lastrowid
        assert slot is not None
        conn.execute("INSERT INTO sketch VALUES (?, ?)", (slot, packed(one.sketch)))
        for stem, (count, held) in one.words.items():
            gathered.setdefault(f"w:{stem}", []).append((slot, count, held))
        for name, firm in one.names.items():
            gathered.setdefault(f"n:{name}", []).append((slot, int(firm), 0))
        for owner in one.owners:
            gathered.setdefault(f"o:{owner}", []).append((slot, 1, 0))
    segments.add(conn, gathered)


def _worn(conn: sqlite3.Connection) -> bool:
    """Tell whether more slots are out of use than in use, so that it is better made anew."""
    gone, live = conn.execute("SELECT (SELECT count(*) FROM gone), (SELECT count(*) FROM document)").fetchone()
    return int(gone) > max(int(live), _WORN)


def _clear(conn: sqlite3.Connection) -> None:
    cleared = int(_note(conn, "cleared") or 0) + 1
    for statement in _CLEARING:
        conn.execute(statement)
    conn.executemany("INSERT INTO note VALUES (?, ?)", (("format", FORMAT), ("cleared", str(cleared))))


def _grown(conn: sqlite3.Connection, known: Documents) -> Documents:
    top = int(conn.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'document'").fetchone()[0])
    first = len(known.live)
    rows = conn.execute("SELECT slot, sentences, words, day FROM document WHERE slot >= ?", (first,)).fetchall()
    found = np.array(rows, np.int64).reshape(-1, 4)
    live = np.zeros(top + 1, bool)
    live[:first] = known.live[:first]
    live[found[:, 0]] = True
    live[[row[0] for row in conn.execute("SELECT slot FROM gone")]] = False
    columns = []
    for i, old in enumerate((known.sentences, known.words, known.day), start=1):
        column = np.zeros(top + 1, np.int64)
        column[:first] = old[:first]
        column[found[:, 0]] = found[:, i]
        columns.append(column)
    return Documents(live, columns[0], columns[1], columns[2])
