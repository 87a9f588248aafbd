"""How often a member, and a guild as a whole, may ask for what costs something. Token buckets; no I/O, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

_MANY = 10_000
"""Keys held before the full buckets among them are forgotten: a full bucket says nothing."""


@dataclass(frozen=True)
class Rate:
    """`burst` at once, then one per `every`."""

    burst: int
    every: timedelta


class Buckets:
    """One bucket per key, all of one rate, full at first."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._full_at: dict[str, datetime] = {}

    def wait(self, key: str, now: datetime) -> timedelta:
        """Return how long until a token is there; zero if one is."""
        room = (self._rate.burst - 1) * self._rate.every
        return max(self._full_at.get(key, now) - now - room, timedelta(0))

    def take(self, key: str, now: datetime) -> None:
        """Take a token, whether it is there or not."""
        self._full_at[key] = max(self._full_at.get(key, now), now) + self._rate.every
        if len(self._full_at) > _MANY:
            self._full_at = {k: full_at for k, full_at in self._full_at.items() if full_at > now}


class Limit:
    """What one member and what one guild may do."""

    def __init__(self, *, member: Rate, guild: Rate) -> None:
        self._members, self._guilds = Buckets(member), Buckets(guild)

    def take(self, member: str, guild: str, now: datetime) -> timedelta:
        """Take one of the member's and one of the guild's; where either has none, take none and return the wait."""
        pair = f"{guild}/{member}"
        wait = max(self._members.wait(pair, now), self._guilds.wait(guild, now))
        if not wait:
            self._members.take(pair, now)
            self._guilds.take(guild, now)
        return wait


ASK = (Rate(burst=5, every=timedelta(seconds=10)), Rate(burst=30, every=timedelta(seconds=2)))
"""Answering reads an index: five questions in a row are a conversation, more are a script."""

ADD_SOURCE = (Rate(burst=5, every=timedelta(minutes=1)), Rate(burst=10, every=timedelta(minutes=5)))
"""Adding fetches from elsewhere in our name."""
