"""Commands that run the bot or look after it: run, demo, doctor and db."""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time, timedelta

from bot import app
from bot.answer import rerank
from bot.cli.output import print_rows
from bot.clock import SystemClock
from bot.errors import DatelineError, SettingsError, StoreError, UsageError
from bot.model.base import Frozen
from bot.model.share import Role, Share
from bot.settings import Settings
from bot.store import backups, moving
from bot.store.engine import Store
from bot.store.place import exists

DEMO_DAY = date(2026, 2, 9)
MAX_PULSE_AGE = timedelta(seconds=120)
"""Four missed beats of half a minute."""


class Finding(Frozen):
    """One thing that was looked at; `mend` says what to do if it is not well."""

    what: str
    well: bool
    says: str
    mend: str = ""


async def run(options: argparse.Namespace, settings: Settings) -> int:
    """Run the bot, or this process's share of it, until it is told to stop."""
    if options.shards is not None and Role.GATEWAY not in options.roles:
        raise UsageError("--shards are of the gateway, and this process has not that role. Leave one of the two out.")
    await app.run(settings, Share(roles=options.roles, shards=options.shards))
    return 0


async def demo(options: argparse.Namespace, _: Settings) -> int:
    """Run the bot in a simulated Discord."""
    if importlib.util.find_spec("simcord") is None:
        raise UsageError("The demo needs the simulated Discord. Install it with: pip install 'dateline[demo]'")
    from bot.demo import run_demo

    at = options.at or DEMO_DAY
    start = at if isinstance(at, datetime) else datetime.combine(at, time(12), UTC)
    await run_demo(start, port=options.port, script=options.script)
    return 0


async def doctor(options: argparse.Namespace, settings: Settings) -> int:
    """Look at everything that a running bot needs; status 1 if something is not well."""
    if options.alive:
        return _alive(settings)
    findings = [finding async for finding in _findings(settings)]
    print_rows([("ok" if f.well else "!!", f.what, f"{f.says} {f.mend}".strip()) for f in findings])
    return 0 if all(f.well for f in findings) else 1


async def db(options: argparse.Namespace, settings: Settings) -> int:
    """Upgrade, check, back up, restore or move the database."""
    if options.what == "restore":
        aside = await backups.restore(settings.database, options.path, SystemClock().now())
        print(f"Restored from {options.path}." + (f" What was there before is in {aside}." if aside else ""))
        return 0
    if options.what == "migrate-to" and not exists(settings.database):
        raise StoreError("There is no SQLite database to move. Name it with --database sqlite:///PATH.")
    async with Store.open(settings.database) as store:
        print(await _look_after(store, options))
    return 0


async def _look_after(store: Store, options: argparse.Namespace) -> str:
    """Do what is asked, and return the sentence that says so."""
    match options.what:
        case "backup":
            await backups.backup(store, options.path)
            return f"Copied to {options.path}."
        case "check":
            await store.check()
            return "The database is whole."
        case "migrate-to":
            async with Store.open(options.target) as target:
                moved = await moving.move(store, target, lambda said: print(said, file=sys.stderr))
            return (
                f"{moved.rows:,} rows of {moved.tables} tables are at {target.name} now. "
                "Set DATABASE_URL to it, and never start the bot on the old database again."
            )
        case _:
            return "The database has the schema of this version."


async def _findings(settings: Settings) -> AsyncIterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding(what="Python", well=sys.version_info >= (3, 11), says=version, mend="")
    yield await _database_finding(settings)
    yield _token_finding(settings)
    for module, extra, why in (("asyncpg", "postgres", "PostgreSQL"), ("simcord", "demo", "the demo")):
        found = importlib.util.find_spec(module) is not None
        says = "installed" if found else f"not installed; only {why} needs it: pip install 'dateline[{extra}]'"
        yield Finding(what=f"extra {extra}", well=True, says=says)
    yield _rerank_finding(settings)


def _rerank_finding(settings: Settings) -> Finding:
    if not settings.rerank:
        return Finding(what="reranking", well=True, says="off; the setting `rerank` switches it on")
    try:
        rerank.checked()
    except SettingsError as error:
        return Finding(what="reranking", well=False, says=str(error))
    return Finding(what="reranking", well=True, says="on, its weights are whole")


async def _database_finding(settings: Settings) -> Finding:
    try:
        async with Store.open(settings.database) as store:
            await store.check()
            return Finding(what="database", well=True, says=f"{store.dialect}, whole, schema up to date")
    except DatelineError as error:
        return Finding(what="database", well=False, says=str(error))


def _token_finding(settings: Settings) -> Finding:
    if settings.discord_token is None:
        mend = "Set DISCORD_TOKEN; docs/discord.md says how to get one. The demo works without."
        return Finding(what="token", well=False, says="There is none.", mend=mend)
    try:
        link = app.invite_link(app.application_id(settings.discord_token.get_secret_value()))
    except SettingsError as error:
        return Finding(what="token", well=False, says=str(error))
    return Finding(what="token", well=True, says=f"has the right form. Invite the bot with {link}")


def _alive(settings: Settings) -> int:
    if settings.pulse_file is None:
        raise SettingsError("No pulse_file is set, so nothing tells whether a bot runs. Set PULSE_FILE for both.")
    try:
        age = SystemClock().now().timestamp() - settings.pulse_file.stat().st_mtime
    except OSError:
        raise DatelineError(f"No bot has touched {settings.pulse_file} yet.") from None
    if age > MAX_PULSE_AGE.total_seconds():
        raise DatelineError(f"The bot's last pulse is {age:.0f} seconds old. Look into its log.")
    return 0
