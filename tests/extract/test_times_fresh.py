"""Sentences of our own as feeds write them, read as of Monday, 9 February 2026.

What is in brackets is all that tells a time.
"""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot.extract.text import Text
from bot.extract.times import Reference, read_times

MONDAY = Reference(day=date(2026, 2, 9))

RANGES = """
The festival runs [from June 11 to July 19]. = 2026-06-11/2026-07-19
The festival runs from [June 11 through July 19]. = 2026-06-11/2026-07-19
The festival runs from [June 11 - July 19, 2026]. = 2026-06-11/2026-07-19
The fair is open [11-14 June]. = 2026-06-11/2026-06-14
The fair will be open [11 to 14 June 2026]. = 2026-06-11/2026-06-14
The fair will be open [June 11–14]. = 2026-06-11/2026-06-14
The road will be shut [from March 3 until the 9th]. = 2026-03-03/2026-03-09
The road will be shut [between March 3 and 9]. = 2026-03-03/2026-03-09
The road will be shut [between 3 and 9 March]. = 2026-03-03/2026-03-09
The pool will be shut [between 2 and 4 p.m.] = 2026-02-09T14:00
The pool opens from [9 a.m.] to [5 p.m.] = 2026-02-09T09:00 2026-02-09T17:00
The summit takes place on [March 3 and 4] in Lima. = 2026-03-03/2026-03-04
The summit takes place on [3 and 4 March] in Lima. = 2026-03-03/2026-03-04
The strike is planned [from Monday to Wednesday]. = 2026-02-09/2026-02-11
The exhibition lasts [from December 28 to January 3]. = 2026-12-28/2027-01-03
The works will last [from May to July]. = 2026-05/2026-07
"""

CLOCKS = """
Kick-off is at [8 p.m. EST on Thursday]. = 2026-02-12T20:00
Kick-off is at [1800 GMT on Thursday]. = 2026-02-12T18:00Z
Kick-off is at [6 pm GMT (1 pm ET) on Thursday]. = 2026-02-12T18:00Z
Kick-off will be on [Thursday at 18:00 CET]. = 2026-02-12T18:00
The launch is set for [noon local time on Thursday]. = 2026-02-12T12:00
The launch is set for [Thursday, Feb. 12, at 7:30 a.m. Eastern]. = 2026-02-12T07:30
The launch will be at [10.30am on 12 February]. = 2026-02-12T10:30
The launch will be at [half past ten on Thursday]. = 2026-02-12T10:30
The train left at [2:15 a.m. on Sunday]. = 2026-02-08T02:15
The quake struck at [3:04 a.m. (0804 GMT) on Saturday]. = 2026-02-07T03:04
The polls close at [10 p.m. tonight]. = 2026-02-09T22:00
The curfew starts at [midnight on Friday]. = 2026-02-13T24:00
The first results are due by [about 9 p.m. on Sunday]. = 2026-02-15T21:00
The show starts at [6:30 p.m. ET/3:30 PT]. = 2026-02-09T18:30
Doors open [tomorrow at 7pm]. = 2026-02-10T19:00
Doors open at [5:30 to 6:30 p.m. on Thursday]. = 2026-02-12T17:30
It will be dark in the wee hours of [Friday morning, February 13]. = 2026-02-13TMO
The power failed around [2 p.m. (4 a.m. ET) on Saturday]. = 2026-02-07T14:00
"""

ORDERS = """
Applications close on [25/03/2026]. = 2026-03-25
Applications close on [03/25/2026]. = 2026-03-25
Applications close on [2026/03/25]. = 2026-03-25
Applications close on [25.03.2026]. = 2026-03-25
Applications close [Weds 25 March]. = 2026-03-25
Applications close on [Wed., March 25]. = 2026-03-25
Applications close on [the 25th of March]. = 2026-03-25
Applications close on [March the 25th]. = 2026-03-25
Applications close on [25 Mar 2026]. = 2026-03-25
Applications close on [25-Mar-2026]. = 2026-03-25
"""

RECURRING = """
The council meets [every first Monday] in the old hall. = XXXX-XX-WXX-1
The bulletin comes [twice a week]. = P1W
The choir sings [every other Friday]. = XXXX-WXX-5
The market is held [every Saturday morning]. = XXXX-WXX-6TMO
The market is held on [Saturdays]. = XXXX-WXX-6
The tax is paid [every three months]. = P3M
The ferry sails [daily]. = P1D
"""

RELATIVE = """
He resigned [last Friday]. = 2026-02-06
She starts [next Wednesday]. = 2026-02-18
It opens [this Thursday]. = 2026-02-12
It opens [a week from Thursday]. = 2026-02-19
It opens on [Monday week]. = 2026-02-16
It opens on [Friday week] and shuts [a week on Saturday]. = 2026-02-20 2026-02-21
It opens [a week from Monday]. = 2026-02-16
It opens [today week] and shuts [tomorrow week]. = 2026-02-16 2026-02-17
It opens on [Saturday week, February 21], in Hull. = 2026-02-21
It opens on [Saturday week (21 February)] in Hull. = 2026-02-21
The [Tuesday] [week-long] strike ended. = 2026-02-03 P1W
Pay rose to 500 pounds [a week] on [Friday]. = P1W 2026-02-06
It opens [in two weeks]. = 2026-W09
It will open [in three days]. = 2026-02-12
It opened [three days ago]. = 2026-02-06
It opened [a fortnight ago]. = 2026-W05
It opened [two years ago]. = 2024
It opens [later this month]. = 2026-02
It opens [early next month]. = 2026-03
It opens [by the end of March]. = 2026-03
It opens [in the second half of 2026]. = 2026-H2
It opens in [late spring]. = 2026-SP
It opens [in Q3]. = 2026-Q3
It opens [next summer]. = 2026-SU
It opened [last summer]. = 2025-SU
It opens [this weekend]. = 2026-W07-WE
It opens [the coming weekend]. = 2026-W07-WE
It opened [last weekend]. = 2026-W06-WE
It closed [the day before yesterday]. = 2026-02-07
It closes [the day after tomorrow]. = 2026-02-11
It closed [the week before last]. = 2026-W05
It opens [the week after next]. = 2026-W09
It opened on [February 3], and [the next day] it burnt. = 2026-02-03 2026-02-04
It opened on [February 3], and [the following morning] it burnt. = 2026-02-03 2026-02-04TMO
It opened on [February 3] and closed [that night]. = 2026-02-03 2026-02-03TNI
It opened on [February 3] and closed [two days later]. = 2026-02-03 2026-02-05
In [2021], the river rose in [the summer]. = 2021 2021-SU
In [2021], the river rose in [July], and it rose again in [November]. = 2021 2021-07 2021-11
In [2021], it said it would open in [July]. = 2021 2026-07
She won in [June 2019] and lost [later that year]. = 2019-06 2019
The party won [2019]'s vote. = 2019
They rose on [July 11, 2021]. The unrest, [July 11 to 12], spread. = 2021-07-11 2021-07-11/2021-07-12
It is open from [Friday, September 24]. = 2026-09-24
He said so in the [Thursday] post. = 2026-02-05
The party won in [the 1990s]. = 199
Dates: [March 6-9, 2027]. They will play [March 6-9] in Oslo. = 2027-03-06/2027-03-09 2027-03-06/2027-03-09
"""

HEADINGS = """
FLOODS CUT OFF THREE TOWNS ON [SATURDAY] = 2026-02-07
MINISTERS TO MEET IN OSLO ON [THURSDAY] = 2026-02-12
PREVIEW-COUNCIL VOTES ON BRIDGE ON [THURSDAY] = 2026-02-12
UPDATE 2-PORT REOPENS [FRIDAY] AFTER STORM = 2026-02-13
"""

NONE = """
The Russell 2000 fell by a tenth.
It is open late on a Saturday in most towns.
On March 3, 20267, it says, the sun will be dark.
It was filed on February 30.
It was filed on 2026-13-45.
It was filed on 2026-02-30.
It was filed on 31 April 2026.
It was filed on 45/45/2026.
It rained at 25:61 on end.
They marched on, and it may rain.
He may march in step.
She said Sunday Times readers were pleased.
The second man in line fell.
The summer school has 40 pupils.
He told the Daily Express so.
It is a shop for winter sports.
The feast follows Ash Wednesday in most towns.
They sang Bright Tomorrow with her.
"""

DATED = [
    line for block in (RANGES, CLOCKS, ORDERS, RECURRING, RELATIVE, HEADINGS) for line in block.strip().splitlines()
]


def read(body: str) -> list[tuple[str, str]]:
    return [(t.text, t.value) for t in read_times(Text.of(body), MONDAY)]


@pytest.mark.parametrize("case", DATED)
def test_a_sentence_as_feeds_write_it_has_these_times(case: str) -> None:
    marked, values = case.rsplit(" = ", 1)
    body = re.sub(r"[\[\]]", "", marked)
    wanted = [re.sub(r"^(from|between|in|by|about) ", "", w) for w in re.findall(r"\[(.*?)\]", marked)]
    found = [(re.sub(r"^(from|between|in|by|about) ", "", words), value) for words, value in read(body)]
    assert found == list(zip(wanted, values.split(), strict=True))


@pytest.mark.parametrize("body", NONE.strip().splitlines())
def test_a_sentence_without_a_possible_time_has_none(body: str) -> None:
    assert read(body) == []


def test_a_stamp_is_a_time_apart_from_the_day_after_it() -> None:
    assert read("14:05 Tomorrow's match is off.") == [("14:05", "2026-02-09T14:05"), ("Tomorrow", "2026-02-10")]


def test_a_stamp_is_of_the_day_of_publication_whatever_day_was_spoken_of() -> None:
    body = "14:05 Ministers will meet on Friday.\n15:10 The bridge is shut."
    assert read(body) == [("14:05", "2026-02-09T14:05"), ("Friday", "2026-02-13"), ("15:10", "2026-02-09T15:10")]


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("The Senate will vote this week.", "2026-W07"),
        ("The court is expected to rule later this week.", "2026-W07"),
        ("The Senate voted this week.", "2026-W06"),
        ("The Senate will vote next week.", "2026-W07"),
    ],
)
def test_what_will_be_this_week_is_on_a_sunday_in_the_week_that_begins(body: str, value: str) -> None:
    assert [t.value for t in read_times(Text.of(body), Reference(day=date(2026, 2, 8)))] == [value]
