"""The simulated Discord as a fixture."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.platforms.stage import Stage, staged


@pytest.fixture
async def on(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Stage]:
    """The bot at work in a simulated Discord. The test fails if anything went wrong that no reply explains."""
    async with staged(tmp_path) as stage:
        yield stage
    incidents = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert incidents == []
