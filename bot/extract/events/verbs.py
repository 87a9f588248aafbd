"""What a verb group tells: the doing itself, or the noun whose happening it asserts ("is held", "there will be")."""

from __future__ import annotations

from dataclasses import replace

from bot.extract.events.anchor import Anchor, Anchors
from bot.extract.events.groups import Group, Sure
from bot.extract.events.reach import SCHEDULERS, TRANSITIVE
from bot.extract.events.sentence import ADV, COMMA, DET, NAME, NOUN, NUMBER, QUOTE, TIME, VERB
from bot.extract.events.words import tables
from bot.extract.lang.en import events as en
from bot.model.event import EventKind


class Verbs(Anchors):
    """Reads the verb groups of one sentence."""

    def told(self, group: Group, before: int | None) -> Anchor:
        """Return what the verb group tells, or its noun; `before` is where the date stands, if after the verb."""
        noun = self._event_of(group, before)
        if noun is not None:
            return self._by_scheduler(group, noun)
        occasion = (self._there_is(group) or self._occasion(group)) if group.lemma == "be" else None
        if occasion is not None:
            return occasion
        kind = tables().verb_kinds.get(group.lemma, EventKind.OTHER)
        if group.lemma == "go" and "polls" in self.sentence.words[group.last : group.last + 3]:
            kind = EventKind.ELECTION
        return Anchor(group.head, group.head + 1, kind, group.lemma, noun=False, group=group, near=False)

    def _by_scheduler(self, group: Group, noun: int) -> Anchor:
        """Return the noun; under "a trip planned for May" with the verb that rules the whole, which may call it off."""
        if not self.reach.describes(group):
            return self.noun(noun, group, near=False)
        planned = Sure.UNSURE if group.lemma in en.HOPING else Sure.PLANNED
        return replace(self.noun(noun, self.reach.group_over(noun), near=False), planned=planned)

    def _there_is(self, group: Group) -> Anchor | None:
        """ "There will be a parade", "there may be showers": what there is."""
        if self.sentence.word(group.first - 1) != "there":
            return None
        at = group.last
        while self.sentence.tag(at) in {DET, NOUN, NAME, NUMBER, VERB, QUOTE} and at - group.last < 8:
            at += 1
        named = at > group.last and self.sentence.tag(at - 1) in {NOUN, NAME}
        if not named or group.negated or self.sentence.word(group.last) == "no":
            return None
        if self.sentence.words[at - 1] in en.NO_HAPPENINGS:
            return None
        if at - 1 in self.sentence.nouns:
            return self.noun(at - 1, group, near=False)
        word = self.sentence.words[at - 1]
        return Anchor(at - 1, at, EventKind.OTHER, word, noun=True, group=group, near=False)

    def _occasion(self, group: Group) -> Anchor | None:
        """ "Earth Day is on Wednesday", "the deadline is Friday", "the earliest it may begin is May 3"."""
        begun = self.reach.group_at.get(group.first - 1) or self._before_short(group)
        if begun is not None and not en.EXTREMES.isdisjoint(self.sentence.words[max(0, begun.first - 6) : begun.first]):
            return self.told(begun, None)
        noun = self.reach.subject_noun(group)
        if noun is not None:
            return self.noun(noun, group, near=True)
        named = self._named_day(group)
        if named is not None:
            return named
        at = group.first - 1
        dated = self.sentence.word(group.last) in {"on", "from"} and self.sentence.tag(group.last + 1) == TIME
        likely = "likely" in self.sentence.words[group.first : group.last]
        if (likely or dated) and self.sentence.tag(at) in {NOUN, NAME}:
            word = self.sentence.words[at]
            return Anchor(at, at + 1, EventKind.OTHER, word, noun=True, group=group, near=True)
        if at >= 0 and self.sentence.words[at] in en.HOLIDAY_HEADS and self.sentence.shapes[at][0].isupper():
            return Anchor(at, at + 1, EventKind.OTHER, self.sentence.words[at], noun=True, group=group, near=True)
        return None

    def _named_day(self, group: Group) -> Anchor | None:
        """ "Election Day is Dec. 1": the date is told, which the calendar may have otherwise."""
        number = self.sentence.time_at.get(group.first - 1)
        if number is None or self.sentence.tag(group.last) != TIME:
            return None
        _, first, last = self.sentence.times[number]
        words = " ".join(self.sentence.words[first:last])
        kind = en.NAMED_DAYS.get(words)
        return None if kind is None else Anchor(first, last, kind, words, noun=True, group=group, near=True)

    def _before_short(self, group: Group) -> Group | None:
        """Return the verb group that ends a few words before: "the earliest it could leave the ground is"."""
        return next(
            (
                self.reach.group_at[at]
                for at in range(group.first - 1, max(-1, group.first - 6), -1)
                if at in self.reach.group_at
            ),
            None,
        )

    def _event_of(self, group: Group, before: int | None) -> int | None:
        """Return the noun whose happening a verb such as "hold" or "is scheduled" only asserts."""
        planned = self._before_plan(group)
        if planned is not None:
            return planned
        lemma, head = group.lemma, group.first - 1
        kind = self.sentence.nouns.get(head, EventKind.OTHER)
        strong = kind is not EventKind.OTHER and self.sentence.words[head] not in en.WEAK_NOUNS
        if strong and not self.reach.is_wished(head):
            return head if not self.reach.describes(group) or lemma in SCHEDULERS else None
        changes = lemma in en.POSTPONE_VERBS or lemma in en.CANCEL_VERBS or self._calls_off(group)
        if lemma not in en.OCCUR and lemma not in SCHEDULERS and not changes:
            return None
        if (lemma in TRANSITIVE or changes) and not group.passive:
            found = self.reach.object_noun(group, before)
            if found is not None:
                return found
        return self.reach.subject_noun(group)

    def _before_plan(self, group: Group) -> int | None:
        """Return the event that an aside says is planned: "an inspection, now set for Friday"."""
        comma = group.first - 1
        while self.sentence.tag(comma) == ADV:
            comma -= 1
        planned = self.sentence.tag(comma) == COMMA and self.sentence.planned_aside(comma) == group.first
        return comma - 1 if planned and comma - 1 in self.sentence.nouns else None

    def _calls_off(self, group: Group) -> bool:
        return group.lemma == "call" and "off" in self.sentence.words[group.last : group.last + 4]
