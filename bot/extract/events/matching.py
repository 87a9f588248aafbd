"""Whether a mention speaks of a happening that was told before: same kind and people and place, times that fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.extract.events.drafts import BALLOTS, SHOWN, Draft, content, stem
from bot.extract.events.mention import Told
from bot.extract.lang.en import events as en
from bot.model.article import Entity
from bot.model.event import EventKind, EventStatus
from bot.model.time import Precision, When

_PRIMARIES = frozenset({"primary", "caucus", "contest", "super tuesday", "runoff", "run-off"})
_TOGETHER = frozenset({EventKind.VISIT, EventKind.ECLIPSE, EventKind.ELECTION, EventKind.TRIAL})
"""Of these an article seldom tells of two that share people, place and time: the words may differ."""

_MANY_A_DAY = frozenset({EventKind.MATCH, EventKind.PERFORMANCE, EventKind.RELEASE})
_SURELY = 2
"""Two titles of one day with so many words in common, names of places aside, tell of one happening."""


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
        if not fits(first.when, told.when):
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
            if whole.kind in SHOWN and side.aired and not whole.aired:
                return bool(shared) or side.content <= en.SHOWS | self._names_of(side.who)
            if whole.kind in SHOWN and side.kind is EventKind.OPENING and shared:
                return True
            if whole.kind is EventKind.VISIT and side.kind is EventKind.OTHER and side.where and one.who & other.who:
                return any(self._places_meet(here, there) for here in side.where for there in whole.where)
        return False

    def _one_thing(self, one: Draft, told: Told) -> bool:
        exactly = same_exact_day(one.dated.when, told.when)
        return self.speaks_of(one, told) or (exactly and self._share_words(one, told))

    def earlier_date_of(self, moved: Draft, other: Draft) -> bool:
        """Tell whether `other` is the same happening under the date from which it was moved."""
        first = other.dated
        if other.past or first.standing.status is EventStatus.RESCHEDULED or fits(moved.dated.when, first.when):
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
        if len(kinds - {EventKind.OTHER}) > 1 and kinds != BALLOTS:
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
            ballots = {kind, told.kind} == BALLOTS
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
        if one.kind in BALLOTS:
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


def _around(place: str) -> set[str]:
    """Return the place, the city in which a seat lies, and the country of a capital."""
    name = place.lower()
    found = {name}
    while (name := en.SEATS.get(name, "")) and name not in found:
        found.add(name)
    own = place.lower()
    return found | ({en.CAPITALS[own]} if own in en.CAPITALS else set())


def fits(one: When | None, other: When | None) -> bool:
    """Tell whether one time lies within the other, or is not known."""
    return one is None or other is None or one.within(other) or other.within(one)


def same_exact_day(one: When | None, other: When | None) -> bool:
    """Tell whether both are of one day, each to the day or finer."""
    fine = Precision.DAY.rank
    exact = one is not None and other is not None and max(one.precision.rank, other.precision.rank) <= fine
    return exact and _same_day(one, other)


def _same_day(one: When | None, other: When | None) -> bool:
    return one is not None and other is not None and one.earliest == other.earliest and one.latest == other.latest
