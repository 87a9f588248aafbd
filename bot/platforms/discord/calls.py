"""Every call of the client: its turn from the budget, its time-out, and its errors made ours.

A call is never cancelled: discord.py 2.7 that is cancelled while it waits out a global limit holds its global lock for
ever. So the time-out is on each HTTP request, not around the call.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, TypeVar

import aiohttp
from discord.http import HTTPClient, Route

from bot.clock import Clock
from bot.errors import BlockedError, OutcomeUnknownError, RateLimitedError, SendError, TooLateError
from bot.model.message import MessageKind
from bot.platforms.discord.budget import Budget, Urgency
from bot.platforms.discord.faults import FOREIGN, translate
from bot.ports import deadline

T = TypeVar("T")

REQUEST_TIMEOUT = aiohttp.ClientTimeout(total=15)
"""For one HTTP request. Discord answers within a second; five tries of discord.py with their pauses stay below the
two minutes in which a nonce is remembered."""


@dataclass
class _Requests:
    """The HTTP requests of the call under way, discord.py's own tries among them: how many, and what was answered.

    `once` says that what may have been taken is not to be asked for again.
    """

    once: bool = False
    begun: int = 0
    statuses: list[int] = field(default_factory=list)


_URGENCIES = {
    MessageKind.ANSWER: Urgency.INTERACTIVE,
    MessageKind.ALERT: Urgency.ALERT,
    MessageKind.REMINDER: Urgency.REMINDER,
    MessageKind.DIGEST: Urgency.DIGEST,
    MessageKind.AGENDA: Urgency.DIGEST,
    MessageKind.OCCASION: Urgency.NOTICE,
    MessageKind.NOTICE: Urgency.NOTICE,
}
_urgency: ContextVar[Urgency] = ContextVar("urgency", default=Urgency.HOUSEKEEPING)
_requests: ContextVar[_Requests] = ContextVar("requests")

_REFUSALS = frozenset({401, 403, 429})
_MESSAGES = "/channels/{channel_id}/messages"


@asynccontextmanager
async def calling(kind: MessageKind, *, once: bool = False) -> AsyncIterator[None]:
    """Make calls as urgently as the message is, and make foreign errors ours.

    `once` is for a call that must not be repeated before somebody has looked: discord.py repeats it after some 5xx and
    resets, and what knows no nonce would then be done twice. After a 429 it may: that took nothing.
    """
    with _set(_urgency, _URGENCIES[kind]), _set(_requests, _Requests(once=once)):
        try:
            yield
        except FOREIGN as error:
            raise _ours(error, _requests.get().statuses) from error


def guard(http: HTTPClient, budget: Budget, clock: Clock) -> None:
    """Let every call of the client take its turn from the budget and end after a time; count the refusals.

    No request begins after the caller's deadline: neither the first, which may have waited for its turn, nor one of
    discord.py's own tries, which may wait out limits between them.
    """
    call = http.request

    async def request(route: Route, **kwargs: Any) -> Any:
        paced = route.path.startswith(_MESSAGES) and route.method in {"POST", "PATCH"}
        await budget.take(_urgency.get(), str(route.channel_id) if paced else None)
        return await call(route, **{"timeout": REQUEST_TIMEOUT, **kwargs})

    http.request = request  # type: ignore[method-assign]  # the one place through which all calls pass
    if http.http_trace is None:
        http.http_trace = _watching(budget, clock)


def _watching(budget: Budget, clock: Clock) -> aiohttp.TraceConfig:
    async def started(*_: object) -> None:
        requests = _requests.get(_Requests())
        until = deadline()
        if until is not None and clock.now() >= until():
            raise _too_late(requests)
        if requests.once and requests.begun > requests.statuses.count(429):
            raise OutcomeUnknownError(
                f"The first try had no good answer {requests.statuses}; it is not repeated blindly."
            )
        requests.begun += 1

    async def ended(_: aiohttp.ClientSession, __: SimpleNamespace, end: aiohttp.TraceRequestEndParams) -> None:
        _requests.get(_Requests()).statuses.append(end.response.status)
        if end.response.status in _REFUSALS:
            budget.refused()

    trace = aiohttp.TraceConfig()
    trace.on_request_start.append(started)
    trace.on_request_end.append(ended)
    return trace


def _too_late(requests: _Requests) -> SendError:
    """Return what to raise instead of one more request: where others went before, nobody knows what came of them."""
    if not requests.begun:
        return TooLateError()
    return OutcomeUnknownError(f"No answer to {requests.begun} tries came in time.")


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
