"""When a digest is due, what it tells, and when the next one is.

    at each slot (the policy's digest time in the guild's zone):
        late beyond the grace       → no digest; the next one tells what this one would have
        nothing new                 → no digest; the slot moves on
        otherwise                   → what came since the last one, and what is upcoming

The name of a digest's slot (`subject`) holds the instant up to which the stories have been told, so that neither
downtime nor a skipped slot loses one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from bot.decide import slots
from bot.decide.alerts import destination
from bot.model.article import Article
from bot.model.base import day_of
from bot.model.delivery import NewDelivery, Priority
from bot.model.message import Message
from bot.model.policy import GuildPolicy
from bot.model.schedule import Schedule, ScheduleKind

GRACE = timedelta(hours=6)
"""A morning's digest may come at noon; after that the next one, which then tells more, is the better one."""

MOST_READ = 50
"""Stories looked at for one digest; it shows fewer, and says how many more there are."""

_FIRST_WINDOW = timedelta(days=1)


def plan(guild: GuildPolicy, now: datetime, told_until: datetime | None = None) -> Schedule | None:
    """Return the guild's digest row, or None if it wants no digest.

    `told_until` is the instant up to which its stories have been told; without it the first digest tells a day.
    """
    policy = guild.policy
    if policy.digest_time is None or policy.channel is None:
        return None
    return Schedule(
        id=f"digest:{guild.platform}:{guild.guild}",
        kind=ScheduleKind.DIGEST,
        guild=f"{guild.platform}:{guild.guild}",
        subject=f"daily after {(told_until or now - _FIRST_WINDOW).astimezone(UTC).isoformat()}",
        next_due=slots.next_after(now, policy.digest_time, policy.tz),
    )


def told_until(schedule: Schedule) -> datetime:
    """Return the instant up to which the stories have been told, as the slot's name says."""
    return datetime.fromisoformat(schedule.subject.removeprefix("daily after "))


def fresh(articles: Sequence[Article], since: datetime) -> tuple[Article, ...]:
    """Return those that are news: what was published long before is the backlog of a source that was just added."""
    oldest = since.date() - _FIRST_WINDOW
    return tuple(one for one in articles if one.published is None or day_of(one.published) >= oldest)


def due(
    schedule: Schedule,
    guild: GuildPolicy,
    articles: Sequence[Article],
    now: datetime,
    word: Callable[[], Message],
) -> tuple[NewDelivery | None, Schedule | None]:
    """Return the digest that is owed, if any, and the row of the next slot (None: no digest is wanted any more).

    `articles` are those that came after `told_until(schedule)`, newest first.
    """
    where, slot = destination(guild), schedule.next_due
    following = plan(guild, now, told_until(schedule))
    if where is None or following is None or slot is None:
        return None, None
    if now - slot > GRACE:
        return None, following
    if not articles:
        return None, plan(guild, now, now)
    delivery = NewDelivery(
        dedupe_key=f"digest:{slot.astimezone(UTC).isoformat()}:{where.platform}:{where.channel}",
        destination=where,
        message=word(),
        priority=Priority.DIGEST,
        cause=schedule.id,
        not_before=slot,
        expires_at=following.next_due,
    )
    return delivery, plan(guild, now, now)
