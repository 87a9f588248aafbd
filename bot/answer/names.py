"""The names that a reader of these articles may use. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from bot.answer.families import english
from bot.answer.tables import NICKNAMES
from bot.answer.words import Token, is_stop, stem, tokens, words_of
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


@lru_cache(maxsize=50_000)
def stems(text: str) -> tuple[str, ...]:
    """Return the stems of the words of a name that carry matter."""
    return tuple(t.stem for t in tokens(text) if not is_stop(t))


Known = Callable[[Collection[str]], Mapping[str, bool]]
"""Tells which of these names (their stems, with blanks between) are known to who asks, and whether each is firm."""


def runs(article: Article) -> dict[tuple[str, ...], bool]:
    """Return the names of an article by their stems: names, aliases, surnames.

    A firm one (of a person, a place, or written in capitals only) is meant even where it is written small.
    """
    found: dict[tuple[str, ...], bool] = {}
    plain: set[str] | None = None
    for entity in article.entities:
        for form in _forms(entity):
            run = tuple(map(stem, words_of(form)))
            if 0 < len(run) <= _LONGEST:
                firm = entity.kind in {EntityKind.PERSON, EntityKind.PLACE} or form.isupper()
                found[run] = firm or found.get(run, False)
    if any(len(run) == 1 for run in found):
        plain = {stem(word) for word in set(_LOWER.findall(article.body))}
    return {run: firm for run, firm in found.items() if not _ordinary(run, plain or set())}


class NameBook:
    """Knows the names that a question may use.

    A name is known only to who may see one of its articles: else a question would be understood by what is hidden.
    """

    def __init__(self, known: Known | None = None) -> None:
        self._known = known
        self._always = _always()

    def find(self, words: list[Token]) -> list[NameSpan]:
        """Return the names among the words of a question, longest first at each place, in order."""
        capitals = sum(w.text[:1].isupper() for w in words)
        shouting = capitals > 0.7 * len(words)
        known = self._known(_possible(words)) if self._known and words else {}
        spans: list[NameSpan] = []
        at = 0
        while at < len(words):
            length = max(self._known_at(words, at, known, capitals), 0 if shouting else _capitals_at(words, at))
            if length:
                spans.append(_span(words, at, at + length))
            at += length or 1
        return spans

    def _known_at(self, words: list[Token], at: int, known: Mapping[str, bool], capitals: int) -> int:
        """Return how many words from `at` on are a known name.

        Who writes names with capitals means no name by a word without; who writes none may mean any of them.
        """
        if not _may_begin(words[at]):
            return 0
        small = not any(w.text[0].isupper() for w in words[at : at + 2])
        if small and capitals > (at > 0 and words[0].text[0].isupper()):
            return 0
        run = tuple(w.stem for w in words[at : at + _LONGEST])
        for n in range(len(run), 0, -1):
            key = " ".join(run[:n])
            always = run[:n] in self._always
            if run[:n] != ("the",) and (always or key in known):
                if small and capitals and not always and not known[key]:
                    continue
                return n
        return 0


@lru_cache(maxsize=1)
def _always() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(t.stem for t in tokens(nickname)) for nickname in NICKNAMES)


def _possible(words: list[Token]) -> set[str]:
    """Return all runs of words that could be a name."""
    stems_ = [w.stem for w in words]
    begins = [i for i, word in enumerate(words) if _may_begin(word)]
    return {" ".join(stems_[i : i + n]) for i in begins for n in range(1, min(_LONGEST, len(words) - i) + 1)}


def _may_begin(word: Token) -> bool:
    """Tell whether a name may begin with the word: with one without matter only in capitals, or with "the"."""
    return not is_stop(word) or word.text.lower() == "the" or word.text.isupper()


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
    if wanted <= _stems_of_all((entity.name, *entity.aliases)):
        return True
    return bool(entity.role) and wanted <= set(stems(f"{entity.role} {entity.name}"))


@lru_cache(maxsize=10_000)
def _stems_of_all(forms: tuple[str, ...]) -> frozenset[str]:
    return frozenset(s for form in forms for s in stems(form))
