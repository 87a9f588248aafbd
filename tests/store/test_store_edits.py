"""Edits of posted messages: in order, never backwards, never of what was not posted, applied twice without harm."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest

from bot.model.delivery import DeliveryAction, DeliveryState, NewEdit, Priority, Receipt
from bot.model.message import Message, MessageKind
from bot.store import claims, edits, outbox
from bot.store.engine import Store
from tests.store.made_store import MINUTE, NOW, a_delivery, enqueued, taken

SECOND = timedelta(seconds=1)
POST = outbox.nonce("post")


def an_edit(version: int, **more: Any) -> NewEdit:
    fields: dict[str, Any] = {
        "target": POST,
        "version": version,
        "message": Message(kind=MessageKind.ALERT, headline=f"state {version}"),
        "priority": Priority.ALERT,
        "cause": "a",
        "not_before": NOW,
    }
    return NewEdit(**fields | more)


async def wished(store: Store, *wishes: NewEdit) -> int:
    async with store.write() as conn:
        return await outbox.edit(conn, wishes, NOW)


async def posted(store: Store, **more: Any) -> None:
    await enqueued(store, a_delivery("post", **more))
    (one,) = await taken(store, "s", NOW)
    async with store.write() as conn:
        await claims.sent(conn, one.id, Receipt(message="77"), NOW)


async def took(store: Store, seconds: int = 0) -> list[str]:
    """The contents of what a sender gets at that time."""
    return [one.message.headline for one in await taken(store, "s", NOW + seconds * SECOND)]


async def done(store: Store, version: int) -> None:
    async with store.write() as conn:
        await claims.sent(conn, outbox.nonce(f"edit:{POST}:{version}"), Receipt(message="77"), NOW)


async def states(store: Store) -> dict[str, str]:
    async with store.read() as conn:
        return {one.message.headline: one.state.value for one in await outbox.listed(conn, guild=None, limit=100)}


async def test_an_edit_names_the_posted_message_and_its_place(store: Store) -> None:
    await posted(store)
    assert await wished(store, an_edit(2)) == 1
    (one,) = await taken(store, "s", NOW)
    assert (one.action, one.target, one.posted) == (DeliveryAction.EDIT, POST, "77")
    assert (one.destination, one.message.headline) == (a_delivery("post").destination, "state 2")


async def test_a_post_that_nobody_has_begun_takes_the_new_content_itself(store: Store) -> None:
    await enqueued(store, a_delivery("post"))
    assert await wished(store, an_edit(3), an_edit(2)) == 0
    assert await took(store) == ["state 3"]
    async with store.read() as conn:
        assert (await outbox.get(conn, POST)).version == 3


async def test_an_edit_waits_until_its_post_is_sent(store: Store) -> None:
    await enqueued(store, a_delivery("post"))
    (post,) = await taken(store, "s", NOW)
    assert await wished(store, an_edit(2)) == 1
    assert await took(store) == []
    async with store.write() as conn:
        await claims.retry(conn, post.id, NOW + MINUTE, "no answer")
    assert await took(store) == []
    async with store.write() as conn:
        await claims.sent(conn, post.id, Receipt(message="77"), NOW)
    assert await took(store) == ["state 2"]


@pytest.mark.parametrize("end", ["rejected", "expired", "withdrawn"])
async def test_an_edit_of_what_was_never_posted_is_withdrawn(store: Store, end: str) -> None:
    await enqueued(store, a_delivery("post", cause="post", expires_at=NOW + 9 * MINUTE))
    (post,) = await taken(store, "s", NOW)
    await wished(store, an_edit(2))
    async with store.write() as conn:
        if end == "rejected":
            await claims.rejected(conn, post.id, "no", NOW)
        else:
            await claims.retry(conn, post.id, NOW + 10 * MINUTE, "too many requests", unsent=True)
        if end == "withdrawn":
            await outbox.withdraw(conn, cause="post", now=NOW)
        await outbox.expire(conn, NOW + 9 * MINUTE)
    assert await states(store) == {"post": end, "state 2": "withdrawn"}
    assert await wished(store, an_edit(3)) == 0


async def test_the_same_wish_again_and_an_older_one_change_nothing(store: Store) -> None:
    await posted(store, version=4)
    assert await wished(store, an_edit(4), an_edit(3)) == 0
    assert await wished(store, an_edit(6)) == 1
    assert await wished(store, an_edit(6), an_edit(5)) == 0
    assert await took(store) == ["state 6"]
    await done(store, 6)
    assert await wished(store, an_edit(6), an_edit(5)) == 0


async def test_a_newer_edit_withdraws_an_older_one_that_is_not_under_way(store: Store) -> None:
    await posted(store)
    await wished(store, an_edit(2))
    await wished(store, an_edit(3))
    assert await states(store) == {"post": "sent", "state 2": "withdrawn", "state 3": "pending"}
    assert await took(store) == ["state 3"]


async def test_of_one_message_one_edit_at_a_time_is_under_way(store: Store) -> None:
    await posted(store)
    await wished(store, an_edit(2))
    assert await took(store) == ["state 2"]
    await wished(store, an_edit(3))
    assert await took(store, 1) == []
    await done(store, 2)
    assert await took(store, 2) == ["state 3"]


async def test_an_older_edit_that_failed_or_lost_its_sender_never_follows_a_newer(store: Store) -> None:
    await posted(store)
    await wished(store, an_edit(2))
    assert await took(store) == ["state 2"]
    await wished(store, an_edit(3))
    async with store.write() as conn:
        await claims.retry(conn, outbox.nonce(f"edit:{POST}:2"), NOW + SECOND, "no answer")
    assert await took(store, 2) == ["state 3"]
    await wished(store, an_edit(4))
    assert await took(store, 63) == ["state 4"]
    await done(store, 4)
    assert await took(store, 900) == []
    async with store.write() as conn:
        await outbox.expire(conn, NOW + 900 * SECOND)
    expected = {"state 2": "withdrawn", "state 3": "withdrawn", "state 4": "sent"}
    assert await states(store) == {"post": "sent"} | expected


async def test_an_edit_of_unseen_outcome_is_applied_again(store: Store) -> None:
    await posted(store)
    await wished(store, an_edit(2))
    assert await took(store) == ["state 2"]
    assert await took(store, 61) == ["state 2"]


async def test_a_pin_goes_beside_edits_and_needs_no_content(store: Store) -> None:
    await posted(store)
    await wished(store, an_edit(1, action=DeliveryAction.PIN, message=None), an_edit(2))
    got = {one.action: one.message.headline for one in await taken(store, "s", NOW)}
    assert got == {DeliveryAction.PIN: "post", DeliveryAction.EDIT: "state 2"}


async def test_the_newest_wanted_content_of_a_message_is_known(store: Store) -> None:
    await posted(store)
    async with store.read() as conn:
        assert await edits.content(conn, "none") is None
        first = await edits.content(conn, POST)
    await wished(store, an_edit(2))
    await wished(store, an_edit(3))
    async with store.read() as conn:
        newest = await edits.content(conn, POST)
    assert (first and first.headline, newest and newest.headline) == ("post", "state 3")


async def test_a_post_is_kept_as_long_as_its_edits_are(store: Store) -> None:
    await posted(store)
    await wished(store, an_edit(2))
    async with store.write() as conn:
        assert await outbox.purge(conn, NOW + MINUTE) == 0
    await done(store, 2)
    async with store.write() as conn:
        assert await outbox.purge(conn, NOW + MINUTE) == 1
        assert await outbox.purge(conn, NOW + MINUTE) == 1


async def test_a_thousand_messages_are_edited_at_once(store: Store) -> None:
    names = [f"p{n:04}" for n in range(1100)]
    await enqueued(store, *(a_delivery(name) for name in names))
    async with store.write() as conn:
        for one in await claims.claim(conn, sender="s", now=NOW, lease=MINUTE, limit=1100):
            await claims.sent(conn, one.id, Receipt(message="1"), NOW)
    assert await wished(store, *(an_edit(2, target=outbox.nonce(name)) for name in names)) == 1100
    assert len(await taken(store, "s", NOW, 3000)) == 1100


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_happens_what_is_shown_never_goes_back_and_ends_with_the_newest(store: Store, seed: int) -> None:
    """A message as the platform shows it, under senders that fail, die and answer late, and wishes in any order."""
    chance, now = random.Random(seed), NOW
    shown: int | None = None
    wanted = 1
    await enqueued(store, a_delivery("post", message=Message(kind=MessageKind.ALERT, headline="state 1")))
    for step in range(80):
        now += chance.choice((1, 5, 70)) * SECOND
        if chance.random() < 0.3:
            wish = chance.randrange(1, step + 3)
            await wished(store, an_edit(wish))
            wanted = max(wanted, wish)
        for one in await taken(store, "s", now):
            said = int(one.message.headline.split()[1])
            outcome = chance.choice(("sent", "taken but unseen", "refused for now", "dead"))
            if outcome in {"sent", "taken but unseen"} and (one.target or shown is None):
                assert shown is None or said >= shown, (seed, step)
                shown = said
            async with store.write() as conn:
                if outcome == "sent":
                    await claims.sent(conn, one.id, Receipt(message="77"), now)
                elif outcome != "dead":
                    await claims.retry(conn, one.id, now, outcome, unsent=outcome == "refused for now")
    for _ in range(6):
        now += 70 * SECOND
        for one in await taken(store, "s", now):
            if one.target or shown is None:
                shown = int(one.message.headline.split()[1])
            async with store.write() as conn:
                await claims.sent(conn, one.id, Receipt(message="77"), now)
    assert shown == wanted
    async with store.write() as conn:
        await outbox.expire(conn, now)
        left = await outbox.listed(conn, guild=None, limit=100)
    assert {one.state for one in left} <= {DeliveryState.SENT, DeliveryState.WITHDRAWN}
