"""/agenda in a simulated Discord: the message, its pin, and what the settings say."""

from __future__ import annotations

from datetime import timedelta

import discord

from bot.flows import planning
from tests.platforms.stage import NOW, Stage, ask_for


async def test_the_agenda_is_posted_follows_the_articles_and_is_retired(on: Stage) -> None:
    seen = await ask_for(on, "agenda on", on.admin)
    assert "**Agenda:** kept up to date in the channel" in seen.text
    await on.app.settle()
    (agenda,) = on.posts()
    assert (agenda.embeds[0].description or "").startswith("The articles here tell of no upcoming event")
    await on.move_to(NOW + timedelta(hours=1))
    await on.take_in()
    agenda, alert = on.posts()
    assert "(in 38 days)" in (agenda.embeds[0].description or "")
    assert alert.embeds[0].title == "Council to vote on the old bridge"
    await on.move_to(NOW + timedelta(hours=2))
    seen = await ask_for(on, "agenda off", on.admin)
    assert "**Agenda:** off" in seen.text
    await on.app.settle()
    assert "no longer kept up to date" in (on.posts()[0].embeds[0].description or "")


async def test_an_agenda_that_somebody_deletes_is_posted_anew(on: Stage) -> None:
    await ask_for(on, "agenda on", on.admin)
    await on.app.settle()
    await on.posts()[0].delete()
    await on.move_to(NOW + timedelta(hours=1))
    await on.take_in()
    await on.move_to(NOW + timedelta(hours=1, minutes=1))
    await planning.tick(on.app.store, on.clock.now())
    await on.app.settle()
    titles = [post.embeds[0].title for post in on.posts()]
    assert sorted(titles, key=str) == ["Council to vote on the old bridge", "Upcoming events"]


async def test_the_settings_tell_of_a_missing_permission_to_pin(on: Stage) -> None:
    assert "Pin Messages" not in (await ask_for(on, "agenda on", on.admin)).text
    allowed = discord.Permissions(view_channel=True, send_messages=True, embed_links=True, read_message_history=True)
    for role in on.env.backend.get_guild(on.guild.id).roles.values():
        if role.managed or role.id == on.guild.id:
            value = allowed.value | (0 if role.managed else discord.Permissions(use_application_commands=True).value)
            on.env.backend.edit_role(on.guild.id, role.id, {"permissions": value})
    await on.env.settle()
    seen = await ask_for(on, "settings view", on.admin)
    assert "To have the agenda pinned, allow me in #news: Pin Messages" in seen.text
