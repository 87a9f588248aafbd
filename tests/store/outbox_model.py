"""The outbox as a reader of docs/delivery.md imagines it: a dictionary, and no database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.model.delivery import DeliveryState, NewDelivery

S = DeliveryState
LEASE = timedelta(seconds=60)


@dataclass
class Owed:
    """What is known of a delivery; `order` is its place in the outbox, `ready` when it may be taken, if ever."""

    order: int
    one: NewDelivery
    ready: datetime | None
    state: DeliveryState = S.PENDING
    sender: str | None = None
    attempts: int = 0
    first: datetime | None = None
    begun: datetime | None = None
    finished: datetime | None = None

    @property
    def open(self) -> bool:
        return self.state in {S.PENDING, S.FAILED}

    def becomes(self, state: DeliveryState, now: datetime | None = None, ready: datetime | None = None) -> None:
        self.state, self.sender, self.ready = state, None, ready
        self.finished = now

    def seen(self) -> tuple[Any, ...]:
        """What the outbox tells of it."""
        return self.state, self.attempts, self.ready if self.state is S.CLAIMED else None


@dataclass
class Model:
    """Every verb returns what the store's verb is to return."""

    owed: dict[str, Owed] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    _orders: Iterator[int] = field(default_factory=lambda: iter(range(1_000_000)))

    def enqueue(self, *new: NewDelivery) -> int:
        fresh = {one.dedupe_key: one for one in new if one.dedupe_key not in self.keys}
        self.keys |= fresh.keys()
        self.owed |= {key: Owed(next(self._orders), one, one.not_before) for key, one in fresh.items()}
        return len(fresh)

    def claim(self, sender: str, now: datetime, limit: int) -> list[tuple[str, int, datetime]]:
        ready = [o for o in self.owed.values() if self._ready(o, now)]
        taken = sorted(ready, key=lambda o: (o.one.priority.rank, o.ready, o.order))[:limit]
        for o in taken:
            o.state, o.sender, o.attempts, o.ready = S.CLAIMED, sender, o.attempts + 1, now + LEASE
            o.first, o.begun = o.first or now, now
        return [(o.one.dedupe_key, o.attempts, o.first or now) for o in taken]

    def _ready(self, o: Owed, now: datetime) -> bool:
        timely = o.one.expires_at is None or o.one.expires_at > now
        return o.ready is not None and o.ready <= now and timely and o.one.destination.channel not in self.closed

    def held(self, key: str, sender: str) -> Owed | None:
        o = self.owed[key]
        return o if o.state is S.CLAIMED and o.sender == sender else None

    def renew(self, key: str, sender: str, until: datetime) -> bool:
        if o := self.held(key, sender):
            o.ready = until
        return o is not None

    def ends(self, key: str, sender: str, state: DeliveryState, now: datetime) -> bool:
        if o := self.held(key, sender):
            o.becomes(state, now)
        return o is not None

    def retry(self, key: str, sender: str, at: datetime, *, unsent: bool) -> bool:
        o = self.held(key, sender)
        if o and unsent and o.first == o.begun:
            o.first = None
        if o:
            o.becomes(S.FAILED, ready=at)
        return o is not None

    def sent(self, key: str, now: datetime) -> bool:
        o = self.owed[key]
        if o.state is S.SENT:
            return False
        o.becomes(S.SENT, now)
        return True

    def withdraw(self, cause: str, now: datetime) -> int:
        wanted = [o for o in self.owed.values() if o.open and o.one.cause == cause]
        for o in wanted:
            o.becomes(S.UNKNOWN if o.first else S.WITHDRAWN, now)
        return len(wanted)

    def expire(self, now: datetime) -> int:
        late = [o for o in self.owed.values() if o.ready and o.one.expires_at and o.one.expires_at <= now]
        over = [o for o in late if o.open or (o.state is S.CLAIMED and o.ready and o.ready <= now)]
        for o in over:
            o.becomes(S.UNKNOWN if o.first else S.EXPIRED, now)
        return len(over)

    def purge(self, before: datetime) -> int:
        old = [key for key, o in self.owed.items() if o.finished and o.finished < before]
        for key in old:
            del self.owed[key]
        return len(old)
