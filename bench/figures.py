"""Figures: detection on MEANTIME's values, what is counted on our own gold, speed: `python -m bench figures`."""

from __future__ import annotations

import importlib.util
import json
import statistics
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from bot.extract.dateline import read_dateline
from bot.extract.figures import read_figures
from bot.extract.text import Text
from bot.extract.times import find_reference, read_times
from tests.extract.figures_gold import GOLD, HELD_OUT, Gold

SHARED = Path(__file__).parents[1] / ".." / "shared"
ARTICLE = 4000
"""Characters of the article that speeds are told for."""


def main() -> None:
    """Print what is reached."""
    for name, gold in (("own gold of 100", GOLD), ("sentences written after the rules", HELD_OUT)):
        right, total, false = wholly_right(gold)
        print(f"{name}: {right} of {total} wholly right (value, unit, what is counted, comparison), {false} others")
    if not (SHARED / "data" / "meantime_dev.json").exists():
        print("MEANTIME: skipped, ../shared/data/meantime_dev.json is not here")
        return
    print("MEANTIME development set:", detection())
    print(f"speed: {speed():.2f} ms per {ARTICLE:,} characters, median of the articles of MEANTIME")
    for size, seconds in growth():
        print(f"  {size:>9,} characters of dense figures: {seconds:.2f} s")


def wholly_right(gold: Iterable[tuple[str, tuple[Gold, ...]]]) -> tuple[int, int, int]:
    """Return how many figures are right in all respects, how many there are, and how many were read besides."""
    right = total = false = 0
    for sentence, figures in gold:
        found = {
            (f.text, round(f.value, 6), f.unit, (f.counts or "").lower(), f.comparison.value)
            for f in read_figures(Text.of(sentence), ())
        }
        wanted = {(g.text, round(g.value, 6), g.unit, (g.counts or "").lower(), g.comparison) for g in figures}
        right, total, false = right + len(found & wanted), total + len(wanted), false + len(found - wanted)
    return right, total, false


def detection() -> dict[str, Any]:
    """Return precision, recall and F1 of `../shared/tools/eval_figures.py`, with our own time expressions."""
    path = SHARED / "tools" / "eval_figures.py"
    spec = importlib.util.spec_from_file_location("eval_figures", path)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    gold = _documents()
    predicted = [{"docid": d["docid"], "figures": [{"start": f.start, "end": f.end} for f in _read(d)]} for d in gold]
    scores: dict[str, Any] = scorer.score(gold, predicted)[0]
    return scores


def _documents() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((SHARED / "data" / "meantime_dev.json").read_text(encoding="utf-8"))
    return found


def _read(document: dict[str, Any]) -> Iterable[Any]:
    text = Text.of(document["text"])
    day = date.fromisoformat(document["dct"][:10])
    return read_figures(text, read_times(text, find_reference(text, day, day, read_dateline(text))))


def speed() -> float:
    """Return the median milliseconds per ARTICLE characters, the fastest of three runs, times and sentences given."""
    costs = []
    for document in _documents():
        text = Text.of(document["text"])
        day = date.fromisoformat(document["dct"][:10])
        times = read_times(text, find_reference(text, day, day, read_dateline(text)))
        runs = []
        for _ in range(3):
            begun = time.perf_counter()
            read_figures(text, times)
            runs.append(time.perf_counter() - begun)
        costs.append(min(runs) * 1000 * ARTICLE / len(text.body))
    return statistics.median(costs)


def growth() -> Iterable[tuple[int, float]]:
    """Yield text sizes and seconds: time grows with the length and no faster."""
    dense = "The firm sold 1,200 cars for $3 million and cut two-thirds of 45 jobs, or 20 to 25 percent. "
    for size in (10_000, 100_000, 1_000_000):
        text = Text.of((dense * (size // len(dense) + 1))[:size])
        assert text.sentences
        begun = time.perf_counter()
        read_figures(text, ())
        yield size, time.perf_counter() - begun


if __name__ == "__main__":
    main()
