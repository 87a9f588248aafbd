"""Answers from what was extracted: events, quotes, roles, figures, datelines. Pure.

A record answers only if subject, predicate and object agree with the question. If the predicate agrees and something
else differs it is a near miss: then the articles do not tell, and the near miss is shown as what they do tell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.answer.on_article import about, of_article
from bot.answer.on_changes import changed
from bot.answer.on_compare import compare
from bot.answer.on_events import agenda, event_time
from bot.answer.on_figures import lasting, threshold
from bot.answer.on_quotes import said, who_said
from bot.answer.on_roles import LEADING, described, leader, role
from bot.answer.query import Query, Slot
from bot.answer.verdict import NOTHING, Verdict
from bot.model.answer import AnswerKind
from bot.model.article import Article


def of_all(query: Query, articles: Sequence[Article], on: date) -> Verdict:
    """Answer what concerns all articles (what is next), or one article itself."""
    if query.of_article:
        return of_article(query, articles, on)
    if query.kind == AnswerKind.NEXT:
        return agenda(query, articles, on)
    return about(query, articles, on)


def of_some(query: Query, articles: Sequence[Article], on: date) -> Verdict:
    """Answer from the records of these articles, those whose sentences fit the question."""
    if query.copula and query.kind in {AnswerKind.WHO, AnswerKind.OTHER} and query.slot not in _NUMBERS:
        known = role(query, articles)
        return known if known.found else described(query, articles)
    moved, long = changed(query, articles, on), lasting(query, articles, on)
    if moved.found or moved.near or long.found:
        return long if long.found else moved
    if query.kind == AnswerKind.WHEN:
        return event_time(query, articles, on)
    if query.kind == AnswerKind.COMPARE:
        return compare(query, articles, on)
    if query.kind == AnswerKind.WHO and query.predicate in LEADING and (led := leader(query, articles)).found:
        return led
    answer = _UNDATED.get(query.kind)
    return answer(query, articles) if answer else NOTHING


_NUMBERS = frozenset({Slot.NUMBER, Slot.MONEY, Slot.SHARE, Slot.MEASURE, Slot.SPAN, Slot.AGE})
_UNDATED: Mapping[AnswerKind, Callable[[Query, Sequence[Article]], Verdict]] = {
    AnswerKind.SAID: said,
    AnswerKind.WHO: who_said,
    AnswerKind.HOW_MANY: threshold,
}
