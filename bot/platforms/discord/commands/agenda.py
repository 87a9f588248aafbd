"""/agenda on and /agenda off."""

from __future__ import annotations

from discord import app_commands

from bot.flows import admin
from bot.flows.admin import PolicyChange
from bot.platforms.discord import replies
from bot.platforms.discord.commands.common import INSTALLED, MANAGE, SERVERS, Interaction
from bot.platforms.discord.commands.setup import view
from bot.platforms.discord.desk import Desk, actor_of, guild_of
from bot.platforms.discord.replies import Reply


def command(desk: Desk) -> app_commands.Group:
    """Return /agenda."""
    group = app_commands.Group(
        name="agenda",
        description="One message in the channel that always shows what is to come (admins)",
        allowed_contexts=SERVERS,
        allowed_installs=INSTALLED,
        default_permissions=MANAGE,
    )

    @group.command(description="Keep an agenda in the channel, pinned if I may")
    async def on(interaction: Interaction) -> None:
        await replies.answer(interaction, lambda: _set(desk, interaction, wanted=True))

    @group.command(description="Keep it no longer")
    async def off(interaction: Interaction) -> None:
        await replies.answer(interaction, lambda: _set(desk, interaction, wanted=False))

    return group


async def _set(desk: Desk, interaction: Interaction, *, wanted: bool) -> Reply:
    change = PolicyChange(agenda=wanted)
    name = interaction.guild.name if interaction.guild else ""
    await admin.set_policy(
        desk.store, guild_of(interaction), actor_of(interaction), change, desk.clock.now(), name=name
    )
    return await view(desk, interaction)
