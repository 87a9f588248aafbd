"""The whole engine: time per article, and memory above an interpreter that has the models: `python -m bench speed`."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from bot.extract.article import read_article
from bot.ingest.files import read_file
from bot.model.article import RawArticle

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"
DATA = HERE.parents[1] / "shared" / "data"
ARTICLE = 4000
"""Characters of the article that times are told for."""

TIMES = 3
"""Each article is read so often and the quickest counts; processor time, since others use the machine too."""

AT = date(2026, 2, 9)

_MODELS = "import bot.model.article, bot.model.event"
_READ = """
import bot.ingest.files
from pathlib import Path
raws = [bot.ingest.files.read_file(path) for path in sorted(Path("seeds").glob("*.md"))]
"""
_ENGINE = "from bot.extract.article import read_article; from datetime import date"
_ARTICLES = "for raw in raws: read_article(raw, date(2026, 2, 9))"
_TELL = """
import gc, os
gc.collect()
print(int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6)
"""


def main() -> None:
    """Print what reading takes."""
    named = [("seed articles", [read_file(path) for path in sorted(SEEDS.glob("*.md"))])]
    if (DATA / "timebank.json").exists():
        named.append(("TimeBank", list(_timebank())))
    for name, articles in named:
        taken = [_milliseconds(raw) for raw in articles]
        print(f"{name}: {statistics.median(taken):.2f} ms per {ARTICLE:,} characters, median of {len(taken)} articles")
    models, engine, used = (_megabytes(*parts) for parts in ((), (_ENGINE,), (_ENGINE, _ARTICLES)))
    print(f"memory above an interpreter that has imported the models: {engine - models:.1f} MB with the engine,")
    print(f"  {used - models:.1f} MB when it has read the seed articles; to reach: 40")


def _milliseconds(raw: RawArticle) -> float:
    """Return the milliseconds that reading takes, for an article of ARTICLE characters."""
    return min(_once(raw) for _ in range(TIMES)) * 1000 * ARTICLE / len(raw.body)


def _once(raw: RawArticle) -> float:
    begun = time.process_time()
    read_article(raw, AT)
    return time.process_time() - begun


def _megabytes(*parts: str) -> float:
    """Return the resident memory of an interpreter that has the models, the texts, and then ran `parts`."""
    program = "\n".join((_MODELS, _READ, *parts, _TELL))
    done = subprocess.run([sys.executable, "-c", program], cwd=HERE.parent, capture_output=True, text=True, check=True)
    return float(done.stdout)


def _timebank() -> list[RawArticle]:
    documents = json.loads((DATA / "timebank.json").read_text(encoding="utf-8"))
    return [
        RawArticle(id=d["docid"], body=d["text"], published=date.fromisoformat(d["dct"][:10]))
        for d in documents
        if 2000 < len(d["text"]) < 8000
    ]


if __name__ == "__main__":
    main()
