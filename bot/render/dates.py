"""Times in words. A clock that each reader sees in a zone of their own is shown only for a known instant."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from bot.model.base import DayOrInstant, day_of
from bot.model.message import Line, Moment, Text, plain
from bot.model.time import Precision, When

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "AU": "autumn", "WI": "winter"}
_ORDINALS = {"1": "first", "2": "second", "3": "third", "4": "fourth"}
_PARTS_OF_DAY = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}
"""TIMEX3 values of parts of the day (TimeML 1.2.1, section 2.2)."""

_CODED = re.compile(r"-(?P<unit>Q|H)(?P<number>[1-4])\b")
_SEASON = re.compile(r"-(?P<season>SP|SU|FA|AU|WI)\b")
_CLOCK = re.compile(r"T(?P<clock>\d\d:\d\d)")
_PART_OF_DAY = re.compile(r"T(?P<part>MO|AF|EV|NI|DT)\b")
_DAY_COUNT_LIMIT = 366
"""Beyond a year a count of days says less than the date."""


def day(of: date, *, weekday: bool = True, year: bool = True) -> str:
    """Return "Thursday, March 19, 2026", without the parts that are not wanted."""
    words = f"{_MONTHS[of.month - 1]} {of.day}"
    if weekday:
        words = f"{_WEEKDAYS[of.weekday()]}, {words}"
    return f"{words}, {of.year}" if year else words


def told_on(when: DayOrInstant | None) -> str | None:
    """Return the day of a publication in words, or None if it is not known."""
    return day(day_of(when), weekday=False) if when else None


def count(of: date, today: date) -> str | None:
    """Return how many days lie between, in words; None for the past and for what is further than a year."""
    days = (of - today).days
    if days in {0, 1}:
        return ("today", "tomorrow")[days]
    return f"in {days} days" if 1 < days <= _DAY_COUNT_LIMIT else None


def when(when: When, *, today: date | None = None) -> Line:
    """Return the time of an event as a line of a message.

    A known instant is a Moment; a day is written out, with a count of days from `today` if that is given; anything
    coarser is "expected in …".
    """
    if when.instant is not None:
        return (
            Moment(instant=when.instant),
            Text(text=" ("),
            Moment(instant=when.instant, relative=True),
            Text(text=")"),
        )
    words = in_words(when)
    counted = count(when.earliest, today) if today and not when.precision.coarse else None
    return plain(f"{words} ({counted})" if counted else words)


def in_words(when: When) -> str:
    """Return the time of an event in words alone, its clock time in the zone in which the article tells it."""
    return _WORDINGS.get(when.precision, _vague)(when)


def span_of_days(earliest: date, latest: date) -> str:
    """Return "March 21–22, 2026", naming month and year once where they are the same."""
    if earliest == latest:
        return day(earliest, weekday=False)
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{_MONTHS[earliest.month - 1]} {earliest.day}–{latest.day}, {latest.year}"
    first = day(earliest, weekday=False, year=earliest.year != latest.year)
    return f"{first} to {day(latest, weekday=False)}"


def _time(when: When) -> str:
    if when.instant is not None:
        return f"{day(when.instant.date())}, {when.instant:%H:%M} {_zone_name(when.instant, when.zone)}"
    if clock := _CLOCK.search(when.value):
        return f"{_day(when)}, {clock['clock']} local time"
    if part := _PART_OF_DAY.search(when.value):
        return f"{_day(when)}, {_PARTS_OF_DAY[part['part']]}"
    return _day(when)


def _zone_name(instant: datetime, zone: str | None) -> str:
    return zone or instant.tzname() or "UTC"


def _day(when: When) -> str:
    if when.earliest == when.latest:
        return day(when.earliest)
    return f"from {day(when.earliest, year=when.earliest.year != when.latest.year)} to {day(when.latest)}"


def _weekend(when: When) -> str:
    return f"expected on the weekend of {span_of_days(when.earliest, when.latest)}"


def _week(when: When) -> str:
    return f"expected in the week of {day(when.earliest, weekday=False)}"


def _month(when: When) -> str:
    one = (when.earliest.year, when.earliest.month) == (when.latest.year, when.latest.month)
    return f"expected in {_MONTHS[when.earliest.month - 1]} {when.earliest.year}" if one else _between(when)


def _coded(when: When) -> str:
    code = _CODED.search(when.value)
    if code is None:
        return _between(when)
    unit = "quarter" if code["unit"] == "Q" else "half"
    return f"expected in the {_ORDINALS[code['number']]} {unit} of {when.earliest.year}"


def _season(when: When) -> str:
    code = _SEASON.search(when.value)
    if code is None:
        return _between(when)
    years = str(when.earliest.year)
    if when.latest.year != when.earliest.year:
        years += f"–{when.latest.year % 100:02}"
    return f"expected in {_SEASONS[code['season']]} {years}"


def _year(when: When) -> str:
    return f"expected in {when.earliest.year}" if when.earliest.year == when.latest.year else _between(when)


def _decade(when: When) -> str:
    return f"expected in the {when.earliest.year // 10 * 10}s"


def _between(when: When) -> str:
    first = day(when.earliest, weekday=False, year=when.earliest.year != when.latest.year)
    return f"expected between {first} and {day(when.latest, weekday=False)}"


def _vague(_: When) -> str:
    return "at a time that the article does not tell exactly"


_WORDINGS: dict[Precision, Callable[[When], str]] = {
    Precision.TIME: _time,
    Precision.DAY: _day,
    Precision.WEEKEND: _weekend,
    Precision.WEEK: _week,
    Precision.MONTH: _month,
    Precision.QUARTER: _coded,
    Precision.SEASON: _season,
    Precision.HALF_YEAR: _coded,
    Precision.YEAR: _year,
    Precision.DECADE: _decade,
}
