"""/digest, /quiet, /limit, /pause, /resume and /topic: when this server is posted to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from itertools import islice
from typing import Any

from discord import app_commands

from bot.decide import digests
from bot.flows import admin, rules, wishes
from bot.model.policy import MAX_POSTS_PER_HOUR, GuildPolicy
from bot.platforms.discord import replies
from bot.platforms.discord.commands.common import INSTALLED, MANAGE, SERVERS, Interaction, choices
from bot.platforms.discord.desk import Desk, actor_of, guild_of
from bot.platforms.discord.replies import Reply
from bot.render import standing

_SHOWN = 3
"""Digest times that are said back: enough to see what a rule means."""

_DIGESTS = ("08:00", "weekdays at 8", "weekdays at 8 and 18", "mon, thu 07:30", "weekends at 10", "off")
_QUIET = ("22:00-07:00", "weekdays 22-7; weekends 23-9", "off")
_PAUSES = ("2 hours", "18:00", "tomorrow at 8", "monday", "resumed")

Offering = Callable[[Interaction, str], Coroutine[Any, Any, list[app_commands.Choice[str]]]]
Said = Callable[[GuildPolicy], list[str]]
"""What now holds, in sentences."""


def commands(desk: Desk) -> tuple[app_commands.Command[Any, Any, None] | app_commands.Group, ...]:
    """Return the commands."""
    plain = _digest(desk), _quiet(desk), _limit(desk), _pause(desk), _resume(desk)
    for command in plain:
        command.allowed_contexts, command.allowed_installs, command.default_permissions = SERVERS, INSTALLED, MANAGE
    return *plain, _topic(desk)


def _digest(desk: Desk) -> app_commands.Command[Any, Any, None]:
    @app_commands.command(name="digest", description="When digests are posted (admins)")
    @app_commands.describe(when="weekdays at 8 · mon, thu 07:30 and 18:00 · 0 8 * * 1-5 · FREQ=WEEKLY;BYDAY=MO · off")
    async def digest(interaction: Interaction, when: app_commands.Range[str, 1, 300]) -> None:
        def said(guild: GuildPolicy) -> list[str]:
            return standing.digests(guild, list(islice(digests.coming(guild.policy, desk.clock.now()), _SHOWN)))

        await replies.answer(
            interaction, lambda: _changed(desk, interaction, "Digests", rules.set_digests, when, said=said)
        )

    digest.autocomplete("when")(_offering(_DIGESTS))
    return digest


def _quiet(desk: Desk) -> app_commands.Command[Any, Any, None]:
    @app_commands.command(name="quiet", description="When nothing is posted but what is urgent (admins)")
    @app_commands.describe(hours="22:00-07:00 · weekdays 22-7; weekends 23-9 · off")
    async def quiet(interaction: Interaction, hours: app_commands.Range[str, 1, 300]) -> None:
        await replies.answer(
            interaction,
            lambda: _changed(desk, interaction, "Quiet hours", rules.set_quiet, hours, said=standing.quiet),
        )

    quiet.autocomplete("hours")(_offering(_QUIET))
    return quiet


def _limit(desk: Desk) -> app_commands.Command[Any, Any, None]:
    @app_commands.command(name="limit", description="How many posts the channel gets an hour (admins)")
    @app_commands.describe(posts="At most so many in any hour; the rest is told in one digest. 0: no limit")
    async def limit(interaction: Interaction, posts: app_commands.Range[int, 0, MAX_POSTS_PER_HOUR]) -> None:
        await replies.answer(
            interaction,
            lambda: _changed(desk, interaction, "Limit of posts", rules.set_limit, posts, said=standing.limit),
        )

    return limit


def _pause(desk: Desk) -> app_commands.Command[Any, Any, None]:
    @app_commands.command(name="pause", description="Post nothing for a while; nothing is lost (admins)")
    @app_commands.describe(until="2 hours · 18:00 · tomorrow at 9 · monday · 2026-03-01 14:00. Left out: until /resume")
    async def pause(interaction: Interaction, until: app_commands.Range[str, 1, 100] = "") -> None:
        await replies.answer(
            interaction, lambda: _changed(desk, interaction, "Paused", rules.pause, until, said=standing.pause)
        )

    pause.autocomplete("until")(_offering(_PAUSES))
    return pause


def _resume(desk: Desk) -> app_commands.Command[Any, Any, None]:
    @app_commands.command(name="resume", description="End a pause; what came meanwhile is told in one digest (admins)")
    async def resume(interaction: Interaction) -> None:
        await replies.answer(
            interaction, lambda: _changed(desk, interaction, "Resumed", rules.resume, said=standing.pause)
        )

    return resume


def _topic(desk: Desk) -> app_commands.Group:
    group = app_commands.Group(
        name="topic",
        description="Words and names that matter here (admins)",
        allowed_contexts=SERVERS,
        allowed_installs=INSTALLED,
        default_permissions=MANAGE,
    )

    @group.command(description="Keep a topic; one of the same name is replaced")
    @app_commands.describe(
        name="What to call it",
        words="Words and names with commas between: earthquake, tsunami, Bank of Japan",
        urgent="Whether its alerts pass quiet hours and the limit of posts",
    )
    async def add(
        interaction: Interaction,
        name: app_commands.Range[str, 1, 50],
        words: app_commands.Range[str, 1, 1000],
        urgent: bool = False,  # Discord passes options by name
    ) -> None:
        async def kept() -> Reply:
            topic = wishes.topic(name, words, urgent=urgent)
            return await _changed(
                desk, interaction, "Topic kept", rules.put_topic, topic, said=lambda _: [standing.topic(topic)]
            )

        await replies.answer(interaction, kept)

    @group.command(name="list", description="The topics of this server")
    async def listed(interaction: Interaction) -> None:
        await replies.answer(interaction, lambda: _topics(desk, interaction))

    @group.command(description="Forget a topic")
    @app_commands.describe(name="Choose one")
    async def remove(interaction: Interaction, name: app_commands.Range[str, 1, 50]) -> None:
        await replies.answer(
            interaction,
            lambda: _changed(
                desk, interaction, "Topic removed", rules.remove_topic, name,
                said=lambda guild: standing.topics(guild.policy.topics),
            ),
        )  # fmt: skip

    @remove.autocomplete("name")
    async def offered(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await choices(interaction, lambda guild: _names(desk, interaction, guild, typed))

    return group


async def _changed(
    desk: Desk, interaction: Interaction, headline: str, change: Callable[..., Awaitable[GuildPolicy]], *wish: Any,
    said: Said,
) -> Reply:  # fmt: skip
    guild, actor = guild_of(interaction), actor_of(interaction)
    after = await change(desk.store, guild, actor, *wish, desk.clock.now())
    stands = await admin.view_settings(desk.store, guild, actor, desk.clock.now())
    return Reply(standing.message(headline, [*said(after), standing.following(after, stands.first, stands.held)]))


async def _topics(desk: Desk, interaction: Interaction) -> Reply:
    found = await admin.view_settings(desk.store, guild_of(interaction), actor_of(interaction), desk.clock.now())
    return Reply(standing.message("Topics", standing.topics(found.guild.policy.topics)))


async def _names(desk: Desk, interaction: Interaction, guild: str, typed: str) -> list[tuple[str, str]]:
    if not actor_of(interaction).manages:
        return []
    names = [topic.name for topic in (await desk.policy(guild)).topics]
    return [(name, name) for name in names if typed.casefold() in name.casefold()]


def _offering(
    examples: tuple[str, ...],
) -> Offering:
    """Return what offers the examples that hold what was typed, or all of them: they show how it is written."""

    async def offered(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        async def matching(_: str) -> list[tuple[str, str]]:
            key = typed.strip().casefold()
            given = [(typed.strip(), typed.strip())] if key and key not in examples else []
            return given + [(one, one) for one in examples if key in one]

        return await choices(interaction, matching)

    return offered
