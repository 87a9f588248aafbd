"""Ends of pauses, and topics, as admins write them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.errors import PolicyError
from bot.flows import wishes
from bot.model.policy import Topic

NOW = datetime(2026, 3, 6, 18, 30, tzinfo=UTC)
NEW_YORK = ZoneInfo("America/New_York")
"""A Friday, half past one in the afternoon; clocks go forward on Sunday."""


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("2 hours", "Fri 6 15:30"), ("for 30 minutes", "Fri 6 14:00"), ("a day", "Sat 7 13:30"),
        ("18:00", "Fri 6 18:00"), ("until 6pm", "Fri 6 18:00"), ("1pm", "Sat 7 13:00"), ("noon", "Sat 7 12:00"),
        ("tomorrow", "Sat 7 08:00"), ("tomorrow at 9", "Sat 7 09:00"), ("Tonight", "Fri 6 22:00"),
        ("today 17:15", "Fri 6 17:15"), ("monday", "Mon 9 08:00"), ("friday 10:00", "Fri 13 10:00"),
        ("sunday 2:30", "Sun 8 03:30"), ("2026-03-20", "Fri 20 08:00"), ("2026-03-20 14:05", "Fri 20 14:05"),
        ("2026-03-20T14:05", "Fri 20 14:05"),
    ],
)  # fmt: skip
def test_the_end_of_a_pause_is_read_by_the_servers_clock(text: str, end: str) -> None:
    at = wishes.until(text, now=NOW, zone=NEW_YORK)
    assert at is not None
    local = at.astimezone(NEW_YORK)
    assert f"{local:%a} {local.day} {local:%H:%M}" == end


@pytest.mark.parametrize("text", ["", " ", "resumed", "until further notice", "forever"])
def test_an_open_end_is_open(text: str) -> None:
    assert wishes.until(text, now=NOW, zone=NEW_YORK) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("whenever", "no end of a pause"),
        ("2020-01-01", "is past"),
        ("today 9:00", "is past"),
        ("0 hours", "is past"),
        ("2026-02-30", "no day of the calendar"),
        ("9999 weeks", "at most 366 days"),
        ("99999 days", "at most 366 days"),
        ("999999 weeks", "at most 366 days"),
        ("-2 hours", "“-2 hours” is no end of a pause"),
        ("yesterday", "“yesterday” is no end of a pause"),
        ("2030-01-01", "at most 366 days"),
        ("monday 25:00", "no time of day"),
    ],
)
def test_what_is_no_end_of_a_pause_is_refused(text: str, told: str) -> None:
    with pytest.raises(PolicyError, match=told):
        wishes.until(text, now=NOW, zone=NEW_YORK)


def test_what_holds_a_capital_letter_is_a_name() -> None:
    assert wishes.topic(" Quakes ", "earthquake,  tsunami ; JMA, Bank of Japan, earthquake", urgent=True) == Topic(
        name="Quakes", words=("earthquake", "tsunami"), entities=("JMA", "Bank of Japan"), urgent=True
    )


@pytest.mark.parametrize(
    ("name", "words", "told"),
    [
        ("x", " , ", "No words were given"),
        ("x", "ok, ???", "cannot be looked for"),
        ("x", "y" * 81, "cannot be looked for"),
        ("x", ",".join(f"w{n}" for n in range(51)), "at most 50"),
        ("", "quake", "1 to 50 characters"),
        ("x" * 51, "quake", "1 to 50 characters"),
    ],
)
def test_what_is_no_topic_is_refused(name: str, words: str, told: str) -> None:
    with pytest.raises(PolicyError, match=told):
        wishes.topic(name, words)
