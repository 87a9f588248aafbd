"""Upcoming events on the development set, and the speed of reading events: `python -m bench events`.

`python -m bench.events GOLD.json` scores another gold file of the same form, its texts in GOLD_docs.json beside it;
`--errors` then prints each missed and each false event.
"""

from __future__ import annotations

import importlib.util
import json
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from bot.extract.article import read_article
from bot.extract.dateline import read_dateline
from bot.extract.entities import read_entities
from bot.extract.events import read_events
from bot.extract.text import Text
from bot.extract.times import find_reference, read_times
from bot.model.article import RawArticle
from bot.model.event import Event, EventStatus

SHARED = Path(__file__).parents[1] / ".." / "shared"
ARTICLE = 4000
"""Characters of the article that speeds are told for."""

REACH = {"a": ("day or finer", 80), "b": ("not coarse", 75), "c": ("all", None)}


def main() -> None:
    """Print what is reached."""
    if not (SHARED / "data" / "upcoming_dev.json").exists():
        print("upcoming events: skipped, ../shared/data is not here")
        return
    report(*scores(SHARED / "data" / "upcoming_dev.json", SHARED / "data" / "upcoming_docs.json"))
    print(f"speed: {speed():.2f} ms per {ARTICLE:,} characters, median of the articles of TimeBank")


def other(arguments: list[str]) -> None:
    """Score the gold file that the arguments name."""
    gold = Path(next(a for a in arguments if not a.startswith("-")))
    report(*scores(gold, gold.with_name(f"{gold.stem}_docs.json"), errors="--errors" in arguments))


def report(counts: dict[str, Any], rates: dict[str, Any]) -> None:
    """Print a line for each slice."""
    for name, (label, reach) in REACH.items():
        precision, recall, f1, trigger = (f"{r:.1f}" if r is not None else "-" for r in rates[name])
        wanted = f" (to reach: {reach})" if reach else ""
        print(
            f"upcoming events, {label}: F1 {f1}{wanted}, P {precision}, R {recall}, "
            f"trigger in evidence {trigger} % of {counts[name]['right']}"
        )


def scores(gold: Path, texts: Path, *, errors: bool = False) -> tuple[dict[str, Any], dict[str, Any]]:
    """Score a gold file with the shared scorer: counts and rates (P, R, F1, trigger) by slice."""
    scorer = _scorer()
    documents = json.loads(texts.read_text(encoding="utf-8"))
    predicted = [
        {"docid": d["docid"], "events": [_plain(e) for e in _read(d) if _ahead(e, date.fromisoformat(d["ref"][:10]))]}
        for d in documents
    ]
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(predicted, file)
        file.flush()
        found = scorer.read(file.name)
    wanted = scorer.read(gold)
    counts, matches = scorer.score(wanted, found)
    if errors:
        scorer.print_errors(wanted, found, matches, {d["docid"]: d["text"] for d in documents}, use_time=False)
    return counts, {name: scorer.rates(c) for name, c in counts.items()}


def speed() -> float:
    """Return the median milliseconds that reading events takes, its texts and times read before."""
    taken = []
    for document in [d for d in _load("timebank") if 2000 < len(d["text"]) < 8000]:
        text, day = Text.of(document["text"]), date.fromisoformat(document["dct"][:10])
        dateline = read_dateline(text)
        reference = find_reference(text, day, day, dateline)
        times, entities = read_times(text, reference), read_entities(text, dateline)
        begun = time.perf_counter()
        read_events(text, times, entities, (), reference, "bench")
        taken.append((time.perf_counter() - begun) * 1000 * ARTICLE / len(document["text"]))
    return statistics.median(taken)


def _read(document: dict[str, Any]) -> tuple[Event, ...]:
    day = date.fromisoformat(document["ref"][:10])
    return read_article(RawArticle(id=document["docid"], body=document["text"], published=day), day).events


def _ahead(event: Event, day: date) -> bool:
    """Tell what the scorer is shown, cancelled events too (tools/adapt.py)."""
    if event.status is EventStatus.HAPPENED:
        return False
    return event.when.earliest > day or (event.when.precision.coarse and event.when.latest >= day)


def _plain(event: Event) -> dict[str, Any]:
    evidence = [{"start": e.start, "end": e.end} for e in event.evidence]
    return {
        "when": {"value": event.when.value},
        "evidence": evidence,
        "title": event.title,
        "forecast": event.forecast,
    }


def _load(name: str) -> list[dict[str, Any]]:
    documents: list[dict[str, Any]] = json.loads((SHARED / "data" / f"{name}.json").read_text(encoding="utf-8"))
    return documents


def _scorer() -> Any:
    spec = importlib.util.spec_from_file_location("eval_events", SHARED / "tools" / "eval_events.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    other(sys.argv[1:]) if sys.argv[1:] else main()
