"""From a text to its time expressions."""

from __future__ import annotations

from bot.extract.lang import language
from bot.extract.text import Text
from bot.extract.times.direction import lean
from bot.extract.times.patterns import Hit
from bot.extract.times.reference import Reference
from bot.extract.times.resolve import Resolved, Setting, resolve
from bot.extract.times.tokens import Tokens
from bot.extract.times.values import VAGUE, extent
from bot.model.time import TimeExpression, TimeType


def read_times(text: Text, reference: Reference) -> tuple[TimeExpression, ...]:
    """Return the time expressions of `text` in order, none overlapping, each with its value as of the reference."""
    grammar = language("en").grammar
    tokens = grammar.reader.read(text.body, text.paragraphs)
    setting = Setting(day=reference.day, southern=reference.southern)
    found = []
    for hit in grammar.find(tokens):
        expression = _expression(text, tokens, hit, setting)
        if expression is not None:
            found.append(expression)
    return tuple(found)


def _expression(text: Text, tokens: Tokens, hit: Hit, setting: Setting) -> TimeExpression | None:
    first, last = tokens.items[hit.first], tokens.items[hit.end - 1]
    assert first is not None
    assert last is not None
    start, end = first.start, last.end
    resolved = resolve(hit.meaning, setting, lambda: lean(text, start, end))
    if resolved is None:
        return None
    setting.said.append(resolved)
    return _as_expression(text, start, end, resolved, southern=setting.southern)


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
