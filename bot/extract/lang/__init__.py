"""A language is a folder of tables; `bot/extract/lang/en` is the pattern for others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.extract.sentences import SentenceWords
    from bot.extract.times.cues import Cues
    from bot.extract.times.patterns import Grammar

KNOWN = ("en", "de")

COMPLETE = frozenset({"en"})
"""Languages whose names, quotations, figures and events are read as well; of others only days and sentences are."""


@dataclass(frozen=True)
class Language:
    """The tables of one language, as its folder's `tables.py` puts them together; all words in small letters.

    `months` and `weekdays` (0 is Monday) have the full and the short names; `weekday_names` are those that stand in
    datelines. `stamps` are the words that stand beside a date on a line of its own ("updated"), `common` words that
    say nothing of a text's subject, `southern` places where spring begins in September, `no_places` words that look
    like a place before a dash and are none, `places` those that are one although
    they begin so, `agencies` what stands after a place without brackets ("Oslo CNN —").
    """

    code: str
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    weekday_names: frozenset[str]
    grammar: Grammar
    cues: Cues
    sentences: SentenceWords
    stamps: frozenset[str]
    common: frozenset[str]
    southern: frozenset[str]
    no_places: frozenset[str]
    places: frozenset[str]
    agencies: frozenset[str]


@cache
def language(code: str) -> Language:
    """Return the tables of the language `code` (ISO 639-1), read on first use; an unknown one raises KeyError."""
    if code not in KNOWN:
        raise KeyError(code)
    tables: Language = import_module(f"bot.extract.lang.{code}.tables").TABLES
    return tables
