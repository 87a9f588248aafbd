"""Words in quotation marks: whose they are.

for each quoted stretch, in order, the first that tells:
    a cue right before it in its sentence, or at the end of the paragraph before it ("He said:")
    a subject and cue after it, up to the end of the sentence; "according to X"; a name after a dash
    the nearest cue before it in its sentence; a cue in the sentence before
    the speaker of the stretch before, if this one goes on
    the subject of its sentence, else who spoke last
a paragraph that was left open is said by whoever says the next one
titles of books and the like are nobody's words
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from bot.extract.marks import Quoted
from bot.extract.quotes.attribution import Attribution, Surroundings
from bot.extract.quotes.cues import CUES, SAYING
from bot.extract.quotes.scene import Scene
from bot.extract.quotes.speakers import Speakers
from bot.extract.tokens import BREAK
from bot.model.article import Quote, QuoteForm

FEWEST_WORDS: Final = 3
"""Fewer quoted words are a title or a word held at arm's length unless a cue stands beside them."""

LONGEST_TITLE: Final = 8
"""Words; a longer stretch in title case is speech."""

_PAUSES: Final = frozenset({",", ".", "?", "!", "…", "—", "–", "-"})


class DirectReader:
    """Attributes the quoted stretches of one text."""

    def __init__(self, scene: Scene, speakers: Speakers) -> None:
        self.scene = scene
        self.words = scene.words
        self.speakers = speakers
        self.around = Surroundings(scene, speakers)

    def quotes(self) -> Iterator[Quote]:
        """Yield the direct and mixed quotations in order."""
        segments = [segment for segment in self.scene.segments if not self._names_a_work(segment)]
        found = self._hand_back(segments, list(self._attributions(segments)))
        for segment, attribution in zip(segments, found, strict=True):
            enough = self._count(segment) >= FEWEST_WORDS
            if enough or (attribution is not None and attribution.cue is not None):
                yield self._quote(segment, attribution)

    def _count(self, segment: Quoted) -> int:
        return sum(word[0].isalnum() for word in self.words[segment.first : segment.last])

    def _attributions(self, segments: list[Quoted]) -> Iterator[Attribution | None]:
        last: Attribution | None = None
        previous: Quoted | None = None
        for segment in segments:
            found = self.around.beside(segment) or self.around.sentence_before(segment, previous)
            if found is None and last is not None and previous is not None and self._goes_on(previous, segment):
                found = Attribution(last.speaker, None)
            if found is None and self._count(segment) >= FEWEST_WORDS:
                found = self._subject_near(segment, last)
            if found is not None:
                last, previous = found, segment
            yield found

    def _names_a_work(self, segment: Quoted) -> bool:
        """Tell whether the marks hold the title of a film, book or song, which nobody says."""
        return self._is_title(segment) and not self._is_said(segment, self.around.beside(segment))

    def _is_title(self, segment: Quoted) -> bool:
        """Tell whether the words look like a title: capitals throughout; a comma is the sentence's own."""
        last = segment.last - (self.words[segment.last - 1] == ",")
        words = self.words[segment.first : last]
        if not words or words[-1] in _PAUSES or len(words) > LONGEST_TITLE:
            return False
        return all(w[0].isupper() or w[0].isdigit() or len(w) < 4 for w in words) and words[0][0].isupper()

    def _is_said(self, segment: Quoted, found: Attribution | None) -> bool:
        """Tell whether a verb of speech stands right beside the words."""
        if found is None or found.cue is None or self.words[found.cue] not in SAYING:
            return False
        return -3 <= found.cue - segment.first < 0 or 0 <= found.cue - segment.last <= 5

    def _goes_on(self, previous: Quoted, segment: Quoted) -> bool:
        """Tell whether `segment` goes on with what `previous` quotes: in its paragraph, or in the next."""
        far = segment.first - previous.last > 400
        breaks = 2 if far else self.words[previous.last : segment.first].count(BREAK)
        if breaks != 1:
            return not breaks
        open_or_whole = not previous.closed or self.scene.paragraph_begins(segment.first)
        return open_or_whole and self.around.begins_sentence(segment)

    def _subject_near(self, segment: Quoted, last: Attribution | None) -> Attribution | None:
        """Return the subject of the sentence or of the one before it in the paragraph, else who spoke last."""
        before = segment.before()
        if before >= 0 and self.words[before] != BREAK:
            subject = self.speakers.in_front(before + 1, self.scene.sentence(before)[0])
            if subject is not None and subject.sure:
                return Attribution(subject, None)
        if last is not None and self.scene.paragraph_begins(segment.first):
            return Attribution(last.speaker, None)
        return None

    def _hand_back(self, segments: list[Quoted], found: list[Attribution | None]) -> list[Attribution | None]:
        """Give an open paragraph without speaker to whoever says the paragraph right after it."""
        for index, (segment, following) in reversed(list(enumerate(pairwise(segments)))):
            heir = found[index + 1]
            if found[index] is None and heir is not None and not segment.closed and following.first - segment.last <= 2:
                found[index] = Attribution(heir.speaker, heir.cue)
        return found

    def _quote(self, segment: Quoted, found: Attribution | None) -> Quote:
        start, end = self.scene.tokens.span(segment.first, segment.last)
        speaker = found.speaker if found else None
        place = self.scene.tokens.span(speaker.first, speaker.last) if speaker else (None, None)
        return Quote(
            start=start,
            end=end,
            text=self.scene.body[start:end],
            speaker=speaker.name if speaker else None,
            speaker_start=place[0],
            speaker_end=place[1],
            cue=self._cue(found.cue) if found is not None and found.cue is not None else None,
            form=QuoteForm.MIXED if self._is_part(segment) else QuoteForm.DIRECT,
        )

    def _cue(self, cue: int) -> str:
        return "according to" if self.words[cue].lower() in {"according", "to"} else self.words[cue]

    def _is_part(self, segment: Quoted) -> bool:
        """Tell whether the quoted words are only a part of their sentence."""
        at = segment.before()
        if at < 0 or self.around.begins_sentence(segment) or self.words[at] == ":":
            return False
        small = self.words[segment.first][0].islower()
        if self.words[at][0].isalnum():
            return small or self.words[at] not in SAYING
        return small and not (self.words[at] in _PAUSES and self.words[at - 1] in CUES) and not self._resumes(at)

    def _resumes(self, at: int) -> bool:
        """Tell whether the words go on after "...,” Ann Berg said, “..."."""
        low = self.scene.sentence(at)[0]
        return any(self.scene.inside[low:at]) and self.words[at] == ","
