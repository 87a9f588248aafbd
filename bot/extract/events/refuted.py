"""What a sentence takes back, though a clause of it tells it: what somebody denies, never said, or gave up.

"no longer plans to list", "withdrew its plan to list", "a flight in 2028 is unlikely" → not to come

the clause of the event's verb, back to the "that" which opens it, or to the verb before its subject:
    "it is not true that", "it would be wrong to say that",
    "reports that … are untrue", "no evidence that"             → not so
    "a rumour that"                                             → nobody's word
    "denied that", "denied a report that", "denied saying that" → denied
    "never said that", "did not confirm that", "nobody said",
    "an earlier version of this article said"                   → not said
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract.events.anchor import Anchor
from bot.extract.events.groups import Group
from bot.extract.events.sentence import COMMA, DET, NAME, NOT, NOUN, NUMBER, PREP, PRON, STOP, TO, Sentence
from bot.extract.lang.en import events as en

HEARSAY = frozenset("report reports rumour rumours rumor rumors claim claims suggestion suggestions".split())
DENYING = frozenset({"deny", "dismiss", "reject", "refute", "refuse", "decline", "oppose"})

_RUMOURS = frozenset("rumour rumours rumor rumors speculation".split())
_FALSE = frozenset({"untrue", "false", "unfounded"})
_WRONG = frozenset({"wrong", "false", "incorrect", "misleading", "untrue"})
_NOT_SAYING = en.SAY - frozenset({"know", "learn", "hear", "read", "disclose", "reveal", "remember"})
_NOBODY = frozenset({"nobody", "none", "neither"})
_SUBJECT = frozenset({DET, NUMBER, NOUN, NAME, PRON, PREP})
_GIVING_UP = frozenset("withdraw drop scrap abandon shelve ditch cancel axe retract rescind give".split())
_TURNING_DOWN = DENYING | {"block"}
_LEAVING = frozenset({"replace", "stay", "remain", "withdraw", "pull", "quit", "die"})
_GROUNDS = frozenset("evidence proof sign signs suggestion indication truth guarantee certainty assurance".split())
_MADE_UP = frozenset({"hoax", "fake", "forged", "satirical", "spoof"})
_OLDER = frozenset({"earlier", "previous", "original", "first", "older"})
_PLANS = frozenset(
    "plan plans proposal proposals bid intention call calls demand demands request requests appeal offer motion".split()
)
_UNLIKELY = frozenset({"unlikely", "impossible", "improbable"})
_LONGEST = 16
"""Tokens from the word that denies to the verb of the clause, and from "nobody" to the verb of saying."""

_HEARER = 6
"""Tokens between a verb of denying and "that": "denied media reports that", "dismissed as nonsense a claim that"."""


def is_refuted(sentence: Sentence, groups: Sequence[Group], anchor: Anchor, at: int) -> bool:
    """Tell whether the sentence takes back what the anchor names, with its date at `at`."""
    group = anchor.group
    if group is None:
        return False
    if (
        _is_no_longer_meant(sentence, group)
        or _is_given_up(sentence, groups, group)
        or _left_by_its_doer(sentence, groups, group, at)
    ):
        return True
    if anchor.noun and not (anchor.last <= group.first < at and group.lemma in en.OCCUR):
        return _is_unlikely(sentence, anchor, group)
    return _is_denied(sentence, groups, min(group.first, anchor.first), group, at)


def change_is_denied(sentence: Sentence, groups: Sequence[Group], anchor: Anchor, change: Group, at: int) -> bool:
    """Tell whether it is denied that the event was changed: "it is not true that the vote on May 3 was cancelled"."""
    first = min(change.first, anchor.first)
    return _is_denied(sentence, groups, first, change, max(at, change.last - 1))


def _is_denied(sentence: Sentence, groups: Sequence[Group], first: int, group: Group, at: int) -> bool:
    """Tell whether the clause of the verb is denied, or not said; `first` is where the clause names what happens."""
    opener = next((i for i in range(first - 1, max(-1, first - _LONGEST), -1) if sentence.words[i] == "that"), -1)
    if opener < 0:
        return _without_that(sentence, groups, group)
    if not _in_clause(sentence, groups, opener, group):
        return False
    before = sentence.word(opener - 1)
    untrue = before == "true" and NOT in sentence.tags[max(0, opener - 4) : opener]
    groundless = before in _GROUNDS and "no" in sentence.words[max(0, opener - 3) : opener]
    if untrue or groundless or before in _RUMOURS or before in _FALSE:
        return True
    if before in HEARSAY and _proved_wrong(sentence, groups, at):
        return True
    ruling = [g for g in groups if g.last <= opener]
    return bool(ruling) and (_is_wrong_to_say(sentence, ruling[-1], opener) or _denies(sentence, ruling, opener))


def _is_given_up(sentence: Sentence, groups: Sequence[Group], group: Group) -> bool:
    """Tell "withdrew its plan to list shares" from "announced its plan to list shares"; `group` is "to list"."""
    if sentence.words[group.first] in _PLANS and sentence.word(group.first - 1) in en.CANCEL_WORDS:
        return True
    if sentence.tag(group.first) != TO or sentence.word(group.first - 1) not in _PLANS:
        return False
    ruling = next((g for g in reversed(groups) if g.last < group.first), None)
    if ruling is None or ruling.negated or ruling.passive or ruling.lemma not in _GIVING_UP | _TURNING_DOWN:
        return False
    between = sentence.words[ruling.last : group.first]
    return len(between) <= _HEARER + 1 and (ruling.lemma != "give" or "up" in between)


def _is_no_longer_meant(sentence: Sentence, group: Group) -> bool:
    """Tell "no longer plans to open it": what is not meant any more; "will no longer open" calls it off itself."""
    return sentence.words[max(0, group.first - 2) : group.first] == ["no", "longer"] and len(group.lemmas) > 1


def _is_unlikely(sentence: Sentence, anchor: Anchor, group: Group) -> bool:
    """ "A crewed flight in 2028 is unlikely", "is in doubt"; not "is unlikely to be cheap"."""
    if group.lemma != "be" or group.first < anchor.last:
        return False
    if sentence.words[group.last : group.last + 2] == ["in", "doubt"]:
        return True
    said = range(group.first, group.last + 1)
    return any(sentence.word(i) in _UNLIKELY and sentence.word(i + 1) != "to" for i in said)


def _left_by_its_doer(sentence: Sentence, groups: Sequence[Group], group: Group, at: int) -> bool:
    """Tell "Ana, who was to sing on Friday, has been replaced" from "who was to sing on Friday, has arrived"."""
    if sentence.word(group.first - 1) != "who" or sentence.words[group.first] not in en.PAST_BE | {"had"}:
        return False
    main = next((g for g in groups if g.first > at), None)
    return main is not None and main.lemma in _LEAVING and (main.lemma != "replace" or main.passive)


def _proved_wrong(sentence: Sentence, groups: Sequence[Group], at: int) -> bool:
    """ "Reports that it will close on Friday are untrue"."""
    after = next((g for g in groups if g.first > at), None)
    return after is not None and after.lemma == "be" and not _WRONG.isdisjoint(sentence.words[after.first :][:4])


def _in_clause(sentence: Sentence, groups: Sequence[Group], opener: int, group: Group) -> bool:
    """Tell whether the clause that "that" opens is still running at the verb."""
    between = [g for g in groups if opener < g.first and g.last <= group.first]
    if any(g.lemma in en.SAY for g in between) or "but" in sentence.words[opener : group.first]:
        return False
    return not between or not {COMMA, STOP} & set(sentence.tags[opener : group.first])


def _is_wrong_to_say(sentence: Sentence, group: Group, opener: int) -> bool:
    """ "It would be wrong to say"."""
    return (
        group.last == opener
        and group.lemma in en.SAY
        and sentence.tag(group.first) == TO
        and sentence.word(group.first - 1) in _WRONG
    )


def _denies(sentence: Sentence, ruling: Sequence[Group], opener: int) -> bool:
    """Tell whether the last of these verbs, to which the clause at `opener` belongs, denies or does not say it."""
    last = ruling[-1]
    between = sentence.words[last.last : opener]
    if not between:
        return (last.lemma in DENYING and not last.negated) or _not_said(sentence, ruling)
    reported = between[-1] in HEARSAY and len(between) <= _HEARER
    return reported and last.lemma in DENYING and not last.negated


def _not_said(sentence: Sentence, ruling: Sequence[Group]) -> bool:
    """ "Never said", "nobody at the firm ever said", "denied saying"; not "not only said"."""
    last = ruling[-1]
    if last.lemma not in _NOT_SAYING:
        return False
    if last.negated or sentence.tag(last.first - 1) == NOT:  # "never said"
        return "only" not in sentence.words[last.first : last.last]
    if last.form == "g":
        return len(ruling) > 1 and ruling[-2].last == last.first and ruling[-2].lemma == "deny"
    return _says_nothing(sentence, last)


def _says_nothing(sentence: Sentence, group: Group) -> bool:
    """Tell whether the subject of a verb of saying is nobody, a hoax, or a version that no longer holds."""
    before = sentence.words[max(0, group.first - _HEARER) : group.first]
    if not _MADE_UP.isdisjoint(before) or ("version" in before and not _OLDER.isdisjoint(before)):
        return True
    for at in range(group.first - 1, max(-1, group.first - _LONGEST), -1):
        if sentence.words[at] in _NOBODY or sentence.words[at : at + 2] == ["no", "one"]:
            return True
        if sentence.tags[at] in {COMMA, STOP}:
            return False
    return False


def _without_that(sentence: Sentence, groups: Sequence[Group], group: Group) -> bool:
    """ "Never said it would open", "denied it would open": a verb, and only the subject of the clause after it."""
    ruling = [g for g in groups if g.last <= group.first]
    if not ruling or group.form in {"i", "g"} or not set(sentence.tags[ruling[-1].last : group.first]) <= _SUBJECT:
        return False
    last = ruling[-1]
    if last.last == group.first:
        return False
    return (last.lemma == "deny" and not last.negated) or _not_said(sentence, ruling)
