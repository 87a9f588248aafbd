"""The rolling agenda of a guild: one message that is edited whenever what it shows has changed.

keep, when the guild's row is due (its events have changed, its day has begun, an admin has switched it on or off):
    looked at less than a minute ago, or the guild is paused → later
    not wanted any more, or wanted elsewhere: the message that stands says that it is no longer kept
    wanted:
        none stands there, or somebody has deleted it → post one, and pin it where that is allowed
        it shows something else                       → edit it
        it is not pinned                              → try that again, once a day: the permission may have come
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

from bot.decide import agenda, looks, occasions, slots
from bot.model.delivery import DeliveryAction, DeliveryRecord, Destination, NewDelivery, NewEdit, Priority
from bot.model.event import KnownEvent
from bot.model.message import Message
from bot.model.policy import GuildPolicy
from bot.model.schedule import Schedule, ScheduleKind
from bot.render import agenda as worded
from bot.store import edits, outbox, posted, schedules


async def keep(
    conn: Any, row: Schedule, guild: GuildPolicy, events: Callable[[], Awaitable[Sequence[KnownEvent]]], now: datetime
) -> None:
    """Look at the guild's agenda when its row is due; `events` is asked for what is upcoming if that is needed."""
    later = agenda.later(row, guild, now)
    if later is not None:
        await schedules.move(conn, row.id, later)
        return
    where, standing = agenda.place(guild), await posted.standing(conn, row.id)
    if standing is not None and standing.destination != where:
        await _edit(conn, standing, worded.retired(), now)
        standing = None
    if where is None:
        await schedules.move(conn, row.id, None)
        return
    await schedules.put(conn, [agenda.following(guild, now)])
    message = worded.agenda(agenda.shown(await events(), guild, now), slots.local_day(now, guild.policy.tz))
    if standing is None:
        await _post(conn, row, where, message, now)
        await _pin(conn, outbox.nonce(_key(row, where, now)), row.id, guild, now)
    else:
        await _pin(conn, standing.id, row.id, guild, now)
        await _edit(conn, standing, message, now)


async def changed(conn: Any, guilds: Sequence[GuildPolicy], now: datetime) -> None:
    """Have the agendas and lists of events of these guilds looked at: what they show may have changed."""
    names = [agenda.schedule_id(one.key) for one in guilds if agenda.place(one)]
    names += [looks.schedule_id(ScheduleKind.OCCASIONS, one.key) for one in guilds if occasions.place(one)]
    await schedules.hasten(conn, names, now)


async def _post(conn: Any, row: Schedule, where: Destination, message: Message, now: datetime) -> None:
    owed = NewDelivery(
        dedupe_key=_key(row, where, now),
        destination=where,
        message=message,
        priority=Priority.DIGEST,
        cause=row.id,
        not_before=now,
    )
    await outbox.enqueue(conn, [owed], now)


async def _pin(conn: Any, target: str, cause: str, guild: GuildPolicy, now: datetime) -> None:
    if not await edits.is_done(conn, target, DeliveryAction.PIN):
        day = slots.local_day(now, guild.policy.tz).toordinal()
        await outbox.edit(conn, [_wish(target, day, cause, now, action=DeliveryAction.PIN)], now)


async def _edit(conn: Any, standing: DeliveryRecord, message: Message, now: datetime) -> None:
    if await edits.content(conn, standing.id) == message:
        return
    # By the clock, so that no number comes twice; above the last one, should the clock have been set back.
    version = max(_version(now), await edits.highest_version(conn, standing.id) + 1)
    await outbox.edit(conn, [_wish(standing.id, version, standing.cause, now, message=message)], now)


def _wish(target: str, version: int, cause: str, now: datetime, **more: Any) -> NewEdit:
    return NewEdit(target=target, version=version, priority=Priority.DIGEST, cause=cause, not_before=now, **more)


def _version(now: datetime) -> int:
    return int(now.timestamp() * 1000)


def _key(row: Schedule, where: Destination, now: datetime) -> str:
    return f"{row.id}:{where.channel}:{_version(now)}"
