"""Whether a sentence proves a yes or a no: it has to say all that is asked, together and as done. Pure."""

from __future__ import annotations

from bot.answer.families import family, opposite
from bot.answer.frames import Clauses
from bot.answer.passages import Choice
from bot.answer.query import Query
from bot.answer.rank import Ranked

AHEAD = frozenset({"will", "would", "to", "be", "shall"})
"""Words before a verb that tell of what is yet to be."""


def all_said(query: Query, first: Ranked) -> bool:
    """Tell whether the sentence holds every word that carries matter, or one of its family or opposite."""
    here = {word.stem for word in first.sentence.words}.union(*first.sentence.named.values())
    told = all(here & _says(term.stem) for term in query.terms)
    return told and not _parted(query, first) and not _only_ahead(query, first)


def _only_ahead(query: Query, first: Ranked) -> bool:
    """Tell whether it is asked what has been, and the sentence tells of it only as wished or to come."""
    verbs = family(query.predicate) if query.predicate else frozenset()
    said = [i for i, w in enumerate(first.sentence.words) if w.stem in verbs]
    if not query.past or query.will or not said:
        return False
    clauses, low = Clauses(first.sentence), [w.text.lower() for w in first.sentence.words]
    return all(AHEAD & set(low[max(clauses.at(i)[0], i - _VERB_CHAIN) : i]) for i in said)


_VERB_CHAIN = 8
"""Words between "will" and the last of the verbs that it leads to: "will be shipped back next week and replaced"."""


def _says(word: str) -> frozenset[str]:
    return family(word) | opposite(word) | {word}


def _parted(query: Query, first: Ranked) -> bool:
    """Tell whether "but" parts what is asked: "guilty of fraud, but cleared of theft". Both may have one subject."""
    words, text = first.sentence.words, first.sentence.text
    at = next((i for i, w in enumerate(words) if i and w.text.lower() == "but"), None)
    if at is None or text[: words[at].start].rstrip().lower().endswith(" not"):
        return False
    verb = next(iter(Clauses(first.sentence).verbs(0, at)), at)
    before, behind = {w.stem for w in words[verb:at]}, {w.stem for w in words[at + 1 :]}
    subject = {w.stem for w in words[:verb]}.union(*first.sentence.named.values())
    told = [t.stem for t in query.terms if not subject & _says(t.stem)]
    return any(not behind & _says(t) for t in told) and any(not before & _says(t) for t in told)


def contradicts(other: Choice, best: Choice) -> bool:
    """Tell whether another sentence of the article says it with doer and done-to exchanged: "Roe beat the holders"."""
    match = other.match
    same = other.ranked.article.id == best.ranked.article.id and other is not best
    return same and match is not None and match.differs and match.held > 0
