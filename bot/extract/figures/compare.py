"""How a figure relates to what it counts: at least, about, more than."""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract.figures.around import Around, Word
from bot.extract.figures.number import Number
from bot.extract.lang.en.figures import COMPARISONS, NOT_OVER
from bot.model.article import Comparison

_PASSED_OVER = frozenset({"a", "an", "the", "another", "minus"})


def comparison(body: str, number: Number, around: Around) -> Comparison:
    """Return the comparison that the words beside `number` make; exactly where they make none."""
    if body[number.end : number.end + 1] == "+" or body.startswith("-plus", number.end):
        return Comparison.AT_LEAST
    before = around.near[-4:]
    if before and before[-1] in _PASSED_OVER:
        before.pop()
    for count in range(min(3, len(before)), 0, -1):
        found = COMPARISONS.get(" ".join(before[-count:]))
        if found and not (before[-1] == "over" and before[-2:-1] and before[-2] in NOT_OVER):
            return found
    return _afterwards(body, around.after[:6]) or (Comparison.MORE_THAN if number.many else Comparison.EXACTLY)


def _afterwards(body: str, after: Sequence[Word]) -> Comparison | None:
    """Read what follows: "60 or more", "60 votes at least", "the 60 needed to pass"; not "60, killed at least 14"."""
    words = [w.low for w in after]
    if words[:2] in (["needed", "to"], ["required", "to"], ["needed", "for"], ["required", "for"]):
        return Comparison.AT_LEAST
    for i in range(len(words) - 1):
        found = COMPARISONS.get(f"{words[i]} {words[i + 1]}") if words[i] in {"or", "at"} else None
        of_another = body[after[i + 1].end : after[i + 1].end + 2].strip()[:1].isdigit()
        if found and words[i + 2 : i + 3] != ["than"] and not of_another:
            return found
    return None
