"""Where a guild's rolling agenda stands, when it is looked at, and what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.decide import holds, looks, reminders
from bot.decide.alerts import destination
from bot.model.delivery import Destination
from bot.model.event import KnownEvent
from bot.model.policy import GuildPolicy
from bot.model.schedule import NEVER, Schedule, ScheduleKind


def schedule_id(guild: str) -> str:
    """Return the name of the guild's row, which is also the cause of its messages; `guild` is `platform:id`."""
    return looks.schedule_id(ScheduleKind.AGENDA, guild)


def place(guild: GuildPolicy) -> Destination | None:
    """Return where the guild's agenda stands, or None if it wants none."""
    return destination(guild) if guild.policy.agenda else None


def replan(guild: GuildPolicy, before: Schedule | None, now: datetime) -> tuple[Schedule, ...]:
    """Return the guild's row after its policy or what it sees has changed; see `looks.replan`."""
    return looks.replan(ScheduleKind.AGENDA, guild, before, now, wanted=place(guild) is not None)


def later(row: Schedule, guild: GuildPolicy, now: datetime) -> datetime | None:
    """Return when the agenda is looked at, if that is not now: it was a moment ago, or the guild is paused."""
    if holds.paused(guild.policy, now):
        return (guild.policy.pause.until if guild.policy.pause else None) or NEVER
    return looks.too_soon(row, now)


def following(guild: GuildPolicy, now: datetime) -> Schedule:
    """Return the row after it was looked at: due when the guild's next day begins."""
    return looks.following(ScheduleKind.AGENDA, guild, now)


def shown(events: Sequence[KnownEvent], guild: GuildPolicy, now: datetime) -> tuple[KnownEvent, ...]:
    """Return the events that are not over."""
    return tuple(known for known in events if reminders.end(known.event, guild.policy) > now)
