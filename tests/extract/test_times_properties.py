"""Whatever the text: no exception, every span exact, every date possible, and work that grows with the length only."""

from __future__ import annotations

import re
import sys
from datetime import date
from itertools import pairwise
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extract.dateline import read_dateline
from bot.extract.text import Text
from bot.extract.times import find_reference, read_times
from bot.model.time import TimeExpression

WORDS = """the of in on at by from to until between and or a an one two twenty hundred thousand first third last next
this past coming early late mid end beginning year month week weekend days hour quarter half season decade century
January March May Aug. Sept 19 31 30 29 0 1 12 24 1998 2026 0000 99 1800 20:00 8:30 24:00 p.m. am GMT ET o'clock noon
midnight Monday Sunday Sundays today tomorrow tonight morning night spring summer '80s 1980s nineties every each other
daily weekly ago earlier later from now after year-ago fiscal Q3 H2 2026-02-30 2026-13-45 2026-03-19T20:00:00Z
30/02/2026 5/6/2026 31.12.2026 - – — , . : ( ) ' “ ” Christmas Easter Thanksgiving will was said 9999 9999-12-31
December 32nd 31st two-thirds half an few several couple dozen old-year-old Election Day eve good Friday""".split()

TEXTS = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join) | st.text(max_size=120)
DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))


def read(body: str, published: date | None, at: date = date(2026, 2, 20)) -> tuple[TimeExpression, ...]:
    text = Text.of(body)
    return read_times(text, find_reference(text, published, at, read_dateline(text)))


@given(TEXTS, st.none() | DAYS, DAYS)
def test_every_span_is_exact_and_none_overlap(body: str, published: date | None, at: date) -> None:
    found = read(body, published, at)
    assert all(body[t.start : t.end] == t.text for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(TEXTS, DAYS)
def test_every_day_is_in_the_calendar_and_every_interval_in_order(body: str, published: date) -> None:
    for found in read(body, published):
        if found.earliest is not None and found.latest is not None:
            assert found.earliest <= found.latest
        for day in re.findall(r"\d{4}-\d\d-\d\d", found.value):
            date.fromisoformat(day)


@given(TEXTS)
def test_reading_twice_is_reading_once(body: str) -> None:
    assert read(body, date(2026, 2, 9)) == read(body, date(2026, 2, 9))


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_more_white_space_changes_no_value(words: list[str]) -> None:
    once, twice = read(" ".join(words), date(2026, 2, 9)), read("  ".join(words), date(2026, 2, 9))
    if not re.search(r"\w [.,] ", " ".join(words)):  # token-spaced text takes runs of spaces for line ends
        assert [t.value for t in once] == [t.value for t in twice]


SIZE = 60_000
"""Characters: large enough that quadratic work would not end before the test run is given up."""

HOSTILE = {
    "digits": "7" * SIZE,
    "no full stop": "word " * (SIZE // 5),
    "quotation marks": '"a" ' * (SIZE // 4),
    "opening marks": "“a " * (SIZE // 3),
    "full stops": "." * SIZE,
    "spaces": ". " + " " * SIZE + "A",
    "lines": "a\n" * (SIZE // 2),
    "dates": "March 19, 2026 " * (SIZE // 15),
    "ranges": "March 3 to " * (SIZE // 11),
    "ordinals": "first second third " * (SIZE // 19),
    "a year earlier": "the third quarter a year ago " * (SIZE // 29),
    "the the": "the " * (SIZE // 4),
    "spelt": "one hundred and " * (SIZE // 16),
    "capitals": "Aa, " * (SIZE // 4),
    "hyphens": "2-3-4-" * (SIZE // 6),
    "colons": "1:2:" * (SIZE // 4),
    "thousands": "1" + ",234" * (SIZE // 4),
    "brackets": "(" * SIZE,
    "apostrophes": "'" * SIZE,
    "invisible": "\u202e\u200b" * (SIZE // 2),
    "initials": "A. " * (SIZE // 3),
    "markup": "<p>&nbsp;</p>" * (SIZE // 13),
    "same words": "Sunday, February 8 was election Sunday election " * (SIZE // 48),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_ends(name: str) -> None:
    body = HOSTILE[name]
    text = Text.of(body)
    found = read_times(text, find_reference(text, None, date(2026, 2, 20), read_dateline(text)))
    assert all(body[t.start : t.end] == t.text for t in found)
    assert len(text.sentences) >= 1
    assert len(text.quoted) <= SIZE


def calls(body: str) -> int:
    """Count the function calls that reading `body` takes: work, not time."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        read(body, None)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("name", HOSTILE)
def test_the_work_grows_with_the_length_only(name: str) -> None:
    """Four times the text is at most about four times the work; quadratic work would be sixteen times."""
    body = HOSTILE[name]
    read(body[:100], None)
    small, large = calls(body[:3_000]), calls(body[:12_000])
    assert large <= 6 * small + 1_000


@pytest.mark.parametrize(
    "body",
    [
        "It is 7.99:99 or 7:99.99 or 24:60.",
        "2026-03-19T25:61:00Z and 2026-03-19T23:59:00+99:99 and 2026-03-19 24:00Z and 2460 GMT and 24:30",
        "٣ March ٢٠٢٦ at ١٢:٣٠ p.m.",
        "every 0 weeks, 0 days ago, in 0 years",
        "the year 0000, the 0th century, the '00s, Q5 2026, H3",
        "in 999999999 years and 999999999 days ago and every 999999999 weeks",
        "9999-12-31T24:00:00Z and December 31, 9999 at midnight GMT",
    ],
)
@pytest.mark.parametrize("day", [date.min, date(2026, 2, 9), date.max])
def test_odd_figures_are_read_without_harm_at_either_end_of_the_calendar(body: str, day: date) -> None:
    assert all(body[t.start : t.end] == t.text for t in read(body, day, day))


@pytest.mark.parametrize(
    "words", ["last summer", "next winter", "the third quarter", "a year earlier", "next month", "Friday"]
)
@pytest.mark.parametrize("day", [date.min, date.max])
def test_relative_times_at_either_end_of_the_calendar(words: str, day: date) -> None:
    found = read(f"It will happen {words} or it happened {words}.", day, day)
    assert all(t.text == words for t in found)
