"""The alert of a new article."""

from __future__ import annotations

import re
from datetime import date, datetime

from bot.model.article import Article
from bot.model.change import ArticleChange, EventChange, EventChangeKind
from bot.model.event import Event
from bot.model.message import Action, ActionKind, Block, Line, Message, MessageKind, Moment, Text, plain
from bot.render import dates, pieces

MAX_EVENTS = 5
"""Of more, those are shown that the headline speaks of or that the article tells most of, in order of time."""

_WORD = re.compile(r"\w{4,}")


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


def corrected(article: Article, on: date, change: ArticleChange) -> Message:
    """Return the alert of an article that has changed since it was posted, with what has changed."""
    lines = changed_lines(article, change)
    message = alert(article, on)
    return message.model_copy(update={"blocks": (Block(title="Updated", lines=lines), *message.blocks)})


def changed_lines(article: Article, change: ArticleChange) -> tuple[Line, ...]:
    """Return what has changed: "310 → 316 seats", and events that are off or have another time."""
    events = [line for one in change.events if (line := _changed_event(one))]
    named = [one for one in change.replaced if not (one.time and events)]  # the events tell their times already
    shown = [plain(f"{one.old} → {one.new} {one.follows}".rstrip()) for one in named]
    when = (Text(text=" at "), Moment(instant=article.updated)) if isinstance(article.updated, datetime) else ()
    return (*events, *shown) or ((Text(text="The article was changed after this was posted"), *when, Text(text=".")),)


def _changed_event(one: EventChange) -> Line | None:
    match one.kind:
        case EventChangeKind.CANCELLED:
            return Text(text=one.before.title, style="strong"), Text(text=" — cancelled")
        case EventChangeKind.MOVED if one.after:
            dates_ = f" — {dates.in_words(one.before.when)} → {dates.in_words(one.after.when)}"
            return Text(text=one.before.title, style="strong"), Text(text=dates_)
        case _:
            return None


def urgent(message: Message, topic: str, term: str) -> Message:
    """Return an alert that passes quiet hours or the cap, with the reason why."""
    why = plain(f"Urgent here: its opening speaks of “{term}” (topic {topic}).", "quiet")
    return message.model_copy(update={"lines": (*message.lines, why)})


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
    weightiest = sorted(events, key=lambda event: _weight(event, article), reverse=True)[:MAX_EVENTS]
    lines = [pieces.event_line(event, today=on) for event in events if event in weightiest]
    if len(events) > MAX_EVENTS:
        lines.append(plain(f"and {len(events) - MAX_EVENTS} more", "quiet"))
    return (Block(title="Upcoming", lines=tuple(lines)),)


def _weight(event: Event, article: Article) -> int:
    headline = set(_WORD.findall(article.headline.casefold()))
    return len(headline & set(_WORD.findall(event.title.casefold()))) + len(event.evidence)


def _quotation(article: Article) -> tuple[Block, ...]:
    quote = pieces.key_quote(article.quotes)
    if quote is None or quote.speaker is None:
        return ()
    role = next((e.role for e in article.entities if e.name == quote.speaker and e.role), None)
    speaker = ", ".join(part for part in (quote.speaker, role) if part)
    return (Block(title=speaker, lines=((Text(text=pieces.quoted(quote.text), style="quote"),),)),)
