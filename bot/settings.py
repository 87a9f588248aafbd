"""The operator's configuration: config/dateline.toml and the environment, read once, frozen, secrets masked."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, Self

import platformdirs
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bot.errors import SettingsError


class Settings(BaseSettings):
    """Environment variables win over the file; the file wins over the defaults.

    Every field is documented in config/dateline.toml. Durations are in seconds, sizes in bytes.
    """

    model_config = SettingsConfigDict(frozen=True, extra="forbid", env_ignore_empty=True)

    discord_token: SecretStr | None = None
    database_url: str = ""
    watch_folder: Path | None = None
    user_agent: str = "Dateline/0.1 (news-alert bot)"
    poll_interval: int = Field(default=900, ge=300)
    read_pages: bool = True
    allow_private_addresses: bool = False
    allowed_ports: frozenset[int] = frozenset({80, 443})
    pulse_file: Path | None = None
    model_provider: Literal["", "openai", "anthropic", "compatible"] = ""
    model_name: str = ""
    model_url: str = ""
    model_key: SecretStr | None = None
    model_timeout: float = Field(default=8.0, gt=0, le=60)
    model_requests_per_day: int = Field(default=500, ge=1)
    rerank: bool = False
    log_level: str = "INFO"

    @classmethod
    def load(cls, file: Path | None = None, **overrides: Any) -> Self:
        """Read the configuration. Raises SettingsError with the field that is wrong."""
        if file is not None and not file.is_file():
            raise SettingsError(f"There is no configuration file {file}. Check the path given with --config.")
        given = {name: value for name, value in overrides.items() if value is not None}
        try:
            settings: Self = _with_file(cls, file)(**given)
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            field = ".".join(str(part) for part in first["loc"])
            raise SettingsError(f"The setting `{field}` is wrong: {first['msg']}.") from None
        except ValueError as error:
            raise SettingsError(f"{file} is not valid TOML: {error}.") from None
        return settings

    @property
    def database(self) -> str:
        """Return the database URL; by default SQLite in the user's data directory."""
        if self.database_url:
            return self.database_url
        return f"sqlite:///{platformdirs.user_data_path('dateline', appauthor=False) / 'dateline.db'}"


def _with_file(cls: type[Settings], file: Path | None) -> Any:
    class FromFile(cls):  # type: ignore[misc, valid-type]  # the base is a run-time argument
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            **_: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            sources = (init_settings, env_settings)
            return (*sources, TomlConfigSettingsSource(settings_cls, file)) if file else sources

    return FromFile
