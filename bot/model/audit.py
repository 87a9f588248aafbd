"""What was changed, by whom."""

from __future__ import annotations

from typing import Any

from pydantic import AwareDatetime

from bot.model.base import Frozen


class AuditEntry(Frozen):
    """One change. `actor` is the member's id on the platform, or "operator"; `before` and `after` are JSON."""

    id: int
    guild: str
    actor: str
    action: str
    subject: str
    before: Any
    after: Any
    at: AwareDatetime
