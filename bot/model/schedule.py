"""Planned times at which something may have to be said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from pydantic import AwareDatetime

from bot.model.base import Frozen

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""When that is due which waits until an admin lifts a pause: planning the guild anew gives it a time."""


class ScheduleKind(StrEnum):
    """When it is looked at.

    A reminder fires once; a digest recurs; what is held waits to be told together with others, once; an agenda and the
    list of events are looked at whenever they may have changed.
    """

    REMINDER = "reminder"
    DIGEST = "digest"
    HELD = "held"
    AGENDA = "agenda"
    OCCASIONS = "occasions"


class Schedule(Frozen):
    """A row that the tick looks at.

    `id` names it uniquely (`reminder:GUILD:EVENT:LEAD`, `digest:GUILD`, `held:GUILD:…`, `agenda:GUILD`,
    `occasions:GUILD`), so planning again replaces it. `guild` is `platform:id`, `subject` the event's id, or the name
    of a digest's slot or of the last look at an agenda or a list of events. What is held has an article's id as its
    subject or, with a lead, that of the event to be reminded of. `next_due` is the instant at which it is due, None
    once it has ended.
    """

    id: str
    kind: ScheduleKind
    guild: str
    subject: str
    lead: timedelta | None = None
    next_due: AwareDatetime | None
