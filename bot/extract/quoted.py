"""Where the quotation marks are: every Unicode style, straight ones paired by their neighbours."""

from __future__ import annotations

import re

from bot.model.base import Range

_PAIRS = {"“": "”", "„": "“”", "«": "»", "‹": "›", "「": "」", "『": "』", "‘": "’", "``": "''"}
_MARK = re.compile(r"``|''|[“”„«»‹›「」『』‘’\"]")


def quoted(body: str, paragraphs: tuple[Range, ...]) -> tuple[Range, ...]:
    """Return what stands inside outermost quotation marks, one range for each paragraph it runs over.

    A quote that is still open at the end of its paragraph ends there, as in quotations over several paragraphs,
    where each paragraph opens anew. Closing marks without an opening one, apostrophes and inch marks are passed over.
    """
    found: list[Range] = []
    for paragraph in paragraphs:
        found.extend(_in_paragraph(body, paragraph))
    return tuple(found)


def _in_paragraph(body: str, paragraph: Range) -> list[Range]:
    found: list[Range] = []
    closers, start = "", -1
    for match in _MARK.finditer(body, paragraph.start, paragraph.end):
        mark = match[0]
        if start < 0:
            if _opens(body, match, paragraph):
                closers, start = _closers(mark), match.end()
        elif _closes(body, match, closers, paragraph):
            if match.start() > start:
                found.append(Range(start=start, end=match.start()))
            start = -1
    if start >= 0 and closers != "’" and start < paragraph.end:
        found.append(Range(start=start, end=paragraph.end))
    return found


def _closers(mark: str) -> str:
    return "''\"" if mark == "``" else _PAIRS.get(mark, mark)


def _opens(body: str, match: re.Match[str], paragraph: Range) -> bool:
    mark, before = match[0], body[match.start() - 1] if match.start() > paragraph.start else " "
    if mark == "”" or mark in "»’›」』" or mark == "''":
        return False
    if mark in {'"', "‘"}:
        after = body[match.end()] if match.end() < paragraph.end else " "
        return not before.isalnum() and not (mark == "‘" and not after.isalnum())
    return True


def _closes(body: str, match: re.Match[str], closers: str, paragraph: Range) -> bool:
    mark = match[0]
    if mark not in closers or (closers == "''\"" and mark not in {"''", '"'}):
        return False
    after = body[match.end()] if match.end() < paragraph.end else " "
    if mark == "’":
        return not after.isalnum()
    if mark == '"':
        return not after.isalnum() or not body[match.start() - 1].isspace()
    return True
