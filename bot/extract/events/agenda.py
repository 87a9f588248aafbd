"""Lines of a calendar: "April 15: filing deadline", "Tuesday: OPEC meeting; jobs data", "Final round: April 15".

So are lines of a list, under a heading that is a day or one under the other: "Physics – Tuesday, March 3",
"Quarterfinals: 6:30 p.m.".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from bot.extract.events.anchor import Anchor
from bot.extract.events.clock import clock_only, when_of
from bot.extract.events.mention import Told
from bot.extract.events.page import Laid, Page
from bot.extract.events.sentence import COMMA, DET, GENITIVE, NAME, NOUN, NUMBER, PREP, STOP, VERB, Sentence
from bot.extract.events.standing import Standing
from bot.extract.lang.en import events as en
from bot.model.base import Range
from bot.model.event import EventKind, EventStatus
from bot.model.time import Precision, When

_BULLETS = frozenset({"•", "*", "-", "–", "—", "◾", "▪"})
_CONFIDENCE = 0.75
_LABEL = 8
"""A label before a date has fewer words."""

_IN_LABEL = frozenset({NOUN, NAME, NUMBER, PREP, DET, VERB, GENITIVE})
_DASHES = frozenset({"-", "–", "—"})
_AGAINST = frozenset({"at", "vs", "vs.", "v", "versus", "@"})


def agenda(page: Page, laid: Laid, day: date) -> Iterator[Told] | None:
    """Return what a line of a calendar tells, or None if the sentence is none; `day` is the reference day."""
    sentence = laid.sentence
    labelled = [(time, label, first) for time, first, _ in sentence.times if (label := _label(sentence, first)) >= 0]
    coming = [one for one in labelled if one[0].earliest is not None and one[0].earliest > day and not one[0].rule]
    if coming:
        return (told for time, label, first in coming for told in _told(laid, [(label, first - 1)], when_of(time)))
    time, first, end = sentence.times[0]
    if _is_entry(sentence) and _in_list(page, sentence.index):
        ahead = time.earliest is not None and time.earliest > day
        return _told(laid, [(_begin(sentence), first - 1)], when_of(time), any_noun=True) if ahead else iter(())
    if any(sentence.words[at] not in _BULLETS for at in range(first)) or time.rule:
        return None
    begin = _after_colon(sentence, end)
    if begin is None or time.earliest is None or time.latest is None or time.precision.rank > Precision.WEEK.rank:
        return None
    return _told(laid, _items(sentence, begin), _when(sentence)) if time.earliest > day else iter(())


def _when(sentence: Sentence) -> When:
    """Return when the line is: its day, and the hour if one is told at its end."""
    day, hour = sentence.times[0][0], sentence.times[-1][0]
    refined = len(sentence.times) == 2 and clock_only(hour) and hour.earliest == day.earliest == day.latest
    return when_of(hour if refined else day)


def _begin(sentence: Sentence) -> int:
    return next((at for at in range(len(sentence)) if sentence.words[at] not in _BULLETS), 0)


def _is_entry(sentence: Sentence) -> bool:
    """Tell a line that is a label, a colon or dash, and a time: "Women's final – Tuesday, March 3, 8 p.m."."""
    _, first, end = sentence.times[0]
    begin, last = _begin(sentence), sentence.times[-1][2]
    if not begin < first - 1 < begin + _LABEL or sentence.word(first - 1) not in _DASHES | {":"} or first > end:
        return False
    if any(sentence.tags[at] not in {COMMA, STOP} for at in range(end, len(sentence)) if at not in sentence.time_at):
        return False
    label = sentence.words[begin : first - 1]
    plain = all(sentence.tags[at] in _IN_LABEL or sentence.words[at] in {"/", "-"} for at in range(begin, first - 1))
    return plain and last > first and en.FIELDS.isdisjoint(label)


def _in_list(page: Page, index: int) -> bool:
    """Tell whether a line stands under or over another such line, or under one that is a day."""
    beside = [page.laid(at) for at in (index - 1, index + 1) if 0 <= at < len(page.text.sentences)]
    return any(_is_day(one.sentence) or _is_entry(one.sentence) for one in beside if one and one.sentence.times)


def _is_day(sentence: Sentence) -> bool:
    _, first, end = sentence.times[0]
    return first == 0 and end == len(sentence)


def _label(sentence: Sentence, first: int) -> int:
    """Return where the label begins before "Final round: March 3", if it names something that happens; else -1."""
    if first < 2 or sentence.word(first - 1) != ":":
        return -1
    begin = first - 1
    while begin > 0 and sentence.tags[begin - 1] in _IN_LABEL and first - begin < _LABEL:
        begin -= 1
    happens = any(at in sentence.nouns or sentence.words[at] in en.AGENDA_NOUNS for at in range(begin, first - 1))
    return begin if happens and begin < first - 1 else -1


def _after_colon(sentence: Sentence, end: int) -> int | None:
    """Return where the items begin after "Tuesday:" or "April 17 (four planets):"."""
    at = end
    if sentence.word(at) == "(":
        at = next((i for i in range(at, min(at + 8, len(sentence))) if sentence.words[i] == ")"), at) + 1
    return at + 1 if sentence.word(at) == ":" and at + 1 < len(sentence) else None


def _told(laid: Laid, items: Iterable[tuple[int, int]], when: When, *, any_noun: bool = False) -> Iterator[Told]:
    sentence = laid.sentence
    for first, last in items:
        anchor = _anchor(laid, first, last) or _match(sentence, first, last)
        if anchor is None and any_noun:
            anchor = Anchor(first, last, EventKind.OTHER, sentence.words[last - 1], noun=True, group=None, near=True)
        if anchor is None:
            continue
        start, stop = sentence.span(anchor.first, anchor.last)
        standing = Standing(EventStatus.SCHEDULED, forecast=False, confidence=_CONFIDENCE)
        yield Told.of(
            sentence,
            anchor,
            (Range(start=start, end=stop), when),
            standing,
            laid.namer.item(anchor, first, last),
            listed=True,
        )


def _match(sentence: Sentence, first: int, last: int) -> Anchor | None:
    """Return the match that two names tell: "No. 4 Rovers at No. 1 City", "Rovers vs. City"."""
    end = next((at for at in range(first, last) if sentence.tags[at] == COMMA), last)
    against = next((at for at in range(first + 1, end) if sentence.words[at] in _AGAINST), None)
    if against is None or NAME not in sentence.tags[first:against] or NAME not in sentence.tags[against + 1 : end]:
        return None
    if any(sentence.tags[at] not in {NAME, NOUN, NUMBER, STOP, PREP} for at in range(first, end)):
        return None
    return Anchor(first, end, EventKind.MATCH, "match", noun=True, group=None, near=True)


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
        while noun + 1 < last and noun + 1 in sentence.nouns:
            noun += 1
        return laid.governor.undated(noun)
    listed = next((at for at in range(first, last) if sentence.words[at] in en.AGENDA_NOUNS), None)
    if listed is None:
        return None
    word = sentence.words[listed]
    return Anchor(listed, listed + 1, EventKind.RELEASE, word, noun=True, group=None, near=True)
