"""The simulated Discord, and the rig for sending, as fixtures."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.engine import Store
from tests.platforms.rig import Rig, rigged
from tests.platforms.stage import Stage, staged


@pytest.fixture
async def rig(store: Store) -> AsyncIterator[Rig]:
    """A store, the real client and a server that errs, on each of the two databases."""
    async with rigged(store) as rig:
        yield rig


@pytest.fixture
async def on(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Stage]:
    """The bot at work in a simulated Discord. The test fails if anything went wrong that no reply explains."""
    async with staged(tmp_path) as stage:
        yield stage
    incidents = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert incidents == []
