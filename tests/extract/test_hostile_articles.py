"""Texts that no newsroom writes: the engine reads them without failing, and its spans stay exact."""

from __future__ import annotations

from datetime import date

import pytest

from bench.fuzz import spans_of
from bench.hostile import KINDS, body
from bot.extract.article import read_article
from bot.extract.figures.around import words_of
from bot.extract.figures.counts import subject
from bot.model.article import Article, RawArticle

AT = date(2026, 11, 23)
SIZE = 3_000


def read(text: str, at: date = AT) -> Article:
    return read_article(RawArticle(id="x", body=text), at)


@pytest.mark.parametrize("kind", KINDS)
def test_a_hostile_text_is_read_with_exact_spans_and_possible_days(kind: str) -> None:
    text = body(kind, SIZE)
    article = read(text)
    for span in spans_of(article.model_dump(exclude={"body"})):
        assert text[span["start"] : span["end"]] == span["text"]
    for time in article.time_expressions:
        assert time.earliest is None or time.latest is None or time.earliest <= time.latest


@pytest.mark.parametrize("kind", KINDS)
def test_a_hostile_text_reads_the_same_twice(kind: str) -> None:
    assert read(body(kind, SIZE)) == read(body(kind, SIZE))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("at", [date.min, date.max])
def test_a_hostile_text_is_read_on_the_first_and_the_last_day_of_the_calendar(kind: str, at: date) -> None:
    read(body(kind, 300), at)


@pytest.mark.parametrize("clause", ["US fell by", "US of of rose to", "US"])
def test_a_name_that_is_also_a_stop_word_is_the_subject_of_its_clause(clause: str) -> None:
    place = subject(words_of(clause, 0, len(clause)))
    assert place == ((0, 2) if " " in clause else None)


@pytest.mark.parametrize("text", ["", " ", "\n" * 100_000, "a" * 100_000, "7" * 100_000])
def test_a_text_without_words_is_read(text: str) -> None:
    assert read(text).body == text


def test_a_lone_surrogate_is_read_and_hashed() -> None:
    article = read("The board meets \ud800 on Monday.")
    assert article.content_hash
    assert article.time_expressions


def test_a_table_of_figures_within_one_sentence_keeps_its_figures() -> None:
    rows = ", ".join(f"{n} boats" for n in range(101, 301))
    assert len(read(f"The harbour counted {rows}.").figures) >= 200
