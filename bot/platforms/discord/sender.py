"""Posting in Discord through the real client: once per nonce, within the budget, with every error made ours.

send:  look at the permissions where they are known, word the message, take a turn from the budget, post with the
       nonce enforced; the embed's footer ends with the mark "#…", the last letters of the nonce
edit:  as send, but without a nonce, since it names the state that is wanted; the mark stays
find:  read our channel from a little before the first attempt on; our message with that mark → it was posted;
       read to the end without it → it was not; not readable → people must look
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Literal

import discord

from bot.clock import Clock
from bot.errors import HistoryUnreadableError, RefusedError, SendError
from bot.model.delivery import Destination, Receipt
from bot.model.message import Message, MessageKind
from bot.platforms.discord import access, buttons, embeds
from bot.platforms.discord.budget import Budget
from bot.platforms.discord.calls import calling, guard
from bot.platforms.discord.markup import escape
from bot.platforms.discord.occasions import ScheduledEvents
from bot.ports import Occasions

log = logging.getLogger(__name__)

CLOCK_MARGIN = timedelta(minutes=5)
"""Discord's clock makes the ids by which history is read; ours may be wrong by as much."""


class DiscordPlatform:
    """Platform and all that one may be able to do, on a client that somebody else logs in. Make it before the login."""

    name = "discord"
    limits = embeds.LIMITS

    def __init__(self, client: discord.Client, clock: Clock) -> None:
        self._client = client
        self.budget = Budget(clock)
        self.occasions: Occasions = ScheduledEvents(client)
        guard(client.http, self.budget, clock)

    async def send(self, destination: Destination, message: Message, nonce: str) -> Receipt:
        """Post once. The same nonce within Discord's memory never posts twice. Raises SendError."""
        self._check_permissions(destination, "view_channel", _writing(destination))
        without_embed = self._lacks(destination, "embed_links")
        async with calling(message.kind):
            sent = await self._messageable(destination).send(
                content=embeds.content(message, mark(nonce)) if without_embed else embeds.mentions(message) or None,
                embed=discord.utils.MISSING if without_embed else embeds.embed(message, mark(nonce)),
                view=_view(message) or discord.utils.MISSING,
                nonce=nonce,
                allowed_mentions=_allowed(message),
            )
        return Receipt(message=str(sent.id))

    async def edit(self, destination: Destination, receipt: Receipt, message: Message, nonce: str) -> Receipt:
        """Replace what was posted with that nonce; nobody is notified. Raises SendError.

        The message keeps its mark, so that it can still be found. Applying it twice changes nothing.
        """
        self._check_permissions(destination, "view_channel")
        without_embed = self._lacks(destination, "embed_links")
        async with calling(message.kind):
            posted = self._messageable(destination).get_partial_message(_snowflake(receipt.message))
            await posted.edit(
                content=embeds.content(message, mark(nonce)) if without_embed else embeds.mentions(message) or None,
                embed=None if without_embed else embeds.embed(message, mark(nonce)),
                view=_view(message),
                allowed_mentions=discord.AllowedMentions.none(),
            )
        return receipt

    async def pin(self, destination: Destination, receipt: Receipt) -> Receipt:
        """Pin what was posted. Applying it twice changes nothing. Raises SendError."""
        if missing := self._missing(destination, "view_channel", access.PIN):
            raise _lacking("message", missing)
        async with calling(MessageKind.NOTICE):
            await self._messageable(destination).get_partial_message(_snowflake(receipt.message)).pin()
        return receipt

    async def find(self, destination: Destination, nonce: str, since: datetime) -> Receipt | None:
        """Return our message with that mark, or None if the history was read completely without it.

        Raises HistoryUnreadableError if the history cannot be read, another SendError if it cannot be read now.
        """
        if self._lacks(destination, "read_message_history"):
            raise HistoryUnreadableError(destination.channel)
        try:
            async with calling(MessageKind.ALERT):
                return await self._search(destination, nonce, since)
        except RefusedError as refused:
            if refused.code in _MAY_NOT_LOOK:
                raise HistoryUnreadableError(destination.channel) from refused
            raise

    async def elsewhere(self, destination: Destination) -> Destination | None:
        """Return another channel of that guild where we may write as far as we know, or None. Never raises."""
        if not destination.guild.isdigit():
            return None
        guild = self._client.get_guild(int(destination.guild))
        for channel in await self._told_of(destination) if guild is None else access.for_admins(guild):
            other = destination.model_copy(update={"channel": str(channel), "thread": None})
            if other.channel != destination.channel and not self._missing(other, "view_channel", _writing(other)):
                return other
        return None

    async def _told_of(self, destination: Destination) -> list[int]:
        """Ask Discord which channels of a guild are for notices: a process that only sends knows no guild."""
        try:
            async with calling(MessageKind.NOTICE):
                told = await self._client.http.get_guild(_snowflake(destination.guild), with_counts=False)
        except SendError as error:
            log.info("guild %s does not tell its channels: %s", destination.guild, error)
            return []
        channels = (told.get("public_updates_channel_id"), told.get("system_channel_id"))
        return [int(channel) for channel in channels if channel is not None]

    async def _search(self, destination: Destination, nonce: str, since: datetime) -> Receipt | None:
        messageable = self._messageable(destination)
        me = self._client.user
        complete = False
        async for posted in messageable.history(limit=None, after=since - CLOCK_MARGIN, oldest_first=True):
            complete = True
            if me is not None and posted.author.id == me.id and _has_mark(posted, nonce):
                return Receipt(message=str(posted.id))
        if complete or self._permissions(destination) is not None:
            return None
        # An empty list is also what Discord gives without Read Message History: does it show anything at all?
        if [posted async for posted in messageable.history(limit=1)]:
            return None
        raise HistoryUnreadableError(destination.channel)

    def _messageable(self, destination: Destination) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(
            _snowflake(destination.thread or destination.channel), guild_id=_snowflake(destination.guild)
        )

    def _permissions(self, destination: Destination) -> discord.Permissions | None:
        """Return what we may do there as far as the gateway told us; None if we do not know the channel."""
        guild = self._client.get_guild(_snowflake(destination.guild))
        place = _snowflake(destination.thread or destination.channel)
        channel = guild.get_channel_or_thread(place) if guild is not None else None
        if guild is None or channel is None or guild.me is None:
            return None
        return channel.permissions_for(guild.me)

    def _lacks(self, destination: Destination, permission: str) -> bool:
        known = self._permissions(destination)
        return known is not None and not getattr(known, permission)

    def _missing(self, destination: Destination, *needed: str) -> str | None:
        return next((name for name in needed if self._lacks(destination, name)), None)

    def _check_permissions(self, destination: Destination, *needed: str) -> None:
        if missing := self._missing(destination, *needed):
            raise _lacking("destination", missing)


def _writing(destination: Destination) -> str:
    return "send_messages_in_threads" if destination.thread else "send_messages"


def _lacking(scope: Literal["message", "destination"], permission: str) -> RefusedError:
    named = permission.replace("_", " ").title()
    return RefusedError(scope, _MISSING_PERMISSIONS, f"the bot lacks the permission “{named}”")


_MISSING_PERMISSIONS = 50013
_MAY_NOT_LOOK = {50001, _MISSING_PERMISSIONS}
"""Discord's codes for missing access and missing permissions."""


def _snowflake(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise RefusedError("destination", 10003, f"{text[:40]!r} is no id of a Discord channel")
    return int(text)


def _view(message: Message) -> discord.ui.View | None:
    """Return the message's buttons, ended: the client handles them by their ids, and none is kept in memory."""
    try:
        view = buttons.view_of(message)
    except ValueError as error:  # an article's id that fits into no button: the message still matters
        log.warning("%s: posted without buttons", error)
        return None
    if view is not None:
        view.stop()
    return view


def _allowed(message: Message) -> discord.AllowedMentions:
    """Allow nothing but the roles of the guild's policy; discord.py's default allows everything."""
    roles = [discord.Object(int(role)) for role in embeds.roles(message)]
    return discord.AllowedMentions(everyone=False, users=False, roles=roles or False, replied_user=False)


def mark(nonce: str) -> str:
    """Return what stands in the footer and finds the message in its channel's history.

    The last eight letters of the nonce: of a random one, as unlikely to meet by chance in one channel as a good name
    for people to look the delivery up by.
    """
    return nonce[-8:]


def _has_mark(posted: discord.Message, nonce: str) -> bool:
    sought = mark(nonce)
    footers = [embed.footer.text or "" for embed in posted.embeds]
    in_content = posted.content.endswith(f"#{escape(sought, at_line_start=False)}")
    return in_content or any(footer.endswith(f"#{sought}") for footer in footers)
