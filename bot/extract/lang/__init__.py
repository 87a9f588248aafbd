"""A language is a folder of tables; `bot/extract/lang/en` is the pattern for others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.extract.times.direction import Cues
    from bot.extract.times.patterns import Grammar

KNOWN = ("en",)


@dataclass(frozen=True)
class Language:
    """The tables of one language, as its folder's `tables.py` puts them together."""

    code: str
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    grammar: Grammar
    cues: Cues


@cache
def language(code: str) -> Language:
    """Return the tables of the language `code` (ISO 639-1), read on first use; an unknown one raises KeyError."""
    if code not in KNOWN:
        raise KeyError(code)
    tables: Language = import_module(f"bot.extract.lang.{code}.tables").TABLES
    return tables
