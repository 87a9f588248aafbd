"""From the clock to the outbox, once a second; and planning a guild anew.

tick:
    repeat, at most 500 rows in a transaction, until nothing more is due:
        take the schedule rows with next_due <= now, soonest first
        (looks at lists of events after all others, few at a time: one takes as long as twenty reminders)
        for each: decide (pure) whether it fires, has moved, is late beyond its grace, or has lost its event
        put the deliveries of those that fire into the outbox and move each row's next_due on, or end it

replan, in the transaction that changes the guild's policy:
    drop the guild's rows; put those of its digest, its agenda, its list of events, and one per reminder of each event
        that it sees
    what is held waits as long as the policy says now
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.decide import agenda, alerts, digests, happenings, holds, looks, reminders, slots, topics
from bot.decide import occasions as listing
from bot.decide.holds import Why
from bot.flows import agenda as keeping
from bot.flows import digesting, occasions
from bot.flows.facts import Facts
from bot.model.delivery import NewDelivery
from bot.model.event import KnownEvent
from bot.model.policy import GuildPolicy
from bot.model.schedule import NEVER, Schedule, ScheduleKind
from bot.render import reminder as worded_reminder
from bot.store import events, guilds, outbox, schedules, told
from bot.store.engine import Store

BATCH = 500
"""Rows per transaction: one writer at a time must not make the others wait long."""

LOOKS = 10
"""Looks at lists of events in a transaction, and such transactions in a tick: whoever writes beside us, and a reminder
that is due next, waits a second or two at most, however many lists have changed at once."""

_BREATH = 20
"""Rows after which other tasks have their turn: a message takes up to a millisecond to word."""

_PUT_OFF = timedelta(hours=1)
_FAULTS = (ValueError, TypeError, LookupError, AttributeError)
"""What a record gives that this version cannot read; errors of the database are not among them."""

_MOST_EVENTS = 10_000
_DAY = timedelta(days=1)

log = logging.getLogger(__name__)


async def tick(store: Store, now: datetime) -> int:
    """Plan everything that is due; return how many deliveries are new in the outbox."""
    async with store.read() as conn:
        due = bool(await schedules.due(conn, now, 1))
        looks_due = due and bool(await schedules.due(conn, now, 1, only=ScheduleKind.OCCASIONS))
    planned = 0
    while due:
        async with store.write() as conn:
            rows = await schedules.due(conn, now, BATCH, but=ScheduleKind.OCCASIONS)
            planned += await outbox.enqueue(conn, await _decide(conn, rows, now), now)
        due = len(rows) == BATCH
    for _ in range(LOOKS if looks_due else 0):
        async with store.write() as conn:
            rows = await schedules.due(conn, now, LOOKS, only=ScheduleKind.OCCASIONS)
            await _decide(conn, rows, now)
        if len(rows) < LOOKS:
            break
    return planned


async def replan(conn: Any, guild: str, now: datetime, *, paused_since: datetime | None = None) -> None:
    """Plan a guild's digest and reminders anew; `guild` is `platform:id`, `conn` the transaction that changes it.

    `paused_since` is when a pause began that ends with this: what came due in it is caught up once.
    """
    policy = await guilds.get(conn, guild)
    planned, kept = await schedules.get(conn, f"digest:{guild}"), await schedules.get(conn, agenda.schedule_id(guild))
    listed = await schedules.get(conn, looks.schedule_id(ScheduleKind.OCCASIONS, guild))
    for kind in set(ScheduleKind) - {ScheduleKind.HELD}:
        await schedules.clear(conn, guild, kind)
    await _hold_on(conn, policy, now)
    told_until = digests.told_until(planned) if planned else None
    digest = digests.plan(policy, now, told_until, missed_since=paused_since)
    # Yesterday's point of view: the day's own events are upcoming then.
    yesterday = slots.local_day(now, policy.policy.tz) - _DAY
    seen = await events.upcoming(conn, guild=guild, on=yesterday, limit=_MOST_EVENTS) if policy.policy.channel else []
    since = paused_since - reminders.GRACE if paused_since else None
    rows = [row for known in seen for row in reminders.plan(known, policy, now, missed_since=since)]
    await schedules.put(conn, [*rows, digest] if digest else rows)
    await schedules.put(conn, [*agenda.replan(policy, kept, now), *listing.replan(policy, listed, now)])


async def _hold_on(conn: Any, guild: GuildPolicy, now: datetime) -> None:
    """Let what is held wait as long as the policy says now; of a guild that has no channel any more nothing is."""
    if guild.policy.channel is None:
        await schedules.clear(conn, guild.key, ScheduleKind.HELD)
        return
    hold = holds.hold(guild.policy, now)
    await schedules.move_kind(conn, guild.key, ScheduleKind.HELD, hold.until if hold else now)


async def _decide(conn: Any, rows: Sequence[Schedule], now: datetime) -> list[NewDelivery]:
    """Decide rows that are due, move them on, and return what they owe."""
    facts = Facts(conn)
    with suppress(*_FAULTS):  # a record that cannot be read: it is met again at its own row
        await facts.gather(rows)
    deliveries: list[NewDelivery] = []
    for number, row in enumerate(rows):
        delivery = await _fire(conn, facts, row, now)
        deliveries += [delivery] if delivery else []
        if number % _BREATH == 0:
            await asyncio.sleep(0)
    await facts.write_moves()
    return deliveries


async def _fire(conn: Any, facts: Facts, row: Schedule, now: datetime) -> NewDelivery | None:
    """Decide one row, move it on, and return what it owes. A row that cannot be decided is put off, for the others."""
    try:
        await facts.gather([row])
        owed = await _DECIDE[row.kind](conn, facts, row, now)
    except _FAULTS:
        log.exception("schedule %s cannot be decided and is put off for %s", row.id, _PUT_OFF)
        facts.move(row, now + _PUT_OFF)
        return None
    facts.count(owed, now)
    return owed


async def _reminder(conn: Any, facts: Facts, row: Schedule, now: datetime) -> NewDelivery | None:
    guild = facts.guild(row.guild)
    known = facts.event(row.guild, row.subject)
    moved = reminders.later(row, known, guild, now) if known else None
    facts.move(row, moved)
    if moved or known is None:
        log.info("reminder %s: %s", row.id, f"moved to {moved}" if moved else "its event is gone")
        return None
    if await facts.called_off(row.guild, known, now):
        log.info("reminder %s, due %s, dropped: another article says that it is off", row.id, row.next_due)
        return None
    first = happenings.first_told(known, await facts.told_alike(row.guild, known))
    today = slots.local_day(now, guild.policy.tz)
    word = partial(facts.worded, known, today, worded_reminder.reminder)
    delivery = reminders.due(row, known, guild, now, word=word, first=first)
    if delivery is None or reminders.superseded(row, known, guild, now):
        log.info("reminder %s, due %s, dropped: too late, or not wanted any more", row.id, row.next_due)
        return None
    return await _now_or_held(conn, facts, row, known, owed=delivery, now=now)


async def _now_or_held(
    conn: Any, facts: Facts, row: Schedule, known: KnownEvent, *, owed: NewDelivery, now: datetime
) -> NewDelivery | None:
    """Return the reminder that is owed unless something holds it, and let it wait then, if that helps anybody."""
    guild = facts.guild(row.guild)
    hold = holds.hold(guild.policy, now, recent=facts.recent(guild))
    urgent = [topic for topic in guild.policy.topics if topic.urgent]
    if hold is None or alerts.passes(hold, topics.about(f"{known.event.title}\n{known.headline}", urgent)):
        return owed
    over = owed.expires_at is not None and hold.until >= owed.expires_at
    if hold.why is Why.FULL:
        if over:
            return owed  # one post too many rather than a reminder after its event
        if await told.spend(conn, [owed.dedupe_key], now):
            await schedules.put(conn, [reminders.held(owed, row, hold.until)])
    elif over and hold.until < NEVER:
        log.info("reminder %s, due %s, dropped: nothing may be posted before its event is over", row.id, row.next_due)
    else:
        facts.move(row, hold.until)
    return None


async def _digest(conn: Any, facts: Facts, row: Schedule, now: datetime) -> NewDelivery | None:
    """Decide all of the guild's digest rows at the first of them."""
    if not facts.first_digest(row.guild):
        return None
    guild = facts.guild(row.guild)
    return await digesting.digest(conn, guild, facts.recent(guild), now, called_off=facts.called_off)


async def _agenda(conn: Any, facts: Facts, row: Schedule, now: datetime) -> None:
    guild = facts.guild(row.guild)

    async def coming() -> Sequence[KnownEvent]:
        yesterday = slots.local_day(now, guild.policy.tz) - _DAY
        found = await events.upcoming(conn, guild=row.guild, on=yesterday, limit=digests.MOST_READ)
        return [one for one in happenings.once_each(found) if not await facts.called_off(row.guild, one, now)]

    await keeping.keep(conn, row, guild, coming, now)


async def _occasions(conn: Any, facts: Facts, row: Schedule, now: datetime) -> None:
    await occasions.keep(conn, row, facts.guild(row.guild), facts, now)


_DECIDE = {
    ScheduleKind.REMINDER: _reminder,
    ScheduleKind.DIGEST: _digest,
    ScheduleKind.HELD: _digest,
    ScheduleKind.AGENDA: _agenda,
    ScheduleKind.OCCASIONS: _occasions,
}
