"""The buttons under an article's messages. They carry the article's id, so they work after any restart.

The handlers are registered once per client (`client.py`); a message's own view is never kept in memory.
"""

from __future__ import annotations

import re
from typing import Any, Self

import discord

from bot.model.message import Action, ActionKind, Message

MAX_CUSTOM_ID = 100
"""Discord API, "Custom ID"."""

LABELS = {ActionKind.EVENTS: "Events", ActionKind.QUOTES: "Quotes", ActionKind.ASK: "Ask"}

Interaction = discord.Interaction[Any]


def custom_id(action: Action) -> str:
    """Return what a button sends back when it is pressed. Raises ValueError if the article's id is too long."""
    made = f"dateline:{action.kind.value}:{action.article}"
    if len(made) > MAX_CUSTOM_ID:
        raise ValueError(f"the id {action.article!r} is too long for a button")
    return made


def view_of(message: Message) -> discord.ui.View | None:
    """Return the buttons of a message, or None if it has none. Needs a running event loop."""
    if not message.actions:
        return None
    view = discord.ui.View(timeout=None)
    for action in message.actions:
        view.add_item(ArticleButton(action))
    return view


class ArticleButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]],
    template=r"dateline:(?P<kind>events|quotes|ask):(?P<article>.+)",
):
    """A button about one article."""

    def __init__(self, action: Action) -> None:
        style = discord.ButtonStyle.primary if action.kind is ActionKind.ASK else discord.ButtonStyle.secondary
        super().__init__(discord.ui.Button(label=LABELS[action.kind], style=style, custom_id=custom_id(action)))
        self.action = action

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make the pressed button anew."""
        del interaction, item
        return cls(Action(kind=ActionKind(match["kind"]), article=match["article"]))

    async def callback(self, interaction: Interaction) -> None:
        """Hand the press to the client."""
        await interaction.client.pressed(interaction, self.action)
