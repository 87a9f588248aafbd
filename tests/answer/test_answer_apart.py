"""What stands in a sentence of something else answers nothing: another year, a margin, a plan, another part."""

from __future__ import annotations

import pytest

from tests.answer.asking import ask

PORT = "The port of Harnby handled 13 million crates last year, down from 14 million in 2022."
SICK = "Marsh fever affects about 260,000 people and killed some 450 in 2019."
MATCH = "Harnby Town beat holders Oslo United on Tuesday. Oslo United, who had won nine matches, were poor."
CRASH = (
    "A train hit a wall near Harnby, and the driver was hurt; she was flown to a clinic in Oslo. It had stopped for "
    "reasons that are not yet known. The name of the hurt driver was not given. In 2017 a similar crash injured seven."
)
SALE = "The Orlip goes on sale in Norway on May 4 and in Spain in June at a price of 1,200 euros."
VOTE = "Mayor Ines Calder won on Tuesday, defeating Paul Hobb by 90 votes out of more than 4,000 cast."


@pytest.mark.parametrize(
    ("body", "question", "told"),
    [
        (PORT, "How many crates did the port handle in 2022?", "14 million"),
        (PORT, "How many crates did the port handle last year?", "13 million"),
        (VOTE, "How many votes did Calder win by?", "90"),
        (SALE, "How much is the Orlip in Spain?", "1,200 euros"),
        (SALE, "When does the Orlip go on sale in Norway?", "May 4"),
        ("A spokeswoman for the tram drivers, Mia Falk, called the plan foolish.", "Who is Mia Falk?", "A spokeswoman"),
        ("Dorn's lawyer, Mia Falk, said nothing.", "Who is Mia Falk?", "Dorn's lawyer"),
        (
            "The delay adds 9 million euros to the mission's 150-million-euro budget.",
            "What is the budget of the mission?",
            "150-million",
        ),
        ("The hearing was moved to Jan. 29 at the request of the defence.", "Why was the hearing moved?", "request"),
    ],
)
def test_the_number_or_words_of_what_is_asked_answer(body: str, question: str, told: str) -> None:
    reply = ask(body, question)
    assert not reply.abstained
    assert told in reply.answer


@pytest.mark.parametrize(
    ("body", "question"),
    [
        (SICK, "How many people died of marsh fever in 2019?"),
        (VOTE, "How many votes did Hobb get?"),
        ("The union wants an 8 percent raise; employers offered less.", "How many employers are there?"),
        ("Mission manager Ann Roe spoke.", "What is the mission?"),
        ("The pump will be taken out next week and replaced.", "Was the pump replaced?"),
        ("Dorn's lawyer said Dorn would appeal.", "Did Dorn appeal?"),
        (MATCH, "Did Oslo United win?"),
        (MATCH, "Who will win the match?"),
        ("The last major strike, in January 2016, lasted 24 hours.", "When was the last election?"),
        (
            "The trial had been due to end in May but was extended by six months after the fire.",
            "When did the trial end?",
        ),
        (CRASH, "When did the crash happen?"),
        (CRASH, "Where was the train going?"),
        (CRASH, "Why did the train stop?"),
        (CRASH, "What is the name of the driver?"),
        (CRASH, "What did the driver do?"),
        ("Reiss was there because he was in hospital.", "Why was Reiss in hospital?"),
        ("The council promised in 2021 to build a bridge.", "When was the bridge built?"),
        ("Falk expects Orlip to sell two million phones.", "How many phones did Orlip sell?"),
        ("Members approved a cap on Thursday by 6 votes to 5, handing Ann Reiss a victory.", "When was Reiss elected?"),
        ("Rents in Harnby rose; the average flat costs 900 euros.", "What is the average rent?"),
        ("The court threw out a similar law in 2019.", "Did the court throw out the law?"),
        ("A train hit a lorry, killing its driver and injuring 18 people, police said.", "How many people died?"),
        ("The pump runs for 30 hours on a charge.", "How many years does the pump run?"),
        ("Falk said the Orlip was “not a toy”.", "What is the Orlip?"),
        (SALE, "How much is the Orlip in Norway?"),
        ("“Folding bikes look odd,” Ann Roe said. A cheap model was delayed.", "Which bike was delayed?"),
        ("Ann Roe called for a longer study.", "What did Ann Roe say about the study?"),
    ],
)
def test_what_is_told_of_something_else_answers_nothing(body: str, question: str) -> None:
    assert ask(body, question).abstained
