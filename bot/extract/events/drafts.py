"""A draft of an event: the mentions that tell of one happening."""

from __future__ import annotations

from functools import lru_cache

from bot.extract.events.mention import Told
from bot.extract.events.words import tables
from bot.extract.lang.en import events as en
from bot.model.base import Range
from bot.model.event import EventKind, EventStatus

BALLOTS = frozenset({EventKind.ELECTION, EventKind.VOTE})
SHOWN = frozenset({EventKind.MATCH, EventKind.CEREMONY, EventKind.PERFORMANCE, EventKind.ANNOUNCEMENT})
"""What may be aired, and begins with a kickoff or an opening."""

_STEM = 4
"""Words that share so many first letters name the same doing: meet and meeting, withdraw and withdrawal."""

_BOUNDS = frozenset({"end", "start", "beginning", "return"})
"""Alone these do not say what ends or starts."""

_NEAR = 4
"""Sentences within which "the ceremony" on the same day is the one that was told of."""


class Draft:
    """Mentions that tell of one happening; `moved` are those that still tell the date which it had before.

    What a new mention is compared with is kept as it grows, so that a comparison takes the same time always.
    """

    def __init__(self, first: Told) -> None:
        self.told: list[Told] = []
        self.moved: list[Told] = []
        self.dated, self.kind = first, first.kind
        self.who: set[int] = set()
        self.where: set[int] = set()
        self.stems: set[str] = set()
        self.times: set[Range] = set()
        self.triggers: set[Range] = set()
        self.in_sentence: dict[int, set[str]] = {}
        self.add(first)

    def add(self, told: Told) -> None:
        """Take a mention in; the first with the finest date dates the event, the first kind of its own is its kind."""
        self.told.append(told)
        if told.when is not None and fineness(told) < fineness(self.dated):
            self.dated = told
        if self.kind is EventKind.OTHER or {self.kind, told.kind} == BALLOTS:
            self.kind = told.kind if self.kind is EventKind.OTHER else EventKind.ELECTION
        self.who.update(told.who)
        self.where.update(() if told.where is None else (told.where,))
        self.stems.add(stem(told.lemma))
        self.triggers.add(told.trigger)
        self.in_sentence.setdefault(told.sentence, set()).add(stem(told.lemma))
        if told.time is not None:
            self.times.add(told.time)

    def shortly_before(self, told: Told) -> bool:
        """Tell whether it was spoken of in the two sentences before the mention."""
        return any(index in self.in_sentence for index in (told.sentence - 1, told.sentence - 2))

    def near(self, told: Told) -> bool:
        """Tell whether it is spoken of within a few sentences of the mention."""
        return any(abs(index - told.sentence) <= _NEAR for index in self.in_sentence)

    def tells_another(self, told: Told) -> bool:
        """Tell whether the same sentence tells of this one by another word: it would not by two."""
        return self.in_sentence.get(told.sentence, {stem(told.lemma)}) != {stem(told.lemma)}

    def lists_another(self, told: Told) -> bool:
        """Tell whether both stand in a calendar, which tells each happening once."""
        listed = told.listed and any(t.listed for t in self.told)
        return listed and (told.title, told.when) != (self.dated.title, self.dated.when)

    def take_over(self, old: Draft) -> None:
        """Take in an event whose date this one has changed."""
        self.moved.extend(old.told)
        if self.kind is EventKind.OTHER or self.dated.again:
            self.kind = old.kind

    @property
    def content(self) -> frozenset[str]:
        """The words that say what it is about."""
        return content(self.dated.title)

    @property
    def says_what(self) -> bool:
        """Tell whether something says what happens or who takes part: "it comes in May" alone does not."""
        told = (*self.told, *self.moved)
        named = any((t.noun and t.lemma not in _BOUNDS) or _tells(t.title) for t in told)
        return self.past or bool(self.who) or named

    @property
    def aired(self) -> bool:
        """Tell whether it is told first by that it is aired."""
        return self.told[0].lemma in en.AIRING

    @property
    def past(self) -> bool:
        """Tell whether it has happened."""
        return self.dated.standing.status is EventStatus.HAPPENED


def fineness(told: Told) -> tuple[bool, int, int, int]:
    """Return how finely a mention dates its event, the finest first; of equals the one told first."""
    return told.aside, told.when.precision.rank if told.when else 99, told.sentence, told.trigger.start


def _tells(title: str) -> bool:
    """Tell whether more than a verb is told."""
    closed = tables().closed
    return sum(w.lower() not in closed for w in title.split()) > 1


@lru_cache(maxsize=1024)
def content(title: str) -> frozenset[str]:
    """Return the words of a title that say what it is about: no verbs, no numbers, nothing that any title may have."""
    words = {w.strip("“”\"'‘’,;:().").lower().removesuffix("’s").removesuffix("'s") for w in title.split()}
    known = tables()
    return frozenset(
        w
        for w in words
        if len(w) > 2
        and w not in known.closed
        and w not in en.SAYS_LITTLE
        and (w not in known.verbs or w in known.nouns)
        and not w[0].isdigit()
    )


def stem(word: str) -> str:
    """Return what words for the same doing share: meet and meeting, withdraw and withdrawal."""
    return word[:_STEM]
