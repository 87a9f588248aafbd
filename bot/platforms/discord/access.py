"""What the bot must be allowed to do, and the link that asks for it."""

from __future__ import annotations

import base64
import binascii

import discord

from bot.errors import SettingsError

NEEDED = {
    "view_channel": ("View Channel", "to see the channel that it posts to"),
    "send_messages": ("Send Messages", "to post alerts, reminders and digests"),
    "embed_links": ("Embed Links", "to show them as cards; without it they are plain text"),
    "read_message_history": ("Read Message History", "to find out whether a post arrived after a broken connection"),
}
"""Discord's name of each permission that we ask for, and why. docs/discord.md lists the same."""

SCOPES = ("bot", "applications.commands")


def permissions() -> discord.Permissions:
    """Return what we ask for."""
    return discord.Permissions(**dict.fromkeys([*NEEDED, LISTING], True))


def invite_link(application_id: str) -> str:
    """Return the address at which an admin lets the bot into a server."""
    return discord.utils.oauth_url(int(application_id), permissions=permissions(), scopes=SCOPES)


def application_id(token: str) -> str:
    """Return the application's id, which is the first part of its token. Raises SettingsError if it is no token."""
    head, *rest = token.strip().removeprefix("Bot ").split(".")
    try:
        found = base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        found = ""
    if len(rest) != 2 or not found.isdigit():
        raise SettingsError(f"DISCORD_TOKEN does not look like a bot's token. {HOW_TO_GET_ONE}")
    return found


HOW_TO_GET_ONE = (
    "Get one at https://discord.com/developers/applications: your application, Bot, Reset Token; "
    "then set it in the environment as DISCORD_TOKEN (docs/discord.md says it step by step)."
)


LISTING = "create_events"
"""discord.py's name of the permission for the server's list of events. Asked for at the invitation, but only a server
that wants its events listed needs it; Manage Events, which is more, does as well."""


def may_list_events(guild: discord.Guild) -> bool:
    """Tell whether we may put events into the server's list, as far as Discord has told who we are there."""
    held: discord.Permissions | None = getattr(guild.me, "guild_permissions", None)
    return held is None or held.create_events or held.manage_events


def missing(channel: discord.abc.GuildChannel) -> list[str]:
    """Return the names of the permissions that we lack in a channel."""
    held = channel.permissions_for(channel.guild.me)
    return [label for name, (label, _) in NEEDED.items() if not getattr(held, name)]


def for_admins(guild: discord.Guild) -> list[int]:
    """Return the channels in which Discord itself tells a guild's admins what they should know."""
    channels = (guild.public_updates_channel, guild.system_channel)
    return [channel.id for channel in channels if channel is not None]


PIN = "pin_messages"
"""discord.py's name of the permission to pin. Not asked for at the invitation: only the agenda has a use for it."""


def may_not_pin(channel: discord.abc.GuildChannel) -> bool:
    """Tell whether we lack the permission to pin a message in the channel."""
    return not getattr(channel.permissions_for(channel.guild.me), PIN)
