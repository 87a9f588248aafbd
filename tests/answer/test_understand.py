"""From a question to a typed query; the tables' examples are tests."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answer.kinds import KINDS, OF_ARTICLE
from bot.answer.names import NameBook, runs
from bot.answer.query import Query, Slot
from bot.answer.understand import MAX_QUESTION, asking, clean, understand
from bot.answer.words import stem
from bot.model.answer import AnswerKind
from tests.answer.made_articles import visit

ON = date(2026, 2, 10)


def read(question: str) -> Query:
    return understand(question, ON)


def knowing(question: str) -> Query:
    return understand(question, ON, NameBook(lambda _: {" ".join(run): firm for run, firm in runs(visit()).items()}))


@pytest.mark.parametrize("row", KINDS, ids=lambda row: row.example)
def test_each_kind_of_question_is_told_by_its_example(row: object) -> None:
    assert row in KINDS
    kind = next(one for one in KINDS if one is row)
    assert read(kind.example).kind == kind.kind


@pytest.mark.parametrize("row", OF_ARTICLE, ids=lambda row: row.example)
def test_each_question_about_the_article_itself_is_told_by_its_example(row: object) -> None:
    one = next(one for one in OF_ARTICLE if one is row)
    assert read(one.example).of_article == one.slot


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("whens the launch", AnswerKind.WHEN),
        ("what day is the launch", AnswerKind.WHEN),
        ("who's the mayor", AnswerKind.WHO),
        ("how many ppl came", AnswerKind.HOW_MANY),
        ("the launch is when", AnswerKind.WHEN),
        ("what did she say about it", AnswerKind.SAID),
        ("which country won", AnswerKind.WHERE),
        ("how come it closed", AnswerKind.WHY),
        ("anything happening next week?", AnswerKind.NEXT),
        ("what's on tomorrow", AnswerKind.NEXT),
        ("is the museum open", AnswerKind.YES_NO),
        ("He was taken to which hospital?", AnswerKind.WHICH),
    ],
)
def test_sloppy_wording_is_understood(question: str, kind: AnswerKind) -> None:
    if kind == AnswerKind.WHICH:
        assert read(question).kind in {AnswerKind.WHICH, AnswerKind.OTHER}
    else:
        assert read(question).kind == kind


def test_subject_predicate_and_object_are_told_apart() -> None:
    query = read("When does Takaichi visit the White House?")
    assert (query.subject, query.predicate, query.object) == (("takaichi",), "visit", ("white", "hous"))


def test_the_noun_that_is_asked_for_is_no_subject() -> None:
    query = read("How many seats did the party win?")
    assert query.focus == ("seat",)
    assert "seat" not in query.subject
    assert query.predicate == "win"


@pytest.mark.parametrize(
    ("question", "slot"),
    [("Which drug did the mayor ban?", Slot.THING), ("Which NFL team won the cup?", Slot.GROUP)],
)
def test_the_sort_asked_for_is_told_by_the_noun_before_the_verb(question: str, slot: Slot) -> None:
    assert read(question).slot == slot
    assert read(question).focus == (stem(question.split()[1 if slot == Slot.THING else 2]),)


def test_a_participle_before_a_name_is_not_what_is_asked() -> None:
    assert read("Where was jailed President Marc Dupont questioned?").predicate == stem("questioned")


def test_names_without_capitals_are_known_from_the_articles() -> None:
    assert knowing("when does takaichi visit the white house").names == ("takaichi", "white house")


def test_who_writes_capitals_means_no_name_by_a_small_letter() -> None:
    assert knowing("When did Trump go to china shops?").names == ("Trump",)


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("What happens in April?", date(2026, 4, 1), date(2026, 4, 30)),
        ("what is on March 19", date(2026, 3, 19), date(2026, 3, 19)),
        ("What happens on 2026-03-19?", date(2026, 3, 19), date(2026, 3, 19)),
        ("what happens next week", date(2026, 2, 16), date(2026, 2, 22)),
        ("What is on tomorrow?", date(2026, 2, 11), date(2026, 2, 11)),
        ("What happens on 12 December?", date(2025, 12, 12), date(2025, 12, 12)),
        ("What happens in December 2026?", date(2026, 12, 1), date(2026, 12, 31)),
        ("What happens on Friday?", date(2026, 2, 13), date(2026, 2, 13)),
    ],
)
def test_the_days_of_a_question_are_read_as_of_the_day_it_is_asked(question: str, first: date, last: date) -> None:
    window = read(question).window
    assert window is not None
    assert (window.earliest, window.latest) == (first, last)


def test_an_impossible_date_is_no_window() -> None:
    assert read("What happens on February 30?").window is None


def test_the_sentence_that_asks_is_the_question_and_the_others_its_setting() -> None:
    asked, setting = asking("Dr. Jones left on May 3. The club mourns. Who replaces her?")
    assert asked == "Who replaces her?"
    assert setting == "Dr. Jones left on May 3. The club mourns."


def test_words_of_the_setting_weigh_less() -> None:
    weights = {t.stem: t.weight for t in read("The bridge fell. Which river did it cross?").terms}
    assert weights["bridg"] < weights["river"]


def test_a_question_is_cut_and_cleaned() -> None:
    assert len(clean("x " * 5000)) <= MAX_QUESTION
    assert clean("a\x00b\u202ec\nd") == "a bc d"


@pytest.mark.parametrize(
    ("question", "slot", "measure"),
    [
        ("How fast did it go?", Slot.MEASURE, "speed"),
        ("how much does it weigh", Slot.MEASURE, "weight"),
        ("How much does the bridge cost?", Slot.MONEY, "money"),
        ("How old is he?", Slot.AGE, None),
        ("What percentage voted?", Slot.SHARE, None),
        ("How long did it last?", Slot.SPAN, None),
    ],
)
def test_the_sort_of_number_is_told(question: str, slot: Slot, measure: str | None) -> None:
    assert (read(question).slot, read(question).measure) == (slot, measure)


def test_two_word_verbs_become_the_verb_that_articles_use() -> None:
    assert read("When did the album come out?").predicate == "releas"
    assert read("When did the minister step down?").predicate == "resign"
