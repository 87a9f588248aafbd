"""When a digest is due, what it tells, and when the next one is.

    at each slot (the policy's digest times in the guild's zone; one in a pause or quiet hours when these end):
        late beyond the grace       → no digest; the next one tells what this one would have
        nothing new                 → no digest; the slot moves on
        otherwise                   → what came since the last one, and what is upcoming

The name of a digest's slot (`subject`) holds the instant up to which the stories have been told, so that neither
downtime nor a skipped slot loses one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from bot.decide import holds, recurrence
from bot.decide.alerts import destination
from bot.model.article import Article
from bot.model.base import day_of
from bot.model.delivery import NewDelivery, Priority
from bot.model.message import Message
from bot.model.policy import GuildPolicy, Policy
from bot.model.schedule import NEVER, Schedule, ScheduleKind

GRACE = timedelta(hours=6)
"""A morning's digest may come at noon; after that the next one, which then tells more, is the better one."""

MOST_READ = 50
"""Stories looked at for one digest; it shows fewer, and says how many more there are."""

_FIRST_WINDOW = timedelta(days=1)
_SET_BACK = timedelta(days=1)
"""By how much a clock that was set back may have been ahead for its digests to count as told."""

_HELD_LIFE = timedelta(days=7)
"""What was held is told nowhere else; a channel that takes nothing for a week has other worries."""

_LAST_ONE = timedelta(days=1)
"""How long the last digest of a rule that ends may wait for the platform: no later one tells its stories."""


def plan(
    guild: GuildPolicy, now: datetime, told_until: datetime | None = None, *, missed_since: datetime | None = None
) -> Schedule | None:
    """Return the guild's digest row, or None if no digest is wanted, or none comes any more.

    `told_until` is the instant up to which its stories have been told; without it the first digest tells a day. A slot
    between `missed_since`, when a pause began, and now is due at once. No slot up to `told_until` comes again, also if
    the clock was set back.
    """
    policy = guild.policy
    if policy.channel is None:
        return None
    told = told_until if told_until and told_until < now + _SET_BACK else None
    looked_from = max(min(missed_since or now, now), told or now - _FIRST_WINDOW)
    slot = recurrence.next_after(policy.digests, looked_from if missed_since else max(now, looked_from), policy.tz)
    if slot is None:
        return None
    return Schedule(
        id=f"digest:{guild.platform}:{guild.guild}",
        kind=ScheduleKind.DIGEST,
        guild=f"{guild.platform}:{guild.guild}",
        subject=f"daily after {(told or now - _FIRST_WINDOW).astimezone(UTC).isoformat()}",
        next_due=holds.release(policy, max(slot, now)) or NEVER,
    )


def coming(policy: Policy, now: datetime) -> Iterator[datetime]:
    """Yield when digests come after `now`, each once, with pause and quiet hours; none in a pause without end."""
    told = now
    for slot in recurrence.slots_after(policy.digests, now, policy.tz):
        at = holds.release(policy, slot)
        if at is None:
            return
        if at > told:
            yield at
            told = at


def meanwhile(
    guild: GuildPolicy, held: Sequence[Schedule], now: datetime, word: Callable[[], Message]
) -> NewDelivery | None:
    """Return the digest of what was held, once it may be posted. Its key names what it tells, which is held once."""
    where = destination(guild)
    if where is None:
        return None
    told = hashlib.sha256("\n".join(sorted(row.id for row in held)).encode()).hexdigest()[:32]
    return NewDelivery(
        dedupe_key=f"held:{told}:{where.platform}:{where.channel}",
        destination=where,
        message=word(),
        priority=Priority.DIGEST,
        cause=f"held:{guild.key}",
        not_before=now,
        expires_at=now + _HELD_LIFE,
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
    """Return the digest that is owed, if any, and the row of the next slot (None: none is wanted or comes any more).

    `articles` are those that came after `told_until(schedule)`, newest first.
    """
    where, slot = destination(guild), schedule.next_due
    if where is None or slot is None or not guild.policy.digests:
        return None, None
    if now - slot > GRACE:
        return None, plan(guild, now, told_until(schedule))
    following = plan(guild, now, now)
    if not articles:
        return None, following
    delivery = NewDelivery(
        dedupe_key=f"digest:{slot.astimezone(UTC).isoformat()}:{where.platform}:{where.channel}",
        destination=where,
        message=word(),
        priority=Priority.DIGEST,
        cause=schedule.id,
        not_before=slot,
        expires_at=following.next_due if following else now + _LAST_ONE,
    )
    return delivery, following
