"""The reading room: articles in, questions answered. No I/O; the articles are handed in.

understand the question
about the article itself, or what is next: from the records of all articles that may be seen
else find the sentences that fit; from the records of their articles, if subject, predicate and object agree
else the piece of a sentence that fills the slot, if it is likely enough to be right
else: the articles do not tell, with the nearest thing that they do say
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType

from bot.answer import abstain, compose, passages, proven, records
from bot.answer.compose import Found
from bot.answer.names import NameBook
from bot.answer.query import Query
from bot.answer.rank import Ranked, rank
from bot.answer.retrieve import SentenceIndex, Weighed
from bot.answer.understand import understand
from bot.answer.verdict import Verdict
from bot.answer.weights import THRESHOLD
from bot.model.answer import Answer, AnswerKind
from bot.model.article import Article
from bot.model.base import day_of
from bot.model.event import Amendment

DO_NOT_TELL = "The articles do not tell."
NOT_A_QUESTION = "Please ask in words, for example: When does it take place?"
NOT_ASKED = "That does not read as a question. Ask when, who, where, how many, or what someone said."
_CANDIDATES = 50
"""Sentences that are looked at closely; the right one is among them for 19 of 20 questions (docs/answers.md)."""
_ARTICLES = 30
"""Articles whose records are looked at: those of the sentences that fit best."""
_OF_ALL = frozenset({AnswerKind.NEXT, AnswerKind.ABOUT})


class Reader:
    """Answers questions from the articles it was given. Adding and asking may alternate."""

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        self._articles: dict[str, Article] = {}
        self._names = NameBook()
        self._index = SentenceIndex()
        for article in articles:
            self.add(article)

    def __len__(self) -> int:
        return len(self._articles)

    def add(self, article: Article) -> None:
        """Take in an article, in place of an older version of it."""
        self._articles[article.id] = article
        self._names.add(article)
        self._index.add(article)

    def remove(self, article: str) -> None:
        """Forget the article with this id."""
        self._articles.pop(article, None)
        self._names.remove(article)
        self._index.remove(article)

    def ask(
        self,
        question: str,
        at: date | datetime,
        allowed: frozenset[str] | None = None,
        amended: Mapping[str, Amendment] = MappingProxyType({}),
    ) -> Answer:
        """Answer from the articles whose ids are `allowed` (None: all of them), as of `at`.

        `amended` are what admins said of events, by event id. No question raises.
        """
        on = day_of(at)
        query = self.understood(question, on, allowed)
        if query.of_article or query.kind in _OF_ALL:
            return _settled(query, records.of_all(query, self._seen(allowed, amended), on))
        if query.foreign:
            return compose.abstained(query.kind, Found(_in_english(query), (), 0.0))
        if not query.terms:
            return compose.abstained(query.kind, Found(NOT_A_QUESTION, (), 0.0))
        weighed, ranked = self.ranked(query, allowed)
        unique = list({r.article.id: r.article for r in ranked}.values())[:_ARTICLES]
        near = [_as_amended(article, amended) for article in unique]
        verdict = records.of_some(query, near, on)
        if query.asks and (verdict.found or verdict.near):
            return _settled(query, verdict)
        return _from_sentences(query, weighed, ranked, on)

    def understood(self, question: str, on: date, allowed: frozenset[str] | None = None) -> Query:
        """Return what a question asks, by the names of the articles that may be seen."""
        return understand(question, on, self._names, allowed)

    def articles(self) -> Iterable[Article]:
        """Return the articles that it holds."""
        return self._articles.values()

    def _seen(self, allowed: frozenset[str] | None, amended: Mapping[str, Amendment]) -> list[Article]:
        return [_as_amended(a, amended) for i, a in self._articles.items() if allowed is None or i in allowed]

    def ranked(self, query: Query, allowed: frozenset[str] | None = None) -> tuple[Weighed, list[Ranked]]:
        """Return the sentences that fit a question best, best first."""
        weighed = self._index.weigh(query, allowed)
        hits = self._index.search(weighed, _CANDIDATES, allowed)
        return weighed, rank(query, weighed, hits, self._articles)


def _in_english(query: Query) -> str:
    """Say what was understood of a question in another language."""
    names = compose.listed(list(dict.fromkeys(query.names)))
    understood = f" Of this one I understood: {names}." if names else ""
    return f"I understand questions in English only.{understood}"


def _as_amended(article: Article, amended: Mapping[str, Amendment]) -> Article:
    """Return the article with its events as the guild's admins amended them; dismissed ones are gone."""
    if not any(event.id in amended for event in article.events):
        return article
    kept = [e for e in article.events if e.id not in amended or not amended[e.id].dismissed]
    events = tuple(amended[e.id].applied_to(e) if e.id in amended else e for e in kept)
    return article.model_copy(update={"events": events})


def _settled(query: Query, verdict: Verdict) -> Answer:
    if verdict.found:
        return compose.answered(query.kind, verdict.found)
    return compose.abstained(query.kind, verdict.near or Found(DO_NOT_TELL, (), 0.0))


def _from_sentences(query: Query, weighed: Weighed, ranked: list[Ranked], on: date) -> Answer:
    if not ranked:
        return compose.abstained(query.kind, Found(DO_NOT_TELL, (), 0.0))
    if not query.asks:
        return compose.abstained(query.kind, Found(NOT_ASKED, passages.proof(None, ranked), 0.0))
    choice, is_proven = proven.choose(query, weighed, ranked, on)
    sure = abstain.probability(abstain.features(query, weighed, choice, ranked))
    if sure < THRESHOLD or not is_proven:
        return compose.abstained(query.kind, Found(DO_NOT_TELL, passages.proof(None, ranked), sure))
    return compose.answered(query.kind, passages.found(query, choice, ranked, sure))


def answer(question: str, articles: Iterable[Article], at: date | datetime) -> Answer:
    """Answer one question from these articles, as of `at`."""
    return Reader(articles).ask(question, at)
