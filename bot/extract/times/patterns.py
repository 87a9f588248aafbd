"""Patterns over signs: how a language says a date, as a table of which every row has an example that is a test.

The notation: a word in capitals stands for every word with that sense (``MONTH``), a word in small letters for
itself (``of``); ``name=MONTH`` keeps the word under a name for the builder; ``( ) ? | *`` mean what they mean in
regular expressions; spaces mean nothing.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import Any

from bot.extract.times.meaning import Meaning, Nothing, Stretch, kinds
from bot.extract.times.tokens import BREAK, OTHER, Lexicon, Reader, Token, Tokens
from bot.model.base import Range

_TERM = re.compile(r"(?:(?P<group>[a-z]+\d?)=)?(?:(?P<sense>[A-Z][A-Z0-9]*)|(?P<word>[^\W\d_A-Z]+))")
_PIECE = re.compile(rf"{_TERM.pattern}|(?P<mark>[()|?*])")
_LITERAL = "="
"""Marks the sense of a word that a pattern names itself; no table of words uses it."""


Kinds = Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
"""Name → the groups of the regular expression that stand for it, each with the senses asked for."""


class Found:
    """What a pattern found: the words that it keeps under names."""

    __slots__ = ("_kinds", "_match", "_tokens")

    def __init__(self, tokens: Tokens, match: re.Match[str], kinds: Kinds) -> None:
        self._tokens, self._match, self._kinds = tokens, match, kinds

    def has(self, name: str) -> bool:
        """Tell whether the pattern has this name and it took part in the match."""
        return any(self._match.start(group) >= 0 for group, _ in self._kinds.get(name, ()))

    def get(self, name: str) -> Any:
        """Return the value of the word under `name`, or None if there is none."""
        for group, senses in self._kinds.get(name, ()):
            place = self._match.start(group)
            if place >= 0:
                token = self._tokens.items[place]
                assert token is not None
                return next((token.senses[s] for s in senses if s in token.senses), None)
        return None


Builder = Callable[[Found], Meaning | None]
"""Makes the meaning of what was found, or None if it means no time after all."""


@dataclass(frozen=True)
class Pattern:
    """One way of saying a time.

    `example` has the expression in square brackets. `after` and `before` name what must stand next to it, `not_after`
    and `not_before` what must not; these are not part of the expression. Of matches at the same words the longest
    wins, then the earlier in the table.
    """

    notation: str
    build: Builder
    example: str
    after: str | None = None
    before: str | None = None
    not_after: str | None = None
    not_before: str | None = None


@dataclass(frozen=True)
class _Compiled:
    """A pattern as a regular expression over signs; every match has a sign of each set of `needed`."""

    regex: re.Pattern[str]
    kinds: Kinds
    build: Builder
    needed: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class _Hit:
    """A match: the half-open range of its tokens, and what it means."""

    first: int
    end: int
    meaning: Meaning


@dataclass(frozen=True)
class Phrase:
    """A time expression before it is resolved: its place in the body and what it says."""

    start: int
    end: int
    meaning: Meaning
    ends: tuple[Phrase, ...] = ()
    """The two dates of a stretch, where they are phrases of their own: "June 11" and "July 19"."""


MEANING = "XMEANING"
"""The sense under which a token that stands for a whole phrase keeps its meaning."""

ENDS = "XENDS"
"""The key under which a token that stands for a stretch keeps the two phrases that it joins."""

JOIN_ROUNDS = 3
"""So many times phrases are joined to larger ones: "early | next year", "8 p.m. | on Sunday | , March 8"."""


_CONTEXT = {"LINE": BREAK, "LOWER": OTHER}
"""What only `after` and `before` may name: the end of a line, and a word in small letters without any sense."""


class Grammar:
    """The patterns of a language, ready to be held against tokens.

    `patterns` find phrases among words; `joins` find larger phrases among phrases and words.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        unions: Mapping[str, tuple[str, ...]],
        patterns: tuple[Pattern, ...],
        joins: tuple[Pattern, ...],
    ) -> None:
        self._unions = unions
        self.reader = Reader(_with_literals(lexicon, (*patterns, *joins)))
        self._patterns = tuple(self._compile(p) for p in patterns)
        self._joins = tuple(self._compile(p) for p in joins)

    def find(self, body: str, paragraphs: tuple[Range, ...]) -> list[Phrase]:
        """Return the phrases of `body` that name a time, in order, none overlapping."""
        tokens = self.reader.read(body, paragraphs)
        tokens = self._merge(tokens, _hits(self._patterns, tokens))
        for _ in range(JOIN_ROUNDS):
            hits = _hits(self._joins, tokens)
            if not hits:
                break
            tokens = self._merge(tokens, hits)
        found = (t for t in tokens.items if t is not None and MEANING in t.senses)
        return [p for p in map(_phrase, found) if not isinstance(p.meaning, Nothing)]

    def _merge(self, tokens: Tokens, hits: list[_Hit]) -> Tokens:
        """Put one token in the place of each hit."""
        items: list[Token | None] = []
        signs: list[str] = []
        done = 0
        for hit in hits:
            items.extend(tokens.items[done : hit.first])
            signs.append(tokens.signs[done : hit.first])
            first, last = tokens.items[hit.first], tokens.items[hit.end - 1]
            assert first is not None
            assert last is not None
            known = dict.fromkeys(kinds(hit.meaning), hit.meaning)
            ends = _ends(tokens.items[hit.first : hit.end]) if isinstance(hit.meaning, Stretch) else ()
            items.append(Token(first.start, last.end, {**known, MEANING: hit.meaning, ENDS: ends}))
            signs.append(self.reader.alphabet.sign(known))
            done = hit.end
        items.extend(tokens.items[done:])
        signs.append(tokens.signs[done:])
        return Tokens(items=tuple(items), signs="".join(signs))

    def _senses(self, term: re.Match[str]) -> tuple[str, ...]:
        if term["word"]:
            return (_LITERAL + term["word"],)
        return self._unions.get(term["sense"], (term["sense"],))

    def _class(self, term: re.Match[str]) -> str:
        return "[" + re.escape(self.reader.alphabet.having(self._senses(term))) + "]"

    def _needed(self, notation: str) -> tuple[frozenset[str], ...]:
        """Return the signs of each word that no other can stand for: outside of brackets, and not left open."""
        depth, needed = 0, []
        for piece, following in pairwise([*_PIECE.finditer(notation), None]):
            assert piece is not None
            depth += {"(": 1, ")": -1}.get(piece["mark"], 0)
            if depth == 0 and piece["mark"] == "|":
                return ()
            left_open = following is not None and following["mark"] in {"?", "*"}
            if depth == 0 and not piece["mark"] and not left_open:
                needed.append(frozenset(self.reader.alphabet.having(self._senses(piece))))
        return tuple(needed)

    def _expression(self, notation: str) -> tuple[str, Kinds]:
        kinds: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}

        def replace(term: re.Match[str]) -> str:
            if not term["group"]:
                return self._class(term)
            before = kinds.get(term["group"], ())
            group = f"{term['group']}_{len(before)}"
            kinds[term["group"]] = (*before, (group, self._senses(term)))
            return f"(?P<{group}>{self._class(term)})"

        return _TERM.sub(replace, notation).replace("(", "(?:").replace("(?:?P<", "(?P<").replace(" ", ""), kinds

    def _compile(self, pattern: Pattern) -> _Compiled:
        expression, kinds = self._expression(pattern.notation)
        for sign, context in (("(?<=", pattern.after), ("(?<!", pattern.not_after)):
            if context:
                expression = f"{sign}{self._one_of(context)}){expression}"
        for sign, context in (("(?=", pattern.before), ("(?!", pattern.not_before)):
            if context:
                expression = f"{expression}{sign}{self._one_of(context)})"
        return _Compiled(re.compile(expression), kinds, pattern.build, tuple(self._needed(pattern.notation)))

    def _one_of(self, context: str) -> str:
        senses = [s for t in _TERM.finditer(context) for s in self._senses(t)]
        special = "".join(sign for name, sign in _CONTEXT.items() if name in context.split())
        known = [s for s in senses if s not in _CONTEXT]
        return "[" + re.escape(self.reader.alphabet.having(known) + special) + "]"


def _phrase(token: Token) -> Phrase:
    return Phrase(token.start, token.end, token.senses[MEANING], token.senses[ENDS])


def _ends(items: tuple[Token | None, ...]) -> tuple[Phrase, ...]:
    return tuple(_phrase(t) for t in items if t is not None and MEANING in t.senses)


def _hits(patterns: tuple[_Compiled, ...], tokens: Tokens) -> list[_Hit]:
    """Return the hits that do not overlap, in order: the longest at the earliest place, then by the table."""
    signs = tokens.signs
    there = set(signs)
    queue = [
        (m.start(), -m.end(), rank, m)
        for rank, p in enumerate(patterns)
        if not any(map(there.isdisjoint, p.needed))
        for m in p.regex.finditer(signs)
    ]
    queue.sort(key=itemgetter(0, 1, 2), reverse=True)
    hits: list[_Hit] = []
    free = 0
    while queue:
        start, minus_end, rank, match = queue.pop()
        if start < free:
            later = _later(patterns[rank].regex, signs, free, -minus_end)
            if later is not None:
                insort(queue, (later.start(), -later.end(), rank, later), key=_soonest_last)
            continue
        meaning = patterns[rank].build(Found(tokens, match, patterns[rank].kinds))
        if meaning is not None:
            hits.append(_Hit(start, -minus_end, meaning))
            free = -minus_end
    return hits


_Queued = tuple[int, int, int, re.Match[str]]


def _soonest_last(queued: _Queued) -> tuple[int, int, int]:
    return -queued[0], -queued[1], -queued[2]


def _later(regex: re.Pattern[str], signs: str, free: int, end: int) -> re.Match[str] | None:
    """Return the first match that begins in what is left of one of which another pattern took the beginning."""
    return next((m for place in range(free, end) if (m := regex.match(signs, place))), None)


def _with_literals(lexicon: Lexicon, patterns: tuple[Pattern, ...]) -> Lexicon:
    """Give every word that a pattern names itself a sense of its own."""
    notations = [n for p in patterns for n in (p.notation, p.after, p.before, p.not_after, p.not_before) if n]
    named = {t["word"] for n in notations for t in _TERM.finditer(n) if t["word"]}
    words = dict(lexicon.words)
    for word in named:
        words[word] = {**words.get(word, {}), _LITERAL + word: word}
    small = {w: {**s, **({_LITERAL + w: w} if w in named else {})} for w, s in lexicon.small.items()}
    for word in named & lexicon.capitals:
        small.setdefault(word, {_LITERAL + word: word})
    return Lexicon(
        words=words,
        numbers=lexicon.numbers,
        capitals=lexicon.capitals,
        small=small,
        abbreviations=lexicon.abbreviations,
        names=lexicon.names,
        titles=lexicon.titles,
        in_names={w: {_LITERAL + w: w} for w in (lexicon.names | lexicon.titles) & named},
    )
