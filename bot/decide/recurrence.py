"""Which instants recurring wall-clock times are, each exactly once, in order, across every change of clocks.

A time in the gap of spring is shifted by the gap's length, one in the overlap of autumn is the first of the two
(`slots.instant`); two times that a gap shifts onto each other are one instant, and one slot.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

from bot.decide import cron, rrule_text, slots
from bot.decide.rrule import HORIZON
from bot.model.recurrence import Cron, Recurrence, Rule, Weekly

LEAST_GAP = timedelta(hours=1)
"""Between two digests: more often, alerts are what somebody wants."""

_LOOKED_AT = 500
"""Slots that are looked at for two that are too close: more than any week has."""

_DAY = timedelta(days=1)


def walls(one: Recurrence, first: date) -> Iterator[datetime]:
    """Yield its times by the wall clock (naive), in order, from the day `first` on, as far as the horizon."""
    match one:
        case Weekly():
            return _on_days(first, set(one.weekdays), one.times)
        case Cron():
            fields = cron.parse(one.expression)
            return (datetime.combine(day, at) for day in _days(first) if fields.on(day) for at in fields.times)
        case Rule():
            return rrule_text.parse(one.rule, one.start).walls(first)


def slots_after(recurrences: Sequence[Recurrence], after: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """Yield the instants (UTC) strictly after `after`, in order, each once."""
    told = after
    for at in _in_order(recurrences, slots.local_day(after, zone) - 2 * _DAY, zone):
        if at > told:
            yield at
            told = at


def next_after(recurrences: Sequence[Recurrence], after: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the first slot strictly after `after`, in UTC; None if there is none within the horizon."""
    return next(slots_after(recurrences, after, zone), None)


def too_close(recurrences: Sequence[Recurrence], first: date) -> tuple[datetime, datetime] | None:
    """Return two wall-clock times that are less than an hour apart, or None; the first 500 are looked at."""
    coming = islice(_merged(recurrences, first), _LOOKED_AT)
    return next(((a, b) for a, b in pairwise(coming) if a < b < a + LEAST_GAP), None)


def _in_order(recurrences: Sequence[Recurrence], first: date, zone: ZoneInfo) -> Iterator[datetime]:
    """Yield instants in order: one that a gap shifted waits until no wall-clock time to come can be before it."""
    waiting: list[datetime] = []
    for wall in _merged(recurrences, first):
        while waiting and waiting[0].astimezone(zone).replace(tzinfo=None) < wall:
            yield heapq.heappop(waiting)
        heapq.heappush(waiting, slots.instant(wall.date(), wall.time(), zone))
    while waiting:
        yield heapq.heappop(waiting)


def _merged(recurrences: Sequence[Recurrence], first: date) -> Iterator[datetime]:
    return heapq.merge(*(walls(one, first) for one in recurrences))


def _on_days(first: date, weekdays: set[int], times: Sequence[time]) -> Iterator[datetime]:
    return (datetime.combine(day, at) for day in _days(first) if day.weekday() in weekdays for at in times)


def _days(first: date) -> Iterator[date]:
    for n in range(min(HORIZON, date.max - first).days):
        yield first + n * _DAY
