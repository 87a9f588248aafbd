"""What of a new article each guild is alerted of at once, and what waits to be told together with others.

for each guild that wants alerts:
    nothing holds it, or an urgent topic passes   → its alert
    else                                          → a row that waits; the alert's key is used up, so that the story is
                                                    told once, whoever brings it again
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from bot.decide import alerts, holds, slots, topics
from bot.decide.topics import Match
from bot.model.article import Article
from bot.model.delivery import NewDelivery
from bot.model.message import Message
from bot.model.policy import GuildPolicy
from bot.model.schedule import Schedule, ScheduleKind
from bot.render import alert as worded
from bot.store import schedules, told


async def weigh(
    conn: Any, article: Article, seeing: Sequence[GuildPolicy], now: datetime
) -> tuple[list[NewDelivery], list[Schedule]]:
    """Return the alerts that are owed at once, and the rows of the guilds for which the article waits."""
    wanting = [guild for guild in seeing if alerts.wanted(guild)]
    bound = {guild.key: guild for guild in wanting if holds.may_hold(guild.policy)}
    waiting = await schedules.having(conn, list(bound), ScheduleKind.HELD)
    recent = await told.recent(conn, {name: cap for name, one in bound.items() if (cap := one.policy.posts_per_hour)})
    at_once: list[NewDelivery] = []
    held: dict[str, Schedule] = {}
    for guild in wanting:
        hold = holds.hold(guild.policy, now, recent=recent.get(guild.key, ()), waiting=guild.key in waiting)
        urgent = topics.urgent(article, guild.policy) if hold else None
        if hold is None or alerts.passes(hold, urgent):
            owed = alerts.alert(article, guild, now, partial(_word, article, guild, now, urgent))
            at_once += [owed] if owed else []
        elif where := alerts.destination(guild):
            held[alerts.key(article, where)] = alerts.held(article, guild, hold)
    new = await told.spend(conn, held, now)
    return at_once, [row for key, row in held.items() if key in new]


def _word(article: Article, guild: GuildPolicy, now: datetime, urgent: Match | None) -> Message:
    message = worded.alert(article, slots.local_day(now, guild.policy.tz))
    return worded.urgent(message, urgent.topic, urgent.term) if urgent else message
