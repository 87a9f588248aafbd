from __future__ import annotations

import asyncio
import io
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.answer import rerank
from bot.cli import main
from bot.model.delivery import Destination, NewDelivery, Priority
from bot.model.message import Message, MessageKind
from bot.model.policy import GuildPolicy, Policy
from bot.store import claims, guilds, outbox
from bot.store.engine import Store

ARTICLE = """---
headline: Museum to open by the harbour
published: 2026-03-02
source: The Town Paper
---
OSLO, March 2 - The harbour museum will open on March 20, the city said on Monday.

"We are proud of this house," Mayor Kari Nilsen said.
"""
FLAWS = [
    (b"", "holds no text"),
    (b"\x89PNG\0\0", "is not text that can be read"),
    (b"---\npublished: 2026-02-30\n---\nText.", "`published` is not a date"),
]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "museum.md"
    path.write_text(ARTICLE)
    return path


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/store/dateline.db"


def output(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_extract_prints_the_structured_article(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(article), "--json"]) == 0
    read = output(capsys)
    assert (read["headline"], read["published"]) == ("Museum to open by the harbour", "2026-03-02")
    assert read["dateline"]["place"] == "Oslo"
    assert [e["when"]["value"] for e in read["events"] if e["status"] == "scheduled"] == ["2026-03-20"]
    assert all(read["body"][s["start"] : s["end"]].strip() for s in read["sentences"])


def test_extract_reads_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"The fair opens on May 4.")))
    assert main(["extract", "-", "--published", "2026-03-02", "--json"]) == 0
    assert output(capsys)["time_expressions"][0]["value"] == "2026-05-04"


@pytest.mark.parametrize(("data", "words"), FLAWS, ids=["empty", "binary", "wrong date"])
def test_a_file_that_is_no_article_gives_one_sentence_and_status_1(
    tmp_path: Path, data: bytes, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "flawed.md"
    path.write_bytes(data)
    assert main(["extract", str(path)]) == 1
    shown = capsys.readouterr()
    assert words in shown.err
    assert shown.err.count("\n") == 1
    assert shown.out == ""


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["extract"],
        ["fly"],
        ["extract", "x.md", "--published", "soon"],
        ["ingest"],
        ["ask", "why", "--batch", "x.jsonl"],
        ["deliveries", "--limit", "99999999999999999999"],
        ["deliveries", "--limit", "-1"],
        ["deliveries", "--limit", "0"],
        ["admin", "show", "../../x"],
        ["admin", "show", "discord:-5"],
        ["admin", "show", "slack:5"],
        ["admin", "show", "' OR 1=1"],
        ["admin", "show", "99999999999999999999"],
    ],
)
def test_wrong_usage_gives_status_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        status = main(words)
    except SystemExit as ended:
        status = int(ended.code or 0)
    assert status == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize("folder", ["/proc/none", "a file"])
def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a file").write_text("x", encoding="utf-8")
    assert main(["schema", folder]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_an_address_that_is_not_of_the_web_is_named_as_it_was_given(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ingest", "ftp://harbour.example/y", "--database", database]) == 1
    assert "ftp://harbour.example/y: is read from no such address" in capsys.readouterr().err


def test_what_was_ingested_is_listed_asked_and_exported(
    article: Path, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ["--at", "2026-03-03", "--database", database]
    assert main(["ingest", str(article), *at, "--json"]) == 0
    (row,) = output(capsys)
    assert row["new"]
    assert [e["when"]["value"] for e in row["upcoming"]] == ["2026-03-20"]

    assert main(["ingest", str(article.parent), *at, "--json"]) == 0
    assert [r["new"] for r in output(capsys)] == [False]

    assert main(["articles", "--json", "--database", database]) == 0
    assert [a["headline"] for a in output(capsys)] == ["Museum to open by the harbour"]

    assert main(["events", "--upcoming", "--json", *at]) == 0
    (event,) = output(capsys)
    assert (event["when"]["value"], event["headline"]) == ("2026-03-20", "Museum to open by the harbour")

    assert main(["events", "--ics", *at]) == 0
    calendar = capsys.readouterr().out
    assert "DTSTART;VALUE=DATE:20260320" in calendar
    assert "DTEND;VALUE=DATE:20260321" in calendar

    assert main(["ask", "When does the museum open?", *at, "--json"]) == 0
    answer = output(capsys)
    assert not answer["abstained"]
    assert "March 20, 2026" in answer["answer"]
    assert answer["evidence"][0]["text"] in ARTICLE

    assert main(["ask", "Who won the cup in 1998?", *at, "--json"]) == 0
    assert output(capsys)["abstained"]


def test_a_file_that_cannot_be_read_does_not_hide_the_others_of_its_folder(
    article: Path, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (article.parent / "a.txt").write_bytes(b"\0\1\2")
    assert main(["ingest", str(article.parent), "--at", "2026-03-03", "--database", database, "--json"]) == 1
    shown = capsys.readouterr()
    assert [row["new"] for row in json.loads(shown.out)] == [True]
    assert "a.txt" in shown.err
    assert main(["db", "check", "--database", database]) == 0


def test_a_batch_gives_one_line_for_each_line_and_keeps_its_id(
    tmp_path: Path, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        {"id": "a", "headline": "Fair", "text": "The fair  opens on May 4.\r\n", "published": "2026-03-02"},
        {"id": "b", "headline": "", "text": "", "published": "2026-03-02"},
        {"id": 7, "headline": "Ferry", "text": "The ferry sails in June.", "published": "2026-03-02T08:00:00"},
    ]
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines) + "not json\n\n")
    for command in (["extract"], ["ingest", "--database", database]):
        assert main([*command, "--batch", str(path), "--json"]) == 1
        shown = capsys.readouterr()
        rows = [json.loads(line) for line in shown.out.splitlines()]
        assert [row["id"] for row in rows] == ["a", "b", "7", "4"]
        assert ["error" in row for row in rows] == [False, True, False, True]
        assert "2 of 4 lines could not be read" in shown.err
    asked = tmp_path / "questions.jsonl"
    asked.write_text(json.dumps({"id": "q", "question": "When does the fair open?", "at": "2026-03-03"}) + "\n")
    assert main(["ask", "--batch", str(asked), "--json", "--database", database]) == 0
    (answer,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (answer["id"], answer["evidence"][0]["article"]) == ("q", "a")
    assert set(answer) >= {"id", "answer", "abstained", "kind", "confidence", "evidence"}


def test_the_text_of_a_batch_is_the_body_unchanged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = " Cafe\u0301\r\nopens on  May 4.\t"
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps({"id": "x", "headline": "", "text": text, "published": "2026-03-02"}) + "\n")
    assert main(["extract", "--batch", str(path), "--json"]) == 0
    assert output(capsys)["body"] == text


def test_half_a_character_is_told_and_not_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "half.jsonl"
    path.write_text('{"id": "x", "headline": "", "text": "A fair \\ud800 opens."}\n')
    assert main(["extract", "--batch", str(path), "--json"]) == 1
    assert "half a character" in output(capsys)["error"]


def test_a_missing_token_is_explained(
    database: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    assert main(["run", "--database", database]) == 1
    assert "DISCORD_TOKEN" in capsys.readouterr().err


def test_the_doctor_says_what_is_missing(
    database: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    assert main(["doctor", "--database", database]) == 1
    shown = capsys.readouterr().out
    assert "sqlite" in shown
    assert "Set DISCORD_TOKEN" in shown


def test_the_doctor_says_what_reranking_needs(
    database: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["doctor", "--database", database]) == 1
    assert "the setting `rerank` switches it on" in capsys.readouterr().out
    monkeypatch.setenv("RERANK", "true")
    monkeypatch.setattr(rerank, "find_spec", lambda _: None)
    assert main(["doctor", "--database", database]) == 1
    assert "pip install 'dateline[rerank]'" in capsys.readouterr().out


def test_the_doctor_tells_whether_a_bot_is_alive(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PULSE_FILE", raising=False)
    assert main(["doctor", "--alive"]) == 1
    assert "Set PULSE_FILE" in capsys.readouterr().err
    pulse = tmp_path / "pulse"
    monkeypatch.setenv("PULSE_FILE", str(pulse))
    assert main(["doctor", "--alive"]) == 1
    assert "No bot has touched" in capsys.readouterr().err
    pulse.touch()
    assert main(["doctor", "--alive"]) == 0
    os.utime(pulse, (0, 0))
    assert main(["doctor", "--alive"]) == 1
    assert "Look into its log" in capsys.readouterr().err


def test_a_configuration_that_is_wrong_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "dateline.toml"
    for text, words in (
        ("poll_interval = 1", "poll_interval"),
        ("nonsense = 1", "nonsense"),
        ("= 3", "not valid TOML"),
    ):
        path.write_text(text)
        assert main(["articles", "--config", str(path)]) == 1
        assert words in capsys.readouterr().err


def test_a_database_in_a_folder_that_cannot_be_written_is_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    assert main(["articles", "--database", f"sqlite:///{blocked}/dateline.db"]) == 1
    assert "Cannot write the database" in capsys.readouterr().err


def test_what_an_article_says_cannot_steer_the_terminal(
    tmp_path: Path, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "escape.txt"
    head = '---\nheadline: "Red \\e[31m\u202efair"\n---\n'
    path.write_text(head + "The fair \x1b]0;title\x07opens on May 4, 2026.\n" + "Stalls wait. " * 50)
    at = ["--at", "2026-03-03", "--database", database]
    assert main(["ingest", str(path), *at]) == 0
    assert main(["events", *at]) == 0
    assert main(["ask", "When does the fair open?", *at]) == 0
    shown = capsys.readouterr().out
    assert "May 4" in shown
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)


async def _owe(database: str, article_id: str) -> None:
    """Have a guild, and a reminder-like delivery that was refused, in the database."""
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    async with Store.open(database) as store, store.write() as conn:
        await guilds.put(conn, GuildPolicy(platform="discord", guild="1", policy=Policy(channel="2")), now)
        where = Destination(platform="discord", guild="1", channel="2")
        message = Message(kind=MessageKind.ALERT, headline="Museum to open")
        owed = NewDelivery(
            dedupe_key="x",
            destination=where,
            message=message,
            priority=Priority.ALERT,
            cause=article_id,
            not_before=now,
        )
        await outbox.enqueue(conn, [owed], now)
        (one,) = await claims.claim(conn, sender="s", now=now, lease=timedelta(seconds=60), limit=1)
        await claims.rejected(conn, one.id, "Invalid Form Body", now)


def test_deliveries_are_listed_explained_and_tried_again(
    article: Path, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--database", database, "ingest", str(article), "--no-post", "--json"]) == 0
    (stored,) = output(capsys)
    asyncio.run(_owe(database, stored["id"]))
    assert main(["deliveries", "--database", database, "--guild", "discord:1", "--state", "rejected", "--json"]) == 0
    (listed,) = output(capsys)
    assert (listed["state"], listed["error"]) == ("rejected", "Invalid Form Body")
    name = listed["id"]
    assert main(["deliveries", "explain", name[-8:], "--database", database, "--json"]) == 0
    told = output(capsys)
    assert "Museum to open by the harbour" in told["why"]
    assert [one["outcome"] for one in told["attempts"]] == ["rejected"]
    assert main(["deliveries", "why", stored["id"], "--guild", "discord:1", "--database", database]) == 0
    assert "refused for good: Invalid Form Body" in capsys.readouterr().out
    assert main(["deliveries", "retry", name, "--database", database]) == 0
    assert "posted now, once" in capsys.readouterr().out
    assert main(["deliveries", "--database", database, "--state", "failed"]) == 0
    assert "Museum to open" in capsys.readouterr().out


def test_deliveries_that_are_not_there_are_said_to_be_none(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--database", database, "deliveries", "--json"]) == 0
    assert output(capsys) == []
    assert main(["--database", database, "deliveries"]) == 0
    assert main(["--database", database, "deliveries", "retry", "none"]) == 1
    assert "There is no delivery “none” here." in capsys.readouterr().err
