"""The words of a question laid out: names, what is asked for, subject, predicate, object. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answer.families import LIGHT_VERBS, family
from bot.answer.names import NameSpan
from bot.answer.query import Gap, Window
from bot.answer.tables import IRREGULAR, NO_PARTICIPLES, QUESTION_FILLER, VERBS
from bot.answer.words import Token, is_past, is_stop, stem, tokens

WH = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b", re.IGNORECASE)
_DEGREES = frozenset("big large tall high deep far fast long heavy wide thick strong hot cold powerful loud".split())
_COPULA_OF = re.compile(r"^(?:who|what) (?:is|are|was|were)\b", re.IGNORECASE)
_DO = frozenset({"do", "does", "did", "will", "would", "can", "could", "should", "has", "have", "had"})
_BE = frozenset("is are was were be been being".split())
_ASKS_FOR_PART = frozenset({"who", "whom", "what", "which", "how", "whose"})
_LED_BY = frozenset("in at on from to for with by near under over through".split())
_VERB_STEMS = frozenset(stem(verb) for verb in VERBS)
_ARTICLES = frozenset("the a an his her its their this that".split())
_ORDER = frozenset({"last", "present", "open", "live", "mean"})
"""Behind "the" they are no verbs: "the last election"."""
_PHRASE = 2
"""Words of a noun behind its article; what stands farther off may be a verb again."""
_NOUN_ENDS = ("tion", "tions", "sion", "sions", "ment", "ments", "ance", "ence")


class Parse:
    """The words of a question laid out: which are names, which the slot, what stands before and after the verb."""

    def __init__(self, words: list[Token], names: list[NameSpan], spans: Sequence[Window]) -> None:
        self.words = words
        self.named = {i for n in names for i in range(n.first, n.last)}
        self.names = names
        timed = {s for span in spans for s in (t.stem for t in tokens(span.text))}
        self.timed = {i for i, w in enumerate(words) if w.stem in timed and i not in self.named}
        self.wh = next((i for i, w in enumerate(words) if WH.fullmatch(w.text)), -1)
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
        elif lead == "what" and re.match(
            r".*\bwhat (?:is|was|are|were) (?:the|this year s) (?:\w+ ){1,3}?(?:of|for|that|to|in|on|at|window)\b",
            plain,
            re.IGNORECASE,
        ):
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
        noun = next((i for i in range(start, len(self.words)) if i not in self.named), start)
        if noun > start and not self._verb(noun):
            start = noun  # "which NFL team": the name only tells of which
        for i in range(start, min(start + 4, len(self.words))):
            word = self.words[i]
            if is_stop(word) or i in self.named or (i > start and self._verb(i)):
                break
            self.focused.add(i)
        return tuple(self.words[i].stem for i in sorted(self.focused))

    @property
    def plural(self) -> bool:
        """Tell whether more than one thing is asked for ("which cities")."""
        last = self.words[max(self.focused)].text.lower() if self.focused else ""
        return last.endswith("s") and not last.endswith("ss")

    def _verb(self, i: int) -> bool:
        """Tell whether a word is taken for a verb: a common one, or a form of one behind "was", "did", a name."""
        word = self.words[i]
        low = word.text.lower()
        if self._orders(i):
            return False
        formed = len(low) > 4 and low.endswith(("ed", "ing")) and i > self.wh and low not in NO_PARTICIPLES
        noun = low.endswith(_NOUN_ENDS)
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

    def gap(self, predicate: str | None) -> tuple[Gap, bool]:
        """Return which part of what is done the question leaves open, and whether it is in the passive.

        "Who beat X" asks for the doer, "who did X beat" and "who was beaten" for whom it is done to; "when did X beat
        Y" for neither.
        """
        verb = next((i for i, w in enumerate(self.words) if w.stem == predicate and i not in self.named), None)
        if verb is None:
            return Gap.OTHER, False
        low = [w.text.lower() for w in self.words]
        helps = [i for i in range(self.wh + 1, verb) if low[i] in _DO | _BE]
        suffers = _participle(low[verb]) and any(low[i] in _BE for i in helps)
        if not self._asks_for_part(low):
            return Gap.OTHER, suffers
        between = range(helps[0] + 1 if helps else self.wh + 1, verb)
        passed = _DO | _BE
        subject = [i for i in between if i not in self.focused and low[i] not in passed and not _passed_over(low[i])]
        if low[self.wh] == "whom":
            return Gap.DONE_TO, False
        if helps and subject:
            return (Gap.OTHER, True) if suffers else (Gap.DONE_TO, False)
        return (Gap.DONE_TO if suffers else Gap.DOER), suffers

    def in_the_past(self, predicate: str | None) -> bool:
        """Tell whether the verb of the question stands in the past: "who won", not "who will win"."""
        verbs = [w.text for w in self.words if w.stem == predicate]
        helped = any(w.text.lower() in {"will", "would", "can", "could", "be", "is", "are"} for w in self.words)
        return any(is_past(verb) for verb in verbs) and not helped

    def _asks_for_part(self, low: list[str]) -> bool:
        """Tell whether who or what does it, or it is done to, is asked for; not when, how, or "in which"."""
        if self.wh < 0 or low[self.wh] not in _ASKS_FOR_PART or (self.wh > 0 and low[self.wh - 1] in _LED_BY):
            return False
        return low[self.wh] != "how" or low[self.wh + 1 : self.wh + 2] == ["many"]

    def _predicate(self, matter: list[int]) -> int | None:
        free = [i for i in matter if i not in self.named]
        helped = self.wh + 1 < len(self.words) and self.words[self.wh + 1].text.lower() in _DO
        verbs = [i for i in free if self._verb(i) and not (helped and i == matter[0] and len(free) > 1)]
        told = [i for i in verbs if not self._noun(i)]
        verbs = told or (free[-1:] if helped and verbs else verbs)
        if verbs:
            return next((i for i in verbs if not self._leads_on(i, verbs) and not self._describes(i, verbs)), verbs[-1])
        lettered = [i for i in free if not self.words[i].text[0].isdigit() and not self._orders(i)]
        nouns = [i for i in lettered if family(self.words[i].stem) & _VERB_STEMS]
        if nouns or not (matter and matter[0] in self.named):
            return nouns[0] if nouns and not _COPULA_OF.search(" ".join(w.text for w in self.words)) else None
        return lettered[0] if lettered else None

    def _orders(self, i: int) -> bool:
        """Tell whether what may be a verb only says which one is meant: "the last election"."""
        return i > 0 and self.words[i].text.lower() in _ORDER and self.words[i - 1].text.lower() in _ARTICLES

    def _noun(self, i: int) -> bool:
        """Tell whether what may be a verb is a noun here: an article leads to it ("the trade deal was struck")."""
        if i <= self.wh:
            return False
        first = i
        while first - 1 > self.wh and first - 1 not in self.named and not is_stop(self.words[first - 1]):
            first -= 1
        if first < i and self._asks_of(first, i):
            return False
        led = self.words[first - 1].text.lower() if first > 0 else ""
        return led in _ARTICLES and not self.words[i].text.lower().endswith(("ed", "ing")) and i - first < _PHRASE

    def _asks_of(self, first: int, i: int) -> bool:
        """Tell whether a helping verb leads to a phrase that the word at `i` ends: "will the strike last"."""
        helped = first > 1 and self.words[first - 2].text.lower() in _DO
        return helped and (i + 1 == len(self.words) or is_stop(self.words[i + 1]))

    def _leads_on(self, i: int, verbs: list[int]) -> bool:
        """Tell whether what matters is another verb behind it: "plans to visit", "wants to run"."""
        return i + 2 in verbs and self.words[i + 1].text.lower() == "to"

    def _describes(self, i: int, verbs: list[int]) -> bool:
        """Tell whether a form of a verb only describes the name behind it: "where was ousted President X seized"."""
        formed = self.words[i].text.lower().endswith("ed") and self.words[i - 1].text.lower() in _BE
        return formed and i + 1 in self.named and i != verbs[-1]

    def _stems(self, places: list[int]) -> tuple[str, ...]:
        full = {i: n.stems for n in self.names for i in [n.first]}
        found: list[str] = []
        for i in places:
            if i in self.named:
                found.extend(s for s in full.get(i, ()) if s not in found)
            elif self.words[i].stem not in found:
                found.append(self.words[i].stem)
        return tuple(found)


def _participle(word: str) -> bool:
    return not word.endswith("ing") and (word.endswith(("ed", "en", "wn", "ne", "rn")) or word in IRREGULAR)


def _passed_over(word: str) -> bool:
    return word.endswith("ly") or word in {"not", "never", "also", "ever", "first", "last", "just", "already", "now"}
