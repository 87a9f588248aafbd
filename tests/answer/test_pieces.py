"""Sentences laid out, and the pieces of them that could fill a slot."""

from __future__ import annotations

from bot.answer.clauses import extents, lay_out
from bot.answer.query import Slot
from bot.answer.spans import pieces
from tests.answer.made_articles import made, visit


def told(text: str, slot: Slot, measure: str | None = None) -> list[str]:
    article = made(text, "A headline")
    sentence = lay_out(article, article.sentences[0])
    return [sentence.text[p.start : p.end] for p in pieces(article, sentence, slot, measure=measure)]


def test_a_hedge_is_a_word_of_its_own() -> None:
    assert told("After the takeover 12 clerks left the bank.", Slot.NUMBER) == ["12"]
    assert told("After the sale over 12 clerks left the bank.", Slot.NUMBER) == ["over 12"]


def test_a_sentence_without_a_number_has_no_amount() -> None:
    text = "The clerks left the bank after the sale."
    assert [told(text, slot) for slot in (Slot.NUMBER, Slot.MONEY, Slot.MEASURE, Slot.SHARE)] == [[], [], [], []]


def test_numbers_in_words_and_within_words_are_found() -> None:
    assert told("Half of the clerks left.", Slot.SHARE) == ["Half"]
    assert told("A fine of €40 was paid.", Slot.MONEY) == ["€40"]
    assert told("Twenty-two clerks left.", Slot.NUMBER) == ["Twenty-two"]


def test_a_length_may_be_told_without_a_number() -> None:
    assert told("The stone is The Size of a fist, they say.", Slot.MEASURE, "length") == ["The Size of a fist"]


def test_a_sentence_is_the_same_whether_the_extents_of_names_are_handed_in_or_not() -> None:
    article = visit()
    within = extents(article)
    assert [lay_out(article, s, within) for s in article.sentences] == [lay_out(article, s) for s in article.sentences]


def test_the_words_of_a_piece_are_those_that_begin_in_it() -> None:
    article = made("Ann Poe won the cup in Oslo.", "A headline")
    sentence = lay_out(article, article.sentences[0])
    assert [w.text for w in sentence.within(4, 16)] == ["Poe", "won", "the"]
    assert sentence.within(1, 2) == []
