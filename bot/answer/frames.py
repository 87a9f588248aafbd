"""A clause read round one word: who does it, to whom, and where, when or how, as ranges of words. Pure.

    "Argentina, the holder, beat France on penalties"   doer: Argentina; done to: France; on: penalties
    "France was beaten by Argentina"                     the same, from a passive
    "an endorsement from US President Donald Trump"      doer: US President Donald Trump

Verbs are told from nouns by the words around them. What cannot be told is left out, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.answer.clauses import Sentence
from bot.answer.patterns import CALENDAR
from bot.answer.tables import IRREGULAR, NO_PARTICIPLES, VERBS
from bot.answer.words import Token, stem

Place = tuple[int, int]
"""The first word of a phrase, and the one behind its last."""


class Frame(NamedTuple):
    """One word that says what is done, with its parts; a part that is not there is None.

    `behind` are the phrases led by a preposition, in order; `clause` is all that belongs to it.
    """

    at: int
    doer: Place | None
    done_to: Place | None
    behind: tuple[tuple[str, Place], ...]
    clause: Place


_BE = frozenset("is are was were be been being 's".split())
_AUXILIARIES = _BE | frozenset(
    "will would can could may might shall should must do does did has have had having won't cannot".split()
)
_MODALS = frozenset("will would can could may might shall should must to".split())
_DETERMINERS = frozenset("a an the this these those his her its their my our your no each every any some".split())
_POSSESSIVES = frozenset("his her its their my our your".split())
_PREPOSITIONS = frozenset(
    "of in on at by for from with to into over under against about between among through during after before until "
    "since within without across near outside inside toward towards as like behind beyond around along via amid "
    "following despite".split()
)
_SUBORDINATORS = frozenset(
    "when while because although though if that whether where whereas unless until than so but which who whose".split()
)
_RELATIVES = frozenset({"who", "which", "that"})
_ADVERBS = frozenset(
    "not never also then now still just only ever already again soon later once twice even always often first "
    "back recently jointly narrowly".split()
)
_OPENERS = frozenset("however therefore meanwhile moreover instead still yet then thus later".split())
"""Words that open a clause and belong to no phrase."""
_LEADS_ON = frozenset("to through for with on into".split())
"""Behind these another thing is spoken of; behind "of", "in" and "at" still the same."""
_PARTICLES = frozenset({"out", "up", "off", "down", "away", "over"})
_SEASONS = frozenset("summer spring autumn fall winter end start beginning early late next noon midnight".split())
_BREAKS = frozenset(';:—–()“”"')
_PRONOUNS = frozenset("he she it they we i you who".split())
_BASES = frozenset(VERBS)
_VERB_STEMS = frozenset(stem(verb) for verb in VERBS)
_REACH = 18
"""Words between a verb and the end of its subject or object in news prose; beyond it something else is spoken of."""


def frames(sentence: Sentence, wanted: Iterable[str]) -> list[Frame]:
    """Return the frame of each word of the sentence that has one of the `wanted` stems."""
    stems = frozenset(wanted)
    reader = _Reader(sentence)
    return [reader.frame(i) for i, word in enumerate(sentence.words) if word.stem in stems and reader.may_say(i)]


class Clauses:
    """The clauses of one sentence, and the verbs in them."""

    def __init__(self, sentence: Sentence) -> None:
        self._reader = _Reader(sentence)

    def at(self, i: int) -> Place:
        """Return the words of the clause in which the word `i` stands."""
        return self._reader.clause(i)

    def between(self, first: int, last: int) -> Place:
        """Return the nearest verbs on either side of these words, but helping ones; else where the sentence ends."""
        reader, words = self._reader, self._reader.words
        before = (i for i in range(first - 1, -1, -1) if reader.low[i] not in _AUXILIARIES and reader.verb(i))
        behind = (i for i in range(last + 1, len(words)) if reader.low[i] not in _AUXILIARIES and reader.verb(i))
        return next(before, 0), next(behind, len(words))

    def antecedent(self, clause: Place) -> Place:
        """Return the words right before a clause with "which" or "who" that it speaks of."""
        last = clause[0] - 1
        if last < 0:
            return (0, 0)
        first = self._reader.phrase_to(last)
        led = (i + 1 for i in range(last - 1, first, -1) if self._reader.low[i] in _LEADS_ON)
        return (next(led, first), clause[0])

    def verbs(self, first: int, last: int) -> list[int]:
        """Return the verbs among these words that tell of something being done: no "is", "will", "to see", "-ing"."""
        low = self._reader.low
        found = (i for i in range(first, last) if low[i] not in _AUXILIARIES and not low[i].endswith("ing"))
        return [i for i in found if self._reader.verb(i) and not (i and low[i - 1] == "to")]


class _Reader:
    def __init__(self, sentence: Sentence) -> None:
        self.words: Sequence[Token] = sentence.words
        self.low = [word.text.lower().replace("’", "'") for word in self.words]
        self.text = sentence.text
        self.gaps = [
            self.text[one.end : self.words[i + 1].start] if i + 1 < len(self.words) else "."
            for i, one in enumerate(self.words)
        ]
        self._parted: dict[int, bool] = {}

    def may_say(self, i: int) -> bool:
        """Tell whether the word may be the one that says what is done: not "US", nor a part of a name."""
        return self.low[i] not in {"us", "it"} and not (self._capital(i) and i > 0 and self._capital(i - 1))

    def frame(self, i: int) -> Frame:
        clause = self.clause(i)
        behind = self._phrases(i, clause[1])
        if self._noun(i):
            return self._of_noun(i, behind, clause)
        if self._passive(i):
            by = next((place for word, place in behind if word == "by" and not self._time(place)), None)
            return Frame(i, by, self._subject(i) or self._described(i), behind, clause)
        doer = self._subject(i)
        led = self._antecedent(doer)
        if led is not None:
            return Frame(i, doer, led, behind, (led[0], clause[1]))
        return Frame(i, doer, self._object(i), behind, clause)

    # --- what a word is ---------------------------------------------------------------------------------------------

    def _capital(self, i: int) -> bool:
        return self.words[i].text[0].isupper()

    def _noun(self, i: int) -> bool:
        if i == 0:
            return False
        before = self.low[i - 1]
        if self.gaps[i - 1].strip(" “\"‘'") or self.low[i].endswith("ing"):
            return False
        if before in _DETERMINERS or before.endswith("'s"):
            return True
        j = i - 1
        while j > 0 and self.gaps[j - 1] in {" ", "-"} and not self._closed(j) and not self._capital(j) and i - j < 4:
            j -= 1
        return j < i - 1 and self.low[j] in _DETERMINERS and not self.verb(i - 1) and not self.low[i].endswith("ed")

    def _closed(self, i: int) -> bool:
        return self.low[i] in _DETERMINERS | _PREPOSITIONS | _SUBORDINATORS | _AUXILIARIES | _PRONOUNS

    def verb(self, i: int) -> bool:
        """Tell whether the word is taken for a verb here."""
        low, before = self.low[i], self.low[i - 1] if i else ""
        if low in _AUXILIARIES:
            return True
        if (self._capital(i) and i > 0) or before in _DETERMINERS or before.endswith("'s") or len(low) < 3:
            return False
        base = IRREGULAR.get(low, low)
        if low != base and base in _BASES:
            return not low.endswith("s") or self._after_subject(i)
        participle = low.endswith("ed") and len(low) > 3 and low not in NO_PARTICIPLES
        if participle or (low.endswith("ing") and len(low) > 4):
            return True
        return self.words[i].stem in _VERB_STEMS and self._after_subject(i)

    def _after_subject(self, i: int) -> bool:
        """Tell a form that may be a noun too from one: by what stands before it, and an object or phrase behind."""
        if i == 0 or self.gaps[i - 1] != " ":
            return i > 0 and self._one_of_several(i)
        before = self.low[i - 1]
        if before in _PRONOUNS | {"to"} or before in _AUXILIARIES or before in _ADVERBS:
            return True
        agrees = self.low[i].endswith("s") != before.endswith("s")
        if i > 1 and self.low[i - 2] in _PREPOSITIONS and not before.endswith("s"):
            return False  # "on temporary visits to"
        behind = self.low[i + 1] if i + 1 < len(self.low) else ""
        complement = behind in _DETERMINERS or behind in _PREPOSITIONS or behind == "" or behind[0].isdigit()
        complement = complement or (i + 1 < len(self.words) and self._capital(i + 1))
        if before in {"and", "or"}:
            return behind in _DETERMINERS or (
                i + 1 < len(self.words) and self._capital(i + 1)
            )  # "race over the hills and leave the country"
        return agrees and complement and not self._closed(i - 1)

    def _one_of_several(self, i: int) -> bool:
        """Tell whether a word behind a comma goes on with what will be done: "will reach port, call at Roe and …"."""
        if self.gaps[i - 1] != ", " or self.low[i] not in _BASES or i + 1 >= len(self.words):
            return False
        behind = self.low[i + 1] in _PREPOSITIONS | _DETERMINERS
        return behind and not _MODALS.isdisjoint(self.low[max(0, i - _REACH) : i])

    def _passive(self, i: int) -> bool:
        low = self.low[i]
        if low.endswith("ing") or not (low.endswith(("ed", "en", "orn", "wn", "ne")) or low in IRREGULAR):
            return False
        j = i - 1
        while j >= 0 and (self.low[j] in _ADVERBS or self.low[j].endswith("ly")) and self.gaps[j] == " ":
            j -= 1
        if j >= 0 and self.low[j] in _BE and self.gaps[j].strip() == "":
            return True
        return i + 1 < len(self.low) and self.low[i + 1] == "by"

    # --- its parts --------------------------------------------------------------------------------------------------

    def _of_noun(self, i: int, behind: tuple[tuple[str, Place], ...], clause: Place) -> Frame:
        """Return the frame of "his planned visit to China", "an endorsement of her by the mayor"."""
        led = dict(reversed(behind))
        owner = None
        for j in range(i - 1, max(-1, i - 6), -1):
            if self.gaps[j] not in {" ", "-"} or self.low[j] in _PREPOSITIONS:
                break
            if self.low[j] in _POSSESSIVES or self.low[j].endswith("'s"):
                owner = (self.phrase_to(j), j + 1)
                break
        doer = led.get("by") or owner or led.get("from")
        done_to = led.get("of") or led.get("to") or led.get("over") or led.get("against")
        return Frame(i, doer, done_to, behind, clause)

    def _subject(self, i: int, depth: int = 0) -> Place | None:
        """Return who or what stands before a verb as its subject."""
        j, relative, chained = i - 1, False, False
        while j >= 0 and i - j < _REACH:
            low = self.low[j]
            helps = low in _AUXILIARIES or low in _ADVERBS or low.endswith("ly") or low == "to"
            if helps or (chained and (self.verb(j) or low in {"able", "due", "set", "likely", "expected"})):
                chained = chained or low == "to"
            elif low in _RELATIVES and not relative:
                relative = True
            else:
                break
            j -= 1
        if j < 0:
            return None
        if self.low[j] in {"and", "but", "or"} or ("," in self.gaps[j] and not relative and self._verb_form(i)):
            shared = next((k for k in range(j, -1, -1) if self.verb(k) and self._past(k) == self._past(i)), None)
            if shared is not None and depth < 3 and (self.low[j] in {"and", "but", "or"} or self._participle(i)):
                return self._subject(shared, depth + 1)
        if "," in self.gaps[j] and not relative:
            j = self._before_apposition(j)
        if j < 0 or self.low[j] in _SUBORDINATORS or self.low[j] in _PREPOSITIONS:
            return None
        return (self.phrase_to(j), j + 1)

    def _time(self, place: Place) -> bool:
        """Tell whether a phrase behind "by" is a time: "to be finished by the summer" has no doer."""
        words = [w for w in self.low[slice(*place)] if w not in _DETERMINERS][:1]
        return any(w in _SEASONS or w[0].isdigit() or CALENDAR.fullmatch(w) for w in words)

    def _described(self, i: int) -> Place | None:
        """Return what stands right before a participle that describes it: "the valve, made by a supplier"."""
        if i == 0 or self.gaps[i - 1] not in {" ", ", "} or self._closed(i - 1) or self.verb(i - 1):
            return None
        return (self.phrase_to(i - 1), i)

    def _past(self, i: int) -> bool:
        return self.low[i].endswith("ed") or self.low[i] in IRREGULAR

    def _antecedent(self, subject: Place | None) -> Place | None:
        """Return what "which" or "whom" right before a subject stands for: "the party, which she leads"."""
        before = subject[0] - 1 if subject else 0
        if before < 1 or self.low[before] not in {"which", "whom"} or "," in self.gaps[before]:
            return None
        return (self.phrase_to(before - 1), before)

    def _verb_form(self, i: int) -> bool:
        return self.low[i].endswith(("ing", "ed")) or self.low[i] in IRREGULAR

    def _participle(self, i: int) -> bool:
        return self.low[i].endswith("ing")

    def _before_apposition(self, j: int) -> int:
        """Return the last word of what an insertion between commas belongs to; -1 if there is none."""
        for c in range(j - 1, max(-1, j - 22), -1):
            if any(b in self.gaps[c] for b in _BREAKS):
                return -1
            if "," in self.gaps[c]:
                inside = range(c + 1, j + 1)
                if c + 1 == j and self.words[j].text.isdigit():
                    return j  # the year of a date
                if self.low[c + 1] in {"who", "which", "whose"} or not any(self.verb(k) for k in inside):
                    return c
                return -1
        return -1

    def phrase_to(self, j: int) -> int:
        """Return where the phrase that ends at `j` begins."""
        first = j
        while first > 0 and j - first < _REACH:
            p = first - 1
            gap, low = self.gaps[p], self.low[p]
            if any(b in gap for b in _BREAKS) or low in _SUBORDINATORS | _PRONOUNS | _OPENERS:
                break
            if "," in gap and not (self._listed(p) and self._listed(first)):
                break
            if (
                low in {"and", "or"}
                and (p == 0 or "," in self.gaps[p - 1] or self.verb(p - 1))
                and not (p and self._capital(p - 1) and self._listed(first))
            ):
                break
            if low not in {"and", "or"} and self.verb(p):
                break
            first = p
        while first < j and self.low[first] in (_PREPOSITIONS - {"of"}) | {"and", "or"}:
            first += 1
        return first

    def _listed(self, i: int) -> bool:
        """Tell whether a name at `i` goes on with a list: "Greenland, Iceland and Spain", "July 22, 2009"."""
        return self._capital(i) or self.words[i].text[0].isdigit() or self.low[i] in {"and", "or"}

    def _object(self, i: int) -> Place | None:
        k = i + 1
        while (
            k < len(self.words)
            and not self.gaps[k - 1].strip()
            and (self.low[k] in _ADVERBS | _PARTICLES or self.low[k].endswith("ly"))
        ):
            k += 1
        end = self._forth(k)
        return (k, end) if end > k else None

    def _forth(self, k: int) -> int:
        """Return where the phrase that begins at `k` ends; `k` if there is none."""
        end = k
        while end < len(self.words) and end - k < _REACH:
            low, gap = self.low[end], self.gaps[end - 1] if end else ""
            if any(b in gap.strip(" “\"‘'") for b in _BREAKS) or (end > k and "”" in gap):
                break
            if "," in gap and not (end > k and self._listed(end)):
                break
            if low in (_PREPOSITIONS - {"of"}) or low in _SUBORDINATORS or low in _AUXILIARIES:
                break
            if low in {"and", "or"}:
                behind = end + 1
                if behind >= len(self.words) or (self._closed(behind) and self.low[behind] not in _DETERMINERS):
                    break
                if self.verb(behind) or self._opens(behind):
                    break
            elif end > k and self.verb(end) and self.gaps[end - 1] != "-":
                break
            end += 1
        return end

    def _phrases(self, i: int, last: int) -> tuple[tuple[str, Place], ...]:
        found = []
        k = i + 1
        while k < last:
            if self.low[k] in _PREPOSITIONS and k + 1 < len(self.words):
                end = min(self._forth(k + 1), last)
                if end > k + 1:
                    found.append((self.low[k], (k + 1, end)))
                    k = end
                    continue
            k += 1
        return tuple(found)

    def clause(self, i: int) -> Place:
        """Return the words round `i` up to where another clause begins, on either side."""
        first, last = i, i + 1
        while first > 0 and not self._parts(first):
            first -= 1
        while last < len(self.words) and not self._parts(last):
            last += 1
        return first, last

    def _parts(self, k: int) -> bool:
        """Tell whether a new clause begins at word `k`."""
        if k not in self._parted:
            self._parted[k] = self._begins_clause(k)
        return self._parted[k]

    def _begins_clause(self, k: int) -> bool:
        gap, low = self.gaps[k - 1], self.low[k]
        if any(b in gap for b in ";:—–()") and gap.strip() not in {"", "-"}:
            return True
        if low in {"while", "whereas", "although", "though", "because", "when", "where", "whose"}:
            return True
        if low in {"which", "who", "but", "after", "before", "as"} and "," in gap:
            return True
        if low in {"and", "but", "or"} and k + 1 < len(self.words):
            return self._opens(k + 1) and any(self.verb(j) for j in range(max(0, k - _REACH), k))
        return False

    def _opens(self, k: int) -> bool:
        """Tell whether a subject and its verb begin at `k`, behind "and"."""
        for j in range(k, min(k + 6, len(self.words))):
            if self.low[j] in _PREPOSITIONS or "," in self.gaps[j] or self.low[j] in _SUBORDINATORS:
                return False
            if self.low[j] in _AUXILIARIES or (j > k and self.verb(j)):
                return j > k
        return False
