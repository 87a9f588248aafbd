"""Numbers in words: "twenty-four", "a hundred", and years as they are spoken: "nineteen ninety-four"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_WORD = re.compile(r"[ \n\u00a0]?[-‑–]?[ \n\u00a0]?([^\W\d_]+)")
_LONGEST = 8
"""No number in an article takes more words; also what keeps reading linear."""


@dataclass(frozen=True)
class SpeltNumber:
    """A number in words that ends at `end` of the body, with its senses (NUM, and YEAR where it may be one)."""

    end: int
    senses: Mapping[str, Any]


@dataclass(frozen=True)
class NumberWords:
    """Number words of a language: 1 to 19, 20 to 90 in tens, hundreds and above, and the word between them."""

    ones: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    joint: str
    words: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", frozenset(self.ones) | frozenset(self.tens))

    def read(self, body: str, start: int, limit: int) -> SpeltNumber | None:
        """Read the number that begins at `start`; None if no number word stands there."""
        words, ends = self._run(body, start, limit)
        if not words:
            return None
        year = self._spoken_year(words)
        if year is not None:
            return SpeltNumber(end=ends[-1], senses={"NUM": year, "YEAR": year, "SPELT": year})
        value, used = self._value(words)
        senses = {"NUM": value, "SPELT": value}
        if 1900 <= value <= 2100 and len(words) > 1:
            senses["YEAR"] = value
        return SpeltNumber(end=ends[used - 1], senses=senses)

    def _run(self, body: str, start: int, limit: int) -> tuple[list[str], list[int]]:
        words: list[str] = []
        ends: list[int] = []
        place = start
        while len(words) < _LONGEST and (match := _WORD.match(body, place, limit)):
            word = match[1].lower()
            known = word in self.ones or word in self.tens or (words and (word in self.scales or word == self.joint))
            if not known or (word == self.joint and words[-1] not in self.scales):
                break
            words.append(word)
            ends.append(match.end())
            place = match.end()
        while words and words[-1] == self.joint:
            words.pop()
            ends.pop()
        return words, ends

    def _spoken_year(self, words: list[str]) -> int | None:
        """Read "nineteen ninety-four" and "twenty twenty-six"; the century first, then two digits."""
        if len(words) not in {2, 3} or any(w in self.scales or w == self.joint for w in words):
            return None
        century = self.ones.get(words[0], self.tens.get(words[0], 0))
        rest = [self.ones.get(w, self.tens.get(w, 0)) for w in words[1:]]
        decade = words[1] in self.tens or (len(rest) == 1 and rest[0] >= 10)
        if not 16 <= century <= 20 or not decade or (len(rest) == 2 and not (words[1] in self.tens and rest[1] < 10)):
            return None
        return century * 100 + sum(rest)

    def _value(self, words: list[str]) -> tuple[int, int]:
        """Return the value of the longest sensible beginning of `words`, and how many of them it takes."""
        total = current = 0
        last = ""
        for index, word in enumerate(words):
            if word in self.scales:
                scale = self.scales[word]
                current = max(current, 1) * scale
                if scale >= 1000:
                    total, current = total + current, 0
            elif word != self.joint:
                small = self.ones.get(word, self.tens.get(word, 0))
                if last and last not in self.scales and last != self.joint and not (last in self.tens and small < 10):
                    return total + current, index
                current += small
            last = word
        return total + current, len(words)
