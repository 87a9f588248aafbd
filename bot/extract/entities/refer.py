"""Descriptions and pronouns that stand for a named person or organisation, where the evidence is good.

for each description ("the prime minister", "the bank") and pronoun ("she", "his"), in order:
    the candidates that agree: in role or kind, in gender, in country
    a description: the only one, or the one told last within a few sentences
    a pronoun: the first one told in its own sentence before it, else in the nearest sentence before
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from bot.extract.entities.lexicon import PREFIX, ROLE_NOUN, TITLE
from bot.extract.entities.page import Page
from bot.extract.entities.resolve import Named
from bot.extract.entities.roles import Role
from bot.model.article import EntityKind, MentionForm

NEAR: Final = 3
"""So many sentences back a pronoun reaches, and a description that fits several."""

MANY: Final = 60
"""So many tellings of a sentence are kept; prose has fewer, and each pronoun behind them would read them all."""

_PRONOUNS: Final = {
    **dict.fromkeys(("he", "him", "his", "himself", "He", "His", "Him"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself", "She", "Her", "Hers"), "f"),
}
_COMPANY: Final = frozenset(
    """company firm carmaker automaker airline retailer manufacturer chipmaker drugmaker insurer lender publisher
    brokerage startup conglomerate group maker giant""".split()
)
_DESCRIBED: Final = frozenset(
    """academy agency airline alliance army association authority bank board bureau cabinet church club coalition
    college commission committee council court department exchange federation foundation fund group hospital
    institute league ministry movement museum navy network organisation organization parliament party police senate
    service team trust tribunal union university""".split()
)
"""Words of organisations by which they are told again: "the bank"."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention without a name: tokens `first` to `last` (exclusive)."""

    first: int
    last: int
    form: MentionForm
    named: Named


class Referrer:
    """Resolves the descriptions and pronouns of one text."""

    def __init__(self, page: Page, found: list[Named], roles: dict[int, list[Role]], inside: bytearray) -> None:
        self.page = page
        self.inside = inside
        self.people = [n for n in found if n.kind is EntityKind.PERSON]
        self.by_noun: dict[str, list[tuple[Named, Role]]] = defaultdict(list)
        for person in self.people:
            for role in {r.noun: r for r in reversed(roles[id(person)])}.values():
                self.by_noun[role.noun].append((person, role))
        self.by_head: dict[str, list[Named]] = defaultdict(list)
        self.companies: list[Named] = []
        for named in found:
            if named.kind is EntityKind.ORGANISATION:
                self._enter_organisation(named)
        self.taken: dict[int, tuple[int, Named]] = {
            piece.first: (piece.last, named) for named in found for piece in named.pieces
        }
        self.bounds = sorted({i for i, start in enumerate(page.starts) if start in page.sentence_starts} | {0})
        self.told: dict[int, list[tuple[int, Named]]] = defaultdict(list)

    def _enter_organisation(self, named: Named) -> None:
        piece = named.pieces[0]
        tail = self.page.words[piece.last - 1]
        if tail.lower() in _DESCRIBED:
            self.by_head[tail.lower()].append(named)
        if piece.known is None or piece.known.section == "company":
            self.companies.append(named)

    def references(self) -> list[Reference]:
        """Return the references in order."""
        found: list[Reference] = []
        index, words = 0, self.page.words
        while index < len(words):
            name = self.taken.get(index)
            if name is not None:
                self._tell(index, name[1])
                index = name[0]
                continue
            reference = None
            word = words[index]
            if word in _PRONOUNS:
                reference = self._pronoun(index)
            elif word in {"the", "The"}:
                reference = self._description(index)
            if reference is not None:
                found.append(reference)
                self._tell(index, reference.named)
            index = reference.last if reference is not None else index + 1
        return found

    def _sentence(self, index: int) -> int:
        return bisect_right(self.bounds, index) - 1

    def _tell(self, index: int, named: Named) -> None:
        """Keep who is told where; what stands in a quotation is no antecedent for what follows it."""
        told = self.told[self._sentence(index)]
        if not self.inside[index] and len(told) < MANY:
            told.append((index, named))

    def _description(self, index: int) -> Reference | None:
        """Resolve "the [former] [Japanese] prime minister" or "the bank"."""
        page, end = self.page, index + 1
        while end - index < 6 and (self._of_office(end) or page.words[end] in page.lexicon.countries):
            if end in self.taken:
                return self._organisation(index)
            end += 1
        if end == index + 1:
            return self._organisation(index)
        if not page.bits[end - 1] & (TITLE | ROLE_NOUN) or end in self.taken or page.words[end] == "of":
            return None
        person = self._who(index, end)
        return Reference(index, end, MentionForm.DESCRIPTION, person) if person else None

    def _of_office(self, index: int) -> bool:
        """Tell whether the word can belong to an office: "former", "prime", "Minister"."""
        classes, word = self.page.lexicon.classes, self.page.words[index]
        return bool(self.page.bits[index] & (PREFIX | TITLE | ROLE_NOUN) or classes.get(word.capitalize(), 0) & TITLE)

    def _who(self, first: int, end: int) -> Named | None:
        page = self.page
        noun = page.words[end - 1].lower()
        former = any(page.words[i].lower() == "former" for i in range(first, end))
        country = next((c for i in range(first, end) if (c := page.lexicon.countries.get(page.words[i]))), "")
        fitting = [
            person
            for person, role in self.by_noun.get(noun, ())
            if role.former == former and (not country or not role.country or role.country == country)
        ]
        fitting = [p for p in fitting if p.pieces[0].first < first]
        if len(fitting) <= 1:
            return fitting[0] if fitting else None
        return self._nearest(first, fitting)

    def _nearest(self, index: int, fitting: list[Named]) -> Named | None:
        """Return the only one of those that the nearest sentence tells of."""
        sentence = self._sentence(index)
        for back in range(NEAR):
            near = {id(named): named for _, named in self.told.get(sentence - back, ()) if named in fitting}
            if near:
                return next(iter(near.values())) if len(near) == 1 else None
        return None

    def _topic(self, index: int, fitting: list[Named]) -> Named | None:
        """Return what is told first in the nearest sentence that tells of any: what that sentence is about."""
        sentence = self._sentence(index)
        for back in range(NEAR):
            for at, named in self.told.get(sentence - back, ()):
                if named in fitting and at < index:
                    return named
        return None

    def _organisation(self, index: int) -> Reference | None:
        """Resolve "the bank" to the organisation of that word, "the company" to the one that is told near."""
        word = self.page.words[index + 1]
        if index + 1 in self.taken:
            return None
        fitting = self.by_head.get(word, []) if word not in _COMPANY else self.companies
        fitting = [named for named in fitting[: NEAR * 8] if named.pieces[0].first < index]
        if not fitting:
            return None
        named = fitting[0] if len(fitting) == 1 else self._topic(index, fitting)
        return Reference(index, index + 2, MentionForm.DESCRIPTION, named) if named else None

    def _pronoun(self, index: int) -> Reference | None:
        gender = _PRONOUNS[self.page.words[index]]
        named = self._only(gender) if self.inside[index] else self._antecedent(index, gender)
        return Reference(index, index + 1, MentionForm.PRONOUN, named) if named else None

    def _only(self, gender: str) -> Named | None:
        """Return the one person of a gender in the whole article, for pronouns within quotations."""
        fitting = [p for p in self.people[: NEAR * 8] if p.gender == gender]
        return fitting[0] if len(fitting) == 1 and len(self.people) <= NEAR * 8 else None

    def _antecedent(self, index: int, gender: str) -> Named | None:
        """Return the person told first in the nearest sentence that tells of one of that gender."""
        sentence = self._sentence(index)
        for back in range(NEAR + 1):
            people = [n for at, n in self.told.get(sentence - back, ()) if n.kind is EntityKind.PERSON and at < index]
            exact = next((p for p in people if p.gender == gender), None)
            if exact is not None:
                return exact
            unknown = {id(p): p for p in people if not p.gender}
            if len(unknown) == 1:
                person = next(iter(unknown.values()))
                person.gender = gender
                return person
        return None
