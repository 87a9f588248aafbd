"""The budget of the token, on a clock that stands still until somebody waits."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import StoppedClock
from bot.errors import BlockedError
from bot.platforms.discord.budget import BREAKER_LIMIT, Breaker, Bucket, Budget, Pace, Urgency

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class PatientClock(StoppedClock):
    """Moves on only after those who may pass have looked at it."""

    async def sleep(self, seconds: float) -> None:
        for _ in range(3):
            await asyncio.sleep(0)
        await super().sleep(seconds)


async def times(
    budget: Budget, clock: StoppedClock, takes: Sequence[tuple[Urgency, str | None]]
) -> list[tuple[int, float]]:
    """Return who passed, in order, and when, in seconds from the start."""
    passed: list[tuple[int, float]] = []

    async def one(number: int, urgency: Urgency, channel: str | None) -> None:
        await budget.take(urgency, channel)
        passed.append((number, (clock.now() - START).total_seconds()))

    await asyncio.gather(*(one(number, *take) for number, take in enumerate(takes)))
    return passed


async def test_calls_pass_at_the_rate_with_a_small_burst() -> None:
    clock = PatientClock(START)
    passed = await times(Budget(clock), clock, [(Urgency.ALERT, None)] * 500)
    instants = [at for _, at in passed]
    assert instants[:5] == [0.0] * 5
    assert max(instants) == pytest.approx(495 / 45, abs=0.1)
    for second in range(int(max(instants))):
        assert sum(second <= at < second + 1 for at in instants) <= 46


async def test_at_most_four_messages_go_to_a_channel_in_five_seconds() -> None:
    clock = PatientClock(START)
    passed = await times(Budget(clock), clock, [(Urgency.ALERT, "one")] * 10)
    instants = [at for _, at in passed]
    for first, fifth in zip(instants, instants[4:], strict=False):
        assert fifth - first >= 5.0


async def test_a_full_channel_does_not_hold_up_another() -> None:
    clock = PatientClock(START)
    passed = await times(Budget(clock), clock, [(Urgency.ALERT, "full")] * 8 + [(Urgency.DIGEST, "free")])
    assert dict(passed)[8] < 1.0


class EndlessClock(StoppedClock):
    """Whoever sleeps, sleeps for ever."""

    async def sleep(self, seconds: float) -> None:
        await asyncio.Event().wait()


async def test_who_comes_while_a_full_channel_is_waited_for_goes_at_once() -> None:
    budget = Budget(EndlessClock(START))
    for _ in range(4):
        await budget.take(Urgency.ALERT, "full")
    waiting = asyncio.create_task(budget.take(Urgency.ALERT, "full"))
    for _ in range(5):
        await asyncio.sleep(0)
    async with asyncio.timeout(5):
        await budget.take(Urgency.DIGEST, "free")
    waiting.cancel()
    assert budget._usher is not None
    budget._usher.cancel()
    await asyncio.gather(waiting, budget._usher, return_exceptions=True)


async def test_who_is_more_urgent_goes_first_however_late_it_comes() -> None:
    clock = PatientClock(START)
    wanted = [Urgency.DIGEST] * 20 + [Urgency.REMINDER] * 20 + [Urgency.INTERACTIVE]
    passed = await times(Budget(clock), clock, [(urgency, None) for urgency in wanted])
    order = [number for number, _ in passed]
    assert order[0] == 40
    assert order[1:21] == list(range(20, 40))


async def test_who_gives_up_waiting_costs_nothing() -> None:
    clock = PatientClock(START)
    budget = Budget(clock)
    gone = asyncio.create_task(budget.take(Urgency.ALERT))
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    assert [at for _, at in await times(budget, clock, [(Urgency.ALERT, None)] * 4)] == [0.0] * 4


async def test_a_pause_stops_everybody_and_ends() -> None:
    clock = PatientClock(START)
    budget = Budget(clock)
    budget.pause(600)
    with pytest.raises(BlockedError) as caught:
        await budget.take(Urgency.INTERACTIVE)
    assert caught.value.seconds == 600
    clock.set(START + timedelta(seconds=600))
    await budget.take(Urgency.INTERACTIVE)


async def test_too_many_refusals_pause_everything_until_they_are_past() -> None:
    clock = PatientClock(START)
    budget = Budget(clock)
    for _ in range(BREAKER_LIMIT):
        budget.refused()
    with pytest.raises(BlockedError):
        await budget.take(Urgency.ALERT)
    clock.set(START + timedelta(minutes=10, seconds=1))
    await budget.take(Urgency.ALERT)


def test_a_clock_that_is_set_back_neither_blocks_nor_floods() -> None:
    bucket, pace, breaker = Bucket(45.0, 5), Pace(), Breaker(limit=2)
    for _ in range(5):
        bucket.take(3600.0)
        pace.take("c", 3600.0)
        breaker.refused(3600.0)
    assert 0 < bucket.wait(0.0) <= 1 / 45
    assert pace.wait("c", 0.0) <= 5.0
    assert breaker.wait(0.0) <= 600.0


def test_quiet_channels_are_forgotten() -> None:
    pace = Pace()
    for number in range(5_000):
        pace.take(str(number), number * 0.02)
    assert len(pace._sent) <= 1_001
