"""When it is quiet, what holds a post, what an article is about: the rules by themselves."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.decide import alerts, holds, quiet, topics
from bot.decide.holds import Hold, Why
from bot.decide.topics import Match
from bot.model.policy import Pause, Policy, Topic
from bot.model.recurrence import QuietHours
from bot.model.schedule import NEVER
from tests.decide.test_recurrence import MINUTE, NEW_YEAR, ZONES, looked_up, quarters
from tests.flows.made import article

NIGHT = QuietHours(start=time(22), end=time(7))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""A Monday."""

ends = st.tuples(quarters, quarters).filter(lambda both: both[0] != both[1])
hours = st.builds(
    lambda days, both: QuietHours(weekdays=tuple(days), start=both[0], end=both[1]),
    st.sets(st.integers(0, 6), min_size=1),
    ends,
)


@settings(max_examples=80)
@given(st.lists(hours, min_size=1, max_size=3).map(tuple), st.sampled_from(ZONES), st.integers(5 * 96, 355 * 96))
def test_it_is_quiet_exactly_between_the_walls_beginnings_and_ends(
    several: tuple[QuietHours, ...], zone: str, quarter: int
) -> None:
    at = NEW_YEAR + quarter * 15 * MINUTE
    day = at.astimezone(ZoneInfo(zone)).date()
    expected = False
    for one in several:
        for begins in (day + n * DAY for n in (-2, -1, 0, 1)):
            ends = begins if one.end > one.start else begins + DAY
            first = looked_up(datetime.combine(begins, one.start), zone)
            last = looked_up(datetime.combine(ends, one.end), zone)
            expected |= begins.weekday() in one.weekdays and first <= at < last
    span = quiet.span_at(several, at, ZoneInfo(zone))
    assert (span is not None) is expected
    if span:
        assert span[0] <= at < span[1]


@settings(max_examples=60)
@given(st.lists(hours, min_size=1, max_size=4), st.sampled_from(ZONES), st.integers(5 * 96, 355 * 96))
def test_what_is_held_is_released_within_the_week_at_a_moment_that_is_not_quiet(
    several: list[QuietHours], zone: str, quarter: int
) -> None:
    if not quiet.leaves_room(several):
        return
    policy = Policy(zone=zone, quiet=tuple(several))
    at = NEW_YEAR + quarter * 15 * MINUTE
    free = holds.release(policy, at)
    assert free is not None
    assert at <= free <= at + 8 * DAY
    assert quiet.span_at(policy.quiet, free, policy.tz) is None
    if free > at:
        assert quiet.span_at(policy.quiet, free - MINUTE / 60, policy.tz) is not None


@pytest.mark.parametrize(
    ("several", "room"),
    [
        ([NIGHT], True),
        ([QuietHours(start=time(0), end=time(23))], True),
        ([QuietHours(start=time(0), end=time(23, 15))], False),
        ([QuietHours(start=time(12), end=time(0)), QuietHours(start=time(0), end=time(12))], False),
        ([QuietHours(weekdays=(0, 1, 2, 3, 4, 5), start=time(0), end=time(23, 59))], True),
    ],
)
def test_quiet_hours_leave_an_hour_of_the_week_or_not(several: list[QuietHours], room: bool) -> None:
    assert quiet.leaves_room(several) is room


def test_a_pause_holds_before_quiet_hours_and_these_before_the_cap() -> None:
    late = NOON.replace(hour=23)
    policy = Policy(quiet=(NIGHT,), posts_per_hour=1)
    seven = NOON.replace(day=3, hour=7)
    assert holds.hold(policy, late, recent=[late], waiting=True) == Hold(until=seven, why=Why.QUIET)
    paused = policy.model_copy(update={"pause": Pause(since=NOON, until=late + HOUR)})
    assert holds.hold(paused, late) == Hold(until=seven, why=Why.PAUSED)
    for_ever = policy.model_copy(update={"pause": Pause(since=NOON)})
    assert holds.hold(for_ever, late) == Hold(until=NEVER, why=Why.PAUSED)
    assert holds.hold(for_ever, NOON - MINUTE) is None
    assert holds.hold(policy, NOON, recent=[NOON - HOUR]) is None
    assert holds.hold(policy, NOON, recent=[NOON - 59 * MINUTE]) == Hold(until=NOON + MINUTE, why=Why.FULL)
    assert holds.hold(policy, NOON, waiting=True) == Hold(until=NOON, why=Why.WAITING)


def test_a_cap_that_frees_in_the_night_waits_for_the_morning() -> None:
    at = NOON.replace(hour=21, minute=30)
    policy = Policy(quiet=(NIGHT,), posts_per_hour=1)
    assert holds.hold(policy, at, recent=[at]) == Hold(until=NOON.replace(day=3, hour=7), why=Why.FULL)


@given(st.integers(1, 5), st.lists(st.integers(0, 180), max_size=12))
def test_the_cap_allows_a_post_as_soon_as_an_hour_has_one_less(cap: int, minutes: list[int]) -> None:
    policy = Policy(posts_per_hour=cap)
    posts = [NOON - minute * MINUTE for minute in minutes]
    free = holds.room(policy, posts, NOON)
    assert sum(free - HOUR < at for at in posts) < cap
    if free > NOON:
        assert sum(free - HOUR - MINUTE < at for at in posts) >= cap


def test_only_what_is_urgent_passes_and_a_pause_lets_nothing_pass() -> None:
    match = Match(topic="t", term="x")
    assert alerts.passes(None, None)
    for why in Why:
        assert not alerts.passes(Hold(until=NOON, why=why), None)
        assert alerts.passes(Hold(until=NOON, why=why), match) is (why is not Why.PAUSED)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Strong Earthquakes shake the coast", "earthquake"),
        ("EARTHQUAKE OFF CHILE", "earthquake"),
        ("After the quake’s end", "quake"),
        ("Two party leaders meet", "parties"),
        ("The Bank of Japan's governor resigns", "Bank of Japan"),
        ("WHO declares an end", "WHO"),
        ("Interest rate cut expected", "interest rates"),
        ("Beaches closed", "beach"),
        ("Gas prices rise", "gas"),
    ],
)
def test_a_topic_is_found_in_the_words_of_a_text(text: str, term: str) -> None:
    plain = term == term.lower()
    topic = Topic(name="t", words=(term,) if plain else (), entities=() if plain else (term,))
    assert topics.about(text, [topic]) == Match(topic="t", term=term)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Who wins the cup?", "WHO"),
        ("Unquakelike behaviour", "quake"),
        ("A rate of interest", "interest rate"),
        ("The bank of the river in Japan", "Bank of Japan"),
        ("The business is closed", "busines"),
        ("", "earthquake"),
        ("???", "..."),
    ],
)
def test_a_topic_is_not_found_in_parts_of_words_or_other_names(text: str, term: str) -> None:
    plain = term == term.lower()
    topic = Topic(name="t", words=(term,) if plain else (), entities=() if plain else (term,))
    assert topics.about(text, [topic]) is None


def test_what_stands_further_down_is_not_what_a_story_is_about() -> None:
    from bot.extract.article import read_article
    from bot.model.article import RawArticle

    body = (
        "The old bridge was opened again on Monday. The mayor cut a ribbon. Many people came to see it. "
        "An earthquake had damaged it in 2011."
    )
    read = read_article(RawArticle(headline="Bridge opens again", body=body), date(2026, 3, 2))
    policy = Policy(topics=(Topic(name="q", words=("earthquake",), urgent=True),))
    assert topics.urgent(read, policy) is None
    assert topics.urgent(read.model_copy(update={"headline": "Earthquake bridge opens"}), policy) is not None
    calm = Policy(topics=(Topic(name="b", words=("bridge",)),))
    assert topics.urgent(article(), calm) is None
    assert topics.match(read, calm.topics) == Match(topic="b", term="bridge")
