"""What one sentence with dates tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.extract.events.clock import clock_only, day_only, span, when_of
from bot.extract.events.govern import Anchor
from bot.extract.events.mention import Told
from bot.extract.events.page import Laid, Page
from bot.extract.events.standing import Standing, judge
from bot.extract.lang.en import events as en
from bot.model.article import EntityKind
from bot.model.base import Range
from bot.model.event import EventKind, EventStatus
from bot.model.time import Precision, TimeExpression, When

_MARKUP = 300
"""A tag of a page is not longer than this."""


def told_in(page: Page, laid: Laid, day: date) -> Iterator[Told]:
    """Return what the sentence tells of events, by each of its dates; `day` is the reference day."""
    sentence = laid.sentence
    last: tuple[Anchor, int] | None = None
    for number, (time, first, end) in enumerate(sentence.times):
        if _in_markup(page.text.body, time) or _ends_stretch(laid, number):
            continue
        anchor = laid.governor.anchor(first, end)
        standing = judge(sentence, anchor, time, first, day) if anchor is not None else None
        if anchor is None or standing is None or _second_guess(last, anchor, time, laid, first):
            continue
        anchor = _as_visit(page, laid, anchor)
        before = range(anchor.group.last, last[1]) if last and anchor.group and last[0] == anchor else range(0)
        last = (anchor, end + 1)
        yield _told(page, laid, anchor, number, standing, before)
        yield from _happens_then(laid, anchor, number, standing, day)


def _told(page: Page, laid: Laid, anchor: Anchor, number: int, standing: Standing, before: range) -> Told:
    time, _, _ = laid.sentence.times[number]
    when = _stretch(laid, number, day_of_page=page)
    aside = clock_only(time) and not _starts(anchor)
    if aside:
        when = day_only(when)
    named = laid.namer.name(anchor, before)
    return Told.of(
        laid.sentence, anchor, (Range(start=time.start, end=time.end), when), standing, named, aside=aside
    )


def _starts(anchor: Anchor) -> bool:
    """Tell whether the time of day is that of the event itself, not of a part of it."""
    group = anchor.group
    if group is None:
        return anchor.near
    return anchor.near or (group.lemma in en.STARTS and (anchor.noun or anchor.kind is not EventKind.OTHER))


def _stretch(laid: Laid, number: int, *, day_of_page: Page) -> When:  # noqa: ARG001
    """Return when it is; with the next date, if the two are the ends of one stretch."""
    when = when_of(laid.sentence.times[number][0])
    if number + 1 < len(laid.sentence.times) and _ends_stretch(laid, number + 1):
        last = when_of(laid.sentence.times[number + 1][0])
        return span(when, last)
    return when


def _ends_stretch(laid: Laid, number: int) -> bool:
    """Tell whether a date ends what the one before begins: "from June 11 to July 19", "between May 3 and May 5"."""
    if number == 0:
        return False
    sentence = laid.sentence
    (first, begin, end), (last, start, _) = sentence.times[number - 1], sentence.times[number]
    if start - end != 1 or first.latest is None or last.earliest is None or first.latest >= last.earliest:
        return False
    opened, between = sentence.word(begin - 1), sentence.word(end)
    if opened == "from":
        return between in {"to", "until", "till", "through", "-", "–"}
    return (opened == "between" and between == "and") or (between in {"through", "–"} and opened != "through")


def _second_guess(
    last: tuple[Anchor, int] | None, anchor: Anchor, time: TimeExpression, laid: Laid, first: int
) -> bool:
    """Tell a second guess at the same time: "until 2017 or even 2018", "in both 1990 and 1991"."""
    if last is None or last[0] != anchor or time.precision.rank < Precision.YEAR.rank:
        return False
    return any(word in {"or", "and"} for word in laid.sentence.words[last[1] - 1 : first])


def _happens_then(laid: Laid, anchor: Anchor, number: int, standing: Standing, day: date) -> Iterator[Told]:
    """ "…on August 12, when an eclipse crosses the north": the date is that of the eclipse too."""
    if standing.status is EventStatus.HAPPENED:
        return
    time, _, end = laid.sentence.times[number]
    found = laid.governor.event_when(end)
    if found is None or found.first == anchor.first:
        return
    named = laid.namer.name(found)
    when = when_of(time)
    if when.earliest > day:
        place = Range(start=time.start, end=time.end)
        told = Told.of(laid.sentence, found, (place, when), standing, named)
        yield replace(told, title=told.title if len(told.title.split()) >= 3 else "")


def _in_markup(body: str, time: TimeExpression) -> bool:
    """Tell whether it stands within a tag that was left over from a page: <time datetime="2026-03-19">."""
    opened = body.rfind("<", max(0, time.start - _MARKUP), time.start)
    return opened >= 0 and body[opened + 1 : opened + 2].isalpha() and ">" not in body[opened : time.start]


def _as_visit(page: Page, laid: Laid, anchor: Anchor) -> Anchor:
    """ "Welcome her to the palace" tells of a visit, if a person is welcomed."""
    if anchor.noun or anchor.lemma not in en.GUEST_VERBS:
        return anchor
    names = laid.sentence.names
    guests = [names[at][2] for at in range(anchor.last, anchor.last + 8) if at in names]
    if not any(page.entities[n].kind is EntityKind.PERSON for n in guests):
        return anchor
    return replace(anchor, kind=EventKind.VISIT)
