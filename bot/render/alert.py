"""The alert of a new article."""

from __future__ import annotations

from datetime import date

from bot.model.article import Article
from bot.model.message import Action, ActionKind, Block, Line, Message, MessageKind, Text, plain
from bot.render import pieces

MAX_EVENTS = 5
"""Of more, those are shown of which the article tells most, in order of time."""


def alert(article: Article, on: date) -> Message:
    """Return the alert as of the day `on`: headline, summary, upcoming events, one quotation, dateline and source."""
    return Message(
        kind=MessageKind.ALERT,
        headline=article.headline,
        url=pieces.web(article.url),
        lines=summary(article),
        blocks=(*_upcoming(article, on), *_quotation(article)),
        footer=pieces.footer(article) or None,
        actions=actions(article),
    )


def summary(article: Article) -> tuple[Line, ...]:
    """Return the summary of at most three sentences as one paragraph."""
    sentences = article.summary.medium or article.summary.short
    return (plain(" ".join(sentence.text for sentence in sentences)),) if sentences else ()


def actions(article: Article) -> tuple[Action, ...]:
    """Return the buttons of an article: those that would show something, and the question."""
    there = {
        ActionKind.EVENTS: bool(article.events),
        ActionKind.QUOTES: bool(article.quotes),
        ActionKind.ASK: True,
    }
    return tuple(Action(kind=kind, article=article.id) for kind, shows in there.items() if shows)


def _upcoming(article: Article, on: date) -> tuple[Block, ...]:
    events = article.upcoming(on)
    if not events:
        return ()
    most_told = sorted(events, key=lambda event: -len(event.evidence))[:MAX_EVENTS]
    lines = [pieces.event_line(event, today=on) for event in events if event in most_told]
    if len(events) > MAX_EVENTS:
        lines.append(plain(f"and {len(events) - MAX_EVENTS} more", "quiet"))
    return (Block(title="Upcoming", lines=tuple(lines)),)


def _quotation(article: Article) -> tuple[Block, ...]:
    quote = pieces.key_quote(article.quotes)
    if quote is None or quote.speaker is None:
        return ()
    role = next((e.role for e in article.entities if e.name == quote.speaker and e.role), None)
    speaker = ", ".join(part for part in (quote.speaker, role) if part)
    return (Block(title=speaker, lines=((Text(text=pieces.quoted(quote.text), style="quote"),),)),)
