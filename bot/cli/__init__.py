"""The command line. Scripts rely on it: docs/cli.md says what stays as it is.

Exit status: 0 on success, 1 on failure with one sentence on stderr, 2 on wrong usage. Documents go to stdout, logs and
progress to stderr.
"""

from __future__ import annotations

import asyncio
import importlib
import logging
import os
import sys
from collections.abc import Sequence

from bot.cli.options import parser
from bot.errors import DatelineError, UsageError
from bot.settings import Settings

_SERVICES = {"run", "demo"}
"""They run for long and tell what they do; other commands speak up only when something is wrong."""

log = logging.getLogger("dateline")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    options = parser().parse_args(arguments)
    try:
        settings = Settings.load(options.config, database_url=options.database, log_level=options.log_level)
        _log_to_stderr(settings.log_level if options.log_level or options.name in _SERVICES else "WARNING")
        # Imported here: reading a text needs no chat client, and a command line should answer at once.
        room = importlib.import_module(f"bot.cli.{options.room}")
        return int(asyncio.run(getattr(room, options.name)(options, settings)))
    except UsageError as error:
        return _failed(error, 2)
    except DatelineError as error:
        return _failed(error, 1)
    except BrokenPipeError:
        # The reader of our output has gone; python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


def _failed(error: Exception, status: int) -> int:
    log.debug("failed", exc_info=error)
    print(f"dateline: {error}", file=sys.stderr)
    return status


def _log_to_stderr(level: str) -> None:
    logging.basicConfig(
        level=level.upper(), stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    for chatty in ("alembic", "apscheduler"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
