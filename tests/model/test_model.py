from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from bot.model.answer import Answer, AnswerKind
from bot.model.article import Article, Quote, QuoteForm, Summary, SummarySentence
from bot.model.base import DayOrInstant, Range, Span, day_of
from bot.model.event import Event, EventKind, EventStatus
from bot.model.policy import Policy
from bot.model.time import Precision, TimeExpression, TimeType, When

BODY = "The fair opens on May 4. Two hundred stalls are planned."
TOKYO = timezone(timedelta(hours=9))


def article(**more: Any) -> Article:
    return Article(id="a", headline="Fair", body=BODY, content_hash="x", **more)


def event(value: str, earliest: date, latest: date, precision: Precision, status: EventStatus) -> Event:
    when = When(value=value, precision=precision, earliest=earliest, latest=latest)
    evidence = (Span(start=4, end=8, text="fair"),)
    return Event(
        id="e", title="fair", kind=EventKind.OPENING, when=when, status=status, evidence=evidence, confidence=1
    )


def test_a_span_that_does_not_stand_in_the_body_is_refused() -> None:
    wrong = TimeExpression(start=18, end=23, text="May 5", type=TimeType.DATE, value="x", precision=Precision.DAY)
    with pytest.raises(ValidationError, match="does not stand at 18:23"):
        article(time_expressions=(wrong,))
    with pytest.raises(ValidationError, match="does not stand"):
        article(quotes=(Quote(start=0, end=3, text="the", form=QuoteForm.DIRECT),))


def test_a_span_after_the_end_of_the_body_is_refused() -> None:
    with pytest.raises(ValidationError, match="ends after the body"):
        article(sentences=(Range(start=0, end=len(BODY) + 1),))


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 2)])
def test_a_span_is_never_empty_or_backwards(start: int, end: int) -> None:
    with pytest.raises(ValidationError):
        Range(start=start, end=end)


@pytest.mark.parametrize("text", ["The fair opens on May 5.", "Three hundred stalls.", "[Anna] opens the fair."])
def test_a_summary_that_says_what_the_article_does_not_is_refused(text: str) -> None:
    sentence = SummarySentence(text=text, evidence=(Range(start=0, end=24),))
    with pytest.raises(ValidationError, match="which the article does not"):
        article(summary=Summary(short=(sentence,)))


def test_a_summary_of_the_articles_words_is_taken() -> None:
    sentence = SummarySentence(text="[The fair] opens on May 4.", evidence=(Range(start=0, end=24),))
    assert article(summary=Summary(short=(sentence,))).summary.short == (sentence,)


def test_an_article_survives_json() -> None:
    for published in (date(2026, 2, 9), datetime(2026, 2, 9, 0, 0, tzinfo=TOKYO)):
        one = article(published=published)
        assert Article.model_validate_json(one.model_dump_json()) == one


def test_a_day_stays_a_day_and_an_instant_keeps_the_day_of_its_zone() -> None:
    read = TypeAdapter(DayOrInstant).validate_python
    assert read("2026-02-09") == date(2026, 2, 9)
    assert not isinstance(read("2026-02-09"), datetime)
    assert day_of(read("2026-02-09T08:00:00+09:00")) == date(2026, 2, 9)
    with pytest.raises(ValidationError, match="needs a zone"):
        read("2026-02-09T08:00:00")


@pytest.mark.parametrize(
    ("earliest", "latest", "precision", "status", "upcoming"),
    [
        ("2026-02-10", "2026-02-10", Precision.DAY, EventStatus.SCHEDULED, True),
        ("2026-02-09", "2026-02-09", Precision.DAY, EventStatus.SCHEDULED, False),
        ("2026-02-09", "2026-02-11", Precision.DAY, EventStatus.SCHEDULED, False),
        ("2026-02-01", "2026-02-28", Precision.MONTH, EventStatus.TENTATIVE, True),
        ("2026-02-01", "2026-02-09", Precision.WEEK, EventStatus.SCHEDULED, True),
        ("2026-01-01", "2026-01-31", Precision.MONTH, EventStatus.SCHEDULED, False),
        ("2026-03-19", "2026-03-19", Precision.DAY, EventStatus.CANCELLED, False),
        ("2026-03-19", "2026-03-19", Precision.DAY, EventStatus.HAPPENED, False),
        ("2026-03-19", "2026-03-19", Precision.DAY, EventStatus.RESCHEDULED, True),
    ],
)
def test_upcoming_as_of_a_day(
    earliest: str, latest: str, precision: Precision, status: EventStatus, upcoming: bool
) -> None:
    one = event("x", date.fromisoformat(earliest), date.fromisoformat(latest), precision, status)
    assert one.upcoming(date(2026, 2, 9)) is upcoming


def test_an_interval_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValidationError, match="ends before it begins"):
        When(value="x", precision=Precision.DAY, earliest=date(2026, 2, 9), latest=date(2026, 2, 8))


def test_an_answer_without_evidence_is_refused_unless_it_abstains() -> None:
    with pytest.raises(ValidationError, match="needs evidence"):
        Answer(answer="March 19", abstained=False, kind=AnswerKind.WHEN, confidence=1)
    untold = Answer(answer="The articles do not tell.", abstained=True, kind=AnswerKind.WHEN, confidence=0.9)
    assert untold.evidence == ()


def test_lead_times_are_sorted_distinct_and_bounded() -> None:
    days = [timedelta(days=n) for n in (0, 7, 1, 7)]
    assert Policy(lead_times=tuple(days)).lead_times == (days[1], days[2], days[0])
    for wrong in ((timedelta(days=-1),), (timedelta(days=400),), tuple(timedelta(days=n) for n in range(9))):
        with pytest.raises(ValidationError):
            Policy(lead_times=wrong)


def test_a_policy_knows_only_zones_that_exist() -> None:
    assert Policy(zone="Asia/Kathmandu").tz.utcoffset(datetime(2026, 2, 9, tzinfo=UTC)) is not None
    with pytest.raises(ValidationError, match="no time zone"):
        Policy(zone="Mars/Olympus")
