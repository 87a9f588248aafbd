"""/deliveries list, explain, why and retry."""

from __future__ import annotations

from typing import Literal

from discord import app_commands

from bot.flows import deliveries
from bot.model.delivery import DeliveryState
from bot.platforms.discord import reading, replies
from bot.platforms.discord.commands.common import INSTALLED, MANAGE, SERVERS, Interaction, choices
from bot.platforms.discord.desk import Desk, actor_of, guild_of
from bot.platforms.discord.replies import Reply
from bot.render import deliveries as worded

_OFFERED = 100
"""Deliveries among which those that fit what was typed are looked for."""

State = Literal["pending", "claimed", "sent", "failed", "rejected", "expired", "withdrawn", "unknown"]
Name = app_commands.Range[str, 1, 100]


def command(desk: Desk) -> app_commands.Group:
    """Return /deliveries."""
    group = app_commands.Group(
        name="deliveries",
        description="What was posted here and what was not, and why (admins)",
        allowed_contexts=SERVERS,
        allowed_installs=INSTALLED,
        default_permissions=MANAGE,
    )

    @group.command(name="list", description="The newest deliveries and how they stand")
    @app_commands.describe(state="Only those that stand so")
    async def listed(interaction: Interaction, state: State | None = None) -> None:
        await replies.answer(interaction, lambda: _listed(desk, interaction, DeliveryState(state) if state else None))

    @group.command(description="Why a message was posted or not, and each try")
    @app_commands.describe(delivery="Choose one, or give the # of a message's footer or a link to the message")
    async def explain(interaction: Interaction, delivery: Name) -> None:
        await replies.answer(interaction, lambda: _explained(desk, interaction, delivery))

    @group.command(description="What became of an article here")
    @app_commands.describe(article="Choose one")
    async def why(interaction: Interaction, article: Name) -> None:
        await replies.answer(interaction, lambda: _why(desk, interaction, article))

    @group.command(description="Try a delivery again that was refused, too late, or never seen to arrive")
    @app_commands.describe(
        delivery="Choose one, or give the # of it",
        anyway="Do not look whether it arrived: it may then stand there twice",
    )
    async def retry(interaction: Interaction, delivery: Name, anyway: bool = False) -> None:
        await replies.answer(interaction, lambda: _retried(desk, interaction, delivery, anyway=anyway))

    @explain.autocomplete("delivery")
    @retry.autocomplete("delivery")
    async def offered(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await choices(interaction, lambda guild: _offered(desk, interaction, guild, typed))

    @why.autocomplete("article")
    async def offered_articles(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await choices(interaction, lambda guild: reading.article_choices(desk, guild, typed))

    return group


async def _listed(desk: Desk, interaction: Interaction, state: DeliveryState | None) -> Reply:
    guild = guild_of(interaction)
    found = await deliveries.listed(desk.store, guild, actor_of(interaction), state=state)
    return Reply(worded.listing(found, (await desk.policy(guild)).tz))


async def _explained(desk: Desk, interaction: Interaction, name: str) -> Reply:
    guild = guild_of(interaction)
    told = await deliveries.explain(desk.store, guild, actor_of(interaction), name, desk.clock.now())
    return Reply(worded.explanation(told, (await desk.policy(guild)).tz))


async def _why(desk: Desk, interaction: Interaction, article: str) -> Reply:
    return Reply(
        worded.why_not(await deliveries.why(desk.store, guild_of(interaction), actor_of(interaction), article))
    )


async def _retried(desk: Desk, interaction: Interaction, name: str, *, anyway: bool) -> Reply:
    actor, now = actor_of(interaction), desk.clock.now()
    return Reply(
        worded.retried(await deliveries.retry(desk.store, guild_of(interaction), actor, name, now, anyway=anyway))
    )


async def _offered(desk: Desk, interaction: Interaction, guild: str, typed: str) -> list[tuple[str, str]]:
    actor = actor_of(interaction)
    if not actor.manages:
        return []
    found = await deliveries.listed(desk.store, guild, actor, limit=_OFFERED)
    return [(label, name) for label, name in deliveries.named(found) if typed.casefold() in label.casefold()]
