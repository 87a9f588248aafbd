"""Questions that a figure answers where a sentence would mislead: a threshold is no total. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answer.clauses import lay_out
from bot.answer.compose import Found
from bot.answer.families import family
from bot.answer.names import stems
from bot.answer.query import Query
from bot.answer.verdict import NOTHING, Verdict, newest
from bot.answer.words import stem
from bot.model.article import Article, Comparison, Figure

_SAID_AS = {
    Comparison.AT_LEAST: "at least ",
    Comparison.AT_MOST: "at most ",
    Comparison.MORE_THAN: "more than ",
    Comparison.LESS_THAN: "less than ",
    Comparison.ABOUT: "about ",
}
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
