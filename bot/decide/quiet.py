"""Quiet hours: whether it is quiet at an instant, and when that began and ends, across every change of clocks.

Quiet hours are wall-clock times like any slot: their beginning or end in the gap of spring is shifted, in the overlap
of autumn the first of the two is meant. A span that lies in the gap alone does not happen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.decide import slots
from bot.model.recurrence import QuietHours

LEAST_ROOM = timedelta(hours=1)
"""What must be left of a week, so that what is held is delivered within it."""

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


@lru_cache(maxsize=4096)  # guilds that set the same share it; an article is weighed for each of them
def spans(hours: tuple[QuietHours, ...], today: date, zone: ZoneInfo) -> tuple[tuple[datetime, datetime], ...]:
    """Return the quiet spans of the days around `today`, each from when on and until when, in order, joined."""
    found = sorted(span for one in hours for span in _begun(one, today, zone))
    joined: list[tuple[datetime, datetime]] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        elif start < end:
            joined.append((start, end))
    return tuple(joined)


def span_at(hours: tuple[QuietHours, ...], at: datetime, zone: ZoneInfo) -> tuple[datetime, datetime] | None:
    """Return from when and until when it is quiet around `at` (the end itself is loud again), or None."""
    if not hours:
        return None
    return next(
        ((start, end) for start, end in spans(hours, slots.local_day(at, zone), zone) if start <= at < end), None
    )


def leaves_room(hours: Sequence[QuietHours]) -> bool:
    """Tell whether an hour of the week is left in which something may be posted."""
    taken = sorted(_of_week(hours))
    reached = timedelta(0)
    for start, end in taken:
        if start - reached >= LEAST_ROOM:
            return True
        reached = max(reached, end)
    return _WEEK - reached >= LEAST_ROOM


def _begun(one: QuietHours, today: date, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """Yield the spans that begin a week before to a week after the day: joined ones may be long."""
    for n in range(-8, 9):
        day = today + n * _DAY
        if day.weekday() in one.weekdays:
            last = day if one.end > one.start else day + _DAY
            yield slots.instant(day, one.start, zone), slots.instant(last, one.end, zone)


def _of_week(hours: Sequence[QuietHours]) -> Iterator[tuple[timedelta, timedelta]]:
    """Yield the spans of a week without changes of clocks, as distances from its beginning; one over its end twice."""
    for one in hours:
        for day in one.weekdays:
            start, end = _since(day, one.start), _since(day, one.end)
            end += _DAY if end <= start else timedelta(0)
            yield start, end
            yield start - _WEEK, end - _WEEK


def _since(day: int, at: time) -> timedelta:
    return timedelta(days=day, hours=at.hour, minutes=at.minute)
