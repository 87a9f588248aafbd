"""The real discord.py client against a server on loopback that errs on order."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import discord
import pytest

from bot.clock import SystemClock
from bot.errors import (
    BlockedError,
    HistoryUnreadableError,
    OutcomeUnknownError,
    RateLimitedError,
    RefusedError,
    SendError,
    TokenError,
    TooLateError,
)
from bot.model.delivery import Destination, Receipt
from bot.model.message import Action, ActionKind, Block, Link, Message, MessageKind, Text, plain
from bot.platforms.discord.sender import DiscordPlatform
from bot.ports import KnowsElsewhere, Pins, Platform, ReadsHistory, beginning_until
from tests.platforms import openapi
from tests.platforms.discordlike import ME, Discordlike, Fault, new_client, pointed_at, serving

CHANNEL, OTHER = "700000000000000001", "700000000000000002"
HERE = Destination(platform="discord", guild="600000000000000001", channel=CHANNEL)
ALERT = Message(
    kind=MessageKind.ALERT,
    headline="Council to meet on Thursday",
    url="https://news.example/council",
    lines=(plain("The council meets on Thursday. @everyone <@&1>"),),
    blocks=(
        Block(title="Upcoming", lines=((Text(text="Meeting", style="strong"), Link(text="x", url="https://a.b")),)),
    ),
    footer="Springfield, March 2, 2026 · The Gazette",
    actions=(Action(kind=ActionKind.EVENTS, article="a1"), Action(kind=ActionKind.ASK, article="a1")),
)


@dataclass
class Bench:
    server: Discordlike
    client: discord.Client
    platform: DiscordPlatform


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    async with AsyncExitStack() as stack:
        server = Discordlike()
        await stack.enter_async_context(pointed_at(await stack.enter_async_context(serving(server))))
        client = new_client()
        stack.push_async_callback(client.close)
        platform = DiscordPlatform(client, SystemClock())
        await client.login("t")
        yield Bench(server, client, platform)


def test_it_keeps_the_ports(bench: Bench) -> None:
    platform: Platform = bench.platform
    assert isinstance(platform, ReadsHistory)
    assert isinstance(platform, KnowsElsewhere)
    assert isinstance(platform, Pins)


async def test_a_message_is_posted_with_its_nonce_and_mentions_nobody(bench: Bench) -> None:
    receipt = await bench.platform.send(HERE, ALERT, "k3f9x2")
    (posted,) = bench.server.posted
    assert receipt == Receipt(message=str(posted.id))
    request = posted.request
    assert (request["nonce"], request["enforce_nonce"]) == ("k3f9x2", True)
    assert request["allowed_mentions"] == {"parse": []}
    assert request["embeds"][0]["footer"]["text"].endswith("The Gazette · #k3f9x2")
    assert [button["custom_id"] for button in request["components"][0]["components"]] == [
        "dateline:events:a1",
        "dateline:ask:a1",
    ]


async def test_only_the_policys_roles_may_be_notified(bench: Bench) -> None:
    message = ALERT.model_copy(update={"mention_roles": ("42",)})
    await bench.platform.send(HERE, message, "n")
    request = bench.server.posted[0].request
    assert request["content"] == "<@&42>"
    assert request["allowed_mentions"] == {"parse": [], "roles": [42]}


async def test_requests_are_as_the_api_description_demands(bench: Bench) -> None:
    if not openapi.SPEC.is_file():
        pytest.skip("Discord's API description is not beside the project (../shared/spec/openapi.json)")
    receipt = await bench.platform.send(HERE, ALERT, "k3f9x2")
    made = openapi.problems(bench.server.posted[0].request, openapi.named("MessageCreateRequest"))
    assert made == ["$.embeds[0]: does not know flags"]  # discord.py 2.7 sends what it reads, 0
    bench.server.posted[0].request.clear()
    await bench.platform.edit(HERE, receipt, ALERT, "k3f9x2")
    edited = openapi.problems(bench.server.posted[0].request, openapi.named("MessageEditRequestPartial"))
    assert edited == ["$.embeds[0]: does not know flags", "$: does not know tts"]  # the same


async def test_the_views_of_messages_are_not_kept_in_memory(bench: Bench) -> None:
    await bench.platform.send(HERE, ALERT, "n")
    assert list(bench.client.persistent_views) == []


async def test_an_article_id_too_long_for_a_button_costs_the_buttons_only(bench: Bench) -> None:
    action = Action(kind=ActionKind.ASK, article="x" * 200)
    await bench.platform.send(HERE, ALERT.model_copy(update={"actions": (action,)}), "n")
    assert "components" not in bench.server.posted[0].request


async def test_the_same_nonce_posts_once(bench: Bench) -> None:
    first = await bench.platform.send(HERE, ALERT, "same")
    assert await bench.platform.send(HERE, ALERT, "same") == first
    assert len(bench.server.posted) == 1


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("503", OutcomeUnknownError),
        ("reset before", OutcomeUnknownError),
        ("reset after", OutcomeUnknownError),
        ("rubbish after", OutcomeUnknownError),
        ("429 for long", RateLimitedError),
        ("cloudflare", BlockedError),
        (10003, RefusedError),
        (50001, RefusedError),
        (50013, RefusedError),
        (50007, RefusedError),
        (50035, RefusedError),
    ],
)
async def test_every_fault_becomes_an_error_of_ours(bench: Bench, fault: Fault, error: type[SendError]) -> None:
    bench.server.faults.append(fault)
    with pytest.raises(error):
        await bench.platform.send(HERE, ALERT, "n")


@pytest.mark.parametrize("fault", ["503", "reset before", "reset after", "rubbish after"])
async def test_trying_again_after_an_unseen_outcome_posts_once(bench: Bench, fault: Fault) -> None:
    bench.server.faults.append(fault)
    with pytest.raises(OutcomeUnknownError):
        await bench.platform.send(HERE, ALERT, "n")
    await bench.platform.send(HERE, ALERT, "n")
    assert len(bench.server.posted) == 1


async def test_a_short_429_is_waited_out(bench: Bench) -> None:
    bench.server.faults += ["429", "429"]
    await bench.platform.send(HERE, ALERT, "n")
    assert (len(bench.server.posted), bench.server.creations) == (1, 3)


async def test_a_429_after_discord_pys_own_try_met_a_5xx_leaves_the_outcome_unknown(bench: Bench) -> None:
    bench.server.faults += ["502 after", "429 for long"]
    with pytest.raises(OutcomeUnknownError):
        await bench.platform.send(HERE, ALERT, "n")
    assert len(bench.server.posted) == 1


async def test_nothing_is_requested_after_the_deadline(bench: Bench) -> None:
    past = datetime.now(UTC)
    with beginning_until(lambda: past), pytest.raises(TooLateError):
        await bench.platform.send(HERE, ALERT, "n")
    assert bench.server.creations == 0


async def test_discord_pys_own_tries_end_with_the_deadline(bench: Bench) -> None:
    bench.server.faults += ["502 after", "502 after"]
    deadlines = iter([datetime.now(UTC) + timedelta(hours=1), datetime.now(UTC)])
    with beginning_until(lambda: next(deadlines)), pytest.raises(OutcomeUnknownError, match="No answer to 1 tries"):
        await bench.platform.send(HERE, ALERT, "n")
    assert bench.server.creations == 1


async def test_a_long_429_says_when_to_come_back(bench: Bench) -> None:
    bench.server.faults.append("429 for long")
    with pytest.raises(RateLimitedError) as caught:
        await bench.platform.send(HERE, ALERT, "n")
    assert caught.value.retry_after == 90.0


@pytest.mark.parametrize(
    ("code", "scope"),
    [(10003, "destination"), (50001, "destination"), (50013, "destination"), (50007, "message"), (10008, "message"),
     (10062, "message"), (50035, "message"), (200000, "message")],
)  # fmt: skip
async def test_a_refusal_is_read_by_its_code(bench: Bench, code: int, scope: str) -> None:
    bench.server.faults.append(code)
    with pytest.raises(RefusedError) as caught:
        await bench.platform.send(HERE, ALERT, "n")
    assert (caught.value.scope, caught.value.code) == (scope, code)


async def test_a_revoked_token_is_told_as_such(bench: Bench) -> None:
    bench.server.token = "another"
    with pytest.raises(TokenError):
        await bench.platform.send(HERE, ALERT, "n")


async def test_a_server_that_is_gone_leaves_the_outcome_unknown() -> None:
    server = Discordlike()
    async with AsyncExitStack() as stack:
        async with serving(server) as base:
            await stack.enter_async_context(pointed_at(base))
            client = new_client()
            stack.push_async_callback(client.close)
            platform = DiscordPlatform(client, SystemClock())
            await client.login("t")
        with pytest.raises(OutcomeUnknownError):
            await platform.send(HERE, ALERT, "n")


async def test_a_channel_that_is_no_id_is_refused_without_a_call(bench: Bench) -> None:
    with pytest.raises(RefusedError):
        await bench.platform.send(HERE.model_copy(update={"channel": "general"}), ALERT, "n")
    assert bench.server.creations == 0


async def test_an_edit_replaces_what_was_posted(bench: Bench) -> None:
    receipt = await bench.platform.send(HERE, ALERT, "n")
    for _ in range(2):
        await bench.platform.edit(HERE, receipt, ALERT.model_copy(update={"headline": "Council meets on Friday"}), "n")
    (posted,) = bench.server.posted
    assert posted.request["embeds"][0]["title"] == "Council meets on Friday"


async def test_an_edit_keeps_the_mark_and_notifies_nobody(bench: Bench) -> None:
    begun = datetime.now(UTC)
    mentioning = ALERT.model_copy(update={"mention_roles": ("42",)})
    receipt = await bench.platform.send(HERE, mentioning, "k3f9x2")
    await bench.platform.edit(HERE, receipt, mentioning.model_copy(update={"headline": "On Friday"}), "k3f9x2")
    ((_, request),) = bench.server.edits
    assert request["embeds"][0]["footer"]["text"].endswith("#k3f9x2")
    assert (request["content"], request["allowed_mentions"]) == ("<@&42>", {"parse": []})
    assert await bench.platform.find(HERE, "k3f9x2", begun) == receipt


async def test_edits_count_with_posts_in_the_pace_of_their_channel(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    paced: list[str | None] = []

    async def noted(_: object, channel: str | None = None) -> None:
        paced.append(channel)

    monkeypatch.setattr(bench.platform.budget, "take", noted)
    receipt = await bench.platform.send(HERE, ALERT, "n")
    await bench.platform.edit(HERE, receipt, ALERT, "n")
    assert paced == [CHANNEL, CHANNEL]


async def test_a_message_is_pinned(bench: Bench) -> None:
    receipt = await bench.platform.send(HERE, ALERT, "n")
    await bench.platform.pin(HERE, receipt)
    assert [str(one) for one in bench.server.pinned] == [receipt.message]


async def test_editing_what_is_gone_is_refused_for_that_message(bench: Bench) -> None:
    with pytest.raises(RefusedError) as caught:
        await bench.platform.edit(HERE, Receipt(message="1"), ALERT, "n")
    assert caught.value.scope == "message"


async def test_history_finds_our_message_by_its_mark(bench: Bench) -> None:
    begun = datetime.now(UTC)
    bench.server.faults.append("reset after")
    with pytest.raises(OutcomeUnknownError):
        await bench.platform.send(HERE, ALERT, "k3f9x2")
    for number in range(230):  # more than two pages after it
        bench.server.post(CHANNEL, {"content": f"chatter {number}"}, author="5")
    found = await bench.platform.find(HERE, "k3f9x2", begun)
    assert found == Receipt(message=str(bench.server.posted[0].id))


async def test_history_read_to_its_end_without_the_mark_says_not_posted(bench: Bench) -> None:
    begun = datetime.now(UTC)
    await bench.platform.send(HERE, ALERT, "another")
    bench.server.post(CHANNEL, {"content": "· #k3f9x2"}, author="5")  # somebody else's imitation
    assert await bench.platform.find(HERE, "k3f9x2", begun) is None


async def test_a_quiet_channel_with_older_messages_is_readable(bench: Bench) -> None:
    bench.server.post(CHANNEL, {"content": "old"}, author="5")
    later = datetime.now(UTC) + timedelta(hours=1)
    assert await bench.platform.find(HERE, "k3f9x2", later) is None


async def test_an_empty_history_cannot_be_told_from_a_forbidden_one(bench: Bench) -> None:
    await bench.platform.send(HERE, ALERT, "n")
    bench.server.readable = False
    with pytest.raises(HistoryUnreadableError):
        await bench.platform.find(HERE, "n", datetime.now(UTC))


async def test_after_a_pause_is_ordered_nothing_is_sent(bench: Bench) -> None:
    bench.platform.budget.pause(600)
    with pytest.raises(BlockedError) as caught:
        await bench.platform.send(HERE, ALERT, "n")
    assert 590 < caught.value.seconds <= 600
    assert bench.server.creations == 0


def know_guild(bench: Bench, permissions: discord.Permissions, **more: str) -> None:
    """Let the client know its guild and two channels, as the gateway would have told it."""
    everyone = {"id": HERE.guild, "name": "@everyone", "permissions": str(permissions.value), "position": 0, "color": 0}
    role = {"hoist": False, "managed": False, "mentionable": False, "flags": 0, **everyone}
    me = {"user": {"id": ME, "username": "d", "discriminator": "0", "avatar": None}, "roles": [], "flags": 0}
    told = {"joined_at": "2026-01-01T00:00:00+00:00", "deaf": False, "mute": False, **me}
    channels = [
        {"id": channel, "type": 0, "name": "c", "position": 0, "permission_overwrites": []}
        for channel in (CHANNEL, OTHER)
    ]
    data = {"id": HERE.guild, "name": "g", "roles": [role], "members": [told], "channels": channels, **more}
    state = bench.client._connection
    state._add_guild(discord.Guild(data=data, state=state))  # type: ignore[arg-type]  # what it reads of it


ALL = discord.Permissions(
    view_channel=True, send_messages=True, embed_links=True, read_message_history=True, send_messages_in_threads=True
)


def without(*names: str) -> discord.Permissions:
    return discord.Permissions(**{**dict(ALL), **dict.fromkeys(names, False)})


async def test_without_embed_links_the_message_is_plain_text(bench: Bench) -> None:
    know_guild(bench, without("embed_links"))
    receipt = await bench.platform.send(HERE, ALERT, "k3f9x2")
    request = bench.server.posted[0].request
    assert "embeds" not in request
    assert request["content"].startswith("**Council to meet on Thursday**")
    assert request["content"].endswith("The Gazette · #k3f9x2")
    assert await bench.platform.find(HERE, "k3f9x2", datetime.now(UTC)) == receipt
    await bench.platform.edit(HERE, receipt, ALERT, "k3f9x2")
    assert bench.server.posted[0].request["embeds"] == []


async def test_without_the_permission_to_pin_nothing_is_asked_and_the_channel_stays_open(bench: Bench) -> None:
    know_guild(bench, ALL)
    receipt = await bench.platform.send(HERE, ALERT, "n")
    with pytest.raises(RefusedError, match="Pin Messages") as caught:
        await bench.platform.pin(HERE, receipt)
    assert (caught.value.scope, bench.server.pinned) == ("message", [])


@pytest.mark.parametrize("missing", ["view_channel", "send_messages"])
async def test_a_known_lack_of_permission_refuses_without_a_call(bench: Bench, missing: str) -> None:
    know_guild(bench, without(missing))
    with pytest.raises(RefusedError) as caught:
        await bench.platform.send(HERE, ALERT, "n")
    assert caught.value.scope == "destination"
    assert missing.replace("_", " ").title() in str(caught.value)
    assert bench.server.creations == 0


async def test_history_is_not_asked_without_the_permission(bench: Bench) -> None:
    know_guild(bench, without("read_message_history"))
    with pytest.raises(HistoryUnreadableError):
        await bench.platform.find(HERE, "n", datetime.now(UTC))


async def test_a_channel_known_to_be_readable_may_be_empty(bench: Bench) -> None:
    know_guild(bench, ALL)
    assert await bench.platform.find(HERE, "n", datetime.now(UTC)) is None


async def test_admins_are_told_in_the_guilds_own_channels(bench: Bench) -> None:
    assert await bench.platform.elsewhere(HERE) is None
    know_guild(bench, ALL, public_updates_channel_id=CHANNEL, system_channel_id=OTHER)
    assert await bench.platform.elsewhere(HERE) == HERE.model_copy(update={"channel": OTHER})
    assert await bench.platform.elsewhere(HERE.model_copy(update={"channel": OTHER})) == HERE


async def test_admins_are_not_told_where_we_may_not_write(bench: Bench) -> None:
    know_guild(bench, without("send_messages"), system_channel_id=OTHER)
    assert await bench.platform.elsewhere(HERE) is None


async def test_who_knows_no_guild_asks_discord_for_another_channel(bench: Bench) -> None:
    bench.server.guilds[HERE.guild] = {"public_updates_channel_id": None, "system_channel_id": OTHER}
    assert await bench.platform.elsewhere(HERE) == HERE.model_copy(update={"channel": OTHER})
    assert await bench.platform.elsewhere(HERE.model_copy(update={"channel": OTHER})) is None
    assert await bench.platform.elsewhere(HERE.model_copy(update={"guild": "600000000000000002"})) is None
    assert await bench.platform.elsewhere(HERE.model_copy(update={"guild": "none"})) is None
