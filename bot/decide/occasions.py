"""Which events stand in a guild's own list of events on the platform, and from when to when.

listed:  what is told as scheduled to a day or better, once, and surely enough (or amended by an admin)
an instant         from it for one hour: a list wants an end, and articles name none
a day, some days   from noon of the first to the end of the last on the guild's clock

Noon, since each reader sees the list in a zone of their own: within eleven hours of the guild's it is the same day
there, where midnight would be the day before for everybody further west. What stands there says so in words.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.decide import holds, looks, slots
from bot.decide.alerts import destination
from bot.model.delivery import Destination
from bot.model.event import Event, EventStatus, KnownEvent
from bot.model.message import Occasion
from bot.model.policy import GuildPolicy, Policy
from bot.model.schedule import Schedule, ScheduleKind

MOST = 50
"""Of ours at a time in one guild: half of Discord's 100, so that people have room for theirs."""

LASTS = timedelta(hours=1)
_NOON, _LAST_MINUTE = time(12), time(23, 59)
_LISTED = {EventStatus.SCHEDULED, EventStatus.RESCHEDULED}
_NO_PLACE = "No place is named"


def place(guild: GuildPolicy) -> Destination | None:
    """Return the guild's list of events as a destination, or None if it wants none.

    It is no channel; it is named so that what goes there is paced, and closed, as one.
    """
    posts = destination(guild) if guild.policy.event_list else None
    return posts.model_copy(update={"channel": f"events:{guild.guild}"}) if posts else None


def replan(guild: GuildPolicy, before: Schedule | None, now: datetime) -> tuple[Schedule, ...]:
    """Return the guild's row after its policy or what it sees has changed; see `looks.replan`."""
    return looks.replan(ScheduleKind.OCCASIONS, guild, before, now, wanted=place(guild) is not None)


def following(guild: GuildPolicy, now: datetime) -> Schedule:
    """Return the row after a look: due when the guild's next day begins, or when its pause ends."""
    row, pause = looks.following(ScheduleKind.OCCASIONS, guild, now), guild.policy.pause
    if pause is None or pause.until is None or row.next_due is None or not now < pause.until < row.next_due:
        return row
    return row.model_copy(update={"next_due": pause.until})


def room(guild: GuildPolicy, standing: int, now: datetime) -> int:
    """Return how many more may be listed; none in a pause, when nothing new is told."""
    return 0 if holds.paused(guild.policy, now) else max(0, MOST - standing)


def occasion(known: KnownEvent, policy: Policy) -> Occasion | None:
    """Return when and where the event stands in the list, or None if it has no place there."""
    event = known.event
    sure = known.amended or not event.uncertain
    told = event.status in _LISTED and not event.forecast and event.recurrence is None
    if not (sure and told) or event.when.precision.coarse:
        return None
    starts, ends = _times(event, policy)
    return Occasion(starts=starts, ends=ends, place=event.place or _NO_PLACE)


def _times(event: Event, policy: Policy) -> tuple[datetime, datetime]:
    when = event.when
    if when.instant is not None:
        return when.instant, when.instant + LASTS
    first = slots.instant(when.earliest, _NOON, policy.tz)
    return first, slots.instant(when.latest, _LAST_MINUTE, policy.tz)
