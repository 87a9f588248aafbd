"""Cron expressions of five fields, as crontab(5) has them: minute, hour, day of month, month, day of week.

A field is `*`, a number, a range `a-b`, a step `*/n` or `a-b/n`, or a list of these with commas; months and days of the
week also by their English names, Sunday is 0 or 7. Where neither day field begins with `*`, a day that fits either is
meant; that is crontab's own rule, and often a surprise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache

from bot.errors import PolicyError

_MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_DAYS = {name: n for n, name in enumerate("sun mon tue wed thu fri sat".split())}
_FIELDS: tuple[tuple[str, int, int, dict[str, int]], ...] = (
    ("minute", 0, 59, {}), ("hour", 0, 23, {}), ("day of the month", 1, 31, {}), ("month", 1, 12, _MONTHS),
    ("day of the week", 0, 7, _DAYS),
)  # fmt: skip
_SHORT = {
    "@hourly": "0 * * * *", "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *", "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *",
}  # fmt: skip
_PART = re.compile(r"(?:(?P<all>\*)|(?P<first>\w+)(?:-(?P<last>\w+))?)(?:/(?P<step>\d{1,4}))?", re.ASCII)
_LOOKS_LIKE = re.compile(r"@[a-z]+|(?:[\d*,/\-]+ ){3}[\w*,/\-]+ [\w*,/\-]+", re.ASCII)
_HINT = "Write five fields like “0 8 * * 1-5”: minute, hour, day of the month, month, day of the week."


@dataclass(frozen=True)
class CronFields:
    """What an expression allows. `weekdays` counts from Monday; `either` says that one of the day fields suffices."""

    times: tuple[time, ...]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    either: bool

    def on(self, day: date) -> bool:
        """Tell whether the day fits."""
        if day.month not in self.months:
            return False
        fits = day.day in self.days, day.weekday() in self.weekdays
        return any(fits) if self.either else all(fits)


def looks_like(text: str) -> bool:
    """Tell whether somebody who wrote this (in lower case, single spaces) meant a cron expression."""
    return _LOOKS_LIKE.fullmatch(text) is not None


def normal(text: str) -> str:
    """Return the expression in lower case with single spaces, shortcuts such as @daily written out."""
    words = " ".join(text.casefold().split())
    return _SHORT.get(words, words)


@lru_cache(maxsize=512)
def parse(expression: str) -> CronFields:
    """Read an expression. Raises PolicyError."""
    written = normal(expression).split(" ")
    if len(written) != len(_FIELDS):
        raise PolicyError(f"“{expression[:60]}” is no cron expression. {_HINT}")
    minutes, hours, days, months, weekdays = (
        _field(text, *field) for text, field in zip(written, _FIELDS, strict=True)
    )
    return CronFields(
        times=tuple(time(hour, minute) for hour in sorted(hours) for minute in sorted(minutes)),
        days=days,
        months=months,
        weekdays=frozenset((day - 1) % 7 for day in weekdays),
        either=not (written[2].startswith("*") or written[4].startswith("*")),
    )


def _field(text: str, what: str, low: int, high: int, names: dict[str, int]) -> frozenset[int]:
    found: set[int] = set()
    for part in text.split(","):
        match = _PART.fullmatch(part)
        first, last = (low, high) if match and match["all"] else _range(match, names, high)
        step = int(match["step"] or 1) if match else 0
        if not (low <= first <= last <= high and step):
            raise PolicyError(f"“{part[:20]}” is no {what} of a cron expression. {_HINT}")
        found |= set(range(first, last + 1, step))
    return frozenset(found)


def _range(match: re.Match[str] | None, names: dict[str, int], high: int) -> tuple[int, int]:
    """Return the first and last number; `5/10` is from 5 on, as in most crons. What is no number fits no range."""
    if match is None or match["first"] is None:
        return 1, 0
    first = _number(match["first"], names)
    last = _number(match["last"], names) if match["last"] else high if match["step"] else first
    if names is _DAYS and last == 0 < first:
        last = 7  # fri-sun
    return first, last


def _number(word: str, names: dict[str, int]) -> int:
    return int(word) if word.isdigit() and len(word) < 5 else names.get(word, -1)
