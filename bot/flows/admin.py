"""Every change that an admin may make, alike from a slash command and from the command line.

may this member do it? (Manage Server, asked again at run time: what a platform hides is only a hint)
check the wish; a wrong one changes nothing and says what to do
in one transaction: change the rows, write the audit row, plan the guild's reminders anew
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any, Protocol

from pydantic import ValidationError

from bot.decide import alerts, occasions
from bot.errors import NotAFeedError, NotFoundError, NotPermittedError, PolicyError
from bot.flows import planning, wishes
from bot.model.base import Frozen
from bot.model.delivery import DeliveryRecord, DeliveryState
from bot.model.policy import GuildPolicy, Policy
from bot.model.recurrence import QuietHours, Recurrence
from bot.model.schedule import Schedule, ScheduleKind
from bot.model.source import NewSource, Poll, SourceForPoll, SourceKind, SourceRecord
from bot.ports import Source
from bot.store import audit, closures, guilds, outbox, schedules, sources
from bot.store.engine import Store

MAX_SOURCES = 25
"""Feeds of its own that one guild may have: each is polled for it alone."""

_HEADLINES = 3


class Actor(Frozen):
    """Who asks for a change. `manages` is what the platform vouches for at this moment (Discord: Manage Server)."""

    id: str
    name: str = ""
    manages: bool = False


OPERATOR = Actor(id="operator", name="operator", manages=True)
"""Who works on the command line of the machine that the bot runs on."""


class PolicyChange(Frozen):
    """What is to change; fields that are not set stay as they are. See `Policy` for their meaning."""

    channel: str | None = None
    zone: str = "UTC"
    lead_times: tuple[timedelta, ...] = ()
    reminder_time: time = time(9, 0)
    digests: tuple[Recurrence, ...] = ()
    quiet: tuple[QuietHours, ...] = ()
    posts_per_hour: int | None = None
    alerts: bool = True
    reminders: bool = True
    agenda: bool = False
    event_list: bool = False
    language_model: bool = False


class Feeds(Source, Protocol):
    """Polls feeds, and finds the feed of an address that is none."""

    async def discover(self, url: str) -> str:
        """Return the address of the feed at `url`, or of the one that the page there names. Raises FetchError."""
        ...


class AddedSource(Frozen):
    """A source that was added, with what its feed holds today: how many entries, and the newest headlines."""

    source: SourceRecord
    entries: int
    headlines: tuple[str, ...]


class GuildSettings(Frozen):
    """How everything stands for one guild.

    `disabled` says why nothing is sent to its channel any more, `unlisted` why nothing is put into its list of events,
    `held` is how much waits to be told together, `first` is what is due first, `unknown` the newest message of which
    nobody can tell whether it arrived.
    """

    guild: GuildPolicy
    sources: tuple[SourceRecord, ...] = ()
    disabled: str | None = None
    unlisted: str | None = None
    held: int = 0
    first: Schedule | None = None
    unknown: DeliveryRecord | None = None


async def set_policy(
    store: Store, guild: str, actor: Actor, change: PolicyChange, now: datetime, *, name: str = ""
) -> GuildPolicy:
    """Change the guild's policy and plan its reminders anew. `name` is the guild's own, kept for people who look.

    Raises NotPermittedError, UnknownZoneError or PolicyError; then nothing was changed.
    """
    check(actor)
    wish = {name: getattr(change, name) for name in change.model_fields_set}
    if "zone" in wish:
        wish["zone"] = wishes.zone(wish["zone"])
    opens = {"channel", "event_list"} & wish.keys()
    edit = PolicyEdit("policy.set", partial(changed, wish=wish), name=name, opens=frozenset(opens))
    return await change_policy(store, guild, actor, edit, now)


@dataclass(frozen=True)
class PolicyEdit:
    """A change of a policy, under the name by which the audit knows it.

    `change` makes the new policy of the present one, or raises. `name` is the guild's own, kept for people who look;
    `opens` says that the channel was named, or the list of events, which lets what is owed go there again.
    """

    action: str
    change: Callable[[Policy], Policy]
    name: str = ""
    opens: frozenset[str] = frozenset()


async def change_policy(store: Store, guild: str, actor: Actor, edit: PolicyEdit, now: datetime) -> GuildPolicy:
    """Change the guild's policy, note who did it, and plan anew.

    Raises NotPermittedError, and what the edit raises; then nothing was changed.
    """
    check(actor)
    async with store.write() as conn:
        return await change_in(conn, guild, actor, edit, now)


async def change_in(conn: Any, guild: str, actor: Actor, edit: PolicyEdit, now: datetime) -> GuildPolicy:
    """Do what `change_policy` does in a transaction that is open; the permission was checked."""
    before = await guilds.get(conn, guild)
    policy = edit.change(before.policy)
    after = before.model_copy(update={"policy": policy, "name": edit.name or before.name})
    await guilds.put(conn, after, now)
    for what, where in (("channel", alerts.destination(after)), ("event_list", occasions.place(after))):
        if where is not None and what in edit.opens:
            await closures.enable(conn, where)
    if policy != before.policy:
        await _audit(conn, guild, actor, edit.action, subject=guild, before=before.policy, after=policy, now=now)
        ended = before.policy.pause if policy.pause is None else None
        await planning.replan(conn, guild, now, paused_since=ended.since if ended else None)
    return after


async def view_settings(store: Store, guild: str, actor: Actor, now: datetime) -> GuildSettings:
    """Return how the guild is set up, and what comes after `now`. Raises NotPermittedError."""
    check(actor)
    async with store.read() as conn:
        found = await guilds.get(conn, guild)
        listed = await sources.listed(conn, guild=guild)
        posts, entries = alerts.destination(found), occasions.place(found)
        disabled = await closures.disabled(conn, posts) if posts else None
        unlisted = await closures.disabled(conn, entries) if entries else None
        held = await schedules.of_kind(conn, guild, ScheduleKind.HELD)
        first = await schedules.first(conn, guild, now)
        unknown = next(iter(await outbox.listed(conn, guild=guild, limit=1, state=DeliveryState.UNKNOWN)), None)
    return GuildSettings(
        guild=found,
        sources=tuple(listed),
        disabled=disabled,
        unlisted=unlisted,
        held=len(held),
        first=first,
        unknown=unknown,
    )


async def add_source(
    store: Store, feeds: Feeds, guild: str, actor: Actor, address: str, *, now: datetime
) -> AddedSource:
    """Add a feed that this guild alone reads. It is fetched at once; what it holds today will not be posted.

    Raises NotPermittedError, FetchError (also where there is no feed), or PolicyError; then nothing was added.
    """
    check(actor)
    async with store.read() as conn:
        _check_room(await sources.listed(conn, guild=guild), guild, None)
    new, poll = await _found(feeds, guild, _web(address), now)
    async with store.write() as conn:
        _check_room(await sources.listed(conn, guild=guild), guild, new.address)
        record = await sources.add(conn, new, now)
        await _audit(conn, guild, actor, "source.add", subject=record.id, before=None, after=new, now=now)
    headlines = [entry.article.headline or entry.article.body for entry in poll.entries[:_HEADLINES]]
    return AddedSource(source=record, entries=len(poll.entries), headlines=tuple(headlines))


async def _found(feeds: Feeds, guild: str, address: str, now: datetime) -> tuple[NewSource, Poll]:
    """Fetch what is at the address, or at the feed that it names."""
    try:
        return await _fetched(feeds, guild, address, now)
    except NotAFeedError:
        return await _fetched(feeds, guild, await feeds.discover(address), now)


async def _fetched(feeds: Feeds, guild: str, address: str, now: datetime) -> tuple[NewSource, Poll]:
    new = NewSource(kind=SourceKind.FEED, address=address, owner=guild)
    poll = await feeds.poll(SourceForPoll(id="new", **new.model_dump()), now)
    return new.model_copy(update={"title": poll.title or ""}), poll


def _check_room(listed: Sequence[SourceRecord], guild: str, address: str | None) -> None:
    own = _own(listed, guild)
    if any(source.address == address for source in own):
        raise PolicyError(f"This server already reads {address}.")
    if len(own) >= MAX_SOURCES:
        raise PolicyError(f"A server may have {MAX_SOURCES} sources. Remove one with /source remove first.")


async def list_sources(store: Store, guild: str, actor: Actor) -> list[SourceRecord]:
    """Return the sources that the guild sees, its own and the catalogue's. Raises NotPermittedError."""
    check(actor)
    async with store.read() as conn:
        return list(await sources.listed(conn, guild=guild))


async def remove_source(store: Store, guild: str, actor: Actor, source: str, now: datetime) -> SourceRecord:
    """Stop reading one of the guild's own sources. Raises NotPermittedError or NotFoundError."""
    check(actor)
    async with store.write() as conn:
        own = _own(await sources.listed(conn, guild=guild), guild)
        record = next((one for one in own if source in {one.id, one.address}), None)
        if record is None:
            raise NotFoundError("source of this server's own", source)
        await sources.remove(conn, record.id, owner=guild)
        await _audit(conn, guild, actor, "source.remove", subject=record.id, before=record, after=None, now=now)
        await planning.replan(conn, guild, now)
    return record


async def joined(store: Store, names: Mapping[str, str], now: datetime) -> None:
    """Note guilds (their keys and names) that have let us in; what they had set before holds again."""
    async with store.write() as conn:
        known = {f"{one.platform}:{one.guild}": one.name for one in await guilds.known(conn)}
        for guild, name in names.items():
            if known.get(guild) != name:
                found = await guilds.get(conn, guild)
                await guilds.put(conn, found.model_copy(update={"name": name}), now)


async def left(store: Store, guild: str, now: datetime) -> None:
    """Stop posting to a guild that has shown us the door. Its other settings are kept, should it come back."""
    async with store.write() as conn:
        before = await guilds.get(conn, guild)
        if before.policy.channel is None:
            return
        policy = before.policy.model_copy(update={"channel": None})
        await guilds.put(conn, before.model_copy(update={"policy": policy}), now)
        await _audit(conn, guild, LEFT, "guild.left", subject=guild, before=before.policy, after=policy, now=now)
        await planning.replan(conn, guild, now)


LEFT = Actor(id="platform", name="the platform", manages=True)
"""Stands in the audit for what nobody in the guild did by command."""


def check(actor: Actor) -> None:
    """Raise NotPermittedError unless the actor may manage the guild."""
    if not actor.manages:
        raise NotPermittedError("Only members who may manage this server can do that. Ask one of its admins.")


def changed(policy: Policy, wish: dict[str, Any]) -> Policy:
    """Return the policy with these fields changed. Raises PolicyError if that cannot be."""
    try:
        return Policy.model_validate(policy.model_dump() | wish)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise PolicyError(f"That cannot be: {first['msg'].removeprefix('Value error, ')}.") from None


def _web(address: str) -> str:
    """People write addresses without a scheme."""
    address = address.strip().strip("<>")
    return address if "://" in address else f"https://{address}"


def _own(listed: Sequence[SourceRecord], guild: str) -> list[SourceRecord]:
    return [source for source in listed if source.owner == guild]


async def _audit(
    conn: Any,
    guild: str,
    actor: Actor,
    action: str,
    *,
    subject: str,
    before: Frozen | None,
    after: Frozen | None,
    now: datetime,
) -> None:
    was, is_now = (model.model_dump(mode="json") if model else None for model in (before, after))
    await audit.write(
        conn, guild=guild, actor=actor.id, action=action, subject=subject, before=was, after=is_now, now=now
    )
