"""Whether an article is about a topic, and why.

A topic's words and entities are looked for in the headline and the first two sentences, since what a story is about
stands there; further down it is mentioned for comparison, and that must wake nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.model.article import Article
from bot.model.base import Frozen
from bot.model.policy import Policy, Topic

OPENING = 2
"""Sentences of the body that say what a story is about."""

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_SIBILANTS = ("ches", "shes", "sses", "xes", "zes")
_SHORTEST = 4
"""Letters of a word of which an ending may be taken: "gas" and "bus" are whole."""


class Match(Frozen):
    """An article is about a topic; `term` is the topic's word or entity that stands in it."""

    topic: str
    term: str


def urgent(article: Article, policy: Policy) -> Match | None:
    """Return why the article may pass quiet hours and the cap, or None."""
    return match(article, [topic for topic in policy.topics if topic.urgent])


def match(article: Article, topics: Iterable[Topic]) -> Match | None:
    """Return the first of the topics that the article is about, with the term that says so; or None."""
    wanted = list(topics)
    return about(opening(article), wanted, names=_names(article)) if wanted else None


def about(text: str, topics: Sequence[Topic], *, names: frozenset[str] = frozenset()) -> Match | None:
    """Return the first topic that a text is about, or None.

    `names` are the full names of what the text calls by shorter ones.
    """
    written = _words(text)
    plain = tuple(_stem(word) for word in written)
    for topic in topics:
        for term in topic.words:
            if _within(tuple(_stem(word) for word in _words(term)), plain):
                return Match(topic=topic.name, term=term)
        for term in topic.entities:
            if term in names or _within(tuple(map(_bare, _words(term))), tuple(map(_bare, written))):
                return Match(topic=topic.name, term=term)
    return None


def opening(article: Article) -> str:
    """Return the headline and the first sentences."""
    return "\n".join([article.headline, *(article.body[s.start : s.end] for s in article.sentences[:OPENING])])


def _names(article: Article) -> frozenset[str]:
    """Return the canonical names of the entities that the opening mentions."""
    ends = article.sentences[:OPENING][-1].end if article.sentences else 0
    return frozenset(one.name for one in article.entities if any(mention.start < ends for mention in one.mentions))


@lru_cache(maxsize=1024)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text))


def _stem(word: str) -> str:
    """Return a word without its case and the ending of a plural or a possessive: "Quakes" and "quake’s" are "quake"."""
    word = _bare(word.casefold())
    if len(word) < _SHORTEST or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word.removesuffix("ies") + "y"
    return word.removesuffix("es" if word.endswith(_SIBILANTS) else "s")


def _bare(name: str) -> str:
    return name.removesuffix("'s").removesuffix("’s")


def _within(term: Sequence[str], text: Sequence[str]) -> bool:
    length = len(term)
    return bool(term) and any(text[n : n + length] == term for n in range(len(text) - length + 1))
