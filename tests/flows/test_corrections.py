"""What follows when a story changes: corrected alerts, moved reminders, notices; on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.flows import intake, planning
from bot.model.article import RawArticle
from bot.model.delivery import DeliveryAction, DeliveryRecord, DeliveryState, Receipt
from bot.model.event import Amendment, EventKind, EventStatus
from bot.model.policy import Topic
from bot.model.recurrence import QuietHours
from bot.model.source import CATALOGUE, NewSource, SourceKind, Withheld
from bot.model.time import Precision
from bot.store import claims, events, guilds, outbox, sources
from bot.store.engine import Store
from tests.flows.made import article, event, guild, span, when

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NEXT_WEEK = when(date(2026, 3, 12))

SEATS = "The Harbour Party won 310 seats on Sunday, the commission said. Its leader thanked the voters."


async def prepare(store: Store, **policy: Any) -> str:
    async with store.write() as conn:
        await guilds.put(conn, guild("1", **policy), START)
        await planning.replan(conn, "fake:1", START)
        return (await sources.add(conn, NewSource(kind=SourceKind.FOLDER, address="/news", owner=CATALOGUE), START)).id


async def tell(store: Store, source: str, body: str, now: datetime = START, **more: Any) -> None:
    raw = RawArticle(
        body=body, headline=more.pop("headline", "Harbour Party wins"), url="https://g.example/1", published=START
    )
    await intake.take_in(store, raw, source=source, identity="1", now=now, **more)


async def take(store: Store, source: str, one: Any, now: datetime) -> None:
    await intake.store_article(store, one, source=source, identity=one.id, now=now)


async def send(store: Store, now: datetime = START) -> None:
    """Play a platform that takes everything."""
    async with store.write() as conn:
        for one in await claims.claim(conn, sender="s", now=now, lease=HOUR, limit=100):
            await claims.sent(conn, one.id, Receipt(message=one.posted or f"m-{one.id}"), now)


async def deliveries(store: Store) -> list[DeliveryRecord]:
    async with store.read() as conn:
        return list(reversed(await outbox.listed(conn, guild=None, limit=1000)))


async def edits(store: Store) -> list[DeliveryRecord]:
    return [one for one in await deliveries(store) if one.action is DeliveryAction.EDIT]


async def notices(store: Store) -> list[str]:
    return [one.message.headline for one in await deliveries(store) if one.dedupe_key.startswith("changed:")]


def words(one: DeliveryRecord) -> str:
    """The first block of a message as text."""
    parts = [part for line in one.message.blocks[0].lines for part in line]
    return f"{one.message.blocks[0].title}: " + "".join(getattr(part, "text", "<moment>") for part in parts)


async def test_a_corrected_figure_edits_the_alert_and_is_named(store: Store) -> None:
    source = await prepare(store)
    await tell(store, source, SEATS)
    await send(store)
    await tell(store, source, SEATS.replace("310", "316"), START + HOUR)
    (edit,) = await edits(store)
    assert words(edit) == "Updated: 310 → 316 seats"
    assert "316 seats" in str(edit.message.lines)
    assert [one.action for one in await deliveries(store)] == [DeliveryAction.POST, DeliveryAction.EDIT]


async def test_several_figures_are_named_with_what_they_count_and_events_by_their_dates(store: Store) -> None:
    source = await prepare(store)
    told = (
        "The council will vote on the old bridge on March 19, the mayor said on Monday. Its repair will cost 4 million "
        "dollars. Inspectors had found cracks in 12 of its 40 beams."
    )
    await tell(store, source, told)
    await send(store)
    now_told = told.replace("4 million", "6 million").replace("12 of", "14 of").replace("March 19", "March 26")
    await tell(store, source, now_told, START + HOUR)
    (edit,) = await edits(store)
    shown = words(edit)
    assert "March 19, 2026 → Thursday, March 26, 2026" in shown
    assert "4 million dollars → 6 million dollars12 → 14 of its 40 beams" in shown
    assert "March 19 → March 26" not in shown


async def test_a_second_correction_says_what_changed_since_it_was_posted(store: Store) -> None:
    source = await prepare(store)
    await tell(store, source, SEATS)
    await send(store)
    await tell(store, source, SEATS.replace("310", "316"), START + HOUR)
    await tell(store, source, SEATS.replace("310", "318"), START + 2 * HOUR)
    first, second = await edits(store)
    assert (first.state, words(second)) == (DeliveryState.WITHDRAWN, "Updated: 310 → 318 seats")


async def test_an_alert_that_is_not_posted_yet_just_says_the_new(store: Store) -> None:
    source = await prepare(store)
    await tell(store, source, SEATS)
    await tell(store, source, SEATS.replace("310", "316"), START + HOUR)
    (alert,) = await deliveries(store)
    assert "316 seats" in str(alert.message.lines)
    assert [block.title for block in alert.message.blocks] == []


async def test_other_words_are_marked_as_changed_and_nothing_is_made_up_of_them(store: Store) -> None:
    source = await prepare(store)
    await tell(store, source, SEATS)
    await send(store)
    reworded = "Voters gave the Harbour Party 316 seats on Sunday, the commission said. Turnout was 64 percent."
    await tell(store, source, reworded, START + HOUR)
    (edit,) = await edits(store)
    assert words(edit) == "Updated: The article was changed after this was posted."


async def test_a_change_that_the_alert_does_not_show_costs_no_edit(store: Store) -> None:
    source = await prepare(store)
    told = article("a1")
    await take(store, source, told, START)
    await send(store)
    longer = told.model_copy(update={"body": told.body + " It rained.", "content_hash": "f" * 64})
    await take(store, source, longer, START + HOUR)
    assert await edits(store) == []


async def test_a_corrected_alert_still_says_why_it_was_urgent(store: Store) -> None:
    night = QuietHours(start=time(0), end=time(23), weekdays=tuple(range(7)))
    source = await prepare(store, quiet=(night,), topics=(Topic(name="Votes", words=("seats",), urgent=True),))
    await tell(store, source, SEATS)
    await send(store)
    await tell(store, source, SEATS.replace("310", "316"), START + HOUR)
    (edit,) = await edits(store)
    assert "Urgent here: its opening speaks of “seats”" in str(edit.message.lines[-1])


async def test_after_two_days_an_alert_stays_as_it_is(store: Store) -> None:
    source = await prepare(store)
    await tell(store, source, SEATS)
    await send(store)
    await tell(store, source, SEATS.replace("310", "316"), START + timedelta(hours=49))
    assert await edits(store) == []


async def test_a_guilds_own_copy_corrects_the_guilds_own_alert_as_often_as_it_changes(store: Store) -> None:
    async with store.write() as conn:
        own = {}
        for name in ("1", "2"):
            await guilds.put(conn, guild(name), START)
            new = NewSource(kind=SourceKind.FOLDER, address="/news", owner=f"fake:{name}")
            own[name] = (await sources.add(conn, new, START)).id
    for name in ("1", "2"):
        await tell(store, own[name], SEATS)
    await send(store)
    await tell(store, own["1"], SEATS.replace("310", "316"), START + HOUR)
    await send(store, START + HOUR)
    await tell(store, own["1"], SEATS.replace("310", "318"), START + 2 * HOUR)
    found = await edits(store)
    assert [one.destination.guild for one in found] == ["1", "1"]
    assert words(found[-1]) == "Updated: 310 → 318 seats"
    posts = [one for one in await deliveries(store) if one.action is DeliveryAction.POST]
    assert sorted(one.destination.guild for one in posts) == ["1", "2"]


async def test_what_was_withheld_is_not_posted_when_it_changes(store: Store) -> None:
    source = await prepare(store)
    await tell(store, source, SEATS, withheld=Withheld.BACKLOG)
    await tell(store, source, SEATS.replace("310", "316"), START + HOUR)
    assert await deliveries(store) == []


async def test_each_place_is_corrected_where_it_was_posted_also_after_the_channel_changed(store: Store) -> None:
    source = await prepare(store)
    await tell(store, source, SEATS)
    await send(store)
    async with store.write() as conn:
        await guilds.put(conn, guild("1", channel="c2"), START)
    await tell(store, source, SEATS.replace("310", "316"), START + HOUR)
    (edit,) = await edits(store)
    assert edit.destination.channel == "c1"
    assert len(await deliveries(store)) == 2


async def reminded(store: Store, source: str, at: datetime = datetime(2026, 3, 4, 9, tzinfo=UTC)) -> None:
    """Have a reminder of Thursday's event posted, on the day before."""
    await take(store, source, article("a1", (event("e1"),)), START)
    await send(store)
    await planning.tick(store, at)
    await send(store, at)


async def test_a_cancelled_event_is_told_once_where_it_was_announced_and_never_again(store: Store) -> None:
    source = await prepare(store)
    await reminded(store, source)
    off = article("a1", (event("e1", status=EventStatus.CANCELLED),), content_hash="f" * 64)
    now = datetime(2026, 3, 4, 12, tzinfo=UTC)
    await take(store, source, off, now)
    await take(store, source, off.model_copy(update={"content_hash": "e" * 64}), now + HOUR)
    assert await notices(store) == ["Cancelled: Council votes on the bridge"]
    assert await planning.tick(store, datetime(2026, 3, 5, 9, tzinfo=UTC)) == 0
    notice = next(one for one in await deliveries(store) if one.dedupe_key.startswith("changed:"))
    assert "It was announced for Thursday, March 5, 2026." in str(notice.message.lines)
    assert "The council meets on Thursday to vote" in str(notice.message.lines)
    assert notice.expires_at == datetime(2026, 3, 6, tzinfo=UTC)


async def test_a_moved_event_is_told_with_both_dates_and_reminded_of_anew(store: Store) -> None:
    source = await prepare(store)
    await reminded(store, source)
    moved = article("a1", (event("e1", NEXT_WEEK, status=EventStatus.RESCHEDULED),), content_hash="f" * 64)
    await take(store, source, moved, datetime(2026, 3, 4, 12, tzinfo=UTC))
    assert await notices(store) == ["New date: Council votes on the bridge"]
    notice = next(one for one in await deliveries(store) if one.dedupe_key.startswith("changed:"))
    text = str(notice.message.lines)
    assert "Thursday, March 12, 2026 (in 8 days)" in text
    assert "announced for Thursday, March 5, 2026" in text
    await planning.tick(store, datetime(2026, 3, 5, 9, tzinfo=UTC))
    await planning.tick(store, datetime(2026, 3, 11, 9, tzinfo=UTC))
    reminders = [one for one in await deliveries(store) if one.dedupe_key.startswith("reminder:")]
    assert [one.message.headline.partition(":")[0] for one in reminders] == ["Tomorrow", "In 7 days", "Tomorrow"]


async def test_a_finer_telling_of_the_same_time_is_no_move(store: Store) -> None:
    source = await prepare(store)
    await reminded(store, source)
    at_noon = when(
        date(2026, 3, 5),
        precision=Precision.TIME,
        value="2026-03-05T12:00",
        instant=datetime(2026, 3, 5, 12, tzinfo=UTC),
    )
    finer = article("a1", (event("e1", at_noon),), content_hash="f" * 64)
    await take(store, source, finer, datetime(2026, 3, 4, 12, tzinfo=UTC))
    assert await notices(store) == []


async def test_a_reminder_that_waits_is_withdrawn_when_its_event_is_off_or_gone(store: Store) -> None:
    source = await prepare(store, alerts=False)
    morning = datetime(2026, 3, 4, 9, tzinfo=UTC)
    await take(store, source, article("a1", (event("e1"),)), START)
    await planning.tick(store, morning)
    await take(store, source, article("a1", (), content_hash="f" * 64), morning + HOUR)
    (reminder,) = await deliveries(store)
    assert reminder.state is DeliveryState.WITHDRAWN
    assert await notices(store) == []


async def test_where_nothing_was_announced_nothing_is_taken_back_in_public(store: Store) -> None:
    source = await prepare(store, alerts=False)
    await take(store, source, article("a1", (event("e1"),)), START)
    off = article("a1", (event("e1", status=EventStatus.CANCELLED),), content_hash="f" * 64)
    await take(store, source, off, START + HOUR)
    assert await deliveries(store) == []


async def test_an_alert_that_listed_the_event_is_corrected_and_its_readers_are_told(store: Store) -> None:
    source = await prepare(store)
    await take(store, source, article("a1", (event("e1"),)), START)
    await send(store)
    off = article("a1", (event("e1", status=EventStatus.CANCELLED),), content_hash="f" * 64)
    await take(store, source, off, START + HOUR)
    (edit,) = await edits(store)
    assert words(edit) == "Updated: Council votes on the bridge — cancelled"
    assert await notices(store) == ["Cancelled: Council votes on the bridge"]


async def test_no_notice_comes_after_the_event(store: Store) -> None:
    source = await prepare(store)
    await reminded(store, source)
    off = article("a1", (event("e1", status=EventStatus.CANCELLED),), content_hash="f" * 64)
    await take(store, source, off, datetime(2026, 3, 6, 1, tzinfo=UTC))
    assert await notices(store) == []


async def test_a_guild_whose_admins_say_otherwise_is_not_contradicted(store: Store) -> None:
    source = await prepare(store)
    await reminded(store, source)
    async with store.write() as conn:
        change = Amendment(status=EventStatus.SCHEDULED)
        await events.amend(conn, "e1", guild="fake:1", change=change, actor="x", now=START)
    off = article("a1", (event("e1", status=EventStatus.CANCELLED),), content_hash="f" * 64)
    await take(store, source, off, datetime(2026, 3, 4, 12, tzinfo=UTC))
    assert await notices(store) == []


async def test_another_newer_article_that_calls_it_off_stops_the_reminders_and_is_told(store: Store) -> None:
    source = await prepare(store)
    await reminded(store, source)
    off = event("e2", status=EventStatus.CANCELLED, title="Council's vote on the bridge is off")
    other = article("a2", (off,), content_hash="f" * 64, published=date(2026, 3, 4), headline="Vote is off")
    await take(store, source, other, datetime(2026, 3, 4, 12, tzinfo=UTC))
    assert await notices(store) == ["Cancelled: Council votes on the bridge"]
    assert await planning.tick(store, datetime(2026, 3, 5, 9, tzinfo=UTC)) == 0
    async with store.write() as conn:
        await planning.replan(conn, "fake:1", datetime(2026, 3, 4, 13, tzinfo=UTC))
    assert await planning.tick(store, datetime(2026, 3, 5, 9, tzinfo=UTC)) == 0


async def test_where_only_an_alert_listed_it_another_article_that_calls_it_off_is_told_too(store: Store) -> None:
    source = await prepare(store)
    await take(store, source, article("a1", (event("e1"),)), START)
    await send(store)
    off = event("e2", status=EventStatus.CANCELLED, title="Council's vote on the bridge is off")
    other = article("a2", (off,), content_hash="f" * 64, published=date(2026, 3, 4), headline="Vote is off")
    await take(store, source, other, START + HOUR)
    assert await notices(store) == ["Cancelled: Council votes on the bridge"]


async def test_an_event_that_was_moved_and_then_called_off_is_told_of_both(store: Store) -> None:
    source = await prepare(store)
    await reminded(store, source)
    now = datetime(2026, 3, 4, 12, tzinfo=UTC)
    await take(store, source, article("a1", (event("e1", NEXT_WEEK),), content_hash="f" * 64), now)
    await send(store, now)
    off = event("e1", NEXT_WEEK, status=EventStatus.CANCELLED)
    await take(store, source, article("a1", (off,), content_hash="e" * 64), now + HOUR)
    assert await notices(store) == [
        "New date: Council votes on the bridge",
        "Cancelled: Council votes on the bridge",
    ]


@pytest.mark.parametrize(
    "unsure",
    [
        {"published": date(2026, 3, 1)},
        {"published": None},
        {"events": (event("e2", status=EventStatus.CANCELLED, kind=EventKind.MEETING),)},
        {"events": (event("e2", status=EventStatus.CANCELLED, participants=("Shelbyville council",)),)},
        {"events": (event("e2", status=EventStatus.CANCELLED, confidence=0.3),)},
        {"events": (event("e2", status=EventStatus.CANCELLED, participants=(), title="Council votes"),)},
    ],
    ids=["older", "of unknown age", "another kind", "other people", "uncertain", "any council's"],
)
async def test_what_does_not_plainly_call_it_off_changes_nothing(store: Store, unsure: dict[str, Any]) -> None:
    source = await prepare(store)
    await reminded(store, source)
    given = {"events": (event("e2", status=EventStatus.CANCELLED),), "published": date(2026, 3, 4), **unsure}
    other = article("a2", content_hash="f" * 64, **given)
    await take(store, source, other, datetime(2026, 3, 4, 12, tzinfo=UTC))
    assert await notices(store) == []
    assert await planning.tick(store, datetime(2026, 3, 5, 9, tzinfo=UTC)) == 1


async def test_another_article_that_recalls_the_old_date_moves_it(store: Store) -> None:
    source = await prepare(store)
    await reminded(store, source)
    body = "The council's vote on the bridge, planned for March 5, was put off until March 12. Rain is expected."
    sentence = span("The council's vote on the bridge, planned for March 5, was put off until March 12.", body)
    moved = event("e2", NEXT_WEEK, status=EventStatus.RESCHEDULED, evidence=(sentence,))
    told = [
        {**span(text, body).model_dump(), "type": "DATE", "value": value, "precision": "day", "earliest": value}
        for text, value in (("March 5", "2026-03-05"), ("March 12", "2026-03-12"))
    ]
    times = [one | {"latest": one["earliest"]} for one in told]
    other = article("a2", (moved,), body=body, time_expressions=times, published=date(2026, 3, 4), quotes=(),
                    content_hash="f" * 64, summary={})  # fmt: skip
    await take(store, source, other, datetime(2026, 3, 4, 12, tzinfo=UTC))
    assert await notices(store) == ["New date: Council votes on the bridge"]
    assert await planning.tick(store, datetime(2026, 3, 5, 9, tzinfo=UTC)) == 1
    newest = (await deliveries(store))[-1]
    assert newest.message.headline.startswith("In 7 days")


async def test_two_tellings_of_one_happening_that_are_both_called_off_are_told_once(store: Store) -> None:
    source = await prepare(store)
    await take(store, source, article("a2", (event("e2"),), published=date(2026, 3, 1), content_hash="d" * 64), START)
    await reminded(store, source)
    now = datetime(2026, 3, 4, 12, tzinfo=UTC)
    for name, own in (("a1", "e1"), ("a2", "e2")):
        off = article(name, (event(own, status=EventStatus.CANCELLED),), content_hash=own.ljust(64, "f"))
        await take(store, source, off, now)
    assert await notices(store) == ["Cancelled: Council votes on the bridge"]
