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
    with _quiet():
        try:
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
    """Let only what went wrong be logged, unless everything is asked for: a visitor looks for the address.

    While it is imported, simcord tries discord.py out, whose warnings then concern nobody.
    """
    loggers = [logging.getLogger(name) for name in ("bot", "discord", "apscheduler")]
    before = [logger.level for logger in loggers]
    if not logging.getLogger().isEnabledFor(logging.DEBUG):
        for logger, level in zip(loggers, (logging.WARNING, logging.ERROR, logging.WARNING), strict=True):
            logger.setLevel(level)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
