"""From a question to a typed query. Pure: the same question over the same names is understood alike.

clean the question; of several sentences the one that asks is the question, the others are its setting
is it about the article itself (its date, source, city)?
what does it ask for: the first row of KINDS whose pattern fits
which names are in it, and which days does it speak of?
what is left, in order: subject, predicate, object
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from bot.answer.kinds import KINDS, MEASURES, OF_ARTICLE
from bot.answer.names import NameBook, NameSpan, stems
from bot.answer.parse import WH, Parse
from bot.answer.query import Query, Slot, Term, Window
from bot.answer.tables import (
    AMOUNTS,
    FOREIGN,
    GROUPS,
    MEASURED,
    PERSONS,
    PHRASES,
    PLACES,
    QUESTION_FILLER,
    SHARES,
    SUMS,
)
from bot.answer.windows import windows
from bot.answer.words import Token, is_stop, stem, tokens
from bot.model.answer import AnswerKind

MAX_QUESTION = 400
"""Characters that are read of a question; what is longer is no question of a reader."""

_SPACE = re.compile(r"\s+")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“A-Z])")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|St|Rev|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.$"
)
_QUOTED = re.compile(r"[“\"«]([^”\"»]{2,200})[”\"»]")
_LONG_QUOTE = re.compile(r"[“\"«](?:[^\s”\"»]+\s){2,20}[^”\"»]{1,160}[”\"»]")
"""Words that somebody said: "where" among them does not ask."""
_CONTRACTION = re.compile(r"\b(who|what|where|when|how|why)['’]?s\b", re.IGNORECASE)
_DID_CONTRACTION = re.compile(r"\b(who|what|where|when|how|why)['’]d\b", re.IGNORECASE)

_FOCUS_SLOTS = {
    stem(noun): slot
    for nouns, slot in (
        (PERSONS, Slot.PERSON),
        (PLACES, Slot.PLACE),
        (GROUPS, Slot.GROUP),
        (SUMS, Slot.MONEY),
        (SHARES, Slot.SHARE),
        (AMOUNTS, Slot.NUMBER),
    )
    for noun in nouns.split()
}

_TIME_UNITS = frozenset(stem(unit) for unit in "second minute hour day night week month year decade".split())
_MEASURED = frozenset(stem(noun) for noun in MEASURED.split())
_FUTURE = re.compile(
    r"\b(?:will|next|upcoming|going to|planned|scheduled|soon|due|plan to|plans to|coming|expected)\b"
    r"|^when (?:does|do|is|are)\b",
    re.IGNORECASE,
)
_ARE = re.compile(r"\b(?:are|were|do|have)\b", re.IGNORECASE)
_WILL = re.compile(r"\b(?:will|going to|next|upcoming)\b", re.IGNORECASE)
_RECENT = re.compile(
    r"\b(?:today|yesterday|tonight|this (?:week|month|weekend|morning)|(?:last|past) (?:week|weekend)"
    r"|recent(?:ly)?|just|latest|now|currently|current)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:did|was|were|had|happened|last)\b", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?:which|what|who) (?:\w+ )?(?:are|were|two|three|four|countries|states|people|teams|cities|companies)\b"
    r"|\b(?:list|all|every)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:was|were|been|be|being|is|are)\s+(?:\w+\s+){0,3}?\w+(?:ed|en|wn|rn|ld|nt|de|ght|un|ut)\b.*\bby\b",
    re.IGNORECASE,
)
_COPULA = re.compile(
    r"^(?:so |and |hey )?(?:who|what) (?:is|are|was|were) (?!(?:there|it|this|that|on|in|at|next)\b)", re.IGNORECASE
)
_HELD = re.compile(
    r"^\S+ (?:is|are|was|were) (?:[\w'’.-]+ ){0,4}?(?<!\bthe )(?<!\ban )(?<!\ba )\w+"
    r"(?:ing|ed|own|ought|aught|old|een|iven|aken|hosen|eld|ot|ut)\b"
    r"(?! (?:minister|house|states|president|company|party))",
    re.IGNORECASE,
)
"""A verb behind "is": the question asks what happens, not what something is."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OPEN_KINDS = frozenset({AnswerKind.WHICH, AnswerKind.WHERE, AnswerKind.WHO, AnswerKind.OTHER, AnswerKind.LIST})
"""Kinds whose slot the noun asked for decides."""
_ABOUT = re.compile(r"\b(?:about|on|regarding|concerning|of)\s+(.+)$", re.IGNORECASE)


def clean(question: str) -> str:
    """Return the question as one line of at most MAX_QUESTION characters, without control characters."""
    text = unicodedata.normalize("NFC", question)
    text = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    text = "".join(c for c in text if unicodedata.category(c) not in {"Cf", "Cs", "Co", "Cn"})
    return _SPACE.sub(" ", text).strip()[:MAX_QUESTION]


def _sentences(text: str) -> list[str]:
    parts: list[str] = []
    for part in _SENTENCE.split(text):
        if parts and _ABBREVIATION.search(parts[-1]):
            parts[-1] += " " + part
        elif part:
            parts.append(part)
    return parts


def asking(question: str) -> tuple[str, str]:
    """Return the sentence that asks, and the others before it (its setting)."""
    parts = _sentences(question)
    asks = [i for i, part in enumerate(parts) if part.endswith("?") or WH.search(part)]
    chosen = asks[-1] if asks else len(parts) - 1
    return parts[chosen], " ".join(parts[:chosen] + parts[chosen + 1 :])


def understand(question: str, on: date, names: NameBook | None = None) -> Query:
    """Return what the question asks, as of the day `on` ("next week"); `names` are those known to who asks."""
    whole = clean(question)
    asked, setting = asking(whole) if whole else ("", "")
    asked = _DID_CONTRACTION.sub(r"\1 did", _CONTRACTION.sub(r"\1 is", asked))
    for pattern, instead in PHRASES.items():
        asked = re.sub(pattern, instead, asked, flags=re.IGNORECASE)
    spans = windows(asked, on)
    plain = _masked(asked, spans)
    kind, slot = _kind(_masked(_LONG_QUOTE.sub(" ", asked), spans))
    words = tokens(asked)
    book = names or NameBook()
    found = book.find(words)
    parsed = Parse(words, found, spans)
    focus = parsed.focus(plain)
    slot = _slot(kind, slot, focus)
    subject, predicate, obj = parsed.parts()
    gap, suffers = parsed.gap(predicate)
    measure = _measure(plain) if slot in {Slot.MEASURE, Slot.SPAN} else None
    slot = Slot.MONEY if measure == "money" else slot
    topic = _topic(asked) if kind == AnswerKind.SAID else ()
    return Query(
        question=whole,
        kind=kind,
        slot=slot,
        focus=focus,
        names=tuple(n.text for n in found),
        background=tuple(n.text for n in book.find(tokens(setting))),
        subject=subject,
        predicate=predicate,
        object=obj,
        copula=bool(_COPULA.search(asked)) and not _HELD.search(asked),
        verbs=parsed.verbs() if parsed.wh > 2 else (),
        years=tuple(_YEAR.findall(asked)),
        gap=gap,
        suffers=suffers,
        passive=bool(_PASSIVE.search(asked)),
        topic=topic,
        quoted=tuple(_QUOTED.findall(whole)),
        terms=_terms(words, found, tokens(setting)),
        window=spans[0] if spans else None,
        of_article=next((row.slot for row in OF_ARTICLE if row.pattern.search(plain)), None),
        measure=measure,
        preposition=_preposition(asked),
        stranded=_stranded(asked),
        several=bool(_SEVERAL.search(asked)) or parsed.plural,
        recent=bool(_RECENT.search(asked)),
        plural=bool(_ARE.search(asked)),
        will=bool(_WILL.search(asked)),
        future=bool(_FUTURE.search(asked)),
        past=bool(_PAST.search(asked)) or parsed.in_the_past(predicate),
        foreign=_foreign(whole),
        asks=any(row.pattern.search(plain) for row in KINDS),
    )


def _masked(asked: str, spans: Sequence[Window]) -> str:
    """Return the question in lower-case words, its times written WINDOW."""
    text = asked.lower()
    for span in spans:
        text = text.replace(span.text.lower(), " WINDOW ")
    return _SPACE.sub(" ", re.sub(r"[^\w%$' ]", " ", text)).strip().replace("'", " ")


def _kind(plain: str) -> tuple[AnswerKind, Slot]:
    row = next((row for row in KINDS if row.pattern.search(plain)), None)
    return (row.kind, row.slot) if row else (AnswerKind.OTHER, Slot.THING)


def _slot(kind: AnswerKind, slot: Slot, focus: tuple[str, ...]) -> Slot:
    """Let the noun asked for say what fills the slot ("which country" asks for a place)."""
    if slot == Slot.NUMBER and focus and focus[-1] in _TIME_UNITS:
        return Slot.SPAN
    if kind in _OPEN_KINDS and focus:
        if slot not in {Slot.TIME, Slot.PLACE} and _MEASURED.intersection(focus):
            return Slot.MEASURE
        return next((_FOCUS_SLOTS[f] for f in reversed(focus) if f in _FOCUS_SLOTS), slot)
    return slot


def _measure(plain: str) -> str | None:
    """Return which sort of unit would answer ("fast": a speed), None if any may."""
    return next((name for name, pattern in MEASURES if pattern.search(plain)), None)


def _foreign(question: str) -> bool:
    """Tell whether a question is in another language: by its question word, or by letters that are not Latin."""
    letters = [c for c in question if c.isalpha()]
    strange = sum(not unicodedata.name(c, "").startswith("LATIN") for c in letters)
    return strange > len(letters) / 2 or bool(FOREIGN.intersection(re.findall(r"\w+", question.lower())))


def _preposition(asked: str) -> str | None:
    """Return the word that leads to the gap ("over which city"): the answer likely stands behind it too."""
    match = re.search(r"\b(\w+) (?:which|what|whom)\b", asked, re.IGNORECASE)
    word = match.group(1).lower() if match else ""
    return word if word in _PREPOSITIONS else None


def _stranded(asked: str) -> str | None:
    """Return the word at the end that leads to the gap ("what was he accused of")."""
    match = re.search(r"^(?:what|who|whom|which)\b.*\s(\w+)\W*$", asked, re.IGNORECASE)
    word = match.group(1).lower() if match else ""
    return word if word in _PREPOSITIONS | {"of"} - {"in", "on", "near", "after", "before"} else None


_PREPOSITIONS = frozenset(
    "in at on from to for with by over near of against about through into under after before".split()
)


def _topic(asked: str) -> tuple[str, ...]:
    match = _ABOUT.search(asked)
    return stems(match.group(1)) if match else ()


def _terms(words: list[Token], names: list[NameSpan], setting: list[Token]) -> tuple[Term, ...]:
    """Return the words that evidence should hold: as asked, those of the setting at half their weight."""
    weights: dict[str, Term] = {}
    inside = {i for n in names for i in range(n.first, n.last)}
    for name in names:
        for one in name.stems:
            weights[one] = Term(stem=one, name=True)
    for i, word in enumerate(words):
        if i not in inside and not is_stop(word):
            weight = 0.3 if word.text.lower() in QUESTION_FILLER else 1.0
            weights.setdefault(word.stem, Term(stem=word.stem, weight=weight))
    for word in setting:
        if not is_stop(word):
            weights.setdefault(word.stem, Term(stem=word.stem, weight=0.5))
    return tuple(weights.values())
