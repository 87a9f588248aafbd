"""Speech that is reported without quotation marks: "the spokesman said that talks would go on".

for each sentence that holds no quotation:
    "according to X" before or after the clause
    subject, cue, clause: "she said [on Monday] [that] ...", up to the next cue ("adding that ...") or the stop
    clause, subject, cue: "..., she said."
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from bot.extract.quotes.cues import (
    ADVERBS,
    DETERMINERS,
    PARTICIPLES,
    PREPOSITIONS,
    RELATIVES,
    REPORTING,
    UNDERTAKING,
    URGING,
)
from bot.extract.quotes.scene import Scene
from bot.extract.quotes.speakers import Speaker, Speakers
from bot.extract.tokens import BREAK
from bot.model.article import EntityKind, Quote, QuoteForm

FEWEST_WORDS: Final = 3
"""A clause has so many words at least; "he said so" reports nothing."""

LONGEST_SENTENCE: Final = 120
"""Tokens; longer sentences are tables or lists and are passed over, which bounds the work."""

_BEFORE_THAT: Final = 10
"""So many tokens may stand between a cue and its "that" ("told reporters on Monday that")."""

_APPOSITION: Final = 25
"""So many tokens may tell who is named after a cue that closes its sentence."""

_PLAIN: Final = frozenset(
    """say says said saying add adds added adding tell tells told telling insist insists insisted insisting argue
    argues argued claim claims claimed note notes noted noting explain explains explained""".split()
)
"""Take a clause without "that" too."""

_TELL: Final = frozenset({"tell", "tells", "told", "telling"})
_NOT_A_CLAUSE: Final = PREPOSITIONS | {
    "so",
    "as",
    "nothing",
    "something",
    "it",
    ",",
    ":",
    "–",
    "—",
    "(",
    ".",
    "about",
    "how",
}
_NO_VERB_AFTER: Final = frozenset("the a an of to be being was were is are should must can could may might".split())
_SETTING: Final = PREPOSITIONS | {"when", "while", "as", "after", "before", "because", "if", "but", "during", "asked"}
"""Open what only sets the scene: "At her school, she said", "said when she resigned"."""

_LINKS: Final = frozenset({"But", "And", "Still", "However", "Meanwhile", "Instead"})
_ASKED: Final = frozenset("what What how How why whom than as whether Whether if If unless Unless".split())
"""Before the subject these make of "he says" a part of something else: "what he says his plan would do"."""

_NOT: Final = frozenset({"not", "never", "n't", "nor", "hardly"})
_DENYING: Final = frozenset({"deny", "denies", "denied", "denying"})
_MADE_UP: Final = frozenset(
    "fake hoax satirical false falsely forged fabricated doctored bogus misquoted wrongly posing".split()
)
"""Between these and "said" in one sentence nobody has said it: "a fake video shows her saying"."""

_SUBJECT: Final = 12
"""Words before "said" that are looked through."""

_NOBODY: Final = frozenset({"Nobody", "nobody", "None", "none", "No", "no", "Neither", "neither"})
_HEARSAY: Final = frozenset("report reports claim claims rumour rumours rumor rumors suggestion suggestions".split())
"""After "said" these open what is said: "said reports that it had closed were wrong"."""

_GOES_ON: Final = frozenset(
    """said says added warned criticized criticised suggested accused called urged told insisted argued claimed noted
    offered refused declined asked denied praised""".split()
)
"""After "and" these begin what the speaker did next."""

_FINITE: Final = frozenset("is are was were has have had will would can could may might must should".split())
_CUES: Final = REPORTING | UNDERTAKING | URGING
_ENDS: Final = frozenset({".", "?", "!", ";", BREAK, "…"})


class IndirectReader:
    """Reads the reported speech of one text."""

    def __init__(self, scene: Scene, speakers: Speakers) -> None:
        self.scene = scene
        self.words = scene.words
        self.speakers = speakers

    def quotes(self) -> Iterator[Quote]:
        """Yield the indirect quotations in order."""
        bounds = [*self.scene.bounds, len(self.words)]
        for low, end in pairwise(bounds):
            high = end
            while high > low and not self.words[high - 1][0].isalnum():
                high -= 1
            if FEWEST_WORDS < high - low <= LONGEST_SENTENCE:
                yield from self._sentence(low, high)

    def _sentence(self, low: int, high: int) -> Iterator[Quote]:
        at, told = low, False
        while at < high:
            if self.scene.inside[at]:
                told = True  # what stands before a later cue is quoted, and read as such
            elif self._is_cue(at, low):
                quote = self._forwards(at, low, high) or (
                    None if told else self._backwards(at, low, high) or self._amid(at, low, high)
                )
                if quote is not None:
                    yield quote
                    told = True
            elif self.words[at] == "to" and self.words[at - 1].lower() == "according" and not told:
                quote = self._according(at, low, high)
                if quote is not None:
                    yield quote
                    told = True
            at += 1

    def _is_cue(self, at: int, low: int) -> bool:
        word = self.words[at]
        if word not in _CUES or at == low:
            return False
        before = self.words[at - 1]
        if before in _NO_VERB_AFTER or (word in PARTICIPLES and before in PREPOSITIONS):
            return False
        if self._is_denied(at, low):
            return False
        return self.scene.is_verb(at)

    def _is_denied(self, cue: int, low: int) -> bool:
        """ "Did not say", "did not, as he wrote, say", "has never claimed", "denied having said"; not "not only said".

        Nor is it said where the words are told to be made up, only imagined ("had she said") or still to come.
        """
        before = [word.lower() for word in self.words[max(low, cue - _SUBJECT) : cue]]
        if before[-1:] == ["having"]:
            before.pop()
        if before[-1:] == ["will"] or (not _DENYING.isdisjoint(before[-1:]) and self._is_saying(cue)):
            return True
        if self.words[low] == "Had" and "," not in before:
            return True
        aside = next((at for at in range(len(before) - 1, 0, -1) if before[at] == "," and before[at - 1] in _NOT), 0)
        if aside or (not _NOT.isdisjoint(before[-3:]) and "only" not in before[-3:]):
            return True
        made_up = max((at for at, word in enumerate(before) if word in _MADE_UP), default=-1)
        return made_up >= 0 and {"and", "but", ";"}.isdisjoint(before[made_up:])

    def _is_saying(self, cue: int) -> bool:
        return self.words[cue].endswith("ing") or self.words[cue - 1] == "having"

    def _inverted(self, cue: int, high: int) -> bool:
        """Tell whether a person's name alone follows the cue: "..., said Ann Lee, who heads the agency"."""
        found = self.scene.starting.get(cue + 1)
        if found is None or found[1].kind is not EntityKind.PERSON or self.words[cue - 1] != ",":
            return False
        return found[0] >= high or self.words[found[0]] == ","

    def _forwards(self, cue: int, low: int, high: int) -> Quote | None:
        """Read the clause after the cue."""
        first = self._wish_after(cue, high) or (
            self._clause_after(cue, high) if self.words[cue] in REPORTING and not self._inverted(cue, high) else None
        )
        if first is None:
            return None
        speaker = self._subject(cue, low)
        if speaker is None or self.words[speaker.first] in _NOBODY:
            return None
        if self.words[speaker.first - 1] in _ASKED or self.words[speaker.first - 2] in _ASKED:
            return None
        wish = self.words[cue] not in REPORTING or self.words[first] == "to"
        if wish and not speaker.sure:  # "Japan promised to invest" is a treaty, not somebody's words
            return None
        return self._quote(first, self._clause_end(first, high, wish=wish), speaker, cue)

    def _wish_after(self, cue: int, high: int) -> int | None:
        """Return where what is promised or called for begins: "to cut fares", "a ban on …", "members to vote"."""
        words = self.words
        if cue + FEWEST_WORDS >= high:
            return None
        if words[cue] in UNDERTAKING and words[cue + 1] == "to" and words[cue + 2] not in DETERMINERS:
            return cue + 1
        if words[cue] in URGING and words[cue].startswith("call"):
            return cue + 2 if words[cue + 1] in {"for", "on"} and words[cue + 2].isalpha() else None
        return cue + 1 if words[cue] in URGING and words[cue + 1].isalpha() and words[cue + 1] != "that" else None

    def _clause_after(self, cue: int, high: int) -> int | None:
        words = self.words
        for at in range(cue + 1, min(high, cue + _BEFORE_THAT)):
            if words[at] == "that" and (at == cue + 1 or words[at - 1] not in PREPOSITIONS):
                hearsay = words[cue] in _PLAIN and words[at - 1] in _HEARSAY
                return cue + 1 if hearsay else at + 1
            if words[at] in _ENDS or words[at] in {":", ","} or (words[cue] in _PLAIN and words[at] in _FINITE):
                break
        if words[cue] not in _PLAIN:
            return None
        first = self._over_time(self._over_hearer(cue + 1) if words[cue] in _TELL else cue + 1)
        if first is None or first >= high or words[first] in _SETTING - {"if"}:
            return None
        if words[first] == "it" and (words[first + 1] in ADVERBS or words[first + 1].endswith(("s", "ed"))):
            return first
        if words[first] == "about" and words[first + 1][0].isdigit():
            return first
        return first if words[first] not in _NOT_A_CLAUSE else None

    def _over_hearer(self, at: int) -> int | None:
        """Return where the words after "told reporters" begin."""
        found = self.scene.starting.get(at)
        if found is not None:
            return found[0]
        if self.words[at] in {"him", "her", "them", "me", "us", "you"} or self.words[at].endswith("s"):
            return at + 1
        return at + 2 if self.words[at] in {"the", "a", "his", "her", "their"} else None

    def _over_time(self, at: int | None) -> int | None:
        """Return where the words after "on Monday" or "Monday" begin."""
        if at is None:
            return None
        if self.words[at] == "on" and self.words[at + 1].endswith("day"):
            return at + 2
        return at + 1 if self.words[at].endswith("day") and self.words[at][0].isupper() else at

    def _clause_end(self, first: int, high: int, *, wish: bool = False) -> int:
        """Return where the reported clause ends: before "and said", ", adding that" or ", according to", or the stop.

        A wish ends at ", and" or ", but" already.
        """
        for at in range(first, high - 1):
            if self.words[at] == ";" or (wish and self.words[at] == "," and self.words[at + 1] in {"and", "but"}):
                return at
            if self.words[at] in {"and", "but"} and self.words[at + 1] in _GOES_ON:
                return at - (self.words[at - 1] == ",")
            if self.words[at] == "," and (
                self.words[at + 1] in PARTICIPLES & REPORTING or self.words[at + 1 : at + 3] == ["according", "to"]
            ):
                return at
        return high

    def _subject(self, cue: int, low: int) -> Speaker | None:
        if self.words[cue] in PARTICIPLES and self.words[cue - 1] not in _FINITE:
            return self.speakers.in_front(cue, low)
        return self.speakers.before(cue) or self.speakers.long_subject(low, cue)

    def _backwards(self, cue: int, low: int, high: int) -> Quote | None:
        """Read the clause before ", she said" at the end of a sentence."""
        if self.words[cue] not in _PLAIN or not self._may_close(cue, low, high):
            return None
        inverted = self._inverted(cue, high)
        speaker, end = None if inverted else self.speakers.before(cue), cue - 1
        if speaker is not None:
            end = speaker.first - 1
            if self.words[end] in {"the", "a", "an"}:
                end -= 1
            if self.words[speaker.first] in RELATIVES:
                return None
        elif self.words[end] == ",":
            speaker = self.speakers.after(cue)
        if speaker is None or end <= low or self.words[end] != ",":
            return None
        return self._quote(low, end, speaker, cue)

    def _amid(self, cue: int, low: int, high: int) -> Quote | None:
        """Read the longer part of a clause with ", she said," in its midst."""
        if self.words[cue] not in _PLAIN or self.words[cue + 1] != ",":
            return None
        speaker = self.speakers.before(cue)
        if speaker is None or self.words[speaker.first] in RELATIVES:
            return None
        end = speaker.first - 1 - (self.words[speaker.first - 1] in {"the", "a", "an"})
        if self.words[end] != "," or end <= low:
            return None
        after = self._clause_end(cue + 2, high)
        if after - cue - 2 >= end - low:
            return self._quote(cue + 2, after, speaker, cue)
        return self._quote(low, end, speaker, cue)

    def _may_close(self, cue: int, low: int, high: int) -> bool:
        """Tell whether a cue can close its sentence: little follows it, and what stands before is no mere setting."""
        if (
            high - cue > (_APPOSITION if self._inverted(cue, high) else _BEFORE_THAT)
            or self.words[cue + 1] == ":"
            or any(self.scene.inside[cue:high])
        ):
            return False
        opening = self.words[low].lower()
        return cue - low >= 2 * _BEFORE_THAT or not (opening in _SETTING or opening.endswith("ing"))

    def _according(self, at: int, low: int, high: int) -> Quote | None:
        speaker = self.speakers.after(at)
        if speaker is None:
            return None
        if at - low > 1:
            end = at - 2 if self.words[at - 2] == "," else at - 1
            return self._quote(low, end, speaker, at - 1)
        for comma in range(speaker.last, min(high, speaker.last + 2 * _BEFORE_THAT)):
            if self.words[comma] == ",":
                return self._quote(comma + 1, high, speaker, at - 1)
        return None

    def _quote(self, first: int, last: int, speaker: Speaker, cue: int) -> Quote | None:
        while first < last and (not self.words[first][0].isalnum() or self.words[first] in _LINKS):
            first += 1
        if last - first < FEWEST_WORDS or first <= speaker.first < last or any(self.scene.inside[first:last]):
            return None
        start, end = self.scene.tokens.span(first, last)
        place = self.scene.tokens.span(speaker.first, speaker.last)
        return Quote(
            start=start,
            end=end,
            text=self.scene.body[start:end],
            speaker=speaker.name,
            speaker_start=place[0],
            speaker_end=place[1],
            cue="according to" if self.words[cue].lower() == "according" else self.words[cue],
            form=QuoteForm.INDIRECT,
        )
