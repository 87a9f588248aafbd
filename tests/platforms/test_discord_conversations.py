"""A question that leans on the one before it, asked in a thread and in a channel of a simulated Discord."""

from __future__ import annotations

from datetime import timedelta

import pytest
import simcord

from bot.flows.conversations import LIFE
from tests.platforms.stage import Seen, Stage

pytestmark = pytest.mark.e2e

FIRST = "When will the council vote on the bridge?"
LEANING = "and where?"
WHOLE = "Understood: Where will the council vote on the bridge?"


async def thread_in(on: Stage) -> simcord.ChannelHandle:
    """Let the member open a thread in the channel."""
    on.env.backend.create_thread(on.channel.id, "the bridge", on.member.id)
    await on.env.settle()
    return on.channel.threads[0]


async def asked(channel: simcord.ChannelHandle, who: simcord.MemberActor, question: str) -> str:
    return Seen(await who.slash(channel, "ask", question=question)).text


async def test_in_a_thread_whoever_asks_goes_on_with_what_was_asked_there(on: Stage) -> None:
    await on.take_in()
    thread = await thread_in(on)
    assert "March 19, 2026" in await asked(thread, on.member, FIRST)
    assert WHOLE in await asked(thread, on.admin, LEANING)
    assert "Understood" not in await asked(on.channel, on.admin, LEANING)


async def test_in_a_channel_a_member_goes_on_only_with_their_own_question(on: Stage) -> None:
    await on.take_in()
    await asked(on.channel, on.member, FIRST)
    assert "Understood" not in await asked(on.channel, on.admin, LEANING)
    assert WHOLE in await asked(on.channel, on.member, LEANING)


async def test_a_question_asked_too_long_ago_is_not_leant_on(on: Stage) -> None:
    await on.take_in()
    thread = await thread_in(on)
    await asked(thread, on.member, FIRST)
    on.clock.set(on.clock.now() + LIFE + timedelta(seconds=1))
    assert "Understood" not in await asked(thread, on.member, LEANING)
