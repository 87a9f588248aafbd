"""One place in the text that tells of an event."""

from __future__ import annotations

from dataclasses import dataclass

from bot.extract.events.anchor import Anchor
from bot.extract.events.naming import Named
from bot.extract.events.sentence import TIME, Sentence
from bot.extract.events.standing import Standing
from bot.model.base import Range
from bot.model.event import EventKind
from bot.model.time import When


@dataclass(frozen=True, slots=True)
class Told:
    """What one sentence says of an event.

    `trigger` is where the word stands that names it; `time` is where its date stands and `when` what that is, both
    None where no date is told. `aside` marks a detail at a time of day ("the doors open at 8"): it belongs to the
    event of that day, and does not say when that begins. `again` marks "it": the event is one told shortly before.
    `rule` is the RFC 5545 rule of what recurs.
    `bare` marks "the ceremony", "the May 3 deadline": a noun that points back. `clock` marks what only a time of day
    dates. `listed` marks a line of a calendar, which tells each happening once.
    """

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
    places: frozenset[int] = frozenset()
    aside: bool = False
    again: bool = False
    rule: str | None = None
    bare: bool = False
    clock: bool = False
    listed: bool = False

    @classmethod
    def of(
        cls,
        sentence: Sentence,
        anchor: Anchor,
        dated: tuple[Range, When] | None,
        standing: Standing,
        named: Named,
        *,
        aside: bool = False,
        again: bool = False,
        rule: str | None = None,
        clock: bool = False,
        listed: bool = False,
    ) -> Told:
        """Return what `sentence` tells by `anchor`; `dated` is where its date stands and what it is."""
        start, end = sentence.span(anchor.first, anchor.last)
        return cls(
            sentence=sentence.index,
            place=sentence.place,
            trigger=Range(start=start, end=end),
            kind=anchor.kind,
            lemma=anchor.lemma,
            noun=anchor.noun,
            time=dated[0] if dated else None,
            when=dated[1] if dated else None,
            standing=standing,
            who=named.who,
            where=named.place,
            title=named.title,
            named_doer=named.named_doer,
            places=named.places,
            aside=aside,
            again=again,
            rule=rule,
            bare=anchor.noun and _points_back(sentence, anchor.first - 1),
            clock=clock,
            listed=listed,
        )


def _points_back(sentence: Sentence, before: int) -> bool:
    while sentence.tag(before) == TIME:
        before -= 1
    return sentence.word(before) in {"the", "this", "that"}
