"""What a text says of its events without a date: "her upcoming visit", "the trial", "the summit was called off"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from bot.extract.events.anchor import Anchor
from bot.extract.events.drafts import Draft
from bot.extract.events.matching import Matcher
from bot.extract.events.mention import Told
from bot.extract.events.page import Laid, Page
from bot.extract.events.sentence import DET, GENITIVE, NAME, NOUN, NUMBER, TIME, VERB, Sentence
from bot.extract.events.standing import Standing, is_called_off
from bot.extract.events.words import tables
from bot.extract.lang.en import events as en
from bot.model.event import EventKind, EventStatus

NEAR = 2
"""Sentences back to the last mention at which "the visit" still points."""

MOST_RECALLED = 200
"""So many words that may recall an event are looked at in one article."""


def recall(page: Page, drafts: Sequence[Draft]) -> None:
    """Add to the drafts the mentions of their events that tell no date."""
    coming = [d for d in drafts if not d.past and not d.dated.standing.forecast]
    kinds = {d.kind for d in coming} - {EventKind.OTHER}
    if EventKind.ELECTION in kinds:
        kinds.add(EventKind.VOTE)
    if not kinds:
        return
    matcher = Matcher(page.entities)
    taken = {t.trigger.start for d in drafts for t in (*d.told, *d.moved)}
    for index, at in _candidates(page, kinds):
        laid = page.laid(index)
        if laid is not None and at not in taken:
            _take(laid, at, coming, matcher)


def _candidates(page: Page, kinds: set[EventKind]) -> list[tuple[int, int]]:
    """Return (sentence, offset) of the words that name an event of these kinds."""
    nouns = tables().nouns
    starts = [s.start for s in page.text.sentences]
    found = []
    for word, start in zip(page.tokens.words, page.tokens.starts, strict=True):
        if nouns.get(word) in kinds:
            index = bisect_right(starts, start) - 1
            if index >= 0 and start < page.text.sentences[index].end:
                found.append((index, start))
                if len(found) == MOST_RECALLED:
                    break
    return found


def _take(laid: Laid, offset: int, coming: Sequence[Draft], matcher: Matcher) -> None:
    sentence = laid.sentence
    at = sentence.starts.index(offset)
    if at not in sentence.nouns:
        return
    anchor = laid.governor.undated(at)
    how = _points(sentence, anchor)
    if how is None:
        return
    told = Told.of(sentence, anchor, None, _standing(sentence, anchor, how), laid.namer.name(anchor))
    found = _choose(told, how, coming, matcher)
    if found is not None:
        found.add(told)


def _points(sentence: Sentence, anchor: Anchor) -> str | None:
    """Return how the words point at an event: "announced" (upcoming, planned), "owned" (her visit), "the"; or None."""
    how = None
    for at in range(anchor.first - 1, max(-1, anchor.first - 9), -1):
        tag, word = sentence.tags[at], sentence.words[at]
        if word in en.PASSED or tag == TIME:
            return None
        if word in en.SURE_WORDS | en.UNSURE_WORDS | en.CANCEL_WORDS | en.POSTPONE_WORDS:
            how = "announced"
        if tag in {DET, GENITIVE}:
            return how or ("owned" if tag == GENITIVE or word in {"his", "her", "its", "their"} else _definite(word))
        if tag not in {NOUN, NAME, NUMBER, VERB}:
            break
    return how


def _definite(word: str) -> str | None:
    return "the" if word in {"the", "this", "that"} else None


def _standing(sentence: Sentence, anchor: Anchor, how: str) -> Standing:
    off = is_called_off(sentence, anchor)
    status = EventStatus.CANCELLED if off else EventStatus.TENTATIVE
    return Standing(status, forecast=False, confidence=0.85 if how == "announced" else 0.5)


def _choose(told: Told, how: str, coming: Sequence[Draft], matcher: Matcher) -> Draft | None:
    """Return the one event that the words can mean: by people and place, else the one spoken of last."""
    fitting = [d for d in coming if matcher.speaks_of(d, told)]
    if how == "the":
        fitting = [d for d in fitting if any(0 <= told.sentence - t.sentence <= NEAR for t in d.told)]
    elif how == "owned":
        fitting = [d for d in fitting if matcher.shared(d, told) and told.standing.status is not None]
    if not fitting:
        return None
    best = max(matcher.shared(d, told) for d in fitting)
    closest = [d for d in fitting if matcher.shared(d, told) == best]
    if len(closest) > 1 and how == "the":
        return min(closest, key=lambda d: _distance(d, told))
    return closest[0] if len(closest) == 1 else None


def _distance(one: Draft, told: Told) -> tuple[int, int]:
    """Return how far back it was last spoken of; of two in one sentence the first, its subject, is nearer."""
    before = [t for t in one.told if t.trigger.start < told.trigger.start]
    last = max((t.sentence for t in before), default=-99)
    first = min((t.trigger.start for t in before if t.sentence == last), default=0)
    return told.sentence - last, first
