"""Real processes, killed; the short form. `make crash` is the long one."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from bot.store.engine import Store
from tests.crash.harness import Plan, Report, crash, nursery
from tests.crash.variants import Variant
from tests.databases import fresh_postgres

FACTOR = 20.0
BROKEN = [variant for variant in Variant if variant is not Variant.SOUND]


@pytest.fixture(scope="module")
def reports(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    """The sound sender on both databases and each broken one, all at once, for they mostly wait."""
    folder, seed = tmp_path_factory.mktemp("crash"), random.SystemRandom().randrange(1_000_000)
    return asyncio.run(_all(_plans(folder, seed, asyncio.run(fresh_postgres(postgres, "crash")))))


def _plans(folder: Path, seed: int, postgres: str) -> dict[str, Plan]:
    sound = {"sqlite": f"sqlite:///{folder}/sound.db", "postgresql": postgres}
    plans = {name: Plan(url, folder, seed, kills=4, each=1, factor=FACTOR) for name, url in sound.items()}
    for one in BROKEN:
        url = f"sqlite:///{folder}/{one.name}.db"
        plans[one] = Plan(url, folder, seed, kills=0, each=2, factor=FACTOR, variant=one)
    return plans


async def _all(plans: dict[str, Plan]) -> dict[str, Report]:
    for plan in plans.values():  # the schema is made by one after the other
        async with Store.open(plan.database):
            pass
    async with nursery() as opened, asyncio.TaskGroup() as runs:
        running = {name: runs.create_task(crash(plan, opened)) for name, plan in plans.items()}
    return {name: run.result() for name, run in running.items()}


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_killed_senders_lose_and_double_nothing(reports: dict[str, Report], database: str) -> None:
    report = reports[database]
    assert report.verdict.clean, report
    assert sum(report.died.values()) == len(report.plan.deaths()), report


@pytest.mark.parametrize("variant", BROKEN)
def test_a_broken_sender_is_found_out(reports: dict[str, Report], variant: Variant) -> None:
    verdict = reports[variant].verdict
    found = verdict.lost if variant in {Variant.MARKED_BEFORE, Variant.MOVED_BEFORE} else verdict.doubled
    assert found, reports[variant]
