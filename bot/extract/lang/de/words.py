"""The time words of German."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.extract.times.meaning import Unit
from bot.extract.times.numbers import NumberWords
from bot.extract.times.tokens import Lexicon

MONTHS = {
    "januar": 1, "jänner": 1, "februar": 2, "märz": 3, "april": 4, "mai": 5, "juni": 6, "juli": 7, "august": 8,
    "september": 9, "oktober": 10, "november": 11, "dezember": 12,
}  # fmt: skip

MONTH_SHORT = {
    "jan": 1, "feb": 2, "mrz": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "okt": 10, "nov": 11,
    "dez": 12,
}  # fmt: skip

WEEKDAYS = {
    "montag": 0, "dienstag": 1, "mittwoch": 2, "donnerstag": 3, "freitag": 4, "samstag": 5, "sonnabend": 5,
    "sonntag": 6,
}  # fmt: skip

WEEKDAY_SHORT = {"mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "sa": 5, "so": 6}
"""Ordinary words too ("so"): they count only before a date."""

SEASONS = {"frühjahr": "SP", "frühling": "SP", "sommer": "SU", "herbst": "FA", "winter": "WI"}

UNITS = {
    "sekunde": Unit.SECOND, "minute": Unit.MINUTE, "stunde": Unit.HOUR, "tag": Unit.DAY, "tages": Unit.DAY,
    "woche": Unit.WEEK, "wochenende": Unit.WEEKEND, "wochenendes": Unit.WEEKEND, "monat": Unit.MONTH,
    "monats": Unit.MONTH, "quartal": Unit.QUARTER, "quartals": Unit.QUARTER, "jahr": Unit.YEAR, "jahres": Unit.YEAR,
    "jahrzehnt": Unit.DECADE, "jahrzehnts": Unit.DECADE,
}  # fmt: skip

UNITS_PLURAL = {
    "sekunden": Unit.SECOND, "minuten": Unit.MINUTE, "stunden": Unit.HOUR, "tage": Unit.DAY, "tagen": Unit.DAY,
    "wochen": Unit.WEEK, "wochenenden": Unit.WEEKEND, "monate": Unit.MONTH, "monaten": Unit.MONTH,
    "quartale": Unit.QUARTER, "quartalen": Unit.QUARTER, "jahre": Unit.YEAR, "jahren": Unit.YEAR,
    "jahrzehnte": Unit.DECADE, "jahrzehnten": Unit.DECADE, "jahrhunderte": Unit.CENTURY, "jahrhunderten": Unit.CENTURY,
}  # fmt: skip

_ORDINAL_STEMS = {
    "erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "fünft": 5, "sechst": 6, "siebt": 7, "acht": 8, "neunt": 9,
    "zehnt": 10, "elft": 11, "zwölft": 12,
}  # fmt: skip

DAY_PARTS = {
    "vormittag": "MO", "mittag": "MI", "nachmittag": "AF", "abend": "EV", "nacht": "NI", "früh": "MO", "morgen": "MO",
}  # fmt: skip

ZONES = {
    "mez": "+01:00", "mesz": "+02:00", "gmt": "UTC", "utc": "UTC", "cet": "+01:00", "cest": "+02:00", "est": "-05:00",
    "edt": "-04:00", "pst": "-08:00", "pdt": "-07:00", "jst": "+09:00",
}  # fmt: skip

REGIONS = {
    "deutscher": "Europe/Berlin", "österreichischer": "Europe/Vienna", "schweizer": "Europe/Zurich",
    "mitteleuropäischer": "Europe/Berlin", "moskauer": "Europe/Moscow", "londoner": "Europe/London",
}  # fmt: skip
"""Before "Zeit": "20 Uhr deutscher Zeit"."""


def _inflected(stem: str) -> tuple[str, ...]:
    return tuple(stem + ending for ending in ("e", "en", "er", "es", "em"))


def _forms(stems: Mapping[str, Any]) -> dict[str, Any]:
    return {form: value for stem, value in stems.items() for form in _inflected(stem)}


_OTHER_WORDS: Mapping[str, Mapping[str, Any]] = {
    "TODAY": {"heute": 0, "gestern": -1, "vorgestern": -2, "übermorgen": 2},
    "TOMORROW": {"morgen": 1},
    "SHIFT": _forms({
        "dies": "this", "laufend": "this", "letzt": "last", "vorig": "last", "vergangen": "last", "nächst": "coming",
        "kommend": "coming",
    }),
    "PREVIOUS": {
        "vorjahr": Unit.YEAR, "vorjahres": Unit.YEAR, "vormonat": Unit.MONTH, "vormonats": Unit.MONTH,
        "vorwoche": Unit.WEEK, "vorquartal": Unit.QUARTER,
    },
    "A": dict.fromkeys("ein eine einen einem einer eines".split(), 1),
    "FEW": dict.fromkeys("einige einigen mehrere mehreren wenige wenigen viele vielen".split()),
    "EACH": dict.fromkeys("jede jeden jeder jedes jedem".split(), 1),
    "EDGE": {"anfang": "start", "mitte": "mid", "ende": "end", "beginn": "start"},
    "NOWW": dict.fromkeys("jetzt derzeit zurzeit momentan gegenwärtig".split(), "PRESENT_REF"),
    "PASTW": dict.fromkeys("kürzlich neulich unlängst".split(), "PAST_REF"),
    "SOONW": dict.fromkeys("bald demnächst".split(), "FUTURE_REF"),
    "DAILY": {
        "täglich": (Unit.DAY, 1), "wöchentlich": (Unit.WEEK, 1), "monatlich": (Unit.MONTH, 1),
        "jährlich": (Unit.YEAR, 1), "stündlich": (Unit.HOUR, 1),
    },
    "WDAYS": {w + "s": d for w, d in WEEKDAYS.items()},
    "WDAYPART": {
        w + p: (d, code) for w, d in WEEKDAYS.items() for p, code in DAY_PARTS.items() if p != "früh"
    },
    "DAYADVERB": {"morgens": "MO", "vormittags": "MO", "nachmittags": "AF", "abends": "EV", "nachts": "NI"},
    "IN": {w: w for w in "im ab seit bis von vom zum nach vor um gegen zwischen".split()},
    "APPROX": {w: w for w in "etwa rund knapp fast gut ungefähr mindestens höchstens".split()},
    "MEASURE": {w: w for w in """prozent euro dollar franken meter metern kilometer kilometern tonnen liter megawatt
        millionen milliarden punkte punkten sitze stimmen menschen personen einwohner soldaten mitarbeiter
        beschäftigte stellen seiten plätze""".split()},
    "UHR": {"uhr": "uhr"},
    "YEAREND": {"jahresende": "end", "jahreswechsel": "end"},
    "ZONE": ZONES,
    "REGION": REGIONS,
}  # fmt: skip


def _lexicon() -> dict[str, dict[str, Any]]:
    ordinals = _forms(_ORDINAL_STEMS)
    groups: dict[str, Mapping[str, Any]] = {
        "MONTH": MONTHS,
        "MONTHAB": MONTH_SHORT,
        "SUREMONTH": {w: n for w, n in MONTHS.items() if w not in {"mai", "april", "august", "juni", "juli"}},
        "WDAY": WEEKDAYS,
        "WDAYAB": WEEKDAY_SHORT,
        "SEASON": SEASONS,
        "UNIT": UNITS,
        "UNITS": UNITS_PLURAL,
        "ORD": ordinals,
        "DAY": ordinals,
        "DAYPART": DAY_PARTS,
        **_OTHER_WORDS,
    }
    words: dict[str, dict[str, Any]] = {}
    for sense, table in groups.items():
        for word, value in table.items():
            words.setdefault(word, {})[sense] = value
    return words


_ONES = {
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11,
    "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18,
    "neunzehn": 19,
}  # fmt: skip
_TENS = {
    "zwanzig": 20, "dreißig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80,
    "neunzig": 90,
}  # fmt: skip
_BETWEEN = {
    f"{one}und{ten}": small + tens
    for one, small in {"ein": 1, **_ONES}.items()
    if small < 10
    for ten, tens in _TENS.items()
}

LEXICON = Lexicon(
    words=_lexicon(),
    numbers=NumberWords(
        ones={**_ONES, **_BETWEEN},
        tens=_TENS,
        scales={"hundert": 100, "tausend": 1000, "millionen": 1_000_000, "milliarden": 1_000_000_000},
        joint="und",
    ),
    capitals=frozenset(MONTHS) | frozenset(MONTH_SHORT) | frozenset(WEEKDAY_SHORT) | {"morgen", "est"},
    small={"morgen": {"TODAY": 1}},
    abbreviations=frozenset(MONTH_SHORT) | frozenset(WEEKDAY_SHORT),
    names=frozenset("august april".split()),
)

UNIONS: Mapping[str, tuple[str, ...]] = {
    "ANYMONTH": ("MONTH", "MONTHAB"),
    "ANYDAY": ("WDAY", "WDAYAB"),
    "COUNT": ("NUM", "FEW", "A"),
    "ANYUNIT": ("UNIT", "UNITS"),
    "AM": ("AMPM",),
    "TO": ("=bis", "DASH", "HYPHEN", "SLASH"),
}
"""The tokens know "am" as the half of an English day; here it is the preposition."""
