from __future__ import annotations

import ast
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from bot.clock import MovableClock, StoppedClock, SystemClock

START = datetime(2026, 2, 9, 12, tzinfo=UTC)
BOT = Path(__file__).parents[2] / "bot"
READS_THE_CLOCK = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}


def test_the_moved_clock_jumps_forward_and_never_back() -> None:
    machine = StoppedClock(datetime(2030, 1, 1, tzinfo=UTC))
    clock = MovableClock(START, machine)
    assert clock.now() == START
    clock.move_to(START + timedelta(days=30))
    clock.move_to(START)
    assert clock.now() == START + timedelta(days=30)
    machine.set(datetime(2030, 1, 1, 0, 0, 5, tzinfo=UTC))
    assert clock.now() == START + timedelta(days=30, seconds=5)


async def test_the_stopped_clock_moves_on_only_when_it_is_told() -> None:
    clock = StoppedClock(datetime(2026, 2, 9, 21, tzinfo=timezone(timedelta(hours=9))))
    assert clock.now() == START
    await clock.sleep(60)
    assert clock.now() == START + timedelta(minutes=1)


def test_the_system_clock_tells_an_aware_instant() -> None:
    assert SystemClock().now().utcoffset() == timedelta(0)


def test_nothing_but_the_clock_reads_the_clock() -> None:
    others = (path for path in BOT.rglob("*.py") if path != BOT / "clock.py")
    readers = {str(path.relative_to(BOT)): names for path in others if (names := names_in(path) & READS_THE_CLOCK)}
    assert readers == {}


def names_in(path: Path) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    dotted = (n for n in nodes if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name))
    return {f"{n.value.id}.{n.attr}" for n in dotted if isinstance(n.value, ast.Name)}
