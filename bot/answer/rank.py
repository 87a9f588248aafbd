"""How well a sentence fits a question, beyond the words they share. Pure; weights fitted by bench/answers.py."""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from bot.answer.clauses import Agreement, Extents, Fit, Sentence, agreements, extents, lay_out
from bot.answer.families import family
from bot.answer.likeness import Pairs, Wording, has_root, pairs_of, share, shared, telling, wording
from bot.answer.names import stems
from bot.answer.query import Query, Slot
from bot.answer.retrieve import Hit, Weighed
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
    "covered by words of one root",
    "covered around",
    "covered only by the sentence before",
    "covered only by the paragraph",
    "covered at its beginning",
    "covered by what few others have",
    "two in a row",
    "small words",
    "time",
    "amount",
    "name",
    "thing",
    "reason",
    "typed near",
    "agrees",
    "differs",
    "focus",
    "names said whole",
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
MAX_WORDS = 60
"""Words of a sentence that still can be shown as evidence."""
_BEGINNING = 6
"""Words of a sentence in which what it is about is mostly said."""
_PARAGRAPH = 5
"""Sentences on either side that are looked at of a paragraph: few are longer, and some texts have but one."""


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

    `stems` are its own words without their families, `names` the words of each of its names, `worth` what each group
    weighs by how rare it is in all articles, and `telling` what its own word does by how few of the hits have it.
    """

    best: float
    most: float
    newest: int
    stems: frozenset[str]
    names: tuple[frozenset[str], ...]
    worth: tuple[float, ...]
    telling: Mapping[str, float]
    wording: Wording


class _Around(NamedTuple):
    """A sentence with the stems in it, those together with what the names in it are called, and those round it.

    `before` are the stems of the sentence before it, `paragraph` those of its paragraph but of itself, `near` those of
    the sentence, of those on either side and of the headline.
    """

    article: Article
    sentence: Sentence
    here: frozenset[str]
    named: frozenset[str]
    before: frozenset[str]
    paragraph: frozenset[str]
    near: frozenset[str]
    pairs: Pairs


def rank(query: Query, weighed: Weighed, hits: Sequence[Hit], articles: Mapping[str, Article]) -> list[Ranked]:
    """Return the sentences, best first."""
    names = {key: extents(articles[key]) for key in {h.article for h in hits}}
    laid = [_around(articles[hit.article], hit.sentence, names[hit.article]) for hit in hits]
    weights = {g.stem: g.weight for g in weighed.groups}
    asked = _Asked(
        max((h.score for h in hits), default=1.0) or 1.0,
        max((h.of_article for h in hits), default=1.0) or 1.0,
        max((told_on(articles[one]) for one in {h.article for h in hits}), default=0),
        frozenset(s for g in weighed.groups for s in g.alternatives if g.alternatives[s] == 1.0),
        tuple(named for name in (*query.names, *query.background) if (named := frozenset(stems(name)))),
        tuple(g.weight * (weighed.rarity.get(g.stem) or 1.0) for g in weighed.groups),
        {stem: weights[stem] * worth for stem, worth in telling(weights, [one.named for one in laid]).items()},
        wording(query, [one.here for one in laid], [one.pairs for one in laid]),
    )
    found = [_ranked(query, weighed, hit, one, asked) for hit, one in zip(hits, laid, strict=True)]
    return sorted(found, key=lambda r: r.score, reverse=True)


def _ranked(query: Query, weighed: Weighed, hit: Hit, around: _Around, asked: _Asked) -> Ranked:
    article, sentence = around.article, around.sentence
    possible = pieces(article, sentence, query.slot, query.focus, query.measure)
    fitting = surest(p for p in possible if not _echoes(sentence, p, asked.stems))
    agreement = _agreement(query, sentence)
    age = told_on(article) - asked.newest
    features = (
        hit.score / asked.best,
        hit.of_article / asked.most,
        *_coverage(weighed, around, asked),
        *shared(asked.wording, around.here, around.pairs),
        *_typed(query, sentence, fitting, asked.stems),
        float(agreement.full) if agreement else 0.0,
        float(Fit.DIFFERS in (agreement.subject, agreement.object)) if agreement else 0.0,
        _share(f in around.here for f in query.focus),
        *_names(asked.names, around),
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


def _around(article: Article, n: int, names: Extents) -> _Around:
    sentence = lay_out(article, article.sentences[n], names)
    here = frozenset(w.stem for w in sentence.words)
    named = here.union(*sentence.named.values())
    before = _stems(article, n - 1)
    paragraph = frozenset[str]().union(*(_stems(article, i) for i in _of_paragraph(article, n)))
    near = named.union(before, _stems(article, n + 1), stems_of(article.headline))
    return _Around(article, sentence, here, named, before, paragraph, near, pairs_of(sentence.words))


def _of_paragraph(article: Article, n: int) -> Iterator[int]:
    """Return which other sentences stand in the same paragraph, as far as is looked."""
    for step, last in ((-1, max(0, n - _PARAGRAPH)), (1, min(len(article.sentences) - 1, n + _PARAGRAPH))):
        for i in range(n, last, step):
            one, other = sorted((i, i + step))
            if "\n" in article.body[article.sentences[one].end : article.sentences[other].start]:
                break
            yield i + step


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


def _coverage(weighed: Weighed, around: _Around, asked: _Asked) -> tuple[float, ...]:
    """Return which share of the question's words, by their weight, stand here and nearby."""
    beginning = {w.stem for w in around.sentence.words[:_BEGINNING]}
    sums = [0.0] * 7
    for group, worth in zip(weighed.groups, asked.worth, strict=True):
        exact = group.stem in around.named
        related = exact or not around.named.isdisjoint(group.alternatives)
        sums[0] += worth * related
        sums[1] += worth * exact
        sums[2] += worth * (related or has_root(group.stem, around.named))
        sums[3] += worth * (related or not around.near.isdisjoint(group.alternatives))
        sums[4] += worth * (not related and not around.before.isdisjoint(group.alternatives))
        sums[5] += worth * (not related and not around.paragraph.isdisjoint(group.alternatives))
        sums[6] += worth * (not beginning.isdisjoint(group.alternatives))
    whole = sum(asked.worth) or 1.0
    return (*(s / whole for s in sums), share(asked.telling, around.named))


def _stems(article: Article, n: int) -> frozenset[str]:
    if not 0 <= n < len(article.sentences):
        return frozenset()
    place = article.sentences[n]
    return stems_of(article.body[place.start : place.end])


def _typed(query: Query, sentence: Sentence, fitting: Sequence[Piece], asked: frozenset[str]) -> tuple[float, ...]:
    """Return how surely the slot can be filled from here, by sort of slot, and how near to the question's words."""
    sure = 1.0 / (1 + min(p.doubt for p in fitting)) if fitting else 0.0
    held = [w.start for w in sentence.words if w.stem in asked]
    gap = min((abs(p.start - h) for p in fitting for h in held), default=200)
    return (*(sure * (query.slot in group) for group in _GROUPS), math.exp(-gap / 40))


def _names(names: Sequence[frozenset[str]], around: _Around) -> tuple[float, float]:
    """Return which share of the names is said whole here, and which share of their words neither here nor nearby."""
    wanted = frozenset[str]().union(*names)
    missing = len(wanted - around.near) / len(wanted) if wanted else 0.0
    return _share(name <= around.named for name in names), missing


def _share(told: Iterable[bool]) -> float:
    given = list(told)
    return sum(given) / (len(given) or 1)
