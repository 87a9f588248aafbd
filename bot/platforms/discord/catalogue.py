"""Whether the commands that Discord knows are the ones that we have.

Registering them anew at each start would cost a call and, many starts a day, run into Discord's daily limit; a hash
of our own could not see what was changed elsewhere. So we ask Discord and compare, leaving out what it adds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Payload = Mapping[str, Any]

_PLAIN = ("type", "name", "description", "required", "autocomplete", "min_value", "max_value", "min_length",
          "max_length", "nsfw")  # fmt: skip
_SETS = ("channel_types", "contexts", "integration_types")
_DEFAULTS: dict[str, Any] = {"type": 1, "required": False, "autocomplete": False, "nsfw": False}
"""What Discord assumes where a field is absent (API description, ApplicationCommandCreateRequest)."""


def same(ours: Iterable[Payload], theirs: Iterable[Payload]) -> bool:
    """Tell whether two sets of commands, as Discord's API writes them, mean the same."""
    return _by_name(ours) == _by_name(theirs)


def _by_name(commands: Iterable[Payload]) -> dict[tuple[int, str], Any]:
    return {(command.get("type") or 1, command["name"]): _meaning(command) for command in commands}


def _meaning(part: Payload) -> dict[str, Any]:
    meaning = {name: part.get(name) for name in _PLAIN} | {name: sorted(part.get(name) or ()) for name in _SETS}
    meaning = {name: _DEFAULTS.get(name) if value is None else value for name, value in meaning.items()}
    permissions = part.get("default_member_permissions")
    meaning["default_member_permissions"] = None if permissions is None else int(permissions)
    meaning["choices"] = [(choice["name"], choice["value"]) for choice in part.get("choices") or ()]
    meaning["options"] = [_meaning(option) for option in part.get("options") or ()]
    return meaning
