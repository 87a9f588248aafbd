"""What kind of thing a name stands for: votes from its words, its surroundings and the rest of the article.

each open name votes in each place where it stands; the votes for one wording are counted together
a single word that is the family name (or first name) of a person of the article is that person's
what stays without support is an organisation, or no name at all if it only has its capital from its place
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Final

from bot.extract.entities.lexicon import (
    AFTER_NAME,
    FIRST,
    LAST,
    OPENING,
    ORG_HEAD,
    ORG_SUFFIX,
    PARTICLE,
    ROLE_NOUN,
)
from bot.extract.entities.page import QUOTES, UNQUOTES, Page, Piece
from bot.extract.tokens import BREAK
from bot.model.article import EntityKind

PERSON, ORGANISATION, PLACE, OTHER = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE, EntityKind.OTHER

Tally = dict[EntityKind, float]

ENOUGH: Final = 1.0
"""With fewer votes for its best kind a name is taken as an organisation: what news names without a hint mostly is."""

ENOUGH_AT_OPENING: Final = 2.5
"""What a single word needs that has its capital only at the head of a sentence."""

_OF_PLACES: Final = frozenset(
    """residents resident people city town village mayor governor port outskirts capital streets province district
    suburb island region state county parts south north east west coast miles kilometers kilometres km center centre
    bishop archbishop battle siege part outside""".split()
)
"""Before "of" these go with a place."""

_EXPLAINS: Final = frozenset({"a", "an", "the", "one", "another", "its"})
_EXPLANATION: Final = 9
"""Words after a comma among which the noun that explains a name is sought."""

_NO_END: Final = frozenset({"of", "the", "a", "an"})
_AFTER_NOUN: Final = frozenset(
    ", . ; : ) of in on at from by with for that which who whose where when and known seen held made called".split()
)
_THINGS: Final = frozenset(
    """shower comet asteroid planet moon star meteor storm hurricane typhoon cyclone ship vessel yacht tanker rocket
    probe satellite telescope rover spacecraft capsule song album single film movie novel book play musical opera
    painting series show game app phone tablet drug vaccine virus disease variant dish drink breed species horse dog
    bird flower language festival holiday ceremony award prize medal tournament race treaty law act bill car plane
    jet train language operation programme program project currency token coin""".split()
)
"""What these explain is neither person, organisation nor place."""

_ON_A_SITE: Final = frozenset({"on", "via", "platform", "site", "network", "to"})

_SMALL_PLACES: Final = frozenset({"country", "region", "abbreviation", "city"})


class Classifier:
    """Decides the kinds of one text's pieces."""

    def __init__(self, page: Page, pieces: list[Piece]) -> None:
        self.page = page
        self.pieces = pieces
        words = page.words
        self.surfaces = [" ".join(words[p.first : p.last]) for p in pieces]
        self.counts = Counter(self.surfaces)
        self.inside = {s for p, s in zip(pieces, self.surfaces, strict=True) if not p.opens}
        self.votes: dict[str, Tally] = defaultdict(lambda: defaultdict(float))
        self.families: dict[str, int] = {}
        self.firsts: set[str] = set()
        self.org_heads: set[str] = set()
        self.org_tails: set[str] = set()

    def names(self) -> list[Piece]:
        """Return the pieces that are names, each with its kind."""
        for piece, surface in zip(self.pieces, self.surfaces, strict=True):
            if not piece.sure:
                self._vote(piece, self.votes[surface])
        for piece, surface in zip(self.pieces, self.surfaces, strict=True):
            if piece.last - piece.first > 1:
                self._learn(piece, surface)
        before: Piece | None = None
        for piece, surface in zip(self.pieces, self.surfaces, strict=True):
            if not piece.sure:
                piece.kind = self._kind(piece, surface)
                if self._joins_place(before, piece, surface):
                    piece.kind = PLACE
            before = piece
        return [p for p in self.pieces if p.kind is not None]

    def _joins_place(self, before: Piece | None, piece: Piece, surface: str) -> bool:
        """Tell whether a name without support stands beside a place: "Residents of Kirkby and Ormskirk"."""
        if before is None or before.kind is not PLACE or piece.kind is not ORGANISATION or piece.known is not None:
            return False
        if piece.first - before.last != 1 or self._best(surface)[1] >= ENOUGH:
            return False
        link, after = self.page.words[before.last], self.page.words[piece.last]
        if link in {"and", "or"}:
            return True
        following = self.page.known(piece.last + 1) if after in {",", "and", "or"} else None
        return link == "," and following is not None and following[0].kind is PLACE

    def _vote(self, piece: Piece, tally: Tally) -> None:
        if piece.title is not None and not self.page.common(piece.first):
            tally[PERSON] += 4
        if piece.last - piece.first > 1:
            self._words_vote(piece, tally)
            self._surroundings_vote(piece, tally)
        else:
            self._word_votes(piece, tally)
            self._surroundings_vote(piece, tally)

    def _words_vote(self, piece: Piece, tally: Tally) -> None:
        """Votes of the words of a longer name."""
        page, first, last = self.page, piece.first, piece.last
        head, tail = page.bits[first], page.bits[last - 1]
        if head & FIRST:
            tally[PERSON] += 4
        if tail & (LAST | AFTER_NAME):
            tally[PERSON] += 2
        if tail & (ORG_HEAD | ORG_SUFFIX):
            tally[ORGANISATION] += 4
        if any(page.bits[i] & PARTICLE for i in range(first + 1, last - 1)):
            tally[PERSON] += 1.5
        common = sum(page.common(i) for i in range(first, last))
        if common:
            tally[OTHER] += 1 if common == last - first else 0.5
            tally[ORGANISATION] += 0.7
        elif last - first <= 4 and all(_like_a_name(w) for w in page.words[first:last]):
            tally[PERSON] += 1.5

    def _word_votes(self, piece: Piece, tally: Tally) -> None:
        """Votes of a single word."""
        word, bits = self.page.words[piece.first], self.page.bits[piece.first]
        if bits & LAST:
            tally[PERSON] += 1.5
        if bits & FIRST:
            tally[PERSON] += 1.5
        if word.isupper() and 2 <= len(word) <= 6:
            tally[ORGANISATION] += 2
        elif not bits & (FIRST | LAST) and any(c.isupper() for c in word[2:]) and "-" not in word:
            tally[ORGANISATION] += 1.5
        if word[-1].isdigit():
            tally[OTHER] += 2.5
        if not bits & (FIRST | LAST) and piece.title is None:
            tally[PERSON] -= 1  # a person's full name is told before the family name alone

    def _surroundings_vote(self, piece: Piece, tally: Tally) -> None:
        page, lexicon = self.page, self.page.lexicon
        before = page.words[piece.first - 1] if piece.first else BREAK
        after = page.words[piece.last]
        for kind, weight in lexicon.before.get(before, ()):
            tally[kind] += weight
        for kind, weight in lexicon.after.get(after, ()):
            tally[kind] += weight
        if before == "of" and piece.first > 1 and page.words[piece.first - 2].lower() in _OF_PLACES:
            tally[PLACE] += 2
        if before.isdigit():
            tally[OTHER] += 1.5 if len(before) == 4 else 2
        if before in QUOTES and (after in UNQUOTES or (after in {",", "."} and page.words[piece.last + 1] in UNQUOTES)):
            tally[OTHER] += 3  # the title of a work stands alone in its marks
        if after == ",":
            self._apposition_votes(piece, before, tally)
        if before in {"the", "The"}:
            tally[PERSON] -= 1.5
        elif piece.first and page.bits[piece.first - 1] & ROLE_NOUN:
            tally[PERSON] += 1.5

    def _apposition_votes(self, piece: Piece, before: str, tally: Tally) -> None:
        """Votes of what follows a comma: an age, "who", the country of a town."""
        words, index = self.page.words, piece.last + 1
        follow = words[index]
        if follow.isdigit() and len(follow) < 3 and words[index + 1] in {",", "."}:
            tally[PERSON] += 4
        elif follow in {"who", "whose"}:
            tally[PERSON] += 2
        elif follow in _EXPLAINS:
            self._explanation_votes(index, tally)
        elif follow[0].isupper():
            known = self.page.known(index)
            if (
                known is not None
                and known[0].section in _SMALL_PLACES
                and self.page.lexicon.before.get(before, ((OTHER, 0),))[0][0] is PLACE
            ):
                tally[PLACE] += 3

    def _explanation_votes(self, index: int, tally: Tally) -> None:
        """Votes of the noun that explains a name: "the Perseids, one of the richest meteor showers known"."""
        words = self.page.words[index : index + _EXPLANATION]
        end = next((i for i, word in enumerate(words) if i and _ends_explanation(words, i)), 0)
        head = words[end - 1] if end > 1 else ""
        if not head.islower():
            return
        named = self.page.lexicon.classes.get(head.removesuffix("s").capitalize(), 0)
        if named & (ORG_HEAD | ORG_SUFFIX):
            tally[ORGANISATION] += 2
        elif self.page.bits[index + end - 1] & ROLE_NOUN:
            tally[PERSON] += 1.5
        elif head.removesuffix("s") in _OF_PLACES:
            tally[PLACE] += 2
        elif head.removesuffix("s") in _THINGS:
            tally[OTHER] += 2

    def _learn(self, piece: Piece, surface: str) -> None:
        """Keep what shorter forms of a longer name will be."""
        kind, score = (piece.kind, ENOUGH) if piece.kind is not None else self._best(surface)
        if score < ENOUGH:
            return
        if kind is PERSON:
            self._learn_person(piece)
        elif kind is ORGANISATION:
            self.org_heads.add(self.page.words[piece.first])
            if self.page.bits[piece.last - 1] & ORG_HEAD:
                self.org_tails.add(self.page.words[piece.last - 1])

    def _best(self, surface: str) -> tuple[EntityKind | None, float]:
        tally = self.votes.get(surface)
        if not tally:
            return None, 0.0
        kind = max(tally, key=tally.__getitem__)
        return kind, tally[kind]

    def _learn_person(self, piece: Piece) -> None:
        """Keep the family name (with its particles, or with the word before it) and the first name."""
        words, bits, tail = self.page.words, self.page.bits, piece.last - 1
        while tail > piece.first + 1 and bits[tail] & AFTER_NAME:
            tail -= 1
        self.firsts.add(words[piece.first])
        given = words[tail].rpartition("-")[2]
        if given.islower():  # "Moon Jae-in": the family name comes first
            self.families.setdefault(words[piece.first], piece.first)
        self.families.setdefault(words[tail], piece.first)
        for at in range(piece.first + 1, tail):
            if bits[at] & PARTICLE or at == tail - 1:
                self.families.setdefault(" ".join(words[at : tail + 1]), piece.first)

    def _kind(self, piece: Piece, surface: str) -> EntityKind | None:
        """Return the kind of a piece that is not sure, or None if it is no name."""
        if self._named_person(piece, surface):
            return PERSON
        if piece.known is not None:
            return self._known_kind(piece, surface)
        kind, score = self._best(surface)
        if piece.last - piece.first == 1 and self._short_of_organisation(piece, surface, kind):
            return ORGANISATION
        if not self._stands(piece, surface, score):
            return None
        if kind is None or score < ENOUGH:
            return OTHER if self._all_common(piece) else ORGANISATION
        return kind

    def _short_of_organisation(self, piece: Piece, surface: str, kind: EntityKind | None) -> bool:
        """Tell whether the word is the first of a longer name ("Acme" of "Acme Ltd") or its head ("the Journal")."""
        if surface in self.org_heads and kind is not PERSON:
            return not self.page.common(piece.first) or surface in self.inside
        before = self.page.words[piece.first - 1] if piece.first else BREAK
        return surface in self.org_tails and before in {"the", "The"}

    def _named_person(self, piece: Piece, surface: str) -> bool:
        known = piece.known
        if surface.isupper() and len(surface) > 3 and known is None:
            folded = surface.capitalize()
            return folded in self.families or self.page.lexicon.classes.get(folded, 0) & LAST != 0
        if surface in self.families:
            if known is None or piece.title is not None:
                return True
            return known.section not in {"country", "continent"} and self.families[surface] < piece.first
        return surface in self.firsts and known is None

    def _known_kind(self, piece: Piece, surface: str) -> EntityKind | None:
        assert piece.known is not None
        bits = self.page.bits[piece.first]
        if piece.title is not None and bits & (FIRST | LAST) and piece.known.kind is not OTHER:
            return PERSON
        if piece.last - piece.first > 1:
            return piece.known.kind
        if len(surface) == 1 and self.page.words[piece.first - 1] not in _ON_A_SITE:  # "a post on X"
            return None
        common = piece.known.kind is ORGANISATION and self.page.common(piece.first)
        if piece.opens and surface not in self.inside and (common or bits & OPENING):
            return None
        if common and not self._told_as_name(surface):
            return None
        return piece.known.kind

    def _told_as_name(self, surface: str) -> bool:
        """Tell whether a common word ("Target", "Total") stands for a firm: it acts like one, or is told again so."""
        tally = self.votes[surface]
        if tally[ORGANISATION] >= 0.5 or tally[PERSON] > -0.5:  # a lone word begins at -1
            return True
        return self.counts[surface] > 1 and surface.lower() not in self.page.small

    def _stands(self, piece: Piece, surface: str, score: float) -> bool:
        """Tell whether unknown words are a name at all."""
        if surface.isupper() and self._shouts(piece):
            return False
        if piece.last - piece.first > 1 or score >= ENOUGH_AT_OPENING:
            return True
        if (piece.opens and surface not in self.inside) or surface.lower() in self.page.small:
            return False
        return not self.page.common(piece.first)

    def _shouts(self, piece: Piece) -> bool:
        """Tell whether a common word is told in capitals for its weight: "NO ENTRY", "BIG SALE"."""
        return any(len(self.page.words[i]) > 3 and self.page.common(i) for i in range(piece.first, piece.last))

    def _all_common(self, piece: Piece) -> bool:
        return all(self.page.common(i) for i in range(piece.first, piece.last))


def _ends_explanation(words: list[str], at: int) -> bool:
    """Tell whether the noun ends before the word at `at`; "one of the …" goes on."""
    if words[at] == "of" and at == 1:
        return False
    return words[at] in _AFTER_NOUN and words[at - 1] not in _NO_END


def _like_a_name(word: str) -> bool:
    return word[0].isupper() and (word[1:].islower() or "-" in word or "'" in word or len(word) == 2)
