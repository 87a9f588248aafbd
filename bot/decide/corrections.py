"""What an article that was changed says differently, and who is to know.

figures and times: sentences of both versions that are the same but for figures or times; only those words are named
events:            found again by their ids, else by title, else by kind and time
                   called off → cancelled; another interval, of which neither lies within the other → moved
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.decide import holds, reminders
from bot.decide.happenings import same_events
from bot.model.article import Article, Figure
from bot.model.base import Range, Span
from bot.model.change import ArticleChange, EventChange, EventChangeKind, Replaced
from bot.model.delivery import Destination, NewDelivery, Priority
from bot.model.event import Event, EventStatus, KnownEvent
from bot.model.message import Message
from bot.model.policy import Policy
from bot.model.time import When

CORRECTED_FOR = timedelta(hours=48)
"""How long after it was posted an alert is corrected; nobody looks at it after that, and the digest has moved on."""

MOST_REPLACED = 5
"""Of more, the article was rewritten, and a list of words explains nothing."""

_NEAR = 60
"""Characters from a figure within which what it counts is named with it: "12 of its 40 beams"."""

STANDING = {EventStatus.SCHEDULED, EventStatus.TENTATIVE, EventStatus.RESCHEDULED}
"""The event is to come, as far as its article tells."""


def changes(before: Article, after: Article) -> ArticleChange:
    """Return what the newer version says differently."""
    replaced = tuple(dict.fromkeys(_replaced(before, after)))
    return ArticleChange(
        replaced=replaced if len(replaced) <= MOST_REPLACED else (), events=event_changes(before, after)
    )


def event_changes(before: Article, after: Article) -> tuple[EventChange, ...]:
    """Return the events of the older version that the newer one calls off, moves, or does not tell any more."""
    now = {event.id: event for event in after.events}
    ids = {event.id: event.id for event in before.events if event.id in now}
    lost = before.model_copy(update={"events": tuple(e for e in before.events if e.id not in ids)})
    free = after.model_copy(update={"events": tuple(e for e in after.events if e.id not in ids)})
    ids |= same_events(lost, free)
    found = (event_change(event, now.get(ids.get(event.id, ""))) for event in before.events)
    return tuple(change for change in found if change is not None)


def event_change(before: Event, after: Event | None) -> EventChange | None:
    """Return what has become of an event that was to come, or None if it stands as it did."""
    if before.forecast or before.status not in STANDING:
        return None
    if after is None:
        return EventChange(kind=EventChangeKind.GONE, before=before)
    if after.status is EventStatus.CANCELLED:
        return EventChange(kind=EventChangeKind.CANCELLED, before=before, after=after)
    if after.status in STANDING and moved(before.when, after.when):
        return EventChange(kind=EventChangeKind.MOVED, before=before, after=after)
    return None


def moved(before: When, after: When) -> bool:
    """Tell whether a time is another one, not the same told more or less exactly."""
    if before.instant and after.instant:
        return before.instant != after.instant
    within = before.earliest <= after.earliest and after.latest <= before.latest
    around = after.earliest <= before.earliest and before.latest <= after.latest
    return not within and not around


def notice_key(event: Event, change: EventChange, where: Destination) -> str:
    """Return the dedupe key of the notice that tells a place of a change, as made of this telling of the event."""
    now = change.after.when.value if change.kind is EventChangeKind.MOVED and change.after else "off"
    place = f"{where.platform}:{where.thread or where.channel}"
    return f"changed:{event.id}:{change.before.when.value}:{now}:{place}"


def notice(
    change: EventChange, known: KnownEvent, where: Destination, *, policy: Policy, now: datetime, message: Message
) -> NewDelivery | None:
    """Return the notice that tells a place, to which the event was announced, of its change; None if it is too late.

    `known` is the telling that says so. A notice waits for the end of quiet hours and of a pause, but never comes after
    the event, or after its old time if it is off.
    """
    matters = change.after if change.kind is EventChangeKind.MOVED and change.after else change.before
    ends, free = reminders.end(matters, policy), holds.release(policy, now)
    if free is None or free >= ends:
        return None
    return NewDelivery(
        dedupe_key=notice_key(known.event, change, where),
        destination=where,
        message=message,
        priority=Priority.REMINDER,
        cause=known.event.id,
        not_before=free,
        expires_at=ends,
    )


class _Masked(NamedTuple):
    """A sentence with its figures and times taken out, and those."""

    text: str
    spans: tuple[Span, ...]


def _replaced(before: Article, after: Article) -> Iterator[Replaced]:
    old, new = _sentences(before), _sentences(after)
    gone = [masked for words, masked in old.items() if words not in new]
    unique = Counter(masked.text for masked in gone)
    by_mask = {masked.text: masked for masked in gone if unique[masked.text] == 1}
    for words, masked in new.items():
        if words in old or masked.text not in by_mask:
            continue
        for was, now in zip(by_mask[masked.text].spans, masked.spans, strict=True):
            if was.text != now.text:
                is_time = not isinstance(now, Figure)
                yield Replaced(old=was.text, new=now.text, follows=_follows(after, now), time=is_time)


def _follows(article: Article, span: Span) -> str:
    """Return the words between a figure and what it counts, and that, where it follows in the same sentence."""
    counts = span.counts if isinstance(span, Figure) else None
    rest = article.body[span.end : min(article.sentence_at(span).end, span.end + _NEAR)]
    place = rest.find(counts) if counts else -1
    return " ".join(rest[: place + len(counts)].split()) if counts and place >= 0 else ""


def _sentences(article: Article) -> dict[str, _Masked]:
    spans = sorted((*article.figures, *article.time_expressions), key=lambda span: (span.start, -span.end))
    return {article.body[s.start : s.end]: _masked(article, s, spans) for s in article.sentences}


def _masked(article: Article, sentence: Range, spans: list[Figure | Span]) -> _Masked:
    text, at, kept = "", sentence.start, list[Span]()
    for span in spans:
        if at <= span.start and span.end <= sentence.end:
            text += article.body[at : span.start] + ("\x01" if isinstance(span, Figure) else "\x02")
            at = span.end
            kept.append(span)
    return _Masked(text + article.body[at : sentence.end], tuple(kept))
