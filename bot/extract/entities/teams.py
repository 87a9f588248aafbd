"""Places that stand for their teams: "Oregon scored twice" in a report of a match."""

from __future__ import annotations

from collections import Counter
from typing import Final

from bot.extract.entities.page import Page, Piece
from bot.model.article import EntityKind

REPORT_WORDS: Final = 5
"""A text with so many different words of match reports is one."""

ENOUGH: Final = 2
"""So many more of its mentions must act like a team than like a place."""

_AT_HOME: Final = frozenset({"city", "region"})
_IN: Final = frozenset({"in", "In", "near", "of", ","})


def name_teams(page: Page, pieces: list[Piece]) -> None:
    """Turn towns and states that play, win and lose into organisations; a country stays a place."""
    sports = page.lexicon.sports
    if len(page.small & sports["report"]) < REPORT_WORDS:
        return
    local = [p for p in pieces if p.kind is EntityKind.PLACE and p.known is not None and p.known.section in _AT_HOME]
    acts = Counter[str]()
    for piece in local:
        assert piece.known is not None
        acts[piece.known.name] += _acts(page, piece)
    for piece in local:
        assert piece.known is not None
        if acts[piece.known.name] >= ENOUGH and page.words[piece.first - 1] not in _IN:
            piece.kind = EntityKind.ORGANISATION


def _acts(page: Page, piece: Piece) -> int:
    """Return 1 if the mention acts like a team, -1 if like a place, else 0."""
    sports = page.lexicon.sports
    before = page.words[piece.first - 1] if piece.first else ""
    after, then = page.words[piece.last], page.words[piece.last + 1]
    if before in _IN or (after == "," and then[0].isupper()):
        return -1
    if after in sports["does"] or before.lower() in sports["suffers"] or before.endswith("-ranked"):
        return 1
    return int(
        (after == "(" and then[0].isdigit()) or (after in {"'s", "'"} and (then[0].isupper() or then[0].isdigit()))
    )
