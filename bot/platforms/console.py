"""A platform that prints. It keeps the port honest, and shows on a terminal what would be posted."""

from __future__ import annotations

import re
import unicodedata
from collections import OrderedDict
from typing import TextIO

from bot.model.delivery import Destination, Receipt
from bot.model.message import Line, Link, Message, Moment, Part
from bot.ports import Limits

_REMEMBERED = 1_000
"""Nonces kept, so that the same one prints once; far more than are ever under way."""

_BLANKS = re.compile(r"\s+")
_HIDDEN = {"Cc", "Cf", "Cs"}
"""Unicode categories that could steer a terminal or turn its text round."""


class ConsolePlatform:
    """Prints each message once per nonce, as plain text without control characters."""

    name = "console"
    limits = Limits(
        headline=10_000, text=100_000, block_title=1_000, block_text=100_000, blocks=100, footer=1_000, total=1_000_000
    )

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._printed: OrderedDict[str, None] = OrderedDict()

    async def send(self, destination: Destination, message: Message, nonce: str) -> Receipt:
        """Print it, unless that nonce was printed before."""
        if nonce not in self._printed:
            self._print(f"[{shown(destination.channel)}] {text(message)}")
            self._printed[nonce] = None
            if len(self._printed) > _REMEMBERED:
                self._printed.popitem(last=False)
        return Receipt(message=nonce)

    async def edit(self, destination: Destination, receipt: Receipt, message: Message, nonce: str) -> Receipt:
        """Print it again, as what it is: a terminal cannot take back."""
        del nonce
        self._print(f"[{shown(destination.channel)}] (edited) {text(message)}")
        return receipt

    def _print(self, whole: str) -> None:
        self._out.write(f"{whole}\n\n")
        self._out.flush()


def text(message: Message) -> str:
    """Return a message as lines of plain text."""
    rows = [shown(message.headline)]
    rows += [f"  {shown(message.url)}"] if message.url else []
    rows += [f"  {_line(line)}" for line in message.lines]
    for block in message.blocks:
        rows += [f"  {shown(block.title)}:", *(f"    {_line(line)}" for line in block.lines)]
    rows += [f"  {shown(message.footer)}"] if message.footer else []
    return "\n".join(rows)


def shown(raw: str) -> str:
    """Return the words on one line, without anything that a terminal would obey."""
    visible = "".join(" " if unicodedata.category(char) in _HIDDEN else char for char in raw)
    return _BLANKS.sub(" ", visible).strip()


def _line(line: Line) -> str:
    return shown("".join(_part(part) for part in line))


def _part(part: Part) -> str:
    match part:
        case Moment():
            return f"{part.instant:%Y-%m-%d %H:%M %Z}" if not part.relative else "then"
        case Link():
            return f"{part.text} <{part.url}>"
        case _:
            return part.text
