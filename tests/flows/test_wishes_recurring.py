"""Digest times and quiet hours as admins write them, and as they are said back."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.decide import recurrence
from bot.errors import PolicyError
from bot.flows import wishes
from bot.render import schedules

NOW = datetime(2026, 3, 6, 18, tzinfo=UTC)
NEW_YORK = ZoneInfo("America/New_York")
"""A Friday, one in the afternoon; clocks go forward on Sunday."""


@pytest.mark.parametrize(
    ("text", "said", "coming"),
    [
        ("weekdays at 8", "weekdays at 08:00", "Mon 9 08:00, Tue 10 08:00, Wed 11 08:00"),
        ("mon, thu 07:30 and 18:00", "Mondays and Thursdays at 07:30 and 18:00",
         "Mon 9 07:30, Mon 9 18:00, Thu 12 07:30"),
        ("0 8 * * 1-5", "weekdays at 08:00", "Mon 9 08:00, Tue 10 08:00, Wed 11 08:00"),
        ("FREQ=WEEKLY;BYDAY=MO", "Mondays at 08:00", "Mon 9 08:00, Mon 16 08:00, Mon 23 08:00"),
        ("8am and 6 PM", "daily at 08:00 and 18:00", "Fri 6 18:00, Sat 7 08:00, Sat 7 18:00"),
        ("8:00 on weekdays, 10:00 on weekends", "weekdays at 08:00; weekends at 10:00",
         "Sat 7 10:00, Sun 8 10:00, Mon 9 08:00"),
        ("Monday to Wednesday at noon", "Mondays, Tuesdays and Wednesdays at 12:00",
         "Mon 9 12:00, Tue 10 12:00, Wed 11 12:00"),
        ("fri-mon 9", "Mondays, Fridays, Saturdays and Sundays at 09:00", "Sat 7 09:00, Sun 8 09:00, Mon 9 09:00"),
        ("at 8 every day", "daily at 08:00", "Sat 7 08:00, Sun 8 08:00, Mon 9 08:00"),
        ("2:30", "daily at 02:30", "Sat 7 02:30, Sun 8 03:30, Mon 9 02:30"),
        ("hourly", "hourly", "Fri 6 14:00, Fri 6 15:00, Fri 6 16:00"),
        ("every 6 hours", "daily at 00:00, 06:00, 12:00 and 18:00", "Fri 6 18:00, Sat 7 00:00, Sat 7 06:00"),
        ("@weekly", "Sundays at 00:00", "Sun 8 00:00, Sun 15 00:00, Sun 22 00:00"),
        ("0 8 1,15 * *", "0 8 1,15 * *", "Sun 15 08:00, Wed 1 08:00, Wed 15 08:00"),
        ("RRULE:FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=17",
         "DTSTART:20260306 FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=17;BYMINUTE=0", "Fri 27 17:00, Fri 24 17:00, Fri 29 17:00"),
        ("DTSTART:20260301T073000 RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SU",
         "DTSTART:20260301 FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;BYHOUR=7;BYMINUTE=30",
         "Sun 15 07:30, Sun 29 07:30, Sun 12 07:30"),
        ("FREQ=DAILY;COUNT=2", "DTSTART:20260306 FREQ=DAILY;UNTIL=20260307T080000;BYHOUR=8;BYMINUTE=0", "Sat 7 08:00"),
        ("FREQ=DAILY;UNTIL=20260308T120000Z",  # eight in New York, where the clocks have changed by then
         "DTSTART:20260306 FREQ=DAILY;UNTIL=20260308T080000;BYHOUR=8;BYMINUTE=0", "Sat 7 08:00, Sun 8 08:00"),
    ],
)  # fmt: skip
def test_digest_times_are_read_and_said_back_in_words_that_mean_the_same(text: str, said: str, coming: str) -> None:
    wanted = wishes.digests(text, now=NOW, zone=NEW_YORK)
    assert schedules.recurrences(wanted) == said
    assert wishes.digests(said, now=NOW, zone=NEW_YORK) == wanted
    slots = [at.astimezone(NEW_YORK) for at in islice(recurrence.slots_after(wanted, NOW, NEW_YORK), 3)]
    assert ", ".join(f"{at:%a} {at.day} {at:%H:%M}" for at in slots) == coming


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("soon", "“soon” cannot be read here"),
        ("", "Write it like"),
        ("8 30", "“30” is no time of day"),
        ("25:00", "“25:00” is no time of day"),
        ("8:00-9:00", "not over a span of time"),
        ("8, 8:30", "08:00 and 08:30"),
        ("* * * * *", "at most once an hour"),
        ("*/30 8 * * 1-5", "at most once an hour"),
        ("every 5 hours", "give 1, 2, 3, 4, 6, 8 or 12"),
        ("every 0 hours", "give 1, 2, 3, 4, 6, 8 or 12"),
        ("FREQ=SECONDLY", "give FREQ=DAILY, WEEKLY, MONTHLY or YEARLY"),
        ("FREQ=HOURLY;INTERVAL=3", "hours as BYHOUR"),
        ("FREQ=MINUTELY;BYSETPOS=1", "give FREQ=DAILY"),
        ("FREQ=DAILY;BYHOUR=8;BYMINUTE=0,20", "at most once an hour"),
        ("FREQ=DAILY;BYHOUR=8,9;BYMINUTE=" + ",".join(map(str, range(60))), "give at most 24"),
        ("FREQ=DAILY;BYSECOND=30", "no finer than the minute"),
        ("FREQ=DAILY;BYEASTER=0", "“BYEASTER=0” cannot stand"),
        ("FREQ=DAILY;FREQ=WEEKLY", "or not twice"),
        ("FREQ=WEEKLY;BYDAY=2MO", "no day here"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "does not go with"),
        ("FREQ=DAILY;COUNT=0", "COUNT goes from 1"),
        ("FREQ=DAILY;COUNT=99999", "COUNT"),
        ("FREQ=DAILY;COUNT=many", "COUNT=MANY is no list of numbers"),
        ("FREQ=DAILY;INTERVAL=1,2", "INTERVAL is one number"),
        ("FREQ=DAILY;UNTIL=20261301", "no day of the calendar"),
        ("FREQ=DAILY;UNTIL=soon", "is no day"),
        ("FREQ=DAILY;UNTIL=20200101", "No such time comes"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "No such time comes"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=3", "names no day"),
        ("0 0 31 4 *", "No such time comes"),
        ("61 8 * * *", "no minute of a cron expression"),
        ("; ".join(f"mon {hour}; tue {hour}" for hour in range(5)), "give at most 8"),
        ("8 " * 400, "Write it like"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(text: str, told: str) -> None:
    with pytest.raises(PolicyError, match=told):
        wishes.digests(text, now=NOW, zone=NEW_YORK)


@pytest.mark.parametrize("off", ["off", " None ", "never", "-"])
def test_off_switches_digests_and_quiet_hours_off(off: str) -> None:
    assert wishes.digests(off, now=NOW, zone=NEW_YORK) == ()
    assert wishes.quiet_hours(off) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("22:00-07:00", "daily 22:00-07:00"),
        ("22-7", "daily 22:00-07:00"),
        ("10pm to 7am", "daily 22:00-07:00"),
        ("from 22 to 7 on weekdays", "weekdays 22:00-07:00"),
        ("between 10 pm and 7 am", "daily 22:00-07:00"),
        ("weekdays 22-7; weekends 23-9:30", "weekdays 22:00-07:00; weekends 23:00-09:30"),
        ("fri, sat 23:00-10:00, daily 13-14", "Fridays and Saturdays 23:00-10:00; daily 13:00-14:00"),
    ],
)
def test_quiet_hours_are_read_and_said_back(text: str, said: str) -> None:
    wanted = wishes.quiet_hours(text)
    assert schedules.quiet_hours(wanted) == said
    assert wishes.quiet_hours(said) == wanted


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("22:00", "a beginning and an end"),
        ("at night", "cannot be read"),
        ("8-8", "end at another time"),
        ("0-24", "end at another time"),
        ("0:00-23:30", "leaves no hour of the week"),
        ("daily 0-12; daily 12-0", "leaves no hour of the week"),
        ("mon 25-7", "no time of day"),
        ("; ".join(f"mon {hour}-{hour + 1}" for hour in range(15)), "give at most 14"),
    ],
)
def test_quiet_hours_that_cannot_be_are_refused(text: str, told: str) -> None:
    with pytest.raises(PolicyError, match=told):
        wishes.quiet_hours(text)


_SCRAPS = (
    "FREQ=DAILY", "FREQ=YEARLY", "BYDAY=", "1MO", "COUNT=", "UNTIL=", "INTERVAL=", "DTSTART:", "20260301", "T080000Z",
    "*", "*/5", "1-5", "mon", "weekdays", "weekends", "tomorrow", "until ", "every ", "hours", "at", "8", "07:30", "25",
    "22-7", "noon", "@daily", " ", ";", ",", "-", ":", "=", "²", "٣", "\x00", "ẞ", "0", "999999999999",
)  # fmt: skip
wishes_of_strangers = st.lists(st.sampled_from(_SCRAPS), max_size=12).map("".join) | st.text(max_size=60)


@given(wishes_of_strangers)
def test_whatever_is_written_is_read_or_refused_with_a_sentence(text: str) -> None:
    for read in (
        lambda: wishes.digests(text, now=NOW, zone=NEW_YORK),
        lambda: wishes.quiet_hours(text),
        lambda: wishes.until(text, now=NOW, zone=NEW_YORK),
        lambda: wishes.lead_times(text),
        lambda: wishes.time_of_day(text),
        lambda: wishes.topic(text, text),
        lambda: wishes.zone(text),
    ):
        with suppress(PolicyError):
            read()
