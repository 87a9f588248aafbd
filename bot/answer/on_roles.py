"""Questions that a role or an introduction answers: who someone is, who holds a role. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answer import describe
from bot.answer.compose import Found
from bot.answer.describe import Description
from bot.answer.names import refers, stems
from bot.answer.query import Query
from bot.answer.verdict import NOTHING, Verdict, newest
from bot.answer.words import stem, stems_of, tokens
from bot.model.answer import AnswerKind
from bot.model.article import Article, Entity
from bot.model.base import Range


def role(query: Query, articles: Sequence[Article]) -> Verdict:
    """Answer who holds a role, or who someone is."""
    asked = tuple(dict.fromkeys((*query.subject, *([query.predicate] if query.predicate else []), *query.object)))
    if not asked:
        return NOTHING
    who = query.kind == AnswerKind.WHO
    holders = [(a, entity) for a in articles for entity in a.entities if _holds(entity, asked, role=who)]
    if not holders:
        return NOTHING
    article, entity = max(holders, key=lambda f: (newest(f[0]), len(f[1].mentions)))
    text = f"{entity.name}, {entity.role}"
    return Verdict(found=Found(text, ((article, _introduced(article, entity)),), 0.8))


def _holds(entity: Entity, asked: tuple[str, ...], *, role: bool) -> bool:
    """Tell whether it is this one who is asked about, by name or, where it may be, by `role`."""
    if not entity.role:
        return False
    if role and set(asked) <= set(stems(entity.role)):
        return True
    return refers(asked, entity) and (role or not set(asked).isdisjoint(stems(entity.name)))


def _introduced(article: Article, entity: Entity) -> Range:
    """Return the mention whose sentence tells most of the role, the first one if several do."""
    wanted = set(stems(entity.role or ""))

    def told(mention: Range) -> int:
        place = article.sentence_at(mention)
        return len(wanted & {t.stem for t in tokens(article.body[place.start : place.end])})

    return max(entity.mentions, key=lambda m: (told(m), -m.start))


def described(query: Query, articles: Sequence[Article]) -> Verdict:
    """Answer who or what something is, or who holds a role, from how the articles introduce them."""
    asked = tuple(dict.fromkeys((*query.subject, *([query.predicate] if query.predicate else []), *query.object)))
    if not asked or query.kind not in {AnswerKind.WHO, AnswerKind.OTHER}:
        return NOTHING
    found: list[Description] = []
    for article in articles:
        found += describe.of_name(asked, article)[:1]
    if not found and not (query.years or query.window):
        found = [told for article in articles for told in describe.amount_of(asked, article)[:1]]
    if found:
        best = max(found, key=lambda d: (d.worth + _freshness(d.article), newest(d.article)))
        return Verdict(found=Found(best.what, ((best.article, best.place),), 0.8))
    if query.kind == AnswerKind.WHO:
        for article in articles:
            found += describe.holder(asked, article)[:1]
    if not found:
        return NOTHING
    setting = {s for name in query.background for s in stems(name)}
    best = max(found, key=lambda d: (d.worth + 0.5 * len(setting & _words(d)), newest(d.article)))
    return Verdict(found=Found(best.name, ((best.article, best.place),), 0.7))


LEADING = frozenset(stem(verb) for verb in "run lead head manage chair direct govern".split())
"""Verbs that ask for who holds the first role in something."""
_FIRST_ROLES = tuple(
    (stem(noun),)
    for noun in "president chief head director leader chair chairman chairwoman ceo governor mayor manager boss".split()
)


def leader(query: Query, articles: Sequence[Article]) -> Verdict:
    """Answer who runs something: whoever is introduced as its president, director, head and the like."""
    if not query.object or query.subject:
        return NOTHING
    led = set(query.object)
    found = [
        told
        for article in articles
        if led <= _stems(article)
        for noun in _FIRST_ROLES
        for told in describe.holder((*noun, *query.object), article)[: 1 if query.names else None]
        if _runs_it(told, query.object)
    ]
    if not found or (not query.names and len({told.name for told in found}) > 1):
        return NOTHING  # "the union" may be any, if they have several leaders
    best = max(found, key=lambda d: (d.worth, newest(d.article)))
    return Verdict(found=Found(best.name, ((best.article, best.place),), 0.7))


def _stems(article: Article) -> frozenset[str]:
    """Return the stems of all that an article says."""
    said = (stems_of(article.body[s.start : s.end]) for s in article.sentences)
    return stems_of(article.headline).union(*said)


def _runs_it(told: Description, what: tuple[str, ...]) -> bool:
    """Tell whether the last word of what is run stands right by the name, not just somewhere in the sentence."""
    text = told.article.body[told.place.start : told.place.end]
    at = text.find(told.name.split()[0])
    near = {t.stem for t in tokens(text[max(0, at - _BESIDE) : at + len(told.name) + _BESIDE])}
    return at >= 0 and what[-1] in near


_BESIDE = 60
"""Characters on either side of a name in which it stands what its bearer leads."""


def _words(told: Description) -> set[str]:
    return {t.stem for t in tokens(told.article.body[told.place.start : told.place.end])}


def _freshness(article: Article) -> float:
    """Return less than a tenth: of two descriptions as good, the newer."""
    return newest(article) / 10_000_000
