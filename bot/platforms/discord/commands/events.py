"""/events upcoming and /events show."""

from __future__ import annotations

from discord import app_commands

from bot.platforms.discord import reading, replies
from bot.platforms.discord.commands.common import EVERYWHERE, INSTALLED, Interaction, choices
from bot.platforms.discord.desk import Desk, guild_of


def command(desk: Desk) -> app_commands.Group:
    """Return /events."""
    group = app_commands.Group(
        name="events",
        description="The events that the articles tell of",
        allowed_contexts=EVERYWHERE,
        allowed_installs=INSTALLED,
    )

    @group.command(description="What is to come, soonest first")
    async def upcoming(interaction: Interaction) -> None:
        await replies.answer(interaction, lambda: reading.upcoming(desk, guild_of(interaction), "", 0), ephemeral=False)

    @group.command(description="One event, and every sentence that tells of it")
    @app_commands.describe(event="Choose one, or type words of it")
    async def show(interaction: Interaction, event: app_commands.Range[str, 1, 100]) -> None:
        await replies.answer(interaction, lambda: reading.event(desk, guild_of(interaction), event), ephemeral=False)

    @show.autocomplete("event")
    async def offered(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await choices(interaction, lambda guild: reading.event_choices(desk, guild, typed))

    return group
