"""Every command and button, used by members and admins in a simulated Discord."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import Any

import discord
import pytest

from bot.flows import questions
from bot.model.answer import Answer
from bot.model.article import RawArticle
from bot.platforms.discord import reading, replies
from bot.store import audit, guilds
from tests.platforms.stage import BRIDGE, HEADLINE, Seen, Stage, ask_for

pytestmark = pytest.mark.e2e

ADMINS_ONLY = [
    "agenda on",
    "agenda off",
    "deliveries list",
    "deliveries explain",
    "deliveries why",
    "deliveries retry",
    "event dismiss",
    "event amend",
    "event restore",
    "setup",
    "settings view",
    "source list",
    "source add",
    "source remove",
    "digest",
    "quiet",
    "limit",
    "pause",
    "resume",
    "topic add",
    "topic list",
    "topic remove",
]


async def test_a_question_is_answered_for_all_with_its_evidence(on: Stage) -> None:
    await on.take_in()
    seen = await ask_for(on, "ask", question="When will the council vote on the bridge?")
    assert "March 19, 2026" in seen.text
    assert "The city council will vote on the old bridge on March 19" in seen.text
    assert HEADLINE in seen.text
    assert not seen.ephemeral


async def test_what_the_articles_do_not_tell_is_said_so(on: Stage) -> None:
    await on.take_in()
    seen = await ask_for(on, "ask", question="Who won the 2024 election?")
    assert "do not tell" in seen.text


async def test_upcoming_events_are_listed_and_one_can_be_opened_by_its_menu(on: Stage) -> None:
    await on.take_in()
    seen = await ask_for(on, "events upcoming")
    assert "Thursday, March 19, 2026" in seen.text
    menu = seen.response.components[0]["components"][0]
    opened = Seen(await on.member.select(seen.message, [menu["options"][0]["value"]]))
    assert "March 19" in opened.text
    assert opened.ephemeral


async def test_an_event_is_offered_while_typing_and_shown_with_its_evidence(on: Stage) -> None:
    await on.take_in()
    for typed in ("", "brid"):
        offered = await on.member.autocomplete(on.channel, "events show", "event", typed)
        assert "March 19, 2026" in offered[0]["name"]
    seen = await ask_for(on, "events show", event=offered[0]["value"])
    assert "The city council will vote on the old bridge on March 19" in seen.text


@pytest.mark.parametrize("wanted", ["event:%", "council:%", "%", "_", "bridge:"])
async def test_what_is_written_like_an_id_opens_that_event_or_none(on: Stage, wanted: str) -> None:
    await on.take_in()
    assert "There is no event" in (await ask_for(on, "events show", event=wanted)).text
    assert "March 19" in (await ask_for(on, "events show", event="council")).text


async def test_articles_are_listed_searched_and_shown(on: Stage) -> None:
    article = await on.take_in()
    assert HEADLINE in (await ask_for(on, "article latest")).text
    assert HEADLINE in (await ask_for(on, "article search", words="cracks beams")).text
    assert "No article here matches" in (await ask_for(on, "article search", words="penguins")).text
    (offered,) = await on.member.autocomplete(on.channel, "article show", "article", "counc")
    assert offered == {"name": BRIDGE.headline, "value": article}
    assert (await ask_for(on, "article show", article=article)).title == BRIDGE.headline
    assert (await ask_for(on, "article show", article="old bridge")).title == BRIDGE.headline


async def test_what_is_not_there_is_said_to_the_member_alone(on: Stage) -> None:
    for command, option in (("article show", "article"), ("events show", "event")):
        wanted: dict[str, Any] = {option: "nothing of that kind"}
        seen = await ask_for(on, command, **wanted)
        assert "There is no" in seen.text
        assert seen.ephemeral


async def test_every_command_says_where_it_may_be_used(on: Stage) -> None:
    for command in on.app.client.tree.get_commands():
        told = command.to_dict(on.app.client.tree)
        # Left out, Discord fills in the application's own, and we would register anew at each start.
        assert told["contexts"] in ([0], [0, 1]), command.name
        assert told["integration_types"] == [0], command.name
        assert told["contexts"] == [0] or told["default_member_permissions"] is None


async def test_help_names_every_command(on: Stage) -> None:
    seen = await ask_for(on, "help")
    roots = {command.name for command in on.app.client.tree.get_commands()}
    assert all(f"/{root}" in seen.text or root == "help" for root in roots)
    assert seen.ephemeral


async def test_the_buttons_under_an_alert_answer_the_member_alone(on: Stage) -> None:
    await on.take_in()
    (post,) = on.posts()
    events = Seen(await on.member.click(post, label="Events"))
    assert "March 19, 2026" in events.text
    quotes = Seen(await on.member.click(post, label="Quotes"))
    assert "We must keep its old stones" in quotes.text
    form = await on.member.click(post, label="Ask")
    answer = Seen(await on.member.submit_modal(form, {"question": "How much will the repair cost?"}))
    assert "4 million" in answer.text
    assert [events.ephemeral, quotes.ephemeral, answer.ephemeral] == [True, True, True]
    assert len(on.posts()) == 1


async def test_buttons_and_menus_work_after_a_restart_and_the_commands_are_not_registered_again(on: Stage) -> None:
    await on.take_in()
    listed = await ask_for(on, "events upcoming")
    assert len(on.sent("PUT", "/commands")) == 1
    await on.env.restart_bot(on.make_client())
    (post,) = on.posts()
    assert "March 19" in Seen(await on.member.click(post, label="Events")).text
    menu = listed.response.components[0]["components"][0]
    assert "March 19" in Seen(await on.member.select(listed.message, [menu["options"][0]["value"]])).text
    assert (await ask_for(on, "help")).title
    assert len(on.sent("PUT", "/commands")) == 1


async def test_long_lists_are_turned_by_whom_they_belong_to_and_copied_for_others(on: Stage) -> None:
    for number in range(25):
        await on.take_in(
            RawArticle(headline=f"Report number {number}", body=f"The report {number} was read. It has pages.",
                       published=date(2026, 1, 1) + timedelta(days=number))
        )  # fmt: skip
    first = await ask_for(on, "article latest")
    assert "Report number 24" in first.text
    await on.member.click(first.message, label="More")
    second = Seen(first.result)
    assert "page 2" in second.title
    assert "Report number 14" in second.text
    last = Seen(await on.member.click(second.message, label="More"))
    assert "Report number 0" in last.text.splitlines()[-1]
    controls = [item for row in last.response.components for item in row["components"]]
    assert [item["label"] for item in controls if "label" in item] == ["Back"]
    copied = Seen(await on.admin.click(last.message, label="Back"))
    assert copied.ephemeral
    assert "page 2" in copied.title
    assert "page 3" in Seen(first.result).title


async def test_another_servers_own_articles_are_nowhere_to_be_seen(on: Stage) -> None:
    guild, channel, cleo = await on.second_guild()
    article = await on.take_in(owner=f"discord:{guild.id}")
    assert len(on.posts(channel)) == 1
    assert on.posts() == []
    theirs = Seen(await cleo.slash(channel, "ask", question="When will the council vote on the bridge?"))
    assert "March 19" in theirs.text
    ours = await ask_for(on, "ask", question="When will the council vote on the bridge?")
    assert "do not tell" in ours.text
    assert "bridge" not in ours.text.casefold()
    assert "tell of no upcoming event" in (await ask_for(on, "events upcoming")).text
    assert "No article" in (await ask_for(on, "article latest")).text
    assert "No article" in (await ask_for(on, "article search", words="bridge")).text
    assert (await ask_for(on, "article show", article=article)).title == "That did not work"
    for command, option in (("article show", "article"), ("events show", "event")):
        assert await on.member.autocomplete(on.channel, command, option, "bridge") == []


async def test_admins_commands_are_hidden_from_members_and_refused_where_they_are_not(on: Stage) -> None:
    shown = on.member.available_commands(on.channel)
    assert not set(ADMINS_ONLY) & set(shown)
    assert set(ADMINS_ONLY) <= set(on.admin.available_commands(on.channel))
    for command in on.env.backend.commands[None].values():
        on.guild.set_command_permissions(int(command["id"]), {on.member: True})
    options: dict[str, dict[str, Any]] = {
        "source add": {"address": "https://feed.example"},
        "source remove": {"source": "x"},
        "setup": {"zone": "UTC"},
        "deliveries explain": {"delivery": "x"},
        "deliveries retry": {"delivery": "x"},
        "deliveries why": {"article": "x"},
        "event dismiss": {"event": "x"},
        "event amend": {"event": "x", "date": "2026-03-20"},
        "event restore": {"event": "x"},
        "digest": {"when": "8"},
        "quiet": {"hours": "22-7"},
        "limit": {"posts": 1},
        "topic add": {"name": "x", "words": "y"},
        "topic remove": {"name": "x"},
    }
    for name in ADMINS_ONLY:
        seen = await ask_for(on, name, **options.get(name, {}))
        assert "Only members who may manage this server" in seen.text
        assert seen.ephemeral
    assert await on.member.autocomplete(on.channel, "source remove", "source", "") == []
    async with on.app.store.read() as conn:
        assert (await guilds.get(conn, on.key)).policy.zone == "America/New_York"


async def test_setup_changes_the_policy_notes_who_did_it_and_shows_how_things_stand(on: Stage) -> None:
    other = on.guild.create_text_channel("alerts")
    await on.env.settle()
    seen = await ask_for(
        on, "setup", on.admin, channel=other, zone="tokyo", lead_times="2 weeks, morning", reminder_time="7:30",
        digest_time="noon",
    )  # fmt: skip
    assert seen.ephemeral
    for told in ("#alerts", "Asia/Tokyo", "14 days before, on the morning of the day, at 07:30", "daily at 12:00"):
        assert told in seen.text
    assert seen.text.splitlines()[:5] == (await ask_for(on, "settings view", on.admin)).text.splitlines()[:5]
    async with on.app.store.read() as conn:
        policy = (await guilds.get(conn, on.key)).policy
        newest = (await audit.listed(conn, guild=on.key, limit=1))[0]
    assert policy.lead_times == (timedelta(days=14), timedelta(0))
    assert newest.actor == f"discord:{on.admin.id}"
    assert newest.action == "policy.set"
    await on.take_in()
    assert len(on.posts(other)) == 1


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"zone": "Europe/Berln"}, "Did you mean Europe/Berlin"),
        ({"lead_times": "soon"}, "Write them like “7d, 1d, morning”"),
        ({"digest_time": "25:00"}, "Write it like 08:00"),
        ({"digest_time": "*/5 * * * *"}, "at most once an hour"),
        ({"reminder_time": "off"}, "Write it like 08:00"),
    ],
)
async def test_a_wish_that_cannot_be_changes_nothing_and_says_what_to_write(
    on: Stage, options: dict[str, str], told: str
) -> None:
    seen = await ask_for(on, "setup", on.admin, **options, alerts=False)
    assert told in seen.text
    async with on.app.store.read() as conn:
        assert (await guilds.get(conn, on.key)).policy.alerts


async def test_zones_are_offered_while_typing(on: Stage) -> None:
    offered = await on.admin.autocomplete(on.channel, "setup", "zone", "lond")
    assert offered[0] == {"name": "Europe/London", "value": "Europe/London"}
    assert len(await on.admin.autocomplete(on.channel, "setup", "zone", "")) > 5


async def test_a_permission_that_is_missing_in_the_channel_is_named(on: Stage) -> None:
    seen = await ask_for(on, "settings view", on.admin)
    assert "Allow me" not in seen.text
    (bot_role,) = (role for role in on.env.backend.get_guild(on.guild.id).roles.values() if role.managed)
    on.env.backend.edit_role(on.guild.id, bot_role.id, {"permissions": discord.Permissions(view_channel=True).value})
    everyone = on.env.backend.get_guild(on.guild.id).roles[on.guild.id]
    on.env.backend.edit_role(on.guild.id, everyone.id, {"permissions": discord.Permissions(
        view_channel=True, send_messages=True, use_application_commands=True).value})  # fmt: skip
    await on.env.settle()
    seen = await ask_for(on, "settings view", on.admin)
    assert "Allow me in #news: Embed Links, Read Message History" in seen.text


async def test_in_a_direct_message_the_bot_says_where_it_works(on: Stage) -> None:
    uses: dict[str, dict[str, Any]] = {"help": {}, "ask": {"question": "When is the vote?"}, "events upcoming": {}}
    for command, options in uses.items():
        result = await on.member.user.slash(command, **options)
        assert result.response.embeds[0].title == "Dateline works in servers"
    assert await on.member.user.autocomplete("article show", "article", "") == []
    assert not set(ADMINS_ONLY) & set(on.member.user.available_commands())


async def test_too_many_questions_at_once_are_put_off_for_that_member_only(on: Stage) -> None:
    await on.take_in()
    for _ in range(5):
        assert (await ask_for(on, "ask", question="When is the vote?")).title != "One moment"
    refused = await ask_for(on, "ask", question="When is the vote?")
    assert "Try again in 10 s" in refused.text
    assert refused.ephemeral
    assert (await ask_for(on, "ask", on.admin, question="When is the vote?")).title != "One moment"
    on.clock.set(on.clock.now() + timedelta(seconds=10))
    assert (await ask_for(on, "ask", question="When is the vote?")).title != "One moment"


async def test_an_answer_that_takes_long_is_announced_first(on: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def slowly(*given: Any, **named: Any) -> Answer:
        await asyncio.sleep(0.2)
        return await quickly(*given, **named)

    quickly = questions.ask
    monkeypatch.setattr(questions, "ask", slowly)
    monkeypatch.setattr(replies, "PATIENCE", 0.05)
    await on.take_in()
    seen = await ask_for(on, "ask", question="When will the council vote on the bridge?")
    assert "March 19" in seen.text
    assert not seen.ephemeral
    assert [body["type"] for body in on.sent("POST", "/callback")] == [5]


async def test_an_unexpected_error_is_answered_with_the_number_that_is_in_the_log(
    on: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: Any) -> replies.Reply:
        raise ZeroDivisionError("on purpose")

    monkeypatch.setattr(reading, "latest", broken)
    seen = await ask_for(on, "article latest")
    number = seen.text.rstrip(".").rsplit(" ", 1)[1]
    assert number in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert "ZeroDivisionError" not in seen.text
    assert seen.ephemeral
    caplog.clear()


async def test_a_reply_that_discord_does_not_take_is_answered_with_a_number_too(
    on: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    await on.take_in()
    on.env.inject_error("POST", "/interactions/*/*/callback", status=400, code=50035, message="Invalid Form Body")
    (post,) = on.posts()
    seen = Seen(await on.member.click(post, label="Events"))
    assert "tell the operator of this bot the number" in seen.text
    assert "Invalid Form Body" in caplog.text
    caplog.clear()


async def test_an_interaction_that_is_gone_is_only_noted(on: Stage, caplog: pytest.LogCaptureFixture) -> None:
    on.env.inject_error("POST", "/interactions/*/*/callback", status=404, code=10062, message="Unknown interaction")
    result = await on.member.slash(on.channel, "help")
    assert result.response is None
    assert "was gone before it was answered" in caplog.text


async def test_a_server_that_lets_us_go_is_posted_to_no_more_and_keeps_its_other_settings(on: Stage) -> None:
    with on.env._bot_scope():
        on.env.backend.remove_guild(on.guild.id)
    await on.env.settle()
    async with on.app.store.read() as conn:
        policy = (await guilds.get(conn, on.key)).policy
        assert (await audit.listed(conn, guild=on.key, limit=1))[0].action == "guild.left"
    assert policy.channel is None
    assert policy.zone == "America/New_York"
    await on.take_in()
    assert on.sent("POST", f"/channels/{on.channel.id}/messages") == []


async def test_servers_that_let_us_in_while_we_were_away_are_noted_at_the_start(on: Stage) -> None:
    guild = on.env.create_guild("Newly there")
    await on.env.settle()
    await on.env.restart_bot(on.make_client())
    async with on.app.store.read() as conn:
        assert (await guilds.get(conn, f"discord:{guild.id}")).name == "Newly there"
        assert (await guilds.get(conn, on.key)).policy.zone == "America/New_York"


async def test_a_server_that_lets_us_in_is_noted(on: Stage) -> None:
    guild = on.env.create_guild("Just joined")
    await on.env.settle()
    cached = on.app.client.get_guild(guild.id)
    assert cached is not None
    # The simulation does not tell of joining; the client would.
    with on.env._bot_scope():
        on.app.client.dispatch("guild_join", cached)
    await on.env.settle()
    async with on.app.store.read() as conn:
        assert (await guilds.get(conn, f"discord:{guild.id}")).name == "Just joined"
