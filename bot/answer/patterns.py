"""What fills the slots of questions, as its surface tells: times, amounts, measures, reasons, names. Data only."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.answer.gazetteer import COUNTRIES, STATES
from bot.answer.query import Slot
from bot.answer.tables import DEMONYMS
from bot.answer.words import stem


def _any(words: str) -> str:
    """Return a group of alternatives; "_" stands for a space within one."""
    return "(?:" + "|".join(word.replace("_", " ") for word in words.split()) + ")"


def _compiled(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


_WORD = _any(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand "
    "million billion trillion dozens? hundreds thousands millions half thirds? quarter both single once "
    "twice"
)
_SCALE = _any("hundred thousand million billion trillion m bn")
_NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?(?:[-\s]{_SCALE}\b)?|{_WORD}(?:[-\s](?:and\s)?{_WORD})*)"
_HEDGE = r"\b" + _any(
    "no_fewer_than no_less_than no_more_than not_less_than not_more_than about around nearly almost roughly some "
    "at_least at_most more_than fewer_than less_than over under up_to "
    "approximately an_estimated"
)
_N = rf"\b(?:{_HEDGE}\s+)?\b{_NUMBER}(?:(?:\s(?:to|or)\s|–|-){_NUMBER})?"
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.|April|Apr\.|May|June|July|Aug(?:ust|\.)?|Sept(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_UNIT = r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|centur(?:y|ies))"
_ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th)|\w+teenth|twentieth|twelfth|eleventh|tenth|ninth|eighth|seventh|sixth|fifth)"
_PERIOD = _any("spring summer autumn fall winter year month week") + f"|{_MONTH}|{_WEEKDAY}"

TIME = re.compile(
    "|".join(
        (
            rf"(?:{_WEEKDAY},?\s+)?{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,\s+\d{{4}})?\b",
            rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{4}})?",
            rf"\b{_MONTH},?\s+\d{{4}}\b",
            r"\b(?:early |late |mid-)?(?:1[0-9]|20)\d{2}s?\b(?!\s*(?:people|seats|miles|km|jobs|men|words|feet))",
            rf"\b(?:last|next|this|early|late|mid)\s+(?:{_PERIOD})",
            rf"\b(?:the\s+)?{_ORDINAL}\s+century(?:\s+BCE?)?",
            r"\b\d+\s+(?:BCE?|AD)\b",
            rf"\b(?:in|since|during|by|until|of|late|early|mid)\s+({_MONTH})\b",
            rf"\b{_WEEKDAY}\b|\b(?:today|tonight|yesterday|tomorrow)\b",
            r"\b\d{1,2}(?::\d\d)?\s?(?:a\.m\.|p\.m\.|am\b|pm\b)|\bnoon\b|\bmidnight\b",
            rf"\b{_NUMBER}\s+{_UNIT}\s+(?:ago|later|earlier|after|before)\b",
        )
    )
)
NUMERAL = _compiled(rf"\d|{_WORD}")
"""How a word begins that may be, or begin, a number."""
AMOUNT = _compiled(rf"{_N}\b(?:\s?(?:%|percent\b|per cent\b))?")
LARGE = _compiled(rf"\b(?:{_HEDGE}\s+)?\b\d[\d,]*(?:\.\d+)?\s(?:million|billion|trillion)\b")
NONE = _compiled(
    r"\b(?:no reports? of (?:any )?(?:\w+ (?:or )?){1,2}|no (?:injuries|casualties|deaths|fatalities|one)\b)",
    r"\b(?:nobody|none)\b",
    r"\bno \w+(?: or \w+)? were (?:immediately )?reported",
)
"""How an article says that there were none."""
_CURRENCY = "USD|EUR|GBP|CHF|NOK|SEK|DKK|ISK|PLN|CZK|HUF|JPY|CNY|HKD|SGD|KRW|INR|AUD|NZD|CAD|MXN|BRL|ZAR|TRY"
"""Codes of ISO 4217 that news writes before an amount."""
MONEY = _compiled(
    rf"(?:{_HEDGE}\s+)?(?:US)?[$€£¥]\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:million|billion|trillion|m|bn|b)\b)?",
    rf"\b(?:{_CURRENCY})\s?\d[\d,]*(?:\.\d+)?(?:\s(?:million|billion|trillion|m|bn)\b)?",
    rf"\b\d[\d,]*(?:\.\d+)?\s(?:{_CURRENCY})\b",
    rf"{_N}\s+(?:U\.?S\.?\s+)?(?:dollars|euros|pounds|yen|yuan|cents|francs|marks|shillings)\b",
    rf"{_N}-(?:dollar|euro|pound|yen|yuan)\b",
)
SHARE = _compiled(
    rf"{_N}\s?(?:%|percent\b|per cent\b|percentage points)",
    r"\b(?:one|two|three)[-\s](?:half|thirds?|quarters?|fifths?)\b|\bhalf\b",
)
SPAN = _compiled(rf"{_N}[-\s]{_UNIT}(?:,?\s(?:and\s)?{_NUMBER}\s{_UNIT})*")
AGE = _compiled(
    r"\b\d{1,3}[-\s]years?[-\s]old\b|(?<=,\s)\d{1,3}(?=[,.])|\b(?:age|aged)\s+(?:of\s+)?\d{1,3}\b",
    rf"\b{_NUMBER} years old\b|\bis\s\d{{1,3}}\b(?=[,.])",
)
DIRECT = re.compile(r"[“\"]([^”\"]{2,})[”\"]?")
BY_SLOT = {
    Slot.MONEY: (MONEY,),
    Slot.SHARE: (SHARE,),
    Slot.SPAN: (SPAN,),
    Slot.AGE: (AGE,),
}

_LENGTH = _any(
    "foot feet ft miles? meters? metres? kilomet(?:er|re)s? km inch(?:es)? yards? centimet(?:er|re)s? cm acres stories "
    "storeys"
)
AWAY = _compiled(
    rf"{_N}\s{_LENGTH}\s(?:(?:north|south)[-\s]?(?:east|west)?|east|west)(?:ern)?\sof\s[^,.;]{{3,40}}?(?=[,.;]|\sat\s|$)"
)
"""How far off a place is told to be: "60 kilometres south-east of the city"."""
LIKENED = "the size of"
"""How a length is told without a number."""
DIMENSIONS = tuple(
    _compiled(rf"\b(?:{words})\b")
    for words in ("wide|width|across|broad|breadth", "long|length", "tall|high|height", "deep|depth", "thick|thickness",
                  "far|away|from|off|apart")
)  # fmt: skip
"""Words by which a length tells of which side it is the length."""
UNITS = {
    "speed": _compiled(
        rf"{_N}\s(?:{_LENGTH}|knots)\s?(?:per|an|a)\s(?:hour|second|minute)",
        rf"{_N}\s?(?:mph|km/h|kph|knots)\b",
        rf"{_N}\stimes the speed of (?:sound|light)",
    ),
    "length": _compiled(
        rf"{_N}[-\s]{_LENGTH}\b(?:\s(?:in\s\w+|deep|tall|high|wide|long|across))?", rf"\b{LIKENED} [^,.;]+"
    ),
    "weight": _compiled(rf"{_N}[-\s]" + _any("tons? tonnes? pounds? lbs? kilograms? kg kilos? grams? ounces?") + r"\b"),
    "heat": _compiled(rf"(?:{_HEDGE}\s+)?(?:minus\s)?-?\b{_NUMBER}(?:\s?°\s?[CF]?|\sdegrees(?:\s\w+)?|s\b)"),
    "strength": _compiled(
        r"\bmagnitude(?:\sof)?[-\s]\d+(?:\.\d+)?|\b\d+(?:\.\d+)?[-\s]magnitude|\bcategory\s\d",
        rf"\b{_NUMBER}\s(?:mph|tons of TNT)",
    ),
}
"""What a measure is told in, by its sort (`query.Query.measure`)."""

_REST = r"\b[^.;]*"
_BECAUSE = _any(
    "because due_to owing_to as_a_result_of in_order_to so_that caused_by thanks_to in_response_to resulting_from "
    "attributed_to blamed_on amid citing cited for_fear_of over_concerns? in_an_effort_to in_an_attempt_to in_a_bid_to "
    "at_the_request_of"
)
_AFTER = _any("after following since as_(?:it|he|she|they|the|a|part) in_light_of prompted_by sparked_by")
REASONS = (
    (0, _compiled(rf"\b{_BECAUSE}{_REST}")),
    (1, _compiled(rf"\b{_AFTER}{_REST}")),
    (2, _compiled(r"\bto\s(?-i:[a-z])[a-z]+[^.;,]*")),
)
"""What introduces a reason, the surest first, each with its doubt (`spans.Piece`)."""

CAPITALS = re.compile(
    r"(?:[A-Z][\w’'.&-]*|[A-Z]{2,})"
    r"(?:\s+(?:of|the|for|and|de|la|al|&)\s+(?=[A-Z])[A-Z][\w’'&-]*|\s+[A-Z][\w’'&-]*|\s+\d+(?=\s[A-Z]))*"
)
CALENDAR = _compiled(_WEEKDAY, _MONTH, r"E[SD]?T", r"[CMP][SD]?T", r"GMT|[ap]\.m\.|[AP]M|Sept|Updated")
TITLED = re.compile(
    "^"
    + _any(
        "President Minister Mr Mrs Ms Dr Sen Rep Gov Sheriff Chief CEO King Queen Pope Prince Judge Justice Coach "
        "Secretary Mayor Senator Governor Director Professor Officer Sgt Lt Cmdr Capt Col Gen General Rev Sir Lady Lord"
    )
    + "$|[’']s$"
)
"""Words before a name that are no part of it."""
WHERE = re.compile(
    r"\b(?:in|at|on|near|outside|inside|over|from|to|off|through|across|above|into|towards?|via|by way of)\s"
    r"(?:the\s|his\s|her\s|its\s|downtown\s|nearby\s)?$"
)
"""Words that lead to a place."""
QUOTED = re.compile(
    r"(?<!\w)[“\"‘']([A-Z0-9][^”\"’]{1,60}?),?[”\"’'](?!\w)|(?<!\w)[“\"]([a-z][\w'’ -]{1,24}?),?[”\"](?!\w)"
)
"""A title in quotation marks."""
WORKS = frozenset(
    stem(w)
    for w in (
        "film movie song book album show series novel play musical episode track comic word term phrase nickname "
        "slogan motto"
    ).split()
)
"""What has a title that stands in quotation marks."""

_PEOPLES = tuple(people.capitalize() for people in DEMONYMS if people not in {"usa", "uk", "america"})


def _names(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(n) for n in longest_first) + r")(?!\w)")


KNOWN = {
    stem("country"): _names([*COUNTRIES, *_PEOPLES, "America"]),
    stem("nation"): _names([*COUNTRIES, *_PEOPLES, "America"]),
    stem("state"): _names(STATES),
}
"""Nouns whose members are listed: a sentence without a member cannot answer which one."""
