"""Sentences that tell only what would be: "If the talks had failed, the bank would have closed"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.extract.figures.number import any_of
from bot.extract.lang.en.figures import VERBS
from bot.extract.lang.en.summary import SUPPOSED
from bot.model.base import Range

_OPENS = re.compile(r"(?:But |And |Yet |So )?(?:(?:Only |Even )?If|Had|Were|Should|Unless|But for)\b[^,;]{3,200},\s")
_SUPPOSED = rf"(?:{any_of(SUPPOSED)}|(?<=\w)['’]d)"
_MAIN = re.compile(rf"\b{_SUPPOSED}(?:n['’]t)?\b")
_COUNTER = re.compile(
    rf"[^,;:]{{2,120}}?\b{_SUPPOSED}(?:n['’]t| not| never)? have\b[^;]*?(?:,? (?:if|unless|but for)|, had)\s"
)
_FACT = re.compile(r"; |[,—–] ?(?:but|and yet|yet|instead)\b")
_WORD = re.compile(r"[^\W\d_]+")
_STATING = VERBS - SUPPOSED


def only_supposes(body: str, sentence: Range, quotes: Sequence[Range]) -> bool:
    """Tell whether the main clause of `sentence` says only what would be, or would have been, under a condition.

    `quotes` are the quoted stretches of the sentence: what is supposed inside one is what somebody said.
    """
    words = body[sentence.start : sentence.end]
    opened = _OPENS.match(words)
    if opened is not None:
        main = _first_verb(words, opened.end())
    else:
        found = _COUNTER.match(words)
        main = _first_verb(words, 0) if found else None
    if main is None or _FACT.search(words, main):
        return False
    return not any(q.start <= sentence.start + main < q.end for q in quotes)


def _first_verb(words: str, start: int) -> int | None:
    """Return where the clause that begins at `start` supposes, unless another verb, which states, comes before."""
    main = _MAIN.search(words, start)
    if main is None or any(w[0].lower() in _STATING for w in _WORD.finditer(words, start, main.start())):
        return None
    return main.start()
