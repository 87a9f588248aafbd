"""How likely an answer taken from a sentence is right: what speaks for it, weighed. Pure; fitted by the bench."""

from __future__ import annotations

import math
from collections.abc import Sequence

from bot.answer.families import family
from bot.answer.names import stems
from bot.answer.passages import Choice
from bot.answer.proven import LOOSE, missing, not_said, year_missing
from bot.answer.query import Query
from bot.answer.rank import FEATURES as RANKED_BY
from bot.answer.rank import Ranked
from bot.answer.retrieve import Weighed
from bot.answer.weights import CALIBRATION
from bot.model.answer import AnswerKind

FEATURES = (
    "always",
    "score",
    "gap to the next",
    "others of the same article",
    "covered",
    "covered around",
    "rarest word missing",
    "words in no article",
    "names missing",
    "two in a row",
    "sure piece",
    "agrees",
    "differs",
    "the clause agrees",
    "in the gap of the clause",
    "predicate not said",
    "no piece",
    "worth of the piece",
    "others say so",
    "year not told",
    "a name is missing here",
    "fresh",
    "few words",
    "asked of these days, told long ago",
    "quoted words missing",
    "words of what is asked for missing",
    "what is asked is not said",
    "whom it is about is missing",
    "asks who, which, where",
    "asks when, how many",
    "asks what or why",
)
_FOR = (
    "score", "gap to the next", "others of the same article", "covered", "covered around", "two in a row", "sure piece",
    "agrees", "the clause agrees", "in the gap of the clause", "worth of the piece", "others say so", "fresh",
)  # fmt: skip
_AGAINST = (
    "rarest word missing", "words in no article", "names missing", "differs", "predicate not said", "no piece",
    "year not told", "a name is missing here", "few words", "asked of these days, told long ago",
    "quoted words missing", "words of what is asked for missing", "what is asked is not said",
    "whom it is about is missing",
)  # fmt: skip
SIGNS = tuple(int(name in _FOR) - int(name in _AGAINST) for name in FEATURES)
"""Which way a feature may count: what speaks for an answer never counts against it, however few the data. 0: either."""
_AT = {name: i for i, name in enumerate(RANKED_BY)}
_NAMES = frozenset({AnswerKind.WHO, AnswerKind.WHICH, AnswerKind.WHERE})
_NUMBERS = frozenset({AnswerKind.WHEN, AnswerKind.HOW_MANY})


def features(query: Query, weighed: Weighed, choice: Choice, ranked: Sequence[Ranked]) -> tuple[float, ...]:
    """Return what speaks for the choice being the answer, in the order of FEATURES."""
    first = choice.ranked
    rest = [r for r in ranked if r is not first][:3]
    told = first.features
    worth = [(g.weight * (weighed.rarity.get(g.stem) or 1.0), g) for g in weighed.groups if g.weight >= 0.5]
    whole = sum(w for w, _ in worth) or 1.0
    return (
        1.0,
        first.score / 10,
        first.score - rest[0].score if rest else 1.0,
        sum(r.article.id == first.article.id for r in rest) / 3,
        told[_AT["covered"]],
        told[_AT["covered around"]],
        _rarest_missing(first, worth),
        sum(w for w, g in worth if g.stem in weighed.missing) / whole,
        told[_AT["names missing"]],
        told[_AT["two in a row"]],
        1.0 / (1 + min(p.doubt for p in first.pieces)) if first.pieces else 0.0,
        told[_AT["agrees"]],
        told[_AT["differs"]],
        float(choice.match is not None and choice.match.agrees),
        float(choice.filled),
        float(query.predicate is not None and not family(query.predicate) & first.stems),
        float(choice.piece is None and query.slot not in LOOSE),
        max(-3.0, min(3.0, choice.worth - first.score)),
        choice.votes,
        year_missing(query, first),
        _name_missing(query, first),
        told[_AT["fresh"]],
        float(len(worth) < 4),
        query.recent * (1.0 - told[_AT["fresh"]]),
        _quoted_missing(query, first),
        sum(not family(f) & first.stems for f in query.focus) / len(query.focus) if query.focus else 0.0,
        float(not_said(query, first)),
        float(missing(query, weighed, first)),
        float(query.kind in _NAMES),
        float(query.kind in _NUMBERS),
        float(query.kind not in _NAMES and query.kind not in _NUMBERS),
    )


def _name_missing(query: Query, first: Ranked) -> float:
    """Return the share of the question's names of which not one word stands here or nearby."""
    names = (*query.names, *query.background)
    if not names:
        return 0.0
    held = [bool(set(stems(name)) & first.stems) for name in names]
    return 1.0 - sum(held) / len(held)


def _rarest_missing(first: Ranked, worth: Sequence[tuple[float, object]]) -> float:
    """Return how rare the rarest word is that neither sentence nor surroundings have, against the rarest asked."""
    missing = [w for (w, _), near in zip(worth, first.near, strict=True) if not near]
    return max(missing, default=0.0) / (max((w for w, _ in worth), default=1.0) or 1.0)


def probability(values: Sequence[float]) -> float:
    """Return the probability that the answer is right."""
    total = sum(w * v for w, v in zip(CALIBRATION, values, strict=True))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def _quoted_missing(query: Query, first: Ranked) -> float:
    """Return the share of the words in quotation marks that stand neither here nor nearby."""
    words = {s for quoted in query.quoted for s in stems(quoted)}
    return len(words - first.stems) / len(words) if words else 0.0
