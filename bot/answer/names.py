"""The names that a reader of these articles may use. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from bot.answer.tables import NICKNAMES
from bot.answer.words import Token, is_stop, tokens
from bot.model.article import Article, Entity, EntityKind

_LONGEST = 6
"""Words; a longer run of capitals is a headline, not a name."""
_JOINTS = frozenset({"of", "the", "for", "and", "de", "la", "al", "bin", "van", "von", "da", "du", "del"})


class NameSpan(NamedTuple):
    """A name in a question: the tokens `first` to `last` (exclusive), and the stems under which it is known."""

    first: int
    last: int
    text: str
    stems: tuple[str, ...]


def stems(text: str) -> tuple[str, ...]:
    """Return the stems of the words of a name that carry matter."""
    return tuple(t.stem for t in tokens(text) if not is_stop(t))


class NameBook:
    """Names, aliases and surnames that articles use, by their stems; grows with the articles."""

    def __init__(self) -> None:
        self._known: set[tuple[str, ...]] = set()
        for nickname in NICKNAMES:
            self._known.add(tuple(t.stem for t in tokens(nickname)))

    def add(self, article: Article) -> None:
        """Take in the names of an article."""
        for entity in article.entities:
            for name in _forms(entity):
                found = tuple(t.stem for t in tokens(name))
                if 0 < len(found) <= _LONGEST:
                    self._known.add(found)

    def find(self, words: list[Token]) -> list[NameSpan]:
        """Return the names among the words of a question, longest first at each place, in order."""
        shouting = sum(w.text[:1].isupper() for w in words) > 0.7 * len(words)
        spans: list[NameSpan] = []
        at = 0
        while at < len(words):
            length = max(self._known_at(words, at), 0 if shouting else _capitals_at(words, at))
            if length:
                spans.append(_span(words, at, at + length))
            at += length or 1
        return spans

    def _known_at(self, words: list[Token], at: int) -> int:
        run = tuple(w.stem for w in words[at : at + _LONGEST])
        if is_stop(words[at]) and words[at].text.lower() != "the" and not words[at].text.isupper():
            return 0
        return next((n for n in range(len(run), 0, -1) if run[:n] in self._known and run[:n] != ("the",)), 0)


def _span(words: list[Token], first: int, last: int) -> NameSpan:
    text = " ".join(w.text for w in words[first:last])
    full = NICKNAMES.get(text.lower(), text)
    return NameSpan(first, last, text, stems(full) or tuple(w.stem for w in words[first:last]))


def _capitals_at(words: list[Token], at: int) -> int:
    """Return how many words from `at` on are a capitalised name; the first word of all is none by its capital."""
    if at == 0 or is_stop(words[at]) or not words[at].text[0].isupper():
        return 0
    end = at + 1
    while end < len(words) and end - at < _LONGEST:
        if words[end].text[0].isupper() and not is_stop(words[end]):
            end += 1
        elif words[end].text in _JOINTS and end + 1 < len(words) and words[end + 1].text[0].isupper():
            if words[end].text in {"and", "the", "for"}:
                break
            end += 2
        else:
            break
        if words[end - 1].text.endswith(("'s", "’s")):
            break
    return end - at


def _forms(entity: Entity) -> Iterable[str]:
    yield entity.name
    yield from entity.aliases
    if entity.kind == EntityKind.PERSON and " " in entity.name:
        yield entity.name.split()[-1]


def refers(words: Iterable[str], entity: Entity) -> bool:
    """Tell whether a name, given by its stems, may mean this entity: by name, alias or role."""
    wanted = set(words)
    if not wanted:
        return False
    if wanted <= {s for form in (entity.name, *entity.aliases) for s in stems(form)}:
        return True
    return bool(entity.role) and wanted <= set(stems(f"{entity.role} {entity.name}"))
