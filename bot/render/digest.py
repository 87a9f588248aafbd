"""The digest: several stories in one message."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.model.article import Article
from bot.model.event import KnownEvent
from bot.model.message import Block, Line, Message, MessageKind, Text, plain
from bot.render import dates, pieces

MAX_ARTICLES = 10
MAX_HEADLINES = 15
MAX_EVENTS = 5
MAX_REMINDERS = 15
"""What fits into one message that is read to its end."""


def digest(
    articles: Sequence[Article],
    events: Sequence[KnownEvent],
    on: date,
    *,
    remembered: Sequence[KnownEvent] = (),
    slot: bool = True,
) -> Message:
    """Return the digest of the day `on`: what came (newest first) and what is upcoming (soonest first).

    `remembered` are events whose reminders were held. Without a `slot` the digest tells only what was held.
    """
    others = [known for known in events if known not in remembered]
    return Message(
        kind=MessageKind.DIGEST,
        headline=f"{'Digest' if slot else 'Meanwhile'} · {dates.day(on)}",
        lines=_stories(articles),
        blocks=(
            *_further(articles),
            *_events("Reminders", remembered, on, MAX_REMINDERS),
            *_events("Coming up", others, on, MAX_EVENTS),
        ),
        footer=joined_sources(articles),
    )


def joined_sources(articles: Sequence[Article]) -> str | None:
    """Return the sources of the articles, each once, in order."""
    names = dict.fromkeys(article.source for article in articles if article.source)
    return pieces.joined(*names) or None


def _stories(articles: Sequence[Article]) -> tuple[Line, ...]:
    lines = [line for article in articles[:MAX_ARTICLES] for line in _story(article)]
    return tuple(lines)


def _further(articles: Sequence[Article]) -> tuple[Block, ...]:
    """Return the headlines of the stories for whose sentences there is no room."""
    rest = articles[MAX_ARTICLES:]
    lines: list[Line] = [
        (Text(text="• "), pieces.linked(article.headline, article.url)) for article in rest[:MAX_HEADLINES]
    ]
    if len(rest) > MAX_HEADLINES:
        lines.append(plain(f"and {len(rest) - MAX_HEADLINES} more: /article latest", "quiet"))
    return (Block(title="Also", lines=tuple(lines)),) if lines else ()


def _story(article: Article) -> tuple[Line, ...]:
    source = Text(text=f" — {article.source}" if article.source else "")
    head: Line = (Text(text="• "), pieces.linked(article.headline, article.url), source)
    return (head, *(plain(sentence.text) for sentence in article.summary.short))


def _events(title: str, events: Sequence[KnownEvent], on: date, limit: int) -> tuple[Block, ...]:
    lines = [pieces.known_event_line(known, today=on) for known in events[:limit]]
    if len(events) > limit and title == "Reminders":
        lines.append(plain(f"and {len(events) - limit} more: /events upcoming", "quiet"))
    return (Block(title=title, lines=tuple(lines)),) if lines else ()
