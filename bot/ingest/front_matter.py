"""The YAML block between `---` lines at the head of a Markdown file."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import yaml

from bot.errors import FrontMatterError

_BLOCK = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_OPENED = re.compile(r"---[ \t]*\n[A-Za-z_]{1,40}:[ \t]")
_MAX_CHARACTERS = 16_384
_NAMES = {
    "headline": "headline",
    "title": "headline",
    "byline": "byline",
    "author": "byline",
    "url": "url",
    "link": "url",
    "source": "source",
    "language": "language",
    "published": "published",
    "date": "published",
    "updated": "updated",
}
_TIMES = {"published", "updated"}


def split_front_matter(text: str, subject: str) -> tuple[dict[str, Any], str]:
    """Return the fields that an article knows, and the text after the block.

    A text without a block comes back whole. Unknown fields are left alone: other tools write theirs too. Days and
    instants come as `date` and aware `datetime`. Raises FrontMatterError, naming the field.
    """
    block = _BLOCK.match(text)
    if not block:
        if _OPENED.match(text):
            raise FrontMatterError(subject, "---", "is not closed. End it with a line `---`.")
        return {}, text
    fields = {}
    for name, value in _load(block[1], subject).items():
        known = _NAMES.get(str(name).lower())
        if known and isinstance(value, str) and value.strip():
            fields[known] = _moment(value, name, subject) if known in _TIMES else value.strip()
    return fields, text[block.end() :].lstrip("\n")


def parse_moment(value: str) -> date | datetime:
    """Read an ISO 8601 day, or an instant with its zone. Raises ValueError with a sentence."""
    value = value.strip()
    try:
        moment = date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("is not a date. Write it as 2026-02-09 or 2026-02-09T08:00:00+09:00.") from None
    if isinstance(moment, datetime) and moment.tzinfo is None:
        raise ValueError("lacks its zone. Write 2026-02-09T08:00:00+09:00, or only the day.")
    return moment


def _load(block: str, subject: str) -> dict[Any, Any]:
    if len(block) > _MAX_CHARACTERS:
        raise FrontMatterError(subject, "---", f"is longer than {_MAX_CHARACTERS:,} characters. Shorten it.")
    try:
        # BaseLoader leaves every scalar a string, so a wrong date is ours to explain.
        loaded = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506  # BaseLoader constructs no objects
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise FrontMatterError(
            subject, "---", f"is not YAML (line {line}). Write lines such as `headline: …`."
        ) from None
    if loaded in ("", None):
        return {}
    if not isinstance(loaded, dict):
        raise FrontMatterError(subject, "---", "is not a list of fields. Write lines such as `headline: …`.")
    return loaded


def _moment(value: str, name: str, subject: str) -> date | datetime:
    try:
        return parse_moment(value)
    except ValueError as error:
        raise FrontMatterError(subject, name, f"{error} It says “{value[:40]}”.") from None
