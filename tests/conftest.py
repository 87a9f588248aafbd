"""What all tests share: a real store, on SQLite and on PostgreSQL.

    store            a fresh store on each of the two databases: the test runs twice
    sqlite_store     a fresh store on SQLite, for tests of what does not depend on the database
    database_url     the URL of a database with the schema and nothing in it, on each of the two
    empty_url        the URL of a fresh database without any schema, on each of the two: for tests of the schema

The schema is made once a session. SQLite's file is then copied for each test; PostgreSQL's database is emptied, which
takes 10 ms, where a new one would take 150. PostgreSQL is the server that pip installs; it starts when the first test
asks for it and needs nothing set up by hand.
"""

from __future__ import annotations

import asyncio
import itertools
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from bot.store.engine import Store
from bot.store.tables import metadata
from tests.databases import PostgresServer, execute, named, running_postgres

# A shared machine is slow now and then, and tests never assert on wall time.
settings.register_profile("dateline", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("dateline")

NOW = datetime(2026, 2, 9, 12, tzinfo=UTC)
DATABASES = ("sqlite", "postgresql")

_numbers = itertools.count(1)

_EMPTY = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
""" + "".join(f'DELETE FROM "{table.name}";' for table in reversed(metadata.sorted_tables))
"""Also ends what a test that failed may have left open."""


@pytest.fixture(autouse=True, scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Indexes of databases on a server lie in the user's cache; tests have one of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """A store that a test may do with as it likes, on each of the two databases."""
    async with Store.open(database_url) as store:
        yield store


@pytest.fixture
async def sqlite_store(sqlite_url: str) -> AsyncIterator[Store]:
    """A store on SQLite, for tests of what does not depend on the database."""
    async with Store.open(sqlite_url) as store:
        yield store


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of a database with the schema and nothing in it."""
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))


@pytest.fixture(params=DATABASES)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without any schema."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/empty.db"
    return str(request.getfixturevalue("empty_postgres_url"))


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    path = tmp_path / "dateline.db"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
async def postgres_url(postgres_migrated: str) -> str:
    await execute(postgres_migrated, _EMPTY)
    return postgres_migrated


@pytest.fixture
async def empty_postgres_url(postgres: str) -> AsyncIterator[str]:
    name = f"empty_{next(_numbers)}"
    await execute(postgres, f'CREATE DATABASE "{name}"')
    yield named(postgres, name)
    await execute(postgres, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the schema and nothing in it. When the last connection closes, its log is folded into it."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    asyncio.run(_migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgres_migrated(postgres: str) -> str:
    """The URL of a database with the schema."""
    asyncio.run(execute(postgres, "CREATE DATABASE migrated"))
    url = named(postgres, "migrated")
    asyncio.run(_migrate(url))
    return url


@pytest.fixture(scope="session")
def postgres(postgres_server: PostgresServer) -> str:
    """The URI of a PostgreSQL server of our own."""
    return str(postgres_server.get_uri())


@pytest.fixture
def unruly_postgres(postgres_server: PostgresServer, postgres_url: str) -> Iterator[UnrulyPostgres]:
    """The same server, for a test that stops it or lets it hang; in order again at the end."""
    unruly = UnrulyPostgres(postgres_server, postgres_url)
    try:
        yield unruly
    finally:
        unruly.go_on()
        unruly.start()


@dataclass
class UnrulyPostgres:
    """A server that fails when it is told to."""

    server: PostgresServer
    url: str
    _hung: tuple[Any, ...] = ()

    def stop(self) -> None:
        """End it, as for an upgrade: transactions under way are undone."""
        self.server.stop()

    def start(self) -> None:
        """Let it run, with what it had."""
        self.server.ensure_postgres_running()

    def hang(self) -> None:
        """Let it say nothing any more, as if its machine or the network were gone."""
        postmaster = self.server.get_postmaster_info().process
        self._hung = (postmaster, *postmaster.children())
        for process in self._hung:
            process.suspend()

    def go_on(self) -> None:
        """Let it answer again."""
        for process in self._hung:
            process.resume()
        self._hung = ()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The server, started on first use."""
    with running_postgres() as server:
        yield server


async def _migrate(url: str) -> None:
    async with Store.open(url):
        pass
