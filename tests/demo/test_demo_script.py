"""The demo without a browser: the story that the seeds tell, and scripts that cannot be read."""

from __future__ import annotations

import asyncio
import io
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.demo import run_demo
from bot.errors import UnreadableFileError, UsageError

START = datetime(2026, 2, 9, 12, tzinfo=UTC)
STORY = Path(__file__).parents[2] / "seeds" / "story.jsonl"


async def played(script: Path, at: datetime = START) -> list[dict[str, Any]]:
    out = io.StringIO()
    await run_demo(at, script=script, out=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def script(folder: Path, *steps: dict[str, Any] | str) -> Path:
    path = folder / "script.jsonl"
    lines = [step if isinstance(step, str) else json.dumps(step) for step in steps]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.e2e
async def test_the_story_shows_alerts_answers_abstentions_settings_and_reminders_before_march_19() -> None:
    lines = await played(STORY)
    assert [line for line in lines if line["kind"] == "error"] == []
    before = [line for line in lines if line["step"] == 0]
    assert "Takaichi" in before[-1]["headline"]
    assert before[-1]["controls"] == ["Events", "Quotes", "Ask"]
    assert any("March 19, 2026" in field["text"] for field in before[-1]["fields"])
    replies = [line for line in lines if line["kind"] == "reply"]
    assert "March 19, 2026" in replies[0]["text"]
    assert "China" in replies[1]["text"]
    assert "April 2026" in replies[1]["text"]
    assert "do not tell" in replies[2]["text"]
    assert replies[3]["ephemeral"]
    assert "3 days before, on the morning of the day" in " ".join(line["text"] for line in replies).replace("\\", "")
    reminders = [line for line in lines if line["kind"] == "post" and line["step"] > 0]
    days = {line["at"][:10] for line in reminders if "White House" in line["headline"]}
    assert {"2026-03-16", "2026-03-19"} <= days
    assert "2026-03-12" not in days, "the lead times were changed to 3 days and the morning"


@pytest.mark.e2e
async def test_articles_arrive_when_the_clock_passes_their_day(tmp_path: Path) -> None:
    early = datetime(2026, 2, 5, 12, tzinfo=UTC)
    lines = await played(script(tmp_path, {"do": "forward", "days": 2}, {"do": "move to", "date": "2026-02-09"}), early)
    assert [(line["step"], line["at"][:10]) for line in lines] == [
        (0, "2026-01-30"),
        (0, "2026-02-04"),
        (1, "2026-02-06"),
        (2, "2026-02-09"),
    ]


@pytest.mark.e2e
async def test_a_step_that_nobody_could_do_is_told_and_the_rest_is_done(tmp_path: Path) -> None:
    steps = script(
        tmp_path,
        "# a remark",
        "",
        {"do": "click", "button": "Launch"},
        {"do": "command", "name": "setup", "options": {"zone": "UTC"}},
        {"do": "command", "name": "help"},
    )
    lines = [line for line in await played(steps) if line["step"]]
    assert [line["kind"] for line in lines] == ["error", "error", "reply"]
    assert "No message has a button “Launch”" in lines[0]["text"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 2"),
        ('{"do": "dance"}', "line 2"),
        ('{"do": "ask"}', "question"),
        ('{"do": "forward", "days": 0}', "days"),
        ('{"do": "move to", "date": "19 March"}', "date"),
        ('{"do": "help", "extra": 1}', "line 2"),
    ],
)
async def test_a_script_that_cannot_be_read_is_refused_before_anything_is_done(
    tmp_path: Path, line: str, told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        await run_demo(START, script=script(tmp_path, "# first", line))


async def test_a_script_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="Check the path"):
        await run_demo(START, script=tmp_path / "nothing.jsonl")


async def test_a_port_that_is_taken_is_said_so() -> None:
    async with await asyncio.start_server(lambda *_: None, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(UsageError, match=f"Port {port} is taken. Name another with --port"):
            await run_demo(START, port=port, out=io.StringIO())


@pytest.fixture
def _in_the_foreground() -> Iterator[None]:
    """Listen to Ctrl-C; a shell lets what it starts in the background ignore it, and children inherit that."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_in_the_foreground")
def test_ctrl_c_ends_the_page_without_a_traceback(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bot", "demo"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as demo:
        try:
            assert demo.stdout is not None
            while "http://127.0.0.1:" not in demo.stdout.readline():
                assert demo.poll() is None
            demo.send_signal(signal.SIGINT)
            _, said = demo.communicate(timeout=60)
        finally:
            demo.kill()
    assert demo.returncode == 130
    assert "Traceback" not in said


def test_without_the_extra_it_says_what_to_install() -> None:
    # In a process of its own: simcord has put itself into this one's event loop and clock.
    program = """
import asyncio, datetime, sys
sys.modules["simcord"] = None
from bot.demo import run_demo
try:
    asyncio.run(run_demo(datetime.datetime(2026, 2, 9, tzinfo=datetime.UTC)))
except Exception as error:
    print(type(error).__name__, error)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == (
        "UsageError The demo needs the simulated Discord. Install it with: pip install 'dateline[demo]'\n"
    )


async def test_without_the_seeds_it_says_where_to_run_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.demo import seeds

    monkeypatch.setattr(seeds, "__file__", str(tmp_path / "a" / "b" / "seeds.py"))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="Run it in a checkout"):
        await run_demo(START)
