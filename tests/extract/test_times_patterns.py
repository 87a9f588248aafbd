"""Every row of the table of patterns has an example; this is the test of the table."""

from __future__ import annotations

import pytest

from bot.extract.lang import language
from bot.extract.lang.en.patterns import JOINS, PATTERNS
from bot.extract.text import Text
from bot.extract.times.patterns import Pattern

ROWS = [*PATTERNS, *JOINS]


@pytest.mark.parametrize("row", ROWS, ids=[p.notation for p in ROWS])
def test_the_example_of_a_pattern_is_found_as_it_is_bracketed(row: Pattern) -> None:
    before, bracket, rest = row.example.partition("[")
    phrase, _, after = rest.partition("]")
    body = before + phrase + after
    found = [body[p.start : p.end] for p in Text.of(body).phrases]
    assert found == ([phrase] if bracket else [])


def test_every_pattern_of_the_table_is_the_one_that_finds_its_example() -> None:
    """A row that another row always beats says nothing and can go."""
    assert len({(p.notation, p.after, p.before) for p in ROWS}) == len(ROWS)


def test_a_language_is_read_once_and_kept() -> None:
    assert language("en") is language("en")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(KeyError):
        language("xx")
