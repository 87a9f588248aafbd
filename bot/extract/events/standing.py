"""How an event stands: planned, hoped for, called off, moved, past; and whether it is only a number said to come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.extract.events.govern import Anchor
from bot.extract.events.groups import Group, Sure
from bot.extract.events.reach import SCHEDULERS
from bot.extract.events.sentence import ADV, GENITIVE, NAME, NOUN, NUMBER, PREP, TIME, VERB, Sentence
from bot.extract.lang.en import events as en
from bot.model.event import EventKind, EventStatus
from bot.model.time import Precision, TimeExpression

PAST_KINDS = frozenset(EventKind) - {EventKind.OTHER, EventKind.DEADLINE, EventKind.OPENING, EventKind.CLOSING}
"""What has happened is listed only if it is of these kinds: questions are asked of elections, not of each verb."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The status, whether a forecast, how sure the words are (0 to 1), and whether an old date is only recalled."""

    status: EventStatus
    forecast: bool
    confidence: float
    superseded: bool = False


_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|weekend", re.IGNORECASE)
_LENGTH = re.compile(r"\b(?:\w+ )?(?:years|decades|centuries)\b|\byear or two\b", re.IGNORECASE)
_ELAPSED = re.compile(r"\b(?:earlier|so far|past|last|early)\b", re.IGNORECASE)
_REMAINING = re.compile(r"\b(?:later|rest|remainder|end|late)\b", re.IGNORECASE)
FAR = 210
"""Days: beyond them a date without its year is doubtful, since the one past is nearer."""

_PUT_OFF = frozenset({"postpone", "delay", "reschedule", "defer", "adjourn"})
_AHEAD_WORDS = frozenset(
    "ahead before toward towards until till upcoming forward eve approaching next preparing".split()
)


def judge(sentence: Sentence, anchor: Anchor, time: TimeExpression, at: int, day: date) -> Standing | None:
    """Return how the event that `anchor` names at `time` (whose first token is `at`) stands, or None if it is none."""
    assert time.earliest is not None
    assert time.latest is not None
    if _counts_from(sentence, at) or _LENGTH.search(time.text):
        return None
    if time.latest < day or (time.latest == day and time.precision.rank <= Precision.DAY.rank and not _ahead(anchor)):
        return _past(sentence, anchor, time)
    running = time.earliest <= day
    if _doubtful(sentence, anchor, time, at, day):
        return None
    return _coming(sentence, anchor, time, at, running=running)


def _says_nothing_happens(sentence: Sentence, group: Group, at: int) -> bool:
    """Tell what only is ("is expected to be Latino"), and a bare gerund ("a measure of voting")."""
    if group.lemma == "be":
        following = group.last
        while sentence.tag(following) in {ADV, TIME} and sentence.word(following) not in en.STATES:
            following += 1
        return sentence.tag(following) != PREP and sentence.word(following) not in en.STATES
    if group.form != "g" or group.sure >= Sure.UNSURE:
        return False
    return (
        sentence.word(at - 1) not in {"by", "until", "till", "before", "on"} and sentence.tag(group.first - 1) == PREP
    )


def _yearless(time: TimeExpression) -> bool:
    """Tell a month or day whose year is not told; half a year off, it is as likely the last as the next."""
    return time.precision.rank <= Precision.MONTH.rank and not re.search(r"\d{4}|year", time.text)


def _doubtful(sentence: Sentence, anchor: Anchor, time: TimeExpression, at: int, day: date) -> bool:
    """Tell what is no announcement: a question, a saying ("of the week"), a number of a coming year."""
    if sentence.words[-1] == "?" or sentence.words[-2:-1] == ["?"]:
        return True
    if sentence.word(at - 1) == "of" and time.text.lower().startswith("the ") and not anchor.noun:
        return True
    if sentence.word(at - 1) == "of" and time.precision is Precision.DAY and time.text.isalpha() and not anchor.noun:
        return True
    coarse = time.precision.rank >= Precision.YEAR.rank
    group = anchor.group
    if group is not None and not anchor.near and _only_possible(sentence, group):
        return True
    if (
        group is not None
        and not anchor.noun
        and anchor.kind is EventKind.OTHER
        and _says_nothing_happens(sentence, group, at)
    ):
        return True
    if sentence.word(at - 1) in {"brighter", "better"}:
        return True
    far = time.earliest is not None and (time.earliest - day).days > FAR
    if far and not anchor.noun and _yearless(time):
        return group is None or group.form not in {"f", "r"}
    if coarse and not anchor.noun and (group is None or group.sure < Sure.UNSURE or sentence.word(at - 1) == "for"):
        return True
    return bool(_WEEKDAY.search(time.text)) and not _announced(sentence, anchor, at)


def _leads_there(group: Group) -> bool:
    """Tell whether someone will be at the event: "will speak at Friday's summit", not "to get around Friday's ruling"."""
    if group.form == "r" and group.lemma in en.MOTION:
        return True
    if group.sure < Sure.UNSURE or group.form == "i":
        return False
    return group.form == "f" or group.lemma in en.MOTION or group.lemma in en.OCCUR


def _only_possible(sentence: Sentence, group: Group) -> bool:
    """Tell an ability from a plan: "can be exchanged until Friday" announces nothing that happens."""
    return any(sentence.words[at] in {"can", "cannot"} for at in range(group.first, group.last))


def _announced(sentence: Sentence, anchor: Anchor, at: int) -> bool:
    """Tell whether something says that a weekday is the coming one; by itself it is as often the last."""
    group = anchor.group
    if anchor.planned >= Sure.UNSURE or (anchor.over is not None and _leads_there(anchor.over)):
        return True
    if group is not None and (group.sure >= Sure.UNSURE or (group.form == "r" and group.lemma in en.MOTION)):
        return True
    if group is not None and group.passive and group.lemma in SCHEDULERS and not group.had:
        return True
    if group is not None and anchor.noun and anchor.near and group.lemma == "be" and group.form == "r":
        return True
    if _adjective(sentence, anchor) in en.SURE_WORDS | en.UNSURE_WORDS:
        return True
    if group is not None and group.form == "p" and group.lemma in en.PAST_PLANNERS and not group.had:
        return sentence.word(at - 1) in {"for", "until", "till", "by", "to"}
    near = sentence.words[max(0, at - 8) : at]
    return anchor.noun and any(word in _AHEAD_WORDS for word in near)


def _counts_from(sentence: Sentence, at: int) -> bool:
    """Tell a date that only anchors a length or a book year: "since May", "the year ending June 30"."""
    before = sentence.word(at - 1)
    if before in {"since", "ended", "from-then"}:
        return True
    return before in {"ending", "to", "through"} and sentence.word(at - 2) in {
        "year", "quarter", "months", "period", "half", "weeks", "month",
    }  # fmt: skip


def _ahead(anchor: Anchor) -> bool:
    return anchor.group is not None and anchor.group.sure >= Sure.UNSURE


def _past(sentence: Sentence, anchor: Anchor, time: TimeExpression) -> Standing | None:
    if anchor.kind not in PAST_KINDS or time.precision.rank > Precision.MONTH.rank:
        return None
    group = anchor.group
    if group is not None and group.form == "f":
        return None
    if group is not None and (group.negated or group.lemma in en.CANCEL_VERBS) and not anchor.near:
        return None
    if not anchor.noun and (group is None or group.form not in {"p", "r"} or group.sure >= Sure.UNSURE):
        return None
    if anchor.noun and anchor.lemma in en.WEAK_NOUNS and not anchor.near:
        return None
    return Standing(EventStatus.HAPPENED, forecast=False, confidence=0.8 if anchor.near else 0.7)


def _coming(sentence: Sentence, anchor: Anchor, time: TimeExpression, at: int, *, running: bool) -> Standing | None:
    group = anchor.group
    adjective = _adjective(sentence, anchor)
    sure = _sureness(sentence, anchor, adjective, at)
    if running and not _remains(sentence, anchor, time, at, sure):
        return None
    if not running and not _tells_of_future(sentence, anchor, sure, at):
        return None
    status = _status(sentence, anchor, adjective, sure, at)
    if status is None:
        return None
    if status is EventStatus.CANCELLED and not _can_be_called_off(anchor, adjective):
        return None
    superseded = _superseded(sentence, anchor, at) and "/" not in time.value
    forecast = _is_forecast(sentence, anchor)
    return Standing(status, forecast, _confidence(anchor, time, sure, running=running), superseded)


def _adjective(sentence: Sentence, anchor: Anchor) -> str:
    """Return what is said of the event right before its name: "planned", "possible", "cancelled"; or nothing."""
    for at in range(anchor.first - 1, max(-1, anchor.first - 7), -1):
        tag, word = sentence.tags[at], sentence.words[at]
        if word in en.SURE_WORDS | en.UNSURE_WORDS | en.CANCEL_WORDS | en.POSTPONE_WORDS and tag != TIME:
            return word if anchor.noun else ""
        if tag not in {NOUN, NAME, NUMBER, TIME, GENITIVE, VERB} or (tag == VERB and sentence.forms.get(at) != "d"):
            return ""
    return ""


def _sureness(sentence: Sentence, anchor: Anchor, adjective: str, at: int) -> Sure:
    group = anchor.group
    if anchor.planned >= Sure.UNSURE:
        return anchor.planned
    sure = group.sure if group is not None else Sure.OPEN
    if group is not None and anchor.noun and anchor.near and group.lemma not in en.OCCUR:
        sure = Sure.OPEN if sure == Sure.PAST or not _asserts(group) else sure
    if adjective in en.UNSURE_WORDS:
        return Sure.UNSURE
    if adjective in en.SURE_WORDS:
        return Sure.PLANNED
    if group is not None and group.lemma in {"schedule", "plan", "slate", "book", "set", "due"} and group.form != "g":
        return max(sure, Sure.PLANNED)
    if group is not None and group.lemma in {"expect", "anticipate", "propose", "hope"}:
        return Sure.UNSURE
    return sure


def _asserts(group: Group) -> bool:
    return group.lemma in en.OCCUR or group.lemma in en.MOTION


def _remains(sentence: Sentence, anchor: Anchor, time: TimeExpression, at: int, sure: Sure) -> bool:
    """Tell whether of an interval that runs the remaining part is meant."""
    if _ELAPSED.search(time.text) or sentence.word(at - 2) == "so":
        return False
    group = anchor.group
    if sure >= Sure.UNSURE and not (group is not None and group.form == "p" and group.sure == Sure.PAST):
        return True
    if _REMAINING.search(time.text) and sure != Sure.PAST:
        return True
    if group is None or group.form != "r" or group.lemma not in en.MOTION or time.precision.rank > Precision.MONTH.rank:
        return False
    return not anchor.noun or not anchor.near


def _tells_of_future(sentence: Sentence, anchor: Anchor, sure: Sure, at: int) -> bool:
    group = anchor.group
    if anchor.noun:
        return True
    if sure != Sure.PAST:
        if group is None or sure >= Sure.UNSURE:
            return True
        if group.form == "r":
            return group.lemma in en.MOTION or group.passive or group.lemma in {"be"}
        return group.lemma not in en.SAY
    assert group is not None
    if group.had and group.lemma not in {"schedule", "plan", "set", "expect"}:
        return False
    if group.lemma not in en.PAST_PLANNERS:
        return False
    return sentence.word(at - 1) in {
        "for",
        "until",
        "till",
        "to",
        "by",
        "through",
        "from",
        "on",
        "as",
        "in",
        "set",
    } or (group.lemma in {"schedule", "set", "plan"})


def _status(sentence: Sentence, anchor: Anchor, adjective: str, sure: Sure, at: int) -> EventStatus | None:
    group = anchor.group
    verbs = (
        set(group.lemmas) if group is not None and not (anchor.noun and anchor.near and not _touches(anchor)) else set()
    )
    if group is not None and verbs & en.POSTPONE_VERBS:
        if _moves(sentence, group, at):
            return EventStatus.RESCHEDULED
        if verbs & _PUT_OFF and group.sure is not Sure.UNSURE:
            return EventStatus.CANCELLED
    if adjective in en.CANCEL_WORDS or verbs & en.CANCEL_VERBS or _called_off(sentence, group, verbs):
        return EventStatus.CANCELLED
    if group is not None and group.negated and verbs and not _until(sentence, at):
        return EventStatus.CANCELLED if sure is not Sure.UNSURE else None
    if sure == Sure.UNSURE:
        return EventStatus.TENTATIVE
    return EventStatus.SCHEDULED


def _can_be_called_off(anchor: Anchor, adjective: str) -> bool:
    """Tell a happening that does not take place from a mere "will not": "won't meet", not "won't be profitable"."""
    group = anchor.group
    if anchor.noun or anchor.kind is not EventKind.OTHER or adjective or group is None:
        return True
    return group.passive or group.lemma in en.MOTION or bool(set(group.lemmas) & en.CANCEL_VERBS)


def is_called_off(sentence: Sentence, anchor: Anchor) -> bool:
    """Tell whether the words say that the event does not take place, without telling its date."""
    group = anchor.group
    if group is None:
        return False
    verbs = set(group.lemmas)
    off = bool(verbs & en.CANCEL_VERBS) or _called_off(sentence, group, verbs)
    if off and group.sure is Sure.UNSURE:
        return False
    object_or_passive = group.passive or group.last <= anchor.first
    return off and object_or_passive and not group.negated


def _touches(anchor: Anchor) -> bool:
    """Tell whether the verb group speaks of the event itself, not of what is done before it."""
    group = anchor.group
    if group is None:
        return False
    lemmas = set(group.lemmas)
    return bool(lemmas & (en.OCCUR | en.CANCEL_VERBS | en.POSTPONE_VERBS | {"call"})) or anchor.planned > Sure.OPEN


def _moves(sentence: Sentence, group: Group, at: int) -> bool:
    """Tell whether this is the new date: "postponed until May", "moved to Friday", "delayed from March 2 to …"."""
    if at < group.last:
        return False
    before = sentence.word(at - 1)
    if set(group.lemmas) & {"put", "push"} and sentence.word(group.last) not in {"off", "back", "forward"}:
        return False
    return before in {"to", "until", "till", "into", "by"} or (
        before in {"for", "from"} and "shift" not in group.lemmas
    )


def _called_off(sentence: Sentence, group: Group | None, verbs: set[str]) -> bool:
    return group is not None and "call" in verbs and "off" in sentence.words[group.last : group.last + 4]


def _until(sentence: Sentence, at: int) -> bool:
    """ "Will not meet until Friday" says that they meet on Friday; "not before May" likewise."""
    return sentence.word(at - 1) in {"until", "till", "before"} or sentence.word(at - 2) in {"until", "till", "before"}


def _superseded(sentence: Sentence, anchor: Anchor, at: int) -> bool:
    """Tell a date that held before: "originally due on Friday", "had been set to expire Monday", "moved from May 3"."""
    group = anchor.group
    before = sentence.words[max(0, at - 6) : at]
    if any(word in en.FORMERLY for word in before):
        return True
    if (
        group is not None
        and group.had
        and set(group.lemmas) & {"schedule", "set", "plan", "due", "expect", "slate", "be"}
    ):
        return True
    return sentence.word(at - 1) == "from" and group is not None and bool(set(group.lemmas) & en.POSTPONE_VERBS)


def _is_forecast(sentence: Sentence, anchor: Anchor) -> bool:
    """Tell a number said to come: a measure of money or number, and a verb that says how it moves."""
    group = anchor.group
    if group is None or (anchor.noun and anchor.near and anchor.lemma not in en.MEASURES):
        return False
    if not set(group.lemmas) & en.MEASURE_VERBS:
        return False
    return any(
        sentence.words[at] in en.MEASURES and sentence.tags[at] in {NOUN, VERB} and sentence.tag(at + 1) != GENITIVE
        for at in range(max(0, group.first - 12), min(len(sentence), group.last + 10))
    )


def _confidence(anchor: Anchor, time: TimeExpression, sure: Sure, *, running: bool) -> float:
    base = 0.9 if sure == Sure.PLANNED or anchor.near else 0.75
    if sure == Sure.UNSURE:
        base = 0.7
    if not anchor.noun and sure in {Sure.OPEN, Sure.PAST}:
        base -= 0.15
    if running:
        base -= 0.1
    if time.precision.rank >= Precision.YEAR.rank:
        base -= 0.15
    return round(base, 2)
