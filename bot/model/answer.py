"""Answers and what proves them."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, model_validator

from bot.model.base import DayOrInstant, Frozen, Span


class AnswerKind(StrEnum):
    """Which slot the question asked for."""

    WHEN = "when"
    WHO = "who"
    WHERE = "where"
    HOW_MANY = "how many"
    SAID = "said"
    NEXT = "next"
    WHY = "why"
    WHICH = "which"
    YES_NO = "yes or no"
    LIST = "list"
    COMPARE = "compare"
    ABOUT = "about"
    OTHER = "other"


class Evidence(Span):
    """One sentence, exactly `body[start:end]` of the article `article` (its id)."""

    article: str
    headline: str
    source: str | None = None
    url: str | None = None
    published: DayOrInstant | None = None


class Answer(Frozen):
    """A reply to a question.

    `abstained` says that the articles do not tell; `evidence` is then the nearest thing that they do say, or
    empty. `confidence` is the probability that the answer is right, between 0 and 1. `understood` is a question that
    leant on the one before it ("and where?"), made whole. `notes` is what has to be said beside it: that an admin has
    set another time than the article tells.
    """

    answer: str
    abstained: bool
    kind: AnswerKind
    confidence: float = Field(ge=0, le=1)
    evidence: tuple[Evidence, ...] = ()
    understood: str | None = None
    notes: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _proven(self) -> Answer:
        if not self.abstained and not self.evidence:
            raise ValueError("an answer needs evidence")
        return self


class Picked(Frozen):
    """What a language model picks: the number of a sentence that it was shown, from 1, and words of that sentence."""

    sentence: int
    words: str
