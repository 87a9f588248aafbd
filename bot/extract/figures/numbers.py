"""Find the numbers of a text: digits, words, money, fractions, with their units. What they count is said elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.extract.figures.words import (
    CURRENCY_CODES,
    CURRENCY_SIGNS,
    CURRENCY_WORDS,
    DENOMINATORS,
    MINOR_UNITS,
    ONES,
    PLURALS,
    SCALE_LETTERS,
    SCALES,
    TENS,
    UNITS,
    VULGAR,
)


class Number(NamedTuple):
    """A number where it stands; `end` is behind its unit.

    `joined`: a hyphen ties it to the noun after it ("465-member"). `bare`: digits or a word with neither sign, scale,
    unit nor grouping, so that it may be a label or part of a name. `many`: the plural of a scale ("hundreds").
    `fraction`: a part of one ("two-thirds"), or a ratio ("one in five").
    """

    start: int
    end: int
    value: float
    unit: str | None = None
    joined: bool = False
    bare: bool = False
    many: bool = False
    fraction: bool = False


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


_FRACTIONAL = [*DENOMINATORS, *(d + "s" for d in DENOMINATORS if not d.startswith("hal"))]
_STARTS = _any_of([*ONES, *TENS, *PLURALS, "tens of", "half"])
_FIRST = re.compile(
    r"(?P<digits>(?<!\d)\d{1,3}(?:,\d{3}){1,4}(?!\d)(?:\.\d{1,9}(?!\d))?|(?<!\d)\d{1,15}(?:\.\d{1,9})?(?!\d))"
    rf"|(?P<vulgar>[{''.join(VULGAR)}])"
    rf"|\b(?P<word>(?i:{_STARTS}|an?(?= (?:{_any_of([*SCALES, *_FRACTIONAL])})\b)))\b"
)
_SIGN_BEFORE = re.compile(rf"(?:{_any_of(CURRENCY_SIGNS)}|\b(?:{_any_of(CURRENCY_CODES)}))[  ]?$")
_SCALE_AFTER = re.compile(rf"[  -]?(?:(?i:({_any_of(SCALES)}))|({_any_of(SCALE_LETTERS)}))\b(?!-[a-z])")
_LINK = re.compile(r"(?P<link>[  -]|,? and (?:an? )?)(?P<word>[A-Za-z]+)")
_MANY = re.compile(rf"(?i:of |)(?P<word>(?i:{_any_of(PLURALS)}))\b")
_DENOMINATOR = re.compile(rf"[ -](?i:({_any_of(_FRACTIONAL)}))\b")
_RATIO = re.compile(rf" (?:in|out of) (?:(\d{{1,4}})|({_any_of(w for w in ONES if len(w) > 2)}))\b(?![-.,:]\d|%)")
_UNIT_AFTER = re.compile(r"[  ]?(-?)[  ]?([°%℃℉]?[A-Za-z²³/.]*)(?:[ -]([A-Za-z]+))?(?:[ -]([A-Za-z]+))?")
_PER = re.compile(
    r" (?:per|an?|each) (share|hour|person|head|capita|tonne|ton|barrel|kilometre|kilogram|litre|gallon|"
    r"unit|ounce|ticket|student|pupil|household|vote|square metre|square foot|kilowatt-hour)\b"
)
_PART_FOLLOWS = re.compile(r" of\b|[.,;:)]|$| (?:more|less|fewer|lower|higher|off|in|from|to)\b")


def find_numbers(body: str) -> Iterator[Number]:
    """Yield the numbers of `body` in order, none overlapping another. Time is linear in its length."""
    behind = 0
    for match in _FIRST.finditer(body):
        if match.start() < behind:
            continue
        number = _by_digits(body, match) if match["digits"] or match["vulgar"] else _by_words(body, match)
        if number is not None:
            yield number
            behind = number.end


def _by_digits(body: str, match: re.Match[str]) -> Number | None:
    start, end = match.span()
    if match["vulgar"]:
        return _with_unit(body, Number(start, end, VULGAR[match["vulgar"]], fraction=True))
    sign = _SIGN_BEFORE.search(body, max(0, start - 6), start)
    if not sign and not _free(body, start):
        return None
    value = float(match["digits"].replace(",", ""))
    bare = not sign and not set(",.") & set(match["digits"])
    if body[end : end + 1] in VULGAR:
        value, end = value + VULGAR[body[end]], end + 1
    scale = _SCALE_AFTER.match(body, end)
    if scale and (scale[1] or sign or body[end : end + 1] != " "):
        factor = SCALES[scale[1].lower()] if scale[1] else SCALE_LETTERS[scale[2]]
        if scale[1] or sign or not _metres(body, scale):
            value, end, bare = value * factor, scale.end(), False
    unit = CURRENCY_SIGNS.get(sign[0].strip()) or sign[0].strip() if sign else None
    if not sign and body[start - 1 : start] in "-−" and body[start - 2 : start - 1].strip() == "" and start:
        start, value = start - 1, -value
    number = Number(sign.start() if sign else start, end, value, unit, bare=bare)
    return _with_unit(body, number)


def _free(body: str, start: int) -> bool:
    """Tell whether digits at `start` stand on their own, not within a word, a version, a clock time or an address."""
    before = body[start - 1 : start]
    if before.isalnum() or before in tuple("_.,:/#@'’+"):
        return False
    return before not in {"-", "–", "—"} or not body[start - 2 : start - 1].isalpha()


def _metres(body: str, scale: re.Match[str]) -> bool:
    """Tell whether "100m" is a length; "m" is a million only before a plural noun or at money."""
    return scale[2] in {"m", "k", "b"} and not re.match(
        r" [a-z]{3,}s\b| people\b", body[scale.end() : scale.end() + 24]
    )


def _by_words(body: str, match: re.Match[str]) -> Number | None:
    start, end = match.span()
    word = match["word"].lower()
    if body[start - 1 : start] in tuple("-'’") and start:
        return None
    if word in PLURALS or word == "tens of":
        return _many(body, start, word)
    value, end = _spelled(body, word, end)
    number = _fraction(body, start, end, value, word) or _ratio(body, start, end, value)
    if number is None and word in {"a", "an", "half"} and end == match.end():
        return None
    return _with_unit(body, number or Number(start, end, value, bare=end == match.end()))


def _spelled(body: str, word: str, end: int) -> tuple[float, int]:
    """Read on from the number word that ends at `end`: "one hundred and twenty", "three and a half million"."""
    total, current = 0.0, float(ONES.get(word, TENS.get(word, 0.5 if word == "half" else 1.0)))
    last = word
    for _ in range(6):
        link = _LINK.match(body, end)
        if link is None:
            break
        word = link["word"].lower()
        and_, is_small = "and" in link["link"], word in ONES or word in TENS
        if word in SCALES and not and_:
            current *= SCALES[word]
            if SCALES[word] >= 1000:
                total, current = total + current, 0.0
        elif word == "half" and link["link"].endswith("a ") and last in ONES:
            current += 0.5
        elif word in {"a", "an"} and last == "half" and _SCALE_AFTER.match(body, link.end()):
            pass
        elif is_small and (last == "hundred" or (last in TENS and word in ONES and not and_)):
            current += ONES.get(word, TENS.get(word, 0))
        else:
            break
        last, end = word, link.end()
    return float(total + current), end


def _many(body: str, start: int, word: str) -> Number | None:
    match = _MANY.match(body, start) if word != "tens of" else None
    end, value = (match.end(), PLURALS[word]) if match else (start + len("tens of"), 10.0)
    more = re.compile(rf" (?:of )?({_any_of(PLURALS)})\b").match(body, end)
    if more:
        value, end = value * PLURALS[more[1]], more.end()
    elif word == "tens of":
        return None
    return _with_unit(body, Number(start, end, value, many=True))


def _fraction(body: str, start: int, end: int, value: float, word: str) -> Number | None:
    if word == "half":
        fits = end - start == 4 and re.match(
            r" (?:of|the|its|their|his|her|all|those|these|our)\b", body[end : end + 7]
        )
        return Number(start, end, 0.5, fraction=True) if fits and not _nth(body, start) else None
    match = _DENOMINATOR.match(body, end)
    if match is None:
        return None
    name = match[1].lower()
    plural = name.endswith("s") and name != "halves" or name == "halves"
    if not plural and not (body[match.start()] == "-" or _PART_FOLLOWS.match(body, match.end())):
        return None
    if plural and value < 2:
        return None
    return Number(
        start, match.end(), value / DENOMINATORS[name.removesuffix("s") if name != "halves" else name], fraction=True
    )


def _nth(body: str, start: int) -> bool:
    return body[:start].endswith(("first ", "second ", "First ", "Second ", "other "))


def _ratio(body: str, start: int, end: int, value: float) -> Number | None:
    match = _RATIO.match(body, end)
    if match is None or value < 1:
        return None
    whole = float(match[1] or ONES.get(match[2] or "", 0))
    if value < whole and " in " in match[0] and (value == 1 or whole in {3, 4, 5, 10, 20, 100}):
        return Number(start, match.end(), value / whole, fraction=True)
    return None


def _with_unit(body: str, number: Number) -> Number | None:
    """Add the measure or the currency that follows; None if what follows makes it no number ("737s", "4G")."""
    ratio = _ratio(body, number.start, number.end, number.value) if number.bare else None
    if ratio:
        return ratio
    match = _UNIT_AFTER.match(body, number.end)
    hyphen, words = (match[1], [w for w in match.groups()[1:] if w]) if match else ("", [])
    if match and match[2]:
        for count in range(len(words), 0, -1):
            found = _unit(" ".join(words[:count]))
            if found:
                unit, factor = found
                return _per(body, number, match.end(count + 1), unit, factor, joined=bool(hyphen))
    after = body[number.end : number.end + 2]
    if after[:1].isalpha() or after[:1] in "_@" and after or (after[:1] in tuple(".:/,") and after[1:].isdigit()):
        return None
    if hyphen and words:
        return number._replace(joined=True)
    return _per(body, number, number.end, number.unit, 1.0, joined=False) if number.unit else number


def _unit(phrase: str) -> tuple[str, float] | None:
    phrase = phrase.rstrip(".")
    for form in (phrase, phrase.lower()) if len(phrase) > 2 else (phrase,):
        if form in UNITS:
            return UNITS[form], 1.0
        if form in CURRENCY_WORDS:
            return CURRENCY_WORDS[form], 1.0
        if form in CURRENCY_CODES:
            return form, 1.0
        if form in MINOR_UNITS:
            return MINOR_UNITS[form], 0.01
    return None


def _per(body: str, number: Number, end: int, unit: str, factor: float, *, joined: bool) -> Number:
    if body[end - 1] == "." and unit != number.unit:
        end -= 1
    match = _PER.match(body, end)
    if match:
        unit, end = f"{unit} per {match[1]}", match.end()
    return number._replace(end=end, unit=unit, value=number.value * factor, joined=joined, bare=False)
