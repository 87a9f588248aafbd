"""Many plausible articles, made of few: runs of sentences of real news, put together with all that is known of them.

They are never kept: a bench makes them when it runs. Words, names, dates and lengths of sentences are those of news;
what the articles tell is nonsense, so they show how long a question takes, not how well it is answered.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeVar

from bot.model.article import Article, Entity
from bot.model.base import Range, Span
from bot.model.event import Event

RUNS, SENTENCES = 6, 3
"""Runs in an article and sentences in a run: about 400 words and 2,300 characters."""
FIRST, DAYS = date(2024, 11, 1), 750
"""The articles are of these days."""

S = TypeVar("S", bound=Range)


class _Run(NamedTuple):
    article: Article
    first: int
    last: int

    @property
    def start(self) -> int:
        return self.article.sentences[self.first].start

    @property
    def end(self) -> int:
        return self.article.sentences[self.last].end


def many(of: Sequence[Article], count: int, seed: int = 1) -> Iterator[Article]:
    """Make `count` articles of these; the same seed makes the same ones."""
    chance = random.Random(seed)
    long_enough = [article for article in of if len(article.sentences) > SENTENCES]
    for n in range(count):
        runs = []
        for article in chance.choices(long_enough, k=RUNS):
            first = chance.randrange(len(article.sentences) - SENTENCES)
            runs.append(_Run(article, first, first + SENTENCES - 1))
        yield _joined(runs, n, FIRST + timedelta(days=chance.randrange(DAYS)))


def _joined(runs: Sequence[_Run], n: int, published: date) -> Article:
    """Put runs together, one paragraph each."""
    body = "\n\n".join(run.article.body[run.start : run.end] for run in runs)
    sentences: list[Range] = []
    spans: dict[str, list[Span]] = {"time_expressions": [], "quotes": [], "figures": []}
    events: list[Event] = []
    entities: dict[tuple[str, str], Entity] = {}
    at = 0
    for run in runs:
        by = at - run.start
        sentences += [_moved(s, by) for s in run.article.sentences[run.first : run.last + 1]]
        for kind, found in spans.items():
            found += [_moved(one, by) for one in getattr(run.article, kind) if _inside(run, one)]
        for event in run.article.events:
            if all(_inside(run, one) for one in event.evidence):
                proof = tuple(_moved(one, by) for one in event.evidence)
                events.append(event.model_copy(update={"id": f"{n}-{len(events)}", "evidence": proof, "relations": ()}))
        for entity in run.article.entities:
            _mention(entities, entity, run, by)
        at += run.end - run.start + 2
    quotes = [q.model_copy(update={"speaker_start": None, "speaker_end": None}) for q in spans.pop("quotes")]
    told: dict[str, Iterable[Any]] = {"sentences": sentences, "events": events, "quotes": quotes, **spans}
    told["entities"] = entities.values()
    plain = Article(
        id=f"made-{n}", headline=runs[0].article.headline, published=published, body=body, content_hash=str(n)
    )
    return plain.model_copy(update={name: tuple(found) for name, found in told.items()})


def _mention(entities: dict[tuple[str, str], Entity], entity: Entity, run: _Run, by: int) -> None:
    mentions = tuple(_moved(one, by) for one in entity.mentions if _inside(run, one))
    if mentions:
        key = (entity.name, entity.kind)
        before = entities[key].mentions if key in entities else ()
        entities[key] = entity.model_copy(update={"mentions": before + mentions})


def _inside(run: _Run, one: Range) -> bool:
    return run.start <= one.start and one.end <= run.end


def _moved(one: S, by: int) -> S:
    return one.model_copy(update={"start": one.start + by, "end": one.end + by})
