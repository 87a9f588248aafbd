"""Copies of a SQLite database, made while it is in use, and put back in its place.

A restored outbox is behind: what it still owes may have been posted since the back-up was made. So those deliveries are
marked as begun, and the relay looks into the channel's history before it sends one of them.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import case, func, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import StoreBusyError, StoreError
from bot.store.dialect import SQLITE
from bot.store.engine import BUSY_SECONDS, Store
from bot.store.faults import translated
from bot.store.migrations import REVISIONS
from bot.store.place import name, place
from bot.store.tables import delivery as table


async def backup(store: Store, path: Path) -> None:
    """Copy a SQLite database, as it is at this moment, into the file `path` while it is in use.

    The copy appears under its name when it is complete and on disk; nothing is ever replaced. Raises StoreError.
    """
    if store.dialect != SQLITE:
        raise StoreError("Only SQLite is copied here. Use pg_dump for PostgreSQL.")
    await asyncio.to_thread(_copy, Path(store.name), path)


async def restore(url: str, path: Path, now: datetime) -> Path | None:
    """Put the back-up `path` in the place of a SQLite database that nobody uses; return where what was there is now.

    All of it is put back, or nothing. Raises StoreError.
    """
    where = place(url)
    if where.get_backend_name() != SQLITE:
        raise StoreError("Only SQLite is restored here. Use pg_restore for PostgreSQL.")
    database = Path(name(where))
    aside = await asyncio.to_thread(_put_back, path, database, now)
    async with Store.open(url) as store, store.write() as conn:
        await _doubt(conn, now)
    return aside


async def _doubt(conn: AsyncConnection, now: datetime) -> None:
    """Let what is owed and due by now count as begun when it was put in."""
    owed = (table.c.ready_at.is_not(None), table.c.not_before <= now)
    begun = func.coalesce(table.c.first_attempt_at, table.c.enqueued_at)
    tries = case((table.c.attempts < 1, 1), else_=table.c.attempts)
    await conn.execute(update(table).where(*owed).values(first_attempt_at=begun, attempts=tries))


def _copy(database: Path, path: Path) -> None:
    try:
        if path.exists():
            raise StoreError(f"{path} exists already. Name a new file.")
        part = path.with_name(path.name + ".part")
        part.unlink(missing_ok=True)
        part.touch()
        with translated(str(database)), closing(_opened(database)) as connection:
            connection.execute("VACUUM INTO ?", [str(part)])
        _to_disk(part)
        part.replace(path)
    except OSError as error:
        raise StoreError(f"Could not write the back-up {path} ({error.strerror}). Check the folder.") from error


def _put_back(path: Path, database: Path, now: datetime) -> Path | None:
    """Copy the back-up's pages over the database's in one transaction, having copied those aside."""
    _check(path)
    aside = database.with_name(f"{database.name}.before-{now:%Y%m%dT%H%M%SZ}") if database.exists() else None
    database.parent.mkdir(parents=True, exist_ok=True)
    if aside:
        _copy(database, aside)
    with translated(str(database)), closing(_opened(database)) as there, closing(_opened(path, "ro")) as back:
        try:
            # In WAL mode this is had only where no other connection is open; it is given back when this one closes.
            there.execute("PRAGMA locking_mode=EXCLUSIVE")
            there.execute("BEGIN EXCLUSIVE")
            there.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise StoreBusyError(f"The database {database} is in use. Stop the bot, then restore.") from error
        back.backup(there)
    return aside


def _check(path: Path) -> None:
    """Verify that the file is a whole database of ours, of a schema that this version knows."""
    if not path.is_file():
        raise StoreError(f"There is no back-up {path}. Check the path.")
    with translated(str(path)), closing(_opened(path, "ro")) as connection:
        known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone() if known else None
        if found is None or found[0] not in REVISIONS:
            raise StoreError(f"{path} is no back-up that this version of Dateline can use. Name another one.")
        if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise StoreError(f"The back-up {path} is damaged. Name another one.")


def _opened(path: Path, mode: str = "rwc") -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=BUSY_SECONDS, isolation_level=None
    )


def _to_disk(part: Path) -> None:
    with part.open("rb+") as file:
        os.fsync(file.fileno())
