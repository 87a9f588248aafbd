"""Who does what to whom in a sentence, as far as its surface tells. Pure.

A word of the sentence that may stand for the question's predicate is an occurrence. Before it stands who does it
("Trump's planned visit", "Trump visited"), behind it whom or where. Words agree, differ, or leave it open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from enum import IntEnum
from operator import attrgetter
from typing import NamedTuple

from bot.answer.names import stems
from bot.answer.words import Token, is_stop, tokens
from bot.model.article import Article, Entity, EntityKind, Mention, MentionForm
from bot.model.base import Range

_BREAKS = frozenset('.;:—“”"()')
_JOINERS = frozenset({"and", "but", "while", "which", "who", "although", "though", "whereas", "because", "that", "as"})
_ENDS = frozenset(
    """will would is are was were has have had can could may might should shall must do does did if when before after
    until while which who whose although though whereas because""".split()
)
"""Words that end what a predicate is done to: another verb or another clause begins with them."""
_POSSESSIVES = frozenset({"his", "her", "its", "their", "my", "our"})
_REACH_LEFT, _REACH_RIGHT, _REACH_OWNER = 16, 14, 5
"""Words that may lie between a predicate and its subject, its object, and its possessor in news prose."""


class Fit(IntEnum):
    """How what the sentence says lies to what the question says."""

    DIFFERS = -1
    OPEN = 0
    AGREES = 1


class Agreement(NamedTuple):
    """How one occurrence of the predicate fits: its subject, its object, and where it stands."""

    subject: Fit
    object: Fit
    place: int

    @property
    def full(self) -> bool:
        """Tell whether nothing differs and something agrees."""
        return min(self.subject, self.object) >= 0 and max(self.subject, self.object) > 0

    @property
    def score(self) -> int:
        """Return -2 to 2; a differing part weighs more than an agreeing one."""
        return -2 if Fit.DIFFERS in (self.subject, self.object) else int(self.subject) + int(self.object)


class Sentence(NamedTuple):
    """A sentence laid out: its words, and for each word the stems of the names that the entity there bears.

    `mentions` are those of the entities, in their order, that lie in the sentence or reach into it.
    """

    range: Range
    words: list[Token]
    named: dict[int, frozenset[str]]
    persons: frozenset[int]
    text: str
    mentions: tuple[tuple[Entity, Mention], ...] = ()

    def within(self, start: int, end: int) -> list[Token]:
        """Return the words that begin between these characters of the sentence, `end` exclusive."""
        return self.words[bisect_left(self.words, start, key=_START) : bisect_left(self.words, end, key=_START)]


_START, _END = attrgetter("start"), attrgetter("end")


Extents = tuple[tuple[int, int, Entity], ...]


def extents(article: Article) -> Extents:
    """Return for each entity where its first mention begins and its last one ends."""
    return tuple((e.mentions[0].start, e.mentions[-1].end, e) for e in article.entities)  # mentions are in order


def lay_out(article: Article, place: Range, within: Extents | None = None) -> Sentence:
    """Return the sentence at `place` with what the article knows of the names in it.

    Who lays out several sentences of an article hands in its `extents`: most entities are nowhere near.
    """
    text = article.body[place.start : place.end]
    words = tokens(text)
    named: dict[int, frozenset[str]] = {}
    persons: set[int] = set()
    found: list[tuple[Entity, Mention]] = []
    first, last = place.start, place.end
    for begins, ends, entity in extents(article) if within is None else within:
        if begins >= last or ends <= first:
            continue
        said = entity.mentions
        inside = said[bisect_right(said, first, key=_END) : bisect_left(said, last, key=_START)]
        if not inside:
            continue
        forms = frozenset(s for form in (entity.name, *entity.aliases, entity.role or "") for s in stems(form))
        acts = entity.kind in {EntityKind.PERSON, EntityKind.ORGANISATION}
        for mention in inside:
            found.append((entity, mention))
            start = bisect_right(words, mention.start - first, key=_END)
            met = range(start, bisect_left(words, mention.end - first, key=_START))
            named |= {i: named.get(i, frozenset()) | forms for i in met}
            if acts or mention.form != MentionForm.NAME:
                persons.update(met)
    return Sentence(place, words, named, frozenset(persons), text, tuple(found))


def agreements(
    sentence: Sentence,
    predicate: Collection[str],
    subject: Collection[str],
    objects: Collection[str],
    passive: bool = False,
) -> list[Agreement]:
    """Return how each occurrence of the predicate (any of these stems) fits, best first; empty if there is none."""
    found = []
    for i, word in enumerate(sentence.words):
        if word.stem in predicate and word.text.lower() not in {"us", "it"}:
            left, owner = _left(sentence, i)
            right = _right(sentence, i)
            by = i + 1 < len(sentence.words) and sentence.words[i + 1].text.lower() == "by"
            before, after = (objects, subject) if passive != by else (subject, objects)
            found.append(_fit(sentence, i, (left, owner, right), before, after))
    return sorted(found, key=lambda a: (a.score, a.subject, a.object), reverse=True)


def asserted(sentence: Sentence, i: int) -> bool:
    """Tell whether the verb at `i` is said to happen: not "to find", "could find", "failed to find"."""
    before = [w.text.lower() for w in sentence.words[max(0, i - 10) : i]]
    while before and before[-1] in {"be", "been", "have"}:
        before.pop()
    wished = before[-1:] == ["to"] and any(word.startswith(_WISHES) for word in before)
    return not (wished or _UNREAL.intersection(before[-2:]))


_WISHES = (
    "seek",
    "help",
    "want",
    "try",
    "tries",
    "trying",
    "tried",
    "hop",
    "plan",
    "fail",
    "ask",
    "unable",
    "refus",
    "vow",
    "threat",
    "urg",
    "call",
    "expect",
    "predict",
    "forecast",
    "promis",
    "pledg",
)
_UNREAL = frozenset("will could may might would should cannot if unless not never".split())


def _fit(
    sentence: Sentence,
    i: int,
    around: tuple[list[int], list[int], list[int]],
    before: Collection[str],
    after: Collection[str],
) -> Agreement:
    left, owner, right = around
    doer = _side(sentence, owner, before, strict=True) if owner else _side(sentence, left, before)
    done_to = _side(sentence, right, after)
    if done_to != Fit.AGREES and after and _holds(sentence, left, after) and not owner:
        done_to = Fit.OPEN
    return Agreement(doer, done_to, i)


def _side(sentence: Sentence, places: list[int], wanted: Collection[str], *, strict: bool = False) -> Fit:
    """Compare the names and words on one side with the wanted ones."""
    if not wanted:
        return Fit.OPEN
    if _holds(sentence, places, wanted):
        return Fit.AGREES
    others = [i for i in places if (i in sentence.named and (strict or i in sentence.persons)) or _capital(sentence, i)]
    return Fit.DIFFERS if others else Fit.OPEN


def _capital(sentence: Sentence, i: int) -> bool:
    """Tell whether the word is a name by its capital; the first word of a sentence has one anyway."""
    word = sentence.words[i]
    return i > 0 and word.text[0].isupper() and not is_stop(word)


def _holds(sentence: Sentence, places: Iterable[int], wanted: Collection[str]) -> bool:
    here: set[str] = set()
    for i in places:
        here.add(sentence.words[i].stem)
        here |= sentence.named.get(i, frozenset())
    return set(wanted) <= here


def _gap(sentence: Sentence, i: int) -> str:
    """Return what stands between word `i` and the one behind it."""
    words = sentence.words
    return sentence.text[words[i].end : words[i + 1].start] if i + 1 < len(words) else "."


def _left(sentence: Sentence, i: int) -> tuple[list[int], list[int]]:
    """Return the words before `i` in its clause, and those that name its possessor if it has one."""
    owner: list[int] = []
    places: list[int] = []
    for j in range(i - 1, max(-1, i - 1 - _REACH_LEFT), -1):
        gap = _gap(sentence, j)
        if any(c in _BREAKS for c in gap):
            break
        if "," in gap and j + 1 < len(sentence.words) and sentence.words[j + 1].text.lower() in _JOINERS:
            break
        places.append(j)
        word = sentence.words[j].text
        owning = word.lower() in _POSSESSIVES or word.endswith(("'s", "’s"))
        if (
            owning
            and i - j <= _REACH_OWNER
            and not owner
            and "," not in "".join(_gap(sentence, k) for k in range(j, i))
        ):
            owner = _run(sentence, j)
    return places, owner


def _run(sentence: Sentence, j: int) -> list[int]:
    """Return the capitalised words that end at `j`."""
    run = [j]
    while run[-1] > 0 and sentence.words[run[-1] - 1].text[0].isupper() and _gap(sentence, run[-1] - 1) == " ":
        run.append(run[-1] - 1)
    return run


def _right(sentence: Sentence, i: int) -> list[int]:
    places: list[int] = []
    for j in range(i + 1, min(len(sentence.words), i + 1 + _REACH_RIGHT)):
        gap = _gap(sentence, j - 1)
        if any(c in _BREAKS for c in gap) or ("," in gap and not _lists_on(sentence, j)):
            break
        if sentence.words[j].text.lower() in _ENDS:
            break
        places.append(j)
    return places


def _lists_on(sentence: Sentence, j: int) -> bool:
    """Tell whether the word behind a comma goes on with a name ("to Paris, France") rather than a new clause."""
    word = sentence.words[j]
    return word.text[0].isupper() and not is_stop(word)


def phrases(words: Sequence[Token], chosen: Iterable[int]) -> str:
    """Return the words at these places, for messages and tests."""
    return " ".join(words[i].text for i in chosen)
