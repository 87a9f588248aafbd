"""When a source is polled next, and what of a poll is posted."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.model.article import RawArticle
from bot.model.source import MAX_INTERVAL, MIN_INTERVAL, Entry, SourceForPoll, Withheld

MAX_POSTS = 10
"""Alerts from one poll of one source. A feed that brings more at once has changed its ids or comes back from a long
silence; the rest is stored, and the digest tells of it."""

MAX_CHANGED = 20
"""Known entries that one poll reads again. Some feeds write a new time into every entry at every fetch."""

MAX_AHEAD = timedelta(days=2)
"""How far after now a date of publication may lie: zones differ by up to a day, and clocks go wrong by some hours."""

FIRST_YEAR = 1900
"""Of dates of publication; software that has no date writes the year 1, or 1601."""

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


def withheld(entry: int, entries: int, *, primed: bool) -> Withheld | None:
    """Return why the entry number `entry` (from 0, oldest first) of so many new ones is not posted; None if it is.

    The first fetch of a source posts no backlog; later ones post at most the newest MAX_POSTS.
    """
    if not primed:
        return Withheld.BACKLOG
    return Withheld.FLOOD if entry < entries - MAX_POSTS else None


def said(entry: Entry) -> str:
    """Return a digest of what an entry says: its words, and when it was last changed."""
    told = entry.article.model_dump_json(include={"headline", "body", "updated"})
    return hashlib.sha256(told.encode()).hexdigest()


def dated(article: RawArticle, now: datetime) -> RawArticle:
    """Return the article without the dates that cannot be true: what is not told can be inferred from the text."""
    wrong = [name for name in ("published", "updated") if not _can_be(getattr(article, name), now)]
    return article.model_copy(update=dict.fromkeys(wrong)) if wrong else article


def _can_be(when: date | datetime | None, now: datetime) -> bool:
    latest = now + MAX_AHEAD
    if isinstance(when, datetime):
        return when.year >= FIRST_YEAR and when <= latest
    return when is None or (when.year >= FIRST_YEAR and when <= latest.date())


def to_read(entries: Sequence[Entry], known: Mapping[str, str | None]) -> tuple[list[Entry], list[Entry]]:
    """Return the entries that are new, oldest first, and those that say something else than they did.

    `known` has the digest of what each known entry said last; None is kept from before there were digests, and is no
    change. Of the changed ones at most the newest MAX_CHANGED.
    """
    new = [entry for entry in reversed(entries) if entry.identity not in known]  # feeds tell the newest first
    before = {entry.identity: known.get(entry.identity) for entry in entries}
    changed = [entry for entry in entries if before[entry.identity] not in {None, said(entry)}]
    return new, list(reversed(changed[:MAX_CHANGED]))


def _bounded(interval: timedelta) -> timedelta:
    return min(max(interval, MIN_INTERVAL), MAX_INTERVAL)


def _with_jitter(source: SourceForPoll, interval: timedelta) -> timedelta:
    share = hashlib.sha256(source.id.encode()).digest()[0] / 255
    return interval + interval * _JITTER * share
