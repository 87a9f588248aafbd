"""A time is told with the words that bound it in its sentence."""

from __future__ import annotations

import pytest

from bot.answer.bounds import bounded
from tests.answer.asking import ask


@pytest.mark.parametrize(
    ("body", "question", "told"),
    [
        (
            "The storm Orla is expected to make landfall near Port Marsh early Friday.",
            "When is landfall expected?",
            "early on Friday, February 12, 2027",
        ),
        (
            "The opening of the Harnby bridge has been postponed to no earlier than May 4, officials said.",
            "When will the Harnby bridge open?",
            "no earlier than Tuesday, May 4, 2027",
        ),
        (
            "Corvane plans to seek permission for the mine by the end of March.",
            "When will Corvane seek permission?",
            "by the end of March 2027",
        ),
        ("The Orlip ferry will resume as early as Friday.", "When will the Orlip ferry resume?", "as early as"),
        (
            "The Tarn tunnel will stay shut at least until Friday.",
            "When will the Tarn tunnel be shut?",
            "at least until",
        ),
        ("The Dunmore museum will reopen in late April.", "When will the Dunmore museum reopen?", "late April 2027"),
        ("The Dunmore museum will reopen on May 2.", "When will the Dunmore museum reopen?", "Sunday, May 2, 2027"),
        (
            "The Dunmore museum is not expected to reopen until June.",
            "When will the Dunmore museum reopen?",
            "not until June 2027",
        ),
    ],
)
def test_a_time_is_told_with_what_bounds_it(body: str, question: str, told: str) -> None:
    reply = ask(body, question)
    assert not reply.abstained
    assert told in reply.answer


@pytest.mark.parametrize(
    ("text", "time", "told", "expected"),
    [
        ("It ends on Monday.", "Monday", "Monday, May 3, 2027", "Monday, May 3, 2027"),
        ("They talked about Monday's match.", "Monday", "Monday, May 3, 2027", "Monday, May 3, 2027"),
        ("It comes by mid-May.", "mid-May", "expected in May 2027", "by mid-May 2027"),
        ("It comes Monday at the earliest.", "Monday", "Monday, May 3, 2027", "Monday, May 3, 2027 at the earliest"),
        (
            "It ran from May 3 to 5.",
            "May 3 to 5",
            "from Monday, May 3 to Wednesday, May 5, 2027",
            "from Monday, May 3 to",
        ),
    ],
)
def test_only_what_stands_right_by_a_time_bounds_it(text: str, time: str, told: str, expected: str) -> None:
    start = text.index(time)
    assert bounded(told, text, start, start + len(time)).startswith(expected)


def test_a_long_text_before_a_time_is_not_searched() -> None:
    text = "by " * 300_000 + "Monday"
    assert bounded("Monday", text, len(text) - 6, len(text)) == "by Monday"
