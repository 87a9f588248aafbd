"""One question to one article of our own words."""

from __future__ import annotations

from datetime import date

from bot.answer.reader import answer
from bot.extract.article import read_article
from bot.model.answer import Answer
from bot.model.article import RawArticle

AT = date(2026, 5, 5)
"""The day on which the article was published and the question is asked."""


def ask(text: str, question: str) -> Answer:
    raw = RawArticle(id="1", headline="News from the coast", body=text, published=AT)
    return answer(question, [read_article(raw, AT)], AT)
