"""From a source to stored articles, alerts and planned reminders.

take in:
    read it: RawArticle → Article (pure; in a worker process with a deadline where it is big)
    in one transaction:
        store the article, its events and where it came from
        for each guild that may see it: put its alert into the outbox (not for the backlog of a first fetch; the dedupe
            key makes it one per article and channel, whoever brings it again), or let it wait (flows/holding.py)
        for each guild that may see it: put a schedule row per reminder of each of its events
        what is posted already follows: corrected alerts, notices of events that are off or moved (flows/corrections.py)

poll what is due:
    take the sources that are due, each for a while, so that no other process polls them too
    for each, several at a time:
        poll it; a failure is noted with its sentence and backs off
        take in each entry not seen before, oldest first, and known ones that say something else than they did;
            one that cannot be read hides none of the others
        note the poll: validators, next poll
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.decide import alerts, polls, reminders
from bot.errors import FetchError, InputError, StoreError
from bot.flows import agenda, corrections, holding, retelling
from bot.flows.reading import read_guarded
from bot.ingest.workers import Workers
from bot.model.article import Article, RawArticle
from bot.model.event import Amendment, KnownEvent
from bot.model.policy import GuildPolicy
from bot.model.schedule import Schedule
from bot.model.source import Entry, SourceForPoll, SourceKind, Withheld
from bot.ports import Completes, Source
from bot.store import amendments, articles, events, guilds, outbox, schedules
from bot.store import sources as stored_sources
from bot.store.articles import Saved
from bot.store.engine import Store

BIG = 20_000
"""Characters from which a text is read in a process of its own: some 50 ms of work, more than a loop should wait."""

POLLS_AT_ONCE = 8
_MUCH_MORE = 2
"""Times as long as its teaser: then the stored text is the page's."""


POLL_LEASE = timedelta(minutes=10)
"""How long a source is ours to poll: a fetch takes at most half a minute, and then its new pages are fetched. Should it
take longer after all, two may read the same feed, and the constraints keep each entry single."""

_DUE = 100

log = logging.getLogger(__name__)


async def take_in(
    store: Store,
    raw: RawArticle,
    *,
    source: str,
    identity: str,
    now: datetime,
    withheld: Withheld | None = None,
    workers: Workers | None = None,
) -> Saved:
    """Read and store an article, with what guilds are owed for it. Raises InputError, NotFoundError or StoreError."""
    article = await read(raw, now.date(), subject=identity, workers=workers)
    return await store_article(store, article, source=source, identity=identity, now=now, withheld=withheld)


async def read(raw: RawArticle, at: date, *, subject: str, workers: Workers | None = None) -> Article:
    """Read an article without holding the event loop. Raises InputError."""
    if workers is not None and len(raw.body) >= BIG:
        return await workers.run(read_guarded, raw, at, subject, subject=subject)
    return await asyncio.to_thread(read_guarded, raw, at, subject)


async def store_article(
    store: Store, article: Article, *, source: str, identity: str, now: datetime, withheld: Withheld | None = None
) -> Saved:
    """Store an article that has been read, with what guilds are owed for it, in one transaction.

    `withheld` says why nobody is to be alerted. Nobody is alerted either of what this source told before: if it says
    something else now, the alerts that were posted are edited.
    """
    async with store.write() as conn:
        again = await articles.known_as(conn, source=source, identity=identity) is not None
        saved = await articles.save(conn, article, source=source, identity=identity, now=now)
        if withheld and not again:
            await articles.withhold(conn, source, identity, withheld)
        seeing = await guilds.seeing(conn, saved.article.id)
        tell = () if withheld or again else seeing
        deliveries, rows = await holding.weigh(conn, saved.article, tell, now)
        copied = saved.before is not None and saved.before.id != saved.article.id
        known = await events.of_article(conn, saved.article.id, guild=None)
        await retelling.follow(conn, known, seeing, now)
        amended = await amendments.of_events(conn, [one.event.id for one in known])
        for guild in seeing:
            # An alert, at once or in a digest, tells of the event; so did the article of which this is an own copy.
            catch_up = not copied and (not tell or not alerts.wanted(guild))
            rows += _reminders(known, amended.get(guild.key, {}), guild, now, catch_up=catch_up)
        await outbox.enqueue(conn, deliveries, now)
        await schedules.put(conn, rows)
        await corrections.follow(conn, saved, seeing, now)
        if saved.article.events or (saved.before and saved.before.events):
            await agenda.changed(conn, seeing, now)
    return saved


async def poll_due(
    store: Store, sources: Mapping[SourceKind, Source], now: datetime, workers: Workers | None = None
) -> int:
    """Poll every source that is due; return how many new articles were stored."""
    async with store.read() as conn:
        if not await stored_sources.due(conn, now, 1):
            return 0
    async with store.write() as conn:  # several processes may poll: each source is one's alone until its lease ends
        due = await stored_sources.take_due(conn, now, now + POLL_LEASE, _DUE)
    turns = asyncio.Semaphore(POLLS_AT_ONCE)

    async def one(source: SourceForPoll) -> int:
        async with turns:
            try:
                return await _poll(store, sources[source.kind], source, now, workers)
            except StoreError:
                raise
            except Exception as error:  # a fault of ours with one source must not stop the others
                log.exception("source %s met an unexpected error", source.id)
                await _failed(store, source, f"could not be read for a fault of ours ({type(error).__name__})", now)
                return 0

    return sum(await asyncio.gather(*(one(source) for source in due if source.kind in sources)))


async def _poll(store: Store, port: Source, source: SourceForPoll, now: datetime, workers: Workers | None) -> int:
    try:
        poll = await port.poll(source, now)
    except (FetchError, InputError) as error:
        log.warning("source %s: %s", source.id, error)
        await _failed(store, source, str(error), now, error.retry_after if isinstance(error, FetchError) else None)
        return 0
    for problem in poll.problems:
        log.warning("source %s: %s", source.id, problem)
    async with store.read() as conn:
        known = await articles.said(conn, source.id, [entry.identity for entry in poll.entries])
    new, changed = polls.to_read(poll.entries, known)
    said = {entry.identity: polls.said(entry) for entry in poll.entries if known.get(entry.identity, "") is None}
    stored = 0
    for number, entry in enumerate([*new, *changed]):
        withheld = polls.withheld(number, len(new), primed=source.primed)
        saved = await _take_entry(store, port, source, entry, now, withheld=withheld, workers=workers)
        if saved is not None:
            said[entry.identity] = polls.said(entry)
            stored += saved.new
    async with store.write() as conn:
        await articles.note_said(conn, source.id, said)
        await stored_sources.polled(conn, source.id, poll, polls.next_poll(source, poll.wait, now), now)
    return stored


async def _failed(
    store: Store, source: SourceForPoll, error: str, now: datetime, retry_after: float | None = None
) -> None:
    async with store.write() as conn:
        await stored_sources.failed(conn, source.id, error, polls.after_failure(source, retry_after, now), now)


async def _take_entry(
    store: Store,
    port: Source,
    source: SourceForPoll,
    entry: Entry,
    now: datetime,
    *,
    withheld: Withheld | None,
    workers: Workers | None,
) -> Saved | None:
    """Take in one entry. One that cannot be read is logged and tried at the next poll; None then."""
    # Before the page is asked, so that its date can stand in; and after, since a page can be as wrong as a feed.
    entry = entry.model_copy(update={"article": polls.dated(entry.article, now)})
    try:
        whole = await port.complete(entry) if isinstance(port, Completes) else entry
        if whole.partial and await _had_more(store, source, whole):
            log.info("source %s: %s is read again when its page can be", source.id, entry.identity)
            return None
        raw = polls.dated(_named(whole.article, source), now)
        return await take_in(
            store, raw, source=source.id, identity=entry.identity, now=now, withheld=withheld, workers=workers
        )
    except InputError as error:
        log.warning("source %s: %s", source.id, error)
        return None


async def _had_more(store: Store, source: SourceForPoll, entry: Entry) -> bool:
    """Tell whether the stored article has much more text than the entry, so that this would take away what it says."""
    async with store.read() as conn:
        known = await articles.known_as(conn, source=source.id, identity=entry.identity)
        stored = await articles.get(conn, known, guild=None) if known else None
    return stored is not None and len(stored.body) > _MUCH_MORE * len(entry.article.body)


def _named(raw: RawArticle, source: SourceForPoll) -> RawArticle:
    """Return the article under its source's name where it brings none."""
    return raw if raw.source or not source.title else raw.model_copy(update={"source": source.title})


def _reminders(
    told: Sequence[KnownEvent], amended: Mapping[str, Amendment], guild: GuildPolicy, now: datetime, *, catch_up: bool
) -> list[Schedule]:
    """Return the guild's rows of an article's events, as its admins amended them."""
    seen = [amended[known.event.id].seen(known) if known.event.id in amended else known for known in told]
    return [row for known in seen if known for row in reminders.plan(known, guild, now, catch_up=catch_up)]
