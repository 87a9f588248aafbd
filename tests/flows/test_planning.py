"""From stored articles and the clock to the outbox, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.flows import intake, planning
from bot.model.article import Article
from bot.model.delivery import DeliveryRecord, Priority
from bot.model.event import EventStatus
from bot.model.policy import GuildPolicy
from bot.model.schedule import Schedule, ScheduleKind
from bot.model.source import CATALOGUE, NewSource, SourceKind, Withheld
from bot.store import guilds, outbox, schedules, sources
from bot.store.articles import Saved
from bot.store.engine import Store
from tests.flows.made import DIGEST_AT, MONDAY_NOON, article, event, guild, when

GUILD = "fake:1"


def at(day: int, hour: int = 9, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


async def source(store: Store, owner: str = CATALOGUE, address: str = "made") -> str:
    async with store.write() as conn:
        return (await sources.ensure(conn, NewSource(kind=SourceKind.FILE, address=address, owner=owner), at(1))).id


async def settle_guild(store: Store, policy: GuildPolicy) -> None:
    async with store.write() as conn:
        await guilds.put(conn, policy, at(1))
        await planning.replan(conn, f"{policy.platform}:{policy.guild}", at(1))


async def take(store: Store, one: Article, now: datetime = MONDAY_NOON, **more: Any) -> Saved:
    given = {"source": await source(store), "identity": one.id, **more}
    return await intake.store_article(store, one, now=now, **given)


async def deliveries(store: Store, priority: Priority | None = None) -> list[DeliveryRecord]:
    async with store.read() as conn:
        found = await outbox.listed(conn, guild=None, limit=1000)
    wanted = [one for one in found if priority in {None, one.priority}]
    return sorted(wanted, key=lambda one: (one.not_before, one.dedupe_key))


async def run(store: Store, start: datetime, end: datetime, step: timedelta = timedelta(hours=1)) -> int:
    planned, now = 0, start
    while now <= end:
        planned += await planning.tick(store, now)
        now += step
    return planned


async def test_an_article_and_what_is_owed_for_it_are_stored_together(store: Store) -> None:
    await settle_guild(store, guild())
    await take(store, article())
    (alert,) = await deliveries(store)
    assert (alert.priority, alert.cause, alert.destination.channel) == (Priority.ALERT, "a1", "c1")
    async with store.read() as conn:
        assert await schedules.next_due(conn, MONDAY_NOON) == at(4)


async def test_the_reminders_of_an_event_fire_once_each_at_their_slots(store: Store) -> None:
    await settle_guild(store, guild(alerts=False))
    await take(store, article(), now=at(20, month=2))
    assert await run(store, at(20, month=2), at(6)) == 3
    fired = await deliveries(store)
    assert [one.not_before for one in fired] == [at(26, month=2), at(4), at(5)]
    assert [one.message.headline.partition(":")[0] for one in fired] == ["In 7 days", "Tomorrow", "Today"]


async def test_a_tick_with_nothing_due_plans_nothing(store: Store) -> None:
    assert await planning.tick(store, MONDAY_NOON) == 0


async def test_a_tick_repeated_plans_nothing_twice(store: Store) -> None:
    await settle_guild(store, guild(alerts=False))
    await take(store, article(), now=at(3))
    assert await planning.tick(store, at(4)) == 1
    assert await planning.tick(store, at(4)) == 0
    async with store.write() as conn:
        await planning.replan(conn, GUILD, at(4))
    assert await planning.tick(store, at(4)) == 0


async def test_six_hours_down_catch_up_and_a_day_down_drops(store: Store) -> None:
    await settle_guild(store, guild(alerts=False))
    await take(store, article(), now=at(20, month=2))
    assert await planning.tick(store, at(26, 15, month=2)) == 1
    assert await planning.tick(store, at(4, 21, 30)) == 0
    assert await planning.tick(store, at(5)) == 1


async def test_no_reminder_after_a_long_downtime_past_the_event(store: Store) -> None:
    await settle_guild(store, guild(alerts=False))
    await take(store, article(), now=at(20, month=2))
    assert await planning.tick(store, at(6, 0)) == 0


async def test_one_happening_told_by_two_articles_is_reminded_of_once(store: Store) -> None:
    await settle_guild(store, guild(alerts=False))
    await take(store, article("a1"), now=at(1))
    await take(store, article("a2", published=date(2026, 3, 3)), now=at(3))
    await run(store, at(3), at(6))
    assert len(await deliveries(store, Priority.REMINDER)) == 2  # a day before, and in the morning


async def test_two_happenings_of_one_day_are_both_reminded_of(store: Store) -> None:
    await settle_guild(store, guild(alerts=False))
    other = event("e9", title="School reopens", kind="opening", participants=("Lincoln School",))
    await take(store, article("a1", (event("e8"), other)), now=at(1))
    await run(store, at(3), at(6))
    assert len(await deliveries(store, Priority.REMINDER)) == 4


async def test_a_moved_event_is_reminded_of_at_its_new_date_only(store: Store) -> None:
    await settle_guild(store, guild(alerts=False))
    await take(store, article("a1", (event("e1"),)), now=at(1))
    moved = event("e1", when(date(2026, 3, 12)), status=EventStatus.RESCHEDULED)
    await take(store, article("a1", (moved,), content_hash="f" * 64), now=at(3))
    await run(store, at(3), at(14))
    assert [one.not_before for one in await deliveries(store)] == [at(5), at(11), at(12)]


async def test_a_cancelled_event_is_not_reminded_of(store: Store) -> None:
    await settle_guild(store, guild(alerts=False))
    await take(store, article("a1", (event("e1"),)), now=at(1))
    await take(store, article("a1", (event("e1", status=EventStatus.CANCELLED),), content_hash="f" * 64), now=at(3))
    assert await run(store, at(3), at(6)) == 0


async def test_a_changed_policy_is_followed_at_once(store: Store) -> None:
    await settle_guild(store, guild(alerts=False))
    await take(store, article(), now=at(1))
    async with store.write() as conn:
        await guilds.put(conn, guild(alerts=False, zone="Asia/Tokyo", lead_times=(timedelta(days=1),)), at(2))
        await planning.replan(conn, GUILD, at(2))
    await run(store, at(2), at(6))
    assert [one.not_before for one in await deliveries(store)] == [at(4, 0)]


async def test_a_guild_sees_and_is_told_only_its_own_sources(store: Store) -> None:
    await settle_guild(store, guild("1"))
    await settle_guild(store, guild("2"))
    private = await source(store, owner="fake:2", address="private")
    await take(store, article(), source=private)
    assert {one.destination.guild for one in await deliveries(store)} == {"2"}


async def test_the_same_article_from_another_source_alerts_who_had_not_seen_it(store: Store) -> None:
    await settle_guild(store, guild("1"))
    await settle_guild(store, guild("2"))
    private = await source(store, owner="fake:2", address="private")
    await take(store, article(), source=private)
    await take(store, article())
    assert sorted(one.destination.guild for one in await deliveries(store)) == ["1", "2"]


async def test_a_backlog_is_stored_without_an_alert_but_with_its_reminders(store: Store) -> None:
    await settle_guild(store, guild())
    await take(store, article(), now=at(3), withheld=Withheld.BACKLOG)
    assert await deliveries(store) == []
    assert await planning.tick(store, at(4)) == 1


async def test_the_digest_tells_what_came_and_nothing_new_is_silence(store: Store) -> None:
    await settle_guild(store, guild(digest_time=DIGEST_AT, alerts=False, reminders=False))
    await take(store, article("a1"), now=at(2))
    await take(store, article("a2", ()), now=at(2, 10))
    await run(store, at(2), at(4))
    (digest,) = await deliveries(store)
    assert digest.not_before == at(2, 18)
    assert "Monday, March 2, 2026" in digest.message.headline
    assert [block.title for block in digest.message.blocks] == ["Coming up"]
    await take(store, article("a3", ()), now=at(4, 12))
    await run(store, at(4), at(5))
    assert [one.not_before for one in await deliveries(store)] == [at(2, 18), at(4, 18)]


async def test_a_digest_missed_in_downtime_is_told_by_the_next(store: Store) -> None:
    await settle_guild(store, guild(digest_time=DIGEST_AT, alerts=False, reminders=False))
    await take(store, article("a1"), now=at(2))
    assert await planning.tick(store, at(3, 8)) == 0
    assert await planning.tick(store, at(3, 18)) == 1


async def test_a_row_that_cannot_be_decided_does_not_hold_up_the_others(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    await settle_guild(store, guild(alerts=False))
    await take(store, article(), now=at(3))
    wrong = Schedule(id="digest:fake:1", kind=ScheduleKind.DIGEST, guild=GUILD, subject="never", next_due=at(4, 8))
    async with store.write() as conn:
        await schedules.put(conn, [wrong])
    assert await planning.tick(store, at(4)) == 1
    assert "digest:fake:1 cannot be decided" in caplog.text
    async with store.read() as conn:
        assert await schedules.next_due(conn, at(4)) == at(4, 10)


@pytest.mark.parametrize("rows", [1, planning.BATCH, planning.BATCH + 1])
async def test_more_than_a_batch_is_planned_to_its_end(sqlite_store: Store, rows: int) -> None:
    store = sqlite_store
    await settle_guild(store, guild(alerts=False))
    many = tuple(
        event(f"e{n}", title=f"{_word(n)} opens", kind="opening", participants=(f"{_word(n)}",)) for n in range(rows)
    )
    await take(store, article("a1", many), now=at(1))
    assert await planning.tick(store, at(4)) == rows


def _word(n: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in f"{n:05}") * 2
