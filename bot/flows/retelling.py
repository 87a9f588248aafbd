"""An article that tells a happening of which a guild's admins have said something: what they said holds for it too.

Else an event that was dismissed would come back with every article that tells of it. Only where it is plainly the same
happening, told for the same time; it is noted as what it is, in the name of who said it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.decide import happenings
from bot.model.event import KnownEvent
from bot.model.policy import GuildPolicy
from bot.store import amendments, audit, events

ACTION = "event.retold"


async def follow(conn: Any, told: Sequence[KnownEvent], seeing: Sequence[GuildPolicy], now: datetime) -> None:
    """Let what admins said hold for these events of an article, in the transaction that stores it."""
    days = {known.event.when.earliest for known in told}
    own = {known.event.id for known in told}
    guilds = {guild.key for guild in seeing}
    said = await amendments.of_days(conn, days) if days else []
    have = {(one.guild, one.event.id) for one in said}
    for one in said:
        if one.guild not in guilds or one.event.id in own:
            continue
        for known in told:
            event = known.event.id
            if (one.guild, event) in have or not happenings.surely_same(known.event, one.event):
                continue
            have.add((one.guild, event))
            await events.amend(conn, event, guild=one.guild, change=one.change, actor=one.actor, now=now)
            where = {"guild": one.guild, "actor": one.actor, "action": ACTION, "subject": event}
            await audit.write(conn, **where, before=None, after=one.change.model_dump(mode="json"), now=now)
