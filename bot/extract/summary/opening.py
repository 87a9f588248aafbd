"""How a sentence opens: by itself, or leaning on one before it, which a summary may not hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.extract.figures.around import Word, is_plural, words_of
from bot.extract.figures.number import any_of
from bot.extract.lang.en.figures import STOP, VERBS
from bot.extract.lang.en.summary import (
    BARE_REMOVABLE,
    NEUTER,
    PERSON_NOUNS,
    PERSONAL,
    POINTING,
    PREPOSITIONS,
    REMOVABLE,
    ROLES,
)
from bot.extract.summary.leans import Lean, Leaning, front, owns, role, split_contractions
from bot.extract.summary.who import Named
from bot.extract.text import Text
from bot.model.article import EntityKind
from bot.model.base import Range

_FRONT, _REACH, _AHEAD = 60, 300, 40
"""Characters that are read as the front of a sentence, to see who it is about, and as the front of its main clause."""

_LETTERS = re.compile(r"[^\W\d_]+")
_OF_THEM = re.compile(r"\bof (?:them|these|those)\b(?! who)")
_PERSONAL = re.compile(rf"\b(?:{any_of([*PERSONAL, *(p.capitalize() for p in PERSONAL)])})\b")

_QUOTES = frozenset('“”„«»‘"`')
_PEOPLE = frozenset({EntityKind.PERSON, EntityKind.OTHER})
_GROUPS = _PEOPLE | {EntityKind.ORGANISATION, EntityKind.PLACE}
"""What "they" can mean, and he and she cannot."""


class Opening(NamedTuple):
    """Where a sentence begins once a connective is cut, and what in its opening leans, in order."""

    begin: int
    leans: tuple[Lean, ...] = ()


def read_opening(text: Text, sentence: Range, quotes: Sequence[Range], named: Named) -> Opening:
    """Return how `sentence` opens; `quotes` are the quoted stretches in it, `named` tells where the names are.

    Of a quotation at its front the first words count, and then the speaker; of other sentences the first words, and
    the first pronoun that comes before anyone whom it could mean.
    """
    words = words_of(text.body, sentence.start, min(sentence.end, sentence.start + _FRONT))
    words, begin = _without_connective(sentence, split_contractions(words))
    if not words:
        return Opening(begin)
    quote = _quotation_at(quotes, words[0])
    if quote is None:
        told = [w for w in words if not _inside(quotes, w.start)]
        rest = Range(start=begin, end=sentence.end)
        leans = [
            front(told),
            _behind_comma(told),
            _orphan(text.body, rest, quotes, named),
            _part(text.body, rest, quotes),
        ]
    else:
        inside = split_contractions(words_of(text.body, quote.start, min(quote.end, quote.start + _FRONT)))
        behind = split_contractions(words_of(text.body, quote.end + 1, min(sentence.end, quote.end + _FRONT)))
        alone = Lean(Leaning.SEQUEL, begin, words[0].end) if not _is_attributed(behind) else None
        leans = [alone or front(inside, quoted=True), _speaker(behind[:8])]
    found = {lean.start: lean for lean in leans if lean is not None}
    return Opening(begin, tuple(found[start] for start in sorted(found)))


def _inside(quotes: Sequence[Range], offset: int) -> bool:
    return any(q.start <= offset < q.end for q in quotes)


def _quotation_at(quotes: Sequence[Range], word: Word) -> Range | None:
    if word.text[0] not in _QUOTES:
        return None
    return next((q for q in quotes if word.start < q.start <= word.end + 1), None)


def _is_attributed(behind: list[Word]) -> bool:
    """Tell whether a sentence goes on after its quotation, to say who spoke."""
    return any(w.text[0].isalpha() for w in behind)


def _without_connective(sentence: Range, words: list[Word]) -> tuple[list[Word], int]:
    """Cut a connective off the front, with its comma: "However, the bank" begins at "the bank"."""
    for count in (4, 3, 2, 1):
        if len(words) <= count + 2 or " ".join(w.low for w in words[:count]) not in REMOVABLE:
            continue
        if words[count].text == ",":
            return words[count + 1 :], words[count + 1].start
        if words[0].low in BARE_REMOVABLE and words[count].text[0].isalpha():
            return words[count:], words[count].start
    return words, sentence.start


def _behind_comma(words: list[Word]) -> Lean | None:
    """Return the "it" or "this" that a clause begins with behind words of time or place: "In France, it may rain"."""
    comma = next((i for i, w in enumerate(words) if w.text == ","), None)
    if not words or comma is None or comma + 2 >= len(words) or words[0].low not in PREPOSITIONS:
        return None
    word, following = words[comma + 1], words[comma + 2].low
    leans = word.low in NEUTER or (word.low in POINTING and following in VERBS)
    return Lean(Leaning.SEQUEL, word.start, word.end) if leans and not owns(words, comma + 1) else None


def _speaker(words: list[Word]) -> Lean | None:
    """Return the speaker of the quotation at the front where it leans: "...," she said; "...," said the minister."""
    for i, word in enumerate(words):
        if word.low in PERSONAL:
            return Lean(Leaning.PRONOUN, word.start, word.end, owner=owns(words, i))
        if word.low == "the":
            return role(words, i)
        if word.text[0].isupper() or word.low in {"a", "an"}:
            return None
    return None


def _orphan(body: str, sentence: Range, quotes: Sequence[Range], named: Named) -> Lean | None:
    """Return the first pronoun that comes before anyone whom it could mean: "On Sunday, she said"."""
    reach = min(sentence.end, sentence.start + _REACH)
    found = _PERSONAL.search(body, sentence.start, reach)
    while found and _inside(quotes, found.start()):
        found = _PERSONAL.search(body, found.end(), reach)
    if found is None or found.start() == sentence.start:
        return None
    pronoun = words_of(body, found.start(), min(sentence.end, found.end() + 20))
    owner = owns(pronoun, 0)
    before = _LETTERS.findall(body, sentence.start, found.start())
    if owner and len(before) == 1 and before[0].lower() in PREPOSITIONS:
        return None
    meant = _GROUPS if pronoun[0].low.startswith("the") else _PEOPLE
    if _told_behind(body, found.end(), sentence.end, named):
        return None
    nouns = {w.lower() for w in before}
    if nouns & PERSON_NOUNS or named.holds(meant, sentence.start, found.start()):
        return None
    if meant is _GROUPS and (nouns & ROLES or any(is_plural(n) for n in nouns - STOP)):
        return None
    return Lean(Leaning.PRONOUN, found.start(), found.end(), owner)


def _part(body: str, sentence: Range, quotes: Sequence[Range]) -> Lean | None:
    """Return "of them" where nothing before it in the sentence is many: "Canada has 11 of them"."""
    found = _OF_THEM.search(body, sentence.start, min(sentence.end, sentence.start + _REACH))
    if found is None or _inside(quotes, found.start()):
        return None
    before = _LETTERS.findall(body, sentence.start, found.start())
    if any(w.islower() and is_plural(w) and w not in VERBS for w in before):
        return None
    return Lean(Leaning.SEQUEL, found.start(), found.end())


def _told_behind(body: str, start: int, end: int, named: Named) -> bool:
    """Tell whether the clause goes on to say whom it means: "Playing the match of her life, Mirza won"."""
    comma = body.find(", ", start, min(end, start + _FRONT))
    if comma < 0:
        return False
    ahead = words_of(body, comma + 2, min(end, comma + _AHEAD))[:4]
    return bool(ahead) and (
        named.holds(_GROUPS, ahead[0].start, ahead[-1].end) or any(w.low in PERSON_NOUNS for w in ahead)
    )
