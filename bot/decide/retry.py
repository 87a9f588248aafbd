"""What to do after a platform did not take a message: a retry is a value.

before a try:   never tried, or tried first within the nonce window → send (the same nonce never posts twice)
                later                                              → look into the history first
after a try:    rate limited      → again when the platform says, and everybody waits if it says so
                refused           → rejected; a refused destination is disabled too
                blocked           → again after the block; nobody sends until then
                token refused     → again at once with a new token; the relay stops
                outcome not seen  → again after a back-off, for a day
after a look:   not readable      → unknown, for people to look at
a list of events: knows no nonces, so it is looked into before every further try, and not before a request that was
                given up has had its time; where it may not be written, what is owed to it waits until that is mended
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from bot.errors import (
    BlockedError,
    HistoryUnreadableError,
    RateLimitedError,
    RefusedError,
    SendError,
    TokenError,
)
from bot.model.base import Frozen

NONCE_WINDOW = timedelta(seconds=120)
"""Discord API, "Create Message", `enforce_nonce`: nonces are checked for "the past few minutes"; two is fewer."""

FIRST_BACKOFF = timedelta(seconds=2)
MAX_BACKOFF = timedelta(minutes=10)
"""Doubled from try to try: six tries fall into the nonce window, then it is as patient as a person."""

GIVE_UP = timedelta(hours=24)
"""A message whose outcome cannot be found out for a day is left to people."""


SETTLED = timedelta(seconds=60)
"""After so long a request that was given up (after 15 s) is taken to have reached the platform, or to be lost."""


class Before(StrEnum):
    """How a try begins."""

    SEND = "send"
    LOOK = "look"


class Verdict(StrEnum):
    """What becomes of the delivery."""

    AGAIN = "again"
    REJECT = "reject"
    UNKNOWN = "unknown"


class RetryDecision(Frozen):
    """What to do with the delivery, and what that means for others.

    `at` is when it is tried again (AGAIN only); `unsent` says that this try certainly posted nothing. `disable` says
    that its destination takes nothing any more, `hold` that nothing at all is sent on this platform before `at`, `stop`
    that the token is refused.
    """

    verdict: Verdict
    at: datetime | None = None
    unsent: bool = False
    disable: bool = False
    hold: bool = False
    stop: bool = False


def before(attempt: int, first_attempt_at: datetime, now: datetime) -> Before:
    """Tell whether a try may send at once or must look into the history first. `attempt` counts from 1."""
    fresh = attempt <= 1 or now - first_attempt_at < NONCE_WINDOW
    return Before.SEND if fresh else Before.LOOK


def backoff(attempt: int, chance: float) -> timedelta:
    """Return how long to wait after the try number `attempt`.

    Between a half and the whole of the doubled time by `chance` (0 to 1), so that many deliveries that failed
    together do not come back together.
    """
    whole: timedelta = min(FIRST_BACKOFF * float(2 ** min(attempt - 1, 16)), MAX_BACKOFF)
    return whole * (0.5 + chance / 2)


def after(
    error: SendError, *, attempt: int, first_attempt_at: datetime, now: datetime, chance: float, listing: bool = False
) -> RetryDecision:
    """Decide what follows `error`, which the try number `attempt` (from 1) met at `now`; `chance` is in 0 to 1.

    `listing` says that it was to go into, or to change, the guild's list of events.
    """
    match error:
        case RateLimitedError():
            wait = timedelta(seconds=max(error.retry_after, 0)) + chance * timedelta(seconds=1)
            return RetryDecision(verdict=Verdict.AGAIN, at=now + wait, unsent=True, hold=error.everywhere)
        case BlockedError():
            until = now + timedelta(seconds=error.seconds)
            return RetryDecision(verdict=Verdict.AGAIN, at=until, unsent=True, hold=True)
        case RefusedError(scope="destination") if listing:
            return RetryDecision(verdict=Verdict.AGAIN, at=now, unsent=True, disable=True)
        case RefusedError():
            return RetryDecision(verdict=Verdict.REJECT, disable=error.scope == "destination")
        case TokenError():
            return RetryDecision(verdict=Verdict.AGAIN, at=now, unsent=True, stop=True)
        case _:
            wait = max(backoff(attempt, chance), SETTLED if listing else timedelta(0))
            return _unseen(error, now - first_attempt_at, now + wait)


def _unseen(error: SendError, since_first: timedelta, at: datetime) -> RetryDecision:
    if isinstance(error, HistoryUnreadableError) or since_first >= GIVE_UP:
        return RetryDecision(verdict=Verdict.UNKNOWN)
    return RetryDecision(verdict=Verdict.AGAIN, at=at)
