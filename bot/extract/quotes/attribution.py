"""Cues beside a quoted stretch: before it and after it in its sentence, or at the end of what stands before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.extract.marks import Quoted
from bot.extract.quotes.cues import ADVERBS, CUES, PARTICIPLES, RELATIVES, SAYING
from bot.extract.quotes.scene import Scene
from bot.extract.quotes.speakers import Speaker, Speakers
from bot.extract.tokens import BREAK
from bot.model.article import EntityKind

REACH: Final = 45
"""So many tokens back and forth a cue is looked for."""

CLOSE: Final = 6
"""A cue so many tokens before a quote, or nearer, belongs to it."""

_DASHES: Final = frozenset({"—", "–", "―", "-", "--"})
_STOPS: Final = frozenset({".", "?", "!", BREAK})
_NESTED: Final = frozenset({"'", "’", "‘", "”", '"', "''"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker with the cue that says so, by its token; `by_source`: by "according to", which may name a paper."""

    speaker: Speaker
    cue: int | None
    by_source: bool = False


class Surroundings:
    """Looks for cues around the quoted stretches of one text."""

    def __init__(self, scene: Scene, speakers: Speakers) -> None:
        self.scene = scene
        self.words = scene.words
        self.speakers = speakers

    def beside(self, segment: Quoted) -> Attribution | None:
        """Return what the segment's own sentence, or the end of the paragraph before it, says of its speaker."""
        near, far = None, None
        if not self.begins_sentence(segment):
            for found in self._cues_before(segment):
                assert found.cue is not None
                if segment.before() - found.cue <= (CLOSE if found.speaker.sure else CLOSE // 2):
                    near = near or found
                far = _better(far, found)
        after = self._after(segment) if near is None else None
        if after is not None and after.by_source and far is not None:
            after = None  # "officials called it “...,” according to the newspaper": the officials speak
        return near or after or far or self._announced(segment)

    def begins_sentence(self, segment: Quoted) -> bool:
        """Tell whether nothing of the sentence stands before the quoted words."""
        before = segment.before()
        return before < 0 or self.words[before] in _STOPS or self.scene.sentence(segment.first)[0] >= before + 1

    def _cues_before(self, segment: Quoted) -> Iterator[Attribution]:
        """Yield the cues of the same sentence before the opening mark with their subjects, nearest first."""
        at = segment.before()
        low = max(self.scene.sentence(at)[0], at - REACH)
        for cue in range(at, low - 1, -1):
            if self.scene.inside[cue]:
                continue
            word = self.words[cue] if cue > low else self.words[cue].lower()
            speaker = None
            if word in CUES and self.scene.is_verb(cue):
                speaker = self._subject(cue)
            elif word == "to" and self.words[cue - 1].lower() == "according":
                speaker = self.speakers.after(cue)
            if speaker is not None:
                yield Attribution(speaker, cue)

    def _subject(self, cue: int) -> Speaker | None:
        """Return the subject of a cue; that of a participle is the sentence's own."""
        low, high = self.scene.sentence(cue)
        if self.words[cue].lower() not in PARTICIPLES or self.words[cue - 1] in ADVERBS:
            return self.speakers.before(cue)
        if cue - low <= 2:  # "Describing it as ..., she praised"
            return self._after_participle(cue, high)
        return self.speakers.in_front(cue, low) or self.speakers.before(cue)

    def _after_participle(self, cue: int, high: int) -> Speaker | None:
        for at in range(cue, min(high, cue + 2 * REACH)):
            if self.words[at] == "," and not self.scene.inside[at]:
                found = self.speakers.opening(at + 1, min(high, at + 12))
                if found is not None:
                    return found
        return None

    def _after(self, segment: Quoted) -> Attribution | None:
        """Look for "X said", "said X", "according to X" or "― X" after the closing mark."""
        if not segment.closed and self.words[segment.last] == BREAK:
            return None
        words, at = self.words, segment.after()
        if at in self.scene.opens and words[at] not in _DASHES:
            return None
        dash = words[at] in _DASHES
        leads = self._ends_open(segment) or words[at] in {",", *_DASHES}
        if words[at] == "," or dash:
            at += 1
        high = min(self._clause_end(at), at + REACH)
        for cue in range(at, high):
            found = self._cue_after(cue, at, leads)
            if found is not None:
                return found
        return self._signed(at) if dash else None

    def _ends_open(self, segment: Quoted) -> bool:
        """Tell whether the quoted words end in a comma or a question, as before "she said"."""
        end = segment.last - 1
        while end > segment.first and self.words[end] in _NESTED:
            end -= 1
        return self.words[end] in {",", "?", "!", "…", "—", "-", "–", "."} and self.words[end] != "."

    def _clause_end(self, at: int) -> int:
        """Return where the sentence goes no further after a quote: at its stop or at the next quote."""
        high = len(self.words)
        for index in range(at, min(high, at + REACH)):
            if self.words[index] in {".", "?", "!", BREAK, ";"} or self.scene.inside[index]:
                return index
        return min(high, at + REACH)

    def _cue_after(self, cue: int, at: int, leads: bool) -> Attribution | None:
        word = self.words[cue]
        if self.scene.inside[cue]:
            return None
        if word == "to" and self.words[cue - 1].lower() == "according":
            found = self.speakers.after(cue)
            return Attribution(found, cue - 1, by_source=True) if found else None
        says = word in SAYING and word not in PARTICIPLES and self.scene.is_verb(cue)
        says = says and self.words[cue - 1] not in RELATIVES
        if not says and not (word == "put" and self.words[cue + 1] == "it"):
            return None
        if cue == at:
            found = self.speakers.after(cue)
        elif leads:
            found = self.speakers.opening(at, cue) or self.speakers.before(cue)
        else:
            found = self._trailing(cue, at)
        return Attribution(found, cue) if found is not None and found.first >= at else None

    def _trailing(self, cue: int, at: int) -> Speaker | None:
        """Return the subject of ", she said" that closes a sentence which a quote only began."""
        found = self.speakers.before(cue)
        if found is None or found.first <= at or self.words[found.first - 1] not in {",", "as"}:
            return None
        return found

    def _signed(self, at: int) -> Attribution | None:
        """Return the name after a dash that closes a paragraph: "… ― Ann Lee"."""
        found = self.scene.starting.get(at)
        if found is None or found[1].kind is not EntityKind.PERSON:
            return None
        return Attribution(Speaker(at, found[0], found[1].name, sure=True), None)

    def _announced(self, segment: Quoted) -> Attribution | None:
        """Return who is announced at the end of the paragraph before: "He said:"."""
        at = segment.first - 2
        if at < 1 or self.words[at] != BREAK or self.words[at - 1] not in {":", ","}:
            return None
        low = self.scene.sentence(at - 1)[0]
        for cue in range(at - 1, max(low, at - REACH) - 1, -1):
            if self.words[cue] in CUES and not self.scene.inside[cue]:
                speaker = self._subject(cue)
                if speaker is not None:
                    return Attribution(speaker, cue)
        speaker = self.speakers.in_front(at, low)
        return Attribution(speaker, None) if speaker else None

    def sentence_before(self, segment: Quoted, previous: Quoted | None) -> Attribution | None:
        """Return who the sentence before reports, in the same paragraph: "Talks may fail, she said. “We ...”"."""
        at = segment.first - 2
        if at < 1 or self.words[at] not in {".", "?", "!", "…"} or self.scene.inside[at]:
            return None
        low = self.scene.sentence(at)[0]
        if previous is not None and previous.last > low:
            return None
        for cue in range(at - 1, max(low, at - REACH) - 1, -1):
            if self.words[cue] in SAYING and not self.scene.inside[cue] and self.scene.is_verb(cue):
                speaker = self._subject(cue)
                if speaker is not None and speaker.sure:
                    return Attribution(speaker, cue)
        return None


def _better(best: Attribution | None, found: Attribution) -> Attribution:
    """Of two cues in a sentence prefer one with a sure speaker; among equals the nearer."""
    if best is None or (found.speaker.sure and not best.speaker.sure):
        return found
    return best
