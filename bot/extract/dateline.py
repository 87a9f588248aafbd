"""The dateline: the place, and often the day, that agencies put before the first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from bot.extract.lang import language
from bot.model.article import Dateline
from bot.model.base import Range

if TYPE_CHECKING:
    from bot.extract.text import Text

LOOK_IN = 3000
"""A dateline stands within so many characters of the beginning, after headline, byline and captions at most."""

LONGEST_PLACE = 4
"""A place has at most so many words; more in capitals are a heading."""

_PROSE = re.compile(r"[^\n]{200}")
_PARTICLES = "de|del|la|le|les|the|of|and|al|es|am|der|do|da|dos|sur"
_WORD = r"[A-Z][\w.'’-]{0,24}"
_DASH = r"(?: ?(?:--|—|–|_)(?= |\n|$)| -(?= |\n|$))"
_END = rf"(?:{_DASH}| ?:(?= |\n|$)|(?= ?(?:\n|$)))"
_SENTENCE = r"(?=[ \n]+[\"“‘'`(]{0,2}[A-Z\d])"
_LINE_START = re.compile(r"(?:^|(?<=\n))[ \t\u00a0]*(?=\S)|(?<=[ \u00a0]{2})(?=\S)")
_CAPITALS = re.compile(r"[A-Z]{2}")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class FoundDateline:
    """Where it stands: `prefix` reaches up to the first sentence; `place` and `date` lie within it, if told."""

    prefix: Range
    place: Range | None
    date: Range | None


@cache
def _forms(code: str) -> tuple[re.Pattern[str], ...]:
    """Return the forms of a dateline in a language: with a date, with an agency, with neither."""
    tables = language(code)
    months = "|".join(sorted((m.capitalize() for m in tables.months), key=len, reverse=True))
    weekdays = "|".join(sorted((w.capitalize() for w in tables.weekday_names), key=len, reverse=True))
    word = rf"(?!(?:{weekdays}|{months})\b){_WORD}"
    name = rf"{word}(?: (?:{word}|(?:{_PARTICLES})(?= [A-Z]))){{0,4}}"
    place = rf"(?P<place>{name}(?: ?[,/] ?{name}){{0,3}}(?: \[[A-Z][\w. ]{{1,24}}\])?)"
    month = rf"(?:{months}|{months.upper()})\.?"
    day, year = r"\d{1,2}(?:st|nd|rd|th|\.)?(?!\d)", r"(?: ?,? ?(?:19|20)\d\d(?!\d))?"
    figures = r"(?:19|20)\d\d-\d\d-\d\d|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d"
    date = rf"(?P<date>(?:(?:{weekdays})\.? ?,? )?(?:{month} ?{day}{year}|{day} {month}{year}|{figures}))"
    known = "|".join(sorted(tables.agencies, key=len, reverse=True))
    agency = rf"(?:\( ?(?:[A-Z][\w.,&’' /]{{1,40}}|(?i:{known})(?:/\w{{1,12}})?) ?\)|/[A-Z][\w.& -]{{1,30}}/)"
    filed = rf"(?: ?,? ?|\. ){agency}(?:{_END}|\.(?= )|(?= [A-Z“\"]))"
    return (
        re.compile(rf"{place}(?: ?[,:;.] | [—–-] | )\(?{date}\)?(?:{filed}|{_END})"),
        re.compile(rf"(?:{place}(?: ?,? | ?-- ?))?{agency}(?:{_DASH}|--(?=[A-Z]))"),
        re.compile(rf"(?P<place>){date} ?,? ?{agency}{_END}"),
        re.compile(rf"{place}{_DASH}{_SENTENCE}"),
    )


@lru_cache(maxsize=4)
def find_dateline(body: str, code: str = "en") -> FoundDateline | None:
    """Return where the dateline of `body` stands, or None; kept for the few texts last read, since several readers ask.

    `code` is the language of its dates.
    """
    head = body[:LOOK_IN]
    for line in _LINE_START.finditer(head):
        for form in _forms(code):
            match = form.match(head, line.end())
            if match is not None and _plausible(match, code):
                return None if _lists(head, match, form) else _found(body, match, code)
    return None


def _lists(head: str, match: re.Match[str], form: re.Pattern[str]) -> bool:
    """Tell the lines of a list, which look alike: "Law – Wednesday, March 18" over "Peace – Friday, March 20"."""
    following = _LINE_START.search(head, match.end())
    alike = form.match(head, following.end()) if following is not None else None
    return alike is not None and not head[match.end() : alike.start()].strip()


def _found(body: str, match: re.Match[str], code: str) -> FoundDateline:
    end = match.end()
    while end < len(body) and body[end].isspace():
        end += 1
    place = _without_agency(match["place"] or "", code)
    names = match.groupdict()
    return FoundDateline(
        prefix=Range(start=match.start(), end=end),
        place=Range(start=match.start("place"), end=match.start("place") + len(place)) if place else None,
        date=Range(start=match.start("date"), end=match.end("date")) if names.get("date") else None,
    )


def _without_agency(place: str, code: str) -> str:
    """Return "Oslo" of "Oslo CNN"."""
    words = place.rstrip(" ,-").split(" ")
    while words and words[-1].strip(",").lower() in language(code).agencies:
        words.pop()
    return " ".join(words).rstrip(" ,-")


def _plausible(match: re.Match[str], code: str) -> bool:
    """Tell a place from other words before a date or a dash; without both date and agency it is asked for more."""
    tables = language(code)
    place = match["place"]
    if not place:
        return True
    words = [w.lower() for w in _LETTERS.findall(place)]
    if " ".join(words[:2]) not in tables.places and (not words or words[0] in tables.no_places):
        return False
    if match.groupdict().get("date") or "(" in match[0]:
        return True
    return not _PROSE.search(match.string, 0, match.start()) and _alone(match, words, code)


def _alone(match: re.Match[str], words: list[str], code: str) -> bool:
    """Tell a place that has neither date nor agency: in capitals, or the very first words before a long dash."""
    named = [w for w in words if w not in language(code).agencies]
    if _CAPITALS.match(match["place"]):
        return all(part.count(" ") < LONGEST_PLACE for part in match["place"].split(","))
    return len(named) <= LONGEST_PLACE and "—" in match[0] and match.start() == 0


def read_dateline(text: Text) -> Dateline | None:
    """Return the dateline of `text`, or None if none tells a place; its date is left for the reference to resolve.

    The span reaches from the place to the last character before the first sentence, white space left out.
    """
    found = find_dateline(text.body, text.language)
    if found is None or found.place is None:
        return None
    words = text.body[found.prefix.start : found.prefix.end].rstrip()
    place = text.body[found.place.start : found.place.end].strip(" ,")
    return Dateline(
        start=found.prefix.start, end=found.prefix.start + len(words), text=words, place=_capitalised(place)
    )


def _capitalised(place: str) -> str:
    """Return "RIO DE JANEIRO, Brazil" as "Rio de Janeiro, Brazil"; short forms ("N.Y.", "UK") are left as they are."""
    parts = re.split(r"( ?[,/] ?)", place)
    return "".join(p.replace(" ,", ",") if i % 2 else _in_small_letters(p) for i, p in enumerate(parts))


def _in_small_letters(name: str) -> str:
    if name.count(".") > 1:
        return name
    if not name.isupper() or len(name) <= 3:
        return name
    words = name.split(" ")
    small = [w if "." in w[:-1] else _LETTERS.sub(lambda m: m[0].capitalize(), w).replace("'S", "'s") for w in words]
    particles = set(_PARTICLES.split("|"))
    return " ".join(w.lower() if i and w.lower() in particles else w for i, w in enumerate(small)).removesuffix(".")
