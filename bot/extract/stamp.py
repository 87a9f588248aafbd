"""The stamp of a line in a live blog, "14:05 The bridge is shut.": layout, and no word of the sentence after it."""

from __future__ import annotations

import re

from bot.extract.lang import language
from bot.model.base import Range

_STAMP = re.compile(
    r"(?:[-–—*•·] ?)?[\[(]?"
    r"(?:\d{1,2}:[0-5]\d(?::[0-5]\d)?|\d{1,2}\.[0-5]\d(?= ?(?:[aApP]\.?[mM]|[A-Z]{1,4}T\b|UTC|Uhr)))"
    r"(?: ?[aApP]\.?[mM]\b\.?)?(?: ?\(?(?:[A-Z]{1,4}T|UTC|Uhr)\b\)?)?[\])]?"
    r"(?:[ \u00a0]{0,3}(?:[-–—|•·:.]|\+{3}))?[ \u00a0]{1,3}"
    r"(?=[\"'“‘„«]?(?P<word>[^\W\d_]+)(?P<own>['’]s\b)?)"
)
_CLOSED = re.compile(r"[.!?…]['\"”’»)\]]*$")
_LOOK_BACK = 8


def stamp_end(body: str, paragraph: Range, code: str) -> int:
    """Return where the sentence after a stamp begins, or the paragraph's start where no stamp opens it.

    What follows a stamp is a whole sentence that begins with a capital; "14:05 train" and "10:00 Monday: the council
    meets" have none. `code` is the language of the body.
    """
    stamp = _STAMP.match(body, paragraph.start, paragraph.end)
    if stamp is None or not stamp["word"][0].isupper():
        return paragraph.start
    tables, word = language(code), stamp["word"].lower()
    dated = word in tables.months or word in tables.weekdays
    if (dated and not stamp["own"]) or not _CLOSED.search(body, paragraph.end - _LOOK_BACK, paragraph.end):
        return paragraph.start
    return stamp.end()
