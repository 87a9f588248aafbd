"""When a guild's rolling agenda is looked at: when its events change, and when its day begins.

The name of the row's subject holds the instant at which the agenda was looked at last, so that a flood of articles
changes the message at most once a minute.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.decide import holds, reminders, slots
from bot.decide.alerts import destination
from bot.model.delivery import Destination
from bot.model.event import KnownEvent
from bot.model.policy import GuildPolicy
from bot.model.schedule import NEVER, Schedule, ScheduleKind

AT_MOST_EVERY = timedelta(minutes=1)
"""Discord lets a message older than an hour be edited only so often (API error 30046), and nobody reads faster."""

_NOT_YET = datetime.min.replace(tzinfo=UTC)


def schedule_id(guild: str) -> str:
    """Return the name of the guild's row, which is also the cause of its messages; `guild` is `platform:id`."""
    return f"agenda:{guild}"


def place(guild: GuildPolicy) -> Destination | None:
    """Return where the guild's agenda stands, or None if it wants none."""
    return destination(guild) if guild.policy.agenda else None


def plan(guild: GuildPolicy, due: datetime, looked_at: datetime = _NOT_YET) -> Schedule:
    """Return the guild's row, due at that instant."""
    subject = f"looked at {looked_at.astimezone(UTC).isoformat()}"
    return Schedule(id=schedule_id(guild.key), kind=ScheduleKind.AGENDA, guild=guild.key, subject=subject, next_due=due)


def replan(guild: GuildPolicy, listed: Schedule | None, now: datetime) -> tuple[Schedule, ...]:
    """Return the guild's row after its policy or what it sees has changed, if it has an agenda or had one (`listed`).

    One that had one is looked at a last time, so that what stands there is told to be no longer kept.
    """
    if place(guild) is None and (listed is None or guild.policy.channel is None):
        return ()
    return (plan(guild, now, _looked_at(listed) if listed else _NOT_YET),)


def later(row: Schedule, guild: GuildPolicy, now: datetime) -> datetime | None:
    """Return when the agenda is looked at, if that is not now: it was a moment ago, or the guild is paused."""
    if holds.paused(guild.policy, now):
        return (guild.policy.pause.until if guild.policy.pause else None) or NEVER
    last = _looked_at(row)
    return last + AT_MOST_EVERY if last <= now < last + AT_MOST_EVERY else None


def following(guild: GuildPolicy, now: datetime) -> Schedule:
    """Return the row after it was looked at: due when the guild's next day begins."""
    midnight = slots.end_of_day(slots.local_day(now, guild.policy.tz), guild.policy.tz)
    return plan(guild, midnight, now)


def shown(events: Sequence[KnownEvent], guild: GuildPolicy, now: datetime) -> tuple[KnownEvent, ...]:
    """Return the events that are not over."""
    return tuple(known for known in events if reminders.end(known.event, guild.policy) > now)


def _looked_at(row: Schedule) -> datetime:
    return datetime.fromisoformat(row.subject.removeprefix("looked at "))
