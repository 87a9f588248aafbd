"""/deliveries in a simulated Discord."""

from __future__ import annotations

from datetime import timedelta

from bot.model.delivery import Destination, NewDelivery, Priority, Receipt
from bot.model.message import Message, MessageKind
from bot.model.source import Withheld
from bot.store import claims, outbox, posted
from tests.platforms.stage import BRIDGE, HEADLINE, Stage, ask_for


async def test_an_admin_lists_explains_and_is_refused_a_needless_retry(on: Stage) -> None:
    await on.take_in()
    (post,) = on.posts()
    listed = await ask_for(on, "deliveries list", on.admin)
    assert listed.ephemeral
    assert HEADLINE in listed.text
    assert "sent" in listed.text
    (chosen,) = await on.admin.autocomplete(on.channel, "deliveries explain", "delivery", "bridge")
    explained = await ask_for(on, "deliveries explain", on.admin, delivery=chosen["value"])
    assert f"It is the alert of the article “{HEADLINE}”" in explained.text
    assert str(post.id) in explained.text
    again = await ask_for(on, "deliveries explain", on.admin, delivery=post.jump_url)
    assert again.title == explained.title
    refused = await ask_for(on, "deliveries retry", on.admin, delivery=chosen["value"])
    assert "Nothing is posted twice" in refused.text
    await on.app.settle()
    assert len(on.posts()) == 1


async def test_an_admin_asks_why_an_article_was_not_posted(on: Stage) -> None:
    article = await on.take_in(withheld=Withheld.BACKLOG)
    told = await ask_for(on, "deliveries why", on.admin, article=article)
    assert told.title == HEADLINE
    assert "held it already when it was first read" in told.text
    nothing = await ask_for(on, "deliveries why", on.admin, article="none")
    assert "There is no article “none” here" in nothing.text


async def test_what_was_refused_is_posted_at_an_admins_word(on: Stage) -> None:
    on.env.inject_error("POST", f"/channels/{on.channel.id}/messages", status=400, code=50035, times=1)
    await on.take_in()
    assert on.posts() == []
    (chosen,) = await on.admin.autocomplete(on.channel, "deliveries retry", "delivery", "rejected")
    told = await ask_for(on, "deliveries retry", on.admin, delivery=chosen["value"])
    assert "posted now, once" in told.text
    await on.app.settle()
    assert len(on.posts()) == 1


async def test_another_servers_deliveries_look_like_none(on: Stage) -> None:
    guild, channel, _ = await on.second_guild()
    await on.take_in(BRIDGE, owner=f"discord:{guild.id}")
    (post,) = on.posts(channel)
    told = await ask_for(on, "deliveries explain", on.admin, delivery=str(post.id))
    assert "There is no delivery" in told.text
    assert "There is none." in (await ask_for(on, "deliveries list", on.admin)).text
    assert await on.admin.autocomplete(on.channel, "deliveries explain", "delivery", "") == []
    async with on.app.store.read() as conn:
        assert (await posted.find(conn, str(post.id), guild=None)).receipt == Receipt(message=str(post.id)).message


async def test_the_settings_tell_of_a_message_that_may_not_have_arrived(on: Stage) -> None:
    await on.take_in()
    assert "state:unknown" not in (await ask_for(on, "settings view", on.admin)).text
    owed = NewDelivery(
        dedupe_key="lost",
        destination=Destination(platform="discord", guild=str(on.guild.id), channel=str(on.channel.id)),
        message=Message(kind=MessageKind.ALERT, headline="Lost on its way"),
        priority=Priority.ALERT,
        cause="a",
        not_before=on.clock.now(),
    )
    async with on.app.store.write() as conn:
        await outbox.enqueue(conn, [owed], on.clock.now())
        (one,) = await claims.claim(conn, sender="s", now=on.clock.now(), lease=timedelta(minutes=1), limit=1)
        await claims.unknown(conn, one.id, "no answer", on.clock.now())
    assert (
        "“Lost on its way” arrived; /deliveries list state:unknown"
        in (await ask_for(on, "settings view", on.admin)).text
    )
