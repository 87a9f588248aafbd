"""When a guild is reminded, and when it is not any more."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.decide import happenings, reminders
from bot.model.event import EventKind, EventStatus
from bot.model.message import Message, MessageKind
from bot.model.policy import GuildPolicy
from bot.model.schedule import Schedule
from bot.model.time import Precision
from tests.flows.made import DAY, MONTH, MORNING, THURSDAY, WEEK, event, guild, known, when

LONG_BEFORE = datetime(2026, 1, 5, 12, tzinfo=UTC)
WORDS = Message(kind=MessageKind.REMINDER, headline="x")


def planned(at: datetime, one: object = None, policy: GuildPolicy | None = None) -> list[datetime]:
    rows = reminders.plan(one or known(), policy or guild(), at)  # type: ignore[arg-type]
    return [row.next_due for row in rows if row.next_due]


def utc(month: int, day: int, hour: int = 9, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def test_a_day_event_is_told_a_week_and_a_day_before_and_in_its_morning() -> None:
    assert planned(LONG_BEFORE) == [utc(2, 26), utc(3, 4), utc(3, 5)]


def test_the_reminder_hour_is_the_guilds_across_the_change_of_clocks() -> None:
    new_york = guild(zone="America/New_York")
    coming = known(event(at=when(date(2026, 3, 10))))
    assert planned(LONG_BEFORE, coming, new_york) == [utc(3, 3, 14), utc(3, 9, 13), utc(3, 10, 13)]


def test_a_known_instant_counts_from_its_day_in_the_guilds_zone() -> None:
    # 20:00 on March 5 in New York is March 6 in Tokyo.
    instant = datetime(2026, 3, 6, 1, 0, tzinfo=UTC)
    concert = known(event(at=when(THURSDAY, precision=Precision.TIME, value="2026-03-05T20:00", instant=instant)))
    assert planned(LONG_BEFORE, concert, guild(zone="Asia/Tokyo"))[-1] == utc(3, 6, 0)
    assert planned(LONG_BEFORE, concert, guild(zone="America/New_York"))[-1] == utc(3, 5, 14)


def test_the_morning_is_left_out_when_the_event_is_over_by_then() -> None:
    early = when(THURSDAY, precision=Precision.TIME, value="2026-03-05T07:00", instant=utc(3, 5, 7))
    assert planned(LONG_BEFORE, known(event(at=early))) == [utc(2, 26), utc(3, 4)]


def test_hours_before_need_a_known_instant() -> None:
    policy = guild(lead_times=(timedelta(hours=2),))
    instant = when(THURSDAY, precision=Precision.TIME, value="2026-03-05T20:00", instant=utc(3, 5, 20))
    assert planned(LONG_BEFORE, known(event(at=instant)), policy) == [utc(3, 5, 18)]
    assert planned(LONG_BEFORE, known(), policy) == []


@pytest.mark.parametrize(
    "at",
    [
        MONTH,
        when(date(2026, 6, 1), date(2026, 8, 31), Precision.SEASON, value="2026-SU"),
        when(date(2026, 6, 1), date(2026, 6, 7), Precision.WEEK, value="2026-W23"),
    ],
)
def test_a_coarse_event_is_told_on_its_first_day_only(at: object) -> None:
    assert planned(LONG_BEFORE, known(event(at=at))) == [utc(6, 1)]  # type: ignore[arg-type]


def test_without_lead_times_nothing_is_planned() -> None:
    assert planned(LONG_BEFORE, known(event(at=MONTH)), guild(lead_times=())) == []


@pytest.mark.parametrize(
    "change",
    [
        {"forecast": True},
        {"confidence": 0.49},
        {"status": EventStatus.CANCELLED},
        {"status": EventStatus.HAPPENED},
        {"when": when(date(2020, 1, 1), date(2029, 12, 31), Precision.DECADE, value="202")},
        {"when": when(date(2026, 3, 5), date(2027, 3, 5), Precision.VAGUE, value="FUTURE_REF")},
    ],
)
def test_what_is_uncertain_or_over_is_never_planned(change: dict[str, object]) -> None:
    assert planned(LONG_BEFORE, known(event(**change))) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("policy", [guild(channel=None), guild(reminders=False)])
def test_a_guild_that_wants_none_gets_none(policy: GuildPolicy) -> None:
    assert planned(LONG_BEFORE, known(), policy) == []


def test_slots_in_the_past_are_not_planned() -> None:
    assert planned(utc(3, 3, 12)) == [utc(3, 4), utc(3, 5)]


def test_the_last_slot_is_caught_up_within_the_grace() -> None:
    assert planned(utc(3, 4, 12)) == [utc(3, 4), utc(3, 5)]
    assert planned(utc(3, 4, 22)) == [utc(3, 5)]


def test_intake_does_not_catch_up_beside_an_alert() -> None:
    rows = reminders.plan(known(), guild(), utc(3, 4, 12), catch_up=False)
    assert [row.next_due for row in rows] == [utc(3, 5)]


def fire(now: datetime, one: object = None, lead: timedelta = DAY, policy: GuildPolicy | None = None) -> object:
    policy = policy or guild()
    row = next(r for r in reminders.plan(known(), policy, LONG_BEFORE) if r.lead == lead)
    return reminders.due(row, one or known(), policy, now, word=lambda: WORDS)  # type: ignore[arg-type]


def test_a_due_reminder_is_owed_until_the_day_is_over() -> None:
    delivery = fire(utc(3, 4))
    assert delivery is not None
    assert delivery.expires_at == utc(3, 6, 0)  # type: ignore[attr-defined]
    assert delivery.dedupe_key == "reminder:e1:2026-03-05:86400:fake:c1"  # type: ignore[attr-defined]


def test_a_reminder_late_beyond_its_grace_is_dropped() -> None:
    assert fire(utc(3, 4, 21)) is not None
    assert fire(utc(3, 4, 21, 1)) is None


def test_a_reminder_is_never_owed_after_its_event() -> None:
    over = known(event(at=when(THURSDAY, precision=Precision.TIME, value="x", instant=utc(3, 4, 8))))
    assert fire(utc(3, 4, 9), over) is None


def test_a_moved_date_makes_another_key_and_moves_the_row() -> None:
    moved = known(event(at=when(date(2026, 3, 12))))
    row = reminders.plan(known(), guild(), LONG_BEFORE)[1]
    assert reminders.later(row, moved, guild(), utc(3, 4)) == utc(3, 11)
    assert reminders.later(row, known(), guild(), utc(3, 4)) is None
    one, other = fire(utc(3, 4)), fire(utc(3, 4), moved)
    assert one.dedupe_key != other.dedupe_key  # type: ignore[attr-defined]


def test_one_happening_told_twice_has_one_key() -> None:
    later_told = known(
        event("e2", title="Vote of the council on the old bridge"), article_id="a2", published=date(2026, 3, 3)
    )
    assert happenings.same(known().event, later_told.event)
    first = happenings.first_told(later_told, [later_told, known()])
    assert first.event.id == "e1"
    policy = guild()
    row = reminders.plan(later_told, policy, LONG_BEFORE)[1]
    delivery = reminders.due(row, later_told, policy, utc(3, 4), word=lambda: WORDS, first=first)
    assert delivery is not None
    assert delivery.dedupe_key == fire(utc(3, 4)).dedupe_key  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "other",
    [
        {"when": when(date(2026, 3, 6))},
        {"kind": EventKind.MEETING},
        {"title": "Parliament elects a speaker", "participants": ("Parliament",)},
    ],
)
def test_different_happenings_stay_apart(other: dict[str, object]) -> None:
    assert not happenings.same(event(), event("e2", **other))  # type: ignore[arg-type]
    assert len(happenings.once_each([known(), known(event("e2", **other))])) == 2  # type: ignore[arg-type]


def test_a_short_name_is_the_same_participant() -> None:
    one = event(title="Takaichi visits the White House", participants=("Sanae Takaichi", "Donald Trump"))
    other = event("e2", title="Japan's prime minister to visit Washington", participants=("Takaichi",))
    assert not happenings.same(one, other)
    other = event("e2", title="Takaichi goes to the White House", participants=("Takaichi",))
    assert happenings.same(one, other)


def test_two_matches_of_one_day_stay_apart() -> None:
    one = event(title="Japan plays Sweden", kind=EventKind.MATCH, participants=("Japan", "Sweden"), place="Dallas")
    other = event("e2", title="France plays Norway", kind=EventKind.MATCH, participants=("France", "Norway"))
    assert not happenings.same(one, other)


days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
precisions = st.sampled_from(list(Precision))


@given(
    days,
    st.integers(0, 90),
    precisions,
    st.none() | st.times(),
    st.sampled_from(["America/New_York", "Europe/London", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu"]),
    st.datetimes(datetime(2025, 12, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001  # bounds
    st.times(),
)
def test_no_reminder_is_planned_at_or_after_its_event_or_long_past(  # noqa: PLR0917  # hypothesis gives them in order
    day: date, length: int, precision: Precision, clock: time | None, zone: str, now: datetime, hour: time
) -> None:
    policy = guild(zone=zone, reminder_time=hour, lead_times=(WEEK, DAY, timedelta(hours=3), MORNING))
    instant = datetime.combine(day, clock, UTC) if clock and precision is Precision.TIME else None
    one = known(event(at=when(day, day + timedelta(days=length), precision, value="v", instant=instant)))
    rows: tuple[Schedule, ...] = reminders.plan(one, policy, now)
    for row in rows:
        assert row.next_due is not None
        assert row.next_due < reminders.end(one.event, policy.policy)
        assert row.next_due >= now - reminders.GRACE
    assert sum(row.next_due <= now for row in rows if row.next_due) <= 1
    assert len({row.id for row in rows}) == len(rows)
