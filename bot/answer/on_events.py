"""Questions that an event answers: when something is, what is next, what happens on those days. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from bot.answer import compose, governed
from bot.answer.belongs import behind_another_place
from bot.answer.bounds import bounded
from bot.answer.clauses import Agreement, Fit, Sentence, agreements, lay_out
from bot.answer.compose import Found
from bot.answer.families import LIGHT_VERBS, converse, family
from bot.answer.gazetteer import CONTINENTS, COUNTRIES, WITHIN
from bot.answer.names import refers, stems
from bot.answer.query import Query
from bot.answer.verdict import MAX_LIST, NOTHING, Verdict, newest
from bot.answer.words import stem, tokens
from bot.model.article import Article, Entity
from bot.model.base import Range
from bot.model.event import Event, EventKind, EventStatus
from bot.model.time import Precision

_VISIT = stem("visit")
_BOUNDS = family(stem("start"))
_ENDS = family(stem("end")) | {stem("final")}


class _Match(NamedTuple):
    event: Event
    article: Article
    subject: Fit
    object: Fit
    place: Range

    @property
    def rank(self) -> tuple[int, int, int, float]:
        precise = -self.event.when.precision.rank
        return (int(self.subject) + int(self.object), newest(self.article), precise, self.event.confidence)


def candidates(articles: Iterable[Article]) -> Iterable[tuple[Article, Event]]:
    """Give the events of the articles, each with its article; what is only forecast is none."""
    for article in articles:
        for event in article.events:
            if not event.forecast:
                yield article, event


def _who(article: Article, event: Event) -> list[Entity]:
    return [e for e in article.entities if e.name in event.participants or e.name == event.place]


def _named(words: tuple[str, ...], article: Article, event: Event) -> bool:
    """Tell whether these stems name a participant, the place, or stand in the event's title."""
    entities = _who(article, event)
    if any(refers(words, entity) for entity in entities):
        return True
    here = names_of(article, event)
    return set(words) <= {member for word in here for member in (word, *_close(word))}


def names_of(article: Article, event: Event) -> set[str]:
    """Return the stems of all by which an event may be named: title, kind, place, who takes part, their roles."""
    here = set(stems(event.title)) | set(stems(event.place or "")) | {str(event.kind)}
    here |= {s for part, whole in WITHIN.items() if part <= here for s in whole}
    for name in event.participants:
        here |= set(stems(name))
    for entity in _who(article, event):
        here |= {s for form in (entity.name, *entity.aliases, entity.role or "") for s in stems(form)}
    return here


def _close(word: str) -> frozenset[str]:
    return family(word)


def _match(query: Query, article: Article, event: Event) -> _Match | None:
    """Compare an event with the question; None if it is about something else altogether."""
    if event.kind == EventKind.VISIT and query.predicate and _VISIT in converse(query.predicate):
        turned = {"subject": query.object, "object": query.subject, "predicate": _VISIT}
        query = query.model_copy(update=turned)  # whoever receives somebody is visited
    predicate = family(query.predicate) if query.predicate else frozenset()
    title = set(stems(event.title)) | {stems(str(event.kind))[0] if stems(str(event.kind)) else ""}
    matter = (set(query.subject) | set(query.object)) - {query.predicate}
    light = query.predicate is None or query.predicate in LIGHT_VERBS
    if predicate and not predicate & title and not (light and matter and matter <= title):
        return None
    if light and predicate & _BOUNDS and not predicate & title and _no_start(article, event):
        return None
    best = _best_agreement(query, article, event, predicate or frozenset(title))
    subject = _side(query.subject, article, event, best[0].subject if best else Fit.OPEN)
    if subject == Fit.AGREES and event.kind == EventKind.VISIT and not query.passive:
        subject = _visitor(query, article, event, predicate, best)
    objects = _side(query.object, article, event, best[0].object if best else Fit.OPEN)
    place = best[1] if best else Range(start=event.evidence[0].start, end=event.evidence[0].end)
    return _Match(event, article, subject, objects, place)


def _no_start(article: Article, event: Event) -> bool:
    """Tell whether the time of an event is not when it starts: a week in which it is, or the day on which it ends."""
    told = {t.stem for p in event.evidence for t in tokens(article.body[p.start : p.end])}
    return event.when.precision.coarse or (not told & _BOUNDS and bool(told & _ENDS))


def _side(words: tuple[str, ...], article: Article, event: Event, seen: Fit) -> Fit:
    if not words:
        return Fit.OPEN
    if _named(words, article, event) or seen == Fit.AGREES:
        return Fit.AGREES
    return Fit.DIFFERS


def _visitor(
    query: Query, article: Article, event: Event, predicate: frozenset[str], best: tuple[Agreement, Range] | None
) -> Fit:
    """Tell a visitor from a host: both take part, but only one of them comes."""
    if best and best[0].subject == Fit.AGREES:
        return Fit.AGREES
    if any(e.name in _doers(event) and refers(query.subject, e) for e in article.entities):
        return Fit.AGREES
    title = Sentence(Range(start=0, end=len(event.title)), tokens(event.title), {}, frozenset(), event.title)
    told = agreements(title, predicate or family("visit"), query.subject, ())
    return Fit.DIFFERS if told and told[0].subject == Fit.DIFFERS else Fit.AGREES


def _best_agreement(
    query: Query, article: Article, event: Event, predicate: frozenset[str]
) -> tuple[Agreement, Range] | None:
    """Return the clause that tells of the event in the question's words, among the sentences that prove it."""
    found: list[tuple[Agreement, Range]] = []
    for proof in event.evidence:
        sentence = lay_out(article, proof)
        own = _own_places(sentence, event, predicate)
        clauses = agreements(sentence, predicate, query.subject, query.object, query.passive)
        best = [clause for clause in clauses if clause.place in own][:1]
        found.extend((one, Range(start=proof.start, end=proof.end)) for one in best)
    return max(found, key=lambda f: f[0].score, default=None)


def _doers(event: Event) -> tuple[str, ...]:
    """Return who does it: of a visit the one whom the title names first."""
    title = stems(event.title)
    order = sorted(event.participants, key=lambda name: next((title.index(s) for s in stems(name) if s in title), 99))
    return tuple(order[:1] if event.kind == EventKind.VISIT else order) or ("",)


def _own_places(sentence: Sentence, event: Event, predicate: frozenset[str]) -> set[int]:
    """Return where in the sentence this event is told of, and not another one of its kind."""
    found: list[Agreement] = []
    for name in _doers(event):
        found += agreements(sentence, predicate, stems(name)[-1:], stems(event.place or ""))
    fitting = {a.place for a in found if a.score > -2}
    return fitting or {a.place for a in found if a.subject == Fit.AGREES}


def _title(match: _Match) -> str:
    return match.event.title[:1].upper() + match.event.title[1:]


def _told(match: _Match, on: date) -> str:
    note = " (cancelled)" if match.event.status == EventStatus.CANCELLED else ""
    return f"{_title(match)}: {_worded(match, on)}{note}"


def _worded(match: _Match, on: date) -> str:
    """Write when an event is, with what bounds the time where the article tells it."""
    return bounded(compose.expected(match.event.when, on), *_expression(match))


def event_time(query: Query, articles: Sequence[Article], on: date) -> Verdict:
    """Answer when something is."""
    if not (query.subject or query.object or query.predicate):
        return NOTHING
    matches = [m for a, e in candidates(articles) if (m := _match(query, a, e))]
    agreed = [m for m in matches if Fit.DIFFERS not in (m.subject, m.object) and Fit.AGREES in (m.subject, m.object)]
    if query.window:
        agreed = [m for m in agreed if _overlaps(m.event, query)]
    if query.past and not query.future:  # "when did … visit": what lies ahead has not taken place
        agreed = [m for m in agreed if not m.event.upcoming(on)]
    told = [m for m in agreed if not _withheld(query, m)]
    if told:
        return Verdict(found=_dated(query, told, on))
    if agreed:
        return Verdict(near=_not_as_a_fact(agreed))
    near = [m for m in matches if Fit.AGREES in (m.subject, m.object)]
    return Verdict(near=_missed(near, on) if near else None)


def _expression(match: _Match) -> tuple[str, int, int]:
    """Return the sentence that tells the event's time, and where in it the time begins and ends; 0, 0 if nowhere."""
    place, when = _telling(match), match.event.when
    text = match.article.body[place.start : place.end]
    for time in match.article.time_expressions:
        if time.earliest == when.earliest and time.latest == when.latest and place.start <= time.start < place.end:
            return text, time.start - place.start, time.end - place.start
    return text, 0, 0


def _asked(query: Query) -> set[str]:
    return {t.stem for t in query.terms}.union({query.predicate} if query.predicate else ())


def _withheld(query: Query, match: _Match) -> bool:
    """Tell whether the sentence only asks, supposes or denies that it is then, or tells what had been meant once."""
    text, start, end = _expression(match)
    asked = _asked(query)
    if governed.off(text, start, end, asked):
        return False
    if behind_another_place(query, text, start):
        return True
    if match.event.status == EventStatus.CANCELLED and not governed.stands(
        text
    ):  # "they do not intend to hold it in May" calls nothing off
        return governed.NEGATION.search(text, 0, start) is not None
    return governed.left_open(text, start, asked) or governed.of_the_change(text, start, end, asked)


def _off(query: Query, match: _Match) -> str | None:
    """Return that the event was cancelled or postponed, if its status or the sentence with its time says so."""
    text, start, end = _expression(match)
    if match.event.status == EventStatus.CANCELLED:
        said = governed.off(text, start, end, _asked(query))  # "postponed", without a new date
        return said or (None if governed.stands(text) else governed.Off.CANCELLED)
    if match.event.status == EventStatus.RESCHEDULED:
        return None
    return governed.off(text, start, end, _asked(query))


def _not_as_a_fact(agreed: list[_Match]) -> Found:
    first = max(agreed, key=lambda m: m.rank)
    place = _telling(first)
    text = f"The articles do not tell of that. They do tell of this: {first.article.body[place.start : place.end]}"
    return Found(text, ((first.article, place),), 0.1)


def _overlaps(event: Event, query: Query) -> bool:
    window = query.window
    return window is not None and event.when.earliest <= window.latest and window.earliest <= event.when.latest


def _begins(match: _Match) -> date:
    return match.event.when.earliest


def _apart(one: _Match, other: _Match) -> bool:
    a, b = one.event.when, other.event.when
    return a.latest < b.earliest or b.latest < a.earliest


def _dated(query: Query, agreed: list[_Match], on: date) -> Found:
    agreed.sort(key=lambda m: m.rank, reverse=True)
    first = agreed[0]
    text = _worded(first, on)
    off = _off(query, first)
    if off:
        text = compose.off(off, first.event.when) or text
    beside = [m for m in agreed[1:] if m.place == first.place and m.article is first.article and _apart(first, m)]
    if query.plural and beside and not off:
        text = compose.listed([_worded(m, on) for m in sorted([first, *beside], key=_begins)])
    others = [m for m in agreed[1:] if not off and _conflicts(first, m)]
    if others:
        text += f" (an older article says {_worded(others[0], on)})"
    return Found(text, tuple((m.article, _telling(m)) for m in [first, *others]), 0.6 + 0.35 * first.event.confidence)


def _conflicts(first: _Match, other: _Match) -> bool:
    """Tell whether an older article dates the same event elsewhere, not just less exactly."""
    same = first.event.kind == other.event.kind and set(first.event.participants) == set(other.event.participants)
    a, b = first.event.when, other.event.when
    near = abs((a.earliest - b.earliest).days) < 92
    return same and _apart(first, other) and near and newest(first.article) != newest(other.article)


def _telling(match: _Match) -> Range:
    """Return the sentence of the event that tells its time: of its proofs the one that holds the expression."""
    when = match.event.when
    for proof in match.event.evidence:
        for time in match.article.time_expressions:
            exact = time.earliest == when.earliest and time.latest == when.latest
            if exact and proof.start <= time.start < proof.end:
                return Range(start=proof.start, end=proof.end)
    return match.place


def _missed(near: list[_Match], on: date) -> Found:
    near.sort(key=lambda m: (int(m.object), *m.rank), reverse=True)
    told = near[:2]
    text = "The articles do not tell of that. They do tell of this: " + "; ".join(_told(m, on) for m in told) + "."
    return Found(text, tuple((m.article, _telling(m)) for m in told), 0.1)


def agenda(query: Query, articles: Sequence[Article], on: date) -> Verdict:
    """Answer what is next, or what happens in the days that the question names."""
    window = query.window
    found = []
    for article, event in candidates(articles):
        if window and event.when.earliest <= window.latest and window.earliest <= event.when.latest:
            if event.when.precision.rank <= Precision.SEASON.rank:
                found.append((article, event))
        elif window is None and event.upcoming(on):
            found.append((article, event))
    wanted = {*query.subject, *query.object} - _FILLER - set(stems(window.text) if window else ())
    if window is None or wanted & _name_stems(query):
        wanted &= _name_stems(query)
    about = [(a, e) for a, e in found if _named(tuple(wanted), a, e) or _there(wanted, a, e)] if wanted else found
    chosen = sorted(about, key=lambda f: (f[1].when.earliest, f[1].when.precision.rank))[:MAX_LIST]
    if not chosen:
        text = "The articles tell of nothing on those days." if window else "The articles tell of nothing to come."
        return Verdict(near=Found(text, (), 0.3))
    told = [Told.of(article, event) for article, event in chosen]
    lines = [dated(one, on) for one in told]
    proof = tuple((one.article, one.place) for one in told)
    return Verdict(found=Found("; ".join(lines), proof, 0.8))


_FILLER = frozenset(
    stem(word) for word in "next event upcoming happen plan schedule hold date coming list show name give".split()
)


def _there(name: set[str], article: Article, event: Event) -> bool:
    """Tell whether an article from there tells of the event, and of no other place of it than a whole country."""
    filed = article.dateline.place if article.dateline else None
    if not filed or not name <= set(stems(filed)):
        return False
    return event.place is None or event.place in COUNTRIES | CONTINENTS


def _name_stems(query: Query) -> set[str]:
    return {s for name in query.names for s in stems(name)}


class Told(NamedTuple):
    """An event, the article that tells of it, and the sentence that tells when it is."""

    article: Article
    event: Event
    place: Range

    @classmethod
    def of(cls, article: Article, event: Event) -> Told:
        """Return the event with the sentence that tells when it is."""
        return cls(article, event, _telling(_alone(article, event)))


def time_in_words(told: Told, on: date) -> str:
    """Write when an event is, with what bounds the time."""
    return _worded(_alone(told.article, told.event), on)


def dated(told: Told, on: date) -> str:
    """Write an event with its time: "The final: Sunday, July 19, 2026"."""
    return _told(_alone(told.article, told.event), on)


def _alone(article: Article, event: Event) -> _Match:
    return _Match(event, article, Fit.OPEN, Fit.OPEN, article.sentence_at(event.evidence[0]))
