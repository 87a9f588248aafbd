"""Choose the sentences of a summary.

for each sentence: does it tell something? what does its opening lean on?     statements, opening, leans
the one that tells most first, then whichever adds most to those chosen       score
    if every sentence of the summary can still be understood                  render
what only supposes is told where nothing else is there                        conditional
at most six, in the article's order; the first three and the first of them are the shorter summaries
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.extract.summary.conditional import only_supposes
from bot.extract.summary.render import Article, Candidate, can_follow, render
from bot.extract.summary.score import Facts, Scores
from bot.extract.summary.statements import cuts_quotation, statements
from bot.extract.text import Text
from bot.model.article import Dateline, Entity, Figure, Quote, Summary, SummarySentence
from bot.model.event import Event
from bot.model.time import TimeExpression

SHORT, MEDIUM, LONG = 1, 3, 6
"""Sentences at most in the three lengths."""


def summarise(  # noqa: PLR0917 - the order is fixed between the rooms; every reader's result is one argument
    text: Text,
    headline: str,
    times: tuple[TimeExpression, ...],
    events: tuple[Event, ...],
    entities: tuple[Entity, ...],
    quotes: tuple[Quote, ...],
    figures: tuple[Figure, ...],
    dateline: Dateline | None,
) -> Summary:
    """Return a summary in three lengths, each part of the next, in the article's order; empty if nothing can stand."""
    told = statements(text, dateline)
    article = Article(text, entities, told)
    scores = Scores(article, told, Facts(headline, times, events, entities, quotes, figures))
    whole = [c for c in told if not cuts_quotation(c)]
    stated = [c for c in whole if not only_supposes(text.body, c.place, c.quotes)]
    chosen = _choose(article, stated, scores.worth, scores.told) or _choose(article, whole, scores.worth, scores.told)
    return Summary(
        short=_told(article, chosen[:SHORT]), medium=_told(article, chosen[:MEDIUM]), long=_told(article, chosen)
    )


def _choose(
    article: Article, candidates: Sequence[Candidate], worth: Mapping[int, float], tell: Callable[[int], None]
) -> list[Candidate]:
    """Return the candidates to tell, that which tells most first; `tell` lowers the worth of what repeats one."""
    chosen: list[Candidate] = []
    left = {c.number: c for c in candidates}
    while left and len(chosen) < LONG:
        best = _best(article, left, chosen, worth)
        if not best:
            break
        for candidate in best:
            chosen.append(candidate)
            del left[candidate.number]
            tell(candidate.number)
    return chosen


def _best(
    article: Article, left: Mapping[int, Candidate], chosen: Sequence[Candidate], worth: Mapping[int, float]
) -> tuple[Candidate, ...]:
    """Return the candidate to tell next, or one that leans with the sentence before it, if both are worth it together.

    The lede, where nothing is told yet, stands alone.
    """
    pair: tuple[Candidate, ...] = ()
    together = 0.0
    for candidate in sorted(left.values(), key=lambda c: worth[c.number], reverse=True):
        if pair and together > worth[candidate.number]:
            return pair
        if _fits(article, candidate, chosen):
            return (candidate,)
        before = left.get(candidate.number - 1)
        if pair or not chosen or before is None or len(chosen) + 2 > LONG:
            continue
        if _fits(article, before, chosen) and _fits(article, candidate, [*chosen, before]):
            pair, together = (before, candidate), (worth[before.number] + worth[candidate.number]) / 2
    return pair


def _fits(article: Article, candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    """Tell whether all can be understood with the candidate among them."""
    row = sorted([*chosen, candidate])
    return all(can_follow(article, c, row[:i]) for i, c in enumerate(row))


def _told(article: Article, chosen: Sequence[Candidate]) -> tuple[SummarySentence, ...]:
    return render(article, sorted(chosen))
