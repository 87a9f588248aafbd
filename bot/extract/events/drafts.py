"""Mentions of one happening become one draft: same kind and people and place, times that fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.extract.events.mention import Told
from bot.extract.events.words import tables
from bot.extract.lang.en import events as en
from bot.model.article import Entity
from bot.model.base import Range
from bot.model.event import EventKind, EventStatus
from bot.model.time import Precision, When

_PRIMARIES = frozenset({"primary", "caucus", "contest", "super tuesday", "runoff", "run-off"})
_TOGETHER = frozenset({EventKind.VISIT, EventKind.ECLIPSE, EventKind.ELECTION, EventKind.TRIAL})
"""Of these an article seldom tells of two that share people, place and time: the words may differ."""

_BALLOTS = frozenset({EventKind.ELECTION, EventKind.VOTE})
_MANY_A_DAY = frozenset({EventKind.MATCH, EventKind.PERFORMANCE, EventKind.RELEASE})
_SHOWN = frozenset({EventKind.MATCH, EventKind.CEREMONY, EventKind.PERFORMANCE, EventKind.ANNOUNCEMENT})
_STEM = 4
"""Words that share so many first letters name the same doing: meet and meeting, withdraw and withdrawal."""


_BOUNDS = frozenset({"end", "start", "beginning", "return"})
"""Alone these do not say what ends or starts."""

_SURELY = 2
"""Two titles of one day with so many words in common, names of places aside, tell of one happening."""

_NEAR = 4
"""Sentences within which "the ceremony" on the same day is the one that was told of."""

MOST_TOLD = 400
"""An article tells of so many happenings at most; what a list of thousands tells after them is left out."""


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
        if told.when is not None and _fineness(told) < _fineness(self.dated):
            self.dated = told
        if self.kind is EventKind.OTHER or {self.kind, told.kind} == _BALLOTS:
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


def _fineness(told: Told) -> tuple[bool, int, int, int]:
    return told.aside, told.when.precision.rank if told.when else 99, told.sentence, told.trigger.start


def _in_order(told: Told) -> tuple[bool, bool, bool, int, int, int]:
    """What stands by itself comes first, what leans on it ("it begins at 8") after it, dates that held before last."""
    return told.standing.superseded, told.again, *_fineness(told)


def draft(told: Iterable[Told], entities: Sequence[Entity]) -> list[Draft]:
    """Return the happenings that the mentions tell of, in the order of their first mention."""
    matcher = Matcher(entities)
    drafts: list[Draft] = []
    for one in sorted(list(told)[:MOST_TOLD], key=_in_order):
        found = next((d for d in drafts if matcher.same(d, one)), None)
        if one.standing.superseded:
            if found is not None:
                found.moved.append(one)
        elif found is not None:
            found.add(one)
        else:
            drafts.append(Draft(one))
    _drop_moved(drafts, matcher)
    drafts = _joined(drafts, matcher)
    return sorted((d for d in drafts if d.says_what), key=lambda d: min(t.trigger.start for t in d.told))


def _joined(drafts: list[Draft], matcher: Matcher) -> list[Draft]:
    """Put together what only a later mention showed to be one, and what "the 2026 games" tells of those told finer."""
    joined: list[Draft] = []
    for one in drafts:
        found = next((d for d in joined if _one_of_both(d, one, matcher)), None)
        if found is None:
            joined.append(one)
        else:
            if found.aired or (found.kind is EventKind.OPENING and one.kind in _SHOWN):
                found.kind = one.kind
            for told in one.told:
                found.add(told)
            found.moved.extend(one.moved)
    return joined


def _one_of_both(first: Draft, second: Draft, matcher: Matcher) -> bool:
    if first.past or second.past or first.dated.standing.forecast or second.dated.standing.forecast:
        return False
    if _same_exact_day(first.dated.when, second.dated.when):
        return any(matcher.same(first, told) for told in second.told) or matcher.two_sides(first, second)
    named = (
        second.dated.noun and second.dated.when is not None and second.dated.when.precision.rank >= Precision.YEAR.rank
    )
    return named and _fits(first.dated.when, second.dated.when) and bool(first.content & second.content)


def _drop_moved(drafts: list[Draft], matcher: Matcher) -> None:
    """Give a date that no longer holds to the event that was moved from it."""
    for moved in [d for d in drafts if d.dated.standing.status is EventStatus.RESCHEDULED]:
        for old in [d for d in drafts if d is not moved and matcher.earlier_date_of(moved, d)]:
            moved.take_over(old)
            drafts.remove(old)


class Matcher:
    """Tells whether a mention speaks of a happening that was told before."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self.entities = entities

    def same(self, one: Draft, told: Told) -> bool:
        """Tell whether a dated mention belongs to the draft."""
        first, standing = one.dated, told.standing
        past = standing.status is EventStatus.HAPPENED
        if one.past != past or first.standing.forecast != standing.forecast or one.lists_another(told):
            return False
        if standing.superseded:
            return told.trigger in one.triggers or self.speaks_of(one, told)
        if not _fits(first.when, told.when):
            return False
        if told.time in one.times or told.trigger in one.triggers:
            return True
        beside = told.sentence in one.in_sentence and (told.clock or first.clock)
        if told.again or told.aside or beside:
            return _same_day(first.when, told.when) and (not told.again or one.shortly_before(told))
        return not one.tells_another(told) and self._one_thing(one, told)

    def two_sides(self, one: Draft, other: Draft) -> bool:
        """Tell whether two of one day are sides of one happening.

        That a show is aired or a match begins ("the show airs live", "kickoff to the final is at 8") tells of it, and
        what somebody does on a visit, where it is made, is the visit.
        """
        for side, whole in ((one, other), (other, one)):
            shared = (side.content & whole.content) - self._names_of(side.where | whole.where)
            if whole.kind in _SHOWN and side.aired and not whole.aired:
                return bool(shared) or side.content <= en.SHOWS | self._names_of(side.who)
            if whole.kind in _SHOWN and side.kind is EventKind.OPENING and shared:
                return True
            if whole.kind is EventKind.VISIT and side.kind is EventKind.OTHER and side.where and one.who & other.who:
                return any(self._places_meet(here, there) for here in side.where for there in whole.where)
        return False

    def _one_thing(self, one: Draft, told: Told) -> bool:
        exactly = _same_exact_day(one.dated.when, told.when)
        return self.speaks_of(one, told) or (exactly and self._share_words(one, told))

    def earlier_date_of(self, moved: Draft, other: Draft) -> bool:
        """Tell whether `other` is the same happening under the date from which it was moved."""
        first = other.dated
        if other.past or first.standing.status is EventStatus.RESCHEDULED or _fits(moved.dated.when, first.when):
            return False
        if moved.triggers & other.triggers or (moved.dated.again and other.shortly_before(moved.dated)):
            return True
        return first.trigger.start < moved.dated.trigger.start and self.speaks_of(moved, first)

    def speaks_of(self, one: Draft, told: Told) -> bool:
        """Tell whether a mention can belong to the draft, its date aside."""
        return self._alike(one, told) and self._no_conflict(one, told)

    def shared(self, one: Draft, told: Told) -> int:
        """Return how many people and places the mention shares with the draft."""
        near = told.where is not None and any(self._places_meet(w, told.where) for w in one.where)
        return len(one.who & set(told.who)) + near

    def _share_words(self, one: Draft, told: Told) -> bool:
        """Tell whether what is on one day is called by the same words, and nobody else takes part."""
        kinds = {one.kind, told.kind}
        if len(kinds - {EventKind.OTHER}) > 1 and kinds != _BALLOTS:
            return False
        who, words = set(told.who), content(told.title)
        shared = (content(one.dated.title) & words) - self._names_of(one.where | {told.where})
        if len(shared) >= _SURELY:
            return True
        if (one.who - who and who - one.who) or not self._no_conflict(one, told):
            return False
        return bool(shared) or not words or ((told.bare or one.dated.bare) and one.near(told))

    def _names_of(self, places: Iterable[int | None]) -> set[str]:
        return {word for n in places if n is not None for word in self.entities[n].name.lower().split()}

    def _alike(self, one: Draft, told: Told) -> bool:
        kind, first = one.kind, one.dated
        if kind != told.kind:
            ballots = {kind, told.kind} == _BALLOTS
            return ballots and (told.when is None or told.when == first.when)
        if kind is EventKind.ELECTION:
            return told.lemma == "vote" or (first.lemma in _PRIMARIES) == (told.lemma in _PRIMARIES)
        if kind in _TOGETHER or stem(told.lemma) in one.stems:
            return kind is not EventKind.MATCH or told.when is None or not _others(first, told)
        if kind is EventKind.OTHER:
            return False
        exact = told.when is not None and told.when.precision.rank <= Precision.DAY.rank
        return bool(one.who & set(told.who)) or (exact and not (one.who and told.who) and not _others(first, told))

    def _no_conflict(self, one: Draft, told: Told) -> bool:
        places = told.where is None or all(self._places_meet(where, told.where) for where in one.where)
        if one.kind in _BALLOTS:
            return places and not _of_other_states(one.dated, told)
        return places and (not one.who or not told.who or bool(one.who & set(told.who)))

    def _places_meet(self, one: int, other: int) -> bool:
        if one == other:
            return True
        return bool(_around(self.entities[one].name) & _around(self.entities[other].name))


def _others(one: Told, other: Told) -> bool:
    """Tell two matches of one day: "Rovers play City", "Wanderers play Athletic"."""
    first, second = content(one.title), content(other.title)
    return one.kind in _MANY_A_DAY and not (one.bare or other.bare) and bool(first and second) and not first & second


def _of_other_states(one: Told, other: Told) -> bool:
    """Tell the contests of several states from that of one: "contests in Ohio and Utah", "the state's primary"."""
    if max(len(one.places), len(other.places)) <= 1 or one.places == other.places:
        return False
    alone = [t for t in (one, other) if len(t.places) <= 1]
    return not alone or any(t.places or t.trigger.end - t.trigger.start == len(t.lemma) for t in alone)


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


def _around(place: str) -> set[str]:
    """Return the place, the city in which a seat lies, and the country of a capital."""
    name = place.lower()
    found = {name}
    while (name := en.SEATS.get(name, "")) and name not in found:
        found.add(name)
    own = place.lower()
    return found | ({en.CAPITALS[own]} if own in en.CAPITALS else set())


def _fits(one: When | None, other: When | None) -> bool:
    return one is None or other is None or one.within(other) or other.within(one)


def _same_exact_day(one: When | None, other: When | None) -> bool:
    fine = Precision.DAY.rank
    exact = one is not None and other is not None and max(one.precision.rank, other.precision.rank) <= fine
    return exact and _same_day(one, other)


def _same_day(one: When | None, other: When | None) -> bool:
    return one is not None and other is not None and one.earliest == other.earliest and one.latest == other.latest
