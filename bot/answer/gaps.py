"""What stands where the question leaves its gap: what fills it, and what cannot. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answer import bodies
from bot.answer.families import LIGHT_VERBS, family
from bot.answer.match import Match
from bot.answer.names import stems
from bot.answer.query import Query, Slot
from bot.answer.rank import Ranked
from bot.answer.spans import Piece
from bot.answer.tables import NUMBER_WORDS
from bot.answer.words import Token, is_past, is_stop, stem, stems_of
from bot.model.article import EntityKind


def fills(query: Query, ranked: Ranked, match: Match | None) -> list[Piece]:
    """Return what fills the gap of the clause, where no piece of the sort asked for stands in it."""
    if match is None or match.fill is None or not match.agrees or query.slot not in _PARTS:
        return []
    if query.focus and query.slot != Slot.THING:
        return []  # a sort of person, place or group is asked for: only a piece of that sort will do
    words = ranked.sentence.words[slice(*match.fill)]
    led = bool(words) and (words[0].text.lower() in _LEADING or words[0].stem in query.focus)
    if apposed(query, ranked, match):
        words = words[next(i for i, w in enumerate(words) if w.stem == query.focus[-1]) :]
    words = _named_there(query, words)
    asked = {s for name in query.names for s in stems(name)}
    if not words or words[0].stem in {t.stem for t in query.terms} or any(w.stem in asked for w in words):
        return []
    start, end = words[0].start, words[-1].end
    if not apposed(query, ranked, match) and any(
        start <= p.start and p.end <= end and p.doubt == 0 for p in ranked.pieces
    ):
        return []
    named = any(w.text[0].isupper() or w.text[0].isdigit() for w in words)
    if query.slot == Slot.THING and query.focus and _of_another_sort(ranked, start, end):
        return []
    return [Piece(start, end, 0 if named else 1)] if named or led else []


def _named_there(query: Query, words: list[Token]) -> list[Token]:
    """Return the words of a gap without those that lead to what fills it; none if they name nobody who is asked for."""
    while words and (is_stop(words[0]) or (words[0].stem in query.focus and words[0].text.islower())):
        words = words[1:]
    if query.slot != Slot.PERSON:
        return words
    words = list(bodies.without_score(words))
    return words if bodies.may_act(words) else []


def apposed(query: Query, ranked: Ranked, match: Match | None) -> bool:
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


def in_gap(ranked: Ranked, piece: Piece, match: Match | None) -> bool:
    """Tell whether a piece stands in the gap of a clause that says what is asked."""
    if match is None or match.fill is None or not match.agrees:
        return False
    words = ranked.sentence.words[slice(*match.fill)]
    return bool(words) and words[0].start <= piece.start and piece.end <= words[-1].end


def misses(query: Query, ranked: Ranked, piece: Piece, match: Match | None) -> bool:
    """Tell whether a piece counts something else, or does not stand behind the word that leads to the gap."""
    return not counts(query, ranked, piece) or stranded(query, ranked, piece, match)


def stranded(query: Query, ranked: Ranked, piece: Piece, match: Match | None) -> bool:
    """Tell whether the question ends with the word that leads to its gap, and the piece does not stand behind it."""
    if query.stranded is None or match is None:
        return False
    fill = ranked.sentence.words[slice(*match.fill)] if match.fill else []
    return not fill or not fill[0].start <= piece.start < fill[-1].end


def counted(words: Sequence[Token], inside: Sequence[int], focus: Sequence[str]) -> bool:
    """Tell whether a number counts the noun asked for: it is the head of what stands behind, or the number ends it.

    So "13 passengers", "six of the last places", "the most medals, 37"; not "12 teams in third place".
    """
    if any(focus[-1] in family(words[i].stem) for i in inside):
        return True
    behind = [words[i] for i in range(inside[-1] + 1, min(len(words), inside[-1] + 1 + _BEHIND))]
    share = words[inside[-1]].text.lower() in _SHARES
    for n, word in enumerate(behind):
        low = word.text.lower()
        if word.start - words[inside[-1] + n].end > 1 or (share and not n and low != "of"):
            break  # a comma or the like ends what is counted; "8 percent" counts only what "of" leads to
        if focus[-1] in family(word.stem) and not (n and low.endswith("ed")):
            return True
        if is_stop(word) and low not in _OF_THOSE:
            break
    alone = not share and (not behind or is_stop(behind[0]))
    ahead = words[max(0, inside[0] - _AHEAD) : inside[0]]
    at = next((i for i, word in enumerate(ahead) if focus[-1] in family(word.stem)), None)
    return alone and at is not None and not any(word.text.lower().endswith("ed") for word in ahead[at + 1 :])


_SHARES = frozenset({"percent", "cent", "percentage"})


_BEHIND, _AHEAD = 5, 3
"""Words behind a number and before it among which the noun that it counts stands."""
_OF_THOSE = frozenset("of the its their his her our these those more other such".split())
"""Words that may stand between a number and what it counts: "40 of the other guests"."""


def counts(query: Query, ranked: Ranked, piece: Piece) -> bool:
    """Tell whether a number counts what the question counts; a number without a noun asked for always does."""
    if query.slot != Slot.NUMBER:
        return query.slot != Slot.SPAN or _in_unit(query, ranked, piece)
    words = ranked.sentence.words
    inside = [i for i, w in enumerate(words) if piece.start <= w.start < piece.end]
    if (compared := _COMPARED.search(query.question)) and inside:
        behind = words[inside[-1] : inside[-1] + 3]
        return any(w.text.lower() == compared.group(1).lower() for w in behind)
    compared_with = (i for i in range(inside[0] + 1, min(len(words), inside[-1] + 2))) if inside else ()
    if any(words[i].text.lower() in _THAN and _number(words[i - 1]) for i in compared_with):
        return False  # "two fewer medals" than somebody else
    if not query.focus or (inside and _before_verb(query, ranked, inside)):
        return True
    done = query.predicate and query.predicate not in LIGHT_VERBS
    whole = done and _OF_ALL.search(ranked.sentence.text[: piece.start]) is not None
    if not inside or whole or _is_margin(query, words[max(0, inside[0] - 1)]):
        return False
    return (
        counted(words, inside, query.focus) or _counts_back(query, ranked, inside) or _compares(query, ranked, inside)
    )


def _in_unit(query: Query, ranked: Ranked, piece: Piece) -> bool:
    """Tell whether a duration is told in the unit that is asked for, if one is."""
    unit = query.focus[-1] if query.focus else ""
    return unit not in _UNITS or unit in {w.stem for w in ranked.sentence.within(piece.start, piece.end)}


_UNITS = frozenset(stem(unit) for unit in "second minute hour day night week month year decade".split())
"""Asked for by name only these will do: "30 hours" are no years."""


def _compares(query: Query, ranked: Ranked, inside: Sequence[int]) -> bool:
    """Tell whether a number is that of another time, and the one before it counts what is asked: "up from 40"."""
    words, first = ranked.sentence.words, inside[0]
    led = " ".join(w.text.lower() for w in words[max(0, first - 2) : first])
    if not query.years or not led.endswith(_COMPARING):
        return False
    numbers = [i for i, w in enumerate(words[:first]) if w.text[0].isdigit()]
    return any(counted(words, [i], query.focus) for i in numbers)


_COMPARING = ("down from", "up from", "compared with", "compared to", "against")


def _is_margin(query: Query, before: Token) -> bool:
    """Tell whether a number is only by how much something was won: "by 312 votes" counts nobody's votes."""
    by = before.text.lower() == "by" and query.focus[-1] in _MARGINS
    return by and not _ASKS_MARGIN.search(query.question)


_MARGINS = frozenset(stem(noun) for noun in "vote point goal run seat length stroke shot wicket second".split())
_ASKS_MARGIN = re.compile(
    r"\b(?:by|margin|lead|more|fewer|fell|fall|rose|rise|grew|grow|(?:in|de)crease)\b", re.IGNORECASE
)


def _before_verb(query: Query, ranked: Ranked, inside: Sequence[int]) -> bool:
    """Tell whether the verb of the question stands right behind the number: "of the 300 members 200 voted"."""
    behind = ranked.sentence.words[inside[-1] + 1 : inside[-1] + 2]
    return query.predicate is not None and any(w.stem in family(query.predicate) and is_past(w.text) for w in behind)


_OF_ALL = re.compile(r"\bof\s(?:the|its|his|her|their|all)\s$", re.IGNORECASE)
"""Before a number: it is the whole of which another is told."""


def _number(word: Token) -> bool:
    return word.text[0].isdigit() or word.text.lower() in NUMBER_WORDS


_THAN = frozenset({"more", "fewer", "less"})
_OF_THEM = re.compile(r"\d\s+of\s+(?:them|these|those|which)\b|\w\s+of\s+them\b", re.IGNORECASE)


def _counts_back(query: Query, ranked: Ranked, inside: Sequence[int]) -> bool:
    """Tell whether a number counts what the sentence before names: "16 cities. Chile has 11 of them, Peru three"."""
    words, n = ranked.sentence.words, ranked.hit.sentence
    after = words[inside[-1] + 1].text.lower() if inside[-1] + 1 < len(words) else "and"
    if (
        n == 0
        or not _OF_THEM.search(ranked.sentence.text)
        or after not in {"of", "and", "or"} | _closing(ranked, inside)
    ):
        return False
    before = ranked.article.sentences[n - 1]
    told = stems_of(ranked.article.body[before.start : before.end])
    return any(query.focus[-1] in family(s) for s in told)


def _closing(ranked: Ranked, inside: Sequence[int]) -> set[str]:
    """Return the word behind the number if a comma parts them: then the number stands alone."""
    words = ranked.sentence.words
    if inside[-1] + 1 >= len(words):
        return set()
    gap = ranked.sentence.text[words[inside[-1]].end : words[inside[-1] + 1].start]
    return {words[inside[-1] + 1].text.lower()} if "," in gap else set()


_COMPARED = re.compile(r"\bhow (?:many|much) (more|fewer|less)\b", re.IGNORECASE)
"""A difference is asked for: "16 more than", never a total."""


def misplaced(query: Query, ranked: Ranked, piece: Piece) -> bool:
    """Tell whether a piece stands where the one asked for cannot; a doubtful name has to stand where it must."""
    if query.slot != Slot.PERSON:
        return False
    inside = [i for i, w in enumerate(ranked.sentence.words) if piece.start <= w.start < piece.end]
    at = side(query, ranked, inside) if inside else -1
    if piece.doubt < _DOUBTFUL or ranked.agreement is None:
        return at < 0 or piece.doubt >= _DOUBTFUL
    return at < 0 or not _beside(query, ranked, inside)


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


def side(query: Query, ranked: Ranked, inside: Sequence[int]) -> int:
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
