"""People, organisations and places: CoNLL++ 2020, references on MEANTIME, speed: `python -m bench entities`.

Nothing here is a clean test set. The errors of one half of CoNLL++ were read while the rules were made, those of the
other were not; but the names of both had been seen before the tables were written, and its score was watched. So a
floor is told too: the other half, read with no table entry that is itself one of its gold names (countries aside).
"""

from __future__ import annotations

import importlib.util
import json
import statistics
import time
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

from bot.extract.dateline import read_dateline
from bot.extract.entities import read_entities
from bot.extract.entities.lexicon import FIRST, LAST, lexicon
from bot.extract.text import Text
from bot.model.article import Entity, MentionForm

SHARED = Path(__file__).parents[1] / ".." / "shared"
ARTICLE = 4000
"""Characters of the article that speeds are told for."""

REACH = {"PER": 80, "ORG": 65, "LOC": 84}
TYPES = {"person": "PER", "organisation": "ORG", "place": "LOC"}
PRONOUNS = {"he", "she", "him", "her", "his", "hers"}


def main() -> None:
    """Print what is reached."""
    if not (SHARED / "data" / "conllpp2020_dev.json").exists():
        print("CoNLL++ 2020 and MEANTIME: skipped, ../shared/data is not here")
        return
    print(f"strict F1 on CoNLL++ 2020, development set; to reach: {REACH}")
    documents = load("conllpp2020_dev")
    halves = [[d for d in documents if zlib.crc32(d["docid"].encode()) % 2 == half] for half in (0, 1)]
    for name, gold in (("all", documents), ("half whose errors were read", halves[0]), ("other half", halves[1])):
        print(f"  {name} ({len(gold)} articles): {score(gold)}")
    print(f"  floor, the other half without table entries that are its own names: {floor(halves[1])}")
    print(f"references on MEANTIME (wrong descriptions were read): {dict(references())}")
    print(f"speed: {speed():.2f} ms per {ARTICLE:,} characters, median of the articles of PolNeAR")


def score(gold: list[dict[str, Any]]) -> dict[str, Any]:
    """Return precision, recall and F1 for each type."""
    scores: dict[str, Any] = scorer().score(gold, [predict(d) for d in gold])[0]
    return scores


def floor(gold: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the scores with every first name, family name, organisation and place of the gold taken out of the tables.

    It is harsher than fair: "John" and "London" go too.
    """
    known = lexicon()
    for entity in (e for document in gold for e in document["entities"]):
        if entity["type"] == "PER":
            for word in entity["text"].split():
                if word in known.classes:
                    known.classes[word] &= ~(FIRST | LAST)
        entry = known.phrases.get(entity["text"])
        if entity["type"] in {"ORG", "LOC"} and entry is not None and entry.section != "country":
            del known.phrases[entity["text"]]
    scores = score(gold)
    lexicon.cache_clear()
    return scores


def scorer() -> Any:
    """Return `../shared/tools/eval_entities.py`."""
    spec = importlib.util.spec_from_file_location("eval_entities", SHARED / "tools" / "eval_entities.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load(name: str) -> list[dict[str, Any]]:
    """Return the documents of a gold file."""
    found: list[dict[str, Any]] = json.loads((SHARED / "data" / f"{name}.json").read_text(encoding="utf-8"))
    return found


def read(body: str) -> tuple[Entity, ...]:
    """Return the entities of a body, its dateline read first."""
    text = Text.of(body)
    return read_entities(text, read_dateline(text))


def predict(document: dict[str, Any]) -> dict[str, Any]:
    """Return the names in the form that the scorer reads."""
    return {
        "docid": document["docid"],
        "entities": [
            {"start": m.start, "end": m.end, "type": TYPES.get(e.kind.value, "MISC")}
            for e in read(document["text"])
            for m in e.mentions
            if m.form is MentionForm.NAME
        ],
    }


def references() -> Counter[str]:
    """Count pronouns and descriptions that lead to an entity with a word of the gold name, and those that do not."""
    counts: Counter[str] = Counter()
    for document in load("meantime_dev"):
        entities = read(document["text"])
        at = {(m.start, m.end): e for e in entities for m in e.mentions}
        for gold in document["entities"]:
            if document["text"][gold["start"] : gold["end"]].lower() in PRONOUNS:
                found = at.get((gold["start"], gold["end"]))
                counts["pronouns"] += 1
                counts["pronouns right"] += found is not None and _alike(found.name, gold["name"])
                counts["pronouns wrong"] += found is not None and not _alike(found.name, gold["name"])
        for entity in entities:
            for mention in entity.mentions:
                if mention.form is MentionForm.DESCRIPTION:
                    gold_names = _names_over(document, mention.start, mention.end)
                    right = any(_alike(entity.name, name) for name in gold_names)
                    counts["descriptions right" if right else "descriptions wrong or not in gold"] += 1
    return counts


def _names_over(document: dict[str, Any], start: int, end: int) -> list[str]:
    return [g["name"] for g in document["entities"] if g["start"] <= start and end <= g["end"] and g["name"]]


def _alike(name: str, gold: str | None) -> bool:
    return bool(set(name.lower().split()) & set((gold or "").lower().split()))


def speed() -> float:
    """Return the median milliseconds per ARTICLE characters, the fastest of three runs, sentences given."""
    costs = []
    for document in load("polnear_dev"):
        runs = []
        for _ in range(3):
            text = Text.of(document["text"])
            dateline = read_dateline(text)
            assert text.sentences
            begun = time.perf_counter()
            read_entities(text, dateline)
            runs.append(time.perf_counter() - begun)
        costs.append(1000 * min(runs) * ARTICLE / len(document["text"]))
    return statistics.median(costs)
