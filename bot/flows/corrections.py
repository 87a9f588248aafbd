"""What follows when an article changes, or when another one calls off or moves an event that was announced.

follow, in the transaction that stores the article:
    it has changed:
        edit its alerts that were posted less than 48 h ago, where what they show is different now
        each of its events that is off, has another time, or is not told any more: take back what is owed for it
        off or moved: tell each place that was told of it, once
    it says that an event is off or moved that another, no newer article announced (only where that is plain):
        the same, for the guilds that see both
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from bot.decide import corrections, happenings, slots
from bot.model.article import Article
from bot.model.change import EventChange, EventChangeKind
from bot.model.delivery import DeliveryRecord, NewDelivery, NewEdit, Priority
from bot.model.event import Amendment, Event, EventStatus, KnownEvent
from bot.model.message import Message, Text
from bot.model.policy import GuildPolicy
from bot.render import alert as worded_alert
from bot.render import reminder as worded_reminder
from bot.store import amendments, articles, events, outbox, posted
from bot.store.articles import Saved

_NEARBY = 200
_OFF = {EventStatus.CANCELLED, EventStatus.RESCHEDULED}

log = logging.getLogger(__name__)


async def follow(conn: Any, saved: Saved, seeing: Sequence[GuildPolicy], now: datetime) -> None:
    """Put into the outbox what follows from an article as it was just stored; `seeing` are those who are told of it."""
    guilds = {one.key: one for one in seeing}
    told = {known.event.id: known for known in await events.of_article(conn, saved.article.id, guild=None)}
    if saved.before is not None:
        await _correct_alerts(conn, saved.before, saved.article, guilds, now)
        for change in corrections.event_changes(saved.before, saved.article):
            was = _as_it_was(change, saved.before)
            known = told.get(change.after.id, was) if change.after else was
            await _follow_event(conn, change, was, known, guilds=guilds, now=now)
    if saved.new or saved.changed:
        for by in told.values():
            if by.event.status in _OFF:
                for known in await _announced(conn, by, saved.article):
                    await _follow_other(conn, known, by, guilds, now)


async def called_off(
    conn: Any, guild: str | None, known: KnownEvent, same_day: Sequence[KnownEvent], moved: Sequence[KnownEvent]
) -> KnownEvent | None:
    """Return the telling of another article that the guild sees which says that the event is off or has another time.

    Given what the guild sees that begins on the event's day, and what it sees that was given another time.
    """
    for by in same_day:
        if happenings.called_off(known, by, ()):
            return by
    for by in moved:
        if by.event.kind is known.event.kind and by.article != known.article:
            article = await articles.get(conn, by.article, guild=guild)
            if happenings.called_off(known, by, happenings.recalled(article, by.event)):
                return by
    return None


async def _correct_alerts(
    conn: Any, before: Article, article: Article, guilds: dict[str, GuildPolicy], now: datetime
) -> None:
    """Let the alerts that were posted show what the article says now; of what changed nothing that they show, none."""
    owed = await posted.of_causes(conn, [before.id], since=now - corrections.CORRECTED_FOR)
    alerts = [one for one in owed if one.priority is Priority.ALERT and _guild(one) in guilds]
    if not alerts:
        return
    shown = {one.version: one for one in [*await articles.versions(conn, article.id, guild=None), before]}

    @cache  # many guilds share the version that they were shown and the day that it is
    def corrected(version: int, today: date, stands: bool) -> Message | None:
        return _corrected(shown.get(version, before), article, today, stands=stands)

    wanted = [(one, slots.local_day(now, guilds[_guild(one)].policy.tz)) for one in alerts]
    messages = [(one, corrected(one.version, today, one.may_stand)) for one, today in wanted]
    edits = [_edit(one, article, _with_remarks(message, one.message), now) for one, message in messages if message]
    await outbox.edit(conn, edits, now)


def _corrected(before: Article, article: Article, today: date, *, stands: bool) -> Message | None:
    plainly = worded_alert.alert(article, today)
    if not stands:
        return plainly
    change = corrections.changes(before, article)
    if plainly == worded_alert.alert(before, today) and not change.replaced and not change.events:
        return None
    return worded_alert.corrected(article, today, change)


def _with_remarks(message: Message, shown: Message) -> Message:
    """Keep what stood under the alert's summary: why it was urgent here."""
    remarks = [line for line in shown.lines if all(isinstance(part, Text) and part.style == "quiet" for part in line)]
    return message.model_copy(update={"lines": (*message.lines, *remarks)})


def _edit(one: DeliveryRecord, article: Article, message: Message, now: datetime) -> NewEdit:
    return NewEdit(
        target=one.id,
        version=article.version,
        message=message,
        priority=Priority.ALERT,
        cause=article.id,
        not_before=now,
        expires_at=one.enqueued_at + corrections.CORRECTED_FOR,
    )


async def _follow_event(
    conn: Any, change: EventChange, was: KnownEvent, known: KnownEvent, *, guilds: dict[str, GuildPolicy], now: datetime
) -> None:
    """Take back what is owed for an event as it was, and tell where it was announced what has become of it.

    `was` is the telling that announced it, `known` the one that says what has become of it.
    """
    await outbox.withdraw(conn, cause=change.before.id, now=now, guilds=guilds)
    if change.kind is EventChangeKind.GONE:
        return
    alike = [was, known, *await _others(conn, change.before)]
    announced = await posted.of_causes(conn, [one for k in alike for one in (k.event.id, k.article)])
    titles = {k.event.title for k in alike} | {change.before.title}
    places = {one.destination: one for one in announced if one.may_stand and _tells(one, titles)}
    keys = {place: {corrections.notice_key(k.event, change, place) for k in alike} for place in places}
    used = await outbox.used(conn, sorted(key for some in keys.values() for key in some))
    amended = await amendments.of_events(conn, [change.before.id])
    notices = [
        _notice(change, known, one, amended.get(_guild(one), {}).get(change.before.id), guilds[_guild(one)], now=now)
        for place, one in places.items()
        if _guild(one) in guilds and used.isdisjoint(keys[place])
    ]
    await outbox.enqueue(conn, [notice for notice in notices if notice], now)


def _notice(
    change: EventChange,
    known: KnownEvent,
    one: DeliveryRecord,
    amended: Amendment | None,
    guild: GuildPolicy,
    *,
    now: datetime,
) -> NewDelivery | None:
    """Return the notice for a place, unless the guild's admins have said otherwise of the event."""
    if amended is not None:
        seen = amended.seen(known) if change.after else None
        effective = corrections.event_change(amended.applied_to(change.before), seen.event) if seen else None
        if seen is None or effective is None:
            return None
        change, known = effective, seen
    message = worded_reminder.changed(change, known, slots.local_day(now, guild.policy.tz))
    return corrections.notice(change, known, one.destination, policy=guild.policy, now=now, message=message)


async def _follow_other(
    conn: Any, known: KnownEvent, by: KnownEvent, guilds: dict[str, GuildPolicy], now: datetime
) -> None:
    cancelled = by.event.status is EventStatus.CANCELLED
    kind = EventChangeKind.CANCELLED if cancelled else EventChangeKind.MOVED
    change = EventChange(kind=kind, before=known.event, after=by.event)
    log.info("event %s is %s, as article %s says", known.event.id, kind, by.article)
    await _follow_event(conn, change, known, by, guilds=guilds, now=now)


async def _announced(conn: Any, by: KnownEvent, article: Article) -> list[KnownEvent]:
    """Return the events of other articles that this one calls off or moves."""
    recalled = happenings.recalled(article, by.event)
    days = {by.event.when.earliest} | {earliest for earliest, _ in recalled}
    nearby = [k for day in sorted(days) for k in await events.beginning(conn, day, guild=None, limit=_NEARBY)]
    return [k for k in nearby if k.event.status in corrections.STANDING and happenings.called_off(k, by, recalled)]


async def _others(conn: Any, before: Event) -> list[KnownEvent]:
    """Return the other tellings of a happening at its old time."""
    nearby = await events.beginning(conn, before.when.earliest, guild=None, limit=_NEARBY)
    return [known for known in nearby if known.event.id != before.id and happenings.same(known.event, before)]


def _as_it_was(change: EventChange, before: Article) -> KnownEvent:
    return KnownEvent(
        event=change.before,
        article=before.id,
        headline=before.headline,
        source=before.source,
        url=before.url,
        published=before.published,
    )


def _tells(one: DeliveryRecord, titles: set[str]) -> bool:
    """Tell whether a message announced the event: a reminder, a notice of its new date, or an alert that lists it."""
    if one.priority is Priority.REMINDER:
        return True
    parts = (part for block in one.message.blocks for line in block.lines for part in line)
    return any(isinstance(part, Text) and part.text in titles for part in parts)


def _guild(one: DeliveryRecord) -> str:
    return f"{one.destination.platform}:{one.destination.guild}"
