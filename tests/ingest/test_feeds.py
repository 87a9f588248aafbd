from __future__ import annotations

import pickle
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import EmptyArticleError, InputError, NotAFeedError
from bot.ingest.client import Client
from bot.ingest.feeds import FeedSource, asked_wait, parse_feed
from bot.ingest.html import html_text
from bot.ingest.pages import PageReader, parse_page
from bot.ingest.workers import Workers
from bot.model.article import RawArticle
from bot.model.source import Entry, SourceForPoll, SourceKind
from tests.ingest.site import Site

NOW = datetime(2026, 2, 9, 12, tzinfo=UTC)
RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harbour &amp; Town</title><ttl>90</ttl>
<item><title>Ferry &lt;b&gt;returns&lt;/b&gt;</title><link>/ferry?a=1&amp;b=2</link><guid isPermaLink="false">f-1</guid>
<pubDate>Mon, 09 Feb 2026 08:30:00 +0100</pubDate>
<description>Short.</description>
<content:encoded><![CDATA[<p>The ferry sails again on <em>March 3</em>.</p><script>alert(1)</script>
<p>Tickets go on sale.</p>]]></content:encoded>
</item>
<item><title>Only a headline</title><link>javascript:alert(1)</link></item>
<item></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Notes</title>
<entry><id>urn:1</id><title>One</title><link href="https://example.com/one"/><updated>2026-02-09T10:00:00Z</updated>
<content type="html">&lt;p&gt;Words.&lt;/p&gt;</content></entry>
<entry><id>urn:1</id><title>One again</title><content>Twice the same id.</content></entry></feed>"""


def source(url: str, **more: str) -> SourceForPoll:
    return SourceForPoll(
        id="s1", kind=SourceKind.FEED, address=url, title="", owner="catalogue", interval=timedelta(minutes=5), **more
    )


def test_an_entry_of_a_feed_becomes_a_raw_article() -> None:
    poll = parse_feed(RSS.encode(), "https://news.example/feed")
    first = poll.entries[0]
    assert (poll.title, poll.wait) == ("Harbour & Town", timedelta(minutes=90))
    assert first.identity == "f-1"
    assert first.article.body == "The ferry sails again on March 3.\n\nTickets go on sale."
    assert (first.article.headline, first.article.source) == ("Ferry returns", "Harbour & Town")
    assert first.article.url == "https://news.example/ferry?a=1&b=2"
    assert first.article.published == datetime(2026, 2, 9, 7, 30, tzinfo=UTC)


def test_a_link_that_is_no_web_address_is_dropped_and_an_empty_entry_told() -> None:
    poll = parse_feed(RSS.encode(), "https://news.example/feed")
    assert poll.entries[1].article.url is None
    assert len(poll.entries) == 2
    assert len(poll.problems) == 1


def test_entries_with_one_identity_are_one_entry() -> None:
    assert [e.article.headline for e in parse_feed(ATOM.encode(), "https://example.com/").entries] == ["One"]


@pytest.mark.parametrize("data", [b"", b"<html><body>No feed</body></html>", b"\0\1\2", b'{"a": 1}', b"/etc/passwd"])
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    with pytest.raises(NotAFeedError, match="is not a feed"):
        parse_feed(data, "https://example.com/")


def test_entities_of_a_document_type_are_not_expanded() -> None:
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "ha">{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    bomb += "<rss version='2.0'><channel><title>&l9;&f;</title><item><title>x &l9;</title></item></channel></rss>"
    try:
        poll = parse_feed(bomb.encode(), "https://example.com/")
    except NotAFeedError:
        return
    assert len(poll.model_dump_json()) < 5_000
    assert "root:" not in poll.model_dump_json()


@given(st.binary(max_size=300))
def test_any_bytes_are_a_feed_or_not_a_feed(data: bytes) -> None:
    with suppress(NotAFeedError):
        assert len(parse_feed(data, "https://example.com/").entries) <= len(data)


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, timedelta(0)),
        ({"cache-control": "public, max-age=600"}, timedelta(minutes=10)),
        ({"cache-control": "max-age=600", "expires": "Mon, 09 Feb 2026 13:00:00 GMT"}, timedelta(minutes=10)),
        ({"expires": "Mon, 09 Feb 2026 13:00:00 GMT"}, timedelta(hours=1)),
        ({"expires": "0"}, timedelta(0)),
        ({"expires": "soon"}, timedelta(0)),
        ({"retry-after": "120"}, timedelta(minutes=2)),
        ({"retry-after": "Mon, 09 Feb 2026 12:05:00 GMT"}, timedelta(minutes=5)),
        ({"cache-control": "max-age=999999999"}, timedelta(hours=24)),
    ],
)
def test_the_wait_is_what_the_server_asks_for_at_most_a_day(headers: dict[str, str], wait: timedelta) -> None:
    assert asked_wait(headers, NOW) == wait


async def test_validators_are_sent_back_byte_for_byte_and_an_unchanged_feed_is_told(
    client: Client, pool: Workers, site: Site
) -> None:
    url = site.page("/feed", RSS, ETag='W/"a b"', Last_Modified="Mon, 9 Feb 2026 08:00:00 +0000")
    feeds = FeedSource(client, pool)
    first = await feeds.poll(source(url), NOW)
    assert (first.etag, first.last_modified) == ('W/"a b"', "Mon, 9 Feb 2026 08:00:00 +0000")
    site.page("/feed", "", status=304)
    again = await feeds.poll(source(url, etag=first.etag or "", last_modified=first.last_modified or ""), NOW)
    assert again.unchanged
    assert again.etag == first.etag
    assert site.requests[-1].headers["If-None-Match"] == 'W/"a b"'
    assert site.requests[-1].headers["If-Modified-Since"] == "Mon, 9 Feb 2026 08:00:00 +0000"


async def test_a_teaser_is_completed_from_its_page_and_stays_if_there_is_no_more(
    client: Client, pool: Workers, site: Site
) -> None:
    page = site.page("/bridge", PAGE)
    teaser = Entry(identity="1", article=RawArticle(body="A bridge opens.", headline="Feed's headline", url=page))
    feeds = FeedSource(client, pool)
    whole = await feeds.complete(teaser)
    assert "May 4" in whole.article.body
    assert (whole.identity, whole.article.headline) == ("1", "Feed's headline")
    gone = teaser.model_copy(update={"article": teaser.article.model_copy(update={"url": site.url("/none")})})
    assert await feeds.complete(gone) == gone.model_copy(update={"partial": True})
    long = teaser.model_copy(update={"article": teaser.article.model_copy(update={"body": "word " * 300})})
    assert await feeds.complete(long) == long
    assert await FeedSource(client, pool, pages=False).complete(teaser) == teaser


async def test_the_feed_that_a_page_names_is_discovered(client: Client, pool: Workers, site: Site) -> None:
    page = site.page("/", '<html><link rel="alternate" type="application/rss+xml" href="/feed.xml"></html>')
    assert await FeedSource(client, pool).discover(page) == site.url("/feed.xml")
    feed = site.page("/feed.xml", RSS)
    assert await FeedSource(client, pool).discover(feed) == feed
    with pytest.raises(NotAFeedError):
        await FeedSource(client, pool).discover(site.page("/none", "<html>nothing</html>"))


PAGE = """<html><head><title>Bridge to open in May - The Town Paper</title>
<meta property="og:site_name" content="The Town Paper">
<meta property="article:published_time" content="2026-02-09T08:00:00Z">
<link rel="canonical" href="https://elsewhere.example/stolen">
</head><body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav><article><h1>Bridge to open in May</h1>
<p>The town council said on Monday that the new river bridge will open to cyclists on May 4, two weeks late.</p>
<p>Workers will finish the railings in April, the engineer said, and the old bridge will be closed in June.</p>
</article><footer>All rights reserved</footer></body></html>"""


def test_a_page_gives_its_article_without_its_menus() -> None:
    article = parse_page(PAGE.encode(), "https://town.example/bridge")
    assert "will open to cyclists on May 4" in article.body
    assert "Sport" not in article.body
    assert article.headline == "Bridge to open in May"
    assert str(article.published) == "2026-02-09"


HIDDEN = [
    "<p hidden>{}</p>",
    '<p style="color:red; DISPLAY : none">{}</p>',
    '<div style="visibility:hidden"><p>{}</p></div>',
    '<div aria-hidden="true"><p>{}</p></div>',
    "<noscript><p>{}</p></noscript>",
    "<template><p>{}</p></template>",
]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_a_page_does_not_show_is_not_read(hidden: str) -> None:
    secret = hidden.format("A summit nobody was told of will begin at the old mill on July 3, said a voice.")
    page = PAGE.replace("<p>Workers", f"{secret}<p>Workers")
    body = parse_page(page.encode(), "https://town.example/bridge").body
    assert "July 3" not in body
    assert "May 4" in body
    assert "railings" in body
    assert html_text(f"<p>a</p>{secret}<p>b</p>") == "a\n\nb"


def test_a_page_that_is_hidden_until_it_is_loaded_is_read() -> None:
    page = PAGE.replace("<body>", '<body style="visibility:hidden">')
    assert "May 4" in parse_page(page.encode(), "https://town.example/bridge").body


def test_the_headings_of_a_page_do_not_run_into_its_paragraphs() -> None:
    page = PAGE.replace("<p>Workers", "<h2>What comes next</h2><p>Workers")
    body = parse_page(page.encode(), "https://town.example/bridge").body
    assert body.startswith("The town council")
    assert "\n\nWhat comes next\n\nWorkers" in body


def test_a_page_cannot_claim_another_hosts_address() -> None:
    assert parse_page(PAGE.encode(), "https://town.example/bridge").url == "https://town.example/bridge"


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"\0\0", b"<html><body></body></html>"])
def test_a_page_without_an_article_is_refused(data: bytes) -> None:
    with pytest.raises(EmptyArticleError):
        parse_page(data, "https://town.example/")


async def test_a_page_is_fetched_and_read(client: Client, pool: Workers, site: Site) -> None:
    assert "May 4" in (await PageReader(client, pool).read(site.page("/bridge", PAGE))).body


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain & simple", "plain & simple"),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("a<br>b", "a\nb"),
        ("a<script>no</script><style>no</style>b", "ab"),
        ("a<!-- no -->b", "ab"),
        ("<p>  many\n spaces </p>", "many spaces"),
        ("<b>un<i>closed", "unclosed"),
        ("&lt;b&gt;", "<b>"),
        ("", ""),
    ],
)
def test_markup_becomes_text(markup: str, text: str) -> None:
    assert html_text(markup) == text


@given(st.text(max_size=200))
def test_any_markup_becomes_some_text(markup: str) -> None:
    assert "\0" not in html_text(markup)


def forever() -> None:
    while True:
        pass


def too_large() -> None:
    raise EmptyArticleError("a page")


async def test_a_worker_that_does_not_end_is_stopped_and_the_next_one_works(pool: Workers) -> None:
    with pytest.raises(InputError, match="took longer than"):
        await pool.run(forever, subject="a page", deadline=0.5)
    assert await pool.run(abs, -1, subject="a number") == 1


async def test_an_error_crosses_from_the_worker_as_it_is(pool: Workers) -> None:
    with pytest.raises(EmptyArticleError, match="a page: holds no text"):
        await pool.run(too_large, subject="a page")


def test_every_input_error_survives_pickling() -> None:
    error = NotAFeedError("u", "m", status=3, retry_after=4.0)
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.status, again.retry_after) == (str(error), 3, 4.0)
