"""Commands that read and store nothing: extract and schema."""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from bot.cli import batch
from bot.cli.output import print_json, progress
from bot.clock import SystemClock
from bot.errors import DatelineError, UnwritableFileError
from bot.flows.reading import read_guarded
from bot.ingest.files import read_article_text, read_file
from bot.model.answer import Answer
from bot.model.article import Article, RawArticle
from bot.model.base import day_of
from bot.model.explanation import Explanation
from bot.settings import Settings

_CHUNK = 8
_POOL_FROM = 64
"""A batch shorter than this is read before a second process would have started."""


async def extract(options: argparse.Namespace, _: Settings) -> int:
    """Read one article, or a batch, and print it."""
    at = day_of(options.at or SystemClock().now())
    if options.batch:
        return await asyncio.to_thread(_extract_batch, options.batch, at)
    raw = read_given(options.file)
    if options.published:
        raw = raw.model_copy(update={"published": options.published})
    article = read_guarded(raw, at, options.file)
    print_json(article.model_dump(mode="json"), pretty=not options.json)
    return 0


async def schema(options: argparse.Namespace, _: Settings) -> int:
    """Write the JSON Schemas of the documents that commands print."""
    from bot.flows.documents import GuildDocument  # reading an article needs no store

    try:
        options.folder.mkdir(parents=True, exist_ok=True)
        for model in (Article, Answer, Explanation, GuildDocument):
            (options.folder / f"{model.__name__.lower()}.json").write_text(schema_text(model), encoding="utf-8")
    except OSError as error:
        raise UnwritableFileError(str(options.folder), error.strerror or type(error).__name__) from None
    return 0


def schema_text(model: type[BaseModel]) -> str:
    """Return a model's JSON Schema as it is kept in docs/schema."""
    return json.dumps(model.model_json_schema(mode="serialization"), indent=2, ensure_ascii=False) + "\n"


def read_given(name: str) -> RawArticle:
    """Return the article in a file, or on standard input for `-`. Raises InputError."""
    return read_article_text(sys.stdin.buffer.read(), "standard input") if name == "-" else read_file(Path(name))


def read_many(raws: list[RawArticle], at: date) -> Iterator[Article | DatelineError]:
    """Read many articles, in order, with all processors; an article that cannot be read gives its error."""
    jobs = [(raw, at) for raw in raws]
    if len(jobs) < _POOL_FROM:
        yield from map(_read, jobs)
        return
    # Spawned, not forked: this runs beside an event loop.
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(_read, jobs, chunksize=_CHUNK)


def _read(job: tuple[RawArticle, date]) -> Article | DatelineError:
    try:
        raw, at = job
        return read_guarded(raw, at, raw.id or "the text")
    except DatelineError as error:
        return error


def _extract_batch(path: Path, at: date) -> int:
    lines = batch.read_lines(path, batch.raw_article)
    read = read_many([line for line in lines if isinstance(line, RawArticle)], at)
    failed = 0
    for document in progress(_documents(lines, read), len(lines), "articles read"):
        print_json(document)
        failed += "error" in document
    return _told(failed, len(lines))


def _documents(
    lines: Iterable[RawArticle | batch.WrongLine], read: Iterator[Article | DatelineError]
) -> Iterator[dict[str, Any]]:
    for line in lines:
        result = line if isinstance(line, batch.WrongLine) else next(read)
        if isinstance(result, DatelineError):
            yield {"id": line.id, "error": str(result)}
        else:
            yield result.model_dump(mode="json")


def _told(failed: int, total: int) -> int:
    if failed:
        print(f"dateline: {failed} of {total} lines could not be read; their lines say why.", file=sys.stderr)
    return 1 if failed else 0
