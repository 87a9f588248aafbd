"""Numbers in words: "one hundred and twenty", "three and a half million", "two-thirds", "one in five", "hundreds"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.extract.figures.number import Number, any_of
from bot.extract.lang.en.figures import DENOMINATORS, ONES, PLURALS, SCALES, TENS

_SMALL = ONES | TENS
_PARTS = {name: float(value) for name, value in DENOMINATORS.items()} | {
    name + "s": float(value) for name, value in DENOMINATORS.items() if not name.startswith("hal")
}
_OPENING = {
    form: word for word in [*_SMALL, *PLURALS, "tens", "half"] for form in (word, word.capitalize(), word.upper())
}
_AFTER_ARTICLE = frozenset([*SCALES, *_PARTS])
"""With "a" or "an" before them they open a number: "a dozen", "a third"."""

_LETTERS = re.compile(r"[A-Za-z]{3,}")
_LINK = re.compile(r"(?P<link>,? and (?:an? )?|[ \u00a0-])(?P<word>[A-Za-z]+)")
_SCALE_NEXT = re.compile(rf"[ -](?i:{any_of(SCALES)})\b")
_MORE = re.compile(rf" (?:of )?(?i:({any_of(PLURALS)}))\b")
_DENOMINATOR = re.compile(rf"(?P<link>[ -])(?i:(?P<name>{any_of(_PARTS)}))\b")
_WHOLE = re.compile(r" (?:of|the|its|their|his|her|all|those|these|our)\b")
_PART_FOLLOWS = re.compile(r" of\b|[.;:)]|$| (?:more|less|fewer|lower|higher|off|in|from|to)\b")
_NTH = re.compile(r"(?i:first|second|other|opening|closing|better|each|either) $")
_WHOLE_NUMBER = rf"(\d{{1,4}})|({any_of(w for w, v in ONES.items() if v > 1)})"
_RATIO = re.compile(rf" (?:in|in every|of every|out of every) (?:{_WHOLE_NUMBER})\b(?![-.,:]\d|%)")
_WHOLES = frozenset({3, 4, 5, 10, 20, 100})
"""Wholes of which a part greater than one is told as a ratio ("two in five"); others count things in places."""


def openings(body: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and lower-case form of the words with which a number may open, word by word, in no order.

    The words of the text are looked up first, since few of them are ever numbers, and then found in it.
    """
    words = set(_LETTERS.findall(body))
    for form in words & _OPENING.keys():
        for start in _found(body, form):
            yield start, start + len(form), _OPENING[form]
    for form in words & _AFTER_ARTICLE:
        for article in ("a", "A", "an", "An"):
            for start in _found(body, f"{article} {form}"):
                yield start, start + len(article), article.lower()


def _found(body: str, form: str) -> Iterator[int]:
    start = body.find(form)
    while start >= 0:
        if not body[start + len(form) : start + len(form) + 1].isalnum():
            yield start
        start = body.find(form, start + len(form))


def read_words(body: str, word: str, end: int) -> tuple[float, int, float]:
    """Read on from the number word that ends at `end`; return the value, where it ends and its last scale."""
    total, current = 0.0, float(_SMALL.get(word, 0.5 if word == "half" else 1))
    last = word
    for _ in range(8):
        link = _LINK.match(body, end)
        step = _step(body, link, last, current) if link else None
        if link is None or step is None:
            break
        current, last, end = step, link["word"].lower(), link.end()
        if SCALES.get(last, 0) >= 1000:
            total, current = total + current, 0.0
    return total + current, end, float(SCALES.get(last, 1))


def _step(body: str, link: re.Match[str], last: str, current: float) -> float | None:
    """Return the value with the next word, None if that is not part of the number."""
    word, joint = link["word"].lower(), link["link"]
    if word in SCALES and "and" not in joint:
        return current * SCALES[word]
    if word == "half" and joint == " and a " and last in ONES:
        return current + 0.5
    if word in {"a", "an"} and last == "half" and _SCALE_NEXT.match(body, link.end()):
        return current
    after_hundred = last == "hundred" and joint in {" ", " and "} and word in _SMALL
    after_ten = last in TENS and word in ONES and "and" not in joint
    return current + _SMALL[word] if after_hundred or after_ten else None


def as_many(body: str, start: int, word: str) -> Number | None:
    """Read the plural of a scale: "hundreds", "tens of thousands"; its value is one of it."""
    end, value = start + len(word), PLURALS.get(word, 10.0)
    more = _MORE.match(body, end)
    if more:
        return Number(start, more.end(), value * PLURALS[more[1].lower()], many=True)
    alone = word in PLURALS and (word != "scores" or body.startswith(" of ", end))
    return Number(start, end, value, many=True) if alone else None


def as_fraction(body: str, number: Number, word: str) -> Number | None:
    """Read "two-thirds", "a quarter", "half of the harvest" from the number word that opens it."""
    if word == "half" and number.bare:
        part = _WHOLE.match(body, number.end) and not _NTH.search(body, max(0, number.start - 8), number.start)
        return number._replace(fraction=True, bare=False) if part else None
    match = _DENOMINATOR.match(body, number.end)
    if match is None or not number.bare or number.value == 0:
        return None
    name = match["name"].lower()
    plural = name == "halves" or (name != "half" and name.endswith("s"))
    if plural != (number.value >= 2):
        return None
    if not plural and match["link"] == " " and not _PART_FOLLOWS.match(body, match.end()):
        return None
    return Number(number.start, match.end(), number.value / _PARTS[name], fraction=True)


def as_ratio(body: str, number: Number) -> Number | None:
    """Read "one in five" as a fifth."""
    match = _RATIO.match(body, number.end) if number.bare else None
    if match is None:
        return None
    whole = float(match[1] or _SMALL[match[2].lower()])
    if 1 <= number.value < whole and (number.value == 1 or whole in _WHOLES):
        return Number(number.start, match.end(), number.value / whole, fraction=True)
    return None
