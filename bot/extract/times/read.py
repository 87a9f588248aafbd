"""From a text to its time expressions."""

from __future__ import annotations

from bisect import bisect_right

from bot.extract.lang import Language, language
from bot.extract.text import Text
from bot.extract.times.direction import lean
from bot.extract.times.patterns import Phrase
from bot.extract.times.reference import Reference
from bot.extract.times.resolve import Resolved, Setting, resolve
from bot.extract.times.values import VAGUE, extent
from bot.model.time import TimeExpression, TimeType


def read_times(text: Text, reference: Reference) -> tuple[TimeExpression, ...]:
    """Return the time expressions of `text` in order, none overlapping, each with its value as of the reference."""
    setting = Setting(day=reference.day, southern=reference.southern)
    found = []
    starts = [p.start for p in text.paragraphs]
    tables = language("en")
    for phrase in tables.grammar.find(text.body, text.paragraphs):
        expression = _expression(text, phrase, setting, tables, starts)
        if expression is not None:
            found.append(expression)
    return tuple(found)


def _expression(
    text: Text, phrase: Phrase, setting: Setting, tables: Language, starts: list[int]
) -> TimeExpression | None:
    setting.place = phrase.start
    setting.paragraph = starts[bisect_right(starts, phrase.start) - 1]
    resolved = resolve(phrase.meaning, setting, lambda: lean(text, phrase.start, phrase.end, tables.cues))
    if resolved is None:
        return None
    setting.said.append((phrase.start, resolved))
    return _as_expression(text, phrase.start, phrase.end, resolved, southern=setting.southern)


def _as_expression(text: Text, start: int, end: int, resolved: Resolved, *, southern: bool) -> TimeExpression:
    dated = resolved.type in {TimeType.DATE, TimeType.TIME}
    reach = extent(resolved.value, southern=southern) if dated else VAGUE
    return TimeExpression(
        start=start,
        end=end,
        text=text.body[start:end],
        type=resolved.type,
        value=resolved.value,
        precision=reach.precision,
        earliest=reach.earliest,
        latest=reach.latest,
    )
