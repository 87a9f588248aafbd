"""One place in the text that tells of an event."""

from __future__ import annotations

from dataclasses import dataclass

from bot.extract.events.govern import Anchor
from bot.extract.events.naming import Named
from bot.extract.events.sentence import Sentence
from bot.extract.events.standing import Standing
from bot.model.base import Range
from bot.model.event import EventKind
from bot.model.time import TimeExpression, When


@dataclass(frozen=True, slots=True)
class Told:
    """What one sentence says of an event. `trigger` are the offsets of the word that names it; `time` is where its date stands; it and
    `when` are None if it tells none."""

    sentence: int
    place: Range
    trigger: Range
    kind: EventKind
    lemma: str
    noun: bool
    time: Range | None
    when: When | None
    standing: Standing
    who: tuple[int, ...]
    where: int | None
    title: str
    named_doer: bool

    @classmethod
    def of(
        cls,
        sentence: Sentence,
        anchor: Anchor,
        time: TimeExpression | None,
        when: When | None,
        standing: Standing,
        named: Named,
    ) -> Told:
        """Return what `sentence` tells by `anchor`."""
        start, end = sentence.span(anchor.first, anchor.last)
        return cls(
            sentence.index,
            sentence.place,
            Range(start=start, end=end),
            anchor.kind,
            anchor.lemma,
            anchor.noun,
            Range(start=time.start, end=time.end) if time is not None else None,
            when,
            standing,
            named.who,
            named.place,
            named.title,
            named.named_doer,
        )
