"""What counts as told, and what a guild was posted lately; on both databases."""

from __future__ import annotations

from datetime import timedelta

from bot.model.delivery import DeliveryAction, NewEdit, Priority
from bot.model.schedule import NEVER, Schedule, ScheduleKind
from bot.store import outbox, schedules, told
from bot.store.engine import Store
from tests.store.made_store import HERE, MINUTE, NOW, a_delivery, enqueued

ELSEWHERE = HERE.model_copy(update={"guild": "2"})


async def test_a_key_that_was_used_up_tells_nothing_again(store: Store) -> None:
    await enqueued(store, a_delivery("a"))
    long = "k" * 1000
    async with store.write() as conn:
        assert await told.spend(conn, ["a", "b", long], NOW) == {"b", long}
        assert await told.spend(conn, ["a", "b", long], NOW) == set()
        assert await told.spend(conn, [], NOW) == set()
    assert await enqueued(store, a_delivery("b"), a_delivery("c")) == 1


async def test_the_newest_posts_of_each_guild_are_told_as_many_as_are_asked_for(store: Store) -> None:
    for minute in range(4):
        await enqueued(store, a_delivery(f"a{minute}"), now=NOW + minute * MINUTE)
    await enqueued(store, a_delivery("b", destination=ELSEWHERE), now=NOW + timedelta(hours=1))
    async with store.read() as conn:
        found = await told.recent(conn, {"discord:1": 3, "discord:2": 5, "discord:3": 1})
    assert found == {
        "discord:1": [NOW + 3 * MINUTE, NOW + 2 * MINUTE, NOW + MINUTE],
        "discord:2": [NOW + timedelta(hours=1)],
        "discord:3": [],
    }


async def test_what_nobody_sees_as_a_post_does_not_count(store: Store) -> None:
    await enqueued(store, a_delivery("seen"), a_delivery("gone", cause="gone"))
    await enqueued(store, a_delivery("notice", priority=Priority.NOTICE))
    async with store.write() as conn:
        await outbox.withdraw(conn, cause="gone", now=NOW)
        pin = NewEdit(
            target=outbox.nonce("seen"), version=1, action=DeliveryAction.PIN, priority=Priority.ALERT, cause="a",
            not_before=NOW,
        )  # fmt: skip
        assert await outbox.edit(conn, [pin], NOW) == 1
    async with store.read() as conn:
        assert await told.recent(conn, {"discord:1": 9}) == {"discord:1": [NOW]}


async def test_more_guilds_than_one_statement_takes_are_looked_at(store: Store) -> None:
    await enqueued(store, a_delivery("a"))
    async with store.read() as conn:
        found = await told.recent(conn, {f"discord:{n}": 2 for n in range(250)})
    assert [guild for guild, posts in found.items() if posts] == ["discord:1"]


async def test_what_an_admin_holds_is_never_due_and_moves_with_its_kind(store: Store) -> None:
    rows = [
        Schedule(id=f"held:discord:1:article:{n}", kind=ScheduleKind.HELD, guild="discord:1", subject=n, next_due=NEVER)
        for n in "ab"
    ]
    async with store.write() as conn:
        await schedules.put(conn, rows)
        assert await schedules.next_due(conn, NOW) is None
        assert await schedules.first(conn, "discord:1", NOW) is None
        assert await schedules.having(conn, ["discord:1", "discord:2"], ScheduleKind.HELD) == {"discord:1"}
        await schedules.move_kind(conn, "discord:1", ScheduleKind.HELD, NOW + MINUTE)
        assert await schedules.next_due(conn, NOW) == NOW + MINUTE
        first = await schedules.first(conn, "discord:1", NOW)
        assert first is not None
        assert first.subject == "a"
        await schedules.end(conn, [row.id for row in rows])
        assert await schedules.of_kind(conn, "discord:1", ScheduleKind.HELD) == []
