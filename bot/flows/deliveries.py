"""Deliveries, for the admins of a guild and the operator: listing them, explaining them, trying them again.

explain a delivery:    what it is owed to, how it stands, each try
why an article:        what became of it in a guild; if nothing was owed, the reasons, found from what is stored:
                       not told to this guild · withheld when it came · no channel or no alerts at that time ·
                       told by another source · told in a digest or long ago
try again:             refused, too late, unknown or waiting for its next try → to be sent now, under the same nonce;
                       what may have arrived is looked for in the channel's history first
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.decide import alerts, slots
from bot.errors import NotFoundError, PolicyError
from bot.flows import occasions
from bot.flows.admin import Actor, check
from bot.model.article import Article
from bot.model.delivery import DeliveryAction, DeliveryRecord, DeliveryState, NewEdit, Priority
from bot.model.event import EventStatus, KnownEvent
from bot.model.explanation import Explanation, Retried, Telling, WhyNot
from bot.model.message import Occasion
from bot.model.policy import GuildPolicy, Policy
from bot.model.schedule import ScheduleKind
from bot.render import alert as worded_alert
from bot.render import deliveries as worded
from bot.store import articles, audit, closures, events, guilds, outbox, posted, schedules
from bot.store import occasions as listed_events
from bot.store.engine import Store

SECOND_LIFE = timedelta(hours=24)
"""How long a delivery that was too late, and is wanted all the same, may be tried."""

Guild = str | None
"""`platform:id`; None is the operator, who sees all."""


async def listed(
    store: Store, guild: Guild, actor: Actor, *, state: DeliveryState | None = None, limit: int = 10
) -> list[DeliveryRecord]:
    """Return deliveries, newest first. Raises NotPermittedError."""
    check(actor)
    async with store.read() as conn:
        return await outbox.listed(conn, guild=guild, limit=limit, state=state)


async def explain(store: Store, guild: Guild, actor: Actor, name: str, now: datetime) -> Explanation:
    """Return why a delivery is owed and how it stands; `name` as for `outbox.find`.

    Raises NotPermittedError or NotFoundError.
    """
    check(actor)
    async with store.read() as conn:
        one = await posted.find(conn, name, guild=guild)
        zone = (await guilds.get(conn, _guild(one))).policy.tz
        disabled = await closures.disabled(conn, one.destination)
        return Explanation(
            delivery=one,
            why=await _why(conn, one),
            state=worded.state(one, zone, now=now, disabled=disabled),
            attempts=tuple(await posted.attempts_of(conn, one.id)),
        )


async def why(store: Store, guild: str, actor: Actor, article: str) -> WhyNot:
    """Return what became of an article in a guild. Raises NotPermittedError, or NotFoundError if it cannot see it."""
    check(actor)
    async with store.read() as conn:
        told = await articles.get(conn, article, guild=guild)
        owed = await posted.of_causes(conn, [article])
        here = [one for one in owed if _guild(one) == guild and one.priority is Priority.ALERT]
        reasons = [await _became(conn, one) for one in here] or await _reasons(conn, told, guild)
    return WhyNot(article=article, headline=told.headline, reasons=tuple(reasons), deliveries=tuple(here))


async def retry(store: Store, guild: Guild, actor: Actor, name: str, now: datetime, *, anyway: bool = False) -> Retried:
    """Have a delivery sent now, under the nonce that it always had.

    One that may have arrived is looked for in the channel's history first; `anyway` leaves that out and takes the risk
    that it then stands there twice. Raises NotPermittedError, NotFoundError, or PolicyError where there is nothing to
    try or it would be refused again.
    """
    check(actor)
    async with store.write() as conn:
        one = await posted.find(conn, name, guild=guild)
        await _check_retry(conn, one, now)
        late = one.expires_at is not None and one.expires_at <= now
        until = now + SECOND_LIFE if late else one.expires_at
        await outbox.revive(conn, one.id, now, expires_at=until, forget=one.target is not None)
        revived = await outbox.get(conn, one.id)
        begun = revived.first_attempt_at is not None
        if anyway and begun:
            await outbox.revive(conn, one.id, now, expires_at=until, forget=True)
        await _bring_up_to_date(conn, one, now)
        await _audit(conn, one, actor, now, anyway=anyway)
        return Retried(delivery=revived, says=_risk(one, begun=begun, anyway=anyway))


async def _bring_up_to_date(conn: Any, one: DeliveryRecord, now: datetime) -> None:
    """Let an alert say what its article says now: at once, or by an edit once it is seen to stand there."""
    if one.priority is not Priority.ALERT or one.action is not DeliveryAction.POST:
        return
    article = await _article_of(conn, one)
    today = slots.local_day(now, (await guilds.get(conn, _guild(one))).policy.tz)
    wish = NewEdit(
        target=one.id,
        version=article.version,
        message=worded_alert.alert(article, today),
        priority=Priority.ALERT,
        cause=one.cause,
        not_before=now,
        expires_at=now + SECOND_LIFE,
    )
    await outbox.edit(conn, [wish], now)  # nothing, if it says so already


async def _article_of(conn: Any, one: DeliveryRecord) -> Article:
    try:
        return await articles.get(conn, one.cause, guild=_guild(one))
    except NotFoundError:
        raise PolicyError("Its article is not stored any more, or this server does not read its source now.") from None


async def _audit(conn: Any, one: DeliveryRecord, actor: Actor, now: datetime, *, anyway: bool) -> None:
    before, after = {"state": one.state.value}, {"state": DeliveryState.FAILED.value, "anyway": anyway}
    where = {"guild": _guild(one), "actor": actor.id, "action": "delivery.retry", "subject": one.id}
    await audit.write(conn, **where, before=before, after=after, now=now)


async def _why(conn: Any, one: DeliveryRecord) -> str:
    guild = _guild(one)
    if one.priority is Priority.ALERT:
        try:
            return worded.owed_to_article(one, (await articles.get(conn, one.cause, guild=guild)).headline)
        except NotFoundError:
            return worded.owed_to_article(one, None)
    if one.priority is Priority.REMINDER:
        return worded.owed_to_event(one, await _event(conn, one.cause, guild))
    if one.message.occasion is not None:
        return worded.owed_to_list(one, await _event(conn, one.cause.removeprefix(occasions.cause("")), guild))
    return worded.owed_to_other(one)


async def _event(conn: Any, event: str, guild: str) -> KnownEvent | None:
    try:
        return await events.get(conn, event, guild=guild)
    except NotFoundError:
        return None


async def _became(conn: Any, one: DeliveryRecord) -> str:
    zone = (await guilds.get(conn, _guild(one))).policy.tz
    return worded.state(one, zone, now=one.enqueued_at, disabled=await closures.disabled(conn, one.destination))


async def _reasons(conn: Any, article: Article, guild: str) -> list[str]:
    """Return why nothing is owed for an article, the first reason first."""
    policy = await guilds.get(conn, guild)
    tellings = await articles.tellings(conn, article.id, guild=guild)
    twin = await guilds.told_by_another(conn, article.id, guild)
    found = [worded.withheld(one) for one in tellings if one.withheld]
    if twin is not None:
        found.append(f"Another source told the same story before: “{twin}”. A story is posted once.")
    if tellings:
        found += await _policy_then(conn, policy, tellings[0])
    held = [row for row in await schedules.of_kind(conn, guild, ScheduleKind.HELD) if row.subject == article.id]
    if held:
        return [*found, worded.held(held[0].next_due, policy.policy.tz)]
    where = alerts.destination(policy)
    if where is not None and await outbox.used(conn, [alerts.key(article, where)]):
        found.append("It was told together with others, or its delivery has ended long ago and is no longer stored.")
    if not found:
        found.append("Nothing that is stored says why. It may have come before this server had its present channel.")
    return found


async def _policy_then(conn: Any, guild: GuildPolicy, told: Telling) -> list[str]:
    """Return what the guild did not want when the article came, or was not there for."""
    zone = guild.policy.tz
    joined = await guilds.joined_at(conn, guild.key)
    if joined is None or joined > told.came_at:
        return [worded.policy_then(told.came_at, zone, "I was not yet set up")]
    then = await _policy_at(conn, guild, told.came_at)
    wants = {"no channel had been named": then.channel is None, "alerts were off": not then.alerts}
    return [worded.policy_then(told.came_at, zone, what) for what, so in wants.items() if so]


async def _policy_at(conn: Any, guild: GuildPolicy, at: datetime) -> Policy:
    """Return the policy as it was, by what the audit says was changed since."""
    since = await audit.since(conn, guild.key, at)
    befores = [entry.before for entry in since if entry.subject == guild.key and entry.before]
    return Policy.model_validate(befores[0]) if befores else guild.policy


async def _check_retry(conn: Any, one: DeliveryRecord, now: datetime) -> None:
    """Raise PolicyError if trying again makes no sense."""
    refusal = _REFUSALS.get(one.state)
    if refusal is not None:
        raise PolicyError(refusal)
    disabled = await closures.disabled(conn, one.destination)
    if disabled is not None:
        raise PolicyError(f"Nothing is sent to its channel: {disabled} Mend that, then name the channel with /setup.")
    if one.priority is Priority.REMINDER:
        await _check_reminder(conn, one, now)
    if one.message.occasion is not None and not one.message.occasion.off:
        await _check_listing(conn, one, one.message.occasion, now)
    if one.target is not None and await posted.overtaken(conn, one):
        raise PolicyError("A newer edit of the same message has taken its place, or the message is not there.")


async def _check_listing(conn: Any, one: DeliveryRecord, at: Occasion, now: datetime) -> None:
    if at.starts <= now:
        raise PolicyError("Its event has begun or is over; nothing is listed then.")
    if not await listed_events.wanted(conn, one.target or one.id):
        raise PolicyError("It is not wanted in the list of events any more; what is, is listed anew.")


async def _check_reminder(conn: Any, one: DeliveryRecord, now: datetime) -> None:
    if one.expires_at is not None and one.expires_at <= now:
        raise PolicyError("Its event has begun or is over; a reminder never comes after its event.")
    if not one.dedupe_key.startswith("reminder:"):
        return  # a notice that the event is off or has moved
    try:
        event = (await events.get(conn, one.cause, guild=_guild(one))).event
    except NotFoundError:
        raise PolicyError("Its event is not told of any more, or was dismissed.") from None
    if event.status in {EventStatus.CANCELLED, EventStatus.HAPPENED} or f":{event.when.value}:" not in one.dedupe_key:
        raise PolicyError("Its event is off or has another time now; it is reminded of anew where that is due.")


_REFUSALS = {
    DeliveryState.PENDING: "It has not been tried yet. /deliveries explain says what it waits for.",
    DeliveryState.CLAIMED: "It is being sent just now. Look again in a minute.",
    DeliveryState.SENT: "It was done already. Nothing is posted twice.",
    DeliveryState.WITHDRAWN: "It was taken back because it is not wanted any more, so it is not tried again.",
}


def _risk(one: DeliveryRecord, *, begun: bool, anyway: bool) -> str:
    if one.action is not DeliveryAction.POST:
        return "It is applied again. Doing so twice changes nothing."
    if one.message.occasion is not None:
        return "The server's list of events is read first. Found there, it counts as listed; if not, it is listed now."
    if anyway and begun:
        return (
            "It is sent without looking whether an earlier try arrived. If one did, the message will stand there twice."
        )
    if begun:
        return (
            "An earlier try may have arrived, so I look into the channel's history first. Found there, it counts as "
            "posted; if not, it is posted now. If I may not read the history, nothing is posted and it stays unknown."
        )
    return "Nothing of it has arrived before, so it is posted now, once."


def _guild(one: DeliveryRecord) -> str:
    return f"{one.destination.platform}:{one.destination.guild}"


def named(found: Sequence[DeliveryRecord]) -> list[tuple[str, str]]:
    """Return (label, id) of deliveries, to choose from."""
    return [(f"{worded.mark(one.id)} · {one.state.value} · {one.message.headline}", one.id) for one in found]
