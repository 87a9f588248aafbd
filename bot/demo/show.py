"""`dateline demo`: the real bot in a simulated Discord, in the browser or headless.

a temporary database; the bot; the simulated server with its channel; /setup done by its admin
the seeds arrive on the days of their publication, until the demo's day
headless:  do the script's steps, print what was posted
browser:   serve the page; do what the visitor asks of the clock; publish what was posted
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

from bot import app
from bot.clock import MovableClock
from bot.demo import page, panel, seeds
from bot.demo.pacing import Pacer
from bot.demo.panel import Panel
from bot.demo.script import Player, read_script
from bot.demo.world import World, world
from bot.flows import admin
from bot.flows.admin import Actor, PolicyChange
from bot.model.source import NewSource, SourceKind
from bot.settings import Settings
from bot.store import sources

DEFAULT_START = datetime(2026, 2, 9, 14, 0, tzinfo=UTC)
ZONE = ZoneInfo("America/New_York")
_BEFORE = timedelta(hours=1)
"""The server is set up so long before the first article arrives."""


@dataclass(frozen=True)
class Stage:
    """Everything that is on stage."""

    app: app.App
    world: World
    pacer: Pacer
    panel: Panel


async def run_demo(
    at: datetime = DEFAULT_START, *, port: int | None = None, script: Path | None = None, out: TextIO | None = None
) -> None:
    """Show the bot at work, its clock starting at `at`: on a page in the browser, or headless by a script.

    Raises UsageError if the seeds are not there, the script is wrong or the port is taken. Returns when the script has
    ended, when the page's session is ended in the browser, or when it is interrupted.
    """
    out = out or sys.stdout
    steps = read_script(script) if script else None
    async with stage(at) as on:
        if steps is None:
            await page.serve(on.app, on.world, on.pacer, on.panel, port=port, out=out)
            return
        async for line in Player(on.world, on.pacer).play(steps):
            print(json.dumps(line, ensure_ascii=False), file=out, flush=True)


@asynccontextmanager
async def stage(at: datetime) -> AsyncIterator[Stage]:
    """Set the stage at that instant, with all that arrived until then already posted."""
    arrivals = seeds.read(seeds.folder())
    clock = MovableClock(min(at, arrivals[0].arrives - _BEFORE))
    with tempfile.TemporaryDirectory(prefix="dateline-demo-") as folder:
        settings = Settings(database_url=f"sqlite:///{Path(folder) / 'demo.db'}", watch_folder=None)
        async with app.running(settings, clock) as made:
            clock_panel = panel.install(made.client)
            async with world(made.client, clock, ZONE) as there:
                await _set_up(made, there)
                pacer = Pacer(made, there, clock, await _source(made), arrivals)
                await pacer.to(at)
                yield Stage(made, there, pacer, clock_panel)


async def _set_up(made: app.App, there: World) -> None:
    """Do what an admin does first."""
    change = PolicyChange(channel=str(there.channel.id), zone=ZONE.key)
    actor = Actor(id=f"discord:{there.admin.id}", name=there.admin.name, manages=True)
    guild = f"discord:{there.guild.id}"
    await admin.set_policy(made.store, guild, actor, change, made.clock.now(), name=there.guild.name)


async def _source(made: app.App) -> str:
    new = NewSource(kind=SourceKind.FILE, address="seeds", title="Dateline seeds")
    async with made.store.write() as conn:
        return (await sources.ensure(conn, new, made.clock.now())).id
