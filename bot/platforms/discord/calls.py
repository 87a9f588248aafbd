"""Every call of the client: its turn from the budget, its time-out, and its errors made ours.

A call is never cancelled: discord.py 2.7 that is cancelled while it waits out a global limit holds its global lock for
ever. So the time-out is on each HTTP request, not around the call.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from types import SimpleNamespace
from typing import Any, TypeVar

import aiohttp
from discord.http import HTTPClient, Route

from bot.errors import BlockedError, OutcomeUnknownError, RateLimitedError, SendError
from bot.model.message import MessageKind
from bot.platforms.discord.budget import Budget, Urgency
from bot.platforms.discord.faults import FOREIGN, translate

T = TypeVar("T")

REQUEST_TIMEOUT = aiohttp.ClientTimeout(total=15)
"""For one HTTP request. Discord answers within a second; five tries of discord.py with their pauses stay below the
two minutes in which a nonce is remembered."""

_URGENCIES = {
    MessageKind.ANSWER: Urgency.INTERACTIVE,
    MessageKind.ALERT: Urgency.ALERT,
    MessageKind.REMINDER: Urgency.REMINDER,
    MessageKind.DIGEST: Urgency.DIGEST,
    MessageKind.AGENDA: Urgency.DIGEST,
    MessageKind.NOTICE: Urgency.NOTICE,
}
_urgency: ContextVar[Urgency] = ContextVar("urgency", default=Urgency.HOUSEKEEPING)
_statuses: ContextVar[list[int]] = ContextVar("statuses")
"""What the HTTP requests of the call under way have met, discord.py's own tries among them."""

_REFUSALS = frozenset({401, 403, 429})
_MESSAGES = "/channels/{channel_id}/messages"


@asynccontextmanager
async def calling(kind: MessageKind) -> AsyncIterator[None]:
    """Make calls as urgently as the message is, and make foreign errors ours."""
    with _set(_urgency, _URGENCIES[kind]), _set(_statuses, []):
        try:
            yield
        except FOREIGN as error:
            raise _ours(error, _statuses.get()) from error


def guard(http: HTTPClient, budget: Budget) -> None:
    """Let every call of the client take its turn from the budget and end after a time; count the refusals."""
    call = http.request

    async def request(route: Route, **kwargs: Any) -> Any:
        paced = route.path.startswith(_MESSAGES) and route.method in {"POST", "PATCH"}
        await budget.take(_urgency.get(), str(route.channel_id) if paced else None)
        return await call(route, **{"timeout": REQUEST_TIMEOUT, **kwargs})

    http.request = request  # type: ignore[method-assign]  # the one place through which all calls pass
    if http.http_trace is None:
        http.http_trace = _noting_statuses(budget)


def _noting_statuses(budget: Budget) -> aiohttp.TraceConfig:
    async def ended(_: aiohttp.ClientSession, __: SimpleNamespace, end: aiohttp.TraceRequestEndParams) -> None:
        _statuses.get([]).append(end.response.status)
        if end.response.status in _REFUSALS:
            budget.refused()

    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(ended)
    return trace


@contextmanager
def _set(variable: ContextVar[T], value: T) -> Iterator[None]:
    token = variable.set(value)
    try:
        yield
    finally:
        variable.reset(token)


def _ours(error: Exception, statuses: list[int]) -> SendError:
    """Return our error. A call that discord.py tried again after a 5xx may have posted, whatever it met in the end."""
    ours = translate(error)
    if isinstance(ours, RateLimitedError | BlockedError) and any(status >= 500 for status in statuses):
        return OutcomeUnknownError(f"Discord answered {max(statuses)} before: {ours}")
    return ours
