"""The reply to a question."""

from __future__ import annotations

from bot.model.answer import Answer, Evidence
from bot.model.message import Line, Message, MessageKind, Text, plain
from bot.render import dates, pieces

MAX_EVIDENCE = 3

_CONFIDENCE = ((0.85, "sure"), (0.6, "fairly sure"), (0.0, "not sure: check the sentence"))
"""In words, since a reader cannot check a number; the steps are those at which a reader should act differently."""


def answer(answer: Answer, question: str | None = None) -> Message:
    """Return the reply: the answer, then each piece of evidence verbatim with article, source and date."""
    shown = answer.evidence[:MAX_EVIDENCE]
    lines: list[Line] = [plain(f"Understood: {answer.understood}", "quiet")] if answer.understood else []
    lines.append(plain(answer.answer, "plain" if answer.abstained else "strong"))
    lines += [plain(note, "quiet") for note in answer.notes]
    if answer.abstained and shown:
        lines.append(plain("The nearest thing that they do say:", "quiet"))
    for piece in shown:
        lines += _evidence(piece)
    return Message(
        kind=MessageKind.ANSWER,
        headline=question or ("The articles do not tell" if answer.abstained else "Answer"),
        lines=tuple(lines),
        footer=None if answer.abstained else f"How sure: {confidence(answer.confidence)}",
    )


def confidence(probability: float) -> str:
    """Return the probability that the answer is right, in words."""
    return next(words for least, words in _CONFIDENCE if probability >= least)


def _evidence(piece: Evidence) -> tuple[Line, ...]:
    told = pieces.joined(piece.source, dates.told_on(piece.published))
    return (
        (Text(text=pieces.quoted(piece.text), style="quote"),),
        (Text(text="— "), pieces.linked(piece.headline, piece.url), Text(text=f" · {told}" if told else "")),
    )
