"""The day that an article's address tells: /2026/02/09/, /2026/feb/09/, /20260209/ or /2026-02-09-."""

from __future__ import annotations

import re
from datetime import date

from bot.extract.times.values import date_or_none

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATED = re.compile(
    r"/(?P<year>(?:199[5-9]|20\d\d))(?:"
    rf"/(?P<month>\d{{1,2}}|{'|'.join(_MONTHS)})/(?P<day>\d{{1,2}})(?=[/_-]|$)"
    r"|-(?P<month2>\d\d)-(?P<day2>\d\d)(?=[/_-]|$)"
    r"|(?P<month3>\d\d)(?P<day3>\d\d)(?=[/_-]|$))"
)
_END_OF_PATH = re.compile(r"[?#]")


def day_in_address(url: str | None) -> date | None:
    """Return the day that stands at the head of a part of the path, or None; no site published before 1995."""
    if not url:
        return None
    match = _DATED.search(_END_OF_PATH.split(url, maxsplit=1)[0].lower())
    if match is None:
        return None
    month = match["month"] or match["month2"] or match["month3"]
    day = match["day"] or match["day2"] or match["day3"]
    number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month)
    return date_or_none(int(match["year"]), number, int(day))
