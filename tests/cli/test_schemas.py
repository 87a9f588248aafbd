from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.cli.reading import schema_text
from bot.flows.documents import GuildDocument
from bot.model.answer import Answer
from bot.model.article import Article
from bot.model.explanation import Explanation

FOLDER = Path(__file__).parents[2] / "docs" / "schema"


@pytest.mark.parametrize("model", [Article, Answer, Explanation, GuildDocument])
def test_the_schema_in_the_documentation_is_the_models(model: type[BaseModel]) -> None:
    kept = (FOLDER / f"{model.__name__.lower()}.json").read_text(encoding="utf-8")
    assert kept == schema_text(model), "run `make schema`"
