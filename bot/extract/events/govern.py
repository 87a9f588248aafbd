"""Which word a date belongs to: "the March 19 visit", "will meet on Friday", "is scheduled for next week"."""

from __future__ import annotations

from dataclasses import dataclass

from bot.extract.events.groups import Group, Sure
from bot.extract.events.sentence import (
    ADV,
    COMMA,
    COORD,
    DET,
    GENITIVE,
    NAME,
    NOUN,
    NUMBER,
    PREP,
    PRON,
    QUOTE,
    STOP,
    SUB,
    TIME,
    VERB,
    Sentence,
    tables,
)
from bot.extract.lang.en import events as en
from bot.model.event import EventKind

_PHRASE = frozenset({NOUN, NAME, NUMBER, DET, GENITIVE, PRON})
_AROUND = frozenset({PREP, ADV, DET})
_SCHEDULERS = frozenset("schedule plan expect set slate book due arrange fix tip slot time".split())
_TRANSITIVE = frozenset(
    "hold host stage attend have schedule plan set mark conduct organise organize face take set call".split()
)
_DASHES = frozenset({"-", "—", "–", "--"})
_REACH = 40
"""A date and the word that it belongs to lie at most so many tokens apart."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a date belongs to: tokens `first` to `last` (end exclusive) name what happens.

    `group` is the verb group that governs it, None for a bare noun; `noun` tells nouns from verbs; `near` whether
    nothing but prepositions lies between.
    """

    first: int
    last: int
    kind: EventKind
    lemma: str
    noun: bool
    group: Group | None
    near: bool


class Governor:
    """Finds the anchors of one sentence's dates."""

    def __init__(self, sentence: Sentence, groups: list[Group]) -> None:
        self.sentence, self.groups = sentence, groups
        self._ends = {at: group for group in groups for at in range(group.first, group.last)}

    def anchor(self, first: int, last: int) -> Anchor | None:
        """Return what the date at the tokens from `first` to `last` belongs to, or None."""
        found = self._named_day(first, last) or self._attributive(first, last)
        if found is None and self._dates_a_noun(first, last):
            return None
        return found or self._predicate(first) or self._as_deadline(first, last) or self._by_clause(first, last)

    def _genitive(self, last: int) -> bool:
        """Tell whether the date ends in 's: "Friday's", "next week's"; the mark may lie within its tokens."""
        return self.sentence.tag(last) == GENITIVE or self.sentence.word(last - 1) in {"'s", "'"}

    def _dates_a_noun(self, first: int, last: int) -> bool:
        """Tell a date that only modifies a noun which names no event: "this year's harvest", "the 2016 candidates"."""
        if self._genitive(last):
            return True
        before = self.sentence.tag(first - 1) in {DET, GENITIVE} or self.sentence.word(first - 1) in {"of", "for"}
        after = self.sentence.tag(last)
        return before and after == NOUN and first > 0

    # --- nouns that bear their date before them -------------------------------------------------------------------

    def _named_day(self, first: int, last: int) -> Anchor | None:
        words = " ".join(self.sentence.words[first:last])
        kind = en.NAMED_DAYS.get(words)
        if kind is None:
            return None
        return Anchor(first, last, kind, words, noun=True, group=self._clause_group(first, last), near=True)

    def _attributive(self, first: int, last: int) -> Anchor | None:
        at = last
        genitive = self._genitive(last)
        at += self.sentence.tag(at) == GENITIVE
        found = None
        for here in range(at, min(at + 9, len(self.sentence))):
            if not self._in_noun_phrase(here) or (found is None and self.sentence.words[here] in en.ATTRIBUTIVE_STOP):
                break
            if here in self.sentence.nouns:
                found = here
            elif self.sentence.words[here] in en.ATTRIBUTIVE_STOP:
                found = None
        if found is None or (not genitive and not self._bears_date(first, found)):
            return None
        return self._noun(found, self._group_over(found), near=True)

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
        return tag in {NOUN, NAME, NUMBER, GENITIVE, QUOTE} or self.sentence.words[at] in {
            "first",
            "final",
            "second",
            "last",
        }

    # --- predicates -----------------------------------------------------------------------------------------------

    def _predicate(self, first: int) -> Anchor | None:
        at = first - 1
        while self.sentence.tag(at) in {PREP, ADV} and self.sentence.word(at) not in en.PREDICATES and first - at < 4:
            at -= 1
        word = self.sentence.word(at)
        kind = en.PREDICATES.get(word)
        if kind is None or (word == "record" and self.sentence.word(at - 1) != "of"):
            return None
        group = self._ends.get(at - 1)
        subject = self._subject_noun(group) if group is not None and word == "due" else None
        if subject is not None:
            return self._noun(subject, group, near=False)
        return Anchor(at, at + 1, kind, word, noun=True, group=None, near=True)

    def _as_deadline(self, first: int, last: int) -> Anchor | None:
        """ "set May 3 as the deadline for bids": the date stands before "as" and what it is."""
        if self.sentence.word(last) != "as":
            return None
        for at in range(last + 1, min(last + 5, len(self.sentence))):
            if at in self.sentence.nouns:
                return self._noun(at, self._ends.get(first - 1), near=True)
        return None

    # --- clauses --------------------------------------------------------------------------------------------------

    def _by_clause(self, first: int, last: int) -> Anchor | None:
        left = self._left(first)
        if left is not None and left.near and left.noun:
            return self._done_to(left)
        if self._fronted(first):
            return self._right(last) or left
        return left or self._right(last)

    def _done_to(self, noun: Anchor) -> Anchor:
        """Return the verb instead, where it does something to the event that is planned: "will address the meeting"."""
        group = noun.group
        if group is None or group.sure < Sure.UNSURE or group.last > noun.first or group.passive:
            return noun
        if group.lemma in en.OCCUR | en.CONTEST_VERBS | en.CANCEL_VERBS | en.POSTPONE_VERBS | _SCHEDULERS | {"be"}:
            return noun
        if any(self.sentence.tags[at] in {PREP, COMMA, COORD} for at in range(group.last, noun.first)):
            return noun
        return Anchor(group.head, group.head + 1, noun.kind, group.lemma, noun=False, group=group, near=False)

    def _fronted(self, first: int) -> bool:
        """Tell whether the date opens its clause: nothing but a preposition before it."""
        at = first - 1
        while self.sentence.tag(at) in _AROUND | {QUOTE} and at >= 0:
            at -= 1
        tag = self.sentence.tag(at)
        return at < 0 or tag in {STOP, SUB} or (tag == COORD and self.sentence.tag(at - 1) == COMMA)

    def _left(self, first: int) -> Anchor | None:
        crossed = 0
        near = True
        aside = -1
        for at in range(first - 1, max(-1, first - 1 - _REACH), -1):
            tag = self.sentence.tags[at]
            group = self._ends.get(at)
            if at >= aside >= 0:
                continue
            if self.sentence.words[at] in _DASHES and first - at < 4:
                aside = self._dash_before(at)
                continue
            if group is not None:
                if self._relative(group):
                    continue
                return self._from_group(group, first)
            if at in self.sentence.nouns and self._names_event(at, first, near=near):
                return self._noun(at, self._group_over(at), near=near)
            if tag == SUB or (tag == STOP and not (near and self.sentence.words[at] in _DASHES)):
                return None
            if tag == COMMA:
                crossed += 1
                if crossed > 4:
                    return None
            near = near and tag in {PREP, ADV, DET, TIME, COMMA, NAME, QUOTE, NUMBER, COORD}
        return None

    def _dash_before(self, dash: int) -> int:
        """Return the dash that opens the aside which ends at `dash`, or -1."""
        return next((at for at in range(dash - 1, max(-1, dash - 12), -1) if self.sentence.words[at] in _DASHES), -1)

    def _relative(self, group: Group) -> bool:
        """Tell a participle that only describes the noun before it: "shares tendered by holders"."""
        if group.form != "p" or group.last - group.first > 1 or group.lemma in en.PAST_PLANNERS | en.SAY | en.OCCUR:
            return False
        if self.sentence.tag(group.first - 1) not in {NOUN, NAME} or self.sentence.tag(group.last) != PREP:
            return False
        earlier = [g for g in self.groups if g.last <= group.first and g.sure >= Sure.UNSURE]
        return bool(earlier) and not any(
            self.sentence.tags[at] in {STOP, SUB} for at in range(earlier[-1].last, group.first)
        )

    def _names_event(self, at: int, first: int, *, near: bool) -> bool:
        word = self.sentence.words[at]
        if self.sentence.word(at + 1) in en.ATTRIBUTIVE_STOP or self.sentence.tag(at + 1) in {NOUN, GENITIVE}:
            return False
        if word not in en.WEAK_NOUNS:
            return near or first - at <= 12
        return near and first - at <= 4

    def _right(self, last: int) -> Anchor | None:
        skip = aside = False
        at = last
        while at < min(len(self.sentence), last + _REACH):
            tag, word = self.sentence.tags[at], self.sentence.words[at]
            group = self._ends.get(at)
            if group is not None and group.first >= last:
                if not skip and not aside and not self._only_says(group):
                    return self._from_group(group, None)
                skip = False
                at = group.last
                continue
            if tag == STOP and word not in _DASHES:
                return None
            if word in _DASHES:
                aside = not aside
            if tag == SUB:
                skip = word in {"who", "which", "whose"} and not aside
            at += 1
        return None

    def _only_says(self, group: Group) -> bool:
        """Nobody "said" on a day to come: the date belongs to what was said."""
        return group.lemma in en.SAY and group.sure == Sure.PAST

    def _from_group(self, group: Group, before: int | None) -> Anchor:
        noun = self._event_of(group, before)
        if noun is not None:
            return self._noun(noun, group, near=False)
        if group.lemma == "be":
            occasion = self._occasion(group)
            if occasion is not None:
                return occasion
        kind = tables().verb_kinds.get(group.lemma, EventKind.OTHER)
        if group.lemma == "go" and "polls" in self.sentence.words[group.last : group.last + 3]:
            kind = EventKind.ELECTION
        return Anchor(group.head, group.head + 1, kind, group.lemma, noun=False, group=group, near=False)

    def _occasion(self, group: Group) -> Anchor | None:
        """ "Earth Day is on Wednesday", "the deadline is Friday": the subject is what happens."""
        at = group.first - 1
        if at in self.sentence.nouns:
            return self._noun(at, group, near=True)
        if at >= 0 and self.sentence.words[at] in en.HOLIDAY_HEADS and self.sentence.shapes[at][0].isupper():
            return Anchor(at, at + 1, EventKind.OTHER, self.sentence.words[at], noun=True, group=group, near=True)
        return None

    def undated(self, noun: int) -> Anchor:
        """Return the noun as an anchor, with the verb group over it."""
        return self._noun(noun, self._group_over(noun), near=False)

    def event_when(self, last: int) -> Anchor | None:
        """Return the event noun that is the subject of "when …" right after a date that ends at token `last`."""
        at = last + (self.sentence.tag(last) == COMMA)
        if self.sentence.word(at) != "when":
            return None
        for here in range(at + 1, min(at + 12, len(self.sentence))):
            group = self._ends.get(here)
            if group is not None:
                noun = group.first - 1
                strong = noun in self.sentence.nouns and self.sentence.nouns[noun] is not EventKind.OTHER
                return self._noun(noun, group, near=True) if strong else None
            if self.sentence.tags[here] in {STOP, SUB, COMMA}:
                return None
        return None

    def _event_of(self, group: Group, before: int | None) -> int | None:
        """Return the noun whose happening a verb such as "hold" or "is scheduled" only asserts."""
        lemma = group.lemma
        head = group.first - 1
        if self.sentence.nouns.get(head, EventKind.OTHER) is not EventKind.OTHER and self._strong(head):
            return head
        if lemma not in en.OCCUR and lemma not in _SCHEDULERS and lemma not in en.POSTPONE_VERBS | en.CANCEL_VERBS:
            return None
        if lemma in _TRANSITIVE | en.POSTPONE_VERBS | en.CANCEL_VERBS and not group.passive:
            found = self._object_noun(group, before)
            if found is not None:
                return found
        return self._subject_noun(group)

    def _strong(self, noun: int) -> bool:
        return self.sentence.words[noun] not in en.WEAK_NOUNS

    def _object_noun(self, group: Group, before: int | None) -> int | None:
        end = before if before is not None and before > group.last else group.last + 10
        found = None
        for at in range(group.last, min(end, len(self.sentence))):
            if at in self.sentence.nouns:
                found = at
                if self.sentence.tag(at + 1) not in {NOUN, NAME}:
                    return found
            elif self.sentence.tags[at] in {STOP, SUB, VERB}:
                break
        return found

    def _subject_noun(self, group: Group | None) -> int | None:
        if group is None:
            return None
        found = None
        for at in range(group.first - 1, max(-1, group.first - 16), -1):
            tag = self.sentence.tags[at]
            if at in self.sentence.nouns and self.sentence.tag(at + 1) not in {NOUN, GENITIVE}:
                found = at
                if self.sentence.tag(at - 1) != PREP or at == group.first - 1:
                    return found
            if tag in {STOP} or self._ends.get(at) is not None:
                return found
            if tag == SUB and self.sentence.words[at] not in {"which", "that", "who", "where", "when"}:
                return found
        return found

    def _group_over(self, noun: int) -> Group | None:
        """Return the verb group whose subject or object the noun is, as far as the order of words tells."""
        return self._subject_of(noun) or self._object_of(noun)

    def _subject_of(self, noun: int) -> Group | None:
        at = noun + 1
        while at < min(len(self.sentence), noun + 16):
            group = self._ends.get(at)
            if group is not None:
                return group if group.form != "i" or at == noun + 1 else None
            tag = self.sentence.tags[at]
            if tag in {STOP, COORD} or (tag == SUB and self.sentence.words[at] not in {"which", "that"}):
                return None
            at += 1
        return None

    def _object_of(self, noun: int) -> Group | None:
        for at in range(noun - 1, max(-1, noun - 12), -1):
            group = self._ends.get(at)
            if group is not None:
                return group
            if self.sentence.tags[at] in {STOP, SUB}:
                return None
        return None

    def _clause_group(self, first: int, last: int) -> Group | None:
        left = self._object_of(first)
        return left or self._subject_of(last - 1)

    def _noun(self, at: int, group: Group | None, *, near: bool) -> Anchor:
        word = self.sentence.words[at]
        compound = f"{word}-{self.sentence.word(at + 1)}" in tables().nouns
        lemma = singular(f"{word}-{self.sentence.word(at + 1)}" if compound else word)
        return Anchor(at, at + 1 + compound, self.sentence.nouns[at], lemma, noun=True, group=group, near=near)


def singular(noun: str) -> str:
    """Return the singular of an event noun; what is no plural stays."""
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "xes", "sses", "caucuses")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun


def planned(sure: Sure) -> bool:
    """Tell whether the words say that it is to come."""
    return sure >= Sure.UNSURE
