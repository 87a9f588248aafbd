"""Whose age it is, what lasts so long, what costs so much: where the piece stands tells, no verb need. Pure.

"Roe, 52, a former judge"          how old is Roe?
"the 48-hour stoppage begins"      how long does the strike last?
"the delay adds 9 million euros"   how much does the delay cost?
"""

from __future__ import annotations

import re

from bot.answer.families import family
from bot.answer.names import stems
from bot.answer.query import Query, Slot
from bot.answer.rank import Ranked
from bot.answer.spans import Piece
from bot.answer.words import stem

_DEGREES = {Slot.AGE: frozenset({stem("old"), stem("age")})}
"""Words of a question that the number itself says."""
_COSTING = family(stem("cost")) | {stem("worth")}
_ADDS = frozenset(stem(verb) for verb in "add total".split())
_AGE_BEHIND = re.compile(r"\s?[,(]\s?(?:now\s|aged?\s|who\s(?:is|was)\s)?\Z|\s(?:is|was)\s(?:now\s)?\Z")
"""What may stand between a name and its age."""
_A = re.compile(r"(?:\s(?:is|was)|,)?\s(?:an?|the)\s")
_YEARS_OLD = re.compile(r"\d{1,3}[-\s]year[-\s]old", re.IGNORECASE)
_AHEAD = 60
"""Characters behind "52-year-old" within which the name stands."""


def said_by(query: Query, ranked: Ranked, piece: Piece) -> frozenset[str]:
    """Return the stems of the question that the piece says by what it is and where it stands."""
    told = _DEGREES.get(query.slot, frozenset())
    if query.slot == Slot.MONEY and query.predicate in _COSTING and _adds(ranked, piece):
        told |= _COSTING
    return told


def _adds(ranked: Ranked, piece: Piece) -> bool:
    before = [w for w in ranked.sentence.words if w.end <= piece.start][-2:]
    return any(w.stem in _ADDS for w in before)


def of_another(query: Query, ranked: Ranked, piece: Piece) -> bool:
    """Tell whether an age is that of another person than the one named in the question."""
    if query.slot != Slot.AGE or not query.names:
        return False
    text, named = ranked.sentence.text, ranked.sentence.named
    words = ranked.sentence.words
    own = {s for name in query.names for s in stems(name)}
    if _YEARS_OLD.match(text, piece.start):
        before = [i for i, w in enumerate(words) if w.end <= piece.start and i in named][-1:]
        behind = [i for i, w in enumerate(words) if piece.end <= w.start < piece.end + _AHEAD and i in named][:1]
        if before and _A.fullmatch(text, words[before[0]].end, piece.start):
            behind = before
        return bool(behind) and not own & (named[behind[0]] | {words[behind[0]].stem})
    led = _AGE_BEHIND.search(text[: piece.start][-_AHEAD:])
    before = [i for i, w in enumerate(words) if w.end <= piece.start - (len(led.group()) if led else 0)]
    if led is None or not before:
        return False
    last = before[-1]
    return last in named and not own & (named[last] | {words[last].stem})
