"""English, put together."""

from __future__ import annotations

from bot.extract.lang import Language
from bot.extract.lang.en.cues import ENGLISH
from bot.extract.lang.en.patterns import JOINS, PATTERNS
from bot.extract.lang.en.words import LEXICON, MONTH_SHORT, MONTHS, UNIONS, WEEKDAYS
from bot.extract.times.patterns import Grammar

TABLES = Language(
    code="en",
    months={**MONTHS, **MONTH_SHORT},
    weekdays=WEEKDAYS,
    grammar=Grammar(LEXICON, UNIONS, PATTERNS, JOINS),
    cues=ENGLISH,
)
