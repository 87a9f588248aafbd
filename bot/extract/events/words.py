"""The tables of the language, folded into the look-ups that reading events needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bot.extract.events.sentence import (
    ADV,
    BE,
    COMMA,
    COORD,
    DET,
    DO,
    HAVE,
    MODAL,
    NOT,
    PREP,
    PRON,
    QUOTE,
    STOP,
    SUB,
)
from bot.extract.lang.en import events as en
from bot.model.event import EventKind

SHORTENED = {
    "won": MODAL, "wouldn": MODAL, "couldn": MODAL, "shouldn": MODAL, "can": MODAL, "mustn": MODAL, "mightn": MODAL,
    "don": DO, "doesn": DO, "didn": DO, "isn": BE, "aren": BE, "wasn": BE, "weren": BE, "hasn": HAVE, "haven": HAVE,
    "hadn": HAVE,
}  # fmt: skip
"""What stands before a shortened "not"."""

_PUNCTUATION = {
    **dict.fromkeys(";:()[]—–‒―-.!?…/\n_*•", STOP),
    **dict.fromkeys(('"', "“", "”", "``", "''", "'", "‘", "’", "«", "»", "„"), QUOTE),
    ",": COMMA,
}


@dataclass(frozen=True)
class Words:
    """`verbs` gives the infinitive and form of each verb form; `closed` the tag of each word of a closed class.

    `compounds` are the first words of event nouns of two words.
    """

    nouns: Mapping[str, EventKind]
    verbs: Mapping[str, tuple[str, str]]
    verb_kinds: Mapping[str, EventKind]
    closed: Mapping[str, str]
    compounds: frozenset[str]


@cache
def tables() -> Words:
    """Return the look-ups, built on first use."""
    nouns = en.nouns()
    compounds = frozenset(noun.split("-", 1)[0] for noun in nouns if "-" in noun)
    return Words(nouns, en.verb_forms(), en.verb_kinds(), _closed_classes(), compounds)


def _closed_classes() -> dict[str, str]:
    """Return the tag of each word of a closed class; of a word in two classes, the first that is listed."""
    modals = (en.FUTURE_MODALS | en.TENTATIVE_MODALS | {"can"}) - (SHORTENED.keys() - {"can"})
    groups = (
        (en.BE - {"'s"}, BE), (en.HAVE, HAVE), (en.DO, DO), (en.NEGATIONS, NOT), (modals, MODAL),
        (en.SUBORDINATORS, SUB), (en.COORDINATORS, COORD), (en.PRONOUNS, PRON), (en.DETERMINERS, DET),
        (en.PREPOSITIONS, PREP), (en.ADVERBS, ADV),
    )  # fmt: skip
    closed = dict(_PUNCTUATION)
    for words, tag in groups:
        for word in words:
            closed.setdefault(word, tag)
    return closed | {
        "to": PREP,
        "her": DET,
        "who": SUB,
        "this": DET,
        "these": DET,
        "those": DET,
        "as": SUB,
        "like": PREP,
    }
