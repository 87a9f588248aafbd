"""What several commands share: where they may be used, and how their choices are offered in time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands

from bot.platforms.discord.desk import guild_key

log = logging.getLogger(__name__)

Interaction = discord.Interaction[Any]

EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)
"""Also in direct messages, where the command explains that it works in a server."""

SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
INSTALLED = app_commands.AppInstallationType(guild=True, user=False)

MANAGE = discord.Permissions(manage_guild=True)
"""Whom Discord shows the admins' commands. A hint only: the flow asks again."""

_CHOICE_DEADLINE = 2.0
"""Seconds: choices later than 3 s are dropped by Discord, and the member has typed on by then."""

_MAX_CHOICES = 25
_MAX_NAME = 100
"""Discord API, "Application Command Option Choice Structure"."""


Offer = Callable[[str], Awaitable[list[tuple[str, str]]]]
"""Given the guild, returns (label, value) pairs."""


async def choices(interaction: Interaction, offer: Offer) -> list[app_commands.Choice[str]]:
    """Return what is offered as choices; none in a direct message or where it takes too long."""
    if interaction.guild_id is None:
        return []
    try:
        found = await asyncio.wait_for(offer(guild_key(interaction.guild_id)), _CHOICE_DEADLINE)
    except TimeoutError:
        log.warning("choices took longer than %s s", _CHOICE_DEADLINE)
        return []
    return [
        app_commands.Choice(name=_fitting(label), value=value)
        for label, value in found[:_MAX_CHOICES]
        if 0 < len(value) <= _MAX_NAME and label.strip()
    ]


def _fitting(label: str) -> str:
    label = " ".join(label.split())
    return label if len(label) <= _MAX_NAME else f"{label[: _MAX_NAME - 1]}…"
