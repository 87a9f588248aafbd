"""What admins say of events: for their own guild only, noted, followed by everything, taken back by one word."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.cli.calendar_file import calendar
from bot.errors import NotFoundError, NotPermittedError, PolicyError
from bot.flows import amending, intake, planning
from bot.flows.admin import OPERATOR, Actor
from bot.model.delivery import DeliveryState
from bot.model.event import KnownEvent
from bot.model.message import Message
from bot.model.source import CATALOGUE, NewSource, SourceKind
from bot.render import amended as worded
from bot.render import dates, reminder, views
from bot.store import audit, events, guilds, outbox, sources
from bot.store.engine import Store
from tests.flows.made import article, event, guild, when

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
GUILD, OTHER = "fake:1", "fake:2"
TODAY = NOW.date()


async def told(store: Store, *names: str) -> None:
    """Two guilds that see an article for each of these events, all of one happening."""
    async with store.write() as conn:
        for number in ("1", "2"):
            await guilds.put(conn, guild(number, alerts=False, zone="America/New_York"), NOW)
        source = await sources.add(conn, NewSource(kind=SourceKind.FOLDER, address="/news", owner=CATALOGUE), NOW)
    for name in names:
        one = article(f"a-{name}", (event(name),))
        await intake.store_article(store, one, source=source.id, identity=name, now=NOW)


async def upcoming(store: Store, who: str = GUILD) -> list[KnownEvent]:
    async with store.read() as conn:
        return await events.upcoming(conn, guild=who, on=TODAY, limit=9)


async def days(store: Store, who: str = GUILD) -> list[str]:
    return [known.event.when.value for known in await upcoming(store, who)]


async def reminders(store: Store, at: datetime) -> list[str]:
    """The reminders that are owed by then, to all guilds."""
    await planning.tick(store, at)
    async with store.read() as conn:
        found = await outbox.listed(conn, guild=None, limit=99)
    return sorted(
        f"{one.destination.guild} {one.message.headline}" for one in found if one.state is DeliveryState.PENDING
    )


def text(message: Message) -> str:
    lines = [*message.lines, *(line for block in message.blocks for line in block.lines)]
    return "\n".join("".join(getattr(part, "text", "<moment>") for part in line) for line in lines)


async def test_a_dismissed_event_is_gone_for_its_guild_alone(store: Store) -> None:
    await told(store, "e1")
    done = await amending.dismiss(store, GUILD, OPERATOR, "e1", NOW)
    assert (done.told.event.id, done.seen, done.tellings) == ("e1", None, 1)
    assert (await days(store), await days(store, OTHER)) == ([], ["2026-03-05"])
    assert await reminders(store, NOW + timedelta(days=2, hours=6)) == ["2 Tomorrow: Council votes on the bridge"]
    with pytest.raises(NotFoundError):
        await amending.dismiss(store, GUILD, OPERATOR, "e1", NOW)


async def test_a_reminder_that_waits_in_the_outbox_is_taken_back(store: Store) -> None:
    await told(store, "e1")
    due = NOW + timedelta(days=2, hours=6)
    assert len(await reminders(store, due)) == 2
    await amending.dismiss(store, GUILD, OPERATOR, "e1", due)
    assert await reminders(store, due) == ["2 Tomorrow: Council votes on the bridge"]


async def test_all_tellings_of_one_happening_go_and_come_back_together(store: Store) -> None:
    await told(store, "e1", "e2")
    assert (await amending.dismiss(store, GUILD, OPERATOR, "e2", NOW)).tellings == 2
    assert await days(store) == []
    assert [label for label, _ in amending.named(await amending.amended(store, GUILD, OPERATOR))] == [
        "Council votes on the bridge — dismissed"
    ] * 2
    assert (await amending.restore(store, GUILD, OPERATOR, "e1", NOW)).tellings == 2
    assert await days(store) == ["2026-03-05"] * 2


async def test_what_was_said_holds_for_an_article_that_tells_it_later(store: Store) -> None:
    await told(store, "e1")
    ada = Actor(id="discord:7", manages=True)
    await amending.dismiss(store, GUILD, ada, "e1", NOW)
    await tell(store, event("e2"))
    assert (await days(store), await days(store, OTHER)) == ([], ["2026-03-05"] * 2)
    async with store.read() as conn:
        noted = (await audit.listed(conn, guild=GUILD, limit=1))[0]
    assert (noted.action, noted.actor, noted.subject) == ("event.retold", "discord:7", "e2")
    assert (await amending.restore(store, GUILD, ada, "e1", NOW)).tellings == 2
    await amending.amend(store, GUILD, ada, "e2", "2026-03-12", now=NOW)
    await tell(store, event("e3"))
    assert await days(store) == ["2026-03-12"] * 3


async def test_another_event_of_the_same_day_or_the_same_at_another_time_is_not_hidden(store: Store) -> None:
    await told(store, "e1")
    await amending.dismiss(store, GUILD, OPERATOR, "e1", NOW)
    await tell(store, event("e2", title="Council votes on a school", participants=("Shelbyville council",)))
    await tell(store, event("e3", when(date(2026, 3, 12))))
    assert await days(store) == ["2026-03-05", "2026-03-12"]


async def tell(store: Store, one: Any, **more: Any) -> None:
    async with store.read() as conn:
        source = (await sources.listed(conn, guild=GUILD))[0].id
    later = article(f"a-{one.id}", (one,), **more)
    await intake.store_article(store, later, source=source, identity=one.id, now=NOW + timedelta(hours=1))


async def test_an_amended_date_moves_the_reminders_and_says_who_set_it(store: Store) -> None:
    await told(store, "e1")
    done = await amending.amend(store, GUILD, OPERATOR, "e1", "March 12", now=NOW)
    assert (await days(store), await days(store, OTHER)) == (["2026-03-12"], ["2026-03-05"])
    assert await reminders(store, NOW + timedelta(days=3, hours=6)) == [
        "1 In 7 days: Council votes on the bridge",
        "2 Today: Council votes on the bridge",
    ]
    assert done.seen is not None
    says = "An admin of this server has set this time. As read from the article: Thursday, March 5, 2026."
    for message in (reminder.reminder(done.seen, TODAY), views.event(done.seen, TODAY)):
        assert says in text(message)
        assert "The council meets on Thursday to vote on the old bridge." in text(message)
    assert says in calendar(await upcoming(store), NOW).replace("\r\n ", "").replace("\\,", ",")
    assert "DTSTART;VALUE=DATE:20260312" in calendar(await upcoming(store), NOW)
    assert "amended by an admin" in text(views.events(await upcoming(store), TODAY))
    assert "/event restore takes it back" in text(worded.amended(done.seen, TODAY, 1))


async def test_a_clock_time_is_read_by_the_guilds_clock(store: Store) -> None:
    await told(store, "e1")
    done = await amending.amend(store, GUILD, OPERATOR, "e1", "2026-03-12 15:00", now=NOW)
    assert done.seen is not None
    assert done.seen.event.when.instant == datetime(2026, 3, 12, 19, tzinfo=UTC)
    assert dates.in_words(done.seen.event.when) == "Thursday, March 12, 2026, 15:00 America/New_York"


async def test_an_amendment_is_taken_back_and_what_was_never_said_cannot_be(store: Store) -> None:
    await told(store, "e1")
    with pytest.raises(PolicyError, match="as the article tells it"):
        await amending.restore(store, GUILD, OPERATOR, "e1", NOW)
    with pytest.raises(NotFoundError):
        await amending.restore(store, GUILD, OPERATOR, "no such", NOW)
    await amending.amend(store, GUILD, OPERATOR, "e1", "2026-03-12", now=NOW)
    done = await amending.restore(store, GUILD, OPERATOR, "e1", NOW)
    assert done.seen is not None
    assert (done.seen.amended, await days(store)) == (False, ["2026-03-05"])
    assert "as the article tells it again" in text(worded.restored(done.seen, TODAY))


async def test_a_newer_version_of_the_article_does_not_undo_what_an_admin_said(store: Store) -> None:
    await told(store, "e1")
    await amending.amend(store, GUILD, OPERATOR, "e1", "2026-03-12", now=NOW)
    await tell(store, event("e1", when(date(2026, 3, 19))), content_hash="f" * 64)
    assert (await days(store), await days(store, OTHER)) == (["2026-03-12"], ["2026-03-19"])


async def test_every_word_is_noted_with_what_held_before(store: Store) -> None:
    await told(store, "e1")
    ada = Actor(id="discord:7", manages=True)
    await amending.amend(store, GUILD, ada, "e1", "2026-03-12", now=NOW)
    await amending.dismiss(store, GUILD, ada, "e1", NOW)
    await amending.restore(store, GUILD, ada, "e1", NOW)
    async with store.read() as conn:
        restored, dismissed, amended = await audit.listed(conn, guild=GUILD, limit=3)
    assert [one.action for one in (amended, dismissed, restored)] == ["event.amend", "event.dismiss", "event.restore"]
    assert {one.actor for one in (amended, dismissed, restored)} == {"discord:7"}
    assert (amended.before, amended.after["when"]["value"]) == (None, "2026-03-12")
    assert (dismissed.before["when"]["value"], dismissed.after["dismissed"]) == ("2026-03-12", True)
    assert (restored.before["dismissed"], restored.after) == (True, None)


async def test_only_who_manages_the_guild_and_only_of_what_it_sees(store: Store) -> None:
    await told(store, "e1")
    member = Actor(id="m")
    calls: tuple[Callable[[Actor], Awaitable[Any]], ...] = (
        lambda who: amending.dismiss(store, GUILD, who, "e1", NOW),
        lambda who: amending.amend(store, GUILD, who, "e1", "2026-03-12", now=NOW),
        lambda who: amending.restore(store, GUILD, who, "e1", NOW),
        lambda who: amending.amended(store, GUILD, who),
    )
    for call in calls:
        with pytest.raises(NotPermittedError):
            await call(member)
    async with store.write() as conn:
        theirs = await sources.add(conn, NewSource(kind=SourceKind.FEED, address="https://x.example", owner=OTHER), NOW)
    secret = article("a-s", (event("s"),))
    await intake.store_article(store, secret, source=theirs.id, identity="s", now=NOW)
    with pytest.raises(NotFoundError):
        await amending.dismiss(store, GUILD, OPERATOR, "s", NOW)
