"""How a question's parts lie to a clause: do subject and object agree, and what fills the gap? Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from bot.answer.clauses import Fit, Sentence
from bot.answer.families import converse, family
from bot.answer.frames import Clauses, Frame, Place, frames
from bot.answer.names import stems
from bot.answer.patterns import CALENDAR
from bot.answer.query import Gap, Query, Slot
from bot.answer.words import Token, is_stop, stem


class Match(NamedTuple):
    """A clause that says what is asked: how the doer and what it is done to fit, and the words that fill the gap."""

    frame: Frame
    doer: Fit
    done_to: Fit
    fill: Place | None
    held: float

    @property
    def agrees(self) -> bool:
        """Tell whether nothing differs and something agrees."""
        return min(self.doer, self.done_to) >= 0 and max(self.doer, self.done_to) > 0

    @property
    def differs(self) -> bool:
        """Tell whether it is said of someone or something else."""
        return Fit.DIFFERS in (self.doer, self.done_to)


class _Parts(NamedTuple):
    """What the question gives: stems of the doer, of what it is done to, and of the names among both."""

    doer: tuple[str, ...]
    done_to: tuple[str, ...]
    names: frozenset[str]


def matched(query: Query, sentence: Sentence) -> Match | None:
    """Return the clause of the sentence that fits the question best; None if none says what is asked."""
    if query.predicate is None:
        return None
    names = frozenset(s for name in query.names for s in stems(name))
    before, after = query.subject, query.object
    by = after if query.passive else ()
    parts = _Parts(by, before, names) if query.suffers else _Parts(before, after, names)
    others = converse(query.predicate)
    found = [*_attributed(query, sentence, parts)]
    found += [_matched(query, sentence, parts, f, others) for f in frames(sentence, family(query.predicate) | others)]
    return max(found, key=lambda m: (m.agrees, not m.differs, m.held, _named(query, sentence, m)), default=None)


def _named(query: Query, sentence: Sentence, match: Match) -> bool:
    """Tell whether somebody or something is named in the gap, where a name is asked for."""
    if query.slot not in _NAMES or match.fill is None:
        return False
    return any(word.text[0].isupper() for word in sentence.words[slice(*match.fill)])


_NAMES = frozenset({Slot.PERSON, Slot.GROUP})


def _matched(query: Query, sentence: Sentence, parts: _Parts, frame: Frame, others: frozenset[str]) -> Match:
    word = sentence.words[frame.at]
    turned = word.stem in others and not (frame.at and sentence.words[frame.at - 1].text.lower() in _OWNED)
    if turned:
        frame = frame._replace(doer=frame.done_to, done_to=frame.doer)
    laid = Clauses(sentence)
    own = next(iter(laid.verbs(frame.at + 1, len(sentence.words))), len(sentence.words))
    behind = [place for lead, place in frame.behind if lead != "by" and place != frame.doer and place[0] < own]
    doer = _fit(sentence, parts.doer, [frame.doer], parts.names)
    done_to = _fit(sentence, parts.done_to, [frame.done_to, *behind], parts.names)
    if done_to != Fit.AGREES and _holds_names(sentence, parts.done_to, parts.names, frame.doer):
        done_to = Fit.DIFFERS
    if doer != Fit.AGREES and _holds_names(sentence, parts.doer, parts.names, frame.done_to):
        doer = Fit.DIFFERS
    if done_to == Fit.OPEN and frame.done_to is None and frame.doer:
        before = (frame.clause[0], frame.doer[0])  # "Takaichi answered an endorsement from Trump"
        done_to = Fit.AGREES if _holds_names(sentence, parts.done_to, parts.names, before) else Fit.OPEN
    fill = {Gap.DOER: frame.doer, Gap.DONE_TO: frame.done_to}.get(query.gap)
    if query.stranded:
        fill = next((place for lead, place in frame.behind if lead == query.stranded), None)
    here = _stems(sentence, frame.clause)
    asked = {*parts.doer, *parts.done_to}
    held = len(asked & here) / len(asked) if asked else 0.0
    return Match(frame, doer, done_to, fill, held)


def _attributed(query: Query, sentence: Sentence, parts: _Parts) -> Iterable[Match]:
    """Return "according to Kyodo News" as a clause whose doer tells the rest of the sentence."""
    if query.predicate not in _TELLING or query.gap != Gap.DOER:
        return
    for i, word in enumerate(sentence.words[:-2]):
        if word.text.lower() == "according" and sentence.words[i + 1].text.lower() == "to":
            end = next((j for j in range(i + 2, len(sentence.words)) if not _in_name(sentence, j)), len(sentence.words))
            if end > i + 2:
                doer, whole = (i + 2, end), (0, len(sentence.words))
                here = _stems(sentence, whole)
                held = sum(s in here for s in parts.done_to) / max(1, len(parts.done_to))
                told = Fit.AGREES if held > _MOST else Fit.OPEN
                yield Match(Frame(i, doer, whole, (), whole), Fit.OPEN, told, doer, held)


_TELLING = family(stem("say")) | family(stem("report"))
_MOST = 0.6
"""Share of the words of what was told that have to be in the sentence."""


def _in_name(sentence: Sentence, j: int) -> bool:
    joined = sentence.text[sentence.words[j - 1].end : sentence.words[j].start] == " "
    return joined and (sentence.words[j].text[0].isupper() or sentence.words[j].text.lower() in {"the", "of", "for"})


_OWNED = frozenset("a an the his her its their this that".split())


def _fit(sentence: Sentence, wanted: Collection[str], places: list[Place | None], names: frozenset[str]) -> Fit:
    """Compare what is wanted with the words of a part: its names all have to be there, of other words one."""
    given = [place for place in places if place is not None]
    if not wanted or not given:
        return Fit.OPEN
    here = frozenset[str]().union(*(_stems(sentence, place) for place in given))
    close = frozenset(m for s in here for m in family(s))
    named = [s for s in wanted if s in names]
    plain = [s for s in wanted if s not in names]
    if named:
        if all(s in here for s in named):
            return Fit.AGREES
        if any(s in here for s in named):
            return Fit.OPEN
        own = places[0]
        return Fit.DIFFERS if own is not None and _names_other(sentence, own) else Fit.OPEN
    return Fit.AGREES if any(s in close for s in plain) else Fit.OPEN


def _holds_names(sentence: Sentence, wanted: Collection[str], names: frozenset[str], place: Place | None) -> bool:
    named = {s for s in wanted if s in names}
    return place is not None and bool(named) and named <= _stems(sentence, place)


def _names_other(sentence: Sentence, place: Place) -> bool:
    """Tell whether a part names someone or something of its own."""
    inside = range(*place)
    return any(i in sentence.named or (i > 0 and _names(sentence.words[i])) for i in inside)


def _names(word: Token) -> bool:
    return word.text[0].isupper() and not is_stop(word) and not CALENDAR.match(word.text)


def _stems(sentence: Sentence, place: Place) -> frozenset[str]:
    inside: Iterable[int] = range(*place)
    own = frozenset(sentence.words[i].stem for i in inside)
    return own.union(*(sentence.named.get(i, frozenset()) for i in inside))
