"""How nouns and verbs of a sentence hang together, as far as the order of words tells."""

from __future__ import annotations

from bot.extract.events.groups import Group
from bot.extract.events.sentence import (
    COMMA,
    COORD,
    DET,
    GENITIVE,
    NAME,
    NOUN,
    NUMBER,
    PREP,
    STOP,
    SUB,
    TIME,
    VERB,
    Sentence,
)
from bot.extract.lang.en import events as en
from bot.model.event import EventKind

SCHEDULERS = frozenset(
    "schedule plan expect set slate book due arrange fix tip slot time announce forecast target pencil".split()
)
"""Verbs that only give an event its date."""

TRANSITIVE = frozenset(
    "hold host stage attend have schedule plan set mark conduct organise organize face take call".split()
)
_AROUND = 4
"""The verb of a clause is among so many verb groups on either side of a participle."""

WISHES = frozenset(
    "motion request bid petition proposal call effort decision referendum bill plan appeal resolution attempt".split()
)
"""With "to" and a verb these say what is wanted: "a hearing on a motion to delay the trial"."""

_RELATIVE_WORDS = frozenset({"which", "that", "who", "where", "when"})
_WITHIN = frozenset({"for", "of", "in", "at", "between", "with", "to", "on", "over", "against"})
"""Prepositions that join to an event's name what belongs to it: "the deadline for bids"."""


class Reach:
    """Finds the nouns of a sentence's verbs and the verbs over its nouns."""

    def __init__(self, sentence: Sentence, groups: list[Group]) -> None:
        self.sentence, self.groups = sentence, groups
        self.group_at = {at: group for group in groups for at in range(group.first, group.last)}
        self._describing = {group.first for number, group in enumerate(groups) if self._may_describe(group, number)}

    # --- participles that describe --------------------------------------------------------------------------------

    def describes(self, group: Group) -> bool:
        """Tell a participle that only describes the noun before it: "shares tendered by holders"."""
        return group.first in self._describing

    def _may_describe(self, group: Group, number: int) -> bool:
        if group.form != "p" or group.last - group.first > 1 or group.lemma in en.SAY - {"announce"}:
            return False
        if self.sentence.tag(group.first - 1) not in {NOUN, NAME} or self.sentence.tag(group.last) not in {PREP, TIME}:
            return False
        around = self.groups[max(0, number - _AROUND) : number + _AROUND + 1]
        return any(self._same_clause(group, other) for other in around if other is not group)

    def _same_clause(self, group: Group, other: Group) -> bool:
        """Tell whether another finite verb stands in the clause, which then is its verb."""
        if other.form not in {"f", "p", "r"}:
            return False
        bare = other.form == "p" and other.last - other.first == 1
        if bare and other.first > group.first:
            return False
        first, last = sorted((group, other), key=lambda g: g.first)
        between = range(first.last, last.first)
        if any(self.sentence.tags[at] in {STOP, SUB, COORD} for at in between):
            return False
        return other is last or not any(self.sentence.tags[at] == COMMA for at in between)

    # --- nouns of verbs -------------------------------------------------------------------------------------------

    def subject_noun(self, group: Group) -> int | None:
        """Return the event noun that is the group's subject: "the start of the trial was …" gives the start."""
        found = None
        end = self._before_relative(group.first)
        for at in range(end - 1, max(-1, end - 16), -1):
            if self.is_event(at):
                joined = self._joined_by(at)
                found = at if joined in {"", "of", "for"} else found
                if not joined:
                    return found
            if self._ends_subject(at) or (end == group.first and self._begins_clause(at, group.first)):
                break
        return found

    def _begins_clause(self, at: int, verb: int) -> bool:
        """Tell a comma before the whole subject: "after the talks, many bets shifted"."""
        opened = self.sentence.tag(0) == PREP and self.sentence.tags[at] == COMMA
        if not opened or self.sentence.tag(verb - 1) == COMMA:
            return False
        return any(self.sentence.tags[i] in {NOUN, NAME} for i in range(at + 1, verb))

    def _before_relative(self, end: int) -> int:
        """Return where the subject ends: "the trial" of "the trial, which was to begin Monday, has been".

        So of "the trial, originally due on Monday, has been".
        """
        if self.sentence.tag(end - 1) != COMMA:
            return end
        for at in range(end - 2, max(-1, end - 24), -1):
            if self.sentence.tags[at] in {COMMA, STOP}:
                relative = self.sentence.words[at + 1] in {"which", "who", "whose"}
                other = self.sentence.words[at + 1] in {"not", "unlike"}  # "the vote, not the debate, will be held"
                aside = relative or other or self.sentence.planned_aside(at) is not None
                return at if aside and self.sentence.tags[at] == COMMA else end
        return end

    def is_event(self, at: int) -> bool:
        """Tell whether an event is named here, not what only describes another noun."""
        return at in self.sentence.nouns and self.sentence.tag(at + 1) not in {NOUN, GENITIVE}

    def _joined_by(self, at: int) -> str:
        """Return the preposition by which it belongs to a noun before: "for" of bids in "the deadline for bids"."""
        before = at - 1
        while before > at - 5 and self.sentence.tag(before) not in {PREP, STOP, VERB, COMMA, SUB}:
            before -= 1
        word = self.sentence.word(before)
        group = self.group_at.get(before)
        if group is not None and self._completes_noun(group):
            return "to"  # "a motion to delay the trial"
        return word if word in _WITHIN and self.sentence.tag(before - 1) in {NOUN, NAME} else ""

    def is_wished(self, noun: int) -> bool:
        """Tell what is only the object of a wish: "the trial" of "a motion to delay the trial will be heard"."""
        at = noun - 1
        while self.sentence.tag(at) in {DET, NOUN, NAME, TIME, NUMBER, GENITIVE} and noun - at < 8:
            at -= 1
        group = self.group_at.get(at)
        return group is not None and self._completes_noun(group) and self.sentence.nouns.get(group.first - 1) is None

    def _ends_subject(self, at: int) -> bool:
        tag = self.sentence.tags[at]
        group = self.group_at.get(at)
        if group is not None:
            return not self.describes(group) and not self._completes_noun(group)
        return tag == STOP or (tag == SUB and self.sentence.words[at] not in _RELATIVE_WORDS)

    def _completes_noun(self, group: Group) -> bool:
        """ "To register" of "the deadline to register is Friday": it says of the noun before it what for."""
        at = group.first - 1
        wants = self.sentence.word(at) in WISHES or self.sentence.nouns.get(at) is EventKind.DEADLINE
        return group.form == "i" and wants

    def object_noun(self, group: Group, before: int | None) -> int | None:
        """Return the event noun that is the group's object, before the token `before` if that is given."""
        end = before if before is not None and before > group.last else group.last + 10
        for at in range(group.last, min(end, len(self.sentence))):
            if self.is_event(at):
                return at
            if self.sentence.tags[at] in {STOP, SUB, VERB}:
                return None
        return None

    # --- verbs over nouns -----------------------------------------------------------------------------------------

    def group_over(self, noun: int) -> Group | None:
        """Return the verb group whose subject or object the noun is."""
        return self.subject_of(noun) or self.object_of(noun)

    def subject_of(self, noun: int) -> Group | None:
        """Return the verb group whose subject the noun is; what stands after a preposition is none's."""
        if self._after_preposition(noun) or self.is_wished(noun):
            return None
        for at in range(noun + 1, min(len(self.sentence), noun + 16)):
            group = self.group_at.get(at)
            if group is not None:
                if self.describes(group):
                    continue
                return group if group.form != "i" or at == noun + 1 else None
            tag = self.sentence.tags[at]
            if tag in {STOP, COORD} or (tag == SUB and self.sentence.words[at] not in {"which", "that"}):
                return None
        return None

    def _after_preposition(self, noun: int) -> bool:
        at = noun - 1
        while self.sentence.tag(at) in {NOUN, NAME, DET, TIME, GENITIVE, NUMBER} and noun - at < 8:
            at -= 1
        return self.sentence.tag(at) == PREP and self.sentence.tag(at - 1) in {NOUN, NAME}

    def object_of(self, noun: int, *, directly: bool = True) -> Group | None:
        """Return the verb group before the noun; `directly` asks that no preposition stands between."""
        for at in range(noun - 1, max(-1, noun - 12), -1):
            group = self.group_at.get(at)
            if group is not None:
                if self.describes(group):
                    continue
                return group
            tag = self.sentence.tags[at]
            if tag in {STOP, SUB} or (directly and tag == PREP and self.sentence.words[at] != "off"):
                return None
        return None
