"""The reading room: articles in, questions answered. No I/O; the articles are handed in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from bot.answer import compose, records
from bot.answer.compose import Found
from bot.answer.names import NameBook
from bot.answer.query import Query
from bot.answer.records import Verdict
from bot.answer.understand import understand
from bot.model.answer import Answer, AnswerKind
from bot.model.article import Article
from bot.model.base import day_of

DO_NOT_TELL = "The articles do not tell."


class Reader:
    """Answers questions from the articles it was given."""

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        self._articles: dict[str, Article] = {}
        self._names = NameBook()
        for article in articles:
            self.add(article)

    def add(self, article: Article) -> None:
        """Take in an article, in place of an older version of it."""
        self._articles[article.id] = article
        self._names.add(article)

    def ask(self, question: str, at: date | datetime, allowed: frozenset[str] | None = None) -> Answer:
        """Answer from the articles whose ids are `allowed` (None: all of them), as of `at`."""
        on = day_of(at)
        query = understand(question, on, self._names)
        articles = [a for i, a in self._articles.items() if allowed is None or i in allowed]
        verdict = _from_records(query, articles, on)
        if verdict.found:
            return compose.answered(query.kind, verdict.found)
        return compose.abstained(query.kind, verdict.near or Found(DO_NOT_TELL, (), 0.0))


def _from_records(query: Query, articles: Sequence[Article], on: date) -> Verdict:
    if query.of_article:
        return records.of_article(query, articles)
    match query.kind:
        case AnswerKind.WHEN:
            return records.event_time(query, articles, on)
        case AnswerKind.NEXT:
            return records.agenda(query, articles, on)
        case AnswerKind.SAID:
            return records.said(query, articles)
        case AnswerKind.WHO:
            return records.role(query, articles)
        case AnswerKind.HOW_MANY:
            return records.threshold(query, articles)
        case _:
            return records.NOTHING


def answer(question: str, articles: Iterable[Article], at: date | datetime) -> Answer:
    """Answer one question from these articles, as of `at`."""
    return Reader(articles).ask(question, at)
