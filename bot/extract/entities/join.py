"""Parts of a run joined to names: Bank of X, X University, X County, First Last.

from each part on, the longest stretch that a rule takes:
    an organisation (ends in its word: Group, Inc; goes on after it: Ministry of X and Y)
    a place (ends in its word: River, Airport; begins with one: Lake, Mount, North)
    an event or product (ends in its word: Cup, Act)
else a person from a first name on, else the part itself; titles go to the name right after them
"""

from __future__ import annotations

from typing import Final

from bot.extract.entities.lexicon import (
    AFTER_NAME,
    DIRECTION,
    EVENT_WORD,
    FIRST,
    LAST,
    MINISTRY,
    OPENING,
    ORG_HEAD,
    ORG_LEAD,
    ORG_OF,
    ORG_SUFFIX,
    PLACE_HEAD,
    PLACE_WORD,
)
from bot.extract.entities.page import Page, Piece
from bot.extract.entities.spot import LONGEST_RUN, Part, Tag
from bot.model.article import EntityKind

_OF: Final = frozenset({"of", "for", "on", "against"})
_LINKS: Final = frozenset(
    {"and", "&", ",", "of", "for", "the", "de", "la", "del", "da", "do", "dos", "von", "van", "on"}
)
_SCHOOLS: Final = frozenset({"College", "University", "School", "Institute"})
_STATES: Final = frozenset({"U.S.", "US", "U.K.", "UK", "EU", "U.N.", "UN"})
_STORMS: Final = frozenset({"Hurricane", "Typhoon", "Cyclone", "Storm", "Operation"})
_NUMBERED: Final = frozenset({"Division", "Brigade", "Battalion", "Regiment", "Fleet", "Army", "Corps", "Wing"})
_DASHES: Final = frozenset({"–", "—"})
_LISTS: Final = frozenset({"and", ","})


def join(page: Page, parts: list[Part]) -> list[Piece]:
    """Return the names that the parts of one run make, in order."""
    pieces: list[Piece] = []
    at, begin = 0, parts[0].first
    while at < len(parts):
        if parts[at].first < begin:  # taken by a name that reached beyond the run's parts
            at += 1
            continue
        piece, at = _next(page, parts, at)
        if piece is not None:
            pieces.append(piece)
            begin = piece.last
    _give_titles(parts, pieces)
    return pieces


def _next(page: Page, parts: list[Part], at: int) -> tuple[Piece | None, int]:
    for reach in range(_reach(parts, at), at, -1):
        piece = (
            _organisation(page, parts, at, reach)
            or _college(page, parts, at, reach)
            or _place(page, parts, at, reach)
            or _event(page, parts, at, reach)
        )
        if piece is not None:
            return piece, reach
    part = parts[at]
    person = _person(page, parts, at)
    if person is not None:
        return person
    if part.tag is Tag.NAME:
        return Piece(part.first, part.last, opens=part.opens), at + 1
    if part.tag is Tag.KNOWN and part.known is not None:
        sure = not part.single
        return Piece(part.first, part.last, part.known.kind, part.known, opens=part.opens, sure=sure), at + 1
    return None, at + 1


def _reach(parts: list[Part], at: int) -> int:
    """Return how far a name may reach from the part `at`: to the next title or day."""
    reach = at
    while reach < len(parts) and parts[reach].tag not in {Tag.TITLE, Tag.BARRIER}:
        reach += 1
    return reach


def _organisation(page: Page, parts: list[Part], at: int, reach: int) -> Piece | None:
    lead, last = parts[at], parts[reach - 1]
    if reach - at > 1 and page.words[lead.first - 1] in _DASHES:  # "Japan–US Alliance"
        return None
    head = page.bits[last.last - 1]
    end = _after_of(page, last.last, head)
    if end == last.last and (last.last - lead.first < 2 or not _makes_organisation(page, parts, at, reach)):
        return None
    if last.known is not None and last.known.kind is not EntityKind.ORGANISATION:
        return None
    if lead.tag is Tag.ADJECTIVE and head & MINISTRY and reach - at > 1:
        return None
    if reach - at > 1 and lead.single and lead.opens and lead.tag is Tag.NAME and _only_opens(page, lead.first):
        return None
    first = lead.first - (page.words[last.last - 1] in _NUMBERED and page.words[lead.first - 1][0].isdigit())
    return Piece(first, end, EntityKind.ORGANISATION, opens=lead.opens, sure=True)


def _college(page: Page, parts: list[Part], at: int, reach: int) -> Piece | None:
    """Join a place after a school ("Trinity College Dublin"), a state before its office ("U.S. Treasury")."""
    lead, last = parts[at], parts[reach - 1]
    known = last.known
    if reach - at != 2 or known is None:
        return None
    school = page.words[lead.last - 1] in _SCHOOLS and known.kind is EntityKind.PLACE
    office = page.words[lead.first] in _STATES and lead.single and known.section == "government" and not last.single
    return (
        Piece(lead.first, last.last, EntityKind.ORGANISATION, opens=lead.opens, sure=True) if school or office else None
    )


def _makes_organisation(page: Page, parts: list[Part], at: int, reach: int) -> bool:
    """Tell whether the words make an organisation: by the last, by the first, or since a known one goes on."""
    lead, last = parts[at], parts[reach - 1]
    if page.bits[last.last - 1] & (ORG_HEAD | ORG_SUFFIX) or page.bits[lead.first] & ORG_LEAD:
        return True
    if last.known is not None and last.known.section == "team" and lead.known is not None:  # "Georgia Bulldogs"
        return lead.known.kind is EntityKind.PLACE and reach - at == 2
    if reach - at != 2 or last.tag is not Tag.NAME or page.bits[last.first] & (FIRST | LAST | EVENT_WORD | PLACE_WORD):
        return False
    plain = all(word.isalpha() for word in page.words[last.first : last.last])  # not "Airbus A400M"
    if not plain or lead.known is None or (lead.single and page.common(lead.first)):
        return False
    return lead.known.kind is EntityKind.ORGANISATION


def _only_opens(page: Page, index: int) -> bool:
    """Tell whether the word at the head of a sentence is a common one that seldom begins a name."""
    return not page.bits[index] & OPENING and page.common(index)


def _after_of(page: Page, index: int, head: int) -> int:
    """Return where "of X and Y" after an organisation's word ends, or `index`."""
    words = page.words
    if not head & ORG_OF or words[index] not in _OF:
        return index
    ahead = index + 2 if words[index + 1] == "the" else index + 1
    if not words[ahead][0].isupper() or _is_day(page, ahead):
        return index
    while ahead - index < LONGEST_RUN:
        if words[ahead][0].isupper() and not _is_day(page, ahead):
            ahead += 1
        elif words[ahead] in _LINKS and words[ahead + 1][0].isupper() and _goes_on(page, ahead):
            ahead += 2
        else:
            break
    return ahead


def _is_day(page: Page, index: int) -> bool:
    """Tell whether a day or a title stands here: no name of an office goes on over it."""
    match = page.known(index)
    return match is not None and (match[0].section == "calendar" or match[0].kind is None)


def _goes_on(page: Page, index: int) -> bool:
    """Tell whether a name goes on over a link: over "and" and commas only between words that name nothing else."""
    if page.words[index] not in _LISTS:
        return True
    return page.known(index + 1) is None and not page.bits[index + 1] & FIRST and page.known(index - 1) is None


def _place(page: Page, parts: list[Part], at: int, reach: int) -> Piece | None:
    lead, last = parts[at], parts[reach - 1]
    count = last.last - lead.first
    if count < 2 or not _ends_place(last):
        return None
    first, tail = page.bits[lead.first], page.bits[last.last - 1]
    if tail & PLACE_WORD and not (first & FIRST and tail & LAST and count == 2):
        return Piece(lead.first, last.last, EntityKind.PLACE, opens=lead.opens, sure=True)
    if last.tag is Tag.KNOWN:  # "Northern Mali"
        heads = first & DIRECTION and lead.single and reach - at == 2
    else:
        heads = first & PLACE_HEAD and lead.tag is Tag.NAME and count <= 3 and not first & ORG_HEAD
    return (
        Piece(lead.first, last.last, EntityKind.PLACE, opens=lead.opens, sure=last.known is not None) if heads else None
    )


def _ends_place(part: Part) -> bool:
    """Tell whether a part can be the end of a place's name: an unknown word, or a known place."""
    return part.tag is Tag.NAME or (part.known is not None and part.known.kind is EntityKind.PLACE)


def _event(page: Page, parts: list[Part], at: int, reach: int) -> Piece | None:
    lead, last = parts[at], parts[reach - 1]
    count = last.last - lead.first
    if count < 2 or last.tag is not Tag.NAME:
        return None
    if page.words[lead.first] in _STORMS and count == 2:
        return Piece(lead.first, last.last, EntityKind.OTHER, opens=lead.opens, sure=True)
    if not page.bits[last.last - 1] & EVENT_WORD:
        return None
    if page.bits[lead.first] & FIRST and count == 2:
        return None
    return Piece(lead.first, last.last, EntityKind.OTHER, opens=lead.opens, sure=True)


def _person(page: Page, parts: list[Part], at: int) -> tuple[Piece, int] | None:
    """Return a person from a first name on, with the family names that follow, known or not."""
    lead = parts[at]
    titled = (
        not page.common(lead.first)
        and at > 0
        and parts[at - 1].tag is Tag.TITLE
        and parts[at - 1].last == lead.first
        and lead.tag is Tag.NAME
    )
    if not (titled or page.bits[lead.first] & FIRST) or not (lead.tag is Tag.NAME or lead.single):
        return None
    reach = at + 1
    while reach < len(parts) and parts[reach].first == parts[reach - 1].last and _may_be_family(page, parts[reach]):
        reach += 1
    end = parts[reach - 1].last
    if end - lead.first < 2:
        return None
    return Piece(lead.first, end, EntityKind.PERSON, opens=lead.opens, sure=True), reach


def _may_be_family(page: Page, part: Part) -> bool:
    if page.bits[part.first] & (LAST | AFTER_NAME):
        return True
    if part.known is not None and part.known.section == "team":
        return False
    return part.tag is Tag.NAME or (part.single and part.tag in {Tag.KNOWN, Tag.ADJECTIVE})


def _give_titles(parts: list[Part], pieces: list[Piece]) -> None:
    """Give each piece the titles that stand right before it."""
    begins: dict[int, int] = {}
    for part in parts:
        if part.tag is Tag.TITLE:
            begins[part.last] = begins.pop(part.first, part.first)
    for piece in pieces:
        if piece.first in begins:
            piece.title = (begins[piece.first], piece.first)
