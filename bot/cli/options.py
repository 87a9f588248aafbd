"""What can be said on the command line."""

from __future__ import annotations

import argparse
import re
from datetime import date, datetime
from pathlib import Path

from pydantic import ValidationError

from bot import __version__
from bot.ingest.front_matter import parse_moment
from bot.model.delivery import DeliveryState
from bot.model.share import Role, Shards

MAX_LISTED = 10_000
"""Rows that one command prints at most."""

_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


def parser() -> argparse.ArgumentParser:
    """Return the parser; `options.room` and `options.name` say where a command's function is."""
    everywhere = _global_options()
    top = argparse.ArgumentParser(
        prog="dateline",
        parents=[_global_options(first=True)],
        description="A news-alert bot that reads the article: summaries, reminders, answers, each with its evidence.",
    )
    top.add_argument("--version", action="version", version=f"dateline {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, room: str, text: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text, parents=[everywhere])
        made.set_defaults(room=room, name=name)
        return made

    _reading(command("extract", "reading", "Read an article and print it as structured data."))
    _ingesting(command("ingest", "stored", "Read articles and store them."))
    _json(command("articles", "stored", "List the stored articles, newest first."))
    _listing(command("events", "stored", "List the events that the stored articles tell of."))
    _asking(command("ask", "stored", "Answer a question from the stored articles, with the sentence that proves it."))
    _demo(command("demo", "service", "Run the bot in a simulated Discord, without a token."))
    _running(command("run", "service", "Run the bot; needs DISCORD_TOKEN."))
    _deliveries(command("deliveries", "outbox", "List what was posted and is owed; explain it, or try it again."))
    _doctor(command("doctor", "service", "Say what is wrong with this installation and how to mend it."))
    _database(command("db", "service", "Look after the database."))
    _administering(command("admin", "admin", "Show and change one server's settings, as its admins do in chat."))
    schema = command("schema", "reading", "Write the JSON Schemas of what the commands print.")
    schema.add_argument("folder", type=Path)
    return top


def _global_options(*, first: bool = False) -> argparse.ArgumentParser:
    """The options that may stand before or after the command; after it they do not undo what stood before."""
    absent = None if first else argparse.SUPPRESS
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("--database", metavar="URL", default=absent, help="sqlite:///PATH or postgresql://…")
    options.add_argument("--config", metavar="FILE", type=Path, default=absent, help="like config/dateline.toml")
    options.add_argument("--log-level", choices=_LEVELS, type=str.upper, default=absent, help="for stderr")
    return options


def _reading(command: argparse.ArgumentParser) -> None:
    given = command.add_mutually_exclusive_group(required=True)
    given.add_argument("file", nargs="?", help="text or Markdown with front matter; - for standard input")
    _batch(given, '{"id", "headline", "text", "published", "url"?}')
    _published(command)
    _at(command, "the day it is read as of, where the text lacks the year (default: today)")
    _json(command)


def _ingesting(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", nargs="*", metavar="PATH|URL", help="files, folders, feeds or pages")
    _batch(command, '{"id", "headline", "text", "published", "url"?}')
    _published(command)
    _at(command, "the instant they are stored as of (default: now)")
    command.add_argument("--no-post", action="store_true", help="store only; no guild is alerted")
    _json(command)


def _listing(command: argparse.ArgumentParser) -> None:
    _at(command, "the day that upcoming is reckoned from (default: today)")
    command.add_argument("--upcoming", action="store_true", help="leave out what is past")
    command.add_argument("--guild", metavar="GUILD", help="as this guild sees them, with what its admins amended")
    command.add_argument("--ics", action="store_true", help="print an iCalendar file")
    _json(command)


def _asking(command: argparse.ArgumentParser) -> None:
    given = command.add_mutually_exclusive_group(required=True)
    given.add_argument("question", type=_words, nargs="?")
    _batch(given, '{"id", "question", "at"?}')
    _at(command, "the instant it is asked at (default: now)")
    command.add_argument(
        "--after", type=_words, metavar="QUESTION", help="the question asked before it, on which it may lean"
    )
    _json(command)


def _demo(command: argparse.ArgumentParser) -> None:
    _at(command, "where the demo's clock starts (default: 2026-02-09)")
    command.add_argument("--script", type=Path, metavar="FILE", help="run these steps headless, print what is posted")
    command.add_argument("--port", type=int, help="of the page on loopback (default: a free one)")


def _running(command: argparse.ArgumentParser) -> None:
    roles, every = ",".join(Role), frozenset(Role)
    command.add_argument(
        "--roles", type=_roles, default=every, metavar="ROLE,…", help=f"what this process does (default: {roles})"
    )
    command.add_argument(
        "--shards",
        type=_shards,
        metavar="A-B/N",
        help="of its gateway, from 0 (default: all that Discord advises)",
    )


def _deliveries(command: argparse.ArgumentParser) -> None:
    command.add_argument("--guild", metavar="GUILD", help="of this guild only")
    command.add_argument("--state", type=DeliveryState, choices=list(DeliveryState), help="those that stand so")
    command.add_argument("--limit", type=_count, default=50, help="at most so many (default: 50)")
    _json(command)
    what = command.add_subparsers(dest="what", metavar="explain|why|retry")
    also = [_global_options()]
    explain = what.add_parser("explain", help="why it was posted or not, and each try", parents=also)
    why = what.add_parser("why", help="what became of an article in a guild", parents=also)
    retry = what.add_parser("retry", help="try again what was refused, too late or never seen to arrive", parents=also)
    for one in (explain, retry):
        one.add_argument(
            "delivery", type=_words, metavar="ID", help="its id, the # in its message's footer, or the message's id"
        )
    why.add_argument("article", type=_words, metavar="ARTICLE")
    why.add_argument("--guild", metavar="GUILD", required=True)
    retry.add_argument("--anyway", action="store_true", help="do not look whether it arrived: it may stand there twice")
    for one in (explain, why, retry):
        one.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print one JSON document")


def _doctor(command: argparse.ArgumentParser) -> None:
    command.add_argument("--alive", action="store_true", help="only ask whether a bot runs on this database")


def _database(command: argparse.ArgumentParser) -> None:
    what = command.add_subparsers(dest="what", metavar="upgrade|check|backup|restore|migrate-to", required=True)
    also = [_global_options()]
    what.add_parser("upgrade", help="bring the schema up to this version", parents=also)
    what.add_parser("check", help="verify that the database is whole", parents=also)
    backup = what.add_parser("backup", help="copy a SQLite database while it is in use", parents=also)
    backup.add_argument("path", type=Path)
    restore = what.add_parser("restore", help="put a back-up in the place of a SQLite database", parents=also)
    restore.add_argument("path", type=Path)
    moving = what.add_parser("migrate-to", help="copy a SQLite installation to an empty PostgreSQL", parents=also)
    moving.add_argument("target", metavar="URL")


def _administering(command: argparse.ArgumentParser) -> None:
    command.set_defaults(name="run")
    what = command.add_subparsers(dest="what", metavar="show|set|export|import|dismiss|amend|restore", required=True)
    also = [_global_options()]
    texts = {
        "show": "say how everything stands",
        "set": "change one thing; the value is written as in chat",
        "export": "write all that was set as one YAML document",
        "import": "set what such a document says",
        "dismiss": "take an event out of that server's lists, reminders and answers",
        "amend": "set another time of an event there",
        "restore": "let an event be there again as the article tells it",
    }
    made = {name: what.add_parser(name, help=text, description=text, parents=also) for name, text in texts.items()}
    for one in made.values():
        one.add_argument("guild", metavar="GUILD", help="discord:ID, or the id alone")
    _json(made["show"])
    made["set"].add_argument("key", choices=SETTINGS, metavar="KEY", help=", ".join(SETTINGS))
    made["set"].add_argument("value", type=_words, metavar="VALUE", help="for example: weekdays at 8")
    made["export"].add_argument("file", type=Path, nargs="?", metavar="FILE", help="(default: standard output)")
    made["export"].add_argument("--overwrite", action="store_true", help="replace a FILE that exists")
    made["import"].add_argument("file", type=Path, metavar="FILE", help="- for standard input")
    for name in ("dismiss", "amend", "restore"):
        made[name].add_argument("event", type=_words, metavar="EVENT", help="its id; `dateline events --json` has it")
    made["amend"].add_argument(
        "date", type=_words, metavar="DATE", help="2026-03-20 or 2026-03-20 15:00, by that server's clock"
    )


SETTINGS = (
    "channel", "zone", "lead_times", "reminder_time", "digests", "quiet", "posts_per_hour", "pause", "alerts",
    "reminders", "agenda", "event_list", "language_model", "topic", "urgent_topic", "no_topic",
)  # fmt: skip
"""What `dateline admin set` can change; `bot.cli.admin` knows how."""


def _batch(group: argparse._ActionsContainer, lines: str) -> None:
    group.add_argument("--batch", type=Path, metavar="FILE.jsonl", help=f"lines {lines}; one line in, one line out")


def _published(command: argparse.ArgumentParser) -> None:
    command.add_argument("--published", type=_moment, metavar="ISO", help="day or instant of publication, if not told")


def _at(command: argparse.ArgumentParser, text: str) -> None:
    command.add_argument("--at", type=_moment, metavar="ISO", help=text)


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print one JSON document (batches: one per line)")


def _words(value: str) -> str:
    """Return what was written; the shell hands over bytes that are no UTF-8 as lone surrogates."""
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise argparse.ArgumentTypeError("it is not UTF-8")
    return value


def _count(value: str) -> int:
    if not re.fullmatch(r"\d{1,5}", value, re.ASCII) or not 1 <= int(value) <= MAX_LISTED:
        raise argparse.ArgumentTypeError(f"{value[:40]!r} is no number from 1 to {MAX_LISTED:,}")
    return int(value)


def _roles(value: str) -> frozenset[Role]:
    names = [name.strip() for name in value.split(",")]
    if wrong := [name for name in names if name not in set(Role)]:
        raise argparse.ArgumentTypeError(f"there is no role {wrong[0][:40]!r}; name some of {', '.join(Role)}")
    return frozenset(Role(name) for name in names)


def _shards(value: str) -> Shards:
    read = re.fullmatch(r"(\d{1,6})(?:-(\d{1,6}))?/(\d{1,6})", value, re.ASCII)
    if read is None:
        raise argparse.ArgumentTypeError(f"{value[:40]!r} names no shards; write 0-15/64 for the first 16 of 64")
    first, last, count = read.groups()
    try:
        return Shards(first=int(first), last=int(last or first), count=int(count))
    except ValidationError:
        raise argparse.ArgumentTypeError(
            f"{value!r} names no shards: the first is 0, the last one less than their number {count}"
        ) from None


def _moment(value: str) -> date | datetime:
    try:
        return parse_moment(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{value[:40]!r} {error}") from None
