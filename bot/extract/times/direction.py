"""Which way the words around a date point: to the past or to the future.

The nearest verb that governs the date decides: to its left in the sentence, or to its right where the date opens its
clause ("On Monday the council will vote"). Reported speech needs no rule of its own, since the nearest verb is the
one inside it: "said he was looking forward to welcoming her on March 19" looks forward.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bot.extract.text import Text

Lean = Literal[-1, 0, 1]
"""-1: the governing words speak of the past; 1: of the future; 0: they do not say."""

LEFT = 30
"""So many words to the left are looked at, and half as many to the right."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|['’]ll\b|['’]ve\b|[,;:—–()“”\"]|--|``|''")


@dataclass(frozen=True)
class Cues:
    """A language's words of direction, in small letters; what each set means is said in its tables."""

    modals: frozenset[str]
    be: frozenset[str]
    present_be: frozenset[str]
    past_be: frozenset[str]
    past_auxiliaries: frozenset[str]
    perfect: frozenset[str]
    ahead: frozenset[str]
    ahead_with_infinitive: frozenset[str]
    ahead_after_past: frozenset[str]
    past_verbs: frozenset[str]
    not_past: frozenset[str]
    determiners: frozenset[str]
    ahead_after_be: frozenset[str]
    earliest: frozenset[tuple[str, ...]]
    weak_ahead: frozenset[str]
    weak_back: frozenset[str]
    prepositions: frozenset[str]
    openers: frozenset[str]
    past_ending: str
    infinitive: str


def lean(text: Text, start: int, end: int, cues: Cues) -> Lean:
    """Return which way the words that govern `body[start:end]` point."""
    sentence = text.sentence_at(start)
    if sentence is None:
        return 0
    left = [w.lower() for w in _WORD.findall(text.body, max(sentence.start, start - 12 * LEFT), start)][-LEFT:]
    right = [w.lower() for w in _WORD.findall(text.body, end, min(sentence.end, end + 6 * LEFT))][: LEFT // 2]
    if tuple(left[-2:]) in cues.earliest:
        return 1
    leftward, rightward = _leftward(left, cues), _rightward(right, cues)
    if _opens_clause(left, cues):
        leftward, rightward = rightward, leftward
    return leftward or rightward or _weak(left, cues)


def _opens_clause(left: list[str], cues: Cues) -> bool:
    """Tell whether the date stands at the head of its clause, at most a preposition before it."""
    words = left[:-1] if left and left[-1] in cues.prepositions else left
    return not words or words[-1] in cues.openers or words[-1] in _OPENING


_OPENING = frozenset({",", ";", ":", "—", "–", "--", "“", '"', "``", ")", "''", "”"})
_CLOSING = frozenset({";", "``", "“"})


def _leftward(words: list[str], cues: Cues) -> Lean:
    return next((s for p in range(len(words) - 1, -1, -1) if (s := _sign(words, p, cues))), 0)


def _rightward(words: list[str], cues: Cues) -> Lean:
    for place, word in enumerate(words):
        if word in _CLOSING:
            break
        sign = _sign(words, place, cues)
        if sign:
            return sign
    return 0


def _sign(words: list[str], place: int, cues: Cues) -> Lean:
    """Return which way the word at `place` points, if it governs at all."""
    word = words[place]
    before = words[place - 1] if place else ""
    after = words[place + 1] if place + 1 < len(words) else ""
    if _looks_ahead(word, before, after, cues):
        return 1
    if word in cues.past_auxiliaries:
        return -1
    if word in cues.perfect:
        return 1 if words[-1] in cues.weak_ahead else -1
    return _past_form(word, before, cues)


def _looks_ahead(word: str, before: str, after: str, cues: Cues) -> bool:
    if word in cues.modals or word in cues.ahead:
        return True
    if word in cues.ahead_after_be and _is_be(before, cues):
        return True
    if word in cues.past_auxiliaries and after in cues.ahead_after_past:
        return True
    governs_infinitive = word in cues.ahead_with_infinitive or _is_be(word, cues)
    return governs_infinitive and after == cues.infinitive


def _is_be(word: str, cues: Cues) -> bool:
    return word in cues.be or word in cues.present_be or word in cues.past_be


def _past_form(word: str, before: str, cues: Cues) -> Lean:
    if word in cues.past_verbs:
        return 0 if before in cues.be else -1
    if word.endswith(cues.past_ending) and len(word) > 4 and word not in cues.not_past:
        return 0 if before in cues.be or before in cues.determiners else -1
    return 0


def _weak(left: list[str], cues: Cues) -> Lean:
    for word in left[-2:]:
        if word in cues.weak_ahead:
            return 1
        if word in cues.weak_back:
            return -1
    return 0
