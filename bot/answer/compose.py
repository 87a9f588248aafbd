"""Wording: only words of the evidence, normalised dates and names, and the phrases written here. Pure."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from bot.model.answer import Answer, AnswerKind, Evidence
from bot.model.article import Article
from bot.model.base import Range
from bot.model.time import Precision, TimeExpression, TimeType, When
from bot.render import dates

MAX_EVIDENCE = 3
MAX_LISTED = 8
_LISTS = frozenset({AnswerKind.NEXT, AnswerKind.LIST, AnswerKind.COMPARE})
MAX_ANSWER = 500
"""Characters of an answer; a quotation or a list is cut at its last whole part before it."""


class Found(NamedTuple):
    """An answer with the sentences that prove it, best first, before it is worded for a reader."""

    text: str
    proof: tuple[tuple[Article, Range], ...]
    confidence: float


def evidence(article: Article, place: Range) -> Evidence:
    """Return the sentence at `place` (or the one that holds it) as evidence, exactly as the body has it."""
    whole = article.sentence_at(place)
    if whole.end < place.end:
        whole = Range(start=whole.start, end=place.end)
    return Evidence(
        start=whole.start,
        end=whole.end,
        text=article.body[whole.start : whole.end],
        article=article.id,
        headline=article.headline,
        source=article.source,
        url=article.url,
        published=article.published,
    )


def _proofs(kind: AnswerKind, proof: tuple[tuple[Article, Range], ...]) -> tuple[Evidence, ...]:
    """Return the evidence: of a list a sentence for each of its parts, else what a reader takes in."""
    found: dict[tuple[str, int], Evidence] = {}
    for article, place in proof:
        one = evidence(article, place)
        found.setdefault((one.article, one.start), one)
    return tuple(found.values())[: MAX_LISTED if kind in _LISTS else MAX_EVIDENCE]


def cut(text: str) -> str:
    """Return a text that is no longer than MAX_ANSWER: cut behind its last whole part, sentence or word."""
    if len(text) <= MAX_ANSWER:
        return text
    head = text[: MAX_ANSWER - 2]
    at = next((at for mark in ("; ", ". ", " ") if (at := head.rfind(mark)) > MAX_ANSWER // 2), len(head))
    return head[:at].rstrip() + " …"


def answered(kind: AnswerKind, found: Found) -> Answer:
    """Return a given answer."""
    return Answer(
        answer=cut(found.text),
        abstained=False,
        kind=kind,
        confidence=round(found.confidence, 3),
        evidence=_proofs(kind, found.proof),
    )


def abstained(kind: AnswerKind, found: Found) -> Answer:
    """Return that the articles do not tell, with the nearest thing that they do."""
    return Answer(
        answer=cut(found.text),
        abstained=True,
        kind=kind,
        confidence=round(found.confidence, 3),
        evidence=_proofs(kind, found.proof),
    )


def day(value: date) -> str:
    """Write a day with its weekday: "Thursday, March 19, 2026"."""
    return dates.day(value)


def expected(value: When, on: date) -> str:
    """Write when an event is, as exactly as it is known; only of what lies ahead of `on` that it is expected."""
    text = dates.in_words(value)
    return text if value.latest >= on else text.removeprefix("expected ")


def off(what: str, time: When | TimeExpression) -> str | None:
    """Write that an event was cancelled or postponed (`what`), with the time that it had; None if it is no time."""
    if time.earliest is None or time.latest is None:
        return None
    if isinstance(time, TimeExpression):
        time = When(value=time.value, precision=time.precision, earliest=time.earliest, latest=time.latest)
    words = dates.in_words(time)
    led = {"expected": "", "at": "set for ", "from": "planned "}.get(words.split()[0], "set for ")
    return f"It was {what}; it had been {led}{words}."


def told(time: TimeExpression) -> str | None:
    """Write a time expression out: a day with its weekday; None where its own words say as much."""
    if time.earliest is None or time.latest is None or time.type not in {TimeType.DATE, TimeType.TIME}:
        return None
    if time.precision == Precision.TIME:
        return f"{time.text}, {day(time.earliest)}"
    if time.precision.coarse:
        value = When(value=time.value, precision=time.precision, earliest=time.earliest, latest=time.latest)
        return dates.in_words(value).removeprefix("expected ").removeprefix("in ")
    return day(time.earliest) if time.earliest == time.latest else None


def listed(parts: list[str]) -> str:
    """Join the parts of a list: "a", "a and b", "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
