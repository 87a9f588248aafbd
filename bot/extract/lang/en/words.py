"""The time words of English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.extract.times.meaning import Unit
from bot.extract.times.numbers import NumberWords
from bot.extract.times.tokens import Lexicon

MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12,
}  # fmt: skip

MONTH_SHORT = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip

WEEKDAYS = {"monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6}

WEEKDAY_SHORT = {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip

SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

UNITS = {
    "second": Unit.SECOND, "minute": Unit.MINUTE, "hour": Unit.HOUR, "day": Unit.DAY, "week": Unit.WEEK,
    "weekend": Unit.WEEKEND, "month": Unit.MONTH, "quarter": Unit.QUARTER, "year": Unit.YEAR, "decade": Unit.DECADE,
    "century": Unit.CENTURY,
}  # fmt: skip

UNITS_PLURAL = {**{w + "s": u for w, u in UNITS.items() if w != "century"}, "centuries": Unit.CENTURY}
UNITS_PLURAL |= {"secs": Unit.SECOND, "mins": Unit.MINUTE, "hrs": Unit.HOUR, "yrs": Unit.YEAR}

ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip

SPELT_DECADES = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8,
    "nineties": 9,
}  # fmt: skip

DAY_PARTS = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "dawn": "MO", "dusk": "EV", "overnight": "NI",
    "midmorning": "MO", "midafternoon": "AF", "midday": "MI", "daytime": "DT", "lunchtime": "MI",
}  # fmt: skip

ZONE_WORDS = {
    "gmt": "UTC", "utc": "UTC", "z": "UTC", "est": "-05:00", "edt": "-04:00", "et": "America/New_York", "cst": "-06:00",
    "cdt": "-05:00", "ct": "America/Chicago", "mst": "-07:00", "mdt": "-06:00", "mt": "America/Denver",
    "pst": "-08:00", "pdt": "-07:00", "pt": "America/Los_Angeles", "akst": "-09:00", "akdt": "-08:00", "hst": "-10:00",
    "bst": "+01:00", "ist": "Asia/Kolkata", "wet": "Europe/Lisbon", "west": "+01:00", "cet": "+01:00",
    "cest": "+02:00", "eet": "+02:00", "eest": "+03:00", "msk": "+03:00", "sast": "+02:00", "eat": "+03:00",
    "wat": "+01:00", "gst": "+04:00", "pkt": "+05:00", "ict": "+07:00", "wib": "+07:00", "sgt": "+08:00",
    "hkt": "+08:00", "awst": "+08:00", "jst": "+09:00", "kst": "+09:00", "aest": "+10:00", "aedt": "+11:00",
    "acst": "+09:30", "acdt": "+10:30", "nzst": "+12:00", "nzdt": "+13:00", "ast": "-04:00", "adt": "-03:00",
    "nst": "-03:30", "brt": "-03:00", "art": "-03:00",
}  # fmt: skip
"""Zones as news writes them. Where a short form is used for two, the one of international news: BST is London's."""

ZONE_REGIONS = {
    "eastern": "America/New_York", "central": "America/Chicago", "mountain": "America/Denver",
    "pacific": "America/Los_Angeles", "london": "Europe/London", "moscow": "Europe/Moscow", "beijing": "Asia/Shanghai",
    "tokyo": "Asia/Tokyo", "british": "Europe/London", "uk": "Europe/London",
}  # fmt: skip
"""Before "time": "8 p.m. Eastern time", "10:00 Moscow time"."""

AMBIGUOUS_ZONES = frozenset(
    {"z", "west", "eat", "art", "mt", "ct", "et", "pt", "ist", "est", "sgt", "wet", "wat", "hst"}
)
"""Also ordinary words or something else: they count as zones in capitals only."""

PAPERS = frozenset("times telegraph mirror express herald post mail tribune".split())
"""With a capital letter these make a newspaper of "Sunday" or "Daily"."""

_OTHER_WORDS: Mapping[str, Mapping[str, Any]] = {
    "TODAY": {"today": 0, "yesterday": -1, "tomorrow": 1},
    "TONIGHT": {"tonight": 0, "tonite": 0},
    "PAPER": {w: w for w in PAPERS},
    "SCHOOL": {w: w for w in "school schools camp camps sports games olympics paralympics".split()},
    "MIDDAYW": {"midday": (12, 0)},
    "NOON": {"noon": (12, 0), "midnight": (24, 0)},
    "THIS": {"this": "this", "current": "this", "present": "this"},
    "LAST": {"last": "last"},
    "NEXT": {"next": "next"},
    "WILL": {w: w for w in "will would may might can could shall should must".split()},
    "PAST": {"past": "past"},
    "COMING": {"coming": "coming", "upcoming": "coming", "forthcoming": "coming"},
    "FOLLOWING": {"following": 1, "ensuing": 1, "previous": -1, "preceding": -1, "prior": -1},
    "A": {"a": 1, "an": 1, "one": 1},
    "FEW": {"few": None, "several": None, "some": None, "many": None, "numerous": None, "recent": None},
    "COUPLE": {"couple": 2, "dozen": 12},
    "EACH": {"each": 1, "every": 1},
    "EARLY": {"early": "start", "late": "end", "mid": "mid", "middle": "mid"},
    "EDGE": {"beginning": "start", "start": "start", "end": "end", "middle": "mid", "close": "end", "rest": "later",
             "remainder": "later", "outset": "start"},
    "LATERW": {"later": "later", "earlier": "earlier"},
    "NOWW": dict.fromkeys("now currently presently nowadays".split(), "PRESENT_REF"),
    "PASTW": dict.fromkeys("recently lately".split(), "PAST_REF"),
    "SOONW": dict.fromkeys("soon shortly".split(), "FUTURE_REF"),
    "DAILY": {
        "daily": (Unit.DAY, 1), "weekly": (Unit.WEEK, 1), "monthly": (Unit.MONTH, 1), "yearly": (Unit.YEAR, 1),
        "hourly": (Unit.HOUR, 1), "nightly": (Unit.DAY, 1), "biweekly": (Unit.WEEK, 2), "fortnightly": (Unit.WEEK, 2),
        "bimonthly": (Unit.MONTH, 2), "semiannually": (Unit.MONTH, 6), "biennial": (Unit.YEAR, 2),
    },
    "WDAYS": {w + "s": d for w, d in WEEKDAYS.items()},
    "DAYPARTS": {w + "s": p for w, p in DAY_PARTS.items() if w in {"morning", "afternoon", "evening", "night"}},
    "APPROX": {
        w: w for w in "about around nearly almost roughly approximately some just only barely".split()
    },
    "PREP": {w: w for w in "in for within over after during of through into".split()},
    "VERB": {
        w: w
        for w in """said says told tells has had have is was are were will would could should can did does do must also
        and or who to agreed asked added announced became began came called gave got left lost made met promised
        resigned saw spoke took tried vowed wants warned went won insisted faces faced""".split()
    },
    "ENDED": {w: w for w in "ended ending".split()},
    "LATTER": {"latter": "latter"},
    "WEEKENDW": {"weekend": Unit.WEEKEND},
    "OLD": {"old": "old"},
    "ATTACK": {w: w for w in "attack attacks terrorist terrorists terror hijackings hijackers atrocities".split()},
    "FINAL": {"final": -1, "last": -1},
    "FREQ": {w: w for w in "once twice thrice".split()},
    "USREGION": {"eastern": "America/New_York", "pacific": "America/Los_Angeles"},
    "STANDARD": {w: w for w in "standard daylight summer local".split()},
    "HUNDRED": {"hundred": 100, "thousand": 1000},
    "IN": {w: w for w in "in since until till by during before after from through throughout of between".split()},
    "ON": {"on": "on"},
    "AT": {"at": "at", "around": "around", "about": "about"},
    "ZONE": ZONE_WORDS,
    "REGION": ZONE_REGIONS,
    "MEASURE": {w: w for w in """percent pc people dollars pounds euros yen miles feet meters metres kilometers
        kilometres km kg tons tonnes acres barrels points seats votes jobs words pages troops soldiers members rooms
        students workers employees shares units cars homes houses men women children calories watts degrees times
        square cubic million billion trillion thousand hundred hundreds pound dollar euro mile foot metre meter
        yards tickets copies victims patients pieces megawatts hectares lbs""".split()},
}  # fmt: skip


def _lexicon() -> dict[str, dict[str, Any]]:
    groups: dict[str, Mapping[str, Any]] = {
        "MONTH": MONTHS,
        "MONTHAB": MONTH_SHORT,
        "SUREMONTH": {w: n for w, n in MONTHS.items() if w not in {"march", "may"}},
        "WDAY": WEEKDAYS,
        "WDAYAB": WEEKDAY_SHORT,
        "SEASON": SEASONS,
        "UNIT": UNITS,
        "UNITS": UNITS_PLURAL,
        "ORD": ORDINALS,
        "DAY": {w: n for w, n in ORDINALS.items() if n <= 31},
        "SPELTDECADE": SPELT_DECADES,
        "DAYPART": DAY_PARTS,
        **_OTHER_WORDS,
    }
    words: dict[str, dict[str, Any]] = {}
    for sense, table in groups.items():
        for word, value in table.items():
            words.setdefault(word, {})[sense] = value
    return words


NUMBERS = NumberWords(
    ones={
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
        "eighteen": 18, "nineteen": 19,
    },
    tens={
        "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    },
    scales={"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000},
    joint="and",
)  # fmt: skip

LEXICON = Lexicon(
    words=_lexicon(),
    numbers=NUMBERS,
    capitals=frozenset(MONTHS) | frozenset(MONTH_SHORT) | frozenset(WEEKDAY_SHORT) | AMBIGUOUS_ZONES | PAPERS,
    small={"may": {"SMALLMONTH": 5}, "march": {"SMALLMONTH": 3}, "times": {"MEASURE": "times"}},
    abbreviations=frozenset(MONTH_SHORT) | frozenset(WEEKDAY_SHORT),
    titles=frozenset(UNITS) | frozenset(UNITS_PLURAL),
    names=frozenset(
        """today tonight tomorrow yesterday daily weekly monthly april may june august spring winter summer fall
        century""".split()
    ),
)

UNIONS: Mapping[str, tuple[str, ...]] = {
    "ANYMONTH": ("MONTH", "MONTHAB"),
    "ANYDAY": ("WDAY", "WDAYAB"),
    "COUNT": ("NUM", "COUPLE", "FEW", "A"),
    "ANYUNIT": ("UNIT", "UNITS"),
    "POINT": ("LAST", "NEXT", "PAST", "COMING"),
    "SHIFT": ("THIS", "LAST", "NEXT", "PAST", "COMING"),
    "TO": ("=to", "DASH", "HYPHEN", "=through", "=until", "=till"),
    "JOIN": ("HYPHEN", "DASH"),
}
