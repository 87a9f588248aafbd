"""RSS and Atom feeds: conditional GET, parsing in a worker, entries as articles."""

from __future__ import annotations

import calendar
import hashlib
import io
import logging
import re
import time
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import feedparser
from yarl import URL

from bot.errors import EmptyArticleError, FetchError, InputError, NotAFeedError
from bot.ingest.client import Client, Fetched
from bot.ingest.html import html_text
from bot.ingest.pages import parse_page
from bot.ingest.text import clean
from bot.ingest.workers import Workers
from bot.model.article import RawArticle
from bot.model.source import MAX_INTERVAL, Entry, Poll, SourceForPoll

MAX_ENTRIES = 200
MAX_BODY = 200_000
"""Characters of one entry's text."""
MAX_HEADLINE = 500
TEASER = 1200
"""Characters; a shorter text in a feed is mostly the beginning of a longer one on the page."""

log = logging.getLogger(__name__)

_ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json;q=0.2, application/xml;q=0.8, */*;q=0.1"
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*(\d{1,9})", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


class FeedSource:
    """Polls feeds. With `pages` it reads the page of an entry that is only a teaser."""

    def __init__(self, client: Client, workers: Workers, *, pages: bool = True) -> None:
        self._client, self._workers, self._pages = client, workers, pages

    async def poll(self, source: SourceForPoll, now: datetime) -> Poll:
        """Fetch the feed if it changed. Raises FetchError, NotAFeedError or InputError."""
        fetched = await self._client.get(source.address, _conditions(source))
        wait = asked_wait(fetched.headers, now)
        if fetched.status == 304:
            return Poll(unchanged=True, etag=source.etag, last_modified=source.last_modified, wait=wait)
        poll = await self._workers.run(parse_feed, fetched.body, fetched.url, subject=source.address)
        return poll.model_copy(
            update={
                "etag": fetched.headers.get("etag"),
                "last_modified": fetched.headers.get("last-modified"),
                "wait": max(wait, poll.wait),
            }
        )

    async def complete(self, entry: Entry) -> Entry:
        """Return the entry with the text of its page, where the feed gives only a teaser and the page gives more.

        What the feed says of headline, author and time stays; a page that cannot be read changes nothing, and the
        entry says that it is partial.
        """
        article = entry.article
        if not self._pages or not article.url or len(article.body) >= TEASER:
            return entry
        try:
            fetched = await self._client.get(article.url)
            page = await self._workers.run(parse_page, fetched.body, fetched.url, subject=article.url)
        except (FetchError, InputError) as error:
            log.info("kept the teaser: %s", error)
            return entry.model_copy(update={"partial": True})
        if len(page.body) <= len(article.body):
            return entry
        whole = article.model_copy(
            update={
                "body": page.body,
                "byline": article.byline or page.byline,
                "published": article.published or page.published,
            }
        )
        return entry.model_copy(update={"article": whole})

    async def discover(self, url: str) -> str:
        """Return the address of the feed at `url`: itself, or the one that the page there names.

        Raises FetchError, or NotAFeedError if there is neither.
        """
        fetched = await self._client.get(url, {"Accept": _ACCEPT})
        try:
            await self._workers.run(parse_feed, fetched.body, fetched.url, subject=url)
        except NotAFeedError:
            named = page_link(fetched)
            if named is None:
                raise
            return named
        return fetched.permanent or url


def parse_feed(data: bytes, url: str) -> Poll:
    """Read a feed document fetched from `url`. Raises NotAFeedError. Pure; runs in a worker process.

    feedparser is given a stream, never bytes or a string: those it would take for a file name or an address.
    """
    # Markup is turned into text by html_text, so sanitising and resolving it first would be work for nothing.
    headers = {"content-location": url}
    feed = feedparser.parse(
        io.BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not feed.get("version"):
        raise NotAFeedError(url, "is not a feed. Give the address of its RSS or Atom feed.")
    title = _line(feed.feed.get("title", "")) or None
    entries, problems = [], []
    for item in feed.entries[:MAX_ENTRIES]:
        try:
            entries.append(_entry(item, title, url))
        except (EmptyArticleError, ValueError) as error:
            problems.append(f"An entry was left out: {error}")
    return Poll(entries=_distinct(entries), title=title, wait=_ttl(feed.feed), problems=tuple(problems))


def asked_wait(headers: Any, now: datetime) -> timedelta:
    """Return how long the server asks us to stay away: the longest of max-age, Expires and Retry-After.

    At most 24 hours (RFC 9111, sections 5.2.2.1 and 5.3; RFC 9110, section 10.2.3). Zero if it asks for nothing.
    """
    age = _MAX_AGE.search(headers.get("cache-control", ""))
    waits = [timedelta(seconds=int(age[1]))] if age else []
    waits += [_until(headers.get("expires"), now)] if not age else []
    waits += [_until(headers.get("retry-after"), now)]
    return min(max(waits, default=timedelta(0)), MAX_INTERVAL)


def page_link(fetched: Fetched) -> str | None:
    """Return the feed that an HTML page names (`link rel=alternate`), absolute; None if it names none."""
    found = _ALTERNATE.search(fetched.body[:_HEAD_BYTES].decode("utf-8", "replace"))
    address = _HREF.search(found[0]) if found else None
    return str(URL(fetched.url).join(URL(address[1]))) if address else None


_HEAD_BYTES = 200_000
_ALTERNATE = re.compile(r"<link\b[^<>]{0,500}application/(?:rss|atom)\+xml[^<>]{0,500}>", re.IGNORECASE)
_HREF = re.compile(r"""href\s*=\s*["']?([^"'\s>]{1,500})""", re.IGNORECASE)


def _conditions(source: SourceForPoll) -> dict[str, str]:
    headers = {"Accept": _ACCEPT}
    if source.etag:
        headers["If-None-Match"] = source.etag
    if source.last_modified:
        headers["If-Modified-Since"] = source.last_modified
    return headers


def _entry(item: Any, feed_title: str | None, base: str) -> Entry:
    headline = _line(html_text(item.get("title", "")))[:MAX_HEADLINE]
    link = _web_address(item.get("link"), base)
    text = max((html_text(part) for part in _parts(item)), key=len, default="")[:MAX_BODY]
    body = clean(text or headline, link or base)
    # Asked as a plain dict: feedparser's own look-up gives one date for the other.
    published, updated = (_instant(dict.get(item, f"{name}_parsed")) for name in ("published", "updated"))
    raw = RawArticle(
        body=body,
        headline=headline or None,
        byline=_line(item.get("author", ""))[:200] or None,
        url=link,
        source=feed_title,
        published=published or updated,
        updated=updated if published else None,
    )
    return Entry(identity=_identity(item, link, body), article=raw)


def _parts(item: Any) -> list[str]:
    return [part.get("value", "") for part in item.get("content", [])] + [item.get("summary", "")]


def _identity(item: Any, link: str | None, body: str) -> str:
    """The entry's own id, else its address, else its content: the best that the feed gives."""
    identity = str(item.get("id") or link or "")
    if not identity or len(identity) > 1000:
        identity = "sha256:" + hashlib.sha256((identity or body).encode()).hexdigest()
    return identity


def _distinct(entries: list[Entry]) -> tuple[Entry, ...]:
    return tuple({entry.identity: entry for entry in reversed(entries)}.values())[::-1]


def _web_address(link: Any, base: str) -> str | None:
    try:
        url = URL(base).join(URL(str(link))) if link else None
    except ValueError:
        return None
    return str(url) if url and url.scheme in {"http", "https"} and url.host else None


def _line(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _instant(parsed: time.struct_time | None) -> datetime | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (OverflowError, ValueError, OSError):
        return None


def _until(value: str | None, now: datetime) -> timedelta:
    if not value:
        return timedelta(0)
    if value.strip().isascii() and value.strip().isdigit():
        return timedelta(seconds=min(int(value[:9]), 10**8))
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return timedelta(0)
    return max((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now, timedelta(0))


def _ttl(feed: Any) -> timedelta:
    """RSS 2.0 `ttl`, in minutes."""
    ttl = str(feed.get("ttl", ""))
    return min(timedelta(minutes=int(ttl[:6])), MAX_INTERVAL) if ttl.isascii() and ttl.isdigit() else timedelta(0)
