"""How English says when. Each row's example is a test (tests/extract/test_times_patterns.py)."""

from __future__ import annotations

from bot.extract.times import build as b
from bot.extract.times.patterns import Pattern

_NO_DAY = "MEASURE UNITS HYPHEN"

DATES = (
    Pattern("iso=ISO", b.iso, "opens on [2026-03-19] in Lyon"),
    Pattern("slashed=SLASHED", b.slashed, "due on [19/03/2026] at noon"),
    Pattern(
        "(weekday=ANYDAY COMMA?)? month=ANYMONTH COMMA? day=DAY (COMMA? year=YEAR)?",
        b.point,
        "signed on [Thursday, March 19, 2026] in Oslo",
        not_before="HYPHEN",
    ),
    Pattern(
        "(weekday=ANYDAY COMMA?)? the? day=DAY of? month=ANYMONTH (COMMA? year=YEAR)?",
        b.point,
        "signed on [Thursday 19 March 2026] in Oslo",
    ),
    Pattern("month=ANYMONTH day=DAY COMMA? APOS short=TWO", b.point, "since [May 3 '98] it has"),
    Pattern("month=SMALLMONTH day=DAY (COMMA? year=YEAR)?", b.point, "a parade on [march 19] with", after="ON"),
    Pattern("month=ANYMONTH (COMMA|of)? year=YEAR", b.point, "founded in [May 1998] by"),
    Pattern("month=ANYMONTH APOS short=TWO", b.point, "founded in [May '98] by"),
    Pattern("month=ANYMONTH day=DAY JOIN last=DAY (COMMA? year=YEAR)?", b.days_of_month, "held [March 19-21, 2026] in"),
    Pattern(
        "month=ANYMONTH day=DAY (to|through|and) last=DAY (COMMA? year=YEAR)?",
        b.days_of_month,
        "held from [March 19 to 21] in",
    ),
    Pattern(
        "day=DAY (JOIN|to|and|until|through) last=DAY month=ANYMONTH (COMMA? year=YEAR)?",
        b.days_of_month,
        "held from [19 to 21 March 2026] in",
    ),
    Pattern("month=ANYMONTH", b.point, "planned in [April] in Peru", after="IN THIS LAST NEXT EARLY EDGE"),
    Pattern("month=MONTH", b.point, "its [November] report"),
    Pattern("shift=SHIFT month=MONTH", b.point, "opened [last June] in"),
    Pattern("THIS shift=SHIFT month=MONTH", b.point, "opened [this past June] in"),
    Pattern("year=YEAR JOIN last=YEAR", b.years_range, "in the [1985-1987] period"),
    Pattern("year=YEAR (JOIN|SLASH) short=TWO", b.years_range, "the [2025/26] season"),
    Pattern("(the year)? year=YEAR", b.point, "in [1998] it fell", not_before="MEASURE UNITS HYPHEN SLASH"),
    Pattern("(the? fiscal year? year=YEAR)", b.point, "in [fiscal 1989] the firm"),
    Pattern("APOS short=TWO", b.point, "the class of ['98] met", after="of"),
)

RELATIVE = (
    Pattern("today=TODAY part=DAYPART?", b.day_from_today, "said [yesterday] that"),
    Pattern("the day after tomorrow", b.beyond(2), "meets [the day after tomorrow] in"),
    Pattern("the day before yesterday", b.beyond(-2), "met [the day before yesterday] in"),
    Pattern("TONIGHT", b.part_of_today, "plays [tonight] in"),
    Pattern("shift=THIS part=DAYPART", b.part_of_today, "arrived [this morning] in"),
    Pattern("shift=LAST part=DAYPART", b.part_of_today, "arrived [last night] in"),
    Pattern("weekday=WDAY part=DAYPART?", b.weekday, "said on [Monday night] that"),
    Pattern("shift=SHIFT weekday=WDAY part=DAYPART?", b.weekday, "met [last Friday] in"),
    Pattern("THIS shift=SHIFT weekday=WDAY part=DAYPART?", b.weekday, "opens [this coming Sunday] in"),
    Pattern("weekday=WDAY (of)? shift=SHIFT week", b.weekday_of_week, "opens [Monday next week] in"),
    Pattern("shift=SHIFT unit=UNIT", b.period, "said [last week] that"),
    Pattern("THIS shift=SHIFT unit=UNIT", b.period, "fell [this past week] by"),
    Pattern("the? shift=SHIFT fiscal year", b.period, "in [the current fiscal year] it"),
    Pattern("the following=FOLLOWING unit=UNIT", b.following, "and [the following month] it"),
    Pattern("count=COUNT unit=ANYUNIT ago", b.away(-1, "reference"), "bought it [five months ago] for"),
    Pattern("A COUPLE of? unit=UNITS ago", b.away(-1, "reference"), "bought it [a couple of months ago] for"),
    Pattern("unit=UNITS ago", b.away(-1, "reference"), "bought it [years ago] for"),
    Pattern(
        "count=COUNT unit=ANYUNIT (earlier|before|previously)", b.away(-1, "context"), "up from [a year earlier] when"
    ),
    Pattern("count=COUNT unit=ANYUNIT (later|after|afterwards)", b.away(1, "context"), "resigned [two days later] in"),
    Pattern("count=COUNT unit=ANYUNIT from now", b.away(1, "reference"), "meets [two weeks from now] in"),
    Pattern("the? unit=UNIT HYPHEN (ago|earlier)", b.years_ago_adjective, "against a [year-ago] loss"),
)

PARTS = (
    Pattern("the? ord=ORD HYPHEN? quarter (of year=YEAR|year=YEAR)?", b.quarter, "in [the third quarter of 1990] it"),
    Pattern("the? year=YEAR ord=ORD HYPHEN? quarter", b.quarter, "in [the 1988 third quarter] it"),
    Pattern("the? ord=ORD half=half of year=YEAR", b.quarter, "in [the first half of 1990] it"),
    Pattern("the? shift=SHIFT season=SEASON", b.season, "closed [last summer] for"),
    Pattern("THIS shift=SHIFT season=SEASON", b.season, "closed [this past spring] for"),
    Pattern("the? season=SEASON of? year=YEAR", b.season, "closed in [the spring of 1994] for"),
    Pattern("the? season=SEASON", b.season, "reopens in [the spring] with", after="IN EARLY"),
    Pattern("the? decade=DECADE", b.decade, "in [the 1980s] it"),
    Pattern("the? APOS? short=DECADE2", b.decade, "in [the '80s] it"),
    Pattern("the spelt=SPELTDECADE", b.decade, "in [the nineties] it"),
    Pattern("the? ord=ORD HYPHEN? century", b.century, "built in [the 11th century] by"),
)

LENGTHS = (
    Pattern("count=COUNT HYPHEN? unit=ANYUNIT", b.length, "lasted [two hours] in"),
    Pattern("A COUPLE of? unit=UNITS", b.length, "for [a couple of years] it"),
    Pattern("the? SHIFT count=COUNT unit=UNITS", b.length, "in [the past three months] it"),
    Pattern("the? ord=ORD count=NUM unit=UNITS", b.length, "in [the first nine months] it"),
    Pattern("count=NUM and a half=half unit=UNITS", b.length, "for [two and a half years] it"),
    Pattern("A unit=UNIT and a half=half", b.length, "for [a year and a half] it"),
    Pattern("halfof=half (A)? HYPHEN? unit=UNIT", b.length, "for [half an hour] it"),
    Pattern("count=NUM (HYPHEN unit=UNIT HYPHEN|unit=UNITS|unit2=UNIT) old", b.nothing, "a 20-year-old driver"),
)

SETS = (
    Pattern("EACH count=NUM? unit=ANYUNIT", b.repeat, "meets [every week] in"),
    Pattern("EACH weekday=WDAY part=DAYPART?", b.repeat_weekday, "meets [every Monday] in"),
    Pattern("weekday=WDAYS", b.repeat_weekday, "meets [Mondays] in"),
    Pattern("weekday=WDAY part=DAYPARTS", b.repeat_weekday, "meets [Tuesday nights] in"),
    Pattern("EACH month=MONTH day=DAY?", b.repeat_month, "meets [every March] in"),
    Pattern("EACH season=SEASON", b.repeat_season, "meets [every spring] in"),
    Pattern("EACH part=DAYPART", b.repeat_part, "meets [every morning] in"),
    Pattern("word=DAILY", b.named("SET"), "flies [daily] to"),
)

VAGUE = (
    Pattern("word=NOWW", b.named("DATE"), "is [now] in"),
    Pattern("word=PASTW", b.named("DATE"), "has [recently] been"),
    Pattern("word=SOONW", b.named("DATE"), "will [soon] be"),
    Pattern("recent", b.vague("PAST_REF"), "after [recent] losses", not_before="ANYUNIT"),
    Pattern("the past", b.vague("PAST_REF"), "in [the past] it", not_before="ANYUNIT NUM FEW"),
    Pattern("the future", b.vague("FUTURE_REF"), "in [the future] it"),
)

CLOCKS = (
    Pattern("(clock=CLOCK|dotted=DOTCLOCK|hour=HOUR) ampm=AMPM zone=ZONE?", b.clock, "at [8:30 p.m. EST] the"),
    Pattern("(clock=CLOCK|packed=CLOCK4) (hours)? zone=ZONE", b.clock, "at [1800 GMT] the"),
    Pattern("(clock=CLOCK|packed=CLOCK4|dotted=DOTCLOCK) (hours)?", b.clock, "at [20:00] the", after="AT"),
    Pattern("hour=HOUR OCLOCK", b.clock, "at [8 o'clock] the"),
    Pattern("noon=NOON zone=ZONE?", b.clock, "at [noon] the"),
)

PATTERNS = (*DATES, *RELATIVE, *PARTS, *LENGTHS, *SETS, *VAGUE, *CLOCKS)
