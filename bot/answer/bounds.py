"""What bounds or loosens a time: "no earlier than March 4", "by the end of May", "early on Friday". Pure.

Without these words a day is told for surer than the article has it, so they are part of every answer that tells a time.
"""

from __future__ import annotations

import re

_BEFORE = re.compile(
    r"\b(?:"
    r"(?:at\sleast\s)?(?:until|till)(?:\sat\sleast)?|(?:on\sor\s)?(?:before|after)|(?:on\sor\s)?about|by|since|from"
    r"|around|approximately|circa|towards?|(?:no|not)\s(?:earlier|sooner|later)\sthan|(?:earlier|later)\sthan"
    r"|as\s(?:early|soon|late)\sas|in\stime\sfor|ahead\sof|(?:sometime|some\stime)(?:\s(?:in|on|before|after|by))?"
    r"|(?:possibly|perhaps|probably|maybe|likely|tentatively)(?:\s(?:in|on|before|after|by))?"
    r")(?:\s(?:in|on|at))?(?:\sthe)?(?:\s(?:early|late|mid)(?:\s(?:in|on))?)?\s\Z|\b(?:early|late)(?:\s(?:in|on))?\s\Z",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"(?:the\s)?(?:(?:very\s)?(?:end|start|beginning|middle|close|turn)\sof|early|late|mid)(?:\s|-)(?:in\s|on\s|the\s)?",
    re.IGNORECASE,
)
"""How an expression itself begins that names but a part of its time."""
_BEHIND = re.compile(
    r"\s(?:at\sthe\s(?:earliest|latest)|or\s(?:later|earlier|so|thereabouts)|onwards?)\b", re.IGNORECASE
)
_OWNS = re.compile(r"[’']s?\b")
_NOT = re.compile(r"\b(?:not|never)\b[^,;:.]*\Z|n[’']t\b[^,;:.]*\Z", re.IGNORECASE)
_LED = re.compile(r"expected (?:in |on |between )?(?:the (?=weekend|week))?|in |from ", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_REACH = 60
"""Characters before a time in which what bounds it may stand."""


def bounded(told: str, text: str, start: int, end: int) -> str:
    """Return a time as it is told, with what bounds it in the sentence `text`, where it stands from `start` to `end`.

    >>> bounded("Thursday, March 4, 2027", "It comes no earlier than March 4.", 25, 32)
    'no earlier than Thursday, March 4, 2027'
    >>> bounded("expected in May 2027", "It opens by the end of May.", 12, 26)
    'by the end of May 2027'
    """
    if end <= start or _OWNS.match(text, end):
        return told  # "about Monday's match"
    head = text[max(0, start - _REACH) : start]
    before, within, behind = _BEFORE.search(head), _WITHIN.match(text, start, end), _BEHIND.match(text, end)
    bound = before.group().strip().lower() if before else ""
    if not bound and not within:
        return told + (behind.group() if behind else "")
    if bound.split()[:1] in (["until"], ["till"], ["before"]) and _NOT.search(head[: before.start()] if before else ""):
        bound = f"not {bound}"
    part = within.group().strip().lower() if within and within.group().strip().lower() not in told.lower() else ""
    bare = _LED.sub("", told, count=1) if _LED.match(told) else told
    if not bound and part in {"early", "late"} and _WEEKDAY.match(bare):
        return f"{part} on {bare}"
    if not bound and part:
        bound = ("expected " if told.startswith("expected ") else "") + ("at" if part.endswith(" of") else "in")
    if not part and told.lower().startswith(bound):
        return told
    words = " ".join(word for word in (bound, part, bare) if word)
    return words.replace("mid- ", "mid-") + (behind.group() if behind else "")
