"""Words and marks of a body with their offsets: what names and quotations are read from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.model.base import Range

BREAK = "\n"
"""The token between two paragraphs; no name and no phrase reaches over it."""

_PADDING = 3
"""So many breaks stand at the end, that readers may look a few words ahead without asking."""

_ABBREVIATION = (
    r"(?:Mrs?|Ms|Dr|Profs?|Sens?|Reps?|Govs?|Lt|Col|Gen|Maj|Brig|Sgt|Capt|Cmdr|Adm|Rev|Hon|Fr|St|Ste|Mt|Ft|Jr|Sr|Inc"
    r"|Corp|Co|Ltd|Bros|Dept|Calif|Conn|Colo|Del|Fla|Ill|Ind|Kan|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Penn"
    r"|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|Ala|Ariz|Ark|Ga|Ky|La|Md|Ont|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|vs|No)\."
)
_TOKEN = re.compile(
    r"[a-z]+(?![\w\u0300-\u036f'’.&‐‑-])"  # most words: tried first for speed
    r"|\d{1,3}(?:,\d{3})+(?!\w)"  # 140,000
    rf"|(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!\w))?(?:-\w+)*"  # U.S., U.S.-led, J.K.
    r"|[DRI]-(?:[A-Z]\.)+|[DRI]-[A-Z][a-z]+\.?(?!\w)"  # a politician's party and state: D-N.C., R-Ariz.
    rf"|{_ABBREVIATION}(?=[\s,;)]|$)"
    r"|[A-Z]\.(?=\s(?!(?:The|In|It|He|She|We|They|But|And|An?|On|At|I|His|Her|This|That|For|As|By|If|So|To)\b)[A-Z])"
    r"|[A-Z]+(?:&[A-Z]+)+(?!\w)"  # AT&T, S&P, R&D
    r"|['’](?:s|S|t|re|ve|ll|d|m)(?!\w)"  # a possessive or a short form stands by itself
    r"|[^\W_](?:[\w\u0300-\u036f]|[-‐‑](?=\w)|['’](?!(?:s|S|t|re|ve|ll|d|m)(?!\w))(?=\w)|\.(?=[a-z\d]))*"
    r"|``|''|[^\w\s]|_"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists: the words (curly apostrophes made straight) and where each starts and ends in the body."""

    words: list[str]
    starts: list[int]
    ends: list[int]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets of the tokens from `first` to `last` (end exclusive)."""
        return self.starts[first], self.ends[last - 1]


@lru_cache(maxsize=4)
def tokenise(body: str, paragraphs: tuple[Range, ...]) -> Tokens:
    """Return the tokens of `body`, with a BREAK after each paragraph; kept for the few texts last read."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for paragraph in paragraphs:
        for match in _TOKEN.finditer(body, paragraph.start, paragraph.end):
            words.append(match[0])
            start, end = match.span()
            starts.append(start)
            ends.append(end)
        words.append(BREAK)
        starts.append(paragraph.end)
        ends.append(paragraph.end)
    for _ in range(_PADDING):
        words.append(BREAK)
        starts.append(len(body))
        ends.append(len(body))
    if "’" in body:
        words = [w.replace("’", "'") if "’" in w and len(w) > 1 else w for w in words]
    return Tokens(words, starts, ends)


def split_words(phrase: str) -> list[str]:
    """Return the tokens of a phrase of a table, in the form in which `tokenise` gives them."""
    return [w.replace("’", "'") if len(w) > 1 else w for w in _TOKEN.findall(phrase)]
