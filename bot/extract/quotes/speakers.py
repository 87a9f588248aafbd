"""Who speaks: the subject of a cue, and the name under which it is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.extract.quotes.cues import (
    ADVERBS,
    AUXILIARIES,
    BOUNDARIES,
    CUES,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
)
from bot.extract.quotes.scene import Scene
from bot.extract.tokens import BREAK
from bot.model.article import Entity, EntityKind, MentionForm

LONGEST_SUBJECT: Final = 14
LONGEST_APPOSITION: Final = 40
"""Tokens; what stands in commas between a subject and its verb is seldom longer. Both bound the work on a cue."""

FEWEST_OF_LONG: Final = 4
"""Tokens; among so many stands the noun that speaks in "experts on trade and finance", and its phrase is longer."""

_ACTORS: Final = frozenset({EntityKind.PERSON, EntityKind.ORGANISATION})
_COMMAS: Final = {",": ",", ")": "(", "–": "–", "—": "—", "-": "-"}
_PLAINLY: Final = frozenset("said says wrote writes told tells asked asks replied shouted yelled added claimed".split())
"""Right before these a short noun phrase with an article is a subject, whatever its noun."""

_CLOSES_APPOSITION: Final = frozenset({",", ".", "(", BREAK})
_AFTER_VERB: Final = frozenset({"with", "to", "against", "about"})
_GENITIVES: Final = frozenset({"'s", "'"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """The tokens that name a speaker beside a quote (`last` exclusive) and the name under which they are known.

    `sure` says that it is a named person or organisation, or a pronoun.
    """

    first: int
    last: int
    name: str
    sure: bool


class Speakers:
    """Finds subjects among the tokens of one text."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.words = scene.words
        self.inside = scene.inside

    def before(self, cue: int) -> Speaker | None:
        """Return the subject that stands before the verb at `cue`, or None."""
        words, at, low = self.words, cue - 1, self.scene.sentence(cue)[0]
        infinitive = False
        while at >= low and not self.inside[at] and self._passes(at):
            infinitive = infinitive or words[at] == "to"
            at -= 1
        if at < low or self.inside[at]:
            return None
        if words[at] in RELATIVES:
            return self._relative(at)
        if words[at] in _COMMAS:
            return self._over_apposition(at, low) or self.in_front(at, low)
        if infinitive or words[at] in {"and", "but", "or", "then"}:
            return self.in_front(at + 1, low)
        return self.ending_at(at + 1) or self.in_front(at + 1, max(low, at - LONGEST_SUBJECT))

    def _passes(self, index: int) -> bool:
        """Tell whether the word can stand between a subject and its verb."""
        word = self.words[index]
        if word in ADVERBS or word == "to":
            return index + 1 not in self.scene.ending
        return word.endswith("ly") and word.islower()

    def _relative(self, index: int) -> Speaker | None:
        """Return the antecedent of "who"; the relative pronoun is the surface."""
        at = index - 1 if self.words[index - 1] == "," else index
        found = self.ending_at(at)
        return Speaker(index, index + 1, found.name, found.sure) if found else None

    def _over_apposition(self, comma: int, low: int) -> Speaker | None:
        """Return the name before "X, a spokesman for Y, said"."""
        opener = _COMMAS[self.words[comma]]
        for at in range(comma - 1, max(low, comma - LONGEST_APPOSITION) - 1, -1):
            if self.inside[at]:
                break
            if self.words[at] == opener:
                named = self.scene.starting.get(at + 1)
                if named is not None and named[0] == comma and named[1].kind is EntityKind.PERSON:
                    return Speaker(at + 1, comma, named[1].name, sure=True)  # "her lawyer, Simon Weiss, said"
                found = self.ending_at(at)
                if found is not None and (found.sure if at in self.scene.ending else found.first == low):
                    return found
        return None

    def in_front(self, index: int, low: int) -> Speaker | None:
        """Return the first named subject or pronoun outside quotes from `low` on, before the token at `index`."""
        scene, first = self.scene, low
        high = min(index, low + 2 * LONGEST_APPOSITION)
        while first < high:
            found = scene.starting.get(first)
            if self.inside[first]:
                first += 1
            elif found is not None:
                last, entity, _ = found
                if entity.kind in _ACTORS and self.words[last] not in _GENITIVES and not self._modifies(first):
                    return self._with_noun(first, last, entity.name)
                first = last
            elif self.words[first] in PRONOUNS and self.words[first] not in {"it", "It", "who"}:
                return self._named(first, first + 1)
            else:
                first += 1
        return None

    def _with_noun(self, first: int, last: int, name: str) -> Speaker:
        """Return the named speaker, or "a State Department spokesperson" where the name only goes before a noun."""
        end = last
        while end - last < 3 and self.words[end].islower() and self.scene.can_speak(self.words[end]):
            end += 1
        for at in range(last, last + 4):  # "Radio Nine controller Rob Kent"
            follower = self.scene.starting.get(at)
            if follower is not None and follower[1].kind is EntityKind.PERSON and at > last:
                return Speaker(first, follower[0], follower[1].name, sure=True)
            if not self.words[at].islower() or self.words[at] in PREPOSITIONS or self.words[at] in CUES:
                break
        if end == last:
            return Speaker(first, last, name, sure=True)
        return self._named(first - (self.words[first - 1].lower() in DETERMINERS), end)

    def _modifies(self, first: int) -> bool:
        """Tell whether a mention stands after a preposition, and so is no subject."""
        return first > 0 and self.words[first - 1].lower() in PREPOSITIONS

    def after(self, cue: int) -> Speaker | None:
        """Return the subject that follows the verb ("said Ann Lee", "according to a spokesman"), or None."""
        first = cue + 1
        found = self.scene.starting.get(first)
        if self.inside[first]:
            return None
        if found is not None and self.words[found[0]] not in _GENITIVES and found[1].kind in _ACTORS:
            return self._phrase_from(first) if self._goes_before_noun(found[0]) else self._named(first, found[0])
        if self.words[first] in PRONOUNS:
            return self._named(first, first + 1)
        return self._phrase_from(first)

    def _phrase_from(self, first: int) -> Speaker | None:
        """Read a noun phrase forwards: "Republican Senator Ann Lee", "a spokesman for the ministry"."""
        scene, words, last = self.scene, self.words, first
        while last - first < LONGEST_SUBJECT and words[last] not in BOUNDARIES and not self.inside[last]:
            found = scene.starting.get(last)
            if found is not None and found[1].kind is EntityKind.PERSON and self._leads_to_name(first, last):
                return Speaker(first, found[0], found[1].name, sure=True)
            if found is not None and self._is_body(first, last, *found[:2]):
                return Speaker(first, found[0], found[1].name, sure=True)
            if last > first and (words[last] in {"on", "in", "during", "at"} or words[last] in CUES):
                break
            last += 1
        if last == first or not any(scene.can_speak(w) for w in words[first:last]):
            return None
        named = scene.starting.get(last + 1) if words[last] == "," else None
        if named is not None and named[1].kind is EntityKind.PERSON and words[named[0]] in _CLOSES_APPOSITION:
            return Speaker(first, named[0], named[1].name, sure=True)
        return self._named(first, last)

    def _is_body(self, first: int, last: int, end: int, entity: Entity) -> bool:
        """Tell "the Rail Board": a body's name after its article alone, and no noun after it."""
        article = last == first + 1 and self.words[first] == "the"
        return article and entity.kind in _ACTORS and not self._goes_before_noun(end) and self.words[end] in BOUNDARIES

    def long_subject(self, low: int, cue: int) -> Speaker | None:
        """Return "experts on trade and finance" where it opens the sentence and its verb is at `cue`."""
        words = self.words[low:cue]
        if not FEWEST_OF_LONG < len(words) <= LONGEST_APPOSITION or any(self.inside[low:cue]):
            return None
        head = next((i for i, w in enumerate(words[:FEWEST_OF_LONG]) if self.scene.can_speak(w)), None)
        if head is None or words[head + 1] not in PREPOSITIONS:
            return None
        if any(w in AUXILIARIES or w in CUES or (w in BOUNDARIES and w != "and") for w in words[head + 1 :]):
            return None
        return self._named(low, low + head + 1)

    def _leads_to_name(self, first: int, last: int) -> bool:
        """Tell whether only titles stand between, and no preposition: "Senator Ann Lee", not "an aide to Ann Lee"."""
        return not any(w in PREPOSITIONS or w in _GENITIVES for w in self.words[first:last]) or first == last

    def opening(self, first: int, limit: int) -> Speaker | None:
        """Return the subject that begins at `first`, before `limit`: a name with its titles, a pronoun, a noun."""
        if self.words[first] in PRONOUNS:
            return self._named(first, first + 1)
        for at in range(first, min(limit, first + LONGEST_SUBJECT)):
            if self.inside[at]:
                return None
            found = self.scene.starting.get(at)
            if found is not None and self._goes_before_noun(found[0]):
                continue
            if found is not None and found[1].kind in _ACTORS and found[0] <= limit:
                if self.words[found[0]] in _GENITIVES or (at > first and not self._leads_to_name(first, at)):
                    break
                if found[1].kind is EntityKind.PERSON or found[0] == limit or self.words[found[0]] == ",":
                    return Speaker(first, found[0], found[1].name, sure=True)
            if self.words[at] == ",":
                return self._named(first, at) if at > first and self.scene.can_speak(self.words[at - 1]) else None
        return None

    def _goes_before_noun(self, last: int) -> bool:
        """Tell whether a role follows a name, as in "Northgate coach Amy Wills"."""
        return self.words[last].islower() and self.scene.can_speak(self.words[last])

    def ending_at(self, last: int) -> Speaker | None:
        """Return the noun phrase that ends before the token `last`, if it can speak."""
        scene, words = self.scene, self.words
        found = scene.ending.get(last)
        if found is not None and found[1].kind is not EntityKind.OTHER:
            return self._name_ending(*found, last)
        head = words[last - 1] if last > 0 else BREAK
        if head in PRONOUNS:
            return self._named(last - 1, last)
        if head in BOUNDARIES or not head[0].isalnum():
            return None
        first = self._phrase_to(last)
        determined = words[first].lower() in DETERMINERS and last - first <= 4 and words[last] in _PLAINLY
        speaks = determined or any(scene.can_speak(word) for word in words[first:last])
        return self._named(first, last) if speaks else None

    def _name_ending(self, first: int, entity: Entity, form: MentionForm, last: int) -> Speaker | None:
        """Return the name that ends before `last`, or whoever speaks for it."""
        spokesman = self._speaks_for(first)
        if spokesman is not None:
            return self._named(spokesman, last)
        if first > 0 and self.words[first - 1] in _AFTER_VERB:  # "residents who spoke with the paper said"
            return None
        begin = self._with_titles(first) if form is MentionForm.NAME else first
        return Speaker(begin, last, entity.name, entity.kind in _ACTORS)

    def _speaks_for(self, first: int) -> int | None:
        """Return where "a spokesman for" begins before the mention at `first`, if it stands there."""
        at = first - 1 if self.words[first - 1].lower() not in DETERMINERS else first - 2
        if at < 1 or self.words[at] not in {"for", "at", "of", "from", "by", "with"} or self.inside[at]:
            return None
        if at in self.scene.ending or not self.scene.can_speak(self.words[at - 1]):
            return None
        return self._phrase_to(at)

    def _phrase_to(self, last: int) -> int:
        """Return where the noun phrase begins that ends before `last`; prepositions keep it going."""
        words, first = self.words, last - 1
        while first > 0 and last - first < LONGEST_SUBJECT:
            word = words[first - 1]
            if word.lower() in BOUNDARIES or word in CUES or word in AUXILIARIES or self.inside[first - 1]:
                break
            first -= 1
            if word.lower() in DETERMINERS and words[first - 1].lower() not in PREPOSITIONS:
                break
        while first < last - 1 and (words[first].lower() in PREPOSITIONS or words[first] in ADVERBS):
            first += 1
        return first

    def _with_titles(self, first: int) -> int:
        at = first
        while at > 0 and first - at < 6 and self.words[at - 1][0].isupper() and self.scene.is_title(at - 1):
            at -= 1
        return at if not any(self.words[i] in ADVERBS for i in range(at, first)) else first

    def _named(self, first: int, last: int) -> Speaker:
        """Return the speaker that these tokens are: an entity's mention, or what they say, without the article."""
        for found, matches in ((self.scene.starting.get(first), last), (self.scene.ending.get(last), first)):
            if found is not None and found[0] == matches:
                return Speaker(first, last, found[1].name, sure=True)
        ending = self.scene.ending.get(last)
        if ending is not None and ending[1].kind is EntityKind.PERSON and self._leads_to_name(first, ending[0]):
            return Speaker(first, last, ending[1].name, sure=True)
        begin = first + (self.words[first].lower() in {"a", "an", "the"} and last - first > 1)
        name = self.scene.body[self.scene.tokens.starts[begin] : self.scene.tokens.ends[last - 1]]
        return Speaker(first, last, " ".join(name.split()), sure=self.words[first] in PRONOUNS)
