"""Polling sources: what is new is stored and told, what cannot be read hides nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.errors import EmptyArticleError, FetchError
from bot.flows import intake, planning
from bot.model.article import RawArticle
from bot.model.delivery import DeliveryAction, Priority, Receipt
from bot.model.source import CATALOGUE, Entry, NewSource, Poll, SourceForPoll, SourceKind, SourceRecord
from bot.store import articles, claims, guilds, outbox, sources
from bot.store.engine import Store
from tests.flows.made import guild

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


class FakeSource:
    """Gives what it is told to, first to last; the last one again and again."""

    def __init__(self, *polls: Poll | Exception) -> None:
        self.polls = list(polls)
        self.asked: list[SourceForPoll] = []

    async def poll(self, source: SourceForPoll, now: datetime) -> Poll:
        self.asked.append(source)
        given = self.polls.pop(0) if len(self.polls) > 1 else self.polls[0]
        if isinstance(given, Exception):
            raise given
        return given


class FakeTeasers(FakeSource):
    async def complete(self, entry: Entry) -> Entry:
        whole = entry.article.model_copy(update={"body": f"{entry.article.body} The whole text follows here."})
        return entry.model_copy(update={"article": whole})


def entry(n: int) -> Entry:
    body = f"Springfield will open bridge number {n} on April {n + 1}, 2026, the mayor said."
    raw = RawArticle(body=body, headline=f"Bridge {n}", url=f"https://gazette.example/{n}", published=START)
    return Entry(identity=f"entry-{n}", article=raw)


def poll(*numbers: int, **more: object) -> Poll:
    return Poll.model_validate({"entries": [entry(n) for n in reversed(numbers)], "title": "The Gazette", **more})


async def prepare(store: Store) -> None:
    async with store.write() as conn:
        await guilds.put(conn, guild("1"), START)
        await planning.replan(conn, "fake:1", START)
        await sources.add(conn, NewSource(kind=SourceKind.FEED, address="https://f.example", owner=CATALOGUE), START)


async def state(store: Store) -> SourceRecord:
    async with store.read() as conn:
        return (await sources.listed(conn, guild=None))[0]


async def alerts(store: Store) -> list[str]:
    async with store.read() as conn:
        found = await outbox.listed(conn, guild=None, limit=100)
    return sorted(one.message.headline for one in found if one.priority is Priority.ALERT)


async def polled(store: Store, source: FakeSource, times: int = 1) -> int:
    """Poll when it is due, so often."""
    stored = 0
    for _ in range(times):
        due = (await state(store)).next_poll
        assert due is not None
        assert await intake.poll_due(store, {SourceKind.FEED: source}, due - timedelta(seconds=1)) == 0
        stored += await intake.poll_due(store, {SourceKind.FEED: source}, due)
    return stored


async def test_the_first_fetch_posts_no_backlog_and_the_next_what_is_new(store: Store) -> None:
    await prepare(store)
    source = FakeSource(poll(1, 2), poll(1, 2, 3))
    assert await polled(store, source) == 2
    assert await alerts(store) == []
    assert await polled(store, source, 2) == 1
    assert await alerts(store) == ["Bridge 3"]
    assert (await state(store)).title == "The Gazette"


async def test_an_entry_that_says_something_else_is_read_again_and_its_alert_is_edited(store: Store) -> None:
    await prepare(store)
    before, after = entry(1), entry(1)
    raw = before.article.model_copy(update={"body": before.article.body.replace("April 2", "April 9")})
    after = after.model_copy(update={"article": raw})
    source = FakeSource(poll(), poll(1), Poll(entries=(after,)), Poll(entries=(after,)))
    await polled(store, source, 2)
    later = START + timedelta(hours=1)
    async with store.write() as conn:
        for one in await claims.claim(conn, sender="s", now=later, lease=timedelta(hours=9), limit=9):
            await claims.sent(conn, one.id, Receipt(message="1"), later)
    assert await polled(store, source, 2) == 0
    async with store.read() as conn:
        (stored,) = await articles.latest(conn, guild=None, limit=5)
        edits = [one for one in await outbox.listed(conn, guild=None, limit=9) if one.action is DeliveryAction.EDIT]
    assert (stored.version, len(edits)) == (2, 1)
    assert await alerts(store) == ["Bridge 1", "Bridge 1"]


async def test_a_changed_teaser_whose_page_cannot_be_read_takes_nothing_away(store: Store) -> None:
    await prepare(store)
    teaser = Entry(identity="entry-1", article=entry(1).article.model_copy(update={"body": "Springfield will open."}))
    changed = teaser.model_copy(update={"article": teaser.article.model_copy(update={"body": "Springfield may open."})})

    class FakePages(FakeSource):
        readable = True

        async def complete(self, one: Entry) -> Entry:
            if not self.readable:
                return one.model_copy(update={"partial": True})
            longer = one.article.model_copy(update={"body": f"{one.article.body} {entry(1).article.body}"})
            return one.model_copy(update={"article": longer})

    source = FakePages(Poll(entries=(teaser,)), Poll(entries=(changed,)))
    await polled(store, source)
    for readable, version in ((False, 1), (True, 2)):
        source.readable = readable
        await polled(store, source)
        async with store.read() as conn:
            (stored,) = await articles.latest(conn, guild=None, limit=5)
        assert (stored.version, len(stored.body) > 60) == (version, True)


async def test_what_did_not_change_costs_nothing_and_keeps_its_validators(store: Store) -> None:
    await prepare(store)
    source = FakeSource(poll(1, etag='W/"x"'), poll(unchanged=True, etag='W/"x"'))
    await polled(store, source, 2)
    assert source.asked[1].etag == 'W/"x"'


async def test_a_failure_is_noted_backs_off_and_is_forgotten_after_a_success(store: Store) -> None:
    await prepare(store)
    source = FakeSource(FetchError("https://f.example", "answers 503.", retry_after=7200), poll(1))
    await polled(store, source)
    failed = await state(store)
    assert (failed.failures, failed.last_error) == (1, "https://f.example: answers 503.")
    assert failed.next_poll is not None
    assert failed.next_poll >= START + timedelta(hours=2)
    await polled(store, source)
    assert ((await state(store)).failures, (await state(store)).last_error) == (0, None)


async def test_a_fault_of_ours_with_one_source_stops_no_other(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    await prepare(store)
    async with store.write() as conn:
        folder = NewSource(kind=SourceKind.FOLDER, address="/articles", owner=CATALOGUE)
        await sources.add(conn, folder, START)
    doors = {SourceKind.FEED: FakeSource(KeyError("a fault of ours")), SourceKind.FOLDER: FakeSource(poll(1))}
    assert await intake.poll_due(store, doors, START) == 1
    assert "a fault of ours" in caplog.text
    failed = await state(store)
    assert failed.next_poll is not None
    assert failed.next_poll > START


async def test_an_entry_that_cannot_be_read_hides_none_of_the_others(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await prepare(store)
    source = FakeSource(poll(1), poll(1, 2, 3))
    await polled(store, source)
    take_in = intake.take_in

    async def choking(*args: object, **named: object) -> object:
        if named["identity"] == "entry-2":
            raise EmptyArticleError("entry-2")
        return await take_in(*args, **named)  # type: ignore[arg-type]  # handed through

    monkeypatch.setattr(intake, "take_in", choking)
    assert await polled(store, source) == 1
    assert await alerts(store) == ["Bridge 3"]
    assert "entry-2: holds no text" in caplog.text


async def test_two_who_poll_at_once_poll_a_source_once_and_one_that_died_leaves_it_to_others(store: Store) -> None:
    await prepare(store)
    source = FakeSource(poll(1))
    given = {SourceKind.FEED: source}
    await asyncio.gather(*(intake.poll_due(store, given, START) for _ in range(2)))
    assert len(source.asked) == 1
    at = (await state(store)).next_poll
    assert at is not None
    async with store.write() as conn:  # the one that takes it dies before it has polled
        assert len(await sources.take_due(conn, at, at + intake.POLL_LEASE, 1)) == 1
    await intake.poll_due(store, given, at + timedelta(minutes=1))
    assert len(source.asked) == 1
    await intake.poll_due(store, given, at + intake.POLL_LEASE)
    assert len(source.asked) == 2


async def test_teasers_are_completed(store: Store) -> None:
    await prepare(store)
    await polled(store, FakeTeasers(poll(1)))
    async with store.read() as conn:
        (stored,) = await articles.latest(conn, guild=None, limit=5)
    assert stored.body.endswith("The whole text follows here.")


@pytest.mark.parametrize("told", [datetime(2090, 1, 1, tzinfo=UTC), datetime(1, 1, 1, tzinfo=UTC), date(2026, 3, 5)])
async def test_a_date_of_publication_that_cannot_be_is_not_believed(store: Store, told: datetime | date) -> None:
    await prepare(store)
    liar = entry(1).model_copy(update={"article": entry(1).article.model_copy(update={"published": told})})
    await polled(store, FakeSource(Poll(entries=(liar, entry(2)), title="The Gazette")))
    async with store.read() as conn:
        found = {one.headline: one for one in await articles.latest(conn, guild=None, limit=9)}
    assert found["Bridge 1"].published != told
    assert found["Bridge 2"].published == START


async def test_a_flood_is_stored_but_only_its_newest_are_told(store: Store) -> None:
    await prepare(store)
    many: Sequence[int] = range(1, 26)
    assert await polled(store, FakeSource(poll(), poll(*many)), 2) == 25
    assert await alerts(store) == sorted(f"Bridge {n}" for n in range(16, 26))


async def test_a_big_article_is_read_in_a_process_of_its_own(store: Store) -> None:
    await prepare(store)
    asked: list[str] = []

    class FakeWorkers:
        async def run(self, function: object, *arguments: object, subject: str) -> object:
            asked.append(subject)
            return function(*arguments)  # type: ignore[operator]  # a function of the engine

    raw = RawArticle(body="The council met. " * 2_000, headline="Long")
    source = (await state(store)).id
    workers = FakeWorkers()
    await intake.take_in(
        store,
        raw,
        source=source,
        identity="big",
        now=START,
        workers=workers,  # type: ignore[arg-type]  # a fake
    )
    assert asked == ["big"]
