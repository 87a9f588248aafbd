"""Members and guilds may ask often, but not without end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.platforms.discord.limits import Buckets, Limit, Rate

NOW = datetime(2026, 2, 9, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_a_burst_passes_and_then_one_each_interval() -> None:
    buckets = Buckets(Rate(burst=3, every=10 * SECOND))
    for _ in range(3):
        assert buckets.wait("ada", NOW) == timedelta(0)
        buckets.take("ada", NOW)
    assert buckets.wait("ada", NOW) == 10 * SECOND
    assert buckets.wait("ada", NOW + 4 * SECOND) == 6 * SECOND
    assert buckets.wait("ada", NOW + 10 * SECOND) == timedelta(0)


def test_a_bucket_fills_up_again_but_no_further_than_its_burst() -> None:
    buckets = Buckets(Rate(burst=2, every=SECOND))
    later = NOW + timedelta(days=1)
    for _ in range(2):
        buckets.take("ada", NOW)
    for _ in range(2):
        assert not buckets.wait("ada", later)
        buckets.take("ada", later)
    assert buckets.wait("ada", later)


def test_full_buckets_are_forgotten() -> None:
    buckets = Buckets(Rate(burst=1, every=SECOND))
    for number in range(10_001):
        buckets.take(str(number), NOW + number * SECOND)
    assert len(buckets._full_at) == 1


def test_one_member_alone_cannot_use_up_what_a_guild_has() -> None:
    limit = Limit(member=Rate(2, 60 * SECOND), guild=Rate(4, 60 * SECOND))
    assert not limit.take("ada", "g", NOW)
    assert not limit.take("ada", "g", NOW)
    assert limit.take("ada", "g", NOW) == 60 * SECOND
    assert not limit.take("ben", "g", NOW)
    assert not limit.take("ben", "g", NOW)


def test_a_guild_as_a_whole_is_limited_and_others_are_not() -> None:
    limit = Limit(member=Rate(2, 60 * SECOND), guild=Rate(3, 60 * SECOND))
    taken = [limit.take(member, "g", NOW) for member in ("ada", "ben", "cleo", "dan")]
    assert [bool(wait) for wait in taken] == [False, False, False, True]
    assert not limit.take("dan", "other", NOW)


def test_a_refusal_costs_nothing() -> None:
    limit = Limit(member=Rate(1, 60 * SECOND), guild=Rate(2, 60 * SECOND))
    limit.take("ada", "g", NOW)
    for _ in range(10):
        limit.take("ada", "g", NOW)
    assert not limit.take("ben", "g", NOW)
