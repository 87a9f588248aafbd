"""What the index keeps of an article: which stem stands in which sentences, and the names it uses. Pure.

Function words are left out unless they are written with a capital within a sentence ("WHO", "the Who"): no question
asks for one, and they are half of a text.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.answer.names import runs
from bot.answer.words import Token, is_stop, stem, stems_of, words_of
from bot.model.article import Article
from bot.model.base import day_of

Numbers = NDArray[np.uint16]

MAX_SENTENCES = 65_535
"""Of one article, so that a sentence's number takes two bytes; what is behind them is not found."""
_MIN_WORDS = 4
"""Shorter pieces are headings and fragments."""
_ENDS_A_QUESTION = re.compile(r"\?[\"”’' ]*\Z")


class Sketch(NamedTuple):
    """An article's words, each stem by its number (`numbered`).

    `stems` in order; the sentences with `stems[i]`, once for each time, are `where[ends[i-1]:ends[i]]`. By sentence:
    `lengths` in words, `paragraphs` numbered from 0, `silent` is 1 where it is no evidence (a question, a fragment).
    """

    stems: NDArray[np.uint32]
    ends: NDArray[np.uint32]
    where: Numbers
    lengths: Numbers
    paragraphs: Numbers
    silent: NDArray[np.uint8]
    title: NDArray[np.uint32]


class Filed(NamedTuple):
    """An article as it is filed.

    `state` tells its versions apart, `owners` are those whose sources tell it, `day` is 0 where it is not known.
    `words` say for each stem what it counts when articles are chosen, and how many sentences hold it; `names` whether
    each is firm.
    """

    id: str
    state: str
    owners: frozenset[str]
    day: int
    sketch: Sketch
    words: dict[str, tuple[int, int]]
    names: dict[str, bool]


TITLE_AS = 4
"""How many times a word of the headline counts as one of the body when articles are chosen."""


def filed(article: Article, state: str = "", owners: frozenset[str] = frozenset()) -> Filed:
    """Read an article for the index."""
    day = day_of(article.published).toordinal() if article.published else 0
    names = {" ".join(run): firm for run, firm in runs(article).items()}
    found, shape = _read(article)
    title = sorted(stems_of(article.headline))
    words = {one: (len(places), len(set(places))) for one, places in found.items()}
    for one in title:
        count, held = words.get(one, (0, 0))
        words[one] = (count + TITLE_AS, held)
    return Filed(article.id, state, owners, day, _sketch(found, shape, title), words, names)


@lru_cache(maxsize=100_000)
def numbered(stem: str) -> int:
    """Return the number that stands for a stem in sketches; two stems with one number are one case in 10^9."""
    return zlib.crc32(stem.encode())


def _read(article: Article) -> tuple[dict[str, list[int]], list[tuple[int, int, bool]]]:
    """Return in which sentences each stem stands, and of each sentence its length, its paragraph, if it is silent."""
    found: dict[str, list[int]] = {}
    shape = []
    paragraph, last_end = 0, 0
    for n, place in enumerate(article.sentences[:MAX_SENTENCES]):
        paragraph += "\n" in article.body[last_end : place.start]
        last_end = place.end
        text = article.body[place.start : place.end]
        words = words_of(text)
        for i, word in enumerate(words):
            kept = _indexed(word, i > 0)
            if kept is not None:
                found.setdefault(kept, []).append(n)
        silent = len(words) < _MIN_WORDS or bool(_ENDS_A_QUESTION.search(text))
        shape.append((min(len(words), MAX_SENTENCES), paragraph, silent))
    return found, shape


def _sketch(found: dict[str, list[int]], shape: list[tuple[int, int, bool]], title: list[str]) -> Sketch:
    by_number: dict[int, list[int]] = {}
    for one, places in found.items():
        by_number.setdefault(numbered(one), []).extend(places)
    stems = sorted(by_number)
    lengths, paragraphs, silent = zip(*shape, strict=True) if shape else ((), (), ())
    return Sketch(
        np.array(stems, np.uint32),
        np.cumsum([len(by_number[s]) for s in stems], dtype=np.uint32),
        np.array([n for s in stems for n in by_number[s]], np.uint16),
        np.array(lengths, np.uint16),
        np.array(paragraphs, np.uint16),
        np.array(silent, np.uint8),
        np.array(sorted(map(numbered, title)), np.uint32),
    )


@lru_cache(maxsize=100_000)
def _indexed(word: str, inside: bool) -> str | None:
    """Return the stem of a word that is kept; `inside` tells that it does not begin its sentence."""
    token = Token(word, 0, len(word), stem(word))
    matters = not is_stop(token) or (inside and word[0].isupper() and word != "I")
    return token.stem if matters else None


def rows(of: Sketch) -> NDArray[np.float64]:
    """Return, by sentence, the words of it and of its paragraph together: what BM25 takes for the length."""
    if not len(of.lengths):
        return np.zeros(0)
    return np.bincount(of.paragraphs, of.lengths).astype(np.float64)[of.paragraphs] + of.lengths


def packed(of: Sketch) -> bytes:
    """Write a sketch down."""
    head = _HEAD.pack(len(of.stems), len(of.where), len(of.lengths), len(of.title))
    parts: Sequence[NDArray[Any]] = of
    return zlib.compress(head + b"".join(p.astype(kind).tobytes() for p, kind in zip(parts, _KINDS, strict=True)), 1)


def unpacked(data: bytes) -> Sketch:
    """Read a sketch that was written down."""
    raw = zlib.decompress(data)
    stems, where, sentences, title = _HEAD.unpack_from(raw)
    parts, at = [], _HEAD.size
    for kind, long in zip(_KINDS, (stems, stems, where, sentences, sentences, sentences, title), strict=True):
        parts.append(np.frombuffer(raw, kind, long, at))
        at += np.dtype(kind).itemsize * long
    return Sketch(*parts)


_HEAD = struct.Struct("<IIII")
_KINDS = ("<u4", "<u4", "<u2", "<u2", "<u2", "u1", "<u4")
"""How the parts of a sketch are written, in their order."""
