"""The articles that the demo shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

from bot.errors import UsageError
from bot.ingest.files import read_file
from bot.model.article import RawArticle
from bot.model.base import DayOrInstant

_MORNING = time(12, 0)
"""When an article that tells only its day arrives, in UTC: a morning in New York."""


@dataclass(frozen=True)
class Seed:
    """An article, and when it reaches the bot."""

    name: str
    article: RawArticle
    arrives: datetime


def folder() -> Path:
    """Return the folder of the seeds: beside the package's root, or in the working directory. Raises UsageError."""
    for root in (Path(__file__).parents[2], Path.cwd()):
        if any((root / "seeds").glob("*.md")):
            return root / "seeds"
    raise UsageError("The demo shows the articles in seeds/, which are not here. Run it in a checkout of the project.")


def read(where: Path) -> list[Seed]:
    """Return the seeds in the order in which they arrive."""
    found = ((path.name, read_file(path)) for path in sorted(where.glob("*.md")))
    return sorted((Seed(name, raw, _arrival(raw.published)) for name, raw in found), key=lambda seed: seed.arrives)


def _arrival(published: DayOrInstant | None) -> datetime:
    if isinstance(published, datetime):
        return published.astimezone(UTC)
    assert published is not None, "every seed tells its day"
    return datetime.combine(published, _MORNING, UTC)
