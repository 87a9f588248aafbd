"""Answering one question: the index is looked into, then the articles that it names are read. No I/O but the index's.

    understand the question, by the names that may be known; find the sentences that fit it        (`look`)
    about the article itself, or what is next: from the records of the articles handed in           (`conclude`)
    else from the records of the sentences' articles, if subject, predicate and object agree
    else the piece of a sentence that fills the slot, if it is likely enough to be right
    else: the articles do not tell, with the nearest thing that they do say

Between the two whoever keeps the articles hands in those that were asked for: `flows/questions.py` from the database,
`Reader` from memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple

from bot.answer import abstain, compose, passages, proven, records
from bot.answer.amended import as_amended, with_notes
from bot.answer.compose import Found
from bot.answer.follow import followed
from bot.answer.names import NameBook
from bot.answer.passages import Choice
from bot.answer.query import Query
from bot.answer.rank import FEATURES, Ranked, rank
from bot.answer.rerank import reranked
from bot.answer.retrieve import Hit, View, Weighed, view
from bot.answer.shelf import Shelf
from bot.answer.sketch import filed
from bot.answer.understand import clean, understand
from bot.answer.verdict import Verdict
from bot.answer.weights import THRESHOLD
from bot.model.answer import Answer, AnswerKind, Evidence
from bot.model.article import Article
from bot.model.base import day_of
from bot.model.event import Amendment
from bot.ports import Reranker

DO_NOT_TELL = "The articles do not tell."
NOT_A_QUESTION = "Please ask in words, for example: When does it take place?"
NOT_ASKED = "That does not read as a question. Ask when, who, where, how many, or what someone said."
CANDIDATES = 50
"""Sentences that are looked at closely; the right one is among them for 19 of 20 questions (docs/answers.md)."""
_ARTICLES = 30
"""Articles whose records are looked at: those of the sentences that fit best."""
_OF_ALL = frozenset({AnswerKind.NEXT, AnswerKind.ABOUT})


class Looked(NamedTuple):
    """A question after the index was looked into: what it asks, its words weighed, the sentences found.

    `whole` is a question that leant on the one before it, made whole.
    """

    query: Query
    on: date
    weighed: Weighed
    hits: tuple[Hit, ...]
    whole: str | None = None

    @property
    def of_all(self) -> bool:
        """Tell whether the records of all articles answer, not sentences."""
        return bool(self.query.of_article) or self.query.kind in _OF_ALL

    @property
    def articles(self) -> tuple[str, ...]:
        """Return the ids of the articles that are to be read, best first."""
        return tuple(dict.fromkeys(hit.article for hit in self.hits))


def look(index: View, question: str, at: date | datetime, after: str | None = None) -> Looked:
    """Understand a question asked as of `at`, `after` another one if any, and find what fits it. No question raises."""
    on, names = day_of(at), NameBook(index.known)
    whole = followed(clean(question), clean(after), names) if after else question
    query = understand(whole, on, names)
    weighed, hits = index.find(query, CANDIDATES)
    return Looked(query, on, weighed, tuple(hits), whole if after and whole != clean(question) else None)


class Conclusion(NamedTuple):
    """An answer, and the sentences from which a language model might pick another: none where records have spoken."""

    answer: Answer
    offered: tuple[Evidence, ...] = ()


def conclude(
    looked: Looked,
    articles: Mapping[str, Article],
    amended: Mapping[str, Amendment] = MappingProxyType({}),
    reranker: Reranker | None = None,
) -> Conclusion:
    """Answer from these articles, by id: those that were asked for or, where `looked.of_all`, those that may answer.

    `amended` are what admins said of events, by event id. Sentences of articles that are not here are passed over.
    """
    answer, offered = _concluded(looked, articles, amended, reranker)
    answer = with_notes(answer, articles.values(), amended)
    return Conclusion(answer.model_copy(update={"understood": looked.whole}), offered)


def _concluded(
    looked: Looked, articles: Mapping[str, Article], amended: Mapping[str, Amendment], reranker: Reranker | None
) -> Conclusion:
    query = looked.query
    if looked.of_all:
        seen = [as_amended(article, amended) for article in articles.values()]
        return Conclusion(_settled(query, records.of_all(query, seen, looked.on)))
    if query.foreign:
        return Conclusion(compose.abstained(query.kind, Found(_in_english(query), (), 0.0)))
    if not query.terms:
        return Conclusion(compose.abstained(query.kind, Found(NOT_A_QUESTION, (), 0.0)))
    ranked = ranked_from(looked, articles, reranker)
    unique = list({r.article.id: r.article for r in ranked}.values())[:_ARTICLES]
    verdict = records.of_some(query, [as_amended(article, amended) for article in unique], looked.on)
    if query.asks and verdict.found:
        return Conclusion(_settled(query, verdict))
    answer = _from_sentences(query, looked.weighed, ranked, looked.on, plainly=verdict.near is not None)
    if query.asks and verdict.near and answer.abstained:
        return Conclusion(_settled(query, verdict))
    return Conclusion(answer, _offered(ranked) if query.asks and query.kind != AnswerKind.YES_NO else ())


def _offered(ranked: list[Ranked]) -> tuple[Evidence, ...]:
    """Return the sentences that a model may be shown; long ones are no sentences of prose and are left out."""
    short = [r for r in ranked if r.features[_TOO_LONG] == 0.0]
    return tuple(compose.evidence(r.article, r.sentence.range) for r in short[:OFFERED])


OFFERED = 12
"""Sentences that a model is shown: among them is the right one for nine of ten questions that have one."""
_TOO_LONG = FEATURES.index("too long")


def ranked_from(looked: Looked, articles: Mapping[str, Article], reranker: Reranker | None = None) -> list[Ranked]:
    """Return the sentences that fit best, best first, of the articles that are here."""
    here = [h for h in looked.hits if h.article in articles and h.sentence < len(articles[h.article].sentences)]
    ranked = rank(looked.query, looked.weighed, here, articles)
    return ranked if reranker is None else reranked(ranked, looked.query.question, reranker)


class Reader:
    """Answers from articles that it holds in memory. Adding and asking may alternate."""

    def __init__(self, articles: Iterable[Article] = (), reranker: Reranker | None = None) -> None:
        self._articles: dict[str, Article] = {}
        self._reranker = reranker
        self._shelf = Shelf()
        self.add(*articles)

    def __len__(self) -> int:
        return len(self._articles)

    def add(self, *articles: Article) -> None:
        """Take in articles, each in place of an older version of it."""
        new = {article.id: article for article in articles}
        self._articles |= new
        self._shelf.update([filed(article) for article in new.values()])

    def remove(self, article: str) -> None:
        """Forget the article with this id."""
        self._articles.pop(article, None)
        self._shelf.update([], [article])

    def look(self, question: str, at: date | datetime, after: str | None = None) -> Looked:
        """Return what the index says to a question."""
        with view(self._shelf, None) as index:
            return look(index, question, at, after)

    def ask(self, question: str, at: date | datetime, after: str | None = None) -> Answer:
        """Answer as of `at`; a question may lean on the one asked before, `after`. No question raises."""
        return conclude(self.look(question, at, after), self._articles, reranker=self._reranker).answer

    def ranked(self, looked: Looked) -> list[Ranked]:
        """Return the sentences that fit a question best, best first."""
        return ranked_from(looked, self._articles, self._reranker)

    def articles(self) -> Iterable[Article]:
        """Return the articles that it holds."""
        return self._articles.values()


def _in_english(query: Query) -> str:
    """Say what was understood of a question in another language."""
    names = compose.listed(list(dict.fromkeys(query.names)))
    understood = f" Of this one I understood: {names}." if names else ""
    return f"I understand questions in English only.{understood}"


def _settled(query: Query, verdict: Verdict) -> Answer:
    if verdict.found:
        return compose.answered(query.kind, verdict.found)
    return compose.abstained(query.kind, verdict.near or Found(DO_NOT_TELL, (), 0.0))


def _from_sentences(query: Query, weighed: Weighed, ranked: list[Ranked], on: date, *, plainly: bool = False) -> Answer:
    """Answer from the best sentence that proves it; `plainly`: only if one says all that is asked."""
    if not ranked:
        return compose.abstained(query.kind, Found(DO_NOT_TELL, (), 0.0))
    if not query.asks:
        return compose.abstained(query.kind, Found(NOT_ASKED, passages.proof(None, ranked), 0.0))
    choice, is_proven = proven.choose(query, weighed, ranked, on)
    sure = abstain.probability(abstain.features(query, weighed, choice, ranked))
    plain = is_proven and proven.plain(query, choice)
    if plain:
        sure = max(sure, THRESHOLD)
    if sure < THRESHOLD or not is_proven or (plainly and not plain):
        return compose.abstained(query.kind, _missed(query, choice, ranked, sure))
    return compose.answered(query.kind, passages.found(query, choice, ranked, sure))


def _missed(query: Query, choice: Choice, ranked: list[Ranked], sure: float) -> Found:
    """Say that the articles do not tell; if they say it of another, or not as a fact, what they do say."""
    of_another = choice.match is not None and choice.match.differs
    if not of_another and not (choice.ranked.score >= ranked[0].score and proven.withheld(query, choice)):
        return Found(DO_NOT_TELL, passages.proof(None, ranked), sure)
    told = choice.ranked.sentence.text
    text = f"The articles do not tell of that. They do tell of this: {told}" if len(told) < _SHORT else DO_NOT_TELL
    return Found(text, passages.proof(choice.ranked, ranked), sure)


_SHORT = 300
"""Characters of a sentence that is told in an answer; a longer one is shown as evidence only."""


def answer(question: str, articles: Iterable[Article], at: date | datetime) -> Answer:
    """Answer one question from these articles, as of `at`."""
    return Reader(articles).ask(question, at)
