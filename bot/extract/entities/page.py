"""One text's tokens with what the tables say of each word, and the pieces of it that may be names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.extract.entities.capitals import styles
from bot.extract.entities.lexicon import FIRST, LAST, Known, Lexicon, unaccented
from bot.extract.tokens import BREAK, Tokens
from bot.model.article import EntityKind

QUOTES: Final = frozenset({"“", '"', "‘", "'", "``"})
UNQUOTES: Final = frozenset({"”", '"', "’", "'", "''"})
_OPENING_MARKS: Final = frozenset("“\"'‘«„‹(-–—*•·:;…[") | {"``", BREAK}
_ARTICLES: Final = frozenset({"al-", "el-", "as-", "ad-", "an-", "ar-", "at-"})
_LOWER_NAMES: Final = frozenset({"al", "de", "von", "van", "d", "bin", "el", "da", "di", "du", "la", "le"})
_HANDLES: Final = frozenset({"@", "#", "/", "_"})


@dataclass(slots=True)
class Piece:
    """A stretch of tokens that may be a name.

    `kind` is None while it is open, `sure` says that no vote can change it; `title` are the tokens of the titles right
    before it, `opens` as in `Part`.
    """

    first: int
    last: int
    kind: EntityKind | None = None
    known: Known | None = None
    title: tuple[int, int] | None = None
    opens: bool = False
    sure: bool = False


class Page:
    """One text's tokens with what the tables say of each word."""

    def __init__(self, tokens: Tokens, sentence_starts: frozenset[int], lexicon: Lexicon) -> None:
        self.words = tokens.words
        self.starts = tokens.starts
        self.ends = tokens.ends
        self.lexicon = lexicon
        get = lexicon.classes.get
        plain = all(map(str.isascii, tokens.words))
        self.plain = tokens.words if plain else [w if w.isascii() else unaccented(w) for w in tokens.words]
        self.bits = [get(word, 0) for word in self.plain]
        self.style = styles(tokens, lexicon)
        self.sentence_starts = sentence_starts
        self.small = frozenset(w for w in tokens.words if w[0].islower())

    def opens(self, index: int) -> bool:
        """Tell whether the token stands where any word would have a capital."""
        return index == 0 or self.starts[index] in self.sentence_starts or self.words[index - 1] in _OPENING_MARKS

    def is_handle(self, index: int) -> bool:
        """Tell whether the word hangs on "@", "#" or "/": an account, a tag, part of an address."""
        return index > 0 and self.words[index - 1] in _HANDLES and self.ends[index - 1] == self.starts[index]

    def common(self, index: int) -> bool:
        """Tell whether the word is a common word and not likely a person's name."""
        return not self.bits[index] & (FIRST | LAST) and self.lexicon.common(self.words[index])

    def known(self, index: int) -> tuple[Known, int] | None:
        """Return the longest known phrase that begins at `index` and where it ends."""
        words, phrases = self.plain, self.lexicon.phrases
        most = self.lexicon.longest.get(words[index], 0)
        for length in range(most, 1, -1):
            entry = phrases.get(" ".join(words[index : index + length]))
            if entry is not None:
                return entry, index + length
        if most:
            entry = phrases.get(words[index])
            if entry is not None:
                return entry, index + 1
        return self._known_in_capitals(index) if words[index].isupper() else None

    def _known_in_capitals(self, index: int) -> tuple[Known, int] | None:
        """Look up "NEW YORK" as "New York"; single short words in capitals are acronyms and are taken as they are."""
        word = self.words[index]
        if len(word) < 3:
            return None
        for length in range(self.lexicon.longest.get(word.capitalize(), 0), 0, -1):
            stretch = self.words[index : index + length]
            if length == 1 and (len(word) < 4 or self.common(index)):
                break
            if all(w.isupper() or not w[0].isalpha() for w in stretch):
                entry = self.lexicon.phrases.get(" ".join(map(fold, stretch)))
                if entry is not None:
                    return entry, index + length
        return None


def is_capital(word: str) -> bool:
    """Tell whether a word is written as a name: "Khalid", "al-Khalid"."""
    return word[0].isupper() or (word[:3] in _ARTICLES and word[3:4].isupper())


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """Return "YORK" as "York"; particles in capitals become small, acronyms with stops stay."""
    if not word.isupper() or len(word) < 2 or "." in word:
        return word
    if word[1:2] == "'":
        return (word[0].lower() if word[0] == "D" else word[0]) + "'" + word[2:].capitalize()
    return word.lower() if word.lower() in _LOWER_NAMES else word.capitalize()
