"""Hostile articles: seconds to read 10 KB, 100 KB and 1 MB of each kind: `python -m bench.hostile [KIND ...]`."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from bot.extract.article import read_article
from bot.model.article import RawArticle

AT = date(2026, 11, 23)
SIZES = (10_000, 100_000, 1_000_000)
"""Characters of each text."""

SLOW = 6.0
"""More seconds than this for a megabyte are marked: a reader that polls must not stand still on one article."""

GROWTH = 15.0
"""Ten times the text may take so many times as long and still count as linear; the machine is not quiet."""

NOTICEABLE = 0.05
"""Growth is not told of a text that is read in fewer seconds than this: it would be noise."""

KINDS = {
    "no full stop": "the harbour board met and the quay was shut while boats lay off ",
    "straight quotes": '"',
    "opening quotes": "“",
    "quotes of all styles": "\"'“‘«„‹”’»›``''",
    "nested quotes": "“a ‘b «c ",
    "quoted words": '"yes" said ',
    "digits": "7",
    "digits with commas": "1,234,",
    "digits with stops": "1.2.3.",
    "3 in 3": "3 in 3 in ",
    "1-1": "1-1-1-1-",
    "5% of 5%": "5% of 5% of ",
    "number words": "two hundred and ",
    "money": "$5 million to $6 million ",
    "March days": "March 3 March 4 ",
    "impossible dates": "2026-02-30 2026-13-45 ",
    "weekdays": "Monday Monday ",
    "lengths": "two days after three weeks before ",
    "capitalised names": "Anna Berg Carl Dahl ",
    "one name": "Anna ",
    "titles": "President Mr. Dr. Anna ",
    "reported": "Anna Berg said that he said ",
    "right to left": "\u202eשלום\u202c \u200fمرحبا ",
    "zero width": "a\u200b\u200d\ufeff",
    "combining": "e\u0301\u0302\u0303",
    "left-overs of HTML": "<p class='a'>&nbsp;&amp;<br/>",
    "one letter": "a",
    "blank lines": "\n",
    "spaces": " ",
    "ANSI escapes": "\x1b[31mred\x1b[0m ",
    "NULs": "\0",
    "capitals": "THE BOARD WILL MEET ON MONDAY IN OSLO. ",
    "bullets": "• The board meets\n",
    "emoji": "👩‍👩‍👧 🎉",
    "full stops": ". ",
    "brackets": "([{",
    "commas": "a, b, ",
    "hyphens": "well-known-",
}
"""What each kind of text repeats."""


def body(kind: str, size: int) -> str:
    """Return `size` characters of a kind."""
    unit = KINDS[kind]
    return (unit * (size // len(unit) + 1))[:size]


def seconds(text: str) -> float:
    """Return how long the reading of `text` takes."""
    start = time.perf_counter()
    read_article(RawArticle(body=text), AT)
    return time.perf_counter() - start


def verdict(took: list[float]) -> str:
    """Return what the times of the sizes say: linear or not, slow or not."""
    pairs = pairwise(took)
    steep = any(after > GROWTH * max(before, NOTICEABLE / 10) and after > NOTICEABLE for before, after in pairs)
    return ("more than linear" if steep else "linear") + (", slow" if took[-1] > SLOW else "")


def main(kinds: Iterable[str] = ()) -> None:
    """Print the table of times, for all kinds or those named."""
    print(f"{'kind':<22}{'10 KB':>9}{'100 KB':>9}{'1 MB':>9}  growth")
    for kind in kinds or KINDS:
        took = [seconds(body(kind, size)) for size in SIZES]
        print(f"{kind:<22}" + "".join(f"{t:>8.2f}s" for t in took) + f"  {verdict(took)}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
