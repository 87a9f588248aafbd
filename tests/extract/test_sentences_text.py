"""What stands inside quotation marks, and where paragraphs break; all words are our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extract.text import Text


def quoted(body: str) -> list[str]:
    return [body[q.start : q.end] for q in Text.of(body).quoted]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("“We wait,” she said.", ["We wait,"]),
        ('"We wait," she said.', ["We wait,"]),
        ("``We wait,'' she said.", ["We wait,"]),
        ("«We wait,» she said.", ["We wait,"]),
        ("„We wait“, she said.", ["We wait"]),
        ("‘We wait,’ she said.", ["We wait,"]),
        ("「We wait」 she said.", ["We wait"]),
        ("“We wait,” she said. “It rains.”", ["We wait,", "It rains."]),
        ("“He said ‘wait’ to me,” she said.", ["He said ‘wait’ to me,"]),
        ("He said “no” and “yes”.", ["no", "yes"]),
        ('He said "no" and "yes".', ["no", "yes"]),
        ("The miners’ pay and the teachers’ pay rose.", []),
        ("It’s Brook’s boat, isn’t it?", []),
        ("In the ’80s it rained.", []),
        ('A 6" pipe burst.', []),
        ("He left” early.", []),
        ("It was ``done.''", ["done."]),
        ("(“We wait,” she said.)", ["We wait,"]),
        ('She said:"We wait."', ["We wait."]),
        ("", []),
    ],
)
def test_the_words_inside_the_marks_are_found(body: str, words: list[str]) -> None:
    assert quoted(body) == words


def test_a_quotation_over_several_paragraphs_has_a_range_in_each() -> None:
    assert quoted("“We wait.\n“It rains.\n“We go home,” she said.") == ["We wait.", "It rains.", "We go home,"]


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph() -> None:
    assert quoted("“We wait, she said.\nIt rained.") == ["We wait, she said."]


def test_a_line_that_begins_with_a_comma_belongs_to_the_one_before() -> None:
    body = "The crew is\nLena Brook\n, the pilot.\nThey fly on Monday."
    text = Text.of(body)
    assert [body[p.start : p.end] for p in text.paragraphs][1] == "Lena Brook\n, the pilot."


ALPHABET = st.text(alphabet=st.sampled_from(list("aA \n.\"“”‘’'`«»,-1\u200b")), max_size=120)


@given(ALPHABET | st.text(max_size=120))
def test_quoted_ranges_are_in_order_apart_and_within_a_paragraph(body: str) -> None:
    text = Text.of(body)
    end = 0
    for found in text.quoted:
        assert found.start >= end
        assert any(p.covers(found) for p in text.paragraphs)
        end = found.end


@given(ALPHABET | st.text(max_size=120))
def test_paragraphs_hold_every_character_that_is_not_white_space(body: str) -> None:
    rest, done = "", 0
    for paragraph in Text.of(body).paragraphs:
        assert paragraph.start >= done
        rest, done = rest + body[done : paragraph.start], paragraph.end
    assert not (rest + body[done:]).strip()
