"""The server's own list of events in a simulated Discord: switched on by an admin, and kept as the articles tell."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.flows import planning
from bot.store import audit
from tests.platforms.stage import BRIDGE, NOW, Seen, Stage, ask_for

pytestmark = pytest.mark.e2e


def listed(on: Stage) -> list[Any]:
    return list(on.env.backend.get_guild(on.guild.id).scheduled_events.values())


async def look(on: Stage, minutes: int) -> list[str]:
    """Let it be so many minutes later, do what is due, and return what is listed."""
    await on.move_to(NOW + timedelta(minutes=minutes))
    await planning.tick(on.app.store, on.clock.now())
    await on.app.settle()
    return [f"{event.name} {event.scheduled_start_time}" for event in listed(on)]


async def switched_on(on: Stage) -> Seen:
    allow(on, "manage_events")
    return await ask_for(on, "setup", on.admin, event_list=True)


def allow(on: Stage, *more: str) -> None:
    """Let the bot's role have what the invite link asks for, without Create Events, and these permissions."""
    names = ("view_channel", "send_messages", "embed_links", "read_message_history", *more)
    for role in on.env.backend.get_guild(on.guild.id).roles.values():
        if role.managed:
            value = discord.Permissions(**dict.fromkeys(names, True)).value
            on.env.backend.edit_role(on.guild.id, role.id, {"permissions": value})


async def test_an_event_is_listed_moved_and_taken_away(on: Stage) -> None:
    seen = await switched_on(on)
    assert "**Event list:** upcoming events stand in this server's own list too" in seen.text
    await on.take_in()
    assert ["2026-03-19T16:00:00+00:00" in one for one in await look(on, 2)] == [True]
    (event,) = listed(on)
    assert event.creator_id == on.env.backend.bot_user.id
    assert "The city council will vote on the old bridge on March 19" in event.description
    assert "https://record.example/bridge" in event.description
    assert "No hour is named; noon stands for it here." in event.description
    await on.take_in(BRIDGE.model_copy(update={"body": BRIDGE.body.replace("March 19", "March 26")}))
    assert ["2026-03-26" in one for one in await look(on, 4)] == [True]
    assert listed(on) == [event]
    seen = await ask_for(on, "setup", on.admin, event_list=False)
    assert "**Event list:** off" in seen.text
    assert await look(on, 6) == []


async def test_who_switched_it_on_is_noted(on: Stage) -> None:
    await switched_on(on)
    async with on.app.store.read() as conn:
        newest = (await audit.listed(conn, guild=on.key, limit=1))[0]
    assert (newest.before["event_list"], newest.after["event_list"]) == (False, True)


async def test_without_the_permission_it_is_not_switched_on_and_the_reply_says_what_to_do(on: Stage) -> None:
    allow(on)
    await on.env.settle()
    seen = await ask_for(on, "setup", on.admin, event_list=True)
    assert "I need the permission Create Events" in seen.text
    assert "**Event list:** off" in (await ask_for(on, "settings view", on.admin)).text
    assert [entry.method for entry in on.env.http_requests if "scheduled-events" in entry.path] == []


async def test_a_permission_that_is_taken_away_stops_the_listing_and_naming_it_again_goes_on(on: Stage) -> None:
    await switched_on(on)
    await look(on, 2)
    allow(on)
    await on.env.settle()
    assert "allow me in this server: Create Events" in (await ask_for(on, "settings view", on.admin)).text
    await on.take_in()
    assert await look(on, 4) == []
    seen = await ask_for(on, "settings view", on.admin)
    assert "Listing events was stopped" in seen.text
    assert "Create Events" in seen.text
    await switched_on(on)
    assert len(await look(on, 6)) == 1
    assert "stopped" not in (await ask_for(on, "settings view", on.admin)).text


async def test_an_event_that_people_delete_stays_deleted_and_the_deliveries_say_so(on: Stage) -> None:
    await switched_on(on)
    await on.take_in()
    await look(on, 2)
    (event,) = listed(on)
    mark = re.search(r"#\w{8}", event.description)
    on.env.backend.delete_scheduled_event(on.guild.id, event.id)
    await on.take_in(BRIDGE.model_copy(update={"body": BRIDGE.body.replace("March 19", "March 26")}))
    assert await look(on, 4) == []
    await on.take_in(BRIDGE.model_copy(update={"body": BRIDGE.body.replace("March 19", "March 27")}))
    assert await look(on, 6) == []
    seen = await ask_for(on, "deliveries list", on.admin, state="rejected")
    assert "Somebody has removed it there. It is left as it is." in seen.text
    assert mark is not None
    told = await ask_for(on, "deliveries explain", on.admin, delivery=mark[0])
    assert "into this server's list of events, which an admin has switched on" in told.text
