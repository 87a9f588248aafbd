"""The demo without a browser: does the steps of a script and tells what was posted, one JSON line each.

A script has one JSON object a line; empty lines and lines that begin with # are passed over. The steps:

    {"do": "ask", "question": "When does …?"}
    {"do": "command", "name": "events show", "options": {"event": "White House"}, "as": "admin"}
    {"do": "click", "button": "Quotes"}                    the newest button of that name
    {"do": "click", "button": "Ask", "question": "…"}      and fills its form
    {"do": "next reminder"}                                to when something is posted next
    {"do": "forward", "days": 7}
    {"do": "move to", "date": "2026-03-19"}                to noon of that day in the server's zone

`as` is "member" (the default) or "admin". What is printed: "at" (the demo's time), "step" (0 before the first),
"kind" (post, edit, reply or error), and what people see: headline, text, url, fields, footer, controls; "ephemeral"
where only the one who asked sees it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

import discord
import simcord
from pydantic import Field, TypeAdapter, ValidationError

from bot.demo.pacing import Pacer
from bot.demo.world import World, shown
from bot.errors import UnreadableFileError, UsageError
from bot.model.base import Frozen

Who = Literal["member", "admin"]


class Ask(Frozen):
    """/ask."""

    do: Literal["ask"]
    question: str
    by: Who = Field(default="member", alias="as")


class Command(Frozen):
    """Any slash command."""

    do: Literal["command"]
    name: str
    options: dict[str, str | int | bool] = Field(default_factory=dict)
    by: Who = Field(default="member", alias="as")


class Click(Frozen):
    """A button of the newest message that has one of that name; `question` fills the form behind "Ask"."""

    do: Literal["click"]
    button: str
    question: str | None = None
    by: Who = Field(default="member", alias="as")


class NextReminder(Frozen):
    """To when something is posted next."""

    do: Literal["next reminder"]


class Forward(Frozen):
    """On by whole days."""

    do: Literal["forward"]
    days: int = Field(ge=1, le=1000)


class MoveTo(Frozen):
    """To noon of a day."""

    do: Literal["move to"]
    date: date


Step = Annotated[Ask | Command | Click | NextReminder | Forward | MoveTo, Field(discriminator="do")]
_STEP: TypeAdapter[Step] = TypeAdapter(Step)


def read_script(path: Path) -> list[Step]:
    """Return the steps of a script. Raises UnreadableFileError or UsageError with the line that is wrong."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(str(path), getattr(error, "strerror", None) or "it is not UTF-8") from None
    wanted = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    return [_step(line, number, path) for number, line in wanted]


def _step(line: str, number: int, path: Path) -> Step:
    try:
        return _STEP.validate_json(line)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"][1:]) or "the step"
        raise UsageError(f"{path}, line {number}: {place}: {first['msg']}. See bot/demo/script.py.") from None


class Player:
    """Does the steps, and collects what people see."""

    def __init__(self, world: World, pacer: Pacer) -> None:
        self._world, self._pacer = world, pacer
        self._told: set[int] = set()
        self._edited: dict[int, datetime | None] = {}

    async def play(self, steps: list[Step]) -> AsyncIterator[dict[str, Any]]:
        """Do all steps; give what was posted and replied, in order."""
        for line in self._posts(0):
            yield line
        for number, step in enumerate(steps, 1):
            for line in [*await self._do(step, number), *self._posts(number)]:
                yield line

    async def _do(self, step: Step, number: int) -> list[dict[str, Any]]:
        match step:
            case NextReminder():
                await self._pacer.to_next_post()
            case Forward():
                await self._pacer.to(self._pacer.now + timedelta(days=step.days))
            case MoveTo():
                await self._pacer.to(datetime.combine(step.date, time(12), self._world.zone))
            case Ask() | Command() | Click():
                return [await self._interact(step, number)]
        return []

    async def _interact(self, step: Ask | Command | Click, number: int) -> dict[str, Any]:
        await self._world.follow()
        try:
            result = await self._result(step)
        except (simcord.SetupError, simcord.OptionError) as error:
            return self._line(number, "error", {"text": str(error), "step_text": step.model_dump(by_alias=True)})
        response = result.response
        if response is None:
            return self._line(number, "error", {"text": "the bot did not answer"})
        self._told.add(response.id)
        return self._line(
            number, "reply", shown(response.message) | ({"ephemeral": True} if response.ephemeral else {})
        )

    async def _result(self, step: Ask | Command | Click) -> simcord.InteractionResult:
        actor = self._world.admin if step.by == "admin" else self._world.member
        channel = self._world.channel
        match step:
            case Ask():
                return await actor.slash(channel, "ask", question=step.question)
            case Command():
                return await actor.slash(channel, step.name, **step.options)
            case Click():
                return await self._click(actor, step)

    async def _click(self, actor: simcord.MemberActor, step: Click) -> simcord.InteractionResult:
        bearer = next((m for m in reversed(self._world.channel.history()) if step.button in _buttons(m)), None)
        if bearer is None:
            raise simcord.SetupError(f"No message has a button “{step.button}”.")
        result = await actor.click(bearer, label=step.button)
        if result.modal is None or step.question is None:
            return result
        return await actor.submit_modal(result, {"question": step.question})

    def _posts(self, number: int) -> list[dict[str, Any]]:
        """Return what was posted or edited and not yet told."""
        there = self._world.channel.history()
        new = [message for message in there if message.id not in self._told]
        edited = [m for m in there if m not in new and m.edited_at != self._edited.get(m.id, m.edited_at)]
        self._told.update(message.id for message in new)
        self._edited |= {message.id: message.edited_at for message in there}
        return [
            *(self._line(number, "post", shown(message), message.created_at) for message in new),
            *(self._line(number, "edit", shown(message), message.edited_at) for message in edited),
        ]

    def _line(self, number: int, kind: str, seen: dict[str, Any], at: datetime | None = None) -> dict[str, Any]:
        here = (at or self._pacer.now).astimezone(self._world.zone)
        return {"at": here.isoformat(timespec="seconds"), "step": number, "kind": kind, **seen}


def _buttons(message: discord.Message) -> set[str]:
    rows = [row for row in message.components if isinstance(row, discord.ActionRow)]
    return {item.label or "" for row in rows for item in row.children if isinstance(item, discord.Button)}
