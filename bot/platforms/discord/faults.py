"""Errors of discord.py and aiohttp, translated once into ours, by Discord's own code rather than by status.

    401, LoginFailure, the gateway's 4004        → TokenError
    the gateway's other closings for good        → SendError that says what to mend
    429 of Discord's own                         → RateLimitedError
    429 or 403 as a page (Cloudflare)            → BlockedError, 10 minutes
    the codes in DESTINATION_CODES               → RefusedError of the destination
    30038, the list of events is full            → ListFullError
    any other 4xx                                → RefusedError of this message
    5xx, resets, time-outs, unreadable answers   → OutcomeUnknownError

Traps of discord.py 2.7: a reset raises aiohttp's ServerDisconnectedError, which is neither a DiscordException nor an
OSError; a 429 without a `Via` header is raised at once, since it is not Discord's; a 200 whose body is no JSON raises
JSONDecodeError, although the message was posted.
"""

from __future__ import annotations

import json
from typing import Literal

import aiohttp
import discord

from bot.errors import (
    BlockedError,
    ListFullError,
    OutcomeUnknownError,
    RateLimitedError,
    RefusedError,
    SendError,
    TokenError,
)

BLOCK = 600.0
"""Seconds. Cloudflare's ban on a token or an address is lifted after some minutes to an hour; asking on prolongs it."""

DESTINATION_CODES = frozenset({
    10003,  # unknown channel
    10004,  # unknown guild
    50001,  # missing access
    50008,  # cannot send messages in this channel type
    50013,  # missing permissions
    50024,  # cannot execute action on this channel type
    50083,  # the thread is archived
    160005,  # the thread is locked
})  # fmt: skip
"""Discord API documentation, "JSON Error Codes": those that hold for whatever we would send there."""

FOREIGN = (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError, json.JSONDecodeError)
"""What a call of discord.py may raise for reasons outside this program."""

_DEFAULT_WAIT = 5.0

_LIST_FULL, _LIST_FULL_WAIT = 30038, 6 * 3600.0
"""Discord's "Maximum number of uncompleted guild scheduled events reached (100)"; seconds until some may be over."""


def translate(error: Exception) -> SendError:
    """Return our error for a foreign one, with the foreign words in it."""
    match error:
        case discord.RateLimited():
            return RateLimitedError(error.retry_after)
        case discord.LoginFailure():
            return TokenError(_TOKEN)
        case discord.ConnectionClosed(code=4004):
            return TokenError(_TOKEN)
        case discord.ConnectionClosed() if error.code in _CLOSED:
            return SendError(f"Discord closed the connection ({error.code}): {_CLOSED[error.code]}")
        case discord.HTTPException():
            return _of_status(error)
        case _:
            return OutcomeUnknownError(f"The connection to Discord failed: {type(error).__name__} {error}".strip())


_TOKEN = "Discord does not accept the token any more. Set DISCORD_TOKEN to a new one and start again."  # noqa: S105  # the sentence about it


_CLOSED = {
    4010: "it knows no such shard. Check --shards: the first is 0, and all processes name the same number of shards.",
    4011: "the bot is in too many servers for so few shards. Leave --shards out, or name more of them.",
    4012: "it does not speak this version of the gateway any more. Install a newer discord.py.",
    4013: "it does not know the intents asked for. Install a newer Dateline.",
}
"""Discord API documentation, "Gateway Close Event Codes": those after which trying again changes nothing."""


def _of_status(error: discord.HTTPException) -> SendError:
    status = error.status
    if status == 401:
        return TokenError(_TOKEN)
    if status in {403, 429} and _is_page(error):
        return BlockedError(BLOCK)
    if status == 429:
        return RateLimitedError(_retry_after(error))
    if status >= 500 or status == 408:
        return OutcomeUnknownError(f"Discord answered {status}.")
    if error.code == _LIST_FULL:
        return ListFullError(_LIST_FULL_WAIT)
    scope: Literal["message", "destination"] = "destination" if error.code in DESTINATION_CODES else "message"
    return RefusedError(scope, error.code, error.text or f"status {status}")


def _is_page(error: discord.HTTPException) -> bool:
    """Tell whether it was not Discord that answered: no JSON, so no code, in the body."""
    if error.code:
        return False
    return not error.response.headers.get("Content-Type", "").startswith("application/json")


def _retry_after(error: discord.HTTPException) -> float:
    try:
        return float(error.response.headers.get("Retry-After", _DEFAULT_WAIT))
    except ValueError:
        return _DEFAULT_WAIT
