"""Mentions of one happening become one draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.extract.events.drafts import SHOWN, Draft, fineness
from bot.extract.events.matching import Matcher, fits, same_exact_day
from bot.extract.events.mention import Told
from bot.model.article import Entity
from bot.model.event import EventKind, EventStatus
from bot.model.time import Precision

MOST_TOLD = 400
"""An article tells of so many happenings at most; what a list of thousands tells after them is left out."""


def _in_order(told: Told) -> tuple[bool, bool, bool, int, int, int]:
    """What stands by itself comes first, what leans on it ("it begins at 8") after it, dates that held before last."""
    return told.standing.superseded, told.again, *fineness(told)


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
            if found.aired or (found.kind is EventKind.OPENING and one.kind in SHOWN):
                found.kind = one.kind
            for told in one.told:
                found.add(told)
            found.moved.extend(one.moved)
    return joined


def _one_of_both(first: Draft, second: Draft, matcher: Matcher) -> bool:
    if first.past or second.past or first.dated.standing.forecast or second.dated.standing.forecast:
        return False
    if same_exact_day(first.dated.when, second.dated.when):
        return any(matcher.same(first, told) for told in second.told) or matcher.two_sides(first, second)
    named = (
        second.dated.noun and second.dated.when is not None and second.dated.when.precision.rank >= Precision.YEAR.rank
    )
    return named and fits(first.dated.when, second.dated.when) and bool(first.content & second.content)


def _drop_moved(drafts: list[Draft], matcher: Matcher) -> None:
    """Give a date that no longer holds to the event that was moved from it."""
    for moved in [d for d in drafts if d.dated.standing.status is EventStatus.RESCHEDULED]:
        for old in [d for d in drafts if d is not moved and matcher.earlier_date_of(moved, d)]:
            moved.take_over(old)
            drafts.remove(old)
