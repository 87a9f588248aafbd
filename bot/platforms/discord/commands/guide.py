"""/help."""

from __future__ import annotations

from typing import Any

from discord import app_commands

from bot.platforms.discord import replies
from bot.platforms.discord.commands.common import EVERYWHERE, INSTALLED, Interaction
from bot.platforms.discord.replies import Reply
from bot.render import views


def command() -> app_commands.Command[Any, Any, None]:
    """Return /help."""

    @app_commands.command(name="help", description="What this bot does, and for whom")
    async def guide(interaction: Interaction) -> None:
        await replies.answer(interaction, _page)

    guide.allowed_contexts, guide.allowed_installs = EVERYWHERE, INSTALLED
    return guide


async def _page() -> Reply:
    return Reply(views.help_page())
