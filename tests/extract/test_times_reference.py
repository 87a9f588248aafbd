"""The day from which a text speaks; all texts are our own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extract.dateline import read_dateline
from bot.extract.text import Text
from bot.extract.times import Reference, find_reference
from bot.extract.times.address import day_in_address

AT = date(2026, 2, 20)


def reference(body: str, published: date | datetime | None = None, at: date = AT) -> Reference:
    text = Text.of(body)
    return find_reference(text, published, at, read_dateline(text))


def test_the_publication_day_is_the_reference() -> None:
    assert reference("The board met.", date(2026, 2, 9)) == Reference(day=date(2026, 2, 9))


def test_an_instant_counts_by_the_day_in_its_own_zone() -> None:
    late = datetime(2026, 2, 9, 1, 0, tzinfo=timezone(timedelta(hours=9)))
    assert reference("The board met.", late).day == date(2026, 2, 9)
    assert reference("The board met.", late.astimezone(UTC)).day == date(2026, 2, 8)


def test_a_text_without_any_date_is_read_as_of_the_day_given_and_says_so() -> None:
    found = reference("The board met.")
    assert (found.day, found.inferred) == (AT, True)
    assert found.note is not None
    assert "2026-02-20" in found.note


ELECTION = "Oslo, February 9: The party won Sunday's council election. The election was held on February 8."


def test_a_missing_year_is_the_latest_whose_weekdays_fit() -> None:
    found = reference(ELECTION)
    assert (found.day, found.inferred) == (date(2026, 2, 9), True)
    assert found.note is not None


def test_a_year_whose_weekdays_do_not_fit_is_passed_over() -> None:
    assert reference(ELECTION, at=date(2026, 1, 20)).day == date(2015, 2, 9)
    assert reference(ELECTION, at=date(2027, 6, 1)).day == date(2026, 2, 9)


def test_without_weekdays_a_missing_year_is_the_latest_not_after_the_day_given() -> None:
    assert reference("OSLO, March 5 (NP) - The board met.").day == date(2025, 3, 5)
    assert reference("OSLO, Feb. 20 (NP) - The board met.").day == date(2026, 2, 20)


def test_a_weekday_in_the_dateline_tells_the_year() -> None:
    assert reference("OSLO, Thursday, March 5 (NP) - The board met.").day == date(2020, 3, 5)


def test_the_29th_of_february_is_sought_in_leap_years() -> None:
    assert reference("OSLO, Feb. 29 (NP) - The board met.").day == date(2024, 2, 29)


def test_a_weekday_and_a_date_in_one_phrase_tell_the_year() -> None:
    body = "OSLO, March 5 (NP) - The board meets on Friday, March 20."
    assert reference(body).day == date(2020, 3, 5)


def test_a_dateline_with_its_year_needs_no_inference() -> None:
    found = reference("Oslo, 12 March 2024 — The board met.")
    assert (found.day, found.inferred) == (date(2024, 3, 12), False)


def test_a_line_that_is_only_a_date_is_the_day_of_the_text() -> None:
    found = reference("Board meets\nMarch 12, 2024\nThe board met today.")
    assert (found.day, found.inferred) == (date(2024, 3, 12), False)


def test_a_stamp_with_updates_and_hours_counts_by_its_first_date() -> None:
    body = "Dec. 9, 2025 Updated Dec. 10, 2025, 8:27 a.m. ET\n\nThe board met on Monday."
    assert reference(body).day == date(2025, 12, 9)


def test_the_texts_own_day_wins_over_a_later_one_of_its_source_and_this_is_said() -> None:
    found = reference("March 12, 2024, 9:01 a.m. ET\n\nThe board met on Monday.", date(2026, 2, 9))
    assert found.day == date(2024, 3, 12)
    assert found.note is not None
    assert "2026-02-09" in found.note


def test_a_date_of_the_text_later_than_its_source_is_not_believed_but_told() -> None:
    found = reference("March 12, 2026\n\nThe board met on Monday.", date(2026, 2, 9))
    assert found.day == date(2026, 2, 9)
    assert found.note is not None


def test_a_dateline_of_the_day_before_is_the_day_of_the_text() -> None:
    found = reference("OSLO, Feb. 8 (NP) - The board met.", date(2026, 2, 9))
    assert found == Reference(day=date(2026, 2, 8), month_first=True)


def test_a_dateline_around_the_turn_of_the_year() -> None:
    assert reference("OSLO, Dec. 31 (NP) - The board met.", date(2026, 1, 1)).day == date(2025, 12, 31)


def test_a_text_published_again_speaks_from_its_dateline() -> None:
    found = reference("OSLO, Nov. 7 (NP) - The board met.", date(2026, 2, 9))
    assert (found.day, found.inferred) == (date(2025, 11, 7), True)
    assert found.note is not None


def test_a_weekday_that_does_not_fit_the_publication_day_is_flagged() -> None:
    found = reference("The board meets on Friday, March 19.", date(2026, 2, 9))
    assert found.day == date(2026, 2, 9)
    assert found.note is not None
    assert "no Friday" in found.note


def test_weekdays_that_fit_need_no_note() -> None:
    assert reference("The board meets on Thursday, March 19.", date(2026, 2, 9)).note is None


def test_weekdays_alone_can_rule_out_the_year_of_the_day_given() -> None:
    found = reference("The board meets on Friday, March 20.")
    assert (found.day, found.inferred) == (AT, True)
    found = reference("The board meets on Thursday, March 20.")
    assert (found.day, found.inferred) == (date(2025, 2, 20), True)


def test_an_impossible_dateline_tells_nothing() -> None:
    assert reference("OSLO, February 30 (NP) - The board met.").day == AT


def test_a_heading_that_is_a_date_within_the_text_is_not_its_day() -> None:
    body = "The board met in the old hall and talked. " * 40 + "\n\nMay 3, 1945\n\nThe pier opened."
    assert reference(body, date(2026, 2, 9)).day == date(2026, 2, 9)


def test_the_headings_of_a_calendar_are_not_the_day_of_the_text() -> None:
    body = "The races:\n\nMarch 16\n\nHeats: 7 a.m.\n\nMarch 17\n\nFinal: 8 p.m."
    assert reference(body, date(2026, 2, 9)).day == date(2026, 2, 9)


def test_a_line_with_a_weekday_that_fits_a_coming_day_tells_of_a_plan() -> None:
    assert reference("Date: Saturday, March 14\n\nThe fair opens.", date(2026, 2, 9)).day == date(2026, 2, 9)
    assert reference("Friday, March 14\n\nThe fair opens.", date(2026, 2, 9)).day == date(2025, 3, 14)


def test_the_southern_hemisphere_is_told_by_the_dateline() -> None:
    assert reference("SYDNEY, Feb. 9 (NP) - It rained.", date(2026, 2, 9)).southern
    assert reference("BUENOS AIRES, Argentina (AP) — It rained.", date(2026, 2, 9)).southern
    assert not reference("OSLO, Feb. 9 (NP) - It rained.", date(2026, 2, 9)).southern


def test_the_order_of_day_and_month_is_told_by_the_other_dates_of_the_text() -> None:
    assert reference("It opened on March 4. It closes on 5/6/2026.", date(2026, 2, 9)).month_first is True
    assert reference("It opened on 4 March. It closes on 5/6/2026.", date(2026, 2, 9)).month_first is False
    assert reference("It opened on 25/3/2026. It closes on 5/6/2026.", date(2026, 2, 9)).month_first is False
    assert reference("It closes on 5/6/2026.", date(2026, 2, 9)).month_first is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2022/12/20/politics/trucks", date(2022, 12, 20)),
        ("https://example.org/world/2022/dec/07/trucks?a=/2023/01/01/", date(2022, 12, 7)),
        ("https://example.org/news/20221220/trucks", date(2022, 12, 20)),
        ("https://example.org/2022-12-20-trucks", date(2022, 12, 20)),
        ("https://example.org/news/951/what-to-know-28-dec-2020", date(2020, 12, 28)),
        ("https://example.org/2022/12/20", date(2022, 12, 20)),
        ("https://example.org/2022/13/45/trucks", None),
        ("https://example.org/1944/06/06/landing", None),
        ("https://example.org/20221220001/trucks", None),
        ("https://example.org/trucks?date=/2022/12/20/", None),
        ("", None),
        (None, None),
    ],
)
def test_many_addresses_tell_the_day_of_their_text(url: str | None, day: date | None) -> None:
    assert day_in_address(url) == day


@pytest.mark.parametrize(
    "body",
    [
        "Feb 9 (Reuters) - The board met.",
        "Published: 9 February 2026 14:05 GMT\n\nThe board met.",
        "OSLO, Feb. 9 (NP) - The board met.",
    ],
)
def test_a_text_that_tells_its_own_day_is_dated_where_its_source_gives_none(body: str) -> None:
    found = reference(body)
    assert (found.day, found.dated) == (date(2026, 2, 9), True)


def test_a_text_that_tells_no_day_is_not_dated() -> None:
    assert not reference("The board met on Thursday.").dated


ADDRESS = "https://example.org/2022/12/20/trucks"


def test_a_dated_address_says_that_a_source_met_a_text_long_after_its_day() -> None:
    found = addressed("The trucks came on Tuesday.", date(2026, 3, 20))
    assert (found.day, found.inferred) == (date(2022, 12, 20), True)
    assert found.note is not None
    assert "2022-12-20" in found.note
    assert "2026-03-20" in found.note


def test_a_dated_address_is_the_day_of_a_text_whose_source_gives_none() -> None:
    assert addressed("The trucks came on Tuesday.", None).day == date(2022, 12, 20)


def test_a_dated_address_tells_the_year_of_a_dateline() -> None:
    assert addressed("OSLO, Dec. 19 (NP) - The trucks came.", date(2026, 3, 20)).day == date(2022, 12, 19)


def test_the_source_is_believed_where_its_day_and_the_address_are_of_the_same_news() -> None:
    assert addressed("The trucks came.", date(2022, 12, 22)) == Reference(day=date(2022, 12, 22))
    assert addressed("The trucks came.", date(2022, 12, 1)) == Reference(day=date(2022, 12, 1))


def test_a_text_that_is_dated_in_full_needs_no_address() -> None:
    assert addressed("Updated Jan. 3, 2023\nThe trucks came.", date(2026, 3, 20)).day == date(2022, 12, 20)
    assert addressed("Updated Dec. 3, 2022\nThe trucks came.", date(2026, 3, 20)).day == date(2022, 12, 3)


def addressed(body: str, published: date | None) -> Reference:
    text = Text.of(body)
    return find_reference(text, published, date(2026, 3, 28), read_dateline(text), ADDRESS)


PIECES = [
    "OSLO, ", "March 5", " (NP) - ", "Sunday, ", "February 8", "The board met on ", "Thursday", ". ", "\n", "2024",
    "election ", "02/03/2026 ", "May 3, 2031", "Feb. 29 ",
]  # fmt: skip
BODIES = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))


@given(BODIES, DAYS)
def test_without_a_source_no_text_is_younger_than_the_day_given_unless_it_says_so_in_full(body: str, at: date) -> None:
    found = reference(body, at=at)
    assert found.day <= at or not found.inferred


@given(BODIES, st.none() | DAYS, DAYS)
def test_what_is_inferred_is_said(body: str, published: date | None, at: date) -> None:
    found = reference(body, published, at)
    assert not found.inferred or found.note
