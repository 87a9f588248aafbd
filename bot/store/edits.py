"""What is to become of messages that were posted: edits and pins, which go through the outbox like posts.

An edit names the state that it wants, so applying it twice changes nothing, and one of unseen outcome is applied again.
Of one message

    a post of which it is certain that it is not there takes the new content at once; no edit is needed
    edits go in the order of their versions, one at a time, once the post is sent
    a newer edit withdraws older ones that are not under way
    without a post there is nothing to edit: if that was refused, expired or withdrawn, so are its edits
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.delivery import DeliveryAction, DeliveryState, NewEdit
from bot.model.message import Message
from bot.store.tables import delivery as table

_POST = table.alias("post")
_RIVAL = table.alias("rival")

NEVER = [DeliveryState.REJECTED, DeliveryState.EXPIRED, DeliveryState.WITHDRAWN]
"""A post in one of these is not there, and an edit in one of these has changed nothing."""

_CHANGES = table.c.action != DeliveryAction.POST
_WAITING = [DeliveryState.PENDING, DeliveryState.FAILED]

_LIVE = [DeliveryState.PENDING, DeliveryState.FAILED, DeliveryState.CLAIMED, DeliveryState.SENT, DeliveryState.UNKNOWN]

SUPERSEDED = "A newer edit of the same message took its place."
NO_POST = "The message that it would change was never posted."


def may_go(now: datetime) -> ColumnElement[bool]:
    """Return the condition on a delivery that it is a post, or an edit or pin whose turn has come."""
    posted = exists().where(_POST.c.id == table.c.target, _POST.c.state == DeliveryState.SENT)
    under_way = and_(_RIVAL.c.state == DeliveryState.CLAIMED, _RIVAL.c.lease_until > now)
    rival = exists().where(_same_message(), _RIVAL.c.seq != table.c.seq, or_(under_way, _newer()))
    return or_(table.c.target.is_(None), and_(posted, ~rival))


def edited_for(causes: Sequence[str]) -> Select[Any]:
    """Return the ids of the posts whose messages were to be edited for these causes."""
    return select(_RIVAL.c.target).where(_RIVAL.c.cause.in_(causes), _RIVAL.c.action == DeliveryAction.EDIT)


def may_ever_go() -> ColumnElement[bool]:
    """Return the condition on an edit that its message stands and no newer edit of it is wanted."""
    posted = exists().where(_POST.c.id == table.c.target, _POST.c.state == DeliveryState.SENT)
    return and_(posted, ~exists().where(_same_message(), _newer()))


async def posts(conn: AsyncConnection, targets: Sequence[str]) -> dict[str, Row[Any]]:
    """Return the deliveries with these ids that were posted or may yet be."""
    wanted = select(table).where(table.c.id.in_(targets), table.c.state.not_in(NEVER))
    return {row.id: row for row in await conn.execute(wanted)}


async def rewrite_unbegun(conn: AsyncConnection, posts: Mapping[str, Row[Any]], edits: Iterable[NewEdit]) -> bool:
    """Give posts that certainly are not there yet the content that is wanted of them; tell whether there were any.

    The condition is asked again with the change: a sender that has just claimed the post sends what it read.
    """
    pending = {name for name, post in posts.items() if post.state in _WAITING and post.first_attempt_at is None}
    changes = [edit for edit in edits if edit.target in pending and edit.action is DeliveryAction.EDIT]
    for edit in changes:
        unbegun = and_(table.c.state.in_(_WAITING), table.c.first_attempt_at.is_(None))
        older = and_(table.c.id == edit.target, table.c.version < edit.version)
        change: dict[str, Any] = {"message": edit.message, "version": edit.version}
        if edit.message is not None and edit.message.occasion is not None:
            change["expires_at"] = edit.expires_at  # an event that has moved may be listed until its new time
        await conn.execute(update(table).where(older, unbegun).values(**change))
    return bool(changes)


async def newest_wanted(conn: AsyncConnection, targets: Sequence[str]) -> dict[str, int]:
    """Return, for each of these messages that was ever to be edited, the highest version that was wanted of it."""
    edits = and_(table.c.target.in_(targets), table.c.action == DeliveryAction.EDIT)
    wanted = select(table.c.target, func.max(table.c.version).label("version")).where(edits).group_by(table.c.target)
    return {row.target: row.version for row in await conn.execute(wanted)}


def is_news(edit: NewEdit, posted: int, wanted: int) -> bool:
    """Tell whether an edit says more than the version that was posted and the highest that was wanted since."""
    return edit.action is not DeliveryAction.EDIT or edit.version > max(posted, wanted)


async def content(conn: AsyncConnection, target: str) -> Message | None:
    """Return the newest content that is wanted of a message; None if it was never posted and never will be."""
    mine = or_(table.c.id == target, and_(table.c.target == target, table.c.action == DeliveryAction.EDIT))
    wanted = select(table.c.message).where(mine, table.c.state.not_in(NEVER)).order_by(table.c.version.desc()).limit(1)
    found: Message | None = (await conn.execute(wanted)).scalar_one_or_none()
    return found if found is not None and await posts(conn, [target]) else None


async def highest_version(conn: AsyncConnection, target: str) -> int:
    """Return the highest version that a message was ever to show."""
    mine = or_(table.c.id == target, and_(table.c.target == target, table.c.action == DeliveryAction.EDIT))
    return (await conn.execute(select(func.max(table.c.version)).where(mine))).scalar_one() or 0


async def is_done(conn: AsyncConnection, target: str, action: DeliveryAction) -> bool:
    """Tell whether that was ever done to a message."""
    mine = and_(table.c.target == target, table.c.action == action, table.c.state == DeliveryState.SENT)
    return (await conn.execute(select(table.c.seq).where(mine).limit(1))).first() is not None


def superseded(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a delivery is an edit that is not under way and that a newer one makes needless."""
    idle = or_(table.c.state.in_(_WAITING), _abandoned(now))
    return and_(_CHANGES, idle, exists().where(_same_message(), _newer()))


def without_post(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a delivery is an edit, not under way, of what was never posted."""
    idle = or_(table.c.state.in_(_WAITING), _abandoned(now))
    possible = exists().where(_POST.c.id == table.c.target, _POST.c.state.not_in(NEVER))
    return and_(_CHANGES, idle, ~possible)


def still_edited() -> ColumnElement[bool]:
    """Return the condition that a delivery has posted a message of which the outbox has edits: it is kept for them."""
    return exists().where(_RIVAL.c.target == table.c.id)


def _same_message() -> ColumnElement[bool]:
    return and_(_RIVAL.c.target == table.c.target, _RIVAL.c.action == table.c.action)


def _newer() -> ColumnElement[bool]:
    return and_(_RIVAL.c.version > table.c.version, _RIVAL.c.state.in_(_LIVE))


def _abandoned(now: datetime) -> ColumnElement[bool]:
    return and_(table.c.state == DeliveryState.CLAIMED, table.c.lease_until <= now)
