"""The loop that empties the outbox, on both databases, with a platform that errs on order."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import StoppedClock
from bot.errors import (
    BlockedError,
    HistoryUnreadableError,
    OutcomeUnknownError,
    RateLimitedError,
    RefusedError,
    TokenError,
)
from bot.flows import relay as relay_module
from bot.flows.relay import LEASE, Relay
from bot.model.delivery import DeliveryRecord, DeliveryState, Destination, NewDelivery, NewEdit, Priority, Receipt
from bot.model.message import Message, MessageKind
from bot.platforms.discord.embeds import LIMITS
from bot.store import claims, closures, outbox
from bot.store.engine import Store

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


class FakePlatform:
    """Takes messages once per nonce; `errors` come first, and `posts_first` says that they come after posting."""

    name = "fake"
    limits = LIMITS

    def __init__(self) -> None:
        self.errors: dict[str, deque[Exception]] = {}
        self.posts_first = False
        self.tries: list[str] = []
        self.posted: dict[str, str] = {}
        self.gate: asyncio.Event | None = None
        self.pins_refused = 0

    async def send(self, destination: Destination, message: Message, nonce: str) -> Receipt:
        self.tries.append(message.headline)
        if self.gate is not None:
            await self.gate.wait()
        errors = self.errors.get(destination.channel)
        error = errors.popleft() if errors else None
        if error is None or self.posts_first:
            self.posted.setdefault(nonce, message.headline)
        if error is not None:
            raise error
        return Receipt(message=f"m-{nonce}")

    async def edit(self, destination: Destination, receipt: Receipt, message: Message, nonce: str) -> Receipt:
        return await self._altered(f"edit {receipt.message}: {message.headline}", destination, receipt)

    async def pin(self, destination: Destination, receipt: Receipt) -> Receipt:
        done = await self._altered(f"pin {receipt.message}", destination, receipt)
        self.pins_refused -= 1
        if self.pins_refused >= 0:
            raise RefusedError("message", 50013, "Missing Permissions")
        return done

    async def _altered(self, what: str, destination: Destination, receipt: Receipt) -> Receipt:
        self.tries.append(what)
        errors = self.errors.get(destination.channel)
        if errors:
            raise errors.popleft()
        return receipt


class FakeWithHistory(FakePlatform):
    """Also finds what was posted; `looks` holds errors to meet first."""

    def __init__(self) -> None:
        super().__init__()
        self.looks: deque[Exception] = deque()
        self.elsewhere_is: Destination | None = None
        self.looked = 0

    async def find(self, destination: Destination, nonce: str, since: datetime) -> Receipt | None:
        self.looked += 1
        if self.looks:
            raise self.looks.popleft()
        return Receipt(message=f"m-{nonce}") if nonce in self.posted else None

    async def elsewhere(self, destination: Destination) -> Destination | None:
        return self.elsewhere_is


def owed(name: str, channel: str = "c1", priority: Priority = Priority.ALERT, **more: object) -> NewDelivery:
    given = {
        "dedupe_key": name,
        "destination": Destination(platform="fake", guild="1", channel=channel),
        "message": Message(kind=MessageKind.ALERT, headline=name),
        "priority": priority,
        "cause": name,
        "not_before": START,
    }
    return NewDelivery.model_validate({**given, **more})


async def enqueue(store: Store, *deliveries: NewDelivery) -> None:
    async with store.write() as conn:
        await outbox.enqueue(conn, deliveries, START)


async def records(store: Store) -> dict[str, DeliveryRecord]:
    async with store.read() as conn:
        return {one.dedupe_key: one for one in await outbox.listed(conn, guild=None, limit=1000)}


async def states(store: Store) -> dict[str, DeliveryState]:
    return {key: one.state for key, one in (await records(store)).items()}


def relay(store: Store, platform: FakePlatform, clock: StoppedClock) -> Relay:
    return Relay(store, {"fake": platform}, clock, "test", chance=lambda: 0.0)


async def drain(store: Store, platform: FakePlatform, clock: StoppedClock, minutes: float = 0) -> Relay:
    """Drain once a second for so long."""
    one = relay(store, platform, clock)
    end = clock.now() + timedelta(minutes=minutes)
    await one.drain_once()
    while clock.now() < end:
        clock.set(clock.now() + timedelta(seconds=1))
        await one.drain_once()
    return one


async def until(happened: Callable[[], bool]) -> None:
    while not happened():  # noqa: ASYNC110  # what is waited for is in the middle of the flow
        await asyncio.sleep(0.01)


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock(START)


async def test_what_is_owed_is_sent_and_marked(store: Store, clock: StoppedClock) -> None:
    platform = FakePlatform()
    await enqueue(store, owed("one"))
    await drain(store, platform, clock)
    sent = (await records(store))["one"]
    assert (sent.state, sent.receipt) == (DeliveryState.SENT, f"m-{sent.id}")
    assert len(sent.id) <= 25


async def test_alerts_go_before_reminders_before_digests(
    store: Store, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay_module, "IN_FLIGHT", 1)
    platform = FakePlatform()
    wanted = [Priority.NOTICE, Priority.DIGEST, Priority.REMINDER, Priority.ALERT]
    await enqueue(store, *(owed(priority.value, priority=priority) for priority in wanted))
    one = relay(store, platform, clock)
    while await one.drain_once():
        pass
    assert platform.tries == ["alert", "reminder", "digest", "notice"]


async def test_what_is_held_back_waits(store: Store, clock: StoppedClock) -> None:
    platform = FakePlatform()
    await enqueue(store, owed("later", not_before=START + timedelta(hours=1)))
    await drain(store, platform, clock)
    assert platform.tries == []
    clock.set(START + timedelta(hours=1))
    await drain(store, platform, clock)
    assert platform.tries == ["later"]


async def test_what_is_too_late_is_not_sent(store: Store, clock: StoppedClock) -> None:
    platform = FakePlatform()
    await enqueue(store, owed("late", expires_at=START + timedelta(hours=1)))
    clock.set(START + timedelta(hours=2))
    await drain(store, platform, clock)
    async with store.write() as conn:
        await outbox.expire(conn, clock.now())
    assert (await states(store), platform.tries) == ({"late": DeliveryState.EXPIRED}, [])


async def test_a_rate_limit_is_waited_out(store: Store, clock: StoppedClock) -> None:
    platform = FakePlatform()
    platform.errors["c1"] = deque([RateLimitedError(30.0)])
    await enqueue(store, owed("one"))
    await drain(store, platform, clock, 0.4)
    assert (await records(store))["one"].retry_at == START + timedelta(seconds=30)
    await drain(store, platform, clock, 0.2)
    assert await states(store) == {"one": DeliveryState.SENT}
    assert len(platform.tries) == 2


async def test_a_refused_destination_is_disabled_and_others_go_on(store: Store, clock: StoppedClock) -> None:
    platform = FakeWithHistory()
    platform.elsewhere_is = Destination(platform="fake", guild="1", channel="c9")
    platform.errors["c1"] = deque([RefusedError("destination", 10003, "Unknown Channel")])
    await enqueue(store, owed("one"))
    await drain(store, platform, clock)
    await enqueue(store, owed("two"), owed("three", channel="c2"))
    await drain(store, platform, clock, 0.1)
    found = await states(store)
    assert (found["one"], found["two"], found["three"]) == (
        DeliveryState.REJECTED,
        DeliveryState.PENDING,
        DeliveryState.SENT,
    )
    assert [headline for headline in platform.tries if headline == "A message may be missing"]
    async with store.write() as conn:
        reason = await closures.disabled(conn, owed("one").destination)
        await closures.enable(conn, owed("one").destination)
    assert reason is not None
    assert "Unknown Channel" in reason
    await drain(store, platform, clock)
    assert (await states(store))["two"] is DeliveryState.SENT


async def test_a_refused_message_concerns_no_other(store: Store, clock: StoppedClock) -> None:
    platform = FakePlatform()
    platform.errors["c1"] = deque([RefusedError("message", 50035, "Invalid Form Body")])
    await enqueue(store, owed("bad"))
    await drain(store, platform, clock)
    await enqueue(store, owed("good"))
    await drain(store, platform, clock)
    assert await states(store) == {"bad": DeliveryState.REJECTED, "good": DeliveryState.SENT}


@pytest.mark.parametrize("posts_first", [True, False])
async def test_an_unseen_outcome_is_tried_again_with_the_same_nonce(
    store: Store, clock: StoppedClock, posts_first: bool
) -> None:
    platform = FakePlatform()
    platform.posts_first = posts_first
    platform.errors["c1"] = deque([OutcomeUnknownError("reset"), OutcomeUnknownError("503")])
    await enqueue(store, owed("one"))
    await drain(store, platform, clock, 0.5)
    assert await states(store) == {"one": DeliveryState.SENT}
    assert (len(platform.tries), len(platform.posted)) == (3, 1)


async def test_one_channel_has_only_so_many_sends_under_way(store: Store, clock: StoppedClock) -> None:
    platform = FakePlatform()
    await enqueue(store, *(owed(f"a{n}") for n in range(40)), owed("late", channel="c2", priority=Priority.DIGEST))
    relay = Relay(store, {"fake": platform}, clock, "s")
    assert await relay.drain_once() == relay_module.PER_CHANNEL + 1
    assert "late" in platform.tries
    assert await relay.drain_once() == relay_module.PER_CHANNEL


async def crash_after_claim(store: Store, clock: StoppedClock, *, posted: FakePlatform | None) -> str:
    """Leave a delivery as a process does that is killed after the claim, or after the platform took it."""
    await enqueue(store, owed("one"))
    async with store.write() as conn:
        (claimed,) = await claims.claim(conn, sender="killed", now=clock.now(), lease=LEASE, limit=1)
    if posted is not None:
        await posted.send(claimed.destination, claimed.message, claimed.id)
        posted.tries.clear()
    return claimed.id


@pytest.mark.parametrize("had_sent", [True, False])
async def test_a_crash_within_the_nonce_window_posts_once(store: Store, clock: StoppedClock, had_sent: bool) -> None:
    platform = FakeWithHistory()
    await crash_after_claim(store, clock, posted=platform if had_sent else None)
    await drain(store, platform, clock, 0.9)
    assert platform.tries == []  # the lease still holds
    await drain(store, platform, clock, 0.3)
    assert await states(store) == {"one": DeliveryState.SENT}
    assert (len(platform.posted), len(platform.tries), platform.looked) == (1, 1, 0)


@pytest.mark.parametrize("had_sent", [True, False])
async def test_a_crash_with_a_long_downtime_looks_into_the_history(
    store: Store, clock: StoppedClock, had_sent: bool
) -> None:
    platform = FakeWithHistory()
    nonce = await crash_after_claim(store, clock, posted=platform if had_sent else None)
    clock.set(START + timedelta(hours=3))
    await drain(store, platform, clock)
    assert (await records(store))["one"].receipt == f"m-{nonce}"
    assert (platform.looked, len(platform.posted), len(platform.tries)) == (1, 1, 0 if had_sent else 1)


async def test_a_history_that_cannot_be_read_leaves_it_to_people(store: Store, clock: StoppedClock) -> None:
    platform = FakeWithHistory()
    platform.elsewhere_is = Destination(platform="fake", guild="1", channel="c9")
    platform.looks.append(HistoryUnreadableError("c1"))
    await crash_after_claim(store, clock, posted=platform)
    clock.set(START + timedelta(hours=3))
    await drain(store, platform, clock, 0.1)
    found = await records(store)
    assert found["one"].state is DeliveryState.UNKNOWN
    assert platform.tries == ["A message may be missing"]


async def test_a_platform_without_history_leaves_it_to_people(store: Store, clock: StoppedClock) -> None:
    platform = FakePlatform()
    await crash_after_claim(store, clock, posted=platform)
    clock.set(START + timedelta(hours=3))
    await drain(store, platform, clock)
    assert await states(store) == {"one": DeliveryState.UNKNOWN}


async def test_a_look_that_fails_for_now_is_made_again(store: Store, clock: StoppedClock) -> None:
    platform = FakeWithHistory()
    platform.looks.append(OutcomeUnknownError("503"))
    await crash_after_claim(store, clock, posted=platform)
    clock.set(START + timedelta(hours=3))
    await drain(store, platform, clock, 0.2)
    assert await states(store) == {"one": DeliveryState.SENT}
    assert (platform.looked, len(platform.posted)) == (2, 1)


async def test_a_block_holds_everything_on_that_platform(store: Store, clock: StoppedClock) -> None:
    platform = FakePlatform()
    platform.errors["c1"] = deque([BlockedError(600)])
    await enqueue(store, owed("one"))
    one = relay(store, platform, clock)
    await one.drain_once()
    await enqueue(store, owed("two", channel="c2"))
    await one.drain_once()
    assert platform.tries == ["one"]
    clock.set(START + timedelta(seconds=601))
    await one.drain_once()
    assert set((await states(store)).values()) == {DeliveryState.SENT}


async def test_a_known_refusal_leaves_an_earlier_unseen_outcome_open(store: Store, clock: StoppedClock) -> None:
    platform = FakeWithHistory()
    platform.posts_first = True
    platform.errors["c1"] = deque([OutcomeUnknownError("reset"), RateLimitedError(300.0)])
    await enqueue(store, owed("one"))
    await drain(store, platform, clock, 6)
    assert await states(store) == {"one": DeliveryState.SENT}
    assert (len(platform.tries), platform.looked, len(platform.posted)) == (2, 1, 1)


async def test_a_refused_token_ends_the_loop_and_loses_nothing(store: Store, clock: StoppedClock) -> None:
    platform = FakePlatform()
    platform.errors["c1"] = deque([TokenError("revoked")])
    await enqueue(store, owed("one"))
    with pytest.raises(TokenError):
        await relay(store, platform, clock).run()
    await drain(store, platform, clock)
    assert await states(store) == {"one": DeliveryState.SENT}


async def test_an_unexpected_fault_in_one_message_stops_no_other(
    store: Store, clock: StoppedClock, caplog: pytest.LogCaptureFixture
) -> None:
    platform = FakePlatform()
    platform.errors["c1"] = deque([KeyError("a fault of ours")])
    await enqueue(store, owed("bad"), owed("good", channel="c2"))
    await drain(store, platform, clock)
    assert await states(store) == {"bad": DeliveryState.FAILED, "good": DeliveryState.SENT}
    assert "a fault of ours" in caplog.text


async def test_an_unknown_platform_is_left_to_who_runs_it(store: Store, clock: StoppedClock) -> None:
    await enqueue(store, owed("one"))
    await Relay(store, {}, clock, "test").drain_once()
    assert await states(store) == {"one": DeliveryState.FAILED}


async def test_a_slow_send_keeps_its_lease(store: Store, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay_module, "RENEW_EVERY", 0.01)
    platform = FakePlatform()
    platform.gate = asyncio.Event()
    await enqueue(store, owed("slow"))
    sending = asyncio.create_task(relay(store, platform, clock).drain_once())
    for seconds in range(0, 300, 30):
        clock.set(START + timedelta(seconds=seconds))
        await renewed(store, clock)
        assert await relay(store, FakePlatform(), clock).drain_once() == 0
    platform.gate.set()
    await sending
    assert await states(store) == {"slow": DeliveryState.SENT}


async def renewed(store: Store, clock: StoppedClock) -> None:
    """Wait until the lease reaches beyond the coming half minute."""
    while True:
        found = (await records(store))["slow"]
        if found.lease_until is not None and found.lease_until > clock.now() + timedelta(seconds=45):
            return
        await asyncio.sleep(0.01)


async def test_a_send_under_way_is_finished_and_recorded_when_the_loop_is_cancelled(
    store: Store, clock: StoppedClock
) -> None:
    platform = FakePlatform()
    platform.gate = asyncio.Event()
    await enqueue(store, owed("one"))
    running = asyncio.create_task(relay(store, platform, clock).run())
    await until(lambda: bool(platform.tries))
    running.cancel()
    await asyncio.sleep(0)
    platform.gate.set()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert await states(store) == {"one": DeliveryState.SENT}


async def test_a_wake_up_is_heard_at_once(store: Store, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay_module, "IDLE", 3600.0)
    platform = FakePlatform()
    one = relay(store, platform, clock)
    running = asyncio.create_task(one.run())
    await asyncio.sleep(0.05)
    await enqueue(store, owed("one"))
    one.wake()
    await until(lambda: bool(platform.posted))
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert await states(store) == {"one": DeliveryState.SENT}


async def test_who_is_not_on_duty_claims_nothing(
    sqlite_store: Store, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay_module, "IDLE", 0.01)
    platform, asked, duty = FakePlatform(), [], False

    def on_duty() -> bool:
        asked.append(1)
        return duty

    await enqueue(sqlite_store, owed("one"))
    running = asyncio.create_task(Relay(sqlite_store, {"fake": platform}, clock, "test", on_duty=on_duty).run())
    async with asyncio.timeout(30):
        await until(lambda: len(asked) >= 5)
    assert platform.tries == []
    duty = True
    await until(lambda: bool(platform.posted))
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_two_senders_share_the_work_and_double_nothing(store: Store, clock: StoppedClock) -> None:
    platform = FakePlatform()
    names: Sequence[str] = [f"d{n}" for n in range(40)]
    await enqueue(store, *(owed(name, channel=name) for name in names))
    senders = [Relay(store, {"fake": platform}, clock, f"sender {n}") for n in range(2)]
    await asyncio.gather(*(sender.drain_once() for sender in senders))
    assert sorted(platform.tries) == sorted(names)
    assert set((await states(store)).values()) == {DeliveryState.SENT}


def edit_of(name: str, version: int, **more: object) -> NewEdit:
    given = {
        "target": outbox.nonce(name),
        "version": version,
        "message": Message(kind=MessageKind.ALERT, headline=f"{name}, {version}"),
        "priority": Priority.ALERT,
        "cause": name,
        "not_before": START,
    }
    return NewEdit.model_validate({**given, **more})


async def wish(store: Store, *edits: NewEdit) -> None:
    async with store.write() as conn:
        await outbox.edit(conn, edits, START)


async def test_what_was_posted_is_edited_and_pinned(store: Store, clock: StoppedClock) -> None:
    platform = FakePlatform()
    await enqueue(store, owed("one"))
    await drain(store, platform, clock)
    await wish(store, edit_of("one", 2), edit_of("one", 1, action="pin", message=None, priority="notice"))
    await drain(store, platform, clock)
    posted = f"m-{outbox.nonce('one')}"
    assert platform.tries == ["one", f"edit {posted}: one, 2", f"pin {posted}"]
    assert set((await states(store)).values()) == {DeliveryState.SENT}


async def test_an_edit_whose_outcome_was_not_seen_is_applied_again_without_looking(
    store: Store, clock: StoppedClock
) -> None:
    platform = FakeWithHistory()
    await enqueue(store, owed("one"))
    await drain(store, platform, clock)
    platform.errors["c1"] = deque([OutcomeUnknownError("reset"), RateLimitedError(200.0)])
    await wish(store, edit_of("one", 2))
    await drain(store, platform, clock, 4)
    assert (len(platform.tries), platform.looked, len(platform.posted)) == (4, 0, 1)
    assert set((await states(store)).values()) == {DeliveryState.SENT}


async def test_an_edit_of_a_message_that_somebody_deleted_concerns_that_message_only(
    store: Store, clock: StoppedClock
) -> None:
    platform = FakeWithHistory()
    platform.elsewhere_is = Destination(platform="fake", guild="1", channel="c9")
    await enqueue(store, owed("one"))
    await drain(store, platform, clock)
    platform.errors["c1"] = deque([RefusedError("message", 10008, "Unknown Message")])
    await wish(store, edit_of("one", 2))
    await enqueue(store, owed("two"))
    await drain(store, platform, clock)
    expected = {"one": DeliveryState.SENT, "two": DeliveryState.SENT, f"edit:{outbox.nonce('one')}:2": "rejected"}
    assert await states(store) == expected


async def test_a_pin_that_is_refused_closes_no_channel_and_alarms_nobody(store: Store, clock: StoppedClock) -> None:
    platform = FakeWithHistory()
    platform.elsewhere_is = Destination(platform="fake", guild="1", channel="c9")
    await enqueue(store, owed("one"))
    await drain(store, platform, clock)
    platform.errors["c1"] = deque([RefusedError("destination", 50013, "Missing Permissions")])
    await wish(store, edit_of("one", 1, action="pin", message=None))
    await enqueue(store, owed("two"))
    await drain(store, platform, clock)
    assert platform.tries[-1] == "two"
    assert len(platform.tries) == 3
