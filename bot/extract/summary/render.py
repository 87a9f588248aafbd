"""From chosen sentences to their words in a summary: connectives cut, antecedents named in square brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.extract.lang.en.summary import PLAIN, ROLES
from bot.extract.summary.leans import Lean, Leaning
from bot.extract.summary.opening import Opening, read_opening
from bot.extract.summary.who import Who
from bot.extract.text import Text
from bot.model.article import Entity, EntityKind, SummarySentence
from bot.model.base import Range

_REPLACEABLE = {
    Leaning.PRONOUN: frozenset({EntityKind.PERSON}),
    Leaning.ROLE: frozenset({EntityKind.PERSON, EntityKind.ORGANISATION}),
    Leaning.SEQUEL: frozenset[EntityKind](),
}
"""Whose names may stand in brackets for words that lean in this way."""

_NEARBY = 3
"""Sentences before a pronoun in which whom it means must be named for it to be replaced by the name."""


class Candidate(NamedTuple):
    """A sentence that may stand in a summary: its number among the article's sentences, its place and quotations."""

    number: int
    place: Range
    quotes: tuple[Range, ...]


class Article:
    """What is known of an article that is summarised; `told` are its statements, of which the first is the lede."""

    def __init__(self, text: Text, entities: Sequence[Entity], told: Sequence[Candidate]) -> None:
        self.text, self.who = text, Who(text, entities)
        self.lede = told[0].number if told else 0
        self._told = told
        self._openings: dict[int, Opening] = {}
        self._words: dict[int, frozenset[str]] = {}

    def opening(self, candidate: Candidate) -> Opening:
        """Return how the candidate opens, read when it is first asked for: most sentences are never tried."""
        found = self._openings.get(candidate.number)
        if found is None:
            found = read_opening(self.text, candidate.place, candidate.quotes, self.who.named)
            self._openings[candidate.number] = found
        return found

    def words(self, candidate: Candidate) -> frozenset[str]:
        """Return the words of the candidate that tell something, in lower case."""
        found = self._words.get(candidate.number)
        if found is None:
            found = self._words[candidate.number] = content(self.text.body[candidate.place.start : candidate.place.end])
        return found

    def is_new(self, noun: str, number: int) -> bool:
        """Tell whether no statement before the sentence of that number holds the noun, given in lower case."""
        return not any(noun in self.words(c) for c in self._told if c.number < number)


_TELLING = re.compile(r"[^\W\d_]{3,}")


def content(text: str) -> frozenset[str]:
    """Return the words of a text that tell something, in lower case."""
    return frozenset(_TELLING.findall(text.lower())) - PLAIN


def can_follow(article: Article, candidate: Candidate, before: Sequence[Candidate]) -> bool:
    """Tell whether the candidate can be understood after those before it, if need be with names in brackets."""
    opening = article.opening(candidate)
    if opening.begin > candidate.place.start and not _has_capital(article, opening.begin):
        return False
    return not opening.leans or _completed(article, candidate, before) is not None


def render(article: Article, chosen: Sequence[Candidate]) -> tuple[SummarySentence, ...]:
    """Return the words of the chosen sentences, which are in order and can follow one another."""
    return tuple(_render(article, candidate, chosen[:i]) for i, candidate in enumerate(chosen))


def _render(article: Article, candidate: Candidate, before: Sequence[Candidate]) -> SummarySentence:
    opening, body = article.opening(candidate), article.text.body
    text, at = "", opening.begin
    evidence: list[Range] = [candidate.place]
    for lean, name, proof in _completed(article, candidate, before) or ():
        text += f"{body[at : lean.start]}[{name}]"
        at = lean.end
        if proof is not None:
            evidence.append(proof)
    text += body[at : candidate.place.end]
    if opening.begin > candidate.place.start:
        text = text[:1].upper() + text[1:]
    return SummarySentence(text=text, evidence=tuple(evidence))


def _completed(
    article: Article, candidate: Candidate, before: Sequence[Candidate]
) -> list[tuple[Lean, str, Range | None]] | None:
    """Return which words to replace by which name, and where that is proven; None if something stays unclear."""
    known = [c.place for c in before]
    names: list[tuple[Lean, str, Range | None]] = []
    for lean in article.opening(candidate).leans:
        if stands(article, candidate, lean, before) or any(n[0].start < lean.start for n in names):
            continue
        named = _named(article, candidate, lean, known)
        if named is None:
            return None
        names.append((lean, *named))
    return names


def stands(article: Article, candidate: Candidate, lean: Lean, before: Sequence[Candidate]) -> bool:
    """Tell whether the words that lean can be understood from the summary so far.

    They can if the sentence before them in the article stands before them in the summary too; if they are a pronoun
    and the sentence told last, or their own before them, names whom they mean and nobody else; if they are a
    description of someone named before, or their noun is new or was told.
    """
    if candidate.number == article.lede and lean.start > article.opening(candidate).begin:
        return True
    last = before[-1] if before else None
    if last is not None and last.number == candidate.number - 1:
        return True
    entity = article.who.meant(lean.start, lean.end)
    if entity is None:
        return lean.kind is Leaning.ROLE and _told(article, candidate, lean.head, before)
    if lean.start > candidate.place.start:
        earlier = Range(start=candidate.place.start, end=lean.start)
        if article.who.is_named(entity, (earlier,)):
            return True
    if lean.kind is Leaning.ROLE:
        return article.who.is_named(entity, [c.place for c in before])
    return last is not None and article.who.named_in(last.place, article.who.kind(entity)) == {entity}


def _told(article: Article, candidate: Candidate, head: str, before: Sequence[Candidate]) -> bool:
    """Tell whether the noun of a description is new in the article or stands in the summary already."""
    if article.is_new(head, candidate.number):
        return head not in ROLES or candidate.number == article.lede
    return any(head in article.text.body[c.place.start : c.place.end].lower() for c in before)


def _named(
    article: Article, candidate: Candidate, lean: Lean, known: Sequence[Range]
) -> tuple[str, Range | None] | None:
    """Return the name in brackets that stands for the words that lean, and where it is proven.

    Only where it is clear: a wrong name would be worse than another sentence.
    """
    entity = article.who.meant(lean.start, lean.end)
    if entity is None or article.who.kind(entity) not in _REPLACEABLE[lean.kind]:
        return None
    mention = article.who.name(entity)
    if mention is None or not _is_clear(article, candidate, entity):
        return None
    proof = Range(start=mention.start, end=mention.end)
    name = mention.text
    if lean.owner:
        name += "’s" if "’" in article.text.body else "'s"
        if "s" not in article.who.words:
            return None
    return name, None if any(k.covers(proof) for k in known) else proof


def _is_clear(article: Article, candidate: Candidate, entity: int) -> bool:
    """Tell whether the nearest sentence before that names anyone of the kind names the entity and nobody else."""
    for sentence in reversed(article.text.sentences[max(0, candidate.number - _NEARBY) : candidate.number]):
        named = article.who.named_in(sentence, article.who.kind(entity))
        if named:
            return named == {entity}
    return False


_FIRST_WORD = re.compile(r"\w+")


def _has_capital(article: Article, begin: int) -> bool:
    """Tell whether the word at `begin`, which opens a sentence once a connective is cut, stands in the body so too."""
    match = _FIRST_WORD.match(article.text.body, begin)
    return match is None or match[0][:1].upper() + match[0][1:] in article.who.words
