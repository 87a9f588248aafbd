"""Which way one word points, by what it is and by its neighbours."""

from __future__ import annotations

from typing import Literal, NamedTuple

from bot.extract.times.cues import Cues

Lean = Literal[-2, -1, 0, 1, 2]
"""-1: the governing words speak of the past; 1: of the future; 0: they do not say. 2 and -2: and without a doubt."""

DENIAL = 8
"""Words before "could" in which a "no" makes it a thing of the past: "neither of them could be found Wednesday"."""

NOUN_WITHIN = 3
"""A determiner among so many words before "plan" makes it a noun: "a new peace plan"."""

MODAL_WITHIN = 4
"""A modal among so many words before a participle governs it: "will not yet have been finished"."""


class Near(NamedTuple):
    """A word with its neighbours, the last word before the date, and whether a "no" or "nobody" stands before."""

    word: str
    before: str
    after: str
    second_after: str
    earlier: tuple[str, ...]
    last: str
    denied: bool


def sign(words: list[str], place: int, cues: Cues) -> Lean:
    """Return which way the word at `place` points, if it governs at all."""
    word = words[place]
    after = words[place + 1] if place + 1 < len(words) else ""
    # Most words govern nothing: told first, since a text dense with dates asks for each word once for each date.
    if word not in cues.governors and after != cues.infinitive and not word.endswith(cues.past_ending):
        return 0
    near = _near(words, place, cues)
    if near.before in cues.measures and word in cues.ahead:
        return 0
    if any(ahead(near, cues) for ahead in _AHEAD):
        return 1
    managed = near.after == cues.infinitive and word in cues.done and word.endswith(cues.past_ending)
    if managed or word in cues.past_auxiliaries or word in cues.past_modals:
        return -1
    if word in cues.perfect:
        return 1 if near.last in cues.up_to else -1
    return _past_form(near, cues)


def _near(words: list[str], place: int, cues: Cues) -> Near:
    after = words[place + 1 : place + 3]
    return Near(
        word=words[place],
        before=words[place - 1] if place else "",
        after=after[0] if after else "",
        second_after=after[1] if len(after) > 1 else "",
        earlier=tuple(words[max(0, place - MODAL_WITHIN) : place]),
        last=words[-1],
        denied=any(w in cues.negations for w in words[max(0, place - DENIAL) : place + 2]),
    )


def _modal(near: Near, cues: Cues) -> bool:
    return near.word in cues.modals and not (near.word in cues.past_modals and near.denied)


def _planned(near: Near, cues: Cues) -> bool:
    if near.word not in cues.ahead or near.before == cues.been or _is_noun(near, cues) or _only_compares(near, cues):
        return False
    if near.after in cues.no_plan_with.get(near.word, ()):
        return False
    verbs = cues.verbs_after.get(near.word)
    return verbs is None or near.after != cues.infinitive or near.second_after in verbs


def _only_compares(near: Near, cues: Cues) -> bool:
    """Tell what says only how it was, or will be: "began as planned on Friday", "as previously scheduled"."""
    if near.word not in cues.plans or not cues.likewise:
        return False
    second = near.earlier[-2] if near.before in cues.formerly and len(near.earlier) > 1 else ""
    return cues.likewise in {near.before, second}


def _is_noun(near: Near, cues: Cues) -> bool:
    """Tell whether a word that may be a noun is one, by a determiner before it: "its returns", "a new peace plan".

    One in -s acts after a singular ("the trial opens"), another after a plural ("the ministers plan").
    """
    if near.word not in cues.nouns:
        return False
    if near.word.endswith("s"):
        return near.before in cues.nouns_after
    close = near.earlier[-NOUN_WITHIN:]
    return any(w in cues.nouns_after and not any(b.endswith("s") for b in close[i + 1 :]) for i, w in enumerate(close))


def _pair(near: Near, cues: Cues) -> bool:
    return (near.before, near.word) in cues.pairs


def _plural_present(near: Near, cues: Cues) -> bool:
    return near.word in cues.plural_verbs and near.before not in cues.no_plural_after


def _progressive(near: Near, cues: Cues) -> bool:
    return near.word in cues.progressive and any(w in cues.present_be for w in near.earlier[-2:])


def _set_for(near: Near, cues: Cues) -> bool:
    return near.word in cues.ahead_after_be and is_be(near.before, cues)


def _was_to(near: Near, cues: Cues) -> bool:
    return near.word in cues.past_auxiliaries and near.after in cues.ahead_after_past


def _moved_to(near: Near, cues: Cues) -> bool:
    held = near.word in cues.granted and near.last in cues.up_to
    return held or (near.word in cues.moved and near.last in cues.moved_to)


def _governs_infinitive(near: Near, cues: Cues) -> bool:
    return near.after == cues.infinitive and (near.word in cues.ahead_with_infinitive or is_be(near.word, cues))


_AHEAD = (_modal, _planned, _pair, _plural_present, _progressive, _set_for, _was_to, _moved_to, _governs_infinitive)


def is_be(word: str, cues: Cues) -> bool:
    """Tell whether `word` is a form of "be"."""
    return word in cues.be or word in cues.present_be or word in cues.past_be


def _past_form(near: Near, cues: Cues) -> Lean:
    """A verb of the past; after "be" and "is" it is a participle, which says nothing of time."""
    word, before = near.word, near.before
    passive = before in cues.be or before in cues.present_be or before in cues.copulas
    if word in cues.bare_past:
        bare = before == cues.infinitive or any(w in cues.modals or w in cues.be for w in near.earlier[-2:])
        return 0 if passive or bare or before in cues.determiners else -1
    regular = word.endswith(cues.past_ending) and len(word) > 3 and word not in cues.not_past
    if word not in cues.past_verbs and (not regular or before in cues.determiners):
        return 0
    if passive:
        return 0
    done = before in cues.perfect or before == cues.been
    return 1 if done and any(w in cues.sure_modals for w in near.earlier) else -1
