"""Which numbers are figures: not labels, years, clock times, telephone numbers, nor parts of names."""

from __future__ import annotations

import re

from bot.extract.figures.around import Around, is_plural
from bot.extract.figures.counts import phrase
from bot.extract.figures.number import Number
from bot.extract.lang.en.figures import LABELS, NAMED_NUMBERS, OPENERS, STREETS, TIME_UNITS

_WORD_BEFORE = re.compile(r"(\w[\w’'&-]*|[#§№])(\.? |-|\u00a0|)$")
_PHONE = re.compile(r"\d[\d()]{0,6}(?:[ .-]\(?\d[\d()]{1,6}){1,5}(?![\d,])")
_THOUSANDS = re.compile(r"\d{1,3}(?:[. ]\d{3})+")
_PHONE_DIGITS = 7
"""Digits of a subscriber's number at least (ITU-T E.164 leaves it to the countries; seven is usual)."""

_DEFINITE = frozenset("the these those our their its his her".split())
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_NOT_ONE_AFTER = frozenset("of another day time thing way more such that who which night".split())
_NOT_ONE_BEFORE = frozenset("no any this that each every the some which number another only".split())


def telephone_numbers(body: str) -> list[tuple[int, int]]:
    """Return the stretches of digit groups that make a telephone number, a serial or an account number."""
    return [
        m.span()
        for m in _PHONE.finditer(body)
        if sum(c.isdigit() for c in m[0]) >= _PHONE_DIGITS and not _THOUSANDS.fullmatch(m[0])
    ]


def is_label(body: str, number: Number, around: Around) -> bool:
    """Tell whether the number is part of a name or a label: "Boeing 747", "Room 12", "No. 10", "Formula One"."""
    word = body[number.start : number.end]
    if not word[0].isalpha():
        return number.bare and named(body, number)
    if number.start > around.begin and word[0].isupper() and not number.unit:
        return True
    return around.last() == "number" or any(body.startswith(name, number.start) for name in NAMED_NUMBERS)


def named(body: str, number: Number) -> bool:
    """Tell whether the word before digits makes them a name or a label."""
    match = _WORD_BEFORE.search(body, max(0, number.start - 24), number.start)
    if match is None or not body[number.end - 1].isdigit():
        return False
    word = match[1]
    if word == "of":
        return body.endswith(" round of ", 0, number.start)
    if word.lower() in LABELS or not word[0].isalnum():
        return True
    return match[2] != "." and any(c.isupper() for c in word) and word.lower() not in OPENERS


def is_count(body: str, number: Number, around: Around) -> bool:
    """Tell whether a number that is no label counts or measures something, and no time."""
    word = body[number.start : number.end].lower()
    if _is_time(around):
        return number.unit is not None and number.unit != "times"
    if number.joined and number.unit is None and around.next(1).endswith("ed"):
        return False
    if word == "one point" and around.last() == "at":
        return False
    return not number.bare or (_one_counts(around) if word == "one" else not _only_looks_so(number, around, word))


def _is_time(around: Around) -> bool:
    tied = around.next() == "-"
    following = around.next(2 if around.next(1) == "plus" else 1) if tied else around.next()
    if following.split("-")[0] in TIME_UNITS:
        return True
    end = phrase(around.after, 0)
    return end > 0 and around.after[end - 1].low in TIME_UNITS


def _one_counts(around: Around) -> bool:
    if around.next() in _NOT_ONE_AFTER or around.last() in _NOT_ONE_BEFORE:
        return False
    return phrase(around.after, 0) > 0


def _only_looks_so(number: Number, around: Around, word: str) -> bool:
    """Tell whether bare digits are a year, a code, an address or an ordinal, or a word only names again."""
    if not word[0].isdigit():
        return around.last() in _DEFINITE and _refers_back(word, around)
    if around.next() in _ORDINAL_ENDS or (word[0] == "0" and word[1:2].isdigit()) or _is_address(around):
        return True
    if word.isdigit() and len(word) > 4:
        return not phrase(around.after, 0)
    looks_like_year = word.isdigit() and len(word) == 4 and 1500 <= number.value <= 2100
    return looks_like_year and not is_plural(around.next())


def _refers_back(word: str, around: Around) -> bool:
    """Tell whether "the three" or "the two countries" only names again what was told of before."""
    if around.next() == "of":
        return False
    return (word == "two" and is_plural(around.next())) or not phrase(around.after, 0)


def _is_address(around: Around) -> bool:
    named = bool(around.after) and around.after[0].text[0].isupper()
    return named and any(w.low.rstrip(".") in STREETS and w.text[0].isupper() for w in around.after[1:4])
