"""A body of text with what every reader of it needs: paragraphs, sentences, quoted stretches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bot.extract.lang import language
from bot.extract.layout import paragraphs
from bot.extract.quoted import quoted
from bot.extract.sentences import split
from bot.extract.stamp import stamp_end
from bot.model.base import Range

if TYPE_CHECKING:
    from bot.extract.times.patterns import Phrase


@dataclass(frozen=True)
class Text:
    """A body and what stands where in it; all offsets are Python string offsets into `body`.

    What is asked for is found once and kept. `language` is the code of its tables (`bot.extract.lang`).
    """

    body: str
    language: str = "en"

    @classmethod
    def of(cls, body: str, language: str = "en") -> Text:
        """Return the text of `body`, which is taken exactly as it is."""
        return cls(body, language)

    @cached_property
    def paragraphs(self) -> tuple[Range, ...]:
        """The stretches between hard breaks, without the white space around them."""
        return paragraphs(self.body)

    @cached_property
    def sentences(self) -> tuple[Range, ...]:
        """The sentences in order; none crosses a paragraph.

        A dateline, or a stamp, stands before its sentence and not in it.
        """
        return split(self.body, self.language)

    @cached_property
    def quoted(self) -> tuple[Range, ...]:
        """What stands inside outermost quotation marks, without them; one range for each paragraph it runs over."""
        return quoted(self.body, self.paragraphs)

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """The phrases that name a time, in order, not yet resolved."""
        return tuple(language(self.language).grammar.find(self.body, self._stretches))

    @property
    def _stretches(self) -> tuple[Range, ...]:
        """The paragraphs, each parted from its stamp: "14:05 Tomorrow's match" names two times."""
        found: list[Range] = []
        for paragraph in self.paragraphs:
            begin = stamp_end(self.body, paragraph, self.language)
            if begin > paragraph.start:
                found.append(Range(start=paragraph.start, end=begin))
            found.append(Range(start=begin, end=paragraph.end) if begin > paragraph.start else paragraph)
        return tuple(found)

    def sentence_at(self, offset: int) -> Range | None:
        """Return the sentence that holds the character at `offset`, or None between sentences."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        found = self.sentences[low] if low < len(self.sentences) else None
        return found if found is not None and found.start <= offset else None
