"""What a number counts: the nouns after it, or before it, or the subject of its clause."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.extract.figures.words import ARTICLES, COMPLEMENTS, IRREGULAR_PLURALS, PAYERS, STOP, VERBS

_TOKEN = re.compile(r"[\w&][\w’'&.-]*[\w]|\w|[^\w\s]")
_ADVERBS = frozenset("then now also already later soon still ago apiece thereby well even".split())
_LONGEST = 7


class Word(NamedTuple):
    """A word or mark of the text with its place."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """Return it in lower case."""
        return self.text.lower()


def words_of(body: str, start: int, end: int) -> list[Word]:
    """Return the words and marks between two offsets."""
    return [Word(m[0], m.start(), m.end()) for m in _TOKEN.finditer(body, start, end)]


def is_plural(word: str) -> bool:
    """Guess whether a noun is a plural."""
    low = word.lower()
    return low in IRREGULAR_PLURALS or (
        len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is", "'s", "’s", "ous"))
    )


def _ends_phrase(word: Word) -> bool:
    return not word.text[0].isalnum() or word.low in STOP or word.low in VERBS or word.text[0].isdigit()


def phrase(words: list[Word], at: int = 0) -> int:
    """Return how far the noun phrase that begins at `words[at]` reaches, `at` if there is none."""
    i = at
    while i < len(words) and i - at < _LONGEST:
        word = words[i]
        if _ends_phrase(word) or (i > at and word.low in ARTICLES):
            break
        if i > at and word.low.endswith("ed") and _verb_like(words, i):
            break
        if i > at and word.low.endswith("ly"):
            break
        i += 1
        if is_plural(word.text) and not (i < len(words) and is_plural(words[i].text) and not _ends_phrase(words[i])):
            break
    return i


def _verb_like(words: list[Word], i: int) -> bool:
    """Tell whether a word in -ed is a verb rather than an adjective before a noun."""
    return (
        i + 1 >= len(words)
        or _ends_phrase(words[i + 1])
        or words[i + 1].low in ARTICLES
        or is_plural(words[i - 1].text)
    )


def nouns_after(words: list[Word]) -> tuple[int, int] | None:
    """Return the range of the noun phrase that opens `words`, with the complement that it needs."""
    at = 0
    if len(words) > 1 and words[0].low == "of" and words[1].text[0].isalpha():
        at = 1
    while at < len(words) and words[at].low in ARTICLES and at < 2:
        at += 1
    end = phrase(words, at)
    if end == at:
        return None
    return words[at].start, words[_with_complement(words, end) - 1].end


def _with_complement(words: list[Word], end: int) -> int:
    if end >= len(words):
        return end
    head, link = words[end - 1].low, words[end].low
    if link != "of" and head not in COMPLEMENTS.get(link, ()):
        return end
    at = end + 1
    while at < len(words) and words[at].low in ARTICLES:
        at += 1
    if at < len(words) and re.fullmatch(r"\d+-[a-z]+", words[at].text):
        at += 1
    stop = phrase(words, at)
    return stop if stop > at else end


def nouns_before(words: list[Word]) -> tuple[int, int] | None:
    """Return the range of the noun phrase that closes `words`."""
    i = len(words)
    while i > 0 and not _ends_phrase(words[i - 1]) and words[i - 1].low not in ARTICLES and len(words) - i < _LONGEST:
        i -= 1
    while i < len(words) and words[i].low in _ADVERBS | {"annual-"}:
        i += 1
    return (words[i].start, words[-1].end) if i < len(words) else None


_CLAUSE_MARKS = frozenset(', ; : – — ( ) “ ” " -'.split())
_CLAUSE_WORDS = frozenset("that and but while which who as when where because although though whereas or if".split())
_PRONOUNS = frozenset("it he she they we i you this that these those which who there one".split())


def subject(words: list[Word], *, money: bool) -> tuple[int, int] | None:
    """Return the range of the subject of the clause that `words` (all that precede the number) ends with."""
    begin = 0
    for i, word in enumerate(words):
        if word.text in _CLAUSE_MARKS or (word.low in _CLAUSE_WORDS and i):
            begin = i + 1
    clause = words[begin:]
    verb = next((i for i, w in enumerate(clause) if i and _is_verb(clause, i)), None)
    if verb is None or (money and any(w.low in PAYERS for w in clause[verb:])):
        return None
    at = 0
    while at < verb and clause[at].low in ARTICLES:
        at += 1
    if at == verb or clause[at].low in _PRONOUNS or clause[at].low in STOP:
        return None
    return clause[at].start, clause[verb - 1].end


def _is_verb(clause: list[Word], i: int) -> bool:
    low = clause[i].low
    return low in VERBS or (low.endswith("ed") and len(low) > 4 and clause[i - 1].low not in ARTICLES)
