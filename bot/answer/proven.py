"""Whether a sentence proves what it seems to answer. Pure: rules of language, no fitted numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.answer import governed, measured, no_part, worth
from bot.answer.clauses import Fit, Sentence, agreements, asserted, lay_out
from bot.answer.families import converse, family, opposite
from bot.answer.gaps import counts, misplaced, stranded
from bot.answer.governed import NEGATION
from bot.answer.match import Match, matched
from bot.answer.names import stems
from bot.answer.passages import Choice, choices
from bot.answer.patterns import REASONS
from bot.answer.query import Query, Slot
from bot.answer.rank import FEATURES, Ranked, told_on
from bot.answer.retrieve import Weighed
from bot.answer.spans import Piece
from bot.answer.tables import NUMBER_WORDS
from bot.answer.words import is_past, is_stop, stem, tokens
from bot.answer.worth import of_other_days, short
from bot.answer.yes_no import AHEAD, all_said, contradicts
from bot.model.answer import AnswerKind
from bot.model.base import Range
from bot.model.time import Precision

_AROUND = FEATURES.index("covered around")
LOOSE = frozenset({Slot.THING, Slot.WORDS, Slot.TRUTH, Slot.REASON})


def choose(query: Query, weighed: Weighed, ranked: Sequence[Ranked], on: date) -> tuple[Choice, bool]:
    """Return the best choice that its sentence proves, and True; or the best of all, and False."""
    found = choices(query, ranked, on)
    near = [c for c in found if c.ranked.score >= ranked[0].score - _NEAR]
    proven = [c for c in near if not unproven(query, weighed, c)]
    if query.kind == AnswerKind.YES_NO and proven and any(contradicts(c, proven[0]) for c in found):
        proven = []
    return (_newest(query, proven), True) if proven else (found[0], False)


def _newest(query: Query, proven: Sequence[Choice]) -> Choice:
    """Return the best choice, or of a count what an article written later says as plainly: counts grow."""
    best = proven[0]
    if query.slot != Slot.NUMBER or not plain(query, best):
        return best
    later = [c for c in proven[1:] if told_on(c.ranked.article) > told_on(best.ranked.article)]
    plainly = [c for c in later if c.ranked.score > best.ranked.score - _AS_WELL and plain(query, c)]
    return max(plainly, key=lambda c: told_on(c.ranked.article), default=best)


_AS_WELL = 1.5
"""How far below the best sentence, in the score of ranking, a newer one may stand that takes its place."""


_NEAR = 3.0
"""How far below the best sentence, in the score of ranking, another may still answer in its place."""


def plain(query: Query, choice: Choice) -> bool:
    """Tell whether a short question is answered by a sentence that says all of it: then it needs no likelihood."""
    first, piece = choice.ranked, choice.piece
    if query.kind == AnswerKind.YES_NO:
        told = sum(t.weight >= 1.0 and t.stem not in LIGHT for t in query.terms)
        return short(query) and told > _ENOUGH and (choice.match is None or choice.match.agrees)
    if piece is None or not short(query) or (piece.doubt and not choice.filled) or query.slot in LOOSE:
        return False
    if _headline_says(query, choice):
        return True
    own = measured.said_by(query, first, piece)
    if query.subject and query.object and query.predicate not in LIGHT:
        match = choice.match  # who does it to whom has to be told too
        if match is None or not match.agrees or (query.names and Fit.OPEN in (match.doer, match.done_to)):
            return False
    elif len(query.names) > 1 and not (choice.match is not None and choice.match.agrees):
        return False
    here = {word.stem for word in first.sentence.words}.union(*first.sentence.named.values())
    said = [t for t in query.terms if t.weight >= 1.0 and t.stem not in LIGHT and t.stem not in _degree(query) | own]
    heads = {s[:_ROOT] for s in here if len(s) >= _ROOT}
    return len(said) >= _ENOUGH - bool(own) and all(here & family(t.stem) or t.stem[:_ROOT] in heads for t in said)


_ROOT = 5
"""Letters that words of one root share where the stemmer keeps them apart ("march", "marcher")."""
_ENOUGH = 2
"""Words that a question has to have, if all of them being said is to prove anything."""


def _headline_says(query: Query, choice: Choice) -> bool:
    """Tell whether the headline says all that is asked of whom the piece names: the lede often says it in part."""
    piece, headline = choice.piece, choice.ranked.article.headline
    if piece is None or query.slot != Slot.PERSON or len(headline) > _HEADLINE:
        return False
    words = tokens(headline)
    here = {w.stem for w in words}
    if not all(here & family(t.stem) for t in query.terms):
        return False
    match = matched(query, Sentence(Range(start=0, end=len(headline)), words, {}, frozenset(), headline))
    if match is None or match.fill is None or match.differs:
        return False
    at, asked = words[match.frame.at].start, {t.stem for t in query.terms}
    if governed.denied(headline, at, asked) or governed.left_open(headline, at, asked):
        return False
    return worth.key(choice.ranked, piece)[-1:] == (words[match.fill[1] - 1].stem,)


_HEADLINE = 200
"""Characters of a headline that is read as a sentence."""


def _degree(query: Query) -> frozenset[str]:
    """Return the words that a measure stands for: "how wide" is told by any length."""
    return frozenset(query.focus) if query.measure else frozenset()


def unproven(query: Query, weighed: Weighed, choice: Choice) -> bool:
    """Tell whether the sentence cannot prove an answer, however well it ranks.

    Yes or no needs all that is asked in one sentence. Else a piece of the type asked for has to be here that says more
    than the question does; a long question of which most is said here needs no more. A short one needs what is asked
    (the verb) and of whom (the rarest word of each name) said here or beside it, and not of another. Who someone is or
    who holds a role, only an introduction proves (`records.described`).
    """
    first = choice.ranked
    if query.slot in _NAMED and choice.piece is not None and _only_asked(query, first, choice.piece):
        return True
    if choice.piece is not None and measured.of_another(query, first, choice.piece):
        return True
    if no_part.unfit(query, choice) or withheld(query, choice):
        return True
    if numbers_missing(query, first) or (query.kind == AnswerKind.YES_NO and not all_said(query, first)):
        return True
    return _untyped(query, choice) if _much_said(query, first) else _short_unproven(query, weighed, choice)


def withheld(query: Query, choice: Choice) -> bool:
    """Tell whether the sentence does not tell as a fact what is asked: it denies, doubts, asks or only supposes it.

    To yes or no a denial is an answer.
    """
    text, places = choice.ranked.sentence.text, _places(query, choice)
    asked = {t.stem for t in query.terms}.union({query.predicate} if query.predicate else ())
    timed = choice.piece if query.slot == Slot.TIME else None
    if timed is not None:
        if governed.off(text, timed.start, timed.end, asked):
            return False  # it is told with that
        if governed.of_the_change(text, timed.start, timed.end, asked) or governed.left_open(text, timed.start, asked):
            return True
    if all(governed.left_open(text, at, asked) for at in places):
        return True
    if query.kind == AnswerKind.YES_NO or NEGATION.search(query.question):
        return False
    if timed and _UNTIL.search(text, places[0]):
        return False
    tells = (governed.denied, governed.left_open, governed.untold)
    return all(any(one(text, at, asked) for one in tells) for at in places)


_UNTIL = re.compile(r"\b(?:until|till|before)\b", re.IGNORECASE)
"""What is not before a day is then: "is not expected to return until May"."""


def _places(query: Query, choice: Choice) -> list[int]:
    """Return where the sentence says what is asked: at its verb, else at the piece, else at the last word asked."""
    words = choice.ranked.sentence.words
    verbs = family(query.predicate) if query.predicate else frozenset()
    if said := [w.start for w in words if w.stem in verbs]:
        return said
    if choice.match is not None:
        return [words[choice.match.frame.at].start]
    if choice.piece is not None:
        return [choice.piece.start]
    asked = {t.stem for t in query.terms}
    return [max((w.start for w in words if w.stem in asked), default=0)]


def _short_unproven(query: Query, weighed: Weighed, choice: Choice) -> bool:
    if _headline_says(query, choice):
        return False
    led_elsewhere = choice.piece is not None and stranded(query, choice.ranked, choice.piece, choice.match)
    unfit = not choice.belongs or led_elsewhere or _says_something_else(query, choice)
    return unfit or _unproven_here(query, weighed, choice)


def _says_something_else(query: Query, choice: Choice) -> bool:
    """Tell whether the only reason told is what the question says, or a demand stands where words are asked for."""
    elsewhere = {Slot.REASON: REASONS[0][1], Slot.WORDS: _DEMANDS}.get(query.slot)
    return choice.piece is None and elsewhere is not None and bool(elsewhere.search(choice.ranked.sentence.text))


_DEMANDS = re.compile(r"\b(?:call|ask|push|appeal)(?:s|ed|ing)? for\b", re.IGNORECASE)
"""Who calls for something is not told to have said anything about it."""


def _unproven_here(query: Query, weighed: Weighed, choice: Choice) -> bool:
    first = choice.ranked
    if _said_of_another(query, choice) or (query.kind != AnswerKind.YES_NO and _denied(query, choice)):
        return True
    if query.slot in _NAMED and not query.window and not {t.stem for t in query.terms} - set(query.focus):
        return True  # "which word?" asks of nothing
    if missing(query, weighed, first) or year_missing(query, first) or _confused(query, first) or _gone(query, first):
        return True
    if choice.filled and _whole_said(query, first):
        return _wished(query, choice) or (choice.piece is not None and not counts(query, first, choice.piece))
    named = {s for name in query.names for s in stems(name)}
    only = not query.names or named.issuperset(query.subject)
    bare = query.slot == Slot.THING and query.predicate is None and only and not (query.object or query.focus)
    introduces = query.copula and (query.kind == AnswerKind.WHO or bare)
    if introduces or _untyped(query, choice) or _says_nothing(query, first):
        return True
    return not_said(query, first) and not (
        choice.piece and measured.said_by(query, first, choice.piece) & {query.predicate}
    )


def _untyped(query: Query, choice: Choice) -> bool:
    if choice.piece is None:
        return query.slot not in LOOSE
    if query.slot == Slot.TIME and _at_the_wrong_time(query, choice.ranked, choice.piece):
        return True
    return not counts(query, choice.ranked, choice.piece) or misplaced(query, choice.ranked, choice.piece)


def _at_the_wrong_time(query: Query, first: Ranked, piece: Piece) -> bool:
    """Tell whether a time cannot be the one asked for: past already, outside the days asked about, or too vague."""
    if query.will and _gone_by(first, piece):
        return True
    start, end = first.sentence.range.start + piece.start, first.sentence.range.start + piece.end
    times = [t for t in first.article.time_expressions if t.start < end and start < t.end and t.earliest]
    return bool(times) and all(t.precision == Precision.VAGUE or of_other_days(query, t) for t in times)


def _denied(query: Query, choice: Choice) -> bool:
    """Tell whether the question asks what is not, and the sentence tells what is, or the other way round."""
    asked = bool(NEGATION.search(query.question))
    if asked:
        return not NEGATION.search(choice.ranked.sentence.text)
    if choice.match is None or not choice.filled:
        return False
    words = choice.ranked.sentence.words
    return any(NEGATION.fullmatch(w.text) for w in words[max(0, choice.match.frame.at - 3) : choice.match.frame.at])


def _only_asked(query: Query, first: Ranked, piece: Piece) -> bool:
    """Tell whether a piece only says again what the question says; of "X or Y" one is the answer."""
    if _EITHER.search(query.question):
        return False
    words = [w for w in first.sentence.words if piece.start <= w.start < piece.end and not is_stop(w)]
    asked = {t.stem for t in query.terms}.union(query.focus, query.years)
    asked |= {short for short, long in _SHORT_NAMES.items() if long <= asked}
    return all(w.stem in asked for w in words)


_NAMED = frozenset({Slot.THING, Slot.PERSON, Slot.PLACE, Slot.GROUP})
_SHORT_NAMES = {stem("US"): frozenset(stems("United States")), stem("UK"): frozenset(stems("United Kingdom"))}
"""Stems of a country's short name, and those of its long one: "the US" and "the U.S." are one answer."""
_EITHER = re.compile(r"\bor\b", re.IGNORECASE)


def _confused(query: Query, first: Ranked) -> bool:
    """Tell whether the question tells two words of a family apart ("storm", "hurricane") and the sentence lacks one."""
    asked = {t.stem for t in query.terms if t.weight >= 1.0}
    apart = {s for s in asked if (asked - {s}) & family(s)}
    here = {word.stem for word in first.sentence.words}.union(*first.sentence.named.values())
    return bool(apart - here) or _ASKS_TWO.search(query.question) is not None


_ASKS_TWO = re.compile(r"^who\b.*\b(?:whom|what)\b", re.IGNORECASE)
"""Two things are asked at once: one piece is no answer."""


def _gone(query: Query, first: Ranked) -> bool:
    """Tell whether it is asked what will be, and the sentence tells only of times gone by."""
    if not query.will or _COMING.search(first.sentence.text):
        return False
    place, written = first.sentence.range, told_on(first.article)
    times = [t.latest for t in first.article.time_expressions if place.start <= t.start < place.end and t.latest]
    return bool(times) and all(t.toordinal() <= written for t in times)


def missing(query: Query, weighed: Weighed, first: Ranked) -> bool:
    """Tell whether what the question is about stands nowhere near: a name's rarest word, or its subject at all."""
    subject = [s for s in query.subject if s not in _ORDER]
    if not query.names and subject and not any(family(s) & first.stems for s in subject):
        return True
    if query.slot == Slot.TIME and query.object and not any(family(s) & first.stems for s in query.object):
        return True
    return any(_rarest(name, weighed) not in first.stems for name in query.names if stems(name))


_ORDER = frozenset({stem("last"), stem("next"), stem("first")})


def _gone_by(first: Ranked, piece: Piece) -> bool:
    """Tell whether a time lies before the day on which its article was written."""
    start, end = first.sentence.range.start + piece.start, first.sentence.range.start + piece.end
    written = told_on(first.article)
    times = (t for t in first.article.time_expressions if t.start < end and start < t.end and t.latest)
    return any(t.latest is not None and t.latest.toordinal() < written for t in times)


def _said_of_another(query: Query, choice: Choice) -> bool:
    """Tell whether the sentence says it of someone or something else, or of another time."""
    match, told = choice.match, choice.ranked.agreement
    if match is not None and (match.differs or _at_another_time(query, choice.ranked, match)):
        return True
    if query.slot in _OF_SUBJECT and query.suffers and match is not None and _done_by_others(choice, match):
        return True
    if query.slot in _OF_SUBJECT and query.subject and told is not None and told.subject == Fit.DIFFERS:
        return match is None or not match.agrees
    return query.slot == Slot.PERSON and told is not None and told.object == Fit.DIFFERS


_NUMBERS = {stem(word): n for word, n in NUMBER_WORDS.items()}


def _done_by_others(choice: Choice, match: Match) -> bool:
    """Tell whether it is asked what was done to somebody, and others do it, to nobody named: "members voted"."""
    words = choice.ranked.sentence.words
    to = [w.text.lower() for w in words[slice(*match.frame.done_to)]] if match.frame.done_to else []
    return match.done_to != Fit.AGREES and match.frame.doer is not None and not _PRONOUNS.intersection(to)


_PRONOUNS = frozenset("him her it them who whom which that".split())
_OF_SUBJECT = frozenset({Slot.MONEY, Slot.TIME, Slot.PLACE})


def numbers_missing(query: Query, first: Ranked) -> bool:
    """Tell whether the question names a number that stands neither here nor nearby: it is about something else."""
    asked = {t.stem for t in query.terms if t.stem[0].isdigit()} - set(query.years)
    return bool(asked - first.stems - {n for word, n in _NUMBERS.items() if word in first.stems})


def _at_another_time(query: Query, first: Ranked, match: Match) -> bool:
    """Tell whether the question asks what will be done, and the clause tells what has been done."""
    if not query.will:
        return False
    words, at = first.sentence.words, match.frame.at
    before = {w.text.lower() for w in words[max(0, at - 4) : at]}
    return (words[at].text.lower().endswith("ed") or is_past(words[at].text)) and not before & AHEAD


_COMING = re.compile(
    r"\b(?:will|would|shall|going\sto|(?:is|are|was|were|due|set|plans?|planned|expected|scheduled|likely|hopes?|wants?"
    r"|intends?|slated|poised|aims?)\sto)\b|['’]ll\b",
    re.IGNORECASE,
)


def _wished(query: Query, choice: Choice) -> bool:
    """Tell whether what the question takes for done is only wished, possible or to come."""
    if choice.match is None or not query.past or query.will:
        return False
    return not asserted(choice.ranked.sentence, choice.match.frame.at)


def _whole_said(query: Query, first: Ranked) -> bool:
    """Tell whether all that the question gives of who does what to whom stands in the sentence."""
    here = {word.stem for word in first.sentence.words}.union(*first.sentence.named.values())
    return all(here & family(s) for s in (*query.subject, *query.object) if s not in LIGHT)


def _says_nothing(query: Query, first: Ranked) -> bool:
    """Tell whether an open question has nothing by which a sentence could be its answer."""
    if query.kind != AnswerKind.OTHER:
        return False
    if query.focus:
        return not family(query.focus[-1]) & first.stems
    return not query.names and (query.predicate is None or query.predicate in LIGHT) and not query.copula


def _much_said(query: Query, first: Ranked) -> bool:
    """Tell whether so much else of a long question is said here that it does not hang on its verb."""
    return not short(query) and first.features[_AROUND] >= _MOST


_MOST = 0.6
"""Share of the weight of a long question's words that has to be here; a reader's has three or four words."""


def not_said(query: Query, first: Ranked) -> bool:
    """Tell whether what is asked (the verb) is not said here; nor beside it, of the one who is asked about."""
    if query.predicate is None or (query.slot == Slot.MONEY and query.predicate in _PRICED):
        return False
    light = LIGHT - _BOUNDS if query.slot == Slot.TIME else LIGHT
    if query.predicate == _HOST and _VENUES.intersection(query.focus):
        return False
    if query.predicate in light:
        return _only_wished(query, first, family(query.predicate))
    denied = opposite if query.kind == AnswerKind.YES_NO else converse
    said = frozenset[str]().union(*(family(v) | denied(v) for v in {query.predicate, *query.verbs} - light))
    if any(w.stem in said for w in first.sentence.words):
        return _only_wished(query, first, said)
    of_sort = query.slot == Slot.THING and query.kind == AnswerKind.WHICH
    if short(query) and (of_sort or (query.slot in _SAID_HERE and not query.focus)):
        return True
    return not said & first.stems or _of_another_beside(query, first, said)


def _of_another_beside(query: Query, first: Ranked, said: frozenset[str]) -> bool:
    """Tell whether what is asked is said in a sentence beside this one, but not of the one who is asked about."""
    n = first.hit.sentence
    beside = [first.article.sentences[i] for i in (n - 1, n + 1) if 0 <= i < len(first.article.sentences)]
    told = [
        a
        for s in beside
        for a in agreements(lay_out(first.article, s), said, query.subject, query.object, query.passive)
    ]
    if not told:
        return False
    return not any(Fit.AGREES in (a.subject, a.object) and Fit.DIFFERS not in (a.subject, a.object) for a in told)


def _only_wished(query: Query, first: Ranked, verbs: frozenset[str]) -> bool:
    """Tell whether what is asked as done is only wished for or possible wherever the sentence says it."""
    if not query.past or query.future or query.kind == AnswerKind.YES_NO:
        return False
    here = [i for i, w in enumerate(first.sentence.words) if w.stem in verbs]
    return bool(here) and not any(asserted(first.sentence, i) for i in here)


_BOUNDS = family(stem("start"))
"""When something starts is told only where a start is told."""
_HOST = stem("host")
_VENUES = frozenset(stem(noun) for noun in "stadium arena venue hall city town museum".split())
"""Whoever asks which of these hosts something asks where it is."""
_SAID_HERE = frozenset({Slot.PLACE, Slot.TIME})
"""Where and when something is done is told where it is told that it is done."""


def _rarest(name: str, weighed: Weighed) -> str:
    return max(stems(name), key=lambda s: weighed.rarity.get(s, 0.0))


LIGHT = frozenset(
    stem(verb)
    for verb in (
        "be hold happen occur take schedule plan expect set start begin do have due come go get make see use name call "
        "become include know give face work follow involve describe locate play stage bring".split()
    )
)
"""Verbs that say too little for their absence to prove anything."""
_PRICED = family("cost") | family("price") | family("worth")


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def year_missing(query: Query, first: Ranked) -> float:
    """Return 1 if the question names a year of which neither the sentence nor the article's own date tells."""
    years = set(query.years)
    place = first.sentence.range
    told = {t.value[:4] for t in first.article.time_expressions if place.start <= t.start < place.end}
    told |= set(_YEAR.findall(first.sentence.text)) | set(_YEAR.findall(first.article.headline))
    told.add(str(date.fromordinal(told_on(first.article)).year) if told_on(first.article) else "")
    return float(bool(years - told))
