"""The clock that the visitor of the demo moves: a message with buttons, always the last one in the channel."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import discord

from bot import app
from bot.render import dates

Interaction = discord.Interaction[Any]


class Jump(StrEnum):
    """Where the visitor wants to go."""

    NEXT = "next"
    DAY = "day"
    WEEK = "week"
    STAY = "stay"


LENGTHS = {Jump.DAY: timedelta(days=1), Jump.WEEK: timedelta(weeks=1)}
LABELS = {Jump.NEXT: "Next reminder", Jump.DAY: "+1 day", Jump.WEEK: "+1 week"}
_PREFIX = "demo:clock:"

TRY = (
    "• `/ask` When does Takaichi visit the White House?",
    "• `/ask` When does Takaichi visit China?",
    "• `/events upcoming`, `/article show`, `/help`; and viewing as the admin ada, `/setup`",
)


@dataclass
class Panel:
    """Collects what the visitor wants; the demo's loop does it, outside of the bot's own callbacks."""

    wanted: asyncio.Queue[Jump]
    message: discord.Message | None = None

    async def show(
        self, channel: discord.TextChannel, here: datetime, coming: datetime | None, *, hints: bool = False
    ) -> None:
        """Post the panel anew below everything else, and take the old one away. Times are in the server's zone."""
        cards = [_hints(here)] if hints else []
        old, self.message = self.message, await channel.send(_line(here, coming), embeds=cards, view=_buttons())
        if old is not None:
            await old.delete()


def install(client: app.Client) -> Panel:
    """Add the panel's buttons and the command /clock to a client that is not yet connected."""
    panel = Panel(asyncio.Queue())

    @client.tree.command(
        name="clock", description="Demo only: bring the clock's buttons back to the end of the channel"
    )
    async def clock(interaction: Interaction) -> None:
        panel.wanted.put_nowait(Jump.STAY)
        await interaction.response.send_message("Here they come.", ephemeral=True)

    client.add_dynamic_items(_button_class(panel.wanted.put_nowait))
    return panel


def _button_class(press: Callable[[Jump], None]) -> type[discord.ui.DynamicItem[Any]]:
    class ClockButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=_PREFIX + "(?P<jump>next|day|week)"):
        def __init__(self, jump: Jump) -> None:
            super().__init__(_button(jump))
            self.jump = jump

        @classmethod
        async def from_custom_id(cls, interaction: Interaction, item: Any, match: Any, /) -> ClockButton:
            del interaction, item
            return cls(Jump(match["jump"]))

        async def callback(self, interaction: Interaction) -> None:
            press(self.jump)
            await interaction.response.defer()

    return ClockButton


def _button(jump: Jump) -> discord.ui.Button[Any]:
    style = discord.ButtonStyle.primary if jump is Jump.NEXT else discord.ButtonStyle.secondary
    return discord.ui.Button(label=LABELS[jump], style=style, custom_id=f"{_PREFIX}{jump.value}")


def _buttons() -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    for jump in LABELS:
        view.add_item(_button(jump))
    view.stop()  # handled by the class above; nothing needs to remember this message
    return view


def _line(here: datetime, coming: datetime | None) -> str:
    following = f"next: {_at(coming)}" if coming else "nothing more is planned"
    return f"🕰️ **Demo clock: {_at(here)}**\n-# {following}"


def _hints(here: datetime) -> discord.Embed:
    card = discord.Embed(
        title="Try it",
        description="\n".join((
            "Press a button: the clock jumps, and what falls due on the way is posted here.",
            "Or type / for the commands, for example",
            *TRY,
        )),
        colour=discord.Colour.blurple(),
    )  # fmt: skip
    card.set_footer(text=f"This message is only in the demo · times in {here.tzinfo}")
    return card


def _at(here: datetime) -> str:
    return f"{dates.day(here.date())}, {here:%H:%M}"
