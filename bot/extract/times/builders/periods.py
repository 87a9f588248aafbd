"""Weeks, months, quarters, seasons, years, and how far away they are."""

from __future__ import annotations

from typing import Literal

from bot.extract.times.builders.dates import shift_of, year_of
from bot.extract.times.meaning import (
    Again,
    Ahead,
    Away,
    Before,
    Length,
    Meaning,
    Moment,
    Part,
    Period,
    Unit,
    WeekOf,
    Years,
)
from bot.extract.times.patterns import Builder, Found
from bot.extract.times.values import length_value


def period(found: Found) -> Meaning | None:
    """Last week, this year, next month: shift, unit; bare ones are told by what went before."""
    shift = shift_of(found)
    if shift is None:
        return Period(unit=found.get("unit") or Unit.YEAR, of="context")
    return Period(unit=found.get("unit") or Unit.YEAR, shift=shift)


def last_quarter(_found: Found) -> Meaning | None:
    """The last quarter."""
    return Period(unit=Unit.QUARTER, shift="last")


def past_period(found: Found) -> Meaning | None:
    """The past year is last year, the next year next year; the past week is a length: shift, unit."""
    unit, shift = found.get("unit"), shift_of(found)
    if unit is Unit.YEAR and shift is not None:
        return Period(unit=unit, shift="last" if shift in {"past", "last"} else "next")
    return Length(length_value(1, unit)) if unit is not Unit.WEEKEND else Period(unit=unit, shift=shift)


def same_day(found: Found) -> Meaning | None:
    """The day, the month, of which the text speaks: unit."""
    unit = found.get("unit")
    return Period(unit=unit, shift="this") if unit in {Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR} else None


def following(found: Found) -> Meaning | None:
    """The following month, the previous year, the same day: from what went before."""
    sign = found.get("following")
    return Away(unit=found.get("unit"), amount=1, sign=sign, of="context")


def day_beside(found: Found) -> Meaning | None:
    """The next day, the following morning, the night before: following, earlier or later (else the next); part."""
    sign: Literal[-1, 1] = -1 if found.has("earlier") else found.get("following") or 1
    day = Away(unit=Unit.DAY, amount=1, sign=sign, of="context")
    return Moment(day=day, part=found.get("part")) if found.has("part") else day


def away(sign: int, of: str, *, loose: bool = False) -> Builder:
    """So many units from the reference or from the context: count, unit."""

    def build(found: Found) -> Meaning | None:
        amount = found.get("count") if found.has("count") else 1
        if found.has("half") and amount is not None:
            amount += 0.5
            assert sign in {-1, 1}
        assert of in {"reference", "context"}
        return Away(unit=found.get("unit"), amount=amount, sign=sign, of=of, loose=loose or found.has("loose"))  # type: ignore[arg-type]  # narrowed above

    return build


def two_weeks(sign: Literal[-1, 1]) -> Builder:
    """A fortnight ago, the week after next: two weeks from the reference."""
    return lambda _found: Away(unit=Unit.WEEK, amount=2, sign=sign)


def ahead(found: Found) -> Meaning | None:
    """In five years: a date where it is said of the future, else how long: count, unit."""
    return Ahead(unit=found.get("unit"), amount=found.get("count") or 1)


def before(found: Found) -> Meaning | None:
    """A year earlier, the year-ago quarter, last year's period: unit, quarter, period, count."""
    noun: Literal["quarter", "period", "none"] = "none"
    if found.has("quarter"):
        noun = "quarter"
    elif found.has("period"):
        noun = "period"
    return Before(unit=found.get("unit") or Unit.YEAR, noun=noun, amount=found.get("count") or 1)


def part_before(found: Found) -> Meaning | None:
    """The year-earlier third quarter: ord."""
    number = found.get("ord")
    return Before(unit=Unit.YEAR, code=f"Q{number}") if 1 <= number <= 4 else None


def again(found: Found) -> Meaning | None:
    """The latest quarter, the 1988 period: unit, year."""
    return Again(unit=found.get("unit") or (Unit.QUARTER if found.has("quarter") else None), year=year_of(found))


def that(found: Found) -> Meaning | None:
    """That day, that year, that night: unit or part."""
    if found.has("part"):
        return Moment(day=Again(unit=Unit.DAY, sure=True), part=found.get("part"))
    return Again(unit=found.get("unit"), sure=True)


def quarter(found: Found) -> Meaning | None:
    """The third quarter, the first half, the final quarter: ord or final, half, year, short, shift."""
    letter = "H" if found.has("half") else "Q"
    number = found.get("ord")
    if found.has("final"):
        number = {"H": 2, "Q": 4}[letter]
    if number is None or not 1 <= number <= (4 if letter == "Q" else 2):
        return None
    return Part(code=f"{letter}{number}", year=year_of(found), shift=shift_of(found))


def named_quarter(found: Found) -> Meaning | None:
    """Q3 2026: q, year."""
    return Part(code=found.get("q"), year=year_of(found))


def two_quarters(found: Found) -> Meaning | None:
    """The first two quarters of 1990: ord, year."""
    return Part(code="H1", year=year_of(found)) if found.get("ord") == 1 else None


def season(found: Found) -> Meaning | None:
    """A season: season, year, shift."""
    return Part(code=found.get("season"), year=year_of(found), shift=shift_of(found))


def decade(found: Found) -> Meaning | None:
    """The 1980s, the '80s, the nineties: decade or short or spelt."""
    if found.has("decade"):
        return Years(digits=str(found.get("decade")))
    tens = found.get("short") if found.has("short") else found.get("spelt")
    return Years(digits=str(190 + tens if tens >= 3 else 200 + tens), short=True)


def century(found: Found) -> Meaning | None:
    """The 20th century: ord."""
    number = found.get("ord")
    return Years(digits=f"{number - 1:02d}") if 1 <= number <= 30 else None


def week_of_month(found: Found) -> Meaning | None:
    """The second or last week of a month: week or last, month, year."""
    week = -1 if found.has("last") else found.get("week")
    return WeekOf(week=week, month=found.get("month"), year=year_of(found)) if -1 <= week <= 4 else None
