"""Deliveries explained and tried again: the reasons are the true ones, and nothing is posted twice."""

from __future__ import annotations

from collections import deque
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.clock import StoppedClock
from bot.errors import (
    HistoryUnreadableError,
    NotFoundError,
    NotPermittedError,
    OutcomeUnknownError,
    PolicyError,
    RefusedError,
)
from bot.flows import admin, deliveries, intake, planning
from bot.flows.admin import OPERATOR, Actor, PolicyChange
from bot.flows.relay import Relay
from bot.model.delivery import DeliveryRecord, DeliveryState, Destination, Priority, Receipt
from bot.model.event import EventStatus
from bot.model.policy import Pause
from bot.model.source import CATALOGUE, NewSource, SourceKind, Withheld
from bot.store import audit, claims, closures, guilds, outbox, posted, sources
from bot.store.engine import Store
from tests.flows.made import article, event, guild
from tests.flows.test_relay import FakeWithHistory, edit_of, enqueue, owed, wish

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
GUILD = "fake:1"
DIGEST = Priority.DIGEST
"""What a retry neither words anew nor asks an event about."""


class Stage:
    """A guild, a platform with a history, and a relay."""

    def __init__(self, store: Store) -> None:
        self.store, self.clock, self.platform = store, StoppedClock(START), FakeWithHistory()
        self.relay = Relay(store, {"fake": self.platform}, self.clock, "test", chance=lambda: 0.0)

    async def set_up(self, **policy: Any) -> None:
        async with self.store.write() as conn:
            await guilds.put(conn, guild("1", **policy), START - DAY)
            await planning.replan(conn, GUILD, START)

    async def take(self, one: Any, owner: str = CATALOGUE, **more: Any) -> None:
        new = NewSource(kind=SourceKind.FOLDER, address=f"/{owner}", title="The Gazette", owner=owner)
        async with self.store.write() as conn:
            source = (await sources.ensure(conn, new, START)).id
        await intake.store_article(self.store, one, source=source, identity=one.id, now=self.clock.now(), **more)

    async def errs(self, *errors: Exception, channel: str = "c1") -> None:
        self.platform.errors[channel] = deque(errors)
        await self.relay.drain_once()

    async def retry(self, name: str, *, anyway: bool = False, after: timedelta = timedelta(0)) -> str:
        self.clock.set(self.clock.now() + after)
        told = await deliveries.retry(self.store, GUILD, OPERATOR, name, self.clock.now(), anyway=anyway)
        await self.relay.drain_once()
        return told.says

    async def state(self, name: str) -> DeliveryState:
        return (await self.record(name)).state

    async def record(self, name: str) -> DeliveryRecord:
        async with self.store.read() as conn:
            return await outbox.get(conn, name)

    async def explained(self, name: str) -> str:
        told = await deliveries.explain(self.store, GUILD, OPERATOR, name, self.clock.now())
        return f"{told.why} {told.state}"

    async def why(self, name: str = "a1") -> str:
        return " ".join((await deliveries.why(self.store, GUILD, OPERATOR, name)).reasons)


@pytest.fixture
def on(store: Store) -> Stage:
    return Stage(store)


ONE = outbox.nonce("one")


async def test_only_who_manages_the_guild_may_look_and_only_at_its_own(on: Stage) -> None:
    await enqueue(on.store, owed("one", priority=DIGEST))
    member = Actor(id="m")
    for call in (
        deliveries.listed(on.store, GUILD, member),
        deliveries.explain(on.store, GUILD, member, ONE, START),
        deliveries.why(on.store, GUILD, member, "a1"),
        deliveries.retry(on.store, GUILD, member, ONE, START),
    ):
        with pytest.raises(NotPermittedError):
            await call
    with pytest.raises(NotFoundError):
        await deliveries.explain(on.store, "fake:2", OPERATOR, ONE, START)
    with pytest.raises(NotFoundError):
        await deliveries.retry(on.store, "fake:2", OPERATOR, ONE, START)
    assert await deliveries.listed(on.store, "fake:2", OPERATOR) == []
    assert len(await deliveries.listed(on.store, None, OPERATOR)) == 1


async def test_a_delivery_is_found_by_its_mark_its_message_and_a_link_to_it(on: Stage) -> None:
    await enqueue(on.store, owed("one", priority=DIGEST))
    async with on.store.write() as conn:
        await claims.sent(conn, ONE, Receipt(message="1470388764672000"), START)
    for name in (
        ONE,
        f"#{ONE[-8:]}",
        ONE[-8:].upper(),
        "1470388764672000",
        "https://discord.com/channels/1/2/1470388764672000/",
    ):
        async with on.store.read() as conn:
            assert (await posted.find(conn, name, guild=GUILD)).id == ONE
    for name in ("#", ONE[-7:], "no such thing", "%" * 8):
        with pytest.raises(NotFoundError):
            async with on.store.read() as conn:
                await posted.find(conn, name, guild=GUILD)


async def test_every_state_is_explained_by_what_brought_it_about(on: Stage) -> None:
    await on.set_up()
    await on.take(article("a1"))
    alert = (await deliveries.listed(on.store, GUILD, OPERATOR))[0].id
    assert "the alert of the article “Council to decide on the bridge”" in await on.explained(alert)
    assert "It is about to be sent." in await on.explained(alert)
    await on.errs(OutcomeUnknownError("no answer"))
    assert (
        "It was tried once and not seen to be taken: no answer It is tried again on Monday, March 2, 2026, 09:00."
        in (await on.explained(alert))
    )
    on.clock.set(START + HOUR)
    on.platform.looks.append(HistoryUnreadableError("c1"))
    await on.relay.drain_once()
    assert "nobody can tell whether it arrived" in await on.explained(alert)
    told = await deliveries.explain(on.store, GUILD, OPERATOR, alert, on.clock.now())
    assert [(one.number, one.outcome) for one in told.attempts] == [(1, "failed"), (2, "unknown")]


async def test_a_delivery_to_a_closed_channel_says_why_it_waits(on: Stage) -> None:
    await enqueue(on.store, owed("one", priority=DIGEST))
    async with on.store.write() as conn:
        await closures.disable(conn, Destination(platform="fake", guild="1", channel="c1"), "Unknown Channel.", START)
    assert "Nothing is sent to its channel any more: Unknown Channel." in await on.explained(ONE)
    await enqueue(on.store, owed("late", expires_at=START + HOUR))
    async with on.store.write() as conn:
        await outbox.expire(conn, START + HOUR)
    with pytest.raises(PolicyError, match=r"Unknown Channel\. Mend that"):
        await on.retry(outbox.nonce("late"))


async def test_an_article_that_was_posted_says_so(on: Stage) -> None:
    await on.set_up()
    await on.take(article("a1"))
    await on.relay.drain_once()
    assert "It was done on Monday, March 2, 2026, 09:00" in await on.why()


@pytest.mark.parametrize(
    ("withheld", "words"),
    [
        (Withheld.BACKLOG, "The Gazette held it already when it was first read"),
        (Withheld.FLOOD, "The Gazette brought many articles at once"),
        (Withheld.BY_HAND, "--no-post"),
    ],
)
async def test_what_was_withheld_says_why(on: Stage, withheld: Withheld, words: str) -> None:
    await on.set_up()
    await on.take(article("a1"), withheld=withheld)
    assert words in await on.why()


async def test_an_article_of_another_guilds_source_looks_like_none(on: Stage) -> None:
    await on.set_up()
    await on.take(article("a1"), owner="fake:2")
    with pytest.raises(NotFoundError) as unseen:
        await on.why("a1")
    with pytest.raises(NotFoundError) as unknown:
        await on.why("a2")
    assert str(unseen.value).replace("a1", "a2") == str(unknown.value)


@pytest.mark.parametrize(
    ("before", "words"),
    [({"alerts": False}, "alerts were off here"), ({"channel": None}, "no channel had been named here")],
)
async def test_the_policy_of_that_time_counts_not_todays(on: Stage, before: dict[str, Any], words: str) -> None:
    await on.set_up(**before)
    await on.take(article("a1"))
    change = PolicyChange(alerts=True, channel="c1")
    await admin.set_policy(on.store, GUILD, OPERATOR, change, START + HOUR)
    assert f"When it came, on Monday, March 2, 2026, 09:00, {words}." in await on.why()


async def test_what_is_held_says_until_when(on: Stage) -> None:
    await on.set_up(pause=Pause(since=START - HOUR, until=START + HOUR))
    await on.take(article("a1"))
    assert "told in a digest on Monday, March 2, 2026, 10:00." in await on.why()
    on.clock.set(START + 2 * HOUR)
    await planning.tick(on.store, on.clock.now())
    assert "told together with others" in await on.why()


async def test_a_guild_that_came_later_is_told_so(on: Stage) -> None:
    await on.take(article("a1"))
    async with on.store.write() as conn:
        await guilds.put(conn, guild("1"), START + HOUR)
    assert "I was not yet set up here" in await on.why()


async def test_a_story_that_another_source_told_names_it(on: Stage) -> None:
    await on.set_up()
    await on.take(article("a1"))
    await on.take(article("a2", url="https://gazette.example/a1", headline="The same story"), owner=GUILD)
    assert "told the same story before: “Council to decide on the bridge”" in await on.why("a2")


async def test_a_story_told_long_ago_says_so(on: Stage) -> None:
    await on.set_up()
    await on.take(article("a1"))
    await on.relay.drain_once()
    async with on.store.write() as conn:
        await outbox.purge(conn, START + DAY)
    assert "no longer stored" in await on.why()


async def test_what_was_refused_is_posted_once_more_and_the_audit_tells_who(on: Stage) -> None:
    await enqueue(on.store, owed("one", priority=DIGEST))
    await on.errs(RefusedError("message", 50035, "Invalid Form Body"))
    assert await on.state(ONE) is DeliveryState.REJECTED
    assert "posted now, once" in await on.retry(ONE)
    assert await on.state(ONE) is DeliveryState.SENT
    assert on.platform.looked == 0
    async with on.store.read() as conn:
        (entry,) = await audit.listed(conn, guild=GUILD, limit=9)
    assert (entry.action, entry.subject, entry.actor) == ("delivery.retry", ONE, "operator")


@pytest.mark.parametrize("arrived", [True, False])
async def test_what_is_unknown_is_looked_for_before_it_is_sent(on: Stage, arrived: bool) -> None:
    await enqueue(on.store, owed("one", priority=DIGEST))
    on.platform.posts_first = arrived
    await on.errs(OutcomeUnknownError("reset"))
    on.clock.set(START + HOUR)
    on.platform.looks.append(HistoryUnreadableError("c1"))
    await on.relay.drain_once()
    assert await on.state(ONE) is DeliveryState.UNKNOWN
    assert "look into the channel's history first" in await on.retry(ONE)
    assert await on.state(ONE) is DeliveryState.SENT
    assert (len(on.platform.posted), len(on.platform.tries)) == (1, 1 if arrived else 2)


async def test_an_unreadable_history_leaves_it_unknown_unless_the_risk_is_taken(on: Stage) -> None:
    await enqueue(on.store, owed("one", priority=DIGEST))
    await on.errs(OutcomeUnknownError("reset"))
    on.platform.looks.extend([HistoryUnreadableError("c1"), HistoryUnreadableError("c1")])
    on.clock.set(START + HOUR)
    await on.relay.drain_once()
    await on.retry(ONE)
    assert (await on.state(ONE), on.platform.tries) == (DeliveryState.UNKNOWN, ["one"])
    assert "stand there twice" in await on.retry(ONE, anyway=True)
    assert (await on.state(ONE), on.platform.tries) == (DeliveryState.SENT, ["one", "one"])


async def test_a_refusal_after_an_unseen_try_is_looked_for_too(on: Stage) -> None:
    await enqueue(on.store, owed("one", priority=DIGEST))
    on.platform.posts_first = True
    await on.errs(OutcomeUnknownError("reset"))
    on.clock.set(START + timedelta(seconds=30))
    await on.errs(RefusedError("message", 50035, "Invalid Form Body"))
    await on.retry(ONE, after=HOUR)
    assert (await on.state(ONE), len(on.platform.posted), on.platform.looked) == (DeliveryState.SENT, 1, 1)


async def test_what_was_too_late_gets_a_second_life_but_no_reminder_comes_after_its_event(on: Stage) -> None:
    soon = START + HOUR
    await enqueue(
        on.store,
        owed("one", expires_at=soon, priority=DIGEST),
        owed("reminder", expires_at=soon, priority=Priority.REMINDER),
    )
    async with on.store.write() as conn:
        await outbox.expire(conn, START + HOUR)
    await on.retry(ONE, after=2 * HOUR)
    assert await on.state(ONE) is DeliveryState.SENT
    with pytest.raises(PolicyError, match="never comes after its event"):
        await on.retry(outbox.nonce("reminder"))


@pytest.mark.parametrize("arrived", [None, False, True], ids=["refused", "did not arrive", "arrived"])
async def test_an_alert_that_is_tried_again_says_what_its_article_says_now(on: Stage, arrived: bool | None) -> None:
    await on.set_up()
    await on.take(article("a1"))
    (alert,) = await deliveries.listed(on.store, GUILD, OPERATOR)
    if arrived is None:
        await on.errs(RefusedError("message", 50035, "Invalid Form Body"))
    else:
        on.platform.posts_first = arrived
        await on.errs(OutcomeUnknownError("reset"))
        on.platform.looks.append(HistoryUnreadableError("c1"))
        on.clock.set(START + HOUR)
        await on.relay.drain_once()
    await on.take(article("a1", headline="Council puts it off", content_hash="f" * 64))
    await on.retry(alert.id, after=HOUR)
    await on.relay.drain_once()
    assert on.platform.tries[-1].endswith("Council puts it off")
    assert len(on.platform.posted) == 1


async def test_a_reminder_of_what_is_off_or_has_moved_is_not_tried_again(on: Stage) -> None:
    await on.set_up(alerts=False)
    await on.take(article("a1", (event("e1"),)))
    on.clock.set(datetime(2026, 3, 4, 9, tzinfo=UTC))
    await planning.tick(on.store, on.clock.now())
    await on.errs(RefusedError("message", 50035, "Invalid Form Body"))
    (reminder,) = await deliveries.listed(on.store, GUILD, OPERATOR)
    await on.take(article("a1", (event("e1", status=EventStatus.CANCELLED),), content_hash="f" * 64))
    with pytest.raises(PolicyError, match="off or has another time"):
        await on.retry(reminder.id)
    await on.take(article("a1", (), content_hash="e" * 64))
    with pytest.raises(PolicyError, match="not told of any more"):
        await on.retry(reminder.id)


async def test_what_needs_no_retry_says_so(on: Stage) -> None:
    await enqueue(on.store, owed("one", priority=DIGEST), owed("two", cause="gone"))
    with pytest.raises(PolicyError, match="not been tried yet"):
        await on.retry(ONE)
    async with on.store.write() as conn:
        await outbox.withdraw(conn, cause="gone", now=START)
    await on.relay.drain_once()
    with pytest.raises(PolicyError, match="Nothing is posted twice"):
        await on.retry(ONE)
    with pytest.raises(PolicyError, match="not wanted any more"):
        await on.retry(outbox.nonce("two"))
    assert on.platform.tries == ["one"]


async def test_an_edit_is_applied_again_unless_it_was_overtaken(on: Stage) -> None:
    await enqueue(on.store, owed("one", priority=DIGEST))
    await on.relay.drain_once()
    await wish(on.store, edit_of("one", 2))
    await on.errs(RefusedError("message", 50035, "Invalid Form Body"))
    edit = outbox.nonce(f"edit:{ONE}:2")
    assert "changes nothing" in await on.retry(edit)
    assert await on.state(edit) is DeliveryState.SENT
    await wish(on.store, edit_of("one", 3))
    await on.errs(RefusedError("message", 50035, "Invalid Form Body"))
    await wish(on.store, edit_of("one", 4))
    await on.relay.drain_once()
    with pytest.raises(PolicyError, match="newer edit"):
        await on.retry(outbox.nonce(f"edit:{ONE}:3"))


async def test_reminders_and_notices_say_what_they_are_owed_to(on: Stage) -> None:
    await on.set_up(alerts=False)
    await on.take(article("a1", (event("e1"),)))
    await planning.tick(on.store, datetime(2026, 3, 4, 9, tzinfo=UTC))
    (reminder,) = await deliveries.listed(on.store, GUILD, OPERATOR)
    assert "It reminds of the event “Council votes on the bridge”" in await on.explained(reminder.id)
