"""A long answer ends behind a whole part of it."""

from __future__ import annotations

import pytest

from bot.answer.compose import MAX_ANSWER, cut


@pytest.mark.parametrize("part", ["The fair: May 9, 2026; ", "It rained in Bergen. ", "oak beech lime "])
def test_a_long_answer_is_cut_behind_a_whole_part(part: str) -> None:
    text = cut(part * 100)
    assert len(text) <= MAX_ANSWER
    assert text.removesuffix(" …").split()[-1].rstrip(".;") in part.replace(";", "").replace(".", "").split()


def test_a_text_without_a_gap_is_cut_all_the_same() -> None:
    assert len(cut("x" * 2_000)) <= MAX_ANSWER


def test_a_short_answer_stays_as_it_is() -> None:
    assert cut("May 9, 2026") == "May 9, 2026"
