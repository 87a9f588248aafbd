from __future__ import annotations

import pickle
from datetime import date

import pytest

from bot.errors import UnexpectedTextError
from bot.flows import reading
from bot.model.article import RawArticle


def test_a_fault_of_ours_in_reading_concerns_that_text_only(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(raw: RawArticle, at: date) -> None:
        raise IndexError("deep inside")

    monkeypatch.setattr(reading, "read_article", fails)
    with pytest.raises(UnexpectedTextError, match=r"^story\.txt: could not be read because of a fault") as caught:
        reading.read_guarded(RawArticle(body="Words."), date(2026, 2, 9), "story.txt")
    assert "deep inside" in caplog.text
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)
