"""How an event stands: planned, hoped for, called off, moved, past; and whether it is only a number said to come."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.extract.events.anchor import Anchor
from bot.extract.events.claim import Claim
from bot.extract.events.groups import Group, Sure
from bot.extract.events.reach import WISHES
from bot.extract.events.refuted import DENYING
from bot.extract.events.sentence import COMMA, GENITIVE, NAME, NOUN, NUMBER, PREP, VERB, Sentence
from bot.extract.events.supposing import is_conditional
from bot.extract.events.undoing import calls_off, cancels, partakes, puts_off
from bot.extract.lang.en import events as en
from bot.model.event import EventKind, EventStatus
from bot.model.time import Precision

PAST_KINDS = frozenset(EventKind) - {EventKind.OTHER, EventKind.DEADLINE, EventKind.OPENING, EventKind.CLOSING}
"""What has happened is listed only if it is of these kinds: questions are asked of elections, not of each verb."""

_NEW_DATE = frozenset({"to", "until", "till", "into", "by", "for", "from"})
_HAD_MEANT = frozenset({"hope", "want", "intend", "aim", "seek", "wish"})
_WANT = frozenset({"want", "ask", "urge", "request", "seek", "propose", "beg", "petition"})
_AGAINST = frozenset({"against", "out"})
_UNTIL = frozenset({"until", "till", "before"})
_HAD_BEEN = frozenset({"schedule", "set", "plan", "due", "expect", "slate", "be"})
_MOVED = 12
"""Tokens before "from May 3" in which the verb stands that moves something."""

_AWAY = frozenset({"off", "back", "forward"})
_WAS_TO_HAVE = re.compile(r"^(?:was|were) (?:due |set |scheduled )?to have\b")
_DIM = frozenset({"could", "might"})


@dataclass(frozen=True, slots=True)
class Standing:
    """The status, whether a forecast, how sure the words are (0 to 1), and whether an old date is only recalled."""

    status: EventStatus
    forecast: bool
    confidence: float
    superseded: bool = False


def judge(claim: Claim) -> Standing | None:
    """Return how what is claimed stands, or None if it is no event."""
    if claim.counts_from or claim.refuted:
        return None
    if claim.over:
        return _past(claim.anchor, claim)
    return None if claim.doubtful or not claim.lies_ahead else _coming(claim)


def _past(anchor: Anchor, claim: Claim) -> Standing | None:
    if anchor.kind not in PAST_KINDS or claim.time.precision.rank > Precision.MONTH.rank:
        return None
    if _of_a_plan(claim):
        return None
    told = _told_as_noun(claim.sentence, anchor) if anchor.noun else _told_as_verb(anchor.group)
    return Standing(EventStatus.HAPPENED, forecast=False, confidence=0.8 if anchor.near else 0.7) if told else None


def _of_a_plan(claim: Claim) -> bool:
    """ "The launch, first set for May 3 and then for May 5": whether it came about then is not told."""
    planner = claim.sentence.leading(claim.at) - 1
    again = claim.before == "for" and claim.sentence.word(planner) == "then"
    return claim.before != "on" and (again or claim.sentence.lemmas.get(planner) in en.ASIDE_PLANNERS)


def _told_as_noun(sentence: Sentence, anchor: Anchor) -> bool:
    group = anchor.group
    if group is not None and (group.form == "f" or group.lemma in en.CANCEL_VERBS or _only_planned(sentence, group)):
        return False
    if group is not None and group.form == "i" and group.lemma in en.POSTPONE_VERBS:
        return False
    if any(verb is not None and _turns_down(sentence, verb, anchor) for verb in (group, anchor.over)):
        return False
    if anchor.near:
        return True
    off = group is not None and group.negated
    return not off and anchor.lemma not in en.WEAK_NOUNS


def _turns_down(sentence: Sentence, group: Group, anchor: Anchor) -> bool:
    """ "Ruled out an election", "voted against holding a referendum"; not "rejected it in a ruling on May 7"."""
    after = sentence.word(group.last)
    by_particle = (group.lemma, after) in {("rule", "out"), ("vote", "against")}
    if PREP in sentence.tags[group.last + by_particle : anchor.first]:
        return False
    held_off = group.form == "g" and sentence.word(group.first - 1) in _AGAINST
    return by_particle or held_off or group.lemma in DENYING | en.BARRING_VERBS


def _only_planned(sentence: Sentence, group: Group) -> bool:
    """ "Had been expected last week", "was to have been held on Friday": whether it came about is not told."""
    if _was_to_have(sentence, group):
        return True
    return group.form == "p" and (group.had or group.passive) and group.lemma in _HAD_BEEN - {"be"}


def _told_as_verb(group: Group | None) -> bool:
    return group is not None and group.form in {"p", "r"} and group.sure < Sure.UNSURE and not group.negated


def _coming(claim: Claim) -> Standing | None:
    status = _status(claim)
    if status is None or (status is EventStatus.CANCELLED and not _can_be_called_off(claim)):
        return None
    if status is EventStatus.CANCELLED and claim.group and claim.group.form == "f" and is_conditional(claim.sentence):
        status = EventStatus.TENTATIVE  # "will be cancelled if it rains"
    superseded = _superseded(claim) and "/" not in claim.time.value
    return Standing(status, _is_forecast(claim.sentence, claim.anchor), _confidence(claim), superseded)


# --- status -----------------------------------------------------------------------------------------------------------


def _status(claim: Claim) -> EventStatus | None:
    """Return the status; None for what may not come: "might not move", "some may not vote"."""
    group, sure = claim.group, claim.sure
    if claim.instead and sure is not Sure.UNSURE:
        return EventStatus.RESCHEDULED if claim.instead > 0 else EventStatus.SCHEDULED
    if claim.unchanged or _is_undone(claim):
        return EventStatus.SCHEDULED if claim.unchanged else EventStatus.CANCELLED
    verbs = _verbs(claim)
    asked = group is not None and _is_only_asked(claim.sentence, group)
    if group is not None and verbs & en.POSTPONE_VERBS and _moves(claim, group):
        return EventStatus.TENTATIVE if asked or group.sure is Sure.UNSURE else EventStatus.RESCHEDULED
    if _is_put_off_or_cancelled(claim, verbs):
        return EventStatus.TENTATIVE if asked else EventStatus.CANCELLED
    if group is not None and group.negated and verbs and not (sure is not Sure.UNSURE and _until(claim)):
        return None if sure is Sure.UNSURE else EventStatus.CANCELLED
    no_sooner = group is not None and group.negated and claim.before == "before"  # "will not open before May"
    shaken = no_sooner or (group is not None and group.sure is Sure.UNSURE and cancels(claim.sentence, group, verbs))
    tentative = sure is Sure.UNSURE or shaken or (group is not None and _only_would(claim.sentence, group))
    return EventStatus.TENTATIVE if tentative else EventStatus.SCHEDULED


def _is_only_asked(sentence: Sentence, group: Group) -> bool:
    """ "Asked the judge to move the trial to May 3"."""
    asked = (lemma in _WANT for at, lemma in sentence.lemmas.items() if at < group.first)
    wished = sentence.word(group.first - 1) in WISHES  # "a motion to delay the trial"
    return group.form == "i" and group.sure is not Sure.PLANNED and (wished or any(asked))


def _is_undone(claim: Claim) -> bool:
    """Tell whether the verb of which the event is the subject, or one that overtakes its aside, says it is off."""
    if claim.overtaken is not None and _ends_it(claim, claim.overtaken):
        return True
    anchor, group = claim.anchor, claim.group
    if group is None or Sure.UNSURE in {claim.sure, group.sure}:
        return False
    return anchor.noun and group.first >= anchor.last and calls_off(claim.sentence, group)


def _is_put_off_or_cancelled(claim: Claim, verbs: set[str]) -> bool:
    group = claim.group
    postponed = group is not None and verbs & en.POSTPONE_VERBS and group.sure is not Sure.UNSURE
    if group is not None and postponed and puts_off(claim.sentence, group) and not _has_new_date(claim, group):
        return True
    if claim.adjective in en.CANCEL_WORDS:
        return True
    if group is None or group.sure is Sure.UNSURE:
        return False
    barred = bool(verbs & en.BARRING_VERBS) and _is_planned_object(claim, group)
    return barred or cancels(claim.sentence, group, verbs)


def _is_planned_object(claim: Claim, group: Group) -> bool:
    """Tell "banned a rally planned for May 3" from "banned cars"."""
    anchor = claim.anchor
    return anchor.noun and anchor.planned > Sure.OPEN and group.form == "p" and group.last <= anchor.first


def _ends_it(claim: Claim, group: Group) -> bool:
    """Tell a verb that calls off what was planned, or puts it off and names no new date."""
    if calls_off(claim.sentence, group):
        return True
    return puts_off(claim.sentence, group) and not _has_new_date(claim, group)


def _has_new_date(claim: Claim, group: Group) -> bool:
    dates = (first for _, first, _ in claim.sentence.times if first >= group.last and first != claim.at)
    return any(claim.sentence.word(claim.sentence.leading(first)) in _NEW_DATE for first in dates)


def _verbs(claim: Claim) -> set[str]:
    """Return the verbs that speak of the event itself, not of what is done before it, or of who is not there."""
    anchor = claim.anchor
    if anchor.group is None or (anchor.noun and anchor.group.negated and partakes(claim.sentence, anchor.group)):
        return set()
    lemmas = set(anchor.group.lemmas)
    if not (anchor.noun and anchor.near) or anchor.planned > Sure.OPEN:
        return lemmas
    return lemmas if lemmas & (en.OCCUR | en.CANCEL_VERBS | en.POSTPONE_VERBS | {"call"}) else set()


def _moves(claim: Claim, group: Group) -> bool:
    """Tell whether this is the new date: "postponed until May", "moved to Friday", "delayed from March 2 to …"."""
    if claim.at < group.last or claim.before not in _NEW_DATE or _of_the_plan(claim, group):
        return False
    lemmas = set(group.lemmas)
    if (
        lemmas & {"put", "push"}
        and not group.passive
        and _AWAY.isdisjoint(claim.sentence.words[group.last : min(claim.at, group.last + 6)])
    ):
        return False
    return claim.before not in {"for", "from"} or "shift" not in lemmas


def _of_the_plan(claim: Claim, group: Group) -> bool:
    """Tell the old date of "postponed the talks planned for May 3" from both of "planned for May 3 to May 10"."""
    planner = claim.sentence.leading(claim.at) - 1
    planned = planner >= group.last and claim.sentence.lemmas.get(planner) in en.ASIDE_PLANNERS
    return planned and "to" not in claim.time.text.split()


def _until(claim: Claim) -> bool:
    """ "Will not meet until Friday" says that they meet on Friday; "not before May" likewise."""
    return claim.before in _UNTIL or claim.sentence.word(claim.at - 2) in _UNTIL


def _can_be_called_off(claim: Claim) -> bool:
    """Tell a happening that does not take place from a mere "will not": "won't meet", not "won't be profitable"."""
    anchor, group = claim.anchor, claim.group
    if anchor.noun or anchor.kind is not EventKind.OTHER or claim.adjective or group is None:
        return True
    return group.passive or group.lemma in en.MOTION or bool(set(group.lemmas) & en.CANCEL_VERBS)


def is_called_off(sentence: Sentence, anchor: Anchor) -> bool:
    """Tell whether the words say that the event does not take place, without telling its date."""
    group = anchor.group
    if group is None or group.negated or group.sure is Sure.UNSURE:
        return False
    return cancels(sentence, group, group.lemmas) and (group.passive or group.last <= anchor.first)


def _superseded(claim: Claim) -> bool:
    """Tell a date that held before: "originally due on Friday", "had been set to expire Monday", "moved from May 3"."""
    ended = any(verb is not None and calls_off(claim.sentence, verb) for verb in (claim.overtaken, claim.group))
    if claim.instead or ended:
        return claim.instead < 0
    group = claim.group
    begin = next((i for i in range(claim.at - 1, claim.at - 7, -1) if claim.sentence.tag(i) == COMMA), claim.at - 6)
    before = claim.sentence.words[max(0, begin) : claim.sentence.leading(claim.at) + 1]
    if (claim.before != "than" and not en.FORMERLY.isdisjoint(before)) or _is_left(claim):
        return True
    if group is None:
        return False
    if not en.FORMERLY.isdisjoint(claim.sentence.words[max(0, group.first - 1) : group.last]):
        return True
    if claim.overtaken is not None:
        return not calls_off(claim.sentence, claim.overtaken) and _has_new_date(claim, claim.overtaken)
    lemmas = set(group.lemmas)
    supposed = (
        claim.sentence.words[group.first] in en.PAST_BE and "supposed" in claim.sentence.words[group.first : group.last]
    )
    had_been = supposed or _was_to_have(claim.sentence, group) or (group.had and lemmas & (_HAD_BEEN | _HAD_MEANT))
    return bool(had_been or (claim.before == "from" and lemmas & en.POSTPONE_VERBS))


def _is_left(claim: Claim) -> bool:
    """Tell the date from which something is moved to another: "moved the start of the trial from May 3 to June 7"."""
    if claim.before != "from" or not any(first > claim.at for _, first, _ in claim.sentence.times):
        return False
    verbs = (at for at in range(claim.at - 1, max(-1, claim.at - _MOVED), -1) if claim.sentence.tags[at] == VERB)
    return claim.sentence.lemmas.get(next(verbs, -1)) in en.POSTPONE_VERBS


def _was_to_have(sentence: Sentence, group: Group) -> bool:
    return _WAS_TO_HAVE.match(" ".join(sentence.words[group.first : group.last])) is not None


# --- forecasts and confidence -----------------------------------------------------------------------------------------


def _is_forecast(sentence: Sentence, anchor: Anchor) -> bool:
    """Tell a number said to come: a measure of money or number, and a verb that says how it moves."""
    group = anchor.group
    if group is None or (anchor.noun and anchor.near and anchor.lemma not in en.MEASURES):
        return False
    if not set(group.lemmas) & en.MEASURE_VERBS or (
        group.lemma in en.TELLING_VERBS and not _tells_amount(sentence, group)
    ):
        return False
    around = range(max(0, group.first - 12), min(len(sentence), group.last + 10))
    return any(
        sentence.words[at] in en.MEASURES
        and sentence.tags[at] in {NOUN, NAME, VERB}
        and sentence.tag(at + 1) != GENITIVE
        for at in around
    )


def _tells_amount(sentence: Sentence, group: Group) -> bool:
    """Tell "expects to report a loss of $17 million" from the day on which results are reported."""
    return any(sentence.tags[at] == NUMBER for at in range(group.last, min(len(sentence), group.last + 12)))


def _confidence(claim: Claim) -> float:
    """Return how likely the reading is right; what "could" happen is below the mark of uncertainty."""
    anchor, sure = claim.anchor, claim.sure
    base = 0.9 if sure is Sure.PLANNED or anchor.near else 0.75
    if sure is Sure.UNSURE:
        base = 0.45 if claim.group is not None and _dim(claim.sentence, claim.group) else 0.7
    elif claim.group is not None and _only_would(claim.sentence, claim.group):
        base = 0.45
    if not anchor.noun and sure in {Sure.OPEN, Sure.PAST}:
        base -= 0.15
    return round(base - 0.1 * claim.running - 0.15 * claim.coarse, 2)


def _only_would(sentence: Sentence, group: Group) -> bool:
    """Tell "would be shot in November" of a narrative from what somebody said would happen."""
    would = sentence.words[group.first] == "would" or "would" in sentence.words[group.first : group.last]
    return would and not any(lemma in en.SAY | en.PLANNING for lemma in sentence.lemmas.values())


def _dim(sentence: Sentence, group: Group) -> bool:
    return not _DIM.isdisjoint(sentence.words[group.first : group.last])
