"""/article latest, /article search and /article show."""

from __future__ import annotations

from discord import app_commands

from bot.platforms.discord import reading, replies
from bot.platforms.discord.commands.common import EVERYWHERE, INSTALLED, Interaction, choices
from bot.platforms.discord.controls import MAX_KEY
from bot.platforms.discord.desk import Desk, guild_of


def command(desk: Desk) -> app_commands.Group:
    """Return /article."""
    group = app_commands.Group(
        name="article",
        description="The articles that this server sees",
        allowed_contexts=EVERYWHERE,
        allowed_installs=INSTALLED,
    )

    @group.command(description="The newest articles")
    async def latest(interaction: Interaction) -> None:
        await replies.answer(interaction, lambda: reading.latest(desk, guild_of(interaction), "", 0), ephemeral=False)

    @group.command(description="Articles that hold these words")
    @app_commands.describe(words="For example: solar eclipse")
    async def search(interaction: Interaction, words: app_commands.Range[str, 2, MAX_KEY]) -> None:
        wanted = " ".join(words.split())
        await replies.answer(
            interaction, lambda: reading.search(desk, guild_of(interaction), wanted, 0), ephemeral=False
        )

    @group.command(description="One article: summary, events and quotes")
    @app_commands.describe(article="Choose one, or type words of it")
    async def show(interaction: Interaction, article: app_commands.Range[str, 1, 100]) -> None:
        await replies.answer(
            interaction, lambda: reading.article(desk, guild_of(interaction), article), ephemeral=False
        )

    @show.autocomplete("article")
    async def offered(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await choices(interaction, lambda guild: reading.article_choices(desk, guild, typed))

    return group
