"""Letting a language model pick an answer, where it may.

is there still something left of today's budget? else the extractive answer
show it the question and the sentences, and wait as long as the operator says
hold its picks against the sentences: valid → its answer; none → the extractive answer stands
anything else → the extractive answer, and a line in the log with the articles' ids, never with words of anybody
"""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, date

from bot.answer import picked
from bot.answer.reader import Conclusion
from bot.clock import Clock
from bot.errors import ModelError
from bot.model.answer import Answer
from bot.ports import AnswerModel

log = logging.getLogger(__name__)


class Picking:
    """A model with its patience (seconds) and its budget (requests in a day of UTC, counted by this process)."""

    def __init__(self, model: AnswerModel, clock: Clock, patience: float, per_day: int) -> None:
        self._model, self._clock = model, clock
        self._patience, self._per_day = patience, per_day
        self._day: date | None = None
        self._spent = 0

    async def instead(self, question: str, concluded: Conclusion) -> Answer:
        """Return the answer that the model picks; where it picks nothing, or nothing valid, the concluded one."""
        try:
            self._spend()
            sentences = tuple(one.text for one in concluded.offered)
            async with asyncio.timeout(self._patience):
                picks = await self._model.pick(concluded.answer.understood or question, sentences)
            given = picked.worded(picks, concluded.offered, concluded.answer.kind)
        except (ModelError, TimeoutError) as error:
            why = str(error) if isinstance(error, ModelError) else "it took too long"
            ids = ", ".join(dict.fromkeys(one.article for one in concluded.offered))
            log.warning("answered without the language model: %s (articles %s)", why, ids)
            return concluded.answer
        whole = {"understood": concluded.answer.understood}
        return concluded.answer if given is None else given.model_copy(update=whole)

    def _spend(self) -> None:
        """Count a request. Raises ModelError if it is one too many."""
        today = self._clock.now().astimezone(UTC).date()
        if today != self._day:
            self._day, self._spent = today, 0
        if self._spent >= self._per_day:
            raise ModelError("today's requests are spent")
        self._spent += 1
