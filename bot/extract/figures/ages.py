"""Ages are figures (unit "years"), since "how old" asks for one, also where a time expression covers their words."""

from __future__ import annotations

import re

from bot.extract.figures.around import Around
from bot.extract.figures.number import Number
from bot.extract.lang.en.figures import STOP, VERBS

_OLDEST = 124
"""Full years of the oldest person on record are 122 (Jeanne Calment, 1875 to 1997); leave her room."""

_YOUNGEST_BARE = 10
"""Smaller numbers after a name and a comma are seldom ages."""

_YEARS_OLD = re.compile(r"[ -]years?[ -]olds?\b")
_BEARER = re.compile(r" (?:((?:[A-Z][\w’'-]+ ?){1,4})(?<! )|([a-z-]{3,}))")
_NAME_COMMA = re.compile(r"((?:[A-Z][\w’'-]*\.? (?:(?:de|van|von|bin|al|da|der|la|le) ){0,2}){0,4}[A-Z][\w’'-]+), $")
_AGE_WORDS = frozenset({"aged", "age", "ages"})
_WAS = frozenset({"was", "is", "turned", "turns"})
_SOMEONE = frozenset({"he", "she", "who"})


def may_be_age(body: str, number: Number) -> bool:
    """Tell whether a number inside a time expression may still be an age, of which its words or its place tell."""
    before = body[max(0, number.start - 8) : number.start].lower()
    return bool(_YEARS_OLD.match(body, number.end)) or before.endswith(
        ("aged ", "age ", "ages ", "age of ", "ages of ", ", ")
    )


def age(body: str, number: Number, around: Around) -> tuple[Number, str] | None:
    """Return the number as an age with what it counts: "a 19-year-old student", "aged 56", "Mary Barra, 51,"."""
    if not number.value.is_integer() or not 0 < number.value <= _OLDEST or number.many or number.fraction:
        return None
    old = _YEARS_OLD.match(body, number.end)
    if old:
        return number._replace(end=old.end(), unit="years"), _bearer(body, old.end())
    if number.unit or not number.bare or number.joined:
        return None
    counts = _told(around) or _apposed(body, number, around)
    return (number._replace(unit="years"), counts) if counts else None


def _bearer(body: str, end: int) -> str:
    """Return whose age it is: the name or the noun behind "19-year-old"."""
    match = _BEARER.match(body, end)
    if match is None or match[0].endswith("ed") or match[2] in VERBS | STOP:
        return "age"
    return f"age of {match[1]}" if match[1] else f"age of the {match[2]}"


def _told(around: Around) -> str | None:
    of_age = around.last() == "of" and around.last(2) in {"age", "ages"}
    return "age" if around.last() in _AGE_WORDS or of_age else None


def _apposed(body: str, number: Number, around: Around) -> str | None:
    """Read "Mary Barra, 51," and "She was 51."."""
    if number.value < _YOUNGEST_BARE or body[number.end : number.end + 1] not in {",", ".", ";", ")", ""}:
        return None
    if around.last() in _WAS and around.last(2) in _SOMEONE:
        return "age"
    name = _NAME_COMMA.search(body[max(around.begin, number.start - 60) : number.start])
    return f"age of {name[1]}" if name else None
