"""Words: tokens with their places, stems, and what a word says about a sentence. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from bot.answer.tables import DEMONYMS, IRREGULAR, STOP


class Token(NamedTuple):
    """A word of a text, its place in it, and its stem (the key under which it is indexed)."""

    text: str
    start: int
    end: int
    stem: str


_TOKEN = re.compile(
    r"(?=\w)(?:"  # one look tells that no word begins at a blank
    r"(?:[A-Za-z]\.){2,}"  # U.S.
    r"|\d+(?:[.,:]\d+)*"  # 1,776 and 2.5
    r"|(?:semi|quarter|non|anti|vice|ex|co)-[^\W\d_]+"  # a semi-final is no final
    r"|[^\W\d_]+(?:['’](?:s|t|re|ve|ll|d|m)\b)?)",  # a word, with what is joined to it
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_MAX_WORD = 40
"""Longer strings are no words; they are cut so that noise costs nothing."""


def tokens(text: str) -> list[Token]:
    """Return the words of `text` in order, with offsets into it."""
    made = tuple.__new__  # quicker than Token(...), which is made for every word that is read
    return [made(Token, (m[0], m.start(), m.end(), stem(m[0]))) for m in _TOKEN.finditer(text)]


def words_of(text: str) -> list[str]:
    """Return the words of `text` in order: quicker than `tokens` where their places do not matter."""
    found: list[str] = _TOKEN.findall(text)
    return found


def stems_of(text: str) -> frozenset[str]:
    """Return the stems of the words of `text`; those of sentences read lately are kept, since questions come back."""
    return _stems_of(text) if len(text) <= _SENTENCE else frozenset(map(stem, words_of(text)))


_SENTENCE = 1_000
"""Characters of a text that is kept: what is longer is no sentence."""


@lru_cache(maxsize=10_000)
def _stems_of(text: str) -> frozenset[str]:
    return frozenset(map(stem, words_of(text)))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the stem of one word: its family of inflections shares it ("won" and "winning" are "win").

    "US" and "U.S." are the country where they stand in capitals; peoples stand for their countries.
    """
    word = _POSSESSIVE.sub("", word)[:_MAX_WORD]
    if word in {"US", "U.S.", "USA", "U.S", "America", "American", "Americans", "U.S.A."}:
        return "usa"
    low = _folded(word.lower().replace("’", "'").rstrip("."))
    if not low:
        return word
    if low[0].isdigit():
        return low.replace(",", "")
    low = low.replace(".", "")
    low = DEMONYMS.get(low, low)
    low = IRREGULAR.get(low, low)
    return porter(low) if low.isascii() else low


def _folded(word: str) -> str:
    """Take accents off Latin letters: readers leave them out."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


@lru_cache(maxsize=1)
def _stop_stems() -> frozenset[str]:
    return frozenset(STOP) | frozenset(stem(word) for word in STOP)


def is_stop(token: Token) -> bool:
    """Tell whether a word carries no matter of its own."""
    return _stops(token.text)


@lru_cache(maxsize=100_000)
def _stops(word: str) -> bool:
    low, root = word.lower().replace("’", "'"), stem(word)
    return root != "usa" and (low in STOP or root in _stop_stems())


def is_past(word: str) -> bool:
    """Tell whether a word has the form of the past: "beat" may be one, "visits" is none."""
    low = word.lower()
    return low.endswith("ed") or (low in IRREGULAR and not low.endswith("s"))


def content(text: str) -> list[Token]:
    """Return the words of `text` that carry matter."""
    return [token for token in tokens(text) if not is_stop(token)]


# --- M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980), 130-137 -------------------------------

_STEP_2 = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "abli": "able",
    "alli": "al", "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate",
    "ator": "ate", "alism": "al", "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al",
    "iviti": "ive", "biliti": "ble",
}  # fmt: skip
_STEP_3 = {
    "icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": "",
}  # fmt: skip
_STEP_4 = (
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ion", "ism", "ate", "iti", "ous", "ive", "ize",
    "al", "er", "ic", "ou",
)  # fmt: skip
"""The longest first: it is the one that counts."""


_SHAPES = dict.fromkeys(range(128), "c") | {ord("y"): "y"} | dict.fromkeys(map(ord, "aeiou"), "v")


def _shape(word: str) -> str:
    """Return for each letter whether it is a vowel ("v") or a consonant ("c"): y is a vowel behind a consonant."""
    shape = word.translate(_SHAPES)
    while (i := shape.find("y")) >= 0:
        shape = shape[:i] + ("v" if i and shape[i - 1] == "c" else "c") + shape[i + 1 :]
    return shape


def _measure(word: str) -> int:
    """Return Porter's m: how often a vowel is followed by a consonant."""
    return _shape(word).count("vc")


def _has_vowel(word: str) -> bool:
    return "v" in _shape(word)


def _doubled(word: str) -> bool:
    return word[-2:-1] == word[-1:] and _shape(word).endswith("c")


def _short_end(word: str) -> bool:
    """Tell whether it ends consonant, vowel, consonant, and the last is not w, x or y (Porter's *o)."""
    return _shape(word).endswith("cvc") and word[-1] not in "wxy"


def _plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    for suffix in ("ed", "ing"):
        root = word[: -len(suffix)]
        if word.endswith(suffix) and _has_vowel(root):
            return _restored(root)
    return word


def _restored(root: str) -> str:
    if root.endswith(("at", "bl", "iz")):
        return root + "e"
    if _doubled(root) and root[-1] not in "lsz":
        return root[:-1]
    return root + "e" if _measure(root) == 1 and _short_end(root) else root


def _replaced(word: str, table: dict[str, str]) -> str:
    if not word.endswith(tuple(table)):
        return word
    suffix = next(suffix for suffix in table if word.endswith(suffix))
    root = word[: -len(suffix)]
    return root + table[suffix] if _measure(root) else word


def _stripped(word: str) -> str:
    if not word.endswith(_STEP_4):
        return word
    suffix = next(suffix for suffix in _STEP_4 if word.endswith(suffix))
    root = word[: -len(suffix)]
    fits = _measure(root) > 1 and (suffix != "ion" or root.endswith(("s", "t")))
    return root if fits else word


def porter(word: str) -> str:
    """Return Porter's stem of a lower-case word."""
    if len(word) < 3:
        return word
    word = _past(_plural(word))
    if word.endswith("y") and _has_vowel(word[:-1]):
        word = word[:-1] + "i"
    word = _stripped(_replaced(_replaced(word, _STEP_2), _STEP_3))
    if word.endswith("e"):
        root = word[:-1]
        if _measure(root) > 1 or (_measure(root) == 1 and not _short_end(root)):
            word = root
    return word[:-1] if _measure(word) > 1 and _doubled(word) and word.endswith("l") else word
