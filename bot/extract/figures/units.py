"""The measure or currency that follows a number, and the rate that follows those: "40 cents per share"."""

from __future__ import annotations

import re

from bot.extract.figures.number import Number
from bot.extract.lang.en.figures import CURRENCY_CODES, CURRENCY_WORDS, MINOR_UNITS, PER, UNITS

_FOLLOWING = re.compile(
    r"[ \u00a0]?(-?)[ \u00a0]?([%°℃℉][CF]?(?!\w)|[A-Za-z²³/.]+)(?:[ -]([A-Za-z]+))?(?:[ -]([A-Za-z]+))?"
)
_PER = re.compile(rf"[ -](?:per|an?|each)[ -]({'|'.join(sorted(PER, key=len, reverse=True))})\b")


def with_unit(body: str, number: Number) -> Number | None:
    """Return the number with its unit; None if what follows makes it none at all ("737s", "4G", "16:08")."""
    match = _FOLLOWING.match(body, number.end)
    if match:
        words = [w for w in match.groups()[1:] if w]
        for count in range(len(words), 0, -1):
            found = _unit(" ".join(words[:count]))
            if found:
                measured = number._replace(joined=bool(match[1]), value=_scaled(number.value, found[1]))
                return _rate(body, measured, _without_stop(body, match.end(count + 1)), found[0])
    if _runs_on(body, number.end):
        return None
    rated = _rate(body, number, number.end, number.unit) if number.unit else number
    if rated.end == number.end and match and match[1] and body[number.end] == "-" and match[2][0].isalpha():
        return number._replace(joined=True)
    return rated


def _scaled(value: float, factor: float) -> float:
    return value if factor == 1 else value * factor


def _without_stop(body: str, end: int) -> int:
    """Leave the full stop of a sentence out of a unit that ends it."""
    return end - 1 if body[end - 1] == "." else end


def _rate(body: str, number: Number, end: int, unit: str) -> Number:
    match = _PER.match(body, end)
    if match:
        unit, end = f"{unit} per {match[1]}", match.end()
    return number._replace(end=end, unit=unit, bare=False)


def _unit(phrase: str) -> tuple[str, float] | None:
    """Return the unit that a phrase names and the factor to it; short forms as written, long ones in any case."""
    phrase = phrase.rstrip(".")
    for form in (phrase, phrase.lower()) if len(phrase) > 2 else (phrase,):
        unit = UNITS.get(form) or CURRENCY_WORDS.get(form) or (form if form in CURRENCY_CODES else None)
        if unit:
            return unit, 1.0
        if form in MINOR_UNITS:
            return MINOR_UNITS[form], 0.01
    return None


def _runs_on(body: str, end: int) -> bool:
    """Tell whether a number that ends at `end` goes on as something else: a word, a clock time, a version."""
    after = body[end : end + 2]
    return after[:1].isalnum() or after[:1] == "_" or (after[:1] in {".", ":", "/", ","} and after[1:].isdigit())
