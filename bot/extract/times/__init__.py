"""Time expressions: what words name a time (`patterns`), and which one (`resolve`)."""

from __future__ import annotations

from bot.extract.times.read import read_times
from bot.extract.times.reference import Reference, find_reference

__all__ = ["Reference", "find_reference", "read_times"]
