"""Time expressions and the times they name."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime, model_validator

from bot.model.base import Frozen, Span


class Precision(StrEnum):
    """How exactly a value is known, finest first."""

    TIME = "time"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF_YEAR = "half-year"
    YEAR = "year"
    DECADE = "decade"
    VAGUE = "vague"

    @property
    def rank(self) -> int:
        """Return 0 for the finest."""
        return _RANKS[self]

    @property
    def coarse(self) -> bool:
        """Tell whether it is a week or coarser: such an interval may be running and still lie ahead."""
        return self.rank >= Precision.WEEKEND.rank


_RANKS = {precision: rank for rank, precision in enumerate(Precision)}


class TimeType(StrEnum):
    """The four types of TIMEX3 (TimeML 1.2.1, section 2.2)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class TimeExpression(Span):
    """A phrase of the body that names a time.

    `value` is in the style of TIMEX3 (2026-03-19, 2026-04, 2026-W12, 2026-SP, P3D, also a range `a/b`,
    PAST_REF, PRESENT_REF, FUTURE_REF). `earliest` and `latest` are the first and last day of the interval it
    names, both None where it names none. `instant` and `zone` (an IANA name, "UTC" or "UTC+09:00") are set where a
    clock time is told with its zone. `rule` is what recurs as an RFC 5545 recurrence rule, of a SET only.
    """

    type: TimeType
    value: str
    precision: Precision
    earliest: date | None = None
    latest: date | None = None
    instant: AwareDatetime | None = None
    zone: str | None = None
    rule: str | None = None


class When(Frozen):
    """When an event is. `instant` and `zone` are set only where the article tells a clock time."""

    value: str
    precision: Precision
    earliest: date
    latest: date
    instant: AwareDatetime | None = None
    zone: str | None = None

    @model_validator(mode="after")
    def _in_order(self) -> When:
        if self.latest < self.earliest:
            raise ValueError("the interval ends before it begins")
        return self

    def within(self, other: When) -> bool:
        """Tell whether this interval lies inside the other."""
        return other.earliest <= self.earliest and self.latest <= other.latest
