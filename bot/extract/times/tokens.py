"""Words as signs: every word that may take part in a time expression becomes one character of a string.

Patterns are then regular expressions over that string (`bot.extract.times.patterns`), so that "Aug. 2, 1990" and
"August 2 1990" look alike, and the words of a language stand in its tables only. A word may have several *senses*
("second" is an ordinal and a unit, 12 a number, a day and an hour); words with the same senses share one sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

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

_TOKEN = re.compile(
    r"(?P<iso>(?<![\d-])\d{4}-\d\d-\d\d(?![\d-])(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?)"
    r"|(?P<slashed>(?<![\d./-])\d{1,4}(?P<mark>[/.-])\d{1,2}(?P=mark)\d{2,4}(?![\d/-]|\.\d))"
    r"|(?P<clock>(?<![\d:.])\d{1,2}[:.]\d\d(?::\d\d)?(?![\d:]|\.\d|,\d))"
    r"|(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)(?P<suffix>(?:st|nd|rd|th|s|['’]s)\b)?"
    r"|(?P<oclock>o['’]clock\b)"
    r"|(?P<ampm>[aApP]\.? ?[mM]\b\.?)"
    r"|(?P<named>[QqHh][1-4]\b|FY(?=\d{2}))"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<mark2>['’]s\b|['’](?=\d0s)|[^\w\s]|_)"
)

_MARKS = {
    ",": "COMMA", "-": "HYPHEN", "–": "DASH", "—": "DASH", "‑": "HYPHEN", "_": "DASH", "/": "SLASH", ".": "DOT",
    ":": "COLON", "$": "MONEY", "£": "MONEY", "€": "MONEY", "#": "MONEY", "%": "PERCENT", "'s": "POSS", "’s": "POSS", "(": "OPEN", ")": "CLOSE", "'": "APOS", "’": "APOS",
}  # fmt: skip


@dataclass(frozen=True)
class Lexicon:
    """The time words of a language.

    `words` maps a lower-case word to its senses. Words of `capitals` have them only with a capital letter; with a
    small one those of `small`. Words of `abbreviations` take a full stop with them.
    """

    words: Mapping[str, Senses]
    numbers: NumberWords
    capitals: frozenset[str] = frozenset()
    small: Mapping[str, Senses] = field(default_factory=dict)
    abbreviations: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Token:
    """A word with its place in the body and its senses."""

    start: int
    end: int
    senses: Senses


@dataclass(frozen=True)
class Tokens:
    """A body's words in order; `signs[i]` is the sign of `items[i]`."""

    items: tuple[Token | None, ...]
    signs: str


_NUMBER_SENSES: tuple[frozenset[str], ...] = tuple(
    frozenset(s.split())
    for s in (
        "NUM", "NUM DAY", "NUM DAY HOUR", "NUM HOUR", "NUM DAY TWO", "NUM DAY HOUR TWO", "NUM HOUR TWO", "NUM TWO",
        "NUM YEAR", "NUM YEAR CLOCK4", "NUM CLOCK4", "DECADE", "DECADE2", "ORD", "ORD DAY", "ISO", "SLASHED", "CLOCK",
        "AMPM", "OCLOCK", "QUARTERNAME", "FISCAL", "NUM SPELT", "NUM YEAR SPELT", "NUM FRACTION", "DOTCLOCK FRACTION NUM",
    )
)  # fmt: skip


class Alphabet:
    """Gives every set of senses its sign, and every sense the signs that have it."""

    def __init__(self, lexicon: Lexicon) -> None:
        kinds = {frozenset(s) for s in lexicon.words.values()} | {frozenset(s) for s in lexicon.small.values()}
        kinds |= {*_NUMBER_SENSES, *ALL_KINDS, *(frozenset({m}) for m in (*_MARKS.values(), "MARK", "CAP"))}
        ordered = sorted((tuple(sorted(k)) for k in kinds if k))
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


class Reader:
    """Turns bodies into tokens by one language's lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.alphabet = Alphabet(lexicon)
        self._word_signs = {w: self.alphabet.sign(s) for w, s in lexicon.words.items()}
        self._marks = {m: (self.alphabet.sign({k: m}), {k: m}) for m, k in _MARKS.items()}
        self._mark = self.alphabet.sign({"MARK": None})
        self._capital = self.alphabet.sign({"CAP": None})

    def read(self, body: str, paragraphs: tuple[Range, ...]) -> Tokens:
        """Return the tokens of the paragraphs of `body`, a break after each paragraph."""
        items: list[Token | None] = []
        signs: list[str] = []
        for paragraph in paragraphs:
            self._paragraph(body, paragraph, items, signs)
            items.append(None)
            signs.append(BREAK)
        return Tokens(items=tuple(items), signs="".join(signs))

    def _paragraph(self, body: str, place: Range, items: list[Token | None], signs: list[str]) -> None:
        numbers = self._lexicon.numbers
        resume = place.start
        for match in _TOKEN.finditer(body, place.start, place.end):
            if match.start() < resume:
                continue
            kind = match.lastgroup
            if kind == "word":
                word = match[0].lower()
                if word in numbers.words and (spelt := numbers.read(body, match.start(), place.end)):
                    resume = spelt.end
                    self._add(match.start(), spelt.end, spelt.senses, items, signs)
                else:
                    resume = self._word(body, match, word, place.end, items, signs)
            elif kind == "mark2":
                sign, senses = self._marks.get(match[0], (self._mark, {"MARK": None}))
                items.append(Token(match.start(), match.end(), senses))
                signs.append(sign)
            else:
                self._add(match.start(), match.end(), _figures(match), items, signs)

    def _add(self, start: int, end: int, senses: Senses, items: list[Token | None], signs: list[str]) -> None:
        items.append(Token(start, end, senses))
        signs.append(self.alphabet.sign(senses))

    def _word(
        self, body: str, match: re.Match[str], word: str, limit: int, items: list[Token | None], signs: list[str]
    ) -> int:
        lexicon = self._lexicon
        end = match.end()
        sign = self._word_signs.get(word)
        if sign is None:
            items.append(None)
            signs.append(self._capital if match[0][0].isupper() else OTHER)
            return end
        senses = lexicon.words[word]
        if word in lexicon.capitals and match[0][0].islower():
            senses = lexicon.small.get(word, {})
            sign = self.alphabet.sign(senses)
        if word in lexicon.abbreviations and end < limit and body[end] == ".":
            end += 1
        items.append(Token(match.start(), end, senses) if senses else None)
        signs.append(sign)
        return end


def _figures(match: re.Match[str]) -> Senses:
    kind = match.lastgroup
    text = match[0]
    if kind in {"iso", "slashed", "oclock"}:
        return {kind.upper(): text}
    if kind == "ampm":
        return {"AMPM": "p" if text[0] in "pP" else "a"}
    if kind == "named":
        return {"FISCAL": text} if text == "FY" else {"QUARTERNAME": text.upper()}
    if kind == "clock":
        return _clock(text)
    return _number(match["number"], match["suffix"])


def _clock(text: str) -> Senses:
    """Read 20:15; 8.30 may be a number as well."""
    hour, minute = (int(p) for p in re.split(r"[:.]", text)[:2])
    possible = hour <= 24 and minute < 60
    if "." in text:
        return {"DOTCLOCK": (hour, minute), **_decimal(text)} if possible else _decimal(text)
    return {"CLOCK": (hour, minute)} if possible else {}


def _decimal(text: str) -> Senses:
    return {"NUM": float(text), "FRACTION": text}


def _number(digits: str, suffix: str | None) -> Senses:
    plain = digits.replace(",", "")
    if "." in plain:
        return _decimal(plain) if suffix is None else {}
    if len(plain) > 9:
        return {}
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
        if number <= 2400 and number % 100 < 60:
            senses["CLOCK4"] = (number // 100, number % 100)
    return senses
