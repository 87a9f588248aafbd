"""A question, understood. Pure data."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from bot.model.answer import AnswerKind
from bot.model.base import Frozen


class Slot(StrEnum):
    """What sort of thing would fill the gap that the question leaves."""

    TIME = "time"
    PERSON = "person"
    GROUP = "organisation"
    PLACE = "place"
    NUMBER = "number"
    MONEY = "money"
    SHARE = "share"
    MEASURE = "measure"
    SPAN = "duration"
    AGE = "age"
    WORDS = "words"
    REASON = "reason"
    TRUTH = "truth"
    THING = "thing"


class Gap(StrEnum):
    """Which part of what is done the question leaves open."""

    DOER = "doer"
    DONE_TO = "done to"
    OTHER = "other"


class ArticleSlot(StrEnum):
    """What may be asked of the article itself."""

    DATE = "date"
    SOURCE = "source"
    CITY = "city"
    AUTHOR = "author"
    HEADLINE = "headline"
    SUMMARY = "summary"


class Window(Frozen):
    """The days, first and last, that a question asks about; `text` are its words for them."""

    earliest: date
    latest: date
    text: str


class Term(Frozen):
    """A word that should stand in the evidence: its stem and how much it matters (1: as asked)."""

    stem: str
    weight: float = 1.0
    name: bool = False


class Query(Frozen):
    """What a question asks, in terms of what articles hold.

    `names` are the names in the sentence that asks, each as its words stand there, and `background` those of the
    sentences before it. `subject`, `predicate` and `object` are stems: who does it, what is done (None for "is"), to
    whom or where; `verbs` are all its verbs where the gap stands late in it. A stem of the asked slot itself is in none
    of them. `focus` are the stems of the nouns that say what is asked for ("country", "seats").

    `gap` is what is left open: who does it, whom it is done to, or something else (when, where, how many); `suffers`
    says that the question is in the passive, so that what it is about is what it is done to. `will` says that it asks
    of what is yet to come, `plural` that it asks of several ("when are"), `recent` that it asks of these days, each in
    so many words.
    `passive` says that the predicate is done to the subject, `copula` that the question asks who or what something is.
    `topic` are the stems of what it was said about, `quoted` the words in quotation marks, `years` the years named in
    the sentence that asks. `measure` names the sort of unit that would answer (speed, length, weight, …), `preposition`
    is the word right before the gap ("to which group"), `stranded` the one at the end ("what did she wait for").
    `foreign` says that it seems to be in another language, `asks` that it is a question at all.
    """

    question: str
    kind: AnswerKind
    slot: Slot
    focus: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    background: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    predicate: str | None = None
    object: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    gap: Gap = Gap.OTHER
    suffers: bool = False
    passive: bool = False
    copula: bool = False
    topic: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    window: Window | None = None
    years: tuple[str, ...] = ()
    of_article: ArticleSlot | None = None
    measure: str | None = None
    preposition: str | None = None
    stranded: str | None = None
    several: bool = False
    future: bool = False
    will: bool = False
    plural: bool = False
    recent: bool = False
    past: bool = False
    foreign: bool = False
    asks: bool = True
