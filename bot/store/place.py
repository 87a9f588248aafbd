"""Where the database is: a URL read into an engine's."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

import platformdirs
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import SettingsError
from bot.store.dialect import POSTGRES, SQLITE

_FORMS = "Write sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME."
_DIALECTS = {"sqlite": SQLITE, "postgresql": POSTGRES, "postgres": POSTGRES}


def place(url: str) -> URL:
    """Return the URL for the driver. Raises SettingsError, whose sentence never shows a password."""
    try:
        given = make_url(url)
    except (ArgumentError, ValueError):
        raise SettingsError(f"The database URL cannot be read. {_FORMS}") from None
    dialect = _DIALECTS.get(given.get_backend_name())
    if dialect is None:
        raise SettingsError(f"Dateline keeps its data in SQLite or PostgreSQL, not in {given.drivername}. {_FORMS}")
    return _sqlite(given) if dialect == SQLITE else _postgres(given)


def name(url: URL) -> str:
    """Return what people call the database: its path, or its URL without the password."""
    if url.get_backend_name() == SQLITE:
        return url.database or ""
    return url.set(drivername=POSTGRES).render_as_string(hide_password=True)


def serves_one(url: str) -> bool:
    """Tell whether one process at a time can do everything there: so it is with SQLite. Raises SettingsError."""
    return place(url).get_backend_name() == SQLITE


def exists(url: str) -> bool:
    """Tell whether there is a file of a SQLite database. Raises SettingsError."""
    where = place(url)
    return where.get_backend_name() == SQLITE and Path(name(where)).is_file()


def index_file(url: URL) -> Path:
    """Return where an index of the database may lie: beside it, or in the user's cache if it is on a server."""
    if url.get_backend_name() == SQLITE:
        return Path(name(url) + ".index")
    called = hashlib.sha256(name(url.set(query={})).encode()).hexdigest()[:16]
    return platformdirs.user_cache_path("dateline", appauthor=False) / f"{called}.index"


def _sqlite(given: URL) -> URL:
    if not given.database or given.database == ":memory:":
        raise SettingsError("The database needs a file, so that nothing is lost. Write sqlite:///PATH.")
    return URL.create("sqlite+aiosqlite", database=str(Path(given.database).expanduser()))


def _postgres(given: URL) -> URL:
    if find_spec("asyncpg") is None:
        raise SettingsError("PostgreSQL needs its driver. Install it with: pip install 'dateline[postgres]'")
    query = dict(given.query)
    if "sslmode" in query:  # libpq's word, which hosts put into their URLs; the driver's is `ssl`
        query["ssl"] = query.pop("sslmode")
    return given.set(drivername="postgresql+asyncpg", query=query)
