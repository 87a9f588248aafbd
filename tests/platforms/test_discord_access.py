"""The invite link asks for what is needed and for nothing else."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.errors import SettingsError
from bot.platforms.discord import access

TOKEN_LIKE = "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.not-a-real-token-just-its-form"


def test_the_invite_link_names_the_application_both_scopes_and_the_permissions() -> None:
    query = parse_qs(urlsplit(access.invite_link("123456789012345678")).query)
    assert query["client_id"] == ["123456789012345678"]
    assert query["scope"] == ["bot applications.commands"]
    assert query["permissions"] == ["17592186129408"]


def test_the_documentation_tells_the_same_permissions() -> None:
    text = (Path(__file__).parents[2] / "docs" / "discord.md").read_text(encoding="utf-8")
    assert f"**{access.permissions().value}**" in text
    for label, reason in access.NEEDED.values():
        assert label in text
        assert reason.split(",")[0] in text


def test_nothing_dangerous_is_asked_for() -> None:
    asked = access.permissions()
    dangerous = ("administrator", "mention_everyone", "manage_messages", "manage_guild", "manage_roles")
    assert [name for name in dangerous if getattr(asked, name)] == []


def test_the_application_is_read_from_its_token() -> None:
    assert access.application_id(TOKEN_LIKE) == "123456789012345678"
    assert access.application_id(f" Bot {TOKEN_LIKE}\n") == "123456789012345678"


@pytest.mark.parametrize("token", ["", "abc", "a.b.c", "MTIz.b", "🙂.b.c", "MTIzNDU2Nzg5.x.y.z"])
def test_what_is_no_token_is_refused_with_the_way_to_get_one(token: str) -> None:
    with pytest.raises(SettingsError, match=r"discord\.com/developers/applications.*DISCORD_TOKEN"):
        access.application_id(token)
