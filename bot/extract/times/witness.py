"""What a text tells of its own day: its stamp, its dateline's date, and which dates fall on which weekdays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile

from bot.extract.dateline import find_dateline
from bot.extract.lang import language
from bot.extract.text import Text
from bot.extract.times.meaning import Meaning, Moment, Point, Slashed, Weekday
from bot.extract.times.patterns import Phrase
from bot.model.article import Dateline
from bot.model.base import Range

LOOK_AT = 60
"""So many dates and weekdays of a text are held against each other."""

STAMP_WITHIN = 1500
"""A line that is only a date counts as the text's own if it stands among so many first characters."""

STAMP_LENGTH = 120
"""Such a line is not longer than this."""

VOTES = 400
"""So many phrases tell how a text writes its dates, and which of its lines are dates."""

NEAR_WORDS = 60
"""A weekday and a date speak of the same day if they share a word within so many characters on either side."""


@dataclass(frozen=True)
class Named:
    """A weekday and a date without a year that the text says are one day; `sure` where it says so in one phrase."""

    weekday: int
    month: int
    day: int
    sure: bool


@dataclass(frozen=True)
class Witness:
    """What the text itself tells: its stamp, its dateline's date, and which dates fall on which weekdays."""

    stamp: Point | None
    filed: Point | None
    named: tuple[Named, ...]

    @classmethod
    def of(cls, text: Text, dateline: Dateline | None) -> Witness:
        """Return what `text`, with this dateline, tells."""
        phrases = tuple(islice((p for p in text.phrases if _counts(p)), LOOK_AT))
        place = dateline or _prefix(text)
        return cls(stamp=_stamp(text), filed=_filed(phrases, place), named=tuple(_named(text, phrases)))

    @property
    def told(self) -> Point | None:
        """The date that the text gives itself, the fullest first."""
        if self.stamp is not None and (self.stamp.year is not None or self.filed is None):
            return self.stamp
        return self.filed


def _counts(phrase: Phrase) -> bool:
    return _date_of(phrase.meaning) is not None or isinstance(_plain(phrase), Weekday)


def _date_of(meaning: Meaning) -> Point | None:
    """Return the calendar date that a phrase names, without its hour."""
    if isinstance(meaning, Moment) and meaning.day is not None:
        meaning = meaning.day
    return meaning if isinstance(meaning, Point) and meaning.day is not None else None


def _prefix(text: Text) -> Range | None:
    """Return where a dateline stands that names no place: "Feb 9 (Reuters) -"."""
    found = find_dateline(text.body, text.language)
    return found.prefix if found is not None else None


def _filed(phrases: tuple[Phrase, ...], dateline: Dateline | Range | None) -> Point | None:
    if dateline is None:
        return None
    inside = (p for p in phrases if dateline.start <= p.start and p.end <= dateline.end)
    return next((d for p in inside if (d := _date_of(p.meaning)) is not None), None)


def _stamp(text: Text) -> Point | None:
    """Return the date of the first line near the top that says nothing but when the text was published.

    Lines that are dates without a year, each of another day, are the headings of a calendar.
    """
    near = list(takewhile(lambda p: p.end <= STAMP_WITHIN + STAMP_LENGTH, text.phrases))
    headings = _headings(text)
    for paragraph in text.paragraphs:
        if paragraph.start > STAMP_WITHIN:
            return None
        if paragraph.end - paragraph.start > STAMP_LENGTH:
            continue
        inside = [p for p in near if paragraph.start <= p.start and p.end <= paragraph.end]
        found = next((d for p in inside if (d := _date_of(p.meaning)) is not None), None)
        if (
            found is not None
            and paragraph.start not in headings
            and _only_dates(text, paragraph.start, paragraph.end, inside)
        ):
            return found
    return None


def _headings(text: Text) -> frozenset[int]:
    """Return the beginnings of the paragraphs that are a date without its year, if they are of several days."""
    paragraphs = {(p.start, p.end) for p in text.paragraphs}
    whole = (p for p in islice(text.phrases, VOTES) if (p.start, p.end) in paragraphs)
    dates = {p.start: d for p in whole if (d := _date_of(p.meaning)) is not None and d.year is None}
    several = len({(d.month, d.day) for d in dates.values()}) > 1
    return frozenset(dates) if several else frozenset()


def _only_dates(text: Text, start: int, end: int, phrases: list[Phrase]) -> bool:
    rest, done = [], start
    for phrase in phrases:
        rest.append(text.body[done : phrase.start])
        done = phrase.end
    rest.append(text.body[done:end])
    words = re.findall(r"[^\W_]+", " ".join(rest).lower())
    return all(w in language(text.language).stamps for w in words)


def _named(text: Text, phrases: tuple[Phrase, ...]) -> Iterator[Named]:
    """Yield which dates the text says fall on which weekdays: in one phrase, or by words that both share."""
    weekdays = [(day.day, p) for p in phrases if isinstance(day := _plain(p), Weekday)]
    for phrase in phrases:
        point = _date_of(phrase.meaning)
        if point is None or point.month is None or point.day is None or point.year is not None:
            continue
        if point.weekday is not None:
            yield Named(point.weekday, point.month, point.day, sure=True)
            continue
        shared = {day for day, w in weekdays if _same_words(text, phrase, w)}
        if len(shared) == 1:
            yield Named(shared.pop(), point.month, point.day, sure=False)


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


def month_first(text: Text) -> bool | None:
    """Tell from the text's other dates whether it writes the month before the day."""
    votes = 0
    for phrase in text.phrases[:VOTES]:
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
