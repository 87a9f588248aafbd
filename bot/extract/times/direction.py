"""Which way the words around a date point: to the past or to the future.

The nearest verb that governs the date decides: to its left in the sentence, or to its right where the date opens its
clause ("On Monday the council will vote"). Reported speech needs no rule of its own, since the nearest verb is the
one inside it: "said he was looking forward to welcoming her on March 19" looks forward.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from bot.extract.text import Text

Lean = Literal[-2, -1, 0, 1, 2]
"""-1: the governing words speak of the past; 1: of the future; 0: they do not say. 2 and -2: and stand right beside."""

LOOK_FOR_SUPERLATIVE = 60
"""Characters before a length in which a superlative makes it one that looks back."""

DENIAL = 8
"""Words before "could" in which a "no" makes it a thing of the past: "neither of them could be found Wednesday"."""

BESIDE = 3
"""The governing word stands right beside a date ("met on March 19") if it is among so many words before it."""

LEFT = 30
"""So many words to the left are looked at, and half as many to the right."""

_WORD = re.compile(r"[^\W\d_]+n['’]t\b|[^\W\d_]+(?:-[^\W\d_]+)*|['’]ll\b|['’]ve\b|[,;:—–()“”\"]|--|``|''")


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
    moved: frozenset[str]
    moved_to: frozenset[str]
    at_prepositions: frozenset[str]
    earliest: frozenset[tuple[str, ...]]
    weak_ahead: frozenset[str]
    weak_back: frozenset[str]
    prepositions: frozenset[str]
    openers: frozenset[str]
    past_modals: frozenset[str]
    negations: frozenset[str]
    nouns: frozenset[str]
    nouns_after: frozenset[str]
    plural_verbs: frozenset[str]
    no_plural_after: frozenset[str]
    been: str
    possessives: tuple[str, ...]
    superlatives: frozenset[str]
    superlative_ending: str
    past_ending: str
    infinitive: str
    subordinators: frozenset[str] = frozenset()

    @cached_property
    def governors(self) -> frozenset[str]:
        """All words that may point somewhere by themselves; others may only by their ending or before an infinitive."""
        back = self.past_auxiliaries | self.past_modals | self.perfect | self.past_verbs
        return back | self.modals | self.ahead | self.plural_verbs | self.ahead_after_be | self.moved


def lean(text: Text, start: int, end: int, cues: Cues) -> Lean:
    """Return which way the words that govern `body[start:end]` point."""
    sentence = text.sentence_at(start)
    if sentence is None:
        return 0
    left = _words(text, max(sentence.start, start - 12 * LEFT), start)[-LEFT:]
    right = _words(text, end, min(sentence.end, end + 6 * LEFT))[: LEFT // 2]
    if tuple(left[-2:]) in cues.earliest:
        return 1
    if text.body.startswith(cues.possessives, end) and not (left and left[-1] in cues.prepositions):
        return _rightward(right, cues)
    leftward, rightward = _leftward(left, cues), _rightward(right, cues)
    if _opens_clause(left, cues):
        leftward, rightward = rightward, leftward
    return leftward or rightward or _weak(left, cues)


def compares(text: Text, start: int, cues: Cues) -> bool:
    """Tell whether a superlative stands before what begins at `start`: "the lowest level in six years" looks back."""
    sentence = text.sentence_at(start)
    begin = max(sentence.start if sentence else start, start - LOOK_FOR_SUPERLATIVE)
    words = (w.lower() for w in _WORD.findall(text.body, begin, start))
    return any(w in cues.superlatives or (len(w) > 5 and w.endswith(cues.superlative_ending)) for w in words)


def _words(text: Text, start: int, end: int) -> list[str]:
    return [w.lower().replace("’", "'") for w in _WORD.findall(text.body, start, end)]


def _opens_clause(left: list[str], cues: Cues) -> bool:
    """Tell whether the date stands at the head of its clause, at most a preposition before it."""
    words = left[:-1] if left and left[-1] in cues.prepositions else left
    return not words or words[-1] in cues.openers or words[-1] in _OPENING


_OPENING = frozenset({",", ";", ":", "—", "–", "--", "“", '"', "``", ")", "''", "”"})
_CLOSING = frozenset({";", "``", "“"})


def _leftward(words: list[str], cues: Cues) -> Lean:
    for place in range(len(words) - 1, -1, -1):
        if words[place] in cues.subordinators:
            break
        sign = _sign(words, place, cues)
        if sign:
            beside = words[-1] in cues.at_prepositions and len(words) - place <= BESIDE
            return _STRONG[sign] if beside else sign
    return 0


_STRONG: dict[Lean, Lean] = {1: 2, -1: -2}


def _rightward(words: list[str], cues: Cues) -> Lean:
    for place, word in enumerate(words):
        if word in _CLOSING:
            break
        sign = _sign(words, place, cues)
        if sign:
            return sign
    return 0


class _Near(NamedTuple):
    """A word with its neighbours, the last word before the date, and whether a "no" or "nobody" stands before."""

    word: str
    before: str
    after: str
    last: str
    denied: bool


def _sign(words: list[str], place: int, cues: Cues) -> Lean:
    """Return which way the word at `place` points, if it governs at all."""
    word = words[place]
    after = words[place + 1] if place + 1 < len(words) else ""
    # Most words govern nothing: told first, since a text dense with dates asks for each word once for each date.
    if word not in cues.governors and after != cues.infinitive and not word.endswith(cues.past_ending):
        return 0
    before = words[place - 1] if place else ""
    denied = any(w in cues.negations for w in words[max(0, place - DENIAL) : place + 2])
    near = _Near(word, before, after, words[-1], denied)
    if any(ahead(near, cues) for ahead in _AHEAD):
        return 1
    if near.word in cues.past_auxiliaries or near.word in cues.past_modals:
        return -1
    if near.word in cues.perfect:
        return 1 if near.last in cues.weak_ahead else -1
    return _past_form(near.word, before, cues)


def _modal(near: _Near, cues: Cues) -> bool:
    return near.word in cues.modals and not (near.word in cues.past_modals and near.denied)


def _planned(near: _Near, cues: Cues) -> bool:
    noun = near.word in cues.nouns and near.before in cues.nouns_after
    return near.word in cues.ahead and not noun and near.before != cues.been


def _plural_present(near: _Near, cues: Cues) -> bool:
    return near.word in cues.plural_verbs and near.before not in cues.no_plural_after


def _set_for(near: _Near, cues: Cues) -> bool:
    return near.word in cues.ahead_after_be and _is_be(near.before, cues)


def _was_to(near: _Near, cues: Cues) -> bool:
    return near.word in cues.past_auxiliaries and near.after in cues.ahead_after_past


def _moved_to(near: _Near, cues: Cues) -> bool:
    return near.word in cues.moved and near.last in cues.moved_to


def _governs_infinitive(near: _Near, cues: Cues) -> bool:
    return near.after == cues.infinitive and (near.word in cues.ahead_with_infinitive or _is_be(near.word, cues))


_AHEAD = (_modal, _planned, _plural_present, _set_for, _was_to, _moved_to, _governs_infinitive)


def _is_be(word: str, cues: Cues) -> bool:
    return word in cues.be or word in cues.present_be or word in cues.past_be


def _past_form(word: str, before: str, cues: Cues) -> Lean:
    """A verb of the past; after "be" and "is" it is a participle, which says nothing of time."""
    passive = before in cues.be or before in cues.present_be
    if word in cues.past_verbs:
        return 0 if passive else -1
    if word.endswith(cues.past_ending) and len(word) > 4 and word not in cues.not_past:
        return 0 if passive or before in cues.determiners else -1
    return 0


def _weak(left: list[str], cues: Cues) -> Lean:
    for word in left[-2:]:
        if word in cues.weak_ahead:
            return 1
        if word in cues.weak_back:
            return -1
    return 0
