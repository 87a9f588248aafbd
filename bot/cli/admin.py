"""`dateline admin`: what the slash commands change, from the machine that the bot runs on."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from bot.cli.guild import guild_key
from bot.cli.output import print_json, shown
from bot.clock import SystemClock
from bot.decide import digests, holds
from bot.errors import PolicyError, TooLargeError, UnreadableFileError, UnwritableFileError
from bot.flows import admin, amending, document_text, documents, rules, wishes
from bot.flows.admin import OPERATOR, PolicyChange
from bot.flows.documents import GuildDocument
from bot.model.policy import GuildPolicy
from bot.platforms import console
from bot.render import amended, standing, views
from bot.settings import Settings
from bot.store import guilds
from bot.store.engine import Store

MAX_DOCUMENT = 256 * 1024
"""Bytes: 25 topics of 50 words and 25 feeds have a tenth of it."""

Change = Callable[[Store, str, str, datetime], Awaitable[GuildPolicy]]


async def run(options: argparse.Namespace, settings: Settings) -> int:
    """Do what is asked with one guild's settings."""
    guild = guild_key(options.guild)
    async with Store.open(settings.database) as store:
        async with store.read() as conn:
            known = await guilds.joined_at(conn, guild) is not None
        await _DO[options.what](store, guild, options)
    if not known:
        print(f"dateline: The bot has not met {guild} yet. Look at the id; what is set holds once it is invited.",
              file=sys.stderr)  # fmt: skip
    return 0


async def _show(store: Store, guild: str, options: argparse.Namespace) -> None:
    now = SystemClock().now()
    if options.json:
        print_json((await documents.export(store, guild, OPERATOR, now)).model_dump(mode="json"))
        return
    found = await admin.view_settings(store, guild, OPERATOR, now)
    message = views.settings(found.guild, found.sources, paused=holds.paused(found.guild.policy, now))
    print(console.text(message))
    for label, event in amending.named(await amending.amended(store, guild, OPERATOR)):
        print("  " + shown(f"{label} ({event})"))
    print("  " + standing.following(found.guild, found.first, found.held))
    if found.disabled:
        print("  " + shown(f"Posting was stopped: {found.disabled}"))
    if found.unlisted:
        print("  " + shown(f"Listing events was stopped: {found.unlisted}"))


async def _set(store: Store, guild: str, options: argparse.Namespace) -> None:
    now = SystemClock().now()
    after = await _CHANGES[options.key](store, guild, options.value, now)
    found = await admin.view_settings(store, guild, OPERATOR, now)
    for sentence in [*_said(options.key, after, now), standing.following(after, found.first, found.held)]:
        print(shown(sentence))


async def _export(store: Store, guild: str, options: argparse.Namespace) -> None:
    document = await documents.export(store, guild, OPERATOR, SystemClock().now())
    text = yaml.safe_dump(document.model_dump(mode="json"), allow_unicode=True, sort_keys=False, width=120)
    if options.file is None:
        sys.stdout.write(text)
        return
    if options.file.is_file() and not options.overwrite:
        raise UnwritableFileError(str(options.file), "it exists already; --overwrite replaces it")
    try:
        options.file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UnwritableFileError(str(options.file), error.strerror or type(error).__name__) from None


async def _import(store: Store, guild: str, options: argparse.Namespace) -> None:
    document, now = _document(options.file), SystemClock().now()
    after = await documents.put(store, guild, OPERATOR, document, now)
    found = await admin.view_settings(store, guild, OPERATOR, now)
    print(shown(f"{guild} has the policy of the document now. {standing.following(after, found.first, found.held)}"))


async def _dismiss(store: Store, guild: str, options: argparse.Namespace) -> None:
    done = await amending.dismiss(store, guild, OPERATOR, options.event, SystemClock().now())
    print(console.text(amended.dismissed(done.told, done.tellings)))


async def _amend(store: Store, guild: str, options: argparse.Namespace) -> None:
    now = SystemClock().now()
    done = await amending.amend(store, guild, OPERATOR, options.event, options.date, now=now)
    print(console.text(amended.amended(done.seen or done.told, now.date(), done.tellings)))


async def _restore(store: Store, guild: str, options: argparse.Namespace) -> None:
    now = SystemClock().now()
    done = await amending.restore(store, guild, OPERATOR, options.event, now)
    print(console.text(amended.restored(done.seen or done.told, now.date())))


def _document(path: Path) -> GuildDocument:
    """Read a document. Raises UnreadableFileError, TooLargeError or PolicyError with the place that is wrong."""
    try:
        raw = sys.stdin.buffer.read(MAX_DOCUMENT + 1) if str(path) == "-" else path.read_bytes()
        if len(raw) > MAX_DOCUMENT:
            raise TooLargeError(str(path), len(raw), MAX_DOCUMENT)
        return document_text.parse(raw.decode("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(str(path), getattr(error, "strerror", None) or "it is not UTF-8") from None
    except PolicyError as error:
        raise PolicyError(f"{'standard input' if str(path) == '-' else path}: {error}") from None


def _said(key: str, after: GuildPolicy, now: datetime) -> list[str]:
    policy = after.policy
    sentences: dict[str, list[str]] = {
        "digests": standing.digests(after, list(islice(digests.coming(policy, now), 3))),
        "quiet": standing.quiet(after),
        "posts_per_hour": standing.limit(after),
        "pause": standing.pause(after),
        "topic": standing.topics(policy.topics),
        "urgent_topic": standing.topics(policy.topics),
        "no_topic": standing.topics(policy.topics),
    }
    return sentences.get(key) or [f"{key}: {getattr(documents.written(policy), key)}"]


def _policy(name: str, reader: Callable[[str], Any]) -> Change:
    async def change(store: Store, guild: str, value: str, now: datetime) -> GuildPolicy:
        return await admin.set_policy(store, guild, OPERATOR, PolicyChange(**{name: reader(value)}), now)

    return change


def _rule(flow: Callable[..., Awaitable[GuildPolicy]], reader: Callable[[str], Any] = str) -> Change:
    async def change(store: Store, guild: str, value: str, now: datetime) -> GuildPolicy:
        return await flow(store, guild, OPERATOR, reader(value), now)

    return change


async def _pause(store: Store, guild: str, value: str, now: datetime) -> GuildPolicy:
    if value.strip().casefold() in wishes.OFF:
        return await rules.resume(store, guild, OPERATOR, now)
    return await rules.pause(store, guild, OPERATOR, value, now)


def _topic(*, urgent: bool) -> Callable[[str], Any]:
    def read(value: str) -> Any:
        name, colon, words = value.partition(":")
        if not colon:
            raise PolicyError("Write a topic as “name: words and names with commas between”.")
        return wishes.topic(name, words, urgent=urgent)

    return read


def _yes(value: str) -> bool:
    words = value.strip().casefold()
    if words in wishes.OFF or words in {"false", "0"}:
        return False
    if words in {"on", "yes", "true", "1"}:
        return True
    raise PolicyError(f"“{value[:20]}” is neither on nor off.")


def _posts(value: str) -> int:
    if value.strip().casefold() in wishes.OFF:
        return 0
    if not (value.isascii() and value.isdigit() and len(value) < 5):
        raise PolicyError(f"“{value[:20]}” is no number of posts an hour; 0 means no limit.")
    return int(value)


def _channel(value: str) -> str | None:
    if value.strip().casefold() in wishes.OFF:
        return None
    if not (value.isascii() and value.isdigit() and len(value) < 25):
        raise PolicyError(f"“{value[:30]}” is no channel's id. In Discord: Developer Mode on, then Copy Channel ID.")
    return value


_CHANGES: dict[str, Change] = {
    "channel": _policy("channel", _channel),
    "zone": _policy("zone", str),
    "lead_times": _policy("lead_times", wishes.lead_times),
    "reminder_time": _policy("reminder_time", wishes.time_of_day),
    "alerts": _policy("alerts", _yes),
    "reminders": _policy("reminders", _yes),
    "agenda": _policy("agenda", _yes),
    "event_list": _policy("event_list", _yes),
    "language_model": _policy("language_model", _yes),
    "digests": _rule(rules.set_digests),
    "quiet": _rule(rules.set_quiet),
    "posts_per_hour": _rule(rules.set_limit, _posts),
    "pause": _pause,
    "topic": _rule(rules.put_topic, _topic(urgent=False)),
    "urgent_topic": _rule(rules.put_topic, _topic(urgent=True)),
    "no_topic": _rule(rules.remove_topic),
}
_DO = {
    "show": _show,
    "set": _set,
    "export": _export,
    "import": _import,
    "dismiss": _dismiss,
    "amend": _amend,
    "restore": _restore,
}
