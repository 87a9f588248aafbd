"""Which events of different articles are one happening, so that a channel is reminded of it once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from bot.model.article import Article
from bot.model.base import day_of
from bot.model.event import Event, EventStatus, KnownEvent

_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = frozenset({"the", "and", "for", "with", "from", "into", "will", "its", "his", "her", "their", "this", "that"})
_SURELY = 3
"""Words of two titles: "vote", "old" and "bridge" are one vote; "council" and "meeting" are any council's."""

_SHARED = 0.5
"""Half of the shorter title's words, and two at least: "Prime Minister visits White House" and "Takaichi's visit to the
White House" share two of four; "Museum opens" and "School opens" share one of two, and are two things."""


def same(one: Event, other: Event) -> bool:
    """Tell whether two events are one happening.

    They name the same interval and kind and do not name different places. Where both name who takes part, somebody does
    in both and the titles share a word; else the titles share half of their words.
    """
    a, b = one.when, other.when
    if (a.earliest, a.latest, one.kind) != (b.earliest, b.latest, other.kind):
        return False
    if a.instant and b.instant and a.instant != b.instant:
        return False
    return _alike_but_for_time(one, other)


def surely_same(one: Event, other: Event) -> bool:
    """Tell whether two events are plainly one happening: people, a place or three words of the title join them too."""
    return same(one, other) and _surely_alike(one, other)


def called_off(known: KnownEvent, by: KnownEvent, recalled: Collection[tuple[date, date]]) -> bool:
    """Tell whether another article, which is no older, says that the event is off or has another time.

    Off: it is the same happening, and cancelled there. Moved: it is the same but for its time, is rescheduled there,
    and the sentences that say so recall the old time too (`recalled`: the intervals that they name). Where that is not
    plain, the event stands.
    """
    if known.article == by.article or not _no_older(by, known):
        return False
    one, other = known.event, by.event
    if other.uncertain or other.forecast:
        return False
    if not _surely_alike(one, other):
        return False
    if other.status is EventStatus.CANCELLED:
        return same(one, other)
    was = (one.when.earliest, one.when.latest)
    moved = other.status is EventStatus.RESCHEDULED and was != (other.when.earliest, other.when.latest)
    return moved and one.kind is other.kind and was in recalled and _alike_but_for_time(one, other)


def recalled(article: Article, event: Event) -> frozenset[tuple[date, date]]:
    """Return the intervals, other than the event's own, that its evidence names: its old time, if it was moved."""
    named = (t for t in article.time_expressions if any(span.covers(t) for span in event.evidence))
    found = {(t.earliest, t.latest) for t in named if t.earliest and t.latest}
    return frozenset(found - {(event.when.earliest, event.when.latest)})


def _alike_but_for_time(one: Event, other: Event) -> bool:
    if one.place and other.place and not _alike(one.place, other.place):
        return False
    titles = _words(one.title), _words(other.title)
    shared = len(titles[0] & titles[1])
    if one.participants and other.participants:
        return shared > 0 and any(_alike(p, q) for p in one.participants for q in other.participants)
    return shared > 1 and shared >= _SHARED * min(map(len, titles))


def first_told(event: KnownEvent, others: Iterable[KnownEvent]) -> KnownEvent:
    """Return the event that stands for the happening: of the same ones, that of the oldest article.

    The oldest, because it stays the oldest when more articles tell of it later, and the dedupe key is made of it.
    """
    alike = [event, *(known for known in others if same(event.event, known.event))]
    return min(alike, key=_age)


def once_each(events: Iterable[KnownEvent]) -> tuple[KnownEvent, ...]:
    """Return one event per happening, in the order given."""
    kept: list[KnownEvent] = []
    for known in events:
        if not any(same(known.event, other.event) for other in kept):
            kept.append(known)
    return tuple(kept)


def same_events(one: Article, other: Article) -> dict[str, str]:
    """Return the ids of events of `one` with those of the same events of `other`: by title, else by kind and time."""
    pairs: dict[str, str] = {}
    for alike in (_title, _kind_and_time):
        free = {alike(event): event.id for event in other.events if event.id not in pairs.values()}
        for event in one.events:
            if event.id not in pairs and alike(event) in free:
                pairs[event.id] = free.pop(alike(event))
    return pairs


def _title(event: Event) -> tuple[Any, ...]:
    return event.kind, event.title.casefold()


def _kind_and_time(event: Event) -> tuple[Any, ...]:
    return event.kind, event.when.value, frozenset(event.participants)


def _surely_alike(one: Event, other: Event) -> bool:
    """Tell whether more than two common words join them: people, a place, or a title's third word.

    Two councils may meet on one day, and calling off the wrong meeting is worse than reminding of one that is off.
    """
    people = any(_alike(p, q) for p in one.participants for q in other.participants)
    place = bool(one.place and other.place and _alike(one.place, other.place))
    return people or place or len(_words(one.title) & _words(other.title)) >= _SURELY


def _no_older(one: KnownEvent, other: KnownEvent) -> bool:
    """Tell whether the first is known to be told on the same day as the second, or later; to the minute if both are."""
    a, b = one.published, other.published
    if a is None or b is None:
        return False
    return a >= b if isinstance(a, datetime) and isinstance(b, datetime) else day_of(a) >= day_of(b)


def _age(known: KnownEvent) -> tuple[bool, str, str]:
    published = known.published
    return published is None, day_of(published).isoformat() if published else "", known.event.id


@lru_cache(maxsize=4_096)
def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text)) - _COMMON


def _alike(one: str, other: str) -> bool:
    """Tell whether most words of the shorter name are in the longer: "Takaichi" and "Sanae Takaichi"."""
    a, b = _words(one), _words(other)
    if not a or not b:
        return one.casefold() == other.casefold()
    return len(a & b) > min(len(a), len(b)) / 2
