"""Alerts, digests, polls and retries."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.decide import alerts, digests, polls, retry
from bot.decide.retry import Before, Verdict
from bot.errors import (
    BlockedError,
    HistoryUnreadableError,
    OutcomeUnknownError,
    RateLimitedError,
    RefusedError,
    SendError,
    TokenError,
)
from bot.model.article import RawArticle
from bot.model.message import Message, MessageKind
from bot.model.schedule import Schedule
from bot.model.source import MAX_INTERVAL, MIN_INTERVAL, Entry, SourceForPoll, SourceKind, Withheld
from tests.flows.made import DIGEST_AT, MONDAY_NOON, article, guild

WORDS = Message(kind=MessageKind.ALERT, headline="x")
TODAY, TWO_DAYS = MONDAY_NOON.date(), timedelta(days=2)
SLOT = datetime(2026, 3, 2, 18, tzinfo=UTC)


def test_an_alert_is_owed_once_per_article_and_channel() -> None:
    delivery = alerts.alert(article(), guild(), MONDAY_NOON, lambda: WORDS)
    assert delivery is not None
    assert (delivery.dedupe_key, delivery.cause) == ("alert:a1:fake:c1", "a1")


@pytest.mark.parametrize("policy", [{"channel": None}, {"alerts": False}])
def test_no_alert_without_a_channel_or_against_the_policy(policy: dict[str, Any]) -> None:
    assert alerts.alert(article(), guild(**policy), MONDAY_NOON, lambda: WORDS) is None


def digest_row(now: datetime = MONDAY_NOON) -> Schedule:
    row = digests.plan(guild(digest_time=DIGEST_AT), now)
    assert row is not None
    return row


def test_a_digest_is_planned_for_its_next_slot() -> None:
    assert digest_row().next_due == SLOT
    assert digests.told_until(digest_row()) == MONDAY_NOON - timedelta(days=1)
    assert digests.plan(guild(), MONDAY_NOON) is None


def test_a_digest_tells_what_is_new_and_the_next_one_begins_there() -> None:
    delivery, following = digests.due(digest_row(), guild(digest_time=DIGEST_AT), [article()], SLOT, lambda: WORDS)
    assert delivery is not None
    assert following is not None
    assert delivery.dedupe_key == "digest:2026-03-02T18:00:00+00:00:fake:c1"
    assert following.next_due == SLOT + timedelta(days=1) == delivery.expires_at
    assert digests.told_until(following) == SLOT


def test_nothing_new_is_no_digest_and_the_slot_moves_on() -> None:
    delivery, following = digests.due(digest_row(), guild(digest_time=DIGEST_AT), [], SLOT, lambda: WORDS)
    assert delivery is None
    assert following is not None
    assert following.next_due == SLOT + timedelta(days=1)


def test_a_digest_late_beyond_its_grace_is_told_by_the_next_one() -> None:
    late = SLOT + timedelta(hours=7)
    delivery, following = digests.due(digest_row(), guild(digest_time=DIGEST_AT), [article()], late, lambda: WORDS)
    assert delivery is None
    assert following is not None
    assert following.next_due == SLOT + timedelta(days=1)
    assert digests.told_until(following) == MONDAY_NOON - timedelta(days=1)


def test_a_guild_that_wants_no_digest_any_more_ends_its_row() -> None:
    assert digests.due(digest_row(), guild(), [article()], SLOT, lambda: WORDS) == (None, None)


def test_a_backlog_is_no_news() -> None:
    old, new, undated = article(published=date(2026, 1, 5)), article(), article(published=None)
    assert digests.fresh([new, old, undated], MONDAY_NOON) == (new, undated)


def source(**more: object) -> SourceForPoll:
    given = {"id": "s", "kind": SourceKind.FEED, "address": "https://f.example", "title": "", "owner": "catalogue"}
    return SourceForPoll.model_validate({**given, "interval": timedelta(minutes=15), **more})


@given(st.integers(0, 40), st.timedeltas(timedelta(0), timedelta(days=90)), st.text(max_size=9))
def test_a_poll_is_never_sooner_or_later_than_agreed(failures: int, wait: timedelta, name: str) -> None:
    one = source(id=name, failures=failures)
    for at in (polls.next_poll(one, wait, SLOT), polls.after_failure(one, wait.total_seconds(), SLOT)):
        assert MIN_INTERVAL <= at - SLOT <= MAX_INTERVAL * 1.1
        assert at - SLOT >= min(wait, MAX_INTERVAL)


def test_failures_double_the_pause() -> None:
    first, second = (polls.after_failure(source(failures=n), None, SLOT) - SLOT for n in (0, 1))
    assert abs(second - 2 * first) < timedelta(seconds=1)


def test_a_first_fetch_posts_nothing_and_a_flood_only_its_newest() -> None:
    assert {polls.withheld(n, 5, primed=False) for n in range(5)} == {Withheld.BACKLOG}
    assert {polls.withheld(n, 5, primed=True) for n in range(5)} == {None}
    flood = [polls.withheld(n, 200, primed=True) for n in range(200)]
    assert flood == [Withheld.FLOOD] * 190 + [None] * 10


def an_entry(n: int, body: str = "It happened.") -> Entry:
    return Entry(identity=str(n), article=RawArticle(body=body, headline=f"Story {n}"))


def test_only_what_says_something_else_is_read_again_and_of_that_the_newest() -> None:
    entries = [an_entry(n) for n in range(50)]
    said = {entry.identity: polls.said(entry) for entry in entries}
    assert polls.to_read(entries, said) == ([], [])
    assert polls.to_read(entries, dict.fromkeys(said)) == ([], [])
    rewritten = [an_entry(n, "It did not happen.") for n in range(50)]
    assert polls.to_read(rewritten, said) == ([], rewritten[:20][::-1])
    del said["0"], said["1"]
    assert polls.to_read(entries, said) == ([entries[1], entries[0]], [])


def decide(error: SendError, attempt: int = 1, since: timedelta = timedelta(seconds=1)) -> retry.RetryDecision:
    return retry.after(error, attempt=attempt, first_attempt_at=SLOT - since, now=SLOT, chance=0.0)


@pytest.mark.parametrize(
    ("error", "decision"),
    [
        (RateLimitedError(7.5), {"verdict": Verdict.AGAIN, "at": SLOT + timedelta(seconds=7.5), "unsent": True}),
        (
            RateLimitedError(7.5, everywhere=True),
            {"verdict": Verdict.AGAIN, "at": SLOT + timedelta(seconds=7.5), "unsent": True, "hold": True},
        ),
        (
            BlockedError(600),
            {"verdict": Verdict.AGAIN, "at": SLOT + timedelta(seconds=600), "unsent": True, "hold": True},
        ),
        (RefusedError("message", 50007, "x"), {"verdict": Verdict.REJECT}),
        (RefusedError("destination", 10003, "x"), {"verdict": Verdict.REJECT, "disable": True}),
        (TokenError("x"), {"verdict": Verdict.AGAIN, "at": SLOT, "unsent": True, "stop": True}),
        (OutcomeUnknownError("x"), {"verdict": Verdict.AGAIN, "at": SLOT + timedelta(seconds=1)}),
        (HistoryUnreadableError("x"), {"verdict": Verdict.UNKNOWN}),
    ],
)
def test_every_error_has_its_consequence(error: SendError, decision: dict[str, object]) -> None:
    assert decide(error) == retry.RetryDecision.model_validate(decision)


def test_an_outcome_that_stays_unseen_for_a_day_is_left_to_people() -> None:
    assert decide(OutcomeUnknownError("x"), 50, timedelta(hours=24)).verdict is Verdict.UNKNOWN


@given(st.integers(1, 500), st.floats(0, 1))
def test_the_backoff_grows_to_its_limit_and_never_beyond(attempt: int, chance: float) -> None:
    wait = retry.backoff(attempt, chance)
    assert retry.FIRST_BACKOFF / 2 <= wait <= retry.MAX_BACKOFF
    assert wait <= retry.backoff(attempt + 1, 1.0)


def test_several_tries_fall_into_the_nonce_window() -> None:
    waits = [retry.backoff(attempt, 1.0) for attempt in range(1, 6)]
    assert sum(waits, timedelta(0)) < retry.NONCE_WINDOW


@pytest.mark.parametrize(
    ("attempt", "since", "before"),
    [(1, 0, Before.SEND), (1, 900, Before.SEND), (2, 119, Before.SEND), (2, 120, Before.LOOK), (3, 900, Before.LOOK)],
)
def test_after_the_nonce_window_history_is_asked_first(attempt: int, since: int, before: Before) -> None:
    assert retry.before(attempt, SLOT - timedelta(seconds=since), SLOT) is before


@pytest.mark.parametrize(
    ("told", "believed"),
    [
        (MONDAY_NOON, True),
        (MONDAY_NOON + TWO_DAYS, True),
        (MONDAY_NOON + TWO_DAYS + timedelta(seconds=1), False),
        (TODAY + TWO_DAYS, True),
        (TODAY + TWO_DAYS + timedelta(days=1), False),
        (date(1900, 1, 1), True),
        (date(1899, 12, 31), False),
        (datetime(1, 1, 1, tzinfo=UTC), False),
        (datetime(9999, 12, 31, 23, 59, tzinfo=UTC), False),
    ],
)
def test_a_date_of_publication_lies_after_1899_and_at_most_two_days_ahead(
    told: date | datetime, believed: bool
) -> None:
    article = polls.dated(RawArticle(body="Words.", published=told, updated=told), MONDAY_NOON)
    assert (article.published, article.updated) == ((told, told) if believed else (None, None))
