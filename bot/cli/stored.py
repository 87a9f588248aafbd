"""Commands that work on the stored articles: ingest, articles, events and ask."""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from bot.answer import rerank
from bot.cli import batch
from bot.cli.calendar_file import calendar
from bot.cli.guild import guild_key
from bot.cli.options import MAX_LISTED
from bot.cli.output import print_json, print_rows, progress, shown
from bot.cli.reading import read_given, read_many
from bot.clock import SystemClock
from bot.decide import polls
from bot.errors import InputError, NotAFeedError, UsageError
from bot.flows import index, intake, questions
from bot.ingest.client import Guard, client_session
from bot.ingest.feeds import FeedSource
from bot.ingest.files import article_files, read_file
from bot.ingest.pages import PageReader
from bot.ingest.workers import workers
from bot.model.answer import Answer
from bot.model.article import Article, RawArticle
from bot.model.base import day_of
from bot.model.event import KnownEvent
from bot.model.source import CATALOGUE, Entry, NewSource, SourceForPoll, SourceKind, Withheld
from bot.ports import Reranker
from bot.settings import Settings
from bot.store import articles as stored_articles
from bot.store import events as stored_events
from bot.store import sources as stored_sources
from bot.store.articles import Saved
from bot.store.engine import Store

MADE_BY_HAND = "by hand"
"""Name of the catalogue source that holds what the command line took in."""


async def ingest(options: argparse.Namespace, settings: Settings) -> int:
    """Take in files, folders, feeds and pages, or a batch."""
    if bool(options.batch) == bool(options.paths):
        raise UsageError("Give paths or addresses, or --batch FILE.jsonl, but not both.")
    now = _instant(options.at)
    async with Store.open(settings.database) as store:
        if options.batch:
            return await _ingest_batch(store, options, now)
        unread: list[InputError] = []
        entries = [entry for path in options.paths async for entry in _entries(path, settings, now, unread)]
        rows = [await _take_in(store, entry, options, now) for entry in entries]
    if options.json:
        print_json(rows)
    else:
        print_rows([_told(row) for row in rows])
    for error in unread:
        print(f"dateline: {shown(str(error))}", file=sys.stderr)
    return 1 if unread else 0


async def articles(options: argparse.Namespace, settings: Settings) -> int:
    """List the stored articles."""
    async with Store.open(settings.database) as store, store.read() as conn:
        found = await stored_articles.latest(conn, guild=None, limit=MAX_LISTED)
    if options.json:
        print_json([_brief(article) for article in found])
    else:
        print_rows([(a.id, str(a.published or "no date"), a.headline) for a in found])
    return 0


async def events(options: argparse.Namespace, settings: Settings) -> int:
    """List events, as rows, JSON or an iCalendar file."""
    day = day_of(options.at or SystemClock().now())
    since = day if options.upcoming or options.ics else date.min
    guild = None if options.guild is None else guild_key(options.guild)
    async with Store.open(settings.database) as store, store.read() as conn:
        found = await stored_events.upcoming(conn, guild=guild, on=since, limit=MAX_LISTED)
    if options.ics:
        sys.stdout.write(calendar(found, SystemClock().now()))
    elif options.json:
        print_json([_event(known) for known in found])
    else:
        print_rows([(k.event.when.value, k.event.status, k.event.title, k.headline) for k in found])
    return 0


async def ask(options: argparse.Namespace, settings: Settings) -> int:
    """Answer a question, or a batch of them."""
    now, reranker = _instant(options.at), rerank.made(settings)
    async with Store.open(settings.database) as store:
        await (await index.of(store)).catch_up(store)
        if options.batch:
            return await _ask_batch(store, options.batch, now, reranker)
        asked, after = options.question, options.after
        answer = await questions.ask(store, asked, guild=None, at=now, after=after, reranker=reranker)
    if options.json:
        print_json(_answer(answer))
    else:
        print("\n".join(_spoken(answer)))
    return 0


async def _entries(path: str, settings: Settings, now: datetime, unread: list[InputError]) -> AsyncIterator[Entry]:
    """Give what a path or address holds; what of a folder cannot be read goes to `unread` and hides nothing."""
    if path.lower().startswith(("http://", "https://")):
        async with _web(settings) as (feeds, pages):
            for entry in await _from_web(path, feeds, pages, now):
                yield entry
    elif "://" in path:
        raise InputError(path, "is read from no such address. Give one with https:// or http://, or a path.")
    elif Path(path).is_dir():
        for file in article_files(Path(path)):
            try:
                yield Entry(identity=str(file.resolve()), article=read_file(file))
            except InputError as error:
                unread.append(error)
    else:
        article = read_given(path)
        yield Entry(identity=_identity(path, article), article=article)


def _identity(path: str, article: RawArticle) -> str:
    """A file is known by its path; what comes on standard input only by what it says."""
    if path != "-":
        return str(Path(path).resolve())
    return "sha256:" + hashlib.sha256(article.body.encode()).hexdigest()


@asynccontextmanager
async def _web(settings: Settings) -> AsyncIterator[tuple[FeedSource, PageReader]]:
    guard = Guard(allow_private=settings.allow_private_addresses, ports=settings.allowed_ports)
    async with client_session(guard, settings.user_agent) as client, workers(1) as pool:
        yield FeedSource(client, pool), PageReader(client, pool)


async def _from_web(url: str, feeds: FeedSource, pages: PageReader, now: datetime) -> tuple[Entry, ...]:
    asked = NewSource(kind=SourceKind.FEED, address=url)
    try:
        poll = await feeds.poll(SourceForPoll(id="", **asked.model_dump()), now)
    except NotAFeedError:
        article = polls.dated(await pages.read(url), now)
        return (Entry(identity=article.url or url, article=article),)
    for problem in poll.problems:
        print(f"dateline: {problem}", file=sys.stderr)
    return tuple(one.model_copy(update={"article": polls.dated(one.article, now)}) for one in poll.entries)


async def _take_in(store: Store, entry: Entry, options: argparse.Namespace, now: datetime) -> dict[str, Any]:
    raw = entry.article
    if options.published:
        raw = raw.model_copy(update={"published": options.published})
    source = await _by_hand(store, now)
    withheld = Withheld.BY_HAND if options.no_post else None
    saved = await intake.take_in(store, raw, source=source, identity=entry.identity, now=now, withheld=withheld)
    return _found(saved, day_of(now))


async def _by_hand(store: Store, now: datetime) -> str:
    async with store.write() as conn:
        new = NewSource(kind=SourceKind.FILE, address=MADE_BY_HAND, title="", owner=CATALOGUE)
        return (await stored_sources.ensure(conn, new, now)).id


async def _ingest_batch(store: Store, options: argparse.Namespace, now: datetime) -> int:
    source = await _by_hand(store, now)
    lines = await asyncio.to_thread(batch.read_lines, options.batch, batch.raw_article)
    read = read_many([line for line in lines if isinstance(line, RawArticle)], day_of(now))
    withheld = Withheld.BY_HAND if options.no_post else None
    failed = 0
    for line in progress(lines, len(lines), "articles stored"):
        result = line if isinstance(line, batch.WrongLine) else await asyncio.to_thread(next, read)
        if isinstance(result, Article):
            identity = f"batch {result.id}"
            saved = await intake.store_article(
                store, result, source=source, identity=identity, now=now, withheld=withheld
            )
            print_json(_found(saved, day_of(now)))
        else:
            failed += 1
            print_json({"id": line.id, "error": result.error if isinstance(result, batch.WrongLine) else str(result)})
    if failed:
        raise InputError(str(options.batch), f"{failed} of {len(lines)} lines could not be read; their lines say why.")
    return 0


async def _ask_batch(store: Store, path: Path, now: datetime, reranker: Reranker | None) -> int:
    lines = await asyncio.to_thread(batch.read_lines, path, batch.question)
    failed = 0
    for line in progress(lines, len(lines), "questions answered"):
        if isinstance(line, batch.WrongLine):
            failed += 1
            print_json({"id": line.id, "error": line.error})
            continue
        at = _instant(line.at) if line.at else now
        answer = await questions.ask(store, line.question, guild=None, at=at, reranker=reranker)
        print_json({"id": line.id, **_answer(answer)})
    if failed:
        raise InputError(str(path), f"{failed} of {len(lines)} lines could not be read; their lines say why.")
    return 0


def _instant(at: date | datetime | None) -> datetime:
    """A day given as the time of asking means its noon in UTC, which has that date in most of the world."""
    if at is None:
        return SystemClock().now()
    return at if isinstance(at, datetime) else datetime.combine(at, time(12), UTC)


def _brief(article: Article) -> dict[str, Any]:
    fields = {"id", "headline", "source", "url", "published", "published_inferred", "published_note", "version"}
    return article.model_dump(mode="json", include=fields) | {"events": len(article.events)}


def _found(saved: Saved, day: date) -> dict[str, Any]:
    article = saved.article
    upcoming = [e.model_dump(mode="json", include={"id", "title", "when", "status"}) for e in article.upcoming(day)]
    counts = {"quotes": len(article.quotes), "figures": len(article.figures), "entities": len(article.entities)}
    return _brief(article) | counts | {"upcoming": upcoming, "new": saved.new, "changed": saved.changed}


def _told(row: dict[str, Any]) -> tuple[str, str, str]:
    state = "new" if row["new"] else "changed" if row["changed"] else "known"
    inferred = f" ({row['published_note']})" if row["published_inferred"] and row["published_note"] else ""
    upcoming = "; ".join(f"{e['when']['value']} {e['title']}" for e in row["upcoming"]) or "no upcoming event"
    return row["id"], state, f"{row['headline']}{inferred} — {upcoming}"


def _event(known: KnownEvent) -> dict[str, Any]:
    return known.event.model_dump(mode="json") | known.model_dump(mode="json", exclude={"event"})


def _answer(answer: Answer) -> dict[str, Any]:
    return answer.model_dump(mode="json")


def _spoken(answer: Answer) -> list[str]:
    lines = [f"({shown(answer.understood)})"] if answer.understood else []
    lines += [shown(answer.answer), *map(shown, answer.notes)]
    for evidence in answer.evidence:
        where = " · ".join(str(x) for x in (evidence.headline, evidence.source, evidence.published, evidence.url) if x)
        lines += ["", f"  “{shown(evidence.text)}”", f"  — {shown(where)}"]
    return lines
