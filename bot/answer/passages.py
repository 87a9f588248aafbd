"""From the best sentences to an answer: the piece that fills the slot, and the sentences that prove it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bot.answer import compose, gaps, worded, worth
from bot.answer.belongs import Belonging
from bot.answer.compose import Found
from bot.answer.match import Match, matched
from bot.answer.query import Query, Slot
from bot.answer.rank import FEATURES, MAX_WORDS, Ranked
from bot.answer.spans import LONGEST, Piece
from bot.model.article import Article
from bot.model.base import Range

_LOOKED_AT = 8
"""Sentences among which the piece is chosen: further down the right one is seldom."""


class Choice(NamedTuple):
    """A sentence and the piece of it that answers; no piece if the sentence as a whole has to.

    `votes` tells how much other sentences that fit say the same, `filled` whether the piece stands in the gap of the
    clause that says what is asked, `belongs` whether nothing in the sentence speaks against it (`belongs`).
    """

    ranked: Ranked
    piece: Piece | None
    worth: float
    votes: float = 0.0
    match: Match | None = None
    filled: bool = False
    belongs: bool = True


def choices(query: Query, ranked: Sequence[Ranked], on: date) -> list[Choice]:
    """Return the best sentences, each with the piece that answers best, best first; `ranked` is not empty."""
    shares = worth.votes(ranked)
    found = []
    short = worth.short(query, _NARROW)
    for one in ranked[:_LOOKED_AT]:
        if len(one.sentence.text) > LONGEST:
            found.append(Choice(one, None, one.score + _SCALE * _UNTYPED))
            continue
        match = matched(query, one.sentence)
        filling = gaps.fills(query, one, match)
        own = Belonging(query, one, match)
        rated = [
            (
                worth.of(query, one, p)
                + worth.placed(one, p, match, bare=query.slot == Slot.PLACE and not query.focus)
                + worth.timely(query, one, p, on)
                + worth.VOTE * worth.share(shares, one, p)
                - _ELSEWHERE * ((short and not own.has(p)) or gaps.misses(query, one, p, match)),
                p,
            )
            for p in (filling if gaps.apposed(query, one, match) else (*one.pieces, *filling))
        ]
        value, piece = max(rated, key=lambda r: r[0], default=(_WITHOUT.get(query.slot, _UNTYPED), None))
        said = worth.share(shares, one, piece) if piece else 0.0
        whole = one.score + _SCALE * (value + worth.support(query, one, match)) - _UNNAMED * (short and own.unnamed)
        filled = piece is not None and gaps.in_gap(one, piece, match)
        belongs = not short or (not own.of_another_one and (piece is None or own.has(piece)))
        found.append(Choice(one, piece, whole, said, match, filled, belongs))
    return sorted(found, key=lambda c: c.worth, reverse=True)


_SCALE = 0.25
_ELSEWHERE = 3.0
"""What it costs a piece that it belongs to something else than what is asked."""
_NARROW = 8
"""Words that carry matter up to which all of a question is looked for in one clause."""
_UNNAMED = 2.0
"""What it costs a sentence, in the score of ranking, that it does not name what a short question counts things of."""
_UNTYPED = -40.0
_WITHOUT = {Slot.THING: -1.0, Slot.WORDS: -1.0, Slot.TRUTH: 0.0, Slot.REASON: -2.0}
"""What it costs that a sentence has no piece for the slot; where it is not named here, the slot is a type."""


def found(query: Query, choice: Choice, ranked: Sequence[Ranked], probability: float) -> Found:
    """Return the answer with its proof: its own sentence first."""
    text = worded.text(query, choice.ranked, choice.piece)
    return Found(text, proof(choice.ranked, ranked), probability)


def proof(first: Ranked | None, ranked: Sequence[Ranked]) -> tuple[tuple[Article, Range], ...]:
    """Return up to three sentences to show: what speaks of the question at all, those short enough to be read first."""
    if first is None:
        ranked = [r for r in ranked if r.features[_AROUND] >= _SPEAKS_OF_IT]
    order = ([first] if first else []) + [r for r in ranked if r is not first]
    short = [r for r in order if len(r.sentence.text.split()) <= MAX_WORDS] or order
    unique: dict[str, Ranked] = {}
    for one in short:
        unique.setdefault(one.sentence.text, one)
    return tuple((r.article, r.sentence.range) for r in list(unique.values())[: compose.MAX_EVIDENCE])


_AROUND = FEATURES.index("covered around")
_SPEAKS_OF_IT = 0.25
"""Share of the question's weight that a sentence and its neighbours hold, if showing it is to be of any use."""
