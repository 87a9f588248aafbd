"""Quiet hours, pauses, the cap and urgent topics, from a stored article to the outbox, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.flows import planning, rules
from bot.flows.admin import OPERATOR
from bot.model.delivery import DeliveryRecord, Priority
from bot.model.event import EventKind
from bot.model.message import Text
from bot.model.policy import Topic
from bot.model.recurrence import QuietHours, Weekly
from bot.model.schedule import ScheduleKind
from bot.model.time import Precision
from bot.store import guilds, schedules
from bot.store.engine import Store
from tests.flows.made import article, event, guild, when
from tests.flows.test_planning import GUILD, at, deliveries, run, settle_guild, take

NIGHT = (QuietHours(start=time(22), end=time(7)),)
QUAKES = Topic(name="quakes", words=("earthquake",), urgent=True)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def plain(name: str, **more: Any) -> Any:
    return article(name, (), headline=f"Story {name}", **more)


def told(one: DeliveryRecord) -> list[str]:
    """The headlines that a message shows."""
    lines = [*one.message.lines, *(line for block in one.message.blocks for line in block.lines)]
    shown = [one.message.headline, *(part.text for line in lines for part in line if hasattr(part, "text"))]
    return [text for text in shown if text.startswith("Story")]


async def held(store: Store) -> list[datetime | None]:
    async with store.read() as conn:
        return [row.next_due for row in await schedules.of_kind(conn, GUILD, ScheduleKind.HELD)]


async def test_alerts_of_the_night_are_told_in_one_digest_in_the_morning(store: Store) -> None:
    await settle_guild(store, guild(quiet=NIGHT, reminders=False))
    await take(store, plain("evening"), now=at(2, 21, 59))
    await take(store, plain("late"), now=at(2, 22))
    await take(store, plain("early"), now=at(3, 6, 59))
    await run(store, at(2, 22), at(3, 6, 59), HOUR)
    assert [one.message.headline for one in await deliveries(store)] == ["Story evening"]
    await run(store, at(3, 7), at(3, 12), HOUR)
    _, digest = await deliveries(store)
    assert (digest.priority, digest.not_before) == (Priority.DIGEST, at(3, 7))
    assert digest.message.headline == "Meanwhile · Tuesday, March 3, 2026"
    assert told(digest) == ["Story early", "Story late"]
    await take(store, plain("day"), now=at(3, 7, 1))
    assert [one.message.headline for one in await deliveries(store)][-1] == "Story day"


async def test_what_comes_before_the_digest_of_the_night_is_out_joins_it(store: Store) -> None:
    await settle_guild(store, guild(quiet=NIGHT, reminders=False))
    await take(store, plain("late"), now=at(2, 23))
    await take(store, plain("first"), now=at(3, 7))
    assert await planning.tick(store, at(3, 7)) == 1
    (digest,) = await deliveries(store)
    assert sorted(told(digest)) == ["Story first", "Story late"]


async def test_a_held_story_that_another_source_brings_again_is_told_once(store: Store) -> None:
    await settle_guild(store, guild(quiet=NIGHT, reminders=False))
    await take(store, plain("late"), now=at(2, 23))
    await take(store, plain("late"), now=at(2, 23, 30), identity="again")
    await planning.tick(store, at(3, 7))
    await take(store, plain("late"), now=at(3, 8), identity="once more")
    await run(store, at(3, 8), at(3, 12), HOUR)
    assert [told(one) for one in await deliveries(store)] == [["Story late"]]


async def test_an_urgent_topic_passes_and_says_why(store: Store) -> None:
    await settle_guild(store, guild(quiet=NIGHT, reminders=False, topics=(QUAKES,), posts_per_hour=1))
    await take(store, article("q", (), headline="Strong Earthquakes shake the coast"), now=at(2, 23))
    await take(store, article("r", (), headline="Earthquake: ports are closed"), now=at(2, 23, 1))
    await take(store, plain("late"), now=at(2, 23, 2))
    first, second = await deliveries(store)
    assert first.message.lines[-1] == (
        Text(text="Urgent here: its opening speaks of “earthquake” (topic quakes).", style="quiet"),
    )
    assert second.priority is Priority.ALERT
    assert await held(store) == [at(3, 7)]


async def test_a_digest_set_into_the_quiet_hours_comes_at_their_end_together_with_what_was_held(store: Store) -> None:
    await settle_guild(store, guild(quiet=NIGHT, reminders=False, digests=(Weekly(times=(time(6),)),)))
    await take(store, plain("day"), now=at(2, 15))
    await take(store, plain("late"), now=at(2, 23))
    await run(store, at(2, 23), at(3, 12), HOUR)
    _, digest = await deliveries(store)
    assert digest.not_before == at(3, 7)
    assert digest.message.headline.startswith("Digest")
    assert sorted(told(digest)) == ["Story day", "Story late"]


async def test_many_held_stories_are_all_named(store: Store) -> None:
    await settle_guild(store, guild(quiet=NIGHT, reminders=False))
    for number in range(30):
        await take(store, plain(f"{number:02}"), now=at(2, 23, number))
    await planning.tick(store, at(3, 7))
    (digest,) = await deliveries(store)
    assert told(digest) == [f"Story {number:02}" for number in range(29, 4, -1)]
    assert digest.message.blocks[0].lines[-1] == (Text(text="and 5 more: /article latest", style="quiet"),)


def at_six(day: date, hour: int = 6) -> Any:
    instant = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    return when(day, precision=Precision.TIME, value=f"{day}T{hour:02}:00", instant=instant)


async def test_a_reminder_of_the_night_waits_for_the_morning(store: Store) -> None:
    await settle_guild(store, guild(alerts=False, quiet=NIGHT, lead_times=(timedelta(hours=5),)))
    await take(store, article("a", (event("e", at_six(date(2026, 3, 5), 9)),)), now=at(2))
    await run(store, at(4), at(5, 12), 30 * MINUTE)
    assert [one.not_before for one in await deliveries(store)] == [at(5, 7)]


async def test_a_reminder_whose_event_is_over_by_the_morning_comes_before_the_night(store: Store) -> None:
    await settle_guild(store, guild(alerts=False, quiet=NIGHT, lead_times=(timedelta(hours=2),)))
    await take(store, article("a", (event("e", at_six(date(2026, 3, 5))),)), now=at(2))
    await run(store, at(4), at(5, 12), MINUTE * 10)
    assert [one.not_before for one in await deliveries(store)] == [at(4, 21, 50)]


async def test_a_reminder_that_downtime_brought_into_the_night_waits_too_or_is_dropped(store: Store) -> None:
    leads = (timedelta(hours=12), timedelta(hours=2))
    await settle_guild(store, guild(alerts=False, quiet=NIGHT, lead_times=leads))
    noon, six = event("e", at_six(date(2026, 3, 5), 9)), event("f", at_six(date(2026, 3, 5)), title="Mayor opens fair")
    await take(store, article("a", (noon, six.model_copy(update={"kind": EventKind.OPENING}))), now=at(2))
    assert await planning.tick(store, at(4, 23)) == 0
    await run(store, at(4, 23), at(5, 12), 30 * MINUTE)
    assert [(one.cause, one.not_before) for one in await deliveries(store)] == [("e", at(5, 7))]


async def test_of_two_reminders_that_fall_into_one_night_the_later_is_said(store: Store) -> None:
    leads = (timedelta(hours=8), timedelta(hours=6))
    await settle_guild(store, guild(alerts=False, quiet=NIGHT, lead_times=leads))
    await take(store, article("a", (event("e", at_six(date(2026, 3, 5), 9)),)), now=at(2))
    await run(store, at(4), at(5, 12), 30 * MINUTE)
    (one,) = await deliveries(store)
    assert (one.not_before, one.dedupe_key.split(":")[-3]) == (at(5, 7), str(6 * 3600))


async def test_a_pause_holds_everything_and_its_end_tells_all_of_it_once(store: Store) -> None:
    await settle_guild(store, guild(topics=(QUAKES,)))
    await take(store, article("a", (event("e"),), headline="Story a"), now=at(2))  # a vote on March 5
    before = len(await deliveries(store))
    await rules.pause(store, GUILD, OPERATOR, "2026-03-04 15:00", at(3))
    await take(store, plain("b"), now=at(3, 10))
    await take(store, article("q", (), headline="Story of an earthquake"), now=at(3, 11))
    assert await run(store, at(3), at(4, 14, 59), HOUR) == 0
    assert await planning.tick(store, at(4, 15)) == 2
    digest, reminder = sorted((await deliveries(store))[before:], key=lambda one: one.priority.rank, reverse=True)
    assert sorted(told(digest)) == ["Story b", "Story of an earthquake"]
    assert reminder.message.headline.startswith("Tomorrow")
    assert await run(store, at(4, 16), at(4, 23), HOUR) == 0
    assert await run(store, at(5, 9), at(5, 9), HOUR) == 1


async def test_a_pause_without_end_lasts_until_somebody_resumes_and_catches_up_one_reminder(store: Store) -> None:
    await settle_guild(store, guild(alerts=False))
    await take(store, article("a", (event("e", when(date(2026, 3, 20))),)), now=at(2))
    await take(
        store, article("b", (event("f", when(date(2026, 3, 16)), title="Fair ends", kind="closing"),)), now=at(2)
    )
    await rules.pause(store, GUILD, OPERATOR, "", at(3))
    assert await run(store, at(3), at(18), timedelta(hours=6)) == 0  # 7 days before, and the whole other event
    await rules.resume(store, GUILD, OPERATOR, at(18))
    await run(store, at(18), at(21), timedelta(hours=1))
    found = [(one.cause, one.message.headline.partition(":")[0]) for one in await deliveries(store)]
    assert found == [("e", "In 2 days"), ("e", "Tomorrow"), ("e", "Today")]


async def test_resuming_tells_the_digests_that_the_pause_has_held_in_one(store: Store) -> None:
    await settle_guild(store, guild(reminders=False, digests=(Weekly(times=(time(8), time(18))),)))
    await take(store, plain("before"), now=at(2, 9))
    await rules.pause(store, GUILD, OPERATOR, "", at(2, 10))
    await take(store, plain("a"), now=at(2, 11))
    await take(store, plain("b"), now=at(4, 11))
    assert await run(store, at(2, 12), at(5, 12), HOUR) == 0
    await rules.resume(store, GUILD, OPERATOR, at(5, 12))
    await run(store, at(5, 12), at(6, 7), 10 * MINUTE)
    _, digest = await deliveries(store)
    assert digest.message.headline.startswith("Digest")
    assert sorted(told(digest)) == ["Story a", "Story b", "Story before"]
    await take(store, plain("c"), now=at(6, 7, 30))
    await run(store, at(6, 7), at(6, 9), 10 * MINUTE)
    assert [told(one) for one in await deliveries(store)][-1] == ["Story c"]


async def test_a_pause_that_ends_in_the_night_lasts_until_the_morning(store: Store) -> None:
    await settle_guild(store, guild(quiet=NIGHT, reminders=False))
    await rules.pause(store, GUILD, OPERATOR, "2026-03-02 23:00", at(2, 12))
    await take(store, plain("a"), now=at(2, 13))
    assert await held(store) == [at(3, 7)]
    await rules.set_quiet(store, GUILD, OPERATOR, "off", at(2, 14))
    assert await held(store) == [at(2, 23)]


async def test_no_more_than_the_cap_in_any_hour_and_the_rest_in_one_digest(store: Store) -> None:
    await settle_guild(store, guild(reminders=False, posts_per_hour=3))
    for minute in range(0, 120, 4):
        now = at(2, 10) + minute * MINUTE
        await take(store, plain(f"{minute:03}"), now=now)
        await planning.tick(store, now)
    await run(store, at(2, 12), at(2, 15), MINUTE)
    found = await deliveries(store)
    posted = [one.enqueued_at for one in found]
    for start in posted:
        assert sum(start <= other < start + HOUR for other in posted) <= 3
    stories = [headline for one in found for headline in told(one)]
    assert sorted(stories) == [f"Story {minute:03}" for minute in range(0, 120, 4)]
    assert Priority.DIGEST in {one.priority for one in found}


async def test_reminders_beyond_the_cap_are_told_together_when_the_hour_allows(store: Store) -> None:
    await settle_guild(store, guild(alerts=False, posts_per_hour=2, lead_times=(timedelta(0),)))
    words = ("Alder", "Birch", "Cedar", "Daphne", "Elm")
    several = tuple(
        event(f"e{n}", title=f"{word} opens", kind="opening", participants=(word,)) for n, word in enumerate(words)
    )
    await take(store, article("a", several), now=at(2))
    await run(store, at(5, 9), at(5, 12), MINUTE)
    first, second, digest = await deliveries(store)
    assert first.priority is second.priority is Priority.REMINDER
    assert (digest.priority, digest.not_before) == (Priority.DIGEST, at(5, 10))
    (block,) = digest.message.blocks
    assert block.title == "Reminders"
    assert len(block.lines) == 3


async def test_a_reminder_goes_out_beyond_the_cap_rather_than_after_its_event(store: Store) -> None:
    await settle_guild(store, guild(alerts=False, posts_per_hour=1, lead_times=(timedelta(minutes=30),)))
    one, other = (
        event(f"e{n}", at_six(date(2026, 3, 5), 9), title=f"{word} opens", kind="opening", participants=(word,))
        for n, word in enumerate(("Alder", "Birch"))
    )
    await take(store, article("a", (one, other)), now=at(2))
    await run(store, at(5, 8), at(5, 9), MINUTE)
    assert len(await deliveries(store)) == 2


async def test_what_is_held_for_a_guild_without_a_channel_is_forgotten(store: Store) -> None:
    await settle_guild(store, guild(quiet=NIGHT))
    await take(store, plain("late"), now=at(2, 23))
    async with store.write() as conn:
        await guilds.put(conn, guild(quiet=NIGHT, channel=None), at(3))
        await planning.replan(conn, GUILD, at(3))
    assert await held(store) == []


async def test_a_held_article_that_is_gone_by_then_is_not_told(store: Store) -> None:
    from bot.store import sources
    from tests.flows.test_planning import source

    await settle_guild(store, guild(quiet=NIGHT, reminders=False))
    own = await source(store, owner=GUILD, address="own")
    await take(store, plain("late"), now=at(2, 23), source=own)
    async with store.write() as conn:
        await sources.remove(conn, own, owner=GUILD)
    await planning.tick(store, at(3, 7))
    assert await deliveries(store) == []
    assert await held(store) == []
