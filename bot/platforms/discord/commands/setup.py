"""/setup and /settings view."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import discord
from discord import app_commands

from bot.decide import holds
from bot.errors import PolicyError
from bot.flows import admin, wishes
from bot.flows.admin import GuildSettings, PolicyChange
from bot.model.message import Block, Message, plain
from bot.platforms.discord import access, replies
from bot.platforms.discord.commands.common import INSTALLED, MANAGE, SERVERS, Interaction, choices
from bot.platforms.discord.desk import Desk, actor_of, guild_of
from bot.platforms.discord.replies import Reply
from bot.render import standing, views

Channel = discord.TextChannel


def setup(desk: Desk) -> app_commands.Command[Any, Any, None]:
    """Return /setup."""

    @app_commands.command(name="setup", description="Where to post, in which time zone, when to remind (admins)")
    @app_commands.default_permissions(MANAGE)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.describe(
        channel="Where alerts, reminders and digests go",
        zone="The server's time zone, for example Europe/Berlin",
        lead_times="When to remind before an event, for example: 7d, 1d, morning. Or: none",
        reminder_time="At what time of day reminders go out, for example 09:00",
        digest_time="When digests come, for example 08:00 or: weekdays at 8. Or: off. /digest says more",
        alerts="Whether every new article is posted",
        event_list="Whether upcoming events also stand in the server's own list of events",
        language_model="Whether /ask may use the operator's language model, which then sees questions and sentences",
    )
    async def change(  # noqa: PLR0917  # Discord passes options by name
        interaction: Interaction,
        channel: Channel | None = None,
        zone: app_commands.Range[str, 1, 60] | None = None,
        lead_times: app_commands.Range[str, 1, 100] | None = None,
        reminder_time: app_commands.Range[str, 1, 20] | None = None,
        digest_time: app_commands.Range[str, 1, 200] | None = None,
        alerts: bool | None = None,
        event_list: bool | None = None,
        language_model: bool | None = None,
    ) -> None:
        written = {
            "channel": str(channel.id) if channel else None,
            "zone": zone,
            "lead_times": lead_times,
            "reminder_time": reminder_time,
            "digest_time": digest_time,
            "alerts": alerts,
            "event_list": event_list,
            "language_model": language_model,
        }
        given = {name: value for name, value in written.items() if value is not None}
        await replies.answer(interaction, lambda: _set(desk, interaction, given))

    @change.autocomplete("zone")
    async def offered(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await choices(interaction, lambda _: _zones(typed))

    return change


def settings(desk: Desk) -> app_commands.Group:
    """Return /settings."""
    group = app_commands.Group(
        name="settings",
        description="How the bot is set up here (admins)",
        allowed_contexts=SERVERS,
        allowed_installs=INSTALLED,
        default_permissions=MANAGE,
    )

    @group.command(name="view", description="How everything stands")
    async def shown(interaction: Interaction) -> None:
        await replies.answer(interaction, lambda: view(desk, interaction))

    return group


_READERS = {
    "lead_times": wishes.lead_times,
    "reminder_time": wishes.time_of_day,
}


async def _set(desk: Desk, interaction: Interaction, given: dict[str, Any]) -> Reply:
    if given.get("event_list"):
        _check_listing(interaction)
    digests = given.pop("digest_time", None)
    wish = {name: _READERS.get(name, _as_it_is)(value) for name, value in given.items()}
    if digests is not None:
        zone = ZoneInfo(wishes.zone(given.get("zone") or (await desk.policy(guild_of(interaction))).zone))
        wish["digests"] = wishes.digests(digests, now=desk.clock.now(), zone=zone)
    change = PolicyChange(**wish)
    name = interaction.guild.name if interaction.guild else ""
    await admin.set_policy(
        desk.store, guild_of(interaction), actor_of(interaction), change, desk.clock.now(), name=name
    )
    return await view(desk, interaction)


async def view(desk: Desk, interaction: Interaction) -> Reply:
    """Return how the guild is set up, with what its admin should do next."""
    found = await admin.view_settings(desk.store, guild_of(interaction), actor_of(interaction), desk.clock.now())
    channel = _channel(interaction, found.guild.policy.channel)
    paused = holds.paused(found.guild.policy, desk.clock.now())
    shown = views.settings(found.guild, found.sources, f"#{channel.name}" if channel else None, paused=paused)
    following = plain(standing.following(found.guild, found.first, found.held), "quiet")
    shown = shown.model_copy(update={"lines": (*shown.lines, following)})
    return Reply(_advised(shown, found, channel))


def _check_listing(interaction: Interaction) -> None:
    """Raise PolicyError if we may not put events into the server's list: then it is not switched on."""
    if interaction.guild is not None and not access.may_list_events(interaction.guild):
        raise PolicyError(
            "To list events here I need the permission Create Events: Server Settings, Roles, my role. "
            "Nothing was changed; give it to me and say so again."
        )


def _as_it_is(value: Any) -> Any:
    return value


def _channel(interaction: Interaction, channel: str | None) -> discord.abc.GuildChannel | None:
    return interaction.guild.get_channel(int(channel)) if interaction.guild and channel else None


def _advised(shown: Message, found: GuildSettings, channel: discord.abc.GuildChannel | None) -> Message:
    """Add what the admin should do next, if anything."""
    lines = tuple(plain(f"• {advice}") for advice in _advice(found, channel))
    if not lines:
        return shown
    return shown.model_copy(update={"blocks": (*shown.blocks, Block(title="What to do next", lines=lines))})


def _advice(found: GuildSettings, channel: discord.abc.GuildChannel | None) -> Iterator[str]:
    named = found.guild.policy.channel is not None
    if not named:
        yield "Name a channel: /setup channel"
    elif channel is None:
        yield "The channel is gone, or I cannot see it. Name another: /setup channel"
    elif lacking := access.missing(channel):
        yield f"Allow me in #{channel.name}: {', '.join(lacking)}"
    if named and channel is not None and found.guild.policy.agenda and access.may_not_pin(channel):
        yield f"To have the agenda pinned, allow me in #{channel.name}: Pin Messages. It is kept up to date without it"
    if found.disabled and not (named and channel is None):
        yield f"Posting was stopped: {found.disabled} Mend that, then name the channel again with /setup channel"
    if channel is not None and found.guild.policy.event_list and not access.may_list_events(channel.guild):
        yield "To have events listed, allow me in this server: Create Events"
    if found.unlisted:
        yield f"Listing events was stopped: {found.unlisted} Mend that, then say again: /setup event_list:True"
    if found.unknown:
        headline = found.unknown.message.headline
        yield f"Look whether “{headline}” arrived; /deliveries list state:unknown has what I could not find out"
    if not found.sources:
        yield "Add a feed: /source add"


async def _zones(typed: str) -> list[tuple[str, str]]:
    return [(name, name) for name in wishes.nearest_zones(typed)]
