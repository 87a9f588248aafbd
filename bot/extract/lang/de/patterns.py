"""How German says when. Each row's example is a test: the phrase found is in square brackets."""

from __future__ import annotations

from bot.extract.times.builders import clocks, dates, dotted, lengths, others, periods, sets
from bot.extract.times.patterns import Pattern

_NONE = (
    Pattern("NUM COMMA NUM ANYUNIT", others.nothing, "dauerte 3,5 Stunden lang"),
    Pattern("FRACTION ANYUNIT", others.nothing, "nach 2.500 Tagen im Amt"),
    Pattern("NUM HYPHEN UNITS", others.nothing, "eine 24-Stunden Wache"),
)

_WEEKDAY = "(weekday=ANYDAY COMMA? (AM|den|dem|der)?)?"

_DATES = (
    Pattern("iso=ISO", dates.iso, "beginnt am [2026-03-19] in Lyon"),
    Pattern("(weekday=ANYDAY COMMA? (AM|den|dem)?)? dotted=SLASHED", dotted.in_figures, "endet am [12.8.2026] in Lyon"),
    Pattern(
        "dotted=FRACTION DOT", dotted.in_figures, "endet am [12.8.] in Lyon", after="AM bis vom zum ab seit den dem"
    ),
    Pattern(
        f"{_WEEKDAY} day=DAY DOT month=ANYMONTH (year=YEAR)?",
        dates.point,
        "beginnt am [Mittwoch, dem 12. August 2026] in Lyon",
    ),
    Pattern("day=ORD month=ANYMONTH (year=YEAR)?", dates.point, "beginnt am [ersten Mai 2026] in Lyon"),
    Pattern("month=ANYMONTH year=YEAR", dates.point, "begann im [Mai 1998] in Lyon"),
    Pattern(
        "day=DAY DOT (TO|both=und) (zum|den|dem)? last=DAY DOT month=ANYMONTH (year=YEAR)?",
        dates.days_of_month,
        "findet vom [19. bis 21. März 2026] statt",
    ),
    Pattern("month=ANYMONTH", dates.point, "kommt im [April] nach", after="IN EDGE und oder"),
    Pattern("month=SUREMONTH", dates.point, "kommt [November] nach", not_after="CAP DOT NUM"),
    Pattern("shift=SHIFT month=MONTH", dates.point, "begann [vergangenen Juni] in"),
    Pattern("year=YEAR (TO) last=YEAR", dates.years_range, "von [1985 bis 1987] war"),
    Pattern("year=YEAR SLASH short=TWO", dates.years_range, "die Saison [2025/26] war"),
    Pattern(
        "year=YEAR",
        dates.point,
        "seit [2019] im Amt",
        after="jahr jahre jahres jahren seit EDGE SEASON OPEN",
        not_before="MEASURE UNITS PERCENT HYPHEN",
    ),
    Pattern(
        "year=YEAR",
        dotted.likely_year,
        "endet bis [2030] in",
        after="IN und",
        not_before="MEASURE UNITS PERCENT CAP HYPHEN er DOT",
    ),
    Pattern(
        "year=YEAR",
        dotted.likely_year,
        "zuletzt: [2025] fiel er",
        before="LOWER",
        not_after="LOWER CAP APPROX MONEY HYPHEN SLASH A von",
    ),
    Pattern("YEAREND", dates.year_end, "bis [Jahresende] in"),
)

_RELATIVE = (
    Pattern("today=TODAY part=DAYPART?", dates.day_from_today, "spricht [heute Abend] in"),
    Pattern(
        "today=TOMORROW", dates.day_from_today, "sagt: [Morgen] kommt er", not_after="LOWER CAP AMPM WDAY SHIFT EACH"
    ),
    Pattern("weekday=WDAY part=DAYPART?", dates.weekday, "sagte am [Montag] in"),
    Pattern("both=WDAYPART", dotted.weekday_part, "sagte am [Montagabend] in"),
    Pattern("shift=SHIFT weekday=WDAY part=DAYPART?", dates.weekday, "kommt am [kommenden Montag] nach"),
    Pattern("weekday=WDAY (in|der)? shift=SHIFT woche", dates.weekday_of_week, "kommt am [Montag nächster Woche] nach"),
    Pattern("shift=SHIFT unit=UNIT", periods.period, "kommt [nächste Woche] nach"),
    Pattern("unit=PREVIOUS", dotted.previous, "fiel im [Vorjahr] um"),
    Pattern("EDGE (des|der) unit=UNIT", dotted.edge, "endet [Ende der Woche] in"),
    Pattern("unit=wochenende", dotted.weekend, "kommt am [Wochenende] nach", after="AM das dem"),
    Pattern("in count=NUM unit=UNITS", periods.ahead, "beginnt [in drei Tagen] in"),
    Pattern("in A unit=UNIT", periods.ahead, "beginnt [in einer Woche] in"),
    Pattern("vor (APPROX)? count=COUNT unit=ANYUNIT", periods.away(-1, "reference"), "begann [vor zwei Wochen] in"),
    Pattern("vor UNITS", others.vague("PAST_REF"), "begann [vor Jahren] in"),
)

_PARTS = (
    Pattern("ord=ORD quartal (year=YEAR)?", periods.quarter, "im [ersten Quartal 2026] fiel"),
    Pattern("ord=DAY DOT quartal (year=YEAR)?", periods.quarter, "im [3. Quartal] fiel"),
    Pattern("ord=ORD half=halbjahr (year=YEAR)?", periods.quarter, "im [zweiten Halbjahr] fiel"),
    Pattern("q=QUARTERNAME (year=YEAR)?", periods.named_quarter, "im [Q3 2026] fiel"),
    Pattern("shift=SHIFT season=SEASON", periods.season, "schloss [vergangenen Sommer] in"),
    Pattern("season=SEASON (des jahres)? year=YEAR", periods.season, "schloss im [Herbst 1994] in"),
    Pattern("season=SEASON", periods.season, "öffnet im [Frühjahr] in", after="IN EDGE"),
    Pattern("decade=YEAR er jahre", dotted.decade, "in den [1980er Jahre] war"),
    Pattern("decade=YEAR er HYPHEN? jahren", dotted.decade, "in den [1980er Jahren] war"),
    Pattern("ord=DAY DOT jahrhundert", periods.century, "im [19. Jahrhundert] gebaut"),
)

_LENGTHS = (
    Pattern("count=COUNT unit=ANYUNIT", lengths.length, "dauert [zwei Stunden] in"),
    Pattern("count=NUM (bis|oder) NUM unit=UNITS", lengths.length, "dauert [zwei bis drei Wochen] in"),
    Pattern("SHIFT count=NUM unit=UNITS", lengths.length, "in den [vergangenen drei Jahren] war"),
    Pattern("SHIFT UNITS", others.nothing, "in den vergangenen Wochen war"),
    Pattern("unit=UNITS", lengths.length_unknown, "seit [Jahren] war", after="seit"),
)

_SETS = (
    Pattern("EACH unit=UNIT", sets.repeat, "tagt [jede Woche] in"),
    Pattern("alle count=NUM unit=UNITS", sets.repeat, "tagt [alle zwei Wochen] in"),
    Pattern("EACH weekday=WDAY part=DAYPART?", sets.repeat_weekday, "tagt [jeden Montag] in"),
    Pattern(
        "EACH nth=ORD weekday=WDAY ((im|des) (monat|monats))?",
        sets.repeat_weekday,
        "tagt [jeden ersten Montag im Monat] in",
    ),
    Pattern("nth=ORD weekday=WDAY EACH (monats)", sets.repeat_weekday, "am [ersten Montag jedes Monats] in"),
    Pattern("weekday=WDAYS", sets.repeat_weekday, "tagt [montags] in"),
    Pattern("werktags", sets.weekdays, "offen [werktags] in"),
    Pattern("EACH season=SEASON", sets.repeat_season, "tagt [jeden Herbst] in"),
    Pattern("EACH part=DAYPART", sets.repeat_part, "tagt [jeden Morgen] in"),
    Pattern("word=DAILY", sets.often, "tagt [wöchentlich] in"),
)

_HOLIDAYS = (
    Pattern("heiligabend (year=YEAR)?", dates.holiday("christmas eve"), "kommt an [Heiligabend] nach"),
    Pattern("silvester (year=YEAR)?", dates.holiday("new year eve"), "kommt an [Silvester] nach"),
    Pattern("neujahr (year=YEAR)?", dates.holiday("new year"), "kommt an [Neujahr] nach"),
    Pattern("karfreitag (year=YEAR)?", dates.holiday("good friday"), "kommt am [Karfreitag] nach"),
    Pattern("ostersonntag (year=YEAR)?", dates.holiday("easter"), "kommt am [Ostersonntag] nach"),
    Pattern("ostermontag (year=YEAR)?", dates.holiday("easter monday"), "kommt am [Ostermontag] nach"),
)

_VAGUE = (
    Pattern("word=NOWW", others.vague_word, "ist [derzeit] in"),
    Pattern("word=PASTW", others.vague_word, "war [kürzlich] in"),
    Pattern("word=SOONW", others.vague_word, "kommt [bald] nach"),
    Pattern("vor kurzem", others.vague("PAST_REF"), "war [vor kurzem] in"),
)

_ZONE = "(zone=ZONE|OPEN zone=ZONE CLOSE|region=REGION zeit|ortszeit)"

_CLOCKS = (
    Pattern(f"(clock=CLOCK|dotted=DOTCLOCK|hour=HOUR) UHR {_ZONE}?", clocks.clock, "um [20.15 Uhr (MESZ)] in"),
    Pattern("hour=HOUR UHR part=DAYADVERB", clocks.clock_in_part, "um [8 Uhr abends] in"),
)

PATTERNS = (*_NONE, *_DATES, *_RELATIVE, *_PARTS, *_LENGTHS, *_SETS, *_HOLIDAYS, *_VAGUE, *_CLOCKS)

JOINS = (
    Pattern("clock=XCLOCK COMMA? (AM)? day=XDAY", clocks.at_time, "um [20 Uhr MEZ am 9. November] in"),
    Pattern("day=XDAY COMMA? (um|gegen|ab)? clock=XCLOCK", clocks.at_time, "am [Freitag um 20 Uhr] in"),
    Pattern("day=XDAYPART COMMA? (um|gegen|ab)? clock=XCLOCK", clocks.at_time, "am [Freitagabend um 8 Uhr] in"),
    Pattern("inner=XMONTH outer=XTHATYEAR", others.within, "im [Oktober nächsten Jahres] in"),
    Pattern("inner=XPART (des)? outer=XTHATYEAR", others.within, "im [ersten Quartal des nächsten Jahres] in"),
    Pattern("weekday=XWDAY COMMA (den|dem)? day=XDATE", others.both, "am [kommenden Sonntag, dem 8. März], in"),
    Pattern("EDGE (des|der)? of=XANY", others.same, "kommt [Mitte März] nach"),
    Pattern("APPROX of=XLENGTH", others.same, "dauert [fast zwei Jahre] in"),
    Pattern(
        "zwischen (dem)? first=XDATE und (dem)? last=XDATE",
        others.stretch,
        "[zwischen dem 11. Juni und dem 19. Juli] in",
    ),
    Pattern("first=XDATE (TO) (zum|den)? last=XDATE", others.stretch, "vom [11. Juni bis 19. Juli] in"),
    Pattern("first=XMONTH TO last=XMONTH", others.stretch, "von [Juni bis August] in"),
    Pattern("von first=XWDAY TO last=XWDAY", others.stretch, "offen [von Freitag bis Sonntag] in"),
)
