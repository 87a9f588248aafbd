"""What attribution looks at: the tokens of a text, which of them are quoted, its sentences and its named things."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from bot.extract.entities.lexicon import FUNCTION, PREFIX, ROLE_NOUN, TITLE, lexicon
from bot.extract.marks import OPENING_MARKS, Quoted, quoted_tokens
from bot.extract.quotes.cues import ADVERBS, CALLING, NOUNS_TOO, PRONOUNS, RELATIVES, SAYING, SPEAKING_THINGS
from bot.extract.text import Text
from bot.extract.tokens import BREAK, tokenise
from bot.model.article import Entity, MentionForm

_TAIL: Final = 20
"""Tokens at the end of an open quotation among which its attribution may stand."""

_POSSESSIVES: Final = frozenset({"his", "her", "their", "its", "my", "our", "your"})
_VERB_AFTER: Final = RELATIVES | {"to", ",", "and", "or", ")"}

Found = tuple[int, Entity, MentionForm]


class Scene:
    """The tokens of one text with `inside` (1 where quoted, marks included) and mentions by first and last token."""

    def __init__(self, text: Text, entities: tuple[Entity, ...]) -> None:
        tokens = tokenise(text.body, text.paragraphs)
        self.body = text.body
        self.tokens = tokens
        self.words = tokens.words
        self.segments = [self._cut(s) for s in quoted_tokens(text.body, tokens)]
        self.inside = _inside(self.segments, len(self.words))
        starts = tokens.starts
        self.bounds = sorted({0, *(bisect_left(starts, s.start) for s in text.sentences)})
        self.opens = frozenset(self.bounds)
        self.starting: dict[int, Found] = {}
        self.ending: dict[int, Found] = {}
        for entity in entities:
            for mention in entity.mentions:
                first, last = bisect_left(starts, mention.start), bisect_left(starts, mention.end)
                self.starting[first] = (last, entity, mention.form)
                self.ending[last] = (first, entity, mention.form)
        self._classes = lexicon().classes

    def _cut(self, segment: Quoted) -> Quoted:
        """End a stretch that was never closed before its ", said Ben Carter", unless the next paragraph goes on."""
        words = self.words
        if segment.closed or words[segment.last + 1] in OPENING_MARKS:
            return segment
        for at in range(max(segment.first + 1, segment.last - _TAIL), segment.last - 1):
            if words[at] in SAYING and words[at - 1] in {",", "?", "!"} and words[at + 1][0].isupper():
                return Quoted(segment.first, at, closed=False)
        return segment

    def sentence(self, index: int) -> tuple[int, int]:
        """Return the tokens of the sentence that holds the token at `index`, end exclusive."""
        at = bisect_right(self.bounds, index)
        end = self.bounds[at] if at < len(self.bounds) else len(self.words)
        return self.bounds[at - 1], end

    def paragraph_begins(self, index: int) -> bool:
        """Tell whether no word of the paragraph stands before the token at `index`, marks aside."""
        at = index - 1
        while at >= 0 and not self.words[at][0].isalnum() and self.words[at] != BREAK:
            at -= 1
        return at < 0 or self.words[at] == BREAK

    def can_speak(self, word: str) -> bool:
        """Tell whether a noun can be the subject of speech."""
        low = word.lower()
        return low in SPEAKING_THINGS or bool(
            (self._classes.get(low, 0) | self._classes.get(low.removesuffix("s"), 0)) & (ROLE_NOUN | TITLE)
        )

    def is_verb(self, index: int) -> bool:
        """Tell whether a cue is a verb here: one that may be a noun too needs a subject or an adverb before it."""
        word, before = self.words[index], self.words[index - 1]
        if word not in NOUNS_TOO:
            return word not in CALLING or before.islower() or index in self.ending or not before[0].isalnum()
        subject = self.ending.get(index)
        if subject is not None:
            return before.lower() not in _POSSESSIVES
        return (
            before in PRONOUNS
            or before in _VERB_AFTER
            or before.endswith("ly")
            or (before in ADVERBS and before != "'s")
        )

    def is_title(self, index: int) -> bool:
        """Tell whether the word can stand before a person's name."""
        word = self.words[index]
        bits = self._classes.get(word, 0)
        if bits & FUNCTION and not bits & (PREFIX | TITLE):
            return False
        return word[0].isupper() or bool(bits & (ROLE_NOUN | TITLE))


def _inside(segments: list[Quoted], count: int) -> bytearray:
    inside = bytearray(count + 1)
    for segment in segments:
        low, high = max(0, segment.first - 1), segment.last + 1 if segment.closed else segment.last
        inside[low:high] = b"\1" * (high - low)
    return inside
