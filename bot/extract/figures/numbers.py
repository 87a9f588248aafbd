"""Find the numbers of a text, in digits or words, with sign, scale and unit. What they count is said elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.extract.figures.number import Number, any_of
from bot.extract.figures.spelled import as_fraction, as_many, as_ratio, openings, read_words
from bot.extract.figures.units import with_unit
from bot.extract.lang.en.figures import CURRENCY_CODES, CURRENCY_SIGNS, PLURALS, SCALE_LETTERS, SCALES, VULGAR

_VULGAR = "".join(VULGAR)
_GROUPED = r"\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3}){1,4}(?!\d)"
_DIGITS = re.compile(rf"(?:{_GROUPED}|\d{{1,15}}(?!\d))(?:\.\d{{1,9}}(?!\d))?|[{_VULGAR}]")
"""Fifteen digits at most, since a float holds no more exactly; longer runs of digits are no figures."""

_RUN = re.compile(rf"[\d{_VULGAR}](?:[,.\u00a0\u202f\u2009]?\d)*")
_SIGN = re.compile(rf"(?:{any_of(CURRENCY_SIGNS)}|\b(?:{any_of(CURRENCY_CODES)}))[ \u00a0]?$")
_SCALE = re.compile(rf"[ \u00a0-]?(?i:({any_of(SCALES)}))\b|([ \u00a0]?)({any_of(SCALE_LETTERS)})\b(?!-[a-z])")
_MILLIONS = re.compile(r" (?:[a-z]{3,}s|people)\b")
_WITHIN_WORD = frozenset("_.,:/#@'’+")


def find_numbers(body: str) -> Iterator[Number]:
    """Yield the numbers of `body` in order, none overlapping another. Time is linear in its length."""
    behind = 0
    for start, end, word in sorted([*_runs(body), *openings(body)]):
        if start >= behind:
            number = _by_words(body, start, end, word) if word else _by_digits(body, start)
            behind = number.end if number else behind
            if number:
                yield number


def _runs(body: str) -> Iterator[tuple[int, int, str]]:
    return ((m.start(), m.end(), "") for m in _RUN.finditer(body))


def _by_words(body: str, start: int, end: int, word: str) -> Number | None:
    if start and (body[start - 1].isalnum() or body[start - 1] in "-'’_"):
        return None
    if word in PLURALS or word == "tens":
        many = as_many(body, start, word)
        return with_unit(body, many) if many else None
    value, behind, scale = read_words(body, word, end)
    plain = Number(start, behind, value, bare=behind == end, scale=scale)
    number = as_fraction(body, plain, word) or as_ratio(body, plain)
    if number is None and plain.bare and word in {"a", "an", "half"}:
        return None
    return number or with_unit(body, plain)


def _by_digits(body: str, start: int) -> Number | None:
    match = _DIGITS.match(body, start)
    if match is None:
        return None
    end, digits = match.end(), match[0]
    if digits in VULGAR:
        return with_unit(body, Number(start, end, VULGAR[digits], fraction=True))
    sign = _SIGN.search(body, max(0, start - 6), start)
    if sign is None and not _stands_free(body, start):
        return None
    value = float(re.sub(r"[^\d.]", "", digits))
    if body[end : end + 1] in VULGAR:
        value, end = value + VULGAR[body[end]], end + 1
    scale, end = _scale(body, end, money=sign is not None)
    if sign:
        unit = sign[0].strip()
        return with_unit(body, Number(sign.start(), end, value * scale, CURRENCY_SIGNS.get(unit, unit), scale=scale))
    bare = scale == 1 and digits.replace(".", "").isdigit()
    if _negative(body, start):
        return with_unit(body, Number(start - 1, end, -value * scale, bare=bare, scale=scale))
    below = -1 if body.endswith(("minus ", "Minus "), 0, start) and not body.endswith("plus or minus ", 0, start) else 1
    number = Number(start, end, value * scale * below, bare=bare and below > 0, scale=scale)
    return (as_ratio(body, number) if bare else None) or with_unit(body, number)


def _stands_free(body: str, start: int) -> bool:
    """Tell whether digits at `start` stand on their own, not within a word, a version, a clock time or an address."""
    if not start:
        return True
    before = body[start - 1]
    if before.isalnum() or before in _WITHIN_WORD:
        return False
    return before not in "-–—" or not body[start - 2 : start - 1].isalpha()


def _negative(body: str, start: int) -> bool:
    """Tell whether a minus sign stands right before digits, and no word before that."""
    return body[start - 1 : start] in {"-", "−"} and start > 0 and not body[max(0, start - 2) : start - 1].strip()


def _scale(body: str, end: int, *, money: bool) -> tuple[float, int]:
    """Return the scale behind digits and where it ends; "m" without money is a million only before a plural."""
    match = _SCALE.match(body, end)
    if match is None:
        return 1, end
    if match[1]:
        return SCALES[match[1].lower()], match.end()
    if money or len(match[3]) > 1 or (not match[2] and _MILLIONS.match(body, match.end())):
        return SCALE_LETTERS[match[3]], match.end()
    return 1, end
