"""What the store promises, on both databases."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.errors import NotFoundError
from bot.model.article import Article
from bot.model.base import Span
from bot.model.delivery import DeliveryState, Destination, NewDelivery, Priority, Receipt
from bot.model.event import Amendment, Event, EventKind, EventStatus
from bot.model.message import Message, MessageKind
from bot.model.policy import GuildPolicy, Policy
from bot.model.schedule import Schedule, ScheduleKind
from bot.model.source import CATALOGUE, NewSource, Poll, SourceKind
from bot.model.time import Precision, When
from bot.store import articles, audit, events, guilds, outbox, schedules, sources
from bot.store.engine import Store

NOW = datetime(2026, 2, 9, 12, tzinfo=UTC)
ONE, TWO = "discord:1", "discord:2"
BODY = "The harbour museum opens on March 20. Naïve visitors say “it’s great”."
MINUTE = timedelta(minutes=1)
HERE = Destination(platform="discord", guild="1", channel="10")


def an_article(article_id: str = "a", body: str = BODY, day: date = date(2026, 3, 20), **more: Any) -> Article:
    event = Event(
        id=f"{article_id}-e",
        title="The harbour museum opens",
        kind=EventKind.OPENING,
        when=When(value=day.isoformat(), precision=Precision.DAY, earliest=day, latest=day),
        status=EventStatus.SCHEDULED,
        evidence=(Span(start=0, end=len(body), text=body),),
        confidence=0.9,
    )
    return Article(
        id=article_id,
        headline="Museum",
        body=body,
        content_hash=body,
        events=(event,),
        **{"published": date(2026, 2, 9), **more},
    )


def a_delivery(key: str, **more: Any) -> NewDelivery:
    fields: dict[str, Any] = {
        "dedupe_key": key,
        "destination": HERE,
        "message": Message(kind=MessageKind.ALERT, headline=key),
        "priority": Priority.ALERT,
        "cause": "a",
        "not_before": NOW,
    }
    return NewDelivery(**fields | more)


async def a_source(store: Store, owner: str, address: str = "https://example.com/feed") -> str:
    async with store.write() as conn:
        return (await sources.add(conn, NewSource(kind=SourceKind.FEED, address=address, owner=owner), NOW)).id


async def saved(
    store: Store, article: Article, source: str, identity: str = "1", now: datetime = NOW
) -> articles.Saved:
    async with store.write() as conn:
        return await articles.save(conn, article, source=source, identity=identity, now=now)


async def claimed(store: Store, sender: str, now: datetime, limit: int = 10) -> list[str]:
    async with store.write() as conn:
        taken = await outbox.claim(conn, sender=sender, now=now, lease=MINUTE, limit=limit)
    return [one.message.headline for one in taken]


async def test_an_article_comes_back_as_it_was_stored(store: Store) -> None:
    source = await a_source(store, CATALOGUE)
    first = await saved(store, an_article(), source)
    assert (first.new, first.changed) == (True, False)
    async with store.read() as conn:
        assert await articles.get(conn, "a", guild=ONE) == an_article()
        assert await articles.latest(conn, guild=ONE, limit=5) == [an_article()]
        assert await articles.seen(conn, source, ["1", "2"]) == {"1"}


async def test_the_same_again_changes_nothing_and_new_content_makes_a_version(store: Store) -> None:
    source = await a_source(store, CATALOGUE)
    await saved(store, an_article(), source)
    again = await saved(store, an_article(), source)
    assert (again.new, again.changed) == (False, False)
    later = await saved(store, an_article(body=BODY + " Tickets are free.", day=date(2026, 3, 21)), source)
    assert (later.new, later.changed, later.article.version) == (False, True, 2)
    async with store.read() as conn:
        (event,) = await events.upcoming(conn, guild=ONE, on=NOW.date(), limit=5)
    assert event.event.when.value == "2026-03-21"


async def test_a_private_article_looks_like_a_missing_one_to_others(store: Store) -> None:
    await saved(store, an_article(), await a_source(store, ONE))
    async with store.read() as conn:
        assert (await articles.get(conn, "a", guild=ONE)).id == "a"
        for guild in (TWO, CATALOGUE, "discord:", ""):
            assert await articles.latest(conn, guild=guild, limit=5) == []
            assert await articles.search(conn, "museum", guild=guild, limit=5) == []
            assert await events.upcoming(conn, guild=guild, on=NOW.date(), limit=5) == []
            assert await events.match(conn, "", guild=guild, on=NOW.date(), limit=5) == []
            assert await events.of_article(conn, "a", guild=guild) == []
            assert await articles.ids(conn, guild=guild) == []
            messages = []
            for name in ("a", "none"):
                with pytest.raises(NotFoundError) as caught:
                    await articles.get(conn, name, guild=guild)
                messages.append(str(caught.value).replace(f"“{name}”", "…"))
            assert messages[0] == messages[1]
            with pytest.raises(NotFoundError):
                await events.get(conn, "a-e", guild=guild)


async def test_what_a_guilds_own_feed_says_never_changes_what_others_see(store: Store) -> None:
    catalogue, own = await a_source(store, CATALOGUE), await a_source(store, ONE)
    await saved(store, an_article(url="https://example.com/1"), catalogue)
    forged = await saved(
        store, an_article(body="The museum burns on March 20. " + BODY, url="https://example.com/1"), own
    )
    assert forged.new
    assert forged.article.id != "a"
    async with store.read() as conn:
        assert [a.body for a in await articles.latest(conn, guild=TWO, limit=5)] == [BODY]
        assert len(await articles.latest(conn, guild=ONE, limit=5)) == 2
        assert {e.event.id for e in await events.upcoming(conn, guild=TWO, on=NOW.date(), limit=5)} == {"a-e"}


async def test_an_article_that_was_shared_parts_when_one_of_its_sources_changes_it(store: Store) -> None:
    catalogue, own = await a_source(store, CATALOGUE), await a_source(store, ONE)
    await saved(store, an_article(), catalogue)
    assert not (await saved(store, an_article(), own)).new
    await saved(store, an_article(body="Changed. " + BODY), own)
    async with store.read() as conn:
        assert [a.body for a in await articles.latest(conn, guild=TWO, limit=5)] == [BODY]
        assert [a.body for a in await articles.latest(conn, guild=ONE, limit=5) if a.body != BODY]


async def test_a_source_that_is_removed_takes_its_articles_out_of_sight(store: Store) -> None:
    source = await a_source(store, ONE)
    await saved(store, an_article(), source)
    async with store.write() as conn:
        with pytest.raises(NotFoundError):
            await sources.remove(conn, source, owner=TWO)
        await sources.remove(conn, source, owner=ONE)
    async with store.read() as conn:
        assert await articles.latest(conn, guild=ONE, limit=5) == []


NAUGHTY = [
    '"',
    "museum OR",
    "x* NEAR(y)",
    "'; DROP TABLE article;--",
    "headline:museum",
    "-",
    "\0",
    "(",
    "& | ! <->",
    "a" * 5000,
]


@pytest.mark.parametrize("words", NAUGHTY)
async def test_a_search_takes_words_and_never_operators(store: Store, words: str) -> None:
    await saved(store, an_article(), await a_source(store, CATALOGUE))
    async with store.read() as conn:
        await articles.search(conn, words, guild=ONE, limit=5)
        assert len(await articles.search(conn, "museums open", guild=ONE, limit=5)) == 1


async def test_an_amendment_holds_for_its_guild_only_and_survives_a_new_reading(store: Store) -> None:
    source = await a_source(store, CATALOGUE)
    await saved(store, an_article(), source)
    async with store.write() as conn:
        change = Amendment(title="The museum is inaugurated")
        await events.amend(conn, "a-e", guild=ONE, change=change, actor="7", now=NOW)
        await events.amend(conn, "a-e", guild=TWO, change=Amendment(dismissed=True), actor="8", now=NOW)
        with pytest.raises(NotFoundError):
            await events.amend(conn, "none", guild=ONE, change=change, actor="7", now=NOW)
    await saved(store, an_article(body=BODY + " More."), source)
    async with store.read() as conn:
        (mine,) = await events.upcoming(conn, guild=ONE, on=NOW.date(), limit=5)
        assert (mine.event.title, mine.amended) == ("The museum is inaugurated", True)
        assert await events.upcoming(conn, guild=TWO, on=NOW.date(), limit=5) == []
        (others,) = await events.upcoming(conn, guild="discord:3", on=NOW.date(), limit=5)
        assert (others.event.title, others.amended) == ("The harbour museum opens", False)


async def test_sources_are_due_when_their_time_has_come(store: Store) -> None:
    source = await a_source(store, CATALOGUE)
    async with store.write() as conn:
        (one,) = await sources.due(conn, NOW, 5)
        assert not one.primed
        await sources.failed(conn, source, "no answer", NOW + MINUTE, NOW)
        await sources.failed(conn, source, "no answer", NOW + MINUTE, NOW)
        assert await sources.due(conn, NOW, 5) == []
        (one,) = await sources.due(conn, NOW + MINUTE, 5)
        assert one.failures == 2
        await sources.polled(conn, source, Poll(etag='"x"', title="Town"), NOW + 2 * MINUTE, NOW)
        record = await sources.get(conn, source, guild=ONE)
        assert (record.failures, record.last_error, record.etag, record.title) == (0, None, '"x"', "Town")
        assert record.primed
        assert record.next_poll == NOW + 2 * MINUTE


async def test_adding_a_source_twice_gives_the_same_one(store: Store) -> None:
    assert await a_source(store, ONE) == await a_source(store, ONE)
    assert await a_source(store, ONE) != await a_source(store, TWO)
    async with store.read() as conn:
        assert [s.owner for s in await sources.listed(conn, guild=ONE)] == [ONE]
        assert len(await sources.listed(conn, guild=None)) == 2


async def test_a_policy_is_kept_and_guilds_that_see_an_article_are_found(store: Store) -> None:
    await saved(store, an_article(), await a_source(store, ONE))
    async with store.write() as conn:
        assert await guilds.get(conn, ONE) == GuildPolicy(platform="discord", guild="1")
        for number in ("1", "2"):
            policy = Policy(channel="10", zone="Asia/Tokyo")
            await guilds.put(conn, GuildPolicy(platform="discord", guild=number, name="G", policy=policy), NOW)
        assert (await guilds.get(conn, ONE)).policy.zone == "Asia/Tokyo"
        assert [g.guild for g in await guilds.seeing(conn, "a")] == ["1"]
    await saved(store, an_article(), await a_source(store, CATALOGUE), "2")
    async with store.write() as conn:
        assert [g.guild for g in await guilds.seeing(conn, "a")] == ["1", "2"]
        await guilds.forget(conn, ONE)
        assert [g.guild for g in await guilds.known(conn)] == ["2"]


async def test_schedules_are_replaced_taken_in_order_and_moved(store: Store) -> None:
    def row(name: str, due: datetime | None) -> Schedule:
        lead = timedelta(days=1)
        return Schedule(id=name, kind=ScheduleKind.REMINDER, guild=ONE, subject="e", lead=lead, next_due=due)

    async with store.write() as conn:
        await schedules.put(conn, [row("late", NOW), row("soon", NOW - MINUTE), row("ended", None)])
        await schedules.put(conn, [row("late", NOW), row("far", NOW + MINUTE)])
        assert [s.id for s in await schedules.due(conn, NOW, 5)] == ["soon", "late"]
        assert await schedules.due(conn, NOW, 1) == [row("soon", NOW - MINUTE)]
        assert await schedules.next_due(conn, NOW) == NOW + MINUTE
        await schedules.move(conn, "soon", None)
        assert [s.id for s in await schedules.due(conn, NOW, 5)] == ["late"]
        await schedules.clear(conn, ONE, ScheduleKind.REMINDER)
        assert await schedules.next_due(conn, NOW - timedelta(days=9)) is None


async def test_a_key_that_was_ever_used_is_never_used_again(store: Store) -> None:
    async with store.write() as conn:
        assert await outbox.enqueue(conn, [a_delivery("x"), a_delivery("x"), a_delivery("y")], NOW) == 2
        assert await outbox.enqueue(conn, [a_delivery("x")], NOW) == 0
        (x, _) = await outbox.claim(conn, sender="s", now=NOW, lease=MINUTE, limit=5)
        await outbox.sent(conn, x.id, Receipt(message="77"), NOW)
        assert await outbox.purge(conn, NOW + MINUTE) == 1
        assert await outbox.enqueue(conn, [a_delivery(x.message.headline)], NOW) == 0


async def test_two_planners_at_once_owe_one_message(store: Store) -> None:
    async def plan() -> int:
        async with store.write() as conn:
            return await outbox.enqueue(conn, [a_delivery("same")], NOW)

    assert sorted(await asyncio.gather(*(plan() for _ in range(6)))) == [0, 0, 0, 0, 0, 1]


async def test_many_senders_at_once_never_take_one_delivery_twice(store: Store) -> None:
    async with store.write() as conn:
        await outbox.enqueue(conn, [a_delivery(str(n)) for n in range(60)], NOW)
    taken = await asyncio.gather(*(claimed(store, f"s{n}", NOW, 9) for n in range(8)))
    names = [name for some in taken for name in some]
    assert len(names) == len(set(names)) == 60


async def test_alerts_go_before_reminders_before_digests_and_held_ones_wait(store: Store) -> None:
    async with store.write() as conn:
        rows = [a_delivery(p.value, priority=p) for p in (Priority.DIGEST, Priority.REMINDER, Priority.ALERT)]
        await outbox.enqueue(conn, [*rows, a_delivery("held", not_before=NOW + MINUTE)], NOW)
    assert await claimed(store, "s", NOW) == ["alert", "reminder", "digest"]
    assert await claimed(store, "s", NOW + timedelta(seconds=59)) == []


async def test_a_delivery_whose_sender_is_gone_is_taken_again_with_its_first_attempt_remembered(store: Store) -> None:
    async with store.write() as conn:
        await outbox.enqueue(conn, [a_delivery("x")], NOW)
        (first,) = await outbox.claim(conn, sender="a", now=NOW, lease=MINUTE, limit=5)
        assert await outbox.claim(conn, sender="b", now=NOW + MINUTE / 2, lease=MINUTE, limit=5) == []
        assert await outbox.renew(conn, first.id, sender="a", until=NOW + 2 * MINUTE)
        assert await outbox.claim(conn, sender="b", now=NOW + MINUTE, lease=MINUTE, limit=5) == []
        (again,) = await outbox.claim(conn, sender="b", now=NOW + 2 * MINUTE, lease=MINUTE, limit=5)
        assert (again.id, again.attempt, again.first_attempt_at) == (first.id, 2, NOW)
        assert not await outbox.renew(conn, first.id, sender="a", until=NOW + 9 * MINUTE)
    assert len(first.id) <= 25


async def test_what_became_of_a_delivery_is_kept(store: Store) -> None:
    async with store.write() as conn:
        await outbox.enqueue(conn, [a_delivery(name) for name in "abcd"], NOW)
        taken = {d.message.headline: d.id for d in await outbox.claim(conn, sender="s", now=NOW, lease=MINUTE, limit=9)}
        await outbox.sent(conn, taken["a"], Receipt(message="77"), NOW)
        await outbox.retry(conn, taken["b"], NOW + MINUTE, "no answer")
        await outbox.rejected(conn, taken["c"], "no such channel", NOW)
        await outbox.unknown(conn, taken["d"], "not readable", NOW)
        await outbox.retry(conn, taken["a"], NOW, "too late to say so")
        found = {d.message.headline: d for d in await outbox.listed(conn, guild=ONE, limit=9)}
        assert {k: v.state.value for k, v in found.items()} == {
            "a": "sent",
            "b": "failed",
            "c": "rejected",
            "d": "unknown",
        }
        assert (found["a"].receipt, found["b"].retry_at, found["c"].error) == ("77", NOW + MINUTE, "no such channel")
        assert await outbox.listed(conn, guild=TWO, limit=9) == []
        assert [d.id for d in await outbox.listed(conn, guild=ONE, limit=9, state=DeliveryState.SENT)] == [taken["a"]]
        assert await outbox.next_ready(conn, NOW) == NOW + MINUTE
    assert await claimed(store, "s", NOW + MINUTE) == ["b"]


async def test_what_is_too_late_expires_and_is_not_sent(store: Store) -> None:
    async with store.write() as conn:
        await outbox.enqueue(conn, [a_delivery("x", expires_at=NOW + MINUTE), a_delivery("y")], NOW)
        assert await outbox.expire(conn, NOW) == 0
        assert await outbox.expire(conn, NOW + MINUTE) == 1
        assert await outbox.withdraw(conn, cause="a", now=NOW) == 1
    assert await claimed(store, "s", NOW + MINUTE) == []


async def test_a_disabled_channel_holds_back_its_own_messages_only(store: Store) -> None:
    other = HERE.model_copy(update={"channel": "11"})
    async with store.write() as conn:
        await outbox.enqueue(conn, [a_delivery("here"), a_delivery("there", destination=other)], NOW)
        await outbox.disable(conn, HERE, "no access", NOW)
        assert await outbox.disabled(conn, HERE) == "no access"
        assert await outbox.disabled(conn, other) is None
    assert await claimed(store, "s", NOW) == ["there"]
    async with store.write() as conn:
        await outbox.enable(conn, HERE)
    assert await claimed(store, "s", NOW) == ["here"]


async def test_a_change_is_written_down_with_what_was_before(store: Store) -> None:
    async with store.write() as conn:
        await audit.write(
            conn, guild=ONE, actor="7", action="set", subject="zone", before="UTC", after="Asia/Tokyo", now=NOW
        )
    async with store.read() as conn:
        (entry,) = await audit.listed(conn, guild=ONE, limit=5)
        assert (entry.actor, entry.before, entry.after, entry.at) == ("7", "UTC", "Asia/Tokyo", NOW)
        assert await audit.listed(conn, guild=TWO, limit=5) == []


async def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    async def fail() -> None:
        async with store.write() as conn:
            await sources.add(conn, NewSource(kind=SourceKind.FEED, address="x"), NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    async with store.read() as conn:
        assert await sources.listed(conn, guild=None) == []
