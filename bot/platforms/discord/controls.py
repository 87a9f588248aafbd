"""Controls under lists: the next page, and a menu to open one of the rows. They carry all they need in their ids."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

import discord

from bot.platforms.discord.buttons import MAX_CUSTOM_ID

MAX_KEY = 70
"""Characters of a list's key that fit into a button beside its other parts."""

DISMISS = "dateline:dismiss:"
_MAX_OPTIONS = 25
_MAX_LABEL = 100
"""Discord API, "Select Option Structure"."""

Interaction = discord.Interaction[Any]


@dataclass(frozen=True)
class Place:
    """A page (from 0) of the list (name, key); `more` tells whether another follows."""

    name: str
    key: str
    page: int
    more: bool = False


@dataclass(frozen=True)
class Choice:
    """One row of a list: what it is, its id, and how it reads."""

    what: str
    id: str
    label: str
    note: str = ""


def turning(place: Place) -> tuple[discord.ui.Item[Any], ...]:
    """Return the buttons to the pages beside this one; none where a list is one page."""
    buttons = []
    if place.page:
        buttons.append(PageButton(replace(place, page=place.page - 1), "Back"))
    if place.more:
        buttons.append(PageButton(replace(place, page=place.page + 1), "More"))
    return tuple(buttons)


def menu(choices: Sequence[Choice]) -> tuple[discord.ui.Item[Any], ...]:
    """Return a menu that opens one of the rows; none where there is no row whose id fits."""
    fitting = [choice for choice in choices if len(choice.id) <= _MAX_LABEL][:_MAX_OPTIONS]
    return (ChoiceMenu(fitting[0].what, fitting),) if fitting else ()


def dismissing(event: str) -> tuple[discord.ui.Item[Any], ...]:
    """Return the button that dismisses an event; none where its id fits into none."""
    fits = len(DISMISS + event) <= MAX_CUSTOM_ID
    return (DismissButton(event),) if fits else ()


class PageButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]],
    template=r"dateline:page:(?P<name>[a-z]+):(?P<page>\d{1,3}):(?P<key>.*)",
):
    """Leads to a page of a list."""

    def __init__(self, place: Place, label: str) -> None:
        made = f"dateline:page:{place.name}:{place.page}:{place.key}"[:MAX_CUSTOM_ID]
        super().__init__(discord.ui.Button(label=label, style=discord.ButtonStyle.secondary, custom_id=made))
        self.place = place

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make the pressed button anew."""
        del interaction
        label = getattr(item, "label", None) or "More"
        return cls(Place(name=match["name"], key=match["key"], page=int(match["page"])), label)

    async def callback(self, interaction: Interaction) -> None:
        """Hand the press to the client."""
        await interaction.client.turned(interaction, self.place)


class ChoiceMenu(
    discord.ui.DynamicItem[discord.ui.Select[Any]],
    template=r"dateline:choose:(?P<what>event|article)",
):
    """Opens one of the rows of a list."""

    def __init__(self, what: str, choices: Sequence[Choice]) -> None:
        options = [
            discord.SelectOption(
                label=_fitting(choice.label), value=choice.id, description=_fitting(choice.note) or None
            )
            for choice in choices
        ]
        placeholder = f"Open an {what}…"
        super().__init__(
            discord.ui.Select(custom_id=f"dateline:choose:{what}", placeholder=placeholder, options=options)
        )
        self.what = what

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make the used menu anew, with the options that it was shown with."""
        del interaction
        made = cls(match["what"], [])
        if isinstance(item, discord.ui.Select):
            made.item.options = item.options
        return made

    async def callback(self, interaction: Interaction) -> None:
        """Hand the choice to the client."""
        await interaction.client.chosen(interaction, self.what, self.item.values[0])


class DismissButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=DISMISS + r"(?P<event>.+)"):
    """Dismisses an event in this server. It is offered to admins; who presses it is asked for the permission again."""

    def __init__(self, event: str) -> None:
        style = discord.ButtonStyle.danger
        super().__init__(discord.ui.Button(label="Dismiss here", style=style, custom_id=DISMISS + event))
        self.event = event

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make the pressed button anew."""
        del interaction, item
        return cls(match["event"])

    async def callback(self, interaction: Interaction) -> None:
        """Hand the press to the client."""
        await interaction.client.dismissed(interaction, self.event)


def _fitting(text: str) -> str:
    return text if len(text) <= _MAX_LABEL else f"{text[: _MAX_LABEL - 1]}…"
