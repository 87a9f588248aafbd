"""How well a sentence fits a question, beyond the words they share. Pure; weights fitted by bench/answers.py."""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.answer.clauses import Agreement, Extents, Fit, Sentence, agreements, extents, lay_out
from bot.answer.families import family
from bot.answer.names import stems
from bot.answer.query import Query, Slot
from bot.answer.retrieve import Group, Hit, Weighed
from bot.answer.spans import Piece, pieces, surest
from bot.answer.weights import RANK
from bot.answer.words import is_stop, stems_of
from bot.model.article import Article, Entity, EntityKind
from bot.model.base import day_of

FEATURES = (
    "bm25",
    "article",
    "covered",
    "covered exactly",
    "covered loosely",
    "covered around",
    "covered before, by a sentence that refers back",
    "pairs",
    "tight",
    "time",
    "amount",
    "name",
    "thing",
    "reason",
    "typed near",
    "agrees",
    "differs",
    "focus",
    "names missing",
    "length",
    "lede",
    "fresh",
    "of these weeks",
    "too long",
    "heading",
)
_GROUPS = (
    (Slot.TIME,),
    (Slot.NUMBER, Slot.MONEY, Slot.SHARE, Slot.SPAN, Slot.AGE, Slot.MEASURE),
    (Slot.PERSON, Slot.GROUP, Slot.PLACE),
    (Slot.THING, Slot.TRUTH),
    (Slot.REASON, Slot.WORDS),
)
"""Slots whose pieces are told as surely as one another; one feature each, from "time" to "reason"."""
_BACK = frozenset("he she it they his her its their this these that those both such".split())
MAX_WORDS = 60
"""Words of a sentence that still can be shown as evidence."""
_PREFIX = 5
"""Letters that words of one root share at least, where the stemmer keeps them apart (origin, originated)."""


class Ranked(NamedTuple):
    """A sentence with what speaks for it: its features in the order of FEATURES, their weighted sum, its pieces.

    `near` tells of each word of the question that weighs at least a half whether it stands here or nearby, and
    `stems` are all the words that do.
    """

    hit: Hit
    article: Article
    sentence: Sentence
    features: tuple[float, ...]
    score: float
    pieces: tuple[Piece, ...]
    agreement: Agreement | None
    near: tuple[bool, ...]
    stems: frozenset[str]


class _Asked(NamedTuple):
    """What all hits are measured against: the best scores among them, the newest day, and the words of the question.

    `stems` are its own words without their families, `whole` those groups that weigh fully and `close` their words,
    `names` the words of its names.
    """

    best: float
    most: float
    newest: int
    stems: frozenset[str]
    whole: tuple[Group, ...]
    close: frozenset[str]
    names: frozenset[str]


class _Around(NamedTuple):
    """The stems of a sentence, the same with those of the names that are borne there, those before it, and all nearby.

    Nearby are the sentences on either side and the headline.
    """

    here: frozenset[str]
    named: frozenset[str]
    before: frozenset[str]
    near: frozenset[str]


def rank(query: Query, weighed: Weighed, hits: Sequence[Hit], articles: Mapping[str, Article]) -> list[Ranked]:
    """Return the sentences, best first."""
    whole = tuple(g for g in weighed.groups if g.weight >= 1.0)
    asked = _Asked(
        max((h.score for h in hits), default=1.0) or 1.0,
        max((h.of_article for h in hits), default=1.0) or 1.0,
        max((told_on(articles[one]) for one in {h.article for h in hits}), default=0),
        frozenset(s for g in weighed.groups for s in g.alternatives if g.alternatives[s] == 1.0),
        whole,
        frozenset(s for g in whole for s in g.alternatives),
        frozenset(s for name in (*query.names, *query.background) for s in stems(name)),
    )
    names = {key: extents(articles[key]) for key in {h.article for h in hits}}
    found = [_ranked(query, weighed, hit, articles[hit.article], asked, names=names[hit.article]) for hit in hits]
    return sorted(found, key=lambda r: r.score, reverse=True)


def _ranked(query: Query, weighed: Weighed, hit: Hit, article: Article, asked: _Asked, *, names: Extents) -> Ranked:
    sentence = lay_out(article, article.sentences[hit.sentence], names)
    around = _around(article, sentence, hit.sentence)
    possible = pieces(article, sentence, query.slot, query.focus, query.measure)
    fitting = surest(p for p in possible if not _echoes(sentence, p, asked.stems))
    agreement = _agreement(query, sentence)
    age = told_on(article) - asked.newest
    features = (
        hit.score / asked.best,
        hit.of_article / asked.most,
        *_coverage(weighed, sentence, around),
        *_closeness(weighed, sentence, asked),
        *_typed(query, sentence, fitting, asked.stems),
        float(agreement.full) if agreement else 0.0,
        float(Fit.DIFFERS in (agreement.subject, agreement.object)) if agreement else 0.0,
        sum(f in around.here for f in query.focus) / len(query.focus) if query.focus else 0.0,
        len(asked.names - around.near) / len(asked.names) if asked.names else 0.0,
        min(1.0, len(sentence.words) / 40),
        1.0 / (1 + hit.sentence),
        math.exp(age / 365) if asked.newest else 0.0,
        math.exp(age / 45) if asked.newest else 0.0,
        float(len(sentence.text.split()) > MAX_WORDS),
        float(not sentence.text.rstrip("\"”’')]").endswith((".", "!", "?", ":", ";"))),
    )
    score = sum(w * f for w, f in zip(RANK, features, strict=True))
    held = tuple(not around.near.isdisjoint(g.alternatives) for g in weighed.groups if g.weight >= 0.5)
    return Ranked(hit, article, sentence, features, score, fitting, agreement, held, around.near)


def _around(article: Article, sentence: Sentence, n: int) -> _Around:
    here = frozenset(w.stem for w in sentence.words)
    named = here.union(*sentence.named.values())
    before = _stems(article, n - 1)
    return _Around(here, named, before, named.union(before, _stems(article, n + 1), stems_of(article.headline)))


@lru_cache(maxsize=20_000)
def _day_told(address: str, head: str, published: int) -> int:
    """Return the day, as a number, on which it was written: of those told, the one that cannot be a re-publication."""
    days = [published] if published else []
    for match in (_IN_ADDRESS.search(address), _IN_HEAD.search(head)):
        if match:
            month = match["m"] if match["m"].isdigit() else str(_MONTHS[match["m"][:3].lower()])
            try:
                days.append(date(int(match["y"]), int(month), int(match["d"])).toordinal())
            except ValueError:
                continue  # no such day: the address only looks like a date
    return min(days, default=0)


_IN_ADDRESS = re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>\d{1,2})/(?P<d>\d{1,2})/")
_IN_HEAD = re.compile(
    r"(?P<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?P<d>\d{1,2}), (?P<y>(?:19|20)\d\d)"
)
_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name}
_HEAD = 120
"""Characters at the top of a body in which a page's own time stamp stands."""


def told_on(article: Article) -> int:
    """Return the day, as a number, on which the article was written: a source may hand on old ones as new."""
    published = day_of(article.published).toordinal() if article.published else 0
    return _day_told(article.url or article.id, article.body[:_HEAD], published)


def _echoes(sentence: Sentence, piece: Piece, asked: frozenset[str]) -> bool:
    """Tell whether a piece only says what the question says itself."""
    if piece.entity and _asked_about(piece.entity, asked):
        return True
    words = sentence.within(piece.start, piece.end)
    return bool(words) and all(w.stem in asked or is_stop(w) for w in words if piece.entity is None or not is_stop(w))


def _asked_about(entity: Entity, asked: frozenset[str]) -> bool:
    """Tell whether the question names this entity itself, by any of its names; of a person one name will do."""
    forms = map(stems, (entity.name, *entity.aliases))
    if entity.kind == EntityKind.PERSON:
        return any(not asked.isdisjoint(form) for form in forms)
    return any(form and asked.issuperset(form) for form in forms)


def _agreement(query: Query, sentence: Sentence) -> Agreement | None:
    if query.predicate is None:
        return None
    found = agreements(sentence, family(query.predicate), query.subject[:3], query.object[:3], query.passive)
    return found[0] if found else None


def _coverage(weighed: Weighed, sentence: Sentence, around: _Around) -> tuple[float, ...]:
    """Return which share of the question's words, by their weight, stand here and nearby."""
    back = any(w.text.lower() in _BACK for w in sentence.words[:3])
    prefixes = {s[:_PREFIX] for s in around.named if len(s) >= _PREFIX}
    whole = 0.0
    sums = [0.0] * 5
    for group in weighed.groups:
        worth = group.weight * (weighed.rarity.get(group.stem) or 1.0)
        whole += worth
        exact = group.stem in around.named
        related = exact or not around.named.isdisjoint(group.alternatives)
        sums[0] += worth * related
        sums[1] += worth * exact
        sums[2] += worth * (related or group.stem[:_PREFIX] in prefixes)
        sums[3] += worth * (related or not around.near.isdisjoint(group.alternatives))
        sums[4] += worth * (back and not related and not around.before.isdisjoint(group.alternatives))
    related_, exact_, loose, around_, referred = (s / (whole or 1.0) for s in sums)
    return related_, exact_, loose, around_, referred


def _stems(article: Article, n: int) -> frozenset[str]:
    if not 0 <= n < len(article.sentences):
        return frozenset()
    place = article.sentences[n]
    return stems_of(article.body[place.start : place.end])


def _closeness(weighed: Weighed, sentence: Sentence, asked: _Asked) -> tuple[float, float]:
    """Return the share of neighbouring question words that are neighbours here, and how densely all of them stand."""
    places: dict[str, list[int]] = {}
    for i, word in enumerate(sentence.words):
        if word.stem in asked.close:
            places.setdefault(word.stem, []).append(i)
    whole = kept = 0.0
    for one, other in pairwise(asked.whole):
        worth = (weighed.rarity.get(one.stem) or 1.0) + (weighed.rarity.get(other.stem) or 1.0)
        whole += worth
        gaps = [b - a for a in places.get(one.stem, ()) for b in places.get(other.stem, ())]
        kept += worth * any(0 < abs(gap) <= 3 for gap in gaps)
    held = sorted(i for g in asked.whole for s in g.alternatives for i in places.get(s, ())[:1])
    dense = len(held) / (held[-1] - held[0] + 1) if len(held) > 1 else 0.0
    return kept / (whole or 1.0), min(1.0, dense)


def _typed(query: Query, sentence: Sentence, fitting: Sequence[Piece], asked: frozenset[str]) -> tuple[float, ...]:
    """Return how surely the slot can be filled from here, by sort of slot, and how near to the question's words."""
    sure = 1.0 / (1 + min(p.doubt for p in fitting)) if fitting else 0.0
    held = [w.start for w in sentence.words if w.stem in asked]
    gap = min((abs(p.start - h) for p in fitting for h in held), default=200)
    return (*(sure * (query.slot in group) for group in _GROUPS), math.exp(-gap / 40))
