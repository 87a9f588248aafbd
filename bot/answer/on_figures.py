"""Questions that a figure answers where a sentence would mislead, or lacks the verb: a threshold is no total. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.answer.clauses import lay_out
from bot.answer.compose import Found
from bot.answer.families import family
from bot.answer.names import stems
from bot.answer.query import Query, Slot
from bot.answer.verdict import NOTHING, Verdict, newest
from bot.answer.words import stem
from bot.model.article import Article, Comparison, Figure
from bot.model.base import Range

_REACHED = frozenset(
    s for verb in ("win", "get", "have", "hold", "secure", "take", "reach", "gain", "need") for s in family(stem(verb))
)
"""What is done to the number that a threshold is the least of: who lost seats did not cross it by that."""
_THRESHOLD = re.compile(
    r"\b(?:threshold|quorum|minimum|the mark|(?:takes|needs?|needed|requires?|required) (?:for a majority|at least))\b",
    re.IGNORECASE,
)


def threshold(query: Query, articles: Sequence[Article]) -> Verdict:
    """Answer how many where the articles tell only what was crossed: a threshold is no total."""
    if not query.focus or query.predicate is None or query.predicate not in _REACHED:
        return NOTHING
    for article in sorted(articles, key=newest, reverse=True):
        for figure in article.figures:
            if not _counts(figure, query) or figure.comparison == Comparison.OF:
                continue
            place = article.sentence_at(figure)
            told = article.body[place.start : figure.end]
            if _THRESHOLD.search(told) and _about_subject(query, article, figure):
                return Verdict(found=_at_least(article, figure, query))
    return NOTHING


_LASTING = frozenset(stem(verb) for verb in "last take run continue go".split())
_LONG = re.compile(r"(?<![\w.,])(\d{1,6}|[a-z]{1,20})-(?:minute|hour|day|night|week|month|year)(?=((?:\s[a-z]+){1,2}))")
"""How long something is said to be by what stands before it: "the 48-hour stoppage"."""


def lasting(query: Query, articles: Sequence[Article], on: date) -> Verdict:
    """Answer how long something lasts where only its name tells it; what is to come has to be told with its time."""
    if query.slot != Slot.SPAN or query.predicate not in _LASTING or len(query.subject) != 1:
        return NOTHING
    asked, found = family(query.subject[0]), []
    for article in articles:
        for place in article.sentences:
            told = article.body[place.start : place.end]
            if "-" not in told or _ahead(article, place, on) != query.will:
                continue
            for match in _LONG.finditer(told):
                words = match[2].split()
                if (last := next((i for i, w in enumerate(words) if stem(w) in asked), None)) is not None:
                    found.append((" ".join((match.group(), *words[: last + 1])), article, place))
    if len({long for long, _, _ in found}) != 1:
        return NOTHING
    long, article, place = found[0]
    return Verdict(found=Found(long, ((article, place),), 0.75))


def _ahead(article: Article, place: Range, on: date) -> bool:
    """Tell whether the sentence tells a time to come."""
    times = (t for t in article.time_expressions if place.start <= t.start < place.end)
    return any(t.latest is not None and t.latest >= on for t in times)


def _counts(figure: Figure, query: Query) -> bool:
    counted = set(stems(f"{figure.counts or ''} {figure.unit or ''}"))
    return query.focus[-1] in counted


def _about_subject(query: Query, article: Article, figure: Figure) -> bool:
    """Look in the figure's sentence and in the two before it, to which "it" and "the mark" refer back."""
    place = article.sentence_at(figure)
    before = [s for s in article.sentences if s.end <= place.start][-2:]
    here: set[str] = set()
    for one in (*before, place):
        laid = lay_out(article, one)
        here = here.union((w.stem for w in laid.words), *laid.named.values())
    return set(query.subject) <= here


def _at_least(article: Article, figure: Figure, query: Query) -> Found:
    place = article.sentence_at(figure)
    total = next((f for f in article.figures if f.comparison == Comparison.OF and place.covers(f)), None)
    whole = f" of {total.text}" if total else ""
    share = next((f for f in article.figures if f.value == 2 / 3), None)
    what = "two-thirds threshold" if share else "threshold"
    focus = (figure.counts or query.focus[-1]).split(" in ")[0]
    text = f"At least the {what} of {figure.text}{whole} {focus}; the exact number is not given."
    proof = [(article, place)]
    if share:
        proof.append((article, article.sentence_at(share)))
    return Found(text, tuple(proof), 0.8)
