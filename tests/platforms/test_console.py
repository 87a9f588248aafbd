"""The platform that prints keeps the port, and lets no text steer the terminal."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from bot.model.delivery import Destination
from bot.model.message import Block, Link, Message, MessageKind, Moment, Text, plain
from bot.platforms.console import ConsolePlatform
from bot.ports import Platform

HERE = Destination(platform="console", guild="me", channel="news")
MESSAGE = Message(
    kind=MessageKind.ALERT,
    headline="Council \x1b[31mmeets\x07\n\u202eon Thursday",
    url="https://gazette.example/bridge",
    lines=(plain("It votes."), (Text(text="At "), Moment(instant=datetime(2026, 3, 5, 20, tzinfo=UTC)))),
    blocks=(Block(title="More", lines=((Link(text="The plan", url="https://gazette.example/plan"),),)),),
    footer="The Gazette",
)


async def test_a_message_is_printed_once_per_nonce_as_plain_text() -> None:
    out = io.StringIO()
    platform: Platform = ConsolePlatform(out)
    for _ in range(2):
        receipt = await platform.send(HERE, MESSAGE, "n1")
    assert out.getvalue() == (
        "[news] Council [31mmeets on Thursday\n"
        "  https://gazette.example/bridge\n"
        "  It votes.\n"
        "  At 2026-03-05 20:00 UTC\n"
        "  More:\n"
        "    The plan <https://gazette.example/plan>\n"
        "  The Gazette\n"
        "\n"
    )
    await platform.edit(HERE, receipt, MESSAGE, "n")
    assert "(edited)" in out.getvalue()


async def test_the_nonces_kept_in_memory_are_bounded() -> None:
    platform = ConsolePlatform(io.StringIO())
    for number in range(1_500):
        await platform.send(HERE, MESSAGE, f"n{number}")
    assert len(platform._printed) == 1_000
