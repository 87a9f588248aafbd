"""Ask of one article with a body of our own."""

from __future__ import annotations

from datetime import date

from bot.answer.reader import answer
from bot.extract.article import read_article
from bot.model.answer import Answer
from bot.model.article import RawArticle

AT = date(2027, 2, 10)
"""The day on which is asked; the article is of the day before."""


def ask(body: str, question: str, headline: str = "News of the day") -> Answer:
    """Return what is answered from an article with this body."""
    raw = RawArticle(id="1", headline=headline, body=body, published=date(2027, 2, 9))
    return answer(question, [read_article(raw, AT)], AT)
