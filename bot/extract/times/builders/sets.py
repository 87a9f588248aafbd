"""How often."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.extract.times.meaning import Clock, Meaning, Repeat, Unit
from bot.extract.times.patterns import Found
from bot.extract.times.values import date_or_none, length_value

_FREQUENCIES = {
    Unit.HOUR: "HOURLY", Unit.DAY: "DAILY", Unit.WEEK: "WEEKLY", Unit.MONTH: "MONTHLY", Unit.YEAR: "YEARLY",
    Unit.MINUTE: "MINUTELY",
}  # fmt: skip


_MULTIPLES = {
    Unit.QUARTER: ("MONTHLY", 3), Unit.DECADE: ("YEARLY", 10), Unit.CENTURY: ("YEARLY", 100),
}  # fmt: skip


_BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def _rule(unit: Unit, amount: float) -> str | None:
    """Return "every two weeks" as a recurrence rule (RFC 5545, section 3.3.10)."""
    if unit is Unit.WEEKEND:
        return "FREQ=WEEKLY;BYDAY=SA,SU"
    frequency, times = _MULTIPLES.get(unit, (_FREQUENCIES.get(unit), 1))
    if frequency is None or amount != int(amount):
        return None
    interval = int(amount) * times
    return f"FREQ={frequency}" + (f";INTERVAL={interval}" if interval > 1 else "")


def repeat(found: Found) -> Meaning | None:
    """Every week, each year, every other day: count or other, unit."""
    amount = found.get("count") or (2 if found.has("other") else 1)
    unit = found.get("unit")
    return Repeat(length_value(amount, unit), _rule(unit, amount))


def so_often(found: Found) -> Meaning | None:
    """Twice a week, three times a day: unit."""
    return Repeat(length_value(1, found.get("unit")))


def repeat_weekday(found: Found) -> Meaning | None:
    """Every Monday, Tuesday nights, every first Monday: weekday, part, nth or final."""
    part = f"T{found.get('part')}" if found.has("part") else ""
    day = _BYDAY[found.get("weekday")]
    if found.has("nth") or found.has("final"):
        nth = found.get("nth") if found.has("nth") else -1
        return Repeat(f"XXXX-XX-WXX-{found.get('weekday') + 1}", f"FREQ=MONTHLY;BYDAY={nth}{day}") if nth <= 5 else None
    interval = ";INTERVAL=2" if found.has("other") else ""
    return Repeat(f"XXXX-WXX-{found.get('weekday') + 1}{part}", f"FREQ=WEEKLY{interval};BYDAY={day}")


def repeat_weekdays(found: Found) -> Meaning | None:
    """Mondays and Thursdays, Tuesdays through Saturdays: first, second, last or until; part.

    TIMEX3 has no value for several weekdays: the first stands for them, and the rule has them all.
    """
    first, last = found.get("first"), found.get("last")
    days = [d for d in (first, found.get("second"), last) if d is not None]
    if found.has("until"):
        days = [(first + n) % 7 for n in range((found.get("until") - first) % 7 + 1)]
    part = f"T{found.get('part')}" if found.has("part") else ""
    named = ",".join(_BYDAY[d] for d in sorted(set(days)))
    return Repeat(f"XXXX-WXX-{first + 1}{part}", f"FREQ=WEEKLY;BYDAY={named}")


def at_time(found: Found) -> Meaning | None:
    """A set of days and the hour, which makes a part of the day needless: set, clock. One that names no day is none."""
    days: Repeat = found.get("set")
    clock: Clock = found.get("clock")
    named = _NAMES_A_DAY(days.value)
    return replace(days, value=f"{named[1]}T{clock.hour:02d}:{clock.minute:02d}") if named else None


_NAMES_A_DAY = re.compile(r"(XXXX-(?:(?:W?XX-)+[\dWX-]+|\d\d-\d\d))(?:T[A-Z]{2})?$").match


def weekdays(_found: Found) -> Meaning | None:
    """Weekdays: Monday to Friday."""
    return Repeat("XXXX-WXX-XX", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")


def repeat_month(found: Found) -> Meaning | None:
    """Every March, every March 19: month, day."""
    month = found.get("month")
    if not found.has("day"):
        return Repeat(f"XXXX-{month:02d}", f"FREQ=YEARLY;BYMONTH={month}")
    day = found.get("day")
    if date_or_none(2024, month, day) is None:
        return None
    return Repeat(f"XXXX-{month:02d}-{day:02d}", f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}")


def repeat_season(found: Found) -> Meaning | None:
    """Every spring: season."""
    return Repeat(f"XXXX-{found.get('season')}", "FREQ=YEARLY")


def repeat_part(found: Found) -> Meaning | None:
    """Every morning: part."""
    return Repeat(f"XXXX-XX-XXT{found.get('part')}", "FREQ=DAILY")


def often(found: Found) -> Meaning | None:
    """Daily, weekly: word, which brings a unit."""
    unit, amount = found.get("word")
    return Repeat(length_value(amount, unit), _rule(unit, amount))
