"""Pieces of a sentence that could fill the slot of a question. Pure.

Where the article's records name the piece (a time, a person, a figure) they are used; else the surface tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.answer.clauses import Sentence
from bot.answer.gazetteer import COUNTRIES, STATES
from bot.answer.query import Slot
from bot.answer.tables import DEMONYMS, VERBS
from bot.answer.words import is_stop, stem
from bot.model.article import Article, Entity, EntityKind, MentionForm


class Piece(NamedTuple):
    """A piece of a sentence: offsets into it, how far it is from the best of its sort (0: surely one), whom it names."""

    start: int
    end: int
    doubt: int = 0
    entity: Entity | None = None


_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion|"
    r"dozens?|hundreds|thousands|millions|half|third|thirds|quarter|both|single|once|twice)"
)
_NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?(?:(?:-|\s)(?:hundred|thousand|million|billion|trillion|m|bn)\b)?|{_NUMBER_WORD}(?:[-\s](?:and\s)?{_NUMBER_WORD})*)"
_ABOUT = r"(?:(?:about|around|nearly|almost|roughly|some|at least|at most|more than|fewer than|less than|over|under|up to|approximately|an estimated)\s+)?"
_MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.|April|Apr\.|May|June|July|Aug(?:ust|\.)?|Sept(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_UNIT_TIME = r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|centur(?:y|ies))"
_CLOCK = r"\d{1,2}(?::\d\d)?\s?(?:a\.m\.|p\.m\.|am\b|pm\b)|\bnoon\b|\bmidnight\b"

_TIME = re.compile(
    rf"(?:{_WEEKDAY},?\s+)?{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,\s+\d{{4}})?\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{4}})?"
    rf"|\b{_MONTH},?\s+\d{{4}}\b"
    r"|\b(?:early |late |mid-)?(?:1[0-9]|20)\d{2}s?\b(?!\s*(?:people|seats|miles|km|jobs|men|words|feet))"
    rf"|\b(?:last|next|this|early|late|mid)\s+(?:spring|summer|autumn|fall|winter|year|month|week|{_MONTH}|{_WEEKDAY})"
    r"|\b(?:the\s+)?(?:\d{1,2}(?:st|nd|rd|th)|\w+teenth|twentieth|twelfth|eleventh|tenth|ninth|eighth|seventh|sixth|fifth)\s+century(?:\s+BCE?)?"
    r"|\b\d+\s+(?:BCE?|AD)\b"
    rf"|\b(?:in|since|during|by|until|of|late|early|mid)\s+({_MONTH})\b"
    rf"|\b{_WEEKDAY}\b|\b(?:today|tonight|yesterday|tomorrow)\b|\b(?:{_CLOCK})"
    rf"|\b{_NUMBER}\s+{_UNIT_TIME}\s+(?:ago|later|earlier|after|before)\b"
)
_AMOUNT = re.compile(rf"{_ABOUT}\b{_NUMBER}\b(?:\s?(?:%|percent\b|per cent\b))?", re.IGNORECASE)
_LARGE = re.compile(rf"{_ABOUT}\b\d[\d,]*(?:\.\d+)?\s(?:million|billion|trillion)\b", re.IGNORECASE)
_NONE = re.compile(
    r"\b(?:no reports? of (?:any )?(?:\w+ (?:or )?){1,2}|no (?:injuries|casualties|deaths|fatalities|one)\b|nobody\b|none\b)"
    r"|\bno \w+(?: or \w+)? were (?:immediately )?reported",
    re.IGNORECASE,
)
"""How an article says that there were none."""
_MONEY = re.compile(
    rf"{_ABOUT}(?:US)?[$€£¥]\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:million|billion|trillion|m|bn|b)\b)?"
    rf"|{_ABOUT}\b{_NUMBER}\s+(?:U\.?S\.?\s+)?(?:dollars|euros|pounds|yen|yuan|cents|francs|marks|marks|shillings)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"{_ABOUT}\b{_NUMBER}\s?(?:%|percent\b|per cent\b|percentage points)|\b(?:one|two|three)[-\s](?:half|thirds?|quarters?|fifths?)\b|\bhalf\b",
    re.IGNORECASE,
)
_SPAN = re.compile(rf"{_ABOUT}\b{_NUMBER}[-\s]{_UNIT_TIME}(?:,?\s(?:and\s)?{_NUMBER}\s{_UNIT_TIME})*", re.IGNORECASE)
_AGE = re.compile(
    rf"\b\d{{1,3}}[-\s]years?[-\s]old\b|(?<=,\s)\d{{1,3}}(?=[,.])|\b(?:age|aged)\s+(?:of\s+)?\d{{1,3}}\b|\b{_NUMBER} years old\b|\bis\s\d{{1,3}}\b(?=[,.])",
    re.IGNORECASE,
)
_LENGTH = r"(?:foot|feet|ft|miles?|meters?|metres?|kilomet(?:er|re)s?|km|inch(?:es)?|yards?|centimet(?:er|re)s?|cm|acres|stories|storeys)"
_UNITS = {
    "speed": re.compile(rf"{_ABOUT}\b{_NUMBER}\s(?:{_LENGTH}|knots)\s?(?:per|an|a)\s(?:hour|second|minute)|{_ABOUT}\b{_NUMBER}\s?(?:mph|km/h|kph|knots)\b|{_ABOUT}\b{_NUMBER}\stimes the speed of (?:sound|light)", re.IGNORECASE),
    "length": re.compile(rf"{_ABOUT}\b{_NUMBER}[-\s]{_LENGTH}\b(?:\s(?:in\s\w+|deep|tall|high|wide|long|across))?|\bthe size of [^,.;]+", re.IGNORECASE),
    "weight": re.compile(rf"{_ABOUT}\b{_NUMBER}[-\s](?:tons?|tonnes?|pounds?|lbs?|kilograms?|kg|kilos?|grams?|ounces?)\b", re.IGNORECASE),
    "heat": re.compile(rf"{_ABOUT}(?:minus\s)?-?\b{_NUMBER}(?:\s?°\s?[CF]?|\sdegrees(?:\s\w+)?|s\b)", re.IGNORECASE),
    "strength": re.compile(rf"\bmagnitude(?:\sof)?[-\s]\d+(?:\.\d+)?|\b\d+(?:\.\d+)?[-\s]magnitude|\bcategory\s\d|\b{_NUMBER}\s(?:mph|tons of TNT)", re.IGNORECASE),
}  # fmt: skip
"""What a measure is told in, by its sort (`query.Query.measure`)."""
_REASONS = tuple(
    (doubt, re.compile(pattern, re.IGNORECASE))
    for doubt, pattern in (
        (0, r"\b(?:because|due to|owing to|as a result of|in order to|so that|caused by|thanks to|in response to|resulting from|attributed to|blamed on|amid|citing|cited|for fear of|over concerns?)\b[^.;]*"),
        (0, r"\b(?:in an effort|in an attempt|in a bid) to\b[^.;]*"),
        (1, r"\b(?:after|following|since|as (?:it|he|she|they|the|a|part)|in light of|prompted by|sparked by)\b[^.;]*"),
        (2, r"\bto\s[a-z]+[^.;,]*"),
    )
)  # fmt: skip
_CAPITALS = re.compile(
    r"(?:[A-Z][\w’'.&-]*|[A-Z]{2,})(?:\s+(?:of|the|for|and|de|la|al|&)\s+(?=[A-Z])[A-Z][\w’'&-]*|\s+[A-Z][\w’'&-]*|\s+\d+(?=\s[A-Z]))*"
)
_CALENDAR = re.compile(rf"{_WEEKDAY}|{_MONTH}|E[SD]?T|[CMP][SD]?T|GMT|[ap]\.m\.|[AP]M|Sept|Updated", re.IGNORECASE)
_TITLED = re.compile(
    r"(?:^(?:President|Minister|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Sheriff|Chief|CEO|King|Queen|Pope|Prince|Judge|Justice|Coach|Secretary|Mayor|Senator|Governor|Director|Professor|Officer|Sgt|Lt|Cmdr|Capt|Col|Gen|General|Rev|Sir|Lady|Lord)$)|[’']s$"
)
WHERE = re.compile(
    r"\b(?:in|at|on|near|outside|inside|over|from|to|off|through|across|above)\s(?:the\s|his\s|her\s|its\s|downtown\s|nearby\s)?$"
)
"""Words that lead to a place."""
_QUOTED = re.compile(r"(?<!\w)[“\"‘']([A-Z0-9][^”\"’]{1,60}?),?[”\"’'](?!\w)")
_DIRECT = re.compile(r"[“\"]([^”\"]{2,})[”\"]?")
_PATTERNS = {
    Slot.MONEY: (_MONEY,),
    Slot.SHARE: (_SHARE,),
    Slot.SPAN: (_SPAN,),
    Slot.AGE: (_AGE,),
    Slot.WORDS: (_DIRECT,),
}
_DOUBTS = {
    Slot.PERSON: {EntityKind.PERSON: 0, EntityKind.ORGANISATION: 2, EntityKind.OTHER: 3},
    Slot.GROUP: {EntityKind.ORGANISATION: 0, EntityKind.OTHER: 1, EntityKind.PLACE: 2},
    Slot.PLACE: {EntityKind.PLACE: 0, EntityKind.ORGANISATION: 1, EntityKind.OTHER: 1},
}
"""How doubtful it is that a name of this kind fills the slot; kinds that never do are left out."""
_WORKS = frozenset(
    stem(w) for w in "film movie song book album show series novel play musical episode track comic".split()
)
"""What has a title that stands in quotation marks."""
_PEOPLES = tuple(people.capitalize() for people in DEMONYMS if people not in {"usa", "uk", "america"})


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)) + r")(?!\w)")


_KNOWN = {
    stem("country"): _any_of([*COUNTRIES, *_PEOPLES, "America"]),
    stem("nation"): _any_of([*COUNTRIES, *_PEOPLES, "America"]),
    stem("state"): _any_of(STATES),
}
"""Nouns whose members are listed: a sentence without a member cannot answer which one."""
_VERB_STEMS = frozenset(stem(v) for v in VERBS)


def pieces(
    article: Article, sentence: Sentence, slot: Slot, focus: tuple[str, ...] = (), measure: str | None = None
) -> list[Piece]:
    """Return what could fill the slot, in order of place; doubtful pieces only where there are no sure ones.

    `focus` are the stems of the noun that is asked for: of a country only countries will do.
    """
    known = next((_KNOWN[f] for f in reversed(focus) if f in _KNOWN), None)
    if measure in _UNITS:
        found = [*_matches(sentence, _UNITS[measure]), *_matches(sentence, _AMOUNT, 3)]
    elif known is not None:
        found = [Piece(m.start(), m.end()) for m in known.finditer(sentence.text)]
    else:
        found = list(_READERS.get(slot, _things)(article, sentence, slot))
        found = [p._replace(doubt=max(0, p.doubt - 1)) if _says(sentence, p, focus) else p for p in found]
        if slot == Slot.THING and _WORKS.intersection(focus):
            titles = [m.span(1) for m in _QUOTED.finditer(sentence.text)]
            found = [p if (p.start, p.end) in titles else p._replace(doubt=p.doubt + 2) for p in found]
    least = min((p.doubt for p in found), default=0)
    unique: dict[tuple[int, int], Piece] = {}
    for piece in sorted(found, key=lambda p: (p.doubt, p.entity is None)):
        if piece.doubt <= least + 1:
            unique.setdefault((piece.start, piece.end), piece)
    return sorted(unique.values(), key=lambda p: (p.start, p.end))


def _says(sentence: Sentence, piece: Piece, focus: tuple[str, ...]) -> bool:
    """Tell whether a capitalised piece names its sort itself ("Hurricane Maria", "Orly Airport")."""
    words = [w for w in sentence.words if piece.start <= w.start < piece.end]
    return len(words) > 1 and any(w.stem in focus and w.text[0].isupper() for w in words)


def _inside(sentence: Sentence, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    offset = sentence.range.start
    for start, end in spans:
        if sentence.range.start <= start and end <= sentence.range.end:
            yield start - offset, end - offset


def _matches(sentence: Sentence, pattern: re.Pattern[str], doubt: int = 0) -> Iterator[Piece]:
    for match in pattern.finditer(sentence.text):
        if match.end() > match.start():
            yield Piece(match.start(), match.end(), doubt)


def _times(article: Article, sentence: Sentence, _: Slot) -> Iterator[Piece]:
    for start, end in _inside(sentence, ((t.start, t.end) for t in article.time_expressions if t.earliest)):
        yield Piece(start, end)
    yield from _matches(sentence, _TIME, 0 if not article.time_expressions else 1)


def _amounts(_: Article, sentence: Sentence, slot: Slot) -> Iterator[Piece]:
    for pattern in _PATTERNS[slot]:
        yield from _matches(sentence, pattern)
    if slot == Slot.MONEY:
        yield from _matches(sentence, _LARGE, 2)


def _numbers(article: Article, sentence: Sentence, _: Slot) -> Iterator[Piece]:
    """Return counts: not what is part of a date, a clock time, a name or an age."""
    taken = [(t.start - sentence.range.start, t.end - sentence.range.start) for t in article.time_expressions]
    taken += [m.span() for m in (*_TIME.finditer(sentence.text), *_AGE.finditer(sentence.text))]
    for piece in _matches(sentence, _AMOUNT):
        inside_other = any(start < piece.end and piece.start < end for start, end in taken)
        if not inside_other and not _glued(sentence.text, piece):
            yield piece
    yield from _matches(sentence, _NONE)


def _glued(text: str, piece: Piece) -> bool:
    """Tell whether the number is part of something longer: 2:50, COVID-19, G7."""
    before, after = text[max(0, piece.start - 1) : piece.start], text[piece.end : piece.end + 2]
    return before in {":", "-", "/", "'", "’", "$"} or bool(re.match(r":\d|/\d|(?:st|nd|rd|th)\b", after))


def _reasons(_: Article, sentence: Sentence, __: Slot) -> Iterator[Piece]:
    for doubt, pattern in _REASONS:
        yield from _matches(sentence, pattern, doubt)


def _measures(_: Article, sentence: Sentence, __: Slot) -> Iterator[Piece]:
    for unit in _UNITS.values():
        yield from _matches(sentence, unit)
    yield from _matches(sentence, _MONEY)
    yield from _matches(sentence, _SHARE)
    yield from _matches(sentence, _AMOUNT, 1)


def _names(article: Article, sentence: Sentence, slot: Slot) -> Iterator[Piece]:
    for entity in article.entities:
        doubt = _DOUBTS[slot].get(entity.kind)
        if doubt is None:
            continue
        for mention in entity.mentions:
            for start, end in _inside(sentence, [(mention.start, mention.end)]):
                named = mention.form == MentionForm.NAME
                led = slot != Slot.PLACE or WHERE.search(sentence.text[:start]) is not None
                if led or entity.kind == EntityKind.PLACE:
                    doubt_here = doubt + (not named) + (not led) + _within_a_name(sentence, start, end)
                    yield Piece(start, end, doubt_here, entity)
    for piece in _capitals(sentence, 2 if article.entities else 0):
        if slot != Slot.PLACE or WHERE.search(sentence.text[: piece.start]):
            yield piece


def _capitals(sentence: Sentence, doubt: int) -> Iterator[Piece]:
    for match in _CAPITALS.finditer(sentence.text):
        words = [w for w in sentence.words if match.start() <= w.start < match.end()]
        while words and (is_stop(words[0]) or _CALENDAR.fullmatch(words[0].text)):
            words = words[1:]
        if (
            words
            and not words[0].text[0].isdigit()
            and (words[0].start > 0 or len(words) > 1 or words[0].text.isupper())
        ):
            yield Piece(words[0].start, match.end(), doubt)


def _within_a_name(sentence: Sentence, start: int, end: int) -> int:
    """Return 1 if a longer name goes on to the left ("Turning Point USA"): then this is not what is named."""
    before = [w for w in sentence.words if w.end < start][-1:]
    joined = bool(before) and sentence.text[before[0].end : start] == " "
    return int(
        joined
        and before[0].start > 0
        and before[0].text[0].isupper()
        and not is_stop(before[0])
        and not _TITLED.search(before[0].text)
        and end > start
    )


def _things(article: Article, sentence: Sentence, _: Slot) -> Iterator[Piece]:
    """Return names, titles in quotation marks, and runs of words without verbs between them."""
    yield from (Piece(m.start(1), m.end(1)) for m in _QUOTED.finditer(sentence.text))
    for entity in article.entities:
        mentions = (m for m in entity.mentions if m.form == MentionForm.NAME)
        for start, end in _inside(sentence, ((m.start, m.end) for m in mentions)):
            yield Piece(start, end, 0, entity)
    yield from _capitals(sentence, 0)
    yield from _runs(sentence)


def _runs(sentence: Sentence) -> Iterator[Piece]:
    run: list[int] = []
    for i, word in enumerate([*sentence.words, None]):
        gap = sentence.text[sentence.words[i - 1].end : word.start] if word and i else ""
        bare = word is not None and not is_stop(word) and (word.stem not in _VERB_STEMS or word.text[0].isupper())
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
    Slot.WORDS: _amounts,
}
