"""Which way the words around a date point: to the past or to the future.

The nearest verb that governs the date decides: to its left in the sentence, or to its right where the date opens its
clause ("On Monday the council will vote"). Reported speech needs no rule of its own, since the nearest verb is the
one inside it: "said he was looking forward to welcoming her on March 19" looks forward.
"""

from __future__ import annotations

import re
from itertools import pairwise

from bot.extract.text import Text
from bot.extract.times.cues import Cues
from bot.extract.times.signs import MODAL_WITHIN, Lean, is_be, sign

LOOK_FOR_SUPERLATIVE = 60
"""Characters before a length in which a superlative makes it one that looks back."""

LOOK_FOR_MOVE = 80
"""Characters before "from" among which a verb that moves something makes two dates of what looks like a stretch."""

LOOK_FOR_PLAN = 60
"""Characters around a date in which a plan that was given up is told."""

BESIDE = 3
"""The governing word stands right beside a date ("met on March 19") if it is among so many words before it."""

PLAIN = 12
"""A verb of the past governs a date without a doubt if only so many words, and no comma, stand between."""

DONE_WITHIN = 4
"""So many words before "to" may stand what tells that it was done: "forced the school to close"."""

LEFT = 30
"""So many words to the left are looked at."""

RIGHT = 30
"""So many to the right of what opens a clause, since its verb may be far ("In January, a week after the …, a bomb …");
half as many of what does not."""

_WORD = re.compile(r"[^\W\d_]+n['’]t\b|[^\W\d_]+(?:-[^\W\d_]+)*|['’]ll\b|['’]ve\b|[,;:—–()“”\"]|--|``|''")


def lean(text: Text, start: int, end: int, cues: Cues) -> Lean:
    """Return which way the words that govern `body[start:end]` point."""
    sentence = text.sentence_at(start)
    if sentence is None:
        return 0
    spelt = _WORD.findall(text.body, max(sentence.start, start - 12 * LEFT), start)[-LEFT:]
    left = _small(spelt, cues)
    right = _small(_WORD.findall(text.body, end, min(sentence.end, end + 9 * RIGHT))[:RIGHT], cues)
    told = _at_once(text, end, left, right, cues)
    if told is not None:
        return told
    opens = _opens_clause(left, cues)
    near = right if opens else right[: RIGHT // 2]
    leftward, rightward = _leftward(left, right, spelt, cues), _rightward(near, cues, opens=opens)
    if opens:
        leftward, rightward = rightward, leftward
    return leftward or rightward or _infinitive(left, spelt, cues) or _weak(left, cues)


def _at_once(text: Text, end: int, left: list[str], right: list[str], cues: Cues) -> Lean | None:
    """Return the direction where the words right beside the date settle it, or None."""
    if tuple(left[-2:]) in cues.earliest:
        return 1
    if _looks_back(left, cues):
        return -1
    if text.body.startswith(cues.possessives, end) and not (left and left[-1] in cues.prepositions):
        return 1 if left and left[-1] in cues.calling_off else _rightward(right, cues)
    if not left and text.body.startswith(":", end):
        return _rightward(right, cues) or (0 if cues.agenda.isdisjoint(right) else 1)
    if right and right[0] in cues.when and _rightward(right[1:], cues) < 0:
        return -2
    return None


def moved_from(text: Text, start: int, first: int, cues: Cues) -> bool:
    """Tell whether two dates are where something was moved from and to: "moved the wedding from" before them.

    `start` is where the phrase of both begins, `first` where the first date itself does.
    """
    sentence = text.sentence_at(start)
    if sentence is None or not cues.moving_from:
        return False
    if not text.body[max(sentence.start, first - LOOK_FOR_MOVE) : first].rstrip().lower().endswith(cues.moving_from):
        return False
    words = [w.lower() for w in _WORD.findall(text.body, max(sentence.start, first - LOOK_FOR_MOVE), first)]
    for place in range(len(words) - 2, -1, -1):
        word = words[place]
        if word in _OPENING or word in cues.modals or (word in cues.ahead and word not in cues.nouns):
            return False
        if word in cues.moved and not (place and words[place - 1] in cues.determiners):
            return True
    return False


def given_up(text: Text, start: int, end: int, cues: Cues) -> bool:
    """Tell whether a date is of a plan that no longer holds: "originally due on Friday", "for Friday was cancelled".

    What it points to may be past as well as ahead; so may what something was moved from.
    """
    sentence = text.sentence_at(start)
    if sentence is None:
        return False
    begin = max(sentence.start, start - LOOK_FOR_PLAN)
    near = text.body[begin:start].lower()
    if any(map(near.__contains__, cues.never_came)) or moved_from(text, start, start, cues):
        return True
    if not any(map(near.__contains__, cues.plans)):  # most dates: told first, since reading the words takes longer
        return False
    left = [w.lower() for w in _WORD.findall(text.body, begin, start)]
    plan = next((i for i in range(len(left) - 1, -1, -1) if left[i] in cues.plans), len(left))
    since = left[plan:]
    if not since or not _OPENING.isdisjoint(since) or not cues.moved_anew.isdisjoint(since):
        return False
    beside = left[max(0, plan - 1) : plan + 2]
    if not cues.formerly.isdisjoint(beside) and cues.likewise not in left[max(0, plan - 2) : plan]:
        return True
    right = [w.lower() for w in _WORD.findall(text.body, end, min(sentence.end, end + LOOK_FOR_PLAN))[:2]]
    return len(right) == 2 and right[0] in cues.past_be and right[1] in cues.calling_off


def compares(text: Text, start: int, cues: Cues) -> bool:
    """Tell whether a superlative stands before what begins at `start`: "the lowest level in six years" looks back."""
    sentence = text.sentence_at(start)
    begin = max(sentence.start if sentence else start, start - LOOK_FOR_SUPERLATIVE)
    words = (w.lower() for w in _WORD.findall(text.body, begin, start))
    return any(w in cues.superlatives or (len(w) > 5 and w.endswith(cues.superlative_ending)) for w in words)


def _small(words: list[str], cues: Cues) -> list[str]:
    """Return the words in small letters, but for names that look like a verb of the past: "the Fed", "to Lent"."""
    small = [w.lower().replace("’", "'") for w in words]
    for i, (before, word) in enumerate(pairwise(words), start=1):
        if word[0].isupper() and before.islower() and small[i] in cues.past_verbs:
            small[i] = word
    return small


def _looks_back(left: list[str], cues: Cues) -> bool:
    """Tell whether what stands right before a date always looks back: "since", "than in", "compared with"."""
    words = left[:-1] if left and left[-1] in cues.at_prepositions else left
    if left and left[-1] in cues.always_back:
        return True
    return bool(words) and (words[-1] in cues.measures or tuple(words[-2:]) in cues.compared)


def _opens_clause(left: list[str], cues: Cues) -> bool:
    """Tell whether the date stands at the head of its clause, at most a preposition before it."""
    words = left[:-1] if left and left[-1] in cues.prepositions else left
    return not words or words[-1] in cues.openers or words[-1] in _OPENING


_OPENING = frozenset({",", ";", ":", "—", "–", "--", "“", '"', "``", ")", "''", "”"})
_DASHES = frozenset({"—", "–", "--"})
_CLOSING = frozenset({";", "``", "“"})


def _leftward(words: list[str], right: list[str], spelt: list[str], cues: Cues) -> Lean:
    if _is_on(words, cues):
        return 1
    for place in range(len(words) - 1, -1, -1):
        if words[place] in cues.subordinators:
            break
        if words[place] in cues.conditions or _to_be_done_by(words, place, spelt, cues):
            return 1
        if words[place] in cues.sources:
            return -1
        found = sign(words, place, cues)
        if found < 0 and (_supposed(words, place, right, cues) or _told_until(words, place, cues)):
            return 1
        if found:
            return _weighed(found, words, place, cues)
    return 0


def _is_on(words: list[str], cues: Cues) -> bool:
    """Tell whether the date is what something is: "the vote is on Thursday", "is at 8 p.m. Thursday"."""
    before = words[:-1] if words and words[-1] in cues.prepositions else words
    return bool(before) and before[-1] in cues.present_be


def _to_be_done_by(words: list[str], place: int, spelt: list[str], cues: Cues) -> bool:
    """Tell whether "to" and a verb stand here and the date is by when: "to decide by Friday", not "managed to"."""
    if words[place] != cues.infinitive or words[-1] not in cues.by:
        return False
    done = any(w in cues.done for w in words[max(0, place - DONE_WITHIN) : place])
    return not done and _is_verb_after(place, words, spelt, cues)


def _is_verb_after(place: int, words: list[str], spelt: list[str], cues: Cues) -> bool:
    """Tell whether what follows "to" may be a verb: in small letters, unless all is in capitals, and no determiner."""
    if place + 1 >= len(words) or not words[place + 1].isalpha() or words[place + 1] in cues.determiners:
        return False
    return spelt[place + 1].islower() or all(w.isupper() for w in spelt)


def _supposed(words: list[str], place: int, right: list[str], cues: Cues) -> bool:
    """Tell whether a past form only supposes: "would resign if she lost on Friday"."""
    if words[place] in cues.past_auxiliaries and words[place] not in cues.past_be:
        return False
    clause = words[:place]
    condition = next((i for i in range(place - 1, -1, -1) if clause[i] in cues.conditions), None)
    if condition is None or any(w in _OPENING for w in clause[condition:]):
        return False
    around = [*words[:condition], *right]
    modal = next((i for i, w in enumerate(around) if w in cues.past_modals), None)
    return modal is not None and not any(w in cues.perfect for w in around[modal : modal + MODAL_WITHIN])


def _told_until(words: list[str], place: int, cues: Cues) -> bool:
    """Tell whether something is only spoken of that lasts until the date: "issued a warning through Wednesday"."""
    return words[-1] in cues.up_to and words[place] in cues.announcing


def _weighed(found: Lean, words: list[str], place: int, cues: Cues) -> Lean:
    """Return a direction as sure if its word stands beside the date, or is a plain verb of the past not far away."""
    between, announces = words[place + 1 :], words[place] in cues.announcing
    beside = words[-1] in cues.at_prepositions and len(words) - place <= BESIDE
    beside = beside or (not between and not announces)
    if not beside and (found > 0 or announces or is_be(words[place], cues) or words[place] in cues.perfect):
        return found
    plain = len(between) <= PLAIN and not any(w in cues.towards or w in _OPENING for w in between)
    return _STRONG[found] if beside or plain else found


_STRONG: dict[Lean, Lean] = {1: 2, -1: -2}


def _rightward(words: list[str], cues: Cues, *, opens: bool = False) -> Lean:
    """Return which way the first governing word points; a verb of the past is sure where the date opens its clause."""
    aside = ""
    for place, word in enumerate(words):
        if word in _CLOSING:
            break
        aside = _aside(words, place, aside, cues)
        if aside:
            continue
        if word in cues.perfect and _is_called_off(words[place + 1 : place + 3], cues):
            return 1
        found = sign(words, place, cues)
        if found:
            aside_told = words[place + 1 : place + 2] == [","] or word in cues.past_auxiliaries or word in cues.perfect
            return -2 if opens and found < 0 and not aside_told else found
    return 0


def _is_called_off(after: list[str], cues: Cues) -> bool:
    """Tell whether what has a date was to come: "Thursday's vote has been postponed"."""
    return len(after) == 2 and after[0] == cues.been and after[1] in cues.calling_off


def _aside(words: list[str], place: int, inside: str, cues: Cues) -> str:
    """Return the mark that ends the aside in which the word stands: "the judge, who was named in May, will"."""
    word = words[place]
    if inside:
        return "" if word == inside else inside
    following = words[place + 1] if place + 1 < len(words) else ""
    opens = word in _DASHES or (word == "," and following in cues.relatives)
    return word if opens and word in words[place + 1 :] else ""


def _infinitive(left: list[str], spelt: list[str], cues: Cues) -> Lean:
    """Where no verb decides, what is "to" be done lies ahead, as headlines say it: "Ministers to meet on Thursday"."""
    places = (i for i, w in enumerate(left) if w == cues.infinitive and not (i and left[i - 1] in cues.done))
    return 1 if any(_is_verb_after(i, left, spelt, cues) for i in places) else 0


def _weak(left: list[str], cues: Cues) -> Lean:
    for word in left[-2:]:
        if word in cues.weak_ahead:
            return 1
        if word in cues.weak_back:
            return -1
    return 0
