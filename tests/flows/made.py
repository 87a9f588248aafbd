"""Made-up articles, events and guilds for the tests of what is planned and sent."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.model.article import Article, Quote, QuoteForm, Summary, SummarySentence
from bot.model.base import Range, Span
from bot.model.event import Event, EventKind, EventStatus, KnownEvent
from bot.model.policy import GuildPolicy, Policy
from bot.model.time import Precision, When

BODY = (
    "SPRINGFIELD, March 2 - The council meets on Thursday to vote on the old bridge. "
    '"We will repair it," said Mayor Ada Long. Work could begin in June.'
)
THURSDAY = date(2026, 3, 5)
MONDAY_NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def span(text: str, body: str = BODY) -> Span:
    start = body.index(text)
    return Span(start=start, end=start + len(text), text=text)


def sentence(text: str, body: str = BODY) -> SummarySentence:
    place = span(text, body)
    return SummarySentence(text=text, evidence=(Range(start=place.start, end=place.end),))


def when(earliest: date, latest: date | None = None, precision: Precision = Precision.DAY, **more: Any) -> When:
    latest = latest or earliest
    value = more.pop("value", earliest.isoformat() if precision is Precision.DAY else f"{earliest}/{latest}")
    return When(value=value, precision=precision, earliest=earliest, latest=latest, **more)


MONTH = when(date(2026, 6, 1), date(2026, 6, 30), Precision.MONTH, value="2026-06")


def event(name: str = "e1", at: When | None = None, **more: Any) -> Event:
    given = {
        "id": name,
        "title": "Council votes on the bridge",
        "kind": EventKind.VOTE,
        "when": at or when(THURSDAY),
        "participants": ("Springfield council",),
        "status": EventStatus.SCHEDULED,
        "evidence": (span("The council meets on Thursday to vote on the old bridge."),),
        "confidence": 0.9,
    }
    return Event.model_validate({**given, **more})


def known(one: Event | None = None, article_id: str = "a1", **more: Any) -> KnownEvent:
    given = {
        "event": one or event(),
        "article": article_id,
        "headline": "Council to decide on the bridge",
        "source": "The Gazette",
        "url": "https://gazette.example/bridge",
        "published": date(2026, 3, 2),
    }
    return KnownEvent.model_validate({**given, **more})


def article(name: str = "a1", events: tuple[Event, ...] | None = None, **more: Any) -> Article:
    given = {
        "id": name,
        "url": f"https://gazette.example/{name}",
        "source": "The Gazette",
        "headline": "Council to decide on the bridge",
        "published": date(2026, 3, 2),
        "body": BODY,
        "events": events if events is not None else (event(f"{name}-e1"),),
        "quotes": (
            Quote(
                **span("We will repair it,").model_dump(),
                speaker="Ada Long",
                form=QuoteForm.DIRECT,
                cue="said",
            ),
        ),
        "summary": Summary(
            short=(sentence("The council meets on Thursday to vote on the old bridge."),),
            medium=(
                sentence("The council meets on Thursday to vote on the old bridge."),
                sentence("Work could begin in June."),
            ),
        ),
        "content_hash": hashlib.sha256(name.encode()).hexdigest(),
    }
    return Article.model_validate({**given, **more})


def guild(name: str = "1", platform: str = "fake", **policy: Any) -> GuildPolicy:
    given = {"channel": f"c{name}", "zone": "UTC", **policy}
    return GuildPolicy(platform=platform, guild=name, policy=Policy.model_validate(given))


DIGEST_AT = time(18, 0)
WEEK, DAY, MORNING = timedelta(days=7), timedelta(days=1), timedelta(0)
