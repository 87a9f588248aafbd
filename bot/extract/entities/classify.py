"""What kind of thing a name stands for: votes from its words, its surroundings and the rest of the article."""

from __future__ import annotations

from collections import defaultdict
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
from bot.extract.entities.spot import Piece, Spotter
from bot.model.article import EntityKind

PERSON, ORGANISATION, PLACE, OTHER = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE, EntityKind.OTHER

_SPEAKS: Final = frozenset(
    """said says told tells added adds asked replied tweeted wrote admitted acknowledged argued insisted recalled
    explained joked testified thinks thought believes wants wanted hopes knows resigned retired died smiled""".split()
)
_COMPANY_AFTER: Final = frozenset(
    """shares stock executives executive officials spokesman spokeswoman spokesperson shareholders subsidiary unit
    customers employees staff workers lawmakers users software products headquarters CEO plant factory jet jets
    aircraft plane planes vaccine team side squad fans players supporters militants fighters leader leaders
    member members inspectors peacekeepers report data study documents poll survey""".split()
)
_IN: Final = frozenset({"in", "near", "across", "throughout", "outside", "downtown"})
_TOWARDS: Final = frozenset(
    {"at", "from", "to", "toward", "towards", "into", "visit", "visited", "leave", "left", "around"}
)
_CREDIT: Final = frozenset({"by", "and", "with", "told", "Mr", "Mrs"})


def classify(spotter: Spotter, pieces: list[Piece]) -> list[Piece]:
    """Return the pieces that are names, each with its kind."""
    votes: dict[str, dict[EntityKind, float]] = defaultdict(lambda: defaultdict(float))
    surfaces = [" ".join(spotter.words[p.first : p.last]) for p in pieces]
    seen_inside = {s for p, s in zip(pieces, surfaces, strict=True) if not p.opens}
    for piece, surface in zip(pieces, surfaces, strict=True):
        if piece.kind is None or not piece.sure:
            _vote(spotter, piece, votes[surface])
    lasts, firsts = _people_parts(spotter, pieces, surfaces, votes)
    kept = []
    for piece, surface in zip(pieces, surfaces, strict=True):
        _decide(spotter, piece, surface, votes, lasts, firsts, seen_inside)
        if piece.kind is not None:
            kept.append(piece)
    return kept


def _vote(spotter: Spotter, piece: Piece, tally: dict[EntityKind, float]) -> None:
    words, bits = spotter.words, spotter.bits
    before = words[piece.first - 1] if piece.first else "\n"
    after = words[piece.last] if piece.last < len(words) else "\n"
    head, tail = bits[piece.first], bits[piece.last - 1]
    length = piece.last - piece.first
    first_word = words[piece.first]
    if piece.title is not None:
        tally[PERSON] += 4
    if length > 1:
        if head & FIRST:
            tally[PERSON] += 4
        if tail & (LAST | AFTER_NAME):
            tally[PERSON] += 2
        if any(bits[i] & PARTICLE for i in range(piece.first + 1, piece.last - 1)):
            tally[PERSON] += 1.5
        if length <= 4 and all(w[0].isupper() and w[1:].islower() for w in words[piece.first : piece.last]):
            tally[PERSON] += 1.5
    else:
        if tail & LAST:
            tally[PERSON] += 1.5
        if head & FIRST:
            tally[PERSON] += 1.5
        if first_word.isupper() and 2 <= len(first_word) <= 6:
            tally[ORGANISATION] += 2
    if (
        any(c.isupper() for c in first_word[2:])
        and not first_word.isupper()
        and "-" not in first_word
        and not head & (FIRST | LAST)
    ):
        tally[ORGANISATION] += 1.5
    if tail & (ORG_HEAD | ORG_SUFFIX) and length > 1:
        tally[ORGANISATION] += 4
    if after in _SPEAKS:
        tally[PERSON] += 1
    if after == "," and piece.last + 2 < len(words):
        follow = words[piece.last + 1]
        if follow.isdigit() and len(follow) < 3:
            tally[PERSON] += 4
        elif follow in {"who", "whose"}:
            tally[PERSON] += 2
        else:
            known = spotter.known(piece.last + 1)
            if (
                known is not None
                and known[0].section in {"country", "region", "abbreviation"}
                and before in _IN | _TOWARDS
            ):
                tally[PLACE] += 3
    elif after == "who":
        tally[PERSON] += 2
    elif after in _COMPANY_AFTER:
        tally[ORGANISATION] += 1.5
    elif after == "'s" or after == "'":
        tally[ORGANISATION] += 0.3
    elif after == "(":
        tally[ORGANISATION] += 0.5
    if before in _IN:
        tally[PLACE] += 1.5
    elif before in _TOWARDS:
        tally[PLACE] += 0.5
    elif before == "the" or before == "The":
        tally[ORGANISATION] += 1.5
        tally[PERSON] -= 1.5
    elif before in {"by", "/"}:
        tally[PERSON] += 0.7
    if bits[piece.first - 1] & ROLE_NOUN and piece.first:
        tally[PERSON] += 1.5


def _people_parts(
    spotter: Spotter, pieces: list[Piece], surfaces: list[str], votes: dict[str, dict[EntityKind, float]]
) -> tuple[set[str], set[str]]:
    """Return the last and first words of full names of people in this article."""
    lasts: set[str] = set()
    firsts: set[str] = set()
    for piece, surface in zip(pieces, surfaces, strict=True):
        if piece.last - piece.first < 2:
            continue
        tally = votes.get(surface)
        person = piece.kind is PERSON or (
            piece.kind is None and tally and max(tally, key=lambda k: tally[k]) is PERSON and tally[PERSON] >= 2
        )
        if person:
            words = spotter.words[piece.first : piece.last]
            tail = piece.last - 1
            while tail > piece.first and spotter.bits[tail] & AFTER_NAME:
                tail -= 1
            lasts.add(spotter.words[tail])
            at = piece.first + 1
            while at < tail:
                if spotter.bits[at] & PARTICLE or at == tail - 1:
                    lasts.add(" ".join(spotter.words[at : tail + 1]))
                at += 1
            firsts.add(words[0])
    return lasts, firsts


def _decide(
    spotter: Spotter,
    piece: Piece,
    surface: str,
    votes: dict[str, dict[EntityKind, float]],
    lasts: set[str],
    firsts: set[str],
    seen_inside: set[str],
) -> None:
    if piece.sure:
        return
    length = piece.last - piece.first
    tally = votes[surface]
    known = piece.known
    if length == 1 or known is None:
        if surface in lasts and (known is None or known.section not in {"country", "region"} or piece.title):
            piece.kind = PERSON
            return
        if surface in firsts and known is None:
            piece.kind = PERSON
            return
    if known is not None:
        if piece.title is not None and known.kind is not OTHER and spotter.bits[piece.first] & (FIRST | LAST):
            piece.kind = PERSON
        elif piece.opens and spotter.bits[piece.first] & OPENING and length == 1:
            piece.kind = None
        return
    if not tally:
        best, score = None, 0.0
    else:
        best = max(tally, key=lambda k: tally[k])
        score = tally[best]
    if length == 1 and piece.opens and surface not in seen_inside and score < 2.5:
        piece.kind = None
        return
    if length == 1 and surface.lower() in spotter.lower and score < 3:
        piece.kind = None
        return
    if best is None or score < 1:
        best = ORGANISATION if length == 1 or score < 1 else PERSON
        if surface.lower() in spotter.lower:
            best = None
    piece.kind = best
