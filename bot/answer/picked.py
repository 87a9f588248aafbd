"""What a language model picked, held against the sentences that it was shown. Pure.

It may choose and order, and nothing else: every word of the answer stands in a sentence, one that negates it is taken
with it, and where anything does not fit nothing is used at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answer import compose
from bot.errors import ModelError
from bot.model.answer import Answer, AnswerKind, Evidence, Picked

MAX_PICKS = 3
MAX_WORDS = 200
"""Characters of one pick: a date, a name, a phrase."""
CONFIDENCE = 0.5
"""Of an answer that a model picked: nothing was measured of the operator's model, so it is never called sure."""
_NEGATED = re.compile(r"(?:\b(?:not|no|never|neither|nor|without|hardly)|n['’]t)\s+\Z", re.IGNORECASE)


def worded(picks: Sequence[Picked], shown: Sequence[Evidence], kind: AnswerKind) -> Answer | None:
    """Return the answer that the picks make; None if there are none. Raises ModelError if any of them is not valid."""
    if not picks:
        return None
    if len(picks) > MAX_PICKS:
        raise ModelError(f"it picked more than {MAX_PICKS} sentences")
    parts = [_words(pick, shown) for pick in picks]
    proof = {shown[pick.sentence - 1]: None for pick in picks}
    text = compose.listed(list(dict.fromkeys(parts)))
    return Answer(answer=text, abstained=False, kind=kind, confidence=CONFIDENCE, evidence=tuple(proof))


def _words(pick: Picked, shown: Sequence[Evidence]) -> str:
    """Return the words as they stand in the sentence, with a negation right before them."""
    if not 1 <= pick.sentence <= len(shown):
        raise ModelError("it picked a sentence that it was not shown")
    words, text = " ".join(pick.words.split()), shown[pick.sentence - 1].text
    if not words or len(words) > MAX_WORDS:
        raise ModelError("it picked no words, or too many")
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)"
    found = re.search(pattern, text)
    if found is None:
        raise ModelError("it picked words that do not stand in the sentence")
    before = _NEGATED.search(text[: found.start()])
    start = _word_at(text, before.start()) if before else found.start()
    return " ".join(text[start : found.end()].split())


def _word_at(text: str, place: int) -> int:
    """Return where the word that holds this place begins ("didn't")."""
    while place > 0 and text[place - 1].isalpha():
        place -= 1
    return place
