"""From a text to its time expressions.

for each phrase that names a time, in order (`Text.phrases`):
    its meaning, the reference day, what was spoken of before and the direction of its words → a value
    the value → the days it covers, and the instant where a clock time has its zone
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, datetime

from bot.extract.lang import language
from bot.extract.text import Text
from bot.extract.times.direction import compares, given_up, lean, moved_from
from bot.extract.times.meaning import Ahead, Clock, DayFromToday, Meaning, Moment, Point, Stretch, Weekday
from bot.extract.times.patterns import Phrase
from bot.extract.times.reference import Reference
from bot.extract.times.resolve import resolve
from bot.extract.times.setting import Resolved, Setting
from bot.extract.times.signs import Lean
from bot.extract.times.values import VAGUE, Extent, extent
from bot.extract.times.zones import instant, zone_name
from bot.model.time import TimeExpression, TimeType

MOST_TIMES = 5_000
"""So many phrases of a text are resolved: several times what the longest article holds; what has more is a table."""


LONGEST_JOINT = 16
"""Characters between two dates that are told as one."""


def read_times(text: Text, reference: Reference) -> tuple[TimeExpression, ...]:
    """Return the time expressions of `text` in order, none overlapping, each with its value as of the reference.

    A phrase that names no possible time (February 30) is none, nor is what follows `MOST_TIMES` phrases.
    """
    setting = Setting(day=reference.day, southern=reference.southern, month_first=reference.month_first)
    paragraphs, sentences = [p.start for p in text.paragraphs], [s.start for s in text.sentences]
    found = []
    for phrase in _apart(text):
        setting.place = phrase.start
        setting.paragraph = _begin(paragraphs, phrase.start)
        setting.sentence = _begin(sentences, phrase.start)
        resolved = _resolved(text, phrase, setting)
        reach = _reach(resolved, southern=reference.southern)
        if resolved is not None and reach is not None:
            _remember(setting, text, phrase, resolved, reach)
            found.append(_expression(text, phrase, resolved, reach))
    return tuple(found)


def _apart(text: Text) -> Iterator[Phrase]:
    """Yield the phrases, the two dates of a move apart: "moved from May 3 to June 7" is no stretch of time."""
    cues = language(text.language).cues
    for phrase in text.phrases[:MOST_TIMES]:
        if len(phrase.ends) == 2 and moved_from(text, phrase.start, phrase.ends[0].start, cues):
            yield from phrase.ends
        else:
            yield phrase


def _remember(setting: Setting, text: Text, phrase: Phrase, resolved: Resolved, reach: Extent) -> None:
    """Keep what later phrases may go back to."""
    meaning = phrase.meaning
    setting.said.append((phrase.start, resolved))
    day = meaning.first if isinstance(meaning, Stretch) else meaning
    if isinstance(day, Point) and day.year and day.month and day.day:
        setting.in_full[day.month, day.day] = day.year
    if _opens(text, phrase, setting.sentence):
        setting.headed = (setting.sentence, int(resolved.value))
    if reach.earliest is not None and reach.latest is not None:
        way: Lean = 1 if reach.earliest > setting.day else -1 if reach.latest < setting.day else 0
        left = moved_from(text, phrase.start, phrase.start, language(text.language).cues)
        setting.newest = (phrase.end, 0 if left else way)


def _joined(text: Text, phrase: Phrase, setting: Setting) -> Lean:
    """Return the way of the date right before, where both are told as one: "Thursday and Friday", "to Sunday"."""
    end, way = setting.newest
    near = 0 <= end <= phrase.start <= end + LONGEST_JOINT
    joint = text.body[end : phrase.start].strip().lower() if near else ""
    return way if joint in language(text.language).cues.joints else 0


def _begin(starts: list[int], place: int) -> int:
    """Return the last of `starts` that is not after `place`, or 0."""
    found = bisect_right(starts, place)
    return starts[found - 1] if found else 0


def _opens(text: Text, phrase: Phrase, sentence: int) -> bool:
    """Tell whether a year opens its sentence, at most a preposition before it."""
    meaning = phrase.meaning
    if not isinstance(meaning, Point) or meaning.year is None or meaning.month or meaning.weekday is not None:
        return False
    before = text.body[sentence : phrase.start].strip().lower()
    return not before or before in language(text.language).cues.at_prepositions


def _resolved(text: Text, phrase: Phrase, setting: Setting) -> Resolved | None:
    cues = language(text.language).cues

    def ask() -> Lean:
        if isinstance(phrase.meaning, Ahead) and compares(text, phrase.start, cues):
            return 0
        if given_up(text, phrase.start, phrase.end, cues):
            return _unless_yesterday(phrase.meaning, setting.day)
        return _joined(text, phrase, setting) or lean(text, phrase.start, phrase.end, cues)

    meaning = phrase.meaning
    if isinstance(meaning, Clock) and text.sentence_at(phrase.start) is None:  # a stamp, whatever day was spoken of
        meaning = Moment(day=DayFromToday(0), clock=meaning)
    return resolve(meaning, setting, ask)


def _unless_yesterday(meaning: Meaning, today: date) -> Lean:
    """Return the way to the weekday of a plan, most often the coming one; of other dates the nearer is found anyhow."""
    weekday = meaning.day if isinstance(meaning, Moment) else meaning
    if not isinstance(weekday, Weekday):
        return 0
    return -1 if (today.weekday() - weekday.day) % 7 == 1 else 1


def _reach(resolved: Resolved | None, *, southern: bool) -> Extent | None:
    """Return what days a value covers, or None for one that is beyond the calendar."""
    if resolved is None or resolved.type not in {TimeType.DATE, TimeType.TIME}:
        return VAGUE
    try:
        return extent(resolved.value, southern=southern)
    except ValueError:
        return None


def _expression(text: Text, phrase: Phrase, resolved: Resolved, reach: Extent) -> TimeExpression:
    clock = resolved.clock
    return TimeExpression(
        start=phrase.start,
        end=phrase.end,
        text=text.body[phrase.start : phrase.end],
        type=resolved.type,
        value=resolved.value,
        precision=reach.precision,
        earliest=reach.earliest,
        latest=reach.latest,
        instant=_instant(reach.earliest, clock),
        zone=zone_name(clock.zone) if clock and clock.zone else None,
        rule=resolved.rule,
    )


def _instant(day: date | None, clock: Clock | None) -> datetime | None:
    if day is None or clock is None or clock.zone is None:
        return None
    return instant(day, clock.hour, clock.minute, clock.zone)
