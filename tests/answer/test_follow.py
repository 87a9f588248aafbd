"""A question may lean on the one before it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answer.follow import followed
from bot.answer.names import NameBook
from bot.answer.reader import Reader
from tests.answer.made_articles import visit

AT = date(2026, 2, 10)


@pytest.mark.parametrize(
    ("before", "question", "whole"),
    [
        ("When does Takaichi visit the White House?", "and where?", "where does Takaichi visit the White House?"),
        ("How many seats did the LDP win?", "when?", "when did the LDP win?"),
        ("Where will the final be played?", "what time is it?", "what time will the final be played?"),
        ("When does Trump visit China?", "and Takaichi?", "When does Takaichi visit China?"),
        ("When does Trump visit China?", "what about in Japan", "When does Trump visit Japan?"),
        ("Who won the race in 2024?", "and in 2025?", "Who won the race in 2025?"),
        ("When does Trump visit China?", "What did he say about it?", "What did Trump say about China?"),
        ("Who is the prime minister of Japan?", "When is her visit?", "When is the prime minister of Japan’s visit?"),
        (
            "When is the solar eclipse in Luxor?",
            "how long does it last",
            "how long does the solar eclipse in Luxor last",
        ),
    ],
)
def test_a_question_that_leans_on_the_one_before_is_made_whole(before: str, question: str, whole: str) -> None:
    assert followed(question, before, NameBook()).lower() == whole.lower()


@pytest.mark.parametrize(
    "question",
    ["When does Takaichi visit the White House?", "Who leads the LDP?", "What happens in April?", "", "and", "?"],
)
def test_a_question_that_stands_by_itself_stays_as_it_is(question: str) -> None:
    assert followed(question, "When does Trump visit China?", NameBook()) == question


def test_the_answer_says_how_a_leaning_question_was_understood() -> None:
    reply = Reader([visit()]).ask("and Trump?", AT, after="When does Takaichi visit China?")
    assert reply.understood == "When does Trump visit China?"
    assert reply.answer == "expected in April 2026"


def test_a_question_without_one_before_it_leans_on_nothing() -> None:
    assert Reader([visit()]).ask("When does Trump visit China?", AT).understood is None
