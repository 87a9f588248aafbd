"""The whole crash test: python -m tests.crash [--seed N] [--kills N] [--each N] [--database NAME] [--variant NAME]."""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
from pathlib import Path

from tests.crash.harness import Plan, crash, nursery
from tests.crash.variants import Variant
from tests.databases import fresh_postgres, running_postgres

DATABASES = ("sqlite", "postgresql")


def main() -> int:
    asked = _arguments()
    folder = Path(tempfile.mkdtemp(prefix="crash-"))
    print(f"seed {asked.seed}; logs and databases in {folder}", flush=True)
    clean = True
    for database in asked.database or DATABASES:
        if database == "sqlite":
            clean &= _run(asked, f"sqlite:///{folder}/crash.db", folder)
        else:
            with running_postgres() as server:
                url = asyncio.run(fresh_postgres(server.get_uri(), "crash"))
                clean &= _run(asked, url, folder)
    return 0 if clean else 1


def _run(asked: argparse.Namespace, url: str, folder: Path) -> bool:
    plan = Plan(url, folder, asked.seed, asked.kills, asked.each, asked.factor, Variant[asked.variant])

    async def run() -> bool:
        async with nursery() as opened:
            report = await crash(plan, opened)
        print(f"{url.partition(':')[0]}: {report}", flush=True)
        return report.verdict.clean

    return asyncio.run(run())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    parser.add_argument("--kills", type=int, default=1_000, help="deaths at random")
    parser.add_argument("--each", type=int, default=50, help="deaths at each point")
    parser.add_argument("--factor", type=float, default=20.0, help="how much faster time goes")
    parser.add_argument("--database", action="append", choices=DATABASES)
    parser.add_argument("--variant", default=Variant.SOUND.name, choices=[one.name for one in Variant])
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
