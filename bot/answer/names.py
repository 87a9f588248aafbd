"""The names that a reader of these articles may use. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from bot.answer.families import english
from bot.answer.tables import NICKNAMES
from bot.answer.words import Token, is_stop, stem, tokens
from bot.model.article import Article, Entity, EntityKind

_LONGEST = 6
"""Words; a longer run of capitals is a headline, not a name."""
_LOWER = re.compile(r"(?<![\w’'-])[a-z]{2,}(?![\w’'-])")
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
    """Names, aliases and surnames by their stems, with the articles that use them.

    A name is known only to who may see one of its articles: else a question would be understood by what is hidden.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], set[str]] = {}
        self._firm: set[tuple[str, ...]] = set()
        self._of: dict[str, list[tuple[str, ...]]] = {}
        self._always = frozenset(tuple(t.stem for t in tokens(nickname)) for nickname in NICKNAMES)

    def add(self, article: Article) -> None:
        """Take in the names of an article, in place of those of an older version."""
        self.remove(article.id)
        plain = {stem(word) for word in _LOWER.findall(article.body)}
        runs = set()
        for entity in article.entities:
            for form in _forms(entity):
                run = tuple(t.stem for t in tokens(form))
                runs.add(run)
                if entity.kind in {EntityKind.PERSON, EntityKind.PLACE} or form.isupper():
                    self._firm.add(run)
        self._of[article.id] = [run for run in runs if 0 < len(run) <= _LONGEST and not _ordinary(run, plain)]
        for run in self._of[article.id]:
            self._known.setdefault(run, set()).add(article.id)

    def remove(self, article: str) -> None:
        """Forget the names of the article with this id."""
        for run in self._of.pop(article, ()):
            self._known[run].discard(article)

    def find(self, words: list[Token], allowed: Collection[str] | None = None) -> list[NameSpan]:
        """Return the names among the words of a question, longest first at each place, in order."""
        capitals = sum(w.text[:1].isupper() for w in words)
        shouting = capitals > 0.7 * len(words)
        spans: list[NameSpan] = []
        at = 0
        while at < len(words):
            length = max(self._known_at(words, at, allowed, capitals), 0 if shouting else _capitals_at(words, at))
            if length:
                spans.append(_span(words, at, at + length))
            at += length or 1
        return spans

    def _known_at(self, words: list[Token], at: int, allowed: Collection[str] | None, capitals: int) -> int:
        """Return how many words from `at` on are a known name.

        Who writes names with capitals means no name by a word without; who writes none may mean any of them.
        """
        first = words[at]
        if is_stop(first) and first.text.lower() != "the" and not first.text.isupper():
            return 0
        small = not any(w.text[0].isupper() for w in words[at : at + 2])
        if small and capitals > (at > 0 and words[0].text[0].isupper()):
            return 0
        run = tuple(w.stem for w in words[at : at + _LONGEST])
        for n in range(len(run), 0, -1):
            if run[:n] != ("the",) and self._is_known(run[:n], allowed):
                if small and capitals and run[:n] not in self._firm and run[:n] not in self._always:
                    continue
                return n
        return 0

    def _is_known(self, run: tuple[str, ...], allowed: Collection[str] | None) -> bool:
        users = self._known.get(run)
        return run in self._always or (users is not None and (allowed is None or not users.isdisjoint(allowed)))


def _ordinary(run: tuple[str, ...], plain: set[str]) -> bool:
    """Tell whether a name is one word that is also an ordinary one: only its capital makes "State" a name."""
    return len(run) == 1 and (run[0] in plain or run[0] in english())


def _span(words: list[Token], first: int, last: int) -> NameSpan:
    text = " ".join(w.text for w in words[first:last])
    full = NICKNAMES.get(text.lower(), text)
    return NameSpan(first, last, text, stems(full) or tuple(w.stem for w in words[first:last]))


_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)


def _capitals_at(words: list[Token], at: int) -> int:
    """Return how many words from `at` on are a capitalised name; the first word of all is none by its capital."""
    if words[at].text.lower() in _CALENDAR:
        return 0
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
