"""Pieces of a sentence that could fill the slot of a question. Pure.

Where the article's records name the piece (a time, a person, a figure) they are used; else the surface tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from bot.answer.clauses import Sentence
from bot.answer.patterns import (
    AGE,
    AMOUNT,
    AWAY,
    BY_SLOT,
    CALENDAR,
    CAPITALS,
    DIMENSIONS,
    DIRECT,
    KNOWN,
    LARGE,
    LIKENED,
    MONEY,
    NONE,
    NUMERAL,
    QUOTED,
    REASONS,
    SHARE,
    SPAN,
    TIME,
    TITLED,
    UNITS,
    WHERE,
    WORKS,
)
from bot.answer.query import Slot
from bot.answer.tables import DEMONYMS, VERBS
from bot.answer.words import Token, is_stop, stem
from bot.model.article import Article, Entity, EntityKind, Mention, MentionForm


class Piece(NamedTuple):
    """A piece of a sentence: offsets into it, how doubtful its sort is (0: surely one), and whom it names."""

    start: int
    end: int
    doubt: int = 0
    entity: Entity | None = None


LONGEST = 2_000
"""Characters: a longer sentence is a table or a trap, and what is done with its pieces grows with their square."""

_DOUBTS = {
    Slot.PERSON: {EntityKind.PERSON: 0, EntityKind.ORGANISATION: 2, EntityKind.OTHER: 3},
    Slot.GROUP: {EntityKind.ORGANISATION: 0, EntityKind.OTHER: 1, EntityKind.PLACE: 2},
    Slot.PLACE: {EntityKind.PLACE: 0, EntityKind.ORGANISATION: 1, EntityKind.OTHER: 1},
}
"""How doubtful it is that a name of this kind fills the slot; kinds that never do are left out."""
_VERB_STEMS = frozenset(stem(v) for v in VERBS)


def pieces(
    article: Article, sentence: Sentence, slot: Slot, focus: tuple[str, ...] = (), measure: str | None = None
) -> list[Piece]:
    """Return what could fill the slot, in order of place, however doubtful.

    `focus` are the stems of the noun that is asked for: of a country only countries will do. A sentence longer than
    LONGEST gives none.
    """
    if len(sentence.text) > LONGEST:
        return []
    known = next((KNOWN[f] for f in reversed(focus) if f in KNOWN), None)
    if measure in UNITS:
        counted = _has_amount(sentence)
        lengths = list(_matches(sentence, UNITS[measure])) if counted else []
        bare = _matches(sentence, AMOUNT, 3) if counted and not lengths else ()
        found = [*_sided(sentence, focus, lengths), *bare]
    elif slot == Slot.SPAN and _LONG in focus:
        lengths = list(_sided(sentence, focus, _matches(sentence, UNITS["length"], 2)))
        found = [*_matches(sentence, SPAN), *lengths]
    elif known is not None:
        found = [Piece(m.start(), m.end()) for m in known.finditer(sentence.text)]
    else:
        found = list(_READERS.get(slot, _things)(article, sentence, slot))
        if _TOWNS.intersection(focus):
            found = [
                p._replace(doubt=p.doubt + 2) if _LARGER.fullmatch(sentence.text, p.start, p.end) else p for p in found
            ]
        if focus:
            found = [p._replace(doubt=max(0, p.doubt - 1)) if _says(sentence, p, focus) else p for p in found]
        if slot == Slot.THING and WORKS.intersection(focus):
            titles = [_quoted(m) for m in QUOTED.finditer(sentence.text)]
            found = [p if (p.start, p.end) in titles else p._replace(doubt=p.doubt + 2) for p in found]
    unique: dict[tuple[int, int], Piece] = {}
    for piece in sorted(found, key=lambda p: (p.doubt, p.entity is None)):
        unique.setdefault((piece.start, piece.end), piece)
    return sorted(unique.values(), key=lambda p: (p.start, p.end))


_TOWNS = frozenset({stem("city"), stem("town")})
_LARGER = re.compile("|".join((KNOWN[stem("country")].pattern, KNOWN[stem("state")].pattern, r"U\.?S\.?")))
"""What a city is in, and is not."""


_LONG = stem("long")


def _sided(sentence: Sentence, focus: tuple[str, ...], lengths: Iterable[Piece]) -> Iterator[Piece]:
    """Return the lengths that may be those of the side asked for: "12 miles wide" answers no "how long"."""
    asked = next((side for side in DIMENSIONS for f in focus if side.search(f)), None)
    for piece in lengths:
        around = sentence.text[max(0, piece.start - _BESIDE) : piece.start].rpartition(",")[2]
        told = sentence.text[piece.start : piece.end + _BESIDE].split(",")[0].split(" and ")[0]
        sides = [side for side in DIMENSIONS if side.search(told)] or [s for s in DIMENSIONS if s.search(around)]
        if asked is None or not sides:
            yield piece
        elif asked in sides[:1]:
            yield piece._replace(doubt=0)


_BESIDE = 16
"""Characters beside a length in which it is told which side it measures."""


def surest(found: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return the pieces without those that are much more doubtful than the best of them."""
    given = tuple(found)
    least = min((p.doubt for p in given), default=0)
    return tuple(p for p in given if p.doubt <= least + 1)


def _says(sentence: Sentence, piece: Piece, focus: tuple[str, ...]) -> bool:
    """Tell whether a capitalised piece names its sort itself ("Hurricane Maria", "Orly Airport")."""
    words = sentence.within(piece.start, piece.end)
    return len(words) > 1 and any(w.stem in focus and w.text[0].isupper() for w in (words[0], words[-1]))


def _mentioned(sentence: Sentence) -> Iterator[tuple[Entity, Mention, int, int]]:
    """Return the mentions of names that lie in the sentence, each with its offsets in it."""
    first, last = sentence.range.start, sentence.range.end
    for entity, mention in sentence.mentions:
        start, end = mention.start, mention.end
        if first <= start and end <= last:
            yield entity, mention, start - first, end - first


def _matches(sentence: Sentence, pattern: re.Pattern[str], doubt: int = 0) -> Iterator[Piece]:
    for match in pattern.finditer(sentence.text):
        if match.end() > match.start():
            yield Piece(match.start(), match.end(), doubt)


def _times(article: Article, sentence: Sentence, _: Slot) -> Iterator[Piece]:
    first, last = sentence.range.start, sentence.range.end
    for time in article.time_expressions:
        if time.earliest and first <= time.start and time.end <= last:
            yield Piece(time.start - first, time.end - first)
    for piece in _matches(sentence, TIME, 0 if not article.time_expressions else 1):
        if not (
            sentence.text[: piece.start].endswith("by ") and sentence.text[: piece.end].endswith(("after", "before"))
        ):
            yield piece  # "extended by six months after" tells how much, not when


@lru_cache(maxsize=100_000)
def _begins_number(word: str) -> bool:
    return NUMERAL.match(word) is not None


def _has_amount(sentence: Sentence) -> bool:
    """Tell whether an amount may stand in the sentence: to look for one takes much longer."""
    return any(_begins_number(word.text) for word in sentence.words) or LIKENED in sentence.text.lower()


def _amounts(_: Article, sentence: Sentence, slot: Slot) -> Iterator[Piece]:
    if not _has_amount(sentence):
        return
    for pattern in BY_SLOT[slot]:
        yield from _matches(sentence, pattern)
    if slot == Slot.MONEY:
        yield from _matches(sentence, LARGE, 2)


def _words(_: Article, sentence: Sentence, __: Slot) -> Iterator[Piece]:
    yield from _matches(sentence, DIRECT)


def _numbers(article: Article, sentence: Sentence, _: Slot) -> Iterator[Piece]:
    """Return counts: not what is part of a date, a clock time, a name or an age."""
    if _has_amount(sentence):
        taken = [(t.start - sentence.range.start, t.end - sentence.range.start) for t in article.time_expressions]
        taken += [m.span() for m in (*TIME.finditer(sentence.text), *AGE.finditer(sentence.text))]
        for piece in _matches(sentence, AMOUNT):
            inside_other = any(start < piece.end and piece.start < end for start, end in taken)
            ordinal = _ORDINAL.fullmatch(sentence.text, piece.start, piece.end) is not None
            counts = not ordinal or sentence.text.startswith(" of", piece.end)
            if counts and not inside_other and not _glued(sentence.text, piece):
                yield piece
    yield from _matches(sentence, NONE)


_ORDINAL = re.compile(r"(?:third|quarter|half|once|twice|single)", re.IGNORECASE)
"""Words that count nothing unless "of" follows."""


def _glued(text: str, piece: Piece) -> bool:
    """Tell whether the number is part of something longer: 2:50, COVID-19, G7."""
    before, after = text[max(0, piece.start - 1) : piece.start], text[piece.end : piece.end + 2]
    return before in {":", "-", "/", "'", "’", "$"} or bool(re.match(r":\d|/\d|(?:st|nd|rd|th)\b", after))


def _reasons(_: Article, sentence: Sentence, __: Slot) -> Iterator[Piece]:
    for doubt, pattern in REASONS:
        yield from _matches(sentence, pattern, doubt)


def _measures(_: Article, sentence: Sentence, __: Slot) -> Iterator[Piece]:
    if not _has_amount(sentence):
        return
    for unit in (*UNITS.values(), SPAN):
        yield from _matches(sentence, unit)
    yield from _matches(sentence, MONEY)
    yield from _matches(sentence, SHARE)
    dated = [m.span() for m in TIME.finditer(sentence.text)]
    for piece in _matches(sentence, AMOUNT, 1):
        if not any(start < piece.end and piece.start < end for start, end in dated):
            yield piece


def _names(article: Article, sentence: Sentence, slot: Slot) -> Iterator[Piece]:
    for entity, mention, start, end in _mentioned(sentence):
        doubt = _DOUBTS[slot].get(entity.kind)
        if doubt is None:
            continue
        named = mention.form == MentionForm.NAME
        led = slot != Slot.PLACE or WHERE.search(sentence.text[:start]) is not None
        if led or entity.kind == EntityKind.PLACE:
            doubt_here = doubt + (not named) + (not led) + _within_a_name(sentence, start, end)
            yield Piece(start, end, doubt_here, entity)
    if slot == Slot.PLACE and _has_amount(sentence):
        yield from _matches(sentence, AWAY)
    unfit = {end: start for start, end in _unfit(sentence, slot)}
    for piece in _capitals(sentence, 2 if article.entities else 0):
        if slot == Slot.PLACE and not WHERE.search(sentence.text[: piece.start]):
            continue
        last = piece.start + len(_OWNER.sub("", sentence.text[piece.start : piece.end]))
        if unfit.get(last, -1) < piece.start:
            yield piece


_OWNER = re.compile(r"[’']s?\Z")


def _unfit(sentence: Sentence, slot: Slot) -> Iterator[tuple[int, int]]:
    """Return the names that are none of the sort asked for, and what only tells of whose people something is.

    Of a longer name a place is but a part ("Boston Celtics"), a person the whole ("Mayor Ann Roe").
    """
    if slot == Slot.PLACE:
        return
    for entity, mention, start, end in _mentioned(sentence):
        named = mention.form == MentionForm.NAME and entity.kind in {EntityKind.PERSON, EntityKind.PLACE}
        if named and entity.kind not in _DOUBTS[slot]:
            yield start, end
    for match in _PEOPLE.finditer(sentence.text):
        yield match.span()


_PEOPLE = re.compile(
    r"\b(?:" + "|".join(people.capitalize() for people in DEMONYMS if not people.endswith("s")) + r")\b(?=\s[a-z])"
)
"""A people before a small letter says of what sort something is: "Danish firm"."""


_OPENERS = frozenset({"Like", "Unlike", "Despite", "According", "Following", "See"})
"""Words that open a sentence with a capital and are no names."""


_LISTS_ON = re.compile(r"(?:,|\sand)\s[A-Z]")
"""Behind the first word of a sentence: it is one of several names."""


def _capitals(sentence: Sentence, doubt: int) -> Iterator[Piece]:
    for match in CAPITALS.finditer(sentence.text):
        words = sentence.within(*match.span())
        while words and (is_stop(words[0]) or CALENDAR.fullmatch(words[0].text) or words[0].text in _OPENERS):
            words = words[1:]
        if (
            words
            and not words[0].text[0].isdigit()
            and (
                sentence.text[: words[0].start].strip(" “\"‘'")
                or len(words) > 1
                or words[0].text.isupper()
                or _LISTS_ON.match(sentence.text, match.end())
            )
        ):
            yield Piece(words[0].start, match.end(), doubt)


def _within_a_name(sentence: Sentence, start: int, end: int) -> int:
    """Return 1 if a longer name goes on to the left ("Turning Point USA"): then this is not what is named."""
    before = [w for w in sentence.within(0, start) if w.end < start][-1:]
    joined = bool(before) and sentence.text[before[0].end : start] == " "
    return int(
        joined
        and before[0].start > 0
        and before[0].text[0].isupper()
        and not is_stop(before[0])
        and not TITLED.search(before[0].text)
        and end > start
    )


def _things(_: Article, sentence: Sentence, __: Slot) -> Iterator[Piece]:
    """Return names, titles in quotation marks, and runs of words without verbs between them."""
    yield from (Piece(*_quoted(m)) for m in QUOTED.finditer(sentence.text))
    for entity, mention, start, end in _mentioned(sentence):
        if mention.form == MentionForm.NAME:
            yield Piece(start, end, 2 * (entity.kind in {EntityKind.PERSON, EntityKind.PLACE}), entity)
    yield from _capitals(sentence, 0)
    yield from _runs(sentence)


def _quoted(match: re.Match[str]) -> tuple[int, int]:
    return match.span(match.lastindex or 0)


def _does(word: Token) -> bool:
    return word.stem in _VERB_STEMS and not word.text[0].isupper()


def _runs(sentence: Sentence) -> Iterator[Piece]:
    run: list[int] = []
    for i, word in enumerate([*sentence.words, None]):
        gap = sentence.text[sentence.words[i - 1].end : word.start] if word and i else ""
        bare = word is not None and not is_stop(word) and word.text not in _OPENERS and not _does(word)
        if run and (not bare or gap.strip(" -’'")):
            yield Piece(sentence.words[run[0]].start, sentence.words[run[-1]].end, 1)
            run = []
        if bare:
            run.append(i)


_READERS = {
    Slot.TIME: _times,
    Slot.PERSON: _names,
    Slot.GROUP: _names,
    Slot.PLACE: _names,
    Slot.NUMBER: _numbers,
    Slot.MONEY: _amounts,
    Slot.SHARE: _amounts,
    Slot.SPAN: _amounts,
    Slot.AGE: _amounts,
    Slot.REASON: _reasons,
    Slot.MEASURE: _measures,
    Slot.WORDS: _words,
}
