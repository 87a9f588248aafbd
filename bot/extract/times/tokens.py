"""Words as signs: every word that may take part in a time expression becomes one character of a string.

Patterns are then regular expressions over that string (`bot.extract.times.patterns`), so that "Aug. 2, 1990" and
"August 2 1990" look alike, and the words of a language stand in its tables only. A word may have several *senses*
("second" is an ordinal and a unit, 12 a number, a day and an hour); words with the same senses share one sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from bot.extract.times.meaning import ALL_KINDS
from bot.extract.times.numbers import NumberWords
from bot.model.base import Range

Senses = Mapping[str, Any]
"""What a word may stand for: sense → its value (a month's number, a unit, …)."""

OTHER = "."
"""The sign of a word that has no sense; patterns cannot name it."""

BREAK = "\n"
"""The sign between paragraphs; no pattern reaches over it."""

_FIRST_SIGN = 0xE000
"""The first character of Unicode's private use area: signs cannot be confused with letters of a pattern."""

KEPT = 4096
"""The senses of so many numbers are kept, since texts that are dense with them repeat them."""

_TOKEN = re.compile(
    r"(?=\d)(?:(?P<iso>(?<![\d-])\d{4}-\d\d-\d\d(?![\d-])"
    r"(?:(?:T| {1,3})\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?)"
    r"|(?P<slashed>(?<![\d./-])\d{1,4}(?P<mark>[/.-])\d{1,2}(?P=mark)\d{2,4}(?![\d/-]|\.\d))"
    r"|(?P<clock>(?<![\d:.])\d{1,2}(?::\d\d(?::\d\d)?|\.\d\d)(?![\d:]|\.\d|,\d))"
    r"|(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)(?P<suffix>(?:st|nd|rd|th|s|(?<=0)['’]s)\b)?)"
    r"|(?P<oclock>o['’]clock\b)"
    r"|(?P<ampm>[aApP]\.? ?[mM]\b(?:(?<=\.[mM])\.|(?<=\. [mM])\.)?)"
    r"|(?P<named>[QqHh][1-4]\b|FY(?=\d{2}))"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<mark2>['’]s\b|['’](?=\d0s)|[^\w\s]|_)"
)

_MARKS = {
    ",": "COMMA", "-": "HYPHEN", "–": "DASH", "—": "DASH", "‑": "HYPHEN", "_": "DASH", "/": "SLASH", ".": "DOT",
    ":": "COLON",
    "$": "MONEY", "£": "MONEY", "€": "MONEY", "#": "MONEY", "%": "PERCENT", "&": "AMPERSAND",
    "'s": "POSS", "’s": "POSS", "(": "OPEN", ")": "CLOSE", "'": "APOS", "’": "APOS",
}  # fmt: skip


@dataclass(frozen=True)
class Lexicon:
    """The time words of a language.

    `words` maps a lower-case word to its senses. Words of `capitals` have them only with a capital letter; with a
    small one those of `small`. Words of `abbreviations` take a full stop with them. Words of `names`, with a capital
    letter right after another capitalised word, are part of a name ("USA Today", "Theresa May"); so are those of
    `titles` after any word with a capital letter or a figure ("This Week", "60 Minutes"). There they have the senses
    of `in_names` at most.
    """

    words: Mapping[str, Senses]
    numbers: NumberWords
    capitals: frozenset[str] = frozenset()
    small: Mapping[str, Senses] = field(default_factory=dict)
    abbreviations: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    in_names: Mapping[str, Senses] = field(default_factory=dict)


class Token(NamedTuple):
    """A word with its place in the body and its senses."""

    start: int
    end: int
    senses: Senses


_new = tuple.__new__
"""Makes a named tuple twice as fast as its own constructor, which tokens are many enough to need."""


@dataclass(frozen=True)
class Tokens:
    """A body's words in order; `signs[i]` is the sign of `items[i]`. Small words in a row without a sense are one."""

    items: tuple[Token | None, ...]
    signs: str


_NUMBER_SENSES: tuple[frozenset[str], ...] = tuple(
    frozenset(s.split())
    for s in (
        "NUM", "NUM DAY", "NUM DAY HOUR", "NUM HOUR", "NUM DAY TWO", "NUM DAY HOUR TWO", "NUM HOUR TWO", "NUM TWO",
        "NUM YEAR", "NUM YEAR CLOCK4", "NUM CLOCK4", "NUM LONG", "LONG", "DECADE", "DECADE2", "ORD", "ORD DAY", "ISO",
        "SLASHED", "CLOCK", "AMPM", "OCLOCK", "QUARTERNAME", "FISCAL", "NUM SPELT", "NUM YEAR SPELT", "NUM FRACTION",
        "DOTCLOCK FRACTION NUM",
    )
)  # fmt: skip


class Alphabet:
    """Gives every set of senses its sign, and every sense the signs that have it."""

    def __init__(self, lexicon: Lexicon) -> None:
        kinds = {frozenset(s) for s in lexicon.words.values()} | {frozenset(s) for s in lexicon.small.values()}
        kinds |= {frozenset(s) for s in lexicon.in_names.values()}
        kinds |= {*_NUMBER_SENSES, *ALL_KINDS, *(frozenset({m}) for m in (*_MARKS.values(), "MARK", "CAP"))}
        ordered = sorted(tuple(sorted(k)) for k in kinds if k)
        self._signs = {frozenset(k): chr(_FIRST_SIGN + i) for i, k in enumerate(ordered)}

    def sign(self, senses: Senses) -> str:
        """Return the sign of a word with these senses."""
        return self._signs.get(frozenset(senses), OTHER) if senses else OTHER

    def having(self, senses: Iterable[str]) -> str:
        """Return all signs whose words have at least one of `senses`; an unknown sense is a mistake in a table."""
        wanted = set(senses)
        known = set().union(*self._signs)
        if wanted - known:
            raise KeyError(f"no word has the sense {sorted(wanted - known)}")
        return "".join(c for k, c in self._signs.items() if k & wanted)


class _Entry(NamedTuple):
    """A word of the lexicon with its sign; `plain` ones need no look at capitals, full stops or further words."""

    sign: str
    senses: Senses
    plain: bool


class Reader:
    """Turns bodies into tokens by one language's lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.alphabet = Alphabet(lexicon)
        special = lexicon.capitals | lexicon.abbreviations | lexicon.names | lexicon.titles | lexicon.numbers.words
        self._entries = {w: self._entry(s, plain=w not in special) for w, s in lexicon.words.items()}
        self._entries |= {w: self._entry({}, plain=False) for w in lexicon.numbers.words - lexicon.words.keys()}
        self._small = {w: self._entry(lexicon.small.get(w, {}), plain=True) for w in lexicon.capitals}
        self._marks = {m: self._entry({k: m}, plain=True) for m, k in _MARKS.items()}
        self._mark = self._entry({"MARK": None}, plain=True)
        self._capital = self.alphabet.sign({"CAP": None})
        self._named = {w: self._entry(s, plain=True) for w, s in lexicon.in_names.items()}
        self._nameless = _Entry(self._capital, {}, plain=True)
        self._in_figures = lru_cache(maxsize=KEPT)(self._read_figures)

    def _entry(self, senses: Senses, *, plain: bool) -> _Entry:
        return _Entry(self.alphabet.sign(senses), senses, plain)

    def _read_figures(self, kind: str | None, text: str, digits: str | None, suffix: str | None) -> _Entry:
        return self._entry(_figures(kind, text, digits, suffix), plain=True)

    def read(self, body: str, paragraphs: tuple[Range, ...]) -> Tokens:
        """Return the tokens of the paragraphs of `body`, a break before and after each paragraph."""
        items: list[Token | None] = [None]
        signs: list[str] = [BREAK]
        for paragraph in paragraphs:
            self._paragraph(body, paragraph, items, signs)
            signs.append(BREAK)
            items.append(None)
        return Tokens(items=tuple(items), signs="".join(signs))

    def _paragraph(self, body: str, place: Range, items: list[Token | None], signs: list[str]) -> None:
        """Add the sign and the token of each word; a spelt number of several words is one.

        Most words say nothing of time, so that they are told first, and nothing is made for them. `named` tells
        whether the word before has a capital letter or is a figure, `unknown` whether the lexicon lacks it besides.
        """
        known, resume, named, unknown, blank = self._entries.get, place.start, False, False, False
        sign_of, item_of = signs.append, items.append
        for match in _TOKEN.finditer(body, place.start, place.end):
            kind = match.lastgroup
            if kind == "word":
                word = match[0]
                entry = known(word) if word.islower() else known(word.lower())
                if resume > match.start():
                    continue
                capital = word[0].isupper()
                if entry is None:
                    if capital or not blank:
                        sign_of(self._capital if capital else OTHER)
                        item_of(None)
                elif entry.plain:
                    sign_of(entry.sign)
                    item_of(_new(Token, (*match.span(), entry.senses)))
                else:
                    sign, token = self._special(body, match, entry, place.end)
                    if capital and self._is_name(body, match, place.end, named=named, unknown=unknown):
                        name = self._named.get(word.lower(), self._nameless)
                        sign, token = name.sign, _new(Token, (*match.span(), name.senses))
                    resume = token.end
                    sign_of(sign)
                    item_of(token if token.senses else None)
                named, unknown, blank = capital, capital and entry is None, not capital and entry is None
            elif resume <= match.start():
                mark = kind == "mark2"
                entry = self._marks.get(match[0], self._mark) if mark else self._figure(match)
                sign_of(entry.sign)
                item_of(_new(Token, (*match.span(), entry.senses)))
                named, unknown, blank = not mark, False, False

    def _figure(self, match: re.Match[str]) -> _Entry:
        return self._in_figures(match.lastgroup, match[0], match["number"], match["suffix"])

    def _is_name(self, body: str, match: re.Match[str], limit: int, *, named: bool, unknown: bool) -> bool:
        """Tell whether a capitalised word is part of a name, by what stands before; "President Smith May 5" is none."""
        word = match[0].lower()
        if word in self._lexicon.titles:
            return named and not match[0].isupper()
        figure = body[match.end() : min(limit, match.end() + 2)].strip().isdigit()
        return word in self._lexicon.names and unknown and not figure

    def _special(self, body: str, match: re.Match[str], entry: _Entry, limit: int) -> tuple[str, Token]:
        """Read a word that may be a number, a name with or without a capital letter, or an abbreviation."""
        lexicon, word, end = self._lexicon, match[0].lower(), match.end()
        if word in lexicon.numbers.words:
            spelt = lexicon.numbers.read(body, match.start(), limit)
            if spelt is not None:
                return self.alphabet.sign(spelt.senses), Token(match.start(), spelt.end, spelt.senses)
        if word in lexicon.capitals and match[0][0].islower():
            entry = self._small[word]
        if word in lexicon.abbreviations and end < limit and body[end] == ".":
            end += 1
        return entry.sign, Token(match.start(), end, entry.senses)


def _figures(kind: str | None, text: str, digits: str | None, suffix: str | None) -> Senses:
    if kind in {"iso", "slashed", "oclock"}:
        return {kind.upper(): text}
    if kind == "ampm":
        return {"AMPM": "p" if text[0] in "pP" else "a"}
    if kind == "named":
        return {"FISCAL": text} if text == "FY" else {"QUARTERNAME": text.upper()}
    if kind == "clock":
        return _clock(text)
    return _number(digits or "", suffix)


def _clock(text: str) -> Senses:
    """Read 20:15; 8.30 may be a number as well."""
    hour, minute = (int(p) for p in re.split(r"[:.]", text)[:2])
    possible = is_time(hour, minute)
    if "." in text:
        return {"DOTCLOCK": (hour, minute), **_decimal(text)} if possible else _decimal(text)
    return {"CLOCK": (hour, minute)} if possible else {}


def is_time(hour: int, minute: int) -> bool:
    """Tell whether the day has this time; 24:00 is its end."""
    return (0 <= hour < 24 and 0 <= minute < 60) or (hour, minute) == (24, 0)


def _decimal(text: str) -> Senses:
    return {"NUM": float(text), "FRACTION": text}


def _number(digits: str, suffix: str | None) -> Senses:
    plain = digits.replace(",", "")
    if "." in plain:
        return _decimal(plain) if suffix is None else {}
    if len(plain) > 9:
        return {"LONG": digits} if digits.isdigit() else {}
    number = int(plain)
    if suffix in {"s", "'s", "’s"}:
        return _decade(plain, number)
    if suffix:
        return {"ORD": number, "DAY": number} if 1 <= number <= 31 else {"ORD": number}
    return {"NUM": number, **_whole_number_senses(digits, number)}


def _decade(plain: str, number: int) -> Senses:
    if number % 10:
        return {}
    if len(plain) == 4 and 1000 <= number <= 2190:
        return {"DECADE": number // 10}
    return {"DECADE2": number // 10} if len(plain) == 2 and number >= 10 else {}


def _whole_number_senses(digits: str, number: int) -> dict[str, Any]:
    """Return what else a whole number may be: a day, an hour, a two-digit year, a year, 1800 hours."""
    senses: dict[str, Any] = {}
    if len(digits) <= 2:
        if 1 <= number <= 31:
            senses["DAY"] = number
        if number <= 24:
            senses["HOUR"] = number
        if len(digits) == 2:
            senses["TWO"] = number
    elif len(digits) == 4:
        if 1000 <= number <= 2199:
            senses["YEAR"] = number
        if is_time(number // 100, number % 100):
            senses["CLOCK4"] = (number // 100, number % 100)
    elif digits.isdigit() and len(digits) > 4:
        senses["LONG"] = number
    return senses
