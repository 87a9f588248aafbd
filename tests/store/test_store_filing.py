"""One story is one article: what is told again, changed, moved to another address, or told by several sources."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.decide.happenings import same_events
from bot.errors import NotFoundError
from bot.model.event import Amendment, Relation
from bot.model.source import CATALOGUE, SourceKind
from bot.store import articles, changes, events, sources
from bot.store.engine import Store
from bot.store.identity import continued, distinct, fingerprint, rebased
from tests.store.made_store import BODY, NOW, ONE, TODAY, a_day, a_source, an_article, an_event, bodies, saved

URL = "https://example.com/museum"
LATER = NOW + timedelta(hours=1)


async def test_an_article_comes_back_as_it_was_stored(store: Store) -> None:
    source = await a_source(store, CATALOGUE)
    odd = an_article(
        body="Null \x00, tab \t, “quotes”, 日本語, 👩‍🚀, e\u0301 and \u202e.", url=URL, byline="Ada \x00 Long"
    )
    told = await saved(store, odd, source)
    assert (told.new, told.changed, told.article) == (True, False, odd)
    async with store.read() as conn:
        assert await articles.get(conn, "a", guild=ONE) == odd
        assert await articles.latest(conn, guild=ONE, limit=5) == [odd]
        assert await articles.said(conn, source, ["1", "2"]) == {"1": None}
        assert await articles.known_as(conn, source=source, identity="1") == "a"
        assert await articles.known_as(conn, source=source, identity="2") is None


async def test_the_same_again_changes_nothing(store: Store) -> None:
    source = await a_source(store, CATALOGUE)
    await saved(store, an_article(), source)
    async with store.read() as conn:
        before = await changes.last(conn)
    again = await saved(store, an_article(), source, now=LATER)
    assert (again.new, again.changed) == (False, False)
    async with store.read() as conn:
        assert await changes.last(conn) == before


async def test_new_content_is_the_next_version_and_the_earlier_one_is_kept(store: Store) -> None:
    source = await a_source(store, CATALOGUE)
    await saved(store, an_article(), source)
    moved = (an_event("a-e", a_day(date(2026, 3, 21))),)
    told = await saved(store, an_article(body=BODY + " Tickets are free.", events=moved), source, now=LATER)
    assert (told.new, told.changed, told.article.id, told.article.version) == (False, True, "a", 2)
    async with store.read() as conn:
        assert await articles.versions(conn, "a", guild=ONE) == [an_article()]
        (event,) = await events.upcoming(conn, guild=ONE, on=TODAY, limit=5)
        assert event.event.when.value == "2026-03-21"
        assert await articles.search(conn, "tickets", guild=ONE, limit=5) == [told.article]


async def test_another_address_of_the_same_content_keeps_the_id(store: Store) -> None:
    source = await a_source(store, CATALOGUE)
    await saved(store, an_article("old", url=URL), source)
    async with store.read() as conn:
        ((before, _),) = (await changes.states(conn)).values()
    moved = await saved(store, an_article("made of the new address", url=URL + "-renamed"), source)
    assert (moved.new, moved.changed, moved.article.id) == (False, False, "old")
    assert (moved.article.url, moved.article.version) == (URL + "-renamed", 1)
    assert [event.id for event in moved.article.events] == ["old-e"]
    async with store.read() as conn:
        ((after, _),) = (await changes.states(conn)).values()
    assert after != before  # what is made of it has to be made anew


@pytest.mark.parametrize(
    "other",
    [
        an_article("b", url=URL),
        an_article("b", body="In other words, the museum opens.", url=URL),
        an_article("a", body="In other words, the museum opens."),
        an_article("b", url="https://other.example/copy"),
    ],
    ids=["all but the id", "the address", "the id", "the content"],
)
async def test_two_sources_of_one_owner_that_tell_one_story_are_one_article(store: Store, other: Any) -> None:
    first, second = await a_source(store, CATALOGUE), await a_source(store, CATALOGUE, "https://two.example")
    await saved(store, an_article(url=URL), first)
    told = await saved(store, other, second)
    assert not told.new
    assert told.changed == (other.body != BODY)
    assert told.article.id == "a"
    assert len(await bodies(store, None)) == 1
    async with store.read() as conn:
        assert await articles.known_as(conn, source=second, identity="1") == "a"


async def test_two_sources_with_differing_texts_of_one_story_do_not_undo_each_other_at_every_poll(store: Store) -> None:
    first, second = await a_source(store, CATALOGUE), await a_source(store, CATALOGUE, "https://two.example")
    short, long = an_article(url=URL), an_article(body=BODY + " It has three halls.", url=URL)
    await saved(store, short, first)
    assert (await saved(store, long, second)).article.version == 2
    for source, article in ((first, short), (second, long)) * 3:
        told = await saved(store, article, source)
        assert (told.new, told.changed, told.article.version) == (False, False, 2)
    assert (await saved(store, an_article(body="Corrected.", url=URL), first)).article.version == 3


async def test_a_feed_whose_entries_all_link_to_one_page_tells_as_many_stories(store: Store) -> None:
    source = await a_source(store, CATALOGUE)
    texts = [f"Line {n} is late." for n in range(4)]
    told = [await saved(store, an_article("of-the-page", t, url=URL, headline=t), source, t) for t in texts]
    assert all(one.new for one in told)
    assert len({one.article.id for one in told}) == 4
    assert await bodies(store, None) == texts


async def test_two_feeds_that_link_to_the_front_page_do_not_become_one_story(store: Store) -> None:
    first, second = await a_source(store, CATALOGUE), await a_source(store, CATALOGUE, "https://two.example")
    front = "https://example.com/"
    await saved(store, an_article("front", url=front, headline="One"), first)
    told = await saved(store, an_article("front", "Quite another story.", url=front, headline="Two"), second)
    assert told.new
    assert len(await bodies(store, None)) == 2


async def test_a_feed_that_changes_the_ids_of_its_entries_floods_nobody(store: Store) -> None:
    source = await a_source(store, CATALOGUE)
    for n in range(3):
        await saved(store, an_article(f"a{n}", f"Story {n}.", url=f"{URL}/{n}", headline=f"H{n}"), source, f"old {n}")
    for n in range(3):
        same = an_article(f"a{n}", f"Story {n}.", url=f"{URL}/{n}", headline=f"H{n}")
        assert not (await saved(store, same, source, f"new {n}")).new
    edited = an_article("a0", "Story 0, edited.", url=f"{URL}/0", headline="H0")
    told = await saved(store, edited, source, "newer 0")
    assert (told.new, told.changed, told.article.version) == (False, True, 2)


async def test_articles_of_a_batch_keep_their_ids_even_where_two_are_alike(store: Store) -> None:
    by_hand = await a_source(store, CATALOGUE, "by hand", SourceKind.FILE)
    for name in ("7", "8"):
        told = await saved(store, an_article(name, events=(an_event(f"{name}-e"),)), by_hand, f"batch {name}")
        assert (told.new, told.article.id) == (True, name)
    again = await saved(store, an_article("7", "Changed."), by_hand, "batch 7")
    assert (again.changed, again.article.id) == (True, "7")


async def test_events_of_two_articles_that_claim_one_id_are_two(store: Store) -> None:
    source = await a_source(store, CATALOGUE)
    twice = (an_event("e"), an_event("e", title="The market opens"))
    for name in "ab":
        told = await saved(store, an_article(name, f"The {name}.", headline=name, events=twice), source, name)
        assert len({event.id for event in told.article.events}) == 2
        async with store.read() as conn:
            assert await articles.get(conn, name, guild=None) == told.article
    async with store.read() as conn:
        assert len(await events.upcoming(conn, guild=None, on=TODAY, limit=9)) == 4


async def test_a_better_reading_of_the_same_content_replaces_the_record(store: Store) -> None:
    source = await a_source(store, CATALOGUE)
    await saved(store, an_article(), source)
    async with store.write() as conn:
        change = Amendment(title="Amended")
        await events.amend(conn, "a-e", guild=ONE, change=change, actor="7", now=NOW)
        better = an_article(events=(an_event("a-e", a_day(date(2026, 3, 22))), an_event("new")))
        await articles.rewrite(conn, better)
        with pytest.raises(NotFoundError):
            await articles.rewrite(conn, an_article("none"))
    async with store.read() as conn:
        assert await articles.get(conn, "a", guild=None) == better
        found = await events.of_article(conn, "a", guild=ONE)
    assert [(one.event.title, one.event.when.value) for one in found if one.amended] == [("Amended", "2026-03-22")]


async def test_an_amendment_goes_along_when_an_owner_gets_a_copy_of_its_own(store: Store) -> None:
    common, own = await a_source(store, CATALOGUE), await a_source(store, ONE)
    for source in (common, own):
        await saved(store, an_article(), source)
    async with store.write() as conn:
        await events.amend(conn, "a-e", guild=ONE, change=Amendment(title="Amended"), actor="7", now=NOW)
    parted = await saved(store, an_article(body=BODY + " More."), own)
    async with store.read() as conn:
        (mine,) = await events.of_article(conn, parted.article.id, guild=ONE)
    assert (mine.event.title, mine.amended) == ("Amended", True)


async def test_a_source_that_is_removed_takes_along_what_it_alone_told(store: Store) -> None:
    first, second = await a_source(store, ONE), await a_source(store, ONE, "https://two.example")
    await saved(store, an_article("both", "Told by both."), first, "b")
    await saved(store, an_article("both", "Told by both."), second, "b")
    await saved(store, an_article("alone"), first, "a")
    async with store.write() as conn:
        await events.amend(conn, "alone-e", guild=ONE, change=Amendment(dismissed=True), actor="7", now=NOW)
        await sources.remove(conn, first, owner=ONE)
    assert await bodies(store, None) == ["Told by both."]
    async with store.read() as conn:
        assert await articles.search(conn, "harbour", guild=None, limit=9) == []
        assert [one.article for one in await events.listed(conn, guild=None, limit=9)] == ["both"]
        assert await events.match(conn, "alone", guild=None, on=TODAY, limit=9) == []
    told = await saved(store, an_article("alone"), second, "a")
    assert told.new
    async with store.read() as conn:
        assert len(await events.of_article(conn, "alone", guild=ONE)) == 1  # the amendment went with the article
    await store.check()


async def test_an_article_of_no_known_source_is_refused(store: Store) -> None:
    for name in ("99", "none", ""):
        with pytest.raises(NotFoundError, match="source"):
            await saved(store, an_article(), name)


async def test_the_latest_are_by_publication_and_nothing_is_newer_than_its_coming(store: Store) -> None:
    source = await a_source(store, CATALOGUE)
    published = {
        "in the future": datetime(2099, 1, 1, tzinfo=NOW.tzinfo),
        "an hour ago": NOW - timedelta(hours=1),
        "yesterday": date(2026, 2, 8),
        "yesterday evening": datetime.fromisoformat("2026-02-09T01:00:00+09:00"),
        "never said": None,
    }
    for n, (name, when) in enumerate(published.items()):
        article = an_article(f"{n}", name, headline=name, published=when)
        await saved(store, article, source, name, now=NOW + timedelta(seconds=n))
    async with store.read() as conn:
        found = await articles.latest(conn, guild=ONE, limit=9)
        assert [one.body for one in found] == [
            "never said",
            "in the future",
            "an hour ago",
            "yesterday",
            "yesterday evening",
        ]
        assert [one.published for one in found if one.body in published] == [published[one.body] for one in found]
        assert len(await articles.latest(conn, guild=ONE, limit=2)) == 2


async def test_what_came_since_is_what_came_to_that_guilds_sight(store: Store) -> None:
    first, second = await a_source(store, ONE), await a_source(store, CATALOGUE)
    await saved(store, an_article("early", "Early."), first, "e", now=NOW)
    await saved(store, an_article("late", "Late.", headline="Late"), first, "l", now=LATER)
    await saved(store, an_article("early", "Early."), second, "e", now=LATER)
    async with store.read() as conn:
        for guild, since, expected in (
            (ONE, NOW, ["late"]),
            (ONE, NOW - timedelta(1), ["early", "late"]),
            ("discord:2", NOW, ["early"]),
            ("discord:2", LATER, []),
            (None, NOW, ["late"]),
        ):
            found = await articles.latest(conn, guild=guild, limit=9, since=since)
            assert sorted(one.id for one in found) == expected, (guild, since)


async def test_many_identities_are_asked_for_at_once_however_long(store: Store) -> None:
    source = await a_source(store, CATALOGUE)
    long = "guid " * 2000
    await saved(store, an_article(), source, long)
    async with store.read() as conn:
        asked = [long, long + "x", *(str(n) for n in range(40_000))]
        assert await articles.said(conn, source, asked) == {long: None}
        assert await articles.said(conn, source, []) == {}


async def test_pollers_that_bring_one_story_at_the_same_moment_store_it_once(database_url: str) -> None:
    async with Store.open(database_url) as store, Store.open(database_url) as other:
        names = [await a_source(store, CATALOGUE, f"https://{n}.example") for n in range(6)]
        stores = [store, other] * 3
        told = await asyncio.gather(
            *(saved(s, an_article(url=URL), n) for s, n in zip(stores, names, strict=True)),
        )
        assert [one.new for one in told].count(True) == 1
        assert {one.article.id for one in told} == {"a"}
        assert await bodies(store, None) == [BODY]


def test_another_id_is_a_function_of_the_id_and_the_salt() -> None:
    related = an_event("e2", relations=(Relation(kind="after", event="e1"),))
    article = an_article(events=(an_event("e1"), related))
    one, other = rebased(article, "x"), rebased(article, "y")
    assert one == rebased(article, "x")
    assert len({article.id, one.id, other.id}) == 3
    assert one.events[1].relations[0].event == one.events[0].id
    assert fingerprint(one) == fingerprint(article)


def test_what_was_found_in_a_text_is_no_part_of_what_the_source_gave() -> None:
    article = an_article()
    same = an_article("b", events=(), version=3, published_note="read", content_hash="x")
    assert fingerprint(article) == fingerprint(same)
    inferred = an_article(published_inferred=True)
    assert fingerprint(inferred) == fingerprint(inferred.model_copy(update={"published": date(2025, 2, 9)}))
    for name, value in (("url", URL), ("source", "S"), ("byline", "B"), ("body", BODY + "!"), ("headline", "H")):
        assert fingerprint(article) != fingerprint(article.model_copy(update={name: value}))


def test_events_go_on_under_their_ids_when_the_articles_id_has_changed() -> None:
    march, april = a_day(date(2026, 3, 20)), a_day(date(2026, 4, 2))
    known = an_article("old", events=(an_event("o1"), an_event("o2", april, title="The market closes")))
    now = an_article(
        "new",
        events=(
            an_event("n1", april, title="The old market closes"),
            an_event("n2", march, title="the harbour museum opens"),
            an_event("n3", title="Quite new"),
        ),
    )
    assert same_events(known, now) == {"o1": "n2", "o2": "n1"}
    found = continued(now, known)
    assert found.id == "old"
    assert [event.id for event in found.events][:2] == ["o2", "o1"]
    assert found.events[2].id not in {"n3", "o1", "o2"}
    assert continued(known, known) is known


def test_ids_that_are_taken_are_given_out_anew_and_free_ones_stay() -> None:
    article = an_article(events=(an_event("e"), an_event("f"), an_event("e")))
    found = distinct(article, {"f"})
    assert found.events[0].id == "e"
    assert len({event.id for event in found.events} | {"f"}) == 4
    assert distinct(found, ()) is found
