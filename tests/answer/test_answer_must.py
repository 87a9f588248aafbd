"""The questions that the product stands or falls with."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answer.on_compare import sides
from bot.answer.reader import answer
from bot.answer.wording import unsupported
from bot.extract.article import read_article
from bot.model.answer import Answer
from bot.model.article import RawArticle
from tests.answer.made_articles import VISIT, visit

AT = date(2026, 2, 10)


def ask(question: str) -> Answer:
    return answer(question, [visit()], AT)


@pytest.mark.parametrize(
    "question",
    [
        "When does Takaichi visit the White House?",
        "when is takaichi going to the white house",
        "when does takaichi travel to washington",
        "Takaichi White House visit date",
        "On what day will the prime minister of Japan be at the White House?",
    ],
)
def test_the_day_of_the_visit_is_told_with_its_sentence(question: str) -> None:
    reply = ask(question)
    assert not reply.abstained
    assert reply.answer == "Thursday, March 19, 2026"
    first = reply.evidence[0]
    assert VISIT[first.start : first.end] == first.text
    assert "March 19" in first.text


@pytest.mark.parametrize(
    "question",
    ["When does Takaichi visit China?", "when is takaichi flying to china", "when is takaichi's trip to China?"],
)
def test_a_visit_by_another_person_is_not_told_as_hers_but_shown(question: str) -> None:
    reply = ask(question)
    assert reply.abstained
    assert "April 2026" in reply.answer
    assert "Trump" in reply.answer
    assert "visit to China" in reply.evidence[0].text


def test_the_visit_of_the_other_is_expected_in_its_month() -> None:
    reply = ask("When does Trump visit China?")
    assert reply.answer == "expected in April 2026"


def test_an_election_that_the_articles_do_not_tell_of_is_not_answered() -> None:
    assert ask("Who won the 2024 election?").abstained


def test_a_threshold_is_no_total() -> None:
    reply = ask("How many seats did the LDP win?")
    assert not reply.abstained
    assert reply.answer.startswith("At least the two-thirds threshold of 310 of 465")
    assert "exact number is not given" in reply.answer
    assert "310" in reply.evidence[0].text


def test_what_is_next_lists_the_events_soonest_first() -> None:
    reply = ask("What's next?")
    assert "March 19, 2026; Trump's visit to China: expected in April 2026" in reply.answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What happens in April?", "China"),
        ("what is on March 19?", "White House"),
        ("List the events in April", "China"),
    ],
)
def test_a_window_of_days_lists_what_happens_in_it(question: str, told: str) -> None:
    reply = ask(question)
    assert not reply.abstained
    assert told in reply.answer


def test_what_someone_said_about_something_is_quoted() -> None:
    reply = ask("What did Takaichi say about the alliance?")
    assert "without end" in reply.answer
    assert "Takaichi" in reply.answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("When was this article published?", "Monday, February 9, 2026"),
        ("Where was the story filed?", "Tokyo"),
        ("What is the source of this article?", "Our Own Wire"),
        ("What city is in the dateline?", "Tokyo"),
        ("What's the headline?", "Takaichi thanks Trump"),
    ],
)
def test_the_article_itself_can_be_asked_about(question: str, told: str) -> None:
    assert told in ask(question).answer


def test_a_role_leads_to_its_holder() -> None:
    assert ask("Who is the prime minister of Japan?").answer.startswith("Sanae Takaichi")


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("Compare the eclipses of 2026 and 2027", "the eclipses of 2026", "the eclipses 2027"),
        ("what is the difference between the final and the opening match?", "the final", "the opening match"),
        ("the visit to Tokyo vs. the visit to Rome", "the visit to Tokyo", "the visit to Rome"),
    ],
)
def test_a_comparison_has_two_sides(question: str, one: str, other: str) -> None:
    assert sides(question) == (one, other)


def test_two_events_are_told_side_by_side_with_the_sentence_of_each() -> None:
    reply = ask("Compare Takaichi's visit to the White House with Trump's visit to China")
    assert not reply.abstained
    assert "March 19, 2026" in reply.answer
    assert "April 2026" in reply.answer
    assert len(reply.evidence) == 2


def test_of_a_people_the_country_is_named_where_a_country_is_asked_for() -> None:
    body = "A fire broke out on Sunday at a bakery in a Swiss village, and twelve people were hurt."
    article = read_article(RawArticle(id="f", body=body), AT)
    reply = answer("In which country did a fire break out at a bakery?", [article], AT)
    assert reply.answer == "Switzerland"
    assert unsupported(reply, {"f": article}) == []


def test_what_is_said_of_another_is_told_as_the_nearest_thing() -> None:
    reply = ask("Who thanked Takaichi?")
    assert reply.abstained
    assert "They do tell of this: " in reply.answer
    assert "thanked President Donald Trump" in reply.answer
