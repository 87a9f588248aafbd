"""Commands are registered anew only when they mean something else than before."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from bot.platforms.discord import catalogue

OURS: list[dict[str, Any]] = [
    {
        "name": "events",
        "description": "Events",
        "type": 1,
        "options": [
            {
                "name": "show",
                "description": "One",
                "type": 1,
                "options": [
                    {"name": "event", "description": "Which", "type": 3, "required": True, "autocomplete": True,
                     "max_length": 100},
                ],
            }
        ],
        "nsfw": False,
        "default_member_permissions": 32,
        "contexts": [0, 1],
        "integration_types": [0],
    }
]  # fmt: skip


def as_discord_tells_it(commands: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Discord adds ids and versions, writes permissions as text, and leaves out what is the default."""
    told = deepcopy(commands)
    for command in told:
        command |= {"id": "1", "application_id": "2", "version": "3", "dm_permission": True}
        command |= {"name_localizations": None, "description_localizations": None}
        command["default_member_permissions"] = str(command["default_member_permissions"])
        command["contexts"] = list(reversed(command["contexts"]))
        del command["nsfw"]
    return told


def test_what_discord_tells_of_our_commands_means_the_same() -> None:
    assert catalogue.same(OURS, as_discord_tells_it(OURS))


@pytest.mark.parametrize(
    "change",
    [
        lambda command: command.update(description="Other"),
        lambda command: command.update(default_member_permissions=None),
        lambda command: command.update(contexts=[0]),
        lambda command: command["options"][0]["options"][0].update(max_length=99),
        lambda command: command["options"][0]["options"][0].update(required=False),
        lambda command: command["options"][0]["options"].append({"name": "x", "description": "y", "type": 5}),
    ],
)
def test_any_change_that_members_would_notice_is_seen(change: Any) -> None:
    changed = deepcopy(OURS)
    change(changed[0])
    assert not catalogue.same(changed, as_discord_tells_it(OURS))


def test_a_command_more_or_less_is_seen() -> None:
    assert not catalogue.same(OURS, [])
    assert not catalogue.same([], OURS)
