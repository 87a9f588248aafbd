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
_MAY_OPEN: Final = frozenset({'"', "‘", "'", "''"})
_SINGLE: Final = "'’"
_BEFORE_OPENING: Final = frozenset("([{—–-/“‘«")
_STOPS: Final = frozenset({".", "?", "!", "…", ",", "”", "'"})
_MARKS: Final = frozenset(_CLOSERS) | frozenset("›」』’")
OPENING_MARKS: Final = frozenset(_CLOSERS)
"""All that can open a quotation."""


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

    A quotation that is open at the end of its paragraph ends there, and so does one that meets another opening mark
    after a full stop: paragraphs of one quotation each open anew. Single marks count only where they cannot be
    apostrophes and no double quotation is open.
    """
    words, starts, ends = tokens.words, tokens.starts, tokens.ends
    found: list[Quoted] = []
    closers, begin = "", -1
    for index, word in enumerate(words):
        if word == BREAK:
            if index > begin >= 0 and closers != _SINGLE:
                found.append(Quoted(begin, index, closed=False))
            begin = -1
        elif word in _MARKS:
            before, after = _around(body, starts[index], ends[index])
            if begin < 0:
                if _opens(word, before, after):
                    closers, begin = _CLOSERS[word], index + 1
                continue
            anew = _opens_anew(word, closers, words[index - 1], before, after)
            if anew or _closes(word, closers, after):
                if index > begin:
                    found.append(Quoted(begin, index, closed=not anew))
                begin = index + 1 if anew else -1
    return found


def _around(body: str, start: int, end: int) -> tuple[str, str]:
    """Return the characters before and after, a space where there is none."""
    return body[start - 1] if start else " ", body[end] if end < len(body) else " "


def _closes(mark: str, closers: str, after: str) -> bool:
    return mark in closers and not (closers == _SINGLE and after.isalnum())


def _opens(mark: str, before: str, after: str) -> bool:
    """Tell whether a mark opens a quotation where none is open; marks between spaces do (token-spaced text)."""
    if mark in _ALWAYS_OPEN:
        return True
    if mark not in _MAY_OPEN or before.isalnum():
        return False
    if mark in {"'", "‘"}:
        return after.isalnum() and not after.isdigit()
    return before.isspace() or before in _BEFORE_OPENING or after.isalnum()


def _opens_anew(mark: str, closers: str, last: str, before: str, after: str) -> bool:
    """Tell whether a mark opens the next paragraph of a quotation whose last paragraph was never closed."""
    if last not in _STOPS or closers == _SINGLE:
        return False
    if mark == '"':
        return mark in closers and before.isspace() and not after.isspace()
    return mark in _ALWAYS_OPEN and _CLOSERS[mark] == closers
