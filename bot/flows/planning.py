"""From the clock to the outbox, once a second; and planning a guild anew.

tick:
    repeat, at most 500 rows in a transaction, until nothing more is due:
        take the schedule rows with next_due <= now, soonest first
        for each: decide (pure) whether it fires, has moved, is late beyond its grace, or has lost its event
        put the deliveries of those that fire into the outbox and move each row's next_due on, or end it

replan, in the transaction that changes the guild's policy:
    drop the guild's rows; put its digest's row, its agenda's, and one per reminder of each event that it sees
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from bot.decide import agenda, digests, happenings, reminders, slots
from bot.errors import NotFoundError
from bot.flows import agenda as keeping
from bot.flows import corrections
from bot.model.delivery import NewDelivery
from bot.model.event import KnownEvent
from bot.model.policy import GuildPolicy
from bot.model.schedule import Schedule, ScheduleKind
from bot.render import digest as worded_digest
from bot.render import reminder as worded_reminder
from bot.store import articles, events, guilds, outbox, schedules
from bot.store.engine import Store

BATCH = 500
"""Rows per transaction: one writer at a time must not make the others wait long."""

_PUT_OFF = timedelta(hours=1)
_FAULTS = (ValueError, TypeError, LookupError, AttributeError)
"""What a record gives that this version cannot read; errors of the database are not among them."""

_MOST_EVENTS = 10_000
_NEARBY = 200
_DAY = timedelta(days=1)

log = logging.getLogger(__name__)


async def tick(store: Store, now: datetime) -> int:
    """Plan everything that is due; return how many deliveries are new in the outbox."""
    async with store.read() as conn:
        if not await schedules.due(conn, now, 1):
            return 0
    planned = 0
    while True:
        async with store.write() as conn:
            rows = await schedules.due(conn, now, BATCH)
            facts = _Facts(conn)
            deliveries = [delivery for row in rows if (delivery := await _fire(conn, facts, row, now))]
            planned += await outbox.enqueue(conn, deliveries, now)
        if len(rows) < BATCH:
            return planned


async def replan(conn: Any, guild: str, now: datetime) -> None:
    """Plan a guild's digest and reminders anew; `guild` is `platform:id`, `conn` the transaction that changes it."""
    policy = await guilds.get(conn, guild)
    planned, listed = await schedules.get(conn, f"digest:{guild}"), await schedules.get(conn, agenda.schedule_id(guild))
    for kind in ScheduleKind:
        await schedules.clear(conn, guild, kind)
    digest = digests.plan(policy, now, digests.told_until(planned) if planned else None)
    # Yesterday's point of view: the day's own events are upcoming then.
    yesterday = slots.local_day(now, policy.policy.tz) - _DAY
    seen = await events.upcoming(conn, guild=guild, on=yesterday, limit=_MOST_EVENTS) if policy.policy.channel else []
    rows = [row for known in seen for row in reminders.plan(known, policy, now)]
    await schedules.put(conn, [*rows, digest] if digest else rows)
    await schedules.put(conn, agenda.replan(policy, listed, now))


async def _fire(conn: Any, facts: _Facts, row: Schedule, now: datetime) -> NewDelivery | None:
    """Decide one row, move it on, and return what it owes. A row that cannot be decided is put off, for the others."""
    try:
        return await _DECIDE[row.kind](conn, facts, row, now)
    except _FAULTS:
        log.exception("schedule %s cannot be decided and is put off for %s", row.id, _PUT_OFF)
        await schedules.move(conn, row.id, now + _PUT_OFF)
        return None


async def _reminder(conn: Any, facts: _Facts, row: Schedule, now: datetime) -> NewDelivery | None:
    guild = await facts.guild(row.guild)
    known = await facts.event(row.guild, row.subject)
    moved = reminders.later(row, known, guild, now) if known else None
    await schedules.move(conn, row.id, moved)
    if moved or known is None:
        log.info("reminder %s: %s", row.id, f"moved to {moved}" if moved else "its event is gone")
        return None
    if await facts.called_off(row.guild, known, now):
        log.info("reminder %s, due %s, dropped: another article says that it is off", row.id, row.next_due)
        return None
    first = happenings.first_told(known, await facts.told_alike(row.guild, known))
    today = slots.local_day(now, guild.policy.tz)
    delivery = reminders.due(row, known, guild, now, word=lambda: worded_reminder.reminder(known, today), first=first)
    if delivery is None:
        log.info("reminder %s, due %s, dropped: too late, or not wanted any more", row.id, row.next_due)
    return delivery


async def _digest(conn: Any, facts: _Facts, row: Schedule, now: datetime) -> NewDelivery | None:
    guild = await facts.guild(row.guild)
    since = digests.told_until(row)
    today = slots.local_day(now, guild.policy.tz)
    came = await articles.latest(conn, guild=row.guild, limit=digests.MOST_READ, since=since)
    fresh = digests.fresh(came, since)
    coming = happenings.once_each(await events.upcoming(conn, guild=row.guild, on=today, limit=digests.MOST_READ))
    coming = tuple([one for one in coming if not await facts.called_off(row.guild, one, now)])
    delivery, following = digests.due(row, guild, fresh, now, lambda: worded_digest.digest(fresh, coming, today))
    if following is None:
        await schedules.move(conn, row.id, None)
    else:
        await schedules.put(conn, [following])
    return delivery


async def _agenda(conn: Any, facts: _Facts, row: Schedule, now: datetime) -> None:
    guild = await facts.guild(row.guild)

    async def coming() -> Sequence[KnownEvent]:
        yesterday = slots.local_day(now, guild.policy.tz) - _DAY
        found = await events.upcoming(conn, guild=row.guild, on=yesterday, limit=digests.MOST_READ)
        return [one for one in happenings.once_each(found) if not await facts.called_off(row.guild, one, now)]

    await keeping.keep(conn, row, guild, coming, now)


_DECIDE = {ScheduleKind.REMINDER: _reminder, ScheduleKind.DIGEST: _digest, ScheduleKind.AGENDA: _agenda}


class _Facts:
    """What rows of one transaction have in common is read once."""

    def __init__(self, conn: Any) -> None:
        self._conn = conn
        self._guilds: dict[str, GuildPolicy] = {}
        self._events: dict[tuple[str, str], KnownEvent | None] = {}
        self._nearby: dict[tuple[str | None, date], Sequence[KnownEvent]] = {}
        self._called_off: dict[str, bool] = {}

    async def guild(self, guild: str) -> GuildPolicy:
        if guild not in self._guilds:
            self._guilds[guild] = await guilds.get(self._conn, guild)
        return self._guilds[guild]

    async def event(self, guild: str, event: str) -> KnownEvent | None:
        """Return the event as the guild sees it, or None if it does not any more."""
        key = (guild, event)
        if key not in self._events:
            try:
                self._events[key] = await events.get(self._conn, event, guild=guild)
            except NotFoundError:
                self._events[key] = None
        return self._events[key]

    async def told_alike(self, guild: str, known: KnownEvent) -> Sequence[KnownEvent]:
        """Return the events that the guild sees on the same day, if any of them may be another telling of this one."""
        everybodys = await self._on(None, known.event.when.earliest)
        if not any(one.event.id != known.event.id and happenings.same(one.event, known.event) for one in everybodys):
            return ()  # the usual case; spares a question per guild
        return await self._on(guild, known.event.when.earliest)

    async def called_off(self, guild: str, known: KnownEvent, now: datetime) -> bool:
        """Tell whether another article that the guild sees says that the event is off or has another time."""
        key = known.event.id
        if key not in self._called_off:
            self._called_off[key] = await corrections.called_off(self._conn, None, known, now)
        return self._called_off[key] and await corrections.called_off(self._conn, guild, known, now)

    async def _on(self, guild: str | None, day: date) -> Sequence[KnownEvent]:
        key = (guild, day)
        if key not in self._nearby:
            before = max(day, date.min + _DAY) - _DAY
            self._nearby[key] = await events.upcoming(self._conn, guild=guild, on=before, limit=_NEARBY)
        return self._nearby[key]
