"""What an article says people are: titles before a name, and what stands in commas after it.

"Norway's Prime Minister Ingrid Solheim" and "Ingrid Solheim, the prime minister of Norway," both tell a role.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.extract.entities.lexicon import FUNCTION, HONORIFIC, PREFIX, ROLE_NOUN, TITLE
from bot.extract.entities.page import Page, Piece
from bot.extract.entities.resolve import Named
from bot.extract.tokens import split_words
from bot.model.article import EntityKind

LONGEST_ROLE: Final = 12
"""Words; what is longer in commas after a name is no role but a clause."""

_WITH_ARTICLE: Final = frozenset(
    {
        "United States",
        "United Kingdom",
        "Netherlands",
        "Philippines",
        "United Arab Emirates",
        "Czech Republic",
        "Bahamas",
    }
    | {"Maldives", "European Union", "Dominican Republic", "Soviet Union", "Gambia", "Democratic Republic of the Congo"}
)
_ENDS: Final = frozenset({",", ".", ";", ":", "(", ")", "\n", "“", "”", '"', "–", "—", "-", "?", "!"})
_CLAUSE: Final = frozenset(
    {"who", "whose", "which", "that", "was", "is", "said", "says", "has", "had", "will", "would", "told"}
)
_WRITTEN_OUT: Final = {
    "Sen.": "Senator",
    "Sen": "Senator",
    "Rep.": "Representative",
    "Rep": "Representative",
    "Gov.": "Governor",
    "Gov": "Governor",
    "Lt. Gov.": "Lieutenant Governor",
    "Gen.": "General",
    "Gen": "General",
    "Lt. Gen.": "Lieutenant General",
    "Maj. Gen.": "Major General",
    "Brig. Gen.": "Brigadier General",
    "Col.": "Colonel",
    "Lt. Col.": "Lieutenant Colonel",
    "Maj.": "Major",
    "Capt.": "Captain",
    "Lt.": "Lieutenant",
    "Sgt.": "Sergeant",
    "Adm.": "Admiral",
}
_TRADES: Final = frozenset(
    """racing acting managing founding ruling leading reigning defending marketing banking building boxing swimming
    cycling engineering accounting housing mining shipping training advertising farming fishing clothing""".split()
)
_RELATIVE: Final = frozenset(
    """counterpart friend colleague rival partner teammate neighbor neighbour compatriot countryman predecessor
    successor wife husband son daughter brother sister father mother cousin victim suspect winner great star""".split()
)
"""Say what someone is to another; alone they are no role."""

_NO_LONGER: Final = frozenset({"former", "ex", "retired", "onetime", "one-time", "erstwhile"})
_ARTICLES: Final = frozenset({"the", "a", "an", "The", "A", "An", "his", "her", "their"})
_OF_PERSONS: Final = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III"})


@dataclass(frozen=True, slots=True)
class Role:
    """A role as it is shown, the noun that it is told again by ("the minister"), and the country it is of."""

    text: str
    noun: str
    country: str = ""
    former: bool = False
    weight: int = 0


def roles(page: Page, person: Named) -> list[Role]:
    """Return the roles that the article tells of a person, best first."""
    readers = (_before, _after, _before_comma)
    found = [role for piece in person.pieces for read in readers if (role := read(page, piece))]
    return sorted(found, key=lambda role: -role.weight)


def _before(page: Page, piece: Piece) -> Role | None:
    """Read the title before the name, with the country, organisation or "former" before it."""
    if piece.title is not None:
        first, last = piece.title
        while first < last and page.bits[first] & HONORIFIC:
            first += 1
        if first < last:
            return _titled(page, first, last)
        return None
    return _small(page, piece.first)


def _titled(page: Page, first: int, last: int) -> Role:
    words = page.words
    title = " ".join(words[first:last])
    title = _WRITTEN_OUT.get(title, title)
    noun = words[last - 1].lower().rstrip(".")
    at, former = first, False
    while at > 0 and page.bits[at - 1] & PREFIX and not page.lexicon.countries.get(words[at - 1]):
        former = former or words[at - 1].lower() in {"former", "ex", "late", "then"}
        if words[at - 1][0].islower() or former:
            title = f"{words[at - 1].lower()} {title}"
        at -= 1
    country, taken = _country_told(page, at)
    if country:
        before = page.words[at - taken - 1].lower() if at > taken else ""
        if before == "former":
            title, former = f"former {title}", True
        article = "the " if country in _WITH_ARTICLE else ""
        return Role(f"{title} of {article}{country}", noun, country, former, 6 - 2 * former)
    organisation = _organisation_before(page, at)
    if organisation:
        at -= len(split_words(organisation))
        if at > 0 and page.words[at - 1].lower() == "former":
            organisation, former = f"former {organisation}", True
        return Role(f"{organisation} {title}", noun, "", former, 5 - 2 * former)
    return Role(title, noun, "", former, 3 - former)


def _country_before(page: Page, index: int) -> str:
    """Return the country that is told right before the token at `index`, or an empty text."""
    return _country_told(page, index)[0]


def _country_told(page: Page, index: int) -> tuple[str, int]:
    """Return the country whose name, possessive or adjective ends before the token at `index`, and its tokens."""
    words = page.words
    end = index - 1 if index > 0 and words[index - 1] == "'s" else index
    for length in (3, 2, 1):
        if end >= length:
            country = page.lexicon.countries.get(" ".join(words[end - length : end]))
            if country:
                return country, index - end + length
    return "", 0


def _organisation_before(page: Page, index: int) -> str:
    """Return the known organisation whose name ends right before the token at `index` ("European Commission")."""
    for length in (4, 3, 2, 1):
        if index >= length:
            name = " ".join(page.words[index - length : index])
            known = page.lexicon.phrases.get(name)
            if known is not None and known.kind is EntityKind.ORGANISATION:
                return name
    return ""


def _small(page: Page, index: int) -> Role | None:
    """Read a role in small letters right before the name: "racing driver", "junior foreign office minister"."""
    words = page.words
    if index < 1 or not page.bits[index - 1] & ROLE_NOUN or not words[index - 1].islower():
        return None
    if words[index - 1] in _RELATIVE:
        return None
    first = index - 1
    while first > 0 and index - first < LONGEST_ROLE // 2 and _may_qualify(page, first - 1):
        first -= 1
    while first > 0 and index - first < LONGEST_ROLE // 2 and _may_name(page, first - 1):
        first -= 1
    first -= first > 0 and words[first - 1].lower() in _NO_LONGER  # "former Acme finance chief"
    while first < index - 1 and page.bits[first] & PREFIX and words[first].lower() in {"then", "late"}:
        first += 1
    text = " ".join(
        [words[first].lower() if words[first].lower() in _NO_LONGER else words[first], *words[first + 1 : index]]
    )
    former = not _NO_LONGER.isdisjoint(w.lower() for w in words[first:index])
    return Role(text, words[index - 1], _country_before(page, first), former, 2 - former)


def _may_qualify(page: Page, index: int) -> bool:
    word = page.words[index]
    if word in _ENDS or word in _ARTICLES or word == "'s":
        return False
    if page.bits[index] & (PREFIX | ROLE_NOUN) and word.islower():
        return True
    return word in _TRADES or (word.islower() and not word.endswith(("ing", "ed")) and page.lexicon.common(word))


def _may_name(page: Page, index: int) -> bool:
    """Tell whether the word may belong to the name that a role is told of: "Harbour Alliance chairman"."""
    return (
        page.words[index][0].isupper()
        and not page.bits[index] & FUNCTION
        and not page.lexicon.countries.get(page.words[index])
    )


def _after(page: Page, piece: Piece) -> Role | None:
    """Read what stands between commas after the name, if its noun is a role."""
    words, begin = page.words, piece.last + 1
    if words[piece.last] != ",":
        return None
    if words[begin] in _OF_PERSONS or (words[begin].isdigit() and words[begin + 1] == ","):
        begin += 2
    end = begin
    while end - begin < LONGEST_ROLE and words[end] not in _ENDS:
        if words[end] in _CLAUSE:
            return None
        end += 1
    if words[end] not in _ENDS or end == begin:
        return None
    first = begin + 1 if words[begin] in _ARTICLES else begin
    noun = next((i for i in range(first, end) if _is_role(page, i)), None)
    if noun is None or words[noun].lower() in _RELATIVE or not all(_may_lead(page, i) for i in range(first, noun)):
        return None
    former = "former" in words[first:noun]
    return Role(_joined(words[first:end]), words[noun].lower(), _country_before(page, noun), former, 4 - 2 * former)


def _before_comma(page: Page, piece: Piece) -> Role | None:
    """Read "The Norwegian Foreign Minister, Ingrid Solheim, ..."."""
    words, comma = page.words, (piece.title or (piece.first, 0))[0] - 1
    if comma < 2 or words[comma] != "," or words[piece.last] not in {",", "."}:
        return None
    first = comma - 1
    while first > 0 and comma - first < LONGEST_ROLE and words[first] not in _ENDS and words[first].lower() != "the":
        first -= 1
    if words[first].lower() != "the":
        return None
    noun = next((i for i in range(first + 1, comma) if _is_role(page, i)), None)
    if noun is None or not all(_may_lead(page, i) for i in range(first + 1, noun)):
        return None
    if all(page.bits[i] & TITLE for i in range(noun, comma)):
        return _titled(page, noun, comma)
    return Role(_joined(words[first + 1 : comma]), words[noun].lower(), _country_before(page, noun), weight=4)


def _may_lead(page: Page, index: int) -> bool:
    """Tell whether the word may stand before the noun of a role: no verb, no preposition."""
    word = page.words[index]
    return word == "'s" or not word.islower() or "-" in word or _may_qualify(page, index)


def _is_role(page: Page, index: int) -> bool:
    return bool(page.bits[index] & (ROLE_NOUN | TITLE)) and not page.bits[index] & HONORIFIC


def _joined(words: list[str]) -> str:
    return " ".join(words).replace(" 's", "'s").replace(" '", "'")
