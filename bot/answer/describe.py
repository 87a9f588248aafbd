"""Who or what something is, as a sentence says it: "X, a professor at Y", "Sheriff X", "X is a Y". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.answer.names import refers, stems
from bot.answer.words import is_past, stems_of, tokens
from bot.model.article import Article, Entity, EntityKind, MentionForm
from bot.model.base import Range

ROLE_NOUNS = (
    "president minister premier chief sheriff governor mayor senator secretary ceo chairman chairwoman "
    "chair director spokesman spokeswoman spokesperson advocate activist editor anchor coach captain "
    "commander leader professor doctor judge justice attorney ambassador chancellor pope king queen "
    "prince princess actor actress singer author writer founder owner officer manager lawmaker "
    "congressman congresswoman candidate billionaire star prosecutor detective analyst expert researcher "
    "scientist astronaut reporter columnist host player economist mother father wife husband son daughter "
    "brother sister fiance fiancé fiancée partner lawyer skipper referee engineer surgeon nurse historian astronomer"
)
"""Nouns that say what a person is or does."""
_NOUN = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in ROLE_NOUNS.split())
_NOUN += r"|CEO|Sen\.|Rep\.|Gov\.|Cmdr\."
_NO_ROLE = "and|but|or|said|told|who|which|where|when|while|after|as|on|in|at|with|not"
_APPOSED = re.compile(rf"^,\s+(?:who (?:is|was) )?(?P<what>(?!(?:{_NO_ROLE})\b)[^,.;:()—“”\"]{{4,140}})")
_IS = re.compile(
    r"^\s+(?:is|was|are|were|became|remains|has been)\s+(?P<what>(?:an?|the|one of|his|her|their)\s[^.;:()—]{3,180})"
)
_AMOUNTS_TO = re.compile(
    r"^\s(?:is|was|stood at|came to|reached|totalled|totaled)\s"
    r"(?P<what>(?:(?:about|around|nearly|almost|just over|just under|more than|less than)\s)?"
    r"[$€£]?\d(?:[\d.,]*\d)?(?:\s?%|\s(?!and\b|or\b|in\b|on\b|at\b)[a-z]+){0,2})"
)
"""How much something is said to be: at most a number and two words."""
_TITLE_WORDS = re.compile(
    r"(?P<what>(?:(?:[A-Z][\w’'.&-]*|former|then|acting|deputy|vice|senior|ex-\w+|chief|the|state|district|[a-z]+(?:-[a-z]+)?)"
    rf"\s){{0,5}}(?:{_NOUN})\s(?:(?:of|for|at)\s(?:the\s)?(?:[\w&’'-]+\s){{1,4}})?)$"
)


class Description(NamedTuple):
    """What a sentence says that a name is: the words, the name as the article has it, and where it stands."""

    what: str
    name: str
    place: Range
    article: Article
    worth: float


def amount_of(thing: Sequence[str], article: Article) -> list[Description]:
    """Return how much the article says that a thing without a name was: "turnout was 61 percent"."""
    if any(refers(thing, entity) for entity in article.entities):
        return []
    found = []
    for start, end in _mentions(thing, article):
        place = article.sentence_at(Range(start=start, end=end))
        if match := _AMOUNTS_TO.match(article.body[end : min(place.end, end + _LEAD_IN)]):
            found.append(Description(_trim(match["what"]), article.body[start:end], place, article, 2.0))
    return found


def of_name(name: Sequence[str], article: Article) -> list[Description]:
    """Return what the article says of a name, given by its stems, best first."""
    found: list[Description] = []
    for start, end in _mentions(name, article):
        place = article.sentence_at(Range(start=start, end=end))
        if place.start <= start and end <= place.end:
            found += _around(article, place, start, end)
    return sorted(found, key=lambda d: d.worth, reverse=True)


def _mentions(name: Sequence[str], article: Article) -> list[tuple[int, int]]:
    """Return where the name stands: as the article's records know it, else where its words stand together."""
    known = [e for e in article.entities if refers(name, e) and _bears(e, name)]
    if known:
        return [(m.start, m.end) for e in known for m in e.mentions if m.form == MentionForm.NAME]
    found: list[tuple[int, int]] = []
    wanted = set(name)
    for place in article.sentences:
        text = article.body[place.start : place.end]
        if not wanted <= stems_of(text):
            continue
        words = tokens(text)
        runs = (words[i : i + len(name)] for i in range(len(words) - len(name) + 1))
        fitting = (run for run in runs if [w.stem for w in run] == list(name))
        found.extend((place.start + run[0].start, place.start + run[-1].end) for run in fitting)
    return found


def _bears(entity: Entity, words: Sequence[str]) -> bool:
    """Tell whether one of the words is of its name, not all of what it is."""
    return any(not set(words).isdisjoint(stems(form)) for form in (entity.name, *entity.aliases))


def _around(article: Article, place: Range, start: int, end: int) -> list[Description]:
    """Return what stands before and behind a name in its sentence that says what it is."""
    body = article.body
    before, after, name = body[place.start : start], body[end : place.end], body[start:end]
    early = 1.0 / (2 + sum(s.end <= place.start for s in article.sentences))
    found = []
    if match := _IS.match(after):
        found.append(Description(_trim(match["what"]), name, place, article, 3.0 + early))
    if owned := _BEFORE_COMMA.search(before[-_LEAD_IN:]):
        found.append(Description(owned["what"].strip(), name, place, article, 2.4 + early))
    if (match := _APPOSED.match(after)) and not _no_apposition(match["what"], bool(owned)):
        worth = 2.6 if _starts_like_role(match["what"]) else 1.2
        found.append(Description(_trim(match["what"]), name, place, article, worth + early))
    if titled := _TITLE_WORDS.search(before):
        found.append(Description(titled["what"].strip(), name, place, article, 2.2 + early))
    return found


def _no_apposition(what: str, introduced: bool) -> bool:
    """Tell whether what stands behind a comma describes nothing: a place, an age, or how the sentence goes on."""
    first = what.strip().split(" ")[0]
    return introduced or _PLACE_OR_AGE.match(what.strip()) is not None or (first.islower() and is_past(first))


_BEFORE_COMMA = re.compile(
    rf"(?P<what>(?:\b[Aa]n?|\b[Tt]he|[\w’'.-]+[’']s?|\b(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir))\s(?:[\w’'-]+\s){{0,3}}(?:{_NOUN})"
    r"(?:\s(?:of|for|at|to|with)\s[^,.;:“”\"]{3,60})?),\s\Z"
)
"""What stands before a name and a comma: "A spokeswoman for the club, Ann Roe," and "Roe's lawyer, Ann Poe,"."""
_LEAD_IN = 140
"""Characters before a name in which that is looked for."""
_PLACE_OR_AGE = re.compile(r"[A-Z][\w.]+(?:\s[A-Z][\w.]+)*$|\d{1,3}$")
"""Behind a comma: "Oslo, Norway" and "Smith, 34" say nothing of who or what it is."""


def _starts_like_role(what: str) -> bool:
    return bool(re.match(r"(?:an?|the|[a-z]+)\b", what))


def _trim(what: str) -> str:
    """End a description where a new clause begins."""
    cut = re.split(
        r",\s(?:and|but|which|where|while|who|told|said)\b|\s(?:which|while|when|where|because|after|but)\s", what
    )[0]
    return cut.strip(" ,")


def holder(role: Sequence[str], article: Article) -> list[Description]:
    """Return who is said to hold a role, given by its stems ("ceo", "amazon"), best first.

    The words of the role stand right before a person's name, or right behind it between commas, or the whole
    sentence has them and the last of them stands right before the name.
    """
    wanted = set(role)
    if not wanted:
        return []
    found: list[Description] = []
    persons = [
        (m, e)
        for e in article.entities
        if e.kind == EntityKind.PERSON
        for m in e.mentions
        if m.form == MentionForm.NAME
    ]
    title = set(stems(article.headline))
    for mention, entity in persons:
        place = article.sentence_at(mention)
        if not wanted <= title | stems_of(article.body[place.start : place.end]):
            continue
        lead = article.body[max(place.start, mention.start - _LEAD) : mention.start].rpartition(",")[2]
        titled = {t.stem for t in tokens(lead)[-2:]} & wanted & _ROLES
        possessed = article.body[mention.end : mention.end + 1] in {"'", "’"}
        if not titled and (possessed or _POSSESSOR.search(lead)):
            continue
        before = {t.stem for t in tokens(lead)}
        behind = {t.stem for t in tokens(_apposition(article.body[mention.end : place.end]))}
        ahead = {t.stem for t in tokens(article.body[place.start : mention.start])}
        for near, worth in ((before, 2.0), (behind, 2.0), (before | behind, 1.8)):
            if wanted & near and wanted <= near:
                found.append(Description(" ", entity.name, place, article, worth + 1))
            elif len(wanted & near) and wanted <= near | ahead | title and _names_role(wanted, near):
                found.append(Description(" ", entity.name, place, article, worth))
    return sorted(found, key=lambda d: d.worth, reverse=True)


_LEAD = 60
"""Characters before a name in which a role may stand."""
_POSSESSOR = re.compile(r"\b(?:of|to|by|under)\s(?:[A-Z][\w.]+\s)?$")
"""Before a name: whose the role is, not who holds it ("chief of staff to Smith")."""


def _apposition(after: str) -> str:
    """Return what stands right behind a name and may say what it is."""
    match = _BEHIND.match(after)
    return match.group() if match else ""


_BEHIND = re.compile(r",\s[^,.;]{3,90}|\s(?:is|was|became)\s[^,.;]{3,90}|\s(?:of|at|for|with|from)\s[^,.;]{3,60}")


def _names_role(wanted: set[str], near: set[str]) -> bool:
    """Tell whether what is near is the role itself, not just whose role it is."""
    return bool(wanted & near & _ROLES)


_ROLES = frozenset(stems(ROLE_NOUNS)) | {"pm"}
