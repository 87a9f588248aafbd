"""How a sentence opens: by itself, or leaning on one before it, which a summary may not hold."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from bot.extract.figures.around import Word, words_of
from bot.extract.figures.counts import phrase
from bot.extract.lang.en.figures import STOP, VERBS
from bot.extract.lang.en.summary import (
    BARE_REMOVABLE,
    COMPLETIONS,
    LATER,
    LEANING,
    NEUTER,
    PERSON_NOUNS,
    PERSONAL,
    POINTING,
    POINTING_TIMES,
    POSSESSIVE,
    PREPOSITIONS,
    REMOVABLE,
    SPANS_OF_TIME,
    SPEAKERS_OWN,
    THERE_VERBS,
)
from bot.extract.text import Text
from bot.model.article import EntityKind
from bot.model.base import Range

_REACH = 300
"""Characters of a sentence that are read to see who it is about."""

_QUOTES = frozenset('“”„«»‘"`')
_PRONOUNS = PERSONAL | NEUTER
_PEOPLE = frozenset({EntityKind.PERSON, EntityKind.OTHER})
_GROUPS = _PEOPLE | {EntityKind.ORGANISATION, EntityKind.PLACE}
"""What "they" can mean, and he and she cannot."""


class Leaning(Enum):
    """By what a sentence leans on an earlier one."""

    PRONOUN = "a pronoun"
    ROLE = "a bare description"
    SEQUEL = "words that continue an earlier sentence"


class Lean(NamedTuple):
    """Words of a sentence, by offsets, that mean something told of before.

    `owner` says that they stand for whose something is; `head` is the noun of a description, in lower case.
    """

    kind: Leaning
    start: int
    end: int
    owner: bool = False
    head: str = ""


class Opening(NamedTuple):
    """Where a sentence begins once a connective is cut, and what in its opening leans, in order."""

    begin: int
    leans: tuple[Lean, ...] = ()


def read_opening(text: Text, sentence: Range, named: Mapping[int, EntityKind]) -> Opening:
    """Return how `sentence` opens; `named` tells where names begin, and of what kind.

    Of a quotation at its front the first words count, and then the speaker; of other sentences the first words, and
    the first pronoun that comes before anyone whom it could mean.
    """
    words = words_of(text.body, sentence.start, min(sentence.end, sentence.start + _REACH))
    words, begin = _without_connective(sentence, words)
    if not words:
        return Opening(begin)
    quote = _quotation_at(text, words[0])
    if quote is None:
        outside = [w for w in words if not any(q.start <= w.start < q.end for q in text.quoted)]
        leans = [_front(outside), _orphan(outside, named)]
    else:
        inside = [w for w in words if quote.start <= w.start < quote.end]
        behind = [w for w in words if w.start > quote.end][:8]
        leans = [_front(inside, quoted=True), _speaker(behind)]
    found = {lean.start: lean for lean in leans if lean is not None}
    return Opening(begin, tuple(found[start] for start in sorted(found)))


def _quotation_at(text: Text, word: Word) -> Range | None:
    if word.text[0] not in _QUOTES:
        return None
    return next((q for q in text.quoted if word.start < q.start <= word.end + 1), None)


def _without_connective(sentence: Range, words: list[Word]) -> tuple[list[Word], int]:
    """Cut a connective off the front, with its comma: "However, the bank" begins at "the bank"."""
    for count in (4, 3, 2, 1):
        if len(words) <= count + 2 or " ".join(w.low for w in words[:count]) not in REMOVABLE:
            continue
        if words[count].text == ",":
            return words[count + 1 :], words[count + 1].start
        if words[0].low in BARE_REMOVABLE and words[count].text[0].isalpha():
            return words[count:], words[count].start
    return words, sentence.start


def _front(words: list[Word], *, quoted: bool = False) -> Lean | None:
    """Return what the very first words lean on; `quoted`: they are a speaker's, who may say "I" and "we"."""
    if not words:
        return None
    first = words[0]
    if first.low in _PRONOUNS and first.text != "IT":
        return Lean(Leaning.PRONOUN, first.start, first.end, owner=_owns(words, 0))
    if not quoted and first.low in SPEAKERS_OWN and first.text != "US":
        return Lean(Leaning.SEQUEL, first.start, first.end)
    length = _sequel(words)
    if length:
        return Lean(Leaning.SEQUEL, first.start, words[length - 1].end)
    return _role(words, 0)


def _sequel(words: list[Word]) -> int:
    """Return how many words at the front lean on the sentence before, 0 if none."""
    low = [w.low for w in words[:8]]
    if low[0] in POINTING:
        return 0 if _says_what(low) else 1
    if low[0] in PREPOSITIONS and len(low) > 1 and low[1] in _PRONOUNS | POINTING:
        told = _owns(words, 1) or _says_what(low[1:])
        return 0 if told else 2
    if (low[0] == "there" and low[1:2] and low[1] in THERE_VERBS) or (low[0] == "both" and "and" in low):
        return 0
    for count in (4, 3, 2, 1):
        if " ".join(low[:count]) in LEANING:
            return 0 if low[0] == "the" and set(low[count : count + 3]) & COMPLETIONS else min(count, len(words))
    return 2 if SPANS_OF_TIME & set(low[:3]) and LATER & set(low[1:4]) else 0


def _says_what(low: list[str]) -> bool:
    """Tell whether "this" and "those" say themselves what they mean: "this spring", "those who voted"."""
    if low[0] == "this":
        return bool(POINTING_TIMES & set(low[1:3]))
    return low[0] in {"those", "that"} and bool({"who", "whose", "with", "without"} & set(low[1:2]))


def _owns(words: list[Word], at: int) -> bool:
    """Tell whether the pronoun says whose the next word is."""
    if words[at].low not in POSSESSIVE or at + 1 >= len(words):
        return False
    following = words[at + 1]
    return following.text[0].isalnum() and following.low not in STOP and following.low not in VERBS


def _role(words: list[Word], at: int) -> Lean | None:
    """Return a description that says too little by itself: "The minister said", but not "The minister for trade"."""
    if words[at].low != "the":
        return None
    end = phrase(words, at + 1)
    noun = words[at + 1 : end]
    following = words[end] if end < len(words) else None
    if not noun or any(c.isupper() or c.isdigit() for w in noun for c in w.text):
        return None
    if following is not None and (following.low in COMPLETIONS or following.text[0].isupper()):
        return None
    last = noun[-1]
    owner = last.low.endswith(("’s", "'s"))
    return Lean(Leaning.ROLE, words[at].start, last.end, owner, last.low[:-2] if owner else last.low)


def _speaker(words: list[Word]) -> Lean | None:
    """Return the speaker of the quotation at the front where it leans: "...," she said; "...," said the minister."""
    for i, word in enumerate(words):
        if word.low in PERSONAL:
            return Lean(Leaning.PRONOUN, word.start, word.end, owner=_owns(words, i))
        if word.low == "the":
            return _role(words, i)
        if word.text[0].isupper() or word.low in {"a", "an"}:
            return None
    return None


def _orphan(words: list[Word], named: Mapping[int, EntityKind]) -> Lean | None:
    """Return the first pronoun that comes before anyone whom it could mean: "On Sunday, she said"."""
    kinds: set[EntityKind] = set()
    for i, word in enumerate(words):
        if word.start in named:
            kinds.add(named[word.start])
        elif word.low.removesuffix("’s").removesuffix("'s") in PERSON_NOUNS:
            return None
        if i and word.low in PERSONAL:
            meant = kinds & (_GROUPS if word.low.startswith("the") else _PEOPLE)
            ahead = _owns(words, i) and i == 1 and words[0].low in PREPOSITIONS
            if not (meant or ahead):
                return Lean(Leaning.PRONOUN, word.start, word.end, owner=_owns(words, i))
            return None
    return None
