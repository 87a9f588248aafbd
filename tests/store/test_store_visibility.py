"""Whose data: what one guild's own sources tell is seen by nobody else, by no verb, and changes nothing for others."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Iterable
from datetime import date
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import NotFoundError
from bot.model.event import Amendment
from bot.model.source import CATALOGUE, SourceKind
from bot.store import amendments, articles, events, guilds, sources
from bot.store.engine import Store
from tests.store.made_store import (
    BODY,
    MINUTE,
    NOW,
    ONE,
    THREE,
    TODAY,
    TWO,
    a_source,
    an_article,
    bodies,
    saved,
    settled,
)

Verb = Callable[[AsyncConnection, str | None], Awaitable[set[str]]]
EVERY = ("private-1", "private-2", "common", "none")
NOBODY = ("", "discord", "discord:", ":1", "1", "discord:11", "catalogue ", "discord:1' OR '1'='1", "%")


async def _get(conn: AsyncConnection, guild: str | None) -> set[str]:
    return await _found(articles.get, conn, guild, "private-1", "private-2", "common", "none")


async def _get_event(conn: AsyncConnection, guild: str | None) -> set[str]:
    names = ("private-1-e", "private-2-e", "common-e", "none-e")
    return {name.removesuffix("-e") for name in await _found(events.get, conn, guild, *names)}


async def _found(verb: Any, conn: AsyncConnection, guild: str | None, *names: str) -> set[str]:
    found = set()
    for name in names:
        try:
            await verb(conn, name, guild=guild)
        except NotFoundError:
            continue
        found.add(name)
    return found


async def _told_of(conn: AsyncConnection, guild: str | None) -> set[str]:
    names = ("private-1", "private-2", "common", "none")
    return {name for name in names if await events.of_article(conn, name, guild=guild)}


VERBS: dict[str, Verb] = {
    "get": _get,
    "latest": lambda conn, guild: _ids(articles.latest(conn, guild=guild, limit=99)),
    "since": lambda conn, guild: _ids(articles.latest(conn, guild=guild, limit=99, since=NOW - MINUTE)),
    "search": lambda conn, guild: _ids(articles.search(conn, "museum", guild=guild, limit=99)),
    "newest": lambda conn, guild: _same(articles.newest(conn, guild=guild, limit=99)),
    "records": lambda conn, guild: _same(articles.records(conn, EVERY, guild=guild)),
    "within": lambda conn, guild: _told_in(events.within(conn, (TODAY, date.max), guild=guild, limit=99)),
    "versions": lambda conn, guild: _found(articles.versions, conn, guild, "private-1", "private-2", "common"),
    "event": _get_event,
    "upcoming": lambda conn, guild: _told_in(events.upcoming(conn, guild=guild, on=TODAY, limit=99)),
    "listed": lambda conn, guild: _told_in(events.listed(conn, guild=guild, limit=99)),
    "match": lambda conn, guild: _told_in(events.match(conn, "museum", guild=guild, on=TODAY, limit=99)),
    "match nothing": lambda conn, guild: _told_in(events.match(conn, "", guild=guild, on=TODAY, limit=99)),
    "of_article": _told_of,
}  # fmt: skip


async def _ids(found: Awaitable[list[Any]]) -> set[str]:
    return {one.id for one in await found}


async def _same(found: Awaitable[Iterable[str]]) -> set[str]:
    return set(await found)


async def _told_in(found: Awaitable[list[Any]]) -> set[str]:
    return {one.article for one in await found}


@pytest.fixture
async def filled(store: Store) -> Store:
    """An article of guild 1, one of guild 2 and one of the catalogue."""
    for owner, name in ((ONE, "private-1"), (TWO, "private-2"), (CATALOGUE, "common")):
        await saved(store, an_article(name, f"{BODY} Told by {name}."), await a_source(store, owner))
    return store


async def test_every_reading_verb_shows_a_guild_its_own_and_the_catalogues_articles_only(filled: Store) -> None:
    everything = {"private-1", "private-2", "common"}
    expected = {ONE: {"private-1", "common"}, TWO: {"private-2", "common"}, None: everything, CATALOGUE: {"common"}}
    async with filled.read() as conn:
        for guild in (ONE, TWO, THREE, CATALOGUE, None, *NOBODY):
            for name, verb in VERBS.items():
                assert await verb(conn, guild) == expected.get(guild, {"common"}), (name, guild)


async def test_another_guilds_article_looks_exactly_like_a_missing_one(filled: Store) -> None:
    async with filled.read() as conn:
        for verb, hidden in (
            (articles.get, "private-1"),
            (events.get, "private-1-e"),
            (articles.versions, "private-1"),
        ):
            said = []
            for name in (hidden, "none"):
                with pytest.raises(NotFoundError) as caught:
                    await verb(conn, name, guild=TWO)
                said.append(str(caught.value).replace(name, "…"))
            assert said[0] == said[1]
    async with filled.write() as conn:
        for name in ("private-1-e", "none-e"):
            with pytest.raises(NotFoundError):
                await events.amend(conn, name, guild=TWO, change=Amendment(dismissed=True), actor="7", now=NOW)


async def test_sources_of_another_guild_are_not_listed_read_or_removed(store: Store) -> None:
    hidden, shown = await a_source(store, ONE), await a_source(store, CATALOGUE)
    async with store.write() as conn:
        assert [one.id for one in await sources.listed(conn, guild=TWO)] == [shown]
        for name in (hidden, "none", "9" * 30, "-1", "1 OR 1=1"):
            with pytest.raises(NotFoundError):
                await sources.get(conn, name, guild=TWO)
            with pytest.raises(NotFoundError):
                await sources.remove(conn, name, owner=TWO)
        assert len(await sources.listed(conn, guild=None)) == 2


async def test_who_is_told_of_an_article_are_those_who_see_it_and_have_a_channel(filled: Store) -> None:
    await settled(filled, "1", "2", "3")
    async with filled.read() as conn:
        told = {
            name: {one.guild for one in await guilds.seeing(conn, name)} for name in ("private-1", "common", "none")
        }
    assert told == {"private-1": {"1"}, "common": {"1", "2", "3"}, "none": set()}


async def test_what_a_guilds_own_feed_says_never_changes_what_others_see(store: Store) -> None:
    address = "https://example.com/1"
    await saved(store, an_article(url=address), await a_source(store, CATALOGUE))
    own = await a_source(store, ONE)
    forged = await saved(store, an_article(body="The museum burns on March 20.", url=address), own)
    assert forged.new
    assert forged.article.id != "a"
    assert await bodies(store, TWO) == [BODY]
    assert await bodies(store, ONE) == sorted([BODY, "The museum burns on March 20."])


async def test_one_who_knows_only_the_address_or_the_id_of_an_article_does_not_get_to_see_it(store: Store) -> None:
    address = "https://example.com/secret"
    await saved(store, an_article("id", url=address), await a_source(store, ONE))
    probe = await a_source(store, TWO)
    for n, guess in enumerate((an_article("id", "A guess."), an_article("other", "Another.", url=address))):
        answer = await saved(store, guess, probe, str(n))
        assert answer.new
        assert answer.article.body == guess.body
    assert await bodies(store, TWO) == ["A guess.", "Another."]
    assert await bodies(store, ONE) == [BODY]


async def test_an_article_is_shared_between_owners_only_while_it_is_the_same_to_the_letter(store: Store) -> None:
    first, second = await a_source(store, ONE), await a_source(store, TWO)
    token = an_article(url="https://example.com/1?token=of-guild-one")
    await saved(store, token, first)
    plain = await saved(store, an_article(url="https://example.com/1"), second)
    assert (plain.new, plain.article.url) == (True, "https://example.com/1")
    same = await saved(store, an_article("b", "Same."), first, "b")
    shared = await saved(store, an_article("b", "Same."), second, "b")
    assert (shared.new, shared.changed, shared.article.id) == (True, False, same.article.id)
    changed = await saved(store, an_article("b", "No longer the same."), second, "b")
    assert (changed.new, changed.changed) == (False, True)
    assert changed.article.id != same.article.id
    assert await bodies(store, ONE) == sorted([BODY, "Same."])
    assert await bodies(store, TWO) == sorted([BODY, "No longer the same."])


async def test_the_catalogue_changes_what_guilds_share_with_it_and_no_guild_does(store: Store) -> None:
    common, own = await a_source(store, CATALOGUE), await a_source(store, ONE)
    await saved(store, an_article(), common)
    assert not (await saved(store, an_article(), own)).new  # the guild saw it already
    update = await saved(store, an_article(body="Corrected."), common)
    assert (update.article.id, update.article.version, update.changed) == ("a", 2, True)
    assert await bodies(store, ONE) == await bodies(store, TWO) == ["Corrected."]
    parted = await saved(store, an_article(body="As guild one has it."), own)
    assert parted.article.id != "a"
    assert await bodies(store, TWO) == ["Corrected."]


async def test_what_the_catalogue_tells_too_is_new_to_all_others(store: Store) -> None:
    await settled(store, "1", "2")
    await saved(store, an_article(), await a_source(store, ONE))
    common = await saved(store, an_article(), await a_source(store, CATALOGUE))
    assert (common.new, common.article.id) == (True, "a")
    async with store.read() as conn:
        assert [one.guild for one in await guilds.seeing(conn, "a")] == ["1", "2"]


async def test_a_guild_is_not_told_again_what_another_source_told_it_first(store: Store) -> None:
    await settled(store, "1", "2")
    address = "https://example.com/1"
    await saved(store, an_article(url=address), await a_source(store, ONE))
    common = await saved(store, an_article(body="In other words.", url=address), await a_source(store, CATALOGUE))
    async with store.read() as conn:
        assert [one.guild for one in await guilds.seeing(conn, "a")] == ["1"]
        assert [one.guild for one in await guilds.seeing(conn, common.article.id)] == ["2"]


async def test_amendments_are_read_by_their_guild_only(filled: Store) -> None:
    async with filled.write() as conn:
        change = Amendment(title="It opens its doors")
        await events.amend(conn, "common-e", guild=ONE, change=change, actor="7", now=NOW)
        assert await amendments.of_guild(conn, ONE) == {"common-e": change}
        assert await amendments.of_guild(conn, TWO) == {}
        assert await amendments.of_guild(conn, None) == {}


async def test_the_words_of_another_guilds_article_find_nothing(store: Store) -> None:
    await saved(store, an_article(body="A zeppelin lands."), await a_source(store, ONE))
    async with store.read() as conn:
        assert [one.id for one in await articles.search(conn, "zeppelin", guild=ONE, limit=9)] == ["a"]
        assert await articles.search(conn, "zeppelin", guild=TWO, limit=9) == []
        assert await articles.search(conn, "zeppelin or fair", guild=TWO, limit=9) == []


OWNERS = (CATALOGUE, ONE, TWO, THREE)
STORIES = ("the fair", "the match", "the vote")


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_is_told_in_whatever_order_no_guild_sees_or_changes_what_is_anothers(
    store: Store, seed: int
) -> None:
    """A walk at random. Whatever a guild sees, the catalogue or its own sources have said to the letter; what a guild's
    source says changes no other view; and what was just said is seen by those for whom it was said."""
    chance = random.Random(seed)
    feeds = {
        await a_source(store, owner, f"https://{n}.example", kind): owner
        for owner in OWNERS
        for n, kind in enumerate((SourceKind.FEED, SourceKind.FILE))
    }
    said: dict[str, set[str]] = {owner: set() for owner in OWNERS}
    views = {guild: await bodies(store, guild) for guild in OWNERS}
    for step in range(40):
        feed, owner = chance.choice(list(feeds.items()))
        story, state = chance.choice(STORIES), chance.randrange(4)
        body = f"Of {story}, state {state}."
        identity = f"{story} {chance.randrange(2)}"
        url = f"https://news.example/{story}" if chance.random() < 0.7 else None
        told = await saved(store, an_article(story, body, url=url), feed, identity)
        said[owner].add(body)
        after = {guild: await bodies(store, guild) for guild in OWNERS}
        for guild in OWNERS:
            assert set(after[guild]) <= said[CATALOGUE] | said[guild], (seed, step, guild)
            if owner not in {CATALOGUE, guild}:
                assert after[guild] == views[guild], (seed, step, guild)
        assert told.article.body in after[owner]
        assert body in after[owner] or body in {b for past in await _past(store, owner) for b in past}
        views = after
    await store.check()


async def _past(store: Store, guild: str) -> list[list[str]]:
    async with store.read() as conn:
        names = await articles.newest(conn, guild=guild, limit=999)
        return [[one.body for one in await articles.versions(conn, name, guild=guild)] for name in names]
