"""Where a text breaks: paragraphs, told from lines that were only wrapped."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from bot.model.base import Range

WRAP_WIDTH = 120
"""Hard-wrapped text has no longer lines than this; wire copy and mail wrap at 65 to 80 characters."""

WRAP_SHARE = 0.2
"""So many of the line ends must fall into the middle of a sentence before a text counts as hard-wrapped."""

SHORT_LINE = 0.6
"""In wrapped text, a line of less than this share of the longest, ending a sentence, ends its paragraph."""

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"\s*(?:[-–—*•·‣▪◦●○■]\s|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s)")
_CLOSED = re.compile(r"[.!?:;…]['\"’”»)\]]*\s*$")
_SPACED_STOP = re.compile(r"\w [.,] ")
_CLOSING_MARKS = frozenset(",;)")
_NOT_CLOSING = frozenset({",,", ";)"})
_GAP = re.compile(r"[ \u00a0]{2,}")


@lru_cache(maxsize=4)
def paragraphs(body: str) -> tuple[Range, ...]:
    """Return the paragraphs of `body`, trimmed; kept for the few texts last read, since several readers ask.

    A blank line always breaks. A single line end breaks too, unless the text is hard-wrapped, which is told by its
    own line ends: many of them with a lower-case word after them and no full stop before. Token-spaced text on one
    line breaks at runs of spaces, which is where its line ends were.
    """
    lines = (_trim(body, m.start(), m.end()) for m in _LINE.finditer(body))
    kept = _mended(body, [r for r in lines if r is not None])
    if len(kept) == 1 and _token_spaced(body):
        return _split_at_gaps(body, kept[0])
    if _is_wrapped(body, kept):
        return _unwrap(body, kept)
    return tuple(kept)


def _mended(body: str, lines: list[Range]) -> list[Range]:
    """Join a line that begins with a comma or another closing mark to the one before: a link broke it in two."""
    joined: list[Range] = []
    for line in lines:
        if joined and body[line.start] in _CLOSING_MARKS and body[line.start : line.start + 2] not in _NOT_CLOSING:
            joined[-1] = Range(start=joined[-1].start, end=line.end)
        else:
            joined.append(line)
    return joined


def _trim(body: str, start: int, end: int) -> Range | None:
    text = body[start:end]
    inner = text.strip()
    if not inner:
        return None
    start += len(text) - len(text.lstrip())
    return Range(start=start, end=start + len(inner))


def _token_spaced(body: str) -> bool:
    """Tell whether punctuation stands apart from its words, as in tokenised corpora."""
    return len(_SPACED_STOP.findall(body[:4000])) >= 3


def _split_at_gaps(body: str, whole: Range) -> tuple[Range, ...]:
    parts, start = [], whole.start
    for gap in _GAP.finditer(body, whole.start, whole.end):
        parts.append(Range(start=start, end=gap.start()))
        start = gap.end()
    parts.append(Range(start=start, end=whole.end))
    return tuple(parts)


def _adjacent(body: str, before: Range, after: Range) -> bool:
    """Tell whether exactly one line end lies between the two."""
    return body.count("\n", before.end, after.start) == 1


def _runs_on(body: str, before: Range, after: Range) -> bool:
    """Tell whether a sentence goes on over the line end between the two."""
    return body[after.start].islower() and not _CLOSED.search(body, max(before.start, before.end - 8), before.end)


def _is_wrapped(body: str, lines: list[Range]) -> bool:
    pairs = [(a, b) for a, b in pairwise(lines) if _adjacent(body, a, b)]
    if len(pairs) < 2 or max((a.end - a.start for a, _ in pairs), default=0) > WRAP_WIDTH:
        return False
    return sum(_runs_on(body, a, b) for a, b in pairs) >= max(2, WRAP_SHARE * len(pairs))


def _unwrap(body: str, lines: list[Range]) -> tuple[Range, ...]:
    widest = max(r.end - r.start for r in lines)
    joined = [lines[0]]
    for before, after in pairwise(lines):
        short = before.end - before.start < SHORT_LINE * widest
        ends = short and not body[after.start].islower()
        if _adjacent(body, before, after) and not ends and not _BULLET.match(body, after.start):
            joined[-1] = Range(start=joined[-1].start, end=after.end)
        else:
            joined.append(after)
    return tuple(joined)
