"""What a sentence denies, doubts, asks, supposes or calls off is never told as a fact."""

from __future__ import annotations

import pytest

from tests.answer.asked import ask


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Detectives do not believe that Una Marsh robbed the bank.", "Who robbed the bank?"),
        ("The mayor denied that Tim Orr had paid the builders.", "Who had paid the builders?"),
        ("It is not true that Lea Holm owns the brewery.", "Who owns the brewery?"),
        ("There is no evidence that Carl Voss stole the painting from the museum.", "Who stole the painting?"),
        ("Reporters asked whether Ida Lund had sold the ferry.", "Who sold the ferry?"),
        ("Rumours that Ida Lund had sold the ferry spread on Monday.", "Who sold the ferry?"),
        ("Rumours that Ida Lund had sold the ferry spread on Monday.", "Did Ida Lund sell the ferry?"),
        ("If Ida Lund sells the ferry, the port will close.", "Who sells the ferry?"),
        ("Ida Lund would have sold the ferry for $3 million.", "Who sold the ferry?"),
        ("The minister rejected claims that 40 people died in the fire.", "How many people died in the fire?"),
        ("The club has not said where Jo Adler will play.", "Where will Jo Adler play?"),
        ("The agency had considered launching the Orpheus probe in October 2022.", "When does it launch Orpheus?"),
        ("Gwen Pryce had been expected to return but will now miss the cup.", "Will Gwen Pryce return?"),
        ("Mia Holt was due to sing at the gala in Leeds but pulled out.", "Who will sing at the gala?"),
        ('Asked whether he would leave office on June 10, Ola Berg said: "I will not."', "Will Ola Berg leave office?"),
        ('Asked whether he would leave office on June 10, Ola Berg said: "No."', "When will Ola Berg leave office?"),
        ("The bank does not intend to hold an investor day in 2026.", "When is the investor day?"),
        ("The summit in Arica was postponed on Monday.", "When is the summit in Arica?"),
        ("On Monday the concert was cancelled.", "When is the concert?"),
        ("The name of the injured skipper was not given.", "What is the name of the skipper?"),
        ("The price of the pump has not yet been disclosed.", "What is the price of the pump?"),
        ("Where the ferry sank is still unknown.", "Where did the ferry sink?"),
        ("In this century only the flood in Kells lasted longer.", "When was the flood in Kells?"),
    ],
)
def test_what_is_not_told_as_a_fact_is_shown_and_not_answered(text: str, question: str) -> None:
    reply = ask(text, question)
    assert reply.abstained
    assert reply.evidence
    assert text.startswith(reply.evidence[0].text)


@pytest.mark.parametrize(
    ("text", "question", "told"),
    [
        ("Ida Lund sold the ferry for $3 million.", "Who sold the ferry?", "Ida Lund"),
        ("Nobody doubts that Ida Lund sold the ferry.", "Who sold the ferry?", "Ida Lund"),
        ("Ida Lund denied that she was at home when Tom Reed sold the ferry.", "Who sold the ferry?", "Tom Reed"),
        ("The museum will not open until May 9.", "When will the museum open?", "Saturday, May 9, 2026"),
        ("The summit in Arica was moved from May 9 to May 20.", "When is the summit in Arica?", "May 20, 2026"),
        ("The concert on May 9 has not been cancelled.", "When is the concert?", "Saturday, May 9, 2026"),
        ("The concert on May 9 could be cancelled.", "When is the concert?", "Saturday, May 9, 2026"),
        (
            "Ivo Karr, who had not been expected to win, won the race in Turin.",
            "Who won the race in Turin?",
            "Ivo Karr",
        ),
        ("Ruth Dahl never lost hope and won the seat in Kells.", "Who won the seat in Kells?", "Ruth Dahl"),
        ("It is not clear why Ivo Karr left the club in March.", "When did Ivo Karr leave the club?", "March 2026"),
        ("The concert will be held on May 9.", "When is the concert?", "Saturday, May 9, 2026"),
        ("The ferry sank off Bergen; its cargo was not disclosed.", "Where did the ferry sink?", "Bergen"),
    ],
)
def test_what_is_told_as_a_fact_is_answered(text: str, question: str, told: str) -> None:
    reply = ask(text, question)
    assert not reply.abstained
    assert told in reply.answer
    assert "it had been" not in reply.answer


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("It is not true that Lea Holm owns the brewery.", "Does Lea Holm own the brewery?"),
        ("Detectives do not believe that Una Marsh robbed the bank.", "Did Una Marsh rob the bank?"),
    ],
)
def test_to_yes_or_no_a_denial_is_an_answer(text: str, question: str) -> None:
    assert ask(text, question).answer == "No."


@pytest.mark.parametrize(
    ("text", "question", "told"),
    [
        (
            "A summit in Arica, scheduled for May 9, has been scrapped.",
            "When is the summit in Arica?",
            "It was cancelled; it had been set for Saturday, May 9, 2026.",
        ),
        (
            "Harlow's first hearing, due on May 9, was cancelled on Monday.",
            "When is Harlow's hearing?",
            "It was cancelled; it had been set for Saturday, May 9, 2026.",
        ),
        (
            "A budget vote due on May 9 was cancelled.",
            "When is the budget vote?",
            "It was cancelled; it had been set for Saturday, May 9, 2026.",
        ),
        (
            "The House has postponed a budget debate, which had been set for May 14.",
            "When is the budget debate?",
            "It was postponed; it had been set for Thursday, May 14, 2026.",
        ),
        (
            "The concert in June 2026 has been cancelled.",
            "When is the concert?",
            "It was cancelled; it had been expected in June 2026.",
        ),
    ],
)
def test_the_time_of_what_is_off_is_told_with_that(text: str, question: str, told: str) -> None:
    assert ask(text, question).answer == told


def test_a_bound_is_told_whole() -> None:
    assert ask("No fewer than 40 people died in the fire.", "How many people died in the fire?").answer.startswith(
        "No fewer than 40"
    )
