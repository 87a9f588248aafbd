"""Questions over the seeds, read by the engine as a user's articles are; written down before they were tried."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.answer.reader import Reader
from bot.extract.article import read_article
from bot.ingest.files import read_file

SEEDS = Path(__file__).parents[2] / "seeds"
AT = date(2026, 2, 9)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(read_article(read_file(path), AT) for path in sorted(SEEDS.glob("*.md")))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("When does Takaichi visit the White House?", "Thursday, March 19, 2026"),
        ("when is takaichi going to the white house", "Thursday, March 19, 2026"),
        ("When does Trump visit China?", "expected in April 2026"),
        ("How many seats did the LDP win?", "two-thirds threshold of 310 of 465"),
        ("Who is the prime minister of Japan?", "Sanae Takaichi"),
        ("what did takaichi say about the alliance", "limitless"),
        ("What happens in April?", "China"),
        ("What is on March 19?", "White House"),
        ("When is the World Cup final?", "July 19, 2026"),
        ("Where will the World Cup final be played?", "MetLife Stadium"),
        ("How many teams take part in the World Cup?", "48"),
        ("How many matches will there be?", "104"),
        ("When is the solar eclipse in Luxor?", "August 2, 2027"),
        ("how wide is the path of the eclipse", "258 kilometres"),
        ("How many people live in Cairo?", "10 million"),
        ("Where was the article about Luxor filed?", "LUXOR"),
    ],
)
def test_the_seeds_answer(reader: Reader, question: str, told: str) -> None:
    reply = reader.ask(question, AT)
    assert not reply.abstained
    assert told.lower() in reply.answer.lower()


@pytest.mark.parametrize(
    "question",
    [
        "When does Takaichi visit China?",
        "when is takaichi flying to beijing",
        "Who won the 2024 election?",
        "Why did Trump cancel the March 19 meeting?",
        "When does Xi Jinping visit Washington?",
        "When did Takaichi resign?",
        "What did Biden say about the eclipse?",
        "Who won the World Cup final?",
        "How many people died in the eclipse?",
        "When does the World Cup final in Madrid begin?",
    ],
)
def test_what_the_seeds_do_not_tell_is_not_answered(reader: Reader, question: str) -> None:
    assert reader.ask(question, AT).abstained


@pytest.mark.parametrize(
    "question",
    ["Is the White House visit cancelled?", "When did Trump visit China?", "Was the World Cup final postponed?"],
)
def test_what_a_question_supposes_and_no_sentence_says_is_not_confirmed(reader: Reader, question: str) -> None:
    assert reader.ask(question, AT).abstained
