"""Questions about an event that was moved or called off: is it off, and when was it to be before? Pure.

"The launch, which had been set for Dec. 12, has been postponed to March 4."
Is the launch cancelled?                     No. It was postponed: Thursday, March 4, 2027.
When was the launch originally planned?      Saturday, December 12, 2026
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.answer import compose
from bot.answer.clauses import Sentence, lay_out
from bot.answer.compose import Found
from bot.answer.families import family
from bot.answer.on_events import Told, candidates, names_of, time_in_words
from bot.answer.query import Query
from bot.answer.verdict import NOTHING, Verdict, newest
from bot.answer.words import stem
from bot.model.answer import AnswerKind
from bot.model.article import Article
from bot.model.event import EventStatus

_CANCELS, _POSTPONES = family(stem("cancel")), family(stem("postpone"))
_FORMERLY = re.compile(
    r"\b(?:originally|initially|previously)\b|\bfirst (?:planned|set|scheduled|due)\b|\boriginal (?:date|day|time)\b"
    r"|\bsupposed to\b|\bmeant to have\b",
    re.IGNORECASE,
)
_SETS = r"(?:set|due|scheduled|planned|listed|slated|expected|pencilled in|meant|supposed|booked)"
_WAS_TO = re.compile(
    rf"(?:\bhad\s(?:\w+ly\s)?been\s(?:\w+ly\s)?{_SETS}\b|\b(?:originally|initially|previously)\b|\bwas\sto\shave\b)"
    r"[^,;:.]{0,40}\Z",
    re.IGNORECASE,
)
"""Before a time: it was that of the event once."""
_REACH = 90
"""Characters before a time in which that is said."""


def changed(query: Query, articles: Sequence[Article], on: date) -> Verdict:
    """Answer whether an event was called off or put off, or when it was to be before it was."""
    if query.kind == AnswerKind.WHEN and _FORMERLY.search(query.question):
        return _former(query, articles)
    if query.kind == AnswerKind.YES_NO and query.predicate in _CANCELS | _POSTPONES and query.subject:
        return _off(query, articles, on)
    return NOTHING


def _former(query: Query, articles: Sequence[Article]) -> Verdict:
    asked = {*query.subject, *query.object, *([query.predicate] if query.predicate else [])} - _TELLING
    for article in sorted(articles, key=newest, reverse=True):
        for time in article.time_expressions:
            place = article.sentence_at(time)
            head = article.body[max(place.start, time.start - _REACH) : time.start]
            if not _WAS_TO.search(head) or not asked or not _says(lay_out(article, place), asked):
                continue
            return Verdict(found=Found(compose.told(time) or time.text, ((article, place),), 0.8))
    moved = [(a, e) for a, e in candidates(articles) if e.status == EventStatus.RESCHEDULED and asked & names_of(a, e)]
    if not moved:
        return NOTHING
    article, event = moved[0]  # its new time is no answer
    return Verdict(near=Found("The articles do not tell.", ((article, Told.of(article, event).place),), 0.1))


_TELLING = frozenset(
    stem(word)
    for word in "originally initially previously original plan set schedule due suppose mean hold take".split()
) | frozenset({stem("date"), stem("place")})


def _says(sentence: Sentence, asked: set[str]) -> bool:
    here = {w.stem for w in sentence.words}.union(*sentence.named.values())
    return all(here & family(s) for s in asked)


def _off(query: Query, articles: Sequence[Article], on: date) -> Verdict:
    """Answer only where all that the articles tell of such an event is that it was moved or called off."""
    subject = set(query.subject)
    told = [(a, e) for a, e in candidates(articles) if subject <= names_of(a, e)]
    statuses = {event.status for _, event in told}
    if len(statuses) != 1 or not statuses <= _WORDED.keys():
        return NOTHING
    article, event = max(told, key=lambda t: newest(t[0]))
    same = query.predicate in (_CANCELS if event.status == EventStatus.CANCELLED else _POSTPONES)
    told_of = Told.of(article, event)
    text = f"{'Yes' if same else 'No'}. It was {_WORDED[event.status]}"
    if event.status == EventStatus.RESCHEDULED:
        text += f": {time_in_words(told_of, on)}"
    return Verdict(found=Found(f"{text}.", ((article, told_of.place),), 0.8))


_WORDED = {EventStatus.CANCELLED: "cancelled", EventStatus.RESCHEDULED: "postponed"}
