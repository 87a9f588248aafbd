"""The digest: several stories in one message."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.model.article import Article
from bot.model.event import KnownEvent
from bot.model.message import Block, Line, Message, MessageKind, Text, plain
from bot.render import dates, pieces

MAX_ARTICLES = 10
MAX_EVENTS = 5
"""What fits into one message that is read to its end."""


def digest(articles: Sequence[Article], events: Sequence[KnownEvent], on: date) -> Message:
    """Return the digest of the day `on`: what came (newest first) and what is upcoming (soonest first)."""
    return Message(
        kind=MessageKind.DIGEST,
        headline=f"Digest · {dates.day(on)}",
        lines=_stories(articles),
        blocks=_coming(events, on),
        footer=joined_sources(articles),
    )


def joined_sources(articles: Sequence[Article]) -> str | None:
    """Return the sources of the articles, each once, in order."""
    names = dict.fromkeys(article.source for article in articles if article.source)
    return pieces.joined(*names) or None


def _stories(articles: Sequence[Article]) -> tuple[Line, ...]:
    lines = [line for article in articles[:MAX_ARTICLES] for line in _story(article)]
    if len(articles) > MAX_ARTICLES:
        lines.append(plain(f"and {len(articles) - MAX_ARTICLES} more", "quiet"))
    return tuple(lines)


def _story(article: Article) -> tuple[Line, ...]:
    source = Text(text=f" — {article.source}" if article.source else "")
    head: Line = (Text(text="• "), pieces.linked(article.headline, article.url), source)
    return (head, *(plain(sentence.text) for sentence in article.summary.short))


def _coming(events: Sequence[KnownEvent], on: date) -> tuple[Block, ...]:
    lines = tuple(pieces.known_event_line(known, today=on) for known in events[:MAX_EVENTS])
    return (Block(title="Coming up", lines=lines),) if lines else ()
