"""What is looked at whenever it may have changed: a guild's agenda, and its list of events.

The subject of the row holds the instant of the last look, so that a flood of articles makes one look a minute.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.decide import slots
from bot.model.policy import GuildPolicy
from bot.model.schedule import Schedule, ScheduleKind

AT_MOST_EVERY = timedelta(minutes=1)
"""Discord lets a message older than an hour be edited only so often (API error 30046), and nobody reads faster."""

_NOT_YET = datetime.min.replace(tzinfo=UTC)


def schedule_id(kind: ScheduleKind, guild: str) -> str:
    """Return the name of the guild's row; `guild` is `platform:id`."""
    return f"{kind.value}:{guild}"


def plan(kind: ScheduleKind, guild: GuildPolicy, due: datetime, looked_at: datetime = _NOT_YET) -> Schedule:
    """Return the guild's row, due at that instant."""
    subject = f"looked at {looked_at.astimezone(UTC).isoformat()}"
    return Schedule(id=schedule_id(kind, guild.key), kind=kind, guild=guild.key, subject=subject, next_due=due)


def replan(
    kind: ScheduleKind, guild: GuildPolicy, before: Schedule | None, now: datetime, *, wanted: bool
) -> tuple[Schedule, ...]:
    """Return the guild's row after its policy or what it sees has changed, if it is `wanted` or was (`before`).

    What was wanted is looked at a last time, so that it can be brought to an end; not in a guild that has shown us the
    door.
    """
    if not wanted and (before is None or guild.policy.channel is None):
        return ()
    return (plan(kind, guild, now, _looked_at(before) if before else _NOT_YET),)


def too_soon(row: Schedule, now: datetime) -> datetime | None:
    """Return when the next look is due, if the last one was a moment ago."""
    last = _looked_at(row)
    return last + AT_MOST_EVERY if last <= now < last + AT_MOST_EVERY else None


def following(kind: ScheduleKind, guild: GuildPolicy, now: datetime) -> Schedule:
    """Return the row after a look: due when the guild's next day begins."""
    midnight = slots.end_of_day(slots.local_day(now, guild.policy.tz), guild.policy.tz)
    return plan(kind, guild, midnight, now)


def _looked_at(row: Schedule) -> datetime:
    return datetime.fromisoformat(row.subject.removeprefix("looked at "))
