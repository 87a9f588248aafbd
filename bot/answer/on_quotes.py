"""Questions that a quotation answers: what someone said, who said something. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answer.clauses import Fit, Sentence, agreements, lay_out
from bot.answer.compose import Found
from bot.answer.families import family
from bot.answer.names import refers, stems
from bot.answer.query import Gap, Query
from bot.answer.verdict import NOTHING, Verdict, newest
from bot.answer.words import stem, stems_of, tokens
from bot.model.article import Article, Quote, QuoteForm
from bot.model.base import Range


def _speaker(article: Article, quote: Quote, words: tuple[str, ...]) -> bool:
    if quote.speaker is None or not words:
        return False
    named = [e for e in article.entities if e.name == quote.speaker]
    return any(refers(words, e) for e in named) or set(words) <= set(stems(quote.speaker))


def _demanded(quote: Quote) -> bool:
    """Tell whether somebody only called for something: that is nothing that was said."""
    return quote.form == QuoteForm.INDIRECT and (quote.cue or "").startswith("call")


def said(query: Query, articles: Sequence[Article]) -> Verdict:
    """Answer what someone said, about something if the question names it."""
    if query.predicate in _NAMING and not query.topic and query.object:
        if query.predicate in NAMING:
            return called(query, articles)
        query = query.model_copy(update={"topic": query.object})
    speaker = tuple(s for s in query.subject if s not in query.topic)
    spoken = [(a, q) for a in articles for q in a.quotes if _speaker(a, q, speaker) and not _demanded(q)]
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


def called(query: Query, articles: Sequence[Article]) -> Verdict:
    """Answer what someone called something: the words in quotation marks behind the verb, else those behind the thing.

    "Roe called the strike “a farce”", "Roe called the strike a farce, and left".
    """
    found = []
    for article in sorted(articles, key=newest, reverse=True):
        for place in article.sentences:
            laid = lay_out(article, place)
            if not NAMING & {w.stem for w in laid.words}:
                continue
            for told in agreements(laid, NAMING, query.subject, query.object):
                it = told.place + 1 < len(laid.words) and laid.words[told.place + 1].text.lower() in _IT
                meant = it and set(query.object) <= _shortly_before(article, place)
                if told.subject == Fit.AGREES and (told.object == Fit.AGREES or meant):
                    words = _complement(
                        laid, told.place, query.object if not it else (laid.words[told.place + 1].stem,)
                    )
                    found += [(words, article, place)] if words else []
    if not found:
        return NOTHING
    words, article, place = found[0]
    return Verdict(found=Found(words, ((article, place),), 0.8))


_IT = frozenset({"it", "this", "that", "them", "him", "her"})


def _shortly_before(article: Article, place: Range) -> frozenset[str]:
    """Return the stems of the two sentences before this one, to one of which "it" refers back."""
    before = [s for s in article.sentences if s.end <= place.start][-2:]
    return frozenset[str]().union(*(stems_of(article.body[s.start : s.end]) for s in before))


def _complement(laid: Sentence, verb: int, thing: tuple[str, ...]) -> str | None:
    """Return what the verb calls the thing, in quotation marks if the sentence has it in them."""
    last = next((i for i in range(verb + 1, len(laid.words)) if laid.words[i].stem in thing), None)
    while last is not None and last + 1 < len(laid.words) and laid.words[last + 1].stem in thing:
        last += 1
    if last is None:
        return None
    match = _CALLED.match(laid.text, laid.words[last].end)
    return match.group().strip(" ,") if match else None


_CALLED = re.compile(
    r"\s(?:as\s)?(?:[“\"‘'][^”\"]{2,200}[”\"]|(?:an?|the|his|her|its|one)\s[^,.;:“”\"]{2,80}?(?=[,.;:]|\s(?:and|but|in|on)\s))"
)
_DESCRIBING = stem("describe")
NAMING = frozenset(stem(verb) for verb in "call label dub brand".split())
"""Verbs that ask for what someone called their object."""
_NAMING = NAMING | {_DESCRIBING}


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
    own = {t.stem for t in tokens(quote.text)}
    about = _aboutness(query, article, quote) + 0.5 * sum(s in own for s in query.topic) / max(1, len(query.topic))
    if query.predicate in _NAMING:
        place = article.sentence_at(quote)
        about += _NAMING.isdisjoint(t.stem for t in tokens(article.body[place.start : place.end])) < 1
    return (about, direct, newest(article), min(len(quote.text), 160), -quote.start)


_TELLING = family(stem("say")) | family(stem("write"))


def who_said(query: Query, articles: Sequence[Article]) -> Verdict:
    """Answer who said words that the question gives."""
    words = set(query.object) | {s for q in query.quoted for s in stems(q)}
    if query.gap == Gap.DONE_TO or query.predicate not in _TELLING or len(words) < 2:
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
