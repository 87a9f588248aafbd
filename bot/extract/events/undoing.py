"""What undoes a plan: verbs and turns of phrase by which the event of a sentence is called off or put off."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from bot.extract.events.anchor import Anchor
from bot.extract.events.groups import Group, Sure
from bot.extract.events.refuted import DENYING, HEARSAY
from bot.extract.events.sentence import (
    ADV,
    COMMA,
    COORD,
    DET,
    NAME,
    NOT,
    NOUN,
    NUMBER,
    PREP,
    PRON,
    STOP,
    SUB,
    TIME,
    Sentence,
)
from bot.extract.lang.en import events as en

_GOES_AHEAD = frozenset({"take", "go", "happen", "occur", "proceed"})
_PUT_OFF = frozenset({"postpone", "delay", "reschedule", "defer", "adjourn"})
_RELATIVES = frozenset({"which", "that", "who"})
_AFTER_OFF = frozenset({"because", "after", "due", "owing", "as", "amid", "following", "since", "again", "for", "over"})
_AFTER_NO_LONGER = frozenset({"happening", "going", "taking", "planned", "scheduled", "on", "proceeding"})
_FALSE = frozenset({"false", "untrue", "unfounded", "fake", "baseless", "fabricated"})
_DENIED = 9
"""Tokens from such a verb to the change that it denies: "denied that the May 3 vote would be delayed"."""

_ON_HOLD = (["on", "hold"], ["on", "ice"])
_OBJECT = frozenset({DET, NUMBER, NOUN, NAME, PRON})
_CONTRAST = 6
"""Tokens between two dates of which one takes the other's place, and from "not" to the first."""

_ASIDE = 12
"""An aside between commas has at most so many tokens before its date."""


def changes(sentence: Sentence, group: Group) -> bool:
    """Tell whether a verb says that what was planned does not come, or comes at another time."""
    return bool(set(group.lemmas) & en.POSTPONE_VERBS) or calls_off(sentence, group)


def cancels(sentence: Sentence, group: Group, verbs: Collection[str]) -> bool:
    """Tell whether among these verbs of a group is one of cancelling, or "call" with "off" after it."""
    if not en.CANCEL_VERBS.isdisjoint(verbs):
        return True
    return "call" in verbs and "off" in sentence.words[group.last : group.last + 4]


def calls_off(sentence: Sentence, group: Group) -> bool:
    """Tell whether a verb says of its event that it does not come: "was scrapped", "is off", "will not go ahead"."""
    lemmas = set(group.lemmas)
    if group.negated:
        return bool(lemmas & _GOES_AHEAD)
    if cancels(sentence, group, lemmas) or (group.passive and lemmas & en.BARRING_VERBS):
        return True
    after = sentence.words[group.last : group.last + 4]
    if "put" in lemmas and (("off" in after and "indefinitely" in after) or after[:2] in _ON_HOLD):
        return True
    if group.lemma == "fall":
        return after[:1] == ["victim"]
    if group.lemma == "collapse":
        return group.form == "p" and not group.passive
    return group.lemma == "be" and (_is_off(sentence, group.last) or _is_no_longer(after))


def unchanged(sentence: Sentence, groups: Sequence[Group], group: Group | None) -> bool:
    """Tell a change that does not come: "will not be delayed", "denied that it was off", "ruled out delaying"."""
    if group is not None and group.negated and cancels(sentence, group, group.lemmas):
        return True
    if group is None or not changes(sentence, group):
        return False
    if group.negated:
        return not calls_off(sentence, group)
    before = next((g for g in reversed(groups) if g.last <= group.first), None)
    if before is None or group.first - before.last > _DENIED or before.negated:
        return False
    if {STOP, COMMA} & set(sentence.tags[before.last : group.first]):
        return False
    return before.lemma in DENYING or (before.lemma == "rule" and sentence.word(before.last) == "out")


def partakes(sentence: Sentence, group: Group) -> bool:
    """Tell a verb of being there; who is not there leaves the event as it is: "will not attend the summit"."""
    return group.lemma in {"attend", "join", "participate"} or (
        group.lemma == "take" and sentence.word(group.last) == "part"
    )


def puts_off(sentence: Sentence, group: Group) -> bool:
    """Tell whether a verb says that its event comes later, if no date says when: "was postponed", "was pushed back"."""
    lemmas = set(group.lemmas)
    if lemmas & _PUT_OFF:
        return True
    after = sentence.words[group.last : group.last + 4]
    into = group.passive and after[:1] == ["into"]  # "has been pushed into the new year"
    return bool(lemmas & {"put", "push"}) and (into or not {"off", "back"}.isdisjoint(after))


def _is_off(sentence: Sentence, at: int) -> bool:
    """ "The match is off", not "is off to a start", "is off the coast"."""
    at += sentence.tag(at) == ADV
    if sentence.word(at) != "off":
        return False
    return sentence.tag(at + 1) in {STOP, COMMA, COORD, SUB} or sentence.word(at + 1) in _AFTER_OFF


def _is_no_longer(after: Sequence[str]) -> bool:
    return list(after[:2]) == ["no", "longer"] and not _AFTER_NO_LONGER.isdisjoint(after[2:3])


def overtaking(sentence: Sentence, groups: Sequence[Group], anchor: Anchor, at: int) -> Group | None:
    """Return the verb that changes what an aside or relative clause beside it, with the date at `at`, says was planned.

    "Has been pushed" of "the talks, which were to begin in May, have been pushed to June", "scrapped" of "the talks,
    due in May, were scrapped", "has postponed" of "the house has postponed a debate, which had been set for May".
    """
    opened = _opens(sentence, anchor, at)
    if opened is None:
        return (
            _past_its_parties(sentence, groups, anchor)
            or _past_its_plan(sentence, groups, anchor, at)
            or _before_its_plan(sentence, groups, anchor)
        )
    after = next((g for g in groups if g.first > at and _closes(sentence, at, g)), None)
    if after is not None and changes(sentence, after) and not _has_object(sentence, after):
        return after
    before = [g for g in groups if g.last <= opened and g is not anchor.group]
    ruling = before[-1] if before else None
    if ruling is None or ruling.passive or not ruling.last <= anchor.first < opened or not anchor.noun:
        return None
    return ruling if changes(sentence, ruling) and ruling.sure is not Sure.UNSURE else None


def _past_its_parties(sentence: Sentence, groups: Sequence[Group], anchor: Anchor) -> Group | None:
    """Return the changing verb of "tomorrow's match between A and B is off", to which no other verb leads."""
    if not anchor.noun or anchor.group is not None:
        return None
    following = next((g for g in groups if g.first >= anchor.last), None)
    if following is None or not changes(sentence, following):
        return None
    between = sentence.tags[anchor.last : following.first]
    return None if {COMMA, STOP, SUB} & set(between) else following


def _past_its_plan(sentence: Sentence, groups: Sequence[Group], anchor: Anchor, at: int) -> Group | None:
    """Return "collapsed" of "the trial set for May 3 collapsed"."""
    plan = anchor.group
    if not anchor.noun or plan is None or plan.last - plan.first > 1 or plan.lemma not in en.ASIDE_PLANNERS:
        return None
    following = next((g for g in groups if g.first > at), None)
    if plan.first != anchor.last or following is None or not _closes(sentence, at, following):
        return None
    return following if changes(sentence, following) and not _has_object(sentence, following) else None


def _before_its_plan(sentence: Sentence, groups: Sequence[Group], anchor: Anchor) -> Group | None:
    """Return "cancelled" of "cancelled three calls scheduled for May 3", where no noun is known for an event."""
    plan = anchor.group
    if anchor.noun or plan is None or plan.last - plan.first > 1 or plan.lemma not in en.ASIDE_PLANNERS:
        return None
    ruling = next((g for g in reversed(groups) if g.last <= plan.first), None)
    if ruling is None or ruling.passive or ruling.sure is Sure.UNSURE or not changes(sentence, ruling):
        return None
    return ruling if set(sentence.tags[ruling.last : plan.first]) <= _OBJECT else None


def _opens(sentence: Sentence, anchor: Anchor, at: int) -> int | None:
    """Return where the aside or relative clause opens in which the date stands, or None."""
    for here in range(at - 1, max(-1, at - _ASIDE), -1):
        if sentence.words[here] in _RELATIVES and (anchor.group is None or anchor.group.first >= here or anchor.noun):
            return here - (sentence.tag(here - 1) == COMMA)
        if sentence.tags[here] == COMMA:
            return here if sentence.tag(here - 1) in {NOUN, NAME} and _planned_in(sentence, here, at) else None
        if sentence.tags[here] in {STOP, COORD}:
            return None
    return None


def _planned_in(sentence: Sentence, comma: int, at: int) -> bool:
    """Tell an aside that opens with what was planned and goes on to the date: ", originally scheduled for"."""
    planner = sentence.planned_aside(comma)
    return planner is not None and planner < at


def _closes(sentence: Sentence, at: int, group: Group) -> bool:
    """Tell whether only the end of the aside lies between its date and the verb of the main clause."""
    here = at
    while here < group.first and sentence.tag(here) not in {STOP, COORD, SUB}:
        here += 1
    return here == group.first and sentence.tag(here - 1) in {COMMA, ADV, TIME}


def _has_object(sentence: Sentence, group: Group) -> bool:
    """Tell "the mayor, due in May, cancelled his trip", which says nothing of the mayor, from "was cancelled"."""
    changed = set(group.lemmas) & (en.CANCEL_VERBS | en.POSTPONE_VERBS | {"call"})
    return bool(changed) and not group.passive and sentence.tag(group.last) in {DET, NOUN, NAME, NUMBER, PRON}


def is_hearsay(sentence: Sentence, groups: Sequence[Group], anchor: Anchor, at: int) -> bool:
    """Tell what is only rumoured, and denied: "reports of a summit on May 3 were false", "denied reports of …"."""
    if not anchor.noun:
        return False
    told = next((i for i in range(anchor.first - 1, max(-1, anchor.first - 6), -1) if sentence.words[i] in HEARSAY), -1)
    if told < 0:
        return False
    after = next((g for g in groups if g.first > at), None)
    false = after is not None and after.lemma == "be" and not _FALSE.isdisjoint(sentence.words[after.last :][:2])
    return false or any(g.last <= told <= g.last + 2 and g.lemma in DENYING for g in groups)


def replacement(sentence: Sentence, groups: Sequence[Group], at: int) -> int:
    """Return -1 for a date that gives way to another one of the sentence, 1 for the one that takes its place, else 0.

    "Not on July 3 but on July 5", "on July 5, not July 3", "the match on July 3 will be played on July 5 instead".
    """
    for (_, _, end), (_, start, last) in pairwise(sentence.times):
        first = next(begin for _, begin, stop in sentence.times if stop == end)
        if at not in {first, start}:
            continue
        old = _old_of(sentence, groups, (first, end), (start, last))
        if old is not None:
            return -1 if at == old else 1
    return 0


def _old_of(
    sentence: Sentence, groups: Sequence[Group], former: tuple[int, int], latter: tuple[int, int]
) -> int | None:
    """Return where the one of two dates begins that no longer holds, if the words set one against the other."""
    (first, end), (start, last) = former, latter
    if sentence.words[max(0, first - 2) : first] in (["instead", "of"], ["rather", "than"]):
        return first
    end += 2 * (sentence.word(end) == "as" and sentence.word(end + 1) in en.ASIDE_PLANNED)
    between = sentence.words[end:start]
    tags = {sentence.tags[at] for at in range(end, start)}
    if len(between) <= _CONTRAST and tags <= {PREP, COMMA, COORD, NOT, ADV}:
        if "but" in between and NOT in sentence.tags[max(0, first - _CONTRAST) : first]:
            return first
        if "not" in between or between[:2] == ["instead", "of"] or between[:2] == ["rather", "than"]:
            return start
    moved = [g for g in groups if end <= g.first and g.last <= start]
    if {STOP, COORD, SUB} & tags or len(moved) != 1 or moved[0].form not in {"f", "r"} or moved[0].negated:
        return None
    anew = "instead" in sentence.words[last : last + 2] or "now" in sentence.words[moved[0].first : moved[0].last]
    return first if anew and set(sentence.tags[end : moved[0].first]) <= {COMMA, ADV} else None
