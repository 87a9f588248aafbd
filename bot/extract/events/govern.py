"""Which word a date belongs to: "the March 19 visit", "will meet on Friday", "is scheduled for next week"."""

from __future__ import annotations

import re

from bot.extract.events.anchor import Anchor, Anchors
from bot.extract.events.groups import Group, Sure
from bot.extract.events.predicates import Predicates
from bot.extract.events.reach import SCHEDULERS, Reach
from bot.extract.events.sentence import (
    ADV,
    BE,
    COMMA,
    COORD,
    DET,
    GENITIVE,
    NAME,
    NOUN,
    NUMBER,
    PREP,
    QUOTE,
    STOP,
    SUB,
    TIME,
    VERB,
    Sentence,
)
from bot.extract.events.verbs import Verbs
from bot.extract.events.words import tables
from bot.extract.lang.en import events as en
from bot.model.event import EventKind

_AROUND = frozenset({PREP, ADV, DET, QUOTE})
_NEAR = frozenset({PREP, ADV, DET, TIME, COMMA, NAME, QUOTE, NUMBER, COORD})
_NOUN_PHRASE = frozenset({DET, NOUN, NAME, NUMBER, GENITIVE})
_PERIOD = re.compile(r"\d{4}|(?:first|second|third|fourth)-(?:quarter|half)|(?:full|half)-year")
_SEASONS = frozenset({"winter", "spring", "summer", "autumn", "fall"})
_DASHES = frozenset({"-", "—", "–", "‒", "―", "--"})
_ORDINALS = frozenset({"first", "second", "last", "next"})
_NEW_DATE = frozenset({"to", "until", "till", "for"})
_REACH = 40
"""A date and the word that it belongs to lie at most so many tokens apart."""

_MOST_COMMAS = 4


class Governor(Anchors):
    """Finds the anchors of one sentence's dates."""

    def __init__(self, sentence: Sentence, groups: list[Group]) -> None:
        super().__init__(sentence, Reach(sentence, groups))
        self.predicates, self.verbs = Predicates(sentence, self.reach), Verbs(sentence, self.reach)

    def anchor(self, first: int, last: int, *, coming: bool) -> Anchor | None:
        """Return what the date at the tokens from `first` to `last` belongs to, or None.

        `coming` says that it lies ahead: then nobody "said" anything on it.
        """
        if self.sentence.tag(last) == BE and self.sentence.tag(last + 1) == TIME:  # "Election Day is Dec. 1"
            return None
        found = self._named_day(first, last) or self._attributive(first, last)
        if last > 1 and self.sentence.words[last - 1] in _SEASONS and self.sentence.shapes[last - 1].istitle():
            return None
        if found is None and (self._dates_a_noun(first, last) or self.sentence.in_name(first)):
            return None
        return found or self.predicates.beside(first, last) or self._by_clause(first, last, coming=coming)

    def undated(self, noun: int) -> Anchor:
        """Return the noun as an anchor, with the verb group over it."""
        return self.noun(noun, self.reach.group_over(noun), near=False)

    def of_verb(self, group: Group) -> Anchor:
        """Return what the verb group tells, which may be its noun: "the talks begin"."""
        return self.verbs.told(group, None)

    def event_when(self, last: int) -> Anchor | None:
        """Return the event noun that is the subject of "when …" right after a date that ends at token `last`."""
        at = last + (self.sentence.tag(last) == COMMA)
        if self.sentence.word(at) != "when":
            return None
        for here in range(at + 1, min(at + 12, len(self.sentence))):
            group = self.reach.group_at.get(here)
            if group is not None:
                noun = group.first - 1
                strong = self.sentence.nouns.get(noun, EventKind.OTHER) is not EventKind.OTHER
                return self.noun(noun, group, near=True) if strong else None
            if self.sentence.tags[here] in {STOP, SUB, COMMA}:
                return None
        return None

    def planned_then(self, last: int) -> Anchor | None:
        """Return the verb of ", where she will speak" right after a date that ends at token `last`."""
        at = last + (self.sentence.tag(last) == COMMA)
        if self.sentence.word(at) not in {"when", "where"}:
            return None
        for here in range(at + 1, min(at + 12, len(self.sentence))):
            group = self.reach.group_at.get(here)
            if group is not None:
                told = (group.form == "f" and group.sure is Sure.PLANNED) or self._begins_or_ends(group)
                told = told and not group.negated
                noun = self.sentence.nouns.get(group.first - 1, EventKind.OTHER) is not EventKind.OTHER
                return None if noun or not told or group.lemma == "be" else self.verbs.told(group, None)
            if self.sentence.tags[here] in {STOP, SUB, COMMA}:
                return None
        return None

    def _begins_or_ends(self, group: Group) -> bool:
        kinds = {EventKind.DEADLINE, EventKind.OPENING, EventKind.CLOSING}
        return group.form == "r" and tables().verb_kinds.get(group.lemma) in kinds

    # --- nouns that bear their date before them -------------------------------------------------------------------

    def _named_day(self, first: int, last: int) -> Anchor | None:
        words = " ".join(self.sentence.words[first:last])
        kind = en.NAMED_DAYS.get(words)
        if kind is None or self._genitive(last) or self.sentence.tag(last) in {NOUN, NAME}:
            return None
        group = self.reach.object_of(first, directly=False) or self.reach.subject_of(last - 1)
        if group is None and self._fronted(first):
            clause = self._right(last, coming=False)
            group = clause.group if clause is not None else None
        return Anchor(first, last, kind, words, noun=True, group=group, near=True)

    def _genitive(self, last: int) -> bool:
        """Tell whether the date ends in 's: "Friday's", "next week's"; the mark may lie within its tokens."""
        return self.sentence.tag(last) == GENITIVE or self.sentence.word(last - 1) in {"'s", "'"}

    def _dates_a_noun(self, first: int, last: int) -> bool:
        """Tell a date that only modifies a noun which names no event: "this year's harvest", "the 2016 candidates"."""
        if self._genitive(last):
            return True
        before = self.sentence.tag(first - 1) in {DET, GENITIVE} or self.sentence.word(first - 1) in {"of", "for"}
        if self._is_period(first, last) and self.sentence.tag(last) in {NOUN, NAME}:
            return before or self.sentence.tag(first - 1) in {VERB, COORD, NOUN, NAME}
        return before and self.sentence.tag(last) == NOUN and first > 0

    def _is_period(self, first: int, last: int) -> bool:
        """Tell a bare year or quarter, which before a noun is part of its name: "the 2026 Oscars"."""
        return last - first == 1 and _PERIOD.fullmatch(self.sentence.words[first]) is not None

    def _attributive(self, first: int, last: int) -> Anchor | None:
        genitive = self._genitive(last)
        found = self._event_in_phrase(last + (self.sentence.tag(last) == GENITIVE))
        if found is None or (not genitive and not self._bears_date(first, found)):
            return None
        word = self.sentence.words[found]
        if self._is_period(first, last) and (word in en.WEAK_NOUNS or word in en.NAMED_OCCASIONS):
            return None
        return self.noun(found, self.reach.group_over(found), near=True)

    def _event_in_phrase(self, first: int) -> int | None:
        """Return the last event noun of the noun phrase that begins at `first`, unless that is about something else."""
        found = None
        for at in range(first, min(first + 9, len(self.sentence))):
            other = self.sentence.words[at] in en.ATTRIBUTIVE_STOP
            if not self._in_noun_phrase(at) or (other and found is None):
                break
            if at in self.sentence.nouns:
                found = at
            elif other:
                found = None
        return found

    def _bears_date(self, first: int, noun: int) -> bool:
        """Tell "the May 3 primary" from "on May 3 voters": a determiner or name before, or the noun at once."""
        before = self.sentence.tag(first - 1)
        if before in {DET, GENITIVE, NOUN, NAME, VERB, NUMBER}:
            return True
        return noun - first <= 4 and before in {PREP, STOP, COORD, COMMA}

    def _in_noun_phrase(self, at: int) -> bool:
        tag = self.sentence.tags[at]
        if tag == VERB:
            return self.sentence.forms.get(at) in {"d", "g"} and self.sentence.tag(at + 1) in {NOUN, NAME}
        return tag in {NOUN, NAME, NUMBER, GENITIVE, QUOTE} or self.sentence.words[at] in _ORDINALS

    # --- predicates -----------------------------------------------------------------------------------------------

    def _by_clause(self, first: int, last: int, *, coming: bool) -> Anchor | None:
        left = self._left(first)
        if left is not None and left.near and left.noun:
            return self._done_to(left)
        if self._fronted(first):
            return self._right(last, coming=coming) or left
        if self.sentence.tag(last) == COORD and last + 1 in self.reach.group_at:  # "on Monday and will play"
            return left
        return left or self._right(last, coming=coming)

    def _fronted(self, first: int) -> bool:
        """Tell whether the date opens its clause: nothing but a preposition before it."""
        at = first - 1
        while at >= 0 and self.sentence.tag(at) in _AROUND:
            at -= 1
        tag = self.sentence.tag(at)
        return at < 0 or tag in {STOP, SUB} or (tag == COORD and self.sentence.tag(at - 1) == COMMA)

    def _done_to(self, noun: Anchor) -> Anchor:
        """Return the verb instead, where it does something to the event that is planned: "will address the meeting"."""
        group = noun.group
        if group is None or group.sure < Sure.UNSURE or group.last > noun.first or group.passive:
            return self._to_be_had(noun)
        kind = tables().verb_kinds.get(group.lemma, noun.kind)
        own = noun.kind is EventKind.OTHER and kind is not EventKind.OTHER
        if group.lemma in en.OCCUR and own and group.lemma not in SCHEDULERS:
            return Anchor(group.head, group.head + 1, kind, group.lemma, noun=False, group=group, near=False)
        if group.lemma in en.OCCUR | en.CONTEST_VERBS | en.CANCEL_VERBS | en.POSTPONE_VERBS | SCHEDULERS | {
            "be",
            "call",
        }:
            return noun
        if any(self.sentence.tags[at] in {PREP, COMMA, COORD} for at in range(group.last, noun.first)):
            return noun
        return Anchor(group.head, group.head + 1, kind, group.lemma, noun=False, group=group, near=False)

    def _to_be_had(self, noun: Anchor) -> Anchor:
        """Return the verb of "will be available for purchase", "is on sale": the noun only says for what."""
        group = noun.over
        if group is None or group.lemma != "be" or noun.kind is not EventKind.OTHER:
            return noun
        before, earlier = self.sentence.word(noun.first - 1), self.sentence.word(noun.first - 2)
        if not (before == "for" and earlier in en.STATES) and not (before == "on" and noun.lemma == "sale"):
            return noun
        return Anchor(group.head, group.head + 1, noun.kind, "be", noun=False, group=group, near=False)

    def _left(self, first: int) -> Anchor | None:
        """Return the nearest noun or verb before the date that it can belong to, within its clause."""
        near, commas, aside, planned = True, 0, -1, False
        for at in range(first - 1, max(-1, first - 1 - _REACH), -1):
            tag, word = self.sentence.tags[at], self.sentence.words[at]
            if at >= aside >= 0:
                continue
            gapped = self._without_verb(at, first)
            if gapped is not None:
                return gapped
            if tag == COMMA and at == first - 2 and self.sentence.word(first - 1) in _NEW_DATE:
                aside = self._planned_before(at)
                planned = aside >= 0
                continue
            if word in _DASHES and first - at < 4:
                aside = self._dash_before(at)
                continue
            group = self.reach.group_at.get(at)
            if group is not None:
                if self.reach.describes(group) and group.lemma not in SCHEDULERS:
                    continue
                return self.verbs.told(group, first)
            if at in self.sentence.nouns and self._names_event(at, first, near=near):
                group = self.reach.object_of(at) if planned else self.reach.group_over(at)
                return self.noun(at, group, near=near)
            commas += tag == COMMA
            if (
                (tag == SUB and word != "as")
                or (word == "than" and self.sentence.word(at - 1) not in {"earlier", "later", "sooner"})
                or commas > _MOST_COMMAS
                or (tag == STOP and not (near and word in _DASHES))
            ):
                return None
            near = near and tag in _NEAR
        return None

    def _without_verb(self, joint: int, first: int) -> Anchor | None:
        """Return "the second pair" of "the first pair will start on May 3, and the second pair on June 7".

        `joint` is where "and" may stand; the verb is the one before it, which has a date of its own.
        """
        if self.sentence.tag(joint) != COORD or self.sentence.tag(joint - 1) != COMMA:
            return None
        end = self.sentence.leading(first)
        if self.sentence.tag(end) != PREP:
            return None
        tags = self.sentence.tags[joint + 1 : end]
        head = next((at for at in range(end - 1, joint, -1) if self.sentence.tags[at] in {NOUN, NAME}), None)
        if head is None or tags[0] == PREP or not set(tags) <= _NOUN_PHRASE or head in self.sentence.nouns:
            return None
        group = next((g for g in reversed(self.reach.groups) if g.last <= joint), None)
        if group is None or TIME not in self.sentence.tags[group.last : joint]:
            return None
        return Anchor(head, head + 1, EventKind.OTHER, self.sentence.words[head], noun=True, group=group, near=True)

    def _planned_before(self, comma: int) -> int:
        """Return the comma that opens the aside which ends at `comma` and tells the old plan, or -1.

        "Delayed the trial, originally scheduled for March 16, until May 4" dates the trial, not the schedule.
        """
        opened = next((at for at in range(comma - 1, max(-1, comma - 14), -1) if self.sentence.tags[at] == COMMA), -1)
        return opened if opened >= 0 and self.sentence.planned_aside(opened) is not None else -1

    def _dash_before(self, dash: int) -> int:
        """Return the dash that opens the aside which ends at `dash`, or -1."""
        return next((at for at in range(dash - 1, max(-1, dash - 12), -1) if self.sentence.words[at] in _DASHES), -1)

    def _names_event(self, at: int, first: int, *, near: bool) -> bool:
        word = self.sentence.words[at]
        if self.sentence.word(at + 1) in en.ATTRIBUTIVE_STOP or not self.reach.is_event(at):
            return False
        if word not in en.WEAK_NOUNS:
            return near or first - at <= 12
        return near and first - at <= 4

    def _right(self, last: int, *, coming: bool) -> Anchor | None:
        """Return the verb after a date that opens its clause; relative clauses and asides are passed over."""
        skip = aside = False
        at = last
        while at < min(len(self.sentence), last + _REACH):
            tag, word = self.sentence.tags[at], self.sentence.words[at]
            group = self.reach.group_at.get(at)
            if group is not None and group.first >= last:
                passed = skip or aside or self.reach.describes(group) or (coming and _only_says(group))
                if not passed:
                    return self.verbs.told(group, None)
                skip = False
                at = group.last
                continue
            if tag == STOP and word not in _DASHES:
                return None
            aside ^= word in _DASHES
            if tag == SUB:
                skip = word in {"who", "which", "whose"} and not aside
            at += 1
        return None


def _only_says(group: Group) -> bool:
    return group.lemma in en.SAY and group.sure == Sure.PAST
