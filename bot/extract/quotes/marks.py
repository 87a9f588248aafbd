"""The quoted stretches of a text, as tokens: every style of mark, nested, unbalanced, over several paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.extract.tokens import BREAK, Tokens

_CLOSERS: Final = {
    "“": '”"',
    "”": "”",
    "„": '“”"',
    "«": "»",
    "»": "«",
    "‹": "›",
    "「": "」",
    "『": "』",
    "‘": "'’",
    "``": "''\"",
    '"': '"”',
    "''": "''",
    "'": "'’",
}
_ALWAYS_OPEN: Final = frozenset("“„«‹「『") | {"``"}
OPENING_MARKS: Final = frozenset(_CLOSERS)
_MAY_OPEN: Final = frozenset({'"', "‘", "'", "''"})
_MARKS: Final = frozenset(_CLOSERS) | frozenset("›」』’")


@dataclass(slots=True)
class Quoted:
    """A quoted stretch of one paragraph: tokens `first` to `last` (exclusive) stand inside the marks.

    `closed` is False where the paragraph ends before the closing mark; `opened` is False where it has none before.
    """

    first: int
    last: int
    closed: bool = True

    def before(self) -> int:
        """Return the index of the token before the opening mark."""
        return self.first - 2

    def after(self) -> int:
        """Return the index of the token after the closing mark."""
        return self.last + 1 if self.closed else self.last


def quoted_tokens(body: str, tokens: Tokens) -> list[Quoted]:
    """Return the outermost quoted stretches in order; empty ones are left out.

    A quotation that is open at the end of its paragraph ends there. Single marks count only where they cannot be
    apostrophes and no double quotation is open.
    """
    words, starts, ends = tokens.words, tokens.starts, tokens.ends
    found: list[Quoted] = []
    closers, begin = "", -1
    for index, word in enumerate(words):
        if word == BREAK:
            if begin >= 0 and index > begin and closers != "'’":
                found.append(Quoted(begin, index, closed=False))
            begin = -1
            continue
        if word not in _MARKS:
            continue
        before = body[starts[index] - 1] if starts[index] else " "
        after = body[ends[index]] if ends[index] < len(body) else " "
        if begin < 0:
            if word in _ALWAYS_OPEN or (word in _MAY_OPEN and _may_open(word, before, after)):
                closers, begin = _CLOSERS[word], index + 1
        elif word in closers and not (word in "'’" and after.isalnum()):
            if index > begin:
                found.append(Quoted(begin, index))
            begin = -1
        elif word in _ALWAYS_OPEN and closers == '"”':
            closers = _CLOSERS[word]
    return found


def _may_open(mark: str, before: str, after: str) -> bool:
    if before.isalnum():
        return False
    return mark in {'"', "''"} or (after.isalnum() and not after.isdigit())
