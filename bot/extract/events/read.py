"""From sentences with dates in them to events."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

from bot.extract.events.clock import when_of
from bot.extract.events.govern import Anchor, Governor
from bot.extract.events.groups import verb_groups
from bot.extract.events.mention import Told
from bot.extract.events.merging import merge
from bot.extract.events.naming import Namer
from bot.extract.events.sentence import Sentence, lay_out
from bot.extract.events.standing import judge
from bot.extract.lang.en import events as en
from bot.extract.text import Text
from bot.extract.times import Reference
from bot.extract.tokens import tokenise
from bot.model.article import Entity, EntityKind, MentionForm, Quote
from bot.model.base import Range
from bot.model.event import Event, EventKind
from bot.model.time import Precision, TimeExpression, TimeType

MOST_TOKENS = 400
"""A longer "sentence" is a list or a wreck; its dates are still times, but no events are read from it."""


def read_events(
    text: Text,
    times: tuple[TimeExpression, ...],
    entities: tuple[Entity, ...],
    quotes: tuple[Quote, ...],  # noqa: ARG001  # part of the rooms' common signature; events told in quotations count alike
    reference: Reference,
    article_id: str,
) -> tuple[Event, ...]:
    """Return the dated events of the text, each once with all its evidence, in the order in which they are first told.

    Events to come (scheduled, tentative, rescheduled, cancelled) and, of the kinds that questions are asked of, past
    ones. `times` and `entities` are those read from the same text.
    """
    dated = [t for t in times if _names_a_day(t)]
    if not dated:
        return ()
    told = _Reader(text, dated, entities, reference.day).read()
    return merge(text, told, entities, reference.day, article_id)


def _names_a_day(time: TimeExpression) -> bool:
    calendar = time.type in {TimeType.DATE, TimeType.TIME} and time.earliest is not None and time.latest is not None
    return calendar and time.precision is not Precision.VAGUE


class _Reader:
    """Reads the sentences of one text that hold a date, then those that speak of the same events without one."""

    def __init__(self, text: Text, times: Sequence[TimeExpression], entities: Sequence[Entity], day: date) -> None:
        self.text, self.times, self.entities, self.day = text, times, entities, day
        self.tokens = tokenise(text.body, text.paragraphs)
        self.mentions = sorted(
            (m.start, m.end, number, m.form is MentionForm.PRONOUN)
            for number, entity in enumerate(entities)
            for m in entity.mentions
            if m.end - m.start <= 120
        )
        self._mention_starts = [m[0] for m in self.mentions]
        self._time_starts = [t.start for t in times]

    def read(self) -> list[Told]:
        told: list[Told] = []
        for index, place in enumerate(self.text.sentences):
            times = self._times_in(place)
            if times:
                told.extend(self._dated(self._sentence(index, place, times)))
        return told

    def _times_in(self, place: Range) -> Sequence[TimeExpression]:
        first = bisect_left(self._time_starts, place.start)
        return self.times[first : bisect_left(self._time_starts, place.end)]

    def _sentence(self, index: int, place: Range, times: Sequence[TimeExpression]) -> Sentence:
        first = bisect_left(self._mention_starts, place.start)
        last = bisect_right(self._mention_starts, place.end - 1)
        return lay_out(index, place, self.tokens, times, self.mentions[first:last])

    def _dated(self, sentence: Sentence) -> list[Told]:
        if len(sentence) > MOST_TOKENS:
            return []
        groups = verb_groups(sentence)
        governor = Governor(sentence, groups)
        namer = Namer(self.text.body, sentence, groups, self.entities)
        found = []
        for time, first, last in sentence.times:
            if self._in_markup(time):
                continue
            anchor = governor.anchor(first, last)
            standing = judge(sentence, anchor, time, first, self.day) if anchor is not None else None
            if anchor is not None and standing is not None:
                anchor = self._as_visit(sentence, anchor)
                named = namer.name(anchor, (first, last))
                found.append(Told.of(sentence, anchor, time, when_of(time), standing, named))
        return found

    def _in_markup(self, time: TimeExpression) -> bool:
        """Tell whether it stands within a tag that was left over from a page: <time datetime="2026-03-19">."""
        opened = self.text.body.rfind("<", max(0, time.start - 300), time.start)
        return opened >= 0 and self.text.body[opened + 1 : opened + 2].isalpha() and (
            ">" not in self.text.body[opened : time.start]
        )

    def _as_visit(self, sentence: Sentence, anchor: Anchor) -> Anchor:
        """ "Welcome her to the palace" tells of a visit, if a person is welcomed."""
        if anchor.noun or anchor.lemma not in en.GUEST_VERBS:
            return anchor
        after = [
            sentence.names[at][2]
            for at in range(anchor.last, min(anchor.last + 8, len(sentence)))
            if at in sentence.names
        ]
        if not any(self.entities[n].kind is EntityKind.PERSON for n in after):
            return anchor
        return Anchor(
            anchor.first, anchor.last, EventKind.VISIT, anchor.lemma, noun=False, group=anchor.group, near=anchor.near
        )
