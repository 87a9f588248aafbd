"""Deliveries for people who ask: lists, and sentences that say why something was posted or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.model.delivery import DeliveryAction, DeliveryRecord, DeliveryState, Priority
from bot.model.event import KnownEvent
from bot.model.explanation import Attempt, Explanation, Retried, Telling, WhyNot
from bot.model.message import Block, Line, Message, MessageKind, Text, plain
from bot.model.schedule import NEVER
from bot.model.source import Withheld
from bot.render import dates

MARK = 8
"""Letters of an id by which people name a delivery; they stand in the footer of the message."""

_WITHHELD = {
    Withheld.BACKLOG: "{source} held it already when it was first read, and what a source holds then is not posted.",
    Withheld.FLOOD: "{source} brought many articles at once; only the newest of them were posted.",
    Withheld.BY_HAND: "It was taken in with the order to post nothing (--no-post).",
}
_OUTCOMES = {
    "sent": "posted",
    "failed": "not taken, or not seen to be taken",
    "rejected": "refused",
    "unknown": "not seen",
}


def mark(delivery_id: str) -> str:
    """Return the name by which people call a delivery: "#" and what stands in the footer of its message."""
    return f"#{delivery_id[-MARK:]}"


def clock(instant: datetime, zone: ZoneInfo) -> str:
    """Return an instant in words: "Monday, February 9, 2026, 09:00"."""
    local = instant.astimezone(zone)
    return f"{dates.day(local.date())}, {local:%H:%M}"


def listing(found: Sequence[DeliveryRecord], zone: ZoneInfo) -> Message:
    """Return deliveries, newest first."""
    lines = tuple(line for one in found for line in _row(one, zone))
    return _message("Deliveries", *(lines or (plain("There is none."),)))


def explanation(told: Explanation, zone: ZoneInfo) -> Message:
    """Return why a delivery is owed, how it stands, and each try."""
    one = told.delivery
    blocks = (Block(title="Tries", lines=tuple(_attempt(each, zone) for each in told.attempts)),)
    return _message(
        f"{mark(one.id)} · {one.message.headline}",
        plain(told.why),
        plain(told.state),
        blocks=blocks if told.attempts else (),
    )


def why_not(told: WhyNot) -> Message:
    """Return what became of an article."""
    marks = [plain(f"{mark(one.id)} — {one.state.value}") for one in told.deliveries]
    blocks = (Block(title="Deliveries", lines=tuple(marks)),) if marks else ()
    return _message(told.headline, *(plain(f"• {reason}") for reason in told.reasons), blocks=blocks)


def retried(told: Retried) -> Message:
    """Return what trying again does."""
    return _message(f"{mark(told.delivery.id)} is tried again", plain(told.says))


def owed_to_article(one: DeliveryRecord, headline: str | None) -> str:
    """Return what an alert or its correction is owed to."""
    named = f"the article “{headline}”" if headline else "an article that is no longer stored"
    if one.action is DeliveryAction.EDIT:
        return f"It edits an alert that was posted, because {named} has changed (version {one.version})."
    return f"It is the alert of {named}: this server sees its source, and alerts were on."


def owed_to_event(one: DeliveryRecord, known: KnownEvent | None) -> str:
    """Return what a reminder, or a notice that an event is off or has moved, is owed to."""
    named = f"the event “{known.event.title}”, told by “{known.headline}”" if known else "an event no longer told of"
    if one.dedupe_key.startswith("changed:"):
        return f"It tells, where this was announced, what has become of it: {named}."
    return f"It reminds of {named}."


def owed_to_list(one: DeliveryRecord, known: KnownEvent | None) -> str:
    """Return what an entry of the server's list of events, or a change of it, is owed to."""
    named = (
        f"the event “{known.event.title}”, told by “{known.headline}”,"
        if known
        else "an event no longer told of, or dismissed,"
    )
    if one.message.occasion is not None and one.message.occasion.off:
        return (
            f"It takes {named} out of this server's list of events: it is off, dismissed, or not to be listed any more."
        )
    if one.target is not None:
        return f"It brings the entry of {named} in this server's list of events up to date."
    return f"It puts {named} into this server's list of events, which an admin has switched on."


def owed_to_other(one: DeliveryRecord) -> str:
    """Return what any other delivery is owed to."""
    if one.cause.startswith("agenda:"):
        doing = {DeliveryAction.EDIT: "brings it up to date", DeliveryAction.PIN: "pins it"}
        return f"It belongs to the agenda, which an admin has switched on; it {doing.get(one.action, 'posts it')}."
    if one.priority is Priority.DIGEST:
        return "It is a digest, which this server has asked for."
    return "It tells admins of a message that could not be delivered."


def state(one: DeliveryRecord, zone: ZoneInfo, *, now: datetime, disabled: str | None) -> str:
    """Return how a delivery stands, as a sentence or two."""
    told = _STATES[one.state](one, zone, now)
    open_ = one.state in {DeliveryState.PENDING, DeliveryState.FAILED}
    where = "sent to its channel" if one.message.occasion is None else "put into the list of events"
    return f"{told} Nothing is {where} any more: {disabled}" if disabled and open_ else told


def _pending(one: DeliveryRecord, zone: ZoneInfo, now: datetime) -> str:
    if one.not_before > now:
        return f"It waits until {clock(one.not_before, zone)}."
    if one.target is not None:
        return (
            f"It waits until the message that it changes, {mark(one.target)}, is posted and no other edit is under way."
        )
    return "It is about to be sent."


def _claimed(one: DeliveryRecord, zone: ZoneInfo, now: datetime) -> str:
    del now
    until = f" (until {clock(one.lease_until, zone)})" if one.lease_until else ""
    return f"A sender holds it{until}."


def _sent(one: DeliveryRecord, zone: ZoneInfo, now: datetime) -> str:
    del now
    at = f" on {clock(one.finished_at, zone)}" if one.finished_at else ""
    return f"It was done{at}; {'the message' if one.message.occasion is None else 'the event there'} is {one.receipt}."


def _failed(one: DeliveryRecord, zone: ZoneInfo, now: datetime) -> str:
    del now
    at = f" It is tried again on {clock(one.retry_at, zone)}." if one.retry_at else ""
    return f"It was tried {_times(one.attempts)} and not seen to be taken: {one.error}{at}"


def _rejected(one: DeliveryRecord, zone: ZoneInfo, now: datetime) -> str:
    del zone, now
    return f"It was refused for good: {one.error}"


def _expired(one: DeliveryRecord, zone: ZoneInfo, now: datetime) -> str:
    del now
    ended = f" on {clock(one.expires_at, zone)}" if one.expires_at else ""
    tried = f", having been tried {_times(one.attempts)} without being taken" if one.attempts else ""
    return f"It became too late to matter{ended}{tried}."


def _withdrawn(one: DeliveryRecord, zone: ZoneInfo, now: datetime) -> str:
    del zone, now
    return f"It was taken back: {one.error or 'what it is owed to is not wanted any more, or has changed.'}"


def _unknown(one: DeliveryRecord, zone: ZoneInfo, now: datetime) -> str:
    del zone, now
    return (
        f"Sending began, and nobody can tell whether it arrived: {one.error} Look for {mark(one.id)} where it belongs."
    )


_STATES = {
    DeliveryState.PENDING: _pending,
    DeliveryState.CLAIMED: _claimed,
    DeliveryState.SENT: _sent,
    DeliveryState.FAILED: _failed,
    DeliveryState.REJECTED: _rejected,
    DeliveryState.EXPIRED: _expired,
    DeliveryState.WITHDRAWN: _withdrawn,
    DeliveryState.UNKNOWN: _unknown,
}


def withheld(told: Telling) -> str:
    """Return why an article that came was not posted anywhere."""
    assert told.withheld is not None
    return _WITHHELD[told.withheld].format(source=told.source or "Its source")


def held(until: datetime | None, zone: ZoneInfo) -> str:
    """Return that an article waits, until an instant or until an admin ends a pause."""
    ends = f"on {clock(until, zone)}" if until and until < NEVER else "when an admin ends the pause"
    return (
        f"It is held (a pause, quiet hours, or as many posts in an hour as are wanted) and is told in a digest {ends}."
    )


def policy_then(came: datetime, zone: ZoneInfo, what: str) -> str:
    """Return that the guild did not want it at that time; `what` says what was so: "alerts were off"."""
    return f"When it came, on {clock(came, zone)}, {what} here."


def _row(one: DeliveryRecord, zone: ZoneInfo) -> tuple[Line, ...]:
    action = "" if one.action is DeliveryAction.POST else f" ({one.action.value})"
    action += " (list of events)" if one.message.occasion else ""
    head: Line = (Text(text=f"{mark(one.id)} ", style="strong"), Text(text=f"{one.message.headline}{action}"))
    told = f"{one.state.value} · owed on {clock(one.not_before, zone)}"
    return head, plain(f"{told} · {one.error}" if one.error else told, "quiet")


def _attempt(one: Attempt, zone: ZoneInfo) -> Line:
    outcome = _OUTCOMES.get(one.outcome or "", "begun, and nothing heard of it")
    return plain(f"{one.number}. {clock(one.begun_at, zone)}: {outcome}{f' ({one.error})' if one.error else ''}")


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _message(headline: str, *lines: Line, blocks: tuple[Block, ...] = ()) -> Message:
    return Message(kind=MessageKind.ANSWER, headline=headline, lines=lines, blocks=blocks)
