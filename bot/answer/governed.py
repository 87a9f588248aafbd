"""Whether what a clause says is told as a fact, or stands under a word that denies, doubts, asks or supposes it. Pure.

    "Police do not believe that Ann Poe killed the guard."     the killing is doubted
    "Asked whether he would resign on May 9, he smiled."       the day is only asked about
    "Lake had been expected to return but will miss the cup."  the return is overtaken
    "The summit, due on May 9, has been scrapped."             the day is that of an event called off

A governing word holds until its clause ends. One that the question itself uses is what is asked about, and governs not.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import StrEnum

from bot.answer.words import stems_of

NEGATION = re.compile(r"\b(?:not|no|never|neither|nor|without|denied|false|cannot)\b|n['’]t\b", re.IGNORECASE)
"""Words by which a sentence, or a question, says that something is not."""
_NOT = r"(?:\b(?:not|never|no longer|no|nobody|no one|none|neither|nor)\b|n['’]t\b)"
_HELD = (
    r"(?:believ|think\b|thought|accept|suggest|claim|prov|confirm|agree|suppos|expect|assum|conclud|establish|alleg|"
    r"true\b|convinc|evidence|signs?\b|indication|proof|reason to|suspect|mean\b|sa(?:y|id) (?:that|who|when|where)|"
    r"intend|intention|plan\b|plann|plans\b|want|wish|going to|know\b|known\b|clear\b|certain\b|sure\b|the case\b)"
)
_BETWEEN = (
    r"(?:\s(?!only\b|just\b|more\b|fewer\b|less\b|later\b|doubt|den[iy]|and\b|or\b|but\b|when\b|after\b|before\b)"
    r"[\w’'-]+){0,3}?\s"
)
_DENIED = re.compile(
    rf"{_NOT}{_BETWEEN}{_HELD}\w*"
    r"|\bden(?:y|ies|ied|ying)\b|\bdenials?\b|\bdoubt(?:s|ed|ing|ful)?\b"
    r"|\b(?:dismiss|reject|refut|rebut|disput|debunk)(?:s|es|ed|ing|e)?\s(?:\w+\s){0,3}?"
    r"(?:that|claims?|reports?|suggestions?|rumou?rs?|allegations?|ideas?|notions?|accusations?)\b"
    r"|\brul(?:es?|ed|ing) out\b|\b(?:untrue|false|wrong|unlikely|unable)\s(?:that|to)\b|\bfalsely\b"
    r"|\b(?:refus|declin|fail)(?:es|s|ed|ing|e)?\sto\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"(?<!regardless of )\bwhether\b|\b(?<!even )if\b|\bunless\b"
    r"|\b(?:ask|wonder)(?:s|ed|ing)?\s(?:who|when|where)\b"
    r"|\b(?:rumou?rs?|speculation)\s(?:that|of)\b|\brumou?red\b"
    r"|\b(?:allegations?|accusations?|suggestions?|fears?|hopes?|theory|theories|myth|hoax|possibility|prospect|notion|"
    r"threats?)\sthat\b"
    r"|\b(?:would|could|might|should)\s(?:\w+\s)?have\b(?!\s(?:to|a|an|the|no|any|until)\b)"
    r"|\b(?:request|demand|propos|urg|insist|recommend|ask)(?:e?s|ed|ing|al|ation)?\sthat\b"
    r"|\bhad\s(?:\w+ly\s|once\s|also\s)?(?:considered|contemplated|planned|intended|hoped|wanted|meant|mulled)\b"
    r"|\bhad\s(?:\w+ly\s|once\s)?been\s(?:\w+ly\s)?(?:expected|due|scheduled|set|slated|tipped|supposed|planned|"
    r"meant)\b",
    re.IGNORECASE,
)
_EXPECTED = re.compile(
    r"\b(?:is|are|was|were|been)\s(?:\w+\s)?(?:expected|due|scheduled|set|slated|supposed|meant)\b", re.IGNORECASE
)
_OVERTAKEN = re.compile(
    r"\bbut\b.*\b(?:instead|miss|misses|missed|cancel\w*|postpon\w*|scrapped|shelved|pulled out|withdr[ae]w\w*|delayed|"
    r"called off|not|never|no longer)\b|\bbut\b.*n['’]t\b",
    re.IGNORECASE,
)
"""What was expected before is not what comes: "was due to sing but pulled out"."""
_UNTOLD = re.compile(
    r"\b(?:is|are|was|were|has|have|had)(?:\snot|n['’]t)\s(?:yet\s|immediately\s)?(?:been\s|being\s)?(?:\w+ly\s)?"
    r"(?:given|released|disclosed|revealed|published|made public|named|identified|specified|known|clear)\b"
    r"|\b(?:is|are|was|were)\s(?:still\s)?un(?:known|clear)\b",
    re.IGNORECASE,
)
_DIRECT = re.compile(rf"{_NOT}{_BETWEEN}\Z", re.IGNORECASE)
_ASIDE = re.compile(r",\s(?:who|which|whose|where|when|a|an|the)\b[^,;:]*,|\s\([^)]*\)")
_ENDS = re.compile(
    r"[;:—–.?!“”\"]\s|,\s(?:but|and|so|yet|who|which|whose|where|saying|adding|as)\b"
    r"|\b(?:but|while|when|after|before|because|since|until|although|though|whereas|why|how)\b",
    re.IGNORECASE,
)
"""What ends the reach of a governing word; "after", "when", "why" and their like open a clause taken for true."""
_JOINS = re.compile(r",|\band\b", re.IGNORECASE)
_REACHES_ON = re.compile(r"\b(?:that|whether|if|unless)\b", re.IGNORECASE)


def denied(text: str, at: int, asked: Collection[str]) -> bool:
    """Tell whether what stands at `at` in a sentence is denied or doubted there; `asked` are the question's stems."""
    return _negated(text[:at]) or _governs(_DENIED, text[:at], asked)


def _negated(head: str) -> bool:
    """Tell whether a negation stands right before what follows."""
    return _DIRECT.search(head) is not None


def left_open(text: str, at: int, asked: Collection[str]) -> bool:
    """Tell whether what stands at `at` is neither said nor denied: asked, rumoured, supposed, or expected once."""
    head = text[:at]
    overtaken = _OVERTAKEN.search(text, at) is not None and _governs(_EXPECTED, head, asked)
    return overtaken or _governs(_OPEN, head, asked)


def untold(text: str, at: int, asked: Collection[str]) -> bool:
    """Tell whether of what stands at `at` it is said that it is not told: "the name of the driver was not given"."""
    found = (m for m in _UNTOLD.finditer(text, at) if not _asks(m.group(), asked))
    return any(not _ENDS.search(_ASIDE.sub(" ", text[at : m.start()])) for m in found)


def _governs(words: re.Pattern[str], head: str, asked: Collection[str]) -> bool:
    """Tell whether one of the words is the governor of what follows the `head`."""
    whole = _ASIDE.sub(" ", head)
    found = [m for m in words.finditer(whole) if not _asks(m.group(), asked) and not _negated(whole[: m.start()])]
    return any(not _ended(whole[m.end() :], m.group()) for m in found)


def _ended(between: str, governor: str) -> bool:
    """Tell whether the clause under a governor ends before what is asked; without "that" a comma or "and" does it."""
    reaches_on = _REACHES_ON.search(governor) or _REACHES_ON.match(between.lstrip())
    conditional = governor.lower() in {"if", "unless"}
    return _ENDS.search(between) is not None or (_JOINS.search(between) is not None and (conditional or not reaches_on))


def _asks(governor: str, asked: Collection[str]) -> bool:
    return bool(stems_of(governor) & frozenset(asked) - _COMMON)


_COMMON = stems_of("that not no have had has been be to of who when where how why would could if")


class Off(StrEnum):
    """What became of an event that had a time."""

    CANCELLED = "cancelled"
    POSTPONED = "postponed"


_CANCELS = (
    r"(?:cancel(?:l?ed|s)|scrap(?:ped|s)|scrub(?:bed|s)|axe[ds]|abandon(?:ed|s)|call(?:ed|s) off|shelve[ds]|vacated|"
    r"annul(?:led|s))"
)
_PUTS_OFF = r"(?:postpone[ds]|puts? off|put back|defer(?:red|s)|suspend(?:ed|s)|delay(?:ed|s))"
_OFF_PASSIVE = re.compile(
    rf"\b(?:is|are|was|were|been|be|being)\s(?:now\s|since\s|also\s|\w+ly\s)?(?:(?P<no>{_CANCELS})|{_PUTS_OFF})\b",
    re.IGNORECASE,
)
_OFF_ACTIVE = re.compile(rf"\b(?:(?P<no>{_CANCELS})|{_PUTS_OFF})\s(?=(?:the|a|an|its|his|her|their)\b)", re.IGNORECASE)
_POSSIBLE = re.compile(r"\b(?:may|might|could|would|should|can|to|if|unless)\s(?:\w+\s)?\Z")
"""Small letters only: May is a month."""
_HAD_TIME = re.compile(r"\b(?:had been|due|set|scheduled|planned|originally|pencilled in)\b", re.IGNORECASE)
_APART = re.compile(
    r"[;:—–.]\s|,\sand\b|\band\s(?:the|a|an|its|his|her|their|it|he|she|they)\b"
    r"|\b(?:but|while|when|after|before|because|since|although|though|as|to|until|till|instead)\b",
    re.IGNORECASE,
)
_ON_THAT_DAY = re.compile(
    r",(?!\s(?:(?:which|has|have|had|now)\s)*\Z)|\s(?:the|a|an|its|his|her|their|all|it)\b", re.IGNORECASE
)
"""After a time: another thing is named, which was called off then ("On Monday the concert was cancelled")."""


def off(text: str, at: int, end: int, asked: Collection[str]) -> Off | None:
    """Tell whether the time at `at` to `end` is that of an event that the sentence itself says is off; else None."""
    for match in _called_off(_OFF_PASSIVE, text, asked):
        between = text[end : match.start()]
        if _TO_ANOTHER.match(text, match.end()):
            continue
        if 0 < end <= match.start() and not _APART.search(between) and not _ON_THAT_DAY.match(between):
            return Off.CANCELLED if match["no"] else Off.POSTPONED
    for match in _called_off(_OFF_ACTIVE, text, asked):
        if match.end() <= at and _HAD_TIME.search(text, match.end(), at):
            return Off.CANCELLED if match["no"] else Off.POSTPONED
    return None


def stands(text: str) -> bool:
    """Tell whether the sentence says of an event only that it may be called off, or is not."""
    return _OFF_PASSIVE.search(text) is not None and not _called_off(_OFF_PASSIVE, text, ())


def of_the_change(text: str, at: int, end: int, asked: Collection[str]) -> bool:
    """Tell whether the time at `at` to `end` is no time of the event any more, or may be when it was called off."""
    for match in _called_off(_OFF_PASSIVE, text, asked):
        if _RIGHT_BEHIND.fullmatch(text[match.end() : at]):
            return True
        between = text[end : match.start()]
        moved = _ON_THAT_DAY.match(between) or _TO_ANOTHER.match(text, match.end())
        if end <= match.start() and moved and not _APART.search(between):
            return True
    return any(
        m.end() <= at and not _APART.search(text, m.end(), at) and not off(text, at, end, asked)
        for m in _called_off(_OFF_ACTIVE, text, asked)
    )


_TO_ANOTHER = re.compile(r"\s(?:to|until|till)\s(?!a?\s?later\b|further\b)", re.IGNORECASE)
"""Put off to a time that is told: the one before is no answer."""
_RIGHT_BEHIND = re.compile(r"\s(?:(?:late|early|earlier)\s)?(?:on\s|in\s)?(?:the\s)?", re.IGNORECASE)


def _called_off(words: re.Pattern[str], text: str, asked: Collection[str]) -> list[re.Match[str]]:
    """Return where the sentence says that something is off: not where it may be, is not, or where that is asked."""
    found = [m for m in words.finditer(text) if not _asks(m.group(), asked)]
    return [m for m in found if not _POSSIBLE.search(text, 0, m.start()) and not _negated(text[: m.start()])]
