"""The dateline: the place, and often the day, that agencies put before the first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model.article import Dateline
from bot.model.base import Range

if TYPE_CHECKING:
    from bot.extract.text import Text

LOOK_IN = 3000
"""A dateline stands within so many characters of the beginning, after headline, byline and captions at most."""

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
_DATE = (
    rf"(?:{_WEEKDAY} ?,? )?(?:{_MONTH} ?\d{{1,2}}(?:st|nd|rd|th)?(?: ?,? (?:19|20)\d\d)?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?: ?,? (?:19|20)\d\d)?|(?:19|20)\d\d-\d\d-\d\d)"
)
_NAME = r"[A-Z][\w.'’-]{0,24}(?: (?:[A-Z][\w.'’-]{0,24}|(?:de|del|la|le|les|the|of|and|al|es|sur|am|der|do|da|dos)(?= [A-Z]))){0,4}"
_PLACE = rf"{_NAME}(?: ?[,/] ?{_NAME}){{0,3}}"
_AGENCY = r"\( ?[A-Z][\w.,&’' /-]{1,40} ?\)"
_DASH = r"(?: ?(?:--|—|–|_) ?| -+ )"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})"
    rf"(?:"
    rf"(?: ?[,:;] ?| )\(?(?P<date>{_DATE})\)?(?: ?{_AGENCY})?(?: ?: ?|{_DASH}|(?= ?\n))"
    rf"|(?: ?,)?(?: (?P<date2>{_DATE}))? ?{_AGENCY}(?: ?: ?|{_DASH}|(?= ?\n))"
    rf"|{_DASH}"
    rf")"
)
_CAPITALS = re.compile(r"[A-Z]{2}")
_LINE_START = re.compile(r"(?:^|(?<=\n))[ \t\u00a0]*(?=\S)|(?<=[ \u00a0]{2})(?=\S)")


@dataclass(frozen=True)
class FoundDateline:
    """What was found: `prefix` reaches up to the first sentence, `place` and `date` lie within it."""

    prefix: Range
    place: Range
    date: Range | None


def find_dateline(body: str) -> FoundDateline | None:
    """Return where the dateline of `body` stands, or None.

    A place before a dash and nothing else counts only if it is in capitals, or the first words of the text are not
    otherwise a sentence ("Tokyo — " at the head of the first paragraph).
    """
    head = body[:LOOK_IN]
    for line in _LINE_START.finditer(head):
        match = _DATELINE.match(head, line.end())
        if match is None or not _plausible(match):
            continue
        name = "date" if match["date"] else "date2"
        day = Range(start=match.start(name), end=match.end(name)) if match[name] else None
        end = match.end()
        while end > match.start() and body[end - 1].isspace():
            end -= 1
        return FoundDateline(
            prefix=Range(start=match.start(), end=match.end() if match.end() > end else end),
            place=Range(start=match.start("place"), end=match.end("place")),
            date=day,
        )
    return None


def _plausible(match: re.Match[str]) -> bool:
    if match["date"] or match["date2"] or "(" in match[0]:
        return True
    return bool(_CAPITALS.match(match["place"]))


def read_dateline(text: Text) -> Dateline | None:
    """Return the dateline of `text`; its date is left for the reference to resolve.

    The span reaches from the place to the last character before the first sentence, white space left out.
    """
    found = find_dateline(text.body)
    if found is None:
        return None
    words = text.body[found.prefix.start : found.prefix.end].rstrip()
    place = text.body[found.place.start : found.place.end]
    return Dateline(
        start=found.prefix.start, end=found.prefix.start + len(words), text=words, place=_capitalised(place)
    )


def _capitalised(place: str) -> str:
    """Return "LONDON" as "London"; names in mixed case and short forms ("N.Y.") are left as they are."""
    return re.sub(r"[A-Z][A-Z'’-]{2,}", lambda m: m[0][0] + m[0][1:].lower(), place)
