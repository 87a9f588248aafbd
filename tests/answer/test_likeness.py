"""How far a sentence is worded as the question is, and what that does to the order of sentences."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answer.likeness import has_root, pairs_of, shared, wording
from bot.answer.rank import FEATURES, rank
from bot.answer.reader import Reader
from bot.answer.understand import understand
from bot.answer.weights import RANK
from bot.answer.words import stem, tokens
from bot.model.article import Article
from tests.answer.made_articles import made

ON = date(2026, 2, 10)


def likeness(question: str, *sentences: str) -> list[tuple[float, float]]:
    words = [tokens(sentence) for sentence in sentences]
    stems, pairs = [frozenset(w.stem for w in each) for each in words], [pairs_of(each) for each in words]
    asked = wording(understand(question, ON), stems, pairs)
    return [shared(asked, *each) for each in zip(stems, pairs, strict=True)]


def features(article: Article, question: str, sentence: int) -> dict[str, float]:
    reader = Reader([article])
    looked = reader.look(question, ON)
    found = rank(looked.query, looked.weighed, looked.hits, {article.id: article})
    return next(dict(zip(FEATURES, r.features, strict=True)) for r in found if r.hit.sentence == sentence)


def test_each_feature_has_its_weight() -> None:
    assert len(RANK) == len(FEATURES)


def test_words_that_follow_one_another_in_both_are_worded_alike() -> None:
    same, other = likeness(
        "Who looked after the lighthouse?", "Mara Lind looked after the lighthouse.", "The lighthouse looked so dark."
    )
    assert same[0] == 1.0
    assert 0.0 < other[0] < 0.5


def test_the_same_words_in_another_order_share_nothing_in_a_row() -> None:
    first, _ = likeness("Who saw Mara hit Lind?", "Lind hit Mara.", "Somebody saw Mara hit Lind.")
    assert first[0] == 0.0


def test_of_small_words_those_tell_most_that_few_of_the_sentences_have() -> None:
    after, the = likeness(
        "What did the crew do after the storm?", "They slept after it.", "They slept through the day."
    )
    assert after[1] == the[1] > 0.0
    after, the, _ = likeness("What came after the storm?", "Calm came after it.", "The calm came.", "The rain came.")
    assert after[1] > the[1] > 0.0


def test_what_no_sentence_shares_counts_against_none() -> None:
    assert likeness("Who sailed without their orders?", "Lind sailed without fear.") == [(1.0, 1.0)]
    assert likeness("?", "The crew slept.") == [(0.0, 0.0)]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("originated", "origins", True),
        ("economist", "economy", True),
        ("starlight", "star", False),
        ("car", "cart", False),
        ("marble", "market", False),
    ],
)
def test_stems_of_one_root_begin_alike_for_most_of_their_length(one: str, other: str, *, alike: bool) -> None:
    assert has_root(stem(one), {stem(other), "else"}) is alike


TALE = made(
    "Mara Lind kept the lighthouse for forty years. She retired in May.\n"
    "The ferry stopped in June. A new pier is planned. It will cost nine million crowns.",
    "An island changes",
)


def test_what_the_sentence_before_says_counts_for_the_one_behind_it() -> None:
    question = "When did the keeper of the lighthouse, Mara Lind, retire?"
    assert features(TALE, question, 1)["covered only by the sentence before"] > 0.3
    assert features(TALE, question, 0)["covered only by the sentence before"] == 0.0


def test_a_paragraph_ends_where_the_line_does() -> None:
    question = "What did Mara Lind say of the ferry and the new pier when she retired?"
    ferry, retired = features(TALE, question, 2), features(TALE, question, 1)
    assert 0.0 < ferry["covered only by the paragraph"] < 0.5
    words = {"pier", "ferri"}
    looked = Reader([TALE]).look(question, ON).weighed
    whole = sum(g.weight * (looked.rarity.get(g.stem) or 1.0) for g in looked.groups)
    far = sum(g.weight * looked.rarity[g.stem] for g in looked.groups if g.stem in words)
    told = retired["covered"] + retired["covered only by the paragraph"]
    assert told <= 1.0 - far / whole + 1e-9


def test_a_word_that_few_of_the_sentences_found_have_tells_more_than_one_that_all_have() -> None:
    harbour = made(
        "The harbour of Vell is deep. The harbour of Vell is old. The harbour of Vell was dredged by Orla Finch.",
        "A harbour",
    )
    question = "Who dredged the harbour of Vell?"
    name = "covered by what few others have"
    assert features(harbour, question, 0)[name] < 0.5
    assert features(harbour, question, 2)[name] == 1.0


def test_a_sentence_that_begins_with_what_is_asked_about_is_told_from_one_that_ends_with_it() -> None:
    ends = made("In a long speech on a cold and windy day the mayor opened Marrow Bridge.", "A bridge")
    begins = made("Marrow Bridge was opened by the mayor on a cold and windy day in spring.", "A bridge")
    question = "Who opened Marrow Bridge?"
    name = "covered at its beginning"
    assert features(begins, question, 0)[name] > features(ends, question, 0)[name]


def test_of_two_sentences_with_the_same_words_the_one_worded_as_the_question_comes_first() -> None:
    article = made(
        "The council voted on the bridge before the storm. After the storm the council voted on the bridge again.",
        "A vote",
    )
    reader = Reader([article])
    assert reader.ranked(reader.look("What did the council vote on after the storm?", ON))[0].hit.sentence == 1
