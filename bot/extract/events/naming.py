"""Who takes part, where it is, and what to call it: all from the article's own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.extract.events.govern import Anchor
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
    VERB,
    Sentence,
)
from bot.extract.lang.en import events as en
from bot.model.article import Entity, EntityKind
from bot.model.event import EventKind

TITLE_WORDS = 12
"""A title has at most so many words (docs/glossary.md, event)."""

_PHRASE = frozenset({NOUN, NAME, NUMBER, DET, GENITIVE, TIME, PRON, QUOTE})
_PLACE_PREPOSITIONS = frozenset(
    {"in", "at", "to", "near", "outside", "inside", "across", "from", "into", "on", "around", "over"}
)
_COMPLEMENTS = frozenset(
    {
        "to",
        "of",
        "with",
        "between",
        "in",
        "at",
        "for",
        "from",
        "against",
        "over",
        "by",
        "on",
        "among",
        "into",
        "near",
        "before",
    }
)
_DROP = en.SURE_WORDS | en.UNSURE_WORDS
_ENDS_NO_TITLE = (
    en.PREPOSITIONS
    | en.DETERMINERS
    | en.SUBORDINATORS
    | en.COORDINATORS
    | frozenset({"'s", "'", "to", "be", "early", "late"})
) - {"out", "off", "up", "down", "back", "away", "one", "that"}
_OWNERS = frozenset({"his", "her", "its", "their"})


@dataclass(frozen=True, slots=True)
class Named:
    """The numbers of the entities that take part (the doer first), the place's number, and the title."""

    who: tuple[int, ...]
    place: int | None
    title: str
    named_doer: bool


class Namer:
    """Names the events of one sentence."""

    def __init__(self, body: str, sentence: Sentence, groups: Sequence[Group], entities: Sequence[Entity]) -> None:
        self.body, self.sentence, self.groups, self.entities = body, sentence, groups, entities
        self._ends = {at: group for group in groups for at in range(group.first, group.last)}

    def name(self, anchor: Anchor, time: tuple[int, int] | None) -> Named:
        """Return who, where and the title of what `anchor` names; `time` are the tokens of its date."""
        if anchor.noun and not self._clause_tells_more(anchor):
            return self._noun(anchor, time)
        return self._clause(anchor, time)

    def _clause_tells_more(self, anchor: Anchor) -> bool:
        """Tell whether a verb with a doer makes the better title: "Apple will hold an event" over "an event"."""
        group = anchor.group
        if group is None or group.passive or group.lemma not in en.OCCUR | en.CANCEL_VERBS | en.POSTPONE_VERBS:
            return False
        return group.last <= anchor.first and group.form in {"f", "r", "p"}

    # --- nouns ----------------------------------------------------------------------------------------------------

    def _noun(self, anchor: Anchor, time: tuple[int, int] | None) -> Named:
        first = self._phrase_start(anchor.first)
        last = self._complement_end(anchor.last, time)
        before = self._entities(range(first, anchor.first))
        after = self._entities(range(anchor.last, last))
        owner = self._owner(first)
        who = [*([owner] if owner is not None else []), *self._people(before), *self._people(after)]
        if anchor.group is not None and not who and anchor.group.lemma in en.OCCUR and not anchor.group.passive:
            who += self._people(self._entities(range(*self.subject(anchor.group))))
        place = self._place_in(range(anchor.last, last)) or self._attributive_place(before)
        if place is None and anchor.group is not None and anchor.group.first >= anchor.last:
            place = self._place_in(range(anchor.group.last, self._clause_end(anchor.group.last)))
        title = self._title(self._noun_words(first, last, owner))
        return Named(_unique(who), place, title, bool(who))

    def _noun_words(self, first: int, last: int, owner: int | None) -> list[str]:
        words = [] if owner is None else [f"{self.entities[owner].name}’s"]
        kept = [at for at in range(first, last) if self._kept(at)]
        return words + self._runs(kept)

    def _kept(self, at: int) -> bool:
        word = self.sentence.words[at]
        tag = self.sentence.tags[at]
        if tag in {TIME, QUOTE} or (word in _DROP and tag in {NOUN, VERB, PREP, DET}):
            return False
        if tag in {PREP, GENITIVE, COMMA} and self._beside_time(at, tag):
            return False
        return not (word in _OWNERS and tag == DET)

    def _beside_time(self, at: int, tag: str) -> bool:
        if tag == GENITIVE:
            return self.sentence.tag(at - 1) == TIME
        following = at + 1
        while self.sentence.tag(following) in {PREP, ADV} or self.sentence.word(following) in {"early", "late"}:
            following += 1
        return self.sentence.tag(following) == TIME

    def _phrase_start(self, noun: int) -> int:
        at = noun
        while at > 0 and noun - at < 14:
            tag, word = self.sentence.tags[at - 1], self.sentence.words[at - 1]
            if self._ends.get(at - 1) is not None and not (
                tag == VERB and self.sentence.forms.get(at - 1) in {"d", "g"}
            ):
                break
            inner = (
                tag in _PHRASE
                or word in _DROP
                or (tag == VERB and tag != STOP)
                or (tag == ADV and at - 1 > 0 and word.endswith("ly"))
            )
            if not inner:
                break
            at -= 1
            if tag == DET and self.sentence.tag(at - 1) not in {DET}:
                break
        while (
            at < noun
            and self.sentence.tags[at] in {DET, QUOTE, TIME, GENITIVE}
            and self.sentence.words[at] not in _OWNERS
        ):
            at += 1
        return at

    def _complement_end(self, last: int, time: tuple[int, int] | None) -> int:
        """Return where the phrases end that say of the noun to whom, with whom, where."""
        at = last
        while at < len(self.sentence) and at - last < 18:
            tag, word = self.sentence.tags[at], self.sentence.words[at]
            if tag == PREP and word not in _COMPLEMENTS and self.sentence.tag(at + 1) != TIME:
                break
            if tag == COMMA and not self._place_goes_on(at):
                break
            if (
                tag in {STOP, SUB}
                or self._ends.get(at) is not None
                or (tag == ADV and self.sentence.tag(at + 1) != TIME)
            ):
                break
            at += 1
        return at

    def _place_goes_on(self, comma: int) -> bool:
        """ "San Jose, California": a comma between two places belongs to the name."""
        return all(
            at in self.sentence.names and self.entities[self.sentence.names[at][2]].kind is EntityKind.PLACE
            for at in (comma - 1, comma + 1)
        )

    def _owner(self, first: int) -> int | None:
        """Return the entity that "her" or "his" before the noun stands for."""
        if self.sentence.word(first) not in _OWNERS:
            return None
        found = self.sentence.names.get(first)
        return found[2] if found is not None else self._said_by(first)

    def _said_by(self, at: int) -> int | None:
        """Return who "he" most likely is: the subject of the clause before, if it names one person or body."""
        for group in reversed(self.groups):
            if group.last <= at and group.form in {"p", "r", "f"}:
                named = self._people(self._entities(range(*self._plain_subject(group))))
                if named:
                    return named[0]
        return None

    # --- clauses --------------------------------------------------------------------------------------------------

    def _clause(self, anchor: Anchor, time: tuple[int, int] | None) -> Named:
        group = anchor.group
        if group is None:
            return self._noun(anchor, time)
        begin, end = self.subject(group)
        stop = self._clause_end(group.last)
        doers = self._people(self._entities(range(begin, end)), also_places=True)
        others = self._people(self._entities(range(group.last, stop)))
        place = self._place_in(range(group.last, stop))
        who = [n for n in _unique([*doers, *others]) if n != place]
        if anchor.kind is EventKind.VISIT and anchor.lemma in en.GUEST_VERBS:
            who = [*others, *doers]
        title = self._title([*self._subject_words(begin, end, doers), *self._verb_words(group, stop)])
        return Named(_unique(who), place, title, bool(doers))

    def _verb_words(self, group: Group, stop: int) -> list[str]:
        return self._runs([at for at in range(group.first, stop) if self._kept_in_clause(at)])

    def _kept_in_clause(self, at: int) -> bool:
        tag = self.sentence.tags[at]
        if tag in {TIME, QUOTE}:
            return False
        return not (tag in {PREP, GENITIVE, COMMA, ADV} and self._beside_time(at, tag))

    def _subject_words(self, begin: int, end: int, doers: list[int]) -> list[str]:
        short = end - begin <= 2 and all(self.sentence.tags[at] in {PRON, DET} for at in range(begin, end))
        if (short or begin == end) and doers:
            return [self.entities[doers[0]].name]
        return self._runs([at for at in range(begin, end) if self._kept_in_clause(at)])

    def subject(self, group: Group) -> tuple[int, int]:
        """Return the tokens of the group's subject; empty if it is not told."""
        begin, end = self._plain_subject(group)
        if begin < end:
            words = self.sentence.words[begin:end]
            if end - begin == 1 and self.sentence.tags[begin] == PRON and begin not in self.sentence.names:
                found = self._subject_before(group)
                return found if found is not None and words[0] in {"he", "she", "it", "they"} else (begin, end)
            return begin, end
        return self._subject_before(group) or (group.first, group.first)

    def _subject_before(self, group: Group) -> tuple[int, int] | None:
        """Return the subject of the verb group before: "plans to sell", "said it would sell"."""
        earlier = [g for g in self.groups if g.last <= group.first]
        for other in reversed(earlier):
            begin, end = self._plain_subject(other)
            if begin < end and not (end - begin == 1 and self.sentence.tags[begin] == PRON):
                return begin, end
        return None

    def _plain_subject(self, group: Group) -> tuple[int, int]:
        end = group.first
        if self.sentence.tag(end - 1) == SUB and self.sentence.word(end - 1) in {"who", "which", "that"}:
            end -= 1
            if self.sentence.tag(end - 1) == COMMA:
                end -= 1
        elif self.sentence.tag(end - 1) == COMMA:
            comma = self._comma_before(end - 1)
            if comma is not None:
                end = comma
        begin = end
        while begin > 0 and end - begin < 14:
            tag = self.sentence.tags[begin - 1]
            if self._ends.get(begin - 1) is not None or tag in {STOP, SUB, ADV, COMMA}:
                break
            if tag == PREP and self.sentence.words[begin - 1] not in {"of", "for", "in", "at", "from", "with"}:
                break
            if tag == COORD and self.sentence.words[begin - 1] != "and":
                break
            begin -= 1
        while begin < end and self.sentence.tags[begin] in {PREP, TIME, COORD, QUOTE, GENITIVE}:
            begin += 1
        return begin, end

    def _comma_before(self, comma: int) -> int | None:
        for at in range(comma - 1, max(-1, comma - 14), -1):
            if self.sentence.tags[at] == COMMA:
                return at
            if self.sentence.tags[at] == STOP:
                return None
        return None

    def _clause_end(self, first: int) -> int:
        at = first
        while at < len(self.sentence) and at - first < 24:
            tag = self.sentence.tags[at]
            if tag in {STOP, SUB}:
                break
            group = self._ends.get(at)
            if group is not None and group.form not in {"g", "i"}:
                break
            if tag == COMMA and not self._place_goes_on(at) and self.sentence.tag(at + 1) != TIME:
                break
            if tag == COORD and self._clause_follows(at):
                break
            at += 1
        return at

    def _clause_follows(self, at: int) -> bool:
        return any(
            self._ends.get(i) is not None and self._ends[i].form in {"f", "p", "r"} for i in range(at + 1, at + 5)
        )

    # --- entities -------------------------------------------------------------------------------------------------

    def _entities(self, tokens: Iterable[int]) -> list[int]:
        found = [self.sentence.names[at][2] for at in tokens if at in self.sentence.names]
        return list(dict.fromkeys(found))

    def _people(self, numbers: list[int], *, also_places: bool = False) -> list[int]:
        kinds = {EntityKind.PERSON, EntityKind.ORGANISATION} | ({EntityKind.PLACE} if also_places else set())
        found = [n for n in numbers if self.entities[n].kind in kinds]
        acting = [n for n in found if self.entities[n].kind is not EntityKind.PLACE]
        return acting or found

    def _place_in(self, tokens: range) -> int | None:
        for at in tokens:
            found = self.sentence.names.get(at)
            if found is None or self.entities[found[2]].kind is not EntityKind.PLACE:
                continue
            before = at - 1
            while self.sentence.tag(before) in {DET, NOUN, COMMA} and at - before < 5:
                before -= 1
            if self.sentence.word(before) in _PLACE_PREPOSITIONS:
                return found[2]
        return None

    def _attributive_place(self, numbers: list[int]) -> int | None:
        return next((n for n in numbers if self.entities[n].kind is EntityKind.PLACE), None)

    # --- words ----------------------------------------------------------------------------------------------------

    def _runs(self, tokens: list[int]) -> list[str]:
        """Return the words at `tokens` as the article writes them, neighbours together."""
        words: list[str] = []
        at = 0
        while at < len(tokens):
            end = at
            while end + 1 < len(tokens) and tokens[end + 1] == tokens[end] + 1:
                end += 1
            start, stop = self.sentence.span(tokens[at], tokens[end] + 1)
            words.extend(self.body[start:stop].split())
            at = end + 1
        return words

    def _title(self, words: list[str]) -> str:
        kept = [w for w in words if any(c.isalnum() for c in w)]
        if len(kept) > 1 and kept[0].lower() in {"a", "an", "the", "another", "that", "this", "and", "but"}:
            kept = kept[1:]
        kept = kept[:TITLE_WORDS]
        while len(kept) > 1 and kept[-1].strip("“”\"',;:()").lower() in _ENDS_NO_TITLE:
            kept.pop()
        title = " ".join(kept).strip(" ,;:“”\"'‘(")
        return title[:1].upper() + title[1:] if title else ""


def _unique(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers))
