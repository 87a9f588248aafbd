"""/source, with a feed server on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import web

from bot.flows import intake
from bot.store import sources
from tests.platforms.stage import Stage, ask_for, staged

pytestmark = pytest.mark.e2e

ENTRY = """<item><guid>{number}</guid><title>Report {number}</title><link>{site}/{number}</link>
<description>{text}</description></item>"""
TEXT = "The harbour board met in the old customs house and heard report {number}. " * 20


@dataclass
class Feed:
    """A site whose page names its feed."""

    site: str = ""
    numbers: list[int] = field(default_factory=lambda: [1, 2])

    async def handle(self, request: web.Request) -> web.Response:
        if request.path == "/":
            link = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
            return web.Response(text=f"<html><head>{link}</head></html>", content_type="text/html")
        if request.path != "/feed.xml":
            raise web.HTTPNotFound
        items = "".join(
            ENTRY.format(number=n, site=self.site, text=TEXT.format(number=n)) for n in reversed(self.numbers)
        )
        text = f'<rss version="2.0"><channel><title>Harbour News</title>{items}</channel></rss>'
        return web.Response(text=text, content_type="application/rss+xml")


@pytest.fixture
async def feed() -> AsyncIterator[Feed]:
    feed = Feed()
    server = web.Application()
    server.router.add_route("*", "/{tail:.*}", feed.handle)
    runner = web.AppRunner(server, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    feed.site = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield feed
    await runner.cleanup()


@pytest.fixture
async def near(tmp_path: Path, feed: Feed) -> AsyncIterator[Stage]:
    """A stage whose bot may reach the feed on loopback."""
    port = int(feed.site.rsplit(":", 1)[1])
    async with staged(tmp_path, allow_private_addresses=True, allowed_ports=frozenset({port})) as stage:
        yield stage


async def test_a_feed_is_added_by_its_site_told_of_listed_posts_only_what_is_new_and_is_removed(
    near: Stage, feed: Feed
) -> None:
    added = await ask_for(near, "source add", near.admin, address=feed.site)
    assert added.title == "Source added"
    assert "It holds 2 entries today" in added.text
    assert "Report 2" in added.text
    assert added.ephemeral

    async def poll() -> None:
        async with near.app.store.write() as conn:
            (source,) = await sources.listed(conn, guild=near.key)
        at = max(near.clock.now(), source.next_poll or near.clock.now())
        near.clock.set(at)
        await intake.poll_due(near.app.store, near.app.sources, at, near.app.workers)
        await near.app.settle()

    await poll()
    assert near.posts() == []
    assert "Report 2" in (await ask_for(near, "article latest")).text
    feed.numbers.append(3)
    await poll()
    assert [post.embeds[0].title for post in near.posts()] == ["Report 3"]

    listed = await ask_for(near, "source list", near.admin)
    assert "Harbour News" in listed.text
    assert "this server's own" in listed.text
    again = await ask_for(near, "source add", near.admin, address=f"{feed.site}/feed.xml")
    assert "already reads" in again.text
    (offered,) = await near.admin.autocomplete(near.channel, "source remove", "source", "harb")
    removed = await ask_for(near, "source remove", near.admin, source=offered["value"])
    assert "Harbour News is no longer read here" in removed.text
    assert "None yet" in (await ask_for(near, "source list", near.admin)).text
    assert "No article" in (await ask_for(near, "article latest")).text


async def test_what_is_no_feed_is_refused_with_what_to_give(near: Stage, feed: Feed) -> None:
    seen = await ask_for(near, "source add", near.admin, address=f"{feed.site}/nothing-here")
    assert seen.title == "That did not work"
    assert "404" in seen.text or "not" in seen.text
    assert "None yet" in (await ask_for(near, "source list", near.admin)).text


async def test_a_private_address_is_refused_where_the_operator_does_not_allow_it(on: Stage) -> None:
    seen = await ask_for(on, "source add", on.admin, address="http://127.0.0.1/feed.xml")
    assert seen.title == "That did not work"
    assert "None yet" in (await ask_for(on, "source list", on.admin)).text


async def test_a_source_that_is_not_there_cannot_be_removed(on: Stage) -> None:
    seen = await ask_for(on, "source remove", on.admin, source="nothing")
    assert "There is no source" in seen.text
