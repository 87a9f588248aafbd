"""The day that an article's address tells: /2026/02/09/, /2026/feb/09/, /20260209/, /2026-02-09- or -9-feb-2026."""

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
_IN_WORDS = re.compile(
    rf"[/-](?P<day>\d{{1,2}})-(?P<month>{'|'.join(_MONTHS)})[a-z]{{0,6}}-(?P<year>20\d\d)(?=[/_-]|$)"
)
_END_OF_PATH = re.compile(r"[?#]")


def day_in_address(url: str | None) -> date | None:
    """Return the day that stands in the path, or None; no site published before 1995."""
    if not url:
        return None
    path = _END_OF_PATH.split(url, maxsplit=1)[0].lower()
    match = _DATED.search(path) or _IN_WORDS.search(path)
    if match is None:
        return None
    told = match.groupdict()
    month = next(told[name] for name in ("month", "month2", "month3") if told.get(name))
    day = next(told[name] for name in ("day", "day2", "day3") if told.get(name))
    number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month)
    return date_or_none(int(match["year"]), number, int(day))
