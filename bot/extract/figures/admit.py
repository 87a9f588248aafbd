"""Which numbers are figures: not labels, years, clock times, telephone numbers, nor parts of names."""

from __future__ import annotations

import re

from bot.extract.figures.around import Around, Word, is_plural
from bot.extract.figures.counts import phrase
from bot.extract.figures.number import Number
from bot.extract.lang.en.figures import LABELS, NAMED_NUMBERS, OPENERS, TIME_UNITS

_OLDEST = 124
"""Full years of the oldest person on record are 122 (Jeanne Calment, 1875 to 1997); leave her room."""

_YEARS_OLD = re.compile(r"-years?-old(?:s\b| ([A-Za-z-]+))?|[ -]years?[ -]old\b")
_WORD_BEFORE = re.compile(r"(\w[\w’'&-]*|[#§№])(\.? |-|\u00a0|)$")
_NAME_COMMA = re.compile(r"((?:[A-Z][\w’'-]*\.? (?:(?:de|van|von|bin|al|da|der|la|le) ){0,2}){0,4}[A-Z][\w’'-]+), $")
_PHONE = re.compile(r"\d[\d()]{0,6}(?:[ .-]\(?\d[\d()]{1,6}){1,5}(?![\d,])")
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_NOT_ONE_AFTER = frozenset("of another day time thing way more such that who which night".split())
_NOT_ONE_BEFORE = frozenset("no any this that each every the some which number another only".split())


def age(body: str, number: Number, around: Around) -> tuple[Number, str] | None:
    """Return the number as an age with what it counts: "a 19-year-old student", "aged 56", "Mary Barra, 51,"."""
    if not number.value.is_integer() or not 0 < number.value <= _OLDEST or number.many or number.fraction:
        return None
    old = _YEARS_OLD.match(body, number.end)
    if old:
        end = old.start(1) - 1 if old[1] else old.end()
        return number._replace(end=end, unit="years"), f"age of the {old[1]}" if old[1] else "age"
    if number.unit or not number.bare or number.joined:
        return None
    if around.last() in {"aged", "age"} or (around.last() == "of" and around.last(2) in {"age", "ages"}):
        return number._replace(unit="years"), "age"
    if number.value < 10 or body[number.end : number.end + 1] not in tuple(",.;)"):
        return None
    name = _NAME_COMMA.search(body[max(around.begin, number.start - 60) : number.start])
    return (number._replace(unit="years"), f"age of {name[1]}") if name else None


def may_be_age(body: str, number: Number) -> bool:
    """Tell whether a number inside a time expression may still be an age, of which its words or its place tell."""
    before = body[max(0, number.start - 8) : number.start].lower()
    return bool(_YEARS_OLD.match(body, number.end)) or before.endswith(("aged ", "age ", "age of ", "ages of ", ", "))


def telephone_numbers(body: str) -> list[tuple[int, int]]:
    """Return the stretches of digit groups that make a telephone number, a serial or an account number."""
    return [
        m.span()
        for m in _PHONE.finditer(body)
        if sum(c.isdigit() for c in m[0]) >= 7 and not re.fullmatch(r"\d{1,3}(?:[. ]\d{3})+", m[0])
    ]


def is_label(body: str, number: Number, around: Around) -> bool:
    """Tell whether the number is part of a name or a label: "Boeing 747", "Room 12", "No. 10", "Formula One"."""
    word = body[number.start : number.end]
    if word[0].isalpha():
        if number.start > around.begin and word[0].isupper() and not number.unit:
            return True
        if any(body.startswith(name, number.start) for name in NAMED_NUMBERS):
            return True
    return number.bare and named(body, number)


def named(body: str, number: Number) -> bool:
    """Tell whether the word before the number makes it a name or a label."""
    match = _WORD_BEFORE.search(body, max(0, number.start - 24), number.start)
    if match is None:
        return False
    word = match[1]
    if word.lower() in LABELS or not word[0].isalnum():
        return True
    return match[2] != "." and any(c.isupper() for c in word) and word.lower() not in OPENERS


def is_count(body: str, number: Number, around: Around) -> bool:
    """Tell whether a number that is no label counts or measures something, and no time."""
    following = around.next(1) if around.next() == "-" else around.next()
    if following in _ORDINAL_ENDS:
        return False
    if following.split("-")[0] in TIME_UNITS or _measures_time(around.after):
        return number.unit is not None and number.unit != "times"
    if not number.bare:
        return True
    word = body[number.start : number.end]
    if word.lower() == "one":
        return _one_counts(around)
    if word[0] == "0" and len(word) > 1 and word[1].isdigit():
        return False
    looks_like_year = word.isdigit() and len(word) == 4 and 1500 <= number.value <= 2100
    return not looks_like_year or is_plural(following)


def _measures_time(after: list[Word]) -> bool:
    end = phrase(after, 0)
    return end > 0 and after[end - 1].low in TIME_UNITS


def _one_counts(around: Around) -> bool:
    if around.next() in _NOT_ONE_AFTER or around.last() in _NOT_ONE_BEFORE:
        return False
    return phrase(around.after, 0) > 0
