"""Time expressions and future dates against gold annotation, and their speed: `python -m bench times`.

Values by the definition of TempEval-3 (`../shared/tools/eval_timex.py`), future dates by `eval_future.py`. Half of
TimeBank and half of AQUAINT (by a hash of the article's id) were left out until the rules stood; they had then 83.3 and
76.9 value F1, against 82.4 and 76.5 on the halves that were read. After that the mistakes in all of them were read.
The publication day of the gold is the source's day; nothing else of the annotation is given.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import statistics
import sys
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from bot.extract.dateline import read_dateline
from bot.extract.text import Text
from bot.extract.times import find_reference, read_times

SHARED = Path(__file__).parents[1] / ".." / "shared"
ARTICLE = 4000
"""Characters of the article that speeds are told for."""

Documents = list[dict[str, Any]]


def main() -> None:
    """Print what is reached."""
    if not (SHARED / "data" / "timebank.json").exists():
        print("skipped: ../shared/data/timebank.json is not here")
        return
    sys.path.insert(0, str(SHARED / "tools"))
    timebank, aquaint, meantime = (_load(n) for n in ("timebank", "aquaint", "meantime_dev"))
    sets = {
        "TimeBank": timebank,
        "  read first": _half(timebank, 0),
        "  left out first": _half(timebank, 1),
        "AQUAINT": aquaint,
        "  read first ": _half(aquaint, 0),
        "  left out first ": _half(aquaint, 1),
        "MEANTIME": meantime,
    }
    for name, documents in sets.items():
        print(_row(name, documents))
    print(_row("all future dates", [*timebank, *aquaint, *meantime]))
    print(f"speed: {speed([*timebank, *aquaint, *meantime]):.2f} ms per {ARTICLE:,} characters, sentences included")


def _load(name: str) -> Documents:
    documents: Documents = json.loads((SHARED / "data" / f"{name}.json").read_text(encoding="utf-8"))
    return documents


def _half(documents: Documents, which: int) -> Documents:
    return [d for d in documents if int(hashlib.sha1(d["docid"].encode()).hexdigest(), 16) % 2 == which]


def _row(name: str, documents: Documents) -> str:
    found = {d["docid"]: predicted(d) for d in documents}
    scores = importlib.import_module("eval_timex").score(documents, found)[0]
    future = importlib.import_module("eval_future").run(documents, found)[0]
    return (
        f"{name:17}{len(documents):4} articles, {scores['gold']:4} gold: value F1 {scores['value'][2]:5.1f}, "
        f"relaxed {scores['relaxed'][2]:5.1f}, strict {scores['strict'][2]:5.1f}, type {scores['type'][2]:5.1f}; "
        f"{future['gold_future']:3} future: F1 {future['F1']:5.1f} (P {future['P']:5.1f}, R {future['R']:5.1f})"
    )


def predicted(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the expressions of a document in the form that the scorers read."""
    text = Text.of(document["text"])
    published = date.fromisoformat(document["dct"][:10])
    reference = find_reference(text, published, published, read_dateline(text))
    return [
        {"start": t.start, "end": t.end, "text": t.text, "type": t.type.value, "value": t.value}
        for t in read_times(text, reference)
    ]


def speed(documents: Iterable[dict[str, Any]]) -> float:
    """Return the median milliseconds that an article of `ARTICLE` characters takes, scaled from those about as long."""
    costs = []
    for document in documents:
        size = len(document["text"])
        if not ARTICLE / 2 <= size <= ARTICLE * 2:
            continue
        begun = time.perf_counter()
        predicted(document)
        costs.append((time.perf_counter() - begun) * 1000 * ARTICLE / size)
    return statistics.median(costs)
