"""From a raw article to the structured one: everything that the engine reads, put together."""

from __future__ import annotations

import hashlib
import re
from datetime import date

from bot.extract.dateline import read_dateline
from bot.extract.entities import read_entities
from bot.extract.events import read_events
from bot.extract.figures import read_figures
from bot.extract.lang import COMPLETE
from bot.extract.lang.tell import tell
from bot.extract.quotes import read_quotes
from bot.extract.summary import summarise
from bot.extract.text import Text
from bot.extract.times import Reference, find_reference, read_times
from bot.model.article import Article, Dateline, RawArticle, Summary, SummarySentence
from bot.model.base import DayOrInstant
from bot.model.time import Precision, TimeExpression

HEADLINE_LENGTH = 90
"""A headline made of the lede has at most so many characters; longer ones are cut by chat platforms and feeds alike."""

ID_LENGTH = 16
"""Hexadecimal digits of an id: 64 bits, so that a million articles collide with a chance of one in ten million."""

NO_HEADLINE = "Untitled"
"""The headline of an article that has neither a headline nor a word of text."""

_NAME = r"[A-Z][\w.'’-]{0,30}"
_BYLINE = re.compile(
    rf"\s{{0,20}}(?:By|BY|by) (?P<who>{_NAME}(?: (?:{_NAME}|and|de|van|von|der|la|al)){{1,7}})[ ,|]*(?:\n|$)"
)
_LOOK_FOR_BYLINE = 3
"""A byline stands within the first lines: after the headline and its kicker at most."""

_LAST_WORD = re.compile(r"\s+\S*$")


def read_article(raw: RawArticle, at: date) -> Article:
    """Return what the engine reads in `raw`; `at` is the day from which an article is read that tells none of its own.

    Pure and total: the same text gives the same article, and no text makes it fail.
    """
    text = Text.of(raw.body, tell(raw.body, raw.language))
    whole = text.language in COMPLETE
    dateline = read_dateline(text)
    reference = find_reference(text, raw.published, at, dateline, _address(raw))
    times = read_times(text, reference)
    entities = read_entities(text, dateline) if whole else ()
    quotes = read_quotes(text, entities) if whole else ()
    figures = read_figures(text, times) if whole else ()
    fingerprint = content_hash(raw)
    article_id = raw.id or made_id(raw, fingerprint)
    events = read_events(text, times, entities, quotes, reference, article_id) if whole else ()
    headline = raw.headline or headline_from(text)
    dateline = _dated(dateline, times)
    published, inferred = _published(raw, reference)
    return Article(
        id=article_id,
        url=raw.url,
        source=raw.source,
        language=raw.language or text.language,
        headline=headline,
        headline_inferred=not raw.headline,
        byline=raw.byline or byline_from(raw.body),
        dateline=dateline,
        published=published,
        published_inferred=inferred,
        published_note=reference.note,
        updated=raw.updated,
        body=raw.body,
        sentences=text.sentences,
        time_expressions=times,
        events=events,
        quotes=quotes,
        entities=entities,
        figures=figures,
        summary=summarise(text, headline, times, events, entities, quotes, figures, dateline) if whole else _lede(text),
        content_hash=fingerprint,
    )


def _lede(text: Text) -> Summary:
    """Return the first sentence as the summary: which later one leans on it, only a complete language's tables tell."""
    lede = next((s for s in text.sentences if any(c.isalnum() for c in text.body[s.start : s.end])), None)
    if lede is None:
        return Summary()
    told = (SummarySentence(text=" ".join(text.body[lede.start : lede.end].split()), evidence=(lede,)),)
    return Summary(short=told, medium=told, long=told)


def made_id(raw: RawArticle, fingerprint: str) -> str:
    """Return a short stable id: of the URL, which versions of an article share, or else of its text's content hash."""
    return (_digest("url", raw.url) if raw.url else fingerprint)[:ID_LENGTH]


def content_hash(raw: RawArticle) -> str:
    """Return the SHA-256 of headline and text in hexadecimal; how the text is wrapped does not change it."""
    return _digest("text", raw.headline or "", raw.body)


def _digest(*parts: str | None) -> str:
    words = "\x1f".join(" ".join((part or "").split()) for part in parts)
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def headline_from(text: Text) -> str:
    """Return the first words of the lede, whole if it is short, else cut after a word and marked as cut."""
    for sentence in text.sentences:
        words = " ".join(text.body[sentence.start : sentence.end].split())
        if not any(c.isalnum() for c in words):
            continue
        if len(words) <= HEADLINE_LENGTH:
            return words.rstrip(".")
        cut = _LAST_WORD.sub("", words[:HEADLINE_LENGTH]).rstrip(" ,;:-–—")
        return f"{cut[: HEADLINE_LENGTH - 1]}…"
    return NO_HEADLINE


def byline_from(body: str) -> str | None:
    """Return who wrote it, if one of the first lines is "By" and a name."""
    start = 0
    for _ in range(_LOOK_FOR_BYLINE):
        match = _BYLINE.match(body, start)
        if match:
            return match["who"]
        following = re.compile(r"\S[^\n]*\n?").search(body, start)
        if following is None:
            return None
        start = following.end()
    return None


def _address(raw: RawArticle) -> str | None:
    """Return where it was published; a batch may give the address as the id."""
    return raw.url or (raw.id if raw.id and "://" in raw.id else None)


def _dated(dateline: Dateline | None, times: tuple[TimeExpression, ...]) -> Dateline | None:
    """Return the dateline with its day, which was resolved with all other times."""
    if dateline is None:
        return None
    told = (t for t in times if dateline.start <= t.start < dateline.end and t.precision is Precision.DAY)
    day = next((t.earliest for t in told), None)
    return dateline.model_copy(update={"date": day}) if day else dateline


def _published(raw: RawArticle, reference: Reference) -> tuple[DayOrInstant | None, bool]:
    """Return when it was published and whether that is inferred; nothing is invented for a text that tells no day."""
    if raw.published is not None:
        return raw.published, reference.inferred
    return (reference.day, True) if reference.dated else (None, False)
