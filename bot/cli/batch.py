"""Batches: JSON lines in, JSON lines out, the id kept; a wrong line is told and does not stop the others."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from bot.errors import DatelineError, InputError, UnreadableFileError
from bot.ingest.front_matter import parse_moment
from bot.model.article import RawArticle
from bot.model.base import Frozen

T = TypeVar("T")


class WrongLine(Frozen):
    """A line that could not be read, and why."""

    id: str
    error: str


class Question(Frozen):
    """A question of a batch."""

    id: str
    question: str
    at: date | datetime | None = None


def read_lines(path: Path, read: Callable[[dict[str, Any], str], T]) -> list[T | WrongLine]:
    """Read each line of a file with `read`; blank lines are passed over. Raises UnreadableFileError."""
    try:
        with path.open(encoding="utf-8") as file:
            return [_read_line(line, number, path, read) for number, line in enumerate(file, 1) if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise UnreadableFileError(str(path), reason) from None


def raw_article(fields: dict[str, Any], subject: str) -> RawArticle:
    """Return the article of a line; its text is the body unchanged. Raises InputError."""
    text = _text(fields, "text", subject)
    if not any(c.isalnum() for c in text):
        raise InputError(subject, "holds no text. Give the article in `text`.")
    known = {name: fields.get(name) or None for name in ("headline", "url", "source", "byline", "language")}
    return RawArticle(id=str(fields["id"]), body=text, published=_moment(fields, "published", subject), **known)


def question(fields: dict[str, Any], subject: str) -> Question:
    """Return the question of a line. Raises InputError."""
    return Question(
        id=str(fields["id"]), question=_text(fields, "question", subject), at=_moment(fields, "at", subject)
    )


def wrong(lines: list[Any]) -> Iterator[WrongLine]:
    """Return the lines that could not be read."""
    return (line for line in lines if isinstance(line, WrongLine))


def _read_line(line: str, number: int, path: Path, read: Callable[[dict[str, Any], str], T]) -> T | WrongLine:
    subject, name = f"{path.name}, line {number}", str(number)
    try:
        fields = json.loads(line)
        if not isinstance(fields, dict) or not isinstance(fields.get("id"), str | int):
            raise InputError(subject, 'is not an object with an `id`. Write {"id": …, …} on each line.')
        name = str(fields["id"])
        return read(fields, subject)
    except json.JSONDecodeError:
        return WrongLine(id=name, error=f"{subject}: is not JSON.")
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        return WrongLine(id=name, error=f"{subject}: `{'.'.join(map(str, first['loc']))}` is wrong: {first['msg']}.")
    except DatelineError as error:
        return WrongLine(id=name, error=str(error))


def _text(fields: dict[str, Any], name: str, subject: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise InputError(subject, f"lacks `{name}`.")
    if any("\ud800" <= c <= "\udfff" for c in value):
        raise InputError(subject, f"`{name}` holds half a character (a lone surrogate). Write it as UTF-8.")
    return value


def _moment(fields: dict[str, Any], name: str, subject: str) -> date | datetime | None:
    value = fields.get(name)
    if value in (None, ""):
        return None
    try:
        moment = datetime.fromisoformat(str(value)) if len(str(value)) > 10 else None
        # An hour without a zone is no instant; its day still holds.
        return moment.date() if moment and moment.tzinfo is None else parse_moment(str(value))
    except ValueError:
        raise InputError(subject, f"`{name}` is not a date. Write it as 2026-02-09.") from None
