"""From numbers to figures: leave out what only looks like one, then say unit, comparison and what it counts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.extract.figures.counts import Word, is_plural, nouns_after, nouns_before, subject, words_of
from bot.extract.figures.numbers import Number, find_numbers
from bot.extract.figures.words import COMPARISONS, LABELS, MEMBERS, OPENERS, TIME_UNITS
from bot.extract.text import Text
from bot.model.article import Comparison, Figure
from bot.model.base import Range
from bot.model.time import TimeExpression

_REACH = 240
"""Characters looked at on either side of a number: it bounds the time that one takes in a text without full stops."""


@dataclass(frozen=True)
class _Draft:
    """A figure while its neighbours are still being asked."""

    number: Number
    sentence: Range
    counts: str | None
    comparison: Comparison
    own: bool = True


def read_figures(text: Text, times: tuple[TimeExpression, ...]) -> tuple[Figure, ...]:
    """Return the figures of `text` in order. Numbers inside `times` are none, but for ages ("a 19-year-old")."""
    body = text.body
    drafts: list[_Draft] = []
    for number, sentence in _in_sentences(text):
        age = _age(body, number, sentence)
        if age:
            drafts.append(age)
        elif not _timed(number, times) and _counts_something(body, number, sentence):
            drafts.append(_draft(body, number, sentence, times, drafts))
    return tuple(_figure(body, d) for d in _related(body, drafts))


def _figure(body: str, draft: _Draft) -> Figure:
    n = draft.number
    return Figure(
        start=n.start,
        end=n.end,
        text=body[n.start : n.end],
        value=n.value,
        unit=n.unit,
        counts=draft.counts,
        comparison=draft.comparison,
    )


def _in_sentences(text: Text) -> Iterator[tuple[Number, Range]]:
    starts = [s.start for s in text.sentences]
    for number in find_numbers(text.body):
        i = bisect_right(starts, number.start) - 1
        whole = text.sentences[i] if i >= 0 else Range(start=0, end=len(text.body))
        start, end = max(whole.start, number.start - _REACH), min(max(whole.end, number.end), number.end + _REACH)
        yield number, Range(start=start, end=end)


def _timed(number: Number, times: Sequence[TimeExpression]) -> bool:
    return any(t.start < number.end and number.start < t.end for t in times)


_AGED = re.compile(r"(?:\baged?|\bage of|\bages of)[  ]$")
_YEARS_OLD = re.compile(r"-year-old(?:s\b| (\w+))?|[ -]years?[ -]old\b")


def _age(body: str, number: Number, sentence: Range) -> _Draft | None:
    """Read an age: "a 19-year-old student", "aged 56", "Mary Barra, 51,"."""
    if not number.value.is_integer() or not 0 < number.value < 125 or number.many or number.fraction:
        return None
    old = _YEARS_OLD.match(body, number.end)
    if old:
        whose = f"age of the {old[1]}" if old[1] else "age"
        end = old.start(1) - 1 if old[1] else old.end()
        return _Draft(number._replace(end=end, unit="years"), sentence, whose, Comparison.EXACTLY)
    if number.unit or not number.bare or number.joined:
        return None
    before = body[sentence.start : number.start]
    if _AGED.search(before):
        return _Draft(number._replace(unit="years"), sentence, "age", Comparison.EXACTLY)
    name = _name_before(before) if body[number.end : number.end + 1] in {",", ".", ";", ")"} else None
    if name and number.value >= 10:
        return _Draft(number._replace(unit="years"), sentence, f"age of {name}", Comparison.EXACTLY)
    return None


_NAME_COMMA = re.compile(r"((?:[A-Z][\w’'-]*\.? (?:(?:de|van|von|bin|al|da|der|la|le) )*)*[A-Z][\w’'-]+), $")


def _name_before(before: str) -> str | None:
    match = _NAME_COMMA.search(before, max(0, len(before) - 60))
    return match[1] if match else None


def _counts_something(body: str, number: Number, sentence: Range) -> bool:
    """Tell whether it is a count or a measure, not a label, a year, a time or part of a name."""
    after = words_of(body, number.end, min(sentence.end, number.end + 40))[:2]
    following = after[0].low if after else ""
    if following.split("-")[0] in TIME_UNITS or (number.joined and following.strip("-").split("-")[0] in TIME_UNITS):
        return False
    if not number.bare:
        return True
    before = words_of(body, max(sentence.start, number.start - 40), number.start)[-2:]
    if before and _label(body, before, number, sentence, following):
        return False
    word = body[number.start : number.end]
    if word.lower() == "one":
        return bool(after) and _one_counts(before, after)
    if word[0].isupper() and number.start > sentence.start:
        return False
    return not (
        word.isdigit() and len(word) == 4 and 1500 <= number.value <= 2100 and not (after and is_plural(following))
    )


def _one_counts(before: Sequence[Word], after: Sequence[Word]) -> bool:
    if after[0].low in {"of", "another", "day", "time", "thing", "way", "more", "such", "that", "who", "which"}:
        return False
    if before and before[-1].low in {"no", "any", "this", "that", "each", "every", "the", "some", "which", "number"}:
        return False
    return after[0].text[0].isalpha() and nouns_after(list(after)) is not None


def _label(body: str, before: Sequence[Word], number: Number, sentence: Range, following: str) -> bool:
    last = before[-1]
    if last.low.rstrip(".") in LABELS or last.text in {"#", "§", "№"}:
        return True
    if last.text == "." and len(before) > 1 and before[-2].low in LABELS:
        return True
    if last.text == "-":
        return False
    return last.text[0].isupper() and last.low not in OPENERS and last.end == number.start - 1


def _comparison(body: str, number: Number, sentence: Range) -> Comparison | None:
    after = body[number.end : number.end + 40].lower()
    if after.startswith("+"):
        return Comparison.AT_LEAST
    words = [w.low for w in words_of(body, max(sentence.start, number.start - 60), number.start)][-3:]
    if words and words[-1] in {"a", "an", "the"}:
        words = words[:-1]
    for count in range(len(words), 0, -1):
        kind = COMPARISONS.get(" ".join(words[-count:]))
        if kind:
            return kind
    follow = [w.low for w in words_of(body, number.end, min(sentence.end, number.end + 60))][:4]
    for i in range(len(follow)):
        kind = COMPARISONS.get(" ".join(follow[i : i + 2])) if follow[i] == "or" else None
        if kind:
            return kind
    return None


def _draft(
    body: str, number: Number, sentence: Range, times: Sequence[TimeExpression], drafts: Sequence[_Draft]
) -> _Draft:
    comparison = _comparison(body, number, sentence)
    if comparison is None:
        comparison = Comparison.MORE_THAN if number.many else Comparison.EXACTLY
    fence = min((t.start for t in times if number.end <= t.start < sentence.end), default=sentence.end)
    after = words_of(body, number.end, fence)[:14]
    before = words_of(body, sentence.start, number.start)
    counts = _counted(body, number, after, before)
    own = counts is not None
    if counts and number.fraction and counts.split()[0].endswith("majority"):
        comparison = Comparison.AT_LEAST
    if counts is None:
        counts = _inherited(body, number, drafts, sentence)
    if number.unit is None and counts and before and "magnitude" in {w.low for w in before[-2:]}:
        number = number._replace(unit="magnitude")
    return _Draft(number, sentence, counts, comparison, own)


def _counted(body: str, number: Number, after: list[Word], before: list[Word]) -> str | None:
    if number.joined and number.unit is None:
        return _joined(body, after)
    place = None
    if number.unit is None or _attributive(number, before, after):
        place = nouns_after(after)
    place = place or _of_before(before) or _verb_subject(number, before)
    return body[place[0] : place[1]] if place else None


def _attributive(number: Number, before: list[Word], after: list[Word]) -> bool:
    """Tell whether what follows a measure is what it measures ("$40 billion contract", "22 tonnes of wheat")."""
    if not after:
        return False
    if after[0].low == "of" or number.joined:
        return True
    if after[0].low in {"in", "for", "on"} and len(after) > 1:
        return False
    return bool(before) and before[-1].low in {"a", "an", "the", "its", "their", "his", "her", "s", "this", "’"}


def _joined(body: str, after: list[Word]) -> str | None:
    """Read "465-member lower house" as the members of the lower house."""
    tied = [w for w in after if w.text != "-"]
    if not tied:
        return None
    noun, rest = tied[0].text, nouns_after(tied[1:])
    plural = noun if is_plural(noun) or noun == "strong" else noun + "s"
    if rest is None or tied[0].low not in MEMBERS:
        return body[rest[0] : rest[1]] if rest else plural
    return f"{plural} of the {body[rest[0] : rest[1]]}"


def _of_before(before: list[Word]) -> tuple[int, int] | None:
    return nouns_before(before[:-1]) if len(before) > 1 and before[-1].low == "of" else None


def _verb_subject(number: Number, before: list[Word]) -> tuple[int, int] | None:
    return subject(before, money=bool(number.unit and number.unit[:3].isupper()))


def _inherited(body: str, number: Number, drafts: Sequence[_Draft], sentence: Range) -> str | None:
    if drafts and drafts[-1].number.start >= sentence.start:
        return drafts[-1].counts
    return None


_PART = re.compile(r" (?:out )?of (?:the |its |their |all |those |these |our |his |her |all the )?$")


def _related(body: str, drafts: Sequence[_Draft]) -> Sequence[_Draft]:
    """Let neighbours complete each other: parts and wholes, the ends of ranges."""
    done = list(drafts)
    for i in range(len(done) - 1):
        left, right = done[i], done[i + 1]
        gap = body[left.number.end : right.number.start]
        if len(gap) < 24 and _PART.fullmatch(gap):
            done[i] = replace(left, counts=right.counts)
            done[i + 1] = replace(right, comparison=Comparison.OF)
    return done
