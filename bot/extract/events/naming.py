"""Who takes part, where it is, and what to call it: all from the article's own words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from bot.extract.events.anchor import Anchor
from bot.extract.events.groups import Group, Sure
from bot.extract.events.phrases import DESCRIBED, OWNERS, Phrases
from bot.extract.events.reach import SCHEDULERS
from bot.extract.events.sentence import (
    ADV,
    COMMA,
    DET,
    GENITIVE,
    MODAL,
    NOUN,
    PREP,
    PRON,
    QUOTE,
    STOP,
    TIME,
    TO,
    VERB,
    Sentence,
)
from bot.extract.events.undoing import calls_off
from bot.extract.events.words import tables
from bot.extract.lang.en import events as en
from bot.model.article import Entity, EntityKind
from bot.model.event import EventKind

TITLE_WORDS = 12
"""A title has at most so many words (docs/glossary.md, event)."""

_PLACE_PREPOSITIONS = frozenset("in at to near outside inside across from into on around over".split())
_ENDS_NO_TITLE = (
    en.PREPOSITIONS
    | en.DETERMINERS
    | en.SUBORDINATORS
    | en.COORDINATORS
    | en.BE
    | en.HAVE
    | en.FUTURE_MODALS
    | {"'s", "'", "to", "early", "late", "would", "could", "may", "might", "should"}
) - {"out", "off", "up", "down", "back", "away", "over", "ahead", "one", "that", "effective"}
_BELONGING = frozenset({"of", "between", "at", "for", "against"})
"""Prepositions by which those stand beside an event's name whose event it is: "the match between the clubs"."""

_RELATIVES = frozenset({"that", "which", "who"})
_TELLS_NOT_WHAT = en.SAY | SCHEDULERS | en.POSTPONE_VERBS | en.CANCEL_VERBS
"""Verbs that tell who says it or when it is, not what it is."""

_OPENS_PHRASE = (en.PREPOSITIONS | en.SUBORDINATORS | en.COORDINATORS) - {"of", "to"} - en.PARTICLES
_LEAST = 4
"""A title that is cut keeps more words than these."""

_AROUND_IT = frozenset({"after", "before", "until", "till", "pending", "following", "ahead", "unless", "since"})

_PART = 2
_PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening", "night"})
_OPENS_NO_TITLE = frozenset("a an the another that this these those and but it its their his her our my".split())
_ACTING = frozenset({EntityKind.PERSON, EntityKind.ORGANISATION})


@dataclass(frozen=True, slots=True)
class Named:
    """The numbers of the entities that take part (the doer first), the place's number, and the title.

    `places` are all the places that belong to it: contests in two states are not the contest in one.
    """

    who: tuple[int, ...]
    place: int | None
    title: str
    named_doer: bool
    places: frozenset[int] = frozenset()


class Namer:
    """Names the events of one sentence."""

    def __init__(self, body: str, sentence: Sentence, groups: Sequence[Group], entities: Sequence[Entity]) -> None:
        self.body, self.sentence, self.groups, self.entities = body, sentence, groups, entities
        self.phrases = Phrases(sentence, groups, self._is_place, self._is_person)

    def name(self, anchor: Anchor, of_others: frozenset[int] = frozenset()) -> Named:
        """Return who, where and the title of what `anchor` names.

        `of_others` are the tokens that belong to other dates of the verb ("in Rome on May 4 and in Bonn on May 5").
        """
        if anchor.lemma in en.PREDICATES and anchor.noun:
            return self._predicate(anchor)
        if anchor.lemma in en.NAMED_DAYS and anchor.noun:
            words = [self._text(at) for at in range(anchor.first, anchor.last)]
            return Named((), None, self._title(words), named_doer=False)
        if anchor.group is not None and (not anchor.noun or self._clause_tells_more(anchor)):
            return self._clause(anchor, anchor.group, of_others)
        named = self._noun(anchor, of_others)
        over = anchor.over
        bare = len(named.title.split()) <= 2 and not named.who
        if bare and over is not None and self._does_there(over) and not self._waits(over, anchor):
            clause = self._clause(anchor, over, of_others)
            return self._at_the_event(clause, named, who_does=clause.named_doer or self._has_subject(over))
        return named

    def _waits(self, group: Group, anchor: Anchor) -> bool:
        """Tell what only comes before or after the event: "will be restored after an inspection on Friday"."""
        return not _AROUND_IT.isdisjoint(self.sentence.words[group.last : anchor.first])

    def _has_subject(self, group: Group) -> bool:
        begin, end = self.phrases.own_subject(group)
        return any(self.sentence.tags[at] == NOUN for at in range(begin, end))

    def item(self, anchor: Anchor, first: int, last: int) -> Named:
        """Name an item of a calendar, the tokens from `first` to `last`, as it stands."""
        tokens = self._outside_brackets(first, last)
        who, place = self._acting(self._entities(tokens)), self._place_in(tokens)
        if anchor.group is not None:
            return self._clause(anchor, anchor.group, frozenset())
        return Named(
            _unique(who),
            place,
            self._title(self._words(at for at in tokens if self._tells(at) and self.sentence.tags[at] != STOP)),
            bool(who),
        )

    def _outside_brackets(self, first: int, last: int) -> list[int]:
        depth, found = 0, []
        for at in range(first, last):
            depth += self.sentence.words[at] == "("
            if depth == 0:
                found.append(at)
            depth -= self.sentence.words[at] == ")" and depth > 0
        return found

    def _does_there(self, group: Group) -> bool:
        """Tell whether someone will do something at the event: "Sweden meets Chile in the final"."""
        return group.sure >= Sure.UNSURE or (group.form == "r" and group.lemma in en.MOTION)

    def _at_the_event(self, clause: Named, noun: Named, *, who_does: bool) -> Named:
        title = clause.title if who_does and len(clause.title.split()) >= 3 else noun.title
        return Named(clause.who, noun.place or clause.place, title, clause.named_doer)

    def _predicate(self, anchor: Anchor) -> Named:
        """Name what is payable, due or effective: the subject of its verb, or the noun right before."""
        group = self.phrases.group_at.get(anchor.first - 1)
        if group is not None:
            begin, _ = self.phrases.subject(group)
        else:
            aside = self.sentence.tag(anchor.first - 1) == COMMA
            begin = self.phrases.start(anchor.first - aside)
        tokens = [at for at in range(begin, anchor.last) if self._tells(at) and self.sentence.tags[at] != COMMA]
        who = self._acting(self._entities(tokens))
        return Named(_unique(who), None, self._title(self._words(tokens)), bool(who))

    def _clause_tells_more(self, anchor: Anchor) -> bool:
        """Tell whether a verb with a doer makes the better title: "Apple will hold an event" over "an event"."""
        group = anchor.group
        if group is None or group.passive or group.negated or group.lemma not in en.OCCUR:
            return False
        if group.lemma == "be" or group.lemma in SCHEDULERS:
            return False
        return group.last <= anchor.first and group.form in {"f", "r", "p"} and anchor.first - group.last < 8

    # --- nouns ----------------------------------------------------------------------------------------------------

    def _noun(self, anchor: Anchor, of_others: frozenset[int]) -> Named:
        first, last = self.phrases.start(anchor.first), self._end(anchor)
        before = self._entities(range(first, anchor.first))
        after = self._entities(range(anchor.last, last))
        owner = self._owner(first)
        who = [*([] if owner is None else [owner]), *self._acting(before), *self._acting(after)]
        group = anchor.group
        if not who and group is not None and group.lemma in en.OCCUR and not (group.passive or group.negated):
            who = self._acting(self._entities(range(*self.phrases.subject(group))))
        place = self._place(anchor, before, last, of_others)
        title = self._title(self._noun_words(anchor, first, last, of_others))
        places = frozenset(n for n in (*before, *after) if self.entities[n].kind is EntityKind.PLACE)
        return Named(_unique(n for n in who if n != place), place, title, bool(who), places)

    def _end(self, anchor: Anchor) -> int:
        """Return where the noun's phrase ends: after "to register" of "the deadline to register is Friday"."""
        todo, group = self.phrases.group_at.get(anchor.last), anchor.group
        if anchor.kind is EventKind.DEADLINE and todo is not None and todo.form == "i":
            stop = self.phrases.clause_end(todo.last)
            return stop if group is None or group.first <= anchor.first else min(stop, group.first)
        return self.phrases.end(anchor.last)

    def _noun_words(self, anchor: Anchor, first: int, last: int, of_others: frozenset[int]) -> list[str]:
        """Return the noun with what belongs to it; where that is little, with what is said of it."""
        words = self._words(at for at in range(first, last) if self._names(at))
        if len(words) > 1 and words[-1] in _RELATIVES:
            words.pop()
        group = anchor.group
        if group is not None and (group.negated or calls_off(self.sentence, group)):
            return words
        if len(words) >= 4 or group is None or not last <= group.first <= last + 2 or group.lemma in _TELLS_NOT_WHAT:
            return words
        stop = self.phrases.clause_end(group.last)
        rest = (at for at in range(group.first, stop) if at not in of_others and self._tells(at))
        return [*words, *self._words(rest)]

    def _place(self, anchor: Anchor, before: list[int], last: int, of_others: frozenset[int]) -> int | None:
        found = self._place_in(range(anchor.last, last))
        if found is None:
            found = next((n for n in before if self.entities[n].kind is EntityKind.PLACE), None)
        group = anchor.group
        if found is None and group is not None and group.first >= anchor.last:
            stop = self.phrases.clause_end(group.last)
            found = self._place_in(at for at in range(group.last, stop) if at not in of_others)
        if found is None and group is not None and group.lemma in en.TRAVERSE and group.first >= anchor.last:
            after = self._entities(range(group.last, self.phrases.clause_end(group.last)))
            crossed = {n for n in after if self.entities[n].kind is EntityKind.PLACE}
            found = crossed.pop() if len(crossed) == 1 else None  # of several, none is the place
        return found

    def _names(self, at: int) -> bool:
        tag = self.sentence.tags[at]
        if tag in {TIME, QUOTE} or (self.sentence.words[at] in DESCRIBED and tag in {NOUN, VERB, PREP, DET}):
            return False
        return not (tag in {PREP, GENITIVE, COMMA} and self._beside_time(at, tag))

    def _beside_time(self, at: int, tag: str) -> bool:
        if tag == GENITIVE:
            return self.sentence.tag(at - 1) == TIME
        following = at + 1
        while self.sentence.tag(following) in {PREP, ADV} or self.sentence.word(following) in {"early", "late"}:
            following += 1
        return self.sentence.tag(following) == TIME

    def _owner(self, first: int) -> int | None:
        """Return the entity that "her" or "his" before the noun stands for."""
        if self.sentence.word(first) not in OWNERS:
            return None
        found = self.sentence.names.get(first)
        return None if found is None else found[2]

    # --- clauses --------------------------------------------------------------------------------------------------

    def _clause(self, anchor: Anchor, group: Group, of_others: frozenset[int]) -> Named:
        begin, end = self.phrases.subject(group)
        begin = self._governing(begin, end)
        stop = self.phrases.clause_end(group.last)
        rest = [at for at in range(group.last, stop) if at not in of_others]
        seat = self._place_in(range(begin, end))
        doers = [n for n in self._acting(self._entities(range(begin, end)), places_too=True) if n != seat]
        others = self._acting(self._entities(rest))
        place = self._place_in(rest)
        place = seat if place is None else place
        if place is None and anchor.kind is EventKind.VISIT:
            place = next((n for n in self._entities(rest) if self.entities[n].kind is EntityKind.PLACE), None)
        who = [*others, *doers] if anchor.lemma in en.GUEST_VERBS else [*doers, *others]
        acting: Iterable[int] = range(group.first, group.last)
        if not anchor.noun and anchor.first >= group.last:  # "have until May 3 to appeal": what they are to do
            acting, rest = (), [at for at in rest if at >= anchor.first - 1]
        acting = (*self._shared_modal(group), *acting)
        verb = [at for at in (*acting, *rest) if self._tells(at) and at not in of_others]
        subject, told = self._subject_words(begin, end, doers), self._words(verb, doers)
        if len(" ".join([*subject, *told]).split()) > TITLE_WORDS:
            told = self._words((at for at in verb if at >= self._infinitive_of(group)), doers)
        title = self._title([*subject, *told])
        return Named(_unique(n for n in who if n != place), place, title, bool(doers))

    def _shared_modal(self, group: Group) -> Iterable[int]:
        """Return where "will" stands of "will hold a meeting and publish results", for the second verb."""
        begin, end = self.phrases.own_subject(group)
        if begin < end or group.form != "r" or self.sentence.forms.get(group.first) != "b":
            return ()
        before = next((g for g in reversed(self.groups) if g.last <= group.first), None)
        return () if before is None or self.sentence.tags[before.first] != MODAL else (before.first,)

    def _governing(self, begin: int, end: int) -> int:
        """Return where the subject begins with the event noun over it: "the tour of New Zealand", not "New Zealand"."""
        noun = begin - 2
        if begin == end or self.sentence.tag(begin - 1) != PREP or self.sentence.word(begin - 1) not in _BELONGING:
            return begin
        if self.sentence.tag(noun) not in {NOUN, VERB} or self.sentence.words[noun] not in tables().nouns:
            return begin
        return self.phrases.start(noun)

    def _infinitive_of(self, group: Group) -> int:
        """Return where "to begin" of "are poised to begin" stands; of what is not sure, where the verb begins."""
        if group.sure is not Sure.PLANNED:
            return group.first
        return max((at for at in range(group.first, group.head) if self.sentence.tags[at] == TO), default=group.first)

    def _tells(self, at: int) -> bool:
        tag = self.sentence.tags[at]
        if tag == TIME:
            return self.sentence.in_name(at)
        particle = self.sentence.words[at] in en.PARTICLES and self.sentence.tag(at - 1) == VERB
        particle = particle or (at > 0 and _belongs(self.sentence.words[at - 1], self.sentence.words[at]))
        beside = tag in {PREP, GENITIVE, COMMA, ADV} and not particle and self._beside_time(at, tag)
        return tag != QUOTE and not beside

    def _subject_words(self, begin: int, end: int, doers: list[int]) -> list[str]:
        if begin == end and doers:
            return [self.entities[doers[0]].name]
        return self._words(at for at in range(begin, end) if self._tells(at))

    # --- entities -------------------------------------------------------------------------------------------------

    def _is_place(self, at: int) -> bool:
        found = self.sentence.names.get(at)
        return found is not None and self.entities[found[2]].kind is EntityKind.PLACE

    def _is_person(self, at: int) -> bool:
        found = self.sentence.names.get(at)
        return found is not None and self.entities[found[2]].kind is EntityKind.PERSON

    def _entities(self, tokens: Iterable[int]) -> list[int]:
        found = (self.sentence.names[at][2] for at in tokens if at in self.sentence.names)
        return list(dict.fromkeys(found))

    def _acting(self, numbers: list[int], *, places_too: bool = False) -> list[int]:
        """Return the people and bodies; where none is named and `places_too`, the countries that act."""
        acting = [n for n in numbers if self.entities[n].kind in _ACTING]
        if acting or not places_too:
            return acting
        return [n for n in numbers if self.entities[n].kind is EntityKind.PLACE]

    def _place_in(self, tokens: Iterable[int]) -> int | None:
        """Return the first place that stands after a preposition of place."""
        for at in tokens:
            if self._is_place(at) and self.sentence.names[at][0] == at:
                before = at - 1
                while self.sentence.tag(before) in {DET, NOUN, COMMA} and at - before < 5:
                    before -= 1
                if self.sentence.word(before) in _PLACE_PREPOSITIONS:
                    return self.sentence.names[at][2]
        return None

    # --- words ----------------------------------------------------------------------------------------------------

    def _words(self, tokens: Iterable[int], named: Collection[int] = ()) -> list[str]:
        """Return the words at `tokens` as the article writes them; a pronoun gives way to the name it stands for.

        `named` are the entities that the title has named: of them "his" says enough, and nobody meets himself.
        """
        words: list[str] = []
        last = -2
        for at in tokens:
            name = None if at in self.sentence.names and self.sentence.names[at][2] in named else self._name_for(at)
            if name is not None:
                words.append(name)
            elif words and last == at - 1 and self._name_for(last) is None and self._glued(at):
                words[-1] += self._text(at)
            else:
                words.append(self._text(at))
            last = at
        return words

    def _text(self, at: int) -> str:
        return self.body[self.sentence.starts[at] : self.sentence.ends[at]]

    def _glued(self, at: int) -> bool:
        return self.sentence.starts[at] == self.sentence.ends[at - 1]

    def _name_for(self, at: int) -> str | None:
        found = self.sentence.names.get(at)
        tag, word = self.sentence.tags[at], self.sentence.words[at]
        if found is None or found[1] - found[0] > 1 or (tag != PRON and word not in OWNERS):
            return None
        name = self.entities[found[2]].name
        return f"{name}’s" if word in OWNERS and self._possesses(at) else name

    def _possesses(self, at: int) -> bool:
        return self.sentence.tags[at] == DET

    def _title(self, words: list[str]) -> str:
        kept = [w for word in words for w in word.split() if w == "&" or any(c.isalnum() for c in w)]
        while len(kept) > 1 and kept[0].lower() in _OPENS_NO_TITLE:
            kept = kept[1:]
        kept = _cut(kept)
        while len(kept) > 1 and _bare(kept[-1]) in _ENDS_NO_TITLE and not _belongs(kept[-2], kept[-1]):
            kept.pop()
        if len(kept) > _PART and kept[-2].lower() == "the" and kept[-1].lower() in _PARTS_OF_DAY:
            return self._title(kept[:-2])
        title = " ".join(kept).strip(" ,;:“”\"'‘(")
        return title if title[1:2].isupper() else title[:1].upper() + title[1:]


def _cut(words: list[str]) -> list[str]:
    """Return at most as many words as a title has, without the beginning of a phrase whose end is cut off."""
    if len(words) <= TITLE_WORDS or _bare(words[TITLE_WORDS]) in _OPENS_PHRASE:
        return words[:TITLE_WORDS]
    opened = (i for i in range(TITLE_WORDS - 1, _LEAST, -1) if _bare(words[i]) in _OPENS_PHRASE)
    return words[: next(opened, TITLE_WORDS)]


def _bare(word: str) -> str:
    return word.strip("“”\"',;:()").lower()


def _belongs(verb: str, particle: str) -> bool:
    """Tell "sworn in" from a preposition that was left over."""
    return _bare(particle) == "in" and _bare(verb) in en.WITH_IN


def _unique(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers))
