"""The client: connects, registers the commands, and hands every interaction to what answers it.

It asks for no privileged intent and reads no message. Its cache is guilds, channels and roles; no members.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any, cast

import discord
from discord import app_commands

from bot.errors import StoreError
from bot.flows import admin
from bot.model.message import Action, ActionKind
from bot.platforms.discord import catalogue, controls, reading, replies
from bot.platforms.discord.buttons import ArticleButton
from bot.platforms.discord.commands import agenda, article, ask, deliveries, event, events, guide, rules, setup, source
from bot.platforms.discord.controls import ChoiceMenu, DismissButton, PageButton, Place
from bot.platforms.discord.desk import Desk, actor_of, guild_key, guild_of

log = logging.getLogger(__name__)

RATE_LIMIT_PATIENCE = 30.0
"""Seconds that a call waits for a rate limit to pass before it fails and the outbox decides; without one discord.py
waits as long as Discord says, holding the sender."""

NOTE_AGAIN = 5.0
"""Seconds until what could not be written down is written again."""

Interaction = discord.Interaction[Any]


class Tree(app_commands.CommandTree[Any]):
    """Answers also those interactions whose command could not begin."""

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        """Reply with an id that is in the log: what fails here is ours, members' errors are told by `replies`."""
        await replies.refuse(interaction, error)


class _Dateline:
    """What the two kinds of client have in common."""

    desk: Desk
    tree: Tree

    def _prepare(self, desk: Desk) -> None:
        self.desk = desk
        self.tree = Tree(cast("discord.Client", self))
        commands = (
            ask.command(desk), events.command(desk), article.command(desk), guide.command(), event.command(desk),
            setup.setup(desk), setup.settings(desk), source.command(desk), agenda.command(desk),
            deliveries.command(desk), *rules.commands(desk),
        )  # fmt: skip
        for command in commands:
            self.tree.add_command(command)

    async def setup_hook(self) -> None:
        """Attach the buttons of all messages ever sent, and register the commands if they have changed."""
        client = cast("discord.Client", self)
        client.add_dynamic_items(ArticleButton, PageButton, ChoiceMenu, DismissButton)
        # Not through AppCommand: its to_dict drops permissions and contexts.
        known = await client.http.get_global_commands(cast("int", client.application_id))
        ours = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        if catalogue.same(ours, known):
            log.info("the commands are registered as they are")
        else:
            await self.tree.sync()
            log.info("registered %d commands", len(ours))

    async def on_ready(self) -> None:
        """Note the guilds, some of which may have let us in while we were away."""
        client = cast("discord.Client", self)
        await self._joined(*client.guilds)
        log.info("ready as %s in %d guilds", client.user, len(client.guilds))

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Note the guild."""
        await self._joined(guild)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Stop posting to it."""
        desk = self.desk
        await self._note(lambda: admin.left(desk.store, guild_key(guild.id), desk.clock.now()))

    async def _joined(self, *guilds: discord.Guild) -> None:
        names, desk = {guild_key(guild.id): guild.name for guild in guilds}, self.desk
        await self._note(lambda: admin.joined(desk.store, names, desk.clock.now()))

    async def _note(self, write: Callable[[], Awaitable[None]]) -> None:
        """Write down what Discord has told us, when the database lets us: Discord tells it once."""
        while not cast("discord.Client", self).is_closed():
            try:
                await write()
            except StoreError as error:
                log.warning("what Discord told of guilds is not written down yet: %s", error)
                await self.desk.clock.sleep(NOTE_AGAIN)
            else:
                return

    async def pressed(self, interaction: Interaction, action: Action) -> None:
        """Answer a button under an article: to the member alone."""
        if action.kind is ActionKind.ASK:
            await interaction.response.send_modal(ask.AskForm(self.desk))
            return
        lister = {ActionKind.EVENTS: reading.events_of, ActionKind.QUOTES: reading.quotes_of}[action.kind]
        await replies.answer(interaction, lambda: lister(self.desk, guild_of(interaction), action.article, 0))

    async def turned(self, interaction: Interaction, place: Place) -> None:
        """Show another page: in place to whom the list belongs, beside it to anybody else."""

        async def page() -> replies.Reply:
            return await reading.turned(self.desk, guild_of(interaction), place)

        if replies.owns(interaction):
            await replies.replace(interaction, page)
        else:
            await replies.answer(interaction, page)

    async def chosen(self, interaction: Interaction, what: str, chosen: str) -> None:
        """Open the row of a list that was chosen: to the member alone. An admin may dismiss an event from there."""
        opener = {"event": reading.event, "article": reading.article}[what]

        async def opened() -> replies.Reply:
            reply = await opener(self.desk, guild_of(interaction), chosen)
            admins = controls.dismissing(chosen) if what == "event" and actor_of(interaction).manages else ()
            return replies.Reply(reply.message, (*reply.controls, *admins))

        await replies.answer(interaction, opened)

    async def dismissed(self, interaction: Interaction, chosen: str) -> None:
        """Dismiss the event whose button was pressed; what that means is told to the admin alone."""
        await replies.answer(interaction, lambda: event.dismissed(self.desk, interaction, chosen))


class DatelineClient(_Dateline, discord.Client):
    """One connection: enough up to 2,500 guilds."""

    def __init__(self, desk: Desk, **options: Any) -> None:
        super().__init__(**(_options() | options))
        self._prepare(desk)


class ShardedClient(_Dateline, discord.AutoShardedClient):
    """As many connections as Discord advises, or the given shards."""

    def __init__(self, desk: Desk, **options: Any) -> None:
        super().__init__(**(_options() | options))
        self._prepare(desk)


class PostingClient(DatelineClient):
    """Logs in and never connects: posts for guilds that other processes answer, and registers nothing."""

    async def setup_hook(self) -> None:
        """Leave the commands to the processes that answer them."""


def _options() -> dict[str, Any]:
    # We never speak, so that nobody needs to read at each start which voice libraries are missing.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    return {
        "intents": discord.Intents(guilds=True),
        "allowed_mentions": discord.AllowedMentions.none(),
        "max_ratelimit_timeout": RATE_LIMIT_PATIENCE,
        "member_cache_flags": discord.MemberCacheFlags.none(),
        "chunk_guilds_at_startup": False,
        "max_messages": None,
        "activity": discord.CustomActivity("Reads the news · /help"),
    }
