"""How an interaction is answered: in time, visibly to the right people, and never with a bare "failed".

a direct message → say that the bot works in servers
begin the work; not done after 1.5 s → tell Discord that the answer takes longer
done → reply; an error of ours → its sentence, to that member only; anything else → an id that is in the log
the database does not answer → to try again; where it is and what it lacks stays in the log
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

import discord

from bot.errors import DatelineError, RateLimitedError, StoreError
from bot.model.message import Message, MessageKind, plain
from bot.platforms.discord import buttons, embeds, faults

log = logging.getLogger(__name__)

PATIENCE = 1.5
"""Seconds until we say that it takes longer. Discord drops an interaction that is not acknowledged within 3 s
(Discord API, "Receiving and Responding"); the other half is for the way there."""

Interaction = discord.Interaction[Any]

DIRECT = Message(
    kind=MessageKind.ANSWER,
    headline="Dateline works in servers",
    lines=(
        plain(
            "What I may show depends on the server that asks, so I do not answer in direct messages. "
            "Use the same command in a server that I am in; /help there tells the rest."
        ),
    ),
)


@dataclass(frozen=True)
class Reply:
    """A message, and the controls that stand under it beside the message's own buttons."""

    message: Message
    controls: tuple[discord.ui.Item[Any], ...] = ()


@dataclass(frozen=True)
class _Outcome:
    reply: Reply
    failed: bool = False


Work = Callable[[], Awaitable[Reply]]


async def answer(interaction: Interaction, work: Work, *, ephemeral: bool = True) -> None:
    """Do the work and reply with what comes of it; errors are shown to the member alone where still possible."""
    if interaction.guild_id is None:
        await _say(interaction, Reply(DIRECT), ephemeral=True)
        return
    task = asyncio.ensure_future(_outcome(interaction, work))
    await asyncio.wait({task}, timeout=PATIENCE)
    if not task.done():
        await interaction.response.defer(ephemeral=ephemeral, thinking=True)
    outcome = await task
    await _say(interaction, outcome.reply, ephemeral=ephemeral or outcome.failed)


async def replace(interaction: Interaction, work: Work) -> None:
    """Do the work and put what comes of it into the message whose control was used; an error becomes a reply."""
    outcome = await _outcome(interaction, work)
    if outcome.failed:
        await _say(interaction, outcome.reply, ephemeral=True)
        return
    view = _view(outcome.reply)
    await interaction.response.edit_message(embed=embeds.embed(outcome.reply.message), view=view)


def owns(interaction: Interaction) -> bool:
    """Tell whether the message whose control was used belongs to the member: it is theirs alone, or they asked."""
    message = interaction.message
    if message is None:
        return False
    asked = message.interaction_metadata
    return message.flags.ephemeral or (asked is not None and asked.user.id == interaction.user.id)


def notice(text: str, headline: str = "That did not work") -> Reply:
    """Return a reply of one sentence."""
    return Reply(Message(kind=MessageKind.NOTICE, headline=headline, lines=(plain(text),)))


def incident(interaction: Interaction, error: BaseException) -> Reply:
    """Log what we did not expect, and return the reply that names its id."""
    number = secrets.token_hex(4)
    data: dict[str, Any] = dict(interaction.data or {})
    what = data.get("name") or data.get("custom_id")
    log.error("incident %s: %s in guild %s", number, what, interaction.guild_id, exc_info=error)
    return notice(
        f"Something went wrong on my side. Try again; if it stays, tell the operator of this bot the number {number}."
    )


async def refuse(interaction: Interaction, error: BaseException) -> None:
    """Answer an interaction whose command could not even begin."""
    await _say(interaction, incident(interaction, error), ephemeral=True)


async def _outcome(interaction: Interaction, work: Work) -> _Outcome:
    try:
        return _Outcome(await work())
    except RateLimitedError as error:
        return _Outcome(_slow_down(error.retry_after), failed=True)
    except StoreError as error:
        log.warning("a member could not be answered: %s", error)  # where the database is, is no member's business
        return _Outcome(notice(_NO_DATABASE, "One moment"), failed=True)
    except DatelineError as error:
        return _Outcome(notice(str(error)), failed=True)
    except Exception as error:  # noqa: BLE001  # the member must get an answer whatever happened; it is logged whole
        return _Outcome(incident(interaction, error), failed=True)


_NO_DATABASE = "My database does not answer at this moment. Try again in a minute."


def _slow_down(seconds: float) -> Reply:
    return notice(f"That was much at once. Try again in {max(round(seconds), 1)} s.", "One moment")


async def _say(interaction: Interaction, reply: Reply, *, ephemeral: bool) -> None:
    """Show the reply; where Discord does not take it, at least the number under which the log has it."""
    try:
        await _show(interaction, reply, ephemeral=ephemeral)
    except discord.NotFound:
        log.warning("the interaction %s was gone before it was answered", interaction.id)
    except faults.FOREIGN as error:
        try:
            await _show(interaction, incident(interaction, error), ephemeral=True)
        except faults.FOREIGN:
            log.warning("the interaction %s could not be answered at all", interaction.id)


async def _show(interaction: Interaction, reply: Reply, *, ephemeral: bool) -> None:
    embed, view = embeds.embed(reply.message), _view(reply)
    if interaction.response.is_done():
        await interaction.edit_original_response(embed=embed, view=view)
    else:
        await interaction.response.send_message(embed=embed, view=view or discord.utils.MISSING, ephemeral=ephemeral)


def _view(reply: Reply) -> discord.ui.View | None:
    return with_controls(buttons.view_of(reply.message), reply.controls)


def with_controls(view: discord.ui.View | None, controls: Iterable[discord.ui.Item[Any]]) -> discord.ui.View | None:
    """Return the view with the controls added, made where there was none; None if there is nothing to show."""
    for control in controls:
        view = view or discord.ui.View(timeout=None)
        view.add_item(control)
    return view
