"""Sources, guilds, schedules and the audit: kept, found when due, changed only by whom they belong to."""

from __future__ import annotations

import asyncio
from datetime import datetime, time, timedelta
from typing import Any

import pytest

from bot.errors import NotFoundError
from bot.model.event import Amendment
from bot.model.policy import GuildPolicy, Policy, Topic
from bot.model.recurrence import WORKDAYS, Cron, QuietHours, Weekly
from bot.model.schedule import Schedule, ScheduleKind
from bot.model.source import CATALOGUE, NewSource, Poll, SourceForPoll, SourceKind, SourceRecord
from bot.store import amendments, audit, events, guilds, schedules, sources
from bot.store.engine import Store
from tests.store.made_store import MINUTE, NOW, ONE, TWO, a_guild, a_source, an_article, bodies, saved, settled

LEAD = timedelta(days=1)


async def record(store: Store, source: str) -> SourceRecord:
    async with store.read() as conn:
        return await sources.get(conn, source, guild=None)


async def test_a_source_is_kept_as_it_was_added_and_due_at_once(store: Store) -> None:
    new = NewSource(
        kind=SourceKind.FEED,
        address="https://example.com/" + "long" * 2000,
        title="Town \x00 news",
        owner=ONE,
        interval=timedelta(minutes=7),
    )
    async with store.write() as conn:
        added = await sources.add(conn, new, NOW)
        assert [one.id for one in await sources.due(conn, NOW, 9)] == [added.id]
        assert await sources.due(conn, NOW - MINUTE, 9) == []
        (due,) = await sources.due(conn, NOW, 9)
    assert due == SourceForPoll(**added.model_dump(include=set(SourceForPoll.model_fields)))
    assert (added.address, added.owner, added.interval) == (new.address, ONE, timedelta(minutes=7))
    assert (added.title, added.next_poll, added.primed) == ("Town \ufffd news", NOW, False)


async def test_adding_a_source_twice_gives_the_same_one(store: Store) -> None:
    assert await a_source(store, ONE) == await a_source(store, ONE)
    different = [
        await a_source(store, ONE),
        await a_source(store, TWO),
        await a_source(store, CATALOGUE),
        await a_source(store, ONE, "https://example.com/other"),
        await a_source(store, ONE, kind=SourceKind.PAGE),
    ]
    assert len(set(different)) == 5
    async with store.read() as conn:
        assert {one.owner for one in await sources.listed(conn, guild=ONE)} == {ONE, CATALOGUE}
        assert len(await sources.listed(conn, guild=None)) == 5


async def test_admins_who_add_one_feed_at_the_same_moment_get_one_source(database_url: str) -> None:
    async with Store.open(database_url) as one, Store.open(database_url) as two:
        added = await asyncio.gather(*(a_source(store, ONE) for store in (one, two) * 3))
        assert len(set(added)) == 1


async def test_the_number_of_a_removed_source_is_never_given_again(store: Store) -> None:
    first = await a_source(store, ONE)
    async with store.write() as conn:
        await sources.remove(conn, first, owner=ONE)
        with pytest.raises(NotFoundError):
            await sources.remove(conn, first, owner=ONE)
        await sources.failed(conn, first, "still being polled", NOW, NOW)
        await sources.polled(conn, first, Poll(), NOW, NOW)
        assert await sources.listed(conn, guild=None) == []
    assert await a_source(store, ONE) != first


async def test_files_given_by_hand_are_never_polled_and_the_longest_due_is_polled_first(store: Store) -> None:
    await a_source(store, CATALOGUE, "by hand", SourceKind.FILE)
    names = [await a_source(store, CATALOGUE, f"https://{n}.example") for n in range(3)]
    async with store.write() as conn:
        for n, name in enumerate(names):
            await sources.failed(conn, name, "no answer", NOW - n * MINUTE, NOW)
        assert [one.id for one in await sources.due(conn, NOW, 9)] == names[::-1]
        assert [one.id for one in await sources.due(conn, NOW, 1)] == names[:1:-1]
        assert await sources.due(conn, NOW - 9 * MINUTE, 9) == []


async def test_a_source_that_is_taken_is_nobody_elses_until_its_lease_ends(store: Store) -> None:
    names = {await a_source(store, CATALOGUE, f"https://{n}.example") for n in range(4)}

    async def take(at: datetime) -> list[str]:
        async with store.write() as conn:
            taken = [one.id for one in await sources.take_due(conn, at, at + MINUTE, 3)]
            await asyncio.sleep(0.05)  # so that the other's transaction is open too, where two can be
            return taken

    one, other = await asyncio.gather(take(NOW), take(NOW))
    assert set(one) | set(other) == names
    assert len(one) + len(other) == 4
    assert await take(NOW + MINUTE / 2) == []
    assert len(await take(NOW + MINUTE)) == 3


async def test_failures_are_counted_until_a_poll_succeeds(store: Store) -> None:
    source = await a_source(store, CATALOGUE)
    async with store.write() as conn:
        for _ in range(2):
            await sources.failed(conn, source, "no answer", NOW + MINUTE, NOW)
    failing = await record(store, source)
    assert (failing.failures, failing.last_error, failing.primed) == (2, "no answer", False)
    assert (failing.next_poll, failing.last_polled) == (NOW + MINUTE, NOW)
    async with store.write() as conn:
        await sources.polled(conn, source, Poll(etag='W/"x"', last_modified="Mon", title="Town"), NOW + 2 * MINUTE, NOW)
    well = await record(store, source)
    assert (well.failures, well.last_error, well.primed) == (0, None, True)
    assert (well.etag, well.last_modified, well.title) == ('W/"x"', "Mon", "Town")
    assert well.next_poll == NOW + 2 * MINUTE


async def test_validators_stay_while_a_document_is_unchanged_and_go_with_it(store: Store) -> None:
    source = await a_source(store, CATALOGUE)
    polls = (
        (Poll(etag="1", last_modified="Mon", title="First"), ("1", "Mon", "First")),
        (Poll(unchanged=True), ("1", "Mon", "First")),
        (Poll(unchanged=True, etag="2"), ("2", "Mon", "First")),
        (Poll(etag="3", title="Renamed"), ("3", None, "First")),
        (Poll(), (None, None, "First")),
    )
    for poll, expected in polls:
        async with store.write() as conn:
            await sources.polled(conn, source, poll, NOW, NOW)
        kept = await record(store, source)
        assert (kept.etag, kept.last_modified, kept.title) == expected


async def test_a_policy_comes_back_as_it_was_set(store: Store) -> None:
    policy = Policy(
        channel="10",
        zone="Asia/Tokyo",
        lead_times=(timedelta(days=3), timedelta(hours=2)),
        digests=(Weekly(weekdays=WORKDAYS, times=(time(7, 30), time(18))), Cron(expression="0 8 1 * *")),
        quiet=(QuietHours(start=time(22), end=time(7)),),
        topics=(Topic(name="quakes", words=("earthquake",), urgent=True),),
        posts_per_hour=5,
        reminder_time=time(8, 0),
        alerts=False,
    )
    guild = GuildPolicy(platform="discord", guild="1", name="Town \x00", policy=policy)
    async with store.write() as conn:
        assert await guilds.get(conn, ONE) == GuildPolicy(platform="discord", guild="1")
        assert await guilds.known(conn) == []
        await guilds.put(conn, guild, NOW)
        await guilds.put(conn, a_guild("2"), NOW)
        assert await guilds.get(conn, ONE) == guild.model_copy(update={"name": "Town \ufffd"})
        assert [one.guild for one in await guilds.known(conn)] == ["1", "2"]
        await guilds.put(conn, a_guild("1"), NOW)
        assert (await guilds.get(conn, ONE)).policy == Policy(channel="10")


async def test_a_guild_without_a_channel_or_that_was_left_is_told_nothing(store: Store) -> None:
    await saved(store, an_article(), await a_source(store, CATALOGUE))
    await settled(store, "1", "2", "3")
    async with store.write() as conn:
        await guilds.put(conn, a_guild("1", channel=None), NOW)
        await guilds.left(conn, TWO, NOW)
        assert [one.guild for one in await guilds.seeing(conn, "a")] == ["3"]
        assert [one.guild for one in await guilds.known(conn)] == ["1", "3"]
        assert (await guilds.get(conn, TWO)).policy.channel == "10"
        await guilds.put(conn, await guilds.get(conn, TWO), NOW)
        assert [one.guild for one in await guilds.seeing(conn, "a")] == ["2", "3"]


async def test_a_guild_that_is_forgotten_leaves_nothing_of_its_own(store: Store) -> None:
    await settled(store, "1", "2")
    await saved(store, an_article("own", "Own."), await a_source(store, ONE))
    await saved(store, an_article(), await a_source(store, CATALOGUE))
    async with store.write() as conn:
        await events.amend(conn, "a-e", guild=ONE, change=Amendment(title="T"), actor="7", now=NOW)
        await schedules.put(conn, [a_schedule("mine", NOW), a_schedule("theirs", NOW, guild=TWO)])
        await guilds.forget(conn, ONE)
        assert [one.guild for one in await guilds.known(conn)] == ["2"]
        assert await amendments.of_guild(conn, ONE) == {}
        assert [one.id for one in await schedules.due(conn, NOW, 9)] == ["theirs"]
        assert [one.owner for one in await sources.listed(conn, guild=None)] == [CATALOGUE]
    assert len(await bodies(store, None)) == 1


def a_schedule(name: str, due: datetime | None, **more: Any) -> Schedule:
    fields = {"kind": ScheduleKind.REMINDER, "guild": ONE, "subject": "e", "lead": LEAD} | more
    return Schedule(id=name, next_due=due, **fields)


async def test_schedules_are_replaced_taken_in_order_moved_and_ended(store: Store) -> None:
    digest = a_schedule("digest", NOW + MINUTE, kind=ScheduleKind.DIGEST, lead=None, subject="daily")
    async with store.write() as conn:
        await schedules.put(
            conn, [a_schedule("b", NOW), a_schedule("a", NOW), a_schedule("soon", NOW - MINUTE), digest]
        )
        await schedules.put(conn, [a_schedule("b", NOW, subject="f"), a_schedule("far", NOW + 9 * MINUTE)])
        await schedules.put(conn, [])
        assert [one.id for one in await schedules.due(conn, NOW, 9)] == ["soon", "a", "b"]
        assert await schedules.due(conn, NOW, 1) == [a_schedule("soon", NOW - MINUTE)]
        assert await schedules.get(conn, "digest") == digest
        assert await schedules.get(conn, "b") == a_schedule("b", NOW, subject="f")
        assert await schedules.get(conn, "none") is None
        assert await schedules.next_due(conn, NOW) == NOW + MINUTE
        await schedules.move(conn, "soon", None)
        await schedules.move(conn, "a", NOW + 2 * MINUTE)
        await schedules.put(conn, [a_schedule("b", None), a_schedule("never", None)])
        assert await schedules.due(conn, NOW, 9) == []
        await schedules.clear(conn, TWO, ScheduleKind.REMINDER)
        await schedules.clear(conn, ONE, ScheduleKind.DIGEST)
        assert await schedules.next_due(conn, NOW) == NOW + 2 * MINUTE
        await schedules.clear(conn, ONE, ScheduleKind.REMINDER)
        assert await schedules.next_due(conn, NOW) is None


async def test_two_planners_at_once_never_take_one_schedule_twice(database_url: str) -> None:
    async with Store.open(database_url) as one, Store.open(database_url) as two:
        async with one.write() as conn:
            await schedules.put(conn, [a_schedule(f"{n:02}", NOW) for n in range(60)])

        async def plan(store: Store) -> list[str]:
            async with store.write() as conn:
                rows = await schedules.due(conn, NOW, 10)
                await asyncio.sleep(0)
                for row in rows:
                    await schedules.move(conn, row.id, None)
                return [row.id for row in rows]

        rounds = await asyncio.gather(*(plan(store) for store in (one, two) * 3))
        rounds += [await plan(one) for _ in range(6)]
        assert sorted(name for some in rounds for name in some) == [f"{n:02}" for n in range(60)]


async def test_replanning_the_same_rows_at_once_locks_nobody_out(database_url: str) -> None:
    async with Store.open(database_url) as one, Store.open(database_url) as two:
        rows = [a_schedule(f"{n:03}", NOW) for n in range(200)]

        async def plan(store: Store, some: list[Schedule]) -> None:
            async with store.write() as conn:
                await schedules.put(conn, some)

        await asyncio.gather(*(plan(s, some) for s, some in zip((one, two) * 3, (rows, rows[::-1]) * 3, strict=True)))
        async with one.read() as conn:
            assert len(await schedules.due(conn, NOW, 999)) == 200


async def test_a_change_is_written_down_with_what_was_before(store: Store) -> None:
    before, after = {"zone": "UTC", "channel": None}, [1, "zwei \x00", {"three": 3.5}]
    async with store.write() as conn:
        for guild in (ONE, TWO, ONE):
            await audit.write(
                conn, guild=guild, actor="7", action="set", subject="zone", before=before, after=after, now=NOW
            )
    async with store.read() as conn:
        first, second = await audit.listed(conn, guild=ONE, limit=5)
        assert (first.actor, first.action, first.subject, first.at) == ("7", "set", "zone", NOW)
        assert (first.before, first.after) == (before, after)
        assert first.id > second.id
        assert len(await audit.listed(conn, guild=None, limit=5)) == 3
        assert len(await audit.listed(conn, guild=ONE, limit=1)) == 1
        assert await audit.listed(conn, guild="discord:3", limit=5) == []
