"""The day from which a text speaks.

the source's publication day, the dateline's and a line that is only a date, near the top, are witnesses
the text's own day wins over a later one of the source (re-published, or met by a search), and this is said; where the
text has none, so does a day in its address
a missing year is the latest, not after the day given, in which the weekdays fit
what disagrees is said in a note, never passed over
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.extract.lang import language
from bot.extract.text import Text
from bot.extract.times.address import day_in_address
from bot.extract.times.meaning import Point
from bot.extract.times.values import date_or_none
from bot.extract.times.witness import Named, Witness, month_first
from bot.model.article import Dateline
from bot.model.base import day_of

YEARS_BACK = 40
"""A year that is not told is sought among so many before the day given."""

PLANNED = timedelta(days=183)
"""A line near the top with a weekday that fits a day so soon after publication tells of a plan, not of itself."""

SAME_NEWS = timedelta(days=3)
"""A text is published within so many days after its dateline; more, and it was published again."""


@dataclass(frozen=True)
class Reference:
    """The day that "today" means in a text.

    `inferred` says that no source tells the day in full; `dated` that the source gives no day but the text or its
    address tells one; `note` says in a sentence how it was found, or what disagrees with it. `southern` says that the
    text is filed from the southern hemisphere, where spring begins in September. `month_first` says how it writes dates
    in figures: 3/4/2026 is 4 March if true, 3 April if false, and unknown if None.
    """

    day: date
    inferred: bool = False
    dated: bool = False
    note: str | None = None
    southern: bool = False
    month_first: bool | None = None


def find_reference(
    text: Text, published: date | datetime | None, at: date, dateline: Dateline | None, url: str | None = None
) -> Reference:
    """Return the day from which `text` speaks.

    `published` is what the source says: a day, or an aware instant, whose day in its own zone counts. `at` is the
    day on which we read; without `published`, a text is not younger. `url` is the text's address, which may tell its
    day too.
    """
    witness = Witness.of(text, dateline)
    latest, addressed = at if published is None else day_of(published), day_in_address(url)
    if addressed is not None and latest - addressed > (timedelta(0) if published is None else SAME_NEWS):
        reference = _by_address(witness, addressed, published)
    else:
        reference = _from_text(witness, at) if published is None else _checked(witness, latest)
    place = dateline.place.casefold() if dateline else ""
    return replace(
        reference,
        southern=any(name in language(text.language).southern for name in re.split(r"\s*[,/]\s*", place)),
        month_first=month_first(text),
    )


def _by_address(witness: Witness, addressed: date, published: date | datetime | None) -> Reference:
    """Return the day of a text whose address is dated, long before its source says or where the source says nothing."""
    found = _checked(witness, addressed)
    source = "its source gives no day" if published is None else f"its source says {day_of(published)}"
    note = f"The text's address is dated {addressed}, {source}; its days are told from {found.day}."
    whole = f"{note} {found.note}" if found.note else note
    return Reference(day=found.day, inferred=True, dated=published is None, note=whole)


def _from_text(witness: Witness, at: date) -> Reference:
    told = witness.told
    if told is None:
        return _from_weekdays(witness, at)
    assert told.month is not None
    assert told.day is not None
    if told.year is not None:
        day = date_or_none(told.year, told.month, told.day)
        if day is not None:
            return Reference(day=day, dated=True, note="The source gives no day; the text is dated in full.")
        return _unknown(at)
    return replace(_year_found(told, witness, at), dated=True)


def _year_found(told: Point, witness: Witness, at: date) -> Reference:
    """Return the day of `told` in the latest year, not after `at`, in which the weekdays fit."""
    assert told.month is not None
    assert told.day is not None
    days = _days(told.month, told.day, at)
    if not days:
        return _unknown(at)
    named = witness.named
    if told.weekday is not None:
        named = (*named, Named(told.weekday, told.month, told.day, sure=True))
    best = max(days, key=lambda d: (_fit(d, named), d))
    why = "that is not after " + at.isoformat()
    if best != days[0]:
        why += " in which the weekdays of the text fit"
    elif any(_falls(n, best) for n in named):
        why += ", and the weekdays of the text fit"
    note = f"The text gives no year; {best.year} is the latest {why}."
    return Reference(day=best, inferred=True, note=note)


def _days(month: int, day: int, at: date) -> list[date]:
    """Return that day of every year in question, newest first."""
    years = range(at.year, max(at.year - YEARS_BACK, 1), -1)
    return [d for y in years if (d := date_or_none(y, month, day)) is not None and d <= at]


def _from_weekdays(witness: Witness, at: date) -> Reference:
    """Without any date of its own, a text is read as of `at`, unless its weekdays rule that year out."""
    sure = [n for n in witness.named if n.sure]
    if sure and not any(_falls(n, at) for n in sure):
        days = [d for d in _days(at.month, at.day, at) if all(_falls(n, d) for n in sure)]
        if days:
            note = f"The text gives no day; in {days[0].year} its weekdays fit, and it is read as of {days[0]}."
            return Reference(day=days[0], inferred=True, note=note)
    return _unknown(at)


def _unknown(at: date) -> Reference:
    note = f"The text does not say when it was written; it is read as of {at.isoformat()}."
    return Reference(day=at, inferred=True, note=note)


def _checked(witness: Witness, published: date) -> Reference:
    """Return the publication day, or the text's own where that is another, and what disagrees."""
    told = witness.told
    if told is None:
        return Reference(day=published, note=_misfit(witness.named, published))
    if told.year is not None:
        return _told_in_full(told, witness, published)
    if _is_plan(told, published):
        return Reference(day=published, note=_misfit(witness.named, published))
    latest = published if published == date.max else published + timedelta(days=1)
    found = _year_found(told, witness, latest)
    assert told.month is not None
    assert told.day is not None
    nearest = _days(told.month, told.day, latest)
    if nearest and published - nearest[0] <= SAME_NEWS:
        return Reference(day=nearest[0], note=_misfit(witness.named, nearest[0]))
    note = f"The text is dated {found.day}, its source {published}; its days are told from {found.day}. {found.note}"
    return Reference(day=found.day, inferred=True, note=note)


def _is_plan(told: Point, published: date) -> bool:
    """Tell a line like "Date: Saturday, March 14" that names a coming day: its weekday fits one in the next months.

    So does "Chemistry – Wednesday, March 18", which looks like a dateline.
    """
    assert told.month is not None
    assert told.day is not None
    days = [date_or_none(year, told.month, told.day) for year in (published.year, published.year + 1)]
    return any(d and timedelta(days=1) < d - published <= PLANNED and d.weekday() == told.weekday for d in days)


def _told_in_full(told: Point, witness: Witness, published: date) -> Reference:
    assert told.year is not None
    assert told.month is not None
    assert told.day is not None
    day = date_or_none(told.year, told.month, told.day)
    if day is None or abs((published - day).days) <= 1:
        return Reference(day=published, note=_misfit(witness.named, published))
    if day > published:
        note = f"The text is dated {day}, later than its source says ({published}); its days are told from {published}."
        return Reference(day=published, note=note)
    note = f"The text is dated {day}, its source {published}; its days are told from {day}."
    return Reference(day=day, note=note)


def _fit(day: date, named: Iterable[Named]) -> int:
    """Count how well the weekdays fit if `day` is the reference; what one phrase says outweighs all else."""
    return sum((100 if n.sure else 1) * (1 if _falls(n, day) else -1) for n in named)


def _falls(named: Named, near: date) -> bool:
    """Tell whether the date falls on its weekday, in the year in which it is nearest to `near`."""
    day = _nearest(named.month, named.day, near)
    return day is not None and day.weekday() == named.weekday


def _nearest(month: int, day: int, near: date) -> date | None:
    years = (near.year - 1, near.year, near.year + 1)
    days = [d for y in years if (d := date_or_none(y, month, day)) is not None]
    return min(days, key=lambda d: abs(d - near)) if days else None


def _misfit(named: tuple[Named, ...], day: date) -> str | None:
    wrong = next((n for n in named if not _falls(n, day)), None)
    if wrong is None:
        return None
    nearest = _nearest(wrong.month, wrong.day, day)
    told = nearest.isoformat() if nearest else f"{wrong.month:02d}-{wrong.day:02d}"
    return f"The weekdays of the text do not fit its day: {told} is no {_WEEKDAYS[wrong.weekday]}."


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
