"""Words in quotation marks: whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.extract.quotes.cues import CUES, PARTICIPLES, SAYING
from bot.extract.quotes.marks import Quoted, quoted_tokens
from bot.extract.quotes.speakers import Speaker, Speakers
from bot.extract.tokens import BREAK, Tokens
from bot.model.article import Entity, Quote, QuoteForm

_ENDS: Final = frozenset({".", "?", "!", BREAK})
FEWEST_WORDS: Final = 3
"""Fewer quoted words are a name or a word held at arm's length unless a cue stands right beside them."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker with the cue that says so."""

    speaker: Speaker
    cue: int | None


class DirectReader:
    """Attributes the quoted stretches of one text."""

    def __init__(self, body: str, tokens: Tokens, entities: tuple[Entity, ...]) -> None:
        self.body, self.tokens, self.words = body, tokens, tokens.words
        self.segments = quoted_tokens(body, tokens)
        self.inside = bytearray(len(tokens.words) + 1)
        for segment in self.segments:
            low, high = max(0, segment.first - 1), min(len(tokens.words), segment.last + 1)
            if not segment.closed:
                high = segment.last
            self.inside[low:high] = b"\1" * (high - low)
        self.speakers = Speakers(tokens, entities, self.inside)

    def quotes(self) -> list[Quote]:
        """Return the direct and mixed quotations in order."""
        found: list[Quote] = []
        last: Attribution | None = None
        previous: Quoted | None = None
        for segment in self.segments:
            attribution = self._after(segment) or self._before(segment)
            if attribution is None and last is not None and previous is not None and self._continues(previous, segment):
                attribution = Attribution(last.speaker, None)
            if attribution is None and self._count(segment) >= FEWEST_WORDS:
                subject = self.speakers.of_sentence(segment.first - 1)
                if subject is not None:
                    attribution = Attribution(subject, None)
                elif last is not None and self._whole_sentence(segment):
                    attribution = Attribution(last.speaker, None)
            if attribution is not None:
                last, previous = attribution, segment
            quote = self._quote(segment, attribution)
            if quote is not None:
                found.append(quote)
        return found

    def _count(self, segment: Quoted) -> int:
        return sum(w[0].isalnum() for w in self.words[segment.first : segment.last])

    def _whole_sentence(self, segment: Quoted) -> bool:
        before = segment.before()
        return before < 0 or self.words[before] in _ENDS or self.words[before] == ":"

    def _after(self, segment: Quoted) -> Attribution | None:
        """Look for "X said" or "said X" after the closing mark, up to the end of the clause."""
        words = self.words
        at = segment.after()
        if not segment.closed or at >= len(words):
            return None
        end_mark = words[segment.last - 1]
        comma = end_mark in {",", "?", "!", "…", "—", "-", "–"} or words[at] in {",", "-", "—", "–"}
        if words[at] in {",", "-", "—", "–"}:
            at += 1
        if not comma and words[at] not in CUES:
            return None
        for cue in range(at, min(at + 25, len(words))):
            word = words[cue]
            if word in _ENDS or self.inside[cue]:
                break
            if word in CUES and word not in PARTICIPLES:
                if cue == at:
                    subject = self.speakers.after(cue)
                else:
                    subject = self.speakers.before(cue)
                    if subject is not None and subject.first < at:
                        subject = None
                if subject is not None:
                    return Attribution(subject, cue)
            if word == "to" and words[cue - 1] == "according":
                subject = self.speakers.after(cue)
                if subject is not None:
                    return Attribution(subject, cue - 1)
        return None

    def _before(self, segment: Quoted) -> Attribution | None:
        """Look back from the opening mark for the nearest cue of the same sentence and its subject."""
        words = self.words
        at = segment.before()
        fallback = None
        for cue in range(at, max(-1, at - 45), -1):
            word = words[cue]
            if word in _ENDS or (word in {";"}):
                break
            if self.inside[cue]:
                continue
            if word in CUES:
                subject = self._subject(cue)
                if subject is not None:
                    found = Attribution(subject, cue)
                    if word in SAYING or at - cue <= 12:
                        return found
                    fallback = fallback or found
            elif word == "to" and words[cue - 1] in {"according", "According"}:
                subject = self.speakers.after(cue)
                if subject is not None:
                    return Attribution(subject, cue - 1)
        return fallback

    def _subject(self, cue: int) -> Speaker | None:
        if self.words[cue] in PARTICIPLES:
            return self.speakers.of_sentence(cue)
        return self.speakers.before(cue)

    def _continues(self, previous: Quoted, segment: Quoted) -> bool:
        """Tell whether `segment` goes on with what `previous` quotes: same paragraph, or left open before it."""
        between = self.words[previous.last : segment.first]
        breaks = between.count(BREAK)
        if not breaks:
            return True
        return breaks == 1 and (not previous.closed or (self._whole_sentence(segment)))

    def _quote(self, segment: Quoted, attribution: Attribution | None) -> Quote | None:
        if attribution is None and self._count(segment) < FEWEST_WORDS:
            return None
        if attribution is not None and self._count(segment) < FEWEST_WORDS and attribution.cue is None:
            return None
        start, end = self.tokens.span(segment.first, segment.last)
        speaker = attribution.speaker if attribution else None
        cue = attribution.cue if attribution else None
        place = self.tokens.span(speaker.first, speaker.last) if speaker else (None, None)
        return Quote(
            start=start,
            end=end,
            text=self.body[start:end],
            speaker=speaker.name if speaker else None,
            speaker_start=place[0],
            speaker_end=place[1],
            cue=self.words[cue] if cue is not None else None,
            form=QuoteForm.DIRECT
            if self._whole_sentence(segment) or (cue is not None and cue > segment.last)
            else QuoteForm.MIXED,
        )
