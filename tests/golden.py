"""Propose the golden records of the seed articles anew.

`python -m tests.golden NAME ...` writes seeds/NAME.json as the engine reads seeds/NAME.md; without names, all. Read the
difference before you commit it: the records are truth that was checked by hand, not what the engine says. What the
engine is known to read wrongly (`tests/seed_truth.py`, SHORTFALLS) has to be put right again.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.extract.article import read_article
from bot.ingest.files import read_file
from bot.model.article import Article

SEEDS = Path(__file__).parents[1] / "seeds"
AT = date(2026, 2, 9)
"""The day on which the demo begins; events are upcoming as of it."""


def read_seed(name: str) -> Article:
    """Return what the engine reads in seeds/NAME.md."""
    return read_article(read_file(SEEDS / f"{name}.md"), AT)


def main(names: Sequence[str]) -> None:
    """Write a record beside every seed article named."""
    for name in names or sorted(path.stem for path in SEEDS.glob("*.md")):
        record = read_seed(name).model_dump_json(indent=1)
        (SEEDS / f"{name}.json").write_text(record + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
