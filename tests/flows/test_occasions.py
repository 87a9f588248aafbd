"""A guild's own list of events on the platform: kept as the articles tell, and left to people where they touched it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.clock import StoppedClock
from bot.decide.occasions import MOST
from bot.errors import HandsOffError, SendError
from bot.flows import admin, deliveries, intake, planning
from bot.flows.admin import OPERATOR, PolicyChange
from bot.flows.relay import Relay
from bot.model.delivery import DeliveryState, Destination, Receipt
from bot.model.event import Amendment, EventStatus
from bot.model.message import Message
from bot.model.policy import Pause
from bot.model.schedule import ScheduleKind
from bot.model.source import CATALOGUE, NewSource, SourceKind
from bot.model.time import Precision
from bot.store import events, guilds, outbox, schedules, sources
from bot.store.engine import Store
from tests.flows.made import MONTH, article, event, guild, span, when
from tests.flows.test_relay import FakePlatform

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
GUILD = "fake:1"
NEXT_WEEK = when(date(2026, 3, 12))
BRIDGE, HARBOUR = "Council votes on the bridge", "Harbour museum opens"


class FakeList:
    """Lists what it is given; what is in `theirs` people have changed or removed."""

    def __init__(self) -> None:
        self.shown: dict[str, Message] = {}
        self.theirs: set[str] = set()
        self.added = 0

    async def add(self, destination: Destination, message: Message, nonce: str) -> Receipt:
        assert destination.channel == "events:1"
        self.shown[nonce] = message
        self.added += 1
        return Receipt(message=nonce)

    async def find(self, destination: Destination, nonce: str) -> Receipt | None:
        return Receipt(message=nonce) if nonce in self.shown else None

    async def change(self, destination: Destination, receipt: Receipt, message: Message, nonce: str) -> Receipt:
        assert message.occasion is not None
        if nonce in self.theirs:
            raise HandsOffError("removed" if nonce not in self.shown else "changed")
        if message.occasion.off:
            self.shown.pop(nonce, None)
        else:
            self.shown[nonce] = message
        return receipt


class ListingPlatform(FakePlatform):
    """A platform on which guilds have a list of events."""

    def __init__(self) -> None:
        super().__init__()
        self.occasions = FakeList()


class Stage:
    """A guild that wants its events listed, a platform with a list, and a clock."""

    def __init__(self, store: Store, source: str) -> None:
        self.store, self.source, self.clock = store, source, StoppedClock(START)
        self.platform = ListingPlatform()
        self.listed = self.platform.occasions
        self.relay = Relay(store, {"fake": self.platform}, self.clock, "test", chance=lambda: 0.0)

    async def take(self, *told: Any, name: str = "a1", version: str = "1", **more: Any) -> None:
        one = article(name, told, content_hash=f"{name} {version}".ljust(64, "0"), **more)
        await intake.store_article(self.store, one, source=self.source, identity=name, now=self.clock.now())

    async def settle(self, after: timedelta = MINUTE) -> list[str]:
        """Let it be later, do all that is due, and return what is listed, with the day on which it is."""
        self.clock.set(self.clock.now() + after)
        while await planning.tick(self.store, self.clock.now()) or await self.relay.drain_once():
            pass
        return sorted(f"{m.headline} {m.occasion.starts:%m-%d %H:%M}" for m in self.listed.shown.values() if m.occasion)

    async def set(self, **policy: Any) -> None:
        await admin.set_policy(self.store, GUILD, OPERATOR, PolicyChange(**policy), self.clock.now())

    async def amend(self, change: Amendment, name: str = "e1") -> None:
        async with self.store.write() as conn:
            await events.amend(conn, name, guild=GUILD, change=change, actor="x", now=self.clock.now())
            await planning.replan(conn, GUILD, self.clock.now())

    async def states(self) -> list[str]:
        async with self.store.read() as conn:
            return [one.state.value for one in reversed(await outbox.listed(conn, guild=GUILD, limit=999))]

    def text(self) -> str:
        (message,) = self.listed.shown.values()
        return "\n".join("".join(getattr(part, "text", "") for part in line) for line in message.lines)


async def stage(store: Store, **policy: Any) -> Stage:
    async with store.write() as conn:
        wanted = {"alerts": False, "reminders": False, "event_list": True, **policy}
        await guilds.put(conn, guild("1", **wanted), START)
        await planning.replan(conn, GUILD, START)
        return Stage(store, (await sources.add(conn, new_source(), START)).id)


def new_source() -> NewSource:
    return NewSource(kind=SourceKind.FOLDER, address="/news", owner=CATALOGUE)


def another(name: str, title: str = HARBOUR, **more: Any) -> Any:
    return event(name, NEXT_WEEK, title=title, participants=(title,), **more)


async def test_a_day_is_listed_from_noon_of_the_guilds_clock_and_said_to_be_so(store: Store) -> None:
    on = await stage(store, zone="America/New_York")
    await on.take(event("e1"))
    assert await on.settle() == [f"{BRIDGE} 03-05 17:00"]
    (message,) = on.listed.shown.values()
    assert message.occasion is not None
    assert (message.occasion.ends, message.occasion.place) == (
        datetime(2026, 3, 6, 4, 59, tzinfo=UTC),
        "No place is named",
    )
    assert on.text().splitlines() == [
        "Thursday, March 5, 2026. No hour is named; noon stands for it here.",
        "“The council meets on Thursday to vote on the old bridge.”",
        "Told by: Council to decide on the bridge",
    ]
    assert (message.url, message.footer) == ("https://gazette.example/a1", "The Gazette · March 2, 2026")


async def test_a_known_instant_is_listed_for_an_hour(store: Store) -> None:
    on = await stage(store)
    at = datetime(2026, 3, 5, 18, 30, tzinfo=UTC)
    evening = when(date(2026, 3, 5), precision=Precision.TIME, value="2026-03-05T18:30", instant=at, zone="UTC")
    await on.take(event("e1", evening, place="Town hall"))
    assert await on.settle() == [f"{BRIDGE} 03-05 18:30"]
    (message,) = on.listed.shown.values()
    assert message.occasion is not None
    assert (message.occasion.ends - message.occasion.starts, message.occasion.place) == (HOUR, "Town hall")
    assert "18:30 UTC. No end is named; an hour stands for it here." in on.text()


async def test_only_what_is_told_surely_and_to_the_day_and_once_is_listed(store: Store) -> None:
    on = await stage(store)
    await on.take(
        event("coarse", MONTH),
        event("maybe", status=EventStatus.TENTATIVE),
        event("number", forecast=True),
        event("misread", confidence=0.3),
        event("weekly", recurrence="FREQ=WEEKLY;BYDAY=TH"),
        event("past", when(date(2026, 3, 1))),
        event("today", when(date(2026, 3, 2)), title="Court sits today", participants=("Court",)),
        event("off", NEXT_WEEK, status=EventStatus.CANCELLED),
    )
    assert await on.settle() == ["Court sits today 03-02 12:00"]


async def test_it_is_off_by_default_and_switching_it_off_takes_everything_away(store: Store) -> None:
    on = await stage(store, event_list=False)
    await on.take(event("e1"))
    assert await on.settle() == []
    await on.set(event_list=True)
    assert await on.settle() == [f"{BRIDGE} 03-05 12:00"]
    await on.set(event_list=False)
    assert await on.settle() == []
    await on.set(event_list=True)
    assert await on.settle() == [f"{BRIDGE} 03-05 12:00"]


async def test_an_event_that_moves_is_edited_and_one_that_is_called_off_is_taken_away(store: Store) -> None:
    on = await stage(store)
    await on.take(event("e1"))
    await on.settle()
    await on.take(event("e1", NEXT_WEEK), version="2")
    assert await on.settle() == [f"{BRIDGE} 03-12 12:00"]
    await on.take(event("e1", NEXT_WEEK, status=EventStatus.CANCELLED), version="3")
    assert await on.settle() == []
    assert on.listed.added == 1
    assert await on.states() == ["sent", "sent", "sent"]


async def test_another_newer_article_that_moves_it_edits_the_entry(store: Store) -> None:
    on = await stage(store)
    await on.take(event("e1"))
    await on.settle()
    await put_off(on, "March 12")
    assert await on.settle() == [f"{BRIDGE} 03-12 12:00"]
    assert "was put off until March 12" in on.text()
    assert on.listed.added == 1
    await put_off(on, "March 19")
    assert await on.settle() == [f"{BRIDGE} 03-19 12:00"]
    assert on.listed.added == 1


async def put_off(on: Stage, until: str) -> None:
    day = f"2026-03-{until[-2:]}"
    body = f"The council's vote on the bridge, planned for March 5, was put off until {until}. Rain is expected."
    sentence = span(f"The council's vote on the bridge, planned for March 5, was put off until {until}.", body)
    moved = event("e2", when(date.fromisoformat(day)), status=EventStatus.RESCHEDULED, evidence=(sentence,))
    told = [
        {**span(text, body).model_dump(), "type": "DATE", "value": value, "precision": "day"}
        | {"earliest": value, "latest": value}
        for text, value in (("March 5", "2026-03-05"), (until, day))
    ]
    more: dict[str, Any] = {"body": body, "time_expressions": told, "quotes": (), "summary": {}}
    await on.take(moved, name="a2", version=until, published=date(2026, 3, 4), **more)


async def test_another_newer_article_that_calls_it_off_takes_it_away(store: Store) -> None:
    on = await stage(store)
    await on.take(event("e1"))
    await on.settle()
    await on.take(event("e2", status=EventStatus.CANCELLED), name="a2", published=date(2026, 3, 4))
    assert await on.settle() == []


async def test_one_happening_that_several_articles_tell_is_listed_once(store: Store) -> None:
    on = await stage(store)
    await on.take(event("e5"), name="a5")
    await on.settle()
    for name in ("e1", "e9"):
        await on.take(event(name), name=f"a {name}")
        assert await on.settle() == [f"{BRIDGE} 03-05 12:00"]
    assert on.listed.added == 1


async def test_dismissed_it_goes_restored_it_comes_back_and_amended_it_moves_and_says_by_whom(store: Store) -> None:
    on = await stage(store)
    await on.take(event("e1"))
    await on.settle()
    await on.amend(Amendment(dismissed=True))
    assert await on.settle() == []
    await on.amend(Amendment())
    assert await on.settle() == [f"{BRIDGE} 03-05 12:00"]
    assert "amended" not in on.text()
    await on.amend(Amendment(when=NEXT_WEEK))
    assert await on.settle() == [f"{BRIDGE} 03-12 12:00"]
    assert "has set this time. As read from the article: Thursday, March 5, 2026." in on.text()
    assert on.listed.added == 2


async def test_what_people_changed_or_removed_is_theirs_and_not_listed_again(store: Store) -> None:
    on = await stage(store)
    await on.take(event("e1"))
    await on.settle()
    (nonce,) = on.listed.shown
    on.listed.theirs.add(nonce)
    on.listed.shown.pop(nonce)
    await on.take(event("e1", NEXT_WEEK), version="2")
    assert await on.settle() == []
    for version in "345":
        await on.take(event("e1", when(date(2026, 3, 12 + int(version)))), version=version)
        assert await on.settle() == []
    await on.set(event_list=False)
    await on.settle()
    await on.set(event_list=True)
    await on.settle()
    assert await on.states() == ["sent", "rejected"]
    async with on.store.read() as conn:
        newest = (await outbox.listed(conn, guild=GUILD, limit=1))[0]
    told = await deliveries.explain(on.store, GUILD, OPERATOR, newest.id, on.clock.now())
    assert told.why.startswith("It brings the entry of the event “Council votes on the bridge”")
    assert told.state == "It was refused for good: Somebody has removed it there. It is left as it is."


async def test_once_it_has_begun_it_is_left_to_the_platform_and_forgotten_when_it_is_over(store: Store) -> None:
    on = await stage(store)
    await on.take(event("e1"))
    await on.settle()
    await on.settle(3 * DAY + 4 * HOUR)
    await on.take(event("e1", status=EventStatus.CANCELLED), version="2")
    assert await on.settle() == [f"{BRIDGE} 03-05 12:00"]
    assert await on.states() == ["sent"]
    async with on.store.write() as conn:
        assert await outbox.purge(conn, on.clock.now() + DAY) == 0
    await on.settle(DAY)
    async with on.store.write() as conn:
        assert await outbox.purge(conn, on.clock.now() + DAY) == 1


async def test_many_events_leave_room_for_peoples_own(store: Store) -> None:
    on = await stage(store)
    stems = [chr(97 + n // 26) + chr(97 + n % 26) for n in range(MOST + 5)]
    names = [f"{stem}ville {stem}ford {stem}dale" for stem in stems]
    await on.take(*(another(f"e{n:02}", name) for n, name in enumerate(names)))
    assert len(await on.settle()) == MOST
    await on.take(event("e1"), name="a2")
    assert f"{BRIDGE} 03-05 12:00" not in await on.settle()
    for n in range(5):
        await on.amend(Amendment(dismissed=True), f"e{n:02}")
    assert len(await on.settle()) == MOST
    assert f"{BRIDGE} 03-05 12:00" in await on.settle()


async def test_in_a_pause_nothing_new_is_listed_but_what_is_off_goes(store: Store) -> None:
    on = await stage(store)
    await on.take(event("e1"))
    await on.settle()
    async with on.store.write() as conn:
        paused = guild(
            "1", alerts=False, reminders=False, event_list=True, pause=Pause(since=START, until=START + HOUR)
        )
        await guilds.put(conn, paused, START)
        await planning.replan(conn, GUILD, on.clock.now())
    await on.take(event("e1", status=EventStatus.CANCELLED), version="2")
    await on.take(another("e2"), name="a2")
    assert await on.settle() == []
    assert await on.settle(HOUR) == [f"{HARBOUR} 03-12 12:00"]


async def test_what_was_not_listed_yet_is_just_not_listed(store: Store) -> None:
    on = await stage(store)
    await on.take(event("e1"))
    on.clock.set(START + MINUTE)
    await planning.tick(store, on.clock.now())
    await on.take(event("e1", status=EventStatus.CANCELLED), version="2")
    on.clock.set(START + 3 * MINUTE)
    await planning.tick(store, on.clock.now())
    assert await on.settle() == []
    assert await on.states() == ["withdrawn"]
    assert on.listed.added == 0


async def test_a_platform_without_a_list_says_so_once(store: Store) -> None:
    on = await stage(store)
    on.relay = Relay(store, {"fake": FakePlatform()}, on.clock, "test", chance=lambda: 0.0)
    await on.take(event("e1"))
    await on.settle()
    await on.settle(DAY)
    assert await on.states() == ["rejected"]


async def test_a_flood_of_articles_makes_one_look_a_minute(store: Store) -> None:
    on = await stage(store)
    await on.settle(timedelta(0))
    await on.take(event("e1"))
    assert await on.settle(timedelta(seconds=30)) == []
    assert await on.settle(timedelta(seconds=30)) == [f"{BRIDGE} 03-05 12:00"]


async def test_an_event_of_another_guilds_feed_is_not_listed_here(store: Store) -> None:
    on = await stage(store)
    async with store.write() as conn:
        theirs = NewSource(kind=SourceKind.FEED, address="https://other.example/feed", owner="fake:2")
        on.source = (await sources.add(conn, theirs, START)).id
    await on.take(event("e1"))
    assert await on.settle(DAY) == []


async def test_a_try_again_is_refused_where_it_makes_no_sense(store: Store) -> None:
    on = await stage(store)
    await on.take(event("e1"))
    await on.settle()
    (nonce,) = on.listed.shown
    on.listed.theirs.add(nonce)
    await on.take(event("e1", NEXT_WEEK), version="2")
    await on.settle()
    async with store.read() as conn:
        (refused,) = await outbox.listed(conn, guild=GUILD, limit=9, state=DeliveryState.REJECTED)
    on.listed.theirs.clear()
    told = await deliveries.retry(store, GUILD, OPERATOR, refused.id, on.clock.now())
    assert told.says == "It is applied again. Doing so twice changes nothing."
    assert await on.settle() == [f"{BRIDGE} 03-12 12:00"]


def test_the_errors_say_what_people_did() -> None:
    error: SendError = HandsOffError("changed")
    assert str(error) == "Somebody has changed it there. It is left as it is."


async def test_many_lists_that_change_at_once_are_looked_at_few_at_a_time_and_after_all_else(store: Store) -> None:
    most = planning.LOOKS**2
    async with store.write() as conn:
        for number in range(most + 5):
            await guilds.put(conn, guild(str(number), event_list=True, agenda=True), START)
            await planning.replan(conn, f"fake:{number}", START)
    await planning.tick(store, START)
    async with store.read() as conn:
        left = await schedules.due(conn, START, 999)
        assert [row.kind for row in left] == [ScheduleKind.OCCASIONS] * 5
    await planning.tick(store, START)
    async with store.read() as conn:
        assert await schedules.due(conn, START, 999) == []
