"""What a date belongs to: the word that names what happens."""

from __future__ import annotations

from dataclasses import dataclass

from bot.extract.events.groups import Group, Sure
from bot.extract.events.reach import Reach
from bot.extract.events.sentence import Sentence
from bot.model.event import EventKind


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a date belongs to: tokens `first` to `last` (end exclusive) name what happens.

    `group` is the verb group that governs it, None for a bare noun; `noun` tells nouns from verbs; `near` whether
    nothing but prepositions lies between. `planned` is what a word of scheduling beside it says ("a trip planned
    for May"); `over` is the verb before it, also over a preposition ("will speak at the May 3 summit").
    """

    first: int
    last: int
    kind: EventKind
    lemma: str
    noun: bool
    group: Group | None
    near: bool
    planned: Sure = Sure.OPEN
    over: Group | None = None


class Anchors:
    """Makes anchors of one sentence's words."""

    def __init__(self, sentence: Sentence, reach: Reach) -> None:
        self.sentence, self.reach = sentence, reach

    def noun(self, at: int, group: Group | None, *, near: bool) -> Anchor:
        """Return the event noun at the token `at` as an anchor under the verb group."""
        first = self.sentence.compounds.get(at, at)
        lemma = "-".join(self.sentence.words[first : at + 1])
        over = self.reach.object_of(first, directly=False)
        return Anchor(
            first, at + 1, self.sentence.nouns[at], singular(lemma), noun=True, group=group, near=near, over=over
        )


def singular(noun: str) -> str:
    """Return the singular of an event noun; what is no plural stays."""
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "xes", "sses", "caucuses")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun
