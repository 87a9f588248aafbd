"""What part of the work one process does."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from bot.model.base import Frozen


class Role(StrEnum):
    """Answers on Discord's gateway; polls sources; plans what is due; sends what is owed."""

    GATEWAY = "gateway"
    POLL = "poll"
    PLAN = "plan"
    SEND = "send"


class Shards(Frozen):
    """The shards that this process connects, numbered from 0, `first` to `last` of `count` in all."""

    first: int = Field(ge=0)
    last: int
    count: int = Field(ge=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.first <= self.last < self.count:
            raise ValueError(f"of {self.count} shards the first is 0 and the last {self.count - 1}")
        return self

    @property
    def numbers(self) -> Sequence[int]:
        """Return the shards' numbers."""
        return range(self.first, self.last + 1)


class Share(Frozen):
    """Which roles a process has. `shards` are those of its gateway; None: all that Discord advises."""

    roles: frozenset[Role] = frozenset(Role)
    shards: Shards | None = None

    @property
    def whole(self) -> bool:
        """Tell whether this is all the work, so that no other process is needed."""
        return self.roles == frozenset(Role) and (self.shards is None or len(self.shards.numbers) == self.shards.count)

    @property
    def speaks(self) -> bool:
        """Tell whether it calls Discord, and so needs the token."""
        return bool(self.roles & {Role.GATEWAY, Role.SEND})
