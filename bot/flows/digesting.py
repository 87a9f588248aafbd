"""A guild's digest: of its slot, of what was held, or of both in one message.

nothing may be posted now (a pause, quiet hours)      → all of it waits on
what is held, and the hour has had its posts, no slot → it waits on
a slot is due                                         → what came since the last one, what was held, what is upcoming
else                                                  → what was held
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

from bot.decide import digests, happenings, holds, reminders, slots
from bot.decide.holds import Hold, Why
from bot.errors import NotFoundError
from bot.model.article import Article
from bot.model.delivery import NewDelivery
from bot.model.event import KnownEvent
from bot.model.message import Message
from bot.model.policy import GuildPolicy
from bot.model.schedule import Schedule, ScheduleKind
from bot.render import digest as worded
from bot.store import articles, events, schedules

CalledOff = Callable[[str, KnownEvent, datetime], Awaitable[bool]]
"""Tells of a guild and an event whether another article says that it is off."""


async def digest(
    conn: Any, guild: GuildPolicy, recent: Sequence[datetime], now: datetime, *, called_off: CalledOff
) -> NewDelivery | None:
    """Decide the guild's rows of both kinds, move them on or end them, and return the digest that it is owed, if any.

    `recent` are the channel's newest posts, as `holds.hold` wants them.
    """
    row = await schedules.get(conn, f"digest:{guild.key}")
    slot = row if row and row.next_due and row.next_due <= now else None
    held = await schedules.of_kind(conn, guild.key, ScheduleKind.HELD)
    hold = holds.hold(guild.policy, now, recent=recent if held else ())
    if hold and (hold.why is not Why.FULL or slot is None):
        await _wait(conn, [*held, *([slot] if slot else [])], hold)
        return None
    await schedules.end(conn, [one.id for one in held])
    stories = await articles.several(conn, [one.subject for one in held if one.lead is None], guild=guild.key)
    remembered = await _remembered(conn, guild, held, now)
    if slot:
        coming = await _coming(conn, guild, now, called_off)
        owed = await _of_slot(conn, guild, slot, (stories, remembered, coming), now)
    else:
        owed = None
    if owed is None and (stories or remembered):
        owed = digests.meanwhile(guild, held, now, lambda: _words(guild, stories, (), remembered, now, slot=False))
    return owed


async def _wait(conn: Any, rows: Sequence[Schedule], hold: Hold) -> None:
    for row in rows:
        await schedules.move(conn, row.id, hold.until)


async def _of_slot(
    conn: Any,
    guild: GuildPolicy,
    slot: Schedule,
    facts: tuple[Sequence[Article], Sequence[KnownEvent], Sequence[KnownEvent]],
    now: datetime,
) -> NewDelivery | None:
    since = digests.told_until(slot)
    came = await articles.latest(conn, guild=guild.key, limit=digests.MOST_READ, since=since)
    fresh = digests.fresh(came, since)
    held, remembered, coming = facts
    stories = [*fresh, *(one for one in held if one not in fresh)]
    owed, following = digests.due(
        slot, guild, stories, now, lambda: _words(guild, stories, coming, remembered, now, slot=True)
    )
    if following is None:
        await schedules.move(conn, slot.id, None)
    else:
        await schedules.put(conn, [following])
    return owed


async def _coming(conn: Any, guild: GuildPolicy, now: datetime, called_off: CalledOff) -> list[KnownEvent]:
    today = slots.local_day(now, guild.policy.tz)
    found = await events.upcoming(conn, guild=guild.key, on=today, limit=digests.MOST_READ)
    return [one for one in happenings.once_each(found) if not await called_off(guild.key, one, now)]


async def _remembered(conn: Any, guild: GuildPolicy, held: Sequence[Schedule], now: datetime) -> list[KnownEvent]:
    """Return the events of which reminders were held, soonest first, but for those that are over or gone."""
    found = []
    for row in held:
        if row.lead is not None:
            try:
                known = await events.get(conn, row.subject, guild=guild.key)
            except NotFoundError:
                continue
            if reminders.worth(known, guild, now):
                found.append(known)
    return sorted(found, key=lambda known: known.event.when.earliest)


def _words(
    guild: GuildPolicy,
    stories: Sequence[Article],
    coming: Sequence[KnownEvent],
    remembered: Sequence[KnownEvent],
    now: datetime,
    *,
    slot: bool,
) -> Message:
    today = slots.local_day(now, guild.policy.tz)
    return worded.digest(stories, coming, today, remembered=remembered, slot=slot)
