"""From the best sentences to an answer: the piece that fills the slot, and the sentences that prove it. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bot.answer import compose, governed
from bot.answer.clauses import Fit
from bot.answer.compose import Found
from bot.answer.families import family, opposite
from bot.answer.gazetteer import COUNTRIES
from bot.answer.match import Match, matched
from bot.answer.names import stems
from bot.answer.patterns import WHERE
from bot.answer.query import Query, Slot
from bot.answer.rank import FEATURES, MAX_WORDS, Ranked
from bot.answer.spans import Piece
from bot.answer.tables import DEMONYMS
from bot.answer.words import Token, is_stop, stem
from bot.model.answer import AnswerKind
from bot.model.article import Article, EntityKind
from bot.model.base import Range
from bot.model.time import Precision, TimeExpression

_LOOKED_AT = 8
"""Sentences among which the piece is chosen: further down the right one is seldom."""
NEGATION = re.compile(r"\b(?:not|no|never|neither|nor|without|denied|false|cannot)\b|n['’]t\b", re.IGNORECASE)
_INSIDE = re.compile(r"\b(?:in|inside|within)\b", re.IGNORECASE)
_OUTSIDE = re.compile(r"\boutside\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:—](?=\s)|\s(?:and|but|while|which|who)\s")


class Choice(NamedTuple):
    """A sentence and the piece of it that answers; no piece if the sentence as a whole has to.

    `votes` tells how much other sentences that fit say the same.
    """

    ranked: Ranked
    piece: Piece | None
    worth: float
    votes: float = 0.0
    match: Match | None = None
    filled: bool = False


def choices(query: Query, ranked: Sequence[Ranked], on: date) -> list[Choice]:
    """Return the best sentences, each with the piece that answers best, best first; `ranked` is not empty."""
    votes = _votes(ranked)
    found = []
    for one in ranked[:_LOOKED_AT]:
        match = matched(query, one.sentence)
        fills = _fills(query, one, match)
        rated = [
            (
                _worth(query, one, p)
                + _placed(one, p, match, bare=query.slot == Slot.PLACE and not query.focus)
                + _timely(query, one, p, on)
                + _VOTE * votes.get(_key(one, p), 0.0),
                p,
            )
            for p in (fills if _apposed(query, one, match) else (*one.pieces, *fills))
        ]
        worth, piece = max(rated, key=lambda r: r[0], default=(_WITHOUT.get(query.slot, _UNTYPED), None))
        said = votes.get(_key(one, piece), 0.0) if piece else 0.0
        whole = one.score + _SCALE * (worth + _support(query, one, match))
        found.append(Choice(one, piece, whole, said, match, piece is not None and _in_gap(one, piece, match)))
    return sorted(found, key=lambda c: c.worth, reverse=True)


_VOTE = 2.0
_VOTERS = 15
"""Sentences that have a say: further down they are about other things."""


def _votes(ranked: Sequence[Ranked]) -> dict[tuple[str, ...], float]:
    """Return by what a piece says how much of the weight of the best sentences says so, between 0 and 1."""
    found: dict[tuple[str, ...], float] = {}
    top = ranked[0].score if ranked else 0.0
    weights = [math.exp((one.score - top) / 2) for one in ranked[:_VOTERS]]
    for one, weight in zip(ranked, weights, strict=False):
        for key in {_key(one, piece) for piece in one.pieces}:
            found[key] = found.get(key, 0.0) + weight / sum(weights)
    return found


def _key(ranked: Ranked, piece: Piece) -> tuple[str, ...]:
    """Return the stems of what a piece says; of a person the last name."""
    if piece.entity is not None:
        named = stems(piece.entity.name)
        return named[-1:] if piece.entity.kind == EntityKind.PERSON else named
    words = (w for w in ranked.sentence.words if piece.start <= w.start < piece.end)
    return tuple(w.stem for w in words if not is_stop(w))


_SCALE = 0.25
_UNTYPED = -40.0
_WITHOUT = {Slot.THING: -1.0, Slot.WORDS: -1.0, Slot.TRUTH: 0.0, Slot.REASON: -2.0}
"""What it costs that a sentence has no piece for the slot; where it is not named here, the slot is a type."""


def _fills(query: Query, ranked: Ranked, match: Match | None) -> list[Piece]:
    """Return what fills the gap of the clause, where no piece of the sort asked for stands in it."""
    if match is None or match.fill is None or not match.agrees or query.slot not in _PARTS:
        return []
    if query.focus and query.slot != Slot.THING:
        return []  # a sort of person, place or group is asked for: only a piece of that sort will do
    words = ranked.sentence.words[slice(*match.fill)]
    led = bool(words) and (words[0].text.lower() in _LEADING or words[0].stem in query.focus)
    if _apposed(query, ranked, match):
        words = words[next(i for i, w in enumerate(words) if w.stem == query.focus[-1]) :]
    while words and (is_stop(words[0]) or (words[0].stem in query.focus and words[0].text.islower())):
        words = words[1:]
    asked = {s for name in query.names for s in stems(name)}
    if not words or words[0].stem in {t.stem for t in query.terms} or any(w.stem in asked for w in words):
        return []
    start, end = words[0].start, words[-1].end
    if not _apposed(query, ranked, match) and any(
        start <= p.start and p.end <= end and p.doubt == 0 for p in ranked.pieces
    ):
        return []
    named = any(w.text[0].isupper() or w.text[0].isdigit() for w in words)
    if query.slot == Slot.THING and query.focus and _of_another_sort(ranked, start, end):
        return []
    return [Piece(start, end, 0 if named else 1)] if named or led else []


def _apposed(query: Query, ranked: Ranked, match: Match | None) -> bool:
    """Tell whether the gap names its own sort, and a name or number after it: "the mark ISO 12312-2"."""
    if match is None or match.fill is None or not match.agrees or query.slot != Slot.THING or not query.focus:
        return False
    words = [w for w in ranked.sentence.words[slice(*match.fill)] if not is_stop(w)]
    sort = next((i for i, w in enumerate(words) if w.stem == query.focus[-1] and w.text.islower()), None)
    behind = words[sort + 1 :] if sort is not None and sort < _FIRST else []
    return bool(behind) and all(w.text[0].isupper() or w.text[0].isdigit() for w in behind)


_FIRST = 2
"""Among so many words that carry matter the sort has to stand, if what follows is to be its name."""


def _of_another_sort(ranked: Ranked, start: int, end: int) -> bool:
    """Tell whether a person or a place is named there, where neither is asked for."""
    named = (e for e in ranked.article.entities if e.kind in {EntityKind.PERSON, EntityKind.PLACE})
    at = ranked.sentence.range.start
    return any(m.start < at + end and at + start < m.end for entity in named for m in entity.mentions)


_LEADING = frozenset("a an the his her its their this these those".split())
_PARTS = frozenset({Slot.PERSON, Slot.GROUP, Slot.THING, Slot.PLACE})


def _in_gap(ranked: Ranked, piece: Piece, match: Match | None) -> bool:
    """Tell whether a piece stands in the gap of a clause that says what is asked."""
    if match is None or match.fill is None or not match.agrees:
        return False
    words = ranked.sentence.words[slice(*match.fill)]
    return bool(words) and words[0].start <= piece.start and piece.end <= words[-1].end


MANY = 6
"""Words that carry matter from which on a question is a long one, and its verb one of several."""


def _placed(ranked: Ranked, piece: Piece, match: Match | None, *, bare: bool) -> float:
    """Return whether a piece stands where the clause that says what is asked leaves the gap, or at least in it.

    `bare`: the question is only where; then who does it is not where it is done.
    """
    if match is None or match.differs:
        return 0.0
    inside = [i for i, w in enumerate(ranked.sentence.words) if piece.start <= w.start < piece.end]
    if not inside:
        return 0.0
    doer = match.frame.doer
    if bare and doer is not None and doer[0] <= inside[0] and inside[-1] < doer[1]:
        return -1.5
    if match.fill is not None:
        fits = match.fill[0] <= inside[0] and inside[-1] < match.fill[1]
        return (1.5 if fits else -1.5) if match.agrees else 0.3 * fits
    within = match.frame.clause[0] <= inside[0] and inside[-1] < match.frame.clause[1]
    led = any(first <= inside[0] and inside[-1] < last for _, (first, last) in match.frame.behind)
    return (0.8 + 0.5 * led if within else -1.2) if match.agrees else 0.0


def _support(query: Query, ranked: Ranked, match: Match | None) -> float:
    """Return how well the sentence says what is asked of whom it is asked."""
    if query.predicate is None:
        return 0.0
    short = sum(t.weight >= 1.0 for t in query.terms) < MANY
    if match is not None and short and (match.agrees or match.differs):
        return 0.6 if match.agrees else -1.5
    if ranked.agreement is None:
        return -0.8
    return (
        0.5 * (ranked.agreement.subject == Fit.AGREES)
        + 0.5 * (ranked.agreement.object == Fit.AGREES)
        - 1.5 * disagrees(ranked)
    )


def _timely(query: Query, ranked: Ranked, piece: Piece, on: date) -> float:
    """Prefer times to come for a question about what will be, and times past for what was."""
    if query.slot != Slot.TIME:
        return 0.0
    start, end = ranked.sentence.range.start + piece.start, ranked.sentence.range.start + piece.end
    for time in ranked.article.time_expressions:
        if time.start < end and start < time.end and time.earliest and time.latest:
            if _of_other_days(query, time):
                return -2.0
            if query.future and not query.past:
                return 0.5 if time.latest >= on else -1.0
            return 0.2 * (time.precision in {Precision.DAY, Precision.TIME})
    return 0.0


def _of_other_days(query: Query, time: TimeExpression) -> bool:
    """Tell whether a time cannot be the one asked for: of another year, month or day, or a bare year for a day."""
    if query.years and not any(time.value.startswith(year) for year in query.years):
        return True
    window = query.window
    if window and time.earliest and time.latest and (time.latest < window.earliest or window.latest < time.earliest):
        return True
    return query.future and time.precision == Precision.YEAR and "year" not in query.question.lower()


def _worth(query: Query, ranked: Ranked, piece: Piece) -> float:
    """Return how well a piece fits: near the words asked about, on the right side of the verb, of the right sort."""
    words = ranked.sentence.words
    inside = [i for i, w in enumerate(words) if piece.start <= w.start < piece.end]
    if not inside:
        return -3.0
    asked = {s for t in query.terms for s in (t.stem,)}
    held = [i for i, w in enumerate(words) if w.stem in asked and i not in inside]
    gap = min((min(abs(i - inside[0]), abs(i - inside[-1])) for i in held), default=12)
    worth = -0.06 * min(gap, 12) - 0.8 * piece.doubt - 0.3 * (len(inside) > 8)
    if query.focus:
        number = query.slot not in {Slot.THING, Slot.PERSON, Slot.PLACE, Slot.GROUP}
        own = query.focus[-1] in {words[i].stem for i in inside}
        counted = own or (number and _counts(words, inside, query.focus))
        worth += 1.5 * counted - 1.0 * (query.slot == Slot.NUMBER and not counted)
    worth += 0.6 * _side(query, ranked, inside)
    if query.slot == Slot.PLACE and WHERE.search(ranked.sentence.text[: piece.start]):
        worth += 0.8
    before = words[inside[0] - 1].text.lower() if inside[0] else ""
    if query.preposition and query.preposition in {before, words[inside[0] - 2].text.lower() if inside[0] > 1 else ""}:
        worth += 1.0
    shared = sum(words[i].stem in asked for i in inside)
    again = query.slot == Slot.THING or shared == len(inside)
    return worth - (1.5 if again else 0.5) * shared / len(inside)


def _counts(words: Sequence[Token], inside: Sequence[int], focus: Sequence[str]) -> bool:
    """Tell whether the noun asked for stands in the piece or right behind it ("13 passengers")."""
    behind = range(inside[-1] + 1, min(len(words), inside[-1] + 5))
    ahead = range(max(0, inside[0] - 3), inside[0])
    near = {s for i in (*ahead, *inside, *behind) for s in family(words[i].stem)}
    return focus[-1] in near


def counts(query: Query, ranked: Ranked, piece: Piece) -> bool:
    """Tell whether a number counts what the question counts; a number without a noun asked for always does."""
    if not query.focus or query.slot != Slot.NUMBER:
        return True
    inside = [i for i, w in enumerate(ranked.sentence.words) if piece.start <= w.start < piece.end]
    if (compared := _COMPARED.search(query.question)) and inside:
        behind = ranked.sentence.words[inside[-1] : inside[-1] + 3]
        return any(w.text.lower() == compared.group(1).lower() for w in behind)
    return bool(inside) and _counts(ranked.sentence.words, inside, query.focus)


_COMPARED = re.compile(r"\bhow (?:many|much) (more|fewer|less)\b", re.IGNORECASE)
"""A difference is asked for: "16 more than", never a total."""


def misplaced(query: Query, ranked: Ranked, piece: Piece) -> bool:
    """Tell whether a piece stands where the one asked for cannot; a doubtful name has to stand where it must."""
    if query.slot != Slot.PERSON:
        return False
    inside = [i for i, w in enumerate(ranked.sentence.words) if piece.start <= w.start < piece.end]
    side = _side(query, ranked, inside) if inside else -1
    if piece.doubt < _DOUBTFUL or ranked.agreement is None:
        return side < 0 or piece.doubt >= _DOUBTFUL
    return side < 0 or not _beside(query, ranked, inside)


def _beside(query: Query, ranked: Ranked, inside: Sequence[int]) -> bool:
    """Tell whether the piece stands right beside one of the verbs that say what is asked, on the side of the gap."""
    words = ranked.sentence.words
    verbs = [i for i, w in enumerate(words) if query.predicate and w.stem in family(query.predicate)]
    told = [i for i in verbs if i == 0 or words[i - 1].text.lower() not in _BEFORE_NOUNS]
    ahead = any(0 < i - inside[-1] <= _BESIDE for i in told)
    behind = any(0 < inside[0] - i <= _BESIDE for i in told)
    agent = any(words[i + 1].text.lower() == "by" for i in told if i + 1 < len(words))
    return behind if (query.subject or agent) else ahead


_DOUBTFUL, _BESIDE = 2, 5
"""A name that seems to be no person's has to stand right beside the verb, within so many words."""
_BEFORE_NOUNS = frozenset("the a an his her its their of this that".split())
"""Words that make what follows a noun: "the death" has no doer beside it."""


def _side(query: Query, ranked: Ranked, inside: Sequence[int]) -> int:
    """Tell by the verb whether the piece stands where the question leaves its gap: 1 yes, -1 no, 0 not known."""
    if ranked.agreement is None or query.slot in {Slot.TIME, Slot.NUMBER, Slot.MONEY, Slot.REASON, Slot.WORDS}:
        return 0
    words, place = ranked.sentence.words, ranked.agreement.place
    by = place + 1 < len(words) and words[place + 1].text.lower() == "by"
    before = (inside[-1] < place) != by
    gap_before = bool(query.object) and not query.subject
    gap_after = bool(query.subject) and not query.object
    if gap_before == gap_after:
        return 0
    return 1 if before == (gap_before != query.passive) else -1


def found(query: Query, choice: Choice, ranked: Sequence[Ranked], probability: float) -> Found:
    """Return the answer with its proof: its own sentence first."""
    text = _text(query, choice)
    return Found(text, proof(choice.ranked, ranked), probability)


def proof(first: Ranked | None, ranked: Sequence[Ranked]) -> tuple[tuple[Article, Range], ...]:
    """Return up to three sentences to show: what speaks of the question at all, those short enough to be read first."""
    if first is None:
        ranked = [r for r in ranked if r.features[_AROUND] >= _SPEAKS_OF_IT]
    order = ([first] if first else []) + [r for r in ranked if r is not first]
    short = [r for r in order if len(r.sentence.text.split()) <= MAX_WORDS] or order
    unique: dict[str, Ranked] = {}
    for one in short:
        unique.setdefault(one.sentence.text, one)
    return tuple((r.article, r.sentence.range) for r in list(unique.values())[: compose.MAX_EVIDENCE])


_AROUND = FEATURES.index("covered around")
_SPEAKS_OF_IT = 0.25
"""Share of the question's weight that a sentence and its neighbours hold, if showing it is to be of any use."""


def _text(query: Query, choice: Choice) -> str:
    ranked, piece = choice.ranked, choice.piece
    if query.kind == AnswerKind.YES_NO:
        return "No." if denied(query, ranked) else "Yes."
    if piece is None:
        return ranked.sentence.text
    word = _WORDINGS.get(query.slot, _plain)
    group = _listed(query, ranked, piece)
    return compose.listed([word(query, ranked, one) for one in group])


_JOINT = re.compile(r"\s?[,;&]?\s?(?:and|or|&)?\s?(?:also\s)?(?:(?:in|on|at|to|from|the)\s){0,2}", re.IGNORECASE)
"""What may stand between two parts of a list."""


def _listed(query: Query, ranked: Ranked, piece: Piece) -> list[Piece]:
    """Return the piece with what is listed beside it ("Italy and Brazil"), where the question may ask for several."""
    if query.slot not in _LISTED or (query.focus and not query.several):
        return [piece]
    peers = [p for p in ranked.pieces if p.doubt <= piece.doubt + (piece.entity is None)]
    apart = sorted((p for p in peers if p.end <= piece.start or p.start >= piece.end), key=lambda p: p.start)
    group = [piece]
    for one in reversed([p for p in apart if p.end <= piece.start]):
        if _joined(ranked, one, group[0]):
            group.insert(0, one)
    for one in [p for p in apart if p.start >= piece.end]:
        if _joined(ranked, group[-1], one):
            group.append(one)
    return group


_LISTED = frozenset({Slot.PERSON, Slot.GROUP, Slot.PLACE, Slot.TIME, Slot.THING})


def _joined(ranked: Ranked, one: Piece, other: Piece) -> bool:
    between = ranked.sentence.text[one.end : other.start]
    return bool(between.strip()) and _JOINT.fullmatch(between) is not None


def denied(query: Query, ranked: Ranked) -> bool:
    """Tell whether the sentence says the opposite of what the question supposes."""
    here = {w.stem for w in ranked.sentence.words}
    if query.predicate and not here & family(query.predicate) and here & opposite(query.predicate):
        return True
    if any(t.stem not in here and here & opposite(t.stem) for t in query.terms):
        return True
    if _INSIDE.search(query.question) and _OUTSIDE.search(ranked.sentence.text):
        return True
    told = bool(NEGATION.search(ranked.sentence.text))
    asked = bool(NEGATION.search(query.question))
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
            written = compose.told(time)
            return written or time.text
    return _plain(query, ranked, piece)


def _amount(query: Query, ranked: Ranked, piece: Piece) -> str:
    """Add what is counted, where it stands right behind the number."""
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
    if unit and not is_stop(unit) and not ranked.sentence.text[piece.end : unit.start].strip(" -"):
        return ranked.sentence.text[piece.start : unit.end]
    return _plain(query, ranked, piece)


def _name(query: Query, ranked: Ranked, piece: Piece) -> str:
    """Give a person or an organisation its full name, and a person the role that the article tells."""
    entity = piece.entity
    if entity is None:
        return _plain(query, ranked, piece)
    known = entity.kind == EntityKind.PERSON and entity.role and entity.role not in entity.name
    return f"{entity.name}, {entity.role}" if known else entity.name


def _reason(query: Query, ranked: Ranked, piece: Piece) -> str:
    """Give the whole sentence where the piece only says again what was asked."""
    words = [w for w in ranked.sentence.words if piece.start <= w.start < piece.end and not is_stop(w)]
    asked = {t.stem for t in query.terms}
    again = sum(w.stem in asked for w in words) > len(words) / 2
    return ranked.sentence.text if again else _plain(query, ranked, piece)


def _thing(query: Query, ranked: Ranked, piece: Piece) -> str:
    """Return what is said behind the verb, where the question asks what is done; else the piece itself."""
    agreement = ranked.agreement
    if query.kind != AnswerKind.OTHER or query.focus or agreement is None or agreement.subject == Fit.DIFFERS:
        return _plain(query, ranked, piece)
    words = ranked.sentence.words
    if agreement.place + 1 >= len(words) or not query.subject:
        return _plain(query, ranked, piece)
    start = words[agreement.place + 1].start
    end = min(
        ranked.sentence.text.find(".", start) % 10_000,
        *(m.start() for m in _CLAUSE_END.finditer(ranked.sentence.text, start + 12)),
        len(ranked.sentence.text),
    )
    return ranked.sentence.text[start:end].strip(" ,;:—.")


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
    Slot.SHARE: _plain,
    Slot.MONEY: _plain,
    Slot.MEASURE: _amount,
    Slot.SPAN: _plain,
    Slot.AGE: _plain,
    Slot.PERSON: _name,
    Slot.GROUP: _name,
    Slot.REASON: _reason,
}


def disagrees(ranked: Ranked) -> bool:
    """Tell whether the sentence says the thing asked about of someone or something else."""
    return ranked.agreement is not None and Fit.DIFFERS in (ranked.agreement.subject, ranked.agreement.object)


def whole(ranked: Ranked) -> Range:
    """Return where the sentence stands."""
    return ranked.sentence.range
