"""The sentences of a text, laid out for reading events when they are asked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.extract.events.govern import Governor
from bot.extract.events.groups import Group, verb_groups
from bot.extract.events.naming import Namer
from bot.extract.events.sentence import Sentence, lay_out
from bot.extract.events.tagging import tag
from bot.extract.text import Text
from bot.extract.tokens import tokenise
from bot.model.article import Entity, MentionForm
from bot.model.time import Precision, TimeExpression, TimeType

MOST_TOKENS = 400
"""A longer "sentence" is a list or a wreck; its dates are still times, but no events are read from it."""

LONGEST_NAME = 120
"""A mention of more characters is no name that takes part in anything."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A sentence with what is known of its verbs, dates and names."""

    sentence: Sentence
    groups: list[Group]
    governor: Governor
    namer: Namer


class Page:
    """One text with its times and entities, by sentence."""

    def __init__(self, text: Text, times: Sequence[TimeExpression], entities: Sequence[Entity]) -> None:
        self.text, self.entities = text, entities
        self.times = [t for t in times if _names_a_day(t) or t.rule]
        self.tokens = tokenise(text.body, text.paragraphs)
        self._mentions = sorted(
            (m.start, m.end, number, m.form is MentionForm.PRONOUN)
            for number, entity in enumerate(entities)
            for m in entity.mentions
            if m.end - m.start <= LONGEST_NAME
        )
        self._mention_starts = [m[0] for m in self._mentions]
        self._time_starts = [t.start for t in self.times]
        self._laid: dict[int, Laid | None] = {}

    def speaks_of(self, words: frozenset[str]) -> bool:
        """Tell whether one of the words (in lower case) stands anywhere in the text."""
        return not words.isdisjoint(self.tokens.words)

    def dated(self) -> Iterator[Laid]:
        """Return the sentences in which a day, month or the like is named."""
        last = -1
        starts = [s.start for s in self.text.sentences]
        for time in self.times:
            index = bisect_right(starts, time.start) - 1
            if index > last and index >= 0 and time.start < self.text.sentences[index].end:
                last = index
                found = self.laid(index)
                if found is not None:
                    yield found

    def laid(self, index: int) -> Laid | None:
        """Return the sentence laid out; None if it is too long to be one."""
        if index not in self._laid:
            self._laid[index] = self._lay_out(index)
        return self._laid[index]

    def _lay_out(self, index: int) -> Laid | None:
        place = self.text.sentences[index]
        first, last = bisect_left(self.tokens.starts, place.start), bisect_left(self.tokens.starts, place.end)
        if last - first > MOST_TOKENS or first == last:
            return None
        times = self.times[bisect_left(self._time_starts, place.start) : bisect_left(self._time_starts, place.end)]
        mentions = self._mentions[
            bisect_left(self._mention_starts, place.start) : bisect_left(self._mention_starts, place.end)
        ]
        sentence = tag(lay_out(index, place, self.tokens, times, mentions))
        groups = verb_groups(sentence)
        namer = Namer(self.text.body, sentence, groups, self.entities)
        return Laid(sentence, groups, Governor(sentence, groups), namer)


def _names_a_day(time: TimeExpression) -> bool:
    calendar = time.type in {TimeType.DATE, TimeType.TIME} and time.earliest is not None and time.latest is not None
    return calendar and time.precision is not Precision.VAGUE
