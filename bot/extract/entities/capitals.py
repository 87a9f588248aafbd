"""Where capitals say nothing: headlines in title case and sentences in capital letters."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from bot.extract.entities.lexicon import FIRST, FUNCTION, LAST, ORG_HEAD, ORG_OF, PLACE_WORD, PREFIX, TITLE, Lexicon
from bot.extract.tokens import BREAK, Tokens

_SHORT: Final = 4
"""Words of fewer letters may stay small, and so say nothing of a headline's style."""

_STAY_SMALL: Final = frozenset(
    """a an the of in on at to for by and or but nor as with from vs vs. v is if it be over after up out off into than
    that not no so 's""".split()
)
"""Small in most headline styles."""

_LOWER_SHARE: Final = 0.25
"""A headline has at most so many small words for each one with a capital."""

_NAMES: Final = FIRST | LAST | FUNCTION | TITLE | PREFIX | ORG_HEAD | ORG_OF | PLACE_WORD
"""What these words are tells nothing of a headline's style."""

_STOPS: Final = frozenset({".", "!", "?", BREAK})


class Style(IntEnum):
    """How a sentence uses capitals."""

    PLAIN = 0
    TITLE = 1
    CAPITALS = 2


def styles(tokens: Tokens, lexicon: Lexicon) -> bytearray:
    """Return the `Style` of each token, found per sentence (stops and paragraph ends bound them here)."""
    words = tokens.words
    found = bytearray(len(words))
    begin = 0
    for index, word in enumerate(words):
        if word in _STOPS:
            style = _style(words[begin:index], lexicon)
            if style:
                found[begin:index] = bytes([style]) * (index - begin)
            begin = index + 1
    return found


def _style(words: list[str], lexicon: Lexicon) -> Style:
    upper = [w for w in words if w[0].isupper()]
    if len(upper) < 2 or len(upper) * 2 < len(words) - sum(not w[0].isalpha() for w in words):
        return Style.PLAIN
    small = sum(w[0].islower() and w not in _STAY_SMALL for w in words)
    if not small and _shouted(upper) and len(upper) * 3 > len(words):
        return Style.CAPITALS
    content = [w for w in upper if len(w) >= _SHORT]
    if len(content) < _SHORT or small > _LOWER_SHARE * len(content):
        return Style.PLAIN
    return Style.TITLE if _common_capitals(words, lexicon) >= (3 if small else 2) else Style.PLAIN


def _shouted(upper: list[str]) -> bool:
    """Tell whether most of the words with a capital are in capitals, and two of them are no acronyms by length."""
    whole = [w for w in upper if w.isupper()]
    return len(whole) * 2 > len(upper) and sum(len(w) > 2 for w in whole) >= 2


def _common_capitals(words: list[str], lexicon: Lexicon) -> int:
    """Count the common words that have a capital without need: after the first, and outside known names."""
    count, index = 0, 1
    while index < len(words):
        word = words[index]
        if word[0].isupper():
            reach = _known_reach(words, index, lexicon)
            bits = lexicon.classes.get(word, 0)
            if reach == index and not bits & _NAMES and lexicon.common(word):
                count += 1
            index = max(reach, index + 1)
        else:
            index += 1
    return count


def _known_reach(words: list[str], index: int, lexicon: Lexicon) -> int:
    """Return where the longest known phrase of more than one word ends that begins at `index`, or `index`."""
    for length in range(lexicon.longest.get(words[index], 0), 1, -1):
        if " ".join(words[index : index + length]) in lexicon.phrases:
            return index + length
    return index
