"""When no part of a sentence can answer, whatever it says: what was done, a name, an unknown reason. Pure."""

from __future__ import annotations

import re

from bot.answer.clauses import Fit
from bot.answer.on_quotes import NAMING
from bot.answer.passages import Choice
from bot.answer.query import Query, Slot
from bot.answer.words import is_stop


def unfit(query: Query, choice: Choice) -> bool:
    """Tell whether the sentence says nothing that a part of it could answer with."""
    unknown = query.slot == Slot.REASON and _UNKNOWN.search(choice.ranked.sentence.text) is not None
    return unknown or _no_part(query, choice) or _called_another(query, choice)


def _no_part(query: Query, choice: Choice) -> bool:
    """Tell whether no part of a sentence answers: what someone did, a name, a reason that only says what is asked."""
    piece, sentence = choice.piece, choice.ranked.sentence
    if piece is None:
        return False
    told = sentence.text[piece.start : piece.end]
    if query.slot == Slot.REASON:
        words = sentence.within(piece.start, piece.start + len(told.partition(",")[0]))
        asked = {t.stem for t in query.terms}
        return all(w.stem in asked or is_stop(w) or w.text.lower() in _LEADS_TO for w in words)
    if query.slot != Slot.THING:
        return False
    return _DONE.search(query.question) is not None or (
        _NAME.search(query.question) is not None and not any(c.isupper() for c in told)
    )


_LEADS_TO = frozenset("because due owing thanks since after following".split())
_DONE = re.compile(
    r"^what\s(?:will|did|does|do|is|are|has|have|can|should|would)\b.*\b(?:do|doing|done)\b", re.IGNORECASE
)
_NAME = re.compile(r"\bnames?\b", re.IGNORECASE)


def _called_another(query: Query, choice: Choice) -> bool:
    """Tell whether it is asked what somebody called something, and the sentence does not say it of that."""
    if query.slot != Slot.WORDS or query.predicate not in NAMING or not query.object:
        return False
    match = choice.match
    if match is None or match.done_to != Fit.AGREES:
        return True
    return choice.ranked.sentence.words[match.frame.at].stem not in NAMING


_UNKNOWN = re.compile(
    r"\breasons?\s(?:that\s|which\s)?(?:(?:is|are|was|were|remains?)\s)?(?:still\s)?(?:not\s|un)(?:yet\s)?(?:known|clear|given)"
    r"|\b(?:not|n['’]t)\s(?:yet\s|immediately\s)?(?:known|clear|say|said|explain\w*|give)\s(?:exactly\s)?why\b"
    r"|\bunclear\swhy\b|\bwithout\s(?:giving\s)?(?:any\s|an?\s)?(?:reason|explanation)\b|\bunknown\sreasons?\b",
    re.IGNORECASE,
)
