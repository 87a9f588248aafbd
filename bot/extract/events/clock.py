"""When an event is, by the expression that dates it."""

from __future__ import annotations

import re

from bot.model.time import Precision, TimeExpression, TimeType, When

_WORD = re.compile(r"[^\W\d_]{3,}")
_CLOCK_WORDS = frozenset(
    "noon midnight local time hours clock oclock gmt utc eastern central pacific standard daylight".split()
)


def when_of(time: TimeExpression) -> When:
    """Return when a dated expression is, with its instant where it tells a clock time and a zone."""
    assert time.earliest is not None
    assert time.latest is not None
    return When(
        value=time.value,
        precision=time.precision,
        earliest=time.earliest,
        latest=time.latest,
        instant=time.instant,
        zone=time.zone,
    )


def span(first: When, last: When) -> When:
    """Return the stretch from the first day of one to the last day of the other: "June 11 to July 19"."""
    coarser = max(first.precision, last.precision, key=lambda p: p.rank)
    start, end = first.value.split("/")[0], last.value.split("/")[-1]
    if Precision.DAY.rank < coarser.rank and first.precision is not last.precision:
        start, end, coarser = first.earliest.isoformat(), last.latest.isoformat(), Precision.DAY
    return When(value=f"{start}/{end}", precision=coarser, earliest=first.earliest, latest=last.latest)


def clock_only(time: TimeExpression) -> bool:
    """Tell whether it tells a time of day and leaves the day to what was said before: "at 8 p.m. EST"."""
    if time.type is not TimeType.TIME or time.precision is not Precision.TIME:
        return False
    words = {w.lower() for w in _WORD.findall(time.text)}
    return all(w in _CLOCK_WORDS or w.upper() in time.text for w in words)
