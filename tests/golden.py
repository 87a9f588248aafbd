"""Propose the golden records of the seed articles anew: `python -m tests.golden` writes seeds/*.json.

Read the difference before you commit it: the records are truth that was checked by hand, not what the engine says.
"""

from __future__ import annotations

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


def main() -> None:
    """Write a record beside every seed article."""
    for path in sorted(SEEDS.glob("*.md")):
        path.with_suffix(".json").write_text(read_seed(path.stem).model_dump_json(indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
