"""The store: opening the database, bringing its schema up to date, and transactions.

SQLite (WAL, every commit on disk, one writer at a time) and PostgreSQL run the same statements; `dialect.py` and
`words.py` hold the few that differ.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, event, inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from bot.errors import DataDirectoryError, SchemaTooNewError, StoreError
from bot.store import dialect
from bot.store.dialect import SQLITE
from bot.store.faults import connecting, translated
from bot.store.migrations import HEAD, REVISIONS, turn, upgrade
from bot.store.place import index_file, name, place

BUSY_SECONDS = 10.0
"""How long the database is waited for: another writer, a lock, a server that does not answer. Well over the longest of
our own transactions, and the most that a process that hangs inside one can keep the others waiting on PostgreSQL."""

READER_SECONDS = 2.0
"""On SQLite, where readers wait for nobody but who has the file for itself alone."""

OLDEST_POSTGRES = 14
"""The first that ends a session which says nothing (`idle_session_timeout`); the seats need it."""

ANSWER_SECONDS = 30.0
"""For one statement on PostgreSQL: one that takes longer went to a server that is gone without a word."""


class Store:
    """An open database with the schema of this version.

    `dialect` is "sqlite" or "postgresql"; `name` is what people call the database, without a password; `index_file` is
    where an index made of it may lie on this machine; `patience` is how many seconds it is waited for.
    """

    def __init__(self, reader: AsyncEngine, writer: AsyncEngine, patience: float) -> None:
        self._reader, self._writer, self.patience = reader, writer, patience
        self._opened: Store | None = None
        self.dialect = writer.dialect.name
        self.name = name(writer.url)
        self.index_file = index_file(writer.url)

    @classmethod
    @asynccontextmanager
    async def open(cls, url: str) -> AsyncIterator[Self]:
        """Open and upgrade. Raises SettingsError, DataDirectoryError, SchemaTooNewError, StoreBusyError or StoreError.

        One of a newer schema, or not ours, is left as it is.
        """
        where = place(url)
        reader, writer = await _engines(where)
        try:
            store = cls(reader, writer, BUSY_SECONDS)
            with connecting(store.name):
                await store._prepare()
            yield store
        finally:
            await reader.dispose()
            await writer.dispose()

    def driver_arguments(self) -> dict[str, Any]:
        """Return what PostgreSQL's driver is given for a connection of one's own (seats and bell)."""
        _, given = self._writer.dialect.create_connect_args(self._writer.url)
        return {name: value for name, value in given.items() if not name.startswith("prepared_statement_")}

    def within(self, seconds: float) -> Store:
        """Return the same database for somebody who waits so long at most: beyond that, StoreBusyError."""
        view = Store(self._reader, self._writer, seconds)
        view._opened = self.opened
        return view

    @property
    def opened(self) -> Store:
        """Return the store that was opened, of which this may be a view: what is kept for a database is kept for it."""
        return self._opened or self

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection that sees one state of the database throughout, and can change nothing."""
        async with self._transaction(self._reader) as conn:
            yield conn

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Give one transaction: all of it is kept, or nothing.

        On SQLite there is one at a time, so never open one inside another. Raises StoreBusyError if another process
        writes for longer than BUSY_SECONDS, another StoreError if the database is gone.
        """
        async with self._transaction(self._writer) as conn:
            yield conn

    async def probe(self) -> None:
        """Verify that the database can be read and written at this moment. Raises StoreError."""
        with connecting(self.name):
            async with self._writer.begin() as conn:
                await conn.execute(text("SELECT version_num FROM alembic_version"))

    async def check(self) -> None:
        """Verify that the database answers and, for SQLite, that every page and key is whole. Raises StoreError."""
        await self.probe()
        if self.dialect != SQLITE:
            return
        async with self.read() as conn:
            problem = (await conn.execute(text("PRAGMA integrity_check(1)"))).scalar_one()
            orphan = (await conn.execute(text("PRAGMA foreign_key_check"))).first()
        if problem != "ok" or orphan is not None:
            said = problem if orphan is None else f"a row of {orphan[0]} has lost the row of {orphan[2]} it belongs to"
            raise StoreError(f"The database {self.name} is damaged ({said}). Restore a back-up of it.")

    @asynccontextmanager
    async def _transaction(self, engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
        with translated(self.name, network=self.dialect != SQLITE):
            async with AsyncExitStack() as stack:
                with connecting(self.name):
                    conn = await self._begin(stack, engine)
                yield conn

    async def _begin(self, stack: AsyncExitStack, engine: AsyncEngine) -> AsyncConnection:
        """Get a connection and its transaction. Only the way there is cut short: what has begun is let end."""
        until = asyncio.get_running_loop().time() + self.patience
        async with asyncio.timeout(self.patience):
            conn = await stack.enter_async_context(engine.connect())
        left = max(0.0, until - asyncio.get_running_loop().time())
        if engine is self._writer and self.dialect == SQLITE:
            conn = await conn.execution_options(**{_WAIT: left})
        await stack.enter_async_context(conn.begin())
        if self.dialect != SQLITE and self.patience < BUSY_SECONDS:
            await conn.execute(text(f"SET LOCAL lock_timeout = {round(left * 1000)}"))
        return conn

    async def _prepare(self) -> None:
        async with self._reader.begin() as conn:
            if self.dialect != SQLITE:
                await _verify_version(conn)
            found = await _schema(conn)
        if found is not None and found not in REVISIONS:
            raise SchemaTooNewError(found)
        if self.dialect == SQLITE:
            await asyncio.to_thread(_alone, Path(self.name), "PRAGMA journal_mode=WAL")
        if found == HEAD:
            async with self._writer.begin():  # so that a database that cannot be written is told at once
                return
        async with turn(), _unhurried(self._writer) as engine, engine.begin() as conn:
            # Two processes that start together: the second waits here and then finds nothing to do.
            await dialect.hold(conn, dialect.LOCKS.MIGRATION)
            await conn.run_sync(upgrade)


async def _verify_version(conn: AsyncConnection) -> None:
    version = int((await conn.execute(text("SHOW server_version_num"))).scalar_one()) // 10_000
    if version < OLDEST_POSTGRES:
        raise StoreError(f"This is PostgreSQL {version}. Dateline needs {OLDEST_POSTGRES} or newer.")


async def _schema(conn: AsyncConnection) -> str | None:
    """Return the schema's revision, None if the database is empty. Raises StoreError if it is somebody else's."""
    tables = set(await conn.run_sync(lambda sync: inspect(sync).get_table_names()))
    if "alembic_version" in tables:
        found = (await conn.execute(text("SELECT version_num FROM alembic_version"))).scalar_one_or_none()
        return None if found is None else str(found)
    if tables:
        raise StoreError(
            f"The database already holds other tables ({', '.join(sorted(tables)[:3])}). "
            "Give Dateline one of its own with --database."
        )
    return None


@asynccontextmanager
async def _unhurried(writer: AsyncEngine) -> AsyncIterator[AsyncEngine]:
    """Give an engine whose statements may take as long as they need: a migration goes through whole tables."""
    if writer.dialect.name == SQLITE:
        yield writer
        return
    engine = create_async_engine(writer.url, poolclass=NullPool)
    try:
        yield engine
    finally:
        await engine.dispose()


_WAIT = "dateline_wait"
"""The execution option that says how many seconds the writer's place is waited for on SQLite."""

_POSTGRES = {
    "timeout": 5.0,  # seconds for a connection; PostgreSQL makes one in milliseconds
    "command_timeout": ANSWER_SECONDS,
    "server_settings": {
        "application_name": "dateline",
        "lock_timeout": f"{BUSY_SECONDS:.0f}s",
        # A process that hangs inside a transaction holds rows and locks that the others want.
        "idle_in_transaction_session_timeout": f"{BUSY_SECONDS:.0f}s",
    },
}
"""What the driver is told; the settings are PostgreSQL's ("Client Connection Defaults")."""


async def _engines(url: URL) -> tuple[AsyncEngine, AsyncEngine]:
    if url.get_backend_name() != SQLITE:
        engine = create_async_engine(url, pool_pre_ping=True, pool_timeout=BUSY_SECONDS, connect_args=_POSTGRES)
        return engine.execution_options(isolation_level="REPEATABLE READ", **{dialect.READS_ONLY: True}), engine
    await asyncio.to_thread(_make_file, Path(name(url)))
    # One connection writes: who waits for it waits in turn, and without holding a thread.
    # No isolation level: we say BEGIN ourselves, since Python's driver would begin too late.
    driver = {"timeout": BUSY_SECONDS, "isolation_level": None}
    writer = create_async_engine(url, pool_size=1, max_overflow=0, pool_timeout=BUSY_SECONDS, connect_args=driver)
    reader = create_async_engine(url, connect_args=driver | {"timeout": READER_SECONDS})
    _on_connect(writer, "synchronous=FULL", "foreign_keys=ON")
    _on_connect(reader, "query_only=ON")
    # IMMEDIATE takes the writer's place at once: a reader that becomes a writer could only fail.
    _on_begin(writer, "BEGIN IMMEDIATE")
    _on_begin(reader, "BEGIN")
    return reader, writer


def _on_connect(engine: AsyncEngine, *pragmas: str) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def _connected(connection: Any, _: Any) -> None:
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()


def _on_begin(engine: AsyncEngine, statement: str) -> None:
    @event.listens_for(engine.sync_engine, "begin")
    def _begun(conn: Connection) -> None:
        if (wait := conn.get_execution_options().get(_WAIT)) is not None:
            conn.exec_driver_sql(f"PRAGMA busy_timeout={round(wait * 1000)}")
        conn.exec_driver_sql(statement)


def _make_file(path: Path) -> None:
    """Open it once before the driver does: where it cannot, it leaves a thread behind that complains at the end."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sqlite3.connect(path).close()
    except OSError as error:
        raise DataDirectoryError(str(path), error.strerror or type(error).__name__) from error
    except sqlite3.Error as error:
        raise DataDirectoryError(str(path), str(error)) from error


def _alone(path: Path, statement: str, *values: str) -> None:
    """Run what cannot stand in a transaction, on a connection of its own, so that it keeps no writer waiting."""
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
        connection.execute(statement, values)
