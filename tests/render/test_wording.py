"""What messages say."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.model.answer import Answer, AnswerKind, Evidence
from bot.model.article import Dateline
from bot.model.event import EventStatus
from bot.model.message import ActionKind, Line, Link, Message, Moment, Text
from bot.model.policy import GuildPolicy, Policy
from bot.model.recurrence import Weekly
from bot.model.source import SourceKind, SourceRecord
from bot.model.time import Precision, When
from bot.render import alert, answer, dates, digest, notice, reminder, views
from tests.flows.made import MONTH, THURSDAY, article, event, guild, known, span, when

TODAY = date(2026, 3, 2)
INSTANT = datetime(2026, 3, 6, 1, 0, tzinfo=UTC)


def words(line: Line) -> str:
    return "".join(part.text if isinstance(part, Text | Link) else f"<{part.instant.isoformat()}>" for part in line)


def whole(message: Message) -> str:
    lines = [*message.lines, *(line for block in message.blocks for line in block.lines)]
    return "\n".join([message.headline, *map(words, lines), message.footer or ""])


P = Precision


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (when(date(2026, 3, 19)), "Thursday, March 19, 2026 (in 17 days)"),
        (when(date(2026, 3, 2)), "Monday, March 2, 2026 (today)"),
        (when(date(2026, 3, 3)), "Tuesday, March 3, 2026 (tomorrow)"),
        (when(date(2026, 3, 1)), "Sunday, March 1, 2026"),
        (when(date(2028, 3, 1)), "Wednesday, March 1, 2028"),
        (when(date(2026, 6, 11), date(2026, 7, 19), value="2026-06-11/2026-07-19"),
         "from Thursday, June 11 to Sunday, July 19, 2026 (in 101 days)"),
        (when(date(2026, 12, 30), date(2027, 1, 2), value="2026-12-30/2027-01-02"),
         "from Wednesday, December 30, 2026 to Saturday, January 2, 2027 (in 303 days)"),
        (when(date(2026, 3, 19), precision=P.TIME, value="2026-03-19T20:00"),
         "Thursday, March 19, 2026, 20:00 local time (in 17 days)"),
        (when(date(2026, 3, 19), precision=P.TIME, value="2026-03-19TEV"),
         "Thursday, March 19, 2026, evening (in 17 days)"),
        (when(date(2026, 4, 1), date(2026, 4, 30), P.MONTH, value="2026-04"), "expected in April 2026"),
        (when(date(2026, 3, 21), date(2026, 3, 22), P.WEEKEND, value="2026-W12-WE"),
         "expected on the weekend of March 21–22, 2026"),
        (when(date(2026, 3, 16), date(2026, 3, 22), P.WEEK, value="2026-W12"),
         "expected in the week of March 16, 2026"),
        (when(date(2026, 4, 1), date(2026, 6, 30), P.QUARTER, value="2026-Q2"),
         "expected in the second quarter of 2026"),
        (when(date(2026, 7, 1), date(2026, 12, 31), P.HALF_YEAR, value="2026-H2"),
         "expected in the second half of 2026"),
        (when(date(2026, 3, 1), date(2026, 5, 31), P.SEASON, value="2026-SP"), "expected in spring 2026"),
        (when(date(2026, 12, 1), date(2027, 2, 28), P.SEASON, value="2026-WI"), "expected in winter 2026–27"),
        (when(date(2027, 1, 1), date(2027, 12, 31), P.YEAR, value="2027"), "expected in 2027"),
        (when(date(2030, 1, 1), date(2039, 12, 31), P.DECADE, value="203"), "expected in the 2030s"),
        (when(date(2026, 3, 28), date(2026, 4, 3), P.MONTH, value="x"), "expected between March 28 and April 3, 2026"),
        (when(date(2026, 3, 3), date(2027, 1, 1), P.VAGUE, value="FUTURE_REF"),
         "at a time that the article does not tell exactly"),
    ],
)  # fmt: skip
def test_times_are_written_out_as_exactly_as_they_are_known(at: When, said: str) -> None:
    assert words(dates.when(at, today=TODAY)) == said


def test_only_a_known_instant_is_a_moment() -> None:
    at = when(THURSDAY, precision=P.TIME, value="2026-03-05T20:00", instant=INSTANT, zone="America/New_York")
    moments = [part for part in dates.when(at, today=TODAY) if isinstance(part, Moment)]
    assert [(moment.instant, moment.relative) for moment in moments] == [(INSTANT, False), (INSTANT, True)]


def test_an_alert_tells_the_article_within_what_may_be_posted() -> None:
    made = article()
    tokyo = Dateline(**span("SPRINGFIELD, March 2").model_dump(), place="Springfield", date=TODAY)
    message = alert.alert(made.model_copy(update={"dateline": tokyo}), TODAY)
    assert (message.headline, message.url) == (made.headline, made.url)
    assert words(message.lines[0]) == (
        "The council meets on Thursday to vote on the old bridge. Work could begin in June."
    )
    upcoming, quotation = message.blocks
    assert words(upcoming.lines[0]) == "Council votes on the bridge — Thursday, March 5, 2026 (in 3 days)"
    assert (quotation.title, words(quotation.lines[0])) == ("Ada Long", "“We will repair it”")
    assert message.footer == "Springfield, March 2, 2026 · The Gazette"
    assert [action.kind for action in message.actions] == [ActionKind.EVENTS, ActionKind.QUOTES, ActionKind.ASK]


def test_of_many_events_those_are_shown_that_weigh_most() -> None:
    mentions = (span("The council meets on Thursday"), span("Work could begin in June."))
    many = [event(f"e{n}", when(date(2026, 4, n)), title=f"Day {n}") for n in range(1, 10)]
    many.append(event("final", when(date(2026, 5, 1)), title="The final", evidence=mentions))
    (block,) = alert.alert(article(events=tuple(many), quotes=()), TODAY).blocks
    shown = [words(line).partition(" — ")[0] for line in block.lines]
    assert shown == ["Day 1", "Day 2", "Day 3", "Day 4", "The final", "and 5 more"]


def test_an_article_without_anything_is_still_an_alert() -> None:
    bare = article(events=(), quotes=(), summary={}, url=None, source=None, published=None)
    message = alert.alert(bare, TODAY)
    assert (message.url, message.blocks, message.footer, message.lines) == (None, (), None, ())
    assert [action.kind for action in message.actions] == [ActionKind.ASK]


def test_a_source_that_leads_elsewhere_than_the_web_is_no_link() -> None:
    assert alert.alert(article(url="javascript:alert(1)"), TODAY).url is None


@pytest.mark.parametrize(
    ("change", "note"),
    [
        ({"status": EventStatus.TENTATIVE}, " (tentative)"),
        ({"confidence": 0.2}, " (uncertain)"),
        ({"status": EventStatus.RESCHEDULED, "confidence": 0.2}, " (rescheduled, uncertain)"),
        ({}, ""),
    ],
)
def test_what_has_to_be_said_beside_an_event_is_said(change: dict[str, Any], note: str) -> None:
    message = alert.alert(article(events=(event(**change),)), TODAY)
    assert words(message.blocks[0].lines[0]).startswith(f"Council votes on the bridge{note} — ")


@pytest.mark.parametrize(
    ("at", "on", "opening"),
    [
        (when(THURSDAY), date(2026, 2, 26), "In 7 days"),
        (when(THURSDAY), date(2026, 3, 4), "Tomorrow"),
        (when(THURSDAY), THURSDAY, "Today"),
        (MONTH, date(2026, 6, 1), "This month"),
        (when(date(2026, 6, 1), date(2026, 8, 31), P.SEASON, value="2026-SU"), date(2026, 6, 1), "This season"),
        (MONTH, date(2026, 5, 1), "Coming up"),
        (when(date(2026, 4, 1), date(2026, 5, 31), P.MONTH, value="2026-04/2026-05"), date(2026, 4, 1), "Coming up"),
        (when(date(2026, 3, 21), date(2026, 3, 22), P.WEEKEND, value="2026-W12-WE"), date(2026, 3, 21), "This weekend"),
        (when(date(2026, 3, 16), date(2026, 3, 22), P.WEEK, value="2026-W12"), date(2026, 3, 16), "This week"),
        (when(date(2026, 4, 1), date(2026, 6, 30), P.QUARTER, value="2026-Q2"), date(2026, 4, 1), "This quarter"),
        (
            when(date(2026, 7, 1), date(2026, 12, 31), P.HALF_YEAR, value="2026-H2"),
            date(2026, 7, 1),
            "In these six months",
        ),
        (when(date(2027, 1, 1), date(2027, 12, 31), P.YEAR, value="2027"), date(2027, 1, 1), "This year"),
        (when(date(2026, 6, 11), date(2026, 7, 19), value="2026-06-11/2026-07-19"), date(2026, 6, 11), "Today"),
        (when(date(2026, 6, 11), date(2026, 7, 19), value="2026-06-11/2026-07-19"), date(2026, 6, 20), "Under way"),
        (when(date(2026, 3, 19), precision=P.TIME, value="2026-03-19T20:00"), date(2026, 3, 18), "Tomorrow"),
    ],
)
def test_a_reminder_opens_by_how_exactly_its_time_is_known(at: When, on: date, opening: str) -> None:
    message = reminder.reminder(known(event(at=at)), on)
    assert message.headline == f"{opening}: Council votes on the bridge"


def test_a_reminder_proves_itself() -> None:
    told = whole(reminder.reminder(known(event(place="Springfield")), TODAY))
    assert "“The council meets on Thursday to vote on the old bridge.”" in told
    assert "Told by: Council to decide on the bridge" in told
    assert "The Gazette · March 2, 2026" in told
    assert "Thursday, March 5, 2026 (in 3 days) · Springfield" in told
    assert "amended" not in told


def test_an_amendment_is_shown_as_such() -> None:
    assert "has amended" in whole(reminder.reminder(known(amended=True), TODAY))
    assert "amended by an admin" in whole(views.events([known(amended=True)], TODAY))
    assert "scheduled (amended by an admin)" in whole(views.event(known(amended=True), TODAY))


def test_a_digest_lists_what_came_and_what_comes() -> None:
    message = digest.digest([article(f"a{n}") for n in range(12)], [known()], TODAY)
    assert message.headline == "Digest · Monday, March 2, 2026"
    assert len(message.lines) == 2 * digest.MAX_ARTICLES
    assert message.footer == "The Gazette"
    also, coming = message.blocks
    assert [words(line) for line in also.lines] == ["• Council to decide on the bridge"] * 2
    assert (also.title, coming.title) == ("Also", "Coming up")


def test_a_digest_of_what_was_held_names_every_story_or_says_how_many_more_there_are() -> None:
    message = digest.digest([article(f"a{n}") for n in range(30)], [], TODAY, remembered=[known()], slot=False)
    assert message.headline == "Meanwhile · Monday, March 2, 2026"
    also, reminders = message.blocks
    assert words(also.lines[-1]) == "and 5 more: /article latest"
    assert reminders.title == "Reminders"
    assert "Council votes on the bridge" in words(reminders.lines[0])


EVIDENCE = Evidence(
    **span("The council meets on Thursday to vote on the old bridge.").model_dump(),
    article="a1",
    headline="Council to decide on the bridge",
    source="The Gazette",
    published=TODAY,
)


def test_an_answer_comes_with_its_evidence() -> None:
    given = Answer(answer="March 5", abstained=False, kind=AnswerKind.WHEN, confidence=0.9, evidence=(EVIDENCE,))
    message = answer.answer(given, "When does the council meet?")
    assert message.headline == "When does the council meet?"
    assert "“The council meets on Thursday to vote on the old bridge.”" in whole(message)
    assert "— Council to decide on the bridge · The Gazette · March 2, 2026" in whole(message)
    assert message.footer == "How sure: sure"


def test_abstaining_shows_the_nearest_thing_and_claims_nothing() -> None:
    given = Answer(
        answer="The articles do not tell.", abstained=True, kind=AnswerKind.WHEN, confidence=0.1, evidence=(EVIDENCE,)
    )
    message = answer.answer(given)
    assert message.footer is None
    assert "The nearest thing that they do say:" in whole(message)


@pytest.mark.parametrize(("probability", "said"), [(1.0, "sure"), (0.7, "fairly sure"), (0.0, "not sure")])
def test_confidence_is_told_in_words(probability: float, said: str) -> None:
    assert answer.confidence(probability).startswith(said)


def test_lists_say_when_they_are_empty_or_longer() -> None:
    assert "tell of no upcoming event" in whole(views.events([], TODAY))
    assert "No article here matches." in whole(views.articles([]))
    assert "The article quotes nobody." in whole(views.quotes(article(quotes=())))
    assert "and 5 more" in whole(views.events([known()] * 15, TODAY))
    assert "and 5 more" in whole(views.articles([article()] * 15))


def test_the_views_of_an_article() -> None:
    assert views.article(article(), TODAY).kind == "answer"
    assert "— Ada Long" in whole(views.quotes(article()))
    told = whole(views.event(known(event(at=MONTH)), TODAY))
    assert "When: expected in June 2026" in told
    assert "Who: Springfield council" in told
    assert "/ask" in whole(views.help_page())


def test_settings_say_how_everything_stands() -> None:
    policy = Policy(channel="7", zone="Europe/London", digests=(Weekly(times=(time(18, 0),)),))
    source = SourceRecord(
        id="s", kind=SourceKind.FEED, address="https://f.example/rss", title="F", owner="catalogue",
        interval=timedelta(minutes=15), last_error="https://f.example/rss: answers 404.",
    )  # fmt: skip
    told = whole(views.settings(GuildPolicy(platform="discord", guild="1", name="Home", policy=policy), [source]))
    for said in (
        "Settings · Home",
        "Channel: 7",
        "Time zone: Europe/London",
        "7 days before, 1 day before, on the morning of the day, at 09:00",
        "daily at 18:00",
        "F (catalogue) — trouble: https://f.example/rss: answers 404.",
    ):
        assert said in told
    short = whole(views.settings(guild(lead_times=(timedelta(hours=1),))))
    assert "Reminders: 1 hour before, where the hour is known" in short
    both = whole(views.settings(guild(lead_times=(timedelta(days=2), timedelta(hours=36), timedelta(0)))))
    assert "2 days before, on the morning of the day, at 09:00; 1 day 12 hours before, where the hour is known" in both
    assert "nothing is posted before" in whole(views.settings(guild(channel=None)))
    assert "Reminders: off" in whole(views.settings(guild(reminders=False)))


def test_a_notice_says_what_is_missing_and_why() -> None:
    told = whole(notice.not_delivered(alert.alert(article(), TODAY), "7", "Unknown Channel (code 10003)."))
    assert "Council to decide on the bridge" in told
    assert "Unknown Channel" in told
