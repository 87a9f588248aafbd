"""The database: opening it, bringing its schema up to date, and transactions.

SQLite (WAL, every commit on disk, one writer at a time) and PostgreSQL run the same statements; `dialect.py` holds the
few that differ.
"""

from __future__ import annotations

import asyncio
import errno
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import DataDirectoryError, SchemaTooNewError, SettingsError, StoreBusyError, StoreError
from bot.store.migrations import HEAD, REVISIONS

BUSY_SECONDS = 10
"""How long a writer waits for another process to finish; well over the longest of our own transactions."""

_MIGRATION_LOCK = 0x6461_7465  # any number of our own: PostgreSQL's advisory locks are named by numbers
_WRITES = "dateline_writes"


class Store:
    """An open database with the schema of this version."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(**{_WRITES: True})
        # SQLite has one writer; waiting here is fair and costs no thread.
        self._turn = asyncio.Lock() if self.dialect == "sqlite" else None

    @classmethod
    @asynccontextmanager
    async def open(cls, url: str) -> AsyncIterator[Self]:
        """Open and upgrade. Raises SettingsError, DataDirectoryError, SchemaTooNewError or StoreError."""
        engine = _engine(url)
        try:
            store = cls(engine)
            await store._upgrade()
            yield store
        finally:
            await engine.dispose()

    @property
    def dialect(self) -> str:
        """Return "sqlite" or "postgresql"."""
        return self._engine.dialect.name

    @property
    def engine(self) -> AsyncEngine:
        """Return the engine itself, for what needs a connection of its own (LISTEN, advisory locks)."""
        return self._engine

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection that sees one state of the database and changes nothing."""
        async with _translated(self._engine.url), self._engine.connect() as conn, conn.begin():
            yield conn

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Give one transaction: all of it is kept, or nothing."""
        if self._turn is None:
            async with _translated(self._engine.url), self._writer.begin() as conn:
                yield conn
            return
        async with self._turn, _translated(self._engine.url), self._writer.begin() as conn:
            yield conn

    async def check(self) -> None:
        """Verify that the database answers and, for SQLite, is whole. Raises StoreError."""
        async with self.read() as conn:
            if self.dialect != "sqlite":
                await conn.execute(text("SELECT 1"))
                return
            found = (await conn.execute(text("PRAGMA integrity_check"))).scalar_one()
        if found != "ok":
            raise StoreError(f"The database is damaged: {found}. Restore a back-up with `dateline db restore`.")

    async def backup(self, path: Path) -> None:
        """Copy a SQLite database to a new file while it is in use. Raises StoreError."""
        if self.dialect != "sqlite":
            raise StoreError("Only SQLite is backed up here. Use pg_dump for PostgreSQL.")
        if await asyncio.to_thread(path.exists):
            raise StoreError(f"{path} exists already. Name a new file.")
        try:
            async with self._engine.connect() as conn:
                # VACUUM INTO needs to stand outside of a transaction.
                raw = await conn.get_raw_connection()
                await raw.driver_connection.execute("VACUUM INTO ?", (str(path),))  # type: ignore[union-attr]
        except (sqlite3.Error, DBAPIError) as error:
            raise StoreError(f"Could not write the back-up {path} ({error}). Check the folder.") from None

    async def _upgrade(self) -> None:
        async with self.write() as conn:
            found = await conn.run_sync(_revision)
            if found == HEAD:
                return
            if found is not None and found not in REVISIONS:
                raise SchemaTooNewError(found)
            if self.dialect == "postgresql":
                # Two processes that start together: the second waits and then finds nothing to do.
                await conn.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _MIGRATION_LOCK})
            await conn.run_sync(_migrate)


def _engine(url: str) -> AsyncEngine:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise SettingsError("The database URL is not one. Write sqlite:///PATH or postgresql://…") from None
    kind = parsed.drivername.partition("+")[0]
    if kind == "sqlite":
        return _sqlite(parsed)
    if kind in {"postgresql", "postgres"}:
        return _postgres(parsed)
    raise SettingsError(f"A {kind} database is not supported. Write sqlite:///PATH or postgresql://…")


def _sqlite(url: URL) -> AsyncEngine:
    path = Path(url.database or "").expanduser()
    if not url.database or url.database == ":memory:":
        raise SettingsError("The database needs a file. Write sqlite:///PATH.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Tried here, since the driver leaves a thread behind where it cannot open, which complains at the end.
        sqlite3.connect(path).close()
    except OSError as error:
        raise DataDirectoryError(str(path), error.strerror or type(error).__name__) from None
    except sqlite3.Error as error:
        raise DataDirectoryError(str(path), str(error)) from None
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(path)), connect_args={"timeout": BUSY_SECONDS}
    )

    @event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves: the driver would begin too late
        cursor = connection.cursor()
        try:
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
                cursor.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()  # the pool does not know it yet, so nobody else would
            raise
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(conn: Connection) -> None:
        # IMMEDIATE takes the writer's place at once: a reader that becomes a writer could only fail.
        writes = conn.get_execution_options().get(_WRITES)
        conn.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgres(url: URL) -> AsyncEngine:
    try:
        return create_async_engine(url.set(drivername="postgresql+asyncpg"), pool_pre_ping=True)
    except (ImportError, NoSuchModuleError):
        raise SettingsError("PostgreSQL needs its driver. Install it with: pip install 'dateline[postgres]'") from None


def _revision(conn: Connection) -> str | None:
    if not inspect(conn).has_table("alembic_version"):
        return None
    return conn.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _migrate(conn: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = conn
    command.upgrade(config, "head")


_FULL = ("disk is full", "disk I/O error")
_CLOSED = ("unable to open", "readonly", "read-only", "not authorized")


@asynccontextmanager
async def _translated(url: URL) -> AsyncIterator[None]:
    """Turn the drivers' errors into ours; the statement and its parameters stay out of the sentence."""
    try:
        yield
    except DBAPIError as error:
        raise _meaning(error, url) from error
    except OSError as error:
        if url.get_backend_name() != "postgresql" or error.errno not in {errno.ECONNREFUSED, errno.ENOENT, None}:
            raise
        raise StoreError(f"PostgreSQL at {url.host} does not answer. Start it, or check the database URL.") from error


def _meaning(error: DBAPIError, url: URL) -> StoreError:
    said = str(error.orig)
    if "locked" in said or "LockNotAvailable" in said or "busy" in said:
        return StoreBusyError("Another process holds the database. Try again in a moment.")
    if any(words in said for words in _CLOSED):
        return DataDirectoryError(str(url.database), said)
    if any(words in said for words in _FULL):
        return StoreError("The disk is full. Make room; nothing that was stored is lost.")
    if "not a database" in said or "malformed" in said:
        return StoreError(f"{url.database} is not a database, or is damaged. Name another, or restore a back-up.")
    return StoreError(f"The database refused: {said.splitlines()[0][:200]}")
