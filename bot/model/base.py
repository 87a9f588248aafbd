"""What all of the model's data has in common."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator


class Frozen(BaseModel):
    """Immutable, closed to unknown fields, compared by value."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _day_or_instant(value: Any) -> Any:
    """Read ISO 8601; ten characters are a day, more are an instant and need a zone."""
    if isinstance(value, str):
        value = value.strip()
        value = date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value)
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError("needs a zone, for example 2026-02-09T08:00:00+09:00")
    return value


DayOrInstant = Annotated[
    datetime | date,
    BeforeValidator(_day_or_instant),
    PlainSerializer(lambda value: value.isoformat(), return_type=str, when_used="json"),
    Field(description="A day stays a day: no hour is invented for it."),
]
"""A day, or an instant (aware, in the zone in which it was given, so that its day is the day it names)."""


def day_of(when: datetime | date) -> date:
    """Return the day of a `DayOrInstant`; of an instant, its day in its own zone."""
    return when.date() if isinstance(when, datetime) else when


class Range(Frozen):
    """A stretch of a text by character offsets: `body[start:end]`, end exclusive, never empty."""

    start: int = Field(ge=0)
    end: int

    @model_validator(mode="after")
    def _not_empty(self) -> Range:
        if self.end <= self.start:
            raise ValueError(f"span {self.start}:{self.end} is empty")
        return self

    def covers(self, other: Range) -> bool:
        """Tell whether `other` lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Range) -> bool:
        """Tell whether the two share a character."""
        return self.start < other.end and other.start < self.end


class Span(Range):
    """A range together with the words that stand there: `body[start:end] == text`, checked by the article."""

    text: str

    @model_validator(mode="after")
    def _as_long_as_its_text(self) -> Span:
        if len(self.text) != self.end - self.start:
            raise ValueError(f"span {self.start}:{self.end} is not as long as its text {self.text[:40]!r}")
        return self
