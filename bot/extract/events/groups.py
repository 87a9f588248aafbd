"""Verb groups of a sentence: "is expected to be held", and what they say of how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from bot.extract.events.sentence import (
    ADV,
    BE,
    DO,
    HAVE,
    MODAL,
    NOT,
    NOUN,
    PREP,
    TO,
    VERB,
    Sentence,
)
from bot.extract.lang.en import events as en

_VERBS_BACK = 4
"""So many verbs may stand between "looks forward" and a gerund that depends on it."""


class Sure(IntEnum):
    """How sure the words are that it comes: told of as past, not told, hoped for or expected, planned."""

    PAST = 0
    OPEN = 1
    UNSURE = 2
    PLANNED = 3


@dataclass(slots=True)
class Group:
    """A verb group from token `first` to `last` (end exclusive); `head` is the verb that says what happens.

    `lemmas` are all its verbs in order, so that "was postponed" and "plans to cancel" can be told. `form` is f(uture),
    p(ast), r (present), i(nfinitive), g(erund) or d (bare participle).
    """

    first: int
    last: int
    head: int
    lemma: str
    form: str
    sure: Sure
    negated: bool
    passive: bool
    had: bool
    lemmas: tuple[str, ...]


def verb_groups(sentence: Sentence) -> list[Group]:
    """Return the verb groups of the sentence in order."""
    groups: list[Group] = []
    at = 0
    while at < len(sentence):
        if sentence.tags[at] in {MODAL, BE, HAVE, DO, TO, VERB}:
            group, at = _Reader(sentence, at, groups).read()
            if group is not None:
                groups.append(group)
        else:
            at += 1
    return groups


class _Reader:
    """Reads one group from left to right."""

    def __init__(self, sentence: Sentence, first: int, before: list[Group]) -> None:
        self.sentence, self.first, self.before = sentence, first, before
        self.head: int | None = None
        self.lemmas: list[str] = []
        self.form = ""
        self.sure = Sure.OPEN
        self.negated = self.passive = self.had = False
        self.was = False
        self.after_be = False
        self.after_have = ""
        self.modal = ""

    def read(self) -> tuple[Group | None, int]:
        at = self.first
        while at < len(self.sentence):
            following = self._take(at)
            if following is None:
                break
            at = following
        at = max(at, self.first + 1)
        if self.head is None:
            return self._copula(at), at
        return self._group(at), at

    def _group(self, last: int) -> Group:
        assert self.head is not None
        lemma = self.sentence.lemmas.get(self.head, self.sentence.words[self.head])
        return Group(
            self.first,
            last,
            self.head,
            lemma,
            self.form or "r",
            self._final_sure(),
            self.negated,
            self.passive,
            self.had,
            tuple(self.lemmas),
        )

    def _final_sure(self) -> Sure:
        if self.sure == Sure.OPEN and self.form == "p":
            return Sure.PAST
        return self.sure

    def _copula(self, last: int) -> Group | None:
        """A group without a verb of its own: "will be in Paris", "is due Friday"."""
        at = next((i for i in range(last - 1, self.first - 1, -1) if self.sentence.tags[i] in {BE, HAVE, DO}), None)
        if at is None:
            return None
        self.head = at
        lemma = {BE: "be", HAVE: "have"}.get(self.sentence.tags[at], "do")
        group = self._group(last)
        group.lemma = lemma
        group.lemmas = (*self.lemmas, lemma)
        return group

    def _take(self, at: int) -> int | None:
        tag = self.sentence.tags[at]
        if tag in {ADV, NOT}:
            return self._adverb(at, tag)
        if tag in {NOUN, VERB, PREP} and self._controls(at):
            return self._control(at)
        if self.head is not None and tag not in {TO, VERB}:
            return None
        handler = {
            MODAL: self._modal,
            BE: self._be,
            HAVE: self._have,
            DO: self._do,
            TO: self._to,
            VERB: self._verb,
        }.get(tag)
        return handler(at) if handler else None

    def _adverb(self, at: int, tag: str) -> int | None:
        if self.head is not None and tag == ADV and not self._to_follows(at):
            return None
        if tag == NOT:
            if self.head is not None and not self._to_follows(at):
                return None
            self.negated = not self.negated
        word = self.sentence.words[at]
        if word in {"likely", "probably", "possibly", "perhaps", "reportedly"}:
            self._mark(Sure.UNSURE)
        if word == "never":
            self.negated = True
        if word == "longer" and self.sentence.word(at - 1) == "no":
            self.negated = True
        return at + 1

    def _to_follows(self, at: int) -> bool:
        while self.sentence.tag(at) in {ADV, NOT}:
            at += 1
        return self.sentence.tag(at) == TO

    def _controls(self, at: int) -> bool:
        """Tell whether a word such as "due", "likely" or "set" stands here, with "to" and a verb after it."""
        if not (self.after_be or self.head is None) or (self.first == at and self.sentence.tags[at] != VERB):
            return False
        word = self.sentence.words[at]
        return (word in en.PLANNING or word in en.HOPING) and self._to_follows(at + 1)

    def _control(self, at: int) -> int:
        word = self.sentence.words[at]
        lemma = self.sentence.lemmas.get(at, word)
        self.lemmas.append(lemma)
        self._judge_control(lemma, word)
        if self.sentence.tags[at] == VERB and not self.form and not self.after_be:
            self.form = {"d": "p", "s": "r", "b": "r", "g": "g"}[self.sentence.forms[at]]
        self.head = at
        self.after_be = False
        return at + 1

    def _judge_control(self, lemma: str, word: str) -> None:
        if word == "unlikely":
            self._mark(Sure.UNSURE)
            self.negated = True
        elif lemma in en.PLANNING or word in en.PLANNING:
            self._mark(Sure.PLANNED)
        elif lemma in en.HOPING or word in en.HOPING:
            self._mark(Sure.UNSURE)
        elif lemma in {"refuse", "decline", "fail"}:
            self.negated = True

    def _mark(self, sure: Sure) -> None:
        """Keep the weakest of what has been said: "will likely", "may be scheduled"."""
        self.sure = sure if self.sure in {Sure.OPEN, Sure.PAST} else Sure(min(self.sure, sure))

    def _modal(self, at: int) -> int:
        word = self.sentence.words[at]
        self.form, self.modal = "f", word
        self._mark(Sure.PLANNED if word in en.FUTURE_MODALS or word in {"would", "'d"} else Sure.UNSURE)
        self.negated = self.negated or word == "cannot"
        return at + 1

    def _be(self, at: int) -> int:
        if not self.form:
            self.was = self.sentence.words[at] in en.PAST_BE
            self.form = "p" if self.was else "r"
        self.after_be = True
        return at + 1

    def _have(self, at: int) -> int:
        word = self.sentence.words[at]
        self.had = self.had or word == "had"
        if not self.form:
            self.form = "p" if word == "had" or self._perfect(at + 1) else "r"
        elif self.form == "f" and self.modal not in en.FUTURE_MODALS and self._perfect(at + 1):
            self.form, self.sure = "p", Sure.PAST
        self.after_have = word
        return at + 1

    def _perfect(self, at: int) -> bool:
        """Tell whether a participle follows: "has been", "would have won", not "has to" or "has plans"."""
        while self.sentence.tag(at) in {ADV, NOT}:
            at += 1
        return self.sentence.word(at) in {"been", "had"} or self.sentence.forms.get(at) == "d"

    def _do(self, at: int) -> int:
        self.form = "p" if self.sentence.words[at] == "did" else "r"
        return at + 1

    def _to(self, at: int) -> int | None:
        if self.head is None and not self.after_be and self.first == at:
            self.form = "i"
            self._mark_infinitive(at)
        elif self.head is None and (self.after_be or self.after_have in {"have", "has"}):
            self._mark(Sure.PLANNED)
        elif self.head is not None:
            lemma = self.sentence.lemmas.get(self.head, self.sentence.words[self.head])
            if not self._chains(lemma):
                return None
            self._judge_control(lemma, self.sentence.words[self.head])
            self.head = None
        self.after_be = False
        self._infinitive_form()
        return at + 1

    def _infinitive_form(self) -> None:
        if self.form == "p" and self.sure >= Sure.UNSURE:
            self.form = "f"

    def _chains(self, lemma: str) -> bool:
        word = self.sentence.words[self.head or 0]
        return (
            lemma in en.PLANNING
            or lemma in en.HOPING
            or word in en.PLANNING
            or lemma
            in {"begin", "start", "continue", "refuse", "decline", "fail", "use", "be", "have", "seem", "appear"}
        )

    def _mark_infinitive(self, at: int) -> None:
        """An infinitive after a noun ("plans to open") or after the object of a verb ("asked it to respond")."""
        before = at - 1
        word = self.sentence.word(before)
        stem = word.rstrip("s")
        if word in en.PLAN_NOUNS or stem in en.PLAN_NOUNS:
            no = "no" in self.sentence.words[max(0, before - 2) : before]
            self._mark(Sure.UNSURE if no else Sure.PLANNED)
            self.negated = self.negated or no
        elif word in en.HOPING or stem in en.HOPING or word in {"ability", "way", "right", "need"}:
            self._mark(Sure.UNSURE)
        elif self.before and self.first - self.before[-1].last <= 6:
            lemma = self.before[-1].lemma
            if lemma in en.PLANNING:
                self._mark(Sure.PLANNED)
            elif lemma in en.HOPING:
                self._mark(Sure.UNSURE)
            elif self.before[-1].sure >= Sure.UNSURE:
                self._mark(self.before[-1].sure)

    def _verb(self, at: int) -> int | None:
        form = self.sentence.forms.get(at, "b")
        if self.head is not None and not (form == "g" and self._aspect()):
            return None
        if self.head is not None:
            self.form = self.form or "r"
            self.head = at
            self.lemmas.append(self.sentence.lemmas.get(at, self.sentence.words[at]))
            return at + 1
        if form == "g" and self.form and not self.after_be:
            return None
        self.head = at
        lemma = self.sentence.lemmas.get(at, self.sentence.words[at])
        self.lemmas.append(lemma)
        if form == "d" and self.after_be:
            self.passive = True
        elif not self.form:
            self.form = {"d": "p", "s": "r", "b": "r", "g": "g"}[form]
            if form == "g" and self._looked_forward():
                self._mark(Sure.PLANNED)
        if lemma == "go" and form == "g" and self.after_be and self._to_follows(at + 1):
            self._mark(Sure.PLANNED)
            self.head = None if self._to_verb(at + 1) else at
            self.lemmas.pop()
        self.after_be = False
        return at + 1

    def _looked_forward(self) -> bool:
        """Tell whether "looks forward to" stands before, also over another gerund: "to seeing her and to dining"."""
        for group in reversed(self.before[-_VERBS_BACK:]):
            if group.lemma == "look":
                return "forward" in self.sentence.words[group.last : group.last + 2]
            if group.form != "g":
                return False
        return False

    def _aspect(self) -> bool:
        """Tell whether the verb so far only begins or goes on with the next: "will begin withdrawing"."""
        lemma = self.sentence.lemmas.get(self.head or 0, "")
        return lemma in {"begin", "start", "stop", "continue", "resume", "keep", "finish", "go", "consider"}

    def _to_verb(self, at: int) -> bool:
        return self.sentence.tag(at) == TO
