"""Records read without checks are what they were."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from bot.extract.article import read_article
from bot.ingest.files import read_file
from bot.model.article import Article
from bot.model.unchecked import unchecked

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.md"))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_an_article_comes_back_as_it_was_stored(path: Path) -> None:
    article = read_article(read_file(path), date(2026, 2, 9))
    again = unchecked(Article, article.model_dump_json())
    assert again == Article.model_validate_json(article.model_dump_json())
    assert again.model_dump_json() == article.model_dump_json()


def test_a_record_older_than_a_field_has_its_default() -> None:
    record = json.dumps({"id": "a", "headline": "h", "body": "b", "content_hash": "c"})
    assert unchecked(Article, record).model_dump() == Article.model_validate_json(record).model_dump()
