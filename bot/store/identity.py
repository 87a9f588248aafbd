"""Which article a stored one is the same as: pure functions over articles."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from bot.decide.happenings import same_events
from bot.model.article import Article
from bot.model.event import Event

_GIVEN = {"url", "source", "language", "headline", "byline", "published", "updated", "body"}
"""What a source gives; all else of an article is read out of it."""

_ID_LENGTH = 20
"""Hexadecimal digits, 80 bits: among 10 million articles the chance that two meet is 1 in 24 billion."""


def fingerprint(article: Article) -> str:
    """Return a digest of all that the source gave, and of nothing that we found in it."""
    left_out = {"headline"} if article.headline_inferred else set()
    left_out |= {"published"} if article.published_inferred else set()
    return _digest(article.model_dump_json(include=_GIVEN - left_out))


def rebased(article: Article, salt: str) -> Article:
    """Return the article under another id, which is a function of its id and the salt; its events' ids alike."""
    names = {event.id: _digest(salt, event.id)[:_ID_LENGTH] for event in article.events}
    return _renamed(article, _digest(salt, article.id)[:_ID_LENGTH], names)


def continued(article: Article, known: Article) -> Article:
    """Return the article as the next state of `known`: under its id, its events under the ids that they had there.

    The ids differ where the address has changed from which an id was made. What is not found again gets a new id.
    """
    if article.id == known.id:
        return article
    kept = {new: old for old, new in same_events(known, article).items()}
    names = {event.id: kept.get(event.id) or _digest(known.id, event.id)[:_ID_LENGTH] for event in article.events}
    return _renamed(article, known.id, names)


def distinct(article: Article, taken: Collection[str]) -> Article:
    """Return the article with events whose ids are none of `taken`, which are other articles', and not twice the same.

    Where extraction makes the ids of the article's own there is nothing to do.
    """
    ids, used = [event.id for event in article.events], set(taken)
    if used.isdisjoint(ids) and len(set(ids)) == len(ids):
        return article
    events = []
    for place, event in enumerate(article.events):
        name = event.id if event.id not in used else _digest(article.id, str(place), event.id)[:_ID_LENGTH]
        used.add(name)
        events.append(event.model_copy(update={"id": name}))
    return article.model_copy(update={"events": tuple(events)})


def _renamed(article: Article, article_id: str, names: dict[str, str]) -> Article:
    events = tuple(_event(event, names) for event in article.events)
    return article.model_copy(update={"id": article_id, "events": events})


def _event(event: Event, names: dict[str, str]) -> Event:
    relations = tuple(r.model_copy(update={"event": names.get(r.event, r.event)}) for r in event.relations)
    return event.model_copy(update={"id": names[event.id], "relations": relations})


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
