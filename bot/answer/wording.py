"""Which words of an answer nothing supports. Pure; what `docs/answers.md` promises is held to this by tests and bench.

Supported are the words of the evidence, of its headline and source, the names and roles by which the article knows who
is in it, its days written out, the country of a people named there, and the fixed phrases of this package.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bot.answer.tables import DEMONYMS
from bot.model.answer import Answer
from bot.model.article import Article
from bot.model.base import day_of
from bot.render import dates

PHRASES = """
Yes. No. and or of from to between by
The articles do not tell of that. They do tell of this:
The articles do not tell of both. The articles tell of nothing on those days. The articles tell of nothing to come.
The article does not tell. The articles do not tell what said about that. They do quote:
At least the two-thirds threshold of; the exact number is not given.
It was cancelled; it was postponed; it had been set for; it had been planned. (cancelled) (an older article says)
expected in the week weekend of early mid late spring summer autumn winter first second third fourth quarter half
I understand questions in English only. Of this one I understood:
Please ask in words, for example: When does it take place?
That does not read as a question. Ask when, who, where, how many, or what someone said.
"""
"""All that is ever said in words of our own."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_FIXED = frozenset(word.lower() for word in _WORD.findall(PHRASES))


def unsupported(answer: Answer, articles: Mapping[str, Article]) -> list[str]:
    """Return the words of the answer that neither evidence, records nor fixed phrases hold; `articles` by their ids."""
    known = set(_FIXED)
    for one in answer.evidence:
        known |= _words((one.text, one.headline, one.source or "", one.url or ""))
        article = articles.get(one.article)
        if article is not None:
            known |= _words(_recorded(article))
    known |= {DEMONYMS[word] for word in known if word in DEMONYMS}
    return [word for word in _WORD.findall(answer.answer) if _plain(word) not in known]


def _words(texts: Iterable[str]) -> set[str]:
    return {_plain(word) for text in texts for word in _WORD.findall(text)}


def _plain(word: str) -> str:
    return word.lower().removesuffix("’s").removesuffix("'s")


def _recorded(article: Article) -> Iterable[str]:
    """Give the names, roles and days that the article's records hold, as they are written out."""
    for entity in article.entities:
        yield from (entity.name, *entity.aliases, entity.role or "")
    yield article.byline or ""
    yield from (summary.text for summary in article.summary.short)
    if article.published is not None:
        yield dates.day(day_of(article.published))
    yield from (dates.in_words(event.when) for event in article.events)
    for time in article.time_expressions:
        yield time.text
        yield from (dates.day(day) for day in (time.earliest, time.latest) if day is not None)
