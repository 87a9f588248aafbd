"""One date with what it belongs to, and whether the words announce that it comes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.extract.events.anchor import Anchor
from bot.extract.events.groups import Group, Sure
from bot.extract.events.reach import SCHEDULERS
from bot.extract.events.refuted import change_is_denied, is_refuted
from bot.extract.events.sentence import ADV, COMMA, GENITIVE, NAME, NOUN, NUMBER, PREP, PRON, STOP, TIME, VERB, Sentence
from bot.extract.events.supposing import is_conditional, is_supposed
from bot.extract.events.undoing import (
    calls_off,
    changes,
    is_hearsay,
    overtaking,
    partakes,
    puts_off,
    replacement,
    unchanged,
)
from bot.extract.lang.en import events as en
from bot.model.event import EventKind
from bot.model.time import Precision, TimeExpression

FAR = 210
"""Days: beyond them a date without its year is doubtful, since the one past is nearer."""

_CLAUSE = 12
"""Tokens back to the "if" or "whether" that opens the clause."""

_SUPERLATIVE = 4
"""Letters: "its rainiest July" has more, "the rest", "the West" do not."""

_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|weekend", re.IGNORECASE)
_LENGTH = re.compile(r"\b(?:\w+ )?(?:years|decades|centuries)\b|\byear or two\b", re.IGNORECASE)
_ELAPSED = re.compile(r"\b(?:earlier|so far|past|last|early)\b", re.IGNORECASE)
_REMAINING = re.compile(r"\b(?:later|rest|remainder|end|late)\b", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}|year")
_STANDING_WORDS = en.SURE_WORDS | en.UNSURE_WORDS | en.CANCEL_WORDS | en.POSTPONE_WORDS
_AHEAD = frozenset("ahead before toward towards until till upcoming forward eve approaching next preparing".split())
_TO_A_DATE = frozenset({"for", "until", "till", "by", "to"})
_TO_ANY_DATE = _TO_A_DATE | {"through", "from", "on", "as", "in", "set"}
_LENGTHS = frozenset({"year", "quarter", "months", "period", "half", "weeks", "month"})
_OF_ALL = frozenset({"the year", "the week", "the month", "the day", "the season", "the decade", "the century"})
_DAYS_OF_SAYINGS = frozenset({"tomorrow", "today"})
_UP_TO = frozenset({"until", "till", "through"})
_WOULD_BE = frozenset({"expect", "anticipate", "propose", "hope", "forecast", "predict"})
_TELLING = frozenset({"report", "release", "publish", "announce"})
_RESULTS = frozenset("earnings results figures data numbers profit sales".split())
_PLANS = frozenset({"schedule", "plan", "slate", "book", "set", "due", "target"})


@dataclass(frozen=True, slots=True)
class Claim:
    """That what `anchor` names is at `time`, whose first token is `at`; `day` is the reference day.

    `adjective` is what stands before the name and says how it stands: "planned", "possible", "cancelled"; or nothing.
    `overtaken` is the verb that moves or calls off what a relative clause said was planned; `fell_through` tells
    "was due on Friday but failed to come", `hearsay` a rumour that is denied, `refuted` what is denied or not said, and
    a plan that was given up. `instead` is -1 for a date that gave way to another, 1 for the other, else 0; `unchanged`
    tells that a change is denied.
    """

    sentence: Sentence
    anchor: Anchor
    time: TimeExpression
    at: int
    day: date
    adjective: str
    overtaken: Group | None
    fell_through: bool
    hearsay: bool
    instead: int
    unchanged: bool
    refuted: bool

    @classmethod
    def of(
        cls, sentence: Sentence, anchor: Anchor, dated: tuple[TimeExpression, int], day: date, groups: Sequence[Group]
    ) -> Claim:
        """Return the claim of a sentence with these verb groups; `dated` is the time and where it stands."""
        time, at = dated
        adjective = _adjective(sentence, anchor) if anchor.noun else ""
        overtaken, failed = overtaking(sentence, groups, anchor, at), _fell_through(sentence, groups, anchor, at)
        change = overtaken or anchor.group
        kept = unchanged(sentence, groups, change) or (
            change is not None and changes(sentence, change) and change_is_denied(sentence, groups, anchor, change, at)
        )
        return cls(
            sentence,
            anchor,
            time,
            at,
            day,
            adjective,
            overtaken,
            failed,
            hearsay=is_hearsay(sentence, groups, anchor, at),
            instead=replacement(sentence, groups, at),
            unchanged=kept,
            refuted=not kept and is_refuted(sentence, groups, anchor, at),
        )

    @property
    def group(self) -> Group | None:
        """The verb group that governs what happens."""
        return self.anchor.group

    @property
    def before(self) -> str:
        """The word that leads to the date (`Sentence.leading`)."""
        return self.sentence.word(self.sentence.leading(self.at))

    @property
    def running(self) -> bool:
        """Tell whether the interval has begun on the reference day."""
        return self.time.earliest is not None and self.time.earliest <= self.day

    @property
    def over(self) -> bool:
        """Tell whether the date lies in the past, or is today and nothing says that it is still to come."""
        if self.time.latest is None or self.time.latest < self.day:
            return True
        today = self.time.latest == self.day and self.time.precision.rank <= Precision.DAY.rank
        return today and not (self.group is not None and (self.group.sure >= Sure.UNSURE or self._at_an_hour_today()))

    def _at_an_hour_today(self) -> bool:
        """ "Polls close at 9 p.m. on Friday", said on that Friday."""
        group = self.group
        return self.time.precision is Precision.TIME and group is not None and self._arranged_in_present(group)

    @property
    def coarse(self) -> bool:
        """Tell whether a year or more is named."""
        return self.time.precision.rank >= Precision.YEAR.rank

    # --- how sure it is -------------------------------------------------------------------------------------------

    @property
    def sure(self) -> Sure:
        """How sure the words are that it comes."""
        anchor, group = self.anchor, self.group
        if anchor.planned >= Sure.UNSURE:
            return anchor.planned
        if self.adjective in en.UNSURE_WORDS:
            return Sure.UNSURE
        if self.adjective in en.SURE_WORDS:
            return Sure.PLANNED
        if group is None:
            return Sure.OPEN
        if group.lemma in _WOULD_BE:
            return Sure.UNSURE
        sure = group.sure if self._governs(group) else Sure.OPEN
        if sure is Sure.PLANNED and is_conditional(self.sentence):
            sure = Sure.UNSURE
        planned = group.lemma in _PLANS and group.form != "g" and sure is not Sure.UNSURE
        return Sure.PLANNED if planned else sure

    def _governs(self, group: Group) -> bool:
        """Tell whether the verb says that the event takes place; next to a bare noun it may speak of anything."""
        if self.anchor.noun and partakes(self.sentence, group) and group.negated:
            return False
        if not (self.anchor.noun and self.anchor.near) or group.lemma in en.OCCUR:
            return True
        return group.sure is not Sure.PAST and group.lemma in en.MOTION

    # --- what makes it no event -----------------------------------------------------------------------------------

    @property
    def counts_from(self) -> bool:
        """Tell a date that only anchors a length or a book year: "since May", "the year ending June 30"."""
        if self.before in {"since", "ended"} or _LENGTH.search(self.time.text):
            return True
        moved = self.group is not None and not en.POSTPONE_VERBS.isdisjoint(self.group.lemmas)  # "by a week to May 3"
        return not moved and self.before in {"ending", "to", "through"} and self.sentence.word(self.at - 2) in _LENGTHS

    @property
    def doubtful(self) -> bool:
        """Tell what is no announcement."""
        return (
            self._is_a_question()
            or self.fell_through
            or self.hearsay
            or self._dates_the_calling_off()
            or is_supposed(self.sentence, self.group, self.before)
            or self._is_a_saying()
            or (self.group is not None and not self.anchor.near and _only_possible(self.sentence, self.group))
            or self._denied()
            or self._is_a_habit()
            or self._only_is()
            or self._was_left()
            or self._far_off()
            or self._of_a_year()
            or (_WEEKDAY.search(self.time.text) is not None and not self._announced())
        )

    def _dates_the_calling_off(self) -> bool:
        """ "Was called off on Sunday" tells the day of the decision."""
        group = self.group
        if group is None or group.form != "p" or not group.passive:
            return False
        undone = calls_off(self.sentence, group) or puts_off(self.sentence, group)
        return undone and self.before == "on" and group.last < self.at <= group.last + 2

    def _is_a_question(self) -> bool:
        """Tell a question, also one that is told: "if he wins on May 3", "whether they meet on Monday"."""
        if self.sentence.words[-2:].count("?") > 0:
            return True
        first = self.anchor.first if self.group is None else min(self.anchor.first, self.group.first)
        for at in range(first - 1, max(-1, first - _CLAUSE), -1):
            if self.sentence.words[at] in en.DOUBTING:
                return self.at > at
            if self.sentence.tags[at] in {COMMA, STOP, VERB}:
                return False
        return False

    def _is_a_saying(self) -> bool:
        """ "The song of the week", "the leaders of tomorrow", "a brighter tomorrow", "its rainiest July"."""
        if (
            self.before in {"brighter", "better"}
            or (self.before.endswith("est") and len(self.before) > _SUPERLATIVE)
            or (self.before == "of" and self.time.text.lower() in _DAYS_OF_SAYINGS)
        ):
            return True
        if self.before == "of" and self.time.text.lower() in _OF_ALL:
            return True
        said = self.time.text.lower().startswith("the ") or (
            self.time.precision is Precision.DAY and self.time.text.isalpha()
        )
        return self.before == "of" and said and not self.anchor.noun

    def _denied(self) -> bool:
        """ "There will be no parade": a noun that is said not to be."""
        at = self.anchor.first - 1
        while self.anchor.noun and self.sentence.tag(at) in {NOUN, NAME, NUMBER}:
            at -= 1
        return self.anchor.noun and self.sentence.word(at) == "no"

    def _is_a_habit(self) -> bool:
        """ "The season usually starts on May 15": what happens each time is no announcement."""
        group = self.group
        if group is None:
            return not en.HABITS.isdisjoint(self.sentence.words[max(0, self.anchor.first - 6) : self.at])
        if group.sure >= Sure.UNSURE:
            return False
        return not en.HABITS.isdisjoint(self.sentence.words[max(0, group.first - 6) : group.last + 4])

    def _only_is(self) -> bool:
        """Tell what only is ("is expected to be poor"), and a bare gerund ("a measure of voting")."""
        group = self.group
        if group is None or self.anchor.noun:
            return False
        if group.lemma == "be":
            return not self._is_somewhere(group)
        before = group.first - 1 - (self.sentence.tag(group.first - 1) == PRON)
        bare = group.form == "g" and group.sure < Sure.UNSURE and self.sentence.tag(before) == PREP
        elects = self.anchor.kind is not EventKind.OTHER and self.before == "in"
        return bare and not elects and self.before not in {"by", "until", "till", "before", "on"}

    def _was_left(self) -> bool:
        """Tell what only was spoken of: "dropped out of the race", "soon after Election Day he asked"."""
        anchor = self.anchor
        if not anchor.noun or anchor.planned > Sure.OPEN or self.adjective:
            return False
        if anchor.lemma in en.NAMED_DAYS:
            return self.group is not None and self.group.sure is Sure.PAST
        past = anchor.over is not None and anchor.over.sure is Sure.PAST and anchor.over.lemma not in en.PAST_PLANNERS
        return past and anchor.lemma in en.WEAK_NOUNS and self.at >= anchor.last

    def _is_somewhere(self, group: Group) -> bool:
        """ "Will be in Ohio", "will be available"."""
        at = group.last
        while self.sentence.tag(at) in {ADV, TIME} and self.sentence.word(at) not in en.STATES:
            at += 1
        return self.sentence.tag(at) == PREP or self.sentence.word(at) in en.STATES

    def _far_off(self) -> bool:
        """Tell a month or day without its year that is so far off that it is as likely the last one."""
        if self.anchor.noun or self.time.earliest is None or (self.time.earliest - self.day).days <= FAR:
            return False
        yearless = self.time.precision.rank <= Precision.MONTH.rank and not _YEAR.search(self.time.text)
        return yearless and (self.group is None or (self.group.form != "f" and self.group.sure < Sure.UNSURE))

    def _of_a_year(self) -> bool:
        """Tell what is said of a whole year and is no plan: "the estimate for next year"."""
        if not self.coarse or self.anchor.noun:
            told = self.group is not None and self.group.form == "f"
            return self.coarse and not told and (self.before == "of" or self._only_counts())
        if self.group is None or self.group.sure < Sure.UNSURE or self.before in {"for", "of"}:
            return True
        return self.sentence.word(self.group.first - 1) == "you"

    def _only_counts(self) -> bool:
        """ "The rest of the year's flights": what a whole year has, by a word that names an event only with a plan."""
        owned = self.time.text.endswith(("'s", "’s", "s'", "s’"))
        end = next(last for _, first, last in self.sentence.times if first == self.at)
        owned = owned or self.sentence.tag(end) == GENITIVE
        return owned and self.anchor.lemma in en.WEAK_NOUNS and self.sure < Sure.UNSURE

    def _announced(self) -> bool:
        """Tell whether something says that a weekday is the coming one; by itself it is as often the last."""
        anchor, group = self.anchor, self.group
        if anchor.planned >= Sure.UNSURE or (anchor.over is not None and _leads_there(anchor.over)):
            return True
        if self.adjective in en.SURE_WORDS | en.UNSURE_WORDS or (group is not None and self._arranges(group)):
            return True
        if group is not None and group.passive and changes(self.sentence, group):
            return True
        if group is not None and anchor.noun and set(group.lemmas) & (en.CANCEL_VERBS | en.POSTPONE_VERBS):
            return True
        first = min(self.at, anchor.first)
        return anchor.noun and not _AHEAD.isdisjoint(self.sentence.words[max(0, first - 8) : self.at])

    def _arranges(self, group: Group) -> bool:
        if group.sure >= Sure.UNSURE or self._arranged_in_present(group):
            return True
        if group.had:
            return False
        if group.lemma in _PLANS or (group.passive and group.lemma in SCHEDULERS):
            return True
        if group.lemma == "be":
            return group.form == "r" and self.anchor.noun and (self.anchor.near or self.anchor.last == group.first)
        return group.form == "p" and group.lemma in en.PAST_PLANNERS and self.before in _TO_A_DATE

    def _arranged_in_present(self, group: Group) -> bool:
        """ "Meets on Friday": the present with a day to come; of coarser times only what moves or begins."""
        if group.form != "r" or group.passive:
            return False
        fine = self.time.precision.rank <= Precision.DAY.rank
        if group.lemma in _TELLING and not _RESULTS.isdisjoint(self.sentence.words[group.last : group.last + 4]):
            return fine
        if group.lemma in en.MOTION or (group.lemma in {"remain", "stay"} and self.before in _UP_TO):
            return True
        return fine and group.lemma not in en.STATIVES and group.lemma != "be"

    # --- what makes it one ----------------------------------------------------------------------------------------

    @property
    def lies_ahead(self) -> bool:
        """Tell whether what is named comes: of an interval that runs, whether its remaining part is meant."""
        return self._remains() if self.running else self._will_be()

    def _remains(self) -> bool:
        if _ELAPSED.search(self.time.text) or self.sentence.word(self.at - 2) == "so":
            return False
        sure, group = self.sure, self.group
        if sure >= Sure.UNSURE and not (group is not None and group.form == "p" and group.sure is Sure.PAST):
            return True
        if (_REMAINING.search(self.time.text) and sure is not Sure.PAST) or self._at_an_hour_today():
            return True
        if group is None or group.form != "r" or group.lemma not in en.MOTION:
            return False
        return self.time.precision.rank <= Precision.MONTH.rank and not (self.anchor.noun and self.anchor.near)

    def _will_be(self) -> bool:
        sure, group = self.sure, self.group
        if group is not None and group.lemma == "be" and sure is Sure.PAST and not self.anchor.near:
            return False
        if self.anchor.noun or group is None or sure >= Sure.UNSURE:
            return True
        if sure is Sure.PAST:
            return self._was_planned(group)
        if group.form == "r":
            return self._arranged_in_present(group) or group.passive or group.lemma == "be"
        return group.lemma not in en.SAY

    def _was_planned(self, group: Group) -> bool:
        """Tell what was said or done in the past about a date to come: "was extended until Friday"."""
        if self.before in _UP_TO and group.passive:
            return True
        if self.at < group.first and group.lemma not in _PLANS:
            return False
        if group.lemma not in en.PAST_PLANNERS or (group.had and group.lemma not in _PLANS):
            return False
        return group.lemma in _PLANS or self.before in _TO_ANY_DATE


def _fell_through(sentence: Sentence, groups: Sequence[Group], anchor: Anchor, at: int) -> bool:
    group = anchor.group or anchor.over
    if group is None or (sentence.words[group.first] not in en.PAST_BE and not group.had):
        return False
    for then in groups:
        but = "but" in sentence.words[max(at, then.first - 3) : then.first]
        if then.first > at and but:
            if sentence.word(then.first - 1) in {"both", "all"} and calls_off(sentence, then):
                return True
            dated = any(first > then.first for _, first, _ in sentence.times)
            changed = en.POSTPONE_VERBS | en.CANCEL_VERBS if dated else en.CANCEL_VERBS
            return then.form == "p" and not set(then.lemmas) & changed
    return False


def _adjective(sentence: Sentence, anchor: Anchor) -> str:
    for at in range(anchor.first - 1, max(-1, anchor.first - 7), -1):
        tag, word = sentence.tags[at], sentence.words[at]
        if word in _STANDING_WORDS and tag != TIME:
            return word
        if tag not in {NOUN, NAME, NUMBER, TIME, GENITIVE} and not (tag == VERB and sentence.forms.get(at) == "d"):
            return ""
    return ""


def _leads_there(group: Group) -> bool:
    """Tell whether someone will be there: "will speak at Friday's summit", not "to get around Friday's ruling"."""
    if group.form == "r" and group.lemma in en.MOTION:
        return True
    if group.sure < Sure.UNSURE or group.form == "i":
        return False
    return group.form == "f" or group.lemma in en.MOTION or group.lemma in en.OCCUR


def _only_possible(sentence: Sentence, group: Group) -> bool:
    """Tell an ability from a plan: "can be exchanged until Friday" announces nothing that happens."""
    return any(sentence.words[at] in {"can", "cannot"} for at in range(group.first, group.last))
