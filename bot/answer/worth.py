"""How well a piece of a sentence answers, against the other pieces of the best sentences. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date

from bot.answer.clauses import Fit
from bot.answer.gaps import counted, side
from bot.answer.match import Match
from bot.answer.names import stems
from bot.answer.patterns import WHERE
from bot.answer.query import Query, Slot
from bot.answer.rank import Ranked
from bot.answer.spans import Piece
from bot.answer.words import is_stop
from bot.model.article import EntityKind
from bot.model.time import Precision, TimeExpression

VOTE = 2.0
_VOTERS = 15
"""Sentences that have a say: further down they are about other things."""


def votes(ranked: Sequence[Ranked]) -> dict[tuple[str, ...], float]:
    """Return by what a piece says how much of the weight of the best sentences says so, between 0 and 1."""
    found: dict[tuple[str, ...], float] = {}
    top = ranked[0].score if ranked else 0.0
    weights = [math.exp((one.score - top) / 2) for one in ranked[:_VOTERS]]
    for one, weight in zip(ranked, weights, strict=False):
        for said in {key(one, piece) for piece in one.pieces}:
            found[said] = found.get(said, 0.0) + weight / sum(weights)
    return found


def key(ranked: Ranked, piece: Piece) -> tuple[str, ...]:
    """Return the stems of what a piece says; of a person the last name."""
    if piece.entity is not None:
        named = stems(piece.entity.name)
        return named[-1:] if piece.entity.kind == EntityKind.PERSON else named
    words = (w for w in ranked.sentence.words if piece.start <= w.start < piece.end)
    return tuple(w.stem for w in words if not is_stop(w))


def share(shares: Mapping[tuple[str, ...], float], ranked: Ranked, piece: Piece) -> float:
    """Return how much of the weight says a piece, or what lies in it ("Danish firm Roe": "Roe")."""
    inside = (p for p in ranked.pieces if piece.start <= p.start and p.end <= piece.end)
    return max(shares.get(key(ranked, p), 0.0) for p in (piece, *inside))


MANY = 6
"""Words that carry matter from which on a question is a long one, and its verb one of several."""


def short(query: Query, many: int = MANY) -> bool:
    """Tell whether a question is so short that what it asks hangs on its verb: it has fewer than so many words."""
    return sum(t.weight >= 1.0 for t in query.terms) < many


def placed(ranked: Ranked, piece: Piece, match: Match | None, *, bare: bool) -> float:
    """Return whether a piece stands where the clause that says what is asked leaves the gap, or at least in it.

    `bare`: the question is only where; then who does it is not where it is done.
    """
    if match is None or match.differs:
        return 0.0
    inside = [i for i, w in enumerate(ranked.sentence.words) if piece.start <= w.start < piece.end]
    if not inside:
        return 0.0
    doer = match.frame.doer
    if bare and doer is not None and doer[0] <= inside[0] and inside[-1] < doer[1]:
        return -1.5
    if match.fill is not None:
        fits = match.fill[0] <= inside[0] and inside[-1] < match.fill[1]
        return (1.5 if fits else -1.5) if match.agrees else 0.3 * fits
    within = match.frame.clause[0] <= inside[0] and inside[-1] < match.frame.clause[1]
    led = any(first <= inside[0] and inside[-1] < last for _, (first, last) in match.frame.behind)
    return (0.8 + 0.5 * led if within else -1.2) if match.agrees else 0.0


def support(query: Query, ranked: Ranked, match: Match | None) -> float:
    """Return how well the sentence says what is asked of whom it is asked."""
    if query.predicate is None:
        return 0.0
    if match is not None and short(query) and (match.agrees or match.differs):
        return 0.6 if match.agrees else -1.5
    if ranked.agreement is None:
        return -0.8
    return (
        0.5 * (ranked.agreement.subject == Fit.AGREES)
        + 0.5 * (ranked.agreement.object == Fit.AGREES)
        - 1.5 * disagrees(ranked)
    )


def timely(query: Query, ranked: Ranked, piece: Piece, on: date) -> float:
    """Prefer times to come for a question about what will be, and times past for what was."""
    if query.slot != Slot.TIME:
        return 0.0
    start, end = ranked.sentence.range.start + piece.start, ranked.sentence.range.start + piece.end
    for time in ranked.article.time_expressions:
        if time.start < end and start < time.end and time.earliest and time.latest:
            if of_other_days(query, time):
                return -2.0
            if query.future and not query.past:
                return 0.5 if time.latest >= on else -1.0
            return 0.2 * (time.precision in {Precision.DAY, Precision.TIME})
    return 0.0


def of_other_days(query: Query, time: TimeExpression) -> bool:
    """Tell whether a time cannot be the one asked for: of another year, month or day, or a bare year for a day."""
    if query.years and not any(time.value.startswith(year) for year in query.years):
        return True
    window = query.window
    if window and time.earliest and time.latest and (time.latest < window.earliest or window.latest < time.earliest):
        return True
    return query.future and time.precision == Precision.YEAR and "year" not in query.question.lower()


def of(query: Query, ranked: Ranked, piece: Piece) -> float:
    """Return how well a piece fits: near the words asked about, on the right side of the verb, of the right sort."""
    words = ranked.sentence.words
    inside = [i for i, w in enumerate(words) if piece.start <= w.start < piece.end]
    if not inside:
        return -3.0
    asked = {s for t in query.terms for s in (t.stem,)}
    held = [i for i, w in enumerate(words) if w.stem in asked and i not in inside]
    gap = min((min(abs(i - inside[0]), abs(i - inside[-1])) for i in held), default=12)
    worth = -0.06 * min(gap, 12) - 0.8 * piece.doubt - 0.3 * (len(inside) > 8)
    if query.focus:
        number = query.slot not in {Slot.THING, Slot.PERSON, Slot.PLACE, Slot.GROUP}
        own = query.focus[-1] in {words[i].stem for i in inside}
        own = own or (number and counted(words, inside, query.focus))
        worth += 1.5 * own - 1.0 * (query.slot == Slot.NUMBER and not own)
    worth += 0.6 * side(query, ranked, inside)
    if query.slot == Slot.PLACE and WHERE.search(ranked.sentence.text[: piece.start]):
        worth += 0.8
    before = words[inside[0] - 1].text.lower() if inside[0] else ""
    if query.preposition and query.preposition in {before, words[inside[0] - 2].text.lower() if inside[0] > 1 else ""}:
        worth += 1.0
    shared = sum(words[i].stem in asked for i in inside)
    again = query.slot == Slot.THING or shared == len(inside)
    return worth - (1.5 if again else 0.5) * shared / len(inside)


def disagrees(ranked: Ranked) -> bool:
    """Tell whether the sentence says the thing asked about of someone or something else."""
    return ranked.agreement is not None and Fit.DIFFERS in (ranked.agreement.subject, ranked.agreement.object)
