"""The first day of what recurs by a rule of RFC 5545, section 3.3.10."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BY_DAY = re.compile(r"(?P<number>[+-]?\d+)?(?P<day>[A-Z]{2})$")
_LOOK_AHEAD = 366 * 4 + 1
"""Days: whatever recurs by day of the week, month or year does so within four years, February 29 too."""


def first_after(rule: str, day: date) -> date | None:
    """Return the first day after `day` that the rule names; None if it names none ("FREQ=MONTHLY" alone)."""
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    if not parts.keys() & {"BYDAY", "BYMONTHDAY"}:
        return None
    try:
        days = (day + timedelta(days=n) for n in range(1, _LOOK_AHEAD))
        return next((d for d in days if _named(d, parts)), None)
    except OverflowError:
        return None


def _named(day: date, parts: dict[str, str]) -> bool:
    if "BYMONTH" in parts and str(day.month) not in parts["BYMONTH"].split(","):
        return False
    if "BYMONTHDAY" in parts and str(day.day) not in parts["BYMONTHDAY"].split(","):
        return False
    return "BYDAY" not in parts or any(_on(day, name) for name in parts["BYDAY"].split(","))


def _on(day: date, name: str) -> bool:
    """Tell whether the day is the "MO", "1MO" (first of its month) or "-1FR" (last of its month) that is named."""
    match = _BY_DAY.match(name)
    if match is None or match["day"] != _DAYS[day.weekday()]:
        return False
    number = int(match["number"] or 0)
    if number > 0:
        return (day.day - 1) // 7 + 1 == number
    if number < 0:
        left = calendar.monthrange(day.year, day.month)[1] - day.day
        return left // 7 + 1 == -number
    return True
