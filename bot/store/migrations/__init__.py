"""The schema's history. Alembic runs it on a connection that the store gives; nothing else is to be set up."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import Connection

REVISIONS = ("0001", "0002", "0003", "0004")
"""All that this version knows, oldest first."""

HEAD = REVISIONS[-1]

_ALEMBIC = threading.Lock()
_LOOK_AGAIN = 0.05
"""Seconds. A lock that was waited for in a thread would be kept by a task that is cancelled meanwhile."""


@asynccontextmanager
async def turn() -> AsyncIterator[None]:
    """Wait until nothing else in this process migrates: what Alembic works on is global to the process.

    Two databases that are opened at once would otherwise get each other's tables, since a migration pauses at every
    statement and lets other tasks run.
    """
    while not _ALEMBIC.acquire(blocking=False):  # noqa: ASYNC110  (an asyncio lock would belong to one event loop)
        await asyncio.sleep(_LOOK_AGAIN)
    try:
        yield
    finally:
        _ALEMBIC.release()


def upgrade(conn: Connection) -> None:
    """Bring the schema up to date, in the transaction that is open: all of it, or nothing."""
    from alembic import command  # slow to import, and needed once in the life of a database
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = conn
    command.upgrade(config, "head")
