"""Every rule of time across both changes of clocks of 2026, through the tick, on both databases.

What is expected is found by looking at a clock on the wall (`looked_up`), not by the rules.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.flows import planning, rules
from bot.flows.admin import OPERATOR
from bot.model.delivery import Priority
from bot.model.recurrence import QuietHours, Weekly
from bot.store.engine import Store
from tests.decide.test_recurrence import looked_up
from tests.flows.made import DAY, MORNING, article, event, guild, when
from tests.flows.test_planning import GUILD, deliveries, settle_guild, take

STEP = timedelta(minutes=30)
HOUR = timedelta(hours=1)

CHANGES = [
    ("America/New_York", date(2026, 3, 8)), ("America/New_York", date(2026, 11, 1)),
    ("Europe/London", date(2026, 3, 29)), ("Europe/London", date(2026, 10, 25)),
    ("Australia/Lord_Howe", date(2026, 4, 5)), ("Australia/Lord_Howe", date(2026, 10, 4)),
    # No change in 2026: the same days as elsewhere.
    ("Pacific/Apia", date(2026, 4, 5)), ("Pacific/Apia", date(2026, 9, 27)),
    ("Asia/Kathmandu", date(2026, 3, 8)), ("Asia/Kathmandu", date(2026, 10, 25)),
    ("UTC", date(2026, 3, 29)), ("UTC", date(2026, 11, 1)),
]  # fmt: skip

across_changes = pytest.mark.parametrize(("zone", "day"), CHANGES, ids=[f"{zone}-{day}" for zone, day in CHANGES])


def wall(day: date, hour: int, minute: int, zone: str) -> datetime:
    """The instant at which a clock on the wall shows this, by the rule for hours that are skipped or shown twice."""
    return looked_up(datetime.combine(day, time(hour, minute)), zone)


def steps(zone: str, day: date) -> list[datetime]:
    """Half hours from 22:00 of the day before to 05:00: all changes of 2026 are in between."""
    start, end = wall(day - DAY, 22, 0, zone), wall(day, 5, 0, zone)
    return [start + n * STEP for n in range((end - start) // STEP + 1)]


def story(at: datetime) -> Any:
    name = f"{at:%d-%H-%M}"
    return article(name, (), headline=f"Story {name}", published=at.date())


@across_changes
async def test_digests_and_reminders_come_once_each_at_their_hour(store: Store, zone: str, day: date) -> None:
    times = (time(1, 30), time(2, 30), time(4))
    policy = guild(
        zone=zone, alerts=False, digests=(Weekly(times=times),), reminder_time=time(2), lead_times=(DAY, MORNING)
    )
    await settle_guild(store, policy)
    begun = steps(zone, day)[0]
    announced = tuple(
        event(f"e{n}", when(day + n * DAY), title=f"{word} opens", kind="opening", participants=(word,))
        for n, word in enumerate(("Alder", "Birch"))
    )
    await take(store, article("a", announced), now=begun)
    for now in steps(zone, day):
        await take(store, story(now), now=now)
        await planning.tick(store, now)
    end = steps(zone, day)[-1]
    expected = {wall(day, at.hour, at.minute, zone) for at in times}
    digests = [one.not_before for one in await deliveries(store, Priority.DIGEST)]
    assert digests == sorted(expected)
    reminders = [(one.cause, one.not_before) for one in await deliveries(store, Priority.REMINDER)]
    assert reminders == [("e0", wall(day, 2, 0, zone)), ("e1", wall(day, 2, 0, zone))]
    assert begun < min(expected) < max(expected) < end


@across_changes
async def test_quiet_hours_and_a_pause_end_when_the_clock_shows_it(store: Store, zone: str, day: date) -> None:
    await settle_guild(store, guild(zone=zone, reminders=False, quiet=(QuietHours(start=time(1), end=time(2, 30)),)))
    pause = (wall(day - DAY, 22, 30, zone), wall(day - DAY, 23, 30, zone))
    quiet = (wall(day, 1, 0, zone), wall(day, 2, 30, zone))
    ends: dict[str, datetime] = {}
    for now in steps(zone, day):
        if now == pause[0]:
            await rules.pause(store, GUILD, OPERATOR, f"{day - DAY} 23:30", now)
        await take(store, story(now), now=now)
        await planning.tick(store, now)
        held = [end for start, end in (pause, quiet) if start <= now < end]
        ends[f"Story {now:%d-%H-%M}"] = held[0] if held else now
    told: dict[str, datetime] = {}
    for one in await deliveries(store):
        parts = (part for line in one.message.lines for part in line)
        for headline in [one.message.headline, *(part.text for part in parts if hasattr(part, "text"))]:
            if headline.startswith("Story"):
                assert headline not in told
                told[headline] = one.enqueued_at
    assert set(told) == set(ends)
    late = {name: (told[name], ends[name]) for name in ends if not ends[name] <= told[name] < ends[name] + STEP}
    assert late == {}


@across_changes
async def test_the_cap_counts_real_hours(store: Store, zone: str, day: date) -> None:
    await settle_guild(store, guild(zone=zone, reminders=False, posts_per_hour=1))
    for now in steps(zone, day):
        for n in range(2):
            await take(store, article(f"{now:%d-%H-%M}-{n}", (), published=now.date()), now=now)
        await planning.tick(store, now)
    posted = [one.enqueued_at for one in await deliveries(store)]
    assert len(posted) >= 6
    assert all(b - a >= HOUR for a, b in pairwise(posted))


@across_changes
async def test_six_hours_down_across_the_change_owe_one_digest_and_the_last_reminder(
    store: Store, zone: str, day: date
) -> None:
    policy = guild(
        zone=zone, alerts=False, digests=(Weekly(times=(time(1), time(2, 30))),), reminder_time=time(2),
        lead_times=(DAY, MORNING),
    )  # fmt: skip
    await settle_guild(store, policy)
    begun = wall(day - DAY, 23, 0, zone)
    await take(store, article("a", (event("e", when(day)),)), now=begun)
    await planning.tick(store, begun)
    before = len(await deliveries(store))
    for _ in range(3):
        await planning.tick(store, begun + 6 * HOUR)
    owed = (await deliveries(store))[before:]
    assert sorted(one.priority for one in owed) == [Priority.DIGEST, Priority.REMINDER]
    await planning.tick(store, begun + 12 * HOUR)
    assert len(await deliveries(store)) == before + 2


@pytest.mark.parametrize("by", [-HOUR, HOUR], ids=["back", "forward"])
@pytest.mark.parametrize("at", [time(7, 30), time(8, 15), time(8, 45)], ids=str)
async def test_a_clock_that_is_set_by_an_hour_fires_no_slot_twice_and_loses_none(
    store: Store, by: timedelta, at: time
) -> None:
    zone = "America/New_York"
    day = date(2026, 6, 10)
    policy = guild(zone=zone, reminders=True, digests=(Weekly(times=(time(8), time(9))),), reminder_time=time(8, 30))
    await settle_guild(store, policy)
    now = wall(day, 6, 0, zone)
    await take(store, article("a", (event("e", when(day)),)), now=now)
    set_at, end = datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC), wall(day, 11, 0, zone)
    number = 0
    is_set = False
    while now < end:
        if now >= set_at and not is_set:
            now, is_set = now + by, True
        number += 1
        await take(store, article(f"s{number}", (), published=day), now=now)
        await planning.tick(store, now)
        await rules.set_limit(store, GUILD, OPERATOR, number % 2 * 60, now)  # plans anew, as any change does
        now += timedelta(minutes=15)
    digests = [one.not_before for one in await deliveries(store, Priority.DIGEST)]
    assert digests == [wall(day, 8, 0, zone), wall(day, 9, 0, zone)]
    reminders = [one.not_before for one in await deliveries(store, Priority.REMINDER)]
    assert reminders == [wall(day, 8, 30, zone)]


async def test_a_clock_that_was_years_ahead_holds_up_no_digest_once_it_is_set_right(store: Store) -> None:
    await settle_guild(store, guild(reminders=False, digests=(Weekly(times=(time(8),)),)))
    ahead, right = datetime(2040, 1, 1, 8, tzinfo=UTC), datetime(2026, 6, 10, 7, tzinfo=UTC)
    await planning.tick(store, ahead - DAY)  # moves on to the slot of that year
    await take(store, article("a", (), published=ahead.date()), now=ahead)
    assert await planning.tick(store, ahead) == 1
    before = len(await deliveries(store))
    await rules.set_limit(store, GUILD, OPERATOR, 30, right)
    await take(store, article("b", (), published=right.date()), now=right)
    assert await planning.tick(store, right + HOUR) == 1
    assert len(await deliveries(store)) == before + 2
