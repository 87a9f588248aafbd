"""Names in headlines and in sentences of capitals: only those that the article or the tables know."""

from __future__ import annotations

from bot.extract.entities.lexicon import FIRST, LAST
from bot.extract.entities.page import Page, Piece, fold
from bot.model.article import EntityKind


def headline_names(page: Page, names: list[Piece]) -> list[Piece]:
    """Return the names in sentences whose capitals say nothing, given the names in all others."""
    if not any(page.style):
        return []
    seen: dict[str, Piece] = {}
    longest: dict[str, int] = {}
    for name in names:
        words = [fold(w) for w in page.words[name.first : name.last]]
        seen.setdefault(" ".join(words), name)
        longest[words[0]] = max(len(words), longest.get(words[0], 0))
        if name.kind is EntityKind.PERSON:
            seen.setdefault(words[-1], name)
            longest.setdefault(words[-1], 1)
    found: list[Piece] = []
    index, count = 0, len(page.words)
    while index < count:
        piece: Piece | None = None
        if page.style[index] and page.words[index][0].isupper():
            piece = _seen(page, index, seen, longest) or _known(page, index) or _person(page, index)
        if piece is not None:
            found.append(piece)
        index = piece.last if piece is not None else index + 1
    return found


def _seen(page: Page, index: int, seen: dict[str, Piece], longest: dict[str, int]) -> Piece | None:
    for length in range(longest.get(fold(page.words[index]), 0), 0, -1):
        model = seen.get(" ".join(map(fold, page.words[index : index + length])))
        if model is not None:
            return Piece(index, index + length, model.kind, model.known, sure=True)
    return None


def _known(page: Page, index: int) -> Piece | None:
    match = page.known(index)
    if match is None or match[0].kind in {None, EntityKind.OTHER}:
        return None
    entry, end = match
    if end == index + 1 and (page.common(index) or entry.section in {"team", "company", "media"}):
        return None
    return Piece(index, end, entry.kind, entry, sure=True)


def _person(page: Page, index: int) -> Piece | None:
    """Return a first name with a family name after it; both must be in the tables, since any word has a capital."""
    words, end = page.words, index + 1
    if not page.lexicon.classes.get(fold(words[index]), 0) & FIRST:
        return None
    if len(words[end]) == 2 and words[end][1] == ".":
        end += 1
    if not page.lexicon.classes.get(fold(words[end]), 0) & LAST:
        return None
    return Piece(index, end + 1, EntityKind.PERSON, sure=True)
