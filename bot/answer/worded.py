"""The words of an answer that is taken from a sentence: the piece, and what belongs to it. Pure."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.answer import compose, governed
from bot.answer.bounds import bounded
from bot.answer.clauses import Fit
from bot.answer.families import LIGHT_VERBS, family, opposite
from bot.answer.frames import Clauses
from bot.answer.gazetteer import COUNTRIES
from bot.answer.patterns import AMOUNT, CALENDAR, SHARE, TIME
from bot.answer.query import Query, Slot
from bot.answer.rank import Ranked
from bot.answer.spans import Piece
from bot.answer.tables import DEMONYMS
from bot.answer.words import is_past, is_stop, stem
from bot.model.answer import AnswerKind
from bot.model.article import EntityKind

_INSIDE = re.compile(r"\b(?:in|inside|within)\b", re.IGNORECASE)
_OUTSIDE = re.compile(r"\boutside\b", re.IGNORECASE)
_STOP = re.compile(r"\.(?!\d)")
_CLAUSE_END = re.compile(r"[,;:—](?=\s)|\s(?:and|but|while|which|who)\s")


def text(query: Query, ranked: Ranked, piece: Piece | None) -> str:
    """Return the answer: of the piece, or of the whole sentence."""
    if query.kind == AnswerKind.YES_NO:
        return "No." if denied(query, ranked) else "Yes."
    if piece is None:
        return ranked.sentence.text
    word = _WORDINGS.get(query.slot, _plain)
    group = _listed(query, ranked, piece) if query.slot != Slot.PLACE else _places(query, ranked, piece)
    return compose.listed([word(query, ranked, one) for one in group])


_JOINT = re.compile(r"\s?[,;&]?\s?(?:and|or|&)?\s?(?:also\s)?(?:(?:in|on|at|to|from|the)\s){0,2}", re.IGNORECASE)
"""What may stand between two parts of a list."""


def _listed(query: Query, ranked: Ranked, piece: Piece) -> list[Piece]:
    """Return the piece with what is listed beside it ("Italy and Brazil"), where the question may ask for several."""
    if query.slot not in _LISTED or (query.focus and not query.several):
        return [piece]
    more = query.slot == Slot.PLACE or piece.entity is None
    peers = [p for p in ranked.pieces if p.doubt <= piece.doubt + more]
    apart = sorted((p for p in peers if p.end <= piece.start or p.start >= piece.end), key=lambda p: p.start)
    group = [piece]
    for one in reversed([p for p in apart if p.end <= piece.start]):
        if _joined(ranked, one, group[0]):
            group.insert(0, one)
    for one in [p for p in apart if p.start >= piece.end]:
        if _joined(ranked, group[-1], one):
            group.append(one)
    return group


def _places(query: Query, ranked: Ranked, piece: Piece) -> list[Piece]:
    """Return the places that "and" joins; behind a bare comma stands what a place lies in ("Oslo, Norway")."""
    group = _listed(query, ranked, piece)
    joints = [_AND.search(ranked.sentence.text, a.end, b.start) is not None for a, b in pairwise(group)]
    if not any(joints):
        return [piece]
    return group[: len(joints) - joints[::-1].index(True) + 1]


_JOINS = re.compile(r"[,;&]|\b(?:and|or)\b", re.IGNORECASE)
"""Without one of these nothing is listed: "rose 3 percent to 910 million euros in three months"."""
_AND = re.compile(r"\b(?:and|or)\b|&", re.IGNORECASE)
_MEANWHILE = re.compile(rf"^(?:\s(?:area|region))?(?:\s(?:on|in|at)\s(?:{TIME.pattern}))?", re.IGNORECASE)
"""What may stand behind each part of a list: "in the Roe area on May 4 and in Poe on May 5"."""
_LISTED = frozenset({Slot.PERSON, Slot.GROUP, Slot.PLACE, Slot.TIME, Slot.THING})


def _joined(ranked: Ranked, one: Piece, other: Piece) -> bool:
    between = _MEANWHILE.sub("", ranked.sentence.text[one.end : other.start])
    return _JOINS.search(between) is not None and _JOINT.fullmatch(between) is not None


def denied(query: Query, ranked: Ranked) -> bool:
    """Tell whether the sentence says the opposite of what the question supposes."""
    here = {w.stem for w in ranked.sentence.words}
    if query.predicate and not here & family(query.predicate) and here & opposite(query.predicate):
        return True
    if any(t.stem not in here and here & opposite(t.stem) for t in query.terms):
        return True
    if _INSIDE.search(query.question) and _OUTSIDE.search(ranked.sentence.text):
        return True
    told = bool(governed.NEGATION.search(ranked.sentence.text))
    asked = bool(governed.NEGATION.search(query.question))
    return told != asked


def _plain(_: Query, ranked: Ranked, piece: Piece) -> str:
    return ranked.sentence.text[piece.start : piece.end].strip(' ,;:—“”"')


def _time(query: Query, ranked: Ranked, piece: Piece) -> str:
    """Write a day with its weekday where the article's records know it, else as the sentence has it."""
    start, end = ranked.sentence.range.start + piece.start, ranked.sentence.range.start + piece.end
    for time in ranked.article.time_expressions:
        if time.start < end and start < time.end and time.earliest and time.latest:
            asked = {t.stem for t in query.terms}.union({query.predicate} if query.predicate else ())
            off = governed.off(ranked.sentence.text, piece.start, piece.end, asked)
            if off and (told := compose.off(off, time)):
                return told
            written = compose.told(time) or time.text
            first = ranked.sentence.range.start
            return bounded(written, ranked.sentence.text, time.start - first, time.end - first)
    return _plain(query, ranked, piece)


_RANGE = re.compile(r"\b(?:between|from)\s+\S{0,3}\d\S*\s+(?:and|to)\s+\S{0,3}\d\S*")


def _figure(query: Query, ranked: Ranked, piece: Piece) -> str:
    """Return a figure, and of a range both ends."""
    for match in _RANGE.finditer(ranked.sentence.text):
        if match.start() <= piece.start < match.end():
            return ranked.sentence.text[match.start() : max(match.end(), piece.end)].strip(" ,;:.")
    return _plain(query, ranked, piece)


def _amount(query: Query, ranked: Ranked, piece: Piece) -> str:
    """Add what is counted, where it stands right behind the number; of a range give both ends."""
    if query.predicate and query.predicate not in LIGHT_VERBS and (share := _share(ranked, piece)) is not None:
        piece = piece._replace(start=share)
    whole = _figure(query, ranked, piece)
    if len(whole) > piece.end - piece.start and _RANGE.search(whole):
        return whole
    words = ranked.sentence.words
    last = max((i for i, w in enumerate(words) if w.start < piece.end), default=0)
    end = piece.end
    for i in range(last + 1, min(len(words), last + 4)):
        if is_stop(words[i]) or ranked.sentence.text[end : words[i].start].strip(" -"):
            break
        if any(f in family(words[i].stem) for f in query.focus):
            return ranked.sentence.text[piece.start : words[i].end]
        end = words[i].end
    unit = words[last + 1] if last + 1 < len(words) else None
    if (
        unit
        and not is_stop(unit)
        and not is_past(unit.text)
        and not ranked.sentence.text[piece.end : unit.start].strip(" -")
    ):
        return ranked.sentence.text[piece.start : unit.end]
    return _plain(query, ranked, piece)


def _share(ranked: Ranked, piece: Piece) -> int | None:
    """Return where the share begins of which the number is the whole: "82 percent of the union's 8,500 members"."""
    first = max(0, piece.start - _REACH)
    found = list(_PART.finditer(ranked.sentence.text[first : piece.start]))
    return first + found[-1].start() if found else None


_PART = re.compile(rf"(?:{SHARE.pattern}|{AMOUNT.pattern})\s(?:out\s)?of\s(?:[\w’'.-]+\s){{0,3}}\Z", re.IGNORECASE)
_REACH = 80
"""Characters before a number in which the share of it stands."""


def _name(query: Query, ranked: Ranked, piece: Piece) -> str:
    """Give a person or an organisation its full name, and a person the role that the article tells."""
    entity = piece.entity
    if entity is None:
        return _unnamed(ranked, piece)
    surname = _SURNAME.match(ranked.sentence.text, piece.end) if " " not in entity.name else None
    if surname and not CALENDAR.match(surname.group().strip()) and _plain(query, ranked, piece) == entity.name:
        return entity.name + surname.group()
    known = entity.kind == EntityKind.PERSON and entity.role and entity.role not in entity.name
    return f"{entity.name}, {entity.role}" if known else entity.name


def _unnamed(ranked: Ranked, piece: Piece) -> str:
    """Return somebody without a name with the article before and the place behind: "a supplier in Bremen"."""
    text = ranked.sentence.text
    if text[piece.start].isupper() and text[: piece.end].split()[-1][0].isupper():
        return text[piece.start : piece.end].strip(' ,;:—“”"')
    led, place = _ARTICLE.search(text, max(0, piece.start - 12), piece.start), _FROM.match(text, piece.end)
    end = place.end() if place else piece.end
    called = _CALLED.match(text, end)
    return text[led.start() if led else piece.start : called.end() if called else end].strip(' ,;:—“”"')


_ARTICLE = re.compile(r"\b(?:an?|the|two|three|four|his|her|its|their)\s\Z", re.IGNORECASE)
_FROM = re.compile(r"\s(?:in|from|of|at|for)\s(?:the\s)?[A-Z][\w’-]+(?:\s[A-Z][\w’-]+)*")
_CALLED = re.compile(r",\s[A-Z][\w’-]+(?:\s[A-Z][\w’-]+)*(?=[,.](?!\sand\b))")
"""The name behind what somebody is: "Japan's space agency, JAXA"."""
_SURNAME = re.compile(r"\s[A-Z][\w’-]+(?![’'])")


def _reason(query: Query, ranked: Ranked, piece: Piece) -> str:
    """Give the whole sentence where the piece only says again what was asked."""
    words = [w for w in ranked.sentence.words if piece.start <= w.start < piece.end and not is_stop(w)]
    asked = {t.stem for t in query.terms}
    again = sum(w.stem in asked for w in words) > len(words) / 2
    return ranked.sentence.text if again else _plain(query, ranked, piece)


def _thing(query: Query, ranked: Ranked, piece: Piece) -> str:
    """Return what is said behind the verb, where the question asks what is done; else the piece itself."""
    agreement = ranked.agreement
    if query.stranded or (agreement is not None and not _verb(ranked, agreement.place)):
        return _plain(query, ranked, piece)
    if query.kind != AnswerKind.OTHER or query.focus or agreement is None or agreement.subject == Fit.DIFFERS:
        return _plain(query, ranked, piece)
    words = ranked.sentence.words
    if agreement.place + 1 >= len(words) or not query.subject:
        return _plain(query, ranked, piece)
    start = words[agreement.place + 1].start
    end = min(
        next((m.start() for m in _STOP.finditer(ranked.sentence.text, start)), len(ranked.sentence.text)),
        *(m.start() for m in _CLAUSE_END.finditer(ranked.sentence.text, start + 12)),
        len(ranked.sentence.text),
    )
    return ranked.sentence.text[start:end].strip(" ,;:—.")


def _verb(ranked: Ranked, i: int) -> bool:
    """Tell whether the word tells what is done: behind a noun nothing need follow that was asked for."""
    return bool(Clauses(ranked.sentence).verbs(i, i + 1)) or ranked.sentence.words[i].text.endswith("ing")


def _place(query: Query, ranked: Ranked, piece: Piece) -> str:
    """Name the country where a country is asked for and the sentence names its people: "Swiss" is Switzerland."""
    said = _plain(query, ranked, piece)
    country = DEMONYMS.get(said.lower(), "").capitalize()
    return country if country in COUNTRIES and _NATIONS.intersection(query.focus) else said


_NATIONS = frozenset({stem("country"), stem("nation")})
_WORDINGS = {
    Slot.PLACE: _place,
    Slot.THING: _thing,
    Slot.TIME: _time,
    Slot.NUMBER: _amount,
    Slot.SHARE: _figure,
    Slot.MONEY: _figure,
    Slot.MEASURE: _amount,
    Slot.SPAN: _plain,
    Slot.AGE: _plain,
    Slot.PERSON: _name,
    Slot.GROUP: _name,
    Slot.REASON: _reason,
}
