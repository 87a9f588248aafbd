"""What one sentence with dates tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from bot.extract.events.agenda import agenda
from bot.extract.events.anchor import Anchor
from bot.extract.events.claim import Claim
from bot.extract.events.clock import clock_only, span, when_of
from bot.extract.events.groups import Sure
from bot.extract.events.mention import Told
from bot.extract.events.naming import Named
from bot.extract.events.page import Laid, Page
from bot.extract.events.recurrence import first_after
from bot.extract.events.sentence import NOT, PRON
from bot.extract.events.standing import Standing, judge
from bot.extract.events.undoing import changes
from bot.extract.lang.en import events as en
from bot.model.article import EntityKind
from bot.model.base import Range
from bot.model.event import EventKind, EventStatus
from bot.model.time import Precision, TimeExpression, When

_WEEKLY = "FREQ=WEEKLY;BYDAY="
_UNTOLD = Standing(EventStatus.SCHEDULED, forecast=False, confidence=0.6)
_OPENED, _CLOSED = frozenset('"“‘'), frozenset('"”’')
_UNTIL = frozenset({"until", "till", "before"})
_MOVED = 12
"""Tokens before "from May 3 to June 7" in which a verb that moves something tells that it is no stretch."""

_MARKUP = 300
"""A tag of a page is not longer than this."""


def told_in(page: Page, laid: Laid, day: date) -> Iterator[Told]:
    """Return what the sentence tells of events, by each of its dates; `day` is the reference day."""
    sentence = laid.sentence
    listed = agenda(page, laid, day) if sentence.times else None
    if listed is not None:
        yield from listed
        return
    last: tuple[Anchor, int] | None = None
    for number, (time, first, end) in enumerate(sentence.times):
        if _in_markup(page.text.body, time) or _is_a_title(page.text.body, time) or _ends_stretch(laid, number, day):
            continue
        if time.rule:
            yield from _recurs(laid, number, day)
            continue
        coming = time.earliest is not None and time.earliest > day
        anchor = laid.governor.anchor(first, end, coming=coming)
        standing = judge(Claim.of(sentence, anchor, (time, first), day, laid.groups)) if anchor is not None else None
        if anchor is None or standing is None:
            yield from _also_then(laid, number, _UNTOLD, day)
            continue
        if _second_guess(last, anchor, time, laid, first):
            continue
        if clock_only(time) and _was_said_then(anchor):
            continue
        refined = _refined(page, laid, anchor, time)
        unsaid = _of_others(laid, refined, number, last) | _not_of_the_new(laid, refined, standing, first)
        named = laid.namer.name(refined, unsaid)
        yield _told(laid, refined, number, standing, named, day=day)
        last = (anchor, end + 1)
        yield from _happens_then(laid, anchor, number, standing, day)
        yield from _also_then(laid, number, standing, day)


def _was_said_then(anchor: Anchor) -> bool:
    """ "He said in a 9 p.m. broadcast" tells of the saying, whatever day was spoken of before."""
    over = anchor.over
    return anchor.noun and over is not None and over.sure is Sure.PAST and over.lemma in en.SAY


def _told(laid: Laid, anchor: Anchor, number: int, standing: Standing, named: Named, *, day: date) -> Told:
    time, _, _ = laid.sentence.times[number]
    when = _stretch(laid, number, day)
    if laid.sentence.word(laid.sentence.times[number][1] - 1) not in {"to", "until", "till"}:
        when = _new_date(anchor, when)
    aside = clock_only(time) and not _starts(laid, anchor)
    return Told.of(
        laid.sentence,
        anchor,
        (Range(start=time.start, end=time.end), when),
        standing,
        named,
        aside=aside,
        again=_again(laid, anchor),
        rule=_rule_of(laid, anchor),
        clock=clock_only(time),
    )


def _recurs(laid: Laid, number: int, day: date) -> Iterator[Told]:
    """Return what will happen again and again: only what is announced, not each habit."""
    time, begin, end = laid.sentence.times[number]
    anchor = laid.governor.anchor(begin, end, coming=True)
    first = first_after(time.rule or "", day)
    if anchor is None or first is None or anchor.group is None or _dated_too(laid, anchor):
        return
    if anchor.group.form != "f" or anchor.group.sure is not Sure.PLANNED or anchor.group.negated:
        return
    when = When(value=first.isoformat(), precision=Precision.DAY, earliest=first, latest=first)
    standing = Standing(EventStatus.SCHEDULED, forecast=False, confidence=0.7)
    place = Range(start=time.start, end=time.end)
    yield Told.of(laid.sentence, anchor, (place, when), standing, laid.namer.name(anchor), rule=time.rule)


def _dated_too(laid: Laid, anchor: Anchor) -> bool:
    """Tell whether the same verb has a date of its own: "leave on Mondays from March 30"."""
    dates = ((first, end) for time, first, end in laid.sentence.times if not time.rule)
    return any(laid.governor.anchor(first, end, coming=True) == anchor for first, end in dates)


def _rule_of(laid: Laid, anchor: Anchor) -> str | None:
    """Return the rule by which the event of a date recurs, if the same verb tells one."""
    told = ((time.rule, first, end) for time, first, end in laid.sentence.times if time.rule)
    rules = [rule for rule, first, end in told if laid.governor.anchor(first, end, coming=True) == anchor]
    if len(rules) > 1 and all(rule.startswith(_WEEKLY) for rule in rules):
        return _WEEKLY + ",".join(rule.removeprefix(_WEEKLY) for rule in rules)
    return rules[0] if rules else None


def _again(laid: Laid, anchor: Anchor) -> bool:
    """ "It begins at 8", "it has been postponed": what was told shortly before is meant."""
    group = anchor.group
    if group is None or anchor.noun or not set(group.lemmas) & (en.STARTS | en.POSTPONE_VERBS | en.CANCEL_VERBS):
        return False
    begin, end = laid.namer.phrases.own_subject(group)
    return end - begin == 1 and laid.sentence.words[begin] == "it" and begin not in laid.sentence.names


def _new_date(anchor: Anchor, when: When) -> When:
    """Of "delayed from March 2 to March 23", which names a stretch to the eye, return the second day."""
    if anchor.group is None or not set(anchor.group.lemmas) & en.POSTPONE_VERBS:
        return when
    _, slash, last = when.value.partition("/")
    if not slash or when.precision is not Precision.DAY:
        return when
    return When(value=last, precision=Precision.DAY, earliest=when.latest, latest=when.latest)


def _of_others(laid: Laid, anchor: Anchor, number: int, last: tuple[Anchor, int] | None) -> frozenset[int]:
    """Return the tokens after the verb that belong to its other dates: what stands before the last, after this one."""
    group = anchor.group
    if group is None:
        return frozenset()
    time, first, end = laid.sentence.times[number]
    if clock_only(time):
        return frozenset()
    before = range(group.last, last[1]) if last and last[0].group is group else range(0)
    following = laid.sentence.times[number + 1] if number + 1 < len(laid.sentence.times) else None
    after = range(0)
    if following is not None and group.last <= first:
        between = range(end, following[1])
        if not any(at in laid.namer.phrases.group_at for at in between):
            after = range(end, len(laid.sentence))
    return frozenset(before) | frozenset(after)


def _not_of_the_new(laid: Laid, anchor: Anchor, standing: Standing, first: int) -> frozenset[int]:
    """Return the "not" of "will not meet on May 3 but on May 5", "will not open until May 3": said of other dates."""
    if anchor.group is None:
        return frozenset()
    leading = laid.sentence.leading(first)
    until = not _UNTIL.isdisjoint(laid.sentence.words[max(0, leading - 1) : first])
    comes = standing.status in {EventStatus.SCHEDULED, EventStatus.TENTATIVE} and anchor.group.sure is not Sure.UNSURE
    begins = comes and until and not changes(laid.sentence, anchor.group)
    if not begins and standing.status is not EventStatus.RESCHEDULED:
        return frozenset()
    said = {at for at in range(anchor.group.first, anchor.group.last) if laid.sentence.tags[at] == NOT}
    after = range(anchor.group.last, len(laid.sentence) - 1)
    recalled = (
        at for at in after if laid.sentence.words[at] == "as" and laid.sentence.words[at + 1] in en.ASIDE_PLANNED
    )
    said |= {at + one for at in recalled for one in (0, 1)}
    return frozenset(said | {at - 1 for at in said if laid.sentence.words[at] == "'t"})  # "won" of "won't"


def _starts(laid: Laid, anchor: Anchor) -> bool:
    """Tell whether the time of day is that of the event itself, not of a part of it."""
    group = anchor.group
    if group is None or anchor.near:
        return anchor.near
    if group.lemma not in en.STARTS:
        return False
    begin, end = laid.namer.phrases.own_subject(group)
    pronoun = end - begin == 1 and laid.sentence.tags[begin] == PRON
    return anchor.noun or pronoun or (anchor.kind is not EventKind.OTHER and begin == end)


def _stretch(laid: Laid, number: int, day: date) -> When:
    """Return when it is; with the next date, if the two are the ends of one stretch."""
    when = when_of(laid.sentence.times[number][0])
    if number + 1 < len(laid.sentence.times) and _ends_stretch(laid, number + 1, day):
        last = when_of(laid.sentence.times[number + 1][0])
        return span(when, last) if when.earliest >= day else last
    return when


def _ends_stretch(laid: Laid, number: int, day: date) -> bool:
    """Tell whether a date ends what the one before begins: "from June 11 to July 19", "between May 3 and May 5"."""
    if number == 0:
        return False
    sentence = laid.sentence
    (first, begin, end), (last, start, _) = sentence.times[number - 1], sentence.times[number]
    comma = start - end == 2 and sentence.word(end) == "," and sentence.word(end + 1) == "and"
    if (
        (start - end != 1 and not comma)
        or first.rule
        or last.rule
        or first.latest is None
        or last.earliest is None
        or first.latest >= last.earliest
    ):
        return False
    if any(sentence.lemmas.get(at) in en.POSTPONE_VERBS for at in range(max(0, begin - _MOVED), begin)):
        return False
    opened, between = sentence.word(begin - 1), sentence.word(start - 1)
    clocks = first.precision is last.precision is Precision.TIME and between in {"to", "until", "till", "-", "–"}
    if opened == "from" or clocks:
        return between in {"to", "until", "till", "through", "into", "-", "–"}
    if between == "and" and first.precision is last.precision is Precision.DAY:
        return last.earliest - first.latest == timedelta(days=1) and first.latest > day
    return (opened == "between" and between == "and") or (between in {"through", "–"} and opened != "through")


def _second_guess(
    last: tuple[Anchor, int] | None, anchor: Anchor, time: TimeExpression, laid: Laid, first: int
) -> bool:
    """Tell a second guess at the same time: "until 2017 or even 2018", "in both 1990 and 1991"."""
    if last is None or last[0] != anchor or time.precision.rank < Precision.YEAR.rank:
        return False
    return any(word in {"or", "and"} for word in laid.sentence.words[last[1] - 1 : first])


def _happens_then(laid: Laid, anchor: Anchor, number: int, standing: Standing, day: date) -> Iterator[Told]:
    """ "…on August 12, when an eclipse crosses the north": the date is that of the eclipse too."""
    if standing.status is EventStatus.HAPPENED:
        return
    time, _, end = laid.sentence.times[number]
    found = laid.governor.event_when(end)
    if found is None or found.first == anchor.first:
        return
    named = laid.namer.name(found)
    when = when_of(time)
    if when.earliest > day:
        place = Range(start=time.start, end=time.end)
        told = Told.of(laid.sentence, found, (place, when), standing, named)
        yield replace(told, title=told.title if len(told.title.split()) >= 3 else "")


def _also_then(laid: Laid, number: int, standing: Standing, day: date) -> Iterator[Told]:
    """ "…in July, where she will be named": what is planned for that date besides."""
    time, _, end = laid.sentence.times[number]
    when = when_of(time)
    found = laid.governor.planned_then(end) if standing.status is not EventStatus.HAPPENED else None
    if found is None or when.earliest <= day or when.precision.rank > Precision.MONTH.rank:
        return
    start, stop = laid.sentence.span(found.first, found.last)
    planned = Standing(EventStatus.SCHEDULED, forecast=False, confidence=0.75)
    yield Told.of(laid.sentence, found, (Range(start=start, end=stop), when), planned, laid.namer.name(found))


def _is_a_title(body: str, time: TimeExpression) -> bool:
    """Tell the name of a work: “Next Friday”."""
    return body[time.start - 1 : time.start] in _OPENED and body[time.end : time.end + 1] in _CLOSED


def _in_markup(body: str, time: TimeExpression) -> bool:
    """Tell whether it stands within a tag that was left over from a page: <time datetime="2026-03-19">."""
    opened = body.rfind("<", max(0, time.start - _MARKUP), time.start)
    return opened >= 0 and body[opened + 1 : opened + 2].isalpha() and ">" not in body[opened : time.start]


def _refined(page: Page, laid: Laid, anchor: Anchor, time: TimeExpression) -> Anchor:
    """Return the anchor with the kind that only people and places tell.

    "Welcome her to the palace" tells of a visit, if a person is welcomed; where a country votes it elects;
    who is to "win in November", in a text about candidates, is to win the election.
    """
    if anchor.noun or anchor.group is None:
        return anchor
    if anchor.lemma in en.GUEST_VERBS:
        return _as_visit(page, laid, anchor)
    if anchor.lemma in en.CAMPAIGN_VERBS and time.precision is Precision.MONTH and page.speaks_of(en.CAMPAIGN_WORDS):
        return replace(anchor, kind=EventKind.ELECTION)
    if anchor.lemma == "vote":
        begin, end = laid.namer.phrases.subject(anchor.group)
        named = [
            page.entities[laid.sentence.names[at][2]].kind for at in range(begin, end) if at in laid.sentence.names
        ]
        people = any(word in en.ELECTORATE for word in laid.sentence.words[begin:end])
        if people or (named and all(kind is EntityKind.PLACE for kind in named)):
            return replace(anchor, kind=EventKind.ELECTION)
    return anchor


def _as_visit(page: Page, laid: Laid, anchor: Anchor) -> Anchor:
    names = laid.sentence.names
    guests = [names[at][2] for at in range(anchor.last, anchor.last + 8) if at in names]
    if not any(page.entities[n].kind is EntityKind.PERSON for n in guests):
        return anchor
    return replace(anchor, kind=EventKind.VISIT)
