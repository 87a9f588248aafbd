"""Does a summary keep its promises? Used by tests and by the benchmark; it knows the text, not how one chose.

A summary has at most one, three and six sentences, in the article's order. Each stands in the body as it is told,
but for a connective cut off its front and for names in square brackets, which stand in the body too. None cuts a
quotation, none holds the dateline, and none opens with something whose antecedent the summary does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.extract.summary.choose import LONG, MEDIUM, SHORT
from bot.extract.summary.opening import Opening
from bot.extract.summary.render import Article, Candidate, stands
from bot.extract.summary.statements import cuts_quotation, quotes_in, statements
from bot.extract.text import Text
from bot.model.article import Dateline, Entity, Summary, SummarySentence
from bot.model.base import Range

_BRACKETED = re.compile(r"\[([^\[\]]+)\]")
_WORD = re.compile(r"\w+")


def check(summary: Summary, text: Text, entities: Sequence[Entity] = (), dateline: Dateline | None = None) -> list[str]:
    """Return what is wrong with `summary` as sentences for people, empty if nothing is."""
    problems: list[str] = []
    for name, told, most in (
        ("short", summary.short, SHORT),
        ("medium", summary.medium, MEDIUM),
        ("long", summary.long, LONG),
    ):
        checker = _Checker(text, entities, dateline)
        problems += [f"{name}: {problem}" for problem in checker.problems(told, most)]
    return problems


class _Checker:
    def __init__(self, text: Text, entities: Sequence[Entity], dateline: Dateline | None) -> None:
        self._text, self._dateline = text, dateline
        self._starts = [q.start for q in text.quoted]
        self._article = Article(text, entities, statements(text, dateline))

    def problems(self, told: Sequence[SummarySentence], most: int) -> list[str]:
        """Return what is wrong with one length."""
        found = [f"has {len(told)} sentences, {most} at most"] if len(told) > most else []
        candidates = [self._candidate(s.evidence[0]) for s in told]
        if any(b.place.start < a.place.end for a, b in pairwise(candidates)):
            found.append("is not in the order of the article")
        for i, sentence in enumerate(told):
            found += [f"{p}: {sentence.text[:60]!r}" for p in self._sentence(sentence, candidates[i], candidates[:i])]
        return found

    def _sentence(self, told: SummarySentence, source: Candidate, before: Sequence[Candidate]) -> list[str]:
        body, opening = self._text.body, self._article.opening(source)
        names = _put_in(told.text, body[source.place.start : source.place.end])
        unclear = [lean for lean in opening.leans if not stands(self._article, source, lean, before)]
        wrong = {
            "holds a word that the article does not": not self._article.who.words.issuperset(_WORD.findall(told.text)),
            "is not told as the article tells it": not _verbatim(body, told.text, names, source.place, opening),
            "names in brackets what its evidence does not": not self._proven(told, names),
            "cuts a quotation": cuts_quotation(source),
            "holds the dateline": self._dateline is not None and source.place.start < self._dateline.end,
            "opens with something told of elsewhere": bool(unclear) and not names,
        }
        return [problem for problem, is_so in wrong.items() if is_so]

    def _proven(self, told: SummarySentence, names: Sequence[str]) -> bool:
        """Tell whether the names in brackets stand in the evidence or, told before, anywhere in the body."""
        body = self._text.body
        proof = " ".join(body[r.start : r.end] for r in told.evidence[1:]) or body
        bare = (name.removesuffix("’s").removesuffix("'s") for name in names)
        return all(set(_WORD.findall(name)) <= set(_WORD.findall(proof)) for name in bare)

    def _candidate(self, place: Range) -> Candidate:
        sentence = self._text.sentence_at(place.start)
        number = self._text.sentences.index(sentence) if sentence is not None else len(self._text.sentences)
        return Candidate(number, place, tuple(quotes_in(self._text, self._starts, place)))


def _put_in(told: str, source: str) -> list[str]:
    """Return the names in brackets that the article's own sentence does not have."""
    return [name for name in _BRACKETED.findall(told) if f"[{name}]" not in source]


def _verbatim(body: str, told: str, names: Sequence[str], place: Range, opening: Opening) -> bool:
    """Tell whether what stands outside the brackets stands in the sentence, in order, from its front to its end."""
    source = body[place.start : place.end]
    first, *rest = re.split("|".join(re.escape(f"[{name}]") for name in names), told) if names else [told]
    fronts = (place.start, opening.begin)
    at = next((f - place.start for f in fronts if _same_but_for_capital(body[f : f + len(first)], first)), -1)
    if at < 0:
        return False
    at += len(first)
    for piece in rest:
        found = source.find(piece, at)
        at = found + len(piece) if found >= 0 else len(source) + 1
    return at == len(source) or (bool(rest) and source.endswith(rest[-1]))


def _same_but_for_capital(source: str, told: str) -> bool:
    return source[1:] == told[1:] and source[:1].casefold() == told[:1].casefold()
