"""Summaries against extractive references and against the lead, and their promises: `python -m bench summary`.

The references of the BBC news are sentences of each article, about 45 % of it. For each length the table shows the
share of told sentences that stand in the reference, and the share of the reference's word pairs that are told
(ROUGE-2 recall), beside the first sentences of the article (lead) and the promises that either breaks.
"""

from __future__ import annotations

import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from bot.extract.dateline import read_dateline
from bot.extract.entities import read_entities
from bot.extract.events import read_events
from bot.extract.figures import read_figures
from bot.extract.quotes import read_quotes
from bot.extract.summary import check, summarise
from bot.extract.text import Text
from bot.extract.times import find_reference, read_times
from bot.model.article import Dateline, Entity, Summary, SummarySentence

BBC = Path(__file__).parents[1] / ".." / "shared" / "data" / "bbc_news.json"
DAY = date(2005, 1, 1)
"""The articles tell no day; they are of 2004 and 2005."""

ARTICLE = 4000
LENGTHS = ("short", "medium", "long")


class Case(NamedTuple):
    """One article as read, its reference, and how long its summary took, in milliseconds per ARTICLE characters."""

    text: Text
    entities: tuple[Entity, ...]
    dateline: Dateline | None
    reference: str
    summary: Summary
    cost: float


def main() -> None:
    """Print what is reached on the half of the articles on which weights were chosen, and on the other."""
    if not BBC.exists():
        print("BBC news: skipped, ../shared/data/bbc_news.json is not here")
        return
    articles = json.loads(BBC.read_text(encoding="utf-8"))
    for name, half in (("development half", articles[::2]), ("half left out", articles[1::2])):
        cases = [_case(a["title"], a["article"].strip(), a["reference"]) for a in half]
        print(f"{name}, {len(cases)} articles")
        for who, told in (("summary", lambda c: c.summary), ("lead", _lead)):
            print(f"  {who:8}", _row(cases, told), "| broken promises:", _broken(cases, told) or "none")
        print(f"  speed: {statistics.median(c.cost for c in cases):.2f} ms per {ARTICLE:,} characters, median")


def _case(title: str, body: str, reference: str) -> Case:
    text = Text.of(body)
    dateline = read_dateline(text)
    found = find_reference(text, DAY, DAY, dateline)
    times, entities = read_times(text, found), read_entities(text, dateline)
    quotes, figures = read_quotes(text, entities), read_figures(text, times)
    events = read_events(text, times, entities, quotes, found, "bench")
    runs = []
    for _ in range(3):
        begun = time.perf_counter()
        summary = summarise(text, title, times, events, entities, quotes, figures, dateline)
        runs.append(time.perf_counter() - begun)
    return Case(text, entities, dateline, reference, summary, min(runs) * 1000 * ARTICLE / len(body))


def _lead(case: Case) -> Summary:
    body = case.text.body
    first = tuple(SummarySentence(text=body[s.start : s.end], evidence=(s,)) for s in case.text.sentences[:6])
    return Summary(short=first[:1], medium=first[:3], long=first)


def _row(cases: Iterable[Case], told: Callable[[Case], Summary]) -> str:
    cells = []
    for length in LENGTHS:
        hits = total = 0
        recalls = []
        for case in cases:
            places = [s.evidence[0] for s in getattr(told(case), length)]
            sentences = [case.text.body[p.start : p.end] for p in places]
            reference = " ".join(_words(case.reference))
            hits += sum(" ".join(_words(s)) in reference for s in sentences)
            total += len(sentences)
            pairs, wanted = {p for s in sentences for p in pairwise(_words(s))}, set(pairwise(_words(case.reference)))
            recalls.append(len(pairs & wanted) / max(1, len(wanted)))
        cells.append(f"{length} {100 * hits / max(1, total):.1f} % in it, recall {100 * statistics.mean(recalls):.1f}")
    return "; ".join(cells)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _broken(cases: Iterable[Case], told: Callable[[Case], Summary]) -> str:
    problems = Counter(
        problem.split(": ")[1] for c in cases for problem in check(told(c), c.text, c.entities, c.dateline)
    )
    return ", ".join(f"{count} × {problem}" for problem, count in problems.most_common())


if __name__ == "__main__":
    main()
