"""Sentences: where a full stop ends one and where it does not."""

from __future__ import annotations

import re

from bot.extract.dateline import find_dateline
from bot.extract.lang.en.sentences import BEFORE_NUMBER, MAY_BE_LAST, NEVER_LAST, NO_CASE, OPENERS, REPORTING
from bot.extract.layout import paragraphs
from bot.model.base import Range

_STOP = re.compile(
    r"(?P<stop>[.!?…]{1,8}|[。！？])(?P<close>(?:''|['\"’”»›)\]」』]| (?=(?:''|['\"’”»)])(?:\s|$))){0,6})(?P<gap>\s+|$|(?<=[。！？」』]))"
)
_WORD_BEFORE = re.compile(r"(?:[^\W\d_](?:[\w'’&-]|\.(?=\w))*|\d[\d,.]*)$")
_WORD_AFTER = re.compile(r"[\"'“‘«„`(\[]*(\w(?:[\w'’&-]|\.(?=\w))*)")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]$")
_LIST_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})$")
_LOOK_BACK = 40
_LOOK_AHEAD = 80


def split(body: str) -> tuple[Range, ...]:
    """Return the sentences of `body` in order, trimmed, none across a paragraph.

    A dateline is left out: the first sentence begins after it.
    """
    dateline = find_dateline(body)
    found: list[Range] = []
    for paragraph in paragraphs(body):
        start = paragraph.start
        if dateline is not None and paragraph.covers(dateline.prefix):
            if paragraph.start < dateline.prefix.start:
                found.append(Range(start=start, end=dateline.prefix.start))
            start = dateline.prefix.end
        if start < paragraph.end:
            found.extend(_in_paragraph(body, Range(start=start, end=paragraph.end)))
    return tuple(found)


def _in_paragraph(body: str, paragraph: Range) -> list[Range]:
    found: list[Range] = []
    start = paragraph.start
    for match in _STOP.finditer(body, paragraph.start, paragraph.end):
        if match.end() >= paragraph.end or match.start() < start:
            continue
        if _ends_sentence(body, match, start, paragraph.end):
            found.append(Range(start=start, end=match.end("close")))
            start = match.end()
    if start < paragraph.end:
        found.append(Range(start=start, end=paragraph.end))
    return found


def _ends_sentence(body: str, match: re.Match[str], start: int, limit: int) -> bool:
    ahead = body[match.end() : min(limit, match.end() + _LOOK_AHEAD)]
    following = _WORD_AFTER.match(ahead)
    word = following[1] if following else ""
    if word and word[0].islower() and word.lower() not in NO_CASE:
        return False
    if match["stop"] in "。！？":
        return True
    if match["stop"][-1] in "!?" or len(match["stop"]) > 1 or match["stop"] == "…":
        return not (match["close"] and _goes_on_reporting(ahead))
    return bool(match["close"].strip("' ")) or _full_stop(body, match.start(), start, word)


def _goes_on_reporting(ahead: str) -> bool:
    """Tell whether `ahead` reads like "the minister said": a reporting verb within four words, before any comma."""
    words = re.split(r"[,.;:]", ahead, maxsplit=1)[0].split()[:5]
    return any(w.lower() in REPORTING for w in words)


def _full_stop(body: str, stop: int, start: int, following: str) -> bool:
    """Tell whether the single full stop at `stop` ends a sentence, by the words on both sides."""
    before = _WORD_BEFORE.search(body, max(start, stop - _LOOK_BACK), stop)
    if before is None:
        return True
    word = before[0].lower()
    if before.start() == start and _LIST_NUMBER.match(before[0]):
        return False
    if word in BEFORE_NUMBER and following[:1].isdigit():
        return False
    if word in NEVER_LAST:
        return False
    opens = following.lower() in OPENERS or not following
    if word in MAY_BE_LAST or ("." in word and _INITIALS.match(word)):
        return opens
    if len(word) == 1 and word.isalpha() and word != "i":
        return opens and following not in {"A", "I"}
    return True
