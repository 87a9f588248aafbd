"""A sentence laid out for reading events: tokens, rough parts of speech, where its dates and names stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.extract.lang.en import events as en
from bot.extract.tokens import Tokens
from bot.model.base import Range
from bot.model.event import EventKind
from bot.model.time import TimeExpression

TIME, NAME, MODAL, BE, HAVE, DO, TO, NOT = "T", "E", "M", "B", "H", "D", "2", "N"
DET, PREP, SUB, COORD, COMMA, STOP, QUOTE, ADV, PRON, GENITIVE = "d", "p", "s", "c", ",", ".", "q", "a", "P", "S"
VERB, NOUN, NUMBER = "V", "n", "#"


_ABOUT = frozenset({"about", "around", "approximately"})
_SOME_TIME = frozenset({"sometime", "somewhen"})
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday morning evening afternoon night".split())


@dataclass(slots=True)
class Sentence:
    """One sentence. `tags` are the parts of speech above; `lemmas` and `forms` (b, s, d, g) are those of verbs."""

    place: Range
    index: int
    words: list[str]
    shapes: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    times: list[tuple[TimeExpression, int, int]] = field(default_factory=list)
    names: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    """From a token of a mention to its first token, its end and the number of its entity."""
    tags: list[str] = field(default_factory=list)
    lemmas: dict[int, str] = field(default_factory=dict)
    forms: dict[int, str] = field(default_factory=dict)
    nouns: dict[int, EventKind] = field(default_factory=dict)
    """From the tokens that name something that happens to its kind."""
    compounds: dict[int, int] = field(default_factory=dict)
    """From the last to the first token of an event noun of two words: "news conference"."""
    time_at: dict[int, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.words)

    def tag(self, at: int) -> str:
        """Return the tag at `at`; outside the sentence that of a full stop."""
        return self.tags[at] if 0 <= at < len(self.tags) else STOP

    def word(self, at: int) -> str:
        """Return the word at `at` in lower case; outside the sentence nothing."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def in_name(self, at: int) -> bool:
        """Tell whether a time word is part of a name: "the Thanksgiving Day Parade", "Christmas Island"."""
        number = self.time_at.get(at)
        if number is None:
            return False
        _, first, last = self.times[number]
        words = self.shapes[first:last]
        if last >= len(self) or not (words[-1].isalpha() and words[-1][0].isupper()):
            return False
        return self.shapes[last].istitle() and self.words[last] not in WEEKDAYS

    def leading(self, at: int) -> int:
        """Return where the word stands that leads to the date at `at`; what only says how exact it is, is passed over.

        "Until" of "until at least May", "to" of "to no earlier than May 3" and of "to sometime in May".
        """
        at -= 1
        if self.word(at) == "in" and self.word(at - 1) in _SOME_TIME:
            at -= 2
        elif self.word(at) == "than" and self.word(at - 2) in {"no", "not"}:
            at -= 3
        elif (self.word(at - 1), self.word(at)) in {("not", "before"), ("at", "least")}:
            at -= 2
        return at - (self.word(at) in _ABOUT)

    def planned_aside(self, comma: int) -> int | None:
        """Return where the word of planning stands with which an aside opens: ", due on", ", originally set for"."""
        at = comma + 1
        while self.tag(at) == ADV or self.word(at) in {"once", "first"}:
            at += 1
        return at if self.word(at) == "due" or self.lemmas.get(at) in en.ASIDE_PLANNERS else None

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets of the tokens from `first` to `last` (end exclusive)."""
        return self.starts[first], self.ends[last - 1]


def lay_out(
    index: int,
    place: Range,
    tokens: Tokens,
    times: Sequence[TimeExpression],
    mentions: Sequence[tuple[int, int, int, bool]],
) -> Sentence:
    """Return the sentence at `place`, untagged; `times` and `mentions` (start, end, entity, pronoun) lie within it."""
    first, last = bisect_left(tokens.starts, place.start), bisect_left(tokens.starts, place.end)
    shapes = tokens.words[first:last]
    words = [w.lower() for w in shapes]
    sentence = Sentence(place, index, words, shapes, tokens.starts[first:last], tokens.ends[first:last])
    for time in times:
        begin, end = _tokens_of(sentence, time.start, time.end)
        if begin < end:
            sentence.time_at.update(dict.fromkeys(range(begin, end), len(sentence.times)))
            sentence.times.append((time, begin, end))
    for start, stop, entity, pronoun in mentions:
        begin, end = _tokens_of(sentence, start, stop)
        for at in range(begin, end):
            if at not in sentence.time_at and (pronoun or at not in sentence.names):
                sentence.names[at] = (begin, end, entity)
    return sentence


def _tokens_of(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    return bisect_left(sentence.ends, start + 1), bisect_left(sentence.starts, end)
