"""The rolling agenda: posted once, edited when it shows something else, posted anew when it was deleted."""

from __future__ import annotations

from collections import deque
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.clock import StoppedClock
from bot.errors import RefusedError
from bot.flows import admin, intake, planning
from bot.flows.admin import OPERATOR, PolicyChange
from bot.flows.relay import Relay
from bot.model.delivery import DeliveryAction, DeliveryRecord, DeliveryState
from bot.model.event import EventStatus
from bot.model.policy import Pause
from bot.model.source import CATALOGUE, NewSource, SourceKind
from bot.store import guilds, outbox, schedules, sources
from bot.store.engine import Store
from tests.flows.made import article, event, guild, when
from tests.flows.test_relay import FakePlatform

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
GUILD = "fake:1"


class Stage:
    """A guild with an agenda, a platform that takes everything, and a clock."""

    def __init__(self, store: Store, source: str) -> None:
        self.store, self.source = store, source
        self.clock, self.platform = StoppedClock(START), FakePlatform()
        self.relay = Relay(store, {"fake": self.platform}, self.clock, "test", chance=lambda: 0.0)

    async def take(self, *events: Any, name: str = "a1", version: str = "1") -> None:
        told = article(name, events, content_hash=f"{name} {version}".ljust(64, "0"))
        await intake.store_article(self.store, told, source=self.source, identity=name, now=self.clock.now())

    async def settle(self, after: timedelta = timedelta(0)) -> list[str]:
        """Let it be later, do all that is due, and return what the platform was asked to do."""
        self.clock.set(self.clock.now() + after)
        self.platform.tries.clear()
        while await planning.tick(self.store, self.clock.now()) or await self.relay.drain_once():
            pass
        return [what.split()[0] for what in self.platform.tries]

    async def newest(self) -> DeliveryRecord:
        async with self.store.read() as conn:
            found = await outbox.listed(conn, guild=GUILD, limit=99)
        return next(one for one in found if one.action is not DeliveryAction.PIN)

    async def lines(self) -> list[str]:
        shown = (await self.newest()).message.lines
        return ["".join(getattr(part, "text", "") for part in line) for line in shown]


async def stage(store: Store, **policy: Any) -> Stage:
    async with store.write() as conn:
        wanted = {"alerts": False, "reminders": False, "agenda": True, **policy}
        await guilds.put(conn, guild("1", **wanted), START)
        await planning.replan(conn, GUILD, START)
        new = NewSource(kind=SourceKind.FOLDER, address="/news", owner=CATALOGUE)
        return Stage(store, (await sources.add(conn, new, START)).id)


async def test_an_agenda_is_posted_once_and_pinned(store: Store) -> None:
    on = await stage(store)
    assert await on.settle() == ["Upcoming", "pin"]
    assert await on.lines() == ["The articles here tell of no upcoming event."]
    assert await on.settle(MINUTE) == []


async def test_a_pin_that_was_refused_is_tried_once_a_day_until_it_is_done(store: Store) -> None:
    on = await stage(store)
    on.platform.pins_refused = 2
    assert await on.settle() == ["Upcoming", "pin"]
    on.clock.set(START + HOUR)
    await on.take(event("e1"))
    assert await on.settle() == ["edit"]
    assert sorted(await on.settle(DAY)) == ["edit", "pin"]
    assert sorted(await on.settle(DAY)) == ["edit", "pin"]
    assert await on.settle(DAY) == ["edit"]


async def test_it_is_edited_when_its_events_change_and_at_midnight_and_else_left_alone(store: Store) -> None:
    on = await stage(store)
    await on.settle()
    on.clock.set(START + HOUR)
    await on.take(event("e1"))
    assert await on.settle() == ["edit"]
    assert "March 5, 2026 (in 3 days)" in (await on.lines())[0]
    assert await on.settle(HOUR) == []
    assert await on.settle(timedelta(hours=14)) == ["edit"]
    assert "March 5, 2026 (in 2 days)" in (await on.lines())[0]
    assert await on.settle(3 * DAY) == ["edit"]
    assert await on.lines() == ["The articles here tell of no upcoming event."]
    assert await on.settle(DAY) == []


async def test_a_flood_of_articles_costs_one_edit_a_minute(store: Store) -> None:
    on = await stage(store)
    await on.settle()
    on.clock.set(START + HOUR)
    done = []
    for town in ("Springfield", "Shelbyville", "Ogdenville", "Brockway", "Cypress"):
        await on.take(event(f"e-{town}", title=f"{town} votes", participants=(town,)), name=town)
        done += await on.settle(timedelta(seconds=5))
    done += await on.settle(MINUTE)
    assert done == ["edit", "edit"]
    assert len(await on.lines()) == 5


async def test_what_is_off_leaves_the_agenda(store: Store) -> None:
    on = await stage(store)
    await on.take(event("e1"))
    await on.settle()
    on.clock.set(START + HOUR)
    await on.take(event("e1", status=EventStatus.CANCELLED), version="2")
    assert await on.settle() == ["edit"]
    assert await on.lines() == ["The articles here tell of no upcoming event."]


async def test_it_shows_the_soonest_and_says_how_many_more_there_are(store: Store) -> None:
    on = await stage(store)
    many = [
        event(f"e{n}", when(date(2026, 3, 5) + n * DAY), title=f"Meeting number {n}", kind="meeting") for n in range(13)
    ]
    await on.take(*many)
    await on.settle()
    shown = await on.lines()
    assert (len(shown), shown[-1]) == (11, "and 3 more: /events upcoming")


async def test_an_agenda_that_somebody_deleted_is_posted_anew(store: Store) -> None:
    on = await stage(store)
    await on.settle()
    on.clock.set(START + HOUR)
    await on.take(event("e1"))
    on.platform.errors["c1"] = deque([RefusedError("message", 10008, "Unknown Message")])
    assert await on.settle() == ["edit"]
    assert await on.settle(MINUTE) == ["Upcoming", "pin"]
    assert await on.settle(HOUR) == []


async def test_switched_off_it_says_so_and_is_kept_no_longer_and_switched_on_it_goes_on(store: Store) -> None:
    on = await stage(store)
    await on.settle()
    await admin.set_policy(store, GUILD, OPERATOR, PolicyChange(agenda=False), START + HOUR)
    assert await on.settle(HOUR) == ["edit"]
    assert (await on.lines())[0].startswith("This list is no longer kept")
    await on.take(event("e1"))
    assert await on.settle(2 * DAY) == []
    await admin.set_policy(store, GUILD, OPERATOR, PolicyChange(agenda=True), on.clock.now())
    assert await on.settle() == ["edit"]
    assert "Council votes on the bridge" in (await on.lines())[0]


async def test_in_another_channel_it_is_posted_anew_and_the_old_one_says_so(store: Store) -> None:
    on = await stage(store)
    await on.settle()
    await admin.set_policy(store, GUILD, OPERATOR, PolicyChange(channel="c2"), START + HOUR)
    assert sorted(await on.settle(HOUR)) == ["Upcoming", "edit", "pin"]
    await on.take(event("e1"))
    assert await on.settle(HOUR) == ["edit"]
    assert (await on.newest()).destination.channel == "c2"


async def test_a_pause_holds_the_agenda_until_it_ends(store: Store) -> None:
    on = await stage(store, pause=Pause(since=START, until=START + 5 * HOUR))
    assert await on.settle(HOUR) == []
    assert await on.settle(4 * HOUR) == ["Upcoming", "pin"]


async def test_a_guild_that_showed_us_the_door_has_no_agenda(store: Store) -> None:
    on = await stage(store)
    await on.settle()
    await admin.left(store, GUILD, START + HOUR)
    assert await on.settle(2 * DAY) == []
    async with store.read() as conn:
        assert await schedules.get(conn, f"agenda:{GUILD}") is None


async def test_a_clock_that_was_set_back_keeps_the_agenda_right(store: Store) -> None:
    on = await stage(store)
    await on.settle()
    on.clock.set(START + HOUR)
    await on.take(event("e1"))
    await on.settle()
    on.clock.set(START + MINUTE)
    await on.take(event("e1", status=EventStatus.CANCELLED), version="2")
    await on.settle(MINUTE)
    await on.settle(HOUR)
    assert await on.lines() == ["The articles here tell of no upcoming event."]
    assert (await on.newest()).state is DeliveryState.SENT


async def test_an_old_agenda_outlives_the_purge(store: Store) -> None:
    on = await stage(store)
    await on.settle()
    async with store.write() as conn:
        await outbox.purge(conn, START + DAY)
    await on.take(event("e1"))
    assert await on.settle(HOUR) == ["edit"]
