"""Where names may stand: runs of capitalised words, cut at titles, adjectives and known names, and joined to phrases.

for each run of capitalised words (particles and "&" inside it):
    cut it into parts: known names, titles, adjectives of nations, unknown words
    join parts that make one name: Bank of X, X University, X County, First Last
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.extract.entities.lexicon import (
    AFTER_NAME,
    DIRECTION,
    EVENT_WORD,
    FIRST,
    LAST,
    MINISTRY,
    OPENING,
    ORG_HEAD,
    ORG_OF,
    ORG_SUFFIX,
    PARTICLE,
    PLACE_HEAD,
    PLACE_WORD,
    Known,
    Lexicon,
)
from bot.extract.tokens import Tokens
from bot.model.article import EntityKind

LONGEST_NAME: Final = 14
"""No name has more tokens; longer runs of capitals are headlines or lists and are cut there."""

_OPENING_MARKS: Final = frozenset("“\"'‘«„‹(-–—*•·:;…[") | {"``"}
_JOINS_OF: Final = frozenset({"of", "for", "on", "against"})


@dataclass(slots=True)
class Piece:
    """A stretch of tokens (`last` exclusive) that may be a name.

    `kind` is None while it is open; `known` says which entry of the tables it is; `title` are the tokens of the titles
    right before it; `opens` says that it stands where any word would be capitalised.
    """

    first: int
    last: int
    kind: EntityKind | None = None
    known: Known | None = None
    title: tuple[int, int] | None = None
    opens: bool = False
    sure: bool = False


class Spotter:
    """Reads one text's tokens into pieces."""

    def __init__(self, tokens: Tokens, sentence_starts: frozenset[int], lexicon: Lexicon) -> None:
        self.words = tokens.words
        self.starts = tokens.starts
        self.ends = tokens.ends
        self.lexicon = lexicon
        get = lexicon.classes.get
        self.bits = [get(word, 0) for word in tokens.words]
        self.sentence_starts = sentence_starts
        self.lower = frozenset(w for w in tokens.words if w.islower())

    def pieces(self) -> list[Piece]:
        """Return the candidate names in order; titles and adjectives are not among them."""
        found: list[Piece] = []
        index, count, words, longest = 0, len(self.words), self.words, self.lexicon.longest
        while index < count:
            word = words[index]
            if word[0].isupper() or word in longest:
                parts, index = self._run(index)
                if parts:
                    found.extend(self._join(parts))
            else:
                index += 1
        return found

    def opens(self, index: int) -> bool:
        """Tell whether the token stands where any word would be capitalised."""
        if self.starts[index] in self.sentence_starts or index == 0:
            return True
        return self.words[index - 1] in _OPENING_MARKS

    def known(self, index: int) -> tuple[Known, int] | None:
        """Return the longest known phrase that begins at `index` and where it ends."""
        words, phrases = self.words, self.lexicon.phrases
        most = self.lexicon.longest.get(words[index], 0)
        for length in range(most, 1, -1):
            entry = phrases.get(" ".join(words[index : index + length]))
            if entry is not None:
                return entry, index + length
        if most:
            entry = phrases.get(words[index])
            if entry is not None:
                return entry, index + 1
        return self._known_in_capitals(index)

    def _known_in_capitals(self, index: int) -> tuple[Known, int] | None:
        """Look up "NEW YORK" as "New York"; short words in capitals are acronyms and are taken as they are."""
        word = self.words[index]
        if len(word) < 3 or not word.isupper():
            return None
        folded = word.capitalize()
        most = self.lexicon.longest.get(folded, 0)
        for length in range(most, 0, -1):
            stretch = self.words[index : index + length]
            if length == 1 and len(word) < 4:
                break
            entry = self.lexicon.phrases.get(" ".join(_fold(w) for w in stretch))
            if entry is not None and all(w.isupper() or not w[0].isalpha() for w in stretch):
                return entry, index + length
        return None

    def _run(self, index: int) -> tuple[list[Piece], int]:
        """Cut the run of capitalised words that begins at `index` into parts; return them and the run's end."""
        parts: list[Piece] = []
        words, bits, begin = self.words, self.bits, index
        while index - begin < LONGEST_NAME:
            word = words[index]
            match = self.known(index)
            capital = word[0].isupper()
            if match is not None and (capital or match[1] - index > 1 or match[0].kind is not None):
                entry, end = match
                parts.append(Piece(index, end, entry.kind, entry, opens=self.opens(index)))
                index = end
            elif capital:
                opens = self.opens(index)
                if bits[index] & OPENING and (opens or word == "I"):
                    index += 1
                    if not words[index][0].isupper():
                        break
                    continue
                if parts and parts[-1].known is None and parts[-1].last == index and parts[-1].first < index:
                    parts[-1].last = index + 1
                else:
                    parts.append(Piece(index, index + 1, opens=opens))
                index += 1
            else:
                following = self._over_connector(index, parts)
                if following is None:
                    break
                index = following
        return parts, max(index, begin + 1)

    def _over_connector(self, index: int, parts: list[Piece]) -> int | None:
        """Take particles and "&" into the last part if a name goes on after them."""
        words, bits = self.words, self.bits
        if not parts or parts[-1].last != index:
            return None
        ahead = index
        while ahead - index < 3 and (bits[ahead] & PARTICLE or words[ahead] == "&") and words[ahead][0] != "\n":
            ahead += 1
        if ahead == index or not words[ahead][0].isupper():
            return None
        last = parts[-1]
        if last.known is not None and not (bits[last.last - 1] & (FIRST | LAST)) and words[index] != "&":
            return None
        if last.known is not None:
            last.known, last.kind = None, None
        last.last = ahead + 1
        return ahead + 1

    def _join(self, parts: list[Piece]) -> list[Piece]:
        """Join the parts of a run to names; leave titles and adjectives out."""
        out: list[Piece] = []
        at = 0
        while at < len(parts):
            piece, at = self._next_name(parts, at)
            if piece is not None:
                out.append(piece)
        self._titles(parts, out)
        return out

    def _next_name(self, parts: list[Piece], at: int) -> tuple[Piece | None, int]:
        for reach in range(len(parts), at, -1):
            joined = (
                self._organisation(parts, at, reach) or self._place(parts, at, reach) or self._event(parts, at, reach)
            )
            if joined is not None:
                return joined, reach
        part = parts[at]
        if part.first == part.last or (part.known is not None and part.known.kind is None):
            return None, at + 1
        person = self._person(parts, at)
        if person is not None:
            return person
        if part.known is not None:
            part.sure = part.last - part.first > 1
            return part, at + 1
        return part, at + 1

    def _plain(self, parts: list[Piece], at: int, reach: int) -> bool:
        """Tell whether no title and no day stands among the parts."""
        return all(
            p.known is None or (p.known.kind is not None and p.known.section != "calendar") for p in parts[at:reach]
        ) and all(p.first < p.last for p in parts[at:reach])

    def _organisation(self, parts: list[Piece], at: int, reach: int) -> Piece | None:
        last = parts[reach - 1]
        head = self.bits[last.last - 1]
        extended = self._of(last.last, head)
        if not head & (ORG_HEAD | ORG_SUFFIX) and extended == last.last:
            return None
        if last.known is not None and last.known.kind is EntityKind.PLACE:
            return None
        if not self._plain(parts, at, reach):
            return None
        first = parts[at].first
        if extended == last.last and last.last - first < 2:
            return None
        lead = parts[at].known
        if reach - at > 1 and lead is not None and lead.section in {"demonym", "ism"} and head & MINISTRY:
            return None
        return Piece(first, extended, EntityKind.ORGANISATION, opens=parts[at].opens, sure=True)

    def _of(self, index: int, head: int) -> int:
        """Return where "of X and Y" after an organisation's head ends, or `index`."""
        words = self.words
        if not head & ORG_OF or index >= len(words) or words[index] not in _JOINS_OF:
            return index
        ahead = index + 1
        if words[ahead] == "the":
            ahead += 1
        if not words[ahead][0].isupper():
            return index
        while ahead - index < LONGEST_NAME:
            word = words[ahead]
            if word[0].isupper():
                ahead += 1
            elif (
                word in {"and", "&", ",", "of", "for", "the"} | _PARTICLES
                and words[ahead + 1][0].isupper()
                and self._goes_on(ahead)
            ):
                ahead += 2
            else:
                break
        return ahead

    def _goes_on(self, index: int) -> bool:
        """Tell whether the name goes on over "and" or a comma: only between words that are no names of their own."""
        word = self.words[index]
        if word in {"and", ","}:
            after = self.known(index + 1)
            return after is None and not self.bits[index + 1] & FIRST and self.known(index - 1) is None
        return True

    def _place(self, parts: list[Piece], at: int, reach: int) -> Piece | None:
        last = parts[reach - 1]
        if (
            last.known is not None
            and last.known.kind is not None
            and not (reach - at == 2 and self.bits[parts[at].first] & (PLACE_HEAD | DIRECTION))
        ):
            return None
        first = parts[at]
        if not self._plain(parts, at, reach) or last.last - first.first < 2:
            return None
        if self.bits[last.last - 1] & PLACE_WORD and not (
            self.bits[first.first] & FIRST and last.last - first.first == 2 and self.bits[last.last - 1] & LAST
        ):
            return Piece(first.first, last.last, EntityKind.PLACE, opens=first.opens, sure=True)
        if (
            self.bits[first.first] & PLACE_HEAD
            and first.known is None
            and last.last - first.first <= 3
            and not self.bits[first.first] & ORG_HEAD
        ):
            return Piece(first.first, last.last, EntityKind.PLACE, opens=first.opens)
        if (
            self.bits[first.first] & DIRECTION
            and last.known is not None
            and last.known.kind is EntityKind.PLACE
            and reach - at == 2
            and first.last - first.first == 1
        ):
            return Piece(first.first, last.last, EntityKind.PLACE, opens=first.opens, sure=True)
        return None

    def _event(self, parts: list[Piece], at: int, reach: int) -> Piece | None:
        last = parts[reach - 1]
        if not self.bits[last.last - 1] & EVENT_WORD or not self._plain(parts, at, reach):
            return None
        if last.known is not None or last.last - parts[at].first < 2:
            return None
        if self.bits[parts[at].first] & FIRST and last.last - parts[at].first == 2:
            return None
        return Piece(parts[at].first, last.last, EntityKind.OTHER, opens=parts[at].opens, sure=True)

    def _person(self, parts: list[Piece], at: int) -> tuple[Piece, int] | None:
        part = parts[at]
        first = self.bits[part.first]
        known_single = part.known is not None and part.last - part.first == 1
        if not first & FIRST or (part.known is not None and not known_single):
            return None
        end = part.last
        reach = at + 1
        while reach < len(parts) and parts[reach].first == end:
            follower = parts[reach]
            if (
                follower.known is not None
                and (
                    follower.known.kind is None
                    or follower.last - follower.first > 1
                    or follower.known.section in {"calendar", "demonym"}
                )
                and not self.bits[follower.first] & (LAST | AFTER_NAME)
            ):
                break
            end = follower.last
            reach += 1
        if end - part.first < 2:
            return None
        return Piece(part.first, end, EntityKind.PERSON, opens=part.opens, sure=True), reach

    def _titles(self, parts: list[Piece], pieces: list[Piece]) -> None:
        """Give each piece the titles that stand right before it."""
        title_end: dict[int, int] = {}
        for part in parts:
            if part.known is not None and part.known.kind is None:
                title_end[part.last] = title_end.pop(part.first, part.first)
        for piece in pieces:
            if piece.first in title_end:
                piece.title = (title_end[piece.first], piece.first)


_PARTICLES: Final = frozenset({"de", "la", "del", "da", "do", "dos", "von", "van"})


def _fold(word: str) -> str:
    return word.capitalize() if word.isupper() and len(word) > 1 and "." not in word else word
