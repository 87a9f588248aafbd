"""Recurrence rules of RFC 5545 (section 3.3.10), read and written.

Not taken are rules that recur within a day (FREQ=HOURLY and finer: hours go into BYHOUR), seconds, and weeks that are
numbered from another day than Monday.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo

from bot.decide.rrule import RRule
from bot.errors import PolicyError

MAX_COUNT = 1000
_MAX_TIMES = 24
_FIRST_YEAR = 1900
"""Of a rule's days: nobody means an earlier one, and not every platform writes such a year with four digits."""
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_NUMBERS = {  # the least and the greatest number, and whether it may count from the end
    "INTERVAL": (1, 1000, False), "COUNT": (1, MAX_COUNT, False), "BYMONTH": (1, 12, False),
    "BYWEEKNO": (1, 53, True), "BYYEARDAY": (1, 366, True), "BYMONTHDAY": (1, 31, True), "BYHOUR": (0, 23, False),
    "BYMINUTE": (0, 59, False), "BYSETPOS": (1, 366, True),
}  # fmt: skip
_BYDAY = re.compile(r"(?P<nth>[+-]?\d{1,2})?(?P<day>MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?")
_START = re.compile(r"DTSTART[:=](\d{8})(?:T(\d{6}))?$")
_HINT = "Write it like “FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=8”."


def looks_like(text: str) -> bool:
    """Tell whether somebody who wrote this meant a recurrence rule."""
    return "FREQ=" in text.upper()


def normal(text: str, *, today: date, at: time, zone: ZoneInfo) -> tuple[str, date]:
    """Return a rule as it is kept, and its start. Raises PolicyError.

    Where the rule gives no time of day, DTSTART's is meant, else `at`; where it gives no start, `today`. An UNTIL in
    UTC is turned into the wall clock's of `zone`, and a COUNT into the UNTIL that it comes to.
    """
    start, parts = today, []
    for word in text.upper().replace("RRULE:", " ").split():
        if match := _START.match(word):
            start, at = _calendar_day(match[1]), _time_of_day(match[2], at)
        else:
            parts.append(word)
    given = _parts("".join(parts))
    if not given.keys() & {"BYHOUR", "BYMINUTE"}:
        given |= {"BYHOUR": str(at.hour), "BYMINUTE": str(at.minute)}
    given = {"BYHOUR": str(at.hour), "BYMINUTE": "0"} | given
    if given.pop("BYSECOND", "0").strip("0"):
        raise PolicyError("BYSECOND goes no finer than the minute: leave it out.")
    given["UNTIL"] = _local(given.get("UNTIL", ""), zone)
    count = given.pop("COUNT", None)
    rule = _joined(given)
    if count:
        given["UNTIL"] = _last(parse(rule, start), _number("COUNT", count))
        rule = _joined(given)
    parse(rule, start)
    return rule, start


@lru_cache(maxsize=512)
def parse(rule: str, start: date) -> RRule:
    """Read a rule. Raises PolicyError with what is wrong and what to write."""
    given = _parts(rule)
    frequency = given.get("FREQ", "")
    if frequency not in _FREQUENCIES:
        raise PolicyError(
            f"FREQ={frequency[:20]} is not possible here: give FREQ=DAILY, WEEKLY, MONTHLY or YEARLY, "
            "and hours as BYHOUR=8,18."
        )
    numbers = {name: _numbers(name, given[name]) for name in given.keys() & _NUMBERS.keys()}
    weekdays = _weekdays(given.get("BYDAY", ""), frequency)
    numbers.pop("INTERVAL", None)
    interval = _number("INTERVAL", given.get("INTERVAL", "1"))
    hours, minutes = numbers.pop("BYHOUR", (0,)), numbers.pop("BYMINUTE", (0,))
    if len(hours) * len(minutes) > _MAX_TIMES:
        raise PolicyError(f"That is {len(hours) * len(minutes)} times a day: give at most {_MAX_TIMES}.")
    _check(frequency, given)
    return RRule(
        frequency=frequency,
        interval=interval,
        start=start,
        times=tuple(time(hour, minute) for hour in sorted(hours) for minute in sorted(minutes)),
        until=_until(given["UNTIL"]) if given.get("UNTIL") else None,
        week_start=DAYS.index(given.get("WKST", "MO")),
        weekdays=weekdays,
        numbers=numbers | _implied(frequency, numbers, start, named=bool(weekdays)),
    )


def _check(frequency: str, given: dict[str, str]) -> None:
    """Refuse what RFC 5545 forbids together, and weeks that are numbered from another day than Monday."""
    forbidden = {"BYWEEKNO": ("YEARLY",), "BYYEARDAY": ("YEARLY",), "BYMONTHDAY": ("DAILY", "MONTHLY", "YEARLY")}
    for name, allowed in forbidden.items():
        if name in given and frequency not in allowed:
            raise PolicyError(f"{name} does not go with FREQ={frequency}.")
    if given.get("WKST", "MO") not in DAYS or ("BYWEEKNO" in given and given.get("WKST", "MO") != "MO"):
        raise PolicyError("WKST is a day such as MO; with BYWEEKNO it is MO.")


def _implied(
    frequency: str, numbers: dict[str, tuple[int, ...]], start: date, *, named: bool
) -> dict[str, tuple[int, ...]]:
    """Return what the start says where no part names days (RFC 5545, section 3.3.10, its last paragraphs)."""
    if named or numbers.keys() & {"BYWEEKNO", "BYYEARDAY", "BYMONTHDAY"} or frequency == "DAILY":
        return {}
    if frequency == "WEEKLY":
        return {"_WEEKDAY": (start.weekday(),)}
    implied: dict[str, tuple[int, ...]] = {"BYMONTHDAY": (start.day,)}
    if frequency == "YEARLY" and "BYMONTH" not in numbers:
        implied["BYMONTH"] = (start.month,)
    return implied


def _parts(rule: str) -> dict[str, str]:
    given: dict[str, str] = {}
    for part in filter(None, rule.split(";")):
        name, _, value = part.partition("=")
        if name not in _KEYS or not value or name in given:
            raise PolicyError(f"“{part[:40]}” cannot stand in a recurrence rule, or not twice. {_HINT}")
        given[name] = value
    return given


_KEYS = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY",
         "BYHOUR", "BYMINUTE", "BYSECOND", "BYSETPOS")  # fmt: skip


def _joined(given: dict[str, str]) -> str:
    return ";".join(f"{name}={given[name]}" for name in _KEYS if given.get(name))


def _numbers(name: str, value: str) -> tuple[int, ...]:
    low, high, signed = _NUMBERS[name]
    written = value.split(",")
    if any(not re.fullmatch(r"[+-]?\d{1,100}", one, re.ASCII) for one in written):
        raise PolicyError(f"{name}={value[:20]} is no list of numbers. {_HINT}")
    found = sorted({int(one) for one in written})
    if any(not low <= (abs(one) if signed else one) <= high for one in found):
        raise PolicyError(f"{name} goes from {low} to {high}{' or is negative' if signed else ''}, not {value[:20]}.")
    return tuple(found)


def _number(name: str, value: str) -> int:
    found = _numbers(name, value)
    if len(found) > 1:
        raise PolicyError(f"{name} is one number, not {value[:20]}.")
    return found[0]


def _weekdays(value: str, frequency: str) -> tuple[tuple[int, int], ...]:
    found = set()
    for one in filter(None, value.split(",")):
        match = _BYDAY.fullmatch(one)
        nth = int(match["nth"] or 0) if match else 99
        if match is None or abs(nth) > 53 or (nth and frequency not in {"MONTHLY", "YEARLY"}):
            raise PolicyError(f"BYDAY={one[:10]} is no day here: write MO, or in a monthly rule 1MO or -1FR.")
        found.add((nth, DAYS.index(match["day"])))
    return tuple(sorted(found))


def _until(text: str) -> datetime:
    match = _UNTIL.fullmatch(text)
    if match is None:
        raise PolicyError(f"UNTIL={text[:20]} is no day: write UNTIL=20261231 or UNTIL=20261231T180000.")
    return datetime.combine(_calendar_day(match[1]), _time_of_day(match[2], time(23, 59, 59)))


def _local(text: str, zone: ZoneInfo) -> str:
    """Return an UNTIL as the wall clock shows it."""
    if not text:
        return ""
    until = _until(text)
    if text.endswith("Z"):
        until = until.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    return f"{until:%Y%m%dT%H%M%S}"


def _calendar_day(day: str) -> date:
    try:
        found = datetime.strptime(day, "%Y%m%d").date()  # noqa: DTZ007  # a day of the wall calendar
    except ValueError:
        raise PolicyError(f"{day} is no day of the calendar. {_HINT}") from None
    if found.year < _FIRST_YEAR:
        raise PolicyError(f"{day} is too long ago: a rule begins in {_FIRST_YEAR} or later.")
    return found


def _time_of_day(text: str | None, otherwise: time) -> time:
    try:
        return time(int(text[:2]), int(text[2:4]), int(text[4:])) if text else otherwise
    except ValueError:
        raise PolicyError(f"{text} is no time of day. {_HINT}") from None


def _last(rule: RRule, count: int) -> str:
    """Return the UNTIL that so many times come to; of fewer within the horizon, the last."""
    walls = list(islice(rule.walls(rule.start), count))
    if not walls:
        raise PolicyError("That rule names no day in the coming eight years.")
    return f"{walls[-1]:%Y%m%dT%H%M%S}"
