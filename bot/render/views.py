"""What a member sees on asking for events, quotes, articles, help or the settings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.model.article import Article
from bot.model.event import EventKind, KnownEvent
from bot.model.message import Action, ActionKind, Block, Line, Message, MessageKind, Text, plain
from bot.model.policy import GuildPolicy
from bot.model.source import CATALOGUE, SourceRecord
from bot.render import alert, dates, pieces, schedules, standing

MAX_ROWS = 10


def events(known: Sequence[KnownEvent], on: date, title: str = "Upcoming events") -> Message:
    """Return a list of events, as of the day `on`, in the order given."""
    lines = tuple(pieces.known_event_line(one, today=on) for one in known[:MAX_ROWS])
    return _listing(title, lines, len(known), "The articles here tell of no upcoming event.")


def event(known: KnownEvent, on: date) -> Message:
    """Return everything that is known of one event, with all its evidence."""
    one = known.event
    facts = {
        "Where": one.place,
        "Who": ", ".join(one.participants),
        "Kind": one.kind.value if one.kind is not EventKind.OTHER else None,
        "Status": pieces.status(one, amended=known.amended),
    }
    when: Line = (Text(text="When: ", style="strong"), *dates.when(one.when, today=on))
    told = tuple((Text(text=pieces.quoted(span.text), style="quote"),) for span in one.evidence[:MAX_ROWS])
    return Message(
        kind=MessageKind.ANSWER,
        headline=one.title,
        url=pieces.web(known.url),
        lines=(when, *(_fact(name, value) for name, value in facts.items() if value), *pieces.amendment(known)),
        blocks=(Block(title="What the article says", lines=told),),
        footer=pieces.joined(known.headline, known.source, dates.told_on(known.published)),
        actions=(Action(kind=ActionKind.ASK, article=known.article),),
    )


def quotes(article: Article) -> Message:
    """Return the quotations of an article, each with its speaker."""
    lines = [line for quote in article.quotes[:MAX_ROWS] for line in pieces.quote_lines(quote)]
    message = _listing(f"Quotes · {article.headline}", tuple(lines), len(article.quotes), "The article quotes nobody.")
    return message.model_copy(update={"url": pieces.web(article.url), "footer": pieces.footer(article) or None})


def article(article: Article, on: date) -> Message:
    """Return an article as its alert shows it, as a reply."""
    return alert.alert(article, on).model_copy(update={"kind": MessageKind.ANSWER})


def articles(found: Sequence[Article], title: str = "Latest articles") -> Message:
    """Return a list of articles, in the order given."""
    lines = tuple(
        (pieces.linked(one.headline, one.url), Text(text=f" — {pieces.footer(one)}" if pieces.footer(one) else ""))
        for one in found[:MAX_ROWS]
    )
    return _listing(title, lines, len(found), "No article here matches.")


def help_page() -> Message:
    """Return what the bot can do, and for whom."""
    return Message(
        kind=MessageKind.ANSWER,
        headline="What Dateline does",
        lines=(
            plain(
                "It reads news articles, posts what they say, reminds of the events that they announce, "
                "and answers questions with the sentence that proves it."
            ),
        ),
        blocks=(
            Block(title="For everybody", lines=tuple(_fact(*row) for row in _FOR_EVERYBODY)),
            Block(title="For admins (Manage Server)", lines=tuple(_fact(*row) for row in _FOR_ADMINS)),
        ),
    )


_FOR_EVERYBODY = (
    ("/ask", "a question; the answer comes with its evidence, or the bot says that the articles do not tell"),
    ("/events upcoming", "what is to come, soonest first"),
    ("/events show", "one event and every sentence that tells of it"),
    ("/article latest, search, show", "the articles that this server sees"),
)
_FOR_ADMINS = (
    ("/setup", "channel, time zone, lead times of reminders, whether events stand in the server's own list too"),
    ("/digest, /quiet, /limit", "when digests come, when it is quiet, how much is posted in an hour"),
    ("/pause, /resume", "post nothing for a while; nothing is lost"),
    ("/topic add, list, remove", "words and names; what is urgent passes quiet hours and the limit"),
    ("/source add, list, remove", "which feeds this server reads"),
    ("/agenda on, off", "one message that always shows what is to come"),
    (
        "/event dismiss, amend, restore",
        "an event that is wrong or not for this server; its date; as the article tells it",
    ),
    ("/deliveries list, explain, why, retry", "what was posted, what was not, and why"),
    ("/settings view", "how everything stands"),
)


def settings(
    guild: GuildPolicy, sources: Sequence[SourceRecord] = (), channel: str | None = None, *, paused: bool = False
) -> Message:
    """Return how a guild is set up. `channel` is the channel's name where the platform knows it."""
    policy = guild.policy
    where = channel or policy.channel
    rows = {
        "Channel": where or "none yet: nothing is posted before an admin names one with /setup",
        "Time zone": policy.zone,
        "Alerts": _on(policy.alerts),
        "Language model": _on(policy.language_model),
        "Reminders": _reminders(guild),
        "Digest": schedules.recurrences(policy.digests),
        "Agenda": "kept up to date in the channel" if policy.agenda else "off",
        "Event list": "upcoming events stand in this server's own list too" if policy.event_list else "off",
        "Quiet hours": schedules.quiet_hours(policy.quiet),
        "Posts an hour": f"at most {policy.posts_per_hour}" if policy.posts_per_hour else "no limit",
        "Topics": "; ".join(standing.topic(topic) for topic in policy.topics) or "none",
    }
    if paused:
        rows["Paused"] = schedules.pause(policy.pause, policy.tz) if policy.pause else "no"
    return Message(
        kind=MessageKind.ANSWER,
        headline=f"Settings · {guild.name}" if guild.name else "Settings",
        lines=tuple(_fact(name, value) for name, value in rows.items()),
        blocks=_sources(sources),
    )


_DAY = timedelta(days=1)


def lead_time(lead: timedelta) -> str:
    """Return a lead time in words: "7 days before", "2 hours before", "on the morning of the day"."""
    if not lead:
        return "on the morning of the day"
    units = (("day", lead.days), ("hour", lead.seconds // 3600), ("minute", lead.seconds // 60 % 60))
    return " ".join(f"{n} {unit}{'s' if n != 1 else ''}" for unit, n in units if n) + " before"


def _reminders(guild: GuildPolicy) -> str:
    policy = guild.policy
    if not policy.reminders or not policy.lead_times:
        return "off"
    days = [lead_time(lead) for lead in policy.lead_times if not lead % _DAY]
    hours = [lead_time(lead) for lead in policy.lead_times if lead % _DAY]
    days = [*days[:-1], f"{days[-1]}, at {policy.reminder_time:%H:%M}"] if days else []
    hours = [*hours[:-1], f"{hours[-1]}, where the hour is known"] if hours else []
    return "; ".join(", ".join(group) for group in (days, hours) if group)


def _sources(sources: Sequence[SourceRecord]) -> tuple[Block, ...]:
    lines = tuple(_source(source) for source in sources[:MAX_ROWS])
    return (Block(title="Sources", lines=lines),) if lines else ()


def _source(source: SourceRecord) -> Line:
    state = f" — trouble: {source.last_error}" if source.last_error else ""
    owner = " (catalogue)" if source.owner == CATALOGUE else ""
    return pieces.linked(source.title or source.address, source.address), Text(text=f"{owner}{state}")


def _listing(title: str, lines: tuple[Line, ...], total: int, empty: str) -> Message:
    more = (plain(f"and {total - MAX_ROWS} more", "quiet"),) if total > MAX_ROWS else ()
    return Message(kind=MessageKind.ANSWER, headline=title, lines=(*lines, *more) if lines else (plain(empty),))


def _fact(name: str, value: str) -> Line:
    return Text(text=f"{name}: ", style="strong"), Text(text=value)


def _on(wanted: bool) -> str:
    return "on" if wanted else "off"
