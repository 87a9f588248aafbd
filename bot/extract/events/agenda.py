"""Lines of a calendar: "April 15: filing deadline", "Tuesday: OPEC meeting; jobs data", "Final round: April 15"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from bot.extract.events.anchor import Anchor
from bot.extract.events.clock import when_of
from bot.extract.events.mention import Told
from bot.extract.events.page import Laid
from bot.extract.events.sentence import DET, NAME, NOUN, NUMBER, PREP, VERB, Sentence
from bot.extract.events.standing import Standing
from bot.extract.lang.en import events as en
from bot.model.base import Range
from bot.model.event import EventKind, EventStatus
from bot.model.time import Precision, When

_BULLETS = frozenset({"•", "*", "-", "–", "—", "◾", "▪"})
_CONFIDENCE = 0.75
_LABEL = 8
"""A label before a date has fewer words."""


def agenda(laid: Laid, day: date) -> Iterator[Told] | None:
    """Return what a line of a calendar tells, or None if the sentence is none; `day` is the reference day."""
    sentence = laid.sentence
    time, first, end = sentence.times[0]
    label = _label(sentence, first) if first > 1 else None
    if label is not None and time.earliest is not None and time.earliest > day and not time.rule:
        return _told(laid, [(label, first - 1)], when_of(time))
    if any(sentence.words[at] not in _BULLETS for at in range(first)) or time.rule:
        return None
    begin = _after_colon(sentence, end)
    if begin is None or time.earliest is None or time.latest is None or time.precision.rank > Precision.WEEK.rank:
        return None
    return _told(laid, _items(sentence, begin), when_of(time)) if time.earliest > day else iter(())


def _label(sentence: Sentence, first: int) -> int | None:
    """Return where the label begins before "Final round: March 3", if it names something that happens."""
    if sentence.word(first - 1) != ":":
        return None
    begin = first - 1
    while begin > 0 and sentence.tags[begin - 1] in {NOUN, NAME, NUMBER, PREP, DET, VERB} and first - begin < _LABEL:
        begin -= 1
    happens = any(at in sentence.nouns or sentence.words[at] in en.AGENDA_NOUNS for at in range(begin, first - 1))
    return begin if happens and begin < first - 1 else None


def _after_colon(sentence: Sentence, end: int) -> int | None:
    """Return where the items begin after "Tuesday:" or "April 17 (four planets):"."""
    at = end
    if sentence.word(at) == "(":
        at = next((i for i in range(at, min(at + 8, len(sentence))) if sentence.words[i] == ")"), at) + 1
    return at + 1 if sentence.word(at) == ":" and at + 1 < len(sentence) else None


def _told(laid: Laid, items: Iterable[tuple[int, int]], when: When) -> Iterator[Told]:
    sentence = laid.sentence
    for first, last in items:
        anchor = _anchor(laid, first, last)
        if anchor is None:
            continue
        start, stop = sentence.span(anchor.first, anchor.last)
        standing = Standing(EventStatus.SCHEDULED, forecast=False, confidence=_CONFIDENCE)
        yield Told.of(
            sentence, anchor, (Range(start=start, end=stop), when), standing, laid.namer.item(anchor, first, last)
        )


def _items(sentence: Sentence, begin: int) -> Iterator[tuple[int, int]]:
    for at in range(begin, len(sentence) + 1):
        if at == len(sentence) or sentence.words[at] == ";":
            if at > begin:
                yield begin, at
            begin = at + 1


def _anchor(laid: Laid, first: int, last: int) -> Anchor | None:
    """Return what an item names: what it says will happen, else its event noun; what it says has happened is none."""
    sentence = laid.sentence
    groups = [g for g in laid.groups if first <= g.first < last and g.form in {"f", "r", "p"}]
    groups = [g for g in groups if sentence.words[g.head] not in en.AGENDA_NOUNS]
    if any(g.form == "p" or g.negated or g.lemma in en.SAY for g in groups):
        return None
    if groups:
        return laid.governor.of_verb(groups[0])
    noun = next((at for at in range(first, last) if at in sentence.nouns), None)
    if noun is not None:
        return laid.governor.undated(noun)
    listed = next((at for at in range(first, last) if sentence.words[at] in en.AGENDA_NOUNS), None)
    if listed is None:
        return None
    word = sentence.words[listed]
    return Anchor(listed, listed + 1, EventKind.RELEASE, word, noun=True, group=None, near=True)
