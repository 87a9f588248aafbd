"""The demo in the browser: serves the simulated channel, and does what the visitor asks of the clock.

until the page is ended:
    wait for a press on the clock's buttons, at most a second and a half
    pressed: move the clock as wished, what falls due is posted; put the clock's panel below it
    publish what was posted, if anything was: the simulation pushes nothing by itself
"""

from __future__ import annotations

import asyncio
from typing import TextIO

import discord
import simcord

from bot.app import App
from bot.demo.pacing import Pacer
from bot.demo.panel import LENGTHS, Jump, Panel
from bot.demo.world import World, politely
from bot.errors import UsageError
from bot.render import dates

TURN = 1.5
"""Seconds between two looks at whether something was posted."""

_INVITATION = """
Dateline is in a simulated Discord, on {day}. Open this address in a browser:

    {url}

Type / in the message box for the commands, press the buttons, and move the clock with the buttons of the last message.
Viewing as "{admin}" you may also change the settings. The address is a key to this demo; do not pass it on.
Ctrl+C ends it.
"""


async def serve(app: App, world: World, pacer: Pacer, panel: Panel, *, port: int | None, out: TextIO) -> None:
    """Show the channel until the session is ended in the browser. Raises UsageError if the port is taken."""
    show = _Show(app, world, pacer, panel)
    async with app.working():
        await show.panel(hints=True)
        try:
            async with world.page(port) as preview:
                told = _INVITATION.format(url=preview.url, day=dates.day(pacer.here.date()), admin=world.admin.name)
                print(told, file=out, flush=True)
                await show.run(preview)
        except simcord.SetupError as error:
            if "could not bind" not in str(error):
                raise
            raise UsageError(f"Port {port} is taken. Name another with --port, or none.") from None


class _Show:
    """Keeps the page and the clock going."""

    def __init__(self, app: App, world: World, pacer: Pacer, panel: Panel) -> None:
        self._app, self._world, self._pacer, self._panel = app, world, pacer, panel

    async def panel(self, *, hints: bool = False) -> None:
        """Put the clock's panel below everything else."""
        channel = self._app.client.get_channel(self._world.channel.id)
        assert isinstance(channel, discord.TextChannel)
        await self._panel.show(channel, self._pacer.here, await self._pacer.coming(), hints=hints)

    async def run(self, preview: simcord.Preview) -> None:
        """Turn after turn, until the page's session is ended.

        Where nothing has changed, the simulation is left alone: what the visitor does while we work on it is lost.
        """
        closed = asyncio.create_task(preview.wait_closed(), name="page")
        wanted = asyncio.create_task(self._panel.wanted.get(), name="press")
        shown = self._world.seen()
        while not closed.done():
            await asyncio.wait({closed, wanted}, timeout=TURN, return_when=asyncio.FIRST_COMPLETED)
            if wanted.done():
                await self._do(wanted.result())
                wanted = asyncio.create_task(self._panel.wanted.get(), name="press")
            elif self._world.seen() != shown and not self._panel_is_last():
                await self._world.follow()
                await self.panel()
            seen = self._world.seen()
            if seen != shown and not closed.done() and await politely(preview.refresh):
                shown = seen
        wanted.cancel()

    async def _do(self, jump: Jump) -> None:
        if jump is Jump.NEXT:
            await self._pacer.to_next_post()
        elif jump in LENGTHS:
            await self._pacer.to(self._pacer.now + LENGTHS[jump])
        await self.panel(hints=jump is Jump.STAY)

    def _panel_is_last(self) -> bool:
        return self._panel.message is not None and max(self._world.seen()) == self._panel.message.id
