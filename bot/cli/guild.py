"""Which guild is meant on the command line."""

from __future__ import annotations

import re

from bot.cli.output import shown
from bot.errors import UsageError

_PLATFORM = "discord"
_SNOWFLAKE = re.compile(r"[1-9]\d{0,19}", re.ASCII)
"""Discord's ids: unsigned, 64 bits."""


def guild_key(given: str) -> str:
    """Return the guild as the store names it, of `discord:ID` or the id alone. Raises UsageError."""
    platform, _, number = given.rpartition(":")
    if platform not in {"", _PLATFORM} or not _SNOWFLAKE.fullmatch(number) or int(number) >= 2**64:
        raise UsageError(f"{shown(given[:40])!r} is no guild. Write its id, or {_PLATFORM}:ID; the id is a number.")
    return f"{_PLATFORM}:{number}"
