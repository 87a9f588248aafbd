"""Articles from web pages: the main text without menus, with the page's own metadata."""

from __future__ import annotations

from collections.abc import Set
from datetime import date, datetime
from typing import Any

import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from pydantic import ValidationError
from trafilatura.settings import Document
from yarl import URL

from bot.errors import EmptyArticleError, InputError
from bot.ingest.client import Client, Fetched
from bot.ingest.html import is_hidden
from bot.ingest.text import clean
from bot.ingest.workers import Workers
from bot.model.article import RawArticle


class PageReader:
    """Reads articles from web pages."""

    def __init__(self, client: Client, workers: Workers) -> None:
        self._client, self._workers = client, workers

    async def read(self, url: str) -> RawArticle:
        """Fetch a page and return its article. Raises FetchError, or InputError if there is no article in it."""
        return await self.parse(await self._client.get(url))

    async def parse(self, fetched: Fetched) -> RawArticle:
        """Return the article of a fetched page. Raises InputError if there is none."""
        return await self._workers.run(parse_page, fetched.body, fetched.url, subject=fetched.url)


def parse_page(data: bytes, url: str) -> RawArticle:
    """Return the article in an HTML page. Raises InputError if there is none. Pure; runs in a worker process."""
    tree = trafilatura.load_html(data)
    if tree is None:
        raise EmptyArticleError(url)
    _drop_hidden(tree)
    headings = {_line(one) for one in tree.iter(*_HEADINGS)}  # asked first: the extraction takes the tree apart
    found = trafilatura.bare_extraction(tree, url=url, include_comments=False, include_tables=False, with_metadata=True)
    if not isinstance(found, Document):
        raise EmptyArticleError(url)
    body = clean(_set_apart(found.text or "", headings, found.title), url)
    try:
        return RawArticle(
            body=body,
            headline=found.title or None,
            byline=found.author or None,
            url=_same_site(found.url, url),
            source=found.sitename or None,
            published=_day(found.date),
        )
    except ValidationError as error:
        raise InputError(url, f"has details that cannot be read: {error.errors()[0]['msg']}.") from None


_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SHOWN_BY_SCRIPT = frozenset({"html", "body"})
"""Pages that hide all of themselves do so until they are loaded."""


def _drop_hidden(tree: HtmlElement) -> None:
    hidden = [one for one in tree.iter(etree.Element) if one.tag not in _SHOWN_BY_SCRIPT and is_hidden(one)]
    for element in hidden:
        if element.getparent() is not None:
            element.drop_tree()


def _set_apart(text: str, headings: Set[str], title: str | None) -> str:
    """Return the text with its headings as paragraphs of their own, without the headline that it begins with.

    Paragraphs come with one line end between them: a heading, which has no full stop, would run into the next one.
    """
    lines = text.strip().split("\n")
    if len(lines) > 1 and lines[0].strip() in headings & {_joined(title or "")}:
        del lines[0]
    return "\n".join(f"\n{line}\n" if line.strip() in headings else line for line in lines).strip()


def _line(element: HtmlElement) -> str:
    return _joined(element.text_content())


def _joined(text: str) -> str:
    return " ".join(text.split())


def _day(value: Any) -> date | datetime | None:
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


def _same_site(canonical: str | None, url: str) -> str:
    """A page may name its canonical address, but not on another host: it could claim another's article."""
    try:
        return canonical if canonical and URL(canonical).host == URL(url).host else url
    except ValueError:
        return url
