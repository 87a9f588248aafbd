"""Rough parts of speech, as far as reading events needs them: verbs told from nouns by what stands around them."""

from __future__ import annotations

from bot.extract.events.sentence import (
    ADV,
    BE,
    COMMA,
    COORD,
    DET,
    DO,
    GENITIVE,
    HAVE,
    MODAL,
    NAME,
    NOT,
    NOUN,
    NUMBER,
    PREP,
    PRON,
    QUOTE,
    STOP,
    SUB,
    TIME,
    TO,
    VERB,
    Sentence,
)
from bot.extract.events.words import SHORTENED, tables
from bot.extract.lang.en import events as en
from bot.model.event import EventKind

_SUBJECTS = frozenset({"he", "she", "it", "that", "there", "who", "what", "i", "we", "they", "here", "which"})
_EXTENT = frozenset({"early", "soon", "late"})
"""Between two "as": "as early as Tuesday"."""

_POINTING = frozenset({"her", "that", "this", "these", "those"})
_NO_PHRASE_FOLLOWS = frozenset({PREP, COMMA, STOP, COORD, SUB, QUOTE, BE, MODAL, HAVE, NOT})
_NO_PARTICIPLES = frozenset("hundred indeed sacred naked exceed need feed seed weed heed deed reed shed sled".split())
_VERB_BACK = 12
"""Tokens between two verbs that "and" joins: "hold a meeting in Rome on May 3 and publish"."""

_FOLLOWS_PLURAL = frozenset("take go come make have give begin become remain include".split())
_LETTING = frozenset({"lets", "helps", "makes", "sees", "does"})
_LASTING = frozenset({"start", "end", "open", "close", "begin", "run", "last", "return", "resume"})
_ARTICLES = frozenset("the a his her its their my our your no any every".split())
_DASHES = frozenset({"–", "—", "‒", "―", "-"})
_OF = frozenset({"die", "think", "speak", "approve", "dispose"})
"""Verbs that take "of"; before it other words in -s are nouns: "the ticket rules of the line"."""

_AS_PLANNED = frozenset({"planned", "scheduled", "expected"})
_TEAMS_DO = frozenset("host face travel meet visit play entertain welcome take open begin".split())
_SHOWING = frozenset({"show", "test", "fight", "march", "review"})
"""Event nouns that after a plural are verbs: "the results show"."""


def tag(sentence: Sentence) -> Sentence:
    """Fill in the tags, verbs and event nouns of the sentence, and return it."""
    _Tagger(sentence).tag()
    return sentence


class _Tagger:
    """Tags from left to right: each word by itself, what was before, and the next word."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence, self.known = sentence, tables()

    def tag(self) -> None:
        for at, word in enumerate(self.sentence.words):
            self.sentence.tags.append(self._tag(at, word))
        for at, word in enumerate(self.sentence.words):
            if self.sentence.tags[at] in {NOUN, NAME}:
                self._mark_event(at, word)

    def _mark_event(self, at: int, word: str) -> None:
        before = self.sentence.word(at - 1)
        joined = self.known.nouns.get(f"{before}-{word}") if before in self.known.compounds else None
        kind: EventKind | None = joined or self.known.nouns.get(word) or self._named_occasion(at, word)
        if kind is not None and (self.sentence.tags[at] == NOUN or word in en.NAMED_OCCASIONS or self._heads_name(at)):
            self.sentence.nouns[at] = kind
            if joined:
                self.sentence.compounds[at] = at - 1

    def _named_occasion(self, at: int, word: str) -> EventKind | None:
        """ "The Academy Awards", "the Oscars": the last word of a name, or one by itself in capitals."""
        kind = en.NAMED_OCCASIONS.get(word)
        if kind is None or not self.sentence.shapes[at][0].isupper():
            return None
        alone = word not in {"awards", "cup", "bowl", "prix"}
        return kind if alone or self.sentence.shapes[at - 1][:1].isupper() else None

    def _heads_name(self, at: int) -> bool:
        """Tell whether the last word of a name still names an event: "Republican National Convention"."""
        found = self.sentence.names.get(at)
        return found is not None and at == found[1] - 1 and found[1] - found[0] > 1

    # --- one word -------------------------------------------------------------------------------------------------

    def _tag(self, at: int, word: str) -> str:
        if at in self.sentence.time_at:
            return TIME
        shortened = self.sentence.word(at + 1) == "'t"
        closed = SHORTENED.get(word) if shortened else self.known.closed.get(word)
        if at in self.sentence.names and (closed is None or self.sentence.shapes[at][0].isupper()):
            return PRON if closed == PRON and self.sentence.shapes[at] != "US" else NAME
        if closed is not None:
            return self._closed(at, word, closed)
        return self._open(at, word)

    def _open(self, at: int, word: str) -> str:
        if word == "'s":
            return BE if self.sentence.word(at - 1) in _SUBJECTS else GENITIVE
        if word[0].isdigit():
            return NUMBER
        if self._is_adverb(word) or (word == "longer" and self.sentence.word(at - 1) == "no"):
            return ADV
        if self._capitalised(at):
            return NOUN if word in self.known.nouns else NAME
        return self._verb_or_noun(at, word)

    def _capitalised(self, at: int) -> bool:
        shape = self.sentence.shapes[at]
        return shape[0].isupper() and not shape.isupper() and self.sentence.tag(at - 1) not in {QUOTE, STOP}

    def _is_adverb(self, word: str) -> bool:
        return word.endswith("ly") and len(word) > 4 and word not in self.known.verbs and word not in self.known.nouns

    # --- closed classes -------------------------------------------------------------------------------------------

    def _closed(self, at: int, word: str, closed: str) -> str:
        """Return the tag of a word of a closed class, where it may stand for something else too."""
        if word == "to":
            return self._to(at)
        if word == "no" and self.sentence.word(at + 1) == "longer":
            return NOT
        if word in _POINTING:
            return self._pointing(at, word)
        if word == "as" and {self.sentence.word(at + 1), self.sentence.word(at - 1)} & _EXTENT:
            return PREP
        if closed == MODAL and (self.sentence.tag(at - 1) == GENITIVE or self.sentence.word(at - 1) in _ARTICLES):
            return NOUN
        return (
            NAME
            if word == "may" and at > 0 and self.sentence.shapes[at] == "May"
            else self._after_modal(at, word, closed)
        )

    def _after_modal(self, at: int, word: str, closed: str) -> str:
        if word in {"next", "first"} and self.sentence.tag(at - 1) == MODAL:
            return ADV
        if word not in {"last", "present", "like"} or self.sentence.tag(at - 1) not in {MODAL, TO}:
            return closed
        self.sentence.lemmas[at], self.sentence.forms[at] = word, "b"
        return VERB

    def _to(self, at: int) -> str:
        """Tell "to" before a verb from the preposition."""
        here = at + 1
        while self.known.closed.get(self.sentence.word(here)) == ADV or self._is_adverb(self.sentence.word(here)):
            here += 1
        word = self.sentence.word(here)
        if word in {"be", "have", "do"}:
            return TO
        form = self.known.verbs.get(word)
        plain = form is not None and form[1] == "b" and here not in self.sentence.time_at
        return TO if plain and self.sentence.shapes[here].islower() else PREP

    def _pointing(self, at: int, word: str) -> str:
        """Tell "this visit" and "her visit" from "this is" and "met her"."""
        following = self.sentence.word(at + 1)
        closed = self.known.closed.get(following)
        alone = not following or closed in _NO_PHRASE_FOLLOWS or following == "to"
        dated = at + 1 in self.sentence.time_at
        if word == "that":
            return PRON if alone and closed in {BE, MODAL, HAVE} else SUB
        if word == "her" and dated:
            return DET if self._noun_after_time(at + 1) else PRON
        return PRON if alone or dated else DET

    def _noun_after_time(self, at: int) -> bool:
        """Tell "her May 3 primary" from "met her Friday in Rome"."""
        number = self.sentence.time_at[at]
        while self.sentence.time_at.get(at) == number:
            at += 1
        word = self.sentence.word(at)
        return word.isalpha() and word not in self.known.closed

    # --- verbs and nouns ------------------------------------------------------------------------------------------

    def _verb_or_noun(self, at: int, word: str) -> str:
        if word in _AS_PLANNED and self.sentence.word(at - 1) == "as":
            return ADV
        before = at - 1
        while before >= 0 and self.sentence.tags[before] in {ADV, NOT, QUOTE}:
            before -= 1
        found = self._as_participle(at, word, before) or self.known.verbs.get(word) or self._unknown(word, before)
        if found is None:
            return NOUN
        lemma, form = found
        if lemma == "bring" and self.sentence.word(at + 1) == "forward":
            lemma = "reschedule"
        if form == "g":
            fits = self._gerund(at, word, before)
        else:
            fits = {"d": self._past, "b": self._base, "s": self._third_person}[form](at, word, before)
        if not fits:
            return NOUN
        self.sentence.lemmas[at], self.sentence.forms[at] = lemma, form
        return VERB

    def _as_participle(self, at: int, word: str, before: int) -> tuple[str, str] | None:
        """ "talks due to begin", "the match set for Friday": forms that look like something else."""
        following = self.sentence.word(at + 1)
        tag = self.sentence.tag(before)
        set_off = tag == COMMA or self.sentence.word(before) in _DASHES
        if word in {"due", "set"} and following == "to" and (tag in {NOUN, NAME} or set_off):
            return word, "d"
        complement = self.known.closed.get(following) in {PREP, DET} or at + 1 in self.sentence.time_at
        complement = complement or (word == "beat" and at + 1 in self.sentence.names)
        first = self.sentence.word(before) == "first" and self.sentence.tag(before - 1) == COMMA
        if word == "set" and following == "for" and (tag == COMMA or first):
            return word, "d"
        return (word, "d") if word in en.UNCHANGED and tag in {NOUN, NAME, BE, HAVE} and complement else None

    def _unknown(self, word: str, before: int) -> tuple[str, str] | None:
        tag = self.sentence.tag(before)
        if tag == MODAL and word.isalpha():
            return word, "b"
        if word.endswith("ed") and len(word) > 3 and not word.startswith("un") and word not in _NO_PARTICIPLES:
            return word[:-2], "d"
        return (word[:-3], "g") if tag == BE and word.endswith("ing") and len(word) > 5 else None

    def _past(self, at: int, word: str, before: int) -> bool:
        """Tell a verb from a participle before its noun: "the planned visit"."""
        tag = self.sentence.tag(before)
        modifies = tag in {DET, GENITIVE, TIME, NUMBER, PREP}
        modifies = modifies or (word in en.MODIFIERS and tag in {NOUN, NAME, COMMA, STOP})
        following = self.sentence.word(at + 1)
        if tag in {NOUN, NAME} and at + 1 in self.sentence.time_at:
            return True
        return not (modifies and following and self.known.closed.get(following) is None)

    def _gerund(self, at: int, word: str, before: int) -> bool:
        tag = self.sentence.tag(before)
        if word in self.known.nouns and before < 0 and self.known.closed.get(self.sentence.word(at + 1)) in {BE, MODAL}:
            return False  # "Sentencing is scheduled"
        names = word in self.known.nouns and tag in {NOUN, NAME, TIME, NUMBER}
        return tag not in {DET, GENITIVE} and not names

    def _base(self, at: int, word: str, before: int) -> bool:
        tag, prior = self.sentence.tag(before), self.sentence.word(before)
        event = word in self.known.nouns
        if tag in {MODAL, TO, DO, VERB}:
            return tag != VERB or self.sentence.lemmas.get(before) == "help"
        if tag in {PRON, SUB}:
            return prior in {"i", "you", "we", "they", "who"} or (prior in {"that", "which"} and not event)
        if tag == DET:
            return prior in {"both", "all", "each"} and (not event or word in _LASTING)
        if tag == NOT:
            return self.sentence.tag(before - 1) in {MODAL, DO}
        if tag == COORD:
            return self._verb_before(before) and not event
        return self._after_plural(at, word, before)

    def _after_plural(self, at: int, word: str, before: int) -> bool:
        tag, prior = self.sentence.tag(before), self.sentence.word(before)
        if tag not in {NOUN, NAME}:
            return False
        if tag == NAME and word == "go" and self.sentence.word(at + 1) == "to":
            return True
        if word in _TEAMS_DO and self._is_team(at, before):
            return True
        plural = prior.endswith("s") and not prior.endswith("ss")
        if word == "resume" and self._takes_place(at):  # "talks between the union and the city resume on Friday"
            return True
        return plural and (tag == NAME or word not in self.known.nouns or word in _SHOWING)

    def _is_team(self, at: int, before: int) -> bool:
        """Tell a team, which acts in the plural: "Rovers host City", "United travel to Porto"."""
        opens = before == 0 and self.sentence.shapes[before].istitle()
        following = self.sentence.shapes[at + 1] if at + 1 < len(self.sentence) else ""
        against = following.istitle() and at + 1 not in self.sentence.time_at
        return (opens or self.sentence.tag(before) == NAME) and (against or following == "to")

    def _third_person(self, at: int, word: str, before: int) -> bool:
        tag, prior = self.sentence.tag(before), self.sentence.word(before)
        if tag in {PRON, SUB}:
            return prior in {"he", "she", "it", "this", "that", "who", "which", "what"}
        event = word in self.known.nouns
        following = self.sentence.word(at + 1)
        of = following == "of" and self.known.verbs[word][0] not in _OF
        if of or following == "due" or self._is_subject(at, word):
            return False
        if tag == COORD:
            return self._verb_before(before) and (not event or self.known.verbs[word][0] in _LASTING)
        determined = tag == NOUN and self.known.closed.get(following) == DET
        if determined or (tag in {NOUN, COMMA} and self._takes_place(at)):
            return True
        if tag not in {NOUN, NAME, TIME, STOP, COMMA, NUMBER} or (event and tag != NAME):
            return False
        return self.known.closed.get(self.sentence.word(at + 1)) not in {BE, MODAL, HAVE}

    def _is_subject(self, at: int, word: str) -> bool:
        """Tell whether the verb of the clause comes next: "and trains will run", "evacuation orders take effect"."""
        following = self.sentence.word(at + 1)
        if self.known.closed.get(following) == MODAL:
            return at + 1 not in self.sentence.time_at  # not "starts May 3"
        return following in _FOLLOWS_PLURAL and word not in _LETTING

    def _takes_place(self, at: int) -> bool:
        """Tell "the round of talks starts on Friday" from the noun: a word of beginning or ending, then its date."""
        if self.known.verbs[self.sentence.words[at]][0] not in _LASTING:
            return False
        following = at + 1 + (self.known.closed.get(self.sentence.word(at + 1)) == PREP)
        return following in self.sentence.time_at

    def _verb_before(self, at: int) -> bool:
        return VERB in self.sentence.tags[max(0, at - _VERB_BACK) : at]
