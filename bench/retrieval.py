"""Finding sentences: SQuAD as one store, and how long a question takes over many articles.

`python -m bench retrieval` asks over few articles; `python -m bench.retrieval 100000` over as many as that, which takes
half an hour to build. A folder named behind the number keeps them there, and is measured again without being built.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bench import answers
from bench.many import many
from bot import memory
from bot.answer import rerank
from bot.answer.reader import Reader
from bot.errors import SettingsError
from bot.flows import index, questions
from bot.model.article import Article
from bot.model.source import CATALOGUE, NewSource, SourceKind
from bot.ports import Reranker
from bot.settings import Settings
from bot.store import changes, filing, sources, tables
from bot.store.engine import Store

FEW = 2_000
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
GUILD = "discord:1"
PRIVATE = 50
"""Guilds with sources of their own; each tenth article is of one of them."""
_BATCH = 250


def main() -> None:
    """Print what is reached."""
    if not (answers.SHARED / "data" / "newsqa_dev.json").exists():
        print("retrieval: skipped, ../shared/data is not here")
        return
    print("sentence that answers first / in first five, all articles as one store; to reach: 75 / 92")
    for name, first, five in [*found_in("squad_dev", 4), *found_in("squad2_dev", 4)]:
        print(f"  {name}: {first:.1f} / {five:.1f}")
    reranker = extra()
    if reranker is None:
        print("with reranking: skipped, the extra `rerank` is not installed")
    else:
        print("every tenth question, with reranking; to reach: 78 / 93")
        for name, first, five in [*found_in("squad_dev", 10, reranker), *found_in("squad2_dev", 10, reranker)]:
            print(f"  {name}: {first:.1f} / {five:.1f}")
    with tempfile.TemporaryDirectory() as folder:
        latency(FEW, Path(folder))


def extra() -> Reranker | None:
    """Return the reranker where its packages are installed."""
    try:
        return rerank.made(Settings(rerank=True))
    except SettingsError:
        return None


def found_in(name: str, step: int, reranker: Reranker | None = None) -> list[tuple[str, float, float]]:
    """Return the shares, in percent, over every `step`th question that the articles answer.

    "In its paragraph" asks for a sentence of the paragraph that the question was made for; "anywhere" takes any
    sentence that has the answer's words.
    """
    reader, asked = answers.squad(name)
    if reranker is not None:
        reader = Reader(reader.articles(), reranker)
    asked = [q for q in asked if q.sentences][::step]
    places, words = [0, 0], [0, 0]
    for question in asked:
        ranked = answers.asked(reader, question)[1][:5]
        at_place = [r.hit.article == question.article and r.hit.sentence in question.sentences for r in ranked]
        in_words = [any(a in r.sentence.text for a in question.answers) for r in ranked]
        for counts, right in ((places, at_place), (words, in_words)):
            counts[0] += any(right[:1])
            counts[1] += any(right)
    share = 100 / len(asked)
    return [
        (f"{name}, in its paragraph, {len(asked)} questions", places[0] * share, places[1] * share),
        (f"{name}, anywhere", words[0] * share, words[1] * share),
    ]


# --- latency ------------------------------------------------------------------------------------------------------


def latency(count: int, folder: Path) -> None:
    """Build a store of that many articles in the folder, unless it is there, and print what asking it takes."""
    url = f"sqlite:///{folder / 'many.db'}"
    if not (folder / "many.db").exists():
        began = time.perf_counter()
        characters = asyncio.run(build(url, many(list(answers.news().articles()), count)))
        took = time.perf_counter() - began
        print(f"{count:,} articles of {characters:,} characters: read, stored in {took:.0f} s")
    # In a process of its own, so that its memory is that of answering alone.
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as alone:
        for line in alone.submit(measure, url).result():
            print(line)


async def build(url: str, made: Iterator[Article]) -> int:
    """Store the articles, written row by row since filing looks each one up; return their characters."""
    characters = 0
    async with Store.open(url) as store:
        tellers = [await _source(store, CATALOGUE)] * 9
        guilds = [await _source(store, f"discord:{n}") for n in range(1, PRIVATE + 1)]
        n = 0
        while batch := list(islice(made, _BATCH)):
            numbers = range(n + 1, n + len(batch) + 1)
            told = [guilds[i // 10 % PRIVATE] if i % 10 == 0 else tellers[i % 9] for i in numbers]
            async with store.write() as conn:
                await conn.execute(tables.article.insert(), [_row(i, a) for i, a in zip(numbers, batch, strict=True)])
                await conn.execute(tables.article_source.insert(), [
                    {"source": int(source), "identity": str(i), "article": i, "content_hash": str(i), "seen_at": AT}
                    for i, source in zip(numbers, told, strict=True)
                ])  # fmt: skip
                await changes.note(conn, numbers)
                await _events(conn, numbers, batch)
            n += len(batch)
            characters += sum(len(article.body) for article in batch)
    return characters


def _row(seq: int, article: Article) -> dict[str, Any]:
    same = {"id": article.id, "headline": article.headline, "content_hash": str(seq), "fingerprint": str(seq)}
    return same | {"seq": seq, "version": 1, "revision": 1, "first_seen": AT, "newest": AT, "record": article}


async def _events(conn: AsyncConnection, numbers: Sequence[int], batch: Sequence[Article]) -> None:
    rows = [filing.event_row(i, event) for i, article in zip(numbers, batch, strict=True) for event in article.events]
    if rows:
        await conn.execute(tables.event.insert(), rows)


async def _source(store: Store, owner: str) -> str:
    async with store.write() as conn:
        new = NewSource(kind=SourceKind.FEED, address=f"https://made.example/{owner}", owner=owner)
        return (await sources.ensure(conn, new, AT)).id


def measure(url: str) -> list[str]:
    """Return how long the quiz's questions take, and what the index is."""
    told, untold = answers.quiz_questions()
    return asyncio.run(_measured(url, [q.text for q in told + untold]))


async def _measured(url: str, asked: Sequence[str]) -> list[str]:
    async with Store.open(url) as store:
        fresh = not store.index_file.exists()
        began = time.perf_counter()
        kept = await index.of(store)
        await kept.catch_up(store)
        ready = time.perf_counter() - began
        await questions.ask(store, asked[0], guild=GUILD, at=AT)
        memory.settle()  # as the bot does when it starts
        took, worked = [], []
        for question in asked:
            began, work = time.perf_counter(), time.process_time()
            await questions.ask(store, question, guild=GUILD, at=AT)
            took.append((time.perf_counter() - began) * 1000)
            worked.append((time.process_time() - work) * 1000)
        files = store.index_file.parent.glob(store.index_file.name + "*")
        size, count = sum(file.stat().st_size for file in files) / 1e6, len(kept.shelf)
    return [
        f"{count:,} articles, {len(asked)} questions of a guild: {_spread(took)}",
        f"  of that the processor: {_spread(worked)}",
        f"  meanwhile {os.getloadavg()[0]:.1f} tasks wanted {os.cpu_count()} processors",
        f"index: {size:,.0f} MB, {size * 1e6 / count:,.0f} bytes an article; "
        + (f"filled in {ready:.0f} s" if fresh else f"ready after a restart in {ready * 1000:.0f} ms"),
        f"memory of the process that answers: {_memory():,.0f} MB at its highest",
    ]


def _memory() -> float:
    """Return the most that this process has held, in MB; getrusage counts what its parent held too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1000


def _spread(took: list[float]) -> str:
    took = sorted(took)
    return f"median {statistics.median(took):.0f} ms, 99 of 100 within {took[int(len(took) * 0.99)]:.0f} ms"


if __name__ == "__main__":
    where = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp())
    where.mkdir(parents=True, exist_ok=True)
    latency(int(sys.argv[1].replace(",", "")), where)
