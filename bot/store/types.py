"""How the model's values stand in columns, alike in both databases."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar

from pydantic import BaseModel
from sqlalchemy import BigInteger, DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

MAX_KEY = 255
"""Characters of a key that is kept as it is: PostgreSQL indexes at most 2,704 bytes a row, four bytes a character."""

M = TypeVar("M", bound=BaseModel)


def key(text: str) -> str:
    """Return what stands for `text` where it must be unique: the text itself, or its digest if it is long or odd."""
    if len(text) <= MAX_KEY and "\x00" not in text:
        return text
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def number(name: str) -> int:
    """Return the number that a row is called by outside; what is no such number names no row (-1)."""
    return int(name) if name.isascii() and name.isdigit() and len(name) < 19 else -1


class Instant(TypeDecorator[datetime]):
    """An aware datetime, stored in UTC and returned in UTC. SQLite keeps no zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse what has no zone: an hour without one is no instant."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return it aware, in UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Plain(TypeDecorator[str]):
    """Text from outside. PostgreSQL cannot hold U+0000; both databases keep U+FFFD in its place."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Put the replacement character where a null stands."""
        del dialect
        return None if value is None else value.replace("\x00", "\ufffd")


class Seconds(TypeDecorator[timedelta]):
    """A length of time in whole seconds."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:
        """Return whole seconds."""
        del dialect
        return None if value is None else int(value.total_seconds())

    def process_result_value(self, value: int | None, dialect: Dialect) -> timedelta | None:
        """Return the length of time."""
        del dialect
        return None if value is None else timedelta(seconds=value)


class Record(TypeDecorator[M], Generic[M]):
    """A model as its JSON, in a text column, so that what was stored comes back character for character."""

    impl = Text
    cache_ok = True

    def __init__(self, model: type[M]) -> None:
        super().__init__()
        self.model = model

    def process_bind_param(self, value: M | None, dialect: Dialect) -> str | None:
        """Return the JSON."""
        del dialect
        return None if value is None else value.model_dump_json()

    def process_result_value(self, value: str | None, dialect: Dialect) -> M | None:
        """Return the model, validated."""
        del dialect
        return None if value is None else self.model.model_validate_json(value)


class Document(TypeDecorator[Any]):
    """Anything that JSON can say."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Return the JSON; what JSON has no form for is written as text."""
        del dialect
        return None if value is None else json.dumps(value, default=str)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Return what the JSON says."""
        del dialect
        return None if value is None else json.loads(value)
