"""Quotations with their speakers: PolNeAR, reported speech, speed and growth: `python -m bench quotes`.

The errors of PolNeAR's development set were read while the rules were made, those of its training set were not; but
how often which cue occurs there had been seen before the cues were written, and its score was watched. Without the
cues that occur there one to three times it is 0.6 lower.
"""

from __future__ import annotations

import importlib.util
import json
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.extract.dateline import read_dateline
from bot.extract.entities import read_entities
from bot.extract.quotes import read_quotes
from bot.extract.text import Text
from bot.model.article import Quote, QuoteForm

SHARED = Path(__file__).parents[1] / ".." / "shared"
ARTICLE = 4000
"""Characters of the article that speeds are told for."""

REACH = 84
SETS = (("PolNeAR dev, its errors read", "polnear_dev"), ("PolNeAR train, its errors not read", "polnear_train200"))
FEWEST_WORDS = 4


def main() -> None:
    """Print what is reached."""
    for size, seconds in growth():
        print(f"growth: {size:>9,} characters of quotations: {seconds:.2f} s for names and quotations")
    if not (SHARED / "data" / "polnear_dev.json").exists():
        print("PolNeAR: skipped, ../shared/data is not here")
        return
    print(f"direct and mixed quotations with their speaker, F1; to reach: {REACH}")
    for name, file in SETS:
        gold = load(file)
        print(f"  {name}: {scorer().score(gold, [predict(d) for d in gold])[0]}")
        print(f"    reported speech without marks: {indirect(gold)}")
    print(f"speed: {speed():.2f} ms per {ARTICLE:,} characters, median of the articles of PolNeAR dev, entities given")


def scorer() -> Any:
    """Return `../shared/tools/eval_quotes.py`."""
    spec = importlib.util.spec_from_file_location("eval_quotes", SHARED / "tools" / "eval_quotes.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load(name: str) -> list[dict[str, Any]]:
    """Return the documents of a gold file."""
    found: list[dict[str, Any]] = json.loads((SHARED / "data" / f"{name}.json").read_text(encoding="utf-8"))
    return found


def read(body: str) -> tuple[Quote, ...]:
    """Return the quotations of a body."""
    text = Text.of(body)
    return read_quotes(text, read_entities(text, read_dateline(text)))


def predict(document: dict[str, Any]) -> dict[str, Any]:
    """Return the direct and mixed quotations in the form that the scorer reads."""
    quotes = (q for q in read(document["text"]) if q.form is not QuoteForm.INDIRECT)
    return {"docid": document["docid"], "quotes": [q.model_dump(mode="json") for q in quotes]}


def indirect(gold: list[dict[str, Any]]) -> dict[str, float]:
    """Return how many reported clauses lie in attributed words, and how many of the gold ones are found.

    Gold ones are attributions with source and cue, without quotation marks, of four words or more; among them are
    thoughts and wishes, which are not speech and are not looked for.
    """
    predicted = inside = wanted = found = right = 0
    for document in gold:
        quotes = [q for q in read(document["text"]) if q.form is QuoteForm.INDIRECT]
        contents = [(a["content"][0][0], a["content"][-1][1], a) for a in document["attributions"] if a["content"]]
        predicted += len(quotes)
        inside += sum(any(_overlap(q, s, e) >= 0.5 * (q.end - q.start) for s, e, _ in contents) for q in quotes)
        for start, end, attribution in contents:
            words = document["text"][start:end]
            if not attribution["source"] or not attribution["cue"] or any(m in words for m in '“”"'):
                continue
            if "''" in words or len(words.split()) < FEWEST_WORDS:
                continue
            wanted += 1
            best = max(quotes, key=lambda q: _overlap(q, start, end), default=None)
            if best is not None and _overlap(best, start, end) >= 0.5 * (end - start):
                found += 1
                right += _speaker_right(best, attribution)
    return {
        "predicted": predicted,
        "in attributed words %": round(100 * inside / max(1, predicted), 1),
        "gold": wanted,
        "found %": round(100 * found / max(1, wanted), 1),
        "speaker right of those %": round(100 * right / max(1, found), 1),
    }


def _overlap(quote: Quote, start: int, end: int) -> int:
    return min(quote.end, end) - max(quote.start, start)


def _speaker_right(quote: Quote, attribution: dict[str, Any]) -> bool:
    first, last = quote.speaker_start, quote.speaker_end
    return first is not None and last is not None and any(first < e and s < last for s, e in attribution["source"])


def speed() -> float:
    """Return the median milliseconds per ARTICLE characters, the fastest of three runs, entities given."""
    costs = []
    for document in load("polnear_dev"):
        text = Text.of(document["text"])
        entities = read_entities(text, read_dateline(text))
        runs = []
        for _ in range(3):
            begun = time.perf_counter()
            read_quotes(text, entities)
            runs.append(time.perf_counter() - begun)
        costs.append(1000 * min(runs) * ARTICLE / len(document["text"]))
    return statistics.median(costs)


def growth() -> Iterator[tuple[int, float]]:
    """Yield sizes of a text of quotations without a paragraph, and the seconds that names and quotations take."""
    for size in (10_000, 100_000, 1_000_000):
        body = ("“We will see,” Ann Lee told Bob Ray. " * (size // 37 + 1))[:size]
        begun = time.perf_counter()
        read(body)
        yield size, time.perf_counter() - begun
