"""Words right before a date that say what is on it: "payable Dec. 15", "have until May 3 to reply"."""

from __future__ import annotations

from dataclasses import replace

from bot.extract.events.anchor import Anchor, Anchors
from bot.extract.events.groups import Group, Sure
from bot.extract.events.sentence import ADV, COMMA, COORD, PREP, STOP, SUB
from bot.extract.lang.en import events as en
from bot.model.event import EventKind

_TO_THE_VERB = 12
"""Tokens from a date to the verb of the clause of which it is a part."""


class Predicates(Anchors):
    """Finds them in one sentence."""

    def beside(self, first: int, last: int) -> Anchor | None:
        """Return what is on the date at the tokens from `first` to `last`, if such a word says it."""
        return self._predicate(first) or self._as_deadline(first, last) or self._have_until(first, last)

    def _predicate(self, first: int) -> Anchor | None:
        """ "payable Dec. 15", "bonds due 2031", "holders of record May 3"."""
        at = first - 1
        while self.sentence.tag(at) in {PREP, ADV} and self.sentence.word(at) not in en.PREDICATES and first - at < 4:
            at -= 1
        word = self.sentence.word(at)
        kind = en.PREDICATES.get(word)
        if kind is None or (word == "record" and self.sentence.word(at - 1) != "of"):
            return None
        noun = self._noun_before(at) if word == "due" else None
        if noun is not None:
            return replace(self.noun(noun, self._main_verb(first), near=False), planned=Sure.PLANNED)
        group = self.reach.group_at.get(at - 1)
        subject = self.reach.subject_noun(group) if group is not None and word == "due" else None
        if subject is not None:
            return replace(self.noun(subject, group, near=False), planned=Sure.PLANNED)
        return Anchor(at, at + 1, kind, word, noun=True, group=None, near=True)

    def _noun_before(self, due: int) -> int | None:
        """Return the event noun of "a vote due on", "his hearing, originally due on"."""
        at = due - 1
        while self.sentence.tag(at) == ADV:
            at -= 1
        at -= self.sentence.tag(at) == COMMA
        return at if at in self.sentence.nouns else None

    def _main_verb(self, first: int) -> Group | None:
        """Return the verb after the date at `first` whose subject "the vote due on Friday" is."""
        for at in range(first, min(len(self.sentence), first + _TO_THE_VERB)):
            group = self.reach.group_at.get(at)
            if group is not None:
                return group if group.form != "i" else None
            if self.sentence.tags[at] in {STOP, COORD, SUB}:
                return None
        return None

    def _as_deadline(self, first: int, last: int) -> Anchor | None:
        """ "set May 3 as the deadline for bids": the date stands before "as" and what it is."""
        if self.sentence.word(last) != "as":
            return None
        for at in range(last + 1, min(last + 5, len(self.sentence))):
            if at in self.sentence.nouns:
                return self.noun(at, self.reach.group_at.get(first - 1), near=True)
        return None

    def _have_until(self, first: int, last: int) -> Anchor | None:
        """ "Bidders have until May 3 to reply": what they are to do by then."""
        having = self.reach.group_at.get(first - 2)
        if self.sentence.word(first - 1) not in {"until", "till"} or having is None or having.lemma != "have":
            return None
        todo = self.reach.group_at.get(last)
        if todo is None or todo.form != "i":
            return None
        first, last, kind = todo.head, todo.head + 1, EventKind.DEADLINE
        return Anchor(first, last, kind, todo.lemma, noun=False, group=having, near=False, planned=Sure.PLANNED)
