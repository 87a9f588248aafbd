"""Whether a piece belongs to what a short question asks, or to something else in its sentence. Pure.

    "The two struck a deal last summer, after Ann had threatened Bo."   last summer is not when she threatened him
    "Metaverse came second and Wordle came third."                      what came third is in the other clause
    "Lee meets the king in Oslo."                                       whom Lee meets in Rome is not told
    "The club won a two-thirds majority in the House."                  the House is no majority

A long question names so much that one clause seldom holds it: of those nothing is said here.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise

from bot.answer.bodies import may_act
from bot.answer.clauses import Fit, Sentence
from bot.answer.families import LIGHT_VERBS, converse, family
from bot.answer.frames import Clauses, Frame, Place, frames
from bot.answer.gaps import in_gap
from bot.answer.match import Match
from bot.answer.names import refers, stems
from bot.answer.patterns import CALENDAR, WORKS
from bot.answer.query import Gap, Query, Slot
from bot.answer.rank import Ranked
from bot.answer.spans import Piece
from bot.answer.tables import VERBS
from bot.answer.words import Token, is_stop, stem, stems_of, tokens
from bot.model.answer import AnswerKind
from bot.model.article import EntityKind

_IN_ONE_CLAUSE = frozenset({Slot.TIME, Slot.PLACE, Slot.PERSON, Slot.GROUP, Slot.THING})
_FIGURES = frozenset({Slot.NUMBER, Slot.MONEY, Slot.SHARE, Slot.MEASURE})
_SEVERAL = 2
_IN_OTHER = re.compile(rf"\bin\s(?:the\s)?(?!{CALENDAR.pattern})[A-Z]")
_OTHERS = frozenset("similar another previous earlier last different separate former".split())
_ASKS_OTHER = re.compile(rf"\b(?:{'|'.join(sorted(_OTHERS))}|before|other)\b", re.IGNORECASE)
_RELATIVES = frozenset({"which", "who", "that", "when", "where", "whose"})
_CIRCUMSTANCES = frozenset({"when", "where"})
_OPENERS = frozenset("and but or while whereas although though because after before as".split())
"""Words that open a clause of its own."""
_BACK = re.compile(r"\b(?:here|there|he|she|it|they|his|her|its|their|this|these|that|those)\b", re.IGNORECASE)
"""Words that may stand for a name of the sentence before."""
_OWNS = re.compile(r"[’']s?\s+\w")
_OWNS_NAME = re.compile(r"[’']s?\s+[A-Z]")
_FROM = re.compile(r"\bfrom\s(?:the\s)?$", re.IGNORECASE)
_ASKS_FROM = re.compile(r"\b(?:from|come|comes|came|start|begin|leave|left|origin\w*)\b", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\s(?:the\s)?$", re.IGNORECASE)
_ASKS_SINCE = re.compile(r"\b(?:since|last|previous|start|begin|began|first|have|has|been)\b", re.IGNORECASE)
_NAMES_IT = re.compile(
    r"[\s,:—–-]*(?:(?:is|was|are|were|be|of|called|named|dubbed|titled)\s)?(?:the\s)?[\s“\"‘',:—–-]*"
)
"""What may stand between the sort of a thing and its name: "the word “selfie”", "his real name is Roe"."""
_BEHIND_SORT = re.compile(r"[\s”\"’'-]*|.{0,40}?\b(?:as|is|was|are|were|named|for)\b.{0,60}?|[”\"’']?,\s.{0,40}?")
"""What may stand between a name and its sort: "the “Roe” strip", "Roe, one of the best strips", "chosen as a strip"."""

_LISTED = re.compile(r"(?:,?\s(?:and\s)?[A-Z][\w’'-]*)*\s")
"""What may stand between one of several places and what they are in."""
_SAY = frozenset(stem(verb) for verb in "say tell announce add note write report state".split())
_QUOTES = frozenset("“\"‘'")


def behind_another_place(query: Query, text: str, at: int) -> bool:
    """Tell whether the question names a place with "in", and what stands at `at` stands behind "in" another one."""
    for name in query.names:
        led = re.compile(rf"\bin {re.escape(name)}\b", re.IGNORECASE)
        found = led.search(text, 0, at) if led.search(query.question) else None
        if found and _IN_OTHER.search(text, found.end(), at):
            return True
    return False


class Belonging:
    """What speaks against the pieces of one sentence; `match` is its clause that says best what is asked."""

    def __init__(self, query: Query, ranked: Ranked, match: Match | None) -> None:
        self._query, self._ranked, self._match = query, ranked, match
        self._sentence = ranked.sentence

    def has(self, piece: Piece) -> bool:
        """Tell whether nothing speaks against the piece being that of what is asked."""
        return not (
            self._of_another_doer
            or self._apart(piece)
            or self._on_the_other_side(piece)
            or self._only_tells(piece)
            or self._of_another_subject
            or self._of_another(piece)
            or self._whose(piece)
            or self._where_from(piece)
            or self._since(piece)
            or self._of_another_year(piece)
            or self.of_another_one
            or self._of_another_verb(piece)
            or self._behind_another_place(piece)
            or self._of_somebody
            or self._in_another_place(piece)
            or self._of_another_sort(piece)
        )

    @cached_property
    def unnamed(self) -> float:
        """Return the share of the names of a question for a number that stand neither in sentence nor in headline."""
        if self._query.slot != Slot.NUMBER:
            return 0.0
        words = [frozenset(stems(name)) for name in self._query.names]
        here = {w.stem for w in self._sentence.words}.union(*self._sentence.named.values())
        here |= stems_of(self._ranked.article.headline)
        return sum(not name & here for name in words) / len(words) if words else 0.0

    @cached_property
    def _clauses(self) -> Clauses:
        return Clauses(self._sentence)

    @cached_property
    def _told(self) -> list[Frame]:
        """Return where the verb of the question is said."""
        verb = self._query.predicate
        if verb is None or verb in LIGHT_VERBS:
            return []
        return frames(self._sentence, family(verb) | converse(verb))

    @cached_property
    def _of_another_doer(self) -> bool:
        """Tell whether it is asked whom somebody did it to, and the sentence does not say that they did it."""
        query, match = self._query, self._match
        if query.slot != Slot.PERSON or query.gap != Gap.DONE_TO or query.suffers or match is None:
            return False
        named = {s for name in query.names for s in stems(name)}
        return bool(named.intersection(query.subject)) and match.doer != Fit.AGREES

    @cached_property
    def _of_another_subject(self) -> bool:
        """Tell whether the verb is not said, and somebody else does whatever is done with the one asked about."""
        query, sentence = self._query, self._sentence
        named = {s for name in query.names for s in stems(name)}.intersection(query.subject)
        if self._told or not named or query.copula or query.slot not in _IN_ONE_CLAUSE:
            return False
        first = next(iter(self._clauses.verbs(0, len(sentence.words))), 0)
        asked = [i for i, w in enumerate(sentence.words) if named & ({w.stem} | sentence.named.get(i, frozenset()))]
        return bool(asked) and min(asked) > first and any(i < first for i in sentence.persons)

    def _inside(self, piece: Piece) -> list[int]:
        return [i for i, w in enumerate(self._sentence.words) if piece.start <= w.start < piece.end]

    def _apart(self, piece: Piece) -> bool:
        """Tell whether the piece stands in a clause other than the one that says what is asked."""
        query, words, inside = self._query, self._sentence.words, self._inside(piece)
        if not inside or query.slot not in _IN_ONE_CLAUSE or (query.slot == Slot.PLACE and query.focus):
            return False
        if self._told:
            return not any(self._one(f.at, inside) and not self._past_another(f.at, inside) for f in self._told)
        asked = [i for i in range(len(words)) if i not in inside and _asked(query, self._sentence, i)]
        if query.slot == Slot.TIME and query.predicate is None:
            told = [i for i in asked if not self._meant(i, inside)]
            if asked and not told:
                return True
            asked = told
        return bool(asked) and not any(self._one(i, inside) for i in asked)

    def _on_the_other_side(self, piece: Piece) -> bool:
        """Tell whether the piece does what it is asked to whom, or to what, it was done."""
        match, inside = self._match, self._inside(piece)
        if match is None or match.differs or not inside or not self._query.suffers or self._query.gap != Gap.DONE_TO:
            return False
        doer = match.frame.doer if self._clauses.verbs(match.frame.at, match.frame.at + 1) else None
        return doer is not None and doer[0] <= inside[0] and inside[-1] < doer[1]

    def _only_tells(self, piece: Piece) -> bool:
        """Tell whether the piece is who says it, where something else is asked: "…, Mayor Roe said on Monday"."""
        query, words, inside = self._query, self._sentence.words, self._inside(piece)
        if query.slot not in {Slot.PERSON, Slot.GROUP} or not inside or not self._told or query.predicate in _SAY:
            return False
        beside = [words[i] for i in (inside[-1] + 1, inside[-1] + 2, inside[0] - 1) if 0 <= i < len(words)]
        tells = any(w.stem in _SAY and self._clauses.verbs(words.index(w), words.index(w) + 1) for w in beside)
        return tells and not any(f.doer is not None and f.doer[0] <= inside[0] < f.doer[1] for f in self._told)

    def _meant(self, at: int, inside: list[int]) -> bool:
        """Tell whether a word behind the time is only what was meant by it: "won on Sunday to reach the final"."""
        low = [w.text.lower() for w in self._sentence.words[inside[-1] + 1 : at]]
        return any(a == "to" and b in VERBS for a, b in pairwise(low))

    def _one(self, at: int, inside: list[int]) -> bool:
        """Tell whether the word `at` stands in the clause of the piece, or one clause goes on from the other.

        So it is with "on Monday, when she …", with "2 May: opening", and with what "which" speaks of.
        """
        own, told, words = self._clauses.at(inside[0]), self._clauses.at(at), self._sentence.words
        if own[0] < told[1] and told[0] < own[1]:
            return True
        later = max(own[0], told[0])
        opener = words[later].text.lower()
        if min(own[1], told[1]) != later or opener in _OPENERS:
            return False
        if opener in _RELATIVES and told[0] < own[0]:
            first, end = self._clauses.antecedent(own)
            return first <= at < end
        if opener in _CIRCUMSTANCES:
            return True
        between = words[told[1] : inside[0]] if told[0] < own[0] else words[inside[-1] + 1 : told[0]]
        return all(is_stop(w) for w in between)

    def _past_another(self, at: int, inside: list[int]) -> bool:
        """Tell whether another verb than the one asked for has the piece: "born in Oslo and raised in Bergen"."""
        laid = self._clauses
        own = laid.at(inside[0])
        if self._query.slot not in {Slot.TIME, Slot.PLACE} or not laid.verbs(at, at + 1) or not own[0] <= at < own[1]:
            return False
        if at < inside[0]:
            return bool(laid.verbs(at + 1, inside[0]))
        return at not in inside and bool(laid.verbs(own[0], inside[0]))

    def _of_another(self, piece: Piece) -> bool:
        """Tell whether a name of the question is missing, and the sentence has another of its kind in its place."""
        query, sentence, article = self._query, self._sentence, self._ranked.article
        if _BACK.search(sentence.text):
            return False
        for name in query.names:
            words = frozenset(stems(name))
            if not words or self._stands(words):
                continue
            if any(w.stem in words for w in sentence.words):
                return True  # a part of it stands in another name
            kinds = {e.kind for e in article.entities if refers(words, e)}
            if query.slot == Slot.PLACE:
                kinds.discard(EntityKind.PLACE)
            others = (e for e in article.entities if e.kind in kinds and e is not piece.entity)
            if any(sentence.range.start <= m.start < sentence.range.end for e in others for m in e.mentions):
                return True
        return False

    def _stands(self, name: frozenset[str]) -> bool:
        """Tell whether a word of the name stands in the sentence, and not in another name."""
        known = self._sentence.named
        return any(
            bool(name & known[i]) if i in known and w.stem not in name else w.stem in name and self._may_be(name, i)
            for i, w in enumerate(self._sentence.words)
        )

    def _may_be(self, name: frozenset[str], i: int) -> bool:
        """Tell whether the word is no part of a longer name that lacks the rest: "Cambridge Dictionary"."""
        names = self._sentence.named.get(i)
        return names is None or name <= names or names <= name or len(name) == 1 or i in self._sentence.persons

    def _since(self, piece: Piece) -> bool:
        """Tell whether the piece is the time since which it was not: "their first final since 2004"."""
        if self._query.slot != Slot.TIME or _ASKS_SINCE.search(self._query.question):
            return False
        return _SINCE.search(self._sentence.text[max(0, piece.start - 10) : piece.start]) is not None

    @cached_property
    def of_another_one(self) -> bool:
        """Tell whether the sentence speaks of another one than is asked about: "a similar crash", "the last vote"."""
        query, words = self._query, self._sentence.words
        asks = query.slot in _IN_ONE_CLAUSE | _FIGURES | {Slot.TRUTH} and not _ASKS_OTHER.search(query.question)
        if query.names or query.years or not asks:
            return False
        for asked in map(family, (*query.subject, *query.object)):
            told = [i for i, w in enumerate(words) if w.stem in asked]
            if told and all(_OTHERS & {w.text.lower() for w in words[max(0, i - 2) : i]} for i in told):
                return True
        return False

    @cached_property
    def _of_somebody(self) -> bool:
        """Tell whether "he" or "she" does or suffers it, and a thing is asked about: "she was flown to Oslo"."""
        query = self._query
        if query.slot not in {Slot.TIME, Slot.PLACE} or query.names or not query.subject or not self._told:
            return False
        asked = [w for w in tokens(query.question) if w.stem in query.subject]
        return not may_act(asked) and all(self._is_somebody(f.doer or f.done_to) for f in self._told)

    def _is_somebody(self, part: Place | None) -> bool:
        return part is not None and [w.text.lower() for w in self._sentence.words[slice(*part)]] in (["he"], ["she"])

    def _of_another_year(self, piece: Piece) -> bool:
        """Tell whether another number stands nearer to the year asked about: "5 million, up from 4 million in 2022"."""
        if self._query.slot not in _FIGURES or len(self._query.years) != 1:
            return False
        at = self._sentence.text.find(self._query.years[0])
        pieces = [p for p in self._ranked.pieces if self._sentence.text[p.start : p.end] != self._query.years[0]]
        if at < 0 or len(pieces) < _SEVERAL:
            return False
        nearest = min(pieces, key=lambda p: (max(at - p.end, p.start - at), p.start))
        return piece.end <= nearest.start or nearest.end <= piece.start

    def _of_another_verb(self, piece: Piece) -> bool:
        """Tell whether a number is what another verb counts: "killing the driver and injuring 18 people"."""
        inside = self._inside(piece)
        if self._query.slot != Slot.NUMBER or not self._told or not inside:
            return False
        words = self._sentence.words
        if not all(words[f.at].text.endswith("ing") or self._clauses.verbs(f.at, f.at + 1) for f in self._told):
            return False
        first, last = self._clauses.between(inside[0], inside[-1])
        return not any(first <= frame.at <= last for frame in self._told)

    def _behind_another_place(self, piece: Piece) -> bool:
        """Tell whether it is asked what is in one place, and the piece stands behind "in" another one."""
        figure = self._query.slot in _FIGURES | {Slot.TIME}
        return figure and behind_another_place(self._query, self._sentence.text, piece.start)

    def _in_another_place(self, piece: Piece) -> bool:
        """Tell whether places in one place are asked for, and the piece lies in another: "Roe in Oman, Poe in Mali"."""
        query, text = self._query, self._sentence.text
        if query.slot != Slot.PLACE:
            return False
        for name in query.names:
            led = rf"\bin {re.escape(name)}\b"
            if not re.search(led, query.question, re.IGNORECASE):
                continue
            found = re.search(led, text, re.IGNORECASE)
            if found and not (piece.end <= found.start() and _LISTED.fullmatch(text, piece.end, found.start())):
                return True
        return False

    def _whose(self, piece: Piece) -> bool:
        """Tell whether the piece only says whose it is: "the mayor's two sons did it", "Amazon's Prime Video"."""
        text = self._sentence.text
        if self._query.slot == Slot.PLACE and _OWNS_NAME.match(text, piece.end):
            return True
        match = self._match
        if self._query.slot not in {Slot.PERSON, Slot.GROUP} or match is None or match.fill is None:
            return False
        words = self._sentence.words
        within = words[match.fill[0]].start <= piece.start and piece.end < words[match.fill[1] - 1].start
        return within and _OWNS.match(text, piece.end) is not None

    def _where_from(self, piece: Piece) -> bool:
        """Tell whether the piece is where something came from, which is not where it is or went."""
        query = self._query
        if query.slot != Slot.PLACE or query.focus or _ASKS_FROM.search(query.question):
            return False
        return _FROM.search(self._sentence.text[: piece.start]) is not None

    def _of_another_sort(self, piece: Piece) -> bool:
        """Tell whether a sort of thing is asked for, and nothing says that the piece is one."""
        query, words, inside = self._query, self._sentence.words, self._inside(piece)
        if query.slot != Slot.THING or not query.focus or not inside:
            return False
        sort = query.focus[-1]
        generic = query.kind == AnswerKind.WHICH and not any(words[i].text[0].isupper() for i in inside)
        if generic and sort in family(words[inside[-1]].stem):
            return True  # "a tropical storm" does not tell which
        if self._typed(piece, words[inside[0]]) or sort in family(words[inside[-1]].stem):
            return False
        return not any(
            sort in family(word.stem) and self._said_of(piece, word) for i, word in enumerate(words) if i not in inside
        )

    def _typed(self, piece: Piece, first: Token) -> bool:
        """Tell whether the piece itself tells its sort: a title in quotation marks, or "Hurricane Roe"; or the verb."""
        query = self._query
        if WORKS.intersection(query.focus) and self._sentence.text[piece.start - 1 : piece.start] in _QUOTES:
            return True
        named = query.focus[-1] in family(first.stem) or in_gap(self._ranked, piece, self._match)
        return first.text[0].isupper() and named

    def _said_of(self, piece: Piece, sort: Token) -> bool:
        """Tell whether a sort is said of the piece: "the word “selfie”", "Roe, one of the best strips"."""
        text = self._sentence.text
        if sort.end <= piece.start:
            return _NAMES_IT.fullmatch(text, sort.end, piece.start) is not None
        return _BEHIND_SORT.fullmatch(text, piece.end, sort.start) is not None


def _asked(query: Query, sentence: Sentence, i: int) -> bool:
    here = family(sentence.words[i].stem) | sentence.named.get(i, frozenset())
    return any(t.stem in here for t in query.terms)
