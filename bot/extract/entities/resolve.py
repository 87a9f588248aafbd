"""Names that stand for one thing, brought together: a family name to its person, an acronym to its party."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from bot.extract.entities.lexicon import AFTER_NAME, FIRST, MAN, ORG_SUFFIX, WOMAN
from bot.extract.entities.page import Page, Piece, fold
from bot.model.article import EntityKind

MOST_NAMESAKES: Final = 40
"""So many people of one family name are told apart; it bounds the work on a hostile text."""

_MARKS: Final = frozenset("“”\"‘’'&")


@dataclass(slots=True, eq=False)
class Named:
    """A person, organisation, place or other thing in the making: `forms` counts its names, as tokens by spaces."""

    kind: EntityKind
    pieces: list[Piece] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)
    name: str | None = None
    """Of a country: the name that the tables give."""
    first: str = ""
    family: str = ""
    words: tuple[str, ...] = ()
    gender: str = ""
    """Of a person: "f", "m", or "" where nothing tells."""

    def add(self, page: Page, piece: Piece) -> None:
        """Take one more mention."""
        self.pieces.append(piece)
        self.forms[" ".join(page.words[piece.first : piece.last])] += 1


def resolve(page: Page, pieces: Iterable[Piece]) -> list[Named]:
    """Return what the pieces name, in the order of their first mention."""
    by_kind: dict[EntityKind, list[Piece]] = defaultdict(list)
    for piece in pieces:
        assert piece.kind is not None
        by_kind[piece.kind].append(piece)
    found = _People(page).gather(by_kind[EntityKind.PERSON])
    found += _Organisations(page).gather(by_kind[EntityKind.ORGANISATION])
    for kind in (EntityKind.PLACE, EntityKind.OTHER):
        found += _gather_same(page, by_kind[kind], kind)
    return sorted(found, key=lambda named: named.pieces[0].first)


class _People:
    """Gathers people: full names first, then family names and first names to those who bear them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.people: list[Named] = []
        self.by_family: dict[str, list[Named]] = defaultdict(list)
        self.by_first: dict[str, list[Named]] = defaultdict(list)

    def gather(self, pieces: list[Piece]) -> list[Named]:
        cores = [(piece, self._core(piece)) for piece in pieces]
        owner: dict[int, Named] = {}
        for piece, core in sorted(cores, key=lambda pair: -len(pair[1])):  # stable: among equals the first told first
            if len(core) > 1:
                owner[piece.first] = self._full(core)
        for piece, core in cores:
            person = owner.get(piece.first) or self._short(piece, core)
            person.add(self.page, piece)
            self._learn_gender(person, piece)
        return [person for person in self.people if person.pieces]

    def _core(self, piece: Piece) -> tuple[str, ...]:
        """Return the words of a name without initials, nicknames in quotes, "Jr." and hyphens."""
        words: list[str] = []
        quoted = False
        for index in range(piece.first, piece.last):
            word = self.page.words[index]
            if word in _MARKS:
                quoted = not quoted
            elif not quoted and not self.page.bits[index] & AFTER_NAME and not is_initial(word, index == piece.first):
                words.extend(fold(part) for part in word.split("-"))
        return tuple(words) or (self.page.words[piece.first],)

    def _full(self, core: tuple[str, ...]) -> Named:
        for person in self.by_family.get(core[-1], ())[:MOST_NAMESAKES]:
            if _same_person(self.page, person, core):
                return person
        person = Named(EntityKind.PERSON, first=core[0], family=core[-1], words=core)
        self._enter(person)
        return person

    def _enter(self, person: Named) -> None:
        self.people.append(person)
        self.by_family[person.family].append(person)
        self.by_first[person.first].append(person)
        person.gender = self.page.lexicon.genders.get(person.first, "")

    def _short(self, piece: Piece, core: tuple[str, ...]) -> Named:
        """Return who bears the single name: by family name, else by first name, else someone new."""
        word = core[-1]
        bearers = (self.by_family.get(word) or self.by_first.get(word) or [])[:MOST_NAMESAKES]
        if not bearers:
            person = Named(EntityKind.PERSON, family=word, words=core)
            self._enter(person)
            return person
        fitting = [p for p in bearers if self._fits(p, piece)]
        if not fitting:  # "Ms Cole" is not Mark Cole
            person = Named(EntityKind.PERSON, family=word, words=core)
            self._enter(person)
            return person
        return max(fitting, key=_salience)

    def _fits(self, person: Named, piece: Piece) -> bool:
        told = _gender_of_title(self.page, piece)
        return not told or not person.gender or told == person.gender

    def _learn_gender(self, person: Named, piece: Piece) -> None:
        told = _gender_of_title(self.page, piece)
        if told:
            person.gender = told


def _salience(person: Named) -> tuple[int, int]:
    """Whom a bare family name means: the one told most so far, then the one told last."""
    return len(person.pieces), person.pieces[-1].first if person.pieces else -1


def is_initial(word: str, leads: bool) -> bool:
    """Tell whether a word is a middle initial; a leading one ("J.K. Rowling") is part of the name."""
    return not leads and len(word) <= 2 and word[0].isupper() and (len(word) == 1 or word[1] == ".")


def _same_person(page: Page, person: Named, core: tuple[str, ...]) -> bool:
    """Tell whether both names can be one person's; their last words are the same."""
    if person.words[-len(core) :] == core or core[-len(person.words) :] == person.words:
        return True
    if not page.lexicon.classes.get(core[0], 0) & FIRST and set(core) <= set(person.words):
        return True
    first, other = person.first, core[0]
    return first == other or other in page.lexicon.short.get(first, ())


def _gender_of_title(page: Page, piece: Piece) -> str:
    """Return what the title or noun before a name says: "Mrs.", "Spokesman"."""
    begin, end = piece.title or (piece.first - 1, piece.first)
    bits = 0
    for index in range(max(0, begin), end):
        bits |= page.bits[index] & (MAN | WOMAN)
    return {MAN: "m", WOMAN: "f"}.get(bits, "")


class _Organisations:
    """Gathers organisations: longer names first, then their acronyms, beginnings and ends to them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: list[Named] = []
        self.by_key: dict[str, Named] = {}
        self.by_part: dict[str, Named] = {}

    def gather(self, pieces: list[Piece]) -> list[Named]:
        owners = [(piece, self._owner(piece)) for piece in sorted(pieces, key=lambda p: p.first - p.last)]
        for piece, named in sorted(owners, key=lambda pair: pair[0].first):
            named.add(self.page, piece)
        return self.found

    def _owner(self, piece: Piece) -> Named:
        words = _organisation_words(self.page, piece)
        key = " ".join(words)
        entry = piece.known.name if piece.known else key
        named = self.by_key.get(key) or self.by_key.get(entry) or self.by_part.get(key)
        if named is None:
            named = Named(EntityKind.ORGANISATION, words=words)
            self.found.append(named)
        for name in (key, entry, _initials(words), _acronym_after(self.page, piece)):
            if name:
                self.by_key.setdefault(name, named)
        for cut in range(1, len(words)):
            self.by_part.setdefault(" ".join(words[:cut]), named)
            self.by_part.setdefault(" ".join(words[cut:]), named)
        return named


def _initials(words: tuple[str, ...]) -> str:
    """Return the capitals of a name of three words or more ("LDP"), or an empty text."""
    capitals = "".join(word[0] for word in words if word[0].isupper())
    return capitals if len(capitals) > 2 else ""


def _acronym_after(page: Page, piece: Piece) -> str:
    """Return the acronym of "Liberal Democratic Party (LDP)", or an empty text."""
    words, at = page.words, piece.last
    if words[at] == "(" and words[at + 2] == ")" and words[at + 1].isupper():
        return words[at + 1]
    return ""


def _organisation_words(page: Page, piece: Piece) -> tuple[str, ...]:
    """Return the words that tell organisations apart: no "Inc", no article, no leading "US"."""
    words = [fold(w) if len(w) > 5 else w for w in page.words[piece.first : piece.last]]
    while len(words) > 1 and page.lexicon.classes.get(words[-1], 0) & ORG_SUFFIX:
        words.pop()
    if len(words) > 1 and words[0] in {"The", "the"}:
        words.pop(0)
    return tuple(words)


def _gather_same(page: Page, pieces: list[Piece], kind: EntityKind) -> list[Named]:
    """Gather what has the same name, in whatever capitals, or the same entry in the tables."""
    found: dict[str, Named] = {}
    for piece in pieces:
        key = piece.known.name if piece.known else " ".join(fold(w) for w in page.words[piece.first : piece.last])
        named = found.get(key)
        if named is None:
            country = piece.known is not None and piece.known.section == "country"
            named = found[key] = Named(kind, name=key if country else None)
        named.add(page, piece)
    return list(found.values())
