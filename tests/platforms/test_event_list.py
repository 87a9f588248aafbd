"""Scheduled events through the real discord.py client, against a server that errs: listed once, edited, left alone."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.errors import HandsOffError, ListFullError, OutcomeUnknownError, RateLimitedError, RefusedError, SendError
from bot.flows.relay import Relay, Write
from bot.model.delivery import ClaimedDelivery, DeliveryState, Destination, NewDelivery, NewEdit, Priority, Receipt
from bot.model.message import Message, MessageKind, Occasion, Text, plain
from bot.platforms.discord import occasions
from bot.platforms.discord.sender import DiscordPlatform
from bot.ports import KeepsEvents, Platform
from bot.store import closures, outbox
from tests.platforms import openapi
from tests.platforms.discordlike import Discordlike, Fault, new_client, pointed_at, serving
from tests.platforms.event_list import CANCELED, EventList
from tests.platforms.rig import Rig

GUILD = "600000000000000001"
LIST = Destination(platform="discord", guild=GUILD, channel=f"events:{GUILD}")
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
NONCE = "0123456789abcdef89abcdef"


def entry(title: str = "Council votes on the bridge", days: int = 3, **more: Any) -> Message:
    at = Occasion(starts=NOW + days * DAY, ends=NOW + days * DAY + timedelta(hours=9), place="Springfield")
    given = {
        "kind": MessageKind.OCCASION,
        "headline": title,
        "url": "https://gazette.example/bridge",
        "lines": (
            plain("Thursday, March 5, 2026. No hour is named; noon stands for it here."),
            (Text(text="“The council meets on Thursday to vote on the old bridge.”", style="quote"),),
            plain("Told by: Council to decide on the bridge"),
        ),
        "footer": "The Gazette · March 2, 2026",
        "occasion": at,
    }
    return Message.model_validate({**given, **more})


def off(message: Message) -> Message:
    assert message.occasion is not None
    return message.model_copy(update={"occasion": message.occasion.model_copy(update={"off": True})})


@dataclass
class Bench:
    server: Discordlike
    platform: DiscordPlatform
    clock: MovableClock

    @property
    def listed(self) -> EventList:
        return self.server.events

    async def add(self, message: Message | None = None, nonce: str = NONCE) -> Receipt:
        return await self.platform.occasions.add(LIST, message or entry(), nonce)

    async def change(self, receipt: Receipt, message: Message) -> None:
        assert await self.platform.occasions.change(LIST, receipt, message, NONCE) == receipt


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    async with AsyncExitStack() as stack:
        server = Discordlike()
        await stack.enter_async_context(pointed_at(await stack.enter_async_context(serving(server))))
        client = new_client()
        stack.push_async_callback(client.close)
        clock = MovableClock(NOW)
        server.now = clock.now
        platform = DiscordPlatform(client, clock)
        await client.login("t")
        yield Bench(server, platform, clock)


def test_it_keeps_the_port(bench: Bench) -> None:
    platform: Platform = bench.platform
    assert isinstance(platform, KeepsEvents)


async def test_an_event_is_listed_with_its_sentence_its_source_and_its_mark(bench: Bench) -> None:
    await bench.add()
    (made,) = bench.listed.live()
    assert made["name"] == "Council votes on the bridge"
    assert made["entity_metadata"] == {"location": "Springfield"}
    assert (made["scheduled_start_time"], made["scheduled_end_time"]) == (
        "2026-03-05T09:00:00+00:00",
        "2026-03-05T18:00:00+00:00",
    )
    told = made["description"].replace("\\", "").split("\n")
    assert told[1] == "> “The council meets on Thursday to vote on the old bridge.”"
    assert told[2:5] == [
        "Told by: Council to decide on the bridge",
        "The Gazette · March 2, 2026",
        "https://gazette.example/bridge",
    ]
    assert told[5].startswith("#89abcdef-")


async def test_requests_are_as_the_api_description_demands(bench: Bench) -> None:
    if not openapi.SPEC.is_file():
        pytest.skip("Discord's API description is not beside the project (../shared/spec/openapi.json)")
    made = occasions.payload(entry(), NONCE)
    assert openapi.problems(made, openapi.named("ExternalScheduledEventCreateRequest")) == []
    assert openapi.problems(made, openapi.named("ExternalScheduledEventPatchRequestPartial")) == []


async def test_hostile_and_long_words_stay_inert_and_within_the_limits(bench: Bench) -> None:
    at = Occasion(starts=NOW + DAY, ends=NOW + 2 * DAY, place="https://evil.example " * 30)
    words = "@everyone **[x](https://evil.example)** discord.gg/abc \u202e " * 200
    await bench.add(entry(words, lines=(plain(words), (Text(text=words, style="quote"),)), occasion=at, footer=words))
    (made,) = bench.listed.live()
    assert all("://evil" not in text for text in (made["name"], made["entity_metadata"]["location"]))
    assert "discord.gg/" not in made["name"] + made["description"]
    assert "@everyone" not in made["description"]
    assert made["description"].split("\n")[-2] == "https://gazette.example/bridge"
    assert made["description"].split("\n")[-1].startswith("#89abcdef-")
    assert await bench.platform.occasions.find(LIST, NONCE) is not None


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("503", OutcomeUnknownError),
        ("reset before", OutcomeUnknownError),
        ("reset after", OutcomeUnknownError),
        ("502 after", OutcomeUnknownError),
        ("429 for long", RateLimitedError),
        (30038, ListFullError),
        (50013, RefusedError),
        (50035, RefusedError),
    ],
)
async def test_every_fault_becomes_an_error_of_ours_and_the_request_is_not_repeated(
    bench: Bench, fault: Fault, error: type[SendError]
) -> None:
    bench.listed.faults.append(fault)
    with pytest.raises(error):
        await bench.add()
    assert len([call for call in bench.server.calls if call.startswith("POST")]) == 1


async def test_a_short_rate_limit_is_waited_out(bench: Bench) -> None:
    bench.listed.faults.append("429")
    await bench.add()
    assert len(bench.listed.live()) == 1


async def test_after_an_unseen_outcome_the_list_tells_whether_it_was_taken(bench: Bench) -> None:
    for fault, taken in (("503", False), ("reset before", False), ("reset after", True), ("502 after", True)):
        bench.listed.shown.clear()
        bench.listed.faults.append(fault)
        with pytest.raises(OutcomeUnknownError):
            await bench.add()
        assert (await bench.platform.occasions.find(LIST, NONCE) is not None) is taken, fault


async def test_only_an_event_of_our_own_is_recognised(bench: Bench) -> None:
    bench.listed.put(GUILD, occasions.payload(entry(), NONCE), creator="5")
    assert await bench.platform.occasions.find(LIST, NONCE) is None
    await bench.add(nonce="another nonce 11111111")
    assert await bench.platform.occasions.find(LIST, NONCE) is None


async def test_a_list_that_is_full_is_told_from_a_refusal(bench: Bench) -> None:
    for number in range(100):
        bench.listed.put(GUILD, occasions.payload(entry(f"Theirs {number}"), NONCE), creator="5")
    with pytest.raises(ListFullError, match="is full; it is tried again later"):
        await bench.add()


async def test_an_edit_applied_twice_changes_nothing(bench: Bench) -> None:
    receipt = await bench.add()
    moved = entry(days=10)
    await bench.change(receipt, moved)
    await bench.change(receipt, moved)
    (shown,) = bench.listed.live()
    assert shown["scheduled_start_time"] == "2026-03-12T09:00:00+00:00"
    assert bench.listed.changes == ["edit Council votes on the bridge"]


async def test_it_is_taken_away_once_and_for_all(bench: Bench) -> None:
    receipt = await bench.add()
    await bench.change(receipt, off(entry()))
    await bench.change(receipt, off(entry()))
    assert bench.listed.live() == []
    assert bench.listed.changes == ["delete Council votes on the bridge"]


@pytest.mark.parametrize("field", ["name", "description", "entity_metadata", "scheduled_start_time"])
async def test_what_people_changed_is_left_as_it_is(bench: Bench, field: str) -> None:
    receipt = await bench.add()
    theirs = {
        "name": "Bridge night",
        "description": "Bring cake. " + bench.listed.shown[receipt.message]["description"],
        "entity_metadata": {"location": "Town hall, room 2"},
        "scheduled_start_time": (NOW + 3 * DAY + timedelta(hours=1)).isoformat(),
    }
    bench.listed.shown[receipt.message][field] = theirs[field]
    for wanted in (entry(days=10), off(entry())):
        with pytest.raises(HandsOffError, match="Somebody has changed it there"):
            await bench.platform.occasions.change(LIST, receipt, wanted, NONCE)
    assert bench.listed.shown[receipt.message][field] == theirs[field]
    assert bench.listed.changes == []


async def test_blanks_and_zones_that_discord_writes_its_own_way_are_no_change(bench: Bench) -> None:
    receipt = await bench.add()
    shown = bench.listed.shown[receipt.message]
    shown["description"] = "  " + shown["description"].replace("\n", "\n\n") + " "
    shown["scheduled_start_time"] = "2026-03-05T10:00:00.000000+01:00"
    await bench.change(receipt, entry(days=10))
    assert bench.listed.changes == ["edit Council votes on the bridge"]


async def test_what_people_removed_or_ended_is_not_made_again(bench: Bench) -> None:
    removed, ended = await bench.add(), await bench.add()
    del bench.listed.shown[removed.message]
    bench.listed.shown[ended.message]["status"] = CANCELED
    for receipt, said in ((removed, "removed"), (ended, "ended")):
        with pytest.raises(HandsOffError, match=said):
            await bench.platform.occasions.change(LIST, receipt, entry(days=10), NONCE)
        await bench.change(receipt, off(entry()))
    assert bench.listed.live() == []


# Store, relay and client together.


def owed(number: int, now: datetime) -> NewDelivery:
    at = Occasion(starts=now + 30 * DAY, ends=now + 31 * DAY, place="Springfield")
    return NewDelivery(
        dedupe_key=f"o{number}",
        destination=LIST,
        message=entry(f"Event {number}", occasion=at),
        priority=Priority.NOTICE,
        cause=f"occasion:{number}",
        not_before=now,
        expires_at=at.starts,
    )


def wish(number: int, version: int, now: datetime, *, gone: bool = False) -> NewEdit:
    at = Occasion(starts=now + 40 * DAY, ends=now + 41 * DAY, place="Springfield", off=gone)
    return NewEdit(
        target=outbox.nonce(f"o{number}"),
        version=version,
        message=entry(f"Event {number}, state {version}", occasion=at),
        priority=Priority.NOTICE,
        cause=f"occasion:{number}",
        not_before=now,
        expires_at=at.starts,
    )


async def want(rig: Rig, deliveries: list[NewDelivery], edits: list[NewEdit] | None = None) -> None:
    async with rig.store.write() as conn:
        await outbox.enqueue(conn, deliveries, rig.clock.now())
        await outbox.edit(conn, edits or [], rig.clock.now())


async def states(rig: Rig) -> Counter[DeliveryState]:
    async with rig.store.read() as conn:
        return Counter(one.state for one in await outbox.listed(conn, guild=None, limit=1000))


class Forgetful(Relay):
    """Dies, by chance, before it can write an outcome down."""

    def __init__(self, rig: Rig, sender: str, luck: random.Random) -> None:
        super().__init__(rig.store, {"discord": rig.platform}, rig.clock, sender, luck.random)
        self._luck = luck

    async def _record(self, delivery: ClaimedDelivery, write: Write) -> None:
        if self._luck.random() < 0.6:
            await super()._record(delivery, write)


@pytest.mark.parametrize("seed", [1, 2])
async def test_whatever_fails_and_whoever_dies_each_event_is_listed_once_and_ends_as_wanted(
    rig: Rig, seed: int
) -> None:
    luck, events = random.Random(seed), rig.server.events
    await want(rig, [owed(n, rig.clock.now()) for n in range(12)])
    last: dict[int, int] = {}
    for round_ in range(2, 8):
        wishes = [wish(n, round_, rig.clock.now(), gone=n % 4 == 0 and round_ == 7) for n in range(12)]
        wishes = [one for one in wishes if luck.random() < 0.4 or round_ == 7]
        last |= {int(one.cause.removeprefix("occasion:")): round_ for one in wishes}
        await want(rig, [], wishes)
        events.faults.extend(luck.choice(["503", "reset after", "reset before", "502 after"]) for _ in range(3))
        events.change_faults.extend(luck.choice(["503", "reset after", "reset before", "429"]) for _ in range(2))
        await rig.deliver(Forgetful(rig, f"life {round_}", luck), timedelta(seconds=61), 3)
    events.faults.clear()
    events.change_faults.clear()
    relay = Relay(rig.store, {"discord": rig.platform}, rig.clock, "last", chance=luck.random)
    await rig.deliver(relay, timedelta(minutes=11), 6)
    assert events.names() == sorted(f"Event {n}, state {last[n]}" for n in range(12) if n % 4)
    made = Counter(one["name"].split(",")[0] for one in events.created)
    assert set(made.values()) == {1}


async def test_without_a_look_the_same_faults_would_list_it_twice(rig: Rig) -> None:
    """The oracle finds what it is there to find."""
    await want(rig, [owed(n, rig.clock.now()) for n in range(4)])

    async def blind(destination: Destination, nonce: str) -> None:
        return None

    rig.platform.occasions.find = blind  # type: ignore[method-assign]  # a broken variant
    rig.server.events.faults.extend(["reset after"] * 2)
    relay = Relay(rig.store, {"discord": rig.platform}, rig.clock, "careless", chance=lambda: 0.0)
    await rig.deliver(relay, timedelta(seconds=61), 3)
    assert max(Counter(one["name"] for one in rig.server.events.created).values()) == 2


async def test_a_request_that_was_given_up_has_its_time_before_the_list_is_read(rig: Rig) -> None:
    await want(rig, [owed(0, rig.clock.now())])
    rig.server.events.faults.append("reset before")
    relay = Relay(rig.store, {"discord": rig.platform}, rig.clock, "one", chance=lambda: 0.0)
    await rig.deliver(relay, timedelta(seconds=59), 2)
    assert rig.server.events.live() == []
    await rig.deliver(relay, timedelta(seconds=2), 2)
    assert rig.server.events.names() == ["Event 0"]


async def test_two_senders_at_once_list_it_once(rig: Rig) -> None:
    await want(rig, [owed(n, rig.clock.now()) for n in range(10)])
    relays = [Relay(rig.store, {"discord": rig.platform}, rig.clock, name, chance=lambda: 0.0) for name in ("a", "b")]
    await asyncio.gather(*(relay.drain_once() for relay in relays))
    await rig.deliver(relays[0], timedelta(minutes=2), 2)
    assert Counter(one["name"] for one in rig.server.events.created) == {f"Event {n}": 1 for n in range(10)}


async def test_a_sender_that_sleeps_through_its_lease_lists_nothing_any_more(rig: Rig) -> None:
    await want(rig, [owed(0, rig.clock.now())])
    take = rig.platform.budget.take

    async def asleep(*turn: Any) -> None:
        await take(*turn)
        rig.clock.move_to(rig.clock.now() + timedelta(seconds=41))  # less than the lease, more than lets it end in time

    rig.platform.budget.take = asleep  # type: ignore[method-assign,assignment]
    await Relay(rig.store, {"discord": rig.platform}, rig.clock, "sleeper", chance=lambda: 0.0).drain_once()
    assert rig.server.events.created == []
    rig.platform.budget.take = take  # type: ignore[method-assign]
    relay = Relay(rig.store, {"discord": rig.platform}, rig.clock, "other", chance=lambda: 0.0)
    await rig.deliver(relay, timedelta(minutes=2), 2)
    assert rig.server.events.names() == ["Event 0"]
    assert len(rig.server.events.created) == 1


async def test_an_older_state_never_overwrites_a_newer(rig: Rig) -> None:
    now = rig.clock.now()
    await want(rig, [owed(0, now)])
    relay = Relay(rig.store, {"discord": rig.platform}, rig.clock, "one", chance=lambda: 0.0)
    await rig.deliver(relay, timedelta(seconds=1), 1)
    await want(rig, [], [wish(0, 5, now)])
    await want(rig, [], [wish(0, 3, now)])
    rig.server.events.change_faults.append("503")
    await rig.deliver(relay, timedelta(seconds=61), 2)
    await want(rig, [], [wish(0, 4, now), wish(0, 6, now)])
    await rig.deliver(relay, timedelta(seconds=61), 2)
    assert rig.server.events.names() == ["Event 0, state 6"]
    assert rig.server.events.changes == ["edit Event 0, state 5", "edit Event 0, state 6"]


async def test_without_the_permission_what_is_owed_waits_and_one_try_is_made(rig: Rig) -> None:
    await want(rig, [owed(0, rig.clock.now())])
    rig.server.events.faults.append(50013)
    relay = Relay(rig.store, {"discord": rig.platform}, rig.clock, "one", chance=lambda: 0.0)
    await rig.deliver(relay, timedelta(minutes=11), 1)
    await want(rig, [owed(1, rig.clock.now())])
    await rig.deliver(relay, timedelta(minutes=11), 3)
    assert len([call for call in rig.server.calls if call.endswith("/scheduled-events")]) == 1
    async with rig.store.write() as conn:
        assert "50013" in str(await closures.disabled(conn, LIST))
        await closures.enable(conn, LIST)
    await rig.deliver(relay, timedelta(minutes=11), 1)
    assert rig.server.events.names() == ["Event 0", "Event 1"]


async def test_a_full_list_is_waited_for(rig: Rig) -> None:
    for number in range(100):
        at = Occasion(starts=rig.clock.now() + DAY, ends=rig.clock.now() + 2 * DAY, place="there")
        rig.server.events.put(GUILD, occasions.payload(entry(f"Theirs {number}", occasion=at), NONCE), creator="5")
    await want(rig, [owed(0, rig.clock.now())])
    relay = Relay(rig.store, {"discord": rig.platform}, rig.clock, "one", chance=lambda: 0.0)
    await rig.deliver(relay, timedelta(hours=5), 2)
    assert await states(rig) == {DeliveryState.FAILED: 1}
    rig.server.events.shown.clear()
    await rig.deliver(relay, timedelta(hours=5), 1)
    assert rig.server.events.names() == ["Event 0"]


async def test_an_event_that_is_not_wanted_any_more_is_not_listed_by_a_later_try(rig: Rig) -> None:
    for fault in ("reset before", "reset after"):
        now, number = rig.clock.now(), len(await states(rig))
        await want(rig, [owed(number, now)])
        rig.server.events.faults.append(fault)
        relay = Relay(rig.store, {"discord": rig.platform}, rig.clock, "one", chance=lambda: 0.0)
        await rig.deliver(relay, timedelta(seconds=61), 1)
        gone = wish(number, 2, now, gone=True)
        async with rig.store.write() as conn:
            assert gone.message is not None
            assert not await outbox.take_back(conn, gone.target, gone.message, rig.clock.now())
            await outbox.edit(conn, [gone], rig.clock.now())
        await rig.deliver(relay, timedelta(minutes=11), 3)
        assert rig.server.events.live() == []
    assert len(rig.server.events.created) == 1
