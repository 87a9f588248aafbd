"""English, put together."""

from __future__ import annotations

from bot.extract.lang import Language
from bot.extract.lang.en.cues import ENGLISH
from bot.extract.lang.en.layout import AGENCIES, COMMON, NO_PLACES, SOUTHERN, STAMPS
from bot.extract.lang.en.patterns import JOINS, PATTERNS
from bot.extract.lang.en.sentences import WORDS
from bot.extract.lang.en.words import LEXICON, MONTH_SHORT, MONTHS, UNIONS, WEEKDAY_SHORT, WEEKDAYS
from bot.extract.times.patterns import Grammar

TABLES = Language(
    code="en",
    months={**MONTHS, **MONTH_SHORT},
    weekdays=WEEKDAYS,
    weekday_names=frozenset(WEEKDAYS) | frozenset(WEEKDAY_SHORT),
    grammar=Grammar(LEXICON, UNIONS, PATTERNS, JOINS),
    cues=ENGLISH,
    sentences=WORDS,
    stamps=STAMPS,
    common=COMMON,
    southern=SOUTHERN,
    no_places=NO_PLACES,
    places=frozenset({"the hague", "the valley", "the vatican"}),
    agencies=AGENCIES,
)
