"""How likely an answer taken from a sentence is right, and when not to give it. Pure; fitted by bench/answers.py."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date

from bot.answer.clauses import Fit, agreements, asserted, lay_out
from bot.answer.families import family, opposite
from bot.answer.names import stems
from bot.answer.passages import Choice, choices, counts, misplaced
from bot.answer.query import Query, Slot
from bot.answer.rank import FEATURES as RANKED_BY
from bot.answer.rank import Ranked, told_on
from bot.answer.retrieve import Weighed
from bot.answer.weights import CALIBRATION
from bot.answer.words import stem
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
    "pairs",
    "sure piece",
    "agrees",
    "differs",
    "predicate not said",
    "no piece",
    "worth of the piece",
    "others say so",
    "year not told",
    "a name is missing here",
    "fresh",
    "few words",
    "asks who, which, where",
    "asks when, how many",
    "asks what or why",
)
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
        told[_AT["pairs"]],
        1.0 / (1 + min(p.doubt for p in first.pieces)) if first.pieces else 0.0,
        told[_AT["agrees"]],
        told[_AT["differs"]],
        float(query.predicate is not None and not family(query.predicate) & first.stems),
        float(choice.piece is None and query.slot not in _LOOSE),
        max(-3.0, min(3.0, choice.worth - first.score)),
        choice.votes,
        _year_missing(query, first),
        _name_missing(query, first),
        told[_AT["fresh"]],
        float(len(worth) < 4),
        float(query.kind in _NAMES),
        float(query.kind in _NUMBERS),
        float(query.kind not in _NAMES and query.kind not in _NUMBERS),
    )


_LOOSE = frozenset({Slot.THING, Slot.WORDS, Slot.TRUTH, Slot.REASON})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _year_missing(query: Query, first: Ranked) -> float:
    """Return 1 if the question names a year of which neither the sentence nor the article's own date tells."""
    years = set(query.years)
    place = first.sentence.range
    told = {t.value[:4] for t in first.article.time_expressions if place.start <= t.start < place.end}
    told |= set(_YEAR.findall(first.sentence.text)) | set(_YEAR.findall(first.article.headline))
    told.add(str(date.fromordinal(told_on(first.article)).year) if told_on(first.article) else "")
    return float(bool(years - told))


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


def choose(query: Query, weighed: Weighed, ranked: Sequence[Ranked], on: date) -> tuple[Choice, bool]:
    """Return the best choice that its sentence proves, and True; or the best of all, and False."""
    found = choices(query, ranked, on)
    near = [c for c in found if c.ranked.score >= ranked[0].score - _NEAR]
    proven = next((c for c in near if not unproven(query, weighed, c)), None)
    return (proven, True) if proven else (found[0], False)


_NEAR = 3.0
"""How far below the best sentence, in the score of ranking, another may still answer in its place."""


def unproven(query: Query, weighed: Weighed, choice: Choice) -> bool:
    """Tell whether the sentence cannot prove an answer, however well it ranks.

    Nothing in it is of the type asked for; or neither it nor its neighbours say what is asked (the verb), or of whom
    (the rarest word of each name); or it says so of someone else. Who someone is or who
    holds a role, only an introduction proves (`records.described`). Yes or no needs all that is asked in one sentence.
    """
    first, piece = choice.ranked, choice.piece
    if query.kind == AnswerKind.YES_NO and not _all_said(query, first):
        return True
    if _much_said(query, first):
        return False
    if piece is None:
        untyped = query.slot not in _LOOSE
    else:
        untyped = not counts(query, first, piece) or misplaced(query, first, piece)
    introduces = query.copula and query.kind == AnswerKind.WHO
    missing = any(_rarest(name, weighed) not in first.stems for name in query.names if stems(name))
    unsaid = _says_nothing(query, first) or _not_said(query, first) or bool(_year_missing(query, first))
    if query.slot == Slot.PERSON and first.agreement and first.agreement.object == Fit.DIFFERS:
        return True
    return untyped or introduces or missing or unsaid


def _all_said(query: Query, first: Ranked) -> bool:
    """Tell whether the sentence holds every word that carries matter, or one of its family or opposite."""
    here = {word.stem for word in first.sentence.words}
    return all(here & (family(term.stem) | opposite(term.stem) | {term.stem}) for term in query.terms)


def _says_nothing(query: Query, first: Ranked) -> bool:
    """Tell whether an open question has nothing by which a sentence could be its answer."""
    if query.kind != AnswerKind.OTHER:
        return False
    if query.focus:
        return not family(query.focus[-1]) & first.stems
    return not query.names and (query.predicate is None or query.predicate in LIGHT) and not query.copula


def _much_said(query: Query, first: Ranked) -> bool:
    """Tell whether so much else of a long question is said here that it does not hang on its verb."""
    return sum(t.weight >= 1.0 for t in query.terms) >= _MANY and first.features[_AT["covered around"]] >= _MOST


_MANY, _MOST = 6, 0.6
"""Words of a long question (a reader's has three or four), and the share of their weight that has to be here."""


def _not_said(query: Query, first: Ranked) -> bool:
    """Tell whether what is asked (the verb) is not said here; nor beside it, of the one who is asked about."""
    if query.predicate is None or query.predicate in LIGHT or (query.slot == Slot.MONEY and query.predicate in _PRICED):
        return False
    verbs = {query.predicate, *query.verbs} - LIGHT
    said = frozenset[str]().union(*(family(v) | opposite(v) for v in verbs))
    here = [i for i, w in enumerate(first.sentence.words) if w.stem in said]
    if here:
        real = query.past and not query.future and query.kind != AnswerKind.YES_NO
        return real and not any(asserted(first.sentence, i) for i in here)
    if not said & first.stems:
        return True
    n = first.hit.sentence
    beside = [first.article.sentences[i] for i in (n - 1, n + 1) if 0 <= i < len(first.article.sentences)]
    told = [
        a
        for s in beside
        for a in agreements(lay_out(first.article, s), said, query.subject, query.object, query.passive)
    ]
    if not told:
        return False
    return not any(Fit.AGREES in (a.subject, a.object) and Fit.DIFFERS not in (a.subject, a.object) for a in told)


def _rarest(name: str, weighed: Weighed) -> str:
    return max(stems(name), key=lambda s: weighed.rarity.get(s, 0.0))


LIGHT = frozenset(
    stem(verb)
    for verb in (
        "be hold happen occur take schedule plan expect set start begin do have due come go get make see use name call "
        "become include know give face work follow involve describe locate play stage".split()
    )
)
"""Verbs that say too little for their absence to prove anything."""
_PRICED = family("cost") | family("price") | family("worth")
