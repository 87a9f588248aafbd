from __future__ import annotations

from datetime import date

import pytest

from bot.answer.windows import windows

FEBRUARY = date(2026, 2, 9)


@pytest.mark.parametrize(
    ("question", "earliest", "latest"),
    [
        ("what happens in August", "2026-08-01", "2026-08-31"),
        ("What happened in August?", "2025-08-01", "2025-08-31"),
        ("What happened in January?", "2026-01-01", "2026-01-31"),
        ("what is on July 19", "2026-07-19", "2026-07-19"),
        ("What did she say on December 30?", "2025-12-30", "2025-12-30"),
        ("What is planned for 3 March 2027?", "2027-03-03", "2027-03-03"),
    ],
)
def test_a_question_without_a_year_looks_the_way_that_its_verb_looks(question: str, earliest: str, latest: str) -> None:
    (window,) = windows(question, FEBRUARY)
    assert (window.earliest.isoformat(), window.latest.isoformat()) == (earliest, latest)


def test_a_day_that_does_not_exist_is_no_window() -> None:
    assert windows("What happens on February 30?", FEBRUARY) == []
