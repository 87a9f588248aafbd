"""/event dismiss, /event amend and /event restore: what an admin says of an event, for this server alone."""

from __future__ import annotations

from discord import app_commands

from bot.flows import admin, amending
from bot.platforms.discord import reading, replies
from bot.platforms.discord.commands.common import INSTALLED, MANAGE, SERVERS, Interaction, choices
from bot.platforms.discord.desk import Desk, actor_of, guild_of
from bot.platforms.discord.replies import Reply
from bot.render import amended as worded

Name = app_commands.Range[str, 1, 100]


def command(desk: Desk) -> app_commands.Group:
    """Return /event."""
    group = app_commands.Group(
        name="event",
        description="Correct what was read of an event, for this server (admins)",
        allowed_contexts=SERVERS,
        allowed_installs=INSTALLED,
        default_permissions=MANAGE,
    )

    @group.command(description="It is wrong, or not for this server: out of all lists and reminders")
    @app_commands.describe(event="Choose one, or type words of it")
    async def dismiss(interaction: Interaction, event: Name) -> None:
        await replies.answer(interaction, lambda: dismissed(desk, interaction, event))

    @group.command(description="It is at another time than was read; shown as set by an admin")
    @app_commands.describe(
        event="Choose one, or type words of it", date="2026-03-20 · 2026-03-20 15:00 · March 20 at 3pm"
    )
    async def amend(interaction: Interaction, event: Name, date: app_commands.Range[str, 1, 60]) -> None:
        await replies.answer(interaction, lambda: _amended(desk, interaction, event, date))

    @group.command(description="As the article tells it again")
    @app_commands.describe(event="Choose one that was dismissed or amended, or type words of it")
    async def restore(interaction: Interaction, event: Name) -> None:
        await replies.answer(interaction, lambda: _restored(desk, interaction, event))

    @dismiss.autocomplete("event")
    @amend.autocomplete("event")
    async def offered(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await choices(interaction, lambda guild: reading.event_choices(desk, guild, typed))

    @restore.autocomplete("event")
    async def offered_amended(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await choices(interaction, lambda guild: _offered(desk, interaction, guild, typed))

    return group


async def dismissed(desk: Desk, interaction: Interaction, wanted: str) -> Reply:
    """Dismiss an event (its id, or words of it) and return what that means. Raises as `amending.dismiss`."""
    event, guild = await _event(desk, interaction, wanted), guild_of(interaction)
    done = await amending.dismiss(desk.store, guild, actor_of(interaction), event, desk.clock.now())
    return Reply(worded.dismissed(done.told, done.tellings))


async def _amended(desk: Desk, interaction: Interaction, wanted: str, date: str) -> Reply:
    event, guild = await _event(desk, interaction, wanted), guild_of(interaction)
    done = await amending.amend(desk.store, guild, actor_of(interaction), event, date, now=desk.clock.now())
    return Reply(worded.amended(done.seen or done.told, (await desk.now_in(guild)).date(), done.tellings))


async def _restored(desk: Desk, interaction: Interaction, wanted: str) -> Reply:
    guild, actor = guild_of(interaction), actor_of(interaction)
    offered = await _offered(desk, interaction, guild, wanted)
    event = offered[0][1] if len(offered) == 1 else wanted
    done = await amending.restore(desk.store, guild, actor, event, desk.clock.now())
    return Reply(worded.restored(done.seen or done.told, (await desk.now_in(guild)).date()))


async def _event(desk: Desk, interaction: Interaction, wanted: str) -> str:
    """Return the id of the event that is meant; not to who may not change it."""
    admin.check(actor_of(interaction))
    return (await reading.known_event(desk, guild_of(interaction), wanted)).event.id


async def _offered(desk: Desk, interaction: Interaction, guild: str, typed: str) -> list[tuple[str, str]]:
    actor = actor_of(interaction)
    if not actor.manages:
        return []
    found = amending.named(await amending.amended(desk.store, guild, actor))
    return [(label, event) for label, event in found if typed.casefold() in label.casefold()]
