"""Words that may stand for one another. Pure."""

from __future__ import annotations

from functools import lru_cache

from bot.answer.tables import ANTONYMS, ASKED_FOR, CONVERSES, FAMILIES, QUESTION_FILLER, STOP, VERBS
from bot.answer.words import stem


@lru_cache(maxsize=1)
def _families() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in FAMILIES.strip().splitlines():
        family = frozenset(stem(word) for word in line.split())
        for word in family:
            found[word] = found.get(word, frozenset()) | family
    return found


@lru_cache(maxsize=50_000)
def family(word: str) -> frozenset[str]:
    """Return the stems that may stand for this stem between a question and its answer, itself among them."""
    return _families().get(word, frozenset()) | {word}


@lru_cache(maxsize=1)
def english() -> frozenset[str]:
    """Return the stems of the ordinary words that the tables know."""
    words = [*VERBS, *STOP, *QUESTION_FILLER, *ASKED_FOR.split(), *FAMILIES.split()]
    return frozenset(stem(word) for word in words) | frozenset(STOP)


@lru_cache(maxsize=1)
def _opposites() -> dict[str, frozenset[str]]:
    pairs = [[stem(word) for word in pair.split()] for pair in ANTONYMS]
    found: dict[str, frozenset[str]] = {}
    for one, other in pairs:
        found[one] = found.get(one, frozenset()) | family(other) - family(one)
        found[other] = found.get(other, frozenset()) | family(one) - family(other)
    return found


def opposite(word: str) -> frozenset[str]:
    """Return the stems of words that deny this one: whoever won did not lose."""
    return _opposites().get(word, frozenset())


@lru_cache(maxsize=1)
def _converses() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for one, others in CONVERSES.items():
        found[stem(one)] = frozenset(stem(word) for word in others.split())
    return found


def converse(word: str) -> frozenset[str]:
    """Return the stems of verbs that say the same with doer and done-to exchanged: who loses to X, X beats."""
    return _converses().get(word, frozenset())


LIGHT_VERBS = frozenset(
    stem(verb)
    for verb in (
        "be hold happen occur take schedule plan expect set start begin do have due come arrive run get make"
    ).split()
)
"""Verbs that say no more than that something is: what it is, nouns tell."""
