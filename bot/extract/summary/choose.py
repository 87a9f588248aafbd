"""Choose the sentences of a summary.

for each sentence: may it stand by itself? what does its opening lean on?     candidates, opening
the one that tells most first, then whichever adds most to those chosen       score
    if every sentence of the summary can still be understood                  render
at most six, in the article's order; the first three and the first of them are the shorter summaries
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from bot.extract.figures.number import any_of
from bot.extract.lang.en.summary import BOILERPLATE
from bot.extract.summary.opening import read_opening
from bot.extract.summary.render import Article, Candidate, render
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

_NOTICE = re.compile(rf"(?i:{any_of(BOILERPLATE)})")
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
    article = Article(text, Who(text.body, entities), _first_seen(text.body, sentences))
    candidates = list(_candidates(article, sentences))
    scores = Scores(text, sentences, Facts(headline, times, events, entities, quotes, figures))
    chosen = _choose(article, candidates, scores)
    return Summary(
        short=_told(article, chosen[:SHORT]), medium=_told(article, chosen[:MEDIUM]), long=_told(article, chosen)
    )


def _after(dateline: Dateline | None, sentence: Range) -> Range | None:
    """Return the sentence without the dateline, which is shown apart."""
    if dateline is None or sentence.start >= dateline.end:
        return sentence
    return Range(start=dateline.end, end=sentence.end) if dateline.end < sentence.end else None


def _first_seen(body: str, sentences: Sequence[Range]) -> dict[str, int]:
    seen: dict[str, int] = {}
    for i, sentence in enumerate(sentences):
        for word in content(body[sentence.start : sentence.end]):
            seen.setdefault(word, i)
    return seen


def _candidates(article: Article, sentences: Sequence[Range]) -> Iterator[Candidate]:
    text, starts = article.text, [q.start for q in article.text.quoted]
    for i, sentence in enumerate(sentences):
        words = text.body[sentence.start : sentence.end]
        if _SHORTEST <= len(words) <= _LONGEST and _tells(words) and not cuts_quotation(text, starts, sentence):
            yield Candidate(i, sentence, read_opening(text, sentence, article.who.named))


def _tells(words: str) -> bool:
    """Tell whether a sentence is a whole statement, no heading, question, notice or list."""
    return bool(_ENDS.search(words)) and not _NOTICE.search(words) and "\n" not in words and words[0] not in "-•*–—"


def cuts_quotation(text: Text, starts: Sequence[int], sentence: Range) -> bool:
    """Tell whether a quotation begins or ends outside the sentence; `starts` are those of `text.quoted`."""
    i = bisect_right(starts, sentence.end)
    for quote in text.quoted[max(0, i - 8) : i]:
        if quote.start <= sentence.start < quote.end or quote.start <= sentence.end <= quote.end:
            return True
    return False


def _choose(article: Article, candidates: Sequence[Candidate], scores: Scores) -> list[Candidate]:
    """Return the candidates to tell, that which tells most first."""
    chosen: list[Candidate] = []
    open_ = list(candidates)
    while open_ and len(chosen) < LONG:
        numbers = [c.number for c in chosen]
        open_.sort(key=lambda c: scores.worth(c.number, numbers))
        best = next((c for c in reversed(open_) if render(article, sorted([*chosen, c]))), None)
        if best is None:
            break
        chosen.append(best)
        open_.remove(best)
    return chosen


def _told(article: Article, chosen: Sequence[Candidate]) -> tuple[SummarySentence, ...]:
    return tuple(render(article, sorted(chosen)) or ())
