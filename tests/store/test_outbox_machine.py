"""Whatever happens in whatever order, the outbox is as documented: a state machine against a model, on both databases.

Three senders share it, as after a fail-over; the clock goes forward, stands still and goes back.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.delivery import DeliveryState, NewDelivery, Priority, Receipt
from bot.store import claims, closures, outbox
from bot.store.engine import Store
from bot.store.tables import metadata
from tests.store.made_store import HERE, NOW, a_delivery
from tests.store.outbox_model import LEASE, Model

T = TypeVar("T")
SECOND = timedelta(seconds=1)
TAKEN = Receipt(message="77")
SENDERS = st.sampled_from(("a", "b", "c"))
KEYS = st.integers(0, 14).map(lambda n: f"k{n}")
CHANNELS = st.integers(0, 2).map(str)
CAUSES = st.sampled_from(("meeting", "match"))
PRIORITIES = st.sampled_from(list(Priority))
WAITS = st.sampled_from((0, 0, 1, 30, 61, 130))

Write = Callable[[AsyncConnection], Awaitable[T]]


class Outbox(RuleBasedStateMachine):
    """Each rule does the same to the store and to the model, and compares what they say."""

    def __init__(self, runner: asyncio.Runner, store: Store) -> None:
        super().__init__()
        self.runner, self.store = runner, store
        self.model, self.now = Model(), NOW

    def write(self, what: Write[T]) -> T:
        async def written() -> T:
            async with self.store.write() as conn:
                return await what(conn)

        return self.runner.run(written())

    @initialize()
    def begin(self) -> None:
        async def empty(conn: AsyncConnection) -> None:
            for table in reversed(metadata.sorted_tables):
                await conn.execute(table.delete())

        self.write(empty)

    @rule(seconds=st.sampled_from((-30, 1, 20, 61, 130)))
    def time_passes(self, seconds: int) -> None:
        self.now += seconds * SECOND

    @rule(key=KEYS, channel=CHANNELS, cause=CAUSES, priority=PRIORITIES, wait=WAITS)
    def enqueue(self, key: str, channel: str, cause: str, priority: Priority, wait: int) -> None:
        one = self.delivery(key, wait, channel=channel, cause=cause, priority=priority)
        assert self.write(lambda conn: outbox.enqueue(conn, [one], self.now)) == self.model.enqueue(one)

    def delivery(self, key: str, wait: int, *, channel: str, cause: str, priority: Priority) -> NewDelivery:
        """Make a delivery; reminders and digests are too late after a while."""
        late = priority in {Priority.REMINDER, Priority.DIGEST}
        return a_delivery(
            key,
            destination=HERE.model_copy(update={"channel": channel}),
            cause=cause,
            priority=priority,
            not_before=self.now + wait * SECOND,
            expires_at=self.now + 90 * SECOND if late else None,
        )

    @rule(sender=SENDERS, limit=st.integers(1, 4))
    def claim(self, sender: str, limit: int) -> None:
        taken = self.write(lambda conn: claims.claim(conn, sender=sender, now=self.now, lease=LEASE, limit=limit))
        said = [(one.message.headline, one.attempt, one.first_attempt_at) for one in taken]
        assert said == self.model.claim(sender, self.now, limit)

    @precondition(lambda self: self.model.owed)
    @rule(data=st.data(), sender=SENDERS, wait=WAITS)
    def renew(self, data: st.DataObject, sender: str, wait: int) -> None:
        key, until = self.one_of(data), self.now + wait * SECOND
        done = self.write(lambda conn: claims.renew(conn, outbox.nonce(key), sender=sender, until=until))
        assert done == self.model.renew(key, sender, until)

    @precondition(lambda self: self.model.owed)
    @rule(data=st.data())
    def mark_sent(self, data: st.DataObject) -> None:
        """Whoever says so, and whatever was thought of it before."""
        key = self.one_of(data)
        done = self.write(lambda conn: claims.sent(conn, outbox.nonce(key), TAKEN, self.now))
        assert done == self.model.sent(key, self.now)

    @precondition(lambda self: self.model.owed)
    @rule(data=st.data(), sender=SENDERS, wait=WAITS, unsent=st.booleans())
    def mark_failed(self, data: st.DataObject, sender: str, wait: int, unsent: bool) -> None:
        key, at = self.one_of(data), self.now + wait * SECOND
        done = self.write(
            lambda conn: claims.retry(conn, outbox.nonce(key), at, "no answer", unsent=unsent, sender=sender)
        )
        assert done == self.model.retry(key, sender, at, unsent=unsent)

    @precondition(lambda self: self.model.owed)
    @rule(data=st.data(), sender=SENDERS, refused=st.booleans())
    def mark_ended(self, data: st.DataObject, sender: str, refused: bool) -> None:
        """Rejected, or unknown."""
        key, verb = self.one_of(data), claims.rejected if refused else claims.unknown
        done = self.write(lambda conn: verb(conn, outbox.nonce(key), "said", self.now, sender=sender))
        state = DeliveryState.REJECTED if refused else DeliveryState.UNKNOWN
        assert done == self.model.ends(key, sender, state, self.now)

    @rule(cause=CAUSES)
    def cancel(self, cause: str) -> None:
        assert self.write(lambda conn: outbox.withdraw(conn, cause=cause, now=self.now)) == self.model.withdraw(
            cause, self.now
        )

    @rule(cause=CAUSES, key=KEYS, wait=WAITS)
    def reschedule(self, cause: str, key: str, wait: int) -> None:
        """Take back what was owed for the old time and owe it for the new one, in one transaction."""
        one = self.delivery(f"moved {key}", wait, channel="0", cause=cause, priority=Priority.REMINDER)

        async def moved(conn: AsyncConnection) -> tuple[int, int]:
            return await outbox.withdraw(conn, cause=cause, now=self.now), await outbox.enqueue(conn, [one], self.now)

        assert self.write(moved) == (self.model.withdraw(cause, self.now), self.model.enqueue(one))

    @rule()
    def expire(self) -> None:
        assert self.write(lambda conn: outbox.expire(conn, self.now)) == self.model.expire(self.now)

    @rule(seconds=st.sampled_from((0, 60)))
    def purge(self, seconds: int) -> None:
        before = self.now - seconds * SECOND
        assert self.write(lambda conn: outbox.purge(conn, before)) == self.model.purge(before)

    @rule(channel=CHANNELS)
    def close_or_open(self, channel: str) -> None:
        place = HERE.model_copy(update={"channel": channel})
        if channel in self.model.closed:
            self.write(lambda conn: closures.enable(conn, place))
        else:
            self.write(lambda conn: closures.disable(conn, place, "closed", self.now))
        self.model.closed ^= {channel}

    def one_of(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(sorted(self.model.owed)))

    @invariant()
    def the_outbox_is_as_the_model_says(self) -> None:
        async def listed(conn: AsyncConnection) -> dict[str, Any]:
            found = await outbox.listed(conn, guild=None, limit=1_000)
            return {one.message.headline: (one.state, one.attempts, one.lease_until) for one in found}

        assert self.write(listed) == {key: owed.seen() for key, owed in self.model.owed.items()}


def test_whatever_happens_in_whatever_order_the_outbox_is_as_documented(database_url: str) -> None:
    bounds = settings(max_examples=20, stateful_step_count=30)
    with asyncio.Runner() as runner:
        opened = Store.open(database_url)
        store = runner.run(opened.__aenter__())
        try:
            run_state_machine_as_test(partial(Outbox, runner, store), settings=bounds)  # type: ignore[arg-type]
        finally:
            runner.run(opened.__aexit__(None, None, None))
