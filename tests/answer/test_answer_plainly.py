"""Short questions as readers put them, and what an article says in other words: ages, costs, what was moved."""

from __future__ import annotations

import pytest

from tests.answer.asking import ask

STRIKE = (
    "HARNBY, Feb. 9 (Gazette) - Tram drivers will walk off the job on Friday, union leader Nils Stahl said.\n\n"
    "The 36-hour stoppage begins at 6 a.m. on Friday. The union is demanding an 8 percent raise. Trolle said nine of "
    "its trains would be diverted to Oslo.\n\n"
    "The union's lawyers said a court rejected the company's request for an injunction. The last strike, in 2016, "
    "lasted 12 hours."
)
LAUNCH = (
    "The launch of the Corvane probe, which had been set for Feb. 20, has been postponed to no earlier than May 4.\n\n"
    "The delay adds about 9 million euros to the budget."
)
VOTE = (
    "Mayor Ines Calder narrowly won a third term on Tuesday, defeating grocer Paul Hobb, 61, by 90 votes.\n\n"
    "Calder, 52, a former judge, thanked her voters. Turnout was 61 percent, the highest since 2008."
)


@pytest.mark.parametrize(
    ("body", "question", "told"),
    [
        (STRIKE, "How much of a raise does the union want?", "8 percent"),
        (STRIKE, "How many trains will Trolle divert?", "nine"),
        (STRIKE, "Did the court grant the injunction?", "No."),
        (STRIKE, "Who leads the union?", "Nils Stahl"),
        (STRIKE, "How long will the strike last?", "36-hour stoppage"),
        (STRIKE, "What's next in Harnby?", "walk off the job: Friday, February 12, 2027"),
        (STRIKE, "What happens in Harnby on Friday?", "walk off the job"),
        (LAUNCH, "When was the Corvane launch originally planned?", "Saturday, February 20, 2027"),
        (LAUNCH, "Is the launch cancelled?", "No. It was postponed: no earlier than Tuesday, May 4, 2027."),
        (LAUNCH, "Has the launch been postponed?", "Yes."),
        (LAUNCH, "How much will the delay cost?", "about 9 million euros"),
        (VOTE, "How old is Ines Calder?", "52"),
        (VOTE, "How old is Paul Hobb?", "61"),
        (VOTE, "What was the turnout?", "61 percent"),
    ],
)
def test_what_is_said_in_other_words_answers(body: str, question: str, told: str) -> None:
    reply = ask(body, question)
    assert not reply.abstained
    assert told in reply.answer


@pytest.mark.parametrize(
    ("body", "question"),
    [
        ("Ines Calder beat Paul Hobb, 61, a grocer.", "How old is Ines Calder?"),
        ("The 61-year-old Paul Hobb lost to Ines Calder.", "How old is Ines Calder?"),
        (STRIKE, "What happens in Oslo on Friday?"),
        (STRIKE, "How long will the trial last?"),
        ("The 24-hour strike of 2016 cost little.", "How long will the strike last?"),
        ("Dockers' union leader Ann Roe met miners' union leader Bo Lind.", "Who leads the union?"),
        (VOTE, "What was the turnout in 2019?"),
        ("The launch of the Corvane probe is planned for May 4.", "Is the launch cancelled?"),
        ("The launch of the Corvane probe was postponed to May 4.", "When was the launch originally planned?"),
    ],
)
def test_what_is_said_of_another_answers_nothing(body: str, question: str) -> None:
    assert ask(body, question).abstained


def test_the_headline_may_say_what_the_lede_says_in_part() -> None:
    headline = "Calder wins re-election as mayor of Harnby"
    assert "Ines Calder" in ask(VOTE, "Who won the Harnby mayoral election?", headline).answer
    assert ask(VOTE, "Who won the Oslo mayoral election?", headline).abstained
    assert ask(
        VOTE, "Who won the Harnby mayoral election?", "Calder fails to win election as mayor of Harnby"
    ).abstained


def test_a_time_is_no_doer() -> None:
    body = "Ann Roe praised the water park. Construction is to be finished by the summer of 2028."
    assert "summer 2028" in ask(body, "When will the water park be finished?").answer
