"""Who speaks: the subject of a cue, and the entity that it names."""

from __future__ import annotations

from dataclasses import dataclass

from bot.extract.quotes.cues import ADVERBS, BOUNDARIES, CUES, DETERMINERS, PREPOSITIONS, PRONOUNS
from bot.extract.tokens import Tokens
from bot.model.article import Entity, EntityKind, MentionForm


@dataclass(frozen=True, slots=True)
class Speaker:
    """The tokens that name a speaker beside a quote (`last` exclusive) and the name under which they are known."""

    first: int
    last: int
    name: str


class Speakers:
    """Finds subjects among the tokens of one text and resolves them to the entities of its article."""

    def __init__(self, tokens: Tokens, entities: tuple[Entity, ...], inside: bytearray) -> None:
        self.words = tokens.words
        self.tokens = tokens
        self.inside = inside
        by_start = {start: index for index, start in enumerate(tokens.starts)}
        self.ending: dict[int, tuple[int, Entity, MentionForm]] = {}
        self.starting: dict[int, tuple[int, Entity, MentionForm]] = {}
        ends = {end: index + 1 for index, end in enumerate(tokens.ends)}
        for entity in entities:
            for mention in entity.mentions:
                first, last = by_start.get(mention.start), ends.get(mention.end)
                if first is not None and last is not None:
                    self.ending[last] = (first, entity, mention.form)
                    self.starting[first] = (last, entity, mention.form)

    def before(self, cue: int) -> Speaker | None:
        """Return the subject that stands before the cue at index `cue`, or None."""
        words = self.words
        at = cue - 1
        while (
            at >= 0
            and (words[at] in ADVERBS or (words[at].endswith("ly") and words[at].islower()))
            and not self.inside[at]
        ):
            if at + 1 in self.ending:
                break
            at -= 1
        if at < 0 or self.inside[at]:
            return None
        if words[at] in {"who", "which"}:
            at -= 1
            if at >= 0 and words[at] == ",":
                at -= 1
        elif words[at] in {",", "–", "—", ")"}:
            return self._over_apposition(at)
        elif words[at] in {"and", "but"}:
            return self._coordinated(at)
        return self.ending_at(at + 1)

    def _over_apposition(self, comma: int) -> Speaker | None:
        opener = "(" if self.words[comma] == ")" else self.words[comma]
        for at in range(comma - 1, max(-1, comma - 30), -1):
            word = self.words[at]
            if word in {".", "\n", "?", "!", ";"} or self.inside[at]:
                break
            if word == opener:
                found = self.ending_at(at)
                if found is not None and (at in self.ending or at == found.last):
                    return found
        return None

    def _coordinated(self, conjunction: int) -> Speaker | None:
        """Return the subject of the sentence that the conjunction goes on with."""
        return self.of_sentence(conjunction)

    def of_sentence(self, index: int) -> Speaker | None:
        """Return the first person, organisation or pronoun that stands outside quotes in the sentence before `index`."""
        at = index - 1
        while (at >= 0 and self.words[at] not in {".", "?", "!", "\n"}) or (at >= 0 and self.inside[at]):
            at -= 1
        for first in range(at + 1, index):
            if self.inside[first]:
                continue
            if self.words[first] in PRONOUNS:
                return self._speaker(first, first + 1)
            found = self.starting.get(first)
            if (
                found is not None
                and found[1].kind in {EntityKind.PERSON, EntityKind.ORGANISATION}
                and self.words[found[0]] not in {"'s", "'"}
            ):
                return Speaker(first, found[0], found[1].name)
        return None

    def after(self, cue: int) -> Speaker | None:
        """Return the subject that follows the cue ("said Ann Lee"), or None."""
        first = cue + 1
        words = self.words
        if first >= len(words) or self.inside[first]:
            return None
        found = self.starting.get(first)
        if found is not None:
            return self._speaker(first, found[0])
        if words[first] in PRONOUNS:
            return self._speaker(first, first + 1)
        last = first
        while (
            last < len(words)
            and last - first < 12
            and words[last] not in BOUNDARIES
            and words[last] not in CUES
            and not self.inside[last]
        ):
            if last in self.starting and last > first:
                end, entity, _ = self.starting[last]
                if entity.kind is EntityKind.PERSON:
                    return Speaker(first, end, entity.name)
            if words[last] in {"on", "in", "at", "during"} and last > first:
                break
            last += 1
        if last == first or not (
            words[first] in DETERMINERS or words[first][0].isupper() or words[last - 1].endswith("s")
        ):
            return None
        return self._speaker(first, last)

    def ending_at(self, last: int) -> Speaker | None:
        """Return the noun phrase that ends before the token `last`."""
        words = self.words
        if last <= 0:
            return None
        found = self.ending.get(last)
        if found is not None and found[1].kind is not EntityKind.PLACE:
            return Speaker(self._titles(found[0]), last, found[1].name)
        head = words[last - 1]
        if head in PRONOUNS:
            return self._speaker(last - 1, last)
        if head in BOUNDARIES or not head[0].isalnum():
            return None
        first = last - 1
        while first > 0 and last - first < 14:
            word = words[first - 1]
            if word in BOUNDARIES or word in CUES or self.inside[first - 1]:
                break
            if word in DETERMINERS and not (first >= 2 and words[first - 2] in PREPOSITIONS):
                first -= 1
                break
            first -= 1
        while first < last - 1 and words[first] in PREPOSITIONS | ADVERBS:
            first += 1
        return self._speaker(first, last)

    def _titles(self, first: int) -> int:
        at = first
        while (
            at > 0
            and first - at < 6
            and self.words[at - 1] not in BOUNDARIES
            and (self.words[at - 1][0].isupper() and not self.inside[at - 1])
        ):
            at -= 1
        return at

    def _speaker(self, first: int, last: int) -> Speaker:
        found = self.starting.get(first)
        if found is not None and found[0] == last:
            return Speaker(first, last, found[1].name)
        found = self.ending.get(last)
        if found is not None and found[1].kind is EntityKind.PERSON:
            return Speaker(first, last, found[1].name)
        for at in range(first, last):
            inner = self.starting.get(at)
            if (
                inner is not None
                and inner[1].kind is EntityKind.PERSON
                and at == first
                and inner[0] <= last
                and self.words[min(inner[0], len(self.words) - 1)] == ","
            ):
                return Speaker(first, inner[0], inner[1].name)
        begin = first + (1 if self.words[first].lower() in {"a", "an", "the"} and last - first > 1 else 0)
        return Speaker(first, last, self._text(begin, last))

    def _text(self, first: int, last: int) -> str:
        return " ".join(self.words[first:last]).replace(" 's", "'s")
