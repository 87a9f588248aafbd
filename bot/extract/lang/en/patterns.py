"""How English says when. Each row's example is a test: the phrase found is in square brackets."""

from __future__ import annotations

from bot.extract.times import build as b
from bot.extract.times.patterns import Pattern

_NONE = (
    Pattern("A second", b.nothing, "bought a second plane"),
    Pattern("A quarter (of)?", b.nothing, "more than a quarter of all"),
    Pattern("NUM HYPHEN (quarter|quarters)", b.nothing, "three-quarters of all"),
    Pattern("as SOONW as", b.nothing, "rose as soon as it opened"),
    Pattern("(black|bloody|fat) weekday=WDAY", b.nothing, "the crash of Black Monday led"),
    Pattern(
        "count=NUM (HYPHEN unit=UNIT HYPHEN|unit=UNITS|unit=UNIT|unit=UNITS HYPHEN) OLD",
        b.nothing,
        "a 20-year-old driver",
    ),
)

_DATES = (
    Pattern("nine=ANYMONTH eleven=DAY", b.september_eleven, "after the [Sept. 11] attacks", before="ATTACK"),
    Pattern("iso=ISO", b.iso, "opens on [2026-03-19] in Lyon"),
    Pattern("slashed=SLASHED", b.slashed, "due on [19/03/2026] at the latest"),
    Pattern(
        "(weekday=ANYDAY COMMA?)? (the)? month=ANYMONTH COMMA? (the)? day=DAY (COMMA? year=YEAR)?",
        b.point,
        "signed on [Thursday, March 19, 2026] in Oslo",
        not_before="HYPHEN UNITS MEASURE",
    ),
    Pattern(
        "(weekday=ANYDAY COMMA?)? the? day=DAY of? month=ANYMONTH (COMMA? year=YEAR)?",
        b.point,
        "signed on [Thursday 19 March 2026] in Oslo",
    ),
    Pattern("month=ANYMONTH day=DAY COMMA? APOS short=TWO", b.point, "since [May 3 '98] it has"),
    Pattern("month=SMALLMONTH day=DAY (COMMA? year=YEAR)?", b.point, "a parade on [march 19] with", after="ON IN"),
    Pattern("month=ANYMONTH (COMMA|of)? year=YEAR", b.point, "founded in [May 1998] by"),
    Pattern("month=ANYMONTH APOS short=TWO", b.point, "founded in [May '98] by"),
    Pattern("month=ANYMONTH day=DAY JOIN last=DAY (COMMA? year=YEAR)?", b.days_of_month, "held [March 19-21, 2026] in"),
    Pattern(
        "month=ANYMONTH day=DAY (to|through|both=and|until) last=DAY (COMMA? year=YEAR)?",
        b.days_of_month,
        "held from [March 19 to 21] in",
        not_before="MEASURE UNITS UNIT PERCENT CAP ANYMONTH",
    ),
    Pattern(
        "day=DAY (JOIN|to|both=and|until|through) (the)? last=DAY month=ANYMONTH (COMMA? year=YEAR)?",
        b.days_of_month,
        "held from [19 to 21 March 2026] in",
    ),
    Pattern("month=MONTH", b.point, "planned in [April] in Peru", after="IN ON LAST NEXT EARLY EDGE LATERW and to"),
    Pattern("month=MONTHAB", b.point, "planned in [Oct.] in Peru", after="IN LAST NEXT EARLY EDGE", not_before="CAP"),
    Pattern("month=SUREMONTH", b.point, "its [November] report", not_before="CAP", not_after="MONEY"),
    Pattern("shift=SHIFT month=MONTH", b.point, "opened [last June] in"),
    Pattern("THIS shift=POINT month=MONTH", b.point, "opened [this past June] in"),
    Pattern("year=YEAR JOIN last=YEAR", b.years_range, "in the [1985-1987] period"),
    Pattern("year=YEAR (JOIN|SLASH) short=TWO", b.years_range, "the [2025/26] season"),
    Pattern(
        "(the year)? year=YEAR",
        b.point,
        "in [1998] it fell",
        not_before="MEASURE UNITS HYPHEN SLASH PERCENT",
        not_after="MONEY HYPHEN SLASH DASH",
    ),
    Pattern("EARLY HYPHEN year=YEAR", b.point, "apart in [mid-1996] when"),
    Pattern("(the)? year HYPHEN? end", b.last_day_of_year, "closing by [year-end] if"),
    Pattern("(the)? year POSS end", b.last_day_of_year, "closing by [year's end] if"),
    Pattern("fiscal year? year=YEAR", b.point, "in [fiscal 1989] the firm"),
    Pattern("APOS short=TWO", b.point, "the class of ['98] met", after="of"),
)

_RELATIVE = (
    Pattern("today=TODAY part=DAYPART?", b.day_from_today, "said [yesterday] that"),
    Pattern("the day after tomorrow", b.beyond(2), "meets [the day after tomorrow] in"),
    Pattern("the day before yesterday", b.beyond(-2), "met [the day before yesterday] in"),
    Pattern("TONIGHT", b.part_of_today, "plays [tonight] in"),
    Pattern("shift=THIS part=DAYPART", b.part_of_today, "arrived [this morning] in"),
    Pattern("shift=LAST part=DAYPART", b.part_of_today, "arrived [last night] in"),
    Pattern("weekday=WDAY part=DAYPART?", b.weekday, "said on [Monday night] that"),
    Pattern("shift=SHIFT weekday=WDAY part=DAYPART?", b.weekday, "met [last Friday] in"),
    Pattern("THIS shift=POINT weekday=WDAY part=DAYPART?", b.weekday, "opens [this coming Sunday] in"),
    Pattern("weekday=WDAY (of)? shift=SHIFT week", b.weekday_of_week, "opens [Monday next week] in"),
    Pattern("shift=SHIFT unit=UNIT", b.period, "said [last week] that"),
    Pattern("THIS shift=POINT unit=UNIT", b.period, "fell [this past week] by"),
    Pattern("the (last|previous) quarter", b.last_quarter, "in [the last quarter] it"),
    Pattern(
        "the (week=ORD|last=last|week=FINAL) (full)? week (of|in) month=MONTH (of? year=YEAR)?",
        b.week_of_month,
        "in [the last week of March] it",
    ),
    Pattern("count=NUM unit=UNITS", b.ahead, "is due in [five years] from", after="in"),
    Pattern("A (COUPLE of)? (unit=UNIT|unit=UNITS)", b.ahead, "is due in [a week] from", after="in"),
    Pattern("the shift=POINT unit=UNIT (or so)?", b.past_period, "fell over [the past week] by"),
    Pattern("the? (shift=SHIFT) (fiscal|financial|calendar) year", b.period, "in [the current fiscal year] it"),
    Pattern("the (full|entire|whole|fiscal|latest fiscal) year", b.period, "profit for [the full year] was"),
    Pattern("the (year)", b.period, "sales for [the year] were", after="for of"),
    Pattern("the? unit=WEEKENDW", b.period, "over [the weekend] it", after="IN PREP AT"),
    Pattern("the unit=UNIT", b.same_day, "late in [the day] it", after="in of EARLY LATERW"),
    Pattern("the following=FOLLOWING unit=UNIT", b.following, "and [the following month] it"),
    Pattern(
        "count=COUNT unit=ANYUNIT before",
        b.away(-1, "context"),
        "arrived [two days before], when",
        before="COMMA DOT",
    ),
    Pattern("A year (earlier|ago|before)", b.before, "up from [a year earlier] when"),
    Pattern("count=COUNT unit=ANYUNIT (or so)? ago", b.away(-1, "reference"), "bought it [five months ago] for"),
    Pattern("A COUPLE of? unit=UNITS ago", b.away(-1, "reference"), "bought it [a couple of months ago] for"),
    Pattern("unit=UNITS ago", b.away(-1, "reference"), "bought it [years ago] for"),
    Pattern("A unit=UNIT and a half=half ago", b.away(-1, "reference"), "bought it [a year and a half ago] for"),
    Pattern("A unit=UNIT or two ago", b.vague("PAST_REF"), "bought it [a year or two ago] for"),
    Pattern("A unit=UNIT or two", b.vague("FUTURE_REF"), "ends in [a year or two] with", after="in"),
    Pattern(
        "count=COUNT unit=ANYUNIT (earlier|previously)",
        b.away(-1, "context"),
        "arrived [two days earlier] when",
    ),
    Pattern("count=COUNT unit=ANYUNIT from now", b.away(1, "reference"), "meets [two weeks from now] in"),
    Pattern(
        "(the|A)? (comparable|corresponding|same)? year HYPHEN? (ago|earlier) (quarter=quarter|period=period)?",
        b.before,
        "against a [year-ago] loss",
    ),
    Pattern(
        "(the|a)? year HYPHEN? (ago|earlier) ord=ORD HYPHEN? quarter",
        b.part_before,
        "in [the year-ago third quarter] it",
    ),
    Pattern(
        "the (same|corresponding|comparable) (quarter=quarter|period=period) (of)? (a|LAST) year (ago|earlier|before)?",
        b.before,
        "up from [the same period last year] and",
    ),
    Pattern("LAST year POSS (quarter=quarter|period=period)", b.before, "up from [last year's quarter] and"),
    Pattern("the (latest) (quarter=quarter|period=period)", b.again, "sales in [the latest quarter] were"),
    Pattern("the? year=YEAR HYPHEN? (unit=quarter|period)", b.again, "sales in [the 1988 quarter] were"),
    Pattern("(the|that) unit=quarter", b.again, "sales in [the quarter] were"),
    Pattern("that (unit=UNIT)", b.that, "sales [that year] were"),
)

_PARTS = (
    Pattern(
        "the? (fiscal)? ord=ORD HYPHEN? quarter (of (fiscal)? year=YEAR|year=YEAR)?",
        b.quarter,
        "in [the third quarter of 1990] it",
    ),
    Pattern("the? year=YEAR POSS? (fiscal)? ord=ORD HYPHEN? quarter", b.quarter, "in [the 1988 third quarter] it"),
    Pattern("the? final=final quarter (of year=YEAR)?", b.quarter, "in [the final quarter of 2009] it"),
    Pattern(
        "the? (ord=ORD|final=last|final=LATTER) half=half (of year=YEAR)?", b.quarter, "in [the first half of 1990] it"
    ),
    Pattern("the? ord=ORD count=NUM quarters of year=YEAR", b.two_quarters, "in [the first two quarters of 1990] it"),
    Pattern("q=QUARTERNAME (of)? (year=YEAR)?", b.named_quarter, "in [Q3 2026] it"),
    Pattern("the? shift=SHIFT season=SEASON", b.season, "closed [last summer] for"),
    Pattern("THIS shift=POINT season=SEASON", b.season, "closed [this past spring] for"),
    Pattern("the? season=SEASON COMMA? of? year=YEAR", b.season, "closed in [the spring of 1994] for"),
    Pattern("the? season=SEASON", b.season, "reopens in [the spring] with", after="IN EARLY over"),
    Pattern("the season=SEASON", b.season, "over [the summer] it", not_before="CAP"),
    Pattern("the? decade=DECADE", b.decade, "in [the 1980s] it"),
    Pattern("the? APOS? short=DECADE2", b.decade, "in [the '80s] it", after="IN EARLY and HYPHEN to the"),
    Pattern("the APOS? short=DECADE2", b.decade, "from [the '80s] on"),
    Pattern("the spelt=SPELTDECADE", b.decade, "in [the nineties] it"),
    Pattern("the? ord=ORD HYPHEN? century", b.century, "built in [the 11th century] by"),
)

_LENGTHS = (
    Pattern(
        "count=COUNT HYPHEN? (trading|working|business|more|straight|consecutive)? unit=ANYUNIT",
        b.length,
        "lasted [two hours] in",
    ),
    Pattern("A (trading|working|business|full|additional|whole) unit=UNIT", b.length_one, "needs [a full year] to"),
    Pattern("(count=COUNT) (to|or|JOIN) NUM HYPHEN? unit=ANYUNIT", b.length, "takes [two to three weeks] in"),
    Pattern("count=NUM one=NUM SLASH two=NUM HYPHEN? unit=ANYUNIT", b.length_mixed, "flew [5 1/2 hours] to"),
    Pattern("A COUPLE of? unit=UNITS", b.length_couple, "for [a couple of years] it"),
    Pattern("A many=HUNDRED unit=UNITS", b.length_hundred, "for [a hundred years] it"),
    Pattern(
        "the? SHIFT (count=NUM|FEW|couple=COUPLE of?)? (trading|working|business)? unit=UNITS",
        b.length,
        "in [the past three months] it",
    ),
    Pattern("the? SHIFT count=NUM to NUM unit=UNITS", b.length_unknown, "over [the next 12 to 18 months] it"),
    Pattern("the? year HYPHEN? (ago|earlier) count=NUM unit=UNITS", b.length, "in [the year-earlier nine months] it"),
    Pattern("the latest? count=NUM unit=UNITS", b.length, "in [the nine months] it"),
    Pattern("the? ord=ORD count=NUM? unit=UNITS", b.length, "in [the first nine months] it"),
    Pattern("count=NUM and (a|one) half=half unit=UNITS", b.length, "for [two and a half years] it"),
    Pattern("count=A unit=UNIT and a half=half", b.length, "for [a year and a half] it"),
    Pattern("halfof=half (A)? HYPHEN? unit=UNIT", b.length, "for [half an hour] it"),
    Pattern("A half HYPHEN? hour", b.half_hour, "for [a half-hour] it"),
    Pattern("(count=NUM|FEW) unit=UNITS (or|and) UNITS", b.length, "for [several weeks or months] it"),
    Pattern("recent unit=UNITS (and UNITS)?", b.length, "in [recent weeks] it"),
    Pattern("unit=UNITS (ahead|or UNITS)?", b.length, "for [years] it", after="for in within after over"),
    Pattern("the unit=UNITS (ahead)?", b.length, "over [the years] it", after="over in through"),
)

_SETS = (
    Pattern("EACH (count=NUM|other=other)? unit=ANYUNIT", b.repeat, "meets [every week] in"),
    Pattern("EACH (other=other)? weekday=WDAY part=DAYPART?", b.repeat_weekday, "meets [every Monday] in"),
    Pattern(
        "EACH (nth=ORD|final=last) weekday=WDAY (of (the|EACH) month)?",
        b.repeat_weekday,
        "meets [every first Monday] in",
    ),
    Pattern(
        "the (nth=ORD|final=last) weekday=WDAY of (EACH|the) month",
        b.repeat_weekday,
        "[the first Monday of each month]",
    ),
    Pattern("weekday=WDAYS", b.repeat_weekday, "meets on [Mondays] in"),
    Pattern("weekday=WDAY part=DAYPARTS", b.repeat_weekday, "meets [Tuesday nights] in"),
    Pattern("on weekdays", b.weekdays, "open [on weekdays] in"),
    Pattern("EACH month=MONTH day=DAY?", b.repeat_month, "meets [every March] in"),
    Pattern("EACH season=SEASON", b.repeat_season, "meets [every spring] in"),
    Pattern("EACH part=DAYPART", b.repeat_part, "meets [every morning] in"),
    Pattern("word=DAILY", b.often, "flies [weekly] to"),
    Pattern("annual", b.fixed_length("P1Y"), "its [annual] profit"),
)

_HOLIDAYS = (
    Pattern(
        "christmas (day)? (COMMA? year=YEAR)?",
        b.holiday("christmas"),
        "home by [Christmas] or",
        after="at by before until since after for on IN",
    ),
    Pattern("christmas day (COMMA? year=YEAR)?", b.holiday("christmas"), "died on [Christmas Day] in"),
    Pattern("christmas eve (COMMA? year=YEAR)?", b.holiday("christmas eve"), "died on [Christmas Eve] in"),
    Pattern("boxing day (COMMA? year=YEAR)?", b.holiday("boxing day"), "played on [Boxing Day] in"),
    Pattern("new year POSS day (COMMA? year=YEAR)?", b.holiday("new year"), "opens on [New Year's Day] in"),
    Pattern("new year POSS eve (COMMA? year=YEAR)?", b.holiday("new year eve"), "opens on [New Year's Eve] in"),
    Pattern(
        "halloween (COMMA? year=YEAR)?",
        b.holiday("halloween"),
        "opens on [Halloween] in",
        after="on by before until after",
    ),
    Pattern("valentine POSS day (COMMA? year=YEAR)?", b.holiday("valentine"), "opens on [Valentine's Day] in"),
    Pattern("good friday (COMMA? year=YEAR)?", b.holiday("good friday"), "shut on [Good Friday] in"),
    Pattern("easter sunday? (COMMA? year=YEAR)?", b.holiday("easter"), "shut on [Easter Sunday] in", not_before="CAP"),
    Pattern("easter monday (COMMA? year=YEAR)?", b.holiday("easter monday"), "shut on [Easter Monday] in"),
    Pattern(
        "thanksgiving (day)? (COMMA? year=YEAR)?",
        b.holiday("thanksgiving"),
        "home by [Thanksgiving] or",
        not_before="CAP",
    ),
    Pattern("memorial day (COMMA? year=YEAR)?", b.holiday("memorial day"), "shut on [Memorial Day] in"),
    Pattern("labor day (COMMA? year=YEAR)?", b.holiday("labor day"), "shut on [Labor Day] in"),
    Pattern("veterans day (COMMA? year=YEAR)?", b.holiday("veterans day"), "shut on [Veterans Day] in"),
    Pattern("election day (COMMA? year=YEAR)?", b.holiday("election day"), "until [Election Day] in"),
)

_VAGUE = (
    Pattern("(right|just)? word=NOWW", b.vague_word, "is [now] in"),
    Pattern("(more|most|very)? word=PASTW", b.vague_word, "has [recently] been"),
    Pattern("very SOONW", b.vague("FUTURE_REF"), "will [very soon] be"),
    Pattern("as SOONW as possible", b.vague("FUTURE_REF"), "will [as soon as possible] be"),
    Pattern("current", b.vague("PRESENT_REF"), "under [current] law"),
    Pattern("recent", b.vague("PAST_REF"), "after [recent] losses"),
    Pattern("the (recent|distant)? past", b.vague("PAST_REF"), "in [the past] it"),
    Pattern("the (near|foreseeable|immediate|distant)? future", b.vague("FUTURE_REF"), "in [the future] it"),
    Pattern("COMING unit=UNITS", b.length, "in [coming weeks] it"),
    Pattern("these days", b.vague("PRESENT_REF"), "few [these days] do"),
    Pattern("at the moment", b.vague("PRESENT_REF"), "is [at the moment] in"),
    Pattern("at present", b.vague("PRESENT_REF"), "is [at present] in"),
)

_ZONE = "(zone=ZONE|region=REGION (STANDARD)? time|STANDARD time)"

_CLOCKS = (
    Pattern(f"(clock=CLOCK|dotted=DOTCLOCK|hour=HOUR) ampm=AMPM {_ZONE}?", b.clock, "at [8:30 p.m. EST] the"),
    Pattern(f"(clock=CLOCK|packed=CLOCK4|dotted=DOTCLOCK) (hours)? {_ZONE}", b.clock, "at [1800 GMT] the"),
    Pattern("clock=CLOCK (hours)?", b.clock, "at [20:00] the", after="AT by until from to between till since on LINE"),
    Pattern("packed=CLOCK4 hours", b.clock, "at [1800 hours] the"),
    Pattern(f"hour=HOUR OCLOCK {_ZONE}?", b.clock, "at [8 o'clock] the"),
    Pattern("(hour=HOUR|hour=SPELT) in the part=DAYPART", b.clock_in_part, "at [4 in the morning] the"),
    Pattern(f"noon=NOON {_ZONE}?", b.clock, "at [noon] the", not_after="CAP"),
)

PATTERNS = (*_NONE, *_DATES, *_RELATIVE, *_PARTS, *_LENGTHS, *_SETS, *_HOLIDAYS, *_VAGUE, *_CLOCKS)

JOINS = (
    Pattern("local=XCLOCK OPEN zoned=XCLOCK CLOSE", b.told_twice, "at [10:35 a.m. (0735 GMT)] the"),
    Pattern("clock=XCLOCK COMMA? (on)? day=XDAY", b.at_time, "at [8 p.m. EST on Nov. 9] the"),
    Pattern("clock=XCLOCK COMMA? (on)? day=XDAYPART", b.at_time, "at [11 p.m. Tuesday night] the"),
    Pattern("day=XDAY COMMA? (AT|by|OPEN)? clock=XCLOCK", b.at_time, "on [Friday at 8 p.m.] the"),
    Pattern("day=XDAYPART COMMA? (AT|by)? clock=XCLOCK", b.at_time, "on [Friday night at 8] the"),
    Pattern("(EARLY HYPHEN?)? inner=XMONTH (COMMA|of)? outer=XTHATYEAR", b.within, "in [October of next year] it"),
    Pattern("inner=XPART of? outer=XTHATYEAR", b.within, "in [the first quarter of last year] it"),
    Pattern("outer=XTHATYEAR POSS inner=XPART", b.within, "in [this year's third quarter] it"),
    Pattern("weekday=XWDAY COMMA the? day=XDATE", b.both, "on [this coming Sunday, March 8] it"),
    Pattern("the? week of day=XDATE", b.week_holding, "heard [the week of March 6] in"),
    Pattern("(the|very)* EDGE of of=XANY", b.same, "by [the end of the month] it"),
    Pattern("(the)? (very)? EARLY (HYPHEN|in|of)* of=XANY", b.same, "in [early 1990] it"),
    Pattern("(LATERW|SOONW) (in|on)? of=XANY", b.same, "adopted [earlier this year] in"),
    Pattern(
        "(at least|more than|less than|no more than|up to|APPROX|within) of=XLENGTH",
        b.same,
        "for [nearly two years] it",
    ),
    Pattern("XPART of of=XYEARS", b.same, "in [the last half of the '80s] it"),
    Pattern("APPROX of=XAWAY", b.same, "bought it [about two years ago] for"),
    Pattern("between first=XDATE and last=XDATE", b.stretch, "held [between June 11 and July 19] in"),
    Pattern("first=XDATE (COMMA)? (TO) (the)? last=XDATE", b.stretch, "from [June 11 to July 19] in"),
    Pattern("first=XMONTH TO last=XMONTH", b.stretch, "from [June to August] in"),
    Pattern("from first=XWDAY (TO) last=XWDAY", b.stretch, "open [from Friday to Sunday] in"),
)
