"""What every reader of numbers shares: the number itself, and a way to make patterns of tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from bot.extract.lang.en.figures import CURRENCY_CODES, CURRENCY_WORDS

CURRENCIES = CURRENCY_CODES | set(CURRENCY_WORDS.values())


class Number(NamedTuple):
    """A number where it stands; `end` is behind its unit.

    `joined`: a hyphen ties it to the noun after it ("465-member"). `bare`: digits or a word with neither sign, scale,
    unit nor grouping, so that it may be a label or part of a name. `many`: the plural of a scale ("hundreds").
    `fraction`: a part of one ("two-thirds"), or a ratio ("one in five"). `scale`: the million of "3 million".
    """

    start: int
    end: int
    value: float
    unit: str | None = None
    joined: bool = False
    bare: bool = False
    many: bool = False
    fraction: bool = False
    scale: float = 1

    @property
    def is_money(self) -> bool:
        """Tell whether its unit is a currency, alone or per something."""
        return self.unit is not None and self.unit.split(" ")[0] in CURRENCIES


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of `words`, longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
