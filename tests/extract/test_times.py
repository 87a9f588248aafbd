"""Time expressions of our own with their values, read as of Monday, 9 February 2026."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from bot.extract.dateline import read_dateline
from bot.extract.text import Text
from bot.extract.times import Reference, find_reference, read_times
from bot.model.time import Precision, TimeExpression, TimeType

MONDAY = Reference(day=date(2026, 2, 9))

DATES = """
It opened on [March 19, 2026]. = 2026-03-19
It opened on [Thursday, March 19, 2026]. = 2026-03-19
It opened on [19 March 2026]. = 2026-03-19
It opened on [Thursday 19 March 2026]. = 2026-03-19
It opened on [the 19th of March 2026]. = 2026-03-19
It opens on [March 19th]. = 2026-03-19
It opened on [2026-03-19]. = 2026-03-19
It opened on [19.03.2026]. = 2026-03-19
It opened on [3/19/2026]. = 2026-03-19
It opened on [19/3/26]. = 2026-03-19
It opened on [Aug. 2, 1990]. = 1990-08-02
It opened on [Sept 9, 1999]. = 1999-09-09
It opened on [1 January 2000]. = 2000-01-01
It opened in [May 1998]. = 1998-05
It opened in [May, 1998]. = 1998-05
It opened in [May of 1998]. = 1998-05
It opened in [1998]. = 1998
It opened in [the year 1998]. = 1998
It opened in [nineteen ninety-eight]. = 1998
It opened in [the 1980s]. = 198
It opened in [the '80s]. = 198
It opened in [the nineties]. = 199
It opened in [the late 1970s]. = 197
It opened in [the 11th century]. = 10
It opened in [mid-1996]. = 1996
It opened in [early 1990]. = 1990
The [1988] merger failed. = 1988
On [February 29] it snowed. = 2024-02-29
It closes on [February 29]. = 2028-02-29
They meet on [Friday, March 20]. = 2026-03-20
The deal of [Dec. 15] holds. = 2025-12-15
"""

NEAREST = """
The vote will be held on [March 19]. = 2026-03-19
The vote was held on [February 3]. = 2026-02-03
The vote is on [December 10]. = 2026-12-10
The vote will be on [December 10]. = 2026-12-10
They met on [December 10]. = 2025-12-10
They met on [March 19]. = 2025-03-19
He said he was looking forward to welcoming her on [March 19]. = 2026-03-19
He said on [February 6] that talks would begin on [March 2]. = 2026-02-06 2026-03-02
The mission is planned for [December]. = 2026-12
Sales fell in [December]. = 2025-12
Sales will fall in [December]. = 2026-12
Sales fell in [January]. = 2026-01
The hearing was rescheduled for [April 9]. = 2026-04-09
The hearing was moved to [December 10]. = 2026-12-10
The club set [March 31] as the deadline. = 2026-03-31
He spoke of the [March 19] visit. = 2026-03-19
A possible [May] visit is being discussed. = 2026-05
Her planned [April] visit drew praise. = 2026-04
The [November] report was late. = 2025-11
It rained in [February]. = 2026-02
It will rain in [February]. = 2026-02
It reopens in [May]. = 2026-05
It closed last year in [May]. = 2025-05
"""

WEEKDAYS = """
He resigned on [Sunday]. = 2026-02-08
He resigned [Monday]. = 2026-02-09
He resigned on [Tuesday]. = 2026-02-03
He will resign on [Tuesday]. = 2026-02-10
He will resign on [Sunday]. = 2026-02-15
He resigns [next Tuesday]. = 2026-02-17
He resigned [last Tuesday]. = 2026-02-03
He resigned [last Monday]. = 2026-02-02
He resigns [this Friday]. = 2026-02-13
He resigns [this coming Sunday]. = 2026-02-15
On [Thursday] the council will vote. = 2026-02-12
On [Thursday] the council voted. = 2026-02-05
The council is to vote on [Thursday]. = 2026-02-12
The council was to vote on [Thursday]. = 2026-02-12
The council is expected to vote on [Thursday]. = 2026-02-12
The trial is set to begin on [Wednesday]. = 2026-02-11
The trial is set for [Wednesday]. = 2026-02-11
The trial begins on [Wednesday]. = 2026-02-11
The trial began on [Wednesday]. = 2026-02-04
The report is due [Friday]. = 2026-02-13
The deadline is [Friday]. = 2026-02-13
[Sunday]'s vote was close. = 2026-02-08
[Sunday]'s vote will be close. = 2026-02-15
Nobody could be reached on [Wednesday]. = 2026-02-04
He could not be reached on [Wednesday]. = 2026-02-04
He couldn't be reached on [Wednesday]. = 2026-02-04
The offer had been due to expire [Friday]. = 2026-02-06
They meet [Thursday] in Oslo. = 2026-02-12
They looked for ways around [Wednesday]'s ruling. = 2026-02-04
They will look for ways around [Wednesday]'s ruling. = 2026-02-04
Traders said [Friday]'s fall was small. = 2026-02-06
He said on [Sunday] that talks would resume on [Wednesday]. = 2026-02-08 2026-02-11
The talks, which ended on [Friday], will resume on [Wednesday]. = 2026-02-06 2026-02-11
He had until [Friday] to pay. = 2026-02-06
He has until [Friday] to pay. = 2026-02-13
They were given until [Friday]. = 2026-02-13
They have been given until [Friday]. = 2026-02-13
He may leave as early as [Tuesday]. = 2026-02-10
It was agreed in [June] to meet on [Tuesday]. = 2025-06 2026-02-03
They plan to leave on [Saturday]. = 2026-02-14
They planned the raid on [Saturday]. = 2026-02-14
He called it a great [Sunday]. = 2026-02-08
The talks will be held on [Friday]. = 2026-02-13
The talks have been held on [Friday]. = 2026-02-06
The bill passed on [Friday] and takes effect on [Saturday]. = 2026-02-06 2026-02-14
He arrives on [Monday next week]. = 2026-02-16
He met her on [Thursday last week]. = 2026-02-05
It was [Saturday night]. = 2026-02-07TNI
"""

RELATIVE = """
He left [today]. = 2026-02-09
He left [yesterday]. = 2026-02-08
He leaves [tomorrow]. = 2026-02-10
He leaves [the day after tomorrow]. = 2026-02-11
He left [the day before yesterday]. = 2026-02-07
He left [this morning]. = 2026-02-09TMO
He leaves [tonight]. = 2026-02-09TNI
He left [last night]. = 2026-02-08TNI
He leaves [tomorrow evening]. = 2026-02-10TEV
He left [last week]. = 2026-W06
He left [this week]. = 2026-W07
He leaves [next week]. = 2026-W08
He leaves [early next week]. = 2026-W08
He left [last month]. = 2026-01
He left [earlier this month]. = 2026-02
He leaves [next month]. = 2026-03
He left [last year]. = 2025
He leaves [later this year]. = 2026
He leaves [next year]. = 2027
He left [two days ago]. = 2026-02-07
He left [a week ago]. = 2026-02-02
He left [three weeks ago]. = 2026-W04
He left [five months ago]. = 2025-09
He left [ten years ago]. = 2016
He left [about two years ago]. = 2024
He left [years ago]. = PAST_REF
The shop opens in [five years]. = 2031
The shop opens in [two weeks]. = 2026-W09
The shop opens [two weeks from now]. = 2026-W09
It was the first win in [five years]. = P5Y
Over [the weekend] it rained. = 2026-W06-WE
It will rain over [the weekend]. = 2026-W07-WE
It will rain [this weekend]. = 2026-W07-WE
By [the end of the month] it is over. = 2026-02
By [the end of March] it is over. = 2026-03
By [the end of this year] it is over. = 2026
By [the end of 2027] it is over. = 2027
It closes by [year-end]. = 2026
It was heard [the week of March 6]. = 2026-W10
It rose from [the previous Friday]. = 2026-02-06
It opened in [March 2024] and closed [the following month]. = 2024-03 2024-04
It was built in [June last year]. = 2025-06
It ends in [October of next year]. = 2027-10
It fell in [the last week of January]. = 2026-W05
They will vote on [the first Tuesday of November]. = 2026-11-03
They voted on [the first Tuesday of November]. = 2025-11-04
They meet on [the last Sunday in March 2027]. = 2027-03-28
They met on [the fifth Monday of March 2025]. = 2025-03-31
[An hour later], he left. = PT1H
A [few days later], he left. = PXD
"""

PARTS = """
Profit rose in [the third quarter]. = 2025-Q3
Profit rose in [the fourth quarter]. = 2025-Q4
Profit rose in [the third quarter of 2024]. = 2024-Q3
Profit rose in [Q3 2025]. = 2025-Q3
Profit rose in [the first half of 2025]. = 2025-H1
Profit will rise in [the second quarter]. = 2026-Q2
Profit rose in [the first quarter of last year]. = 2025-Q1
Profit rose in [this year's first quarter]. = 2026-Q1
Profit rose in [the final quarter of 2025]. = 2025-Q4
Profit rose in [the quarter]. = 2025-Q4
Profit fell in [the third quarter] from [a year earlier]. = 2025-Q3 2024-Q3
Profit fell from [a year earlier]. = 2025
Profit fell in [September] from [a year earlier]. = 2025-09 2024-09
Profit fell in [fiscal 2024]. = 2024
She visits [this spring]. = 2026-SP
She visited [last summer]. = 2025-SU
She visits [next winter]. = 2026-WI
She will visit in [the summer]. = 2026-SU
She was there in [the summer of 2019]. = 2019-SU
She visits in [spring 2027]. = 2027-SP
She visited [this past autumn]. = 2025-FA
"""

LENGTHS = """
It lasted [two hours]. = PT2H
It lasted [half an hour]. = PT30M
It lasted [an hour and a half]. = PT1H30M
It lasted [two and a half years]. = P2.5Y
It was a [30-day] truce. = P30D
It was a [two-year] deal. = P2Y
It lasted [nearly forty years]. = P40Y
It lasted [twenty-four hours]. = PT24H
It lasted [a couple of years]. = P2Y
It lasted [several weeks]. = PXW
It lasted for [decades]. = PXE
It lasted [a hundred years]. = P100Y
It took [5 1/2 hours]. = PT5H30M
In [the past three months] it fell. = P3M
Over [the next few days] it falls. = PXD
For [the first nine months] it fell. = P9M
In [recent years] it fell. = PXY
It takes [two to three weeks]. = P2W
"""

SETS = """
They meet [every Monday]. = XXXX-WXX-1
They meet [every first Monday]. = XXXX-XX-WXX-1
They meet on [the last Friday of every month]. = XXXX-XX-WXX-5
They meet [every week]. = P1W
They meet [every two weeks]. = P2W
They meet [every other day]. = P2D
They meet [each year]. = P1Y
They meet on [Mondays]. = XXXX-WXX-1
They meet [every March]. = XXXX-03
They meet [every March 19]. = XXXX-03-19
They meet [weekly]. = P1W
They meet [every morning]. = XXXX-XX-XXTMO
They meet [on weekdays]. = XXXX-WXX-XX
They meet [every weekday]. = XXXX-WXX-XX
They meet [every Tuesday at 7 p.m.] in town. = XXXX-WXX-2T19:00
They meet at [7 p.m. every Tuesday] in town. = XXXX-WXX-2T19:00
They meet [every March 19 at noon]. = XXXX-03-19T12:00
They meet [every Tuesday evening at 7 p.m.] in town. = XXXX-WXX-2T19:00
They meet [daily] at [7 p.m.] in town. = P1D 2026-02-09T19:00
They meet on [Mondays and Thursdays]. = XXXX-WXX-1
They meet on [Monday and Friday nights]. = XXXX-WXX-1TNI
"""

VAGUE = """
He is [now] in Oslo. = PRESENT_REF
He is [currently] in Oslo. = PRESENT_REF
He [recently] moved. = PAST_REF
His [recent] move was odd. = PAST_REF
In [the past] he moved. = PAST_REF
In [the future] he moves. = FUTURE_REF
It will slow in [coming months]. = FUTURE_REF
She will [one day] be premier. = FUTURE_REF
She hopes to [one day] be premier. = FUTURE_REF
"""

CLOCKS = """
It begins at [8 p.m. EST tonight]. = 2026-02-09T20:00
It begins at [1800 GMT]. = 2026-02-09T18:00Z
It begins at [20:00 CET]. = 2026-02-09T20:00
It begins on [March 19 at 8 p.m.]. = 2026-03-19T20:00
It begins at [8 p.m. on March 19]. = 2026-03-19T20:00
It begins at [8:30 p.m. ET on March 19]. = 2026-03-19T20:30
It begins at [9.30am on Tuesday 17 February]. = 2026-02-17T09:30
It ended at [10 p.m. Wednesday]. = 2026-02-04T22:00
It ended at [noon Thursday]. = 2026-02-05T12:00
It ends at [midnight on March 19]. = 2026-03-19T24:00
It begins at [20:00]. = 2026-02-09T20:00
It begins at [8 o'clock]. = 2026-02-09T08:00
It began at [4 in the morning]. = 2026-02-09T04:00
It begins at [12 a.m.]. = 2026-02-09T00:00
It begins at [12 p.m.]. = 2026-02-09T12:00
Polls close at [20:00 CET on Sunday, 15 March]. = 2026-03-15T20:00
It struck at [10:35 a.m. (0735 GMT)]. = 2026-02-09T10:35
It was filed [2026-03-19T20:00:00Z]. = 2026-03-19T20:00Z
"""

RANGES = """
It runs from [June 11 to July 19]. = 2026-06-11/2026-07-19
It runs from [June 11 to July 19, 2027]. = 2027-06-11/2027-07-19
It runs [March 19-21]. = 2026-03-19/2026-03-21
It runs [March 19–21, 2027]. = 2027-03-19/2027-03-21
It runs from [19 to 21 March]. = 2026-03-19/2026-03-21
It runs [between June 11 and July 19]. = 2026-06-11/2026-07-19
It ran from [December 28, 2025 to January 3, 2026]. = 2025-12-28/2026-01-03
It ran from [December 28 to January 3]. = 2025-12-28/2026-01-03
It ran in stretches of six days ([Jan. 27-Feb. 1]). = 2026-01-27/2026-02-01
It is open [7-10 p.m. EST]. = 2026-02-09T19:00
It is open [11-1 p.m.]. = 2026-02-09T11:00
It runs from [June to August]. = 2026-06/2026-08
It was the [2025/26] season. = 2025/2026
It was in [1985-87]. = 1985/1987
It will run [from Friday to Sunday]. = 2026-02-13/2026-02-15
They meet on [March 19 and 20]. = 2026-03-19/2026-03-20
It will be open [Friday through Sunday]. = 2026-02-13/2026-02-15
It runs [March 10, 2026, through March 15, 2026]. = 2026-03-10/2026-03-15
They put off the trial, set for [March 16], until [May 4]. = 2026-03-16 2026-05-04
The match was moved from [May 3] to [June 7]. = 2026-05-03 2026-06-07
They pushed the deadline back from [March 31] to [April 30]. = 2026-03-31 2026-04-30
The final was postponed from [Sunday] to [Tuesday]. = 2026-02-08 2026-02-10
The concert was moved from [January 9] to [March 28]. = 2026-01-09 2026-03-28
The delayed show runs from [May 3 to June 7]. = 2026-05-03/2026-06-07
The strike was delayed; it will run from [May 3 to June 7]. = 2026-05-03/2026-06-07
"""

HOLIDAYS = """
He died on [Christmas Day]. = 2025-12-25
He will be home by [Christmas]. = 2026-12-25
He died on [New Year's Eve]. = 2025-12-31
It falls on [Easter Sunday]. = 2026-04-05
It closes on [Good Friday]. = 2026-04-03
It closes on [Thanksgiving 2026]. = 2026-11-26
It fell on [Memorial Day]. = 2025-05-26
It will be decided on [Election Day]. = 2026-11-03
After the [Sept. 11] attacks it closed. = 2001-09-11
"""

NOTHING = """
Nobody knows when it opens. =
It seats 2,000 people. =
It seats 1998 people. =
It cost $1998. =
A 20-year-old driver was hurt. =
She is 52 years old. =
More than a quarter of them left. =
He bought a second plane. =
The deadline is February 30, 2026. =
The deadline is February 30. =
The deadline is 31 April. =
The fair opens Sunday, March 8, 99999. =
The fair opens on March 8, 99999 in Oslo. =
The file is dated 2026-13-45. =
The file is dated 2026-02-30. =
The file is dated 30/02/2026. =
The score was 3-2 and 12-10. =
He ran it in 2:15:30. =
Theresa May said so. =
The host of the “Today” show left. =
She was a star of “Saturday Night” Live. =
He told “This Week” and 60 Minutes so. =
It is open 24 hours a day. =
They march on. =
It may rain. =
He sat in the sun. =
USA Today said so. =
Black Friday was busy. =
Version 2.0.1 is out. =
It is 25:61. =
Three-quarters of them left. =
The plane, a Boeing 737, is old. =
Call 555-1234. =
It weighs 1,500 kg. =
It rose as soon as it opened. =
"""

TABLES = [
    DATES, NEAREST, WEEKDAYS, RELATIVE, PARTS, LENGTHS, SETS, VAGUE, CLOCKS, RANGES, HOLIDAYS, NOTHING,
]  # fmt: skip
CASES = [line for table in TABLES for line in table.strip().splitlines()]


def times(body: str, reference: Reference = MONDAY) -> list[TimeExpression]:
    return list(read_times(Text.of(body), reference))


@pytest.mark.parametrize("case", CASES)
def test_the_bracketed_words_have_these_values(case: str) -> None:
    words, _, values = case.rpartition("=")
    phrases = re.findall(r"\[([^]]*)\]", words)
    found = {t.text: t.value for t in times(re.sub(r"[\[\]]", "", words).strip())}
    assert [found.get(p) for p in phrases] == values.split()
    if not phrases:
        assert not found


def one(body: str, reference: Reference = MONDAY) -> TimeExpression:
    (found,) = times(body, reference)
    return found


@pytest.mark.parametrize(
    ("body", "precision", "earliest", "latest"),
    [
        ("It opens on March 19.", Precision.DAY, date(2026, 3, 19), date(2026, 3, 19)),
        ("It opens on March 19 at 8 p.m.", Precision.TIME, date(2026, 3, 19), date(2026, 3, 19)),
        ("It opens on Friday night.", Precision.DAY, date(2026, 2, 13), date(2026, 2, 13)),
        ("It will rain this weekend.", Precision.WEEKEND, date(2026, 2, 14), date(2026, 2, 15)),
        ("It opens next week.", Precision.WEEK, date(2026, 2, 16), date(2026, 2, 22)),
        ("It is planned for April.", Precision.MONTH, date(2026, 4, 1), date(2026, 4, 30)),
        ("It will open in February 2028.", Precision.MONTH, date(2028, 2, 1), date(2028, 2, 29)),
        ("It opens in the second quarter of 2026.", Precision.QUARTER, date(2026, 4, 1), date(2026, 6, 30)),
        ("It opens this spring.", Precision.SEASON, date(2026, 3, 1), date(2026, 5, 31)),
        ("It opens next winter.", Precision.SEASON, date(2026, 12, 1), date(2027, 2, 28)),
        ("It opens in the first half of 2027.", Precision.HALF_YEAR, date(2027, 1, 1), date(2027, 6, 30)),
        ("It opens in 2027.", Precision.YEAR, date(2027, 1, 1), date(2027, 12, 31)),
        ("It opened in the 1980s.", Precision.DECADE, date(1980, 1, 1), date(1989, 12, 31)),
        ("It runs from June 11 to July 19.", Precision.DAY, date(2026, 6, 11), date(2026, 7, 19)),
        ("It lasted two hours.", Precision.VAGUE, None, None),
        ("They meet every Monday.", Precision.VAGUE, None, None),
        ("He is now in Oslo.", Precision.VAGUE, None, None),
    ],
)
def test_a_value_covers_its_days(body: str, precision: Precision, earliest: date | None, latest: date | None) -> None:
    found = one(body)
    assert (found.precision, found.earliest, found.latest) == (precision, earliest, latest)


def test_seasons_turn_with_the_hemisphere() -> None:
    found = one("It opens this summer.", Reference(day=date(2026, 2, 9), southern=True))
    assert (found.value, found.earliest, found.latest) == ("2025-SU", date(2025, 12, 1), date(2026, 2, 28))


def test_a_far_winter_ends_the_year_after() -> None:
    assert one("It was there in the winter of 2019.").latest == date(2020, 2, 29)


@pytest.mark.parametrize(
    ("body", "instant", "zone"),
    [
        ("It begins on March 19 at 8 p.m. EST.", datetime(2026, 3, 20, 1, tzinfo=UTC), "UTC-05:00"),
        ("It begins on March 19 at 8 p.m. ET.", datetime(2026, 3, 20, 0, tzinfo=UTC), "America/New_York"),
        ("It begins on January 19 at 8 p.m. ET.", datetime(2026, 1, 20, 1, tzinfo=UTC), "America/New_York"),
        ("It begins on March 19 at 8 p.m. Eastern time.", datetime(2026, 3, 20, 0, tzinfo=UTC), "America/New_York"),
        ("It begins on March 19 at 1800 GMT.", datetime(2026, 3, 19, 18, tzinfo=UTC), "UTC"),
        ("It begins on March 19 at 20:00 CET.", datetime(2026, 3, 19, 19, tzinfo=UTC), "UTC+01:00"),
        ("It begins on March 19 at 9 a.m. JST.", datetime(2026, 3, 19, 0, tzinfo=UTC), "UTC+09:00"),
        ("It begins on March 19 at 10:35 a.m. (0735 GMT).", datetime(2026, 3, 19, 7, 35, tzinfo=UTC), "UTC+03:00"),
        ("It ends at midnight GMT on March 19.", datetime(2026, 3, 20, tzinfo=UTC), "UTC"),
        ("It begins at 2026-03-19T20:00:00+02:00.", datetime(2026, 3, 19, 18, tzinfo=UTC), "UTC+02:00"),
    ],
)
def test_a_clock_time_with_its_zone_is_an_instant(body: str, instant: datetime, zone: str) -> None:
    found = one(body)
    assert (found.instant, found.zone, found.type) == (instant, zone, TimeType.TIME)


def test_a_clock_time_without_a_zone_is_none() -> None:
    found = one("It begins on March 19 at 8 p.m. in the old hall.")
    assert (found.value, found.instant, found.zone) == ("2026-03-19T20:00", None, None)


def test_a_clock_time_alone_is_of_the_day_last_spoken_of() -> None:
    values = [t.value for t in times("The match is on March 19. Doors open at 6 p.m.")]
    assert values == ["2026-03-19", "2026-03-19T18:00"]


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("It is on August 2, 2027. That of July 22, 2009, lasted longer. It will be darkest at 1 p.m.", "2027-08-02"),
        ("He was born on May 3, 1950. The council will meet at 7 p.m.", "2026-02-09"),
        ("The trial opens on Thursday. He was seized at 6 a.m. in his flat.", "2026-02-09"),
        ("The trial opened on Thursday. The judge rose at 6 p.m.", "2026-02-05"),
        ("The match was moved from Friday to March 3; doors open at 6 p.m.", "2026-03-03"),
    ],
)
def test_a_clock_time_alone_is_not_of_a_day_that_lies_the_other_way(body: str, value: str) -> None:
    assert times(body)[-1].value[:10] == value


def test_the_stamps_of_a_live_blog_are_times() -> None:
    values = [t.value for t in times("14:05 GMT\nThe vote begins.\n14:20 GMT\nIt is over.")]
    assert [t.value for t in times("14:05\nThe vote begins.\n14:20\nIt is over.")] == [v[:16] for v in values]
    assert values == ["2026-02-09T14:05Z", "2026-02-09T14:20Z"]


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("They meet every Monday.", "FREQ=WEEKLY;BYDAY=MO"),
        ("They meet every first Monday.", "FREQ=MONTHLY;BYDAY=1MO"),
        ("They meet on the last Friday of every month.", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("They meet every two weeks.", "FREQ=WEEKLY;INTERVAL=2"),
        ("They meet every other Tuesday.", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("They meet every March 19.", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=19"),
        ("They meet every Monday and Thursday.", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("They meet on Fridays, Mondays and Tuesdays.", "FREQ=WEEKLY;BYDAY=MO,TU,FR"),
        ("They meet Fridays through Mondays.", "FREQ=WEEKLY;BYDAY=MO,FR,SA,SU"),
        ("They meet on Monday and Thursday evenings.", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("They meet every Tuesday at 7 p.m. in town.", "FREQ=WEEKLY;BYDAY=TU"),
        ("They meet on weekdays.", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("They meet every quarter.", "FREQ=MONTHLY;INTERVAL=3"),
        ("They meet daily.", "FREQ=DAILY"),
    ],
)
def test_what_recurs_has_its_rule(body: str, rule: str) -> None:
    found = one(body)
    assert (found.rule, found.type) == (rule, TimeType.SET)


def test_figures_that_may_be_two_dates_are_told_apart_by_the_text() -> None:
    american = "It opened on March 4, 2025. It closes on 5/6/2026."
    british = "It opened on 4 March 2025. It closes on 5/6/2026."
    for body, value in ((american, "2026-05-06"), (british, "2026-06-05")):
        text = Text.of(body)
        reference = find_reference(text, date(2026, 2, 9), date(2026, 2, 9), None)
        assert read_times(text, reference)[-1].value == value


def test_figures_that_may_be_two_dates_are_the_one_that_is_near() -> None:
    assert one("It closes on 11/2/2026.").value == "2026-02-11"


def test_figures_that_cannot_be_told_apart_are_known_by_their_year_only() -> None:
    assert one("It closes on 5/6/2026.").value == "2026"


STORY = """Tokyo, February 9: The premier on Sunday thanked her guest for his words.
“I am grateful,” she said, and hoped that she would see him this spring.
Her words answered a post of his, written as the country went to the polls for a council election on February 8.
He said he was looking forward to having her as a guest on March 19, as he had once been hers.
He wished all voters luck in a “very important Sunday Vote.”
Her party won a majority in Sunday’s general election, according to the agency.
Her visit will precede his planned April visit to the north.
He has praised a deal that was reached last summer.
On Sunday, the ministry said the administration looks forward to more."""

VALUES = [
    ("February 9", "2026-02-09"),
    ("Sunday", "2026-02-08"),
    ("this spring", "2026-SP"),
    ("February 8", "2026-02-08"),
    ("March 19", "2026-03-19"),
    ("Sunday", "2026-02-08"),
    ("Sunday", "2026-02-08"),
    ("April", "2026-04"),
    ("last summer", "2025-SU"),
    ("Sunday", "2026-02-08"),
]


@pytest.mark.parametrize(("published", "at"), [(date(2026, 2, 9), date(2026, 2, 9)), (None, date(2026, 2, 20))])
def test_a_whole_story_is_read_alike_with_its_day_and_without_it(published: date | None, at: date) -> None:
    text = Text.of(STORY)
    reference = find_reference(text, published, at, read_dateline(text))
    assert [(t.text, t.value) for t in read_times(text, reference)] == VALUES
    assert reference.inferred == (published is None)


def test_an_instant_of_publication_counts_by_its_own_day() -> None:
    text = Text.of("He resigned yesterday.")
    published = datetime(2026, 2, 9, 1, tzinfo=timezone(timedelta(hours=9)))
    reference = find_reference(text, published, date(2026, 2, 20), None)
    assert read_times(text, reference)[0].value == "2026-02-08"
