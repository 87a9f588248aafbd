"""Which sentences tell something: no headings, dates of issue, questions, notices or list items."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from bot.extract.lang.en.summary import BOILERPLATE
from bot.extract.summary.render import Candidate
from bot.extract.text import Text
from bot.model.article import Dateline
from bot.model.base import Range

MOST_READ = 400
"""Sentences of a text that are looked at; news have fewer, and it bounds the time for what is no news."""

_LONGEST, _SHORTEST = 600, 20
"""Characters of a sentence that may stand in a summary."""

_ENDS = re.compile(r"[.!…]['\"”’»)\]]*$")
_DATELINE = re.compile(r"[A-Z][A-Z .'’-]{2,30}(?:, [A-Z][\w. ]{1,20})? ?(?:—|–|--) (?=[A-Z“\"])")
_NO_STATEMENT = frozenset("-•*–—[(")


def statements(text: Text, dateline: Dateline | None) -> list[Candidate]:
    """Return the sentences that tell something, in order, without the dateline; the first of them is the lede."""
    starts = [q.start for q in text.quoted]
    lowered = text.body.lower()
    notices = [notice for notice in BOILERPLATE if notice in lowered]
    found = []
    for number, sentence in enumerate(text.sentences[:MOST_READ]):
        place = _after(text.body, dateline, sentence)
        if place is not None and _tells(text.body[place.start : place.end], notices):
            found.append(Candidate(number, place, tuple(quotes_in(text, starts, place))))
    return found


def _after(body: str, dateline: Dateline | None, sentence: Range) -> Range | None:
    """Return the sentence without the dateline, which is shown apart: the article's, or one that opens the sentence."""
    if dateline is None or sentence.start >= dateline.end:
        another = _DATELINE.match(body, sentence.start, sentence.end)
        return Range(start=another.end(), end=sentence.end) if another else sentence
    return Range(start=dateline.end, end=sentence.end) if dateline.end < sentence.end else None


def _tells(words: str, notices: Sequence[str]) -> bool:
    if not _SHORTEST <= len(words) <= _LONGEST or words[0] in _NO_STATEMENT or "\n" in words:
        return False
    if not _ENDS.search(words, max(0, len(words) - 8)):
        return False
    return not (notices and any(notice in words.lower() for notice in notices))


def quotes_in(text: Text, starts: Sequence[int], place: Range) -> list[Range]:
    """Return the quoted stretches that meet the place; `starts` are those of `text.quoted`."""
    if not starts:
        return []
    first, last = bisect_right(starts, place.start), bisect_right(starts, place.end)
    return [q for q in text.quoted[max(0, first - 1) : last] if q.end > place.start]


def cuts_quotation(candidate: Candidate) -> bool:
    """Tell whether the sentence holds one end of a quotation only."""
    place = candidate.place
    return any(q.start <= place.start or place.end <= q.end for q in candidate.quotes)
