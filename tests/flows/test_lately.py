"""Articles read lately are kept, a few of them, and only as long as their record is the same."""

from __future__ import annotations

from bot.flows.lately import Lately
from tests.answer.made_articles import made


def record(key: str, text: str = "The ferry sails to Bergen on Monday.") -> str:
    return made(text, "Ferries", key=key).model_dump_json()


def test_an_article_that_was_read_lately_is_not_read_again() -> None:
    lately = Lately(2)
    assert lately.article("a", record("a")) is lately.article("a", record("a"))


def test_a_record_that_has_changed_is_read_anew() -> None:
    lately = Lately(2)
    lately.article("a", record("a"))
    assert lately.article("a", record("a", "It sails to Oslo.")).body == "It sails to Oslo."


def test_the_one_that_was_wanted_longest_ago_is_forgotten_first() -> None:
    lately = Lately(2)
    first, second = lately.article("a", record("a")), lately.article("b", record("b"))
    lately.article("a", record("a"))
    lately.article("c", record("c"))
    assert lately.article("a", record("a")) is first
    assert lately.article("b", record("b")) is not second
