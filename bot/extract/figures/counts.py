"""What a number counts: the nouns after it, or before it, or the subject of its clause."""

from __future__ import annotations

import re
from itertools import takewhile

from bot.extract.figures.around import Around, Word, is_plural
from bot.extract.figures.number import Number
from bot.extract.lang.en.figures import (
    AFTER_MEASURE,
    ARTICLES,
    COMPLEMENTS,
    INNER_PLURALS,
    MEASURE_VERBS,
    MEMBERS,
    NUMBER_WORDS,
    OUTCOMES,
    PRICE_VERBS,
    REPORTING,
    SELLERS,
    STOP,
    VERBAL_NOUNS,
    VERBS,
)

Place = tuple[int, int]
"""Where a phrase stands: start and end offset."""

_DEGREES = frozenset({"more", "fewer", "less"})
_LONGEST = 7
"""Words in a noun phrase at most; longer ones are clauses that were not recognised."""

_MARKS = frozenset(',;:–—()“”"`')
_JOINTS = frozenset("and but while as when where because although though whereas or if".split())
_RELATIVES = frozenset({"which", "who", "that"})
_PRONOUNS = frozenset("it he she they we i you this that these those which who there one".split())
_TO_FIGURE = frozenset("to by at from for".split())
_DETERMINERS = ARTICLES | {"each", "every"}
_TIED = re.compile(r"\d[\d,.]*-[a-z]+")


def counted(body: str, number: Number, around: Around) -> str | None:
    """Return the words that say what `number` counts, None if its clause does not tell."""
    if number.joined and number.unit is None:
        return _tied(body, around.after)
    return _text(body, _place(number, around))


def _text(body: str, place: Place | None) -> str | None:
    return body[place[0] : place[1]] if place else None


def _place(number: Number, around: Around) -> Place | None:
    after = around.after
    of = closing(around.before[:-1]) if around.last() == "of" else None
    if of and around.last(2) == "magnitude":
        return subject(around.before)
    place = None
    if number.unit is None or around.next() not in AFTER_MEASURE:
        place = opening(after, attributive=around.last() in ARTICLES and (number.unit is not None or number.fraction))
    if place:
        return place
    if number.is_money:
        return (
            _linked(after, ("in",), bare=True)
            or of
            or _object(around.before)
            or subject(around.before, PRICE_VERBS)
            or _linked(after, ("for", "on", "in"), bare=False)
        )
    if number.unit is None and not number.fraction:
        return of or _outcome(around) or subject(around.before, MEASURE_VERBS)
    return of or _object(around.before) or subject(around.before)


def _tied(body: str, after: list[Word]) -> str | None:
    """Read "465-member lower house" as the members of the lower house, "40-storey tower" as its storeys."""
    tied = after[1:] if after and after[0].text == "-" else after
    if not tied:
        return None
    noun = tied[0].text
    if noun == "plus":
        return _text(body, opening(tied[1:]))
    plural = noun if is_plural(tied[0].low) or noun == "strong" else noun + "s"
    rest = opening(tied[1:])
    return f"{plural} of the {body[rest[0] : rest[1]]}" if rest else plural


def _ends_phrase(word: Word) -> bool:
    """Tell whether no noun phrase holds this word; capitals tell US from us and IT from it."""
    if not word.text[0].isalpha():
        return True
    return (word.low in STOP and not (word.text.isupper() and len(word.text) > 1)) or word.low in VERBS


def _goes_on(words: list[Word], i: int, at: int, *, attributive: bool) -> bool:
    """Tell whether the phrase that begins at `at` holds `words[i]`."""
    word = words[i]
    if word.text[0].isdigit():
        return word.low[-1] == "s" or (i > at and i + 1 < len(words) and words[i + 1].text[0].isalpha())
    if _ends_phrase(word):
        noun = word.low in VERBAL_NOUNS if attributive or i > at else True
        noun = noun and (attributive or is_plural(word.low))
        return noun and word.low not in STOP and word.low not in {"has", "does"}
    if i > at and word.low[-1] == "s" and i + 1 < len(words) and words[i + 1].low in ARTICLES:
        return False
    return not (word.low.endswith(("ed", "ly")) and _no_adjective(words, i, at))


def phrase(words: list[Word], at: int, *, attributive: bool = False) -> int:
    """Return how far the noun phrase that begins at `words[at]` reaches; `at` if there is none.

    `attributive`: a measure with an article stands before it, so that "drop" is a noun in "a 45 percent drop".
    """
    i = at
    while i < len(words) and i - at < _LONGEST and _goes_on(words, i, at, attributive=attributive):
        i += 1
        last = words[i - 1].low
        more = i < len(words) and (is_plural(words[i].low) or last in INNER_PLURALS) and not _ends_phrase(words[i])
        if is_plural(last) and not more:
            break
    return i


def _no_adjective(words: list[Word], i: int, at: int) -> bool:
    """Tell whether a word in -ed or -ly ends the phrase: it is a verb or an adverb, not an adjective before a noun."""
    if i + 1 < len(words) and not _ends_phrase(words[i + 1]):
        return i > at and is_plural(words[i - 1].low)
    return i > at or (i + 1 < len(words) and words[i + 1].text[0].isalpha())


def opening(words: list[Word], *, attributive: bool = False) -> Place | None:
    """Return the noun phrase that opens `words`, with the complement that it needs."""
    if len(words) > 1 and words[0].low in _DEGREES and words[1].low == "than":
        return None
    at = 1 if len(words) > 1 and words[0].low == "of" and words[1].text[0].isalpha() else 0
    if at and words[1].low == "them" and len(words) > 2 and is_plural(words[2].low):
        at = 2
    while at < min(2, len(words)) and words[at].low in ARTICLES:
        at += 1
    end = phrase(words, at, attributive=attributive)
    if end == at + 1 and at and words[at].low.endswith("ed"):
        at -= 1
    return (words[at].start, words[_complement(words, end) - 1].end) if end > at else None


def _complement(words: list[Word], end: int) -> int:
    """Return the end of "in the chamber" after "seats", or `end` where the noun needs no complement."""
    if end >= len(words):
        return end
    head, link = words[end - 1].low, words[end].low
    if link != "of" and head not in COMPLEMENTS.get(link, ()):
        return end
    at = end + 1
    while at < len(words) and (words[at].low in _DETERMINERS or _TIED.fullmatch(words[at].text)):
        at += 1
    stop = phrase(words, at) if at < len(words) and words[at].low not in NUMBER_WORDS else at
    if stop == at:
        return end
    names_on = stop + 1 < len(words) and words[stop].low == "of" and words[stop + 1].text[0].isupper()
    return phrase(words, stop + 1) if names_on else stop


def closing(words: list[Word]) -> Place | None:
    """Return the noun phrase that closes `words`."""
    i = len(words)
    while i > 0 and len(words) - i < _LONGEST and _may_stand(words, i - 1):
        i -= 1
    while i + 1 < len(words) and words[i].low.endswith("ed"):
        i += 1
    return (words[i].start, words[-1].end) if i < len(words) else None


def _may_stand(words: list[Word], i: int) -> bool:
    word, last = words[i], i == len(words) - 1
    if word.text[0].isdigit():
        return i > 0 and words[i - 1].text[0].isupper()
    if not last and is_plural(word.low) and word.low not in INNER_PLURALS:
        return False
    noun = last and (is_plural(word.low) or word.low in VERBAL_NOUNS)
    noun = noun or (word.low in VERBAL_NOUNS and i > 0 and words[i - 1].low in ARTICLES)
    return (not _ends_phrase(word) or noun) and word.low not in ARTICLES


def _linked(after: list[Word], links: tuple[str, ...], *, bare: bool) -> Place | None:
    """Return the nouns after a preposition: "in grants" (bare, without article), "for the painting"."""
    if len(after) < 2 or after[0].low not in links:
        return None
    if bare and (after[1].low in ARTICLES or after[1].text[0].isupper()):
        return None
    return opening(after[1:])


_BY = 7
"""Words before "to 4 percent" among which "by a quarter point" may stand."""


def _object(before: list[Word]) -> Place | None:
    """Return the object of "sold the cottage for £3m", "cut its forecast to 1.5 percent"."""
    if len(before) < 4 or before[-1].low not in _TO_FIGURE:
        return None
    if before[-1].low == "for" and not any(w.low in SELLERS for w in before):
        return None
    by = next((i for i in range(len(before) - 2, max(3, len(before) - _BY), -1) if before[i].low == "by"), None)
    place = closing(before[: -1 if by is None else by])
    at = next((i for i, w in enumerate(before) if place and w.start == place[0]), 0)
    if place is None or at < 2 or before[at - 1].low not in ARTICLES:
        return None
    verb = before[at - 2]
    return place if verb.text[0].isalpha() and (verb.low in VERBS or verb.low not in STOP) else None


_BACK, _AHEAD = 4, 3
"""Words within which it is told what became of the people: "killed at least 14", "14 people were hurt"."""


def _outcome(around: Around) -> Place | None:
    """Return the word that says what became of the people counted: "killed 12", "12 were injured"."""
    after = around.after[1:] if around.after and around.after[0].low in {"were", "was", "are"} else around.after
    before = takewhile(lambda word: not word.text[0].isdigit(), reversed(around.before[-_BACK:]))
    ahead = takewhile(lambda word: word.text not in _MARKS and word.low not in _JOINTS, around.after[:_AHEAD])
    return next(((w.start, w.end) for w in (*after[:1], *before, *ahead) if w.low in OUTCOMES), None)


def subject(before: list[Word], verbs: frozenset[str] | None = None) -> Place | None:
    """Return the subject of the clause that the words before a number make; `verbs` names those that will do."""
    begin = 0
    for i, word in enumerate(before):
        if word.text in _MARKS or (i and word.low in _JOINTS) or (word.low in REPORTING and i + 1 < len(before)):
            begin = i + 1
    clause = before[begin:]
    verb = next((i for i in range(len(clause)) if _is_verb(clause, i)), None)
    if verb is None or (verbs is not None and not any(w.low in verbs for w in clause[verb:])):
        return None
    at = 0
    while at < verb and (clause[at].low in ARTICLES or clause[at].low in _RELATIVES):
        at += 1
    if at == verb or (at == verb - 1 and clause[at].low.endswith("ly")):
        return _antecedent(before[:begin])
    if clause[at].low in _PRONOUNS or _ends_phrase(clause[at]) or clause[at].low.endswith("ing"):
        return None
    while verb - 1 > at and (clause[verb - 1].low in STOP or not clause[verb - 1].text[0].isalnum()):
        verb -= 1
    return clause[at].start, clause[verb - 1].end


def _antecedent(words: list[Word]) -> Place | None:
    """Return the nouns before "..., which fell" and before the comma in "The FTSE 100, however, fell"."""
    end = len(words)
    while end and (words[end - 1].text in _MARKS or words[end - 1].low in {"however", "meanwhile", "though"}):
        end -= 1
    opened = next((i for i in range(end - 1, max(-1, end - 5), -1) if words[i].text == "("), None)
    return closing(words[: end if opened is None else opened])


def _is_verb(clause: list[Word], i: int) -> bool:
    low = clause[i].low
    if low in VERBS or low in MEASURE_VERBS:
        return True
    return low.endswith("ed") and len(low) > 4 and (i == 0 or clause[i - 1].low not in ARTICLES)


def is_member(noun: str) -> bool:
    """Tell whether a noun tied to a number makes it the size of a body: "465-member"."""
    return noun.lower() in MEMBERS
