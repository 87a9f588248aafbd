"""Who, where, how many, what somebody called something: a piece of the right sort, and all of it."""

from __future__ import annotations

import pytest

from bot.answer.bodies import may_act
from bot.answer.words import tokens
from tests.answer.asking import ask

VOTE = "Mayor Ines Calder narrowly won a third term on Tuesday, defeating grocer Paul Hobb by 90 votes."
PUMP = "The pump, made by a workshop in Harnby, will be replaced."
APPEAL = "Dorn's lawyer, Mia Falk, said he would appeal against the sentence."


@pytest.mark.parametrize(
    ("body", "question", "told"),
    [
        (VOTE, "Who did Calder beat?", "Paul Hobb"),
        (PUMP, "Who made the pump?", "a workshop in Harnby"),
        ("The app Skarn was developed by Danish firm Ostrup.", "Who developed Skarn?", "Danish firm Ostrup"),
        (
            "The lander, built by Norway's polar institute, POLNOR, is due home.",
            "Who built the lander?",
            "POLNOR",
        ),
        (
            "In the ballot 82 percent of the club's 900 members voted for the move.",
            "How many members voted for the move?",
            "82 percent of the club's 900 members",
        ),
        ("The club has 900 members.", "How many members does the club have?", "900 members"),
        (
            "Trolle said nine of its trains would be diverted to Harnby and Oslo.",
            "Where will Trolle's trains go?",
            "Oslo",
        ),
        ("Coach Ann Trolle called the decision “a farce” and left.", "What did Trolle call the decision?", "a farce"),
        ("Coach Ann Trolle called the decision a bad joke.", "What did Trolle call the decision?", "a bad joke"),
        (
            "The law caps rents. Minister Lidia Orr called it “a shield”.",
            "What did Lidia Orr call the law?",
            "a shield",
        ),
        ("Falk expects Orlip to earn 2.5 million euros.", "What does Falk expect?", "2.5 million euros"),
        ("The jury acquitted Lars Dorn of money laundering.", "What was Dorn acquitted of?", "money laundering"),
    ],
)
def test_the_whole_of_the_right_piece_answers(body: str, question: str, told: str) -> None:
    reply = ask(body, question)
    assert not reply.abstained
    assert told in reply.answer


@pytest.mark.parametrize(
    ("body", "question"),
    [
        (VOTE, "Which party won the election?"),
        (APPEAL, "Who sentenced Dorn?"),
        ("It will wait a million miles from land for up to three years.", "What does it wait for?"),
        (
            "Harnby beat Oslo on Sunday to reach their first cup final since 1987.",
            "When is the cup final?",
        ),
        (
            "A jury found Dorn guilty of fraud and of forgery, but acquitted him of theft.",
            "Did the jury find Dorn guilty of theft?",
        ),
        (
            "A spokeswoman, Mia Falk, called the strike “foolish” and said the offer stood.",
            "What did Mia Falk call the offer?",
        ),
    ],
)
def test_a_piece_of_another_sort_or_clause_answers_nothing(body: str, question: str) -> None:
    assert ask(body, question).abstained


def test_in_which_of_two_places_it_lies_is_not_listed_beside_it() -> None:
    assert ask("The fair will be held in Oslo, Norway, in May.", "Where will the fair be held?").answer == "Oslo"


@pytest.mark.parametrize(
    ("phrase", "acts"),
    [
        ("second term", False),
        ("offer", False),
        ("supplier", True),
        ("two firefighters", True),
        ("former head of the club", True),
        ("Danish firm Ostrup", True),
        ("number of suppliers", False),
    ],
)
def test_only_people_bodies_and_names_can_act(phrase: str, acts: bool) -> None:
    assert may_act(tokens(phrase)) is acts


def test_what_no_and_joins_is_no_list() -> None:
    reply = ask("Profit rose 4 percent to 90 million euros in the three months to May.", "What was the profit?")
    assert "and" not in reply.answer.split() or reply.abstained
