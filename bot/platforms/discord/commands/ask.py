"""/ask, and the form behind the "Ask" button."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.flows import questions
from bot.platforms.discord import replies
from bot.platforms.discord.commands.common import EVERYWHERE, INSTALLED, Interaction
from bot.platforms.discord.desk import Desk, guild_of
from bot.platforms.discord.replies import Reply
from bot.render import answer

MAX_QUESTION = 300
"""Characters: a question, not an article. Discord's own limit for an option is 6,000."""


def command(desk: Desk) -> app_commands.Command[Any, Any, None]:
    """Return /ask."""

    @app_commands.command(description="Ask what the articles say; the answer comes with its evidence")
    @app_commands.describe(question="For example: When does the final take place?")
    async def ask(interaction: Interaction, question: app_commands.Range[str, 3, MAX_QUESTION]) -> None:
        await replies.answer(interaction, lambda: answered(desk, interaction, question), ephemeral=False)

    ask.allowed_contexts, ask.allowed_installs = EVERYWHERE, INSTALLED
    return ask


async def answered(desk: Desk, interaction: Interaction, question: str) -> Reply:
    """Return the answer to a member's question, within what their guild may see."""
    desk.admit(desk.ask_limit, interaction)
    guild = guild_of(interaction)
    now, conversation = await desk.now_in(guild), _conversation(interaction)
    before = desk.conversations.last(conversation, now)
    given = await questions.ask(
        desk.store, question, guild=guild, at=now, after=before, picking=desk.picking, reranker=desk.reranker
    )
    desk.conversations.keep(conversation, given.understood or question, now)
    return Reply(answer.answer(given, question))


def _conversation(interaction: Interaction) -> str:
    """Return what a question may lean on: a thread is one conversation, in a channel each member has their own."""
    if isinstance(interaction.channel, discord.Thread):
        return str(interaction.channel.id)
    return f"{interaction.channel_id}:{interaction.user.id}"


class AskForm(discord.ui.Modal, title="Ask about the articles"):
    """The form behind the "Ask" button; its answer is for the member alone."""

    question: discord.ui.TextInput[AskForm] = discord.ui.TextInput(
        custom_id="question",
        label="Your question",
        placeholder="When, who, where, how many, what did … say?",
        min_length=3,
        max_length=MAX_QUESTION,
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(custom_id="dateline:ask-form", timeout=_FORM_LIFE)
        self._desk = desk

    async def on_submit(self, interaction: Interaction, /) -> None:
        """Answer the question."""
        await replies.answer(interaction, lambda: answered(self._desk, interaction, self.question.value))


_FORM_LIFE = 900.0
"""Seconds that a form may stay open before we forget it."""
