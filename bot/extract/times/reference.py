"""The day from which a text speaks.

the source's publication day, the dateline's and a line that is only a date, near the top, are witnesses
the text's own day wins over a later one of the source (re-published, or met by a search), and this is said
a missing year is the latest, not after the day given, in which the weekdays fit
what disagrees is said in a note, never passed over
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice, takewhile

from bot.extract.lang import language
from bot.extract.text import Text
from bot.extract.times.meaning import Meaning, Moment, Point, Slashed, Weekday
from bot.extract.times.patterns import Phrase
from bot.extract.times.values import date_or_none
from bot.model.article import Dateline
from bot.model.base import day_of

YEARS_BACK = 40
"""A year that is not told is sought among so many before the day given."""

SAME_NEWS = timedelta(days=3)
"""A text is published within so many days after its dateline; more, and it was published again."""

LOOK_AT = 60
"""So many dates and weekdays of a text are held against each other."""

STAMP_WITHIN = 1500
"""A line that is only a date counts as the text's own if it stands among so many first characters."""

STAMP_LENGTH = 120
"""Such a line is not longer than this."""

NEAR_WORDS = 60
"""A weekday and a date speak of the same day if they share a word within so many characters on either side."""


@dataclass(frozen=True)
class Reference:
    """The day that "today" means in a text.

    `inferred` says that no source tells the day in full; `note` says in a sentence how it was found, or what
    disagrees with it. `southern` says that the text is filed from the southern hemisphere, where spring begins in
    September. `month_first` says how it writes dates in figures: 3/4/2026 is 4 March if true, 3 April if false, and
    unknown if None.
    """

    day: date
    inferred: bool = False
    note: str | None = None
    southern: bool = False
    month_first: bool | None = None


def find_reference(text: Text, published: date | datetime | None, at: date, dateline: Dateline | None) -> Reference:
    """Return the day from which `text` speaks.

    `published` is what the source says: a day, or an aware instant, whose day in its own zone counts. `at` is the
    day on which we read; without `published`, a text is not younger.
    """
    witness = _Witness.of(text, dateline)
    reference = _from_text(witness, at) if published is None else _checked(witness, day_of(published))
    place = dateline.place.casefold() if dateline else ""
    return replace(
        reference,
        southern=any(name in language(text.language).southern for name in re.split(r"\s*[,/]\s*", place)),
        month_first=_month_first(text),
    )


@dataclass(frozen=True)
class _Named:
    """A weekday and a date without a year that the text says are one day; `sure` where it says so in one phrase."""

    weekday: int
    month: int
    day: int
    sure: bool


@dataclass(frozen=True)
class _Witness:
    """What the text itself tells: its stamp, its dateline's date, and which dates fall on which weekdays."""

    stamp: Point | None
    filed: Point | None
    named: tuple[_Named, ...]

    @classmethod
    def of(cls, text: Text, dateline: Dateline | None) -> _Witness:
        phrases = tuple(islice((p for p in text.phrases if _counts(p)), LOOK_AT))
        return cls(stamp=_stamp(text), filed=_filed(phrases, dateline), named=tuple(_named(text, phrases)))

    @property
    def told(self) -> Point | None:
        """The date that the text gives itself, the fullest first."""
        if self.stamp is not None and (self.stamp.year is not None or self.filed is None):
            return self.stamp
        return self.filed


def _from_text(witness: _Witness, at: date) -> Reference:
    told = witness.told
    if told is None:
        return _from_weekdays(witness, at)
    assert told.month is not None
    assert told.day is not None
    if told.year is not None:
        day = date_or_none(told.year, told.month, told.day)
        if day is not None:
            return Reference(day=day, note="The source gives no day; the text is dated in full.")
        return _unknown(at)
    return _year_found(told, witness, at)


def _year_found(told: Point, witness: _Witness, at: date) -> Reference:
    """Return the day of `told` in the latest year, not after `at`, in which the weekdays fit."""
    assert told.month is not None
    assert told.day is not None
    days = _days(told.month, told.day, at)
    if not days:
        return _unknown(at)
    named = witness.named
    if told.weekday is not None:
        named = (*named, _Named(told.weekday, told.month, told.day, sure=True))
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


def _from_weekdays(witness: _Witness, at: date) -> Reference:
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


def _checked(witness: _Witness, published: date) -> Reference:
    """Return the publication day, or the text's own where that is another, and what disagrees."""
    told = witness.told
    if told is None:
        return Reference(day=published, note=_misfit(witness.named, published))
    if told.year is not None:
        return _told_in_full(told, witness, published)
    latest = published if published == date.max else published + timedelta(days=1)
    found = _year_found(told, witness, latest)
    assert told.month is not None
    assert told.day is not None
    nearest = _days(told.month, told.day, latest)
    if nearest and published - nearest[0] <= SAME_NEWS:
        return Reference(day=nearest[0], note=_misfit(witness.named, nearest[0]))
    note = f"The text is dated {found.day}, its source {published}; its days are told from {found.day}. {found.note}"
    return Reference(day=found.day, inferred=True, note=note)


def _told_in_full(told: Point, witness: _Witness, published: date) -> Reference:
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


def _fit(day: date, named: Iterable[_Named]) -> int:
    """Count how well the weekdays fit if `day` is the reference; what one phrase says outweighs all else."""
    return sum((100 if n.sure else 1) * (1 if _falls(n, day) else -1) for n in named)


def _falls(named: _Named, near: date) -> bool:
    """Tell whether the date falls on its weekday, in the year in which it is nearest to `near`."""
    day = _nearest(named.month, named.day, near)
    return day is not None and day.weekday() == named.weekday


def _nearest(month: int, day: int, near: date) -> date | None:
    years = (near.year - 1, near.year, near.year + 1)
    days = [d for y in years if (d := date_or_none(y, month, day)) is not None]
    return min(days, key=lambda d: abs(d - near)) if days else None


def _misfit(named: tuple[_Named, ...], day: date) -> str | None:
    wrong = next((n for n in named if not _falls(n, day)), None)
    if wrong is None:
        return None
    nearest = _nearest(wrong.month, wrong.day, day)
    told = nearest.isoformat() if nearest else f"{wrong.month:02d}-{wrong.day:02d}"
    return f"The weekdays of the text do not fit its day: {told} is no {_WEEKDAYS[wrong.weekday]}."


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _counts(phrase: Phrase) -> bool:
    return _date_of(phrase.meaning) is not None or isinstance(_plain(phrase), Weekday)


def _date_of(meaning: Meaning) -> Point | None:
    """Return the calendar date that a phrase names, without its hour."""
    if isinstance(meaning, Moment) and meaning.day is not None:
        meaning = meaning.day
    return meaning if isinstance(meaning, Point) and meaning.day is not None else None


def _filed(phrases: tuple[Phrase, ...], dateline: Dateline | None) -> Point | None:
    if dateline is None:
        return None
    inside = (p for p in phrases if dateline.start <= p.start and p.end <= dateline.end)
    return next((d for p in inside if (d := _date_of(p.meaning)) is not None), None)


def _stamp(text: Text) -> Point | None:
    """Return the date of the first line near the top that says nothing but when the text was published."""
    near = list(takewhile(lambda p: p.end <= STAMP_WITHIN + STAMP_LENGTH, text.phrases))
    for paragraph in text.paragraphs:
        if paragraph.start > STAMP_WITHIN:
            return None
        if paragraph.end - paragraph.start > STAMP_LENGTH:
            continue
        inside = [p for p in near if paragraph.start <= p.start and p.end <= paragraph.end]
        found = next((d for p in inside if (d := _date_of(p.meaning)) is not None), None)
        if found is not None and _only_dates(text, paragraph.start, paragraph.end, inside):
            return found
    return None


def _only_dates(text: Text, start: int, end: int, phrases: list[Phrase]) -> bool:
    rest, done = [], start
    for phrase in phrases:
        rest.append(text.body[done : phrase.start])
        done = phrase.end
    rest.append(text.body[done:end])
    words = re.findall(r"[^\W_]+", " ".join(rest).lower())
    return all(w in language(text.language).stamps for w in words)


def _named(text: Text, phrases: tuple[Phrase, ...]) -> Iterator[_Named]:
    """Yield which dates the text says fall on which weekdays: in one phrase, or by words that both share."""
    weekdays = [(day.day, p) for p in phrases if isinstance(day := _plain(p), Weekday)]
    for phrase in phrases:
        point = _date_of(phrase.meaning)
        if point is None or point.month is None or point.day is None or point.year is not None:
            continue
        if point.weekday is not None:
            yield _Named(point.weekday, point.month, point.day, sure=True)
            continue
        shared = {day for day, w in weekdays if _same_words(text, phrase, w)}
        if len(shared) == 1:
            yield _Named(shared.pop(), point.month, point.day, sure=False)


def _plain(phrase: Phrase) -> Meaning | None:
    return phrase.meaning.day if isinstance(phrase.meaning, Moment) else phrase.meaning


def _same_words(text: Text, one: Phrase, other: Phrase) -> bool:
    return bool(_words_near(text, one) & _words_near(text, other))


def _words_near(text: Text, phrase: Phrase) -> set[str]:
    sentence = text.sentence_at(phrase.start)
    first, last = (sentence.start, sentence.end) if sentence else (phrase.start, phrase.end)
    before = text.body[max(first, phrase.start - NEAR_WORDS) : phrase.start]
    after = text.body[phrase.end : min(last, phrase.end + NEAR_WORDS)]
    return {w for w in re.findall(r"\b[a-z]{5,}\b", f"{before} {after}") if w not in language(text.language).common}


def _month_first(text: Text) -> bool | None:
    """Tell from the text's other dates whether it writes the month before the day."""
    votes = 0
    for phrase in text.phrases:
        point = _date_of(phrase.meaning)
        if isinstance(phrase.meaning, Slashed):
            votes += 3 * ((phrase.meaning.second > 12) - (phrase.meaning.first > 12))
        elif point is not None and point.month is not None:
            words = text.body[phrase.start : phrase.end].lower()
            months = language(text.language).months
            figure = re.search(r"\d", words)
            month = next((m.start() for m in re.finditer(r"[^\W\d_]+", words) if m[0] in months), None)
            if figure and month is not None:
                votes += 1 if month < figure.start() else -1
    return None if votes == 0 else votes > 0
