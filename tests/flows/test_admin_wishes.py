"""What admins write is read, and what cannot be read is answered with what to write instead."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from bot.errors import PolicyError, UnknownZoneError
from bot.flows import wishes

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("7d, 1d, 0d", (7 * DAY, DAY, timedelta(0))),
        ("1 week, 1 day, morning", (7 * DAY, DAY, timedelta(0))),
        ("Two weeks and a day; on the day", (14 * DAY, DAY, timedelta(0))),
        ("1d 7d".replace(" ", ","), (7 * DAY, DAY)),
        ("3 hours before, 1 day before", (DAY, 3 * HOUR)),
        ("1d, 1 day, 24h", (DAY,)),
        ("in the morning", (timedelta(0),)),
        ("366d", (366 * DAY,)),
        (" None ", ()),
        ("off", ()),
    ],
)
def test_lead_times_are_read_longest_first_and_each_once(text: str, leads: tuple[timedelta, ...]) -> None:
    assert wishes.lead_times(text) == leads


@pytest.mark.parametrize("text", ["", " , ", "soon", "7", "1 month", "-1d", "367d", "9999 weeks", "1d, soon", "1.5d"])
def test_what_is_no_lead_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(PolicyError, match=r"7d, 1d, morning|at most 366 days"):
        wishes.lead_times(text)


def test_more_lead_times_than_a_policy_holds_are_refused() -> None:
    with pytest.raises(PolicyError, match="9 lead times are too many: give at most 8"):
        wishes.lead_times("1d,2d,3d,4d,5d,6d,7d,8d,9d")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("08:00", time(8)), ("8", time(8)), ("8:05", time(8, 5)), ("20.30", time(20, 30)), ("8h15", time(8, 15)),
        ("8am", time(8)), ("8 PM", time(20)), ("12 am", time(0)), ("12pm", time(12)), ("8:30 p.m.", time(20, 30)),
        ("noon", time(12)), ("Midnight", time(0)), ("24:00", time(0)), (" 09:00 ", time(9)),
    ],
)  # fmt: skip
def test_a_time_of_day_is_read_as_people_write_it(text: str, at: time) -> None:
    assert wishes.time_of_day(text) == at


@pytest.mark.parametrize("text", ["", "25:00", "8:60", "13pm", "0am", "morning", "8:5", "24:01", "-1", "off"])
def test_what_is_no_time_of_day_is_refused_with_examples(text: str) -> None:
    with pytest.raises(PolicyError, match=r"Write it like 08:00, 8am or 20:30"):
        wishes.time_of_day(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        (" america/new york ", "America/New_York"),
        ("Tokyo", "Asia/Tokyo"),
        ("new york", "America/New_York"),
        ("utc", "UTC"),
    ],
)
def test_a_zone_is_read_in_any_case_and_by_its_city(text: str, name: str) -> None:
    assert wishes.zone(text) == name


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Europe/Berln", "Europe/Berlin"),
        ("Tokio", "Asia/Tokyo"),
        ("Amerika/New_York", "America/New_York"),
        ("PST", "America/Los_Angeles"),
        ("IST", "Asia/Kolkata"),
        ("louisville", "America/Kentucky/Louisville"),
    ],
)
def test_an_unknown_or_ambiguous_zone_is_refused_with_the_nearest_names(text: str, nearest: str) -> None:
    with pytest.raises(UnknownZoneError) as refused:
        wishes.zone(text)
    assert refused.value.nearest[0] == nearest
    assert f"Did you mean {nearest}" in str(refused.value)


def test_a_zone_like_no_other_is_refused_with_an_example() -> None:
    with pytest.raises(UnknownZoneError, match="Use a name such as Europe/London"):
        wishes.zone("xqzzy")


@pytest.mark.parametrize("text", ["localtime", "Factory"])
def test_a_zone_that_is_no_place_is_neither_read_nor_offered(text: str) -> None:
    with pytest.raises(UnknownZoneError):
        wishes.zone(text)
    assert text not in wishes.nearest_zones(text)


def test_what_is_typed_so_far_offers_the_cities_that_begin_with_it_first() -> None:
    assert wishes.nearest_zones("lon")[0] == "Europe/London"
    assert wishes.nearest_zones("europe/b")[:2] == ("Europe/Berlin", "Europe/Belfast")
    assert all("york" in name.casefold() for name in wishes.nearest_zones("york"))
    assert "UTC" in wishes.nearest_zones("")
    assert len(wishes.nearest_zones("a")) == 25
    assert len(set(wishes.nearest_zones("america"))) == 25
