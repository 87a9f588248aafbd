"""Planned times at which something may have to be said."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from pydantic import AwareDatetime

from bot.model.base import Frozen


class ScheduleKind(StrEnum):
    """A reminder fires once; a digest recurs."""

    REMINDER = "reminder"
    DIGEST = "digest"


class Schedule(Frozen):
    """A row that the tick looks at.

    `id` names it uniquely (`reminder:GUILD:EVENT:LEAD`, `digest:GUILD`), so planning again replaces it. `guild` is
    `platform:id`, `subject` the event's id or, for a digest, its slot's name. `next_due` is the instant at which it is
    due, None once it has ended.
    """

    id: str
    kind: ScheduleKind
    guild: str
    subject: str
    lead: timedelta | None = None
    next_due: AwareDatetime | None
