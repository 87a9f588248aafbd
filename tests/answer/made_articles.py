"""Articles made by hand: a body of our own and what is to be known of it, so that answering is tested by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.model.article import (
    Article,
    Comparison,
    Dateline,
    Entity,
    EntityKind,
    Figure,
    Mention,
    MentionForm,
    Quote,
    QuoteForm,
)
from bot.model.base import Range, Span
from bot.model.event import Event, EventKind, EventStatus
from bot.model.time import Precision, TimeExpression, TimeType, When

VISIT = (
    "Tokyo, February 9: Prime Minister Sanae Takaichi thanked President Donald Trump on Monday for his good wishes.\n"
    "“The possibilities of our partnership are without end,” Takaichi said of the alliance.\n"
    "Trump wrote that he would receive her at the White House on March 19.\n"
    "The ruling Liberal Democratic Party (LDP) won a two-thirds majority in Sunday's election. It passed the "
    "threshold, which is 310 seats in a lower house of 465 members.\n"
    "Prime Minister Takaichi's trip to Washington will come before President Trump's planned April visit to China."
)


def span(body: str, text: str, nth: int = 0) -> Span:
    start = [m.start() for m in re.finditer(re.escape(text), body)][nth]
    return Span(start=start, end=start + len(text), text=text)


def mentions(body: str, *names: str, form: MentionForm = MentionForm.NAME) -> tuple[Mention, ...]:
    found: list[Mention] = []
    for name in names:
        for m in re.finditer(rf"\b{re.escape(name)}\b", body):
            if not any(m.start() < f.end and f.start < m.end() for f in found):
                found.append(Mention(start=m.start(), end=m.end(), text=name, form=form))
    return tuple(sorted(found, key=lambda f: f.start))


def sentences(body: str) -> tuple[Range, ...]:
    found, start = [], 0
    for match in re.finditer(r"[.!?]”?,?(?=\s+[A-Z“]|$)|\n", body):
        if body[start : match.end()].strip():
            lead = len(body[start:]) - len(body[start:].lstrip())
            end = start + len(body[start : match.end()].rstrip())
            found.append(Range(start=start + lead, end=end))
        start = match.end()
    return tuple(found)


def day(body: str, text: str, value: str, nth: int = 0) -> TimeExpression:
    one = date.fromisoformat(value)
    return TimeExpression(
        **span(body, text, nth).model_dump(),
        type=TimeType.DATE,
        value=value,
        precision=Precision.DAY,
        earliest=one,
        latest=one,
    )


def month(body: str, text: str, value: str, last: int) -> TimeExpression:
    first = date.fromisoformat(f"{value}-01")
    return TimeExpression(
        **span(body, text).model_dump(),
        type=TimeType.DATE,
        value=value,
        precision=Precision.MONTH,
        earliest=first,
        latest=first.replace(day=last),
    )


def when(time: TimeExpression) -> When:
    assert time.earliest
    assert time.latest
    return When(value=time.value, precision=time.precision, earliest=time.earliest, latest=time.latest)


def made(
    body: str, headline: str = "A headline", published: date | None = date(2026, 2, 9), key: str = "a1", **parts: object
) -> Article:
    return Article.model_validate(
        {
            "id": key,
            "headline": headline,
            "published": published,
            "body": body,
            "sentences": sentences(body),
            "content_hash": key,
            "source": "Our Own Wire",
            **parts,
        }
    )


def proof(body: str, containing: str) -> Span:
    place = next(s for s in sentences(body) if containing in body[s.start : s.end])
    return Span(start=place.start, end=place.end, text=body[place.start : place.end])


def event(
    title: str, time: TimeExpression, evidence: Sequence[Span], kind: EventKind = EventKind.OTHER, **parts: object
) -> Event:
    return Event.model_validate(
        {
            "id": f"e-{title}",
            "title": title,
            "kind": kind,
            "when": when(time),
            "status": EventStatus.SCHEDULED,
            "evidence": tuple(evidence),
            "confidence": 0.9,
            **parts,
        }
    )


def visit(key: str = "a1") -> Article:
    """Return the article of a visit, an election and another visit."""
    body = VISIT
    march, april = day(body, "March 19", "2026-03-19"), month(body, "April", "2026-04", 30)
    takaichi, trump = "Sanae Takaichi", "Donald Trump"
    words = span(body, "The possibilities of our partnership are without end,")
    speaker = span(body, "Takaichi", 1)
    return made(
        body,
        "Takaichi thanks Trump before her visit to Washington",
        key=key,
        dateline=Dateline(**span(body, "Tokyo, February 9").model_dump(), place="Tokyo", date=date(2026, 2, 9)),
        time_expressions=(march, april),
        entities=(
            Entity(
                name=takaichi,
                kind=EntityKind.PERSON,
                role="Prime Minister of Japan",
                aliases=("Takaichi",),
                mentions=tuple(
                    sorted(
                        mentions(body, takaichi, "Takaichi") + mentions(body, "her", form=MentionForm.PRONOUN),
                        key=lambda m: m.start,
                    )
                ),
            ),
            Entity(
                name=trump,
                kind=EntityKind.PERSON,
                role="President of the United States",
                aliases=("Trump",),
                mentions=mentions(body, trump, "Trump"),
            ),
            Entity(name="White House", kind=EntityKind.PLACE, mentions=mentions(body, "White House")),
            Entity(name="China", kind=EntityKind.PLACE, mentions=mentions(body, "China")),
            Entity(name="Washington", kind=EntityKind.PLACE, mentions=mentions(body, "Washington")),
            Entity(
                name="Liberal Democratic Party (LDP)",
                kind=EntityKind.ORGANISATION,
                aliases=("LDP", "Liberal Democratic Party"),
                mentions=mentions(body, "Liberal Democratic Party", "LDP"),
            ),
        ),
        quotes=(
            Quote(
                **words.model_dump(),
                speaker=takaichi,
                speaker_start=speaker.start,
                speaker_end=speaker.end,
                cue="said",
                form=QuoteForm.DIRECT,
            ),
        ),
        figures=(
            Figure(**span(body, "two-thirds").model_dump(), value=2 / 3, unit="majority"),
            Figure(**span(body, "310").model_dump(), value=310, counts="seats"),
            Figure(**span(body, "465").model_dump(), value=465, counts="members", comparison=Comparison.OF),
        ),
        events=(
            event(
                "Takaichi visits the White House",
                march,
                [proof(body, "March 19"), proof(body, "trip to Washington")],
                EventKind.VISIT,
                participants=(takaichi, trump),
                place="White House",
            ),
            event(
                "Trump's visit to China",
                april,
                [proof(body, "visit to China")],
                EventKind.VISIT,
                participants=(trump,),
                place="China",
            ),
        ),
    )
