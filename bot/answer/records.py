"""Answers from what was extracted: events, quotes, roles, figures, datelines. Pure.

A record answers only if subject, predicate and object agree with the question. If the predicate agrees and something
else differs it is a near miss: then the articles do not tell, and the near miss is shown as what they do tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from bot.answer import compose, describe
from bot.answer.clauses import Agreement, Fit, Sentence, agreements, lay_out
from bot.answer.compose import Found
from bot.answer.describe import Description
from bot.answer.families import LIGHT_VERBS, family
from bot.answer.names import refers, stems
from bot.answer.query import ArticleSlot, Query
from bot.answer.rank import told_on
from bot.answer.words import tokens
from bot.model.answer import AnswerKind
from bot.model.article import Article, Comparison, Entity, Figure, Quote, QuoteForm
from bot.model.base import Range, day_of
from bot.model.event import Event, EventKind, EventStatus
from bot.model.time import Precision

MAX_LIST = 8
"""Events or quotes in one answer: what a reader takes in at a glance."""


class Verdict(NamedTuple):
    """What records have to say: an answer, or the reason why there is none; neither if they know nothing of it."""

    found: Found | None = None
    near: Found | None = None


NOTHING = Verdict()


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


def newest(article: Article) -> int:
    """Return a number that is greater for an article written later."""
    return told_on(article)


# --- the article itself -------------------------------------------------------------------------------------------


def of_article(query: Query, articles: Sequence[Article], on: date) -> Verdict:
    """Answer about the article itself: the newest as of the day `on`, or the one whose headline the question names."""
    if query.of_article is None or not articles:
        return NOTHING
    wanted = {t.stem for t in query.terms}
    articles = [a for a in articles if newest(a) <= on.toordinal()] or articles
    article = max(articles, key=lambda a: (len(wanted & set(stems(a.headline))), newest(a)))
    text, place = _ARTICLE_SLOTS[query.of_article](article)
    lede = place or (article.sentences[0] if article.sentences else Range(start=0, end=len(article.body)))
    if text is None:
        return Verdict(near=Found("The article does not tell.", ((article, lede),), 0.9))
    return Verdict(found=Found(text, ((article, lede),), 0.9))


def about(query: Query, articles: Sequence[Article], on: date) -> Verdict:
    """Answer what happened: the shortest summary of the newest article, or of the one that the question names."""
    return of_article(query.model_copy(update={"of_article": ArticleSlot.SUMMARY}), articles, on)


def _article_date(article: Article) -> tuple[str | None, Range | None]:
    place = Range(start=article.dateline.start, end=article.dateline.end) if article.dateline else None
    if article.published is None and article.dateline and article.dateline.date:
        return compose.day(day_of(article.dateline.date)), place
    return (compose.day(day_of(article.published)) if article.published else None), place


def _article_city(article: Article) -> tuple[str | None, Range | None]:
    if article.dateline is None:
        return None, None
    return article.dateline.place, Range(start=article.dateline.start, end=article.dateline.end)


_ARTICLE_SLOTS: dict[ArticleSlot, Callable[[Article], tuple[str | None, Range | None]]] = {
    ArticleSlot.DATE: _article_date,
    ArticleSlot.CITY: _article_city,
    ArticleSlot.SOURCE: lambda a: (a.source or a.url, None),
    ArticleSlot.AUTHOR: lambda a: (a.byline, None),
    ArticleSlot.HEADLINE: lambda a: (a.headline, None),
    ArticleSlot.SUMMARY: lambda a: (" ".join(s.text for s in a.summary.short) or a.headline, None),
}


# --- events -------------------------------------------------------------------------------------------------------


def _candidates(articles: Iterable[Article]) -> Iterable[tuple[Article, Event]]:
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
    here = set(stems(event.title)) | set(stems(event.place or "")) | {str(event.kind)}
    for name in event.participants:
        here |= set(stems(name))
    for entity in entities:
        here |= {s for form in (entity.name, *entity.aliases, entity.role or "") for s in stems(form)}
    return set(words) <= {member for word in here for member in (word, *_close(word))}


def _close(word: str) -> frozenset[str]:
    return family(word)


def _match(query: Query, article: Article, event: Event) -> _Match | None:
    """Compare an event with the question; None if it is about something else altogether."""
    predicate = family(query.predicate) if query.predicate else frozenset()
    title = set(stems(event.title)) | {stems(str(event.kind))[0] if stems(str(event.kind)) else ""}
    matter = (set(query.subject) | set(query.object)) - {query.predicate}
    light = query.predicate is None or query.predicate in LIGHT_VERBS
    if predicate and not predicate & title and not (light and matter and matter <= title):
        return None
    best = _best_agreement(query, article, event, predicate or frozenset(title))
    subject = _side(query.subject, article, event, best[0].subject if best else Fit.OPEN)
    if subject == Fit.AGREES and event.kind == EventKind.VISIT and not query.passive:
        subject = _visitor(query, event, predicate, best)
    objects = _side(query.object, article, event, best[0].object if best else Fit.OPEN)
    place = best[1] if best else Range(start=event.evidence[0].start, end=event.evidence[0].end)
    return _Match(event, article, subject, objects, place)


def _side(words: tuple[str, ...], article: Article, event: Event, seen: Fit) -> Fit:
    if not words:
        return Fit.OPEN
    if _named(words, article, event) or seen == Fit.AGREES:
        return Fit.AGREES
    return Fit.DIFFERS


def _visitor(query: Query, event: Event, predicate: frozenset[str], best: tuple[Agreement, Range] | None) -> Fit:
    """Tell a visitor from a host: both take part, but only one of them comes."""
    if best and best[0].subject == Fit.AGREES:
        return Fit.AGREES
    title = Sentence(Range(start=0, end=len(event.title)), tokens(event.title), {}, frozenset(), event.title)
    told = agreements(title, predicate or family("visit"), query.subject, ())
    return Fit.DIFFERS if told and told[0].subject == Fit.DIFFERS else Fit.AGREES


def _best_agreement(
    query: Query, article: Article, event: Event, predicate: frozenset[str]
) -> tuple[Agreement, Range] | None:
    """Return the clause that tells of the event in the question's words, among the sentences that prove it."""
    found = []
    for proof in event.evidence:
        sentence = lay_out(article, proof)
        own = _own_places(sentence, event, predicate)
        clauses = agreements(sentence, predicate, query.subject, query.object, query.passive)
        for one in [c for c in clauses if c.place in own][:1]:
            found.append((one, Range(start=proof.start, end=proof.end)))
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
    return f"{_title(match)}: {compose.expected(match.event.when, on)}{note}"


def event_time(query: Query, articles: Sequence[Article], on: date) -> Verdict:
    """Answer when something is."""
    if not (query.subject or query.object or query.predicate):
        return NOTHING
    matches = [m for a, e in _candidates(articles) if (m := _match(query, a, e))]
    agreed = [m for m in matches if Fit.DIFFERS not in (m.subject, m.object) and Fit.AGREES in (m.subject, m.object)]
    if query.window:
        agreed = [m for m in agreed if _overlaps(m.event, query)]
    if agreed:
        return Verdict(found=_dated(agreed, on))
    near = [m for m in matches if Fit.AGREES in (m.subject, m.object)]
    return Verdict(near=_missed(near, on) if near else None)


def _overlaps(event: Event, query: Query) -> bool:
    window = query.window
    return window is not None and event.when.earliest <= window.latest and window.earliest <= event.when.latest


def _dated(agreed: list[_Match], on: date) -> Found:
    agreed.sort(key=lambda m: m.rank, reverse=True)
    first = agreed[0]
    text = compose.expected(first.event.when, on)
    if first.event.status == EventStatus.CANCELLED:
        text = f"It is cancelled; it had been set for {text}"
    others = [m for m in agreed[1:] if _conflicts(first, m)]
    if others:
        text += f" (an older article says {compose.expected(others[0].event.when, on)})"
    return Found(text, tuple((m.article, _telling(m)) for m in [first, *others]), 0.6 + 0.35 * first.event.confidence)


def _conflicts(first: _Match, other: _Match) -> bool:
    """Tell whether an older article dates the same event elsewhere, not just less exactly."""
    same = first.event.kind == other.event.kind and set(first.event.participants) == set(other.event.participants)
    a, b = first.event.when, other.event.when
    apart = a.latest < b.earliest or b.latest < a.earliest
    near = abs((a.earliest - b.earliest).days) < 92
    return same and apart and near and newest(first.article) != newest(other.article)


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
    for article, event in _candidates(articles):
        if window and event.when.earliest <= window.latest and window.earliest <= event.when.latest:
            if event.when.precision.rank <= Precision.SEASON.rank:
                found.append((article, event))
        elif window is None and event.upcoming(on):
            found.append((article, event))
    wanted = set(query.subject) - {"next", "event", "upcom"} if window is None else set()
    about = [(a, e) for a, e in found if _named(tuple(wanted & _name_stems(query)), a, e)] if wanted else found
    chosen = sorted(about, key=lambda f: (f[1].when.earliest, f[1].when.precision.rank))[:MAX_LIST]
    if not chosen:
        text = "The articles tell of nothing on those days." if window else "The articles tell of nothing to come."
        return Verdict(near=Found(text, (), 0.3))
    lines = [
        f"{_title(_Match(e, a, Fit.OPEN, Fit.OPEN, a.sentence_at(e.evidence[0])))}: {compose.expected(e.when, on)}"
        for a, e in chosen
    ]
    proof = tuple((a, _telling(_Match(e, a, Fit.OPEN, Fit.OPEN, a.sentence_at(e.evidence[0])))) for a, e in chosen)
    return Verdict(found=Found("; ".join(lines), proof, 0.8))


def _name_stems(query: Query) -> set[str]:
    return {s for name in query.names for s in stems(name)}


# --- quotes -------------------------------------------------------------------------------------------------------


def _speaker(article: Article, quote: Quote, words: tuple[str, ...]) -> bool:
    if quote.speaker is None or not words:
        return False
    named = [e for e in article.entities if e.name == quote.speaker]
    return any(refers(words, e) for e in named) or set(words) <= set(stems(quote.speaker))


def said(query: Query, articles: Sequence[Article]) -> Verdict:
    """Answer what someone said, about something if the question names it."""
    speaker = tuple(s for s in query.subject if s not in query.topic)
    spoken = [(a, q) for a in articles for q in a.quotes if _speaker(a, q, speaker)]
    if not spoken:
        return NOTHING
    ranked = sorted(spoken, key=lambda f: _quote_rank(query, *f), reverse=True)
    article, quote = ranked[0]
    if query.topic and _aboutness(query, article, quote) <= 0:
        text = f"The articles do not tell what {quote.speaker} said about that. They do quote: {_worded(quote)}"
        return Verdict(near=Found(text, ((article, Range(start=quote.start, end=quote.end)),), 0.2))
    proof = tuple(
        (a, Range(start=q.start, end=q.end)) for a, q in ranked[:3] if not query.topic or _aboutness(query, a, q) > 0
    )
    return Verdict(found=Found(_worded(quote), proof, 0.75))


def _worded(quote: Quote) -> str:
    words = quote.text.strip()
    return f"“{words}” ({quote.speaker})" if quote.form == QuoteForm.DIRECT else f"{quote.speaker}: {words}"


def _aboutness(query: Query, article: Article, quote: Quote) -> float:
    """Return the share of the topic's words that the quotation, its sentence or the names in it hold."""
    if not query.topic:
        return 0.0
    laid = lay_out(article, article.sentence_at(quote))
    here = {w.stem for w in laid.words} | {t.stem for t in tokens(quote.text)}
    for names in laid.named.values():
        here |= names
    here -= set(stems(quote.speaker or "")) - {t.stem for t in tokens(quote.text)}
    close = {member for word in here for member in family(word)}
    return sum(word in close for word in query.topic) / len(query.topic)


def _quote_rank(query: Query, article: Article, quote: Quote) -> tuple[float, bool, int, int, int]:
    direct = quote.form == QuoteForm.DIRECT
    return (_aboutness(query, article, quote), direct, newest(article), min(len(quote.text), 160), -quote.start)


# --- roles --------------------------------------------------------------------------------------------------------


def role(query: Query, articles: Sequence[Article]) -> Verdict:
    """Answer who holds a role, or who someone is."""
    asked = tuple(dict.fromkeys((*query.subject, *([query.predicate] if query.predicate else []), *query.object)))
    if not asked:
        return NOTHING
    holders: list[tuple[Article, Entity]] = []
    for article in articles:
        for entity in article.entities:
            if entity.role and (set(asked) <= set(stems(entity.role)) or refers(asked, entity)):
                holders.append((article, entity))
    if not holders:
        return NOTHING
    article, entity = max(holders, key=lambda f: (newest(f[0]), len(f[1].mentions)))
    by_name = set(asked) <= {s for form in (entity.name, *entity.aliases) for s in stems(form)}
    text = f"{entity.name}, {entity.role}"
    return Verdict(found=Found(text if by_name else text, ((article, _introduced(article, entity)),), 0.8))


def _introduced(article: Article, entity: Entity) -> Range:
    """Return the mention whose sentence tells most of the role, the first one if several do."""
    wanted = set(stems(entity.role or ""))

    def told(mention: Range) -> int:
        place = article.sentence_at(mention)
        return len(wanted & {t.stem for t in tokens(article.body[place.start : place.end])})

    return max(entity.mentions, key=lambda m: (told(m), -m.start))


def described(query: Query, articles: Sequence[Article]) -> Verdict:
    """Answer who or what something is, or who holds a role, from how the articles introduce them."""
    asked = tuple(dict.fromkeys((*query.subject, *([query.predicate] if query.predicate else []), *query.object)))
    if not asked or query.kind not in {AnswerKind.WHO, AnswerKind.OTHER}:
        return NOTHING
    found: list[Description] = []
    for article in articles:
        found += describe.of_name(asked, article)[:1]
    if found:
        best = max(found, key=lambda d: (d.worth + _freshness(d.article), newest(d.article)))
        return Verdict(found=Found(best.what, ((best.article, best.place),), 0.8))
    if query.kind == AnswerKind.WHO:
        for article in articles:
            found += describe.holder(asked, article)[:1]
    if not found:
        return NOTHING
    setting = {s for name in query.background for s in stems(name)}
    best = max(found, key=lambda d: (d.worth + 0.5 * len(setting & _words(d)), newest(d.article)))
    return Verdict(found=Found(best.name, ((best.article, best.place),), 0.7))


def _words(told: Description) -> set[str]:
    return {t.stem for t in tokens(told.article.body[told.place.start : told.place.end])}


def _freshness(article: Article) -> float:
    """Return less than a tenth: of two descriptions as good, the newer."""
    return newest(article) / 10_000_000


def who_said(query: Query, articles: Sequence[Article]) -> Verdict:
    """Answer who said words that the question gives."""
    words = set(query.object) | {s for q in query.quoted for s in stems(q)}
    if query.predicate not in family("sai") or len(words) < 2:
        return NOTHING
    rated = []
    for article in articles:
        for quote in article.quotes:
            said_here = {t.stem for t in tokens(quote.text)}
            place = article.sentence_at(quote)
            around = {t.stem for t in tokens(article.body[place.start : place.end])}
            if (
                quote.speaker
                and len(words & said_here) >= 0.5 * len(words)
                and len(words & around) >= 0.75 * len(words)
            ):
                rated.append((len(words & said_here), newest(article), article, quote))
    if not rated:
        return NOTHING
    _, _, article, quote = max(rated, key=lambda r: r[:2])
    return Verdict(found=Found(str(quote.speaker), ((article, Range(start=quote.start, end=quote.end)),), 0.85))


# --- figures ------------------------------------------------------------------------------------------------------

_SAID_AS = {
    Comparison.AT_LEAST: "at least ",
    Comparison.AT_MOST: "at most ",
    Comparison.MORE_THAN: "more than ",
    Comparison.LESS_THAN: "less than ",
    Comparison.ABOUT: "about ",
}
_THRESHOLD = re.compile(r"\b(?:threshold|quorum|minimum|needed for a majority)\b", re.IGNORECASE)


def threshold(query: Query, articles: Sequence[Article]) -> Verdict:
    """Answer how many where the articles tell only what was crossed: a threshold is no total."""
    if not query.focus or not query.predicate:
        return NOTHING
    for article in sorted(articles, key=newest, reverse=True):
        for figure in article.figures:
            if not _counts(figure, query) or figure.comparison == Comparison.OF:
                continue
            place = article.sentence_at(figure)
            told = article.body[place.start : figure.start]
            if _THRESHOLD.search(told) and _about_subject(query, article, figure):
                return Verdict(found=_at_least(article, figure, query))
    return NOTHING


def _counts(figure: Figure, query: Query) -> bool:
    counted = set(stems(f"{figure.counts or ''} {figure.unit or ''}"))
    return query.focus[-1] in counted


def _about_subject(query: Query, article: Article, figure: Figure) -> bool:
    """Look in the figure's sentence and in the one before it, which "it" may stand for."""
    place = article.sentence_at(figure)
    before = [s for s in article.sentences if s.end <= place.start][-1:]
    here: set[str] = set()
    for one in (*before, place):
        laid = lay_out(article, one)
        here = here.union((w.stem for w in laid.words), *laid.named.values())
    return set(query.subject) <= here


def _at_least(article: Article, figure: Figure, query: Query) -> Found:
    place = article.sentence_at(figure)
    total = next((f for f in article.figures if f.comparison == Comparison.OF and place.covers(f)), None)
    whole = f" of {total.text}" if total else ""
    share = next((f for f in article.figures if f.value == 2 / 3), None)
    what = "two-thirds threshold" if share else "threshold"
    focus = figure.counts or query.focus[-1]
    text = f"At least the {what} of {figure.text}{whole} {focus}; the exact number is not given."
    proof = [(article, place)]
    if share:
        proof.append((article, article.sentence_at(share)))
    return Found(text, tuple(proof), 0.8)
