"""Articles as a guild's admins amended their events, and what is to be said beside an answer that goes by that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.model.answer import Answer
from bot.model.article import Article
from bot.model.event import Amendment
from bot.render import dates


def as_amended(article: Article, amended: Mapping[str, Amendment]) -> Article:
    """Return the article with its events as the guild's admins amended them; dismissed ones are gone."""
    if not amended or not any(event.id in amended for event in article.events):
        return article
    kept = [e for e in article.events if e.id not in amended or not amended[e.id].dismissed]
    events = tuple(amended[e.id].applied_to(e) if e.id in amended else e for e in kept)
    return article.model_copy(update={"events": events})


def with_notes(answer: Answer, articles: Iterable[Article], amended: Mapping[str, Amendment]) -> Answer:
    """Say beside an answer for which time the article tells an event of its evidence, if an admin has set another.

    Otherwise a time that somebody set would look like what the sentence under it says.
    """
    told = {article.id: article for article in articles} if amended else {}
    notes = dict.fromkeys(
        f"An admin of this server has set the time of “{event.title}”. As read from the article: "
        f"{dates.in_words(event.when)}."
        for piece in answer.evidence
        if piece.article in told
        for event in told[piece.article].events
        if event.id in amended and amended[event.id].when is not None and not amended[event.id].dismissed
        if any(span.start < piece.end and piece.start < span.end for span in event.evidence)
    )
    return answer.model_copy(update={"notes": tuple(notes)}) if notes else answer
