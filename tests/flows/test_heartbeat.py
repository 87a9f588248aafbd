"""The fixed jobs call the flows, told the time by our clock."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import heartbeat
from bot.clock import StoppedClock
from bot.errors import StoreBusyError
from bot.heartbeat import Beat, beating, beats
from bot.store.engine import Store

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


async def test_jobs_run_at_once_and_again_told_the_time_by_our_clock() -> None:
    seen: list[datetime] = []
    enough = asyncio.Event()

    async def work(now: datetime) -> None:
        seen.append(now)
        if len(seen) == 3:
            enough.set()

    async with beating(StoppedClock(START), [Beat("work", timedelta(milliseconds=10), work)]):
        await asyncio.wait_for(enough.wait(), 30)
    assert set(seen) == {START}


async def test_a_job_that_fails_is_run_again(caplog: pytest.LogCaptureFixture) -> None:
    tries = 0
    enough = asyncio.Event()

    async def work(now: datetime) -> None:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise StoreBusyError("busy")
        enough.set()

    async with beating(StoppedClock(START), [Beat("work", timedelta(milliseconds=10), work)]):
        await asyncio.wait_for(enough.wait(), 30)
    assert "work is put off: busy" in caplog.text


async def test_a_job_never_runs_beside_itself() -> None:
    running = most = runs = 0
    enough = asyncio.Event()

    async def work(now: datetime) -> None:
        nonlocal running, most, runs
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.05)
        running -= 1
        runs += 1
        if runs == 3:
            enough.set()

    async with beating(StoppedClock(START), [Beat("work", timedelta(milliseconds=10), work)]):
        await asyncio.wait_for(enough.wait(), 30)
    assert most == 1


async def test_the_fixed_jobs_all_work_on_an_empty_store(store: Store, tmp_path: Path) -> None:
    woken, polled = [], []

    async def poll(now: datetime) -> None:
        polled.append(now)

    jobs = beats(store, wake=lambda: woken.append(1), poll=poll, pulse_file=tmp_path / "pulse")
    assert [job.name for job in jobs] == ["pulse", "tick", "reaper", "purge", "poll", "index"]
    for job in jobs:
        await job.work(START)
    assert (polled, len(woken)) == ([START], 1)
    assert [path.name for path in tmp_path.glob("pulse")] == ["pulse"]


async def test_jobs_under_way_at_the_end_are_let_end_and_nothing_is_reported(caplog: pytest.LogCaptureFixture) -> None:
    begun = asyncio.Event()
    ended: list[datetime] = []

    async def work(now: datetime) -> None:
        begun.set()
        await asyncio.sleep(0.05)
        ended.append(now)

    async with beating(StoppedClock(START), [Beat("work", timedelta(minutes=1), work)]):
        await asyncio.wait_for(begun.wait(), 30)
    assert ended == [START]
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def test_a_job_that_does_not_end_is_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "PARTING", 0.01)
    begun = asyncio.Event()
    cancelled = asyncio.Event()

    async def work(_: datetime) -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.set()
            raise

    async with beating(StoppedClock(START), [Beat("work", timedelta(minutes=1), work)]):
        await asyncio.wait_for(begun.wait(), 30)
    assert cancelled.is_set()
