"""German, put together: its days, datelines and sentences."""

from __future__ import annotations

from bot.extract.lang import Language
from bot.extract.lang.de.cues import GERMAN
from bot.extract.lang.de.layout import AGENCIES, COMMON, NO_PLACES, STAMPS
from bot.extract.lang.de.patterns import JOINS, PATTERNS
from bot.extract.lang.de.sentences import WORDS
from bot.extract.lang.de.words import LEXICON, MONTH_SHORT, MONTHS, UNIONS, WEEKDAY_SHORT, WEEKDAYS
from bot.extract.times.patterns import Grammar

TABLES = Language(
    code="de",
    months={**MONTHS, **MONTH_SHORT},
    weekdays=WEEKDAYS,
    weekday_names=frozenset(WEEKDAYS) | frozenset(WEEKDAY_SHORT),
    grammar=Grammar(LEXICON, UNIONS, PATTERNS, JOINS),
    cues=GERMAN,
    sentences=WORDS,
    stamps=STAMPS,
    common=COMMON,
    southern=frozenset(),
    no_places=NO_PLACES,
    places=frozenset({"den haag"}),
    agencies=AGENCIES,
)
