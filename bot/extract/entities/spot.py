"""Where names may stand: runs of capitalised words, cut into parts at known names, titles and adjectives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from bot.extract.entities.lexicon import FIRST, FUNCTION, LAST, OPENING, ORG_HEAD, PARTICLE, PREFIX, ROLE_NOUN, Known
from bot.extract.entities.page import QUOTES, UNQUOTES, Page, is_capital
from bot.extract.tokens import BREAK

LONGEST_RUN: Final = 24
"""Longer runs of capitals are lists or tables and are cut there, which also bounds the work on a run."""

_ADJECTIVES: Final = frozenset({"demonym", "ism"})


_CURRENCY: Final = frozenset({"$", "£", "€"})


class Tag(Enum):
    """What a part of a run is."""

    NAME = auto()  # words that the tables do not know
    KNOWN = auto()  # a person's, organisation's or place's name, or a product's
    TITLE = auto()  # stands before a person's name
    ADJECTIVE = auto()  # "British", "Republican"
    BARRIER = auto()  # a day, a month: no name reaches over it


@dataclass(slots=True)
class Part:
    """Tokens `first` to `last` (exclusive); `opens`: it stands where any word would have a capital."""

    first: int
    last: int
    tag: Tag
    known: Known | None = None
    opens: bool = False

    @property
    def single(self) -> bool:
        """Tell whether it is one token."""
        return self.last - self.first == 1


def runs(page: Page) -> Iterator[list[Part]]:
    """Yield the runs of capitalised words in plain sentences, each cut into parts."""
    words, longest, style = page.words, page.lexicon.longest, page.style
    index, count = 0, len(words)
    while index < count:
        word = words[index]
        if not style[index] and (word[0].isupper() or word in longest) and not page.is_handle(index):
            parts, index = _run(page, index)
            if parts:
                yield parts
        else:
            index += 1


def _run(page: Page, begin: int) -> tuple[list[Part], int]:
    """Cut the run that begins at `begin` into parts; return them and where to go on reading."""
    parts: list[Part] = []
    index = begin
    while index - begin < LONGEST_RUN:
        match = page.known(index)
        if page.words[index + 1] in _CURRENCY:
            break
        if match is not None and not _is_function(page, index, match):
            parts.append(_known_part(page, index, match))
            index = match[1]
        elif is_capital(page.words[index]):
            if _is_function(page, index, match):
                break
            _add_name(page, parts, index)
            index += 1
        else:
            following = _over_connector(page, index, parts)
            if following is None:
                break
            index = following
    return parts, max(index, begin + 1)


def _is_function(page: Page, index: int, match: tuple[Known, int] | None) -> bool:
    """Tell whether the word only opens a sentence: a function word that begins no longer name."""
    word, bits = page.words[index], page.bits[index]
    if match is None and word.isupper():
        bits = page.lexicon.classes.get(word.capitalize(), 0) if len(word) > 1 else FUNCTION
    if not bits & FUNCTION or (match is not None and match[1] - index > 1):
        return False
    return not (bits & FIRST and page.words[index + 1][0].isupper())


def _known_part(page: Page, index: int, match: tuple[Known, int]) -> Part:
    entry, end = match
    if entry.kind is None:
        tag = Tag.TITLE
    elif entry.section in _ADJECTIVES:
        tag = Tag.ADJECTIVE
    elif entry.section == "calendar":
        tag = Tag.BARRIER
    else:
        tag = Tag.KNOWN
    return Part(index, end, tag, entry, page.opens(index))


def _add_name(page: Page, parts: list[Part], index: int) -> None:
    """Add an unknown word: to the part before it, or as a part of its own."""
    word, opens = page.words[index], page.opens(index)
    if word[1:2] == "-" and word[0] in "DRI" and word[2].isupper():  # "R-Ohio": a politician's party and state
        parts.append(Part(index, index + 1, Tag.BARRIER))
        return
    if "-" in word and not page.bits[index] & (FIRST | LAST) and _is_compound(page, word):
        if parts and parts[-1].tag is Tag.NAME:
            parts.pop()
        parts.append(Part(index, index + 1, Tag.BARRIER))
        return
    if opens and (page.bits[index] & PREFIX or _is_role(page, index)):
        parts.append(Part(index, index + 1, Tag.TITLE, opens=True))
        return
    before = parts[-1] if parts else None
    if before is not None and before.single and page.bits[index] & FIRST and page.common(before.first):
        before = None  # "Sneaky Harry": the name begins with the first name
    if before is None or before.tag is not Tag.NAME or _stands_apart(page, before):
        parts.append(Part(index, index + 1, Tag.NAME, opens=opens and not _is_double(page, word)))
    else:
        before.last = index + 1


def _is_double(page: Page, word: str) -> bool:
    """Tell what is a name wherever it stands: "Hapag-Lloyd", not "Anti-Doping"."""
    first, _, last = word.rpartition("-")
    return bool(first) and last[:1].isupper() and not page.lexicon.common(last) and not page.lexicon.common(first)


def _is_role(page: Page, index: int) -> bool:
    """Tell a role that has its capital because it opens a sentence: "Astronomer Ann Lee"."""
    return bool(page.lexicon.classes.get(page.words[index].lower(), 0) & ROLE_NOUN and page.bits[index + 1] & FIRST)


def _is_compound(page: Page, word: str) -> bool:
    """Tell whether a hyphen joins words: "Berlin-based", "Chile-Peru", "Three-month"; not "Rosen-Hale", "Jae-in"."""
    halves = word.split("-")
    if halves[-1].islower():
        return page.lexicon.common(halves[-1])
    phrases = page.lexicon.phrases
    return all(h in phrases and phrases[h].kind is not None for h in halves)


def _stands_apart(page: Page, part: Part) -> bool:
    """Tell whether the part is a common word that only has its capital because it opens a sentence."""
    return (
        part.single
        and part.opens
        and (page.bits[part.first] & OPENING != 0 or page.words[part.first].lower() in page.small)
    )


def _over_connector(page: Page, index: int, parts: list[Part]) -> int | None:
    """Take particles and "&" into the last part if a name goes on after them; return where, or None."""
    if not parts or parts[-1].last != index:
        return None
    part, word = parts[-1], page.words[index]
    if part.tag is Tag.TITLE:
        return _over_portfolio(page, index, part)
    if word in QUOTES:
        return _over_nickname(page, index, part)
    if word == "and":
        return _over_and(page, index, part)
    return _over_particles(page, index, part) if part.tag in {Tag.NAME, Tag.KNOWN} else None


def _over_particles(page: Page, index: int, last: Part) -> int | None:
    """Take in "de la" or "&" and the word with a capital after it."""
    words, bits, ahead = page.words, page.bits, index
    while ahead - index < 3 and (bits[ahead] & PARTICLE or words[ahead] == "&") and words[ahead] != BREAK:
        ahead += 1
    if ahead == index or not words[ahead][0].isupper():
        return None
    if last.tag is Tag.KNOWN:
        if not bits[last.last - 1] & (FIRST | LAST) and words[index] != "&":
            return None
        last.known, last.tag = None, Tag.NAME
    last.last = ahead + 1
    return ahead + 1


def _over_nickname(page: Page, index: int, part: Part) -> int | None:
    """Take in a nickname: the part is one word, then at most three words in quotation marks, then a capital."""
    words = page.words
    if not part.single or part.tag is not Tag.NAME or words[part.first - 1] in QUOTES:  # the mark closes: “X” and “Y”
        return None
    for close in range(index + 2, min(index + 5, len(words) - 1)):
        if words[close] in UNQUOTES:
            if not words[close + 1][0].isupper() or page.bits[close + 1] & FUNCTION:
                return None
            part.last = close + 2
            return close + 2
    return None


def _over_portfolio(page: Page, index: int, title: Part) -> int | None:
    """Take "for Social Affairs" into the title "Minister", if a name comes after it."""
    if page.words[index] not in {"for", "of"}:
        return None
    end = index + 1
    while end - index < 7 and (page.words[end] in {"and", "&"} or (page.words[end][0].isupper() and page.common(end))):
        end += 1
    if end == index + 1 or not page.words[end][0].isupper() or not page.bits[end] & FIRST:
        return None
    title.last = end
    return end


def _over_and(page: Page, index: int, part: Part) -> int | None:
    """Take in "and Trade Agency" after "Fisheries Control": common words before and after, then the name's head."""
    words, bits = page.words, page.bits
    if part.tag is not Tag.NAME or not page.common(part.last - 1):
        return None
    end = index + 1
    while end - index < 5 and words[end][0].isupper():
        end += 1
    if end - index < 3 or not bits[end - 1] & ORG_HEAD or not page.lexicon.common(words[index + 1]):
        return None
    part.last = end
    return end
