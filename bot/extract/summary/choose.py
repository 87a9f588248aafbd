"""Choose the sentences of a summary.

for each sentence: may it stand by itself? what does its opening lean on?     candidates, opening
the one that tells most first, then whichever adds most to those chosen       score
    if every sentence of the summary can still be understood                  render
at most six, in the article's order; the first three and the first of them are the shorter summaries
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from bot.extract.lang.en.summary import BOILERPLATE
from bot.extract.summary.render import Article, Candidate, can_follow, render
from bot.extract.summary.score import Facts, Scores, content
from bot.extract.summary.who import Who
from bot.extract.text import Text
from bot.model.article import Dateline, Entity, Figure, Quote, Summary, SummarySentence
from bot.model.base import Range
from bot.model.event import Event
from bot.model.time import TimeExpression

SHORT, MEDIUM, LONG = 1, 3, 6
"""Sentences at most in the three lengths."""

_MOST_READ = 400
"""Sentences of a text that are looked at; news have fewer, and it bounds the time for what is no news."""

_LONGEST, _SHORTEST = 600, 20
"""Characters of a sentence that may stand in a summary."""

_ENDS = re.compile(r"[.!…]['\"”’»)\]]*$")


def summarise(  # noqa: PLR0917 - the order is fixed between the rooms; every reader's result is one argument
    text: Text,
    headline: str,
    times: tuple[TimeExpression, ...],
    events: tuple[Event, ...],
    entities: tuple[Entity, ...],
    quotes: tuple[Quote, ...],
    figures: tuple[Figure, ...],
    dateline: Dateline | None,
) -> Summary:
    """Return a summary in three lengths, each part of the next, in the article's order; empty if nothing can stand."""
    sentences = [s for s in (_after(dateline, s) for s in text.sentences[:_MOST_READ]) if s is not None]
    words = [content(text.body[s.start : s.end]) for s in sentences]
    article = Article(text, Who(text.body, entities), words)
    scores = Scores(sentences, words, Facts(headline, times, events, entities, quotes, figures))
    chosen = _choose(article, list(_candidates(text, sentences)), scores)
    return Summary(
        short=_told(article, chosen[:SHORT]), medium=_told(article, chosen[:MEDIUM]), long=_told(article, chosen)
    )


def _after(dateline: Dateline | None, sentence: Range) -> Range | None:
    """Return the sentence without the dateline, which is shown apart."""
    if dateline is None or sentence.start >= dateline.end:
        return sentence
    return Range(start=dateline.end, end=sentence.end) if dateline.end < sentence.end else None


def article_of(text: Text, entities: Sequence[Entity], sentences: Sequence[Range]) -> Article:
    """Return what is known of an article, for those who judge a summary of it."""
    words = [content(text.body[s.start : s.end]) for s in sentences]
    return Article(text, Who(text.body, entities), words)


def _candidates(text: Text, sentences: Sequence[Range]) -> Iterator[Candidate]:
    starts = [q.start for q in text.quoted]
    lowered = text.body.lower()
    notices = [notice for notice in BOILERPLATE if notice in lowered]
    for i, sentence in enumerate(sentences):
        words = text.body[sentence.start : sentence.end]
        if _SHORTEST <= len(words) <= _LONGEST and _tells(words, notices):
            quotes = quotes_in(text, starts, sentence)
            if not any(cut(quote, sentence) for quote in quotes):
                yield Candidate(i, sentence, tuple(quotes))


def _tells(words: str, notices: Sequence[str]) -> bool:
    """Tell whether a sentence is a whole statement, no heading, question, notice or list."""
    if not _ENDS.search(words, max(0, len(words) - 8)) or "\n" in words or words[0] in "-•*–—":
        return False
    return not (notices and any(notice in words.lower() for notice in notices))


def quotes_in(text: Text, starts: Sequence[int], sentence: Range) -> list[Range]:
    """Return the quoted stretches that meet the sentence; `starts` are those of `text.quoted`."""
    if not starts:
        return []
    first, last = bisect_right(starts, sentence.start), bisect_right(starts, sentence.end)
    return [q for q in text.quoted[max(0, first - 1) : last] if q.end > sentence.start]


def cut(quote: Range, sentence: Range) -> bool:
    """Tell whether the sentence holds one end of the quotation only."""
    return quote.start <= sentence.start or sentence.end <= quote.end


def _choose(article: Article, candidates: Sequence[Candidate], scores: Scores) -> list[Candidate]:
    """Return the candidates to tell, that which tells most first."""
    chosen: list[Candidate] = []
    left = {c.number: c for c in candidates}
    while left and len(chosen) < LONG:
        best = _best(article, left, chosen, scores.worth)
        if not best:
            break
        for candidate in best:
            chosen.append(candidate)
            del left[candidate.number]
            scores.told(candidate.number)
    return chosen


def _best(
    article: Article, left: Mapping[int, Candidate], chosen: Sequence[Candidate], worth: Sequence[float]
) -> tuple[Candidate, ...]:
    """Return the candidate to tell next, or one that leans with the sentence before it, if both are worth it together.

    The lede, where nothing is told yet, stands alone.
    """
    pair: tuple[Candidate, ...] = ()
    together = 0.0
    for candidate in sorted(left.values(), key=lambda c: worth[c.number], reverse=True):
        if pair and together > worth[candidate.number]:
            return pair
        if _fits(article, candidate, chosen):
            return (candidate,)
        before = left.get(candidate.number - 1)
        if pair or not chosen or before is None or len(chosen) + 2 > LONG:
            continue
        if _fits(article, before, chosen) and _fits(article, candidate, [*chosen, before]):
            pair, together = (before, candidate), (worth[before.number] + worth[candidate.number]) / 2
    return pair


def _fits(article: Article, candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    """Tell whether all can be understood with the candidate among them."""
    row = sorted([*chosen, candidate])
    return all(can_follow(article, c, row[:i]) for i, c in enumerate(row))


def _told(article: Article, chosen: Sequence[Candidate]) -> tuple[SummarySentence, ...]:
    return render(article, sorted(chosen))
