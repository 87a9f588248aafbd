from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings

EXAMPLE = Path(__file__).parents[2] / "config" / "dateline.toml"


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_the_file_in_config_says_the_defaults_and_names_every_setting() -> None:
    assert Settings.load(EXAMPLE).model_dump() == Settings.load().model_dump()
    text = EXAMPLE.read_text(encoding="utf-8")
    assert [name for name in Settings.model_fields if f"{name} =" not in text] == []


def test_the_environment_wins_over_the_file_and_what_is_given_over_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "dateline.toml"
    file.write_text('database_url = "sqlite:///file.db"\nuser_agent = "file"')
    monkeypatch.setenv("DATABASE_URL", "sqlite:///environment.db")
    assert Settings.load(file).database == "sqlite:///environment.db"
    assert Settings.load(file).user_agent == "file"
    assert Settings.load(file, database_url="sqlite:///given.db").database == "sqlite:///given.db"


def test_the_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "very-secret")
    settings = Settings.load()
    assert "very-secret" not in repr(settings) + str(settings) + settings.model_dump_json()


def test_a_wrong_setting_is_named_without_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLL_INTERVAL", "7-secret")
    with pytest.raises(SettingsError, match="poll_interval") as caught:
        Settings.load()
    assert "secret" not in str(caught.value)


def test_a_missing_file_is_explained(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="Check the path"):
        Settings.load(tmp_path / "none.toml")
