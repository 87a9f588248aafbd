"""The bot in a simulated Discord, without a token. Needs the extra `demo`: pip install 'dateline[demo]'."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TextIO

from bot.errors import UsageError

__all__ = ["run_demo"]


async def run_demo(
    at: datetime, *, port: int | None = None, script: Path | None = None, out: TextIO | None = None
) -> None:
    """Show the bot at work, its clock starting at `at`; see `bot.demo.show`.

    Raises UsageError if the extra is not installed, the seeds are not there, the script is wrong or the port taken.
    """
    try:
        with _quiet():
            from bot.demo import show
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "simcord":
            raise
        raise UsageError(
            "The demo needs the simulated Discord. Install it with: pip install 'dateline[demo]'"
        ) from None
    await show.run_demo(at, port=port, script=script, out=out)


@contextmanager
def _quiet() -> Iterator[None]:
    """simcord tries discord.py out while it is imported; the warnings that this gives concern nobody."""
    logger = logging.getLogger("discord")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)
