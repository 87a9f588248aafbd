"""Who is alerted of a new article, now or together with others later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.decide.holds import Hold, Why
from bot.decide.topics import Match
from bot.model.article import Article
from bot.model.delivery import Destination, NewDelivery, Priority
from bot.model.message import Message
from bot.model.policy import GuildPolicy
from bot.model.schedule import Schedule, ScheduleKind

ALERT_LIFE = timedelta(hours=24)
"""News of yesterday is no alert: after a day that the platform was out of reach, the digest tells it."""


def destination(guild: GuildPolicy) -> Destination | None:
    """Return where the guild's posts go, or None before an admin has named a channel."""
    if guild.policy.channel is None:
        return None
    return Destination(platform=guild.platform, guild=guild.guild, channel=guild.policy.channel)


def wanted(guild: GuildPolicy) -> bool:
    """Tell whether the guild is to be alerted of new articles."""
    return guild.policy.channel is not None and guild.policy.alerts


def key(article: Article, where: Destination) -> str:
    """Return the dedupe key of an article's alert: it is used up too where the article is told in a digest instead."""
    return f"alert:{article.id}:{where.platform}:{where.channel}"


def alert(article: Article, guild: GuildPolicy, now: datetime, word: Callable[[], Message]) -> NewDelivery | None:
    """Return the alert that the guild is owed, or None if it wants none. `word` is asked only if it does."""
    where = destination(guild)
    if where is None or not guild.policy.alerts:
        return None
    return NewDelivery(
        dedupe_key=key(article, where),
        destination=where,
        message=word(),
        priority=Priority.ALERT,
        cause=article.id,
        not_before=now,
        expires_at=now + ALERT_LIFE,
        version=article.version,
    )


def passes(hold: Hold | None, urgent: Match | None) -> bool:
    """Tell whether an alert goes out at once: nothing holds it, or its topic is urgent and no pause holds it."""
    return hold is None or (urgent is not None and hold.why is not Why.PAUSED)


def held(article: Article, guild: GuildPolicy, hold: Hold) -> Schedule:
    """Return the row of an article that waits to be told together with others."""
    name = f"{guild.platform}:{guild.guild}"
    return Schedule(
        id=f"held:{name}:article:{article.id}",
        kind=ScheduleKind.HELD,
        guild=name,
        subject=article.id,
        next_due=hold.until,
    )
