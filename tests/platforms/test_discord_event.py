"""/event in a simulated Discord: an admin corrects what was read, and everything in that server follows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.flows import planning
from tests.platforms.stage import NOW, Seen, Stage, ask_for

pytestmark = pytest.mark.e2e

SET = "An admin of this server has set"


async def offered(on: Stage, command: str, typed: str = "") -> str:
    (choice,) = await on.admin.autocomplete(on.channel, command, "event", typed)
    return str(choice["value"])


async def test_a_dismissed_event_leaves_agenda_list_and_answers_and_comes_back(on: Stage) -> None:
    await ask_for(on, "agenda on", on.admin)
    await ask_for(on, "setup", on.admin, event_list=True)
    await on.take_in()
    await later(on, 2)
    assert len(listed(on)) == 1
    seen = await ask_for(on, "event dismiss", on.admin, event=await offered(on, "event dismiss", "brid"))
    assert seen.title == "Dismissed: City council will vote on the old bridge"
    assert seen.ephemeral
    await later(on, 4)
    assert listed(on) == []
    assert agenda(on).startswith("The articles here tell of no upcoming event")
    assert "no upcoming event" in (await ask_for(on, "events upcoming")).text
    assert "There is no event" in (await ask_for(on, "event dismiss", on.admin, event="bridge")).text
    seen = await ask_for(on, "event restore", on.admin, event=await offered(on, "event restore"))
    assert "It is as the article tells it again." in seen.text
    await later(on, 6)
    assert len(listed(on)) == 1
    assert "(in 38 days)" in agenda(on)


async def test_an_amended_date_is_shown_as_set_by_an_admin_wherever_it_is_shown(on: Stage) -> None:
    await ask_for(on, "agenda on", on.admin)
    await ask_for(on, "setup", on.admin, event_list=True)
    await on.take_in()
    seen = await ask_for(on, "event amend", on.admin, event="bridge", date="March 26 at 3pm")
    assert f"{SET} this time. As read from the article: Thursday, March 19, 2026." in seen.text
    assert "The city council will vote on the old bridge on March 19" in seen.text
    await later(on, 2)
    (event,) = listed(on)
    assert event.scheduled_start_time == "2026-03-26T19:00:00+00:00"
    assert SET in event.description
    assert "amended by an admin" in agenda(on)
    assert "amended by an admin" in (await ask_for(on, "events upcoming")).text
    assert SET in (await ask_for(on, "events show", event="bridge")).text
    told = await ask_for(on, "ask", question="When will the council vote on the bridge?")
    assert "March 26, 2026" in told.text
    assert f"{SET} the time of" in told.text
    _, channel, member = await on.second_guild()
    elsewhere = Seen(await member.slash(channel, "events show", event="bridge"))
    assert "March 19, 2026" in elsewhere.text
    assert SET not in elsewhere.text


async def test_a_wrong_date_changes_nothing_and_says_how_to_write_one(on: Stage) -> None:
    await on.take_in()
    seen = await ask_for(on, "event amend", on.admin, event="bridge", date="some day")
    assert "Write it like" in seen.text
    assert "March 19, 2026" in (await ask_for(on, "events show", event="bridge")).text
    seen = await ask_for(on, "event restore", on.admin, event=await offered(on, "event amend", "brid"))
    assert "Nothing of this event was changed here" in seen.text


async def test_a_clock_time_that_the_day_does_not_have_is_refused(on: Stage) -> None:
    await on.take_in()
    for date, says in (("2027-03-14 02:30", "skip 02:30"), ("2026-03-19 24:00", "the end of the day")):
        seen = await ask_for(on, "event amend", on.admin, event="bridge", date=date)
        assert says in seen.text
    assert "amended" not in (await ask_for(on, "events show", event="bridge")).text


async def test_a_dismissed_event_is_restored_by_words_of_it(on: Stage) -> None:
    await on.take_in()
    await ask_for(on, "event dismiss", on.admin, event="bridge")
    seen = await ask_for(on, "event restore", on.admin, event="old bridge")
    assert "It is as the article tells it again." in seen.text


async def test_an_admin_dismisses_an_event_from_the_post_that_tells_of_it(on: Stage) -> None:
    await on.take_in()
    (post,) = on.posts()
    for who, offered_to in ((on.member, False), (on.admin, True)):
        events = Seen(await who.click(post, label="Events"))
        menu = events.response.components[0]["components"][0]
        opened = Seen(await who.select(events.message, [menu["options"][0]["value"]]))
        labels = [item.get("label") for row in opened.response.components for item in row["components"]]
        assert ("Dismiss here" in labels) is offered_to
    seen = Seen(await on.admin.click(opened.message, label="Dismiss here"))
    assert seen.title == "Dismissed: City council will vote on the old bridge"
    assert seen.ephemeral
    assert "no upcoming event" in (await ask_for(on, "events upcoming")).text


async def later(on: Stage, minutes: int) -> None:
    await on.move_to(NOW + timedelta(minutes=minutes))
    await planning.tick(on.app.store, on.clock.now())
    await on.app.settle()


def listed(on: Stage) -> list[Any]:
    return list(on.env.backend.get_guild(on.guild.id).scheduled_events.values())


def agenda(on: Stage) -> str:
    post = next(post for post in on.posts() if post.embeds[0].title == "Upcoming events")
    return post.embeds[0].description or ""
