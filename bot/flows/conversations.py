"""What was asked last, where and by whom, so that "and where?" can be understood. Kept in memory, for minutes."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta

LIFE = timedelta(minutes=10)
"""How long a question may be leant on: later a reader has turned to something else."""
MOST = 1_000
"""Conversations kept; the one that was silent longest makes room."""


class Conversations:
    """The last question of each conversation: of a thread, or of one member in one channel."""

    def __init__(self) -> None:
        self._last: OrderedDict[str, tuple[str, datetime]] = OrderedDict()

    def last(self, conversation: str, now: datetime) -> str | None:
        """Return the question asked last, if that was within LIFE before `now`."""
        question, at = self._last.get(conversation, ("", now))
        return question if question and now - at <= LIFE else None

    def keep(self, conversation: str, question: str, now: datetime) -> None:
        """Remember a question, made whole, as asked at `now`."""
        self._last[conversation] = (question, now)
        self._last.move_to_end(conversation)
        while len(self._last) > MOST:
            self._last.popitem(last=False)
