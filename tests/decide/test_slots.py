"""Every local slot happens exactly once, across both changes of 2026."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.decide import slots

ZONES = ("America/New_York", "Europe/London", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu", "UTC")
TIMES = tuple(time(hour, minute) for hour in (0, 1, 2, 3, 9, 23) for minute in (0, 15, 30, 45))


@pytest.mark.parametrize(
    ("zone", "day", "at", "instant"),
    [
        ("America/New_York", date(2026, 3, 7), time(2, 30), datetime(2026, 3, 7, 7, 30, tzinfo=UTC)),
        ("America/New_York", date(2026, 3, 8), time(2, 30), datetime(2026, 3, 8, 7, 30, tzinfo=UTC)),  # 03:30
        ("America/New_York", date(2026, 3, 8), time(9, 0), datetime(2026, 3, 8, 13, 0, tzinfo=UTC)),
        ("America/New_York", date(2026, 11, 1), time(1, 30), datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),  # the first
        ("America/New_York", date(2026, 11, 1), time(9, 0), datetime(2026, 11, 1, 14, 0, tzinfo=UTC)),
        ("Europe/London", date(2026, 3, 29), time(1, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # 02:30
        ("Europe/London", date(2026, 10, 25), time(1, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # the first
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), datetime(2026, 4, 4, 14, 45, tzinfo=UTC)),  # the first
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), datetime(2026, 10, 3, 15, 45, tzinfo=UTC)),  # 02:45
        ("Pacific/Apia", date(2026, 4, 5), time(9, 0), datetime(2026, 4, 4, 20, 0, tzinfo=UTC)),
        ("Asia/Kathmandu", date(2026, 3, 19), time(9, 0), datetime(2026, 3, 19, 3, 15, tzinfo=UTC)),
        ("UTC", date(2026, 3, 19), time(9, 0), datetime(2026, 3, 19, 9, 0, tzinfo=UTC)),
    ],
)
def test_a_slot_in_the_gap_is_shifted_and_one_in_the_overlap_is_the_first(
    zone: str, day: date, at: time, instant: datetime
) -> None:
    assert slots.instant(day, at, ZoneInfo(zone)) == instant


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("at", TIMES)
def test_every_day_of_the_year_has_each_slot_once(zone: str, at: time) -> None:
    tz = ZoneInfo(zone)
    now = slots.instant(date(2025, 12, 31), time(23, 59), tz)
    days = []
    while (now := slots.next_after(now, at, tz)) < slots.instant(date(2027, 1, 1), time(0), tz):
        days.append(now.astimezone(tz).date())
        assert slots.latest_until(now, at, tz) == now
        assert slots.latest_until(now + timedelta(minutes=1), at, tz) == now
    assert days == [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]


@pytest.mark.parametrize("zone", ZONES)
def test_a_day_ends_when_the_next_begins(zone: str) -> None:
    tz = ZoneInfo(zone)
    for n in range(365):
        day = date(2026, 1, 1) + timedelta(days=n)
        end = slots.end_of_day(day, tz)
        assert slots.local_day(end - timedelta(seconds=1), tz) == day
        assert slots.local_day(end, tz) == day + timedelta(days=1)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_edges_of_the_calendar_raise_nothing(zone: str, day: date) -> None:
    tz = ZoneInfo(zone)
    assert slots.instant(day, time(9), tz) < slots.end_of_day(day, tz)
    assert slots.local_day(datetime.max.replace(tzinfo=UTC), tz) > date(9999, 1, 1)
