"""/source add, /source list and /source remove."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from discord import app_commands

from bot.flows import admin
from bot.flows.admin import AddedSource
from bot.model.message import Block, Line, Link, Message, MessageKind, plain
from bot.model.source import CATALOGUE, SourceKind, SourceRecord
from bot.platforms.discord import replies
from bot.platforms.discord.commands.common import INSTALLED, MANAGE, SERVERS, Interaction, choices
from bot.platforms.discord.desk import Desk, actor_of, guild_of
from bot.platforms.discord.replies import Reply


def command(desk: Desk) -> app_commands.Group:
    """Return /source."""
    group = app_commands.Group(
        name="source",
        description="Which feeds this server reads (admins)",
        allowed_contexts=SERVERS,
        allowed_installs=INSTALLED,
        default_permissions=MANAGE,
    )

    @group.command(description="Read a feed (RSS or Atom); give its address or that of its site")
    @app_commands.describe(address="https://…")
    async def add(interaction: Interaction, address: app_commands.Range[str, 4, 500]) -> None:
        await replies.answer(interaction, lambda: _added(desk, interaction, address))

    @group.command(name="list", description="The feeds that this server reads, and how they fare")
    async def listed(interaction: Interaction) -> None:
        await replies.answer(interaction, lambda: _listed(desk, interaction))

    @group.command(description="Stop reading a feed")
    @app_commands.describe(source="Choose one")
    async def remove(interaction: Interaction, source: app_commands.Range[str, 1, 100]) -> None:
        await replies.answer(interaction, lambda: _removed(desk, interaction, source))

    @remove.autocomplete("source")
    async def offered(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await choices(interaction, lambda guild: _own(desk, interaction, guild, typed))

    return group


async def _added(desk: Desk, interaction: Interaction, address: str) -> Reply:
    actor = actor_of(interaction)
    admin.check(actor)
    desk.admit(desk.source_limit, interaction)
    guild, now = guild_of(interaction), desk.clock.now()
    added = await admin.add_source(desk.store, desk.feeds, guild, actor, address, now=now)
    return Reply(_told(added))


async def _listed(desk: Desk, interaction: Interaction) -> Reply:
    found = await admin.list_sources(desk.store, guild_of(interaction), actor_of(interaction))
    return Reply(_list(found))


async def _removed(desk: Desk, interaction: Interaction, source: str) -> Reply:
    gone = await admin.remove_source(desk.store, guild_of(interaction), actor_of(interaction), source, desk.clock.now())
    return replies.notice(f"{gone.title or gone.address} is no longer read here.", "Source removed")


async def _own(desk: Desk, interaction: Interaction, guild: str, typed: str) -> list[tuple[str, str]]:
    actor = actor_of(interaction)
    if not actor.manages:
        return []
    found = await admin.list_sources(desk.store, guild, actor)
    named = [(source.title or source.address, source.id) for source in found if source.owner == guild]
    return [(label, value) for label, value in named if typed.casefold() in label.casefold()]


def _told(added: AddedSource) -> Message:
    found = "one entry" if added.entries == 1 else f"{added.entries} entries"
    minutes = _minutes(added.source.interval)
    newest = tuple(plain(f"• {headline}") for headline in added.headlines)
    return Message(
        kind=MessageKind.NOTICE,
        headline="Source added",
        lines=(
            _named(added.source),
            plain(
                f"It holds {found} today. They are read now and can be asked about, but are not posted; "
                f"what comes from now on is. I look about every {minutes}."
            ),
        ),
        blocks=(Block(title="Newest", lines=newest),) if newest else (),
    )


def _list(found: Sequence[SourceRecord]) -> Message:
    lines = tuple(line for source in found for line in _row(source))
    empty = plain("None yet. Add a feed with /source add.")
    return Message(kind=MessageKind.ANSWER, headline="What this server reads", lines=lines or (empty,))


def _row(source: SourceRecord) -> tuple[Line, ...]:
    note = "from the operator's catalogue" if source.owner == CATALOGUE else "this server's own"
    state = f"{note}; looked at about every {_minutes(source.interval)}"
    if source.last_error:
        state = f"{note}; trouble: {source.last_error}"
    return _named(source), plain(state, "quiet")


def _named(source: SourceRecord) -> Line:
    if source.kind in {SourceKind.FEED, SourceKind.PAGE}:
        return (Link(text=source.title or source.address, url=source.address),)
    return plain(source.title or source.address)


def _minutes(interval: timedelta) -> str:
    return f"{round(interval / timedelta(minutes=1))} minutes"
