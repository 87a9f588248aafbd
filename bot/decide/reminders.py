"""When a guild is reminded of an event, and whether a reminder that is due is still wanted.

an event worth a reminder (asserted, certain enough, told to at least a year, not over)
    known to the day or better:  at each lead time, at the guild's reminder hour (hours before: exact instants only)
    coarser:                     on its first day, at the guild's reminder hour
a slot in the past is not planned, but for the last of them if it is within the grace (or fell into a pause)
a slot in a pause or in quiet hours waits for their end; where the event would be over by then, it comes ten
    minutes before the quiet hours (a pause it does not break)
a slot at or after the event's end (its instant, where one is known) is never planned and never fires
of several that are due at once for one event only the last is worth saying
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.decide import holds, quiet, slots
from bot.decide.alerts import destination
from bot.model.delivery import NewDelivery, Priority
from bot.model.event import Event, EventStatus, KnownEvent
from bot.model.message import Message
from bot.model.policy import GuildPolicy, Policy
from bot.model.schedule import Schedule, ScheduleKind
from bot.model.time import Precision

GRACE = timedelta(hours=12)
"""How late a reminder may be after downtime: one of the morning still helps in the evening, not on the next day."""

_BEFORE_QUIET = timedelta(minutes=10)
"""How long before quiet hours: enough for a restart in between."""

_DAY = timedelta(days=1)
_REMINDABLE = {EventStatus.SCHEDULED, EventStatus.TENTATIVE, EventStatus.RESCHEDULED}


def plan(
    event: KnownEvent,
    guild: GuildPolicy,
    now: datetime,
    *,
    catch_up: bool = True,
    missed_since: datetime | None = None,
) -> tuple[Schedule, ...]:
    """Return the schedule rows of the event's reminders for the guild, soonest first.

    With `catch_up` the last slot that has passed is planned too if it is within the grace, or after `missed_since`,
    when a pause began. Intake switches it off where an alert tells of the event at that moment.
    """
    if not _wanted(event.event, guild) or now >= end(event.event, guild.policy):
        return ()
    rows = sorted(_rows(event, guild), key=lambda row: (row[0], -row[1]))
    oldest = min(missed_since or now, now - GRACE)
    coming = [row for row in rows if row[0] > now]
    passed = [(due_at if due_at >= now - GRACE else now, lead) for due_at, lead in rows if oldest <= due_at <= now]
    chosen = passed[-1:] + coming if catch_up else coming
    return tuple(_schedule(event, guild, due_at, lead) for due_at, lead in chosen)


def schedule_id(guild: GuildPolicy, event_id: str, lead: timedelta) -> str:
    """Return the name of the schedule row, so that planning again replaces it."""
    return f"reminder:{guild.platform}:{guild.guild}:{event_id}:{int(lead.total_seconds())}"


def slot(event: Event, lead: timedelta, policy: Policy) -> datetime | None:
    """Return the instant of the reminder with that lead time, or None if the event has none such."""
    if event.when.precision.rank > Precision.YEAR.rank:
        return None  # the first day of a decade tells nobody anything
    due_at = _slot(event, lead, policy)
    return _allowed(due_at, end(event, policy), policy) if due_at is not None else None


def _allowed(due_at: datetime, ends: datetime, policy: Policy) -> datetime | None:
    """Return when a slot comes that the guild's quiet hours or pause may move; None if it never does."""
    if due_at >= ends:
        return None
    free = holds.release(policy, due_at)
    if free is not None and free < ends:
        return free
    span = quiet.span_at(policy.quiet, due_at, policy.tz)
    if span is None or holds.paused(policy, due_at) or holds.paused(policy, span[0] - _BEFORE_QUIET):
        return None
    return span[0] - _BEFORE_QUIET


def _slot(event: Event, lead: timedelta, policy: Policy) -> datetime | None:
    when = event.when
    if when.precision.coarse:
        return None if lead else slots.instant(when.earliest, policy.reminder_time, policy.tz)
    if lead % _DAY:
        return when.instant - lead if when.instant else None
    day = slots.local_day(when.instant, policy.tz) if when.instant else when.earliest
    return slots.instant(day - lead, policy.reminder_time, policy.tz)


def end(event: Event, policy: Policy) -> datetime:
    """Return the instant from which on a reminder is too late.

    That is the instant of the event where it is known, else the end of its last day in the guild's zone (a day event
    of several days ends for a reminder with its first day: then it has begun).
    """
    when = event.when
    if when.instant:
        return when.instant
    return slots.end_of_day(when.latest if when.precision.coarse else when.earliest, policy.tz)


def due(
    schedule: Schedule,
    event: KnownEvent | None,
    guild: GuildPolicy,
    now: datetime,
    *,
    word: Callable[[], Message],
    first: KnownEvent | None = None,
) -> NewDelivery | None:
    """Return the reminder that is owed, or None if it is late beyond its grace or has lost its event or its wish.

    `first` is the event that stands for the happening where several articles tell of it (`happenings.first_told`);
    the dedupe key is made of it, so that a channel is reminded once. A moved date is another value and makes
    another key.
    """
    where = destination(guild)
    if event is None or where is None or schedule.next_due is None or schedule.lead is None:
        return None
    if not _wanted(event.event, guild) or now - schedule.next_due > GRACE:
        return None
    ends = end(event.event, guild.policy)
    if now >= ends:
        return None
    stands_for = (first or event).event
    return NewDelivery(
        dedupe_key=f"reminder:{stands_for.id}:{stands_for.when.value}:{int(schedule.lead.total_seconds())}"
        f":{where.platform}:{where.channel}",
        destination=where,
        message=word(),
        priority=Priority.REMINDER,
        cause=event.event.id,
        not_before=schedule.next_due,
        expires_at=ends,
    )


def later(schedule: Schedule, event: KnownEvent, guild: GuildPolicy, now: datetime) -> datetime | None:
    """Return the instant to which a due row has moved because its event or the policy has, None if it has not."""
    if schedule.lead is None or not _wanted(event.event, guild):
        return None
    due_at = slot(event.event, schedule.lead, guild.policy)
    return due_at if due_at is not None and due_at > now else None


def worth(event: KnownEvent, guild: GuildPolicy, now: datetime) -> bool:
    """Tell whether a reminder of the event is still wanted at `now`, whatever its lead time."""
    return _wanted(event.event, guild) and now < end(event.event, guild.policy)


def held(delivery: NewDelivery, schedule: Schedule, until: datetime) -> Schedule:
    """Return the row of a reminder that waits to be told together with others; its key is used up."""
    name = f"held:{schedule.guild}:{delivery.dedupe_key.rpartition(':')[0]}"
    return schedule.model_copy(update={"id": name, "kind": ScheduleKind.HELD, "next_due": until})


def superseded(schedule: Schedule, event: KnownEvent, guild: GuildPolicy, now: datetime) -> bool:
    """Tell whether a later reminder of the event is due as well, after downtime or a pause: it says all of it."""
    lead = schedule.lead
    return any(due_at <= now for due_at, other in _rows(event, guild) if lead is not None and other < lead)


def _wanted(event: Event, guild: GuildPolicy) -> bool:
    return (
        guild.policy.reminders
        and guild.policy.channel is not None
        and not event.forecast
        and event.status in _REMINDABLE
        and not event.uncertain
    )


def _rows(event: KnownEvent, guild: GuildPolicy) -> list[tuple[datetime, timedelta]]:
    leads = guild.policy.lead_times
    if leads and event.event.when.precision.coarse:
        leads = (timedelta(0),)
    found = ((slot(event.event, lead, guild.policy), lead) for lead in leads)
    return [(due_at, lead) for due_at, lead in found if due_at is not None]


def _schedule(event: KnownEvent, guild: GuildPolicy, due_at: datetime, lead: timedelta) -> Schedule:
    return Schedule(
        id=schedule_id(guild, event.event.id, lead),
        kind=ScheduleKind.REMINDER,
        guild=f"{guild.platform}:{guild.guild}",
        subject=event.event.id,
        lead=lead,
        next_due=due_at,
    )
