"""Whether a post must wait, and until when.

paused                           → until the pause ends; nothing passes
quiet hours                      → until they end; urgent topics pass
the channel has had its posts
    within the last hour         → until the oldest of them is an hour past; urgent topics pass
something of the guild waits     → with it, so that news stays in order; urgent topics pass
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from bot.decide import quiet
from bot.model.base import Frozen
from bot.model.policy import Policy
from bot.model.schedule import NEVER

HOUR = timedelta(hours=1)


class Why(StrEnum):
    """What holds a post."""

    PAUSED = "paused"
    QUIET = "quiet"
    FULL = "full"
    WAITING = "waiting"


class Hold(Frozen):
    """A post that must wait until `until`: NEVER where only an admin can end it."""

    until: datetime
    why: Why


def may_hold(policy: Policy) -> bool:
    """Tell whether the policy could ever hold a post."""
    return bool(policy.quiet) or policy.pause is not None or policy.posts_per_hour is not None


def paused(policy: Policy, at: datetime) -> bool:
    """Tell whether the guild is paused at that instant."""
    pause = policy.pause
    return pause is not None and pause.since <= at and (pause.until is None or at < pause.until)


def release(policy: Policy, at: datetime) -> datetime | None:
    """Return the first instant from `at` on that is in no pause and no quiet hours; None if a pause has no end."""
    while True:
        if paused(policy, at):
            if policy.pause is None or policy.pause.until is None:
                return None
            at = policy.pause.until
        span = quiet.span_at(policy.quiet, at, policy.tz)
        if span is None:
            return at
        at = span[1]


def room(policy: Policy, recent: Sequence[datetime], at: datetime) -> datetime:
    """Return the first instant from `at` on at which the cap allows a post.

    `recent` are the instants of the channel's newest posts, at least as many as the cap if there were so many.
    """
    cap = policy.posts_per_hour
    if cap is None or len(recent) < cap:
        return at
    return max(at, sorted(recent)[-cap] + HOUR)


def hold(policy: Policy, now: datetime, *, recent: Sequence[datetime] = (), waiting: bool = False) -> Hold | None:
    """Return what holds a post of the guild at `now`, or None.

    `recent` as for `room`; `waiting` says that something of the guild waits already.
    """
    free = release(policy, now)
    if free is None or free > now:
        return Hold(until=free or NEVER, why=Why.PAUSED if paused(policy, now) else Why.QUIET)
    fits = room(policy, recent, now)
    if fits > now:
        return Hold(until=release(policy, fits) or NEVER, why=Why.FULL)
    return Hold(until=now, why=Why.WAITING) if waiting else None
