"""Which way the words around a date point: to the past or to the future."""

from __future__ import annotations

import re

from bot.extract.text import Text

_WORD = re.compile(r"[^\W\d_]+|['’]ll")
_FUTURE = frozenset(
    """will shall 'll ’ll won going expected expects expect scheduled planned plans plan planning due set slated hopes hope hoping until
    deadline upcoming forthcoming begins starts opens expire expires expiring ends may might could would should must
    can intends intend forward ahead payable effective by""".split()
)
_PAST = frozenset(
    """was were had did has have said told met held made took went came began left won lost rose fell sold bought gave
    found got became saw sent kept ran wrote spoke paid closed since following""".split()
)


def lean(text: Text, start: int, end: int) -> int:
    """Return 1 if what stands at start:end is governed by words of the future, -1 by words of the past, else 0."""
    sentence = text.sentence_at(start)
    if sentence is None:
        return 0
    before = _WORD.findall(text.body, sentence.start, start)
    for word in reversed(before[-15:]):
        sign = _sign(word.lower())
        if sign:
            return sign
    for word in _WORD.findall(text.body, end, sentence.end)[:12]:
        sign = _sign(word.lower())
        if sign:
            return sign
    return 0


def _sign(word: str) -> int:
    if word in _FUTURE:
        return 1
    if word in _PAST or (word.endswith("ed") and len(word) > 4):
        return -1
    return 0
