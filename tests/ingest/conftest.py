from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from bot.ingest.client import Client, Guard, client_session
from bot.ingest.workers import Workers, workers
from tests.ingest.site import Site


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", site.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.port = runner.addresses[0][1]
    yield site
    await runner.cleanup()


@pytest.fixture
async def client(site: Site) -> AsyncIterator[Client]:
    async with client_session(Guard(allow_private=True, ports=frozenset({site.port})), "Dateline tests") as client:
        yield client


@pytest.fixture
async def pool() -> AsyncIterator[Workers]:
    async with workers(1) as pool:
        yield pool
