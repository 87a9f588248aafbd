"""What the rows of one tick's transaction have in common: read in batches, or once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from bot.decide import happenings
from bot.flows import corrections
from bot.model.delivery import NewDelivery
from bot.model.event import KnownEvent
from bot.model.message import Message
from bot.model.policy import GuildPolicy
from bot.model.schedule import Schedule, ScheduleKind
from bot.store import audience, events, guilds, schedules, told

_NEARBY = 200
_DAY = timedelta(days=1)


class Facts:
    """Reads what decisions need, and keeps where they move their rows, which is written in one statement."""

    def __init__(self, conn: Any) -> None:
        self._conn = conn
        self._gathered: set[str] = set()
        self._guilds: dict[str, GuildPolicy] = {}
        self._events: audience.Seen = {}
        self._upcoming: dict[tuple[str | None, date], Sequence[KnownEvent]] = {}
        self._beginning: dict[tuple[str | None, date], Sequence[KnownEvent]] = {}
        self._rescheduled: dict[str | None, Sequence[KnownEvent]] = {}
        self._alone: dict[str, bool] = {}
        self._called_off: dict[str, bool] = {}
        self._worded: dict[tuple[int, date], Message] = {}
        self._moves: dict[str, datetime | None] = {}
        self._recent: dict[str, list[datetime]] = {}
        self._digested: set[str] = set()

    async def gather(self, rows: Sequence[Schedule]) -> None:
        """Read the guilds and events of these rows, as far as that was not done."""
        rows = [row for row in rows if row.id not in self._gathered]
        if not rows:
            return
        new = await guilds.some(self._conn, {row.guild for row in rows} - self._guilds.keys())
        self._guilds |= new
        caps = {name: cap for name, guild in new.items() if (cap := guild.policy.posts_per_hour)}
        self._recent |= await told.recent(self._conn, caps)
        asked = {(row.guild, row.subject) for row in rows if row.kind is ScheduleKind.REMINDER}
        if asked:
            self._events |= await audience.seen(self._conn, asked)
        self._gathered |= {row.id for row in rows}

    def guild(self, guild: str) -> GuildPolicy:
        """Return the guild's policy."""
        return self._guilds[guild]

    def recent(self, guild: GuildPolicy) -> Sequence[datetime]:
        """Return when the guild's newest posts were owed, those of this transaction too; none where there is no cap."""
        return self._recent.get(guild.key, ())

    def count(self, owed: NewDelivery | None, now: datetime) -> None:
        """Count a post of this transaction, which is not in the outbox yet."""
        if owed is not None:
            self._recent.get(f"{owed.destination.platform}:{owed.destination.guild}", []).append(now)

    def first_digest(self, guild: str) -> bool:
        """Tell whether the guild's digest rows were not decided yet: the first of them decides all."""
        first = guild not in self._digested
        self._digested.add(guild)
        return first

    def event(self, guild: str, event: str) -> KnownEvent | None:
        """Return the event as the guild sees it, or None if it does not any more."""
        return self._events.get((guild, event))

    def worded(self, known: KnownEvent, today: date, word: Callable[[KnownEvent, date], Message]) -> Message:
        """Return the message about an event as of that day; it is the same for all guilds that see the event so."""
        key = (id(known), today)
        if key not in self._worded:
            self._worded[key] = word(known, today)
        return self._worded[key]

    def move(self, row: Schedule, at: datetime | None) -> None:
        """Let the row be due next at that instant; None ends it."""
        self._moves[row.id] = at

    async def write_moves(self) -> None:
        """Write all moves down, in the transaction of the rows."""
        await schedules.move_all(self._conn, self._moves)

    async def told_alike(self, guild: str, known: KnownEvent) -> Sequence[KnownEvent]:
        """Return the events that the guild sees on the same day, if any of them may be another telling of this one."""
        key, day = known.event.id, known.event.when.earliest
        if key not in self._alone:  # the usual case; spares a question per guild
            others = (one.event for one in await self._upcoming_on(None, day) if one.event.id != key)
            self._alone[key] = not any(happenings.same(one, known.event) for one in others)
        return () if self._alone[key] else await self._upcoming_on(guild, day)

    async def called_off(self, guild: str, known: KnownEvent, now: datetime) -> bool:
        """Tell whether another article that the guild sees says that the event is off or has another time."""
        return await self.called_off_by(guild, known, now) is not None

    async def called_off_by(self, guild: str, known: KnownEvent, now: datetime) -> KnownEvent | None:
        """Return the telling that says so, as the guild sees it; None if the event stands."""
        key = known.event.id
        if known.amended:  # this guild's own view of it, which says nothing of others
            return await self._called_off_for(guild, known, now)
        if key not in self._called_off:
            self._called_off[key] = await self._called_off_for(None, known, now) is not None
        return await self._called_off_for(guild, known, now) if self._called_off[key] else None

    async def _called_off_for(self, guild: str | None, known: KnownEvent, now: datetime) -> KnownEvent | None:
        same_day = await self._beginning_on(guild, known.event.when.earliest)
        return await corrections.called_off(self._conn, guild, known, same_day, await self._moved(guild, now))

    async def _upcoming_on(self, guild: str | None, day: date) -> Sequence[KnownEvent]:
        if (guild, day) not in self._upcoming:
            before = max(day, date.min + _DAY) - _DAY
            found = await events.upcoming(self._conn, guild=guild, on=before, limit=_NEARBY)
            self._upcoming[guild, day] = found
        return self._upcoming[guild, day]

    async def _beginning_on(self, guild: str | None, day: date) -> Sequence[KnownEvent]:
        if (guild, day) not in self._beginning:
            found = await events.beginning(self._conn, day, guild=guild, limit=_NEARBY)
            self._beginning[guild, day] = found
        return self._beginning[guild, day]

    async def _moved(self, guild: str | None, now: datetime) -> Sequence[KnownEvent]:
        if guild not in self._rescheduled:
            found = await events.rescheduled(self._conn, guild=guild, on=now.date() - _DAY, limit=_NEARBY)
            self._rescheduled[guild] = found
        return self._rescheduled[guild]
