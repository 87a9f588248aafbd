"""From the words under a pattern's names to a meaning. The names are the contract between tables and builders."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from bot.extract.times.meaning import (
    Again,
    Ahead,
    Away,
    Before,
    Clock,
    DayFromToday,
    Given,
    Holiday,
    Length,
    Meaning,
    Moment,
    Nothing,
    Part,
    Period,
    Point,
    Repeat,
    Shift,
    Slashed,
    Stretch,
    Unit,
    Vague,
    Weekday,
    WeekHolding,
    WeekOf,
    Within,
    Years,
)
from bot.extract.times.patterns import Builder, Found
from bot.extract.times.values import TIME_UNITS, date_or_none, length_value
from bot.extract.times.zones import offset_key


def full_year(two: int) -> int:
    """Return the year that two digits mean: '98 is 1998, '26 is 2026; the century turns at 50."""
    return two + (1900 if two >= 50 else 2000)


def _year(found: Found) -> int | None:
    year = found.get("year")
    if year is None and found.has("short"):
        year = full_year(found.get("short"))
    return year


def point(found: Found) -> Meaning | None:
    """A date: year, short, month, day, weekday, shift; whatever is there."""
    return Point(
        year=_year(found),
        month=found.get("month"),
        day=found.get("day"),
        weekday=found.get("weekday"),
        shift=found.get("shift"),
    )


def iso(found: Found) -> Meaning | None:
    """A date in ISO form, with its time if it has one."""
    text = found.get("iso")
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:10])
    if not 1 <= month <= 12:
        return None
    date = Point(year=year, month=month, day=day)
    if len(text) <= 10:
        return date
    zone = "UTC" if text.endswith("Z") else text[-6:] if text[-6] in "+-" else None
    return Moment(day=date, clock=Clock(int(text[11:13]), int(text[14:16]), zone))


def slashed(found: Found) -> Meaning | None:
    """A date in figures: year first, or else the order is told later."""
    text = found.get("slashed")
    mark = next(c for c in text if not c.isdigit())
    first, second, third = text.split(mark)
    if len(first) == 4:
        return Point(year=int(first), month=int(second), day=int(third)) if len(third) <= 2 else None
    if len(first) > 2 or len(third) not in {2, 4} or (len(third) == 2 and mark != "/"):
        return None
    year = int(third) if len(third) == 4 else full_year(int(third))
    if mark == ".":
        return Point(year=year, month=int(second), day=int(first))
    return Slashed(first=int(first), second=int(second), year=year)


def day_from_today(found: Found) -> Meaning | None:
    """Today, yesterday, tomorrow (today), perhaps with a part of the day (part)."""
    day = DayFromToday(found.get("today"))
    return Moment(day=day, part=found.get("part")) if found.has("part") else day


def beyond(days: int) -> Builder:
    """The day after tomorrow, the day before yesterday."""

    def build(_found: Found) -> Meaning | None:
        return DayFromToday(days)

    return build


def part_of_today(found: Found) -> Meaning | None:
    """This morning, last night, tonight: shift, part."""
    days = {"last": -1, "next": 1}.get(found.get("shift") or "this", 0)
    return Moment(day=DayFromToday(days), part=found.get("part") or "NI")


def weekday(found: Found) -> Meaning | None:
    """A weekday, perhaps pointed at (shift), perhaps with a part of the day (part)."""
    day = Weekday(found.get("weekday"), _shift(found))
    return Moment(day=day, part=found.get("part")) if found.has("part") else day


def weekday_of_week(found: Found) -> Meaning | None:
    """Monday next week, Thursday of last week: weekday, shift."""
    return Point(weekday=found.get("weekday"), shift=_shift(found))


def _shift(found: Found) -> Shift | None:
    """Return how it is pointed at; "this past" and "this coming" count by their second word."""
    shift: Shift | None = found.get("shift2") or found.get("shift")
    return shift


def period(found: Found) -> Meaning | None:
    """Last week, this year, next month: shift, unit; bare ones are told by what went before."""
    shift = _shift(found)
    if shift is None:
        return Period(unit=found.get("unit") or Unit.YEAR, of="context")
    return Period(unit=found.get("unit") or Unit.YEAR, shift=shift)


def following(found: Found) -> Meaning | None:
    """The following month, the previous year, the same day: from what went before."""
    sign = found.get("following")
    return Away(unit=found.get("unit"), amount=1, sign=sign, of="context")


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
    return Part(code=f"Q{number}", shift="last") if 1 <= number <= 4 else None


def again(found: Found) -> Meaning | None:
    """The latest quarter, the 1988 period: unit, year."""
    return Again(unit=found.get("unit") or (Unit.QUARTER if found.has("quarter") else None), year=_year(found))


def that(found: Found) -> Meaning | None:
    """That day, that year: unit."""
    return Again(unit=found.get("unit"), sure=True)


def past_period(found: Found) -> Meaning | None:
    """The past year is last year, the next year next year; the past week is a length: shift, unit."""
    unit, shift = found.get("unit"), _shift(found)
    if unit is Unit.YEAR and shift is not None:
        return Period(unit=unit, shift="last" if shift in {"past", "last"} else "next")
    return Length(length_value(1, unit)) if unit is not Unit.WEEKEND else Period(unit=unit, shift=shift)


def september_eleven(found: Found) -> Meaning | None:
    """The attacks of 2001, which are told without their year: nine, eleven."""
    return Point(year=2001, month=9, day=11) if (found.get("nine"), found.get("eleven")) == (9, 11) else None


def last_quarter(_found: Found) -> Meaning | None:
    """The last quarter."""
    return Period(unit=Unit.QUARTER, shift="last")


def week_of_month(found: Found) -> Meaning | None:
    """The second or last week of a month: week or last, month, year."""
    week = -1 if found.has("last") else found.get("week")
    return WeekOf(week=week, month=found.get("month"), year=_year(found)) if -1 <= week <= 4 else None


def ahead(found: Found) -> Meaning | None:
    """In five years: a date where it is said of the future, else how long: count, unit."""
    return Ahead(unit=found.get("unit"), amount=found.get("count") or 1)


def same_day(found: Found) -> Meaning | None:
    """The day, the month, of which the text speaks: unit."""
    unit = found.get("unit")
    return Period(unit=unit, shift="this") if unit in {Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR} else None


def quarter(found: Found) -> Meaning | None:
    """The third quarter, the first half, the final quarter: ord or final, half, year, short, shift."""
    letter = "H" if found.has("half") else "Q"
    number = found.get("ord")
    if found.has("final"):
        number = {"H": 2, "Q": 4}[letter]
    if number is None or not 1 <= number <= (4 if letter == "Q" else 2):
        return None
    return Part(code=f"{letter}{number}", year=_year(found), shift=_shift(found))


def named_quarter(found: Found) -> Meaning | None:
    """Q3 2026: q, year."""
    return Part(code=found.get("q"), year=_year(found))


def two_quarters(found: Found) -> Meaning | None:
    """The first two quarters of 1990: ord, year."""
    return Part(code="H1", year=_year(found)) if found.get("ord") == 1 else None


def season(found: Found) -> Meaning | None:
    """A season: season, year, shift."""
    return Part(code=found.get("season"), year=_year(found), shift=_shift(found))


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


def length(found: Found) -> Meaning | None:
    """A duration: count, unit; half adds one half, halfof is one half."""
    unit: Unit = found.get("unit")
    amount = found.get("count") or found.get("couple")
    if found.has("halfof"):
        return Length(_half_of(unit))
    if found.has("half") and amount is not None:
        return Length(_and_a_half(amount, unit))
    return Length(length_value(amount, unit))


def length_one(found: Found) -> Meaning | None:
    """One of a unit: unit."""
    return Length(length_value(1, found.get("unit")))


def length_couple(found: Found) -> Meaning | None:
    """A couple of a unit: unit."""
    return Length(length_value(2, found.get("unit")))


def length_hundred(found: Found) -> Meaning | None:
    """A hundred or a thousand of a unit: unit, many."""
    return Length(length_value(found.get("many"), found.get("unit")))


def length_unknown(found: Found) -> Meaning | None:
    """So many of a unit that no one number says it: unit."""
    return Length(length_value(None, found.get("unit")))


def length_mixed(found: Found) -> Meaning | None:
    """Five and a fraction: count, one, two, unit."""
    if (found.get("one"), found.get("two")) != (1, 2):
        return None
    return Length(_and_a_half(found.get("count"), found.get("unit")))


def half_hour(_found: Found) -> Meaning | None:
    """A half-hour."""
    return Length("PT30M")


def _half_of(unit: Unit) -> str:
    exact = {Unit.HOUR: "PT30M", Unit.YEAR: "P6M", Unit.DECADE: "P5Y", Unit.CENTURY: "P50Y", Unit.MINUTE: "PT30S"}
    return exact.get(unit, length_value(0.5, unit))


def _and_a_half(amount: float, unit: Unit) -> str:
    finer = {Unit.HOUR: "30M", Unit.MINUTE: "30S"}.get(unit)
    return f"PT{amount:g}{TIME_UNITS[unit]}{finer}" if finer else length_value(amount + 0.5, unit)


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


def repeat_weekday(found: Found) -> Meaning | None:
    """Every Monday, Tuesday nights, every first Monday: weekday, part, nth or final."""
    part = f"T{found.get('part')}" if found.has("part") else ""
    day = _BYDAY[found.get("weekday")]
    if found.has("nth") or found.has("final"):
        nth = found.get("nth") if found.has("nth") else -1
        return Repeat(f"XXXX-XX-WXX-{found.get('weekday') + 1}", f"FREQ=MONTHLY;BYDAY={nth}{day}") if nth <= 5 else None
    interval = ";INTERVAL=2" if found.has("other") else ""
    return Repeat(f"XXXX-WXX-{found.get('weekday') + 1}{part}", f"FREQ=WEEKLY{interval};BYDAY={day}")


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


def holiday(key: str) -> Builder:
    """A day with a name: year."""

    def build(found: Found) -> Meaning | None:
        return Holiday(key=key, year=_year(found))

    return build


def clock_in_part(found: Found) -> Meaning | None:
    """Four in the morning: hour, part."""
    hour = found.get("hour")
    if not 1 <= hour <= 12:
        return None
    later = found.get("part") in {"AF", "EV"} or (found.get("part") == "NI" and hour >= 6)
    return Clock(hour % 12 + (12 if later else 0))


def vague_word(found: Found) -> Meaning | None:
    """A vague time that the word itself has: word."""
    return Vague(found.get("word"))


def vague(value: str) -> Builder:
    """A fixed vague time."""

    def build(_found: Found) -> Meaning | None:
        return Vague(value)

    return build


def fixed_length(value: str) -> Builder:
    """A fixed duration."""

    def build(_found: Found) -> Meaning | None:
        return Length(value)

    return build


def given(value: str) -> Builder:
    """A fixed value."""

    def build(_found: Found) -> Meaning | None:
        return Given(value)

    return build


def clock(found: Found) -> Meaning | None:
    """A time of day: clock, dotted, packed, hour, noon; ampm, zone, region."""
    hour, minute = _hour_and_minute(found)
    half = found.get("ampm")
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    zone = found.get("zone") or found.get("region")
    return Clock(hour, minute, zone)


def _hour_and_minute(found: Found) -> tuple[int, int]:
    for name in ("clock", "dotted", "packed", "noon"):
        if found.has(name):
            value: tuple[int, int] = found.get(name)
            return value
    return found.get("hour"), 0


def last_day_of_year(found: Found) -> Meaning | None:
    """Year-end, or the year-end of a year that is told: year."""
    return Holiday(key="year end", year=_year(found))


def days_of_month(found: Found) -> Meaning | None:
    """March 19-21, 19 to 21 March 2026: month, day, last, year."""
    year, month = _year(found), found.get("month")
    first, last = found.get("day"), found.get("last")
    if last <= first or (found.has("both") and last != first + 1):
        return None
    return Stretch(Point(year=year, month=month, day=first), Point(year=year, month=month, day=last))


def years_range(found: Found) -> Meaning | None:
    """1985-87, 2025/26: year, last or short."""
    first: int = found.get("year")
    last: Any = found.get("last")
    if last is None:
        last = first // 100 * 100 + found.get("short")
    if not first < last <= first + 60:
        return None
    return Stretch(Point(year=first), Point(year=last))


def nothing(_found: Found) -> Meaning | None:
    """Words that look like a time and are none."""
    return Nothing()


def at_time(found: Found) -> Meaning | None:
    """A day and a time of day: day, clock; the day may bring a part of the day, which the clock makes needless."""
    day, time = found.get("day"), found.get("clock")
    if isinstance(day, Moment):
        if day.part in {"AF", "EV", "NI"} and 1 <= time.hour < 12:
            time = Clock(time.hour + 12, time.minute, time.zone)
        day = day.day
    return Moment(day=day, clock=time)


def within(found: Found) -> Meaning | None:
    """October of next year, this year's third quarter: inner, outer."""
    return Within(inner=found.get("inner"), outer=found.get("outer"))


def week_holding(found: Found) -> Meaning | None:
    """The week of a date: day."""
    day = found.get("day")
    return WeekHolding(day) if isinstance(day, Point) else None


def same(found: Found) -> Meaning | None:
    """A phrase with words around it that do not change its value: of."""
    meaning: Meaning = found.get("of")
    return meaning


def both(found: Found) -> Meaning | None:
    """A weekday and the date that it is: weekday, day."""
    weekday, day = found.get("weekday"), found.get("day")
    if isinstance(weekday, Weekday) and isinstance(day, Point) and day.weekday is None:
        return Point(year=day.year, month=day.month, day=day.day, weekday=weekday.day)
    return day if isinstance(day, Point) else None


def stretch(found: Found) -> Meaning | None:
    """From one day or month to another: first, last."""
    first, last = found.get("first"), found.get("last")
    if isinstance(first, Point) and isinstance(last, Point) and (first.day is None) == (last.day is None):
        if last.year is not None and first.year is None and first.month is not None and last.month is not None:
            first = replace(first, year=last.year - (first.month > last.month))
        return Stretch(first, last)
    return Stretch(first, last) if isinstance(first, Weekday) and isinstance(last, Weekday) else None


def told_twice(found: Found) -> Meaning | None:
    """The same moment in two zones, "10:35 a.m. (0735 GMT)": local, zoned."""
    local, zoned = found.get("local"), found.get("zoned")
    if local.zone is not None or zoned.zone is None or zoned.zone[0] not in "+-U":
        return None
    minutes = 60 * (local.hour - zoned.hour) + local.minute - zoned.minute
    if zoned.zone != "UTC":
        minutes += int(zoned.zone[0] + "1") * (60 * int(zoned.zone[1:3]) + int(zoned.zone[4:6]))
    minutes = (minutes + 720) % 1440 - 720
    return replace(local, zone=offset_key(minutes)) if minutes % 15 == 0 else None
