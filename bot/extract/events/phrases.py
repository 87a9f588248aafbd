"""Where the phrases of a sentence begin and end: a noun with what describes it, a verb's subject, its clause."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from bot.extract.events.groups import Group
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
    TO,
    VERB,
    Sentence,
)
from bot.extract.lang.en import events as en

_PHRASE = frozenset({NOUN, NAME, NUMBER, DET, GENITIVE, TIME, PRON, QUOTE, VERB})
_SUBJECT_STOPS = frozenset({STOP, SUB, ADV, COMMA})
_SUBJECT_PREPOSITIONS = frozenset("of for in at from with between into against over".split())
_NO_SUBJECT = frozenset({PREP, TIME, COORD, QUOTE, GENITIVE})
_COMPLEMENTS = frozenset("""to of with between in at for from against over by on among into near before""".split())
OWNERS = frozenset({"his", "her", "its", "their"})
_SET_OFF = frozenset({",", "–", "—", "‒", "―", "-"})
"""Between these a participle tells of the noun before: "the ceremony – due on May 3 – will be long"."""

_COUNTING = frozenset({"first", "second", "third", "last"})
_ORDINALS = _COUNTING | {"next"}
DESCRIBED = en.SURE_WORDS | en.UNSURE_WORDS
_SAYING = en.SAY | en.PLANNING | en.HOPING
"""Who does this speaks of what they themselves will do: "said it would", "hopes she will"."""

_BEGINS_BY_ITSELF = frozenset("open reopen resume begin start restart run end expire close take".split())
_NOMINATIVE = frozenset({"i", "he", "she", "it", "we", "they"})
_ENDS_HEAD = frozenset({PREP, COMMA, SUB})
_VERBS_BACK = 4
"""A subject that is left out is that of one of so many verbs before."""

_LONGEST = 14
"""Tokens of a noun phrase or subject before its head; a longer run is a list or a misreading."""


class Phrases:
    """Finds phrases in one sentence; `is_place` and `is_person` tell whether a token belongs to such a name."""

    def __init__(
        self,
        sentence: Sentence,
        groups: Sequence[Group],
        is_place: Callable[[int], bool],
        is_person: Callable[[int], bool],
    ) -> None:
        self.sentence, self.groups, self.is_place, self.is_person = sentence, groups, is_place, is_person
        self.group_at = {at: group for group in groups for at in range(group.first, group.last)}

    # --- nouns ----------------------------------------------------------------------------------------------------

    def start(self, noun: int) -> int:
        """Return where the phrase begins that ends in `noun`, its determiner left out unless it names an owner."""
        at = noun
        while at > 0 and noun - at < _LONGEST and self._describes(at - 1):
            at -= 1
            determined = self.sentence.tags[at] == DET and self.sentence.words[at] not in _ORDINALS
            if determined and self.sentence.tag(at - 1) != DET:
                break
            if self.sentence.word(at - 1) == "of" and self.sentence.tag(at - 2) == NOUN:
                at -= 1
        while at < noun and self._opens_nothing(at):
            at += 1
        return at

    def _describes(self, at: int) -> bool:
        tag, word = self.sentence.tags[at], self.sentence.words[at]
        if at in self.group_at and not (tag == VERB and self.sentence.forms.get(at) in {"d", "g"}):
            return False
        return tag in _PHRASE or word in DESCRIBED or (tag == ADV and word.endswith("ly"))

    def _opens_nothing(self, at: int) -> bool:
        kept = OWNERS | _COUNTING
        return self.sentence.tags[at] in {DET, QUOTE, TIME, GENITIVE} and self.sentence.words[at] not in kept

    def end(self, last: int) -> int:
        """Return where the phrases end that say of the noun before `last` to whom, with whom, where."""
        at = last
        while at < len(self.sentence) and at - last < 18 and self._completes(at):
            at += 1
        return at

    def _completes(self, at: int) -> bool:
        tag, word = self.sentence.tags[at], self.sentence.words[at]
        dated = self.sentence.tag(at + 1) == TIME
        if tag == PREP:
            return word in _COMPLEMENTS or dated
        if tag == COMMA:
            return self.place_goes_on(at)
        if tag == ADV:
            return dated
        return tag not in {STOP, SUB} and at not in self.group_at

    def place_goes_on(self, comma: int) -> bool:
        """Tell whether a comma belongs to a place: "San Jose, California"."""
        return self.is_place(comma - 1) and self.is_place(comma + 1)

    # --- clauses --------------------------------------------------------------------------------------------------

    def subject(self, group: Group) -> tuple[int, int]:
        """Return the tokens of the group's subject, or of the verb's before it; empty if none is told."""
        begin, end = self.own_subject(group)
        if begin < end and not self._unresolved(begin, end):
            return begin, end
        if begin == end:
            return self._subject_before(group) or (begin, end)
        return self._stood_for(group, self.sentence.words[begin]) or (begin, end)

    def _unresolved(self, begin: int, end: int) -> bool:
        return end - begin == 1 and self.sentence.tags[begin] == PRON and begin not in self.sentence.names

    def _told_before(self, group: Group) -> Iterator[tuple[Group, tuple[int, int]]]:
        """Yield the verbs before, from the last on, with the subjects that they are told with."""
        earlier = [g for g in self.groups if g.last <= group.first]
        for other in reversed(earlier[-_VERBS_BACK:]):
            begin, end = self.own_subject(other)
            if begin < end and not self._unresolved(begin, end):
                yield other, (begin, end)

    def _subject_before(self, group: Group) -> tuple[int, int] | None:
        """Return the subject of a verb before, whose it is too: "plans to sell"."""
        for other, subject in self._told_before(group):
            aside = self._is_relative(other) and COMMA in self.sentence.tags[other.last : group.first]
            if not aside:  # "the board scrapped the dividend, which was due in May, and will decide"
                return subject
        return None

    def _stood_for(self, group: Group, pronoun: str) -> tuple[int, int] | None:
        """Return what a pronoun stands for: the doer of "said it would sell", the object of "closed the road; it"."""
        done_to = pronoun == "it" and (group.passive or group.lemma in _BEGINS_BY_ITSELF)
        for other, subject in self._told_before(group):
            between = [g.lemma for g in self.groups if other.first <= g.first < group.first]
            thing = self._object(other) if done_to else None
            if thing is not None:
                return thing
            if pronoun in {"he", "she"} and _SAYING.isdisjoint(between):
                return None
            if self._agrees(pronoun, *subject):
                return subject
        return None

    def _agrees(self, pronoun: str, begin: int, end: int) -> bool:
        heads = (at for at in range(begin, end) if at == end - 1 or self.sentence.tag(at + 1) in _ENDS_HEAD)
        head = self.sentence.words[next(heads)]
        plural = head in {"police", "people"} or (head.endswith("s") and not head.endswith(("ss", "us", "is")))
        person = any(self.is_person(at) for at in range(begin, end))
        if pronoun == "it":
            named = all(self.sentence.tags[at] == NAME for at in range(begin, end))
            return not person and (named or not plural)
        return pronoun in {"he", "she", "they"} and (pronoun == "they" or not plural)

    def _object(self, group: Group) -> tuple[int, int] | None:
        """Return the one thing to which the verb does something: "the road" of "closed the road on Monday"."""
        at = group.last
        if group.passive or self.sentence.tag(at) not in {DET, TIME, GENITIVE}:
            return None
        while self.sentence.tag(at) in {DET, NOUN, NAME, NUMBER, TIME, GENITIVE}:
            at += 1
        while at > group.last and self.sentence.tags[at - 1] == TIME:
            at -= 1
        head = at - 1
        if head < group.last or self.sentence.tags[head] != NOUN or self.sentence.words[head].endswith("s"):
            return None
        return max(self.start(head), group.last), at

    def own_subject(self, group: Group) -> tuple[int, int]:
        """Return the tokens right before the group that can be its subject; an aside between commas is passed over."""
        end = self._before_aside(group.first)
        if self.sentence.words[group.first] in en.SURE_WORDS and self.sentence.word(group.first - 1) in _SET_OFF:
            end = group.first - 1
        begin = end
        if self.sentence.tag(end - 1) == COORD:
            return end, end
        while begin > 0 and end - begin < _LONGEST and not self._bounds_subject(begin - 1):
            begin -= 1
        while begin < end and (self.sentence.tags[begin] in _NO_SUBJECT or self.sentence.words[begin] == "as"):
            begin += 1
        return self._antecedent(group, begin, end), end

    def _antecedent(self, group: Group, begin: int, end: int) -> int:
        """Return where "the season" begins of "the sixth storm of the season, which ends": what "which" stands for."""
        if not self._is_relative(group):
            return begin
        for at in range(end - 1, begin, -1):
            of = self.sentence.words[at] == "of" and self.sentence.tag(at + 1) == DET
            if of and at - 1 not in self.sentence.nouns:
                return at + 1
        return begin

    def _is_relative(self, group: Group) -> bool:
        return self.sentence.word(group.first - 1) in {"who", "which"}

    def _before_aside(self, end: int) -> int:
        while self.sentence.tag(end - 1) == ADV:
            end -= 1
        if self.sentence.word(end - 1) == ")":
            opened = (at for at in range(end - 2, max(-1, end - _LONGEST), -1) if self.sentence.words[at] == "(")
            end = next(opened, end)
        end = self._before_date(end)
        if self.sentence.tag(end - 1) == SUB and self.sentence.word(end - 1) in {"who", "which", "that"}:
            end -= 1
            return end - 1 if self.sentence.tag(end - 1) == COMMA else end
        if self.sentence.tag(end - 1) == COMMA:
            return self._comma_before(end - 1) or end
        return end

    def _before_date(self, end: int) -> int:
        """Return where the subject ends before its own date: "the match" of "the match on July 3 will be played"."""
        at = end
        while self.sentence.tag(at - 1) == TIME:
            at -= 1
        dated = at < end and self.sentence.word(at - 1) in {"on", "of", "in", "for"}
        return at - 1 if dated and self.sentence.tag(at - 2) in {NOUN, NAME} else end

    def _bounds_subject(self, at: int) -> bool:
        tag, word = self.sentence.tags[at], self.sentence.words[at]
        if word == "as" and tag == SUB:
            return False
        if at in self.group_at or tag in _SUBJECT_STOPS:
            return not (tag == COMMA and self.place_goes_on(at))
        if tag == PREP:
            return word not in _SUBJECT_PREPOSITIONS
        return tag == COORD and (word != "and" or self.sentence.word(at + 1) in _NOMINATIVE)

    def _comma_before(self, comma: int) -> int | None:
        for at in range(comma - 1, max(-1, comma - _LONGEST), -1):
            if self.sentence.tags[at] == COMMA:
                return at
            if self.sentence.tags[at] == STOP:
                return None
        return None

    def clause_end(self, first: int) -> int:
        """Return where the clause ends whose verb group ends at `first`."""
        at = first
        while at < len(self.sentence) and at - first < 24 and not self._ends_clause(at):
            at += 1
        return at

    def _ends_clause(self, at: int) -> bool:
        tag = self.sentence.tags[at]
        group = self.group_at.get(at)
        if tag == SUB and self.sentence.words[at] == "as":
            return any(i in self.group_at for i in range(at + 1, at + 6))
        if tag in {STOP, SUB} or (group is not None and group.form not in {"g", "i"}):
            return True
        if tag == COMMA:
            return not self.place_goes_on(at) and self.sentence.tag(at + 1) != TIME
        return tag == COORD and self._clause_follows(at)

    def _clause_follows(self, at: int) -> bool:
        if self.sentence.tag(at - 1) == TIME and self.sentence.tag(at + 1) == TO:  # "to open in May and to end in June"
            return True
        following = (self.group_at.get(i) for i in range(at + 1, at + 5))
        return any(group is not None and group.form in {"f", "p", "r"} for group in following)
