"""What an admin is told after a change: what now holds, and when the next thing comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.model.message import Block, Line, Message, MessageKind, plain
from bot.model.policy import GuildPolicy, Topic
from bot.model.schedule import Schedule, ScheduleKind
from bot.render import schedules

_WHAT = {
    ScheduleKind.REMINDER: "a reminder",
    ScheduleKind.DIGEST: "a digest",
    ScheduleKind.HELD: "a digest of what is held",
    ScheduleKind.AGENDA: "a look at the agenda",
    ScheduleKind.OCCASIONS: "a look at the list of events",
}

_QUIET_MEANS = (
    "Alerts wait and are told in one digest when it ends; urgent topics pass. A reminder waits too; if its event would "
    "be over by then, it comes just before the quiet hours."
)
_PAUSE_MEANS = (
    "Nothing is lost: what comes meanwhile is told in one digest then, and of each event that still lies ahead one "
    "reminder is caught up."
)


def digests(guild: GuildPolicy, coming: Sequence[datetime]) -> list[str]:
    """Return when digests come, with the next times."""
    policy = guild.policy
    if not policy.digests:
        return ["No digests are posted by the clock."]
    said = [f"Digests come {schedules.recurrences(policy.digests)} ({policy.zone})."]
    if coming:
        said.append("The next: " + "; ".join(schedules.moment(at, policy.tz) for at in coming) + ".")
    return said


def quiet(guild: GuildPolicy) -> list[str]:
    """Return when it is quiet, and what that means."""
    policy = guild.policy
    if not policy.quiet:
        return ["There are no quiet hours."]
    return [
        f"It is quiet {schedules.quiet_hours(policy.quiet)} ({policy.zone}).",
        _QUIET_MEANS,
    ]


def limit(guild: GuildPolicy) -> list[str]:
    """Return how many posts the channel gets."""
    cap = guild.policy.posts_per_hour
    if cap is None:
        return ["There is no limit of posts an hour."]
    posts = "one post" if cap == 1 else f"{cap} posts"
    return [f"The channel gets at most {posts} an hour. What is more is told in one digest when the hour allows."]


def pause(guild: GuildPolicy) -> list[str]:
    """Return until when nothing is posted."""
    policy = guild.policy
    if policy.pause is None:
        return ["Posting goes on."]
    return [
        f"Nothing is posted {schedules.pause(policy.pause, policy.tz)}.",
        _PAUSE_MEANS,
    ]


def topics(several: Sequence[Topic]) -> list[str]:
    """Return the topics, one a line."""
    return [topic(one) for one in several] or ["There are no topics."]


def topic(one: Topic) -> str:
    """Return what a topic looks for, and what that does."""
    terms = ", ".join([*one.words, *one.entities])
    return f"{one.name}: {terms}{' — urgent: passes quiet hours and the limit of posts' if one.urgent else ''}"


def following(guild: GuildPolicy, first: Schedule | None, held: int) -> str:
    """Return when the next thing comes."""
    policy = guild.policy
    if policy.channel is None:
        return "Nothing is posted before a channel is named with /setup."
    waits = f"{'One thing waits' if held == 1 else f'{held} things wait'} to be told together. " if held else ""
    if policy.pause is not None and policy.pause.until is None:
        return f"{waits}Nothing comes by the clock before an admin resumes."
    if first is None or first.next_due is None:
        return f"{waits}Nothing is planned by the clock now."
    return f"{waits}Next by the clock: {_WHAT[first.kind]}, {schedules.moment(first.next_due, policy.tz)}."


def message(headline: str, said: Sequence[str], more: Sequence[str] = ()) -> Message:
    """Return the reply to a change."""
    lines: tuple[Line, ...] = tuple(plain(one) for one in said)
    blocks = (Block(title="What to do next", lines=tuple(plain(f"• {one}") for one in more)),) if more else ()
    return Message(kind=MessageKind.NOTICE, headline=headline, lines=lines, blocks=blocks)
