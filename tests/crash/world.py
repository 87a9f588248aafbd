"""What is owed: guilds with a channel each, events whose reminders fall due one after another, a digest a guild; in two
guilds each event is to be listed too.

An event's exact instant makes its one reminder due at any instant that the harness likes; a name and a channel tell
which slot of which schedule a message is.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from bot.flows import intake, planning
from bot.model.article import Article
from bot.model.base import Span
from bot.model.event import Event, EventKind, EventStatus
from bot.model.policy import GuildPolicy, Policy
from bot.model.source import NewSource, SourceKind
from bot.model.time import Precision, When
from bot.store import guilds, sources
from bot.store.engine import Store
from tests.platforms.discordlike import Discordlike, Posted

LEAD = timedelta(hours=12)
"""A reminder so long before its event stays wanted throughout a run."""

_NAME = re.compile(r"Vote \d+|Digest")

ENDLESS = 100_000
"""Room in a list of events: a run tells of more than a server would list."""

LISTING = ("600", "601")
"""Guilds that want their events listed too."""

Slot = tuple[str, str]
"""A channel (or a guild with a list of events), and the name of what it is owed there."""


@dataclass
class World:
    store: Store
    source: str
    digests_at: dict[str, datetime]
    expected: set[Slot] = field(default_factory=set)
    listed: set[Slot] = field(default_factory=set)
    _numbers: count[int] = field(default_factory=lambda: count(1))

    async def tell(self, due: datetime, now: datetime) -> int:
        """Store an article with an event whose reminder is due in each guild at `due`; return for how many."""
        name = f"Vote {next(self._numbers)}"
        await intake.store_article(self.store, _article(name, due + LEAD), source=self.source, identity=name, now=now)
        self.expected |= {(channel, name) for channel in self.digests_at}
        self.listed |= {(guild, name) for guild in LISTING}
        return len(self.digests_at)

    def owed(self, now: datetime) -> set[Slot]:
        """Return every slot that is past; the tellings are all past when the last of them is."""
        return self.expected | {(channel, "Digest") for channel, at in self.digests_at.items() if at <= now}


def slot(message: Posted) -> Slot:
    """Tell which slot of which schedule a message is."""
    headline = message.request["embeds"][0]["title"]
    found = _NAME.search(headline)
    return message.channel, found.group() if found else headline


async def settle(store: Store, server: Discordlike, size: int, digests_within: timedelta, now: datetime) -> World:
    """Make `size` guilds, whose digests fall due one after another within that time."""
    new = NewSource(kind=SourceKind.FILE, address="made for the crash test")
    async with store.write() as conn:
        world = World(store, (await sources.ensure(conn, new, now)).id, {})
        for number in range(size):
            channel = str(700_000_000_000_000_000 + number)
            minutes = 1 + int(digests_within / timedelta(minutes=1) * number / size)
            at = now.replace(second=0, microsecond=0) + timedelta(minutes=minutes)
            given = {"channel": channel, "alerts": False, "lead_times": (LEAD,), "digest_time": at.time()}
            given["event_list"] = (name := str(600 + number)) in LISTING
            policy = GuildPolicy(platform="discord", guild=name, policy=Policy.model_validate(given))
            await guilds.put(conn, policy, now)
            await planning.replan(conn, f"discord:{policy.guild}", now)
            server.post(channel, {"content": "welcome"}, author="5")  # so that an empty history is not all there is
            world.digests_at[channel] = at
    return world


def _article(name: str, at: datetime) -> Article:
    body = f"{name} of the council is called for that hour."
    what = Event(
        id=name.replace(" ", "-"),
        title=name,
        kind=EventKind.VOTE,
        when=When(
            value=f"{at:%Y-%m-%dT%H:%M}", precision=Precision.TIME, earliest=at.date(), latest=at.date(), instant=at
        ),
        status=EventStatus.SCHEDULED,
        evidence=(Span(start=0, end=len(body), text=body),),
        confidence=0.9,
    )
    digest = hashlib.sha256(body.encode()).hexdigest()
    return Article(id=f"a-{what.id}", headline=name, body=body, events=(what,), content_hash=digest)
