"""Texts changed at random, read by the whole engine: `python -m bench.fuzz [--minutes N] [--seed N]`.

Own texts and naughty strings are cut, doubled, mixed and mangled; whatever comes out, reading it must keep the promises
below. What breaks one is cut down while it still does, and printed; the exit status is then 1. The same seed tries the
same texts in the same order.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from bench.hostile import KINDS
from bot.extract.article import read_article
from bot.model.article import Article, RawArticle

SEEDS = Path(__file__).parents[1] / "seeds"
DAYS = (date(2026, 2, 9), date(2026, 11, 23), date(1999, 12, 31), date(2024, 2, 29), date.min, date.max)

PER_TEXT = 1.0
PER_CHARACTER = 0.0002
"""Processor seconds that reading may take at most: about ten times what a quiet machine needs for dense text."""

LONGEST = 20_000
"""Characters of the longest text tried; how work grows beyond is what `bench.hostile` shows."""

NAUGHTY = (
    "\0", "\u202e", "\u200b", "\ufeff", "\ud800", "\u2028", "\x1b[31m", "e\u0301", "ﬁ", "İ", "ß", "ǅ", "٣", "½",
    "²", "👩‍👩‍👧", "<p>", "&nbsp;", "&#x27;", "</script>", "{{", "%s", "${x}", "\\", "''", "``", "“", "”", "„",
    "«", "‹", "’", "'", '"', "--", "—", "…", "...", ". . .", "?!", "\r\n", "\t", "\u00a0", "\n\n", "•", "* ",
    "1. ", "@a", "#b", "http://a.b/c?d=e", "Mr.", "U.S.", "No. 5", "p.m.", "St.", "a.m", "O'Neill", "al-",
    "McX", "Jr.", "III", "’s", "n't",
)  # fmt: skip

PHRASES = (
    "on March 32", "February 30", "2026-13-45", "2026-02-30T25:61:00Z", "31/02/2026", "1/2/3", "1.2.3.4",
    "March 3, 20267", "24:00", "25 p.m.", "0 a.m. GMT", "the 0th century", "99 years ago", "in 999999999 weeks",
    "every 0 days", "between 5 and 3 March", "from Friday to Friday", "December 31, 9999", "January 1, 0001",
    "the '00s", "Q9 2026", "a week from yesterday", "the day before the day after tomorrow", "half past 13",
    "29 February", "this last next week", "1,,000", "1.000.000", "$-5", "5 % of 5 %", "minus zero",
    "one hundred and and", "two and a half half", "٣ March ٢٠٢٦", '"No," she said, "',
    "he said she said they said", "said Mr. said", "according to according to", "President of the of",
    "will not have been being", "he was to to be", "if unless once", "OSLO, March 3 (AP) —", "By Anna Berg",
    "(Reuters) -",
)  # fmt: skip


def texts() -> list[str]:
    """Return the texts to begin with: the seed articles, the hostile kinds, and the phrases in a row."""
    seeds = [path.read_text(encoding="utf-8").split("---", 2)[-1] for path in sorted(SEEDS.glob("*.md"))]
    return [*seeds, *(unit * 20 for unit in KINDS.values()), " ".join(PHRASES)]


Change = Callable[[str, Random], str]


def _slice(text: str, chance: Random) -> tuple[int, int]:
    start = chance.randrange(len(text) + 1)
    return start, min(len(text), start + chance.choice((1, 3, 12, 60, 400)))


def _cut(text: str, chance: Random) -> str:
    start, end = _slice(text, chance)
    return text[:start] + text[end:]


def _double(text: str, chance: Random) -> str:
    start, end = _slice(text, chance)
    return text[:end] + text[start:end] * chance.choice((1, 2, 30)) + text[end:]


def _move(text: str, chance: Random) -> str:
    start, end = _slice(text, chance)
    rest = text[:start] + text[end:]
    place = chance.randrange(len(rest) + 1)
    return rest[:place] + text[start:end] + rest[place:]


def _insert(text: str, chance: Random) -> str:
    place = chance.randrange(len(text) + 1)
    what = chance.choice(NAUGHTY) if chance.random() < 0.5 else f" {chance.choice(PHRASES)} "
    return text[:place] + what + text[place:]


def _digits(text: str, chance: Random) -> str:
    return re.sub(r"\d", lambda m: str(chance.randrange(10)) if chance.random() < 0.3 else m[0], text)


def _capitals(text: str, chance: Random) -> str:
    start, end = _slice(text, chance)
    way = chance.choice((str.upper, str.lower, str.title, str.swapcase))
    return text[:start] + way(text[start:end]) + text[end:]


def _marks(text: str, chance: Random) -> str:
    return text.replace(chance.choice(".,\n \"“”'-"), chance.choice(("", " ", "\n", ".", ",", '"', "“", "-")), 20)


def _words(text: str, chance: Random) -> str:
    start, end = _slice(text, chance)
    words = text[start:end].split(" ")
    chance.shuffle(words)
    return text[:start] + " ".join(words) + text[end:]


CHANGES: tuple[Change, ...] = (_cut, _double, _move, _insert, _insert, _digits, _capitals, _marks, _words)


def mutants(chance: Random) -> Iterator[tuple[str, date]]:
    """Yield texts without end, each with the day it is read on."""
    pool = texts()
    while True:
        text = chance.choice(pool)
        if chance.random() < 0.2:
            text = f"{text}\n{chance.choice(pool)}"
        for _ in range(chance.choice((1, 2, 5, 15))):
            text = chance.choice(CHANGES)(text, chance)
        yield text[:LONGEST], chance.choice(DAYS)


def read(text: str, day: date) -> Article:
    return read_article(RawArticle(id="x", body=text), day)


def broken(text: str, day: date) -> str | None:
    """Return which promise reading `text` breaks, or None."""
    begun = time.process_time()
    try:
        article = read(text, day)
    except Exception as error:  # noqa: BLE001  # whatever it is, it is what the fuzz looks for
        return f"{type(error).__name__}: {error}"
    if time.process_time() - begun > PER_TEXT + PER_CHARACTER * len(text):
        return "too slow"
    for check in (_spans, _days, _again):
        if (wrong := check(article, text, day)) is not None:
            return wrong
    return None


def _spans(article: Article, text: str, _day: date) -> str | None:
    for span in spans_of(article.model_dump(exclude={"body"})):
        if text[span["start"] : span["end"]] != span["text"]:
            return f"a span is not exact: {span['text']!r}"
    return None


def spans_of(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every part of a dumped article that has a place and words."""
    if isinstance(node, dict):
        if "start" in node and "text" in node:
            yield node
        for value in node.values():
            yield from spans_of(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from spans_of(value)


def _days(article: Article, _text: str, _day: date) -> str | None:
    for found in article.time_expressions:
        if found.earliest is not None and found.latest is not None and found.earliest > found.latest:
            return f"a time ends before it begins: {found.text!r} is {found.value}"
        for told in re.findall(r"\d{4}-\d\d-\d\d", found.value):
            try:
                date.fromisoformat(told)
            except ValueError:
                return f"no such day: {found.text!r} is {found.value}"
    return None


def _again(article: Article, text: str, day: date) -> str | None:
    """Reading again gives the same, and so does white space at the end."""
    if read(text, day) != article:
        return "read twice, it is not the same"
    longer = read(f"{text}\n\n \n", day)
    if _gist(longer) != _gist(article):
        return "white space at the end changes what is read"
    return None


def _gist(article: Article) -> tuple[Any, ...]:
    times = [(t.text, t.value) for t in article.time_expressions]
    return times, [e.title for e in article.events], [(q.text, q.speaker) for q in article.quotes], article.figures


def smaller(text: str, day: date, wrong: str) -> str:
    """Cut `text` down while it breaks the same promise."""
    kind, size = wrong.split(":", 1)[0], len(text) // 2
    while size:
        for start in range(0, len(text), size):
            shorter = text[:start] + text[start + size :]
            found = broken(shorter, day)
            if found is not None and found.split(":", 1)[0] == kind:
                text = shorter
                break
        else:
            size //= 2
    return text


def main(minutes: float = 1, seed: int = 0) -> int:
    """Try texts for so many minutes; return how many broke a promise."""
    end, tried, fallen = time.monotonic() + 60 * minutes, 0, 0
    for text, day in mutants(Random(seed)):
        if time.monotonic() > end:
            break
        tried += 1
        wrong = broken(text, day)
        if wrong is not None:
            fallen += 1
            print(f"text {tried}, read on {day}: {wrong}\n  {smaller(text, day, wrong)[:500]!r}", flush=True)
    print(f"{tried} texts in {minutes:g} minutes, seed {seed}: {fallen} broke a promise")
    return fallen


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    sys.exit(1 if main(given.minutes, given.seed) else 0)
