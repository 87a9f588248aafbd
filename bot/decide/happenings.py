"""Which events of different articles are one happening, so that a channel is reminded of it once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.model.base import day_of
from bot.model.event import Event, KnownEvent

_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = frozenset({"the", "and", "for", "with", "from", "into", "will", "its", "his", "her", "their", "this", "that"})
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


def _age(known: KnownEvent) -> tuple[bool, str, str]:
    published = known.published
    return published is None, day_of(published).isoformat() if published else "", known.event.id


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text)) - _COMMON


def _alike(one: str, other: str) -> bool:
    """Tell whether most words of the shorter name are in the longer: "Takaichi" and "Sanae Takaichi"."""
    a, b = _words(one), _words(other)
    if not a or not b:
        return one.casefold() == other.casefold()
    return len(a & b) > min(len(a), len(b)) / 2
