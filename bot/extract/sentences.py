"""Sentences: where a full stop ends one and where it does not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.extract.dateline import find_dateline
from bot.extract.lang import language
from bot.extract.layout import paragraphs
from bot.extract.stamp import stamp_end
from bot.model.base import Range


@dataclass(frozen=True)
class SentenceWords:
    """A language's words for telling full stops apart, in small letters, without their last full stop.

    `never_last` stand before a name or a number; `before_number` end no sentence where a number follows;
    `may_be_last` end one only if one of the `openers` follows; after `clock` words a sentence ends unless one of
    `after_clock` or a bracket follows. `reporting` verbs go on with the sentence of a quotation; `no_case` are names
    that begin in lower case even at the head of a sentence.
    """

    never_last: frozenset[str]
    before_number: frozenset[str]
    may_be_last: frozenset[str]
    openers: frozenset[str]
    clock: frozenset[str]
    after_clock: frozenset[str]
    reporting: frozenset[str]
    no_case: frozenset[str]


LOOK_BACK = 40
LOOK_AHEAD = 80
"""So many characters on both sides of a stop are looked at: the longest word, and the five that may report."""

_STOP = re.compile(
    r"(?P<stop>\.(?: \.){1,3}|[.!?…]{1,8}|[。！？])"
    r"(?P<close>(?:''|['\"’”»›)\]」』]| (?=(?:''|['\"’”»)])(?:\s|$))){0,6})"
    r"(?P<gap>\s+|$|(?<=[。！？」』]))"
)
_WORD_BEFORE = re.compile(r"(?:[^\W\d_](?:[\w'’&-]|\.(?=\w))*|\d[\d,.]*)$")
_WORD_AFTER = re.compile(r"[\"'“‘«„`(\[]*(\w(?:[\w'’&-]|\.(?=\w))*)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_LIST_NUMBER = re.compile(r"(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})$")


def split(body: str, code: str = "en") -> tuple[Range, ...]:
    """Return the sentences of `body` in order, trimmed, none across a paragraph.

    A dateline is left out, and so is the stamp of a line: the first sentence begins after it.
    `code` is the language of the body.
    """
    dateline = find_dateline(body, code)
    words = language(code).sentences
    found: list[Range] = []
    for paragraph in paragraphs(body):
        start = stamp_end(body, paragraph, code)
        if dateline is not None and paragraph.start <= dateline.prefix.start < paragraph.end:
            if start < dateline.prefix.start:
                found.append(_trimmed(body, start, dateline.prefix.start))
            start = dateline.prefix.end
        if start < paragraph.end:
            found.extend(_in_paragraph(body, start, paragraph.end, words))
    return tuple(found)


def _trimmed(body: str, start: int, end: int) -> Range:
    return Range(start=start, end=start + len(body[start:end].rstrip()))


def _in_paragraph(body: str, start: int, end: int, words: SentenceWords) -> list[Range]:
    found: list[Range] = []
    for match in _STOP.finditer(body, start, end):
        if match.end() >= end:
            break
        if _ends_sentence(body, match, start, end, words):
            found.append(Range(start=start, end=match.end("close")))
            start = match.end()
    found.append(Range(start=start, end=end))
    return found


def _ends_sentence(body: str, match: re.Match[str], start: int, limit: int, words: SentenceWords) -> bool:
    ahead = body[match.end() : min(limit, match.end() + LOOK_AHEAD)]
    following = _WORD_AFTER.match(ahead)
    word = following[1] if following else ""
    if word[:1].islower() and word.lower() not in words.no_case and word.lower()[:-1] not in words.no_case:
        return False
    if match["stop"] == ".":
        if ahead[:1] == "(" and _ends_in(body, match.start(), start, words.clock):
            return False
        return bool(match["close"].strip("' ")) or _full_stop(body, match.start(), start, word, words)
    if match["stop"] in "。！？":
        return True
    reported = bool(match["close"]) and _goes_on_reporting(ahead, words)
    return not reported and word.lower() not in words.may_be_last


def _ends_in(body: str, stop: int, start: int, known: frozenset[str]) -> bool:
    """Tell whether the last word before `stop` is one of `known`."""
    before = _WORD_BEFORE.search(body, max(start, stop - LOOK_BACK), stop)
    return before is not None and before[0].lower() in known


def _goes_on_reporting(ahead: str, words: SentenceWords) -> bool:
    """Tell whether `ahead` reads like "the minister said", or "Maria Gallo, a nurse, asked"."""
    parts = re.split(r"[.;:]", ahead, maxsplit=1)[0].split(",", 2)
    said = parts[0].split()[:5] + (parts[2].split()[:1] if len(parts) > 2 else [])
    return any(w.lower() in words.reporting for w in said)


def _full_stop(body: str, stop: int, start: int, following: str, words: SentenceWords) -> bool:
    """Tell whether the single full stop at `stop` ends a sentence, by the words on both sides."""
    before = _WORD_BEFORE.search(body, max(start, stop - LOOK_BACK), stop)
    if before is None:
        return True
    word, next_word = before[0].lower(), following.lower()
    if before.start() == start and _LIST_NUMBER.match(before[0]):
        return False
    if word in words.never_last or (word in words.before_number and following[:1].isdigit()):
        return False
    if word in words.clock:
        return next_word not in words.after_clock
    initial = len(word) == 1 and word.isalpha() and word != "i"
    if initial or word in words.may_be_last or _INITIALS.match(word):
        return not following or (next_word in words.openers and not (initial and len(next_word) == 1))
    return True
