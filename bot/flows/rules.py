"""When a guild is posted to: digests, quiet hours, the cap, pauses and topics, as admins write them.

Each change is one of `admin.change_policy`: permission, change, audit row and new plan, or nothing at all.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.decide import holds
from bot.errors import NotFoundError, PolicyError
from bot.flows import admin, wishes
from bot.flows.admin import Actor, PolicyEdit
from bot.model.policy import MAX_POSTS_PER_HOUR, MAX_TOPICS, GuildPolicy, Pause, Policy, Topic
from bot.store.engine import Store


async def set_digests(store: Store, guild: str, actor: Actor, text: str, now: datetime) -> GuildPolicy:
    """Say when digests come. Raises NotPermittedError or PolicyError."""

    def change(policy: Policy) -> Policy:
        return _with(policy, digests=wishes.digests(text, now=now, zone=policy.tz))

    return await admin.change_policy(store, guild, actor, PolicyEdit("digest.set", change), now)


async def set_quiet(store: Store, guild: str, actor: Actor, text: str, now: datetime) -> GuildPolicy:
    """Say when it is quiet. Raises NotPermittedError or PolicyError."""
    return await admin.change_policy(
        store, guild, actor, PolicyEdit("quiet.set", _always(quiet=wishes.quiet_hours(text))), now
    )


async def set_limit(store: Store, guild: str, actor: Actor, posts: int | None, now: datetime) -> GuildPolicy:
    """Say how many posts the channel gets in any hour; none or 0 lifts the cap. Raises as the others."""
    if posts is not None and not 0 <= posts <= MAX_POSTS_PER_HOUR:
        raise PolicyError(f"Give at most {MAX_POSTS_PER_HOUR} posts an hour, or 0 for no limit.")
    return await admin.change_policy(
        store, guild, actor, PolicyEdit("limit.set", _always(posts_per_hour=posts or None)), now
    )


async def pause(store: Store, guild: str, actor: Actor, text: str, now: datetime) -> GuildPolicy:
    """Post nothing from now on until then; a pause under way gets the new end. Raises as the others."""

    def change(policy: Policy) -> Policy:
        since = policy.pause.since if policy.pause and holds.paused(policy, now) else now
        return _with(policy, pause=Pause(since=since, until=wishes.until(text, now=now, zone=policy.tz)))

    return await admin.change_policy(store, guild, actor, PolicyEdit("pause.begin", change), now)


async def resume(store: Store, guild: str, actor: Actor, now: datetime) -> GuildPolicy:
    """Post again. Raises NotPermittedError, and PolicyError if nothing is paused."""

    def change(policy: Policy) -> Policy:
        if not holds.paused(policy, now):
            raise PolicyError("Nothing is paused here.")
        return _with(policy, pause=None)

    return await admin.change_policy(store, guild, actor, PolicyEdit("pause.end", change), now)


async def put_topic(store: Store, guild: str, actor: Actor, topic: Topic, now: datetime) -> GuildPolicy:
    """Keep a topic, in place of one of the same name. Raises NotPermittedError or PolicyError."""

    def change(policy: Policy) -> Policy:
        others = tuple(one for one in policy.topics if not _called(one, topic.name))
        if len(others) >= MAX_TOPICS:
            raise PolicyError(f"A server may have {MAX_TOPICS} topics. Remove one with /topic remove first.")
        return _with(policy, topics=tuple(sorted((*others, topic), key=lambda one: one.name.casefold())))

    return await admin.change_policy(store, guild, actor, PolicyEdit("topic.put", change), now)


async def remove_topic(store: Store, guild: str, actor: Actor, name: str, now: datetime) -> GuildPolicy:
    """Forget a topic. Raises NotPermittedError or NotFoundError."""

    def change(policy: Policy) -> Policy:
        if not any(_called(one, name) for one in policy.topics):
            raise NotFoundError("topic", name)
        return _with(policy, topics=tuple(one for one in policy.topics if not _called(one, name)))

    return await admin.change_policy(store, guild, actor, PolicyEdit("topic.remove", change), now)


def _with(policy: Policy, **values: Any) -> Policy:
    return policy.model_copy(update=values)


def _always(**values: Any) -> Callable[[Policy], Policy]:
    return lambda policy: _with(policy, **values)


def _called(topic: Topic, name: str) -> bool:
    return topic.name.casefold() == " ".join(name.split()).casefold()
