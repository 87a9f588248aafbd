"""Let figures that stand side by side complete each other: parts of wholes, ends of ranges, enumerations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.extract.figures.counts import is_member
from bot.extract.figures.number import Number
from bot.extract.lang.en.figures import SCORES
from bot.model.article import Comparison


@dataclass(frozen=True)
class Draft:
    """A figure while its neighbours are still being asked; `counts` is None while nothing tells.

    `cues` are the last words before the number, in lower case; `sentence` is where its sentence begins.
    """

    number: Number
    sentence: int
    cues: tuple[str, ...]
    counts: str | None
    comparison: Comparison


_PART = re.compile(r" (?:out )?of (?:all )?(?:the |its |their |those |these |our |his |her )?$")
_BODY = re.compile(r" (?:[\w’'-]+ ){0,4}(?:in|of|from) (?:the|a|an|its|their|this) $")
_RANGE = re.compile(r" ?[-–—] ?| to | or ")
_TALLY = re.compile(r"[-–](?=\d)")
_OF_THEM = (" of them", " of these", " of those")
_GAP = 60
"""Characters between two figures at most for one to say something of the other."""


def related(body: str, drafts: Iterable[Draft]) -> list[Draft]:
    """Return the drafts with what their neighbours say of them."""
    done = [_completed(d) for d in drafts]
    for i in range(len(done) - 1):
        left, right = done[i], done[i + 1]
        gap = body[left.number.end : right.number.start]
        if left.sentence == right.sentence and len(gap) <= _GAP:
            done[i], done[i + 1] = _pair(left, right, gap)
    for i in range(1, len(done)):
        if done[i].counts is None and _inherits(body, done[i - 1], done[i]):
            done[i] = replace(done[i], counts=done[i - 1].counts)
    return done


def _inherits(body: str, before: Draft, draft: Draft) -> bool:
    """Tell whether a figure without a noun counts what the one before does: not an age, nor in a tally ("118-97")."""
    if body.startswith(_OF_THEM, draft.number.end):
        return True
    if before.sentence != draft.sentence or (before.number.unit == "years" and draft.number.unit != "years"):
        return False
    return not (_TALLY.match(body, draft.number.start - 1) or _TALLY.match(body, draft.number.end))


def _completed(draft: Draft) -> Draft:
    """Apply what the figure's own words say beyond their letter: a two-thirds majority is at least that."""
    number, counts = draft.number, draft.counts
    if number.fraction and counts and counts.split()[0] == "majority":
        return replace(draft, comparison=Comparison.AT_LEAST)
    if number.unit is None and "magnitude" in draft.cues[-2:]:
        return replace(draft, number=number._replace(unit="magnitude"))
    return draft


def _pair(left: Draft, right: Draft, gap: str) -> tuple[Draft, Draft]:
    between = left.cues[-1:] == ("between",) and gap == " and "
    if between or _RANGE.fullmatch(gap):
        if _is_range(left, right, gap) or between:
            return _ends(left, right)
        return left, replace(right, counts=left.counts) if right.number.unit == left.number.unit else right
    if _PART.fullmatch(gap):
        return replace(left, counts=right.counts), replace(right, comparison=Comparison.OF)
    if right.number.joined and _BODY.fullmatch(gap) and is_member((right.counts or "").split(" ")[0].removesuffix("s")):
        return left, replace(right, comparison=Comparison.OF)
    if gap.endswith(" to ") and right.number.unit == left.number.unit and left.counts and left.counts in gap:
        return left, replace(right, counts=left.counts)
    return left, right


def _is_range(left: Draft, right: Draft, gap: str) -> bool:
    """Tell "20 to 25 percent" from a change ("from $900 to $1,150"), a choice and a tally ("52-35")."""
    low, high = left.number, right.number
    shared = high.unit is None and (low.is_money or low.unit == "years")
    if low.unit != high.unit and (low.unit is not None or left.counts) and not shared:
        return False
    words = set(left.cues)
    if ("from" in words and "ranging" not in words) or (gap.strip() in {"-", "–"} and words & SCORES):
        return False
    return low.value * (high.scale if low.scale == 1 else 1) < high.value


def _ends(left: Draft, right: Draft) -> tuple[Draft, Draft]:
    low, high = left.number, right.number
    if low.scale == 1 and high.scale > 1 and low.value < high.value / high.scale * 10:
        low = low._replace(value=low.value * high.scale, scale=high.scale)
    unit = high.unit or low.unit
    counts = right.counts or left.counts
    return (
        replace(left, number=low._replace(unit=unit), counts=counts, comparison=Comparison.AT_LEAST),
        replace(right, number=high._replace(unit=unit), counts=counts, comparison=Comparison.AT_MOST),
    )
