"""Recurring times by the wall clock: each slot exactly once, in order, across every change of clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice, pairwise, takewhile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.decide import cron, recurrence, rrule_text
from bot.errors import PolicyError
from bot.model.recurrence import Cron, Recurrence, Rule, Weekly

ZONES = ("America/New_York", "Europe/London", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu", "UTC")
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
ALL_HOURS = ",".join(map(str, range(24)))
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@lru_cache(maxsize=len(ZONES))
def wall_clock(zone: str) -> dict[datetime, datetime]:
    """The first instant at which a clock on the wall shows each minute of the year, found by looking at it."""
    tz, shown = ZoneInfo(zone), dict[datetime, datetime]()
    at = NEW_YEAR - 5 * DAY
    while at < NEW_YEAR + 368 * DAY:
        shown.setdefault(at.astimezone(tz).replace(tzinfo=None), at)
        at += 15 * MINUTE
    return shown


def looked_up(wall: datetime, zone: str) -> datetime:
    """When the clock shows `wall`, or, where it skips that, as much after the skip as `wall` is after its beginning."""
    shown, before = wall_clock(zone), wall
    while before not in shown:
        before -= 15 * MINUTE
    return shown[before] + (wall - before)


quarters = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))
weeklies = st.builds(
    Weekly,
    weekdays=st.sets(st.integers(0, 6), min_size=1).map(tuple),
    times=st.sets(quarters, min_size=1, max_size=4).map(tuple),
)


@settings(max_examples=60)
@given(st.lists(weeklies, min_size=1, max_size=3), st.sampled_from(ZONES), st.integers(0, 300), st.integers(1, 64))
def test_each_slot_of_2026_comes_exactly_once_and_in_order(
    several: list[Recurrence], zone: str, begin: int, days: int
) -> None:
    start, end = NEW_YEAR + begin * DAY, NEW_YEAR + (begin + days) * DAY
    found = list(takewhile(lambda at: at <= end, recurrence.slots_after(several, start, ZoneInfo(zone))))
    assert all(a < b for a, b in pairwise(found))
    expected = {
        at
        for n in range(-2, days + 3)
        for one in several
        if isinstance(one, Weekly) and (start.date() + n * DAY).weekday() in one.weekdays
        for wall in one.times
        if start < (at := looked_up(datetime.combine(start.date() + n * DAY, wall), zone)) <= end
    }
    assert found == sorted(expected)


@settings(max_examples=60)
@given(weeklies, st.sampled_from(ZONES), st.integers(2, 360 * 24 * 60))
def test_the_next_slot_is_the_first_that_is_later_whenever_it_is_asked_for(
    one: Recurrence, zone: str, minutes: int
) -> None:
    asked = NEW_YEAR + minutes * MINUTE
    following = recurrence.next_after([one], asked, ZoneInfo(zone))
    assert following is not None
    assert following > asked
    assert recurrence.next_after([one], following - MINUTE / 60, ZoneInfo(zone)) == following
    earlier = recurrence.slots_after([one], asked - 9 * DAY, ZoneInfo(zone))
    assert next(at for at in earlier if at > asked) == following


@pytest.mark.parametrize(
    ("zone", "day", "walls", "instants"),
    [
        # 02:30 does not happen on March 8 and comes at 03:30, after 03:00 of the same rule.
        ("America/New_York", date(2026, 3, 8), (time(2, 30), time(3, 0)), ["07:00", "07:30"]),
        # Shifted onto each other: one slot.
        ("America/New_York", date(2026, 3, 8), (time(2, 30), time(3, 30)), ["07:30"]),
        # 01:30 is shown twice on November 1; the first time counts.
        ("America/New_York", date(2026, 11, 1), (time(1, 30), time(2, 30)), ["05:30", "07:30"]),
        ("Australia/Lord_Howe", date(2026, 10, 4), (time(2, 0), time(2, 30)), ["15:30"]),
    ],
)
def test_the_changes_of_clocks(zone: str, day: date, walls: tuple[time, ...], instants: list[str]) -> None:
    tz = ZoneInfo(zone)
    start = datetime.combine(day, time(0), tz).astimezone(UTC) - MINUTE
    found = takewhile(
        lambda at: at.astimezone(tz).date() == day, recurrence.slots_after([Weekly(times=walls)], start, tz)
    )
    assert [f"{at:%H:%M}" for at in found] == instants


def test_an_hourly_rule_passes_over_the_hour_that_is_shown_twice() -> None:
    hourly = Weekly(times=tuple(time(hour) for hour in range(24)))
    tz = ZoneInfo("Europe/London")
    coming = recurrence.slots_after([hourly], datetime(2026, 10, 24, 23, 30, tzinfo=UTC), tz)
    assert [f"{at:%H:%M}" for at in islice(coming, 3)] == ["00:00", "02:00", "03:00"]


expressions = st.tuples(
    st.sampled_from(("0", "30", "15,45", "*/20", "5-50/15")),
    st.sampled_from(("8", "*", "*/6", "7-9", "0,23", "20/2")),
    st.sampled_from(("*", "1", "1,15", "31", "*/10", "28-31")),
    st.sampled_from(("*", "2", "jan,jul", "3-5")),
    st.sampled_from(("*", "1-5", "sun", "7", "mon,thu", "fri-sun")),
).map(" ".join)


@settings(max_examples=80)
@given(expressions, st.dates(date(2025, 1, 1), date(2027, 12, 1)))
def test_a_cron_expression_fits_the_minutes_that_each_of_its_fields_fits(expression: str, first: date) -> None:
    found = list(
        takewhile(
            lambda wall: wall < datetime.combine(first + 4 * DAY, time()),
            recurrence.walls(Cron(expression=expression), first),
        )
    )
    minutes = (datetime.combine(first, time()) + n * MINUTE for n in range(4 * 24 * 60))
    assert found == [at for at in minutes if _fits(expression, at)]


def _fits(expression: str, at: datetime) -> bool:
    """crontab(5), field by field, by somebody who reads it slowly."""
    minute, hour, day, month, weekday = expression.split(" ")
    if not (_in(minute, at.minute, 59) and _in(hour, at.hour, 23) and _in(month, at.month, 12)):
        return False
    by_day, by_weekday = _in(day, at.day, 31), _in(weekday, at.isoweekday(), 7) or _in(weekday, at.isoweekday() % 7, 7)
    if day[0] == "*" or weekday[0] == "*":
        return by_day and by_weekday
    return by_day or by_weekday


_NAMES = {"jan": 1, "jul": 7, "sun": 7, "mon": 1, "thu": 4, "fri": 5}


def _in(field: str, number: int, high: int) -> bool:
    for part in field.split(","):
        span, _, step = part.partition("/")
        low, _, last = span.partition("-")
        first = 0 if low == "*" else _NAMES.get(low) or int(low)
        end = high if low == "*" or (step and not last) else (_NAMES.get(last) or int(last)) if last else first
        start_of_steps = 1 if low == "*" and high in {31, 12} else first
        if first <= number <= end and (number - start_of_steps) % int(step or 1) == 0:
            return True
    return False


@pytest.mark.parametrize(
    "wrong", ["", "8", "61 8 * * *", "0 24 * * *", "0 8 0 * *", "0 8 * 13 *", "0 8 * * 8", "0 8 * * * *", "0 8 9-3 * *",
              "*/0 8 * * *", "0 8 * * mo", "a b c d e", "0 8 L * *", "0 8,,9 * * *", "-5 8 * * *", "0 8 * * 1-"],
)  # fmt: skip
def test_what_is_no_cron_expression_is_refused(wrong: str) -> None:
    with pytest.raises(PolicyError):
        cron.parse(wrong)


def numbers(low: int, high: int, *, signed: bool = False) -> st.SearchStrategy[list[int]]:
    one = st.integers(low, high) | st.integers(-high, -low) if signed else st.integers(low, high)
    return st.lists(one, max_size=3, unique=True)


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")))
    parts = {"FREQ": frequency, "INTERVAL": draw(st.integers(1, 4))}
    parts["BYMONTH"] = draw(numbers(1, 12))
    if frequency != "WEEKLY":
        parts["BYMONTHDAY"] = draw(numbers(1, 31, signed=True))
    if frequency == "YEARLY":
        parts["BYYEARDAY"], parts["BYWEEKNO"] = draw(numbers(1, 366, signed=True)), draw(numbers(1, 53, signed=True))
    nth = ("", "1", "2", "-1", "-2") if frequency in {"MONTHLY", "YEARLY"} else ("",)
    place, days = draw(st.sampled_from(nth)), draw(st.lists(st.sampled_from(rrule_text.DAYS), max_size=3, unique=True))
    parts["BYDAY"] = [f"{place}{day}" for day in days]
    parts["BYSETPOS"] = draw(numbers(1, 4, signed=True)) if any(parts.values()) else []
    if not parts.get("BYWEEKNO"):
        parts["WKST"] = draw(st.sampled_from(rrule_text.DAYS))
    parts |= {"BYHOUR": draw(st.sampled_from(("8", "8,18", "0,23"))), "BYMINUTE": "0"}
    written = {name: ",".join(map(str, value)) if isinstance(value, list) else value for name, value in parts.items()}
    return ";".join(f"{name}={value}" for name, value in written.items() if value)


@settings(max_examples=150)
@given(rules(), st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.integers(0, 800))
def test_a_recurrence_rule_is_read_as_the_library_reads_it(rule: str, start: date, later: int) -> None:
    from dateutil.rrule import rrulestr

    first = start + timedelta(days=later)
    ours = list(islice(recurrence.walls(Rule(rule=rule, start=start), first), 20))
    # The library counts BYSETPOS of the first week from the start; RFC 5545 counts it in the whole week.
    whole_week = "FREQ=WEEKLY" in rule and "BYSETPOS" in rule and "BYDAY" in rule
    week_start = rrule_text.DAYS.index(rule.partition("WKST=")[2][:2] or "MO")
    begun = start - timedelta(days=(start.weekday() - week_start) % 7) if whole_week else start
    theirs = rrulestr(rule, dtstart=datetime.combine(begun, time()))
    if ours:  # the library looks for another one until the year 9999
        assert ours == list(islice((at for at in theirs if at.date() >= max(first, start)), len(ours)))


@pytest.mark.parametrize(
    "never",
    [
        Rule(rule="FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", start=date(2026, 1, 1)),
        Rule(rule="FREQ=YEARLY;INTERVAL=1000;BYMONTH=1", start=date(2025, 1, 1)),
        Rule(rule=f"FREQ=YEARLY;BYHOUR={ALL_HOURS};BYYEARDAY=1;BYSETPOS=25", start=date(2026, 1, 1)),
        Rule(rule="FREQ=DAILY;UNTIL=20200101T000000", start=date(2019, 1, 1)),
        Cron(expression="0 0 30 2 *"),
    ],
)
def test_a_rule_that_never_comes_is_found_to_within_the_days_of_nine_years(never: Recurrence) -> None:
    assert list(recurrence.walls(never, date(2026, 3, 1))) == []
    assert recurrence.next_after([never], NEW_YEAR, ZoneInfo("UTC")) is None


def test_the_last_days_of_the_calendar_raise_nothing() -> None:
    rule = Rule(rule="FREQ=YEARLY;BYHOUR=8;BYMINUTE=0", start=date(2026, 1, 1))
    for one in (rule, Weekly(times=(time(8),)), Cron(expression="0 8 1 * 1")):
        assert all(wall.year > 9989 for wall in recurrence.walls(one, date(9999, 12, 1)))


def test_two_times_within_an_hour_are_found_also_across_rules_and_midnight() -> None:
    today = date(2026, 3, 1)
    assert recurrence.too_close([Weekly(times=(time(8), time(9)))], today) is None
    assert recurrence.too_close([Weekly(times=(time(8), time(8, 59)))], today) is not None
    assert recurrence.too_close([Weekly(times=(time(0, 10), time(23, 30)))], today) is not None
    weekdays = Weekly(weekdays=(0, 1), times=(time(8),))
    assert recurrence.too_close([weekdays, Weekly(weekdays=(2,), times=(time(8, 30),))], today) is None
    assert recurrence.too_close([weekdays, Weekly(weekdays=(1,), times=(time(8, 30),))], today) is not None
    assert recurrence.too_close([weekdays, weekdays], today) is None


@pytest.mark.parametrize("count", ["0", "1001", "999999999", "9" * 40])
def test_a_number_that_is_too_large_is_told_so(count: str) -> None:
    with pytest.raises(PolicyError, match="COUNT goes from 1 to 1000, not"):
        rrule_text.normal(f"FREQ=DAILY;COUNT={count}", today=date(2026, 1, 1), at=time(8), zone=ZoneInfo("UTC"))
