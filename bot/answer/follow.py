"""A question that leans on the one before it, made whole: "and where?", "what did he say about it?". Pure.

    a bare question word        stands in the place of the one before: "Where does Takaichi visit the White House?"
    "what about X", "and in Y"  X takes the place of the first name before, "in Y" that of the last one
    he, she                     the first name before, or the role that was asked for
    it, there, that             what the question before was about: what stood behind "is", else its last name

A question that leans on nothing stays as it is.
"""

from __future__ import annotations

import re

from bot.answer.names import NameBook, NameSpan
from bot.answer.words import Token, tokens

_FILLER = r"(?:(?:and|so|but|ok|okay|then|well|also)[, ]+)*"
_BARE = re.compile(
    rf"^{_FILLER}(?P<ask>(?:at|on|in) (?:what|which) \w+|what (?:time|day|date|year|city|place|country)|where|when|why"
    r"|how (?:many \w+|much|long|far|old|big)|who(?: with)?)"
    r"(?: (?:exactly|is it|was it|is that|was that|will it be|will that be|did it happen|does it happen))?[ ?!.]*$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:at|on|in|from|to) )?(?:(?:what|which|whose|how many|how much) \w+|when|where|why|whom?|how(?: \w+)?)\b"
    r"(?:['’]s)?",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    rf"^(?:{_FILLER}(?:what|how) about|and(?: what about)?)"
    r" (?P<what>(?:(?P<lead>in|at|on|for|from|to|with) )?.+?)[ ?!.]*$",
    re.IGNORECASE,
)
_IS = re.compile(
    r"^(?:who|what|when|where|how \w+|which \w+)(?: (?:is|was|are|were|will)|['’]s) (?P<what>.+?)"
    r"(?: (?:be|held|played|expected|due|taking place)\b.*)?[ ?!.]*$",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(?:he|she|him|his|her)\b", re.IGNORECASE)
_THING = re.compile(r"\b(?:it|its|there|that|this)\b(?! (?:is|was|are|were) \w)", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MOST_WORDS = 6
"""Words behind "and" or "what about"; more are a question of their own."""


def followed(question: str, before: str, names: NameBook) -> str:
    """Return the question made whole by the one `before` it; unchanged if it does not lean on that."""
    question, before = question.strip(), before.strip()
    if bare := _BARE.match(question):
        return _LEAD.sub(_capital(bare["ask"]), before, count=1) if _LEAD.match(before) else question
    about = _ABOUT.match(question)
    if about and len(about["what"].split()) <= _MOST_WORDS and not _LEAD.match(about["what"]):
        return _exchanged(about["what"], about["lead"], before, names)
    return _resolved(question, before, names)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _exchanged(what: str, lead: str | None, before: str, names: NameBook) -> str:
    """Put a name or a year in the place of one of the question before, or at its end."""
    if (year := _YEAR.search(what)) and _YEAR.search(before):
        return _YEAR.sub(year.group(), before, count=1)
    found = _names(before, names)
    if not found or (year and lead):
        return f"{before.rstrip(' ?!.')} {what}?"
    start, end = found[-1] if lead else found[0]
    return before[:start] + (what[len(lead) + 1 :] if lead else what) + before[end:]


def _names(text: str, names: NameBook) -> list[tuple[int, int]]:
    words = tokens(text)
    return [_place(words, span) for span in names.find(words)]


def _place(words: list[Token], span: NameSpan) -> tuple[int, int]:
    end = words[span.last - 1].end
    return words[span.first].start, end - 2 * words[span.last - 1].text.endswith(("'s", "’s"))


def _resolved(question: str, before: str, names: NameBook) -> str:
    """Put names for the pronouns that stand before any name of the question itself."""
    found = _names(before, names)
    own = min((start for start, _ in _names(question, names)), default=len(question))
    held = _IS.match(before)
    person = before[slice(*found[0])] if found else (held["what"] if held else "")
    thing = held["what"] if held else (before[slice(*found[-1])] if found else "")
    if before.lower().startswith("who") and held:
        person = held["what"]
    for pattern, instead in ((_PERSON, person), (_THING, thing)):
        match = pattern.search(question)
        if match and instead and match.start() < own + len(question) * (pattern is _THING):
            owner = match.group().lower() in {"his", "its"} or _owns(question, match)
            question = question[: match.start()] + instead + "’s" * owner + question[match.end() :]
    return question


def _owns(question: str, her: re.Match[str]) -> bool:
    """Tell "her visit" from "met her"."""
    return her.group().lower() == "her" and re.match(r" [a-z]{3,}", question[her.end() :]) is not None
