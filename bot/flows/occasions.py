"""A guild's own list of events on the platform: kept as the articles tell, by way of the outbox.

keep, when the guild's row is due (its events have changed, its day has begun, an admin has changed something):
    looked at less than a minute ago → later
    for each entry of ours:
        it is over → forget it; it has begun, or is left to people (they changed or removed it) → leave it
        its event is off, dismissed, told too vaguely or not any more, or no list is wanted → take it away
        its event says something else now, or another article has given it another time → edit it
    for each other event that is to come, soonest first, while there is room: list it, once for all its tellings

An event that people removed from the list is not listed again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.decide import happenings, looks, slots
from bot.decide import occasions as decide
from bot.errors import NotFoundError
from bot.flows.facts import Facts
from bot.model.delivery import Destination, NewDelivery, NewEdit, Priority
from bot.model.event import KnownEvent
from bot.model.message import Message, Occasion
from bot.model.policy import GuildPolicy
from bot.model.schedule import Schedule
from bot.render import occasion as worded
from bot.store import events, occasions, outbox, schedules
from bot.store.occasions import Listed

_READ = 3 * decide.MOST
"""Events looked through for those that are listed: several articles tell of many."""

_DAY = timedelta(days=1)

Kept = dict[str, KnownEvent | None]
"""By id; None of those of which the guild sees nothing any more."""


def cause(event: str) -> str:
    """Return what an entry of that event is owed to. Not the event itself: reminders are taken back by that."""
    return f"occasion:{event}"


async def keep(conn: Any, row: Schedule, guild: GuildPolicy, facts: Facts, now: datetime) -> None:
    """Look at the guild's list when its row is due."""
    later = looks.too_soon(row, now)
    if later is not None:
        await schedules.move(conn, row.id, later)
        return
    keeper, where = _Keeper(conn, guild, facts, now), decide.place(guild)
    if where is None:
        await keeper.keep_up({})
        await schedules.move(conn, row.id, None)
        return
    yesterday = slots.local_day(now, guild.policy.tz) - _DAY
    seen = await events.dated(conn, guild=row.guild, on=yesterday, limit=_READ)
    kept = await keeper.keep_up({known.event.id: known for known in seen})
    await keeper.add(seen, kept, where)
    await schedules.put(conn, [decide.following(guild, now)])


class _Keeper:
    """Brings what is listed in one guild up to date."""

    def __init__(self, conn: Any, guild: GuildPolicy, facts: Facts, now: datetime) -> None:
        self._conn, self._guild, self._facts, self._now = conn, guild, facts, now

    async def keep_up(self, seen: Mapping[str, KnownEvent]) -> Kept:
        """Look at each entry of ours; return the events that are listed, or were and are not to be again."""
        listed = await occasions.of_guild(self._conn, self._guild.key)
        kept: Kept = {one.event: None for one in listed}
        for one in listed:
            known = seen.get(one.event) or await self._seen(one.event)
            del kept[one.event]
            event = await self._keep(one, known, kept)
            if event is not None:
                kept[event] = seen.get(event, known)
        return kept

    async def add(self, seen: Sequence[KnownEvent], kept: Kept, where: Destination) -> None:
        """List what of these events is not listed yet, as far as there is room."""
        listed = [known for known in kept.values() if known]
        room = decide.room(self._guild, len(kept), self._now)
        for known in seen:
            if not room:
                return
            at = decide.occasion(known, self._guild.policy)
            if at is None or at.starts <= self._now or known.event.id in kept:
                continue
            twice = any(happenings.same(known.event, other.event) for other in listed)
            if not twice and not await self._facts.called_off(self._guild.key, known, self._now):
                await self._list(known, at, where)
                listed.append(known)
                room -= 1

    async def _seen(self, event: str) -> KnownEvent | None:
        try:
            return await events.get(self._conn, event, guild=self._guild.key)
        except NotFoundError:
            return None

    async def _keep(self, one: Listed, known: KnownEvent | None, others: Kept) -> str | None:
        """Bring one entry up to date; return the id of the event that it stands for, None if for none any more."""
        shown = one.wanted.occasion
        if shown is None or shown.ends <= self._now:
            await occasions.drop(self._conn, self._guild.key, one.event)
            return None
        if one.left or shown.starts <= self._now:
            return one.event
        told = await self._as_told_now(known)
        at = decide.occasion(told, self._guild.policy) if told and decide.place(self._guild) else None
        if told is None or at is None or at.starts <= self._now or told.event.id in others:
            await self._take_away(one, shown)
            return None
        if told.event.id != one.event:
            await occasions.follow(self._conn, self._guild.key, one.event, told.event.id)
        await self._edit(one, told.event.id, worded.occasion(told, at), at.starts)
        return told.event.id

    async def _as_told_now(self, known: KnownEvent | None) -> KnownEvent | None:
        """Return the telling that holds: the newer one's where another article has given the event another time."""
        by = await self._facts.called_off_by(self._guild.key, known, self._now) if known else None
        return by or known

    async def _take_away(self, one: Listed, shown: Occasion) -> None:
        await occasions.drop(self._conn, self._guild.key, one.event)
        off = worded.taken_away(one.wanted)
        if not await outbox.take_back(self._conn, one.post.id, off, self._now):
            await self._edit(one, one.event, off, shown.ends)

    async def _edit(self, one: Listed, event: str, message: Message, until: datetime) -> None:
        if message == one.wanted:
            return
        wish = NewEdit(
            target=one.post.id,
            version=max(_version(self._now), one.version + 1),
            message=message,
            priority=Priority.NOTICE,
            cause=cause(event),
            not_before=self._now,
            expires_at=until,
        )
        await outbox.edit(self._conn, [wish], self._now)

    async def _list(self, known: KnownEvent, at: Occasion, where: Destination) -> None:
        event = known.event.id
        owed = NewDelivery(
            # With the instant, so that an event that was taken away and is told again may be listed again.
            dedupe_key=f"occasion:{event}:{self._guild.key}:{_version(self._now)}",
            destination=where,
            message=worded.occasion(known, at),
            priority=Priority.NOTICE,
            cause=cause(event),
            not_before=self._now,
            expires_at=at.starts,
        )
        if await occasions.put(self._conn, self._guild.key, event, outbox.nonce(owed.dedupe_key)):
            await outbox.enqueue(self._conn, [owed], self._now)


def _version(now: datetime) -> int:
    """Number contents by the clock, so that no number comes twice."""
    return int(now.timestamp() * 1000)
