"""What a guild's admins say of an event, for that guild alone: dismissed, at another time, or as the article tells it.

may this member do it?
in one transaction, for the event and the guild's other tellings of the same happening:
    keep what was said, write the audit row
    take back the reminders that wait in the outbox
then plan the guild anew: reminders, agenda and list of events follow
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.decide import happenings
from bot.errors import NotFoundError, PolicyError
from bot.flows import planning, wishes
from bot.flows.admin import Actor, check
from bot.model.base import Frozen
from bot.model.event import Amendment, KnownEvent
from bot.store import amendments, audit, events, guilds, outbox
from bot.store.engine import Store

_NEARBY = 200


class Amended(Frozen):
    """What was done: the event as it was told, as the guild sees it now (None: dismissed), and how many tellings."""

    told: KnownEvent
    seen: KnownEvent | None
    tellings: int


async def dismiss(store: Store, guild: str, actor: Actor, event: str, now: datetime) -> Amended:
    """Take an event out of every list, reminder and answer of the guild. Raises NotPermittedError or NotFoundError."""
    check(actor)
    async with store.write() as conn:
        told = await _tellings(conn, guild, await events.get(conn, event, guild=guild))
        return await _say(conn, guild, actor, told, Amendment(dismissed=True), action="event.dismiss", now=now)


async def amend(store: Store, guild: str, actor: Actor, event: str, text: str, *, now: datetime) -> Amended:
    """Set another time of an event; `text` as for `wishes.event_time`.

    Raises NotPermittedError, NotFoundError or PolicyError; then nothing was changed.
    """
    check(actor)
    async with store.write() as conn:
        when = wishes.event_time(text, now=now, zone=(await guilds.get(conn, guild)).policy.tz)
        told = await _tellings(conn, guild, await events.get(conn, event, guild=guild))
        return await _say(conn, guild, actor, told, Amendment(when=when), action="event.amend", now=now)


async def restore(store: Store, guild: str, actor: Actor, event: str, now: datetime) -> Amended:
    """Let an event be again as the article tells it. Raises NotPermittedError, NotFoundError or PolicyError."""
    check(actor)
    async with store.write() as conn:
        said = await events.amended(conn, guild=guild)
        one = next((known for known, _ in said if known.event.id == event), None)
        if one is None:
            await events.get(conn, event, guild=guild)
            raise PolicyError("Nothing of this event was changed here: it is as the article tells it.")
        told = [one, *(k for k, _ in said if k.event.id != event and happenings.same(k.event, one.event))]
        return await _say(conn, guild, actor, told, Amendment(), action="event.restore", now=now)


async def amended(store: Store, guild: str, actor: Actor) -> list[tuple[KnownEvent, Amendment]]:
    """Return what was dismissed or amended, as the articles tell it, in order of time. Raises NotPermittedError."""
    check(actor)
    async with store.read() as conn:
        return await events.amended(conn, guild=guild)


def named(found: Sequence[tuple[KnownEvent, Amendment]]) -> list[tuple[str, str]]:
    """Return (label, id) of what was dismissed or amended, to choose from."""
    return [
        (f"{known.event.title} — {'dismissed' if said.dismissed else 'amended'}", known.event.id)
        for known, said in found
    ]


async def _tellings(conn: Any, guild: str, known: KnownEvent) -> list[KnownEvent]:
    """Return the event, and what other articles tell of the same happening as the guild sees it."""
    nearby = await events.beginning(conn, known.event.when.earliest, guild=guild, limit=_NEARBY)
    return [known, *(k for k in nearby if k.event.id != known.event.id and happenings.same(k.event, known.event))]


async def _say(
    conn: Any, guild: str, actor: Actor, told: Sequence[KnownEvent], change: Amendment, *, action: str, now: datetime
) -> Amended:
    before = await amendments.of_guild(conn, guild)
    for known in told:
        event = known.event.id
        await events.amend(conn, event, guild=guild, change=change, actor=actor.id, now=now)
        await outbox.withdraw(conn, cause=event, now=now, guilds={guild})
        was, is_now = (one.model_dump(mode="json") if one else None for one in (before.get(event), _kept(change)))
        where = {"guild": guild, "actor": actor.id, "action": action, "subject": event}
        await audit.write(conn, **where, before=was, after=is_now, now=now)
    await planning.replan(conn, guild, now)
    return Amended(told=told[0], seen=await _seen(conn, guild, told[0].event.id), tellings=len(told))


def _kept(change: Amendment) -> Amendment | None:
    return None if change == Amendment() else change


async def _seen(conn: Any, guild: str, event: str) -> KnownEvent | None:
    try:
        return await events.get(conn, event, guild=guild)
    except NotFoundError:
        return None
