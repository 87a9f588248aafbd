"""What the first words of a sentence lean on: a pronoun, a bare description, words that continue another sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from bot.extract.figures.around import Word
from bot.extract.figures.counts import phrase
from bot.extract.lang.en.figures import STOP, VERBS
from bot.extract.lang.en.summary import (
    COMPLETIONS,
    EMPTY_IT,
    LATER,
    LEANING,
    NEUTER,
    PERSONAL,
    POINTING,
    POINTING_TIMES,
    POSSESSIVE,
    PREPOSITIONS,
    SPANS_OF_TIME,
    SPEAKERS_OWN,
    THERE_VERBS,
)

_PRONOUNS = PERSONAL | NEUTER
_CONTRACTED = re.compile(r"(?i:(i|he|she|it|we|you|they|this|that|these|those|there|here|who))(['’](?:s|m|re|ve|ll|d))")
_AGED = re.compile(r"\d+-year-old")

AGED = "year-old"
"""The head of "The 27-year-old", which always means one told of before."""


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


def split_contractions(words: list[Word]) -> list[Word]:
    """Return the words with "he’s" as two: the pronoun, and what is left."""
    return [part for word in words for part in _parts(word)]


def _parts(word: Word) -> Iterator[Word]:
    match = _CONTRACTED.fullmatch(word.text)
    if match is None:
        yield word
        return
    middle = word.start + match.end(1)
    yield Word(match[1], match[1].lower(), word.start, middle)
    yield Word(match[2], match[2].lower(), middle, word.end)


def front(words: list[Word], *, quoted: bool = False) -> Lean | None:
    """Return what the very first words lean on; `quoted`: they are a speaker's, who may say "I" and "we"."""
    if not words:
        return None
    first = words[0]
    if first.low in _PRONOUNS and first.text != "IT" and not _is_empty(words):
        return Lean(Leaning.PRONOUN, first.start, first.end, owner=owns(words, 0))
    if not quoted and first.low in SPEAKERS_OWN and first.text != "US":
        return Lean(Leaning.SEQUEL, first.start, first.end)
    length = _sequel(words)
    if length:
        return Lean(Leaning.SEQUEL, first.start, words[length - 1].end)
    return role(words, 0)


def _is_empty(words: list[Word]) -> bool:
    """Tell whether "it" only fills the place of the subject: "It is time to go", "It was announced that"."""
    low = [w.low for w in words[:7]]
    at = next((i for i, w in enumerate(low) if w in EMPTY_IT), None)
    return low[0] == "it" and at is not None and low[at + 1 : at + 2] in (["to"], ["that"])


def _sequel(words: list[Word]) -> int:
    """Return how many words at the front lean on the sentence before, 0 if none."""
    low = [w.low for w in words[:8]]
    if low[0] in POINTING:
        return 0 if _says_what(low) else 1
    at = 2 if low[1:2] == ["of"] or low[0] in {"even", "just", "only"} else 1
    if (low[0] in PREPOSITIONS or at == 2) and len(low) > at and low[at] in _PRONOUNS | POINTING:
        told = (at == 1 and owns(words, 1)) or _says_what(low[at:])
        return 0 if told else at + 1
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


def owns(words: list[Word], at: int) -> bool:
    """Tell whether the pronoun says whose the next word is."""
    if words[at].low not in POSSESSIVE or at + 1 >= len(words):
        return False
    following = words[at + 1]
    return following.text[0].isalnum() and following.low not in STOP and following.low not in VERBS


def role(words: list[Word], at: int) -> Lean | None:
    """Return a description that says too little by itself: "The minister said", but not "The minister for trade"."""
    if words[at].low != "the":
        return None
    end = phrase(words, at + 1)
    noun = words[at + 1 : end]
    following = words[end] if end < len(words) else None
    if end == at + 1 and end < len(words) and _AGED.fullmatch(words[end].low):
        return Lean(Leaning.ROLE, words[at].start, words[end].end, head=AGED)
    if not noun or any(c.isupper() for w in noun for c in w.text):
        return None
    if following is not None and (following.low in COMPLETIONS or following.text[0].isupper()):
        return None
    last = noun[-1]
    owner = last.low.endswith(("’s", "'s"))
    return Lean(Leaning.ROLE, words[at].start, last.end, owner, last.low[:-2] if owner else last.low)
