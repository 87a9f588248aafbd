"""The days that a question speaks of. Pure."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from bot.answer.query import Window

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
_WEEKDAY = "|".join(_WEEKDAYS)
_HOLIDAYS = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "boxing day": (12, 26), "new year's eve": (12, 31),
    "new year's day": (1, 1), "valentine's day": (2, 14), "fourth of july": (7, 4), "halloween": (10, 31),
}  # fmt: skip
_HOLIDAY = "|".join(name.replace("'", "['’]?") for name in _HOLIDAYS)
_HELD = r"(?:meeting|election|vote|summit|hearing|deadline|game|match|visit)"
_PATTERNS = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("iso", r"\b(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})\b"),
        ("day", rf"\b(?P<month>{_MONTH})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<y>\d{{4}}))?"),
        ("day", rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})\b\.?(?:,? (?P<y>\d{{4}}))?"),
        ("month", rf"\b(?:(?<=in )|(?<=next )|(?<=this )|(?<=of ))(?P<month>{_MONTH})\b(?:,? (?P<y>\d{{4}}))?"),
        ("month", rf"\b(?P<month>{_MONTH})(?P<y>(?!))?(?= {_HELD}s?\b)"),
        ("month", rf"\b(?P<month>{_MONTH})\.? (?P<y>\d{{4}})\b"),
        ("holiday", rf"\b(?:on )?(?P<holiday>{_HOLIDAY})\b"),
        ("weekday", rf"\b(?:on |this |next )?(?P<weekday>{_WEEKDAY})\b"),
        ("relative", r"\b(?P<rel>today|tonight|tomorrow|yesterday|(?:this|next) (?:weekend|week|month|year))\b"),
        ("year", r"\b(?:in|during|for) (?P<y>(?:19|20)\d{2})\b"),
    )
)  # fmt: skip
_PAST = re.compile(r"\b(?:did|was|were|had|happened|took|said|told|won|last|ago)\b", re.IGNORECASE)


def windows(text: str, on: date) -> list[Window]:
    """Return the days that `text` names, as of the day `on`, in order; what cannot be a date is left out."""
    found: list[tuple[int, int, Window]] = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end, _ in found):
                continue
            days = _days(name, match, on)
            if days is not None:
                window = Window(earliest=days[0], latest=days[1], text=match.group())
                found.append((match.start(), match.end(), window))
    return [window for _, _, window in sorted(found, key=lambda f: f[0])]


def _days(name: str, match: re.Match[str], on: date) -> tuple[date, date] | None:
    try:
        return _READERS[name](match, on)
    except (ValueError, OverflowError):
        return None  # February 30 names no day: then the question has no window


def _iso(match: re.Match[str], _: date) -> tuple[date, date]:
    day = date(int(match["y"]), int(match["m"]), int(match["d"]))
    return day, day


def _day(match: re.Match[str], on: date) -> tuple[date, date]:
    month, number = _MONTHS[match["month"].lower()], int(match["d"])
    day = date(int(match["y"]), month, number) if match["y"] else _nearest(month, number, on, back=_looks_back(match))
    return day, day


def _nearest(month: int, number: int, on: date, *, back: bool) -> date:
    """Return the date of that name that is nearest to `on`: a question without a year means the one at hand.

    The way that the question looks counts half: "what happens in August" asked in February means the next one.
    """
    years = (year for year in (on.year - 1, on.year, on.year + 1) if number <= calendar.monthrange(year, month)[1])
    near = [date(year, month, number) for year in years]
    if not near:
        raise ValueError("no such day")
    return min(near, key=lambda day: abs((day - on).days) * (1 if (day < on) is back else 2))


def _looks_back(match: re.Match[str]) -> bool:
    return _PAST.search(match.string) is not None


def _month(match: re.Match[str], on: date) -> tuple[date, date]:
    month = _MONTHS[match["month"].lower()]
    year = int(match["y"]) if match["y"] else _nearest(month, 15, on, back=_looks_back(match)).year
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _holiday(match: re.Match[str], on: date) -> tuple[date, date]:
    name = match["holiday"].lower().replace("’", "'").replace("years", "year's").replace("valentines", "valentine's")
    month, number = _HOLIDAYS[name]
    day = _nearest(month, number, on, back=_looks_back(match))
    return day, day


def _weekday(match: re.Match[str], on: date) -> tuple[date, date]:
    """Return that weekday within three days of `on` on either side, forwards after "next"."""
    ahead = (_WEEKDAYS[match["weekday"].lower()] - on.weekday()) % 7
    if not match.group().lower().startswith("next") and ahead > 3:
        ahead -= 7
    day = on + timedelta(days=ahead)
    return day, day


def _relative(match: re.Match[str], on: date) -> tuple[date, date]:
    phrase = match["rel"].lower()
    single = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
    if phrase in single:
        day = on + timedelta(days=single[phrase])
        return day, day
    step = 1 if phrase.startswith("next") else 0
    unit = phrase.split()[1]
    if unit == "year":
        return date(on.year + step, 1, 1), date(on.year + step, 12, 31)
    if unit == "month":
        year, month = divmod(on.year * 12 + on.month - 1 + step, 12)
        return date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1])
    monday = on - timedelta(days=on.weekday()) + timedelta(weeks=step)
    return (monday, monday + timedelta(days=6)) if unit == "week" else (monday + timedelta(5), monday + timedelta(6))


def _year(match: re.Match[str], _: date) -> tuple[date, date]:
    return date(int(match["y"]), 1, 1), date(int(match["y"]), 12, 31)


_READERS = {
    "iso": _iso,
    "day": _day,
    "month": _month,
    "weekday": _weekday,
    "holiday": _holiday,
    "relative": _relative,
    "year": _year,
}
