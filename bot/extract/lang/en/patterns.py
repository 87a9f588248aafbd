"""How English says when. Each row's example is a test: the phrase found is in square brackets."""

from __future__ import annotations

from bot.extract.times.builders import clocks, dates, lengths, others, periods, sets
from bot.extract.times.patterns import Pattern

_NONE = (
    Pattern("MARK TODAY MARK", others.nothing, "the host of the “Today” show"),
    Pattern("WDAY PAPER", others.nothing, "told the Sunday Times that"),
    Pattern("the? SEASON SCHOOL", others.nothing, "runs the summer school in"),
    Pattern("WDAY DAYPART MARK? live", others.nothing, "a star of Saturday Night Live"),
    Pattern("back in the day", others.nothing, "it was huge back in the day"),
    Pattern("NUM UNITS A UNIT", others.nothing, "open 24 hours a day since"),
    Pattern("A WDAY DAYPART?", others.nothing, "open late on a Saturday in", before="COMMA DOT ON IN AT LINE"),
    Pattern("russell YEAR", others.nothing, "the Russell 2000 fell"),
    Pattern(
        "(ANYDAY COMMA?)? (ANYMONTH COMMA? DAY COMMA|DAY of? ANYMONTH COMMA?|ANYMONTH) LONG",
        others.nothing,
        "on March 3, 20267, the",
        before="COMMA DOT CLOSE LINE HYPHEN DASH COLON ON IN AT and",
    ),
    Pattern("A second", others.nothing, "bought a second plane"),
    Pattern("A quarter (of)?", others.nothing, "more than a quarter of all"),
    Pattern("NUM HYPHEN (quarter|quarters)", others.nothing, "three-quarters of all"),
    Pattern("as SOONW as", others.nothing, "rose as soon as it opened"),
    Pattern(
        "(black|bloody|fat|ash|palm|holy|maundy|shrove|cyber|super) weekday=WDAY",
        others.nothing,
        "the crash of Black Monday led",
    ),
    Pattern(
        "count=NUM (HYPHEN unit=UNIT HYPHEN|unit=UNITS|unit=UNIT|unit=UNITS HYPHEN) OLD",
        others.nothing,
        "a 20-year-old driver",
    ),
)

_DATES = (
    Pattern("nine=ANYMONTH eleven=DAY", dates.september_eleven, "after the [Sept. 11] attacks", before="ATTACK"),
    Pattern("iso=ISO", dates.iso, "opens on [2026-03-19] in Lyon"),
    Pattern("slashed=SLASHED", dates.slashed, "due on [19/03/2026] at the latest"),
    Pattern(
        "(weekday=ANYDAY COMMA? (the)?)? month=ANYMONTH COMMA? (the)? day=DAY (COMMA? year=YEAR)?",
        dates.point,
        "signed on [Thursday, March 19, 2026] in Oslo",
        not_before="UNITS MEASURE",
    ),
    Pattern(
        "(weekday=ANYDAY COMMA?)? the? day=DAY of? month=ANYMONTH (COMMA? year=YEAR)?",
        dates.point,
        "signed on [Thursday 19 March 2026] in Oslo",
        not_before="DAY",
    ),
    Pattern("month=ANYMONTH day=DAY COMMA? APOS short=TWO", dates.point, "since [May 3 '98] it has"),
    Pattern("month=SMALLMONTH day=DAY (COMMA? year=YEAR)?", dates.point, "a parade on [march 19] with", after="ON IN"),
    Pattern("month=ANYMONTH (COMMA|of)? year=YEAR", dates.point, "founded in [May 1998] by"),
    Pattern(
        "day=DAY HYPHEN month=ANYMONTH HYPHEN (year=YEAR|short=TWO)", dates.point, "signed on [19-Mar-2026] in Oslo"
    ),
    Pattern("month=ANYMONTH APOS short=TWO", dates.point, "founded in [May '98] by"),
    Pattern(
        "month=ANYMONTH day=DAY JOIN last=DAY (COMMA? year=YEAR)?", dates.days_of_month, "held [March 19-21, 2026] in"
    ),
    Pattern(
        "month=ANYMONTH day=DAY (to|through|both=and|until) the? last=DAY (COMMA? year=YEAR)?",
        dates.days_of_month,
        "held from [March 19 to 21] in",
        not_before="MEASURE UNITS UNIT PERCENT CAP ANYMONTH",
    ),
    Pattern(
        "(month=ANYMONTH day=DAY and last=DAY|day=DAY and last=DAY month=ANYMONTH) (COMMA? year=YEAR)?",
        dates.days_of_month,
        "held between [March 19 and 24] in",
        after="between",
        not_before="MEASURE UNITS UNIT PERCENT CAP ANYMONTH",
    ),
    Pattern(
        "day=DAY (JOIN|to|both=and|until|through) (the)? last=DAY month=ANYMONTH (COMMA? year=YEAR)?",
        dates.days_of_month,
        "held from [19 to 21 March 2026] in",
        not_before="DAY",
    ),
    Pattern(
        "the (nth=ORD|final=last) weekday=WDAY (of|in) month=ANYMONTH (COMMA? year=YEAR)?",
        dates.weekday_of_month,
        "votes on [the first Tuesday of November] in",
    ),
    Pattern("month=MONTH", dates.point, "planned in [April] in Peru", after="IN ON LAST NEXT EARLY EDGE LATERW and to"),
    Pattern(
        "month=MONTHAB", dates.point, "planned in [Oct.] in Peru", after="IN LAST NEXT EARLY EDGE", not_before="CAP"
    ),
    Pattern("month=SUREMONTH", dates.point, "its [November] report", not_before="CAP", not_after="MONEY"),
    Pattern(
        "month=MONTH",
        dates.point,
        "her planned [May] visit drew",
        after="LOWER the A POSS possible recent current annual",
        before="LOWER",
        not_before="VERB",
    ),
    Pattern("shift=SHIFT month=MONTH", dates.point, "opened [last June] in"),
    Pattern("THIS shift=POINT month=MONTH", dates.point, "opened [this past June] in"),
    Pattern("year=YEAR JOIN last=YEAR", dates.years_range, "in the [1985-1987] period"),
    Pattern("year=YEAR (JOIN|SLASH) short=TWO", dates.years_range, "the [2025/26] season"),
    Pattern(
        "(the year)? year=YEAR",
        dates.point,
        "in [1998] it fell",
        not_before="MEASURE UNITS HYPHEN SLASH PERCENT",
        not_after="MONEY HYPHEN SLASH DASH",
    ),
    Pattern("EARLY HYPHEN year=YEAR", dates.point, "apart in [mid-1996] when"),
    Pattern("(the)? year HYPHEN? end", dates.year_end, "closing by [year-end] if"),
    Pattern("(the)? year POSS end", dates.year_end, "closing by [year's end] if"),
    Pattern("fiscal year? year=YEAR", dates.point, "in [fiscal 1989] the firm"),
    Pattern("APOS short=TWO", dates.point, "the class of ['98] met", after="of"),
)

_RELATIVE = (
    Pattern("today=TODAY part=DAYPART?", dates.day_from_today, "said [yesterday] that"),
    Pattern("the day after tomorrow", dates.beyond(2), "meets [the day after tomorrow] in"),
    Pattern("the day before yesterday", dates.beyond(-2), "met [the day before yesterday] in"),
    Pattern("TONIGHT", clocks.part_of_today, "plays [tonight] in"),
    Pattern("shift=THIS part=DAYPART", clocks.part_of_today, "arrived [this morning] in"),
    Pattern("shift=LAST part=DAYPART", clocks.part_of_today, "arrived [last night] in"),
    Pattern("weekday=WDAY part=DAYPART?", dates.weekday, "said on [Monday night] that"),
    Pattern(
        "(day=WDAY|today=TODAY) week",
        dates.week_after,
        "opens on [Tuesday week] in",
        not_before="HYPHEN CAP NUM",
    ),
    Pattern(
        "A week on day=WDAY",
        dates.week_after,
        "opens [a week on Tuesday] in",
        not_after="NUM MEASURE UNITS times once twice",
        not_before="CAP",
    ),
    Pattern("shift=SHIFT weekday=WDAY part=DAYPART?", dates.weekday, "met [last Friday] in"),
    Pattern("THIS shift=POINT weekday=WDAY part=DAYPART?", dates.weekday, "opens [this coming Sunday] in"),
    Pattern("weekday=WDAY (of)? shift=SHIFT week", dates.weekday_of_week, "opens [Monday next week] in"),
    Pattern(
        "the next=next (unit=day|part=DAYPART)",
        periods.day_beside,
        "and [the next day] it rained",
        not_after="over in within during for",
    ),
    Pattern("the following=FOLLOWING part=DAYPART", periods.day_beside, "and [the following morning] it rained"),
    Pattern("(that|the) same (unit=UNIT|part=DAYPART)", periods.that, "sales [that same day] were"),
    Pattern("that part=DAYPART", periods.that, "and [that night] it rained"),
    Pattern("the earlier=day before", periods.day_beside, "arrived [the day before], when", before="COMMA DOT"),
    Pattern("the part=DAYPART earlier=before", periods.day_beside, "had met [the night before].", before="COMMA DOT"),
    Pattern("the later=day after", periods.day_beside, "arrived [the day after], when", before="COMMA DOT"),
    Pattern("shift=SHIFT unit=UNIT", periods.period, "said [last week] that"),
    Pattern("THIS shift=POINT unit=UNIT", periods.period, "fell [this past week] by"),
    Pattern("the (last|previous) quarter", periods.last_quarter, "in [the last quarter] it"),
    Pattern(
        "the (week=ORD|last=last|week=FINAL) (full)? week (of|in) month=MONTH (of? year=YEAR)?",
        periods.week_of_month,
        "in [the last week of March] it",
    ),
    Pattern("count=NUM unit=UNITS", periods.ahead, "is due in [five years] from", after="in"),
    Pattern("A (COUPLE of)? (unit=UNIT|unit=UNITS)", periods.ahead, "is due in [a week] from", after="in"),
    Pattern("count=NUM day", others.some_day, "it will [one day] be", after="WILL"),
    Pattern("count=NUM day", others.some_day, "hopes to [one day] win", after="to", before="LOWER"),
    Pattern("the shift=POINT unit=UNIT (or so)?", periods.past_period, "fell over [the past week] by"),
    Pattern("the? (shift=SHIFT) (fiscal|financial|calendar) year", periods.period, "in [the current fiscal year] it"),
    Pattern(
        "the (full|entire|whole|fiscal|latest fiscal) year",
        periods.period,
        "profit for [the full year] was",
        not_before="ENDED",
    ),
    Pattern("the (year)", periods.period, "sales for [the year] were", after="for of", not_before="ENDED"),
    Pattern("the? (fiscal|full)? year", lengths.year, "in [the fiscal year] ended then", before="ENDED"),
    Pattern("the following=FOLLOWING weekday=WDAY", dates.weekday_beside, "up from [the previous Friday] by"),
    Pattern("the quarter=quarter A year (ago|earlier|before)", periods.before, "for [the quarter a year ago] it"),
    Pattern("the? unit=WEEKENDW", periods.period, "over [the weekend] it", after="IN PREP AT"),
    Pattern("the unit=UNIT", periods.same_day, "the low of [the day] was", after="in of EARLY LATERW"),
    Pattern("the following=FOLLOWING unit=UNIT", periods.following, "and [the following month] it"),
    Pattern(
        "count=COUNT unit=ANYUNIT before",
        periods.away(-1, "context"),
        "arrived [two days before], when",
        before="COMMA DOT",
    ),
    Pattern("A year (earlier|ago|before)", periods.before, "up from [a year earlier] when"),
    Pattern("count=COUNT unit=ANYUNIT (or so)? ago", periods.away(-1, "reference"), "bought it [five months ago] for"),
    Pattern("A COUPLE of? unit=UNITS ago", periods.away(-1, "reference"), "bought it [a couple of months ago] for"),
    Pattern("A fortnight ago", periods.two_weeks(-1), "bought it [a fortnight ago] for"),
    Pattern("the week before last", periods.two_weeks(-1), "bought it [the week before last] for"),
    Pattern("the week after next", periods.two_weeks(1), "buys it [the week after next] for"),
    Pattern("UNITS ago", others.vague("PAST_REF"), "bought it [years ago] for"),
    Pattern("A unit=UNIT and a half=half ago", periods.away(-1, "reference"), "bought it [a year and a half ago] for"),
    Pattern("A unit=UNIT or SPELT ago", others.vague("PAST_REF"), "bought it [a year or two ago] for"),
    Pattern("A unit=UNIT or SPELT", others.vague("FUTURE_REF"), "ends in [a year or two] with", after="in"),
    Pattern(
        "count=COUNT unit=ANYUNIT (earlier|previously)",
        periods.away(-1, "context"),
        "arrived [two days earlier] when",
    ),
    Pattern(
        "count=COUNT unit=UNITS later",
        periods.away(1, "context"),
        "left [two days later], when",
        before="COMMA DOT LINE",
    ),
    Pattern("A unit=UNIT later", periods.away(1, "context"), "left [a week later], when", before="COMMA DOT LINE"),
    Pattern("count=COUNT unit=ANYUNIT from now", periods.away(1, "reference"), "meets [two weeks from now] in"),
    Pattern(
        "(the|A)? (comparable|corresponding|same)? year HYPHEN? (ago|earlier) (quarter=quarter|period=period)?",
        periods.before,
        "against [a year-ago] loss",
    ),
    Pattern(
        "(the|a)? year HYPHEN? (ago|earlier) ord=ORD HYPHEN? quarter",
        periods.part_before,
        "in [the year-ago third quarter] it",
    ),
    Pattern(
        "the (same|corresponding|comparable) (quarter=quarter|period=period) (of)? (a|LAST) year (ago|earlier|before)?",
        periods.before,
        "up from [the same period last year] and",
    ),
    Pattern("LAST year POSS (quarter=quarter|period=period)", periods.before, "up from [last year's quarter] and"),
    Pattern("the (latest) (quarter=quarter|period=period)", periods.again, "sales in [the latest quarter] were"),
    Pattern("the? year=YEAR HYPHEN? (quarter=quarter|period)", periods.again, "sales in [the 1988 quarter] were"),
    Pattern("(the|that) quarter=quarter", periods.again, "sales in [the quarter] were"),
    Pattern("that (unit=UNIT)", periods.that, "sales [that year] were"),
)

_PARTS = (
    Pattern(
        "the? (fiscal)? ord=ORD HYPHEN? quarter (of (fiscal)? year=YEAR|year=YEAR)?",
        periods.quarter,
        "in [the third quarter of 1990] it",
    ),
    Pattern(
        "the? year=YEAR POSS? (fiscal)? ord=ORD HYPHEN? quarter", periods.quarter, "in [the 1988 third quarter] it"
    ),
    Pattern("the? final=final quarter (of year=YEAR)?", periods.quarter, "in [the final quarter of 2009] it"),
    Pattern(
        "the? (ord=ORD|final=last|final=LATTER) half=half (of year=YEAR)?",
        periods.quarter,
        "in [the first half of 1990] it",
    ),
    Pattern(
        "the? ord=ORD count=NUM quarters of year=YEAR", periods.two_quarters, "in [the first two quarters of 1990] it"
    ),
    Pattern("q=QUARTERNAME (of)? (year=YEAR)?", periods.named_quarter, "in [Q3 2026] it"),
    Pattern("the? shift=SHIFT season=SEASON", periods.season, "closed [last summer] for"),
    Pattern("THIS shift=POINT season=SEASON", periods.season, "closed [this past spring] for"),
    Pattern("the? season=SEASON COMMA? of? year=YEAR", periods.season, "closed in [the spring of 1994] for"),
    Pattern("the? season=SEASON", periods.season, "reopens in [the spring] with", after="IN EARLY over"),
    Pattern("the season=SEASON", periods.season, "over [the summer] it", not_before="CAP"),
    Pattern("the? decade=DECADE", periods.decade, "in [the 1980s] it"),
    Pattern("the? APOS? short=DECADE2", periods.decade, "in [the '80s] it", after="IN EARLY and HYPHEN to the"),
    Pattern("the APOS? short=DECADE2", periods.decade, "from [the '80s] on"),
    Pattern("the spelt=SPELTDECADE", periods.decade, "in [the nineties] it"),
    Pattern("the? ord=ORD HYPHEN? century", periods.century, "built in [the 11th century] by"),
)

_LENGTHS = (
    Pattern("A? unit=UNIT HYPHEN long", lengths.length_one, "after [a day-long] meeting"),
    Pattern("A? (count=NUM HYPHEN)? unit=ANYUNIT HYPHEN long", lengths.length, "the [decades-long] struggle"),
    Pattern("A? single HYPHEN? unit=UNIT", lengths.length_one, "the worst [single-day] loss"),
    Pattern("COMING UNITS", others.vague("FUTURE_REF"), "in [coming weeks] it", not_after="the"),
    Pattern(
        "count=COUNT HYPHEN? (trading|working|business|more|straight|consecutive)? unit=ANYUNIT",
        lengths.length,
        "lasted [two hours] in",
    ),
    Pattern(
        "A (trading|working|business|full|additional|whole) unit=UNIT", lengths.length_one, "needs [a full year] to"
    ),
    Pattern("(count=COUNT) (to|or|JOIN) NUM HYPHEN? unit=ANYUNIT", lengths.length, "takes [two to three weeks] in"),
    Pattern("count=NUM one=NUM SLASH two=NUM HYPHEN? unit=ANYUNIT", lengths.length_mixed, "flew [5 1/2 hours] to"),
    Pattern("A COUPLE of? unit=UNITS", lengths.length_couple, "for [a couple of years] it"),
    Pattern("A many=HUNDRED unit=UNITS", lengths.length_hundred, "for [a hundred years] it"),
    Pattern(
        "the? SHIFT (count=NUM|FEW|couple=COUPLE of?)? (trading|working|business)? unit=UNITS",
        lengths.length,
        "in [the past three months] it",
    ),
    Pattern("the? SHIFT count=NUM to NUM unit=UNITS", lengths.length_unknown, "over [the next 12 to 18 months] it"),
    Pattern(
        "the? year HYPHEN? (ago|earlier) count=NUM unit=UNITS", lengths.length, "in [the year-earlier nine months] it"
    ),
    Pattern("the latest? count=NUM unit=UNITS", lengths.length, "in [the nine months] it"),
    Pattern("the? ord=ORD count=NUM? unit=UNITS", lengths.length, "in [the first nine months] it"),
    Pattern("count=NUM and (a|one) half=half unit=UNITS", lengths.length, "for [two and a half years] it"),
    Pattern("count=A unit=UNIT and a half=half", lengths.length, "for [a year and a half] it"),
    Pattern("halfof=half (A)? HYPHEN? unit=UNIT", lengths.length, "for [half an hour] it"),
    Pattern("A half HYPHEN? hour", lengths.half_hour, "for [a half-hour] it"),
    Pattern("(count=NUM|FEW) unit=UNITS (or|and) UNITS", lengths.length, "for [several weeks or months] it"),
    Pattern("recent unit=UNITS (and UNITS)?", lengths.length, "in [recent weeks] it"),
    Pattern("unit=UNITS (ahead|or UNITS)?", lengths.length, "for [years] it", after="for in within after over"),
    Pattern("the unit=UNITS (ahead)?", lengths.length, "over [the years] it", after="over in through"),
)

_SETS = (
    Pattern("EACH (count=NUM|other=other)? unit=ANYUNIT", sets.repeat, "meets [every week] in"),
    Pattern("(FREQ|SPELT times) (a|EACH) unit=UNIT", sets.so_often, "meets [twice a week] in"),
    Pattern("EACH (other=other)? weekday=WDAY part=DAYPART?", sets.repeat_weekday, "meets [every Monday] in"),
    Pattern(
        "EACH (nth=ORD|final=last) weekday=WDAY (of (the|EACH) month)?",
        sets.repeat_weekday,
        "meets [every first Monday] in",
    ),
    Pattern(
        "the (nth=ORD|final=last) weekday=WDAY of (EACH|the) month",
        sets.repeat_weekday,
        "[the first Monday of each month]",
    ),
    Pattern("weekday=WDAYS", sets.repeat_weekday, "meets on [Mondays] in"),
    Pattern(
        "first=WDAYS (COMMA second=WDAYS)? COMMA? (and|or|AMPERSAND) last=WDAYS",
        sets.repeat_weekdays,
        "meets on [Mondays, Tuesdays and Fridays] in",
    ),
    Pattern(
        "EACH first=WDAY (COMMA second=WDAY)? COMMA? (and|AMPERSAND) last=WDAY",
        sets.repeat_weekdays,
        "meets [every Monday and Friday] in",
    ),
    Pattern(
        "first=WDAY and last=WDAY part=DAYPARTS",
        sets.repeat_weekdays,
        "leaves on [Monday and Friday nights] in",
    ),
    Pattern("first=WDAYS (to|through|JOIN) until=WDAYS", sets.repeat_weekdays, "open [Mondays through Fridays] in"),
    Pattern("EACH weekday", sets.weekdays, "open [every weekday] in"),
    Pattern("weekday=WDAY part=DAYPARTS", sets.repeat_weekday, "meets [Tuesday nights] in"),
    Pattern("on weekdays", sets.weekdays, "open [on weekdays] in"),
    Pattern("EACH month=MONTH day=DAY?", sets.repeat_month, "meets [every March] in"),
    Pattern("EACH season=SEASON", sets.repeat_season, "meets [every spring] in"),
    Pattern("EACH part=DAYPART", sets.repeat_part, "meets [every morning] in"),
    Pattern("word=DAILY", sets.often, "flies [weekly] to", not_before="CAP PAPER"),
    Pattern("annual", lengths.fixed_length("P1Y"), "its [annual] profit"),
)

_HOLIDAYS = (
    Pattern(
        "christmas (day)? (COMMA? year=YEAR)?",
        dates.holiday("christmas"),
        "home by [Christmas] or",
        after="at by before until since after for on IN",
    ),
    Pattern("christmas day (COMMA? year=YEAR)?", dates.holiday("christmas"), "died on [Christmas Day] in"),
    Pattern("christmas eve (COMMA? year=YEAR)?", dates.holiday("christmas eve"), "died on [Christmas Eve] in"),
    Pattern("boxing day (COMMA? year=YEAR)?", dates.holiday("boxing day"), "played on [Boxing Day] in"),
    Pattern("new year POSS day (COMMA? year=YEAR)?", dates.holiday("new year"), "opens on [New Year's Day] in"),
    Pattern("new year POSS eve (COMMA? year=YEAR)?", dates.holiday("new year eve"), "opens on [New Year's Eve] in"),
    Pattern(
        "halloween (COMMA? year=YEAR)?",
        dates.holiday("halloween"),
        "opens on [Halloween] in",
        after="on by before until after",
    ),
    Pattern("valentine POSS day (COMMA? year=YEAR)?", dates.holiday("valentine"), "opens on [Valentine's Day] in"),
    Pattern("good friday (COMMA? year=YEAR)?", dates.holiday("good friday"), "shut on [Good Friday] in"),
    Pattern(
        "easter sunday? (COMMA? year=YEAR)?",
        dates.holiday("easter"),
        "shut on [Easter Sunday] in",
        not_before="CAP UNIT",
    ),
    Pattern("easter monday (COMMA? year=YEAR)?", dates.holiday("easter monday"), "shut on [Easter Monday] in"),
    Pattern(
        "thanksgiving (day)? (COMMA? year=YEAR)?",
        dates.holiday("thanksgiving"),
        "home by [Thanksgiving] or",
        not_before="CAP UNIT",
    ),
    Pattern("memorial day (COMMA? year=YEAR)?", dates.holiday("memorial day"), "shut on [Memorial Day] in"),
    Pattern("labor day (COMMA? year=YEAR)?", dates.holiday("labor day"), "shut on [Labor Day] in"),
    Pattern("veterans day (COMMA? year=YEAR)?", dates.holiday("veterans day"), "shut on [Veterans Day] in"),
    Pattern("election day (COMMA? year=YEAR)?", dates.holiday("election day"), "until [Election Day] in"),
)

_VAGUE = (
    Pattern("(right|just)? word=NOWW", others.vague_word, "is [now] in"),
    Pattern("(more|most|very)? word=PASTW", others.vague_word, "has [recently] been"),
    Pattern("very SOONW", others.vague("FUTURE_REF"), "will [very soon] be"),
    Pattern("as SOONW as possible", others.vague("FUTURE_REF"), "will [as soon as possible] be"),
    Pattern("current", others.vague("PRESENT_REF"), "under [current] law"),
    Pattern("recent", others.vague("PAST_REF"), "after [recent] losses"),
    Pattern("the (recent|distant)? past", others.vague("PAST_REF"), "in [the past] it"),
    Pattern("the (near|foreseeable|immediate|distant)? future", others.vague("FUTURE_REF"), "in [the future] it"),
    Pattern("these days", others.vague("PRESENT_REF"), "few [these days] do"),
    Pattern("at the moment", others.vague("PRESENT_REF"), "is [at the moment] in"),
    Pattern("at present", others.vague("PRESENT_REF"), "is [at present] in"),
)

_ZONE = "(zone=ZONE|region=REGION (STANDARD)? time|STANDARD time)"

_CLOCKS = (
    Pattern(f"(clock=CLOCK|dotted=DOTCLOCK|hour=HOUR) ampm=AMPM {_ZONE}?", clocks.clock, "at [8:30 p.m. EST] the"),
    Pattern(f"(clock=CLOCK|packed=CLOCK4|dotted=DOTCLOCK) (hours)? {_ZONE}", clocks.clock, "at [1800 GMT] the"),
    Pattern(
        "clock=CLOCK (hours)?", clocks.clock, "at [20:00] the", after="AT by until from to between till since on LINE"
    ),
    Pattern(
        "(clock=CLOCK|dotted=DOTCLOCK|hour=HOUR) ampm=AMPM zone=ZONE SLASH ((HOUR|CLOCK) AMPM?)? ZONE",
        clocks.clock,
        "at [6:30 p.m. ET/3:30 PT] on",
    ),
    Pattern(
        f"(first=HOUR|first=CLOCK) (JOIN|to) (hour=HOUR|clock=CLOCK) ampm=AMPM {_ZONE}?",
        clocks.from_hour,
        "open [7-10 p.m. ET] on",
    ),
    Pattern(
        f"(first=HOUR|first=CLOCK) and (hour=HOUR|clock=CLOCK) ampm=AMPM {_ZONE}?",
        clocks.from_hour,
        "shut between [2 and 4 p.m.] on",
        after="between",
    ),
    Pattern(
        "(clock=CLOCK|dotted=DOTCLOCK|hour=HOUR) ampm=AMPM zone=USREGION",
        clocks.clock,
        "at [8:30 p.m. Eastern] on",
        not_before="CAP LOWER time STANDARD",
    ),
    Pattern(
        "(half=half past|A? quarter (past=past|to)) (hour=HOUR|hour=SPELT)",
        clocks.clock_spoken,
        "at [half past ten] on",
        after="AT by until from till before after",
        not_before="MEASURE UNITS",
    ),
    Pattern("packed=CLOCK4 hours", clocks.clock, "at [1800 hours] the"),
    Pattern(f"hour=HOUR OCLOCK {_ZONE}?", clocks.clock, "at [8 o'clock] the"),
    Pattern("(hour=HOUR|hour=SPELT) in the part=DAYPART", clocks.clock_in_part, "at [4 in the morning] the"),
    Pattern("noon=MIDDAYW", clocks.clock, "at [midday] the", after="AT by until from to till"),
    Pattern(f"noon=NOON {_ZONE}?", clocks.clock, "at [noon] the", not_after="CAP"),
)

PATTERNS = (*_NONE, *_DATES, *_RELATIVE, *_PARTS, *_LENGTHS, *_SETS, *_HOLIDAYS, *_VAGUE, *_CLOCKS)

JOINS = (
    Pattern("local=XCLOCK OPEN zoned=XCLOCK CLOSE", clocks.told_twice, "at [10:35 a.m. (0735 GMT)] the"),
    Pattern("local=XMOMENT OPEN zoned=XCLOCK CLOSE", clocks.told_twice, "on [Friday at 10:35 a.m. (0735 GMT)] the"),
    Pattern("clock=XCLOCK COMMA? (on)? day=XDAY", clocks.at_time, "at [8 p.m. EST on Nov. 9] the"),
    Pattern("clock=XCLOCK COMMA? (on)? day=XDAYPART", clocks.at_time, "at [11 p.m. Tuesday night] the"),
    Pattern("day=XDAY COMMA? (AT|by|OPEN)? clock=XCLOCK", clocks.at_time, "on [Friday at 8 p.m.] the"),
    Pattern("day=XDAYPART COMMA? (AT|by)? clock=XCLOCK", clocks.at_time, "on [Friday night at 8 p.m.] the"),
    Pattern("(EARLY HYPHEN?)? inner=XMONTH (COMMA|of)? outer=XTHATYEAR", others.within, "in [October of next year] it"),
    Pattern("inner=XPART of? outer=XTHATYEAR", others.within, "in [the first quarter of last year] it"),
    Pattern("outer=XTHATYEAR POSS inner=XPART", others.within, "in [this year's third quarter] it"),
    Pattern("part=XDAYPART COMMA the? day=XDATE", others.part_of_date, "on [Friday morning, March 14] it"),
    Pattern("weekday=XWDAY COMMA the? day=XDATE", others.both, "on [this coming Sunday, March 8] it"),
    Pattern("XWEEKAFTER (COMMA|OPEN) the? of=XDATE CLOSE?", others.same, "on [Saturday week, March 14], it"),
    Pattern("the? week of day=XDATE", others.week_holding, "heard [the week of March 6] in"),
    Pattern("(the)? (very)? EDGE of of=XANY", others.same, "by [the end of the month] it"),
    Pattern("(the)? (very)? EARLY (HYPHEN|in|of)? of=XANY", others.same, "in [early 1990] it"),
    Pattern("(LATERW|SOONW) (in|on)? of=XANY", others.same, "adopted [earlier this year] in"),
    Pattern(
        "(at least|more than|less than|no more than|up to|APPROX) of=XLENGTH",
        others.same,
        "for [nearly two years] it",
    ),
    Pattern("length=XLENGTH from day=XDAY", others.from_day, "opens [a week from Thursday] in"),
    Pattern("XPART of of=XYEARS", others.same, "in [the last half of the '80s] it"),
    Pattern("APPROX of=XAWAY", others.same, "bought it [about two years ago] for"),
    Pattern("set=XSET COMMA? AT? clock=XCLOCK", sets.at_time, "meets [every Monday at 7 p.m.] in"),
    Pattern("clock=XCLOCK COMMA? (on)? set=XSET", sets.at_time, "meets at [7 p.m. every Monday] in"),
    Pattern("between first=XDATE and last=XDATE", others.stretch, "held [between June 11 and July 19] in"),
    Pattern("first=XDATE (TO) (the)? last=XDATE", others.stretch, "from [June 11 to July 19] in"),
    Pattern("first=XDATED COMMA (TO) (the)? last=XDATE", others.stretch, "[June 11, 2026, to July 19, 2026] in"),
    Pattern("first=XMONTH TO last=XMONTH", others.stretch, "from [June to August] in"),
    Pattern("first=XWDAY through last=XWDAY", others.stretch, "open [Friday through Sunday] in"),
    Pattern("from first=XWDAY (TO) last=XWDAY", others.stretch, "open [from Friday to Sunday] in"),
)
