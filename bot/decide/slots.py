"""Local days and times of day, and the one UTC instant that each of them is.

A slot names an hour of the wall clock ("09:00 in New York"). Wall clocks skip an hour in spring and show one twice in
autumn, so there must be a rule by which every slot happens exactly once.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_FIRST, _LAST = date(1, 1, 3), date(9999, 12, 28)
"""Python's calendar ends here; a day further in, so that no zone's offset steps over the edge."""

_FAR = datetime(9999, 12, 29, tzinfo=UTC)


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the one UTC instant of the local time `at` on the local `day`.

    In the gap of spring it is shifted by the length of the gap (02:30 becomes 03:30), in the overlap of autumn it is
    the first of the two: both are what PEP 495 gives for `fold=0`.
    """
    return _at(min(max(day, _FIRST), _LAST), at, zone)


def local_day(now: datetime, zone: ZoneInfo) -> date:
    """Return the day that a calendar on the wall shows in `zone` at `now`."""
    return min(now, _FAR).astimezone(zone).date()


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Return the instant at which the local `day` is over, in UTC."""
    return _at(min(max(day, _FIRST), _LAST) + _DAY, time(0), zone)


def next_after(now: datetime, at: time, zone: ZoneInfo) -> datetime:
    """Return the first daily slot strictly after `now`, in UTC."""
    return next(slot for slot in _daily(local_day(now, zone) - _DAY, at, zone) if slot > now)


def latest_until(now: datetime, at: time, zone: ZoneInfo) -> datetime:
    """Return the last daily slot that is not after `now`, in UTC."""
    slots = (instant(local_day(now, zone) + n * _DAY, at, zone) for n in (1, 0, -1, -2))
    return next(slot for slot in slots if slot <= now)


def _at(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at.replace(tzinfo=None, fold=0), tzinfo=zone).astimezone(UTC)


def _daily(first: date, at: time, zone: ZoneInfo) -> Iterator[datetime]:
    day = first
    while True:
        yield instant(day, at, zone)
        day += _DAY
