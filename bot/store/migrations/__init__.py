"""The schema's history. Alembic runs it on a connection that the store gives; nothing else is to be set up."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

REVISIONS = ("0001",)
"""All that this version knows, oldest first."""

HEAD = REVISIONS[-1]


def upgrade(conn: Connection) -> None:
    """Bring the schema up to date, in the transaction that is open: all of it, or nothing."""
    from alembic import command  # slow to import, and needed once in the life of a database
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = conn
    command.upgrade(config, "head")
