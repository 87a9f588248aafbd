"""When a source is polled next, and what of a poll is posted."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from bot.model.source import MAX_INTERVAL, MIN_INTERVAL, SourceForPoll

MAX_POSTS = 10
"""Alerts from one poll of one source. A feed that brings more at once has changed its ids or comes back from a long
silence; the rest is stored, and the digest tells of it."""

_JITTER = 0.1
"""Up to a tenth of the interval, by the source's id, so that sources added together are not polled together."""


def next_poll(source: SourceForPoll, wait: timedelta, now: datetime) -> datetime:
    """Return when to poll after a success; `wait` is what the server asks for at least."""
    return now + _with_jitter(source, _bounded(max(source.interval, wait)))


def after_failure(source: SourceForPoll, retry_after: float | None, now: datetime) -> datetime:
    """Return when to poll after a failure: doubled from one to the next, and not before the server wants it."""
    doubled = source.interval * float(2 ** min(source.failures, 10))
    asked = timedelta(seconds=retry_after or 0.0)
    return now + _with_jitter(source, _bounded(max(doubled, asked)))


def posts(entry: int, entries: int, *, primed: bool) -> bool:
    """Tell whether the entry number `entry` (from 0, oldest first) of so many new ones is posted.

    The first fetch of a source posts no backlog; later ones post at most the newest MAX_POSTS.
    """
    return primed and entry >= entries - MAX_POSTS


def _bounded(interval: timedelta) -> timedelta:
    return min(max(interval, MIN_INTERVAL), MAX_INTERVAL)


def _with_jitter(source: SourceForPoll, interval: timedelta) -> timedelta:
    share = hashlib.sha256(source.id.encode()).digest()[0] / 255
    return interval + interval * _JITTER * share
