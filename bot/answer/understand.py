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
from collections.abc import Collection, Sequence
from datetime import date

from bot.answer.families import LIGHT_VERBS, family
from bot.answer.names import NameBook, NameSpan, stems
from bot.answer.query import ArticleSlot, Query, Slot, Term, Window
from bot.answer.tables import AMOUNTS, GROUPS, PERSONS, PHRASES, PLACES, QUESTION_FILLER, SHARES, SUMS, VERBS
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
_WH = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"«]([^”\"»]{2,200})[”\"»]")
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

_TIME_NOUN = r"(?:day|date|month|year|time|week|decade|century|season|weekday)"
KINDS: tuple[tuple[re.Pattern[str], AnswerKind, Slot], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind, slot)
    for pattern, kind, slot in (
        (r"^(?:what|whats)(?: is| are| s)? (?:coming )?(?:next|up next|coming up|upcoming|ahead)\b", AnswerKind.NEXT, Slot.THING),
        (r"\b(?:upcoming|next|coming|scheduled|planned|future) (?:events?|dates?|happenings?)\b", AnswerKind.NEXT, Slot.THING),
        (r"^what(?: is| will)? (?:happens?|happen|happening|going on|scheduled|planned|coming)(?: be)? next\b", AnswerKind.NEXT, Slot.THING),
        (r"^what (?:comes|happens) (?:next|after this|now)\b", AnswerKind.NEXT, Slot.THING),
        (r"^(?:what|anything|what all|is anything|is there anything)(?: is| are| will| s)? ?(?:\w+ ){0,2}?(?:happen|happens|happening|happened|scheduled|planned|on|due|going on|takes place|take place|taking place)(?: (?:on|in|during|this|next|at))?\b(?= *(?:WINDOW))", AnswerKind.NEXT, Slot.TIME),
        (r"^what (?:is|are|was) (?:WINDOW)|^what (?:is|was) (?:on|in) (?:WINDOW)", AnswerKind.NEXT, Slot.TIME),
        (r"\b(?:at )?what time\b|^when\b|\bwhen (?:is|are|was|were|did|does|do|will|would|can|has|have|s)\b|\bsince when\b|\b(?:on|in|by|until|during|since)? ?(?:what|which) " + _TIME_NOUN + r"\b|\bhow soon\b|^date of\b|\bdate$|\bwhen$|^when|\bwhat (?:is|was) the (?:\w+ )?date\b", AnswerKind.WHEN, Slot.TIME),
        (r"\bhow (?:many|much)\b.*\b(?:percent|percentage)\b|\bwhat (?:percent|percentage|share|proportion|fraction)\b|\bwhich percentage\b", AnswerKind.HOW_MANY, Slot.SHARE),
        (r"\bhow much\b", AnswerKind.HOW_MANY, Slot.MEASURE),
        (r"\bhow (?:long|often)\b", AnswerKind.HOW_MANY, Slot.SPAN),
        (r"\bhow old\b|\bat what age\b|\bwhat age\b", AnswerKind.HOW_MANY, Slot.AGE),
        (r"\bhow (?:tall|far|big|large|high|deep|fast|heavy|wide|hot|cold|strong|thick|loud|powerful)\b", AnswerKind.HOW_MANY, Slot.MEASURE),
        (r"\b(?:what|which) (?:was the |is the )?(?:magnitude|speed|height|depth|weight|length|width|distance|temperature)\b", AnswerKind.HOW_MANY, Slot.MEASURE),
        (r"\bhow many\b|\b(?:what|which) (?:is |was |are )?(?:the )?(?:\w+ ){0,2}(?:number|amount|total|population|size|score|result)\b|^number of\b", AnswerKind.HOW_MANY, Slot.NUMBER),
        (r"\bwhy\b|\b(?:what|which) (?:is|was|were|are) the (?:\w+ )?(?:reason|cause|purpose|motive)\b|\bhow come\b|\bwhat (?:caused|causes|led to)\b|^what for\b|\bfor what reason\b|\bwhat made\b", AnswerKind.WHY, Slot.REASON),
        (r"^(?:what|how) (?:did|does|do|has|have|had|is|was|were)\b.*\b(?:say|said|saying|says|tell|told|write|wrote|written|post|posted|tweet|tweeted|announce|announced|claim|claimed|call|called|describe|described|comment|commented|think|respond|react|reply|argue|warn|state|stated|declare|declared|promise|promised)\b|^what .*\b(?:said|says|say|wrote|told|thinks)\b|^(?:quote|quotes)\b|\bwhat are .* words\b|\bwords of\b", AnswerKind.SAID, Slot.WORDS),
        (r"\bwhere\b|\b(?:what|which|whose) (?:\w+ ){0,2}?(?:" + "|".join(PLACES.replace("country", "countr(?:y|ies)").replace("city", "cit(?:y|ies)").split()) + r")s?\b", AnswerKind.WHERE, Slot.PLACE),
        (r"\b(?:who|whom|whose|whos)\b", AnswerKind.WHO, Slot.PERSON),
        (r"\b(?:which|what) (?:\w+ ){0,2}?(?:" + "|".join((PERSONS + " " + GROUPS).split()) + r")s?\b", AnswerKind.WHICH, Slot.PERSON),
        (r"^what (?:is|s) (?:this|the|it)?(?: ?(?:article|story|news|report|piece))? ?(?:all )?about$|^(?:summari[sz]e|summary|tl ?dr|sum up)\b|^what (?:is|was) the (?:article|story|news) about\b|^what happened$", AnswerKind.ABOUT, Slot.THING),
        (r"^(?:list|name|give)\b|^what (?:are|were) (?:the|some|all)\b", AnswerKind.LIST, Slot.THING),
        (r"\bwhich\b", AnswerKind.WHICH, Slot.THING),
        (r"^(?:is|are|was|were|did|does|do|will|would|has|have|had|can|could|should)\b", AnswerKind.YES_NO, Slot.TRUTH),
        (r"\bhow\b", AnswerKind.OTHER, Slot.THING),
        (r"\bwhat\b", AnswerKind.OTHER, Slot.THING),
    )
)  # fmt: skip
"""Pattern over the question in lower-case words (a time in it written WINDOW), what it asks, and what fills it."""

_ARTICLE = r"(?:this|the|that|your|last|latest)? ?(?:article|story|report|piece|news item|news story|item|text)"
OF_ARTICLE: tuple[tuple[re.Pattern[str], ArticleSlot], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), slot)
    for pattern, slot in (
        (rf"^when (?:was|is|were) {_ARTICLE}(?: \w+)? (?:published|written|filed|posted|from|dated|released|out|issued)", ArticleSlot.DATE),
        (rf"^(?:what|which) (?:is |was )?(?:the )?(?:date|day)(?: of| was| is)? {_ARTICLE}\b|^(?:how old is|what date is) {_ARTICLE}", ArticleSlot.DATE),
        (rf"^(?:publication|publishing) date\b|^what is the (?:publication date|date of publication|dateline date|date of the dateline)", ArticleSlot.DATE),
        (rf"^(?:where|from where|from which city|in which city|which city|what city) (?:was|is|does|did) {_ARTICLE} ?(?:filed|written|reported|datelined|sent|come|dated)?(?: from| in| at)?|^what is the dateline|\bdateline (?:city|place)|^(?:which|what) city (?:is|was) (?:in )?the dateline|^(?:what|which) (?:city|place) (?:was|is|does|did) {_ARTICLE}", ArticleSlot.CITY),
        (rf"^(?:who|what|which)(?: \w+)? (?:is|was|are) (?:the )?(?:source|publisher|outlet)s?(?: of| for)? {_ARTICLE}|^(?:who|which \w+|what \w+) (?:published|ran|released|reported) {_ARTICLE}|^what (?:is|was) the source$|^source of {_ARTICLE}", ArticleSlot.SOURCE),
        (rf"^who (?:wrote|is the author of|authored|reported) {_ARTICLE}|^(?:author|byline) of {_ARTICLE}|^who is the author\b|^whose byline", ArticleSlot.AUTHOR),
        (rf"^what (?:is|was) the (?:headline|title)(?: of {_ARTICLE})?|^headline of {_ARTICLE}|^what is {_ARTICLE} (?:called|titled)", ArticleSlot.HEADLINE),
        (rf"^what (?:is|was) {_ARTICLE} (?:all )?about|^summari[sz]e {_ARTICLE}|^what does {_ARTICLE} say$", ArticleSlot.SUMMARY),
    )
)  # fmt: skip
"""Questions about the article itself."""

_FUTURE = re.compile(
    r"\b(?:will|next|upcoming|going to|planned|scheduled|soon|due|plan to|plans to|coming|expected)\b|^when (?:does|do|is|are)\b",
    re.I,
)
_PAST = re.compile(r"\b(?:did|was|were|had|happened|last)\b", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?:which|what|who) (?:\w+ )?(?:are|were|two|three|four|countries|states|people|teams|cities|companies)\b|\b(?:list|all|every)\b",
    re.I,
)
_PASSIVE = re.compile(
    r"\b(?:was|were|been|be|being|is|are)\s+(?:\w+\s+){0,3}?\w+(?:ed|en|wn|rn|ld|nt|de|ght|un|ut)\b.*\bby\b",
    re.IGNORECASE,
)
_COPULA = re.compile(
    r"^(?:so |and |hey )?(?:who|what) (?:is|are|was|were) (?!(?:there|it|this|that|on|in|at|next)\b)", re.IGNORECASE
)
_HELD = re.compile(
    r"^\S+ (?:is|are|was|were) (?:[\w'’.-]+ ){0,4}?\w+(?:ing|ed|own|ought|aught|old|een|iven|aken|hosen|eld|ot|ut)\b(?! (?:minister|house|states|president|company|party))",
    re.IGNORECASE,
)
"""A verb behind "is": the question asks what happens, not what something is."""
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
    asks = [i for i, part in enumerate(parts) if part.endswith("?") or _WH.search(part)]
    chosen = asks[-1] if asks else len(parts) - 1
    return parts[chosen], " ".join(parts[:chosen] + parts[chosen + 1 :])


def understand(question: str, on: date, names: NameBook | None = None, allowed: Collection[str] | None = None) -> Query:
    """Return what the question asks, as of the day `on` ("next week"); `names` are those of the articles `allowed`."""
    whole = clean(question)
    asked, setting = asking(whole) if whole else ("", "")
    asked = _DID_CONTRACTION.sub(r"\1 did", _CONTRACTION.sub(r"\1 is", asked))
    for pattern, instead in PHRASES.items():
        asked = re.sub(pattern, instead, asked, flags=re.IGNORECASE)
    spans = windows(asked, on)
    plain = _masked(asked, spans)
    kind, slot = _kind(plain, spans)
    words = tokens(asked)
    book = names or NameBook()
    found = book.find(words, allowed)
    parsed = _Parse(words, found, slot, spans)
    focus = parsed.focus(plain)
    slot = _slot(kind, slot, focus)
    subject, predicate, obj = parsed.parts()
    measure = _measure(plain) if slot in {Slot.MEASURE, Slot.SPAN} else None
    slot = Slot.MONEY if measure == "money" else slot
    topic = _topic(asked) if kind == AnswerKind.SAID else ()
    return Query(
        question=whole,
        kind=kind,
        slot=slot,
        focus=focus,
        names=tuple(n.text for n in found),
        background=tuple(n.text for n in book.find(tokens(setting), allowed)),
        subject=subject,
        predicate=predicate,
        object=obj,
        copula=bool(_COPULA.search(asked)) and not _HELD.search(asked),
        verbs=parsed.verbs() if parsed.wh > 2 else (),
        years=tuple(_YEAR.findall(asked)),
        passive=bool(_PASSIVE.search(asked)),
        topic=topic,
        quoted=tuple(_QUOTED.findall(whole)),
        terms=_terms(words, found, tokens(setting)),
        window=spans[0] if spans else None,
        of_article=next((s for pattern, s in OF_ARTICLE if pattern.search(plain.replace("WINDOW", " "))), None),
        measure=measure,
        preposition=_preposition(asked),
        several=bool(_SEVERAL.search(asked)),
        future=bool(_FUTURE.search(asked)),
        past=bool(_PAST.search(asked)),
    )


def _masked(asked: str, spans: Sequence[Window]) -> str:
    """Return the question in lower-case words, its times written WINDOW."""
    text = asked.lower()
    for span in spans:
        text = text.replace(span.text.lower(), " WINDOW ")
    return _SPACE.sub(" ", re.sub(r"[^\w%$' ]", " ", text)).strip().replace("'", " ")


def _kind(plain: str, spans: Sequence[Window]) -> tuple[AnswerKind, Slot]:
    for pattern, kind, slot in KINDS:
        if "WINDOW" in pattern.pattern and not spans:
            continue
        if pattern.search(plain):
            return kind, slot
    return AnswerKind.OTHER, Slot.THING


def _slot(kind: AnswerKind, slot: Slot, focus: tuple[str, ...]) -> Slot:
    """Let the noun asked for say what fills the slot ("which country" asks for a place)."""
    if kind in _OPEN_KINDS and focus:
        return next((_FOCUS_SLOTS[f] for f in reversed(focus) if f in _FOCUS_SLOTS), slot)
    return slot


def _measure(plain: str) -> str | None:
    """Return which sort of unit would answer ("fast": a speed), None if any may."""
    return next((name for name, pattern in _MEASURES if pattern.search(plain)), None)


_MEASURES = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("speed", r"\bhow fast\b|\bspeed\b"),
        ("strength", r"\bmagnitude\b"),
        ("length", r"\bwhat (?:height|depth|length|width|distance)\b"),
        ("heat", r"\bwhat temperature\b"),
        ("length", r"\bhow (?:tall|far|high|deep|wide|thick|big|large)\b"),
        ("weight", r"\bhow heavy\b|\bhow much .*\bweigh"),
        ("heat", r"\bhow (?:hot|cold)\b"),
        ("strength", r"\bhow (?:strong|powerful)\b"),
        ("money", r"\bhow much\b.*\b(?:cost|costs|paid|pay|worth|money|price|spend|spent|earn|earned|raise|raised|sell|sold|fine|fined|owe|donate|donated|sue|sued|charge|buy|bought|salary)\b"),
    )
)  # fmt: skip


def _preposition(asked: str) -> str | None:
    """Return the word that leads to the gap ("over which city"): the answer likely stands behind it too."""
    match = re.search(r"\b(\w+) (?:which|what|whom)\b", asked, re.IGNORECASE)
    word = match.group(1).lower() if match else ""
    return word if word in _PREPOSITIONS else None


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


class _Parse:
    """The words of a question laid out: which are names, which the slot, what stands before and after the verb."""

    def __init__(self, words: list[Token], names: list[NameSpan], slot: Slot, spans: Sequence[Window]) -> None:
        self.words, self.slot = words, slot
        self.named = {i for n in names for i in range(n.first, n.last)}
        self.names = names
        timed = {s for span in spans for s in (t.stem for t in tokens(span.text))}
        self.timed = {i for i, w in enumerate(words) if w.stem in timed and i not in self.named}
        self.wh = next((i for i, w in enumerate(words) if _WH.fullmatch(w.text)), -1)
        self.focused: set[int] = set()

    def focus(self, plain: str) -> tuple[str, ...]:
        """Return the stems of the nouns right after which, what, how many; remember where they stand."""
        if self.wh < 0:
            return ()
        start = self.wh + 1
        lead = self.words[self.wh].text.lower()
        after = self.words[start].text.lower() if start < len(self.words) else ""
        if lead == "how" and after in _DEGREES:
            self.focused.add(start)
            return (self.words[start].stem,)
        if lead == "how" and after in {"many", "much"}:
            start += 1
        elif lead == "what" and re.match(r"what (?:is|was|are|were) the \w+ (?:of|for|that|to|in)\b", plain, re.I):
            start += 2
        elif lead not in {"which", "what", "whose"}:
            return ()
        while start < len(self.words) and self.words[start].text.lower() in {
            "of",
            "the",
            "these",
            "those",
            "following",
        }:
            start += 1
        for i in range(start, min(start + 4, len(self.words))):
            word = self.words[i]
            if is_stop(word) or i in self.named or (i > start and self._verb(i)):
                break
            self.focused.add(i)
        return tuple(self.words[i].stem for i in sorted(self.focused))

    def _verb(self, i: int) -> bool:
        """Tell whether a word is taken for a verb: a common one, or a form of one behind "was", "did", a name."""
        word = self.words[i]
        low = word.text.lower()
        formed = len(low) > 4 and low.endswith(("ed", "ing")) and i > self.wh
        noun = low.endswith(("tion", "tions", "sion", "sions", "ment", "ments", "ance", "ence"))
        return (word.stem in _VERB_STEMS and not noun) or formed

    def parts(self) -> tuple[tuple[str, ...], str | None, tuple[str, ...]]:
        """Return the stems of subject, predicate and object."""
        matter = [
            i
            for i, w in enumerate(self.words)
            if i not in self.focused
            and i not in self.timed
            and i != self.wh
            and (i in self.named or not is_stop(w))
            and (i in self.named or w.text.lower() not in QUESTION_FILLER)
        ]
        verb = self._predicate(matter)
        matter = [i for i in matter if i == verb or i in self.named or self.words[i].stem not in LIGHT_VERBS]
        before = [i for i in matter if verb is None or i < verb]
        after = [i for i in matter if verb is not None and i > verb]
        return self._stems(before), None if verb is None else self.words[verb].stem, self._stems(after)

    def verbs(self) -> tuple[str, ...]:
        """Return the stems of all the verbs that are neither in a name nor asked for."""
        places = (i for i in range(len(self.words)) if i not in self.named and i not in self.focused)
        return tuple(dict.fromkeys(self.words[i].stem for i in places if self._verb(i) and not is_stop(self.words[i])))

    def _predicate(self, matter: list[int]) -> int | None:
        free = [i for i in matter if i not in self.named]
        helped = self.wh + 1 < len(self.words) and self.words[self.wh + 1].text.lower() in _DO
        verbs = [i for i in free if self._verb(i) and not (helped and i == matter[0] and len(free) > 1)]
        if verbs:
            return verbs[0]
        lettered = [i for i in free if not self.words[i].text[0].isdigit()]
        nouns = [i for i in lettered if family(self.words[i].stem) & _VERB_STEMS]
        if nouns or not (matter and matter[0] in self.named):
            return nouns[0] if nouns and not _COPULA_OF.search(" ".join(w.text for w in self.words)) else None
        return lettered[0] if lettered else None

    def _stems(self, places: list[int]) -> tuple[str, ...]:
        full = {i: n.stems for n in self.names for i in [n.first]}
        found: list[str] = []
        for i in places:
            if i in self.named:
                found.extend(s for s in full.get(i, ()) if s not in found)
            elif self.words[i].stem not in found:
                found.append(self.words[i].stem)
        return tuple(found)


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DEGREES = frozenset("big large tall high deep far fast long heavy wide thick strong hot cold powerful loud".split())
_COPULA_OF = re.compile(r"^(?:who|what) (?:is|are|was|were)\b", re.IGNORECASE)
_OPEN_KINDS = frozenset({AnswerKind.WHICH, AnswerKind.WHERE, AnswerKind.WHO, AnswerKind.OTHER, AnswerKind.LIST})
_DO = frozenset({"do", "does", "did", "will", "would", "can", "could", "should", "has", "have", "had"})
_VERB_STEMS = frozenset(stem(v) for v in VERBS)
