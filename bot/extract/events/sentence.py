"""A sentence laid out for reading events: tokens, rough parts of speech, where its dates and names stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from bot.extract.lang.en import events as en
from bot.extract.tokens import Tokens
from bot.model.base import Range
from bot.model.event import EventKind
from bot.model.time import TimeExpression

TIME, NAME, MODAL, BE, HAVE, DO, TO, NOT = "T", "E", "M", "B", "H", "D", "2", "N"
DET, PREP, SUB, COORD, COMMA, STOP, QUOTE, ADV, PRON, GENITIVE = "d", "p", "s", "c", ",", ".", "q", "a", "P", "S"
VERB, NOUN, NUMBER = "V", "n", "#"

_PUNCTUATION = {
    ",": COMMA, ";": STOP, ":": STOP, "(": STOP, ")": STOP, "[": STOP, "]": STOP, "—": STOP, "–": STOP, "-": STOP,
    ".": STOP, "!": STOP, "?": STOP, "…": STOP, "/": STOP, "\n": STOP, "_": STOP, "*": STOP, "•": STOP,
    '"': QUOTE, "“": QUOTE, "”": QUOTE, "``": QUOTE, "''": QUOTE, "'": QUOTE, "‘": QUOTE, "’": QUOTE, "«": QUOTE,
    "»": QUOTE, "„": QUOTE,
}  # fmt: skip
_SUBJECT_PRONOUNS = frozenset({"he", "she", "it", "that", "there", "who", "what", "i", "we", "they", "here", "which"})
_EXTENT = frozenset({"early", "soon", "late"})
"""Between two "as": "as early as Tuesday"."""

_SHORTENED = {
    "won": MODAL, "wouldn": MODAL, "couldn": MODAL, "shouldn": MODAL, "can": MODAL, "mustn": MODAL, "mightn": MODAL,
    "don": DO, "doesn": DO, "didn": DO, "isn": BE, "aren": BE, "wasn": BE, "weren": BE, "hasn": HAVE, "haven": HAVE,
    "hadn": HAVE,
}  # fmt: skip
"""What stands before a shortened "not"."""


@dataclass(frozen=True)
class Words:
    """The tables of the language, folded into the look-ups that reading needs."""

    nouns: Mapping[str, EventKind]
    verbs: Mapping[str, tuple[str, str]]
    verb_kinds: Mapping[str, EventKind]
    closed: Mapping[str, str]
    compounds: Mapping[str, frozenset[str]]
    """From the first to the possible second words of compound event nouns."""


@cache
def tables() -> Words:
    """Return the look-ups, built on first use."""
    nouns = en.nouns()
    compounds: dict[str, set[str]] = {}
    for noun in nouns:
        first, dash, second = noun.partition("-")
        if dash:
            compounds.setdefault(first, set()).add(second)
    return Words(
        nouns,
        en.verb_forms(),
        en.verb_kinds(),
        _closed_classes(),
        {first: frozenset(seconds) for first, seconds in compounds.items()},
    )


def _closed_classes() -> dict[str, str]:
    closed: dict[str, str] = dict(_PUNCTUATION)
    groups = (
        (en.BE - {"'s"}, BE), (en.HAVE, HAVE), (en.DO, DO), (en.NEGATIONS, NOT),
        ((en.FUTURE_MODALS | en.TENTATIVE_MODALS) - set(_SHORTENED), MODAL), ({"can"}, MODAL),
        (en.SUBORDINATORS, SUB), (en.COORDINATORS, COORD), (en.PRONOUNS, PRON), (en.DETERMINERS, DET),
        (en.PREPOSITIONS, PREP), (en.ADVERBS, ADV),
    )  # fmt: skip
    for words, tag in groups:
        for word in words:
            closed.setdefault(word, tag)
    closed |= {"to": PREP, "her": DET, "who": SUB, "this": DET, "these": DET, "those": DET, "as": SUB, "like": PREP}
    return closed


@dataclass(slots=True)
class Sentence:
    """One sentence. `tags` are the parts of speech above; `lemmas` and `forms` (b, s, d, g) are those of verbs."""

    place: Range
    index: int
    words: list[str]
    shapes: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    times: list[tuple[TimeExpression, int, int]]
    names: dict[int, tuple[int, int, int]]
    """From a token of a mention to its first token, its end and the number of its entity."""
    tags: list[str] = field(default_factory=list)
    lemmas: dict[int, str] = field(default_factory=dict)
    forms: dict[int, str] = field(default_factory=dict)
    nouns: dict[int, EventKind] = field(default_factory=dict)
    compounds: dict[int, int] = field(default_factory=dict)
    """From the last to the first token of an event noun of two words: "news conference"."""
    time_at: dict[int, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.words)

    def tag(self, at: int) -> str:
        """Return the tag at `at`; outside the sentence that of a full stop."""
        return self.tags[at] if 0 <= at < len(self.tags) else STOP

    def word(self, at: int) -> str:
        """Return the word at `at` in lower case; outside the sentence nothing."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets of the tokens from `first` to `last` (end exclusive)."""
        return self.starts[first], self.ends[last - 1]


def lay_out(
    index: int,
    place: Range,
    tokens: Tokens,
    times: Sequence[TimeExpression],
    mentions: Sequence[tuple[int, int, int, bool]],
) -> Sentence:
    """Return the sentence at `place`; `times` and `mentions` (start, end, entity, pronoun) are those within it."""
    first, last = bisect_left(tokens.starts, place.start), bisect_left(tokens.starts, place.end)
    shapes = tokens.words[first:last]
    sentence = Sentence(
        place, index, [w.lower() for w in shapes], shapes, tokens.starts[first:last], tokens.ends[first:last], [], {}
    )
    for time in times:
        begin, end = _tokens_of(sentence, time.start, time.end)
        if begin < end:
            for at in range(begin, end):
                sentence.time_at[at] = len(sentence.times)
            sentence.times.append((time, begin, end))
    for start, stop, entity, pronoun in mentions:
        begin, end = _tokens_of(sentence, start, stop)
        for at in range(begin, end):
            if at not in sentence.time_at and (pronoun or at not in sentence.names):
                sentence.names[at] = (begin, end, entity)
    _tag(sentence)
    return sentence


def _tokens_of(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    begin = bisect_left(sentence.ends, start + 1)
    return begin, bisect_left(sentence.starts, end)


def _tag(sentence: Sentence) -> None:
    known = tables()
    tags = sentence.tags
    for at, word in enumerate(sentence.words):
        tags.append(_tag_of(sentence, at, word, known))
    for at, word in enumerate(sentence.words):
        if tags[at] in {NOUN, NAME}:
            joined = _compound(sentence, at, known)
            kind = joined or known.nouns.get(word)
            if kind is not None and (tags[at] == NOUN or _common_head(sentence, at)):
                sentence.nouns[at] = kind
                if joined:
                    sentence.compounds[at] = at - 1


def _common_head(sentence: Sentence, at: int) -> bool:
    """Tell whether a word within a name still names an event: the Convention of "Republican National Convention"."""
    found = sentence.names.get(at)
    return found is not None and at == found[1] - 1 and found[1] - found[0] > 1


def _compound(sentence: Sentence, at: int, known: Words) -> EventKind | None:
    before = sentence.word(at - 1)
    return known.nouns.get(f"{before}-{sentence.words[at]}") if before in known.compounds else None


def _tag_of(sentence: Sentence, at: int, word: str, known: Words) -> str:
    if at in sentence.time_at:
        return TIME
    shape = sentence.shapes[at]
    tag = _SHORTENED.get(word) if sentence.word(at + 1) == "'t" else known.closed.get(word)
    if at in sentence.names and (tag is None or shape[0].isupper()):
        return PRON if tag == PRON else NAME
    if tag is not None:
        return _closed_tag(sentence, at, word, tag, known)
    if word == "'s":
        return _genitive(sentence, at, known)
    if word[0].isdigit():
        return NUMBER
    if _is_adverb(word, known):
        return ADV
    if shape[0].isupper() and at > 0 and not shape.isupper() and sentence.tags[at - 1] not in {QUOTE, STOP}:
        return NAME if word not in known.nouns else NOUN
    return _verb_or_noun(sentence, at, word, known)


def _is_adverb(word: str, known: Words) -> bool:
    return word.endswith("ly") and len(word) > 4 and word not in known.verbs and word not in known.nouns


def _genitive(sentence: Sentence, at: int, known: Words) -> str:
    before = sentence.word(at - 1)
    if before in _SUBJECT_PRONOUNS:
        return BE
    return GENITIVE


def _closed_tag(sentence: Sentence, at: int, word: str, tag: str, known: Words) -> str:
    if word in {"to", "her", "that", "this", "these", "those"}:
        return _ambiguous(sentence, at, word, known)
    if tag == MODAL and sentence.tag(at - 1) in {DET, GENITIVE}:
        return NOUN
    if word == "may" and at > 0 and sentence.shapes[at] == "May":
        return NAME
    if word == "as" and (sentence.word(at + 1) in _EXTENT or sentence.word(at - 1) in _EXTENT):
        return PREP
    if word in {"last", "set", "present"} and sentence.tag(at - 1) in {MODAL, TO}:
        return _verb_or_noun(sentence, at, word, known)
    if word == "like" and sentence.tag(at - 1) in {MODAL, TO}:
        return VERB
    return tag


def _ambiguous(sentence: Sentence, at: int, word: str, known: Words) -> str:
    following = sentence.word(at + 1)
    closed = known.closed.get(following)
    if word == "to":
        while closed == ADV or _is_adverb(following, known):
            at += 1
            following = sentence.word(at + 1)
            closed = known.closed.get(following)
        if following in {"be", "have", "do"}:
            return TO
        form = known.verbs.get(following)
        shape = sentence.shapes[at + 1] if at + 1 < len(sentence) else ""
        return TO if form and form[1] == "b" and shape.islower() and at + 1 not in sentence.time_at else PREP
    ends = not following or closed in {PREP, COMMA, STOP, COORD, SUB, QUOTE, BE, MODAL, HAVE, NOT} or following == "to"
    if word == "her" and at + 1 in sentence.time_at:
        return DET if _noun_after_time(sentence, at + 1, known) else PRON
    if word == "that":
        return PRON if ends and closed in {BE, MODAL, HAVE} else SUB
    return PRON if ends or at + 1 in sentence.time_at else DET


def _noun_after_time(sentence: Sentence, at: int, known: Words) -> bool:
    """Tell "her May 3 primary" from "met her Friday in Rome"."""
    number = sentence.time_at[at]
    while sentence.time_at.get(at) == number:
        at += 1
    return sentence.word(at) not in known.closed and sentence.word(at).isalpha()


def _verb_or_noun(sentence: Sentence, at: int, word: str, known: Words) -> str:
    before = at - 1
    while before >= 0 and sentence.tags[before] in {ADV, NOT, QUOTE}:
        before -= 1
    if word in {"due", "set"} and sentence.word(at + 1) == "to" and sentence.tag(before) in {NOUN, NAME, COMMA}:
        sentence.lemmas[at], sentence.forms[at] = word, "d"
        return VERB
    if word in en.UNCHANGED and _past_of_unchanged(sentence, at, before, known):
        sentence.lemmas[at], sentence.forms[at] = word, "d"
        return VERB
    found = known.verbs.get(word) or _unknown_verb(word, sentence.tag(before))
    if found is None:
        return NOUN
    lemma, form = found
    if _is_verb(sentence, at, word, form, before, known):
        sentence.lemmas[at], sentence.forms[at] = lemma, form
        return VERB
    return NOUN


def _past_of_unchanged(sentence: Sentence, at: int, before: int, known: Words) -> bool:
    """Tell whether "set", "cut" or "put" is a past or a participle: after a noun, and with a complement."""
    following = known.closed.get(sentence.word(at + 1))
    return sentence.tag(before) in {NOUN, NAME, BE, HAVE} and (following in {PREP, DET} or at + 1 in sentence.time_at)


def _unknown_verb(word: str, before: str) -> tuple[str, str] | None:
    if before == MODAL and word.isalpha():
        return word, "b"
    if word.endswith("ed") and len(word) > 4 and word not in {"hundred", "indeed", "sacred", "naked", "exceed"}:
        return word[:-2], "d"
    if before == BE and word.endswith("ing") and len(word) > 5:
        return word[:-3], "g"
    return None


def _is_verb(sentence: Sentence, at: int, word: str, form: str, before: int, known: Words) -> bool:
    tag = sentence.tag(before)
    prior = sentence.word(before)
    if form == "d":
        modifies = tag in {DET, GENITIVE, TIME, NUMBER, PREP} or (
            word in en.MODIFIERS and tag in {NOUN, NAME, COMMA, STOP}
        )
        return not (modifies and _noun_follows(sentence, at, known))
    if form == "g":
        return tag not in {DET, GENITIVE} and not (word in known.nouns and tag in {NOUN, NAME, TIME, NUMBER})
    if form == "b":
        if tag == VERB and sentence.lemmas.get(before) == "help":
            return True
        if tag == DET and prior in {"both", "all", "each"}:
            return word not in known.nouns or word in {"open", "close", "start", "begin", "end"}
        if tag in {MODAL, TO, DO} or (tag == NOT and sentence.tag(before - 1) in {MODAL, DO}):
            return True
        if tag == PRON:
            return prior in {"i", "you", "we", "they", "who"}
        if tag == SUB:
            return prior in {"who", "that", "which"} and word not in known.nouns
        if tag == COORD:
            return _verb_before(sentence, before) and word not in known.nouns
        if tag == NAME and word == "go" and sentence.word(at + 1) == "to":
            return True
        plural = tag in {NOUN, NAME} and prior.endswith("s") and not prior.endswith("ss")
        return plural and (
            word not in known.nouns or tag == NAME or word in {"show", "test", "fight", "march", "review"}
        )
    if tag == SUB:
        return prior in {"who", "that", "which", "what"}
    if tag == PRON:
        return prior in {"he", "she", "it", "this", "that", "who"}
    if tag in {NOUN, NAME, TIME, STOP, COMMA, NUMBER}:
        if tag == NOUN and (known.closed.get(sentence.word(at + 1)) == DET or _takes_place(sentence, at, known)):
            return True
        return (word not in known.nouns or tag == NAME) and _after_third_person(sentence, at, known)
    return tag == COORD and _verb_before(sentence, before) and word not in known.nouns


def _takes_place(sentence: Sentence, at: int, known: Words) -> bool:
    """Tell "the round of talks starts on Friday" from the noun: a word of beginning or ending, and then its date."""
    if known.verbs[sentence.words[at]][0] not in {"start", "end", "open", "close", "begin", "run", "last", "return"}:
        return False
    following = at + 1 + (known.closed.get(sentence.word(at + 1)) == PREP)
    return following in sentence.time_at


def _noun_follows(sentence: Sentence, at: int, known: Words) -> bool:
    following = sentence.word(at + 1)
    return bool(following) and known.closed.get(following) is None


def _verb_before(sentence: Sentence, at: int) -> bool:
    return any(tag == VERB for tag in sentence.tags[max(0, at - 8) : at])


def _after_third_person(sentence: Sentence, at: int, known: Words) -> bool:
    """Tell whether what follows fits a finite verb: a complement, not the rest of a noun phrase."""
    following = sentence.word(at + 1)
    if not following or at + 1 in sentence.time_at or at + 1 in sentence.names:
        return True
    closed = known.closed.get(following)
    return closed not in {None, BE, MODAL, HAVE} or following[0].isdigit() or closed is None
