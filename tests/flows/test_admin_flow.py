"""What admins may change, and what is kept of it; on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.errors import FetchError, NotAFeedError, NotFoundError, NotPermittedError, PolicyError, UnknownZoneError
from bot.flows import admin, intake
from bot.flows.admin import Actor, PolicyChange
from bot.model.article import RawArticle
from bot.model.delivery import Destination
from bot.model.policy import Policy
from bot.model.recurrence import Weekly
from bot.model.schedule import ScheduleKind
from bot.model.source import CATALOGUE, Entry, NewSource, Poll, SourceForPoll, SourceKind
from bot.store import audit, closures, guilds, schedules, sources
from bot.store.engine import Store

NOW = datetime(2026, 2, 9, 12, tzinfo=UTC)
GUILD = "discord:7"
EIGHT = (Weekly(times=(time(8),)),)
ADA = Actor(id="discord:1", name="ada", manages=True)
BEN = Actor(id="discord:2", name="ben", manages=False)
BRIDGE = RawArticle(
    body="SPRINGFIELD, Feb. 9 - The city council will vote on the old bridge on March 19, the mayor said on Monday.",
    published=date(2026, 2, 9),
)


class Site:
    """A site whose page at / names the feed at /feed."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def poll(self, source: SourceForPoll, now: datetime) -> Poll:
        del now
        self.asked.append(source.address)
        if source.address.endswith("/gone"):
            raise FetchError(source.address, "answers 404.")
        if not source.address.endswith("/feed"):
            raise NotAFeedError(source.address, "is not a feed.")
        return Poll(title="Harbour News", entries=(Entry(identity="1", article=BRIDGE),))

    async def discover(self, url: str) -> str:
        return f"{url}/feed"


async def policy(store: Store) -> Policy:
    async with store.read() as conn:
        return (await guilds.get(conn, GUILD)).policy


async def reminders_due(store: Store) -> list[datetime]:
    found: list[datetime] = []
    async with store.read() as conn:
        after = NOW
        while (due := await schedules.next_due(conn, after)) is not None:
            found.append(due)
            after = due
    return found


async def test_who_may_not_manage_the_guild_may_change_and_see_nothing(store: Store) -> None:
    site = Site()
    for attempt in (
        admin.set_policy(store, GUILD, BEN, PolicyChange(zone="UTC"), NOW),
        admin.view_settings(store, GUILD, BEN, NOW),
        admin.add_source(store, site, GUILD, BEN, "https://harbour.example/feed", now=NOW),
        admin.list_sources(store, GUILD, BEN),
        admin.remove_source(store, GUILD, BEN, "any", NOW),
    ):
        with pytest.raises(NotPermittedError, match="Ask one of its admins"):
            await attempt
    assert site.asked == []


async def test_only_what_is_named_changes_and_the_audit_says_who_did_it(store: Store) -> None:
    await admin.set_policy(store, GUILD, ADA, PolicyChange(channel="5", zone="asia/tokyo"), NOW, name="Springfield")
    await admin.set_policy(store, GUILD, ADA, PolicyChange(digests=EIGHT), NOW)
    changed = await policy(store)
    assert (changed.channel, changed.zone, changed.digests) == ("5", "Asia/Tokyo", EIGHT)
    assert changed.lead_times == Policy().lead_times
    await admin.set_policy(store, GUILD, ADA, PolicyChange(digests=()), NOW)
    assert (await policy(store)).digests == ()
    async with store.read() as conn:
        entries = await audit.listed(conn, guild=GUILD, limit=10)
        assert (await guilds.get(conn, GUILD)).name == "Springfield"
    assert [entry.action for entry in entries] == ["policy.set"] * 3
    assert {entry.actor for entry in entries} == {"discord:1"}


async def test_a_change_that_changes_nothing_leaves_no_trace(store: Store) -> None:
    await admin.set_policy(store, GUILD, ADA, PolicyChange(zone="UTC"), NOW)
    async with store.read() as conn:
        assert await audit.listed(conn, guild=GUILD, limit=10) == []


async def test_a_wish_that_cannot_be_changes_nothing(store: Store) -> None:
    with pytest.raises(UnknownZoneError, match="Did you mean Europe/Berlin"):
        await admin.set_policy(store, GUILD, ADA, PolicyChange(channel="5", zone="Europe/Berln"), NOW)
    with pytest.raises(PolicyError, match="between 0 and 366 days"):
        await admin.set_policy(store, GUILD, ADA, PolicyChange(channel="5", lead_times=(timedelta(days=400),)), NOW)
    assert await policy(store) == Policy()


async def test_reminders_are_planned_anew_with_the_change(store: Store) -> None:
    async with store.write() as conn:
        source = await sources.add(conn, NewSource(kind=SourceKind.FILE, address="x", owner=CATALOGUE), NOW)
    await intake.take_in(store, BRIDGE, source=source.id, identity="1", now=NOW)
    assert await reminders_due(store) == []
    await admin.set_policy(store, GUILD, ADA, PolicyChange(channel="5", lead_times=(timedelta(days=2),)), NOW)
    assert await reminders_due(store) == [datetime(2026, 3, 17, 9, tzinfo=UTC)]
    await admin.set_policy(store, GUILD, ADA, PolicyChange(zone="Asia/Tokyo", reminder_time=time(18)), NOW)
    assert await reminders_due(store) == [datetime(2026, 3, 17, 9, tzinfo=UTC)]
    await admin.set_policy(store, GUILD, ADA, PolicyChange(lead_times=()), NOW)
    assert await reminders_due(store) == []


async def test_naming_the_channel_again_lets_posts_go_there_again(store: Store) -> None:
    await admin.set_policy(store, GUILD, ADA, PolicyChange(channel="5"), NOW)
    where = Destination(platform="discord", guild="7", channel="5")
    async with store.write() as conn:
        await closures.disable(conn, where, "No permission.", NOW)
    assert (await admin.view_settings(store, GUILD, ADA, NOW)).disabled == "No permission."
    await admin.set_policy(store, GUILD, ADA, PolicyChange(zone="Asia/Tokyo"), NOW)
    assert (await admin.view_settings(store, GUILD, ADA, NOW)).disabled == "No permission."
    await admin.set_policy(store, GUILD, ADA, PolicyChange(channel="5"), NOW)
    assert (await admin.view_settings(store, GUILD, ADA, NOW)).disabled is None


async def test_a_feed_is_found_by_its_site_and_added_once(store: Store) -> None:
    added = await admin.add_source(store, Site(), GUILD, ADA, "harbour.example", now=NOW)
    assert added.source.address == "https://harbour.example/feed"
    assert added.source.title == "Harbour News"
    assert added.source.owner == GUILD
    assert added.entries == 1
    with pytest.raises(PolicyError, match="already reads"):
        await admin.add_source(store, Site(), GUILD, ADA, "https://harbour.example/feed", now=NOW)
    (listed,) = await admin.list_sources(store, GUILD, ADA)
    assert listed.id == added.source.id
    assert await admin.list_sources(store, "discord:8", ADA) == []


async def test_an_address_without_a_feed_adds_nothing(store: Store) -> None:
    with pytest.raises(FetchError, match="404"):
        await admin.add_source(store, Site(), GUILD, ADA, "https://harbour.example/gone", now=NOW)
    assert await admin.list_sources(store, GUILD, ADA) == []


async def test_a_guild_may_have_so_many_sources_and_no_more(store: Store) -> None:
    site = Site()
    for number in range(admin.MAX_SOURCES):
        await admin.add_source(store, site, GUILD, ADA, f"https://harbour.example/{number}/feed", now=NOW)
    site.asked.clear()
    with pytest.raises(PolicyError, match="may have 25 sources"):
        await admin.add_source(store, site, GUILD, ADA, "https://harbour.example/more/feed", now=NOW)
    assert site.asked == []


async def test_only_a_guilds_own_source_can_be_removed(store: Store) -> None:
    async with store.write() as conn:
        shared = await sources.add(conn, NewSource(kind=SourceKind.FEED, address="https://all.example/feed"), NOW)
    own = (await admin.add_source(store, Site(), GUILD, ADA, "https://harbour.example/feed", now=NOW)).source
    for foreign in (shared.id, shared.address, "nothing"):
        with pytest.raises(NotFoundError):
            await admin.remove_source(store, GUILD, ADA, foreign, NOW)
    with pytest.raises(NotFoundError):
        await admin.remove_source(store, "discord:8", ADA, own.id, NOW)
    await admin.remove_source(store, GUILD, ADA, own.address, NOW)
    assert [source.id for source in await admin.list_sources(store, GUILD, ADA)] == [shared.id]
    async with store.read() as conn:
        actions = [entry.action for entry in await audit.listed(conn, guild=GUILD, limit=10)]
    assert actions == ["source.remove", "source.add"]


async def test_a_guild_that_leaves_is_posted_to_no_more_and_finds_its_settings_when_it_comes_back(store: Store) -> None:
    change = PolicyChange(channel="5", zone="Asia/Tokyo", digests=EIGHT)
    await admin.set_policy(store, GUILD, ADA, change, NOW, name="Springfield")
    await admin.left(store, GUILD, NOW)
    assert (await policy(store)).channel is None
    async with store.read() as conn:
        assert await schedules.get(conn, f"{ScheduleKind.DIGEST}:{GUILD}") is None
    await admin.joined(store, {GUILD: "New Springfield"}, NOW)
    assert (await policy(store)).zone == "Asia/Tokyo"
    async with store.read() as conn:
        assert (await guilds.get(conn, GUILD)).name == "New Springfield"


async def test_a_guild_that_was_never_set_up_may_leave(store: Store) -> None:
    await admin.left(store, GUILD, NOW)
    async with store.read() as conn:
        assert await audit.listed(conn, guild=GUILD, limit=10) == []
