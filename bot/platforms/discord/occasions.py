"""A guild's scheduled events: listing events, finding them again, changing them, and keeping off what people changed.

add:     one POST; the description ends with the mark "#…-…": the last letters of the nonce, and a seal
find:    read the guild's list; an event of our own with that mark → it was listed
change:  read the event first
         gone, ended or cancelled → somebody has done that (if it was to be taken away, all is well)
         shows what is wanted     → done
         its seal does not fit what it shows → somebody has changed it
         else edit or delete it

The seal is a digest of what we made the event show, so that nothing need be remembered to tell whether people have
changed it, whatever was last heard of our own requests. It goes by letters, digits and minutes alone, since Discord may
trim blanks and write instants its own way.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import discord

from bot.errors import HandsOffError, RefusedError
from bot.model.delivery import Destination, Receipt
from bot.model.message import Message, MessageKind
from bot.platforms.discord import access, embeds
from bot.platforms.discord.calls import calling
from bot.platforms.discord.markup import BLANK, address, clean, shorten, units

NAME, DESCRIPTION, LOCATION = 100, 1000, 100
"""Discord's API description, ExternalScheduledEventCreateRequest and EntityMetadataExternal: maxLength."""

_LONGEST_LINK = 400
"""Characters of a link that leave room for the sentence."""

_EXTERNAL, _MEMBERS_ONLY = 3, 2
"""Discord's API description, GuildScheduledEventEntityTypes and GuildScheduledEventPrivacyLevels."""

_SCHEDULED, _ACTIVE = 1, 2
_UNKNOWN_EVENT = 10070
_MARK = re.compile(r"#(?P<mark>[0-9A-Za-z]{1,8})-(?P<seal>[0-9a-f]{8})\s*$")
_LIVE = re.compile(r":(?=//)|(?<=discord)\.(?=gg/)", re.IGNORECASE)
"""What begins a link in a name or a place, which are shown without markdown."""

Event = Mapping[str, Any]
"""A scheduled event as Discord's API writes it."""


class ScheduledEvents:
    """The port `Occasions` on a client that somebody else logs in."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def add(self, destination: Destination, message: Message, nonce: str) -> Receipt:
        """List it, by one request. Raises SendError."""
        guild = self._guild(destination)
        async with calling(MessageKind.OCCASION, once=True):
            made = await self._client.http.create_guild_scheduled_event(guild, **payload(message, nonce))
        return Receipt(message=str(made["id"]))

    async def find(self, destination: Destination, nonce: str) -> Receipt | None:
        """Return the receipt of our event with that mark; None if the list was read without it. Raises SendError."""
        guild = self._guild(destination)
        async with calling(MessageKind.OCCASION):
            listed = await self._client.http.get_scheduled_events(guild, with_user_count=False)
        ours = [event for event in listed if self._is_ours(event) and _mark_of(event) == nonce[-8:]]
        return Receipt(message=str(ours[0]["id"])) if ours else None

    async def change(self, destination: Destination, receipt: Receipt, message: Message, nonce: str) -> Receipt:
        """Let the event show the message, or take it away. Applying it twice changes nothing. Raises SendError."""
        guild, off = self._guild(destination), message.occasion is None or message.occasion.off
        shown = await self._shown(guild, receipt)
        if shown is None or shown["status"] not in {_SCHEDULED, _ACTIVE}:
            if off:
                return receipt
            raise HandsOffError("removed" if shown is None else "ended")
        wanted = payload(message, nonce)
        if not off and _same(shown, wanted):
            return receipt
        if not _untouched(shown):
            raise HandsOffError("changed")
        async with calling(MessageKind.OCCASION):
            if off:
                await self._delete(guild, receipt)
            else:
                await self._client.http.edit_scheduled_event(guild, int(receipt.message), **wanted)
        return receipt

    async def _shown(self, guild: int, receipt: Receipt) -> Event | None:
        try:
            async with calling(MessageKind.OCCASION):
                return await self._client.http.get_scheduled_event(guild, int(receipt.message), with_user_count=False)
        except RefusedError as refused:
            if refused.code == _UNKNOWN_EVENT:
                return None
            raise

    async def _delete(self, guild: int, receipt: Receipt) -> None:
        try:
            await self._client.http.delete_scheduled_event(guild, int(receipt.message))
        except discord.NotFound as gone:
            if gone.code != _UNKNOWN_EVENT:
                raise

    def _guild(self, destination: Destination) -> int:
        """Return the guild, in which we may list events as far as the gateway told us. Raises RefusedError."""
        if not (destination.guild.isascii() and destination.guild.isdigit()):
            raise RefusedError("destination", 10004, f"{destination.guild[:40]!r} is no id of a Discord server")
        number = int(destination.guild)
        known = self._client.get_guild(number)
        if known is None or access.may_list_events(known):
            return number
        raise RefusedError("destination", 50013, "the bot lacks the permission “Create Events”")

    def _is_ours(self, event: Event) -> bool:
        me = self._client.user
        return me is not None and str(event.get("creator_id")) == str(me.id)


def payload(message: Message, nonce: str) -> dict[str, Any]:
    """Return what Discord is to be asked to show, within its limits."""
    at = message.occasion
    if at is None:
        raise RefusedError("message", 0, "it has no time")
    made: dict[str, Any] = {
        "name": _plain(message.headline, NAME),
        "privacy_level": _MEMBERS_ONLY,
        "entity_type": _EXTERNAL,
        "entity_metadata": {"location": _plain(at.place, LOCATION)},
        "scheduled_start_time": _written(at.starts),
        "scheduled_end_time": _written(at.ends),
    }
    return made | {"description": _description(message, made, nonce)}


def _description(message: Message, made: Event, nonce: str) -> str:
    link = address(message.url)
    ending = [embeds.words(message.footer, LOCATION)] if message.footer else []
    ending += [link] if link and len(link) <= _LONGEST_LINK else []
    room = DESCRIPTION - units("\n".join(["", *ending, f"#{nonce[-8:]}-{'0' * 8}"]))
    told = "\n".join([embeds.text(embeds.aloud(message.lines), room), *ending])
    return f"{told}\n#{nonce[-8:]}-{_seal(made, told)}"


def _plain(raw: str, limit: int) -> str:
    """Return words that are shown without markdown, and lead nowhere."""
    return shorten(_LIVE.sub(lambda found: found[0] + BLANK, clean(raw)), limit) or BLANK


def _written(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat()


def _seal(event: Event, told: str) -> str:
    """Return a digest of what an event shows, `told` being its description without the mark."""
    words = "|".join([event["name"], told, (event.get("entity_metadata") or {}).get("location") or ""])
    letters = "".join(char for char in words if char.isalnum() or char == "|").casefold()
    times = [int(datetime.fromisoformat(event[name]).timestamp()) // 60 for name in _TIMES if event.get(name)]
    return hashlib.sha256(f"{letters} {times}".encode()).hexdigest()[:8]


_TIMES = ("scheduled_start_time", "scheduled_end_time")


def _mark_of(event: Event) -> str | None:
    found = _MARK.search(event.get("description") or "")
    return found["mark"] if found else None


def _untouched(event: Event) -> bool:
    """Tell whether the event shows what we made it show."""
    description = event.get("description") or ""
    found = _MARK.search(description)
    return found is not None and found["seal"] == _seal(event, description[: found.start()])


def _same(event: Event, wanted: Event) -> bool:
    """Tell whether the event shows what is wanted: then their seals are the same, and its own fits."""
    seals = [found["seal"] for one in (event, wanted) if (found := _MARK.search(one.get("description") or ""))]
    return _untouched(event) and len(seals) == 2 and seals[0] == seals[1]
