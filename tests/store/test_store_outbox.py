"""The outbox: owed once, taken by one sender at a time, and kept true whoever reports what in which order."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import NotFoundError
from bot.model.delivery import DeliveryState, Destination, NewDelivery, Priority, Receipt
from bot.store import claims, closures, outbox
from bot.store.engine import Store
from bot.store.tables import attempt
from tests.store.made_store import HERE, MINUTE, NOW, ONE, TWO, a_delivery, claimed, enqueued, taken

SECOND = timedelta(seconds=1)
TAKEN = Receipt(message="77")


async def states(store: Store) -> dict[str, str]:
    async with store.read() as conn:
        return {one.message.headline: one.state.value for one in await outbox.listed(conn, guild=None, limit=1000)}


async def attempts(store: Store, delivery: str) -> list[tuple[Any, ...]]:
    wanted = select(attempt.c.number, attempt.c.sender, attempt.c.begun_at, attempt.c.outcome, attempt.c.error)
    async with store.read() as conn:
        rows = await conn.execute(wanted.where(attempt.c.delivery == delivery).order_by(attempt.c.number))
        return [tuple(row) for row in rows]


async def test_a_delivery_is_kept_as_it_was_owed(store: Store) -> None:
    there = Destination(platform="discord", guild="1", channel="10", thread="11")
    owed = a_delivery("x", destination=there, cause="e", not_before=NOW + MINUTE, expires_at=NOW + 9 * MINUTE)
    await enqueued(store, owed)
    async with store.read() as conn:
        (kept,) = await outbox.listed(conn, guild=ONE, limit=9)
        assert await outbox.get(conn, kept.id) == kept
        with pytest.raises(NotFoundError):
            await outbox.get(conn, "none")
        assert await outbox.listed(conn, guild=TWO, limit=9) == []
    for name in NewDelivery.model_fields:
        assert getattr(kept, name) == getattr(owed, name)
    assert (kept.state, kept.attempts, kept.receipt, kept.error) == (DeliveryState.PENDING, 0, None, None)


async def test_a_key_that_was_ever_used_is_never_used_again(store: Store) -> None:
    long = "k" * 5000
    assert await enqueued(store, a_delivery("x"), a_delivery("x"), a_delivery("y"), a_delivery(long)) == 3
    assert await enqueued(store, a_delivery("x"), a_delivery(long)) == 0
    for one in await taken(store, "s", NOW):
        async with store.write() as conn:
            await claims.sent(conn, one.id, TAKEN, NOW)
    async with store.write() as conn:
        assert await outbox.purge(conn, NOW) == 0
        assert await outbox.purge(conn, NOW + SECOND) == 3
    assert await enqueued(store, a_delivery("x"), a_delivery("y"), a_delivery(long), a_delivery("z")) == 1
    assert await states(store) == {"z": "pending"}


async def test_the_nonce_is_short_made_of_the_key_and_so_the_same_after_a_restore(store: Store) -> None:
    await enqueued(store, a_delivery("x"), a_delivery("y"))
    ids = {one.message.headline: one.id for one in await taken(store, "s", NOW)}
    assert ids == {"x": outbox.nonce("x"), "y": outbox.nonce("y")}
    assert all(len(name) <= 25 for name in ids.values())


async def test_what_is_enqueued_stands_or_falls_with_its_cause(store: Store) -> None:
    async def fails() -> None:
        async with store.write() as conn:
            await outbox.enqueue(conn, [a_delivery("x")], NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fails()
    assert await states(store) == {}
    assert await enqueued(store, a_delivery("x")) == 1


async def test_two_thousand_are_enqueued_at_once_and_taken_in_order(store: Store) -> None:
    owed = [a_delivery(f"{n:04}", destination=HERE.model_copy(update={"channel": str(n)})) for n in range(2000)]
    assert await enqueued(store, *owed, *owed[:100]) == 2000
    assert await claimed(store, "s", NOW, 2000) == [one.dedupe_key for one in owed]


async def test_alerts_go_before_reminders_before_digests_before_notices_and_the_first_ready_first(
    store: Store,
) -> None:
    await enqueued(store, *(a_delivery(f"{p.value} 1", priority=p) for p in reversed(Priority)))
    await enqueued(store, *(a_delivery(f"{p.value} 2", priority=p) for p in reversed(Priority)))
    await enqueued(store, a_delivery("ready before", not_before=NOW - MINUTE))
    assert await claimed(store, "s", NOW, 4) == ["ready before", "alert 1", "alert 2", "reminder 1"]
    assert await claimed(store, "s", NOW, 9) == ["reminder 2", "digest 1", "digest 2", "notice 1", "notice 2"]


async def test_what_is_held_back_waits_for_its_time(store: Store) -> None:
    await enqueued(store, a_delivery("held", not_before=NOW + MINUTE))
    async with store.read() as conn:
        assert await claims.next_ready(conn, NOW) == NOW + MINUTE
        assert await claims.next_ready(conn, NOW + MINUTE) is None
    assert await claimed(store, "s", NOW + MINUTE - SECOND) == []
    assert await claimed(store, "s", NOW + MINUTE) == ["held"]


async def test_the_attempt_is_written_with_the_claim_and_its_outcome_after_it(store: Store) -> None:
    await enqueued(store, a_delivery("x"))
    (first,) = await taken(store, "a", NOW)
    assert (first.attempt, first.first_attempt_at, first.lease_until) == (1, NOW, NOW + MINUTE)
    assert await attempts(store, first.id) == [(1, "a", NOW, None, None)]
    async with store.write() as conn:
        assert await claims.retry(conn, first.id, NOW + MINUTE, "no answer", sender="a")
    (second,) = await taken(store, "b", NOW + MINUTE)
    assert (second.id, second.attempt, second.first_attempt_at) == (first.id, 2, NOW)
    async with store.write() as conn:
        assert await claims.sent(conn, first.id, TAKEN, NOW + MINUTE)
    assert await attempts(store, first.id) == [
        (1, "a", NOW, "failed", "no answer"),
        (2, "b", NOW + MINUTE, "sent", None),
    ]


async def test_a_delivery_whose_sender_is_gone_is_taken_again_with_its_first_attempt_remembered(store: Store) -> None:
    await enqueued(store, a_delivery("x"))
    (first,) = await taken(store, "a", NOW)
    assert await taken(store, "b", NOW + MINUTE - SECOND) == []
    async with store.write() as conn:
        assert await claims.renew(conn, first.id, sender="a", until=NOW + 2 * MINUTE)
        assert not await claims.renew(conn, first.id, sender="b", until=NOW + 9 * MINUTE)
    assert await taken(store, "b", NOW + 2 * MINUTE - SECOND) == []
    (again,) = await taken(store, "b", NOW + 2 * MINUTE)
    assert (again.id, again.attempt, again.first_attempt_at) == (first.id, 2, NOW)
    async with store.write() as conn:
        assert not await claims.renew(conn, first.id, sender="a", until=NOW + 9 * MINUTE)
    assert await attempts(store, first.id) == [
        (1, "a", NOW, None, None),
        (2, "b", NOW + 2 * MINUTE, None, None),
    ]


async def test_only_the_holder_ends_a_delivery_and_only_once(store: Store) -> None:
    await enqueued(store, a_delivery("x"))
    (first,) = await taken(store, "a", NOW)
    (second,) = await taken(store, "b", NOW + MINUTE)
    async with store.write() as conn:
        for by, holds in (("a", False), ("c", False), ("b", True), ("b", False)):
            assert await claims.rejected(conn, first.id, f"says {by}", NOW, sender=by) is holds
            assert not await claims.unknown(conn, first.id, "late", NOW, sender="a")
            assert not await claims.retry(conn, first.id, NOW, "late", sender="a")
        record = await outbox.get(conn, second.id)
        assert (record.state, record.error, record.lease_until) == (DeliveryState.REJECTED, "says b", None)
        assert not await claims.renew(conn, first.id, sender="b", until=NOW + MINUTE)


async def test_what_the_platform_took_stays_taken_whoever_says_so_in_whatever_order(store: Store) -> None:
    async def lost(conn: AsyncConnection, name: str) -> None:
        await claims.retry(conn, name, NOW, "lost", sender="s")

    async def refused(conn: AsyncConnection, name: str) -> None:
        await claims.rejected(conn, name, "refused", NOW, sender="s")

    async def unseen(conn: AsyncConnection, name: str) -> None:
        await claims.unknown(conn, name, "unseen", NOW, sender="s")

    async def silent(conn: AsyncConnection, name: str) -> None:
        await outbox.get(conn, name)

    before: dict[str, Callable[[AsyncConnection, str], Awaitable[None]]]
    before = {"lost": lost, "refused": refused, "unseen": unseen, "silent": silent}
    await enqueued(store, *(a_delivery(name) for name in before))
    for one in await taken(store, "s", NOW):
        async with store.write() as conn:
            await before[one.message.headline](conn, one.id)
            assert await claims.sent(conn, one.id, TAKEN, NOW)
            assert not await claims.sent(conn, one.id, Receipt(message="78"), NOW)
            for late in before.values():
                await late(conn, one.id)
            record = await outbox.get(conn, one.id)
        assert (record.state, record.receipt, record.error) == (DeliveryState.SENT, "77", None)
    assert await claimed(store, "s", NOW + 9 * MINUTE) == []


async def test_a_try_that_certainly_posted_nothing_is_no_first_attempt(store: Store) -> None:
    await enqueued(store, a_delivery("x"))
    for minute, unsent, first in ((0, True, 0), (1, True, 1), (2, False, 2), (3, True, 2), (4, False, 2)):
        now = NOW + minute * MINUTE
        (one,) = await taken(store, "s", now)
        assert one.first_attempt_at == NOW + first * MINUTE, minute
        async with store.write() as conn:
            await claims.retry(conn, one.id, now + MINUTE, "again", unsent=unsent)


async def test_what_is_too_late_expires_and_what_was_begun_and_lost_is_unknown(store: Store) -> None:
    late = NOW + 2 * MINUTE
    names = ("unseen", "refused", "lost", "begun", "pending")
    await enqueued(store, *(a_delivery(name, expires_at=late) for name in names))
    await enqueued(store, a_delivery("lasting"))
    (unseen, refused, lost) = await taken(store, "s", NOW, 3)
    async with store.write() as conn:
        await claims.retry(conn, unseen.id, late, "no answer")
        await claims.retry(conn, refused.id, late, "too many requests", unsent=True)
        assert await outbox.expire(conn, late - SECOND) == 0
        (begun,) = await claims.claim(conn, sender="s", now=NOW, lease=9 * MINUTE, limit=1)
    async with store.write() as conn:
        assert await outbox.expire(conn, late) == 4
        assert await outbox.expire(conn, late) == 0
        said = await outbox.get(conn, lost.id)
        assert said.error is not None
        assert "outcome" in said.error
    expected = {"unseen": "unknown", "lost": "unknown", "begun": "claimed", "lasting": "pending"}
    assert await states(store) == expected | {"refused": "expired", "pending": "expired"}
    assert await claimed(store, "s", late) == ["lasting"]
    async with store.write() as conn:
        assert await claims.sent(conn, begun.id, TAKEN, late)


async def test_a_channel_that_is_owed_much_keeps_no_other_waiting(store: Store) -> None:
    full, other = (Destination(platform="discord", guild="1", channel=name) for name in ("10", "20"))
    urgent = [a_delivery(f"a{n}", destination=full) for n in range(30)]
    await enqueued(store, *urgent, a_delivery("r", destination=other, priority=Priority.REMINDER))
    async with store.write() as conn:
        room = claims.Room(3, under_way=[full])
        got = await claims.claim(conn, sender="s", now=NOW, lease=MINUTE, limit=10, room=room)
    assert [one.message.headline for one in got] == ["a0", "a1", "r"]
    assert len(await claimed(store, "t", NOW, limit=100)) == 28


async def test_what_is_too_late_is_not_taken_even_before_it_has_been_ended(store: Store) -> None:
    await enqueued(store, a_delivery("x", expires_at=NOW + MINUTE))
    assert await claimed(store, "s", NOW + MINUTE) == []


async def test_what_is_no_longer_wanted_is_withdrawn_unless_it_is_being_sent(store: Store) -> None:
    await enqueued(store, *(a_delivery(name, cause=name[0]) for name in ("a1", "a2", "a3", "b1")))
    unseen, _ = await taken(store, "s", NOW, 2)
    async with store.write() as conn:
        await claims.retry(conn, unseen.id, NOW + MINUTE, "no answer")
        assert await outbox.withdraw(conn, cause="a", now=NOW) == 2
        assert await outbox.withdraw(conn, cause="a", now=NOW) == 0
    assert await states(store) == {"a1": "unknown", "a2": "claimed", "a3": "withdrawn", "b1": "pending"}


async def test_a_disabled_destination_holds_back_its_own_messages_only(store: Store) -> None:
    rooms = {
        "channel": HERE,
        "thread": HERE.model_copy(update={"thread": "11"}),
        "other thread": HERE.model_copy(update={"thread": "12"}),
        "other channel": HERE.model_copy(update={"channel": "20"}),
        "other guild": HERE.model_copy(update={"guild": "2"}),
        "other platform": HERE.model_copy(update={"platform": "matrix"}),
    }
    expected = {"channel": {"channel", "thread", "other thread"}, "thread": {"thread"}}
    for closed, held in expected.items():
        await enqueued(store, *(a_delivery(f"{closed}: {name}", destination=room) for name, room in rooms.items()))
        async with store.write() as conn:
            await closures.disable(conn, rooms[closed], "first reason", NOW)
            await closures.disable(conn, rooms[closed], "no access", NOW)
            for name, room in rooms.items():
                assert await closures.disabled(conn, room) == ("no access" if name in held else None), name
        open_ = set(rooms) - held
        assert set(await claimed(store, "s", NOW)) == {f"{closed}: {name}" for name in open_}
        async with store.write() as conn:
            await closures.enable(conn, rooms[closed])
        assert set(await claimed(store, "s", NOW)) == {f"{closed}: {name}" for name in held}


async def test_deliveries_are_listed_newest_first_by_guild_and_state(store: Store) -> None:
    other = HERE.model_copy(update={"guild": "2"})
    await enqueued(store, a_delivery("one"), a_delivery("two", destination=other), a_delivery("three"))
    await taken(store, "s", NOW, 1)
    async with store.read() as conn:

        async def listed(**asked: Any) -> list[str]:
            return [one.message.headline for one in await outbox.listed(conn, **{"limit": 9} | asked)]

        assert await listed(guild=None) == ["three", "two", "one"]
        assert await listed(guild=None, limit=1) == ["three"]
        assert await listed(guild=ONE) == ["three", "one"]
        assert await listed(guild=TWO) == ["two"]
        assert await listed(guild=ONE, state=DeliveryState.CLAIMED) == ["one"]
        assert await listed(guild="discord") == []


async def test_senders_of_several_processes_never_take_one_delivery_twice(database_url: str) -> None:
    async with Store.open(database_url) as one, Store.open(database_url) as two, Store.open(database_url) as three:
        await enqueued(one, *(a_delivery(f"{n:03}", priority=list(Priority)[n % 4]) for n in range(120)))

        async def sender(store: Store, name: str) -> list[str]:
            got: list[str] = []
            while some := await claimed(store, name, NOW, 7):
                got += some
            return got

        stores = (one, two, three) * 3
        rounds = await asyncio.gather(*(sender(store, f"s{n}") for n, store in enumerate(stores)))
        names = [name for got in rounds for name in got]
        assert len(names) == len(set(names)) == 120
        assert set((await states(one)).values()) == {"claimed"}


async def test_expired_leases_are_taken_by_one_of_those_who_race_for_them(database_url: str) -> None:
    async with Store.open(database_url) as one, Store.open(database_url) as two:
        await enqueued(one, *(a_delivery(str(n)) for n in range(30)))
        await taken(one, "gone", NOW, 30)
        later = NOW + MINUTE
        rounds = await asyncio.gather(*(taken(s, f"s{n}", later, 30) for n, s in enumerate((one, two) * 4)))
        again = [delivery for some in rounds for delivery in some]
        assert len({delivery.id for delivery in again}) == len(again)
        again += await taken(one, "rest", later, 30)  # PostgreSQL passes over what another is just looking at
        assert sorted(delivery.attempt for delivery in again) == [2] * 30


async def test_planners_of_several_processes_owe_one_message_for_one_cause(database_url: str) -> None:
    async with Store.open(database_url) as one, Store.open(database_url) as two:
        owed = [a_delivery(str(n)) for n in range(40)]
        orders = [random.Random(n).sample(owed, len(owed)) for n in range(8)]
        new = await asyncio.gather(*(enqueued(s, *some) for s, some in zip((one, two) * 4, orders, strict=True)))
        assert sum(new) == 40
        assert len(await states(one)) == 40
