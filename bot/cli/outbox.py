"""dateline deliveries: what is owed and was posted, to all guilds; why, why not, and once more."""

from __future__ import annotations

import argparse

from bot.cli.guild import guild_key
from bot.cli.output import print_json, print_rows
from bot.clock import SystemClock
from bot.flows import deliveries as flow
from bot.flows.admin import OPERATOR
from bot.model.base import Frozen
from bot.render import deliveries as worded
from bot.settings import Settings
from bot.store.engine import Store


async def deliveries(options: argparse.Namespace, settings: Settings) -> int:
    """List deliveries, explain one, say what became of an article, or try one again."""
    async with Store.open(settings.database) as store:
        match options.what:
            case "explain":
                return _told(options, await _explained(store, options))
            case "why":
                return _told(options, await _why(store, options))
            case "retry":
                return _told(options, await _retried(store, options))
            case _:
                return await _listed(store, options)


async def _listed(store: Store, options: argparse.Namespace) -> int:
    guild = None if options.guild is None else guild_key(options.guild)
    found = await flow.listed(store, guild, OPERATOR, state=options.state, limit=options.limit)
    if options.json:
        print_json([one.model_dump(mode="json") for one in found])
        return 0
    print_rows([
        (
            worded.mark(one.id),
            one.state.value,
            one.action.value,
            f"{one.not_before:%Y-%m-%d %H:%M}Z",
            f"{one.destination.platform}:{one.destination.guild}",
            one.message.headline + (f" — {one.error}" if one.error else ""),
        )
        for one in found
    ])  # fmt: skip
    return 0


async def _explained(store: Store, options: argparse.Namespace) -> tuple[Frozen, list[str]]:
    told = await flow.explain(store, None, OPERATOR, options.delivery, SystemClock().now())
    tries = [
        f"try {one.number} at {one.begun_at:%Y-%m-%d %H:%M:%S}Z: {one.outcome or 'nothing heard'} {one.error or ''}"
        for one in told.attempts
    ]
    return told, [told.delivery.message.headline, told.why, told.state, *tries]


async def _why(store: Store, options: argparse.Namespace) -> tuple[Frozen, list[str]]:
    told = await flow.why(store, guild_key(options.guild), OPERATOR, options.article)
    return told, [told.headline, *told.reasons]


async def _retried(store: Store, options: argparse.Namespace) -> tuple[Frozen, list[str]]:
    now = SystemClock().now()
    told = await flow.retry(store, None, OPERATOR, options.delivery, now, anyway=options.anyway)
    return told, [told.says]


def _told(options: argparse.Namespace, told: tuple[Frozen, list[str]]) -> int:
    document, lines = told
    if options.json:
        print_json(document.model_dump(mode="json"))
    else:
        print_rows([(line,) for line in lines])
    return 0
