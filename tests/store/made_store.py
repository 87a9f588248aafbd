"""Made-up articles, deliveries and stores' contents for the store's tests."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.model.article import Article
from bot.model.base import Span
from bot.model.delivery import ClaimedDelivery, Destination, NewDelivery, Priority
from bot.model.event import Event, EventKind, EventStatus
from bot.model.message import Message, MessageKind
from bot.model.policy import GuildPolicy, Policy
from bot.model.source import NewSource, SourceKind
from bot.model.time import Precision, When
from bot.store import articles, claims, guilds, outbox, sources
from bot.store.engine import Store

NOW = datetime(2026, 2, 9, 12, tzinfo=UTC)
TODAY = NOW.date()
MINUTE = timedelta(minutes=1)
ONE, TWO, THREE = "discord:1", "discord:2", "discord:3"
BODY = "The harbour museum opens on March 20. Naïve visitors say “it’s great”."
HERE = Destination(platform="discord", guild="1", channel="10")


def a_day(day: date) -> When:
    return When(value=day.isoformat(), precision=Precision.DAY, earliest=day, latest=day)


def a_month(year: int, month: int, last: int) -> When:
    first, final = date(year, month, 1), date(year, month, last)
    return When(value=f"{year}-{month:02}", precision=Precision.MONTH, earliest=first, latest=final)


def an_event(event_id: str = "a-e", when: When | None = None, **more: Any) -> Event:
    fields: dict[str, Any] = {
        "id": event_id,
        "title": "The harbour museum opens",
        "kind": EventKind.OPENING,
        "when": when or a_day(date(2026, 3, 20)),
        "status": EventStatus.SCHEDULED,
        "evidence": (Span(start=0, end=3, text=BODY[:3]),),
        "confidence": 0.9,
    }
    return Event(**fields | more)


def an_article(article_id: str = "a", body: str = BODY, **more: Any) -> Article:
    """An article whose one event opens a museum; its content hash is made of headline and body, as extraction does."""
    fields: dict[str, Any] = {"headline": "Museum", "published": date(2026, 2, 9)}
    fields |= {"events": (an_event(f"{article_id}-e", evidence=(Span(start=0, end=3, text=body[:3]),)),)}
    fields |= more
    said = hashlib.sha256(f"{fields['headline']}\n{body}".encode()).hexdigest()
    return Article(**{"id": article_id, "body": body, "content_hash": said} | fields)


def a_delivery(key: str, **more: Any) -> NewDelivery:
    fields: dict[str, Any] = {
        "dedupe_key": key,
        "destination": HERE,
        "message": Message(kind=MessageKind.ALERT, headline=key),
        "priority": Priority.ALERT,
        "cause": "a",
        "not_before": NOW,
    }
    return NewDelivery(**fields | more)


def a_guild(number: str, **policy: Any) -> GuildPolicy:
    return GuildPolicy(platform="discord", guild=number, name=f"G{number}", policy=Policy(**{"channel": "10"} | policy))


async def a_source(
    store: Store, owner: str, address: str = "https://example.com/feed", kind: SourceKind = SourceKind.FEED
) -> str:
    async with store.write() as conn:
        return (await sources.add(conn, NewSource(kind=kind, address=address, owner=owner), NOW)).id


async def saved(
    store: Store, article: Article, source: str, identity: str = "1", now: datetime = NOW
) -> articles.Saved:
    async with store.write() as conn:
        return await articles.save(conn, article, source=source, identity=identity, now=now)


async def settled(store: Store, *numbers: str) -> None:
    async with store.write() as conn:
        for number in numbers:
            await guilds.put(conn, a_guild(number), NOW)


async def enqueued(store: Store, *deliveries: NewDelivery, now: datetime = NOW) -> int:
    async with store.write() as conn:
        return await outbox.enqueue(conn, deliveries, now)


async def taken(store: Store, sender: str, now: datetime, limit: int = 10) -> list[ClaimedDelivery]:
    async with store.write() as conn:
        return await claims.claim(conn, sender=sender, now=now, lease=MINUTE, limit=limit)


async def claimed(store: Store, sender: str, now: datetime, limit: int = 10) -> list[str]:
    """The headlines of what the sender got."""
    return [one.message.headline for one in await taken(store, sender, now, limit)]


async def bodies(store: Store, guild: str | None) -> list[str]:
    async with store.read() as conn:
        return sorted(one.body for one in await articles.latest(conn, guild=guild, limit=1000))
