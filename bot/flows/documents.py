"""All that a guild's admins have set, as one document that people can read, keep and put back.

Times and rules stand in it as an admin writes them in chat, and are read by the same readers, so that a document can
say nothing that a command could not.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AwareDatetime, BeforeValidator, Field

from bot.errors import PolicyError
from bot.flows import admin, wishes
from bot.flows.admin import MAX_SOURCES, Actor, PolicyEdit
from bot.model.base import Frozen
from bot.model.policy import MAX_POSTS_PER_HOUR, MAX_TOPICS, GuildPolicy, Pause, Policy
from bot.model.source import NewSource, SourceKind
from bot.render import schedules
from bot.store import sources
from bot.store.engine import Store

T = TypeVar("T")


def _listed(value: Any) -> Any:
    return () if isinstance(value, str) and value.strip().casefold() in wishes.OFF else value


def _form(value: Any) -> Any:
    return int(value) if value == "1" else value


Wish = str
"""What an admin would write in chat."""


class TopicDocument(Frozen):
    """A topic; `words` also holds names, told apart by their capital letters."""

    name: str
    words: tuple[str, ...]
    urgent: bool = False


class PauseDocument(Frozen):
    """A pause under way."""

    since: AwareDatetime
    until: AwareDatetime | None = None


class PolicyDocument(Frozen):
    """A policy in words; what is left out is as if nothing had ever been set."""

    channel: str | None = None
    zone: str = "UTC"
    language: str = "en"
    lead_times: Wish = "7d, 1d, morning"
    reminder_time: Wish = "09:00"
    digests: Annotated[tuple[Wish, ...], BeforeValidator(_listed)] = ()
    quiet: Wish = "off"
    posts_per_hour: int | None = None
    alerts: bool = True
    reminders: bool = True
    agenda: bool = False
    event_list: bool = False
    language_model: bool = False
    topics: tuple[TopicDocument, ...] = ()
    pause: PauseDocument | None = None


class SourceDocument(Frozen):
    """A feed of the guild's own."""

    address: str
    title: str = ""


class GuildDocument(Frozen):
    """One guild; `dateline` is the version of this form.

    `guild` is "platform:id" and says where it came from; it may be put into another one.
    """

    dateline: Annotated[Literal[1], BeforeValidator(_form)] = 1
    guild: str = ""
    name: str = ""
    policy: PolicyDocument = Field(default_factory=PolicyDocument)
    sources: tuple[SourceDocument, ...] = ()


async def export(store: Store, guild: str, actor: Actor, now: datetime) -> GuildDocument:
    """Return all that was set for the guild. Raises NotPermittedError."""
    found = await admin.view_settings(store, guild, actor, now)
    own = [one for one in found.sources if one.owner == guild and one.kind is SourceKind.FEED]
    return GuildDocument(
        guild=guild,
        name=found.guild.name,
        policy=written(found.guild.policy),
        sources=tuple(SourceDocument(address=one.address, title=one.title) for one in own),
    )


async def put(store: Store, guild: str, actor: Actor, document: GuildDocument, now: datetime) -> GuildPolicy:
    """Give the guild the policy of the document, and the sources that it lists beside those that it has.

    New sources are fetched at the next poll, and what they hold then is not posted. Raises NotPermittedError, or
    PolicyError with the field that cannot be read; then nothing was changed.
    """
    policy = read(document.policy, now)
    admin.check(actor)
    async with store.write() as conn:
        have = {one.address for one in await sources.listed(conn, guild=guild) if one.owner == guild}
        new = [one for one in document.sources if one.address not in have]
        if len(have) + len(new) > MAX_SOURCES:
            raise PolicyError(
                f"A server may have {MAX_SOURCES} sources; with these it would have {len(have) + len(new)}."
            )
        for one in new:
            await sources.add(conn, NewSource(kind=SourceKind.FEED, owner=guild, **one.model_dump()), now)
        opens = frozenset({"channel", "event_list"})
        edit = PolicyEdit("policy.import", lambda _: policy, name=document.name, opens=opens)
        return await admin.change_in(conn, guild, actor, edit, now)


def written(policy: Policy) -> PolicyDocument:
    """Return a policy in words."""
    return PolicyDocument(
        channel=policy.channel,
        zone=policy.zone,
        language=policy.language,
        lead_times=", ".join(_lead(lead) for lead in policy.lead_times) or "none",
        reminder_time=schedules.clock(policy.reminder_time),
        digests=tuple(schedules.recurrence(one) for one in policy.digests),
        quiet=schedules.quiet_hours(policy.quiet) if policy.quiet else "off",
        posts_per_hour=policy.posts_per_hour,
        alerts=policy.alerts,
        reminders=policy.reminders,
        agenda=policy.agenda,
        event_list=policy.event_list,
        language_model=policy.language_model,
        topics=tuple(
            TopicDocument(name=one.name, words=(*one.words, *one.entities), urgent=one.urgent) for one in policy.topics
        ),
        pause=PauseDocument(**policy.pause.model_dump()) if policy.pause else None,
    )


def read(document: PolicyDocument, now: datetime) -> Policy:
    """Return the policy that a document tells. Raises PolicyError."""
    zone = _in("zone", wishes.zone, document.zone)
    plain = Policy(zone=zone)
    if len(document.topics) > MAX_TOPICS:
        raise PolicyError(f"policy.topics: A server may have {MAX_TOPICS} topics; these are {len(document.topics)}.")
    if not 1 <= (document.posts_per_hour or 1) <= MAX_POSTS_PER_HOUR:
        raise PolicyError(f"policy.posts_per_hour: Write a number from 1 to {MAX_POSTS_PER_HOUR}, or leave it out.")
    topics = tuple(
        _in(f"topics.{place}", wishes.topic, one.name, ", ".join(one.words), urgent=one.urgent)
        for place, one in enumerate(document.topics)
    )
    if len({one.name.casefold() for one in topics}) < len(topics):
        raise PolicyError("policy.topics: Two topics have one name.")
    wish: dict[str, Any] = {
        "channel": document.channel,
        "lead_times": _in("lead_times", wishes.lead_times, document.lead_times),
        "reminder_time": _in("reminder_time", wishes.time_of_day, document.reminder_time),
        "digests": _in("digests", wishes.all_digests, document.digests, now=now, zone=plain.tz),
        "quiet": _in("quiet", wishes.quiet_hours, document.quiet),
        "posts_per_hour": document.posts_per_hour,
        "alerts": document.alerts,
        "reminders": document.reminders,
        "agenda": document.agenda,
        "event_list": document.event_list,
        "language": document.language,
        "language_model": document.language_model,
        "topics": tuple(sorted(topics, key=lambda one: one.name.casefold())),
        "pause": Pause(**document.pause.model_dump()) if document.pause else None,
    }
    return admin.changed(plain, wish)


def _in(place: str, reader: Callable[..., T], *given: Any, **more: Any) -> T:
    """Return what the reader reads. Raises PolicyError with the place in the document that it cannot read."""
    try:
        return reader(*given, **more)
    except PolicyError as error:
        raise PolicyError(f"policy.{place}: {error}") from None


def _lead(lead: timedelta) -> str:
    if not lead:
        return "morning"
    for unit, length in (("d", timedelta(days=1)), ("h", timedelta(hours=1))):
        if not lead % length:
            return f"{lead // length}{unit}"
    return f"{lead // timedelta(minutes=1)}min"
