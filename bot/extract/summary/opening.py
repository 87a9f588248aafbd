"""How a sentence opens: by itself, or leaning on one before it, which a summary may not hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from bot.extract.figures.around import Word, is_plural, words_of
from bot.extract.figures.counts import phrase
from bot.extract.figures.number import any_of
from bot.extract.lang.en.figures import STOP, VERBS
from bot.extract.lang.en.summary import (
    BARE_REMOVABLE,
    COMPLETIONS,
    LATER,
    LEANING,
    NEUTER,
    PERSON_NOUNS,
    PERSONAL,
    POINTING,
    POINTING_TIMES,
    POSSESSIVE,
    PREPOSITIONS,
    REMOVABLE,
    ROLES,
    SPANS_OF_TIME,
    SPEAKERS_OWN,
    THERE_VERBS,
)
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
_PRONOUNS = PERSONAL | NEUTER
_PEOPLE = frozenset({EntityKind.PERSON, EntityKind.OTHER})
_GROUPS = _PEOPLE | {EntityKind.ORGANISATION, EntityKind.PLACE}
"""What "they" can mean, and he and she cannot."""


class Leaning(Enum):
    """By what a sentence leans on an earlier one."""

    PRONOUN = "a pronoun"
    ROLE = "a bare description"
    SEQUEL = "words that continue an earlier sentence"


class Lean(NamedTuple):
    """Words of a sentence, by offsets, that mean something told of before.

    `owner` says that they stand for whose something is; `head` is the noun of a description, in lower case.
    """

    kind: Leaning
    start: int
    end: int
    owner: bool = False
    head: str = ""


class Opening(NamedTuple):
    """Where a sentence begins once a connective is cut, and what in its opening leans, in order."""

    begin: int
    leans: tuple[Lean, ...] = ()


def read_opening(text: Text, sentence: Range, quotes: Sequence[Range], named: Named) -> Opening:
    """Return how `sentence` opens; `quotes` are the quoted stretches in it, `named` tells where the names are.

    Of a quotation at its front the first words count, and then the speaker; of other sentences the first words, and
    the first pronoun that comes before anyone whom it could mean.
    """
    words, begin = _without_connective(
        sentence, words_of(text.body, sentence.start, min(sentence.end, sentence.start + _FRONT))
    )
    if not words:
        return Opening(begin)
    quote = _quotation_at(quotes, words[0])
    if quote is None:
        front = [w for w in words if not _inside(quotes, w.start)]
        rest = Range(start=begin, end=sentence.end)
        leans = [_front(front), _orphan(text.body, rest, quotes, named), _part(text.body, rest, quotes)]
    else:
        inside = words_of(text.body, quote.start, min(quote.end, quote.start + _FRONT))
        behind = words_of(text.body, quote.end + 1, min(sentence.end, quote.end + _FRONT))
        alone = Lean(Leaning.SEQUEL, begin, words[0].end) if not _is_attributed(behind) else None
        leans = [alone or _front(inside, quoted=True), _speaker(behind[:8])]
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


def _front(words: list[Word], *, quoted: bool = False) -> Lean | None:
    """Return what the very first words lean on; `quoted`: they are a speaker's, who may say "I" and "we"."""
    if not words:
        return None
    first = words[0]
    if first.low in _PRONOUNS and first.text != "IT":
        return Lean(Leaning.PRONOUN, first.start, first.end, owner=_owns(words, 0))
    if not quoted and first.low in SPEAKERS_OWN and first.text != "US":
        return Lean(Leaning.SEQUEL, first.start, first.end)
    length = _sequel(words)
    if length:
        return Lean(Leaning.SEQUEL, first.start, words[length - 1].end)
    return _role(words, 0)


def _sequel(words: list[Word]) -> int:
    """Return how many words at the front lean on the sentence before, 0 if none."""
    low = [w.low for w in words[:8]]
    if low[0] in POINTING:
        return 0 if _says_what(low) else 1
    if low[0] in PREPOSITIONS and len(low) > 1 and low[1] in _PRONOUNS | POINTING:
        told = _owns(words, 1) or _says_what(low[1:])
        return 0 if told else 2
    if (low[0] == "there" and low[1:2] and low[1] in THERE_VERBS) or (low[0] == "both" and "and" in low):
        return 0
    for count in (4, 3, 2, 1):
        if " ".join(low[:count]) in LEANING:
            return 0 if low[0] == "the" and set(low[count : count + 3]) & COMPLETIONS else min(count, len(words))
    return 2 if SPANS_OF_TIME & set(low[:3]) and LATER & set(low[1:4]) else 0


def _says_what(low: list[str]) -> bool:
    """Tell whether "this" and "those" say themselves what they mean: "this spring", "those who voted"."""
    if low[0] == "this":
        return bool(POINTING_TIMES & set(low[1:3]))
    return low[0] in {"those", "that"} and bool({"who", "whose", "with", "without"} & set(low[1:2]))


def _owns(words: list[Word], at: int) -> bool:
    """Tell whether the pronoun says whose the next word is."""
    if words[at].low not in POSSESSIVE or at + 1 >= len(words):
        return False
    following = words[at + 1]
    return following.text[0].isalnum() and following.low not in STOP and following.low not in VERBS


def _role(words: list[Word], at: int) -> Lean | None:
    """Return a description that says too little by itself: "The minister said", but not "The minister for trade"."""
    if words[at].low != "the":
        return None
    end = phrase(words, at + 1)
    noun = words[at + 1 : end]
    following = words[end] if end < len(words) else None
    if not noun or any(c.isupper() or c.isdigit() for w in noun for c in w.text):
        return None
    if following is not None and (following.low in COMPLETIONS or following.text[0].isupper()):
        return None
    last = noun[-1]
    owner = last.low.endswith(("’s", "'s"))
    return Lean(Leaning.ROLE, words[at].start, last.end, owner, last.low[:-2] if owner else last.low)


def _speaker(words: list[Word]) -> Lean | None:
    """Return the speaker of the quotation at the front where it leans: "...," she said; "...," said the minister."""
    for i, word in enumerate(words):
        if word.low in PERSONAL:
            return Lean(Leaning.PRONOUN, word.start, word.end, owner=_owns(words, i))
        if word.low == "the":
            return _role(words, i)
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
    owner = _owns(pronoun, 0)
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
