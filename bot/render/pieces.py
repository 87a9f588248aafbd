"""Small pieces that several messages share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.model.article import Article, Quote, QuoteForm
from bot.model.event import Event, EventStatus, KnownEvent
from bot.model.message import Line, Link, Text
from bot.render import dates

_STATUS_NOTES = {
    EventStatus.TENTATIVE: "tentative",
    EventStatus.RESCHEDULED: "rescheduled",
    EventStatus.CANCELLED: "cancelled",
    EventStatus.HAPPENED: "has happened",
}
_KEY_QUOTE_LENGTHS = range(15, 281)
"""A key quote says something, and is read at a glance."""


def web(url: str | None) -> str | None:
    """Return the address if it leads into the web, else None."""
    return url if url and url.lower().startswith(("https://", "http://")) else None


def linked(text: str, url: str | None) -> Link | Text:
    """Return words that lead to the address, or the words alone where there is none."""
    address = web(url)
    return Link(text=text, url=address) if address else Text(text=text)


def notes(event: Event, *, amended: bool = False) -> str:
    """Return what has to be said beside an event, such as " (tentative, uncertain)", or nothing."""
    status = _STATUS_NOTES.get(event.status)
    return _in_brackets(status, *_marks(event, amended))


def status(event: Event, *, amended: bool = False) -> str:
    """Return the standing of an event, with what has to be said beside it."""
    return event.status.value + _in_brackets(*_marks(event, amended))


def _marks(event: Event, amended: bool) -> tuple[str | None, str | None]:
    return "uncertain" if event.uncertain else None, "amended by an admin" if amended else None


def _in_brackets(*notes: str | None) -> str:
    said = [note for note in notes if note]
    return f" ({', '.join(said)})" if said else ""


def event_line(event: Event, *, today: date | None, amended: bool = False) -> Line:
    """Return "Title — Thursday, March 19, 2026 (in 38 days)"."""
    return (
        Text(text=event.title, style="strong"),
        Text(text=f"{notes(event, amended=amended)} — "),
        *dates.when(event.when, today=today),
    )


def known_event_line(known: KnownEvent, *, today: date | None) -> Line:
    """Return the line of an event together with the article that tells of it."""
    line = event_line(known.event, today=today, amended=known.amended)
    return (*line, Text(text=" · "), linked(known.headline, known.url))


def evidence(known: KnownEvent) -> Line:
    """Return the sentence that tells of the event."""
    return (Text(text=quoted(known.event.evidence[0].text), style="quote"),)


def amendment(known: KnownEvent) -> tuple[Line, ...]:
    """Return what is to be said of an event that an admin has amended; nothing of others."""
    if not known.amended:
        return ()
    said = "An admin of this server has amended what was read from the article."
    if known.told_for is not None:
        said = f"An admin of this server has set this time. As read from the article: {dates.in_words(known.told_for)}."
    return ((Text(text=said, style="quiet"),),)


def quoted(words: str) -> str:
    """Return the words in quotation marks, unless they bring their own; without the comma that led on to the cue."""
    words = words.strip().removesuffix(",")
    return words if words[:1] in {"“", '"', "«", "„"} else f"“{words}”"


def quote_lines(quote: Quote) -> tuple[Line, ...]:
    """Return the words of a quote, and a line that says whose they are."""
    words = Text(text=quoted(quote.text) if quote.form is not QuoteForm.INDIRECT else quote.text, style="quote")
    return (words,), (Text(text=f"— {quote.speaker or 'speaker not named'}"),)


def key_quote(quotes: Iterable[Quote]) -> Quote | None:
    """Return the quote that an alert shows: the first whole one of a named speaker, of a length that is read."""
    direct = [q for q in quotes if q.form is QuoteForm.DIRECT and q.speaker]
    return next((q for q in direct if len(q.text) in _KEY_QUOTE_LENGTHS), None)


def footer(article: Article) -> str:
    """Return "Tokyo, February 9, 2026 · Kyodo News": where and when it was filed, and by whom it was told."""
    filed = dates.told_on((article.dateline.date if article.dateline else None) or article.published)
    if filed and article.published_inferred:
        filed += " (date inferred)"
    place = article.dateline.place if article.dateline else None
    return joined(", ".join(part for part in (place, filed) if part), article.source)


def joined(*parts: str | None) -> str:
    """Return the parts that are there, with a dot between."""
    return " · ".join(part for part in parts if part)
