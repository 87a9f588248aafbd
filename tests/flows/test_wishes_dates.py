"""Dates of events as admins write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.errors import PolicyError
from bot.flows import wishes
from bot.model.time import Precision

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-20", date(2026, 3, 20)),
        (" March 20 ", date(2026, 3, 20)),
        ("Mar. 20, 2026", date(2026, 3, 20)),
        ("march 1", date(2027, 3, 1)),
        ("20 March", date(2026, 3, 20)),
        ("20 Mar. 2026", date(2026, 3, 20)),
        ("february 29", date(2028, 2, 29)),
        ("2026-03-02", date(2026, 3, 2)),
    ],
)
def test_a_day_is_a_day(text: str, day: date) -> None:
    read = wishes.event_time(text, now=NOW, zone=ZONE)
    assert (read.earliest, read.latest, read.precision, read.instant) == (day, day, Precision.DAY, None)
    assert read.value == day.isoformat()


@pytest.mark.parametrize(
    "text", ["2026-03-20 15:00", "2026-03-20T15:00", "March 20 at 3pm", "march 20, 15:00", "20 March 15:00"]
)
def test_a_clock_time_is_an_instant_by_the_guilds_clock(text: str) -> None:
    read = wishes.event_time(text, now=NOW, zone=ZONE)
    assert read.instant == datetime(2026, 3, 20, 14, tzinfo=UTC)
    assert (read.value, read.zone, read.precision) == ("2026-03-20T15:00", "Europe/Berlin", Precision.TIME)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2026-03-01", "is past"),
        ("2026-03-02 08:00", "is past"),
        ("2046-03-01", "ten years"),
        ("2026-02-30", "no date"),
        ("next week", "no date"),
        ("", "no date"),
        ("march 99", "no date"),
        ("smarch 3", "no date"),
        ("2026-03-20 25:00", "no time of day"),
        ("2026-03-20 24:00", "end of the day"),
        ("2026-03-29 02:30", "put forward and skip 02:30"),
        ("2026-03-20 15:00 UTC", "no time of day"),
        ("99999-01-01", "no date"),
        ("february 30", "no date"),
        ("march 0", "no date"),
        ("a" * 100_000, "no date"),
        ("march " + "1" * 100_000, "no date"),
    ],
)
def test_anything_else_is_refused_with_what_to_write(text: str, says: str) -> None:
    with pytest.raises(PolicyError, match=says):
        wishes.event_time(text, now=NOW, zone=ZONE)
