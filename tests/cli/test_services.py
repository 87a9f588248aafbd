"""Running a share of the bot, moving its database, and putting a back-up back, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.cli import main
from bot.cli.options import parser
from bot.model.share import Role, Shards

ROOT = Path(__file__).parents[2]


def test_without_options_a_process_does_everything() -> None:
    options = parser().parse_args(["run"])
    assert (options.roles, options.shards) == (frozenset(Role), None)


def test_a_process_is_told_its_roles_and_shards() -> None:
    options = parser().parse_args(["run", "--roles", "gateway, send", "--shards", "16-31/64"])
    assert options.roles == {Role.GATEWAY, Role.SEND}
    assert options.shards == Shards(first=16, last=31, count=64)
    assert list(parser().parse_args(["run", "--shards", "3/4"]).shards.numbers) == [3]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--roles", "sender"], "name some of gateway, poll, plan, send"),
        (["--roles", ""], "there is no role"),
        (["--shards", "4-4/4"], "the last one less than their number 4"),
        (["--shards", "2-1/4"], "the first is 0"),
        (["--shards", "0/0"], "names no shards"),
        (["--shards", "some"], "write 0-15/64"),
        (["--roles", "send", "--shards", "0/1"], "Leave one of the two out"),
    ],
)
def test_what_names_no_share_is_wrong_usage(given: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        status = main(["run", *given])
    except SystemExit as ended:
        status = int(ended.code or 0)
    assert status == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("name", ["compose.yaml", "compose.roles.yaml"])
def test_the_containers_together_have_all_roles(name: str) -> None:
    services = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))["services"]
    ours = [service for service in services.values() if service.get("build")]
    assert frozenset().union(*(parser().parse_args(one.get("command", ["run"])).roles for one in ours)) == set(Role)


def test_sqlite_refuses_a_part_of_the_work_with_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--database", f"sqlite:///{tmp_path}/d.db", "run", "--roles", "plan"]) == 1
    assert "SQLite serves one process that does everything." in capsys.readouterr().err


def test_an_installation_is_moved_and_its_articles_answer_there(
    tmp_path: Path, postgres_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    here = f"sqlite:///{tmp_path}/d.db"
    article = tmp_path / "fair.md"
    article.write_text("---\ntitle: Fair\npublished: 2026-03-02\n---\n\nThe spring fair opens on May 4, 2026.\n")
    assert main(["--database", f"sqlite:///{tmp_path}/none.db", "db", "migrate-to", postgres_url]) == 1
    assert "There is no SQLite database to move" in capsys.readouterr().err
    assert main(["--database", here, "ingest", str(article)]) == 0
    assert main(["--database", here, "db", "migrate-to", postgres_url]) == 0
    told = capsys.readouterr()
    assert "all tables are the same on both sides" in told.err
    assert "never start the bot on the old database again" in told.out
    assert main(["--database", postgres_url, "articles"]) == 0
    assert "Fair" in capsys.readouterr().out


def test_a_back_up_is_made_and_put_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here, copy = f"sqlite:///{tmp_path}/d.db", str(tmp_path / "copy.db")
    assert main(["--database", here, "db", "backup", copy]) == 0
    assert main(["--database", here, "db", "restore", copy]) == 0
    assert "What was there before is in" in capsys.readouterr().out
    assert main(["--database", here, "db", "restore", str(tmp_path / "absent.db")]) == 1
    assert "There is no back-up" in capsys.readouterr().err
